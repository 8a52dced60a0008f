import { setTimeout as pause } from 'node:timers/promises';
import { compareWithStream, EventStoreHeldError } from '@everchart/event-store';
import { errorFields, type Logger } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import type { StreamTransport } from '@everchart/stream';
import type { LifecyclePart } from './lifecycle.js';

const tryAgainAfterMs = 2000;

export interface ComparedStore {
  /** As a role with `event_store_relay`. */
  pool: Pool;
  topic: string;
}

interface Comparison extends ComparedStore {
  /** Resolves when the store may publish. */
  compared: Promise<void>;
  settle: { resolve: () => void; reject: (error: Error) => void };
}

/**
 * Stores and the topics that they write to are compared before the port opens: a store that was restored, and whose
 * epoch was not raised, must not go on. While the stream is away recording goes on, and the comparison is made when it
 * is back, before anything is published.
 */
export class StreamComparisons implements LifecyclePart {
  readonly name = 'comparison with the stream';
  readonly crashed: Promise<Error>;
  readonly #comparisons: Comparison[] = [];
  readonly #stopping = new AbortController();
  readonly #under: Promise<void>[] = [];
  #crash!: (error: Error) => void;

  constructor(
    private readonly transport: StreamTransport,
    private readonly logger: Logger,
  ) {
    this.crashed = new Promise((resolve) => (this.#crash = resolve));
  }

  /** @returns resolves when the store may publish */
  add(store: ComparedStore): Promise<void> {
    const { promise: compared, ...settle } = Promise.withResolvers<void>();
    compared.catch(() => undefined); // it is for those who wait for it
    this.#comparisons.push({ ...store, compared, settle });
    return compared;
  }

  /** @throws EventStoreHeldError */
  async start(): Promise<void> {
    const done = await Promise.all(this.#comparisons.map((comparison) => this.#attempt(comparison)));
    this.#comparisons.filter((_, at) => !done[at]).forEach((comparison) => this.#under.push(this.#again(comparison)));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#under);
  }

  async #again(comparison: Comparison): Promise<void> {
    const { signal } = this.#stopping;
    try {
      for (let done = false; !done && !signal.aborted;) {
        await pause(tryAgainAfterMs, undefined, { signal }).catch(() => undefined);
        done = signal.aborted || (await this.#attempt(comparison));
      }
    } catch (error) {
      this.#crash(error as Error);
    }
  }

  /** @returns false: the stream, or the database, is away @throws EventStoreHeldError */
  async #attempt({ pool, topic, settle }: Comparison): Promise<boolean> {
    try {
      await compareWithStream(pool, this.transport, topic);
    } catch (error) {
      if (!(error instanceof EventStoreHeldError)) {
        this.logger.warn({ event: 'store.not-compared-yet', topic, ...errorFields(error) });
        return false;
      }
      this.logger.fatal({ event: 'store.held', topic, reason: error.message });
      settle.reject(error);
      throw error;
    }
    this.logger.info({ event: 'store.compared', topic });
    settle.resolve();
    return true;
  }
}
