import { errorFields, type Logger } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import type { LifecyclePart } from '@everchart/service-kit';
import { setTimeout as pause } from 'node:timers/promises';
import type { Projection } from '../consumers/read-model.js';
import type { DirectoryMetrics } from '../infrastructure/metrics.js';
import { StayStore } from '../infrastructure/stay.store.js';
import { DirectoryReader } from './directory.reader.js';

/**
 * Counts from time to time what is to be mended in each organisation that states a directory: all stays are gone
 * through for that.
 */
export class DirectoryWatch implements LifecyclePart {
  readonly name = 'directory-watch';
  readonly #stopping = new AbortController();
  readonly #reader: DirectoryReader;
  readonly #schema: string;
  #watching: Promise<void> | undefined;

  /** @param pool of the role that projects: it sees all organisations */
  constructor(
    private readonly pool: Pool,
    projection: Projection,
    private readonly metrics: DirectoryMetrics,
    private readonly logger: Logger,
    private readonly everyMs = 600_000,
  ) {
    this.#reader = new DirectoryReader(new StayStore(pool, projection), pool, projection);
    this.#schema = projection.models.find(({ model }) => model.name === 'directory')!.schema;
  }

  start(): Promise<void> {
    this.#watching = this.#watch();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const { rows } = await this.pool.query<{ org: string }>(`SELECT DISTINCT org FROM ${this.#schema}.organisations`);
        for (const { org } of rows) if (!signal.aborted) await this.#count(org);
      } catch (error) {
        if (!signal.aborted) this.logger.warn({ event: 'directory.not-counted', ...errorFields(error) });
      }
      await pause(this.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #count(org: string): Promise<void> {
    const { count, reasons } = await this.#reader.faults(org, await this.#reader.read(org), { limit: 0 });
    this.metrics.counted(org, { stays: count, reasons: reasons.length });
  }
}
