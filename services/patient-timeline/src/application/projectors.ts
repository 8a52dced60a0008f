import { errorFields, type Logger } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import type { LifecyclePart } from '@everchart/service-kit';
import type { Consumer, StreamTransport } from '@everchart/stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Projection } from '../consumers/read-model.js';
import { BlockKeeper } from './block.keeper.js';
import { projectionVersion } from '../projections.js';
import { Takeover } from './takeover.js';

interface Parts {
  transport: StreamTransport;
  pool: Pool;
  logger: Logger;
  makeConsumer: (projection: Projection) => Consumer;
}

/** A version that was built is kept up to date from so soon on, in all processes. */
const lookEveryMs = 1000;

/** Keeps every version of the projection up to date that is not being built: each has a consumer of its own. */
export class Projectors implements LifecyclePart {
  readonly name = 'projectors';
  readonly crashed: Promise<Error>;
  readonly #running = new Map<number, { consumer: Consumer; takeover: Takeover; blocks: BlockKeeper }>();
  readonly #stopping = new AbortController();
  #watching: Promise<void> | undefined;
  #crash!: (error: Error) => void;

  constructor(private readonly parts: Parts) {
    this.crashed = new Promise((resolve) => (this.#crash = resolve));
  }

  async start(): Promise<void> {
    await this.#look();
    this.#watching = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
    for (const version of [...this.#running.keys()]) await this.#end(version);
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
      try {
        if (!signal.aborted) await this.#look();
      } catch (error) {
        this.parts.logger.warn({ event: 'projections.not-looked-at', ...errorFields(error) });
      }
    }
  }

  async #look(): Promise<void> {
    const { rows } = await this.parts.pool.query<{ version: number }>(
      `SELECT version FROM projections.versions WHERE state = 'following' ORDER BY version`,
    );
    const following = new Set(rows.map(({ version }) => version));
    for (const version of [...this.#running.keys()]) if (!following.has(version)) await this.#end(version);
    for (const version of following) if (!this.#running.has(version)) await this.#begin(version);
  }

  async #begin(version: number): Promise<void> {
    const { transport, pool, logger, makeConsumer } = this.parts;
    const projection = projectionVersion(version);
    const consumer = makeConsumer(projection);
    await consumer.start();
    void consumer.crashed.then(this.#crash);
    const blocks = new BlockKeeper(pool, projection, logger);
    await blocks.start();
    this.#running.set(version, { consumer, blocks, takeover: new Takeover(transport, pool, projection, logger) });
  }

  async #end(version: number): Promise<void> {
    const { consumer, blocks, takeover } = this.#running.get(version)!;
    this.#running.delete(version);
    await takeover.stop();
    await consumer.stop();
    await blocks.stop();
  }
}
