import { instantInWords, instantMs, isInstant } from '@everchart/primitives';

/**
 * A date and time with zone (RFC 3339) that exists in the calendar and lies ahead of the clock by the tolerance at
 * most.
 */
export function readOccurredAt(value: unknown, limits: { nowMs: number; futureToleranceMs: number }): { text: string } | { fault: string } {
  if (value === undefined) return { fault: 'is required' };
  if (!isInstant(value)) return { fault: `must be ${instantInWords}` };
  if (instantMs(value) > limits.nowMs + limits.futureToleranceMs) return { fault: 'must not lie in the future' };
  return { text: value };
}
