import { parentKey, placeKey, placeOf, type PlaceReference } from '@everchart/contracts-organisation';
import { instantMs } from '@everchart/primitives';
import type { Refusal, RuleEvent } from '../rules/index.js';

/** What the rules keep of one place, as JSON. */
export interface PlaceState {
  /** Key of the place that it is in; absent in a facility. */
  within?: string;
  opened: Step;
  closed?: Step;
  /** The latest time at which something was done in it: it is not closed before that. */
  usedUntil?: string;
  /** What is open in it, by id. */
  open: Record<string, { event: string; code?: string }>;
}

interface Step {
  event: string;
  at: string;
}

/** Stable: apps decide by them. */
export type PlaceRefusalCode =
  'place-exists' | 'place-unknown' | 'place-elsewhere' | 'place-closed' | 'place-in-use' | 'place-code-used' | 'place-full' | 'place-order';

export type PlaceRefusal = Omit<Refusal, 'code'> & { code: PlaceRefusalCode };

type States = ReadonlyMap<string, PlaceState | undefined>;

/** A state is read and written whole with each event in its place: the limit bounds what that costs. */
const openMax = 1000;

type Verb = 'opened' | 'changed' | 'closed';

/** The place that an event speaks of, and the one around it. None for events that are decided by nothing. */
export function placeKeysOf(event: RuleEvent): string[] {
  const place = placeIn(event);
  return place ? [place.key, ...(place.parent === undefined ? [] : [place.parent])] : [];
}

/** Judges a command under the states of exactly its keys. */
export function decidePlace(
  event: RuleEvent,
  states: States,
): { accepted: true; states: ReadonlyMap<string, PlaceState> } | { accepted: false; refusal: PlaceRefusal } {
  const refusal = refusalOf(event, states);
  return refusal ? { accepted: false, refusal } : { accepted: true, states: evolvePlace(event, states) };
}

/** Applies an event without judging. @returns the states that it changes */
export function evolvePlace(event: RuleEvent, states: States): ReadonlyMap<string, PlaceState> {
  const place = placeIn(event);
  if (!place) return new Map();
  const { key, parent, id, verb, code } = place;
  const step: Step = { event: event.id, at: event.occurredAt };
  const changed = new Map<string, PlaceState>();
  const own = states.get(key);
  if (verb === 'opened') {
    if (own) return changed;
    changed.set(key, { ...(parent === undefined ? {} : { within: parent }), opened: step, open: {} });
  } else if (!own) return changed;
  else if (verb === 'closed') changed.set(key, { ...own, closed: step });
  const around = parent === undefined ? undefined : states.get(parent);
  if (around) changed.set(parent!, withInner(around, id, verb, code, step));
  return changed;
}

function withInner(around: PlaceState, id: string, verb: Verb, code: string | undefined, step: Step): PlaceState {
  const { [id]: own, ...others } = around.open;
  const inner = Object.hasOwn(around.open, id) ? own : undefined;
  const usedUntil = around.usedUntil !== undefined && instantMs(around.usedUntil) > instantMs(step.at) ? around.usedUntil : step.at;
  if (verb === 'closed') return { ...around, usedUntil, open: others };
  const named = code ?? inner?.code;
  const open = { ...others, [id]: { event: inner?.event ?? step.event, ...(named === undefined ? {} : { code: named }) } };
  return { ...around, usedUntil, open };
}

function refusalOf(event: RuleEvent, states: States): PlaceRefusal | undefined {
  const place = placeIn(event);
  if (!place) return undefined;
  const { key, parent, id, member, parentMember, verb, code } = place;
  const own = states.get(key);
  const around = parent === undefined ? undefined : states.get(parent);
  if (parent !== undefined) {
    if (verb !== 'opened' && own && own.within !== parent)
      return { code: 'place-elsewhere', pointer: parentMember!, first: own.opened.event };
    if (!around) return { code: 'place-unknown', pointer: parentMember! };
    if (around.closed) return { code: 'place-closed', pointer: parentMember!, first: around.closed.event };
  }
  if (verb === 'opened') {
    if (own) return { code: 'place-exists', pointer: member, first: own.opened.event };
    if (around && Object.keys(around.open).length >= openMax) return { code: 'place-full', pointer: parentMember! };
    if (around && isBefore(event, around.opened)) return { code: 'place-order', first: around.opened.event };
  } else {
    if (!own) return { code: 'place-unknown', pointer: member };
    if (own.closed) return { code: 'place-closed', pointer: member, first: own.closed.event };
    if (isBefore(event, own.opened)) return { code: 'place-order', first: own.opened.event };
  }
  if (verb === 'closed') {
    const [inner] = Object.values(own!.open);
    if (inner) return { code: 'place-in-use', pointer: member, first: inner.event };
    if (own!.usedUntil !== undefined && instantMs(event.occurredAt) < instantMs(own!.usedUntil)) return { code: 'place-order' };
    return undefined;
  }
  const named =
    code === undefined ? undefined : Object.entries(around?.open ?? {}).find(([other, its]) => other !== id && its.code === code);
  return named && { code: 'place-code-used', pointer: '/code', first: named[1].event };
}

function isBefore({ occurredAt }: RuleEvent, { at }: Step): boolean {
  return instantMs(occurredAt) < instantMs(at);
}

interface PlaceIn {
  key: string;
  id: string;
  parent: string | undefined;
  /** JSON Pointers to the two ids. */
  member: string;
  parentMember: string | undefined;
  verb: Verb;
  code: string | undefined;
}

function placeIn(event: RuleEvent): PlaceIn | undefined {
  const place: PlaceReference | undefined = placeOf(event);
  if (!place) return undefined;
  const parent = parentKey(place);
  const code = event.data.code;
  return {
    key: placeKey(place),
    id: place.id,
    parent,
    member: `/${place.kind}Id`,
    parentMember: parent === undefined ? undefined : `/${parent.split('/', 1)[0]}Id`,
    verb: event.type.split('.')[1] as Verb,
    code: typeof code === 'string' ? code : undefined,
  };
}
