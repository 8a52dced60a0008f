import type { Tombstone } from '@everchart/destruction';
import { KeyringUnavailableError } from '@everchart/keyring';
import { LaneFullError, ProblemError, type ProblemOptions } from '@everchart/platform';
import { isUnavailable } from '@everchart/postgres';
import type { Currency, ReadResult } from '../application/record.reader.js';
import type { Standing } from '../infrastructure/record.store.js';
import { problems } from './problems.js';

/** In UTF-8, where it comes from what is kept. */
export type JsonText = string | Buffer;

/** What an answer says, and which state it shows: that of the record, where it says nothing else. */
export interface Rendered {
  body: JsonText;
  detail?: Record<string, unknown>;
  /** A state of the past: nothing is recorded on top of it, so it has no entity tag. */
  shows?: { position: string | undefined; streamVersion: number };
}

/** What leaves: a body with its headers, or a problem. */
export type RecordAnswer =
  | {
      headers: Record<string, string>;
      body: JsonText;
      detail: Record<string, unknown>;
      position: string | undefined;
      streamVersion: number;
    }
  | { problem: ProblemError };

const positionName = 'everchart-position';

const isComplete = ({ unreadable, lacksVital }: Standing): boolean => unreadable === 0 && lacksVital !== true;

/** What every answer says of the state that it shows. */
export function currencyIn(row: Standing, position: string | undefined, { stale, asOf }: Currency): Record<string, unknown> {
  return {
    streamVersion: row.streamVersion,
    position,
    stale: stale !== undefined,
    ...(stale === undefined ? {} : { staleReason: stale }),
    ...(asOf === undefined ? {} : { asOf }),
    complete: isComplete(row),
  };
}

/** @throws ProblemError 503 when the database is away, or too many reads of the kind wait already */
export async function orUnavailable<T>(read: Promise<T>, full: keyof typeof problems = 'overloaded'): Promise<T> {
  try {
    return await read;
  } catch (cause) {
    if (cause instanceof LaneFullError) throw new ProblemError({ ...problems[full], headers: { 'retry-after': '2' }, cause });
    if (!isUnavailable(cause)) throw cause;
    throw new ProblemError({ ...problems['record-unavailable'], headers: { 'retry-after': '1' }, cause });
  }
}

/** @throws ProblemError 503 when accesses cannot be opened */
export async function openable<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (cause) {
    if (!(cause instanceof KeyringUnavailableError)) throw cause;
    throw new ProblemError({ ...problems['accesses-unavailable'], headers: { 'retry-after': '5' }, cause });
  }
}

/** The one table from what a read found to what is answered. */
export function recordAnswer<Row extends Standing>(
  result: ReadResult<Row>,
  render: (row: Row, position: string | undefined) => Rendered,
): RecordAnswer {
  switch (result.outcome) {
    case 'shown': {
      const { row, stale } = result;
      const currency = currencyHeaders(result);
      const { body, detail, shows } = render(row, result.position);
      const { position, streamVersion } = shows ?? { position: result.position, streamVersion: row.streamVersion! };
      return {
        position,
        streamVersion,
        detail: { ...detail, ...(stale === undefined ? {} : { stale }), ...(row.unreadable === 0 ? {} : { unreadable: row.unreadable }) },
        headers: {
          ...positionHeader(position),
          ...(shows ? {} : { etag: `W/"${streamVersion}"` }),
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-store',
          ...currency,
          ...(isComplete(row) ? {} : { 'everchart-incomplete': 'true' }),
        },
        body,
      };
    }
    case 'patient-unknown':
      return problem({ ...problems['patient-unknown'], headers: currencyHeaders(result) }, result.position);
    case 'record-destroyed':
      return problem(destroyedProblem(result.tombstone));
    case 'not-yet-fresh':
      return problem({ ...problems['not-yet-fresh'], headers: { 'retry-after': '1' } }, result.position);
    case 'stream-lost':
      return problem({ ...problems['stream-lost'], headers: { 'retry-after': '30' } }, result.position);
    case 'record-stopped':
      return problem({
        ...problems['record-stopped'],
        detail: `The projection of this patient stopped (${result.reason}). The events are safe; an operator has to look.`,
        headers: { 'retry-after': '30' },
      });
    default:
      return problem(problems[result.outcome]);
  }
}

function destroyedProblem({ destroyedAt, dueOn, rule, eventId, certificateId }: Tombstone): ProblemOptions {
  const why = rule
    ? `under rule ${rule.ruleId}, version ${rule.version}, of ${rule.ruleSetId}, version ${rule.ruleSetVersion}; it was due on ${dueOn}`
    : 'under a rule that its certificate names: what the destruction says cannot be read here, as its key is missing';
  return {
    ...problems['record-destroyed'],
    detail: `Destroyed on ${destroyedAt.slice(0, 10)} ${why}.`,
    extensions: {
      destroyedAt,
      ...(rule && { dueOn, rule }),
      destroyedBy: eventId,
      ...(certificateId !== null && { certificateId }),
    },
  };
}

function problem(options: ProblemOptions, at?: string): RecordAnswer {
  const headers = { ...options.headers, ...positionHeader(at) };
  return { problem: new ProblemError({ ...options, headers }) };
}

function currencyHeaders({ stale, asOf }: Currency): Record<string, string> {
  return {
    ...(asOf === undefined ? {} : { 'everchart-as-of': asOf.toISOString() }),
    ...(stale === undefined ? {} : { 'everchart-stale': 'true' }),
  };
}

function positionHeader(at: string | undefined): Record<string, string> {
  return at === undefined ? {} : { [positionName]: at };
}
