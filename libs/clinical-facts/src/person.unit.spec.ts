import { amendmentOf, personStream, strikeOf, type StreamedEvent } from '@everchart/testing/clinical-streams';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PatientEvent } from './entry.js';
import { mayConcernPerson, nobody, personOf, speaksOfPerson } from './person.js';

/** A stream with the place of each event; events keep theirs when others are left out. */
const placed = (events: readonly StreamedEvent[]): PatientEvent[] =>
  events.map(({ id, type, occurredAt, data }, index) => ({
    eventId: id,
    streamVersion: index + 1,
    type,
    actor: 'carer-anna',
    occurredAt,
    recordedAt: '2026-03-02T00:00:00.000000Z',
    data,
  }));

const told = (number: number, type: string, data: Record<string, unknown>, hour = 8): StreamedEvent => ({
  id: `e${number}`,
  type,
  schemaVersion: 1,
  occurredAt: `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`,
  data,
});
const stated = { identifiers: [{ system: 'urn:x', value: '1' }], name: { family: 'Keller', given: ['Anna'] }, gender: 'female' };
const registered = told(1, 'patient.registered', stated, 1);
const person = (...events: StreamedEvent[]) => personOf(placed(events));

describe('the person', () => {
  const wrong = told(2, 'patient.details-amended', { identifiers: [{ system: 'urn:x', value: 'of another' }], name: { family: 'Roe', given: ['Bo'] } });
  const strike = strikeOf(3, wrong);

  it('is what was registered and amended, until the amendment is struck', () => {
    expect(person(registered, wrong).identity).toMatchObject({ name: { family: 'Roe' }, gender: 'female' });
    expect(person(registered, wrong, strike).identity).toEqual(stated);
    expect(person(registered, wrong, strike, strikeOf(4, strike)).identity).toMatchObject({ name: { family: 'Roe' } });
  });

  it('is nobody without entries, and has no details when the registration was struck', () => {
    expect(person()).toEqual(nobody);
    expect(person(registered, strikeOf(2, registered))).toEqual(nobody);
  });

  it('has no member of why a rule was overridden: that is said of the entry', () => {
    const override = { reason: 'Two registrations of one person' };
    const renamed = told(2, 'patient.details-amended', { language: 'de', override, changeLog: { reason: 'r' } });
    const died = told(3, 'patient.deceased', { deceasedAt: '2026-03-01', override });
    const admitted = told(4, 'stay.admitted', { stayId: 's1', class: 'inpatient', override });
    const { identity, death, stays } = person(registered, renamed, died, admitted);
    expect(identity).toEqual({ ...stated, language: 'de' });
    expect(death).toEqual({ deceasedAt: '2026-03-01' });
    expect(stays.get('s1')).not.toHaveProperty('override');
  });

  it('died when that was recorded, or else as the details say', () => {
    const known = told(2, 'patient.details-amended', { deceased: '2025' });
    const died = told(3, 'patient.deceased', { deceasedAt: '2026-03-01' });
    expect(person(registered).death).toBeUndefined();
    expect(person(registered, known).death).toEqual({ deceasedAt: '2025' });
    expect(person(registered, known, died).death).toEqual({ deceasedAt: '2026-03-01' });
    expect(person(registered, known, died, strikeOf(4, died)).death).toEqual({ deceasedAt: '2025' });
    // Without a time it adds nothing to a statement that has one.
    const found = told(3, 'patient.deceased', {});
    expect(person(registered, found).death).toEqual({});
    expect(person(registered, known, found).death).toEqual({ deceasedAt: '2025' });
  });

  it('died by what a record knew that it replaces, where it says nothing itself', () => {
    const replaces = (number: number, otherPatientId: string, death: object | undefined, hour: number) =>
      told(number, 'patient.merged', { link: 'replaces', otherPatientId, ...(death && { death: { statedAt: '2026-03-01T04:00:00Z', ...death } }) }, hour);
    const [dated, undated] = [replaces(2, 'A', { deceasedAt: '2026-03-01' }, 8), replaces(3, 'B', {}, 9)];
    expect(person(registered, replaces(2, 'A', undefined, 8)).death).toBeUndefined();
    expect(person(registered, undated).death).toEqual({});
    expect(person(registered, dated, undated).death).toEqual({ deceasedAt: '2026-03-01' });
    expect(person(registered, dated, undated, strikeOf(4, dated)).death).toEqual({});
    expect(person(registered, dated, replaces(3, 'C', { deceasedAt: '2026' }, 10)).death).toEqual({ deceasedAt: '2026' });
    expect(person(registered, dated, told(3, 'patient.details-amended', { deceased: '2026-03' }, 7)).death).toEqual({ deceasedAt: '2026-03' });
    expect(person(registered, dated, told(3, 'patient.deceased', { deceasedAt: '2026-03-01T04:10:00Z' })).death).toEqual({ deceasedAt: '2026-03-01T04:10:00Z' });
    // The record that ended says it of itself.
    expect(person(registered, told(2, 'patient.merged', { link: 'replaced-by', otherPatientId: 'B' })).death).toBeUndefined();
  });

  it('goes on in another record, and replaces others', () => {
    const merged = (number: number, link: string, otherPatientId: string) => told(number, 'patient.merged', { link, otherPatientId });
    expect(person(registered, merged(2, 'replaced-by', 'P1'), merged(3, 'replaces', 'p2'))).toMatchObject({ replacedBy: 'p1', replaces: ['p2'] });
  });

  it('is in the open stay that began last, where its last transfer led', () => {
    const admitted = (number: number, stayId: string, hour: number) => told(number, 'stay.admitted', { stayId, class: 'inpatient', location: { room: '1' } }, hour);
    const moved = told(4, 'stay.transferred', { stayId: 's1', location: { room: '2' } }, 10);
    const gone = told(5, 'stay.discharged', { stayId: 's1' }, 12);
    const before = [registered, admitted(2, 'S1', 9), admitted(3, 's0', 8)];
    expect(person(...before)).toMatchObject({ currentStayId: 's1' });
    expect(person(registered, admitted(2, 's0', 8), admitted(3, 'S1', 9))).toMatchObject({ currentStayId: 's1' });
    expect(person(...before).stays.get('s1')).not.toHaveProperty('dischargedAt');
    expect(person(...before, moved).stays.get('s1')).toMatchObject({ location: { room: '2' }, state: 'open', admittedAt: '2026-03-01T09:00:00+01:00' });
    expect(person(...before, moved, gone).currentStayId).toBe('s0');
    expect(person(...before, moved, gone).stays.get('s1')).toMatchObject({ state: 'closed', dischargedAt: gone.occurredAt });
    const back = told(6, 'stay.cancelled', { stayId: 's1', cancels: 'discharge', reason: 'r' }, 13);
    expect(person(...before, moved, gone, back).stays.get('s1')).toMatchObject({ location: { room: '2' }, state: 'open' });
    const never = told(7, 'stay.cancelled', { stayId: 's1', cancels: 'admission', reason: 'r' }, 13);
    expect(person(...before, moved, gone, back, never)).toMatchObject({ currentStayId: 's0', stays: new Map([['s1', expect.objectContaining({ state: 'never-was' })], ['s0', expect.anything()]]) });
  });
}); // prettier-ignore

describe('an entry', () => {
  const known = placed([registered, told(2, 'patient.details-amended', { language: 'de' })]);
  const next = (type: string, data: unknown, more: Partial<PatientEvent> = {}): PatientEvent => ({
    ...placed([told(3, type, {})])[0]!,
    data,
    ...more,
  });
  const amends = (entryId: string, type: string) => next('entry.amended', { entryId, type, data: {}, changeLog: { reason: 'r' } });

  it.each<[string, PatientEvent, boolean]>([
    ['that says who the person is', next('patient.deceased', { deceasedAt: '2026' }), true],
    ['of care', next('note.written', { text: 'x' }), false],
    ['without data', next('patient.deceased', null), false],
    ['that strikes one of the person', next('entry.struck', { entryId: 'E1', reason: 'r' }), true],
    ['that strikes another', next('entry.struck', { entryId: 'e9', reason: 'r' }), false],
    ['that amends one of the person', amends('e2', 'patient.details-amended'), true],
    ['that amends it as if it were another, as no writer may', amends('e2', 'patient.registered'), false],
    ['that cannot be read and may be of the person', next('patient.deceased', null, { unreadable: { code: 'x', position: 1 } }), true],
    ['that cannot be read and may strike one', next('entry.struck', null, { unreadable: { code: 'x', position: 1 } }), true],
    ['that cannot be read, of care', next('note.written', null, { unreadable: { code: 'x', position: 1 } }), false],
  ])('%s speaks of the person: %#', (_what, event, speaks) => expect(speaksOfPerson(event, known)).toBe(speaks));

  it('that amends a correction changes nothing, and one that strikes it does', () => {
    const correction = { ...placed([strikeOf(2, registered)])[0]!, streamVersion: 2 };
    const all = [...placed([registered]), correction];
    expect(speaksOfPerson(next('entry.struck', { entryId: correction.eventId, reason: 'r' }), all)).toBe(true);
    expect(speaksOfPerson(amends(correction.eventId, 'entry.struck'), all)).toBe(false);
  });

  it('may concern the person by its type', () => {
    const types = [
      'patient.registered',
      'patient.merged',
      'stay.discharged',
      'entry.struck',
      'entry.amended',
      'note.written',
      'observation.recorded',
    ];
    expect(types.map(mayConcernPerson)).toEqual([true, true, true, true, true, false, false]);
  });
});

describe('after any stream', () => {
  const runs = { numRuns: 300 };

  /** What is said of an entry, by way of others too. */
  const about = (events: readonly StreamedEvent[], root: string): Set<string> =>
    events.reduce((found, { id, data }) => (found.has(String(data.entryId)) ? found.add(id) : found), new Set([root]));

  it('a struck entry leaves what was there without it, and without what is said of it', () => {
    fc.assert(
      fc.property(personStream, fc.nat(60), (events, pick) => {
        const entries = events.filter(({ type }) => !type.startsWith('entry.'));
        const struck = entries[pick % entries.length]!;
        const gone = about(events, struck.id);
        const others = placed(events).filter(({ eventId }) => !gone.has(eventId));
        expect(personOf(placed([...events, strikeOf(events.length, struck)]))).toEqual(personOf(others));
      }),
      runs,
    );
  });

  it('a struck correction leaves what was there before it', () => {
    fc.assert(
      fc.property(personStream, fc.nat(60), fc.nat(11), (events, pick, hour) => {
        const target = events[pick % events.length]!;
        const number = events.length;
        for (const correction of [strikeOf(number, target), amendmentOf(number, target, pick % 12, hour + 2)]) {
          if (!correction) continue;
          expect(personOf(placed([...events, correction, strikeOf(number + 1, correction)]))).toEqual(personOf(placed(events)));
        }
      }),
      runs,
    );
  });

  it('an amended entry leaves what would be there if it had been recorded so', () => {
    fc.assert(
      fc.property(personStream, fc.nat(60), fc.nat(11), (events, pick, other) => {
        const entries = events.filter(({ type }) => !type.startsWith('entry.'));
        const entry = entries[pick % entries.length]!;
        const amendment = amendmentOf(events.length, entry, other, 12)!;
        const said = about(events, entry.id);
        // Amendments of it that came before would still give the time.
        const plain = events.filter(({ id, type }) => id === entry.id || !said.has(id) || type === 'entry.struck');
        fc.pre(plain.length === events.length);
        const { data, occurredAt = entry.occurredAt } = amendment.data as { data: Record<string, unknown>; occurredAt?: string };
        const so = events.map((each) => (each === entry ? { ...each, data, occurredAt } : each));
        expect(personOf(placed([...events, amendment]))).toEqual(personOf(placed(so)));
      }),
      runs,
    );
  });
});
