import { connectTimeoutMs, type Pool, type Transaction } from './pool.js';

/** `vital` is what may wait for nothing but its like; `usual` all else. */
export type Lane = 'vital' | 'usual';

/** Each as `Pool` has it: for statements and transactions. */
export type PoolLanes = Readonly<Record<Lane, Pool>>;

/** Of the connections of a pool, a quarter is for what is vital alone, and one at least where there are two. */
export function usualConnections(max: number): number {
  return Math.max(1, max - Math.max(1, Math.floor(max / 4)));
}

/**
 * Two lanes over the connections of one pool, all statements of which come through them: the next free connection is of
 * what is vital, and what is usual never holds all of them. So no vital statement waits for a usual one.
 */
export function lanesOf(pool: Pool): PoolLanes {
  const places = new Places(pool.options.max);
  return { vital: laneOf(pool, places, 'vital'), usual: laneOf(pool, places, 'usual') };
}

function laneOf(pool: Pool, places: Places, lane: Lane): Pool {
  const query = async (...given: Parameters<Pool['query']>): Promise<unknown> => {
    await places.take(lane);
    try {
      const sent = pool.query(...given) as unknown as Promise<unknown>;
      return await sent;
    } finally {
      places.leave(lane);
    }
  };
  const connect = async (): Promise<Transaction> => {
    await places.take(lane);
    try {
      const connection = await pool.connect();
      const release = connection.release.bind(connection);
      connection.release = (error) => {
        release(error);
        places.leave(lane);
      };
      return connection;
    } catch (error) {
      places.leave(lane);
      throw error;
    }
  };
  return { query, connect } as unknown as Pool;
}

/** As many as there are connections. */
class Places {
  readonly #most: Readonly<Record<Lane, number>>;
  readonly #taken: Record<Lane, number> = { vital: 0, usual: 0 };
  readonly #waiting: Readonly<Record<Lane, Set<() => void>>> = { vital: new Set(), usual: new Set() };

  constructor(private readonly max: number) {
    this.#most = { vital: max, usual: usualConnections(max) };
  }

  /** @throws Error as the pool does, when it takes too long */
  take(lane: Lane): Promise<void> {
    const waiting = this.#waiting[lane];
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (): void => {
      waiting.delete(go);
      reject(new Error('timeout exceeded when trying to connect'));
    };
    const timer = setTimeout(giveUp, connectTimeoutMs).unref();
    const go = (): void => {
      clearTimeout(timer);
      resolve();
    };
    waiting.add(go);
    this.#passOn();
    return promise;
  }

  leave(lane: Lane): void {
    this.#taken[lane] -= 1;
    this.#passOn();
  }

  #passOn(): void {
    for (const lane of ['vital', 'usual'] as const)
      for (const go of this.#waiting[lane]) {
        const { vital, usual } = this.#taken;
        if (vital + usual === this.max || this.#taken[lane] === this.#most[lane]) break;
        this.#waiting[lane].delete(go);
        this.#taken[lane] += 1;
        go();
      }
  }
}
