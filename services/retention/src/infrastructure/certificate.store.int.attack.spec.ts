import { randomUUID } from 'node:crypto';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrationSets } from '../migrations.js';
import { certificateStore } from './certificate.store.js';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase(migrationSets);
  pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test' }, () => undefined);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const organisations = [
  ['many', 5, '2 hours'],
  ['one', 1, '1 hour'],
] as const;

it('takes what all holders have confirmed of every organisation in turn, however much one of them has', async () => {
  for (const [org, count, age] of organisations)
    await pool.query(
      `INSERT INTO retention.destroyed_subjects (org, subject, event_id, destroyed_at, destroyed)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), now() - $3::interval, '{"holders": []}' FROM generate_series(1, $2)`,
      [org, count, age],
    );
  const orgs = (await certificateStore.confirmed(pool, 3)).map(({ org }) => org);
  expect(orgs.toSorted()).toEqual(['many', 'many', 'one']);
});

it('takes certificates that are to be recorded or signed of every organisation in turn', async () => {
  for (const [org, count, age] of organisations)
    for (let n = 0; n < count; n += 1)
      await pool.query(
        `INSERT INTO retention.certificates (org, certificate_id, destroyed_by, subject, certificate, issued_at)
         VALUES ($1, $2, $3, $4, '{}', now() - $5::interval)`,
        [org, randomUUID(), randomUUID(), randomUUID(), age],
      );
  const orgs = (await certificateStore.open(pool, 3)).map(({ org }) => org);
  expect(orgs.toSorted()).toEqual(['many', 'many', 'one']);
});
