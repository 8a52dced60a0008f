import { TransientError } from './errors.js';

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
        // Data exceptions and constraint violations come from the events; every other class from the database's state
        // or the deployment.
        return code.startsWith('22') || code.startsWith('23') ? 'data' : 'transient';
      }
      if (systemErrors.has(code)) return 'transient';
    }
    if (driverMessages.test(cause.message)) return 'transient';
  }
  return 'data';
}

const systemErrors = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EMFILE', 'ENFILE',
]); // prettier-ignore

/** `pg` gives these no code. */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Client was closed|The client is closed|Cannot use a pool after)/;
