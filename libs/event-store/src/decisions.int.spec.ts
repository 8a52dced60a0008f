import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { appendByHand, sampleItem } from '../test/sample-events.js';
import { DecisionFailedError, EventStore, migrations, type AppendItem, type ItemDecision } from './index.js';

/**
 * Toy rules: one aggregate that counts the events of its stream, in steps; so a lost update, or a state of other rules,
 * shows in the number.
 */
describe('decision state', () => {
  let database: TestDatabase;
  let pool: Pool;
  let owner: Pool;
  let org: string;
  let stream: string;

  beforeAll(async () => {
    database = await createTestDatabase([migrations]);
    const connect = (connectionString: string): Pool => createPool({ connectionString, applicationName: 'test' }, () => undefined);
    pool = connect(database.url('event_store_append'));
    owner = connect(database.ownerUrl);
  });
  afterAll(async () => {
    await pool.end();
    await owner.end();
    await database.drop();
  });
  beforeEach(() => {
    org = `org-${randomUUID()}`;
    stream = randomUUID();
  });

  const counter = Buffer.from('counter');
  /** @param step what the rules of this version count an event as; the version, too */
  function storeOf(step: number, rebuild = rebuildWith(step)): EventStore {
    return new EventStore({ pool, service: 'test', notify: false, rules: { version: step, rebuild } });
  }
  function rebuildWith(step: number) {
    return async (of: string, subject: string) => {
      const events = await new EventStore({ pool, service: 'test', notify: false }).readStream(of, subject, 0, 1000);
      const version = events.length;
      return { version, aggregates: [{ key: counter, version, sealed: Buffer.from(String(version * step)) }] };
    };
  }
  const decisionOf = (step: number, more: Partial<ItemDecision> = {}): ItemDecision => ({
    keys: [counter],
    open: (sealed) => Number(sealed.toString()),
    seal: (state) => Buffer.from(String(state as number)),
    decide: ([count]) => ({ accepted: true, changed: new Map([[0, ((count as number | undefined) ?? 0) + step]]) }),
    ...more,
  });
  const item = (step: number, more: Partial<AppendItem> = {}): AppendItem => ({
    ...sampleItem({ org, stream }),
    decision: decisionOf(step),
    ...more,
  });
  const outcomes = async (store: EventStore, ...items: AppendItem[]): Promise<string[]> =>
    (await store.append(org, items)).map(({ outcome }) => outcome);

  async function expectCount(step: number, events: number): Promise<void> {
    const [kept, ...others] = await storeOf(step).decisionsOf(org, stream);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ version: events });
    expect(kept!.sealed.toString()).toBe(String(events * step));
  }

  /** As a store without rules appends. */
  const appendWithoutRules = (): Promise<string> => appendByHand(pool, 1, sampleItem({ org, stream }));

  it('is rebuilt when a store without rules has recorded in between', async () => {
    const store = storeOf(1);
    await store.identity();
    expect(await appendWithoutRules()).toBe('created');
    expect(await outcomes(store, item(1))).toEqual(['created']);
    expect(await appendWithoutRules()).toBe('created');
    expect(await outcomes(store, item(1), item(1))).toEqual(['created', 'created']);
    await expectCount(1, 5);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 5 });
  });

  it('is never taken for that of other rules, whatever the processes remember', async () => {
    const [old, next, alsoNext] = [storeOf(1), storeOf(7), storeOf(7)];
    let events = 0;
    const append = async (store: EventStore, step: number): Promise<void> => {
      expect(await outcomes(store, item(step))).toEqual(['created']);
      events += 1;
      await expectCount(step, events);
    };
    await append(old, 1);
    for (const [store, step] of [[old, 1], [alsoNext, 7], [next, 7], [old, 1], [old, 1], [next, 7]] as const) await append(store, step); // prettier-ignore
  });

  it('is not taken for that of other rules when another process rebuilds it between the read and the append', async () => {
    await outcomes(storeOf(1), item(1));
    const other = storeOf(7);
    const refusing = item(7, { decision: decisionOf(7, { decide: () => ({ accepted: false, refusal: 'no' }) }) });
    let rebuilt = false;
    // The other process rebuilds the state, and changes nothing, as soon as this one has read it: the version stays the
    // same.
    const query = async (...parameters: Parameters<Pool['query']>): Promise<unknown> => {
      const result = await (pool.query(...parameters) as unknown as Promise<unknown>);
      if (!rebuilt && (parameters[0] as { name?: string }).name === 'event-store-read-decisions') {
        rebuilt = true;
        expect(await outcomes(other, refusing)).toEqual(['refused']);
      }
      return result;
    };
    const watched = new Proxy(pool, { get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)) });
    const store = new EventStore({ pool: watched, service: 'test', notify: false, rules: { version: 7, rebuild: rebuildWith(7) } });
    expect(await outcomes(store, item(7))).toEqual(['created']);
    expect(rebuilt).toBe(true);
    await expectCount(7, 2);
  });

  it('is left once by events that are sent twice in one batch, however many, and in a group', async () => {
    const store = storeOf(1);
    const twice = Array.from({ length: 12 }, () => item(1)).flatMap((each) => [each, each]);
    expect(await outcomes(store, ...twice)).toEqual(twice.map((_, index) => (index % 2 === 0 ? 'created' : 'duplicate')));
    await expectCount(1, 12);
    const [first, other] = [item(1, { group: 1 }), item(1, { group: 1 })];
    expect(await outcomes(store, first, first, other)).toEqual(['created', 'duplicate', 'created']);
    await expectCount(1, 14);
    expect(await outcomes(store, first, first, other)).toEqual(['duplicate', 'duplicate', 'duplicate']);
    await expectCount(1, 14);
  });

  it('is judged as it would be without what is refused, and is left as it was', async () => {
    const store = storeOf(1);
    expect(await outcomes(store, item(1))).toEqual(['created']);
    const upTo = (most: number): Partial<AppendItem> => ({
      decision: decisionOf(1, {
        decide: ([count]) => {
          const next = ((count as number | undefined) ?? 0) + 1;
          return next > most ? { accepted: false, refusal: next } : { accepted: true, changed: new Map([[0, next]]) };
        },
      }),
    });
    const missing = randomUUID();
    const judged = await storeOf(1).judge(org, [
      item(1, { references: [missing] }),
      item(1, upTo(2)), // the second, as the one before it is refused
      item(1, { expected: { kind: 'exact', version: 1 } }),
      item(1, upTo(2)),
      item(1, { group: 1 }),
      item(1, { group: 1, references: [missing] }),
      item(1, upTo(3)), // the third, as the group is refused
      item(1, upTo(3)),
    ]);
    expect(judged).toEqual([
      { outcome: 'reference-missing', reference: missing },
      { outcome: 'acceptable' },
      { outcome: 'version-conflict', streamVersion: 2 },
      { outcome: 'refused', refusal: 3 },
      { outcome: 'group-refused' },
      { outcome: 'reference-missing', reference: missing },
      { outcome: 'acceptable' },
      { outcome: 'refused', refusal: 4 },
    ]);
    await expectCount(1, 1);
    expect(await outcomes(store, item(1, upTo(2)))).toEqual(['created']);
  });

  it.each<[string, Partial<AppendItem> | (() => Partial<AppendItem>)]>([
    ['its rules', { decision: { ...decisionOf(1), decide: () => { throw new Error('rules'); } } }], // prettier-ignore
    ['the seal of its state', { decision: { ...decisionOf(1), seal: () => { throw new Error('seal'); } } }], // prettier-ignore
  ])('fails its own call only where %s fails', async (_, broken) => {
    const store = storeOf(1);
    await outcomes(store, item(1));
    // The first is in flight, the others gather and share the next transaction.
    const calls = [item(1), item(1), item(1, broken as Partial<AppendItem>), item(1)].map((each) => store.append(org, [each]));
    const settled = await Promise.allSettled(calls);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((settled[2] as PromiseRejectedResult).reason).toBeInstanceOf(DecisionFailedError);
    await expectCount(1, 4);
  });

  it('fails only the calls for a stream that cannot be rebuilt or opened', async () => {
    const broken = randomUUID();
    const store = storeOf(1, (of, subject) => (subject === broken ? Promise.reject(new Error('no key')) : rebuildWith(1)(of, subject)));
    await outcomes(store, item(1), { ...sampleItem({ org, stream: broken }), decision: decisionOf(1) });
    await owner.query('UPDATE event_store.streams SET decided_version = 0 WHERE org_key = event_store.org_key($1)', [org]);
    const fresh = storeOf(1, (of, subject) => (subject === broken ? Promise.reject(new Error('no key')) : rebuildWith(1)(of, subject)));
    const calls = [
      fresh.append(org, [item(1)]),
      fresh.append(org, [{ ...sampleItem({ org, stream: broken }), decision: decisionOf(1) }]),
      fresh.append(org, [item(1)]),
    ];
    const settled = await Promise.allSettled(calls);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((settled[1] as PromiseRejectedResult).reason).toBeInstanceOf(DecisionFailedError);
    await expectCount(1, 3);
  });

  it('refuses a header of another organisation, and one that cannot be written, without touching other calls', async () => {
    const store = storeOf(1);
    const other = item(1);
    await expect(store.append('another', [other])).rejects.toThrow(RangeError);
    const unwritable = item(1);
    unwritable.header.id = 'no-uuid';
    const settled = await Promise.allSettled([item(1), unwritable, item(1)].map((each) => store.append(org, [each])));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expectCount(1, 2);
  });

  it('verifies ids that were written in upper case', async () => {
    const store = storeOf(1);
    const upper = sampleItem({ org, stream, id: randomUUID().toUpperCase().replace(/^./, 'A') });
    expect(await outcomes(store, { ...upper, decision: decisionOf(1) })).toEqual(['created']);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 1 });
  });
});
