const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339 with zone, on a day that exists in the calendar. */
export function isDateTimeWithZone(value: unknown): value is string {
  const match = typeof value === 'string' ? rfc3339.exec(value) : null;
  return match !== null && dayExists(Number(match[1]), Number(match[2]), Number(match[3]));
}

/**
 * A date and time with zone (RFC 3339) that exists in the calendar and lies ahead of the clock by the tolerance at
 * most.
 */
export function readOccurredAt(value: unknown, limits: { nowMs: number; futureToleranceMs: number }): { text: string } | { fault: string } {
  if (value === undefined) return { fault: 'is required' };
  if (!isDateTimeWithZone(value)) {
    return { fault: 'must be a date and time with zone (RFC 3339), for example 2026-03-01T08:30:00+01:00' };
  }
  if (Date.parse(value) > limits.nowMs + limits.futureToleranceMs) return { fault: 'must not lie in the future' };
  return { text: value };
}

function dayExists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
