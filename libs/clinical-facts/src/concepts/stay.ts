import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { compareInstants } from '@everchart/primitives';
import { newestFirst, slotOf, stated, type Fact, type TopicFacts } from '../facts.js';
import type { ConceptReading } from '../reading.js';

type Admitted = ClinicalEventData['stay.admitted'];
type Transferred = ClinicalEventData['stay.transferred'];

const topicOf = (stayId: string): string => `stay/${stayId.toLowerCase()}`;

/**
 * Where the patient is. A stay is open from its admission to its discharge; each step may be cancelled: then it did not
 * take place.
 */
export const stay = {
  prefix: 'stay',
  reads: {
    'stay.admitted': ({ stayId, ...data }, { eventId }) => [
      { topic: topicOf(stayId), slot: slotOf('admitted', eventId), value: { stayId: stayId.toLowerCase(), ...data } },
    ],
    'stay.transferred': ({ stayId, location, from, reason, attending }, { eventId }) => [
      { topic: topicOf(stayId), slot: slotOf('transferred', eventId), value: stated({ location, from, reason, attending }) },
    ],
    'stay.discharged': ({ stayId }, { eventId }) => [{ topic: topicOf(stayId), slot: slotOf('discharged', eventId), value: {} }],
    'stay.cancelled': ({ stayId, cancels }, { eventId }) => [
      { topic: topicOf(stayId), slot: slotOf(`cancelled-${cancels}`, eventId), value: {} },
    ],
  },
} as const satisfies ConceptReading;

/** What one entry in force does to one stay. */
export interface StayStep {
  kind: 'admitted' | 'transferred' | 'discharged' | 'cancelled';
  /** Of a cancellation: what it takes back. */
  cancels?: string;
  /** When it happened, as stated. */
  at: string;
  /** Place in the stream. */
  order: number;
}

export interface StayStanding<Step extends StayStep> {
  admitted?: Step;
  /** The cancellation of the admission: the stay never took place. */
  neverWas?: Step;
  /** The discharge that holds. */
  discharged?: Step;
  /** Those that took place, in the order in which they happened. */
  transfers: readonly Step[];
}

/**
 * How a stay stands, by the entries in force that speak of it. A cancellation takes back what was recorded before it.
 * @param steps in stream order
 */
export function standingOfStay<Step extends StayStep>(steps: readonly Step[]): StayStanding<Step> {
  const standing: { -readonly [Name in keyof StayStanding<Step>]: StayStanding<Step>[Name] } = { transfers: [] };
  let transfers: Step[] = [];
  for (const step of steps) {
    if (step.kind === 'admitted') standing.admitted = laterOf(standing.admitted, step);
    else if (step.kind === 'transferred') transfers.push(step);
    else if (step.kind === 'discharged') standing.discharged = step;
    else if (step.cancels === 'admission') standing.neverWas ??= step;
    else if (step.cancels === 'discharge') delete standing.discharged;
    else if (step.cancels === 'transfer') transfers = withoutLast(transfers, step);
  }
  return { ...standing, transfers: transfers.sort(byTime) };
}

/** What a cancellation takes back is the last transfer that had happened by then, or the last one at all. */
function withoutLast<Step extends StayStep>(transfers: readonly Step[], cancellation: Step): Step[] {
  const inOrder = transfers.toSorted(byTime);
  const last = inOrder.findLast(({ at }) => compareInstants(at, cancellation.at) <= 0) ?? inOrder.at(-1);
  return transfers.filter((transfer) => transfer !== last);
}

function laterOf<Step extends StayStep>(one: Step | undefined, other: Step): Step {
  return one && byTime(one, other) > 0 ? one : other;
}

function byTime(a: StayStep, b: StayStep): number {
  return compareInstants(a.at, b.at) || a.order - b.order;
}

/** A stay as it stands. */
export interface Stay extends Admitted {
  /** As stated, with its zone. */
  admittedAt: string;
  /** The entry that admitted the patient. */
  entryId: string;
  /** The last one. */
  transfer?: Pick<Transferred, 'from' | 'reason'> & { entryId: string; occurredAt: string };
}

export type StayState = 'open' | 'closed' | 'never-was';

interface StepOfFact extends StayStep {
  fact: Fact;
}

export interface StandingStay {
  stay: Stay;
  admitted: Fact;
  /** The last transfer, and the last that says who attends. */
  moved: Fact | undefined;
  attended: Fact | undefined;
  state: StayState;
  dischargedAt?: string;
}

/** The stay of a topic; undefined when its admission is not known. */
export function stayIn(facts: TopicFacts): StandingStay | undefined {
  const { admitted, neverWas, discharged, transfers } = standingOfStay(stepsIn(facts));
  if (!admitted) return undefined;
  const last = transfers.at(-1)?.fact;
  const { location, from, reason } = (last?.value ?? {}) as Partial<Transferred>;
  const attended = transfers.findLast(({ fact }) => (fact.value as Transferred).attending !== undefined)?.fact;
  const attending = (attended?.value as Transferred | undefined)?.attending;
  const stay = {
    ...(admitted.fact.value as Admitted),
    ...stated({ location, attending }),
    admittedAt: admitted.at,
    entryId: admitted.fact.entryId,
    ...(last ? { transfer: { ...stated({ from, reason }), entryId: last.entryId, occurredAt: last.occurredAt } } : {}),
  };
  const state = neverWas ? 'never-was' : discharged ? 'closed' : 'open';
  return { stay, admitted: admitted.fact, moved: last, attended, state, ...(state === 'closed' ? { dischargedAt: discharged!.at } : {}) };
}

/** A time in a facility, named as the entry names it. */
export interface StayPlace {
  /** Absent: the entry does not say it. */
  facility?: string;
  from: string;
  /** Absent: it goes on. */
  until?: string;
  entryId: string;
}

/** Where a stay has been, facility by facility; a move that names none stays in the one before. */
export function placesIn(facts: TopicFacts): { places: StayPlace[]; discharge?: Fact } {
  const { admitted, discharged, transfers } = standingOfStay(stepsIn(facts));
  const places: StayPlace[] = [];
  for (const { at, fact } of admitted ? [admitted, ...transfers] : []) {
    const facility = (fact.value as Partial<Transferred>).location?.facility;
    const last = places.at(-1);
    if (last && (facility === undefined || facility === last.facility)) continue;
    if (last) last.until = at;
    places.push({ ...(facility === undefined ? {} : { facility }), from: at, entryId: fact.entryId });
  }
  if (discharged && places.length > 0) places.at(-1)!.until = discharged.at;
  return { places, ...(discharged && { discharge: discharged.fact }) };
}

function stepsIn(facts: TopicFacts): StepOfFact[] {
  return Object.entries(facts)
    .map(([slot, fact]): StepOfFact => {
      const [kind, cancels] = slot.split('/', 1)[0]!.split('-', 2) as [StayStep['kind'], string?];
      return { kind, ...(cancels === undefined ? {} : { cancels }), at: fact.occurredAt, order: fact.streamVersion, fact };
    })
    .sort((a, b) => a.order - b.order);
}

/** Of several open stays the one that began last is the current one. */
export function currentFirst(a: { admitted: Fact }, b: { admitted: Fact }): number {
  return newestFirst(a.admitted, b.admitted);
}
