import { api as ingest } from '@everchart/ingest';
import { api as integration } from '@everchart/integration';
import { api as timeline } from '@everchart/patient-timeline';
import { declaredRoutes } from '@everchart/platform';
import { api as retention } from '@everchart/retention';
import { describe, expect, it } from '@jest/globals';
import { roleTable } from '../test/role-table.js';

describe.each(Object.entries({ ingest, timeline, integration, retention }))('the routes of %s', (service, api) => {
  it('are for the roles of the table, and no other route is there', () => {
    const declared = declaredRoutes(api).map(({ method, path, isPublic, roles }) => [
      `${method} ${path}`,
      isPublic ? 'everyone' : roles.toSorted(),
    ]);
    const wanted = Object.entries(roleTable[service as keyof typeof roleTable]).map(([name, allowed]) => [
      name,
      allowed === 'everyone' ? allowed : allowed.toSorted(),
    ]);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(wanted));
  });
});
