import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { EntryError, type PatientEvent } from './entry.js';

export const strikeType = 'entry.struck';
export const amendmentType = 'entry.amended';

type Strike = ClinicalEventData[typeof strikeType];
export type Amendment = PatientEvent & { data: ClinicalEventData[typeof amendmentType] };

/** A strike or an amendment that can be read. */
export function isCorrection({ type, data }: Pick<PatientEvent, 'type' | 'data'>): boolean {
  return (type === strikeType || type === amendmentType) && data !== null;
}

/** The entry that a correction speaks of. */
export function targetOf({ data }: Pick<PatientEvent, 'data'>): string {
  return (data as Strike).entryId.toLowerCase();
}

/**
 * The entry that a correction is about in the end: a strike may strike a correction.
 * @param target the entry that it speaks of
 * @throws EntryError for what no writer may write: an amendment of another type than its entry has, or of a correction
 */
export function rootOf(correction: PatientEvent, target: (PatientEvent & { root: string | null }) | undefined): string {
  if (!target) throw new EntryError('reference-missing', correction.eventId);
  if (correction.type === amendmentType && (target.root !== null || (correction.data as Amendment['data']).type !== target.type)) {
    throw new EntryError('amendment-type-wrong', correction.eventId);
  }
  return target.root ?? target.eventId;
}

export interface CorrectionsInForce {
  /** Struck entry → the strike; of several the first. */
  strikes: ReadonlyMap<string, string>;
  /** In stream order. */
  amendments: readonly Amendment[];
}

export const noCorrections: CorrectionsInForce = { strikes: new Map(), amendments: [] };

/**
 * Which of the corrections that are about one entry have force. A strike may itself have been struck (made in error):
 * then it has none. A correction comes after what it speaks of, so walking from the newest back decides each once.
 */
export function correctionsInForce(corrections: readonly PatientEvent[]): CorrectionsInForce {
  const strikes = new Map<string, string>();
  const amendments: Amendment[] = [];
  for (const correction of corrections.toSorted((a, b) => b.streamVersion - a.streamVersion)) {
    if (strikes.has(correction.eventId)) continue;
    if (correction.type === strikeType) strikes.set(targetOf(correction), correction.eventId);
    else amendments.unshift(correction as Amendment);
  }
  return { strikes, amendments };
}

/**
 * When an entry happened: as the newest amendment that says so corrects it, so that a later correction of something
 * else does not undo it.
 */
export function correctedTime({ amendments }: CorrectionsInForce): string | null {
  return amendments.findLast(({ data }) => data.occurredAt !== undefined)?.data.occurredAt ?? null;
}
