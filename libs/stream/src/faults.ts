import { PoisonEventError, TransientError } from './errors.js';

/**
 * What an error of a handler or of the database means:
 * `transient` = the same work may succeed later (connection, lock, resources, a migration under way);
 * `data` = these events cannot be applied by this code.
 */
export function faultOf(error: unknown): 'transient' | 'data' {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth += 1) {
    if (cause instanceof TransientError) return 'transient';
    if (cause instanceof AggregateError && cause.errors.some((inner) => faultOf(inner) === 'transient')) return 'transient';
    const code = (cause as { code?: unknown }).code;
    if (typeof code === 'string') {
      if (/^[0-9A-Z]{5}$/.test(code)) {
        return dataClasses.has(code.slice(0, 2)) ? 'data' : 'transient';
      }
      if (systemErrors.has(code)) return 'transient';
    }
    if (driverMessages.test(cause.message)) return 'transient';
  }
  return 'data';
}

/** These events cannot be applied by this code: the other ones go on without them. */
export function isDataFault(error: unknown): boolean {
  return error instanceof PoisonEventError || faultOf(error) === 'data';
}

/**
 * Classes of SQLSTATE that come from the events: cardinality, data exceptions, constraints, checks of views, limits of
 * the program (a row that fits no index), errors raised by functions. Every other class comes from the database's state
 * or the deployment.
 */
const dataClasses: ReadonlySet<string> = new Set(['21', '22', '23', '44', '54', 'P0']);

const systemErrors = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EMFILE', 'ENFILE',
]); // prettier-ignore

/** `pg` gives these no code. */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Client was closed|The client is closed|Cannot use a pool after)/;
