import { createLogger } from '@everchart/platform';
import { createPool, withTransaction, type Pool } from '@everchart/postgres';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { org, residentRecord } from '../../test/opened-records.js';
import { timeline } from '../consumers/timeline.read-model.js';
import { blockSize } from '../domain/blocks.js';
import { migrationSets } from '../migrations.js';
import { shownProjection } from '../projections.js';
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

  /** @returns how often the keeper looked at the projector until only so many blocks of the patient were due */
  async function looksUntil(patient: string, dueAtEnd: number, isTaking: boolean): Promise<number> {
    let looks = 0;
    const status = () => {
      looks += 1;
      const nextOffset = isTaking ? BigInt(looks) : 7n;
      return {
        state: 'running' as const, connected: true, partitions: [{ topic: 't', partition: 0, nextOffset }],
        stoppedStreams: 0, unreadableEvents: 0, lagRecords: 0,
      }; // prettier-ignore
    };
    const keeper = new BlockKeeper(
      worker,
      shownProjection,
      { status },
      createLogger({ service: 'test', instance: 'test', level: 'silent' }),
    );
    await keeper.start();
    await until(async () => (await dueOf(patient)).length === dueAtEnd, { what: 'the blocks' });
    await keeper.stop();
    return looks;
  }

  it('are summed up one after the other while the projector takes nothing', async () => {
    // One before the pause, and one after each block.
    expect(await looksUntil(await dueRecord(), 0, false)).toBeLessThanOrEqual(blocks + 2);
  });

  it('are summed up one at a time, with a pause between any two, while it takes events', async () => {
    expect(await looksUntil(await dueRecord(), 0, true)).toBeGreaterThanOrEqual(2 * blocks - 1);
  });

  it('are summed up when one before them cannot be', async () => {
    const patient = await dueRecord();
    await worker.query(`UPDATE ${schema}.timeline_entries SET entry = '{}' WHERE patient = $1 AND stream_version = 20`, [patient]);
    await looksUntil(patient, 1, false);
    expect(await dueOf(patient)).toEqual([0]);
  });
});
