import { isLate, type ClinicalEventData } from '@everchart/contracts-clinical';
import { conceptOf, settlingConceptOf } from './concepts/concepts.js';
import { supersedes, type Fact, type FactDraft, type TopicFacts } from './facts.js';
import { EntryError, type TimelineEntry } from './timeline-entry.js';

/**
 * What the projection keeps of a patient to say the summary: for each topic the facts that hold.
 * Invariant: it is a function of the entries in force alone, not of their order of arrival or of how they were batched.
 */
export interface PatientRecord {
  facts: Record<string, TopicFacts>;
  /** Topics that need not be kept at hand any more, sorted; see `Concept.settled`. */
  settled: string[];
  /** Entries in force by type. */
  counts: Record<string, number>;
  /** Entries that were struck. */
  struck: number;
  /** Entries in force of a type that this version cannot read: they stand in the timeline, the summary does not cover them. */
  unread: number;
}

export const emptyRecord: PatientRecord = { facts: {}, settled: [], counts: {}, struck: 0, unread: 0 };

/** An event of the patient's stream, opened and brought to the newest schema version. */
export type PatientEvent = Omit<TimelineEntry, 'topic' | 'late'>;

export interface Strike {
  by: string;
  reason: string;
  at: string;
}

/** An entry that is stored already. */
export interface KnownEntry extends TimelineEntry {
  struckBy: string | null;
}

export interface Applied {
  record: PatientRecord;
  entries: (TimelineEntry & { struck: Strike | null })[];
  /** Stored entries whose strike came into force or was taken back. */
  changed: { eventId: string; struck: Strike | null }[];
}

const strikeType = 'entry.struck';

type StruckData = ClinicalEventData['entry.struck'];

/** Ids of entries that `events` strike and that are not among `events` themselves. */
export function strikeTargets(events: readonly PatientEvent[]): string[] {
  const own = new Set(events.map((event) => event.eventId));
  return events.filter(isStrike).map(targetOf).filter((id) => !own.has(id)); // prettier-ignore
}

/**
 * Topics whose stored entries {@link applyEvents} must be given: those a strike touches, and settled ones that are touched again.
 * @param storedTopics topic of each stored entry named by {@link strikeTargets}
 */
export function topicsToLoad(record: PatientRecord, events: readonly PatientEvent[], storedTopics: ReadonlyMap<string, string>): string[] {
  const topics = new Map(storedTopics);
  const settled = new Set(record.settled);
  const needed = new Set<string>();
  for (const event of events) {
    const topic = isStrike(event) ? topics.get(targetOf(event)) : topicOf(event);
    if (topic === undefined) throw new EntryError('reference-missing', event.eventId);
    topics.set(event.eventId, topic);
    if (isStrike(event) || settled.has(topic)) needed.add(topic);
  }
  return [...needed];
}

/**
 * Applies a run of events of one patient, in stream order.
 * @param known every stored entry of the topics named by {@link topicsToLoad}
 * @throws EntryError for an event that cannot be applied
 */
export function applyEvents(before: PatientRecord, known: readonly KnownEntry[], events: readonly PatientEvent[]): Applied {
  const topicsById = new Map(known.map((entry) => [entry.eventId, entry.topic]));
  const facts = { ...before.facts };
  const settled = new Set(before.settled);
  const refold = new Set<string>();
  const entries: TimelineEntry[] = [];
  for (const event of events) {
    const topic = isStrike(event) ? topicsById.get(targetOf(event)) : topicOf(event);
    if (topic === undefined) throw new EntryError('reference-missing', event.eventId);
    topicsById.set(event.eventId, topic);
    entries.push({ ...event, topic, late: isLate(event.occurredAt, event.recordedAt) });
    if (isStrike(event) || settled.has(topic)) refold.add(topic);
    else evolve(facts, topic, event);
  }
  const strikes = new Map<string, Strike>();
  for (const topic of refold) {
    const all = [...known.filter((entry) => entry.topic === topic), ...entries.filter((entry) => entry.topic === topic)];
    for (const [id, strike] of strikesInForce(all)) strikes.set(id, strike);
    settled.delete(topic);
    delete facts[topic];
    for (const entry of all) if (!strikes.has(entry.eventId)) evolve(facts, topic, entry);
  }
  for (const topic of Object.keys(facts)) {
    if (settlingConceptOf(topic)?.settled?.(facts[topic]!)) {
      delete facts[topic];
      settled.add(topic);
    }
  }
  const changed = known
    .filter((entry) => refold.has(entry.topic) && entry.struckBy !== (strikes.get(entry.eventId)?.by ?? null))
    .map((entry) => ({ entry, struck: strikes.get(entry.eventId) ?? null }));
  const record: PatientRecord = { ...before, facts, settled: [...settled].sort(), counts: { ...before.counts } };
  for (const entry of entries) count(record, entry, strikes.has(entry.eventId) ? 'struck' : 'new');
  for (const { entry, struck } of changed) {
    // An entry that stays struck, by another strike than before, counts as before.
    if (struck === null) count(record, entry, 'restored');
    else if (entry.struckBy === null) count(record, entry, 'newly-struck');
  }
  return {
    record,
    entries: entries.map((entry) => ({ ...entry, struck: strikes.get(entry.eventId) ?? null })),
    changed: changed.map(({ entry, struck }) => ({ eventId: entry.eventId, struck })),
  };
}

/** The record of a complete set of entries: what a rebuild arrives at. */
export function recordOf(events: readonly PatientEvent[]): PatientRecord {
  return applyEvents(emptyRecord, [], events).record;
}

function isStrike(event: Pick<PatientEvent, 'type' | 'data'>): boolean {
  return event.type === strikeType && event.data !== null;
}

function targetOf(event: Pick<PatientEvent, 'data'>): string {
  return (event.data as StruckData).entryId.toLowerCase();
}

function topicOf(event: PatientEvent): string {
  if (event.data === null) return `erased/${event.eventId}`;
  const concept = conceptOf(event.type);
  return concept ? concept.topic(event.type, event.eventId, event.data as never) : `unread/${event.eventId}`;
}

function evolve(facts: Record<string, TopicFacts>, topic: string, event: PatientEvent): void {
  const drafts = event.data === null ? [] : (conceptOf(event.type)?.facts(event.type, event.data as never) ?? []);
  if (drafts.length === 0) return;
  const slots = { ...facts[topic] };
  for (const draft of drafts) {
    const candidate = toFact(draft, event);
    const present = slots[draft.slot];
    if (!present || supersedes(candidate, present)) slots[draft.slot] = candidate;
  }
  facts[topic] = slots;
}

function toFact({ value, opening }: FactDraft, event: PatientEvent): Fact {
  const fact: Fact = { value, entryId: event.eventId, occurredAt: event.occurredAt, streamVersion: event.streamVersion };
  return opening ? { ...fact, opening } : fact;
}

/**
 * Which entries of a topic are struck, and by what. A strike may itself have been struck (made in error): then it has no force.
 * A strike comes after what it strikes, so walking from the newest back decides each once. Of several the first holds.
 */
function strikesInForce(entries: readonly TimelineEntry[]): Map<string, Strike> {
  const strikes = new Map<string, Strike>();
  const newestFirst = [...entries].sort((a, b) => b.streamVersion - a.streamVersion);
  for (const entry of newestFirst) {
    if (!isStrike(entry) || strikes.has(entry.eventId)) continue;
    strikes.set(targetOf(entry), { by: entry.eventId, reason: (entry.data as StruckData).reason, at: entry.recordedAt });
  }
  return strikes;
}

function count(record: PatientRecord, { type, data }: TimelineEntry, as: 'new' | 'struck' | 'newly-struck' | 'restored'): void {
  if (as === 'struck' || as === 'newly-struck') record.struck += 1;
  if (as === 'restored') record.struck -= 1;
  if (as === 'struck') return;
  const step = as === 'newly-struck' ? -1 : 1;
  const next = (record.counts[type] ?? 0) + step;
  if (next === 0) delete record.counts[type];
  else record.counts[type] = next;
  if (data !== null && type !== strikeType && conceptOf(type) === undefined) record.unread += step;
}
