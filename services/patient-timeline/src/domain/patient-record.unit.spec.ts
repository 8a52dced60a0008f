import { describe, expect, it } from '@jest/globals';
import {
  applyEvents,
  emptyRecord,
  recordOf,
  strikeTargets,
  topicsToLoad,
  type KnownEntry,
  type PatientEvent,
  type PatientRecord,
} from './patient-record.js';
import { summaryOf, type PatientSummary } from './summary.js';

const loinc = (code: string, text: string) => ({ text, coding: [{ system: 'http://loinc.org', code }] });
const pulse = (value: number) => ({ code: loinc('8867-4', 'Heart rate'), category: 'vital-signs', valueQuantity: { value, unit: '/min' } });
const registered = { identifiers: [], name: { family: 'Keller', given: ['Anna'] }, birthDate: '1941-03', gender: 'female' };
const penicillin = { substance: { text: 'Penicillin' }, criticality: 'high', clinicalStatus: 'active', verification: 'confirmed' };

/** An event at `hour`:00; its id is its name. */
const event = (eventId: string, type: string, data: unknown, hour = 8): Omit<PatientEvent, 'streamVersion'> => ({
  eventId,
  type,
  data,
  occurredAt: `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`,
  recordedAt: `2026-03-01T${String(hour - 1).padStart(2, '0')}:00:01.000000Z`,
});
const strike = (eventId: string, entryId: string) => event(eventId, 'entry.struck', { entryId, reason: 'entered-in-error' }, 20);

/** The events one by one, each against what the ones before left: the longest way to the same record. */
function oneByOne(events: readonly PatientEvent[]): { record: PatientRecord; entries: Map<string, KnownEntry> } {
  let record = emptyRecord;
  const entries = new Map<string, KnownEntry>();
  for (const next of events) {
    const targets = new Map(strikeTargets([next]).flatMap((id) => (entries.has(id) ? [[id, entries.get(id)!.topic] as const] : [])));
    const topics = topicsToLoad(record, [next], targets);
    const known = [...entries.values()].filter((entry) => topics.includes(entry.topic));
    const applied = applyEvents(record, known, [next]);
    record = applied.record;
    for (const entry of applied.entries) entries.set(entry.eventId, { ...entry, struckBy: entry.struck?.by ?? null });
    for (const { eventId, struck } of applied.changed) entries.get(eventId)!.struckBy = struck?.by ?? null;
  }
  return { record, entries };
}

const numbered = (...events: Omit<PatientEvent, 'streamVersion'>[]): PatientEvent[] =>
  events.map((each, index) => ({ ...each, streamVersion: index + 1 }));

function given(...events: Omit<PatientEvent, 'streamVersion'>[]) {
  const stream = numbered(...events);
  const { record, entries } = oneByOne(stream);
  return {
    then: (expected: Partial<Record<keyof PatientSummary, unknown>>) => {
      expect(recordOf(stream)).toEqual(record);
      expect(summaryOf(record)).toMatchObject(expected);
    },
    struck: (...ids: string[]) =>
      expect([...entries.values()].filter((entry) => entry.struckBy !== null).map((entry) => entry.eventId)).toEqual(ids),
    record,
  };
}

const start = event('e1', 'patient.registered', registered, 1);

describe('identity', () => {
  it('is what was registered', () => {
    given(start).then({ identity: { birthDate: '1941-03', gender: 'female', name: { family: 'Keller' } } });
  });

  it('takes an amended field as a whole and keeps the others', () => {
    given(start, event('e2', 'patient.details-amended', { name: { family: 'Keller-Roth', given: [] } })).then({
      identity: { name: { family: 'Keller-Roth', given: [] }, gender: 'female' },
    });
  });

  it('keeps the newer amendment when an older one is recorded late', () => {
    const later = event('e2', 'patient.details-amended', { language: 'de' }, 12);
    const earlier = event('e3', 'patient.details-amended', { language: 'fr', maritalStatus: { text: 'widowed' } }, 9);
    given(start, later, earlier).then({ identity: { language: 'de', maritalStatus: { text: 'widowed' } } });
  });

  it('lets an amendment hold against a registration that bears a later clock', () => {
    given({ ...start, occurredAt: '2026-03-02T00:00:00Z' }, event('e2', 'patient.details-amended', { gender: 'unknown' })).then({
      identity: { gender: 'unknown' },
    });
  });

  it('is null when the registration was struck', () => {
    given(start, strike('e2', 'e1')).then({ identity: null });
  });
});

describe('where the patient is', () => {
  const admitted = event('e2', 'stay.admitted', { stayId: 's1', class: 'residential', location: { unit: 'Garden', room: '12' } });
  const discharged = event('e3', 'stay.discharged', { stayId: 's1' }, 10);

  it('is the open stay', () => {
    given(start, admitted).then({
      currentStay: { stayId: 's1', location: { room: '12' }, admittedAt: admitted.occurredAt, entryId: 'e2' },
    });
  });

  it('is nowhere after the discharge, and the closed stay is not kept at hand', () => {
    const { then, record } = given(start, admitted, discharged);
    then({ currentStay: null });
    expect(record.settled).toEqual(['stay/s1']);
    expect(Object.keys(record.facts)).toEqual(['identity']);
  });

  it('is the stay again when its discharge is struck', () => {
    given(start, admitted, discharged, strike('e4', 'e3')).then({ currentStay: { stayId: 's1' } });
  });

  it('stays closed when the admission is stated once more', () => {
    given(start, admitted, discharged, { ...admitted, eventId: 'e4' }).then({ currentStay: null });
  });
});

describe('vital signs', () => {
  it('show the last of each code', () => {
    const weight = event('e3', 'observation.recorded', {
      code: loinc('29463-7', 'Weight'),
      category: 'vital-signs',
      valueQuantity: { value: 61, unit: 'kg' },
    });
    given(start, event('e2', 'observation.recorded', pulse(70)), weight, event('e4', 'observation.recorded', pulse(82), 9)).then({
      vitalSigns: [{ valueQuantity: { value: 61 } }, { valueQuantity: { value: 82, unit: '/min' }, entryId: 'e4' }],
    });
  });

  it('keep the newer value when an older one is recorded late', () => {
    given(start, event('e2', 'observation.recorded', pulse(82), 12), event('e3', 'observation.recorded', pulse(70), 9)).then({
      vitalSigns: [{ valueQuantity: { value: 82 }, entryId: 'e2' }],
    });
  });

  it('fall back to the one before when the last is struck', () => {
    const { then, struck } = given(
      start,
      event('e2', 'observation.recorded', pulse(70), 8),
      event('e3', 'observation.recorded', pulse(820), 9),
      strike('e4', 'e3'),
    );
    then({
      vitalSigns: [{ valueQuantity: { value: 70 } }],
      counts: { byType: { 'observation.recorded': 1, 'entry.struck': 1, 'patient.registered': 1 }, struck: 1, unread: 0 },
    });
    struck('e3');
  });

  it('do not count laboratory values in', () => {
    given(start, event('e2', 'observation.recorded', { ...pulse(70), category: 'laboratory' })).then({ vitalSigns: [] });
  });
});

describe('flags', () => {
  const raised = event('e2', 'flag.raised', { colour: 'amber', reason: 'fell' });
  const toRed = event('e3', 'flag.changed', { flagId: 'e2', colour: 'red', reason: 'hip pain' }, 9);

  it('show colour and reason after the last change, since their raising', () => {
    given(start, raised, toRed).then({
      flags: [{ flagId: 'e2', colour: 'red', reason: 'hip pain', raisedAt: raised.occurredAt, changedAt: toRed.occurredAt }],
    });
  });

  it('come with the most severe first', () => {
    given(
      start,
      event('e2', 'flag.raised', { colour: 'amber', reason: 'a' }, 12),
      event('e3', 'flag.raised', { colour: 'red', reason: 'b' }, 9),
    ).then({
      flags: [{ flagId: 'e3' }, { flagId: 'e2' }],
    });
  });

  it('are gone when the raising was struck, and back at the colour before when a change was', () => {
    given(start, raised, toRed, strike('e4', 'e2')).then({ flags: [] });
    given(start, raised, toRed, strike('e4', 'e3')).then({ flags: [{ colour: 'amber', reason: 'fell' }] });
  });

  it('take a change even when its clock is before the raising', () => {
    given(start, raised, { ...toRed, occurredAt: '2026-03-01T07:59:00+01:00' }).then({ flags: [{ colour: 'red' }] });
  });
});

describe('allergies, problems, preferences, plan, medication', () => {
  it('leave out a refuted, a resolved and a struck allergy', () => {
    const recorded = event('e2', 'allergy.recorded', penicillin);
    given(start, recorded).then({ allergies: [{ substance: { text: 'Penicillin' }, entryId: 'e2' }] });
    given(
      start,
      recorded,
      event('e3', 'allergy.recorded', { ...penicillin, substance: { text: ' penicillin' }, verification: 'refuted' }, 9),
    ).then({ allergies: [] });
    given(start, recorded, event('e3', 'allergy.recorded', { ...penicillin, clinicalStatus: 'resolved' }, 9)).then({ allergies: [] });
    given(start, recorded, strike('e3', 'e2')).then({ allergies: [] });
  });

  it('put what may kill first', () => {
    const pollen = { ...penicillin, substance: { text: 'Pollen' }, criticality: 'low' };
    given(start, event('e2', 'allergy.recorded', penicillin, 8), event('e3', 'allergy.recorded', pollen, 9)).then({
      allergies: [{ substance: { text: 'Penicillin' } }, { substance: { text: 'Pollen' } }],
    });
  });

  it('replace a wish about the same topic and keep the others', () => {
    const tea = { category: 'care-experience', topic: { text: 'Drinks' }, text: 'tea' };
    const window = { category: 'care-experience', text: 'window open at night' };
    given(
      start,
      event('e2', 'preference.stated', tea),
      event('e3', 'preference.stated', window, 9),
      event('e4', 'preference.stated', { ...tea, text: 'coffee' }, 10),
    ).then({
      preferences: [{ text: 'coffee' }, { text: 'window open at night' }],
    });
  });

  it('show problems that are present and instructions that are open', () => {
    const problem = { code: { text: 'Heart failure' }, clinicalStatus: 'active', verification: 'confirmed' };
    const instruction = { title: 'Turn every two hours', status: 'active' };
    given(
      start,
      event('e2', 'problem.recorded', problem),
      event('e3', 'problem.recorded', { ...problem, code: { text: 'Cold' }, clinicalStatus: 'resolved' }),
      event('e4', 'plan.instruction-given', instruction),
      event('e5', 'plan.instruction-given', { ...instruction, status: 'completed' }),
    ).then({ problems: [{ entryId: 'e2' }], plan: [{ entryId: 'e4' }] });
  });

  it('show the last dose of each medication', () => {
    const dose = { medication: { text: 'Ramipril 5 mg' }, dose: { value: 1, unit: 'tablet' }, note: 'with water' };
    given(start, event('e2', 'medication.administered', dose, 12), event('e3', 'medication.administered', dose, 8)).then({
      medication: [{ entryId: 'e2', dose: { value: 1, unit: 'tablet' } }],
    });
  });
});

describe('strikes', () => {
  it('can be struck themselves: then what they struck is in force again', () => {
    const { then, struck } = given(start, event('e2', 'allergy.recorded', penicillin), strike('e3', 'e2'), strike('e4', 'e3'));
    then({
      allergies: [{ entryId: 'e2' }],
      counts: { byType: { 'patient.registered': 1, 'allergy.recorded': 1, 'entry.struck': 1 }, struck: 1, unread: 0 },
    });
    struck('e3');
  });

  it('hold while one of two is left', () => {
    const { then, struck } = given(
      start,
      event('e2', 'allergy.recorded', penicillin),
      strike('e3', 'e2'),
      strike('e4', 'e2'),
      strike('e5', 'e3'),
    );
    then({ allergies: [], counts: { byType: { 'patient.registered': 1, 'entry.struck': 2 }, struck: 2, unread: 0 } });
    struck('e2', 'e3');
  });

  it('of an entry that does not exist cannot be applied', () => {
    const events = numbered(strike('e1', 'missing'));
    expect(() => topicsToLoad(emptyRecord, events, new Map())).toThrow(expect.objectContaining({ code: 'reference-missing' }));
    expect(() => applyEvents(emptyRecord, [], events)).toThrow(expect.objectContaining({ code: 'reference-missing' }));
  });
});

describe('entries this version cannot read', () => {
  it('of an unknown type stand in the timeline and are said to be unread', () => {
    given(start, event('e2', 'incident.reported', { kind: 'fall' })).then({
      counts: { byType: { 'patient.registered': 1, 'incident.reported': 1 }, struck: 0, unread: 1 },
    });
  });

  it('whose key was destroyed have no effect', () => {
    given(start, event('e2', 'allergy.recorded', null)).then({
      allergies: [],
      counts: { byType: { 'patient.registered': 1, 'allergy.recorded': 1 }, struck: 0, unread: 0 },
    });
  });
});

describe('the record', () => {
  const types: ((id: string, hour: number, pick: number) => Omit<PatientEvent, 'streamVersion'>)[] = [
    (id, hour, pick) => event(id, 'observation.recorded', pulse(60 + pick), hour),
    (id, hour, pick) =>
      event(id, 'patient.details-amended', pick % 2 ? { language: `l${pick}` } : { gender: 'other', language: 'x' }, hour),
    (id, hour, pick) => event(id, 'stay.admitted', { stayId: `s${pick % 3}`, class: 'residential' }, hour),
    (id, hour, pick) => event(id, 'stay.discharged', { stayId: `s${pick % 3}` }, hour),
    (id, hour, pick) => event(id, 'allergy.recorded', { ...penicillin, clinicalStatus: pick % 2 ? 'active' : 'resolved' }, hour),
    (id, hour) => event(id, 'flag.raised', { colour: 'amber', reason: id }, hour),
  ];

  it('is the same one by one, in one batch and in batches of any size', () => {
    let seed = 42;
    const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    for (let round = 0; round < 60; round += 1) {
      const events = [start];
      while (events.length < 30) {
        const id = `e${events.length + 1}`;
        events.push(
          random(4) === 0
            ? strike(id, events[random(events.length)]!.eventId)
            : types[random(types.length)]!(id, 1 + random(22), random(10)),
        );
      }
      const stream = numbered(...events);
      const single = oneByOne(stream);
      expect(recordOf(stream)).toEqual(single.record);
      const cut = 1 + random(28);
      const first = applyEvents(emptyRecord, [], stream.slice(0, cut));
      const known = first.entries.map((entry) => ({ ...entry, struckBy: entry.struck?.by ?? null }));
      const second = applyEvents(first.record, known, stream.slice(cut));
      expect(second.record).toEqual(single.record);
    }
  });
});

it('marks an entry late when it was recorded more than an hour after it happened', () => {
  const late = { ...start, recordedAt: '2026-03-01T09:00:00.000000Z' };
  expect(applyEvents(emptyRecord, [], numbered(late)).entries).toMatchObject([{ late: true }]);
  expect(applyEvents(emptyRecord, [], numbered(start)).entries).toMatchObject([{ late: false }]);
});
