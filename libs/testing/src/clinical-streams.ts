import fc from 'fast-check';

/** An event of a stream, in the order of recording; its data is valid under the newest schema of its type. */
export interface StreamedEvent {
  /** A UUIDv7. */
  id: string;
  type: string;
  schemaVersion: number;
  occurredAt: string;
  data: Record<string, unknown>;
}

/** What a generator of a stream decides at random, in small numbers that repeat, so that events meet. */
interface Wish {
  what: string;
  pick: number;
  target: number;
  hour: number;
}

export const streamedId = (number: number, kind = '7'): string => `01980c5e-7d0a-${kind}b11-9c5e-${String(number).padStart(12, '0')}`;
const stayId = (pick: number): string => streamedId(900 + (pick % 3));
export const otherPatientId = (pick: number): string => streamedId(800 + (pick % 3), '4');
const timeAt = (hour: number): string => `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`;
const pulse = { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4' }] };
const versions: Readonly<Record<string, number>> = {
  'entry.struck': 2,
  'observation.recorded': 2,
  'patient.details-amended': 2,
  'patient.merged': 2,
};

function few<T>(values: readonly T[], pick: number): T {
  return values[pick % values.length]!;
}

/** Data by type: what says who the person is and where, and some of what hospitals are sent. */
const writers: Readonly<Record<string, (pick: number) => Record<string, unknown>>> = {
  'patient.registered': (pick) => ({
    identifiers: [{ system: 'urn:oid:2.16.756.5.32', value: `MRN-${pick}` }],
    name: { family: few(['Keller', 'Roth', 'Weber'], pick), given: ['Anna'] },
    birthDate: few(['1941-03', '1941-03-02'], pick),
    gender: 'female',
    ...(pick % 11 === 0 ? { deceased: '2026-02-27' } : {}),
  }),
  'patient.details-amended': (pick) =>
    few<Record<string, unknown>>(
      [
        { identifiers: [{ system: 'urn:oid:2.16.756.5.32', value: `MRN-${pick}` }] },
        { name: { family: few(['Roe', 'Moser'], pick), given: ['Maria'], preferred: `P${pick}` } },
        { gender: few(['male', 'other', 'unknown'], pick), birthDate: '1940' },
        { address: { city: few(['Bern', 'Zug'], pick) }, language: few(['de', 'fr'], pick) },
        { deceased: few(['2026-02', '2026-02-28'], pick) },
      ],
      pick,
    ),
  'patient.deceased': (pick) => few([{ deceasedAt: '2026-03-01' }, { deceasedAt: timeAt(2) }, {}, { deceasedAt: '2026' }], pick),
  'patient.merged': (pick) => {
    const death = few([undefined, { statedAt: timeAt(3) }, { deceasedAt: few(['2026-02', '2026-03-01'], pick >> 2), statedAt: timeAt(3) }], pick >> 1);
    const link = few(['replaced-by', 'replaces'], pick);
    return { link, otherPatientId: otherPatientId(pick), ...(link === 'replaces' && death ? { death } : {}) };
  },
  'stay.admitted': (pick) => ({ stayId: stayId(pick), class: few(['residential', 'inpatient', 'ambulatory'], pick), location: { room: `${pick}` } }),
  'stay.transferred': (pick) => ({
    stayId: stayId(pick).toUpperCase(),
    location: { unit: 'Lake', room: `${pick}` },
    ...(pick % 2 ? { attending: { name: `Dr. ${pick}` } } : {}),
  }),
  'stay.discharged': (pick) => ({ stayId: stayId(pick) }),
  'stay.cancelled': (pick) => ({ stayId: stayId(pick), cancels: few(['admission', 'transfer', 'discharge', 'transfer'], pick), reason: 'r' }),
  'observation.recorded': (pick) => ({
    code: pulse,
    category: 'vital-signs',
    valueQuantity: { value: 60 + pick, unit: '/min', code: '/min' },
    ...(pick % 4 === 0 ? { stayId: stayId(pick) } : {}),
  }),
}; // prettier-ignore

const wish: fc.Arbitrary<Wish> = fc.record({
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.keys(writers).filter((type) => type !== 'patient.registered')) },
    // Two in five correct something that is there.
    { weight: 2, arbitrary: fc.constantFrom('strike', 'strike', 'amend') },
  ),
  pick: fc.nat(11),
  target: fc.nat(60),
  hour: fc.integer({ min: 2, max: 23 }),
});

/**
 * The record of one person: registration, changed details, stays and their steps, deaths, merges, observations, and
 * corrections of any of these: strikes of strikes and of amendments, several amendments of one entry. Every event is
 * valid, and refers to what is there; the rules of recording are not held.
 */
export const personStream: fc.Arbitrary<StreamedEvent[]> = fc
  .tuple(fc.nat(11), fc.array(wish, { minLength: 3, maxLength: 40, size: 'max' }))
  .map(([first, wishes]) => wishes.reduce(withWish, [eventOf(0, 'patient.registered', first, 1)]));

function withWish(events: readonly StreamedEvent[], { what, pick, target, hour }: Wish): StreamedEvent[] {
  const chosen = events[target % events.length]!;
  const next = what === 'strike' ? strikeOf(events.length, chosen) : what === 'amend' ? amendmentOf(events.length, chosen, pick, hour) : eventOf(events.length, what, pick, hour); // prettier-ignore
  return next ? [...events, next] : [...events];
}

function eventOf(number: number, type: string, pick: number, hour: number): StreamedEvent {
  return { id: streamedId(number), type, schemaVersion: versions[type] ?? 1, occurredAt: timeAt(hour), data: writers[type]!(pick) };
}

/** The strike of an event, as the event of that number of its stream. */
export function strikeOf(number: number, { id }: Pick<StreamedEvent, 'id'>): StreamedEvent {
  const data = { entryId: id, reason: 'entered-in-error' };
  return { id: streamedId(number), type: 'entry.struck', schemaVersion: 2, occurredAt: timeAt(23), data };
}

/** An amendment of the event; undefined when it is a correction itself. A stay keeps its id. */
export function amendmentOf(number: number, entry: StreamedEvent, pick: number, hour: number): StreamedEvent | undefined {
  const write = writers[entry.type];
  if (!write) return undefined;
  const data = { ...write(pick), ...('stayId' in entry.data ? { stayId: entry.data.stayId } : {}) };
  const { id: entryId, type, schemaVersion } = entry;
  const amendment = { entryId, type, schemaVersion, data, changeLog: { reason: 'misread' } };
  return {
    id: streamedId(number),
    type: 'entry.amended',
    schemaVersion: 1,
    occurredAt: timeAt(23),
    data: pick % 3 === 0 ? { ...amendment, occurredAt: timeAt(hour) } : amendment,
  };
}
