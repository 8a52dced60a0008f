import { createLogger } from '@everchart/platform';
import { createPool, withTransaction, type Pool } from '@everchart/postgres';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { org, residentRecord } from '../../test/opened-records.js';
import { timeline } from '../consumers/timeline.read-model.js';
import { blockSize } from '../domain/blocks.js';
import { migrationSets } from '../migrations.js';
import { firstProjection } from '../projections.js';
import { BlockKeeper } from './block.keeper.js';

const schema = 'timeline_v1';
const blocks = 3;

describe('blocks of entries', () => {
  let database: TestDatabase;
  let worker: Pool;

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    worker = createPool({ connectionString: database.url('timeline_worker'), applicationName: 'test', max: 3 }, () => undefined);
  });
  afterAll(async () => {
    await worker.end();
    await database.drop();
  });

  /** @returns a patient with so many blocks that are due */
  async function dueRecord(): Promise<string> {
    const patient = randomUUID();
    await withTransaction(worker, async (tx) => {
      const runs = [{ org, patient, opened: residentRecord(patient, blocks * blockSize) }];
      await timeline.save(tx, schema, timeline.fold(runs, await timeline.load(tx, schema, runs)));
    });
    expect(await dueOf(patient)).toEqual([0, 1, 2]);
    return patient;
  }

  async function dueOf(patient: string): Promise<number[]> {
    const { rows } = await worker.query<{ block: number }>(
      `SELECT block FROM ${schema}.timeline_blocks WHERE patient = $1 AND facts IS NULL ORDER BY block`,
      [patient],
    );
    return rows.map(({ block }) => block);
  }

  /** @returns milliseconds until only so many blocks of the patient were due */
  async function untilDue(patient: string, count: number): Promise<number> {
    const began = performance.now();
    const keeper = new BlockKeeper(worker, firstProjection, createLogger({ service: 'test', instance: 'test', level: 'silent' }));
    await keeper.start();
    await until(async () => (await dueOf(patient)).length === count, { what: 'the blocks' });
    await keeper.stop();
    return performance.now() - began;
  }

  it('are summed up, one a second', async () => {
    expect(await untilDue(await dueRecord(), 0)).toBeGreaterThanOrEqual(blocks * 1000 - 10);
  });

  it('are summed up when one before them cannot be', async () => {
    const patient = await dueRecord();
    await worker.query(`UPDATE ${schema}.timeline_entries SET entry = '{}' WHERE patient = $1 AND stream_version = 20`, [patient]);
    await untilDue(patient, 1);
    expect(await dueOf(patient)).toEqual([0]);
  });
});
