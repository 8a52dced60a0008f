import { createPool, lanesOf, type Pool, withTransaction } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { org, residentRecord } from '../../test/opened-records.js';
import { timeline } from '../consumers/timeline.read-model.js';
import { blockSize } from '../domain/blocks.js';
import { migrationSets } from '../migrations.js';
import { firstProjection, shownProjection } from '../projections.js';
import { RecordHistory } from './record.history.js';
import { RecordStore } from './record.store.js';
import { sumUpDue } from './timeline.blocks.js';

const schema = 'timeline_v1';
const length = Number(process.env['LONG_RECORD'] ?? 12_000);

/** CPU of this thread in the longest turn of the event loop, in milliseconds, while something is awaited. */
async function longestTurnOf<T>(work: Promise<T>): Promise<{ result: T; longestMs: number; cpuMs: number }> {
  let longest = 0;
  let going = true;
  const began = process.threadCpuUsage();
  let last = began;
  const turn = (): void => {
    const now = process.threadCpuUsage();
    longest = Math.max(longest, now.user + now.system - last.user - last.system);
    last = process.threadCpuUsage();
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  const result = await work.finally(() => (going = false));
  const { user, system } = process.threadCpuUsage(began);
  return { result, longestMs: longest / 1000, cpuMs: (user + system) / 1000 };
}

describe('a long record, as it was', () => {
  let database: TestDatabase;
  let worker: Pool;
  let store: RecordStore;
  let history: RecordHistory;
  const pools: Pool[] = [];
  const patient = randomUUID();
  const opened = residentRecord(patient, length);

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    const pool = (url: string): Pool => {
      const made = createPool({ connectionString: url, applicationName: 'test', max: 3, byKeysOnly: true }, () => undefined);
      pools.push(made);
      return made;
    };
    worker = pool(database.url('timeline_worker'));
    store = new RecordStore(lanesOf(pool(database.url('timeline_api'))), shownProjection);
    history = new RecordHistory(pool(database.url('timeline_api')), shownProjection);
    for (let from = 0; from < length; from += 500) {
      await withTransaction(worker, async (tx) => {
        const runs = [{ org, patient, opened: opened.slice(from, from + 500) }];
        await timeline.save(tx, schema, timeline.fold(runs, await timeline.load(tx, schema, runs)));
      });
    }
    await pool(database.ownerUrl).query('ANALYZE');
  }, 600_000);
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  it.each(['no block', 'all blocks'])('holds up no other reader: %s', async (summedUp) => {
    if (summedUp === 'all blocks') await sumUpDue(worker, firstProjection);
    const { rows: due } = await worker.query<{ count: number }>(`SELECT count(*) FROM ${schema}.timeline_blocks WHERE facts IS NULL`);
    expect(due[0]!.count).toBe(summedUp === 'all blocks' ? 0 : Math.floor(length / blockSize));
    const middle = opened[Math.floor(length / 2)]!.event;
    const { summary } = await store.summary(org, patient);
    expect((await history.summary(org, patient, { atVersion: length })).summary === summary).toBe(true);
    const viewpoints = {
      'as known': { knownAt: middle.recordedAt },
      'as true': { happenedBy: middle.occurredAt },
      both: { knownAt: opened[length - 100]!.event.recordedAt, happenedBy: middle.occurredAt },
    };
    for (const [name, viewpoint] of Object.entries(viewpoints)) {
      for (const kind of ['summary', 'timeline'] as const) {
        const began = performance.now();
        const read =
          kind === 'summary' ? history.summary(org, patient, viewpoint) : history.timeline(org, patient, viewpoint, { limit: 25 });
        const { result, longestMs, cpuMs } = await longestTurnOf<{ past: { version: number } }>(read);
        if (process.env['LONG_RECORD'] !== undefined)
          process.stdout.write(`${summedUp}, ${name}, ${kind}: ${JSON.stringify({ longestMs, cpuMs, ms: performance.now() - began })}\n`);
        expect(result.past.version).toBe('knownAt' in viewpoint ? (name === 'both' ? length - 99 : middle.streamVersion) : length);
        // Ten milliseconds on a machine of its own.
        expect(longestMs).toBeLessThan(40);
      }
    }
  });
});
