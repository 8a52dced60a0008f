import { amendmentType, personOf } from '@everchart/clinical-facts';
import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { personStream } from '@everchart/testing/clinical-streams';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { streamOf, wish, writers } from '../../test/generated-records.js';
import { amend, at, given, numbered, oneByOne, start, StoredPatient, strike, told, type Told } from '../../test/patient-stream.js';
import { applyEvents, correctedElsewhere, emptyRecord, isCovered, recordOf, standingsAfter, topicsToRefold } from './patient-record.js';
import { summaryOf } from './summary.js';

const penicillin = { substance: { text: 'Penicillin' }, criticality: 'high', clinicalStatus: 'active', verification: 'confirmed' };
const allergy = told('e2', 'allergy.recorded', penicillin);

describe('strikes', () => {
  it('can be struck themselves: then what they struck is in force again', () => {
    const { then, struck } = given(start, allergy, strike('e3', 'e2'), strike('e4', 'e3'));
    then({
      allergies: [{ entryId: 'e2' }],
      counts: { byType: { 'patient.registered': 1, 'allergy.recorded': 1, 'entry.struck': 1 }, struck: 1, unread: 0 },
    });
    struck('e3');
  });

  it('hold while one of two is left', () => {
    const { then, struck } = given(start, allergy, strike('e3', 'e2'), strike('e4', 'e2'), strike('e5', 'e3'));
    then({ allergies: [], counts: { byType: { 'patient.registered': 1, 'entry.struck': 2 }, struck: 2, unread: 0 } });
    struck('e2', 'e3');
  });

  it('of an entry that does not exist cannot be applied', () => {
    const events = numbered([strike('e1', 'missing')]);
    expect(() => standingsAfter([], events)).toThrow(expect.objectContaining({ code: 'reference-missing' }));
  });
});

describe('amendments', () => {
  const corrected = (text: string) => ({ ...penicillin, substance: { text } });

  it('are what the summary follows; the entry keeps what was recorded', () => {
    const { then, standing } = given(start, allergy, amend('e3', allergy, corrected('Latex')));
    then({ allergies: [{ substance: { text: 'Latex' }, entryId: 'e2', occurredAt: at(8) }] });
    standing('e2', { data: penicillin, amendedBy: 'e3', correctedAt: null, struckBy: null });
  });

  it('make an entry speak of a later one: its effect is on that', () => {
    const withdrawn = told('e3', 'allergy.refuted', { allergyId: 'e2', reason: 'r' }, 9);
    const later = { ...told('e4', 'allergy.recorded', corrected('Latex'), 10) };
    const events = [start, allergy, withdrawn, later, amend('e5', withdrawn, { allergyId: 'e4', reason: 'r' })];
    given(...events).then({ allergies: [{ entryId: 'e2' }] });
    given(...events, strike('e6', 'e5')).then({ allergies: [{ entryId: 'e4' }] });
  });

  it('count by the newest in the stream; the newest that corrects the time corrects it', () => {
    const first = amend('e3', allergy, corrected('Latex'), at(5));
    const second = amend('e4', allergy, corrected('Rubber'));
    const { then, standing } = given(start, allergy, first, second);
    then({ allergies: [{ substance: { text: 'Rubber' }, occurredAt: at(5) }] });
    standing('e2', { amendedBy: 'e4', correctedAt: at(5) });
    given(start, allergy, second, first).then({ allergies: [{ substance: { text: 'Latex' }, occurredAt: at(5) }] });
  });

  it('lose their force when they are struck: the one before counts, and then the original', () => {
    const both = [start, allergy, amend('e3', allergy, corrected('Latex'), at(5)), amend('e4', allergy, corrected('Rubber'))];
    given(...both, strike('e5', 'e4')).then({ allergies: [{ substance: { text: 'Latex' }, occurredAt: at(5) }] });
    const { then, standing, struck } = given(...both, strike('e5', 'e4'), strike('e6', 'e3'));
    then({ allergies: [{ substance: { text: 'Penicillin' }, occurredAt: at(8) }] });
    standing('e2', { amendedBy: null, correctedAt: null });
    struck('e3', 'e4');
    given(...both, strike('e5', 'e4'), strike('e6', 'e5')).then({ allergies: [{ substance: { text: 'Rubber' } }] });
  });

  it('of a struck entry change nothing until it is restored', () => {
    const events = [start, allergy, strike('e3', 'e2'), amend('e4', allergy, corrected('Latex'))];
    given(...events).then({ allergies: [] });
    given(...events, strike('e5', 'e3')).then({ allergies: [{ substance: { text: 'Latex' } }] });
  });

  it('take an entry out of the summary, and bring one into it', () => {
    given(start, allergy, amend('e3', allergy, { ...penicillin, clinicalStatus: 'inactive' })).then({ allergies: [] });
    const inactive = told('e2', 'allergy.recorded', { ...penicillin, clinicalStatus: 'inactive' });
    given(start, inactive, amend('e3', inactive, penicillin)).then({ allergies: [{ entryId: 'e2' }] });
  });

  it('decide whether the entry is late', () => {
    given(start, allergy, amend('e3', allergy, penicillin, at(5))).standing('e2', { late: true });
    given(start, allergy, amend('e3', allergy, penicillin, at(5)), strike('e4', 'e3')).standing('e2', { late: false });
  });

  it('are counted as the entries they are', () => {
    given(start, allergy, amend('e3', allergy, penicillin)).then({
      counts: { byType: { 'patient.registered': 1, 'allergy.recorded': 1, 'entry.amended': 1 }, struck: 0, unread: 0 },
    });
  });

  it('that no writer may write cannot be applied', () => {
    const ofOtherType = amend('e3', { ...allergy, type: 'note.written' }, {});
    const ofCorrection = amend('e4', { ...strike('e3', 'e2'), type: amendmentType }, {});
    for (const events of [
      [start, allergy, ofOtherType],
      [start, allergy, strike('e3', 'e2'), ofCorrection],
    ]) {
      expect(() => recordOf(numbered(events))).toThrow(expect.objectContaining({ code: 'amendment-type-wrong' }));
    }
  });
});

describe('a run of events', () => {
  const pulse = (id: string, hour: number) =>
    told(id, 'observation.recorded', { code: { text: 'Heart rate' }, category: 'vital-signs', valueInteger: 60 + hour }, hour);

  it('names the entries that it corrects and does not bring itself', () => {
    expect(correctedElsewhere(numbered([start, allergy]))).toStrictEqual([]);
    expect(correctedElsewhere(numbered([strike('e3', 'E2'), allergy, strike('e4', 'e9')]))).toStrictEqual(['e9']);
    expect(correctedElsewhere(numbered([allergy, strike('e3', 'e1')]))).toStrictEqual(['e1']);
  });

  it('changes the stored entries that it strikes, and no others', () => {
    const events = numbered([start, pulse('e2', 8), pulse('e3', 9), strike('e4', 'e3')]);
    const first = applyEvents(emptyRecord, standingsAfter([], events.slice(0, 3)));
    expect(topicsToRefold(first.record, standingsAfter([], events.slice(0, 3)))).toStrictEqual([]);
    const standings = standingsAfter(first.entries, events.slice(3));
    expect(topicsToRefold(first.record, standings)).toStrictEqual(first.entries[2]!.topics);
    const { changed, entries, record } = applyEvents(first.record, standings);
    expect(changed.map(({ eventId }) => eventId)).toEqual(['e3']);
    expect(entries.map(({ eventId }) => eventId)).toEqual(['e4']);
    expect(summaryOf(record).vitalSigns).toMatchObject([{ entryId: 'e2' }]);
  });

  it('keeps what is settled in the order of the names', () => {
    const flag = (id: string) => told(id, 'flag.raised', { colour: 'amber', reason: 'r' });
    const cleared = (id: string, flagId: string) => told(id, 'flag.cleared', { flagId, reason: 'r' }, 9);
    const { record } = given(start, flag('e2'), flag('e3'), cleared('e4', 'e3'), cleared('e5', 'e2'));
    expect(record.settled).toEqual(['flag/e2', 'flag/e3']);
    expect(recordOf(numbered([start, flag('e3'), flag('e2'), cleared('e4', 'e3'), cleared('e5', 'e2')])).settled).toEqual([
      'flag/e2',
      'flag/e3',
    ]);
  });

  it('covers corrections and every type that a concept reads', () => {
    expect(['entry.struck', 'entry.amended', 'note.written', 'allergy.recorded', 'music.played'].map(isCovered)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('an entry that was moved', () => {
  it('is struck where it was, and counts where it belongs', () => {
    const movedTo = { patientId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22', entryId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c23' };
    const moved = strike('e3', 'e2', { reason: 'wrong-patient', movedTo });
    given(start, allergy, moved).then({ allergies: [] });
    given(start, { ...allergy, eventId: movedTo.entryId }).then({ allergies: [{ entryId: movedTo.entryId }] });
  });
});

describe('entries this version cannot read', () => {
  it('are unreadable, and not unread, when their data cannot be opened', () => {
    const sealed = { ...told('e2', 'music.played', null), unreadable: { code: 'key-missing', position: 7 } };
    given(start, sealed).then({ counts: { unread: 0, unreadable: 1 } });
    given(start, sealed, strike('e3', 'e2')).then({ counts: { unread: 0, unreadable: 0 } });
  });

  it('of an unknown type stand in the timeline and are said to be unread', () => {
    const unknown = told('e2', 'music.played', { title: 'La Paloma' });
    given(start, unknown).then({ counts: { byType: { 'patient.registered': 1, 'music.played': 1 }, struck: 0, unread: 1 } });
    given(start, unknown, amend('e3', unknown, {}), strike('e4', 'e2')).then({ counts: { struck: 1, unread: 0 } });
  });

  it('leave the record open while they are neither struck nor amended; what takes that back opens it again', () => {
    const lost: Told = { ...told('e2', 'allergy.recorded', null), unreadable: { code: 'key-missing', position: 2 } };
    const open = (unreadable: number) => ({ counts: expect.objectContaining({ unreadable }) as unknown });
    given(start, lost).then({ allergies: [], ...open(1) });
    given(start, lost, strike('e3', 'e2')).then(open(0));
    given(start, lost, strike('e3', 'e2'), strike('e4', 'e3')).then(open(1));
    const amended = [start, lost, amend('e3', lost, penicillin)];
    given(...amended).then({ allergies: [{ substance: { text: 'Penicillin' }, entryId: 'e2' }], ...open(0) });
    given(...amended, strike('e4', 'e3')).then({ allergies: [], ...open(1) });
    given(...amended, strike('e4', 'e3'), strike('e5', 'e4')).then({ allergies: [{ entryId: 'e2' }], ...open(0) });
    given(...amended, strike('e4', 'e3'), strike('e5', 'e2')).then({ allergies: [], ...open(0) });
    // A strike that cannot be read strikes nothing, and can be struck.
    const lostStrike: Told = { ...strike('e3', 'e2'), data: null, unreadable: { code: 'key-missing', position: 3 } };
    given(start, allergy, lostStrike).then({ allergies: [{ entryId: 'e2' }], ...open(1) });
    given(start, allergy, lostStrike, strike('e4', 'e3')).then({ allergies: [{ entryId: 'e2' }], ...open(0) });
  });

  it('whose key was destroyed have no effect', () => {
    given(start, told('e2', 'allergy.recorded', null)).then({
      allergies: [],
      counts: { byType: { 'patient.registered': 1, 'allergy.recorded': 1 }, struck: 0, unread: 0 },
    });
    given(start, allergy, told('e3', 'entry.struck', null)).then({ allergies: [{ entryId: 'e2' }] });
  });
});

it('an entry is late when it was recorded more than an hour after it happened', () => {
  given({ ...start, recordedAt: '2026-03-01T09:00:00.000000Z' }).standing('e1', { late: true });
  given(start).standing('e1', { late: false });
});

describe('the record', () => {
  it('is the same, to the byte, one by one, in one batch and in batches of any size', () => {
    fc.assert(
      fc.property(fc.array(wish, { minLength: 5, maxLength: 60, size: 'max' }), (wishes) => {
        const stream = numbered(streamOf(wishes));
        const single = oneByOne(stream);
        const batched = new StoredPatient();
        let from = 0;
        stream.forEach((_, index) => {
          if (index < stream.length - 1 && !wishes[index % wishes.length]!.last) return;
          batched.apply(stream.slice(from, index + 1));
          from = index + 1;
        });
        const rebuilt = new StoredPatient();
        rebuilt.apply(stream);
        for (const other of [batched, rebuilt]) {
          expect(JSON.stringify(other.record)).toBe(JSON.stringify(single.record));
          expect([...other.entries.values()]).toEqual([...single.entries.values()]);
        }
        expect(JSON.stringify(summaryOf(rebuilt.record))).toBe(JSON.stringify(summaryOf(single.record)));
      }),
      { numRuns: 400 },
    );
  });

  it('covers every type that can be recorded', () => {
    const types = Object.keys(writers).filter((type) => type !== 'music.played');
    const stream = numbered(
      streamOf(Object.keys(writers).map((what, n) => ({ what, pick: 1, target: 0, hour: 1 + (n % 20), last: false }))),
    );
    expect(recordOf(stream)).toMatchObject({ counts: Object.fromEntries(types.map((type) => [type, 1])), unread: 1 });
    // Those three speak of the record itself, or of other entries.
    expect(new Set([...types, 'patient.registered', 'entry.struck', 'entry.amended'])).toEqual(
      new Set(clinicalEventTypes.map(({ type }) => type)),
    );
  });

  it('shows the person that everybody else knows by the same entries: hospitals and the rules of recording', () => {
    fc.assert(
      fc.property(personStream, (events) => {
        const stream = numbered(events.map(({ id, type, occurredAt, data }) => ({ ...told(id, type, data), occurredAt })));
        const { identity, deceased, replacedBy, replaces, currentStay } = summaryOf(oneByOne(stream).record);
        const person = personOf(stream);
        const { origins: _, ...fields } = identity ?? {};
        expect(fields).toEqual(person.identity);
        expect([deceased !== null, deceased?.deceasedAt]).toEqual([person.death !== undefined, person.death?.deceasedAt]);
        expect(replacedBy?.patientId).toBe(person.replacedBy);
        expect(replaces.map(({ patientId }) => patientId).sort()).toEqual([...person.replaces].sort());
        const { state, ...stay } = person.stays.get(person.currentStayId ?? '') ?? { state: undefined };
        expect([currentStay ?? {}, state]).toMatchObject([stay, currentStay ? 'open' : undefined]);
      }),
      { numRuns: 300 },
    );
  });
});
