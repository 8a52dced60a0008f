import { randomBytes, randomUUID } from 'node:crypto';
import type { AppendItem, AppendOutcome, EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import { presence, type RequestContext } from '@everchart/platform';
import { until } from '@everchart/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { RecordEvents, type RecordResult } from './record-events.handler.js';
import { patientRules } from './stream.rules.js';

/** Ids of organisations, and of the one patient of each. */
const orgs: readonly string[] = Array.from({ length: 10 }, () => randomUUID());

interface Note {
  id: string;
}

const notes = (org: string, count: number): Note[] =>
  Array.from({ length: count }, () => ({
    id: randomUUID(),
    patientId: org,
    type: 'note.written',
    occurredAt: '2026-03-01T08:30:00+01:00',
    data: { kind: 'progress', text: 'slept well' },
  }));

/** Takes everything, of each organisation when it may. */
class TakingStore {
  readonly appended: { org: string; ids: readonly string[] }[] = [];
  /** What the appends of an organisation wait for. */
  readonly away = new Map<string, Promise<void>>();

  readonly source = (): Promise<string> => Promise.resolve('urn:everchart:store:test');
  readonly shardsOf = (): Promise<number> => Promise.resolve(1);

  async append(org: string, items: readonly AppendItem[]): Promise<AppendOutcome[]> {
    this.appended.push({ org, ids: items.map(({ header }) => header.id) });
    await this.away.get(org);
    const recorded = { streamVersion: 1, position: 1, shard: 0, chain: '', recordedAt: '2026-03-01T07:30:00.000000Z' };
    return items.map(({ header: { id } }) => ({ outcome: 'created', id, ...recorded }));
  }
}

describe('large batches of several organisations', () => {
  let store: TakingStore;
  let handler: RecordEvents;
  /** Sealed events of each organisation that are not appended yet. */
  let sealed: Map<string, number>;
  let sealedAtMost: number;

  const record = (org: string, events: readonly object[]): Promise<RecordResult[]> => {
    const context: RequestContext = {
      org,
      actor: 'carer-1',
      role: 'carer',
      roles: ['carer'],
      expiresAt: Infinity,
      purpose: 'TREAT',
      correlationId: org,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    };
    return handler.record(context, events);
  };
  const idsOf = (org: string): string[] => store.appended.filter((append) => append.org === org).flatMap(({ ids }) => ids);

  beforeEach(() => {
    store = new TakingStore();
    sealed = new Map();
    sealedAtMost = 0;
    const keys = new Map(orgs.map((org) => [org, { keyId: randomUUID(), key: randomBytes(32) }]));
    const append = store.append.bind(store);
    store.append = async (org, items) => {
      const outcomes = await append(org, items);
      sealed.set(org, sealed.get(org)! - items.length);
      return outcomes;
    };
    handler = new RecordEvents(
      store as unknown as EventStore,
      { known: (org: string) => keys.get(org) } as unknown as Keyring,
      {
        ...patientRules,
        keysOf: (event, targets) => {
          const count = (sealed.get(event.patientId) ?? 0) + 1;
          sealed.set(event.patientId, count);
          sealedAtMost = Math.max(sealedAtMost, count);
          return patientRules.keysOf(event, targets);
        },
      },
      { futureToleranceMs: 0, payloadMaxBytes: 1024, clock: Date.now, onFailedAlone: () => undefined },
    );
  });

  it('hold no more sealed than what is recorded next, however long ago their requests came', async () => {
    const batches = orgs.map((org) => ({ org, events: notes(org, 120) }));
    await Promise.all(batches.map(({ org, events }) => record(org, events)));
    expect(sealedAtMost).toBe(50);
    for (const { org, events } of batches) expect(idsOf(org)).toEqual(events.map(({ id }) => id));
  });

  it('do not wait for one whose record is locked', async () => {
    const [locked, ...others] = orgs as [string, string, ...string[]];
    const unlock = Promise.withResolvers<void>();
    store.away.set(locked, unlock.promise);
    presence.noticed(others[0]);
    const waits = record(locked, notes(locked, 120));
    await until(() => idsOf(locked).length === 50, { what: 'an append that waits' });
    const done = await Promise.race([Promise.all(others.map((org) => record(org, notes(org, 120)))), waits]);
    expect(done).toHaveLength(others.length);
    expect(idsOf(locked)).toHaveLength(50);
    unlock.resolve();
    expect(await waits).toHaveLength(120);
  });

  it('of one sender are recorded one after the other, in the order in which they came', async () => {
    const [org, other] = orgs as [string, string];
    presence.noticed(other);
    const batches = Array.from({ length: 3 }, () => notes(org, 70));
    await Promise.all(batches.map((events) => record(org, events)));
    expect(idsOf(org)).toEqual(batches.flat().map(({ id }) => id));
  });
});
