/** Milliseconds; the pause doubles from the first to the longest. */
export interface RetrySchedule {
  firstMs: number;
  longestMs: number;
}

/**
 * Pause before the next attempt after so many failures in a row (1, 2, …): exponential, between half of it and all of
 * it by chance, so that senders that failed together do not come back together.
 * @param random 0 ≤ random < 1
 */
export function pauseMs({ firstMs, longestMs }: RetrySchedule, failures: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(30, failures - 1));
  return Math.round(full / 2 + (full / 2) * random);
}

/** So often a message whose answers do not come stays the next one to be tried. */
const attemptsAsNext = 3;

/**
 * Pause of a message after an attempt without an answer, given the pause of its destination. At first they are the
 * same: order before all. A message that keeps failing so (it may be what breaks the receiver) then waits longer than
 * its destination, and messages of other patients get their turn.
 */
export function messagePauseMs(schedule: RetrySchedule, attempts: number, destinationPauseMs: number): number {
  return attempts < attemptsAsNext ? destinationPauseMs : Math.max(2 * destinationPauseMs, pauseMs(schedule, attempts, 1));
}
