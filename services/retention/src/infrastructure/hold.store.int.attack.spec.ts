import { randomUUID } from 'node:crypto';
import { createPool, withTransaction, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrationSets } from '../migrations.js';
import { holdStore, type HoldPlaced } from './hold.store.js';

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

it('reads of the holds on named patients those of the records that are asked for', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const place = (patientIds?: string[]): Promise<string> =>
    withTransaction(pool, async (tx) => {
      const scope = patientIds ? { patientIds } : { actors: ['anna'] };
      const id = randomUUID();
      const statement = { id, type: 'hold.placed', data: { scope, reason: 'Claim' }, occurredAt: '2026-03-01T08:00:00Z' } as HoldPlaced;
      await holdStore.begin(tx, 'court', statement);
      return id;
    });
  const [ofOne, ofAny] = [await place([randomUUID(), one.toUpperCase()]), await place()];
  for (let n = 0; n < 50; n += 1) await place([other]);
  const found = (subjects: string[]) => withTransaction(pool, (tx) => holdStore.inForce(tx, 'court', subjects));
  expect((await found([one])).map(({ holdId }) => holdId)).toEqual([ofOne, ofAny]);
  expect((await found([])).map(({ holdId }) => holdId)).toEqual([ofAny]);
  expect(await found([one, other])).toHaveLength(52);
});
