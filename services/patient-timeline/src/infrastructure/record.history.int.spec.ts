import { createPool, lanesOf, type Pool, withTransaction } from '@everchart/postgres';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { wish } from '../../test/generated-records.js';
import { generatedRecord, openedEvent, org, residentRecord, storeId } from '../../test/opened-records.js';
import { timeline } from '../consumers/timeline.read-model.js';
import type { OpenedEvent } from '../consumers/read-model.js';
import { blockSize } from '../domain/blocks.js';
import { migrationSets } from '../migrations.js';
import { firstProjection, shownProjection } from '../projections.js';
import { RecordHistory } from './record.history.js';
import { RecordStore } from './record.store.js';
import { markBlocks, sumUpBlock, sumUpDue } from './timeline.blocks.js';

const schema = 'timeline_v1';

describe('the record as it was', () => {
  let database: TestDatabase;
  let worker: Pool;
  let store: RecordStore;
  let history: RecordHistory;
  const pools: Pool[] = [];

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    const pool = (url: string): Pool => {
      const made = createPool({ connectionString: url, applicationName: 'test', max: 3 }, () => undefined);
      pools.push(made);
      return made;
    };
    worker = pool(database.url('timeline_worker'));
    store = new RecordStore(lanesOf(pool(database.url('timeline_api'))), shownProjection);
    history = new RecordHistory(pool(database.url('timeline_api')), shownProjection);
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  const apply = (patient: string, opened: readonly OpenedEvent[]) =>
    withTransaction(worker, async (tx) => {
      const runs = [{ org, patient, opened }];
      await timeline.save(tx, schema, timeline.fold(runs, await timeline.load(tx, schema, runs)));
    });

  const pageOf = async (read: (before: object) => ReturnType<RecordStore['timeline']>) => {
    const pages: string[] = [];
    let before = {};
    for (;;) {
      const { entries, next } = await read(before);
      pages.push(String(entries));
      if (!next) return pages;
      before = { before: next };
    }
  };

  it.each([3 * blockSize + 70, 40])(
    'is at every version the summary and the timeline that were shown then, to the byte: %i entries',
    async (length) => {
      const [wishes] = fc.sample(fc.array(wish, { minLength: length, maxLength: length }), 1);
      const patient = randomUUID();
      const opened = generatedRecord(
        patient,
        wishes!.map((each, n) => ({ ...each, target: each.target * 7 + n })),
      );
      const shown = new Map<number, { summary: string; unreadable: number; pages: string[]; recordedAt: string }>();
      let from = 0;
      for (const [index] of opened.entries()) {
        const last = index === opened.length - 1;
        if (!last && index % 41 !== 40 && index % blockSize !== 0) continue;
        await apply(patient, opened.slice(from, index + 1));
        from = index + 1;
        const { summary, unreadable, lastRecordedAt } = await store.summary(org, patient);
        const pages = await pageOf((before) => store.timeline(org, patient, { limit: 300, ...before }));
        shown.set(from, { summary, unreadable, pages, recordedAt: lastRecordedAt });
      }
      const blocks = async () =>
        (await worker.query(`SELECT * FROM ${schema}.timeline_blocks WHERE org = $1 AND patient = $2 ORDER BY block`, [org, patient]))
          .rows as { block: number; facts: string | null }[];
      const summedUp = async () => (await blocks()).flatMap(({ block, facts }) => (facts === null ? [] : [block]));
      const asShown = async (every = 1, from = 0) => {
        for (const [atVersion, { summary, unreadable, pages, recordedAt }] of [...shown].filter((_, n) => n % every === from)) {
          const was = await history.summary(org, patient, { atVersion });
          expect(was.summary).toBe(summary);
          expect(was.unreadable).toBe(unreadable);
          expect(was.past).toEqual({
        version: atVersion, place: { storeId, epoch: 1, shard: 0, position: 10 * atVersion }, recordedAt,
        recordVersion: opened.length, recordedUntil: opened.at(-1)!.event.recordedAt,
      }); // prettier-ignore
          expect(await pageOf((before) => history.timeline(org, patient, { atVersion }, { limit: 300, ...before }))).toEqual(pages);
          // Those that were recorded in the same moment are known together.
          const knownAt = recordedAt;
          const version = opened.findLast(({ event }) => event.recordedAt === knownAt)!.event.streamVersion;
          const known = await history.summary(org, patient, { knownAt });
          expect(known.past.version).toBe(version);
          if (version === atVersion) expect(known.summary).toBe(summary);
        }
      };
      const all = Array.from({ length: Math.floor(opened.length / blockSize) }, (_, block) => block);
      expect((await blocks()).map(({ block }) => block)).toEqual(all);
      // Without any block, with one in the middle alone, with all.
      expect(await summedUp()).toEqual([]);
      await asShown(10);
      if (all.length > 1) {
        await sumUpBlock(worker, schema, { org, patient, block: 1 });
        expect(await summedUp()).toEqual([1]);
        await asShown(10, 4);
      }
      await sumUpDue(worker, firstProjection);
      expect(await summedUp()).toEqual(all);
      await asShown();
      const { summary } = await store.summary(org, patient);
      expect((await history.summary(org, patient, { knownAt: '2026-12-01T00:00:00Z', happenedBy: '2026-12-01T00:00:00Z' })).summary).toBe(
        summary,
      );
      expect((await history.summary(org, patient, { knownAt: '2026-01-01T00:00:00Z' })).past).toMatchObject({
        version: 0,
        place: undefined,
      });
      // Its record grew batch by batch; a rebuild makes the same blocks.
      const grown = await blocks();
      for (const table of timeline.tables) await worker.query(`DELETE FROM ${schema}.${table} WHERE patient = $1`, [patient]);
      await apply(patient, opened);
      await sumUpDue(worker, firstProjection);
      expect(await blocks()).toEqual(grown);
    },
  );

  describe('a block whose entry is corrected', () => {
    const sum = async (patient: string) =>
      (
        await worker.query<{ counts: string | null }>(`SELECT counts FROM ${schema}.timeline_blocks WHERE patient = $1 AND block = 0`, [
          patient,
        ])
      ).rows[0]!.counts;
    const summedUpRecord = async () => {
      const patient = randomUUID();
      const opened = residentRecord(patient, blockSize + 1);
      await apply(patient, opened.slice(0, blockSize));
      await sumUpDue(worker, firstProjection);
      const { event } = opened[blockSize]!;
      const struck = { ...event, type: 'entry.struck', data: { entryId: opened[19]!.event.eventId, reason: 'entered-in-error' } };
      return { patient, strike: openedEvent(patient, struck) };
    };

    it('is due with the correction, and is summed up without the entry', async () => {
      const { patient, strike } = await summedUpRecord();
      const before = await sum(patient);
      await apply(patient, [strike]);
      expect(await sum(patient)).toBeNull();
      await sumUpDue(worker, firstProjection);
      const total = (counts: string | null) => Object.values(JSON.parse(counts!) as Record<string, number>).reduce((a, b) => a + b, 0);
      expect(total(await sum(patient))).toBe(total(before) - 1);
    });

    it('stays due when it is summed up while the correction is on its way', async () => {
      const { patient, strike } = await summedUpRecord();
      const key = { org, patient, block: 0 };
      const runs = [{ org, patient, opened: [strike] }];
      await withTransaction(worker, async (tx) => {
        await timeline.save(tx, schema, timeline.fold(runs, await timeline.load(tx, schema, runs)));
        await sumUpBlock(worker, schema, key);
      });
      expect(await sum(patient)).toBeNull();
    });

    it('is marked after it was summed up without the correction', async () => {
      const { patient, strike } = await summedUpRecord();
      const key = { org, patient, block: 0 };
      await withTransaction(worker, (tx) => markBlocks(tx, schema, [key]));
      const runs = [{ org, patient, opened: [strike] }];
      // The block's row is locked by the one that sums it up: the run waits for it with its mark.
      const holder = await worker.connect();
      await holder.query('BEGIN');
      await holder.query(`SELECT FROM ${schema}.timeline_blocks WHERE patient = $1 AND block = 0 FOR UPDATE`, [patient]);
      const applied = apply(patient, runs[0]!.opened);
      await until(
        async () =>
          (await worker.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rowCount ===
          1,
        { what: 'the run to wait' },
      );
      await holder.query(`UPDATE ${schema}.timeline_blocks SET facts = '{}', counts = '{}' WHERE patient = $1 AND block = 0`, [patient]);
      await holder.query('COMMIT');
      holder.release();
      await applied;
      expect(await sum(patient)).toBeNull();
    });
  });
});
