import { randomUUID } from 'node:crypto';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrationSets } from '../migrations.js';
import { holdStore } from './hold.store.js';

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

it('records the holds of an organisation also when another one has many that cannot be recorded', async () => {
  for (const [org, holds, age] of [
    ['many', 5, '2 hours'],
    ['one', 1, '1 hour'],
  ] as const)
    // prettier-ignore
    for (let n = 0; n < holds; n += 1)
      await pool.query(
        'INSERT INTO retention.holds (org, hold_id, statement, recorded, placed_at) VALUES ($1, $2, $3, false, now() - $4::interval)',
        [org, randomUUID(), '{}', age],
      );
  const orgs = (await holdStore.unrecorded(pool, 3)).map(({ org }) => org);
  expect(orgs.toSorted()).toEqual(['many', 'many', 'one']);
});
