import { isLate } from '@everchart/contracts-clinical';
import { conceptOfTopic, factsStated, isRead } from './concepts/concepts.js';
import {
  amendmentType,
  correctedTime,
  correctionsInForce,
  isCorrection,
  noCorrections,
  rootOf,
  strikeType,
  targetOf,
  type CorrectionsInForce,
} from './corrections.js';
import { supersedes, type Fact, type FactDraft, type TopicFacts } from './facts.js';
import { leavesOpen, type EntryStanding, type PatientEvent, type TimelineEntry } from './timeline-entry.js';

/**
 * What the projection keeps of a patient to say the summary: for each topic the facts that hold. Invariant: it is a
 * function of the entries in force alone, to the byte: not of their order of arrival nor of how they were batched.
 * Topics do not depend on each other: a part of them, with the counts, is a record, too.
 */
export interface PatientRecord {
  /** Topics in the order of their names. */
  facts: Record<string, TopicFacts>;
  /** Topics that need not be kept any more, sorted; see `Concept.settled`. */
  settled: string[];
  /** Entries in force by type. */
  counts: Record<string, number>;
  /** Entries that were struck. */
  struck: number;
  /**
   * Entries in force of a type that this version cannot read: they stand in the timeline, the summary does not cover
   * them.
   */
  unread: number;
  /** Entries that cannot be read and whose effect is therefore not known. */
  unreadable: number;
}

export const emptyRecord: PatientRecord = { facts: {}, settled: [], counts: {}, struck: 0, unread: 0, unreadable: 0 };

export interface Applied {
  record: PatientRecord;
  entries: TimelineEntry[];
  /** Stored entries that stand otherwise now. */
  changed: TimelineEntry[];
}

/** Ids of entries that `events` strike or amend and that are not among `events` themselves. */
export function correctedElsewhere(events: readonly PatientEvent[]): string[] {
  const own = new Set(events.map(({ eventId }) => eventId));
  return events.filter(isCorrection).map(targetOf).filter((id) => !own.has(id)); // prettier-ignore
}

/** The topics that the events concern: of the record before them {@link applyEvents} needs these and the counts. */
export function topicsConcerned({ stored, added, roots }: Standings): string[] {
  const standings = [...added, ...[...roots].flatMap((root) => stored.get(root) ?? [])];
  return [...new Set(standings.flatMap(({ entry, was }) => [...entry.topics, ...(was?.topics ?? [])]))];
}

/**
 * Topics that are folded again: those of which a stored entry is struck, restored or amended, and settled ones that are
 * touched again. {@link applyEvents} must be given standings that know their stored entries.
 */
export function topicsToRefold(before: PatientRecord, standings: Standings): string[] {
  return [...touched(before, standings).refolded];
}

/**
 * Applies a run of events of one patient, in stream order.
 * @param before at least the topics that {@link topicsConcerned} names
 * @param after with every stored entry of the topics that {@link topicsToRefold} names, and all their corrections; each
 * once
 */
export function applyEvents(before: PatientRecord, after: Standings): Applied {
  const { stored, added } = after;
  const { refolded, direct } = touched(before, after);
  const facts = { ...before.facts };
  const settled = new Set(before.settled);
  for (const topic of refolded) {
    delete facts[topic];
    settled.delete(topic);
  }
  const all = refolded.size === 0 ? [] : [...stored.values(), ...added];
  for (const entry of all) fold(facts, entry, (topic) => refolded.has(topic));
  for (const entry of direct) fold(facts, entry, (topic) => !refolded.has(topic));
  for (const [topic, slots] of Object.entries(facts)) {
    if (conceptOfTopic(topic).settled?.(slots)) {
      delete facts[topic];
      settled.add(topic);
    }
  }
  const changed = [...stored.values()].filter(({ entry, was }) => was && standsOtherwise(was, entry));
  const record: PatientRecord = { ...before, facts: byName(facts), settled: [...settled].sort(), counts: { ...before.counts } };
  for (const { entry } of added) count(record, entry, entry.struckBy === null ? 'new' : 'struck');
  for (const { entry } of added) record.unreadable += Number(leavesOpen(entry));
  for (const { entry, was } of changed) {
    record.unreadable += Number(leavesOpen(entry)) - Number(leavesOpen(was!));
    // An entry that stays struck, by another strike than before, counts as before.
    if (entry.struckBy === null && was!.struckBy !== null) count(record, entry, 'restored');
    else if (entry.struckBy !== null && was!.struckBy === null) count(record, entry, 'newly-struck');
  }
  record.counts = byName(record.counts);
  return { record, entries: added.map(({ entry }) => entry), changed: changed.map(({ entry }) => entry) };
}

/** The record of a complete set of entries: what a rebuild arrives at. */
export function recordOf(events: readonly PatientEvent[]): PatientRecord {
  return applyEvents(emptyRecord, standingsAfter([], events)).record;
}

/** An entry as it stands now, with the facts that it states. */
interface Standing {
  entry: TimelineEntry;
  facts: readonly StatedFact[];
  /** How it was stored. */
  was?: TimelineEntry;
}

interface StatedFact {
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
 * @param known the stored entries named by {@link correctedElsewhere}, the entry that each is about in the end, and
 * every correction of these
 * @param events a run of events of one patient, in stream order
 * @throws EntryError for an event that cannot be applied
 */
export function standingsAfter(known: readonly TimelineEntry[], events: readonly PatientEvent[]): Standings {
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
    return standingOf(entry, corrections.get(entry.root ?? id) ?? noCorrections);
  };
  return {
    stored: new Map(known.map((was) => [was.eventId, { ...standing(was.eventId), was }])),
    added: events.map(({ eventId }) => standing(eventId)),
    roots,
  };
}

function standingOf(entry: PatientEvent & { root: string | null }, { strikes, amendments }: CorrectionsInForce): Standing {
  const own = entry.root === null ? amendments : [];
  const correctedAt = correctedTime({ strikes, amendments: own });
  const occurredAt = correctedAt ?? entry.occurredAt;
  const facts = factsOf(entry, own).map(({ opening, amendedAt, topic, slot, value }): StatedFact => ({
    topic,
    slot,
    fact: {
      value,
      entryId: entry.eventId,
      occurredAt,
      streamVersion: entry.streamVersion,
      ...(opening ? { opening } : {}),
      ...(amendedAt === undefined ? {} : { amendedAt }),
    },
  }));
  const standing: EntryStanding = {
    topics: [...new Set(facts.map(({ topic }) => topic))],
    struckBy: strikes.get(entry.eventId) ?? null,
    amendedBy: own.at(-1)?.eventId ?? null,
    correctedAt,
    late: isLate(occurredAt, entry.recordedAt),
  };
  return { entry: { ...entry, ...standing }, facts };
}

type DatedDraft = FactDraft & { amendedAt?: number };

/** The facts of an entry by its newest amendment, each with the place in the stream at which it became what it is. */
function factsOf({ type, eventId, actor, data }: PatientEvent, amendments: CorrectionsInForce['amendments']): DatedDraft[] {
  const nameOf = ({ topic, slot }: FactDraft): string => `${topic}\n${slot}`;
  return amendments.reduce<DatedDraft[]>(
    (before, { data: amended, streamVersion }) => {
      const present = new Map(before.map((draft) => [nameOf(draft), draft]));
      return factsStated(type, amended.data, { eventId, actor }).map((draft) => {
        const same = present.get(nameOf(draft));
        return same && JSON.stringify(same.value) === JSON.stringify(draft.value) ? same : { ...draft, amendedAt: streamVersion };
      });
    },
    factsStated(type, data, { eventId, actor }),
  );
}

/**
 * @returns `direct`: entries whose facts are folded into the stored facts; `refolded`: topics that are folded again
 * from all their entries
 */
function touched(before: PatientRecord, { stored, added, roots }: Standings): { direct: Standing[]; refolded: Set<string> } {
  const settled = new Set(before.settled);
  const refolded = new Set<string>();
  for (const root of roots) {
    const { entry, was } = stored.get(root) ?? {};
    for (const topic of [...(was?.topics ?? []), ...(entry?.topics ?? [])]) refolded.add(topic);
  }
  const direct = added.filter(({ entry }) => entry.struckBy === null);
  for (const { entry } of direct) for (const topic of entry.topics) if (settled.has(topic)) refolded.add(topic);
  return { direct, refolded };
}

function fold(facts: Record<string, TopicFacts>, { entry, facts: stated }: Standing, into: (topic: string) => boolean): void {
  if (entry.struckBy !== null) return;
  for (const { topic, slot, fact } of stated) {
    if (!into(topic)) continue;
    const present = facts[topic]?.[slot];
    if (present && !supersedes(fact, present)) continue;
    const slots = { ...facts[topic], [slot]: fact };
    facts[topic] = conceptOfTopic(topic).trim?.(slots) ?? slots;
  }
}

function standsOtherwise(was: TimelineEntry, is: TimelineEntry): boolean {
  return (
    was.struckBy !== is.struckBy ||
    was.amendedBy !== is.amendedBy ||
    was.correctedAt !== is.correctedAt ||
    was.topics.join('\n') !== is.topics.join('\n')
  );
}

function byName<T>(members: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function count(record: PatientRecord, { type, data }: PatientEvent, as: 'new' | 'struck' | 'newly-struck' | 'restored'): void {
  if (as === 'struck' || as === 'newly-struck') record.struck += 1;
  if (as === 'restored') record.struck -= 1;
  if (as === 'struck') return;
  const step = as === 'newly-struck' ? -1 : 1;
  const next = (record.counts[type] ?? 0) + step;
  if (next === 0) delete record.counts[type];
  else record.counts[type] = next;
  if (data !== null && !isCovered(type)) record.unread += step;
}

/** Whether the summary covers entries of a type, by their facts or by what they say of other entries. */
export function isCovered(type: string): boolean {
  return isRead(type) || type === strikeType || type === amendmentType;
}
