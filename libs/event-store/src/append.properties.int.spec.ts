import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import fc from 'fast-check';
import { sampleItem } from '../test/sample-events.js';
import { EventStore, migrations, type AppendItem, type ExpectedVersion, type ItemDecision } from './index.js';

/** One item of a history, in small numbers so that histories collide. */
interface Draft {
  id: number;
  stream: number;
  content: number;
  expected: ExpectedVersion;
  /** An aggregate that may be taken once per stream, or none. */
  once: number | undefined;
}

interface Call {
  /** Which of the processes sends it. */
  store: number;
  items: Draft[];
  /** All items of the call or none. */
  atomic: boolean;
}

const draft = fc.record({
  id: fc.integer({ min: 0, max: 14 }),
  stream: fc.integer({ min: 0, max: 2 }),
  content: fc.integer({ min: 0, max: 1 }),
  expected: fc.oneof(
    { weight: 4, arbitrary: fc.constant<ExpectedVersion>({ kind: 'any' }) },
    fc.constant<ExpectedVersion>({ kind: 'existing' }),
    fc.constant<ExpectedVersion>({ kind: 'new' }),
    fc.integer({ min: 1, max: 4 }).map((version): ExpectedVersion => ({ kind: 'exact', version })),
  ),
  once: fc.option(fc.integer({ min: 0, max: 1 }), { nil: undefined }),
});
const call: fc.Arbitrary<Call> = fc.record({
  store: fc.integer({ min: 0, max: 1 }),
  items: fc.array(draft, { minLength: 1, maxLength: 6 }),
  atomic: fc.boolean(),
});
const history = fc.array(call, { minLength: 1, maxLength: 8 });

/** The append as it should be, in a few lines. */
class Model {
  order: { id: number; stream: number }[] = [];
  private ids = new Map<number, string>();
  private versions = new Map<number, number>();
  private taken = new Map<string, number>();

  append({ items, atomic }: Call): string[] {
    const before = { order: [...this.order], ids: new Map(this.ids), versions: new Map(this.versions), taken: new Map(this.taken) };
    const outcomes: string[] = [];
    for (const item of items) {
      const outcome = this.appendOne(item);
      outcomes.push(outcome);
      if (!atomic || outcome === 'created' || outcome === 'duplicate') continue;
      const recordedBefore = (index: number): boolean => outcomes[index] === 'duplicate' && before.ids.has(items[index]!.id);
      Object.assign(this, before);
      return items.map((_, index) =>
        index === outcomes.length - 1 ? outcome : index < outcomes.length - 1 && recordedBefore(index) ? 'duplicate' : 'group-refused',
      );
    }
    return outcomes;
  }

  private appendOne({ id, stream, content, expected, once }: Draft): string {
    const said = `${stream}/${content}/${once}`;
    const known = this.ids.get(id);
    if (known !== undefined) return known === said ? 'duplicate' : 'id-conflict';
    const version = this.versions.get(stream) ?? 0;
    if (expected.kind === 'new' && version > 0) return 'stream-exists';
    if ((expected.kind === 'existing' || expected.kind === 'exact') && version === 0) return 'stream-missing';
    if (expected.kind === 'exact' && expected.version !== version) return 'version-conflict';
    if (once !== undefined && this.taken.has(`${stream}/${once}`)) return 'refused';
    if (once !== undefined) this.taken.set(`${stream}/${once}`, id);
    this.ids.set(id, said);
    this.versions.set(stream, version + 1);
    this.order.push({ id, stream });
    return 'created';
  }
}

describe('any history of appends', () => {
  let database: TestDatabase;
  let pool: Pool;
  /** Reads what came of it: its connections are not broken off. */
  let reader: EventStore;
  let readerPool: Pool;
  /** Its transactions are refused any write. */
  let judgePool: Pool;

  beforeAll(async () => {
    database = await createTestDatabase([migrations]);
    pool = createPool({ connectionString: database.url('event_store_append'), applicationName: 'test', max: 8 }, () => undefined);
    readerPool = createPool({ connectionString: database.url('event_store_append'), applicationName: 'reader' }, () => undefined);
    const readOnly = new URL(database.url('event_store_append'));
    readOnly.searchParams.set('options', '-c default_transaction_read_only=on');
    judgePool = createPool({ connectionString: readOnly.href, applicationName: 'judge' }, () => undefined);
    reader = new EventStore({ pool: readerPool, service: 'test', notify: false });
    await reader.identity(); // which makes it
  });
  afterAll(async () => {
    await pool.end();
    await readerPool.end();
    await judgePool.end();
    await database.drop();
  });

  /**
   * Two processes' worth of the store, each with what it remembers of its own; an organisation of its own per history.
   */
  function world() {
    const org = `org-${randomUUID()}`;
    const ids = Array.from({ length: 15 }, () => randomUUID());
    const streams = Array.from({ length: 3 }, () => randomUUID());
    const rebuild = async (): Promise<never> => Promise.reject(new Error('no state is missing here'));
    const stores = [0, 1].map(() => new EventStore({ pool, service: 'test', notify: false, maxBatch: 4, rules: { version: 1, rebuild } }));
    const itemOf = ({ id, stream, content, expected, once }: Draft, group: number | undefined): AppendItem => ({
      ...sampleItem({ org, stream: streams[stream]!, id: ids[id]!, content: `${stream}/${content}/${once}`, expected }),
      decision: decisionOf(ids[id]!, once),
      ...(group === undefined ? {} : { group }),
    });
    const judging = new EventStore({ pool: judgePool, service: 'test', notify: false, rules: { version: 1, rebuild } });
    const itemsOf = ({ items, atomic }: Call): AppendItem[] => items.map((item) => itemOf(item, atomic ? 1 : undefined));
    const send = async (sent: Call): Promise<string[]> =>
      (await stores[sent.store]!.append(org, itemsOf(sent))).map(({ outcome }) => outcome);
    const judge = async (sent: Call): Promise<string[]> => (await judging.judge(org, itemsOf(sent))).map(({ outcome }) => outcome);
    return { org, ids, streams, stores, send, judge };
  }

  /**
   * `once`: the first event takes it. Every item looks at the aggregate `all`, too, as every clinical event looks at
   * its patient.
   */
  function decisionOf(id: string, once: number | undefined): ItemDecision {
    const nameOf = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, 16);
    return {
      keys: [nameOf('all'), ...(once === undefined ? [] : [nameOf(`once ${once}`)])],
      open: (sealed) => sealed.toString(),
      seal: (state) => Buffer.from(state as string),
      decide: ([, taken]) =>
        once === undefined
          ? { accepted: true, changed: new Map() }
          : taken === undefined
            ? { accepted: true, changed: new Map([[1, id]]) }
            : { accepted: false, refusal: taken },
    };
  }

  async function expectWhole({ org, streams }: ReturnType<typeof world>): Promise<{ id: string; stream: string }[]> {
    const events = await reader.readShard(org, 0, 0, 1000);
    expect(events.map(({ header }) => header.position)).toEqual(events.map((_, index) => index + 1));
    for (const stream of streams) {
      const versions = events.filter(({ header }) => header.subject === stream).map(({ header }) => header.streamversion);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
    }
    expect(await reader.verifyShard(org, 0)).toMatchObject({ ok: true, events: events.length });
    return events.map(({ header }) => ({ id: header.id, stream: header.subject }));
  }

  it('one after the other: every outcome is the one of the model, as it was judged before, and so is what is recorded', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (calls) => {
        const model = new Model();
        const here = world();
        for (const each of calls) {
          const expected = model.append(each);
          const acceptable = (outcome: string): boolean => outcome === 'created' || outcome === 'duplicate';
          expect(await here.judge(each)).toEqual(expected.map((outcome) => (acceptable(outcome) ? 'acceptable' : outcome)));
          expect(await here.send(each)).toEqual(expected);
        }
        // In order per stream: what is decided again may come behind items of other streams.
        const recorded = await expectWhole(here);
        here.streams.forEach((name, stream) => {
          const expected = model.order.filter((event) => event.stream === stream).map(({ id }) => here.ids[id]);
          expect(recorded.filter((event) => event.stream === name).map(({ id }) => id)).toEqual(expected);
        });
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('all at once, from several processes, with transactions that are broken off: nothing twice, no gap, groups whole, order kept', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 0, max: 3 }), async (calls, breaks) => {
        const here = world();
        const killer = breaks === 0 ? undefined : breakTransactions(breaks);
        const results = await Promise.all(
          calls.map((each) => here.send(each).catch((error: unknown) => void expect(error).toMatchObject({ code: 'store-unavailable' }))),
        );
        await killer;
        const recorded = await expectWhole(here);
        expect(new Set(recorded.map(({ id }) => id)).size).toBe(recorded.length);
        const placeOf = ({ id }: Draft): number => recorded.findIndex((event) => event.id === here.ids[id]);
        results.forEach((outcomes, index) => {
          const { items, atomic } = calls[index]!;
          outcomes?.forEach((outcome, at) => {
            if (outcome === 'created' || outcome === 'duplicate') expect(placeOf(items[at]!)).toBeGreaterThanOrEqual(0);
          });
          for (const stream of [0, 1, 2]) {
            const created = items.filter((item, at) => item.stream === stream && outcomes?.[at] === 'created').map(placeOf);
            expect(created).toEqual([...created].sort((a, b) => a - b));
          }
          if (atomic && outcomes?.includes('created'))
            expect(outcomes.every((outcome) => outcome === 'created' || outcome === 'duplicate')).toBe(true);
        });
        // Once is once: of all that were recorded with the same aggregate there is one.
        const taken = calls.flatMap(({ items }, index) =>
          items.flatMap((item, at) =>
            item.once !== undefined && results[index]?.[at] === 'created' ? [`${item.stream}/${item.once}`] : [],
          ),
        );
        expect(new Set(taken).size).toBe(taken.length);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  async function breakTransactions(times: number): Promise<void> {
    const owner = createPool({ connectionString: database.ownerUrl, applicationName: 'killer', max: 1 }, () => undefined);
    for (let n = 0; n < times; n += 1) {
      await owner.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'test' AND query LIKE '%event_store.append%' AND state = 'active'",
      );
    }
    await owner.end();
  }
});
