import { setTimeout as pause } from 'node:timers/promises';
import { isUnavailable, type Lane, type Pool, type PoolLanes, type Transaction } from '@everchart/postgres';
import type { LifecyclePart } from '@everchart/service-kit';
import { Gauge, type Registry } from 'prom-client';

/** Whether reads are answered by the replica alone, as the primary is away. */
export interface PrimaryState {
  readonly isAway: boolean;
  /** Statements that the replica answered alone so far. */
  readonly alone: number;
}

/** Without a replica there is no answer when the primary is away. */
export const onlyPrimary: PrimaryState = { isAway: false, alone: 0 };

/** A statement that takes longer is a reason to look whether the primary is there. */
const lateMs = 1000;
/** A look that takes longer has found nothing. */
const lookTimeoutMs = 1000;
const lookAgainMs = 500;

/**
 * Sends statements to the primary, and while that is away, or is no primary yet, to the replica. That it is away is
 * never concluded from a statement that fails or is late: a look over a connection of its own says so, and says when it
 * is back.
 */
export class Primary implements PrimaryState, LifecyclePart {
  readonly name = 'look at the primary';
  alone = 0;
  #looking: Promise<boolean> | undefined;
  #waiting: Promise<void> | undefined;
  readonly #stopping = new AbortController();

  constructor(
    private readonly primary: PoolLanes,
    private readonly replica: PoolLanes,
    /** Connections to the primary for looks alone: none has to wait for those that read. */
    private readonly looks: Pick<Pool, 'query'>,
    registry: Registry,
  ) {
    const isAway = (): boolean => this.isAway;
    new Gauge({
      name: 'everchart_timeline_primary_away',
      help: 'Whether the primary of the database is away and the replica answers alone',
      registers: [registry],
      collect() {
        this.set(isAway() ? 1 : 0);
      },
    });
  }

  get isAway(): boolean {
    return this.#waiting !== undefined;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#waiting;
  }

  /** For statements and transactions that the replica answers while the primary is away. */
  asLanes(): PoolLanes {
    return { vital: this.#asPool('vital'), usual: this.#asPool('usual') };
  }

  #asPool(lane: Lane): Pool {
    const [primary, replica] = [this.primary[lane], this.replica[lane]];
    const query = (...given: Parameters<Pool['query']>): Promise<unknown> =>
      this.or(
        () => primary.query(...given) as unknown as Promise<unknown>,
        () => replica.query(...given) as unknown as Promise<unknown>,
      );
    const connect = (): Promise<Transaction> =>
      this.or(
        () => primary.connect(),
        () => replica.connect(),
        (connection) => connection.release(),
      );
    return { query, connect } as unknown as Pool;
  }

  /** @param discard what the primary gives when it is not waited for any more */
  async or<T>(ofPrimary: () => Promise<T>, ofReplica: () => Promise<T>, discard: (late: T) => void = () => undefined): Promise<T> {
    if (!this.isAway) {
      const work = ofPrimary();
      const failure = await inTime(work);
      if (failure === undefined) return work;
      if (failure !== 'late' && !isUnavailable(failure)) return work;
      if (await this.#look()) return work;
      work.then(discard, () => undefined);
      this.#waiting ??= this.#untilBack().finally(() => (this.#waiting = undefined));
    }
    this.alone += 1;
    return ofReplica();
  }

  async #untilBack(): Promise<void> {
    const { signal } = this.#stopping;
    do await pause(lookAgainMs, undefined, { signal }).catch(() => undefined);
    while (!signal.aborted && !(await this.#look()));
  }

  /** @returns whether a primary answers there */
  #look(): Promise<boolean> {
    return (this.#looking ??= this.#lookOnce().finally(() => (this.#looking = undefined)));
  }

  async #lookOnce(): Promise<boolean> {
    const look = this.looks
      .query<{ recovers: boolean }>('SELECT pg_is_in_recovery() AS recovers')
      .then(({ rows }) => rows[0]!.recovers === false)
      .catch(() => false);
    return Promise.race([look, pause(lookTimeoutMs, false, { ref: false })]);
  }
}

/** @returns undefined when the work is done; why it failed */
async function inTime(work: Promise<unknown>): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const timer = setTimeout(resolve, lateMs, 'late');
  work.then(
    () => resolve(undefined),
    (error: unknown) => resolve(error),
  );
  const failure = await promise;
  clearTimeout(timer);
  return failure;
}
