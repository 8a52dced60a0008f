import { instant } from '@everchart/contracts-clinical';

/**
 * What one entry says about one slot of its topic (the last pulse; a flag's present colour; a patient's address).
 * Of several facts for one slot the one that happened last holds, whatever the order they were recorded in: so entries that
 * arrive late change nothing that is newer, and folding is the same in any order.
 */
export interface Fact {
  value: unknown;
  entryId: string;
  occurredAt: string;
  streamVersion: number;
  /** The statement that opens a topic: anything later in the stream supersedes it, even with an earlier clock. */
  opening?: true;
}

/** slot → fact */
export type TopicFacts = Record<string, Fact>;

export interface FactDraft {
  slot: string;
  value: unknown;
  opening?: true;
}

export function supersedes(candidate: Fact, present: Fact): boolean {
  if (Boolean(candidate.opening) !== Boolean(present.opening)) return present.opening === true;
  const difference = instant(candidate.occurredAt) - instant(present.occurredAt);
  return difference === 0 ? candidate.streamVersion > present.streamVersion : difference > 0;
}

/** Newest first; a total order, so that a rendered list is the same however it was built. */
export function newestFirst(a: Pick<Fact, 'occurredAt' | 'streamVersion'>, b: Pick<Fact, 'occurredAt' | 'streamVersion'>): number {
  return instant(b.occurredAt) - instant(a.occurredAt) || b.streamVersion - a.streamVersion;
}

/** A fact as the summary shows it: its value, and where it comes from. */
export function withOrigin(fact: Fact): Record<string, unknown> {
  return { ...(fact.value as object), entryId: fact.entryId, occurredAt: fact.occurredAt };
}
