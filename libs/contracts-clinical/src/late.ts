import { instantMs } from '@everchart/primitives';

/**
 * Recorded more than this long after it happened, an entry is late. Every part of the suite decides alike, and a
 * rebuild as it was decided before.
 */
export const lateAfterMs = 60 * 60 * 1000;

let last: { text: string; ms: number } | undefined;

/**
 * Whether an entry was recorded late, by the two times that it keeps: as the carer stated it, and as the store
 * committed it (RFC 3339 both).
 * @throws RangeError when a text is no date-time
 */
export function isLate(occurredAt: string, recordedAt: string): boolean {
  // Events that are recorded together have one time.
  if (recordedAt !== last?.text) last = { text: recordedAt, ms: instantMs(recordedAt) };
  return last.ms - instantMs(occurredAt) > lateAfterMs;
}
