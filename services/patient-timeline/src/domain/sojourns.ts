import {
  amendmentType,
  stayIn,
  type Amendment,
  type Entry,
  type PatientEvent,
  type StatedFact,
  type Standings,
  type TopicFacts,
} from '@everchart/clinical-facts';
import type { StatedLocation } from '@everchart/contracts-organisation';
import { utcOf } from '@everchart/primitives';
import { byTime, StayWindow } from './stay-window.js';
import { standingsAfter, statedIn, topicsToRefold, type PatientRecord } from './patient-record.js';

export const stayPrefix = 'stay/';

/** Where the patient is by a stay. */
export interface OpenPlace {
  class: string;
  location: StatedLocation;
  admittedAt: string;
}

/** Undefined: the stay is not open. */
export function openPlaceIn(facts: TopicFacts | undefined): OpenPlace | undefined {
  const standing = facts && stayIn(facts);
  if (standing?.state !== 'open') return undefined;
  const { class: kind, location = {}, admittedAt } = standing.stay;
  return { class: kind, location, admittedAt };
}

/** A time in one place, by what is known of a stay. Instants in UTC with microseconds. */
export interface Sojourn {
  location: StatedLocation;
  admittedAt: string;
  from: string;
  /** Null while it lasts. */
  until: string | null;
}

/**
 * Where a stay has been: at each instant what the facts say that had happened by then.
 * @param stated all facts of its topic that are in force
 */
export function sojournsIn(stated: readonly StatedFact[]): Sojourn[] {
  const inOrder = stated.map((step) => ({ ...step, at: utcOf(step.fact.occurredAt) })).sort(byTime);
  const window = new StayWindow(inOrder);
  const sojourns: Sojourn[] = [];
  for (const [index, step] of inOrder.entries()) {
    const { at } = step;
    window.add(step);
    if (inOrder[index + 1]?.at === at) continue;
    const place = openPlaceIn(window.facts());
    const next = place && { location: partsOf(place.location), admittedAt: utcOf(place.admittedAt) };
    const last = sojourns.at(-1);
    if (last && last.until === null) {
      if (next && placeKey(last) === placeKey(next)) continue;
      last.until = at;
    }
    if (next) sojourns.push({ ...next, from: at, until: null });
  }
  return sojourns;
}

function partsOf({ facility, unit, room, bed }: StatedLocation): StatedLocation {
  return {
    ...(facility === undefined ? {} : { facility }),
    ...(unit === undefined ? {} : { unit }),
    ...(room === undefined ? {} : { room }),
    ...(bed === undefined ? {} : { bed }),
  };
}

function placeKey({ location: { facility, unit, room, bed }, admittedAt }: Pick<Sojourn, 'location' | 'admittedAt'>): string {
  return JSON.stringify([facility, unit, room, bed, admittedAt]);
}

/** A sojourn, and since when it is known so. */
export interface KnownSojourn extends Sojourn {
  /** Of the row. */
  id: string;
}

export interface SojournRow extends KnownSojourn {
  stayId: string;
  knownFrom: string;
  /** When something else was known; null while it holds. */
  knownUntil: string | null;
}

/** What an event made known of a stay. */
export interface SojournStep {
  version: number;
  recordedAt: string;
  sojourns: readonly Sojourn[];
}

/**
 * The rows that the steps of a stay add, and those that do not hold any more.
 * @param known the rows that hold before
 */
export function sojournChanges(
  stayId: string,
  known: readonly KnownSojourn[],
  steps: readonly SojournStep[],
): { added: SojournRow[]; ended: { id: string; knownUntil: string }[] } {
  const holding = new Map(known.map((each) => [sojournKey(each), each.id]));
  const added = new Map<string, SojournRow>();
  const ended: { id: string; knownUntil: string }[] = [];
  for (const { version, recordedAt, sojourns } of steps) {
    const next = new Set(sojourns.map(sojournKey));
    for (const [key, id] of holding) {
      if (next.has(key)) continue;
      const own = added.get(id);
      if (own) own.knownUntil = recordedAt;
      else ended.push({ id, knownUntil: recordedAt });
      holding.delete(key);
    }
    for (const [place, sojourn] of sojourns.entries()) {
      const key = sojournKey(sojourn);
      if (holding.has(key)) continue;
      const id = `${stayId}/${version}/${place}`;
      holding.set(key, id);
      added.set(id, { ...sojourn, id, stayId, knownFrom: recordedAt, knownUntil: null });
    }
  }
  return { added: [...added.values()], ended };
}

function sojournKey(sojourn: Sojourn): string {
  return JSON.stringify([sojourn.from, sojourn.until, placeKey(sojourn)]);
}

/** The topic of the stay that an entry, or an amendment, states, in force or not. */
function stayTopicOf({ type, data }: PatientEvent): string | undefined {
  const stated = type === amendmentType ? (data as Amendment['data'] | null) : { type, data };
  if (!stated?.type.startsWith('stay.')) return undefined;
  const { stayId } = (stated.data ?? {}) as { stayId?: unknown };
  return typeof stayId === 'string' ? `${stayPrefix}${stayId.toLowerCase()}` : undefined;
}

const rootOf = ({ root, eventId }: Entry): string => root ?? eventId;

/** Stays that entries of the run state, also those of which they are not in force. */
export function staysStated({ added }: Standings): string[] {
  const topics = new Set<string>();
  for (const { entry } of added) {
    const topic = stayTopicOf(entry);
    if (topic !== undefined) topics.add(topic);
  }
  return [...topics];
}

/** Stays of which {@link sojournSteps} needs every entry, and all corrections of these. */
export function staysToRead(before: PatientRecord, standings: Standings): string[] {
  const { stored, added, roots } = standings;
  const topics = new Set(topicsToRefold(before, standings).filter((topic) => topic.startsWith(stayPrefix)));
  for (const topic of staysStated(standings)) if (before.settled.includes(topic)) topics.add(topic);
  for (const { entry } of roots.size === 0 ? [] : [...stored.values(), ...added]) {
    const root = rootOf(entry);
    const topic = roots.has(root) && stored.has(root) ? stayTopicOf(entry) : undefined;
    if (topic !== undefined) topics.add(topic);
  }
  return [...topics];
}

/** What each event of a run made known of each stay that it speaks of, by topic. */
export function sojournSteps(before: PatientRecord, standings: Standings): Map<string, SojournStep[]> {
  const { stored, added } = standings;
  const steps = new Map<string, SojournStep[]>();
  const roots = new Map<string, Set<string>>();
  for (const standings of [stored.values(), added])
    for (const { entry } of standings) {
      const topic = stayTopicOf(entry);
      if (topic === undefined) continue;
      const own = roots.get(topic);
      if (own) own.add(rootOf(entry));
      else roots.set(topic, new Set([rootOf(entry)]));
    }
  if (roots.size === 0) return steps;
  const read = new Set(staysToRead(before, standings));
  for (const [topic, ownRoots] of roots) {
    const own = added.flatMap(({ entry }) => (ownRoots.has(rootOf(entry)) ? [entry] : []));
    if (own.length === 0) continue;
    const known = read.has(topic) ? [...stored.values()].flatMap(({ was }) => (was && ownRoots.has(rootOf(was)) ? [was] : [])) : [];
    const base = read.has(topic) ? [] : statedIn(topic, before.facts[topic] ?? {});
    steps.set(
      topic,
      own.map(({ streamVersion: version, recordedAt }, last) => {
        const after = standingsAfter(known, own.slice(0, last + 1));
        const inForce = [...after.stored.values(), ...after.added].filter(({ entry }) => entry.struckBy === null);
        const facts = inForce.flatMap((standing) => standing.facts.filter((fact) => fact.topic === topic));
        return { version, recordedAt, sojourns: sojournsIn([...base, ...facts]) };
      }),
    );
  }
  return steps;
}
