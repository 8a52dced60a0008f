import { standingOfStay, type StayStanding, type StayStep } from '@everchart/clinical-facts';
import { compareInstants, rangeOf } from '@everchart/primitives';
import { idIn, onlyOnce, textIn, type ConceptRules, type Contradiction } from './concept-rules.js';
import type { AggregateState, Effect, Refusal, RuleEvent } from './decision.js';
import { inForce, type EffectInForce } from './effects.js';

/**
 * A stay is admitted once, and open until its discharge; its steps come in their order. A cancelled admission uses its
 * id up: that stay never took place. A patient has one bed at a time.
 */
export const stay: ConceptRules = {
  types: ['stay.admitted', 'stay.transferred', 'stay.discharged', 'stay.cancelled'],
  effects: ({ type, data }) => {
    const key = keyOf(data);
    if (type === 'stay.cancelled') return [{ key, kind: 'cancelled', value: textIn(data, 'cancels')! }];
    if (type === 'stay.admitted') return [{ key, kind: 'admitted', value: textIn(data, 'class')! }];
    return [{ key, kind: type.slice('stay.'.length) }];
  },
  clash: onlyOnce({ admitted: 'stay-exists' }),
  contradictions: (key, effects) => (key === bedsKey ? bedsAtOnce(effects) : outOfOrder(standingOf(effects))),
  check: (event, read) => {
    const stands = standingOf(read(keyOf(event.data)));
    if (event.type === 'stay.admitted') return stands.neverWas && { code: 'stay-exists', first: stands.neverWas.event };
    if (!stands.admitted) return { code: 'stay-unknown', pointer: '/stayId' };
    if (stands.neverWas) return { code: 'stay-cancelled', first: stands.neverWas.event };
    return refusalOfChange(event, stands);
  },
};

/** The admissions to a bed, in the order of recording, open or not: what the states of the stays say together. */
export const bedsKey = 'beds';
const prefix = 'stay/';

function keyOf(data: RuleEvent['data']): string {
  return `${prefix}${idIn(data, 'stayId')!}`;
}

export function isStayKey(key: string): boolean {
  return key.startsWith(prefix);
}

/** In these a patient has a bed. A visit, or care at home, goes on beside them; so does an emergency. */
export const bedded: ReadonlySet<string> = new Set(['residential', 'inpatient']);

/** The beds after the state of one stay changed. */
export function bedsAfter(beds: AggregateState, key: string, state: AggregateState): AggregateState {
  const effects = inForce(state);
  const { admitted, neverWas, discharged } = standingOf(effects);
  const isOpen = admitted !== undefined && !neverWas && !discharged;
  const after = [...beds];
  for (const { event, kind, amends, at, on, value, struckBy, override } of state) {
    if (kind !== 'admitted' || amends !== undefined) continue;
    const known = effects.find((effect) => effect.event === event);
    const hasBed = bedded.has(known?.value ?? value ?? '');
    const place = after.findIndex((bed) => bed.event === event);
    if (!hasBed && place < 0) continue;
    const bed: Effect = {
      event,
      kind: hasBed && isOpen && admitted.event === event ? 'open' : 'closed',
      value: key.slice(prefix.length),
      at: known?.at ?? at!,
      ...onOf(known ?? { ...(on === undefined ? {} : { on }) }),
      ...(struckBy === undefined ? {} : { struckBy }),
      ...((known?.override ?? override) ? { override: true } : {}),
    };
    if (place < 0) after.push(bed);
    else after[place] = bed;
  }
  return after;
}

/**
 * Two beds at once. An admission that is recorded late, from before the other stay, may have ended before that began:
 * its discharge is yet to come.
 */
function bedsAtOnce(beds: readonly EffectInForce[]): Contradiction[] {
  const open = beds.filter(({ kind }) => kind === 'open');
  return open.flatMap((earlier, index) =>
    open
      .slice(index + 1)
      .filter((later) => later.override !== true && later.value !== earlier.value && isAfterOrAt(later, earlier))
      .map((later): Contradiction => ({ code: 'stay-open', events: [earlier.event, later.event] })),
  );
}

/** A step before the admission, or a discharge before a transfer or together with it. */
function outOfOrder({ admitted, neverWas, discharged, transfers }: Standing): Contradiction[] {
  if (neverWas) return [];
  const steps = [...transfers, ...(discharged ? [discharged] : [])].filter(({ override }) => override !== true);
  const begun = admitted && admitted.override !== true ? admitted : undefined;
  const early = begun ? steps.filter((step) => isAfter(begun, step)) : [];
  const moved = discharged && discharged.override !== true ? steps.filter((step) => step.kind === 'transferred' && isAfterOrAt(step, discharged)) : []; // prettier-ignore
  return [
    ...early.map(({ event }): Contradiction => ({ code: 'stay-order', events: [begun!.event, event] })),
    ...moved.map(({ event }): Contradiction => ({ code: 'stay-order', events: [event, discharged!.event] })),
  ];
}

type Timed = Pick<EffectInForce, 'at' | 'on'>;

function onOf({ on }: Pick<Timed, 'on'>): Pick<Timed, 'on'> {
  return on === undefined ? {} : { on };
}

/** Certainly: of a day, or a month, it is not known when in it. */
function isAfter(one: Timed, other: Timed): boolean {
  if (one.on === undefined && other.on === undefined) return compareInstants(one.at, other.at) > 0;
  return rangeOf(one.on ?? one.at).first > rangeOf(other.on ?? other.at).last;
}

function isAfterOrAt(one: Timed, other: Timed): boolean {
  return isAfter(one, other) || (one.on === undefined && other.on === undefined && compareInstants(one.at, other.at) === 0);
}

function refusalOfChange(event: RuleEvent, { discharged, transfers }: Standing): Refusal | undefined {
  const { type, data, occurredAt: at } = event;
  switch (type) {
    case 'stay.transferred':
      // A move within the stay that is recorded late is still a move within the stay.
      return discharged && isAfterOrAt({ at }, discharged) ? { code: 'stay-closed', first: discharged.event } : undefined;
    case 'stay.discharged':
      return discharged && { code: 'stay-closed', first: discharged.event };
    default:
      if (data.cancels === 'discharge' && !discharged) return { code: 'stay-not-discharged' };
      if (data.cancels === 'transfer' && transfers.length === 0) return { code: 'stay-not-transferred' };
      return undefined;
  }
}

type Step = Omit<EffectInForce, 'kind'> & StayStep;
type Standing = StayStanding<Step>;

function standingOf(effects: readonly EffectInForce[]): Standing {
  return standingOfStay(
    effects.map((effect, order): Step => ({
      ...effect,
      kind: effect.kind as StayStep['kind'],
      ...(effect.kind === 'cancelled' ? { cancels: effect.value! } : {}),
      order,
    })),
  );
}
