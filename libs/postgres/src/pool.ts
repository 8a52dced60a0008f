import pg from 'pg';

export type Pool = pg.Pool;
export type Transaction = pg.PoolClient;
/** Anything that runs a query: a pool or a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('bigint column exceeds 2^53');
  return value;
});

export interface PoolOptions {
  connectionString: string;
  applicationName: string;
  /** Connections at most. */
  max?: number;
  /** Milliseconds until a statement is given up; 0 = never. */
  statementTimeoutMs?: number;
  /**
   * All statements find their rows by keys, independent of their values and of how many rows there are: a named
   * statement is planned once for each connection. Otherwise those with array parameters are planned at each call, as
   * the arrays that come are shorter than the ones that PostgreSQL assumes. And a plan that is kept was perhaps made
   * while a table was empty, where reading it whole looks cheapest; it would go on doing so when the table has grown,
   * until statistics are made.
   */
  byKeysOnly?: boolean;
  /** Of each connection: parameters of PostgreSQL, or of the application (`app.…`). No blanks in the values. */
  settings?: Readonly<Record<string, string>>;
}

/** Milliseconds that anything waits for a connection at most. */
export const connectTimeoutMs = 10_000;

const byKeys = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', plan_cache_mode: 'force_generic_plan' };

/**
 * A pool with the safety limits every service wants. `bigint` columns arrive as numbers; one beyond 2^53 raises, it is
 * never rounded. Errors of idle connections are given to `onIdleError`: without a listener they would end the process.
 */
export function createPool(options: PoolOptions, onIdleError: (error: Error) => void): Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: options.applicationName,
    max: options.max ?? 10,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: connectTimeoutMs,
    options: Object.entries({ ...(options.byKeysOnly ? byKeys : {}), ...options.settings })
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  pool.on('error', onIdleError);
  return pool;
}

export interface TransactionOptions {
  /** Reads only, and everything as of one moment; else each statement sees what was committed before it. */
  snapshot?: boolean;
}

/**
 * Runs `work` in one transaction: commits its result, rolls back when it throws. A connection whose rollback fails is
 * thrown away; the loss of a connection is reported by the present query or the next one.
 */
export async function withTransaction<T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  { snapshot = false }: TransactionOptions = {},
): Promise<T> {
  const tx = await pool.connect();
  let broken: Error | undefined;
  // The pool listens to idle connections only: without a listener the loss of this one would end the process.
  const lost = (error: Error): void => void (broken = error);
  tx.on('error', lost);
  try {
    await tx.query(snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
    const result = await work(tx);
    await tx.query('COMMIT');
    return result;
  } catch (error) {
    try {
      await tx.query('ROLLBACK');
    } catch (rollbackError) {
      broken = rollbackError as Error;
    }
    throw error;
  } finally {
    tx.off('error', lost);
    tx.release(broken);
  }
}

/** A transaction that sees one organisation's rows only: row-level security compares `app.org`. */
export function withOrganisation<T>(
  pool: Pool,
  org: string,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return withTransaction(
    pool,
    async (tx) => {
      await tx.query("SELECT set_config('app.org', $1, true)", [org]);
      return work(tx);
    },
    options,
  );
}

/**
 * Whether a database that is away, or that has no room or no time, is what a statement failed for: it may succeed later
 * as it is. Classes 08 (connection), 53 (resources), 57 (operator intervention, time limits), 40 (conflicts that a
 * retry solves), 25006 (a replica that is not promoted yet), and the network's own. An error that was made of such a
 * one counts as well.
 */
export function isUnavailable(error: unknown): boolean {
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (cause instanceof Error && isUnavailable(cause)) return true;
  if (typeof code === 'string')
    return /^(?:08|53|57|40)[0-9A-Z]{3}$|^25006$|^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)/.test(code);
  return (
    typeof message === 'string' &&
    /^(?:timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/.test(message)
  );
}
