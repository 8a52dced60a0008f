import type { InputOf } from '@everchart/platform';
import { calendarMs, instantMs, isInstant, utcOf } from '@everchart/primitives';
import type { FastifyRequest } from 'fastify';
import type { Freshening } from '../application/record.reader.js';
import type { DosesQuery } from '../domain/doses/doses.js';
import type { Viewpoint } from '../infrastructure/record.history.js';
import type { readDoses, readSummary } from './patients.operations.js';
import { laneOf } from './shedding.js';

export function fresheningOf(
  headers: InputOf<typeof readSummary>['headers'],
  request: Pick<FastifyRequest, 'everchartContext' | 'routeOptions' | 'query'>,
  knownAt?: string,
): Freshening {
  return {
    lane: laneOf(request),
    knownAt,
    reader: request.everchartContext!.actor,
    atLeast: headers['everchart-at-least'],
    allowStale: headers['everchart-allow-stale'],
    waitAtMostMs: headers['everchart-at-least-wait-ms'],
  };
}

/**
 * Milliseconds from one to the other. Undefined: one is missing, or is no instant, which is a fault of its own: a shape
 * looks at several members together also when one of them has a fault.
 */
export function spanMs(from: string | undefined, to: string | undefined): number | undefined {
  return isInstant(from) && isInstant(to) ? instantMs(to) - instantMs(from) : undefined;
}

/** Whether it is longer than nothing and not longer than that, as far as it is known. */
export function isSpanWithin(span: number | undefined, longestMs: number): boolean {
  return span === undefined || (span > 0 && span <= longestMs);
}

/** Without bounds: the 31 days before now, or before `to`. @param now the clock, milliseconds since 1970 */
export function seriesWindowOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  now: number,
): { from: string; to: string } {
  const until = to ?? instant(now);
  return { from: from ?? instant((to === undefined || !isInstant(to) ? now : instantMs(to)) - 31 * dayMs), to: until };
}

/** Names the unit of a series in its cursor: the pages of one plot are in one unit. */
export function seriesUnitName(unit: string): string {
  return `unit:${unit}`;
}

const dayMs = 24 * 60 * 60_000;

const hourMs = 60 * 60_000;
const instant = (ms: number): string => new Date(Math.min(Math.max(ms, calendarMs.first), calendarMs.last)).toISOString();

/** Without bounds: the day before and the day after. @param now the clock, milliseconds since 1970 */
export function windowOf({ from, to }: InputOf<typeof readDoses>['query'], now: number): DosesQuery {
  return {
    at: instant(now),
    from: from ?? instant(to === undefined ? now - dayMs : instantMs(to) - 2 * dayMs),
    to: to ?? instant(from === undefined ? now + dayMs : instantMs(from) + 2 * dayMs),
  };
}

/** Undefined: the record as it is. */
export function viewpointOf({ knownAt, happenedBy, atVersion }: Viewpoint): Viewpoint | undefined {
  return knownAt === undefined && happenedBy === undefined && atVersion === undefined ? undefined : { knownAt, happenedBy, atVersion };
}

/** The clock of an answer about a unit: of the past, that of its instant. @param now milliseconds since 1970 */
export function clockOf({ knownAt, happenedBy }: Viewpoint, now: number): number {
  const instant = happenedBy ?? knownAt;
  return instant === undefined ? now : instantMs(instant);
}

/** Names the viewpoint in a cursor: that of a page goes on with pages of the same one only. */
export function nameOfViewpoint(viewpoint: Viewpoint): string | undefined {
  if (viewpointOf(viewpoint) === undefined) return undefined;
  const { knownAt, happenedBy, atVersion } = viewpoint;
  const instant = (text: string | undefined): string => (text === undefined ? '' : utcOf(text));
  return `${instant(knownAt)}/${instant(happenedBy)}/${atVersion ?? ''}`;
}

/** Without bounds: from an hour before to two hours after. */
export function slotOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  now: number,
): { at: string; from: string; to: string } {
  return {
    at: instant(now),
    from: from ?? instant(to === undefined ? now - hourMs : instantMs(to) - 3 * hourMs),
    to: to ?? instant(from === undefined ? now + 2 * hourMs : instantMs(from) + 3 * hourMs),
  };
}
