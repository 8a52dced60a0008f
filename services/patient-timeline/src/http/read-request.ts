import type { InputOf, RequestContext } from '@everchart/platform';
import { calendarMs, instantMs } from '@everchart/primitives';
import type { Freshening } from '../application/record.reader.js';
import type { DosesQuery } from '../domain/doses/doses.js';
import type { readDoses, readSummary } from './patients.operations.js';

export function fresheningOf(headers: InputOf<typeof readSummary>['headers'], { actor }: Pick<RequestContext, 'actor'>): Freshening {
  return {
    reader: actor,
    atLeast: headers['everchart-at-least'],
    allowStale: headers['everchart-allow-stale'],
    waitAtMostMs: headers['everchart-at-least-wait-ms'],
  };
}

const dayMs = 24 * 60 * 60_000;

/** Without bounds: the day before and the day after. @param now the clock, milliseconds since 1970 */
export function windowOf({ from, to }: InputOf<typeof readDoses>['query'], now: number): DosesQuery {
  const instant = (ms: number): string => new Date(Math.min(Math.max(ms, calendarMs.first), calendarMs.last)).toISOString();
  return {
    at: instant(now),
    from: from ?? instant(to === undefined ? now - dayMs : instantMs(to) - 2 * dayMs),
    to: to ?? instant(from === undefined ? now + dayMs : instantMs(from) + 2 * dayMs),
  };
}
