import { instantMs } from '@everchart/primitives';
import type { KindOfCare, OrganisationEventData, OrganisationEventType } from './generated/event-data.js';
import { compareNaturally, compareTexts } from './natural-order.js';

/** From the outside inwards. */
export const placeKinds = ['facility', 'unit', 'room', 'bed'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** An event of an organisation's own stream, opened, at the newest version of its schema. */
export interface OrganisationEvent<Type extends string = string> {
  id: string;
  type: Type;
  /** RFC 3339 with the zone in which it was stated. */
  occurredAt: string;
  /** When it was recorded, where that is known. */
  recordedAt?: string;
  data: Type extends OrganisationEventType ? OrganisationEventData[Type] : Readonly<Record<string, unknown>>;
}

/** What holds from an instant on. */
export interface Dated<T> {
  /** RFC 3339; absent in the first one, which holds for all time before the next one. */
  from?: string;
  value: T;
}

/** When a place was opened or closed, and by which event. */
export interface Moment {
  at: string;
  event: string;
}

export interface Place {
  kind: PlaceKind;
  id: string;
  /** Id of the place that it is in; absent in a facility. */
  within?: string;
  name?: string;
  code?: string;
  order?: number;
  identifiers: readonly { system: string; value: string }[];
  opened: Moment;
  closed?: Moment & { reason?: string };
}

/** Its dated values have at least one item each, by their instants. */
export interface Facility extends Place {
  kind: 'facility';
  name: string;
  kindsOfCare: readonly Dated<KindOfCare>[];
  timeZones: readonly Dated<string>[];
  jurisdictions: readonly Dated<string>[];
}

/** By `<kind>/<id>`. */
export type Places = ReadonlyMap<string, Place>;

/** The place that an event speaks of. */
export interface PlaceReference {
  kind: PlaceKind;
  id: string;
  within?: string;
}

const parentOf: Readonly<Record<PlaceKind, PlaceKind | undefined>> = { facility: undefined, unit: 'facility', room: 'unit', bed: 'room' };

export function placeKey({ kind, id }: Pick<PlaceReference, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}

/** Key of the place that it is in; undefined for a facility. */
export function parentKey({ kind, within }: PlaceReference): string | undefined {
  const parent = parentOf[kind];
  return parent === undefined || within === undefined ? undefined : placeKey({ kind: parent, id: within });
}

/** Undefined for an event of another kind, or of a later release. */
export function placeOf({ type, data }: Pick<OrganisationEvent, 'type' | 'data'>): PlaceReference | undefined {
  const [kind, what] = type.split('.') as [PlaceKind, string];
  if (!placeKinds.includes(kind) || !['opened', 'changed', 'closed'].includes(what)) return undefined;
  const members = data;
  const parent = parentOf[kind];
  return {
    kind,
    id: members[`${kind}Id`] as string,
    ...(parent === undefined ? {} : { within: members[`${parent}Id`] as string }),
  };
}

/**
 * A place after an event that speaks of it. Every event changes one place only, so that the directory can be kept place
 * by place. It judges nothing: what is recorded is a fact, and where an event is missing the others have their effect.
 * @returns undefined when there is no such place: it was never opened, as far as the events tell
 */
export function placeAfter(before: Place | undefined, event: OrganisationEvent): Place | undefined {
  const name = placeOf(event);
  if (!name) return before;
  const data = event.data as Stated;
  const moment: Moment = { at: event.occurredAt, event: event.id };
  switch (event.type.split('.')[1]) {
    case 'opened':
      // An id is opened once.
      return before ?? withStated({ ...name, identifiers: [], opened: moment }, data, event.occurredAt, true);
    case 'changed':
      return before && withStated(before, data, event.occurredAt, false);
    default:
      return before && { ...before, closed: { ...moment, ...(data.reason === undefined ? {} : { reason: data.reason }) } };
  }
}

/** What the events that open or change a place can state of it. */
interface Stated {
  name?: string;
  code?: string;
  order?: number;
  identifiers?: { system: string; value: string }[];
  kind?: KindOfCare;
  timeZone?: string;
  jurisdiction?: string;
  effectiveFrom?: string;
  reason?: string;
}

function withStated(place: Place, stated: Stated, occurredAt: string, opens: boolean): Place {
  const { name, code, order, identifiers } = stated;
  const own: Place = {
    ...place,
    ...(name === undefined ? {} : { name }),
    ...(code === undefined ? {} : { code }),
    ...(order === undefined ? {} : { order }),
    ...(identifiers === undefined ? {} : { identifiers }),
  };
  if (place.kind !== 'facility') return own;
  const before = place as Partial<Facility>;
  const from = opens ? undefined : (stated.effectiveFrom ?? occurredAt);
  return {
    ...own,
    kindsOfCare: datedAfter(before.kindsOfCare, from, stated.kind),
    timeZones: datedAfter(before.timeZones, from, stated.timeZone),
    jurisdictions: datedAfter(before.jurisdictions, from, stated.jurisdiction),
  } as Facility;
}

/** What is stated for the same instant again takes the place of what was stated before: so a slip is mended. */
export function datedAfter<T>(before: readonly Dated<T>[] = [], from: string | undefined, value: T | undefined): readonly Dated<T>[] {
  if (value === undefined) return before;
  if (from === undefined) return [{ value }];
  const at = instantMs(from);
  const others = before.filter((dated) => dated.from === undefined || instantMs(dated.from) !== at);
  return [...others, { from, value }].sort((a, b) => beginOf(a) - beginOf(b));
}

function beginOf({ from }: Dated<unknown>): number {
  return from === undefined ? -Infinity : instantMs(from);
}

/**
 * What holds at an instant: the zone for the clock on the wall, the law, the kind of care.
 * @param ms since 1970
 */
export function valueAt<T>(dated: readonly Dated<T>[], ms: number): T {
  let holds = dated[0]!.value;
  for (const each of dated) if (beginOf(each) <= ms) holds = each.value;
  return holds;
}

/** All places after the events, in the order of the stream. */
export function foldPlaces(events: Iterable<OrganisationEvent>, before: Places = new Map()): Places {
  const places = new Map(before);
  for (const event of events) {
    const name = placeOf(event);
    if (!name) continue;
    const key = placeKey(name);
    const after = placeAfter(places.get(key), event);
    if (after) places.set(key, after);
  }
  return places;
}

/**
 * Whether a place is in use at an instant. One that was entered into the directory later than it was used counts as in
 * use before: only a closing ends it.
 */
export function isOpenAt({ closed }: Place, ms: number): boolean {
  return closed === undefined || instantMs(closed.at) > ms;
}

/** A place with the places in it, in the order of a round. */
export interface PlaceNode {
  place: Place;
  holds: PlaceNode[];
}

/** The facilities with what is in them. @param includes which places to show */
export function placeTree(places: Places, includes: (place: Place) => boolean = () => true): PlaceNode[] {
  const shown = [...places.values()].filter(includes);
  const nodes = new Map<string, PlaceNode>(shown.map((place) => [placeKey(place), { place, holds: [] }]));
  const roots: PlaceNode[] = [];
  for (const node of nodes.values()) {
    const parent = parentKey(node.place);
    const list = parent === undefined ? roots : nodes.get(parent)?.holds;
    list?.push(node);
  }
  for (const { holds } of nodes.values()) holds.sort((a, b) => comparePlaces(a.place, b.place));
  return roots.sort((a, b) => comparePlaces(a.place, b.place));
}

/** The order of a round: by `order` where it is stated, then by code (or name) as people count. */
export function comparePlaces(a: Place, b: Place): number {
  const byOrder = (a.order ?? Infinity) === (b.order ?? Infinity) ? 0 : (a.order ?? Infinity) - (b.order ?? Infinity);
  return byOrder || compareNaturally(labelOf(a), labelOf(b)) || compareTexts(a.id, b.id);
}

function labelOf({ code, name = '', kind }: Place): string {
  return kind === 'facility' ? name : (code ?? name);
}
