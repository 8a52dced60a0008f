import { compareInstants } from '@everchart/primitives';

/**
 * What one entry says about one slot of a topic (the last pulse; a patient's address; that a flag was cleared). Of
 * several facts for one slot the one that happened last holds, independent of the order of recording: so entries that
 * arrive late change nothing that is newer, and folding is the same in any order. Where all of them count, each has a
 * slot of its own.
 */
export interface Fact {
  value: unknown;
  entryId: string;
  occurredAt: string;
  /** When the entry was recorded. */
  recordedAt: string;
  streamVersion: number;
  /** The statement that opens a topic: anything later in the stream supersedes it, even with an earlier clock. */
  opening?: true;
  /** Version of the stream at which an amendment made the value what it is; see {@link saidAt}. */
  amendedAt?: number;
  /** The amendment in force of its entry. */
  amended?: AmendedBy;
}

export interface AmendedBy {
  entryId: string;
  recordedAt: string;
}

/** Where a fact comes from: its entry, when that happened and was recorded, and what amended it. */
export type Origin = Pick<Fact, 'entryId' | 'occurredAt' | 'recordedAt' | 'amended'>;

/** slot → fact */
export type TopicFacts = Record<string, Fact>;

export interface FactDraft {
  topic: string;
  slot: string;
  value: unknown;
  opening?: true;
}

export function supersedes(candidate: Claim, present: Claim): boolean {
  if (Boolean(candidate.opening) !== Boolean(present.opening)) return present.opening === true;
  return newestFirst(candidate, present) < 0;
}

export type Moment = Pick<Fact, 'occurredAt' | 'streamVersion'>;
/** What of a fact decides whether it holds. */
export type Claim = Moment & Pick<Fact, 'opening'>;

/** Newest first; a total order, so that a rendered list is the same however it was built. */
export function newestFirst(a: Moment, b: Moment): number {
  return compareInstants(b.occurredAt, a.occurredAt) || b.streamVersion - a.streamVersion;
}

/**
 * Version of the stream at which the present value was said: by the entry itself, or by the amendment that made it so.
 */
export function saidAt({ streamVersion, amendedAt }: Fact): number {
  return amendedAt ?? streamVersion;
}

export function originOf({ entryId, occurredAt, recordedAt, amended }: Fact): Origin {
  return { entryId, occurredAt, recordedAt, ...(amended ? { amended } : {}) };
}

/** A fact as the summary shows it: its value, and where it comes from. */
export function withOrigin(fact: Fact): Record<string, unknown> {
  return { ...(fact.value as object), ...originOf(fact) };
}

/** Where members of one thing come from, by entry, in the order of their names. */
export function originsOf(facts: Readonly<Record<string, Fact | undefined>>): (Origin & { of: string[] })[] {
  const origins = new Map<string, Origin & { of: string[] }>();
  for (const [member, fact] of Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!fact) continue;
    const origin = origins.get(fact.entryId);
    if (origin) origin.of.push(member);
    else origins.set(fact.entryId, { of: [member], ...originOf(fact) });
  }
  return [...origins.values()];
}

/** Name of a slot of which there is one for each entry, or each thing that it is said of. */
export function slotOf(kind: string, which: string): string {
  return `${kind}/${which}`;
}

/** The facts in the slots of one kind, in stream order. */
export function factsOfKind(facts: TopicFacts, kind: string): Fact[] {
  return Object.entries(facts)
    .filter(([slot]) => slot.startsWith(`${kind}/`))
    .map(([, fact]) => fact)
    .sort((a, b) => a.streamVersion - b.streamVersion);
}

/** The members that are there. */
export function stated(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
