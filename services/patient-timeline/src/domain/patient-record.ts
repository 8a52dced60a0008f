import {
  amendmentType,
  gather,
  isCorrection,
  standingsAfter as standingsBy,
  strikeType,
  targetOf,
  leavesOpen,
  trim,
  type Entry,
  type PatientEvent,
  type StatedFact,
  type Standing,
  type Standings,
  type TopicFacts,
} from '@everchart/clinical-facts';
import { compareInstants } from '@everchart/primitives';
import { readings } from './concepts/concepts.js';

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
  entries: Entry[];
  /** Stored entries that stand otherwise now. */
  changed: Entry[];
}

/** Ids of entries that `events` strike or amend and that are not among `events` themselves. */
export function correctedElsewhere(events: readonly PatientEvent[]): string[] {
  const corrections = events.filter(isCorrection);
  if (corrections.length === 0) return [];
  const own = new Set(events.map(({ eventId }) => eventId));
  return corrections.map(targetOf).filter((id) => !own.has(id));
}

/** The topics that the events concern: of the record before them {@link applyEvents} needs these and the counts. */
export function topicsConcerned({ stored, added, roots }: Standings): string[] {
  const topics = new Set<string>();
  for (const { entry } of added) for (const topic of entry.topics) topics.add(topic);
  for (const root of roots) {
    const { entry, was } = stored.get(root) ?? {};
    for (const topic of [...(entry?.topics ?? []), ...(was?.topics ?? [])]) topics.add(topic);
  }
  return [...topics];
}

/**
 * Topics that are folded again: those of which a stored entry is struck, restored or amended, and settled ones that are
 * touched again. {@link applyEvents} must be given standings that know their stored entries.
 */
export function topicsToRefold(before: PatientRecord, standings: Standings): string[] {
  if (standings.roots.size === 0 && before.settled.length === 0) return [];
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
  const gathered: Record<string, TopicFacts> = {};
  for (const { entry } of direct) for (const topic of entry.topics) if (facts[topic]) gathered[topic] ??= { ...facts[topic] };
  const all = refolded.size === 0 ? [] : [...stored.values(), ...added];
  for (const { entry, facts: stated } of all)
    if (entry.struckBy === null) gather(gathered, stated.filter(({ topic }) => refolded.has(topic))); // prettier-ignore
  for (const { facts: stated } of direct)
    gather(gathered, refolded.size === 0 ? stated : stated.filter(({ topic }) => !refolded.has(topic)));
  for (const [topic, slots] of Object.entries(gathered)) if (!areSame(slots, facts[topic])) facts[topic] = trim(readings, topic, slots);
  for (const [topic, slots] of Object.entries(facts)) {
    if (readings.conceptOf(topic).settled?.(slots)) {
      delete facts[topic];
      settled.add(topic);
    }
  }
  const changed = [...stored.values()].filter(({ entry, was }) => was && standsOtherwise(was, entry));
  const record: PatientRecord = { ...before, facts: byName(facts), settled: [...settled].sort(), counts: { ...before.counts } };
  for (const { entry } of added) countAdded(record, entry);
  for (const { entry, was } of changed) {
    record.unreadable += Number(leavesOpen(entry)) - Number(leavesOpen(was!));
    // An entry that stays struck, by another strike than before, counts as before.
    if (entry.struckBy === null && was!.struckBy !== null) count(record, entry, 'restored');
    else if (entry.struckBy !== null && was!.struckBy === null) count(record, entry, 'newly-struck');
  }
  record.counts = byName(record.counts);
  return { record, entries: added.map(({ entry }) => entry), changed: changed.map(({ entry }) => entry) };
}

/** Whether nothing was added: a fact that another one supersedes. */
function areSame(slots: TopicFacts, before: TopicFacts | undefined): boolean {
  if (before === undefined) return false;
  const entries = Object.entries(slots);
  return entries.length === Object.keys(before).length && entries.every(([slot, fact]) => before[slot] === fact);
}

/** The record of a complete set of entries: what a rebuild arrives at. */
export function recordOf(events: readonly PatientEvent[]): PatientRecord {
  return applyEvents(emptyRecord, standingsAfter([], events)).record;
}

/** How stored and new entries stand, by all that the summary reads; see `standingsAfter` of the facts. */
export function standingsAfter(known: readonly Entry[], events: readonly PatientEvent[]): Standings {
  return standingsBy(readings, known, events);
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

/** What entries state and how many they are, without what is let go when all are there: parts that can be added up. */
export interface RecordPart {
  facts: Readonly<Record<string, TopicFacts>>;
  counts: Readonly<Record<string, number>>;
  unread: number;
}

/**
 * A record that is added up in any order and in pieces of any size: what {@link recordOf} makes of the same entries,
 * of those that had happened by an instant. The time that counts is the one that an amendment corrects.
 */
export class RecordSum {
  readonly #facts: Record<string, TopicFacts> = {};
  readonly #record: PatientRecord = { ...emptyRecord, counts: {} };

  constructor(private readonly happenedBy?: string) {}

  add(standings: readonly Standing[]): void {
    for (const { entry, facts } of standings) {
      if (!hadHappened(entry, this.happenedBy)) continue;
      countAdded(this.#record, entry);
      if (entry.struckBy === null) gather(this.#facts, facts);
    }
  }

  /** A part of which every entry had happened. */
  addPart({ facts, counts, unread }: RecordPart): void {
    for (const [topic, slots] of Object.entries(facts)) gather(this.#facts, statedIn(topic, slots));
    for (const [type, more] of Object.entries(counts)) this.#record.counts[type] = (this.#record.counts[type] ?? 0) + more;
    this.#record.unread += unread;
  }

  /** Of entries that nothing corrects and that can be read. */
  get part(): RecordPart {
    const facts = Object.entries(this.#facts).map(([topic, all]) => {
      return [topic, readings.conceptOf(topic).trimsParts === true ? trim(readings, topic, all) : all] as const;
    });
    return { facts: Object.fromEntries(facts), counts: byName(this.#record.counts), unread: this.#record.unread };
  }

  /** Its topics one by one, as many of a long record are slow to go through; null: settled. */
  *topics(): Generator<[topic: string, facts: TopicFacts | null], void, void> {
    for (const [topic, all] of Object.entries(this.#facts)) {
      const facts = trim(readings, topic, all);
      yield [topic, readings.conceptOf(topic).settled?.(facts) === true ? null : facts];
    }
  }

  get counts(): Pick<PatientRecord, 'counts' | 'struck' | 'unread' | 'unreadable'> {
    return { ...this.#record, counts: byName(this.#record.counts) };
  }
}

/** Whether an entry, at the time that counts, had happened by an instant. */
export function hadHappened({ occurredAt, correctedAt }: Pick<Entry, 'occurredAt' | 'correctedAt'>, by: string | undefined): boolean {
  return by === undefined || compareInstants(correctedAt ?? occurredAt, by) <= 0;
}

export function statedIn(topic: string, slots: TopicFacts): StatedFact[] {
  return Object.entries(slots).map(([slot, fact]) => ({ topic, slot, fact }));
}

function standsOtherwise(was: Entry, is: Entry): boolean {
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

function countAdded(record: PatientRecord, entry: Entry): void {
  count(record, entry, entry.struckBy === null ? 'new' : 'struck');
  record.unreadable += Number(leavesOpen(entry));
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
  return readings.isRead(type) || type === strikeType || type === amendmentType;
}
