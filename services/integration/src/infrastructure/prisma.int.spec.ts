import { readFileSync } from 'node:fs';
import { createTestDatabase, schemaDisagreements, type TestDatabase } from '@everchart/testing';
import { createPool, type Pool } from '@everchart/postgres';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrationSets } from '../migrations.js';
import { ApiDatabase } from './prisma.client.js';

const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
/** What the API may not see, or does not show. */
const leftOut = {
  Delivery: ['message', 'has_message', 'maybe_received', 'fence', 'correlation_id', 'traceparent'],
};

describe('the Prisma schema', () => {
  let database: TestDatabase;
  let owner: Pool;
  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 }, () => undefined);
  });
  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });

  it('says what the migrated database says', async () => {
    expect(await schemaDisagreements(schema, owner, leftOut)).toEqual([]);
  });

  it.each([
    ['port                 Int', 'port                 BigInt', 'port is integer, not bigint'],
    ['fault         String?', 'fault         String', 'fault is nullable'],
    ['host                 String', 'hots                 String', 'there is no column hots'],
    ['@@id([org, destination])', '@@id([destination, org])', 'the primary key is org, destination, not destination, org'],
    ['@@unique([org, destination, controlId])', '@@unique([org, controlId])', 'org, control_id is not unique'],
    ['failures      Int', 'failures      Int @default(0)', undefined],
    ['fault         String?', 'fault         String? @default("x")', 'fault has no default'],
    ['@@map("deliveries")', '@@map("deliverys")', 'there is no table integration.deliverys'],
  ])('is caught when it says %j as %j', async (right, wrong, fault) => {
    const changed = schema.replace(right, wrong);
    expect(changed).not.toBe(schema);
    const faults = (await schemaDisagreements(changed, owner, leftOut)).join('\n');
    if (fault === undefined) expect(faults).toBe('');
    else expect(faults).toContain(fault);
  });

  it('is caught when the database gets a column that nobody decided about', async () => {
    await owner.query('ALTER TABLE integration.destinations ADD COLUMN note text');
    expect(await schemaDisagreements(schema, owner, leftOut)).toEqual(['Destination: the model lacks note']);
    await owner.query('ALTER TABLE integration.destinations DROP COLUMN note');
  });

  it('names only what the role of the API may read', async () => {
    const api = new ApiDatabase(database.url('integration_api'), 1);
    const found = await api.withOrganisation('home', async (tx) => [
      await tx.destination.findFirst(),
      await tx.destinationStatus.findFirst(),
      await tx.delivery.findFirst(),
    ]);
    await api.close();
    expect(found).toEqual([null, null, null]);
  });
});
