import { ProblemError, type Fault } from '@everchart/platform';
import type { Freshening } from '../application/record.reader.js';
import { decodeTimelineCursor } from '../application/timeline-cursor.js';
import type { TimelineQuery } from '../infrastructure/record.store.js';

export const defaultLimit = 25;
export const longestPage = 500;
const mostTypes = 50;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const eventType = /^[a-z-]{1,60}\.[a-z-]{1,60}$/;

/** Lower case, or undefined when the text is no patient id. */
export function patientIdOf(text: string): string | undefined {
  return uuid.test(text) ? text.toLowerCase() : undefined;
}

export interface FreshnessHeaders {
  atLeast?: string | undefined;
  allowStale?: string | undefined;
  waitMs?: string | undefined;
}

/** A wait that is no number of milliseconds is not shortened: an answer in time matters more than a faultless header. */
export function fresheningOf({ atLeast, allowStale, waitMs }: FreshnessHeaders): Freshening {
  const waitAtMostMs = waitMs !== undefined && /^\d{1,6}$/.test(waitMs) ? Number(waitMs) : undefined;
  return { atLeast, allowStale: allowStale?.toLowerCase() === 'true', waitAtMostMs };
}

export interface TimelineParameters {
  limit?: string | undefined;
  cursor?: string | undefined;
  type?: string | string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** @throws ProblemError 400 naming every fault */
export function timelineQueryOf({ limit, cursor, type, from, to }: TimelineParameters): TimelineQuery {
  const faults: Fault[] = [];
  const fault = (parameter: string, message: string): undefined => void faults.push({ pointer: `/query/${parameter}`, message });

  const size = limit === undefined ? defaultLimit : Number(limit);
  if (!Number.isSafeInteger(size) || size < 1 || size > longestPage) fault('limit', `must be an integer from 1 to ${longestPage}`);
  const before =
    cursor === undefined ? undefined : (decodeTimelineCursor(cursor) ?? fault('cursor', 'must be the "next" of an earlier page'));
  const types = type === undefined ? undefined : (Array.isArray(type) ? type : [type]).flatMap((each) => each.split(','));
  if (types && (types.length > mostTypes || !types.every((each) => eventType.test(each)))) {
    fault('type', `must be up to ${mostTypes} event types such as note.written`);
  }
  const instantOf = (parameter: string, value: unknown): string | undefined => {
    if (value === undefined) return undefined;
    if (typeof value === 'string' && dateTime.test(value) && !Number.isNaN(Date.parse(value))) return value;
    return fault(parameter, 'must be an RFC 3339 date-time with a zone');
  };
  const since = instantOf('from', from);
  const until = instantOf('to', to);
  if (faults.length > 0) {
    throw new ProblemError({ code: 'parameter-invalid', status: 400, title: 'The query cannot be read', faults });
  }
  return {
    limit: size,
    ...(before ? { before } : {}),
    ...(types ? { types } : {}),
    ...(since === undefined ? {} : { from: since }),
    ...(until === undefined ? {} : { to: until }),
  };
}
