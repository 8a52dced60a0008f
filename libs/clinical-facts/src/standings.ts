import { isLate } from '@everchart/contracts-clinical';
import {
  correctedTime,
  correctionsInForce,
  isCorrection,
  noCorrections,
  rootOf,
  targetOf,
  type CorrectionsInForce,
} from './corrections.js';
import type { Entry, EntryStanding, PatientEvent } from './entry.js';
import { supersedes, type Fact, type FactDraft, type TopicFacts } from './facts.js';
import type { Readings } from './reading.js';

/** An entry as it stands now, with the facts that it states. */
export interface Standing {
  entry: Entry;
  facts: readonly StatedFact[];
  /** How it was stored. */
  was?: Entry;
}

export interface StatedFact {
  topic: string;
  slot: string;
  fact: Fact;
}

/** How stored and new entries stand when all of them are there. */
export interface Standings {
  stored: ReadonlyMap<string, Standing>;
  /** In stream order. */
  added: readonly Standing[];
  /** The entries that the added corrections are about in the end. */
  roots: ReadonlySet<string>;
}

/**
 * @param known the stored entries that `events` strike or amend, the entry that each is about in the end, and
 * every correction of these
 * @param events a run of events of one patient, in stream order
 * @throws EntryError for an event that cannot be applied
 */
export function standingsAfter(readings: Readings, known: readonly Entry[], events: readonly PatientEvent[]): Standings {
  // Nearly every run: nothing is corrected.
  if (known.length === 0 && !events.some(isCorrection)) {
    const added = events.map((event) => standingOf(readings, event, null, noCorrections));
    return { stored: new Map(), added, roots: new Set() };
  }
  const byId = new Map<string, PatientEvent & { root: string | null }>(known.map((entry) => [entry.eventId, entry]));
  const roots = new Set<string>();
  for (const event of events) {
    const root = isCorrection(event) ? rootOf(event, byId.get(targetOf(event))) : null;
    byId.set(event.eventId, { ...event, root });
    if (root !== null) roots.add(root);
  }
  const corrections = new Map<string, CorrectionsInForce>();
  const byRoot = Map.groupBy([...byId.values()].filter(({ root }) => root !== null), ({ root }) => root!); // prettier-ignore
  for (const [root, about] of byRoot) corrections.set(root, correctionsInForce(about));
  const standing = (id: string): Standing => {
    const entry = byId.get(id)!;
    return standingOf(readings, entry, entry.root, corrections.get(entry.root ?? id) ?? noCorrections);
  };
  return {
    stored: new Map(known.map((was) => [was.eventId, { ...standing(was.eventId), was }])),
    added: events.map(({ eventId }) => standing(eventId)),
    roots,
  };
}

function standingOf(readings: Readings, entry: PatientEvent, root: string | null, { strikes, amendments }: CorrectionsInForce): Standing {
  const own = root === null ? amendments : [];
  const correctedAt = correctedTime({ strikes, amendments: own });
  const occurredAt = correctedAt ?? entry.occurredAt;
  const amendment = own.at(-1);
  const amended = amendment && { entryId: amendment.eventId, recordedAt: amendment.recordedAt };
  const facts: StatedFact[] = [];
  for (const { opening, amendedAt, topic, slot, value } of factsOf(readings, entry, own)) {
    const { eventId: entryId, recordedAt, streamVersion } = entry;
    const fact: Fact = { value, entryId, occurredAt, recordedAt, streamVersion };
    if (opening) fact.opening = opening;
    if (amendedAt !== undefined) fact.amendedAt = amendedAt;
    if (amended) fact.amended = amended;
    facts.push({ topic, slot, fact });
  }
  const standing: EntryStanding = {
    topics: topicsOf(facts),
    struckBy: strikes.get(entry.eventId) ?? null,
    amendedBy: amendment?.eventId ?? null,
    correctedAt,
    late: isLate(occurredAt, entry.recordedAt),
  };
  return { entry: { ...entry, root, ...standing }, facts };
}

/** Each once. Nearly every entry speaks of one. */
function topicsOf(facts: readonly StatedFact[]): string[] {
  const first = facts[0]?.topic;
  if (first === undefined) return [];
  if (facts.every(({ topic }) => topic === first)) return [first];
  return [...new Set(facts.map(({ topic }) => topic))];
}

type DatedDraft = FactDraft & { amendedAt?: number };

/** The facts of an entry by its newest amendment, each with the place in the stream at which it became what it is. */
function factsOf(
  readings: Readings,
  { type, eventId, actor, data }: PatientEvent,
  amendments: CorrectionsInForce['amendments'],
): DatedDraft[] {
  if (amendments.length === 0) return readings.factsStated(type, data, { eventId, actor });
  const nameOf = ({ topic, slot }: FactDraft): string => `${topic}\n${slot}`;
  return amendments.reduce<DatedDraft[]>(
    (before, { data: amended, streamVersion }) => {
      const present = new Map(before.map((draft) => [nameOf(draft), draft]));
      return readings.factsStated(type, amended.data, { eventId, actor }).map((draft) => {
        const same = present.get(nameOf(draft));
        return same && JSON.stringify(same.value) === JSON.stringify(draft.value) ? same : { ...draft, amendedAt: streamVersion };
      });
    },
    readings.factsStated(type, data, { eventId, actor }),
  );
}

/**
 * Adds what entries in force state to facts, of which none is let go here: so it is the same in any order, and parts of
 * a record can be added up. {@link trim} comes when all are there: an amendment may make an entry speak of a later one.
 */
export function gather(facts: Record<string, TopicFacts>, stated: Iterable<StatedFact>): void {
  for (const { topic, slot, fact } of stated) {
    const slots = (facts[topic] ??= {});
    const present = slots[slot];
    if (!present || supersedes(fact, present)) slots[slot] = fact;
  }
}

/** Lets go of facts of a topic that are too many. */
export function trim(readings: Readings, topic: string, facts: TopicFacts): TopicFacts {
  return readings.conceptOf(topic).trim?.(facts) ?? facts;
}

/** The facts in force by the complete set of entries of a patient: topic → slot → fact. */
export function factsInForce(readings: Readings, events: readonly PatientEvent[]): Record<string, TopicFacts> {
  const facts: Record<string, TopicFacts> = {};
  for (const { entry, facts: stated } of standingsAfter(readings, [], events).added) if (entry.struckBy === null) gather(facts, stated);
  return Object.fromEntries(Object.entries(facts).map(([topic, slots]) => [topic, trim(readings, topic, slots)]));
}
