import { describe, expect, it } from '@jest/globals';
import {
  compareAccesses,
  compareDisclosures,
  compareHospital,
  compareOnce,
  compareStore,
  compareTopic,
  type HeldEvent,
} from './comparison.js';
import type { Finding } from './findings.js';
import { Ledger } from './ledger.js';

const held = (id: string, stream: string, version: number, position: number, source = 'store'): HeldEvent => ({
  id,
  source,
  stream,
  version,
  shard: 0,
  position,
});
const stored = [held('a1', 'a', 1, 1), held('b1', 'b', 1, 2), held('a2', 'a', 2, 3)];
const kinds = (findings: readonly Finding[]): string[] => findings.map(({ kind }) => kind);

function ledgerOf(events: readonly HeldEvent[]): Ledger {
  const ledger = new Ledger();
  for (const { id, stream, version, position } of events)
    ledger.acknowledge(ledger.sending({ id, type: 'note.written' }, stream), { streamVersion: version, position });
  return ledger;
}

describe('the ledger', () => {
  it('has nothing against a course of events that is right', () => {
    expect(ledgerOf(stored).findings).toEqual([]);
    expect(ledgerOf(stored).versionAt('a', { 0: 2 })).toBe(1);
  });

  it('compares positions within a shard only', () => {
    const ledger = new Ledger((patient) => (patient === 'a' ? 0 : 1));
    const acknowledge = (id: string, patient: string, streamVersion: number, position: number): void =>
      ledger.acknowledge(ledger.sending({ id, type: 'note.written' }, patient), { streamVersion, position });
    acknowledge('a1', 'a', 1, 1);
    acknowledge('a2', 'a', 2, 2);
    acknowledge('b1', 'b', 1, 1);
    expect(ledger.findings).toEqual([]);
    expect([ledger.versionAt('a', { 1: 9 }), ledger.versionAt('b', { 0: 9, 1: 1 })]).toEqual([0, 1]);
    acknowledge('b2', 'b', 2, 1);
    expect(kinds(ledger.findings)).toEqual(['duplicate', 'order break']);
    ledger.given('t1', { 0: 2 });
    ledger.given('t2', { 1: 1 });
    ledger.given('t3', { 0: 1, 1: 1 });
    expect(ledger.tokens.map(({ text }) => text)).toEqual(['t1', 't2']);
  });

  it('notices an id at two places, two ids at one place, and an event that went before what was known', () => {
    const ledger = ledgerOf(stored);
    const late = ledger.sending({ id: 'a3', type: 'note.written' }, 'a');
    ledger.acknowledge({ ...late, id: 'a2' }, { streamVersion: 3, position: 4 });
    ledger.acknowledge({ ...late, id: 'x' }, { streamVersion: 3, position: 3 });
    expect(kinds(ledger.findings)).toEqual(['duplicate', 'duplicate', 'order break']);
  });

  it('notices who is refused and acknowledged', () => {
    const ledger = ledgerOf(stored);
    ledger.refuse('a1');
    const sending = ledger.sending({ id: 'a4', type: 'note.written' }, 'a');
    ledger.refuse('a4');
    ledger.acknowledge(sending, { streamVersion: 4, position: 4 });
    expect(kinds(ledger.findings)).toEqual(['wrong answer', 'wrong answer']);
  });
});

describe('the comparison', () => {
  it('of the store: what is missing, moved, refused, never sent', () => {
    const ledger = ledgerOf(stored);
    expect(compareStore(ledger, stored)).toEqual([]);
    expect(kinds(compareStore(ledger, stored.slice(0, 2)))).toEqual(['loss']);
    expect(kinds(compareStore(ledger, [stored[0]!, stored[2]!]))).toEqual(['order break', 'loss']);
    expect(kinds(compareStore(ledger, [...stored.slice(0, 2), held('a2', 'b', 2, 3)]))).toEqual(['order break']);
    expect(kinds(compareStore(ledger, [...stored, held('c1', 'c', 1, 4)]))).toEqual(['wrong answer']);
    const another = new Ledger((patient) => (patient === 'a' ? 0 : 1));
    const ofShards = [held('a1', 'a', 1, 1), { ...held('b1', 'b', 1, 1), shard: 1 }];
    for (const { id, stream, version, position } of ofShards)
      another.acknowledge(another.sending({ id, type: 'note.written' }, stream), { streamVersion: version, position });
    expect(compareStore(another, ofShards)).toEqual([]);
    expect(kinds(compareStore(another, ofShards.slice(0, 1)))).toEqual(['loss']);
    ledger.sending({ id: 'd1', type: 'note.written' }, 'd');
    ledger.refuse('d1');
    expect(kinds(compareStore(ledger, [...stored, held('d1', 'd', 1, 4)]))).toEqual(['wrong answer']);
  });

  it('of a topic: the first appearances count, what comes again is counted apart', () => {
    const [a1, b1, a2] = stored as [HeldEvent, HeldEvent, HeldEvent];
    expect(compareTopic('t', stored, [b1, a1, a1, a2, b1, a1])).toEqual({ findings: [], repeated: 3 });
    expect(kinds(compareTopic('t', stored, [a1, a2]).findings)).toEqual(['loss']);
    expect(kinds(compareTopic('t', stored, [a2, a1, b1]).findings)).toEqual(['order break', 'order break']);
    expect(kinds(compareTopic('t', stored, [a1, a2, b1, held('x', 'a', 3, 4)]).findings)).toEqual(['duplicate']);
    const others = [held('o1', 'a', 1, 1, 'other'), held('o2', 'a', 2, 2, 'other')];
    expect(compareTopic('t', [...stored, ...others], [a1, others[0]!, b1, a2, others[1]!])).toEqual({ findings: [], repeated: 0 });
    expect(kinds(compareTopic('t', stored, [a1, b1, { ...a2, source: 'other' }]).findings)).toEqual(['duplicate', 'loss']);
  });

  it('of those who keep each event once', () => {
    const kept = stored.map(({ id, version }) => ({ id, version }));
    expect(compareOnce('timeline', stored, kept)).toEqual([]);
    expect(kinds(compareOnce('timeline', stored, kept.slice(1)))).toEqual(['loss']);
    expect(kinds(compareOnce('timeline', stored, [...kept, kept[0]!]))).toEqual(['duplicate']);
    expect(kinds(compareOnce('timeline', stored, [{ id: 'a1', version: 2 }, ...kept.slice(1)]))).toEqual(['order break']);
    expect(kinds(compareOnce('timeline', stored, [...kept, { id: 'x', version: 1 }]))).toEqual(['duplicate']);
  });

  it('of accesses: each read once', () => {
    const recorded = (...ids: string[]) => ids.map((correlationId) => ({ correlationId }));
    expect(compareAccesses(new Set(['r1']), recorded('r1', 'another'))).toEqual([]);
    expect(kinds(compareAccesses(new Set(['r1', 'r2']), recorded('r2', 'r2')))).toEqual(['loss', 'duplicate']);
  });

  it('of disclosures: each message that came, each time that it came', () => {
    const sent = (controlId: string) => ({ operation: 'hl7-message.sent', detail: { controlId } });
    expect(compareDisclosures(['m1', 'm1', 'm2'], [sent('m1'), sent('m2'), sent('m1'), sent('m2')])).toEqual([]);
    expect(kinds(compareDisclosures(['m1', 'm1'], [sent('m1')]))).toEqual(['loss']);
    expect(kinds(compareDisclosures(['m1'], [{ ...sent('m1'), operation: 'deliveries.read' }]))).toEqual(['loss']);
  });

  it('of the hospital: nothing left out, each patient in order, what comes again under its id is no fault', () => {
    const typed = stored.map((event) => ({ ...event, type: 'observation.recorded' }));
    const deliveries = stored.map(({ id, stream, version }) => ({
      eventId: id,
      patient: stream,
      version,
      controlId: `m-${id}`,
      state: 'delivered',
    }));
    expect(compareHospital(typed, deliveries, ['m-a1', 'm-a1', 'm-b1', 'm-a2'])).toEqual({ findings: [], repeated: 1 });
    expect(kinds(compareHospital(typed, deliveries, ['m-a2', 'm-a1', 'm-b1']).findings)).toEqual(['order break']);
    expect(kinds(compareHospital(typed, deliveries, ['m-a1', 'm-b1']).findings)).toEqual(['loss']);
    expect(kinds(compareHospital(typed, deliveries.slice(1), ['m-b1', 'm-a2']).findings)).toEqual(['loss']);
    expect(kinds(compareHospital(typed, deliveries, ['m-a1', 'm-b1', 'm-a2', 'm-x']).findings)).toEqual(['duplicate']);
  });
});
