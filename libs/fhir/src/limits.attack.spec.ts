import { expect, it } from '@jest/globals';
import { eventsOfBundle, parseBundle } from './index.js';

// Looking for the end of a tag from each of its beginnings would take minutes.
it('reads a narrative of half a megabyte of tags that do not end', () => {
  const id = '5d2a2d08-cf2e-4d7a-a0db-77551a2777ec';
  const plan = {
    resourceType: 'CarePlan',
    id: 'aaaaaaaa-0000-4000-8000-000000000001',
    status: 'active',
    intent: 'plan',
    subject: { reference: `Patient/${id}` },
    created: '2020-03-02',
    text: { status: 'additional', div: '<'.repeat(500_000) },
  };
  const bundle = parseBundle(Buffer.from(JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: plan }] })));
  const read = eventsOfBundle(bundle, { nowMs: Date.parse('2026-03-01T09:30:00Z') });
  expect(JSON.stringify(read).length).toBeLessThan(10_000);
});
