import type {} from '@everchart/access-log';
import { api as ingest } from '@everchart/ingest';
import { api as integration } from '@everchart/integration';
import { api as timeline } from '@everchart/patient-timeline';
import { declaredRoutes, type DeclaredRoute } from '@everchart/platform';
import { api as retention } from '@everchart/retention';
import { describe, expect, it } from '@jest/globals';

/**
 * Routes that put no access on record, each with the reason. A route that shows or sends something of a person, or of
 * the log, has no place here.
 */
const exempt: Readonly<Record<string, string>> = {
  'get /health/live': 'says that the process runs',
  'get /health/ready': 'names dependencies',
  'get /metrics': 'numbers of this process, of no person',
  'get /internal/releases': 'which release serves which organisation, of no patient, to services that know a secret',
  'get /internal/releases/standing': 'how far a projection is, of no patient, to ingest',
  'get /v1/event-types': 'what can be recorded, the same for everybody',
  'get /v1/event-types/{type}': 'what can be recorded, the same for everybody',
  'get /asyncapi.json': 'what is published, the same for everybody',
  'get /v1/orgs/{org}/fhir/R4/metadata': 'what the FHIR base can do, the same for everybody',
};

const nameOf = ({ method, path }: DeclaredRoute): string => `${method} ${path}`;

describe.each([ingest, timeline, integration, retention])('every route of $name', (api) => {
  const routes = declaredRoutes(api);

  it('puts what it shows on record, or stands in the list of those that show nothing of a person', () => {
    expect(routes.length).toBeGreaterThan(3);
    const neither = routes.filter((route) => route.config.access === undefined && exempt[nameOf(route)] === undefined);
    expect(neither.map(nameOf)).toEqual([]);
    const both = routes.filter((route) => route.config.access !== undefined && exempt[nameOf(route)] !== undefined);
    expect(both.map(nameOf)).toEqual([]);
  });

  it('is read without a record only where no token is needed either', () => {
    const read = routes.filter((route) => route.config.access === undefined && !route.isPublic && route.method === 'get');
    expect(read.map(nameOf)).toEqual([]);
    expect(routes.filter(({ config, isPublic }) => config.access !== undefined && isPublic).map(nameOf)).toEqual([]);
  });

  it('names its operation as the contract of accesses wants it', () => {
    for (const { config } of routes) if (config.access) expect(config.access.operation).toMatch(/^[a-z0-9-]+\.[a-z0-9-]+$/);
  });
});

describe('the list of routes that put no access on record', () => {
  it('names no route that there is not', () => {
    const all = new Set([ingest, timeline, integration, retention].flatMap((api) => declaredRoutes(api).map(nameOf)));
    expect(Object.keys(exempt).filter((name) => !all.has(name))).toEqual([]);
  });
});
