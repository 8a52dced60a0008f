import type { Queryable } from '@everchart/postgres';

/** Channel on which relays of other processes listen. */
export const committedChannel = 'event_store_committed';

/**
 * Notifies other processes of commits: at most once per interval, and outside the append transactions, because NOTIFY
 * inside them takes a lock of the whole cluster at commit. It is only a wake-up: a relay that misses it finds the
 * events by polling.
 */
export class CommitNotifier {
  readonly #queryable: Queryable;
  readonly #intervalMs: number;
  readonly #onFailure: () => void;
  #last = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(queryable: Queryable, onFailure: () => void, intervalMs = 50) {
    this.#queryable = queryable;
    this.#onFailure = onFailure;
    this.#intervalMs = intervalMs;
  }

  committed(): void {
    if (this.#timer) return;
    const wait = this.#last + this.#intervalMs - performance.now();
    if (wait <= 0) this.#send();
    else this.#timer = setTimeout(() => this.#send(), wait).unref();
  }

  /** Sends what is pending and waits for it. */
  async close(): Promise<void> {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#send();
    }
    await this.#sending;
  }

  #send(): void {
    this.#timer = undefined;
    this.#last = performance.now();
    this.#sending = this.#queryable.query('SELECT pg_notify($1, $2)', [committedChannel, '']).then(
      () => undefined,
      () => this.#onFailure(),
    );
  }
}
