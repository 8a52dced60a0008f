import { describe, expect, it } from '@jest/globals';
import { identity } from './concepts/identity.js';
import { stay } from './concepts/stay.js';
import type { Entry, PatientEvent } from './entry.js';
import type { TopicFacts } from './facts.js';
import { Readings, type ConceptReading } from './reading.js';
import { factsInForce, gather, standingsAfter } from './standings.js';

const event = (version: number, type: string, data: unknown, hour = 9): PatientEvent => ({
  eventId: `e${version}`,
  streamVersion: version,
  type,
  actor: 'carer-anna',
  occurredAt: `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`,
  recordedAt: '2026-03-01T08:00:01.000000Z',
  data,
});
const strike = (version: number, entryId: string) => event(version, 'entry.struck', { entryId, reason: 'wrong patient' });
const amendment = (version: number, entryId: string, type: string, data: object, occurredAt?: string) =>
  event(version, 'entry.amended', { entryId, type, data, changeLog: { reason: 'r' }, ...(occurredAt && { occurredAt }) });

const readings = new Readings([identity, stay]);
const stated = { name: { family: 'Keller' }, gender: 'female' };
const registered = event(1, 'patient.registered', stated);
const admitted = event(2, 'stay.admitted', { stayId: 'S1', class: 'inpatient' }, 9);
const stored = (...events: PatientEvent[]): Entry[] => standingsAfter(readings, [], events).added.map(({ entry }) => entry);

describe('entries that nothing corrects', () => {
  it('stand as they were recorded', () => {
    const { stored: before, added, roots } = standingsAfter(readings, [], [registered, admitted]);
    expect(before.size).toBe(0);
    expect(roots.size).toBe(0);
    expect(added.map(({ entry }) => entry)).toEqual([
      { ...registered, root: null, topics: ['identity'], struckBy: null, amendedBy: null, correctedAt: null, late: false },
      { ...admitted, root: null, topics: ['stay/s1'], struckBy: null, amendedBy: null, correctedAt: null, late: false },
    ]);
    expect(added[1]!.facts).toMatchObject([
      {
        topic: 'stay/s1',
        slot: 'admitted/e2',
        fact: {
          value: { stayId: 's1', class: 'inpatient' },
          entryId: 'e2',
          occurredAt: admitted.occurredAt,
          streamVersion: 2,
        },
      },
    ]);
    expect(standingsAfter(readings, stored(registered), [admitted]).added).toEqual([added[1]]);
  });

  it('are late when they were recorded long after what they tell', () => {
    expect(stored(event(1, 'patient.registered', stated, 3))[0]!.late).toBe(true);
  });

  it('state nothing when they cannot be read, or are of a type that is not read', () => {
    for (const each of [event(1, 'patient.registered', null), event(1, 'note.written', { text: 'x' })])
      expect(standingsAfter(readings, [], [each]).added[0]).toMatchObject({ facts: [], entry: { topics: [] } });
  });
});

describe('entries that are corrected', () => {
  it('know the strike, and that it concerns a stored entry', () => {
    const { stored: before, added, roots } = standingsAfter(readings, stored(registered, admitted), [strike(3, 'E1')]);
    expect([...roots]).toEqual(['e1']);
    expect([...standingsAfter(readings, stored(registered), [admitted, strike(3, 'e1')]).roots]).toEqual(['e1']);
    expect(before.get('e1')).toMatchObject({ entry: { struckBy: 'e3', topics: ['identity'] }, was: { struckBy: null } });
    expect(before.get('e2')).toMatchObject({ entry: { struckBy: null } });
    expect(added.map(({ entry: { eventId, root, struckBy, topics } }) => ({ eventId, root, struckBy, topics }))).toEqual([
      { eventId: 'e3', root: 'e1', struckBy: null, topics: [] },
    ]);
  });

  it('state what their newest amendment says, at the time that it says', () => {
    const earlier = '2026-03-01T03:00:00+01:00';
    const amended = amendment(3, 'e1', 'patient.registered', { name: { family: 'Roth' }, gender: 'female' }, earlier);
    const { added } = standingsAfter(readings, [], [registered, admitted, amended]);
    expect(added[2]!.entry).toMatchObject({ root: 'e1', amendedBy: null, correctedAt: null, topics: [] });
    const { entry, facts } = added[0]!;
    expect(entry).toMatchObject({
      amendedBy: 'e3',
      correctedAt: earlier,
      late: true,
      struckBy: null,
      data: stated,
      occurredAt: registered.occurredAt,
    });
    const by = { entryId: 'e3', recordedAt: amended.recordedAt };
    const more = { recordedAt: registered.recordedAt, streamVersion: 1, opening: true, amended: by };
    expect(facts.map(({ slot, fact }) => [slot, fact])).toStrictEqual([
      ['name', { value: { family: 'Roth' }, entryId: 'e1', occurredAt: earlier, ...more, amendedAt: 3 }],
      // Said by the entry itself, and not by the amendment that repeats it.
      ['gender', { value: 'female', entryId: 'e1', occurredAt: earlier, ...more }],
    ]);
  });

  it('keep which amendment said each value first', () => {
    const amended = [
      amendment(3, 'e1', 'patient.registered', { name: { family: 'Roth' }, gender: 'female' }),
      amendment(4, 'e1', 'patient.registered', { name: { family: 'Roth' }, gender: 'other', language: 'de' }),
      amendment(5, 'e1', 'patient.registered', { name: { family: 'Keller' }, gender: 'other' }),
    ];
    const said = (count: number) =>
      Object.fromEntries(
        standingsAfter(readings, [], [registered, ...amended.slice(0, count)]).added[0]!.facts.map(({ slot, fact }) => [
          slot,
          fact.amendedAt,
        ]),
      );
    expect(said(2)).toEqual({ name: 3, gender: 4, language: 4 });
    expect(said(3)).toEqual({ name: 5, gender: 4 });
  });

  it('concern the topics that the amendment speaks of', () => {
    const other = amendment(3, 'e2', 'stay.admitted', { stayId: 's2', class: 'inpatient' });
    const { stored: before } = standingsAfter(readings, stored(admitted), [other]);
    expect(before.get('e2')).toMatchObject({ entry: { topics: ['stay/s2'], amendedBy: 'e3' }, was: { topics: ['stay/s1'] } });
  });

  it('stand as before when the correction was struck', () => {
    const wrong = amendment(3, 'e1', 'patient.registered', { name: { family: 'Roth' } }, '2026-03-01T03:00:00+01:00');
    const { stored: before, added } = standingsAfter(readings, stored(registered, wrong), [strike(4, 'e3')]);
    expect(before.get('e1')!.entry).toMatchObject({ amendedBy: null, correctedAt: null, struckBy: null, late: false });
    expect(before.get('e3')!.entry).toMatchObject({ struckBy: 'e4', root: 'e1', amendedBy: null, correctedAt: null });
    expect(added[0]!.entry.root).toBe('e1');
  });

  it.each([
    ['what is not there', strike(2, 'e9'), 'reference-missing'],
    ['an entry, as if it had another type', amendment(2, 'e1', 'stay.admitted', {}), 'amendment-type-wrong'],
  ])('cannot be by an event that corrects %s', (_what, correction, code) => {
    expect(() => standingsAfter(readings, [], [registered, correction])).toThrow(expect.objectContaining({ code, eventId: 'e2' }));
    expect(() => standingsAfter(readings, stored(registered), [correction])).toThrow(expect.objectContaining({ code, eventId: 'e2' }));
  });
});

describe('facts that are gathered', () => {
  const language = (version: number, value: string, hour: number) =>
    event(version, 'patient.details-amended', { language: value, changeLog: { reason: 'r' } }, hour);

  it('hold by the time at which they happened, in whatever order they were recorded and are added', () => {
    const [de, fr] = [language(2, 'de', 12), language(3, 'fr', 11)];
    for (const stream of [
      [registered, de, fr],
      [registered, fr, de],
    ]) {
      expect(factsInForce(readings, stream)['identity']!['language']!.value).toBe('de');
      const backwards: Record<string, TopicFacts> = {};
      for (const { facts } of standingsAfter(readings, [], stream).added.toReversed()) gather(backwards, facts);
      expect(backwards).toEqual(factsInForce(readings, stream));
    }
  });

  it('leave out what was struck', () => {
    expect(Object.keys(factsInForce(readings, [registered, admitted]))).toEqual(['identity', 'stay/s1']);
    expect(factsInForce(readings, [registered, admitted, strike(3, 'e2')])).toEqual(factsInForce(readings, [registered]));
  });
});

describe('concepts', () => {
  const newest: ConceptReading = {
    prefix: 'note',
    reads: { 'note.written': ({ text }, { eventId, actor }) => [{ topic: 'note/all', slot: eventId, value: `${actor}: ${text}` }] },
    trim: (facts) => Object.fromEntries(Object.entries(facts).slice(-1)),
  };
  const counter: ConceptReading = { prefix: 'count', reads: { 'note.written': () => [{ topic: 'count', slot: 'last', value: 1 }] } };
  const both = new Readings([newest, counter]);
  const note = (version: number) => event(version, 'note.written', { text: `t${version}`, override: { reason: 'r' } });

  it('may read the same entries, each for topics of its own', () => {
    expect(both.isRead('note.written')).toBe(true);
    expect(both.isRead('flag.raised')).toBe(false);
    expect(both.factsStated('note.written', { text: 'x' }, { eventId: 'e1', actor: 'a' }).map(({ topic }) => topic)).toEqual([
      'note/all',
      'count',
    ]);
    expect(both.factsStated('note.written', null, { eventId: 'e1', actor: 'a' })).toEqual([]);
    expect(both.conceptOf('note/all')).toBe(newest);
    expect(both.conceptOf('count')).toBe(counter);
  });

  it('know the entry and who recorded it, also by an amendment', () => {
    const amended = factsInForce(both, [note(1), amendment(2, 'e1', 'note.written', { text: 'amended' })]);
    expect(amended['note/all']).toMatchObject({ e1: { value: 'carer-anna: amended', entryId: 'e1' } });
  });

  it('may let go of facts that are too many', () => {
    expect(Object.keys(factsInForce(both, [note(1), note(2), note(3)])['note/all']!)).toEqual(['e3']);
  });

  it('see no reason of an override: that is said of the entry alone', () => {
    const seen: object[] = [];
    const spy: ConceptReading = { prefix: 'spy', reads: { 'note.written': (data) => (seen.push(data), []) } };
    factsInForce(new Readings([spy]), [note(1)]);
    expect(seen).toEqual([{ text: 't1' }]);
  });
});
