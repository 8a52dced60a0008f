import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DirectoryReader } from '../application/directory.reader.js';
import { migrationSets } from '../migrations.js';
import { shownProjection } from '../projections.js';
import { StayStore } from './stay.store.js';

const org = 'home';
const patient = (n: number): string => `01980c5e-7d0a-7b11-9c5e-${String(n).padStart(12, '0')}`;
const admitted = (n: number): object => ({
  admitted: { entryId: patient(n), occurredAt: '2026-03-01T08:00:00Z', at: '2026-03-01T08:00:00Z', order: n, value: { stayId: patient(n), class: 'residential', location: { facility: 'unknown' } } },
}); // prettier-ignore

describe('open stays without number', () => {
  let database: TestDatabase;
  let store: StayStore;
  let api: Pool;
  const pools: Pool[] = [];

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    const pool = (url: string): Pool => {
      const made = createPool({ connectionString: url, applicationName: 'test', max: 1 }, () => undefined);
      pools.push(made);
      return made;
    };
    api = pool(database.url('timeline_api'));
    store = new StayStore(api, shownProjection);
    const worker = pool(database.url('timeline_worker'));
    // The second patient has as many as all others.
    const stays = Array.from({ length: 1300 }, (_, n) => ({ owner: patient(n % 2 === 0 ? n : 1), facts: admitted(n) }));
    await worker.query(
      `INSERT INTO timeline_v1.patients (org, patient, stream_version, store_id, epoch, shard, position, last_recorded_at, counts, unreadable)
       SELECT o, p, 7, p, 1, 0, 1, now(), '{}', 0 FROM unnest($1::text[]) o, unnest($2::uuid[]) p`,
      [[org, 'other'], [...new Set(stays.map(({ owner }) => owner))]],
    );
    await worker.query(
      `INSERT INTO timeline_v1.topics (org, patient, topic, facts)
       SELECT o, t.patient, 'stay/' || t.n, t.facts FROM unnest($1::text[]) o, unnest($2::uuid[], $3::json[]) WITH ORDINALITY AS t (patient, facts, n)`,
      [[org, 'other'], stays.map(({ owner }) => owner), stays.map(({ facts }) => JSON.stringify(facts))],
    );
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  it('are gone through some at a time, each once', async () => {
    const sizes: number[] = [];
    const seen = new Set<string>();
    for await (const stays of store.openStays(org)) {
      sizes.push(stays.length);
      for (const { stay } of stays) seen.add(stay.stayId);
    }
    expect({ sizes, seen: seen.size }).toEqual({ sizes: [500, 500, 300], seen: 1300 });
  });

  it('have pages of faults with an end, and all are counted', async () => {
    const reader = new DirectoryReader(store, api, shownProjection);
    const directory = await reader.read(org);
    const patients: string[] = [];
    let shown = 0;
    for (let after: string | undefined; ;) {
      const { count, faults, next } = await reader.faults(org, directory, { limit: 100, after });
      expect(count).toBe(1300);
      expect(faults.length).toBeLessThanOrEqual(600);
      expect(faults[0]!.streamVersion).toBe(7);
      patients.push(...new Set(faults.map(({ patientId }) => patientId)));
      shown += faults.length;
      if (next === null) break;
      after = next;
    }
    // Of the one patient those for which there is room beside the others of the page.
    expect({ patients: patients.length, known: new Set(patients).size, shown }).toEqual({ patients: 651, known: 651, shown: 1249 });
  });
});
