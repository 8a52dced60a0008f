import { errorFields, type Logger } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import type { LifecyclePart } from '@everchart/service-kit';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReadModels } from '../consumers/read-model.js';
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
  readonly #worker: Pool;
  readonly #reader: DirectoryReader;
  #watching: Promise<void> | undefined;

  /** @param worker of the role that projects: it sees all organisations @param api of the one that reads */
  constructor(
    { worker, api }: { worker: Pool; api: Pool },
    readModels: ReadModels,
    private readonly metrics: DirectoryMetrics,
    private readonly logger: Logger,
    private readonly everyMs = 600_000,
  ) {
    this.#reader = new DirectoryReader(new StayStore(api, readModels), api, readModels);
    this.#worker = worker;
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
        const { rows } = await this.#worker.query<{ org: string }>('SELECT DISTINCT org FROM stream_consumer.shard_progress');
        for (const { org } of rows) if (!signal.aborted) await this.#count(org);
      } catch (error) {
        if (!signal.aborted) this.logger.warn({ event: 'directory.not-counted', ...errorFields(error) });
      }
      await pause(this.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #count(org: string): Promise<void> {
    const directory = await this.#reader.read(org);
    if (directory.streamVersion === undefined) return;
    const { count, reasons } = await this.#reader.faults(org, directory, { limit: 0 });
    this.metrics.counted(org, { stays: count, reasons: reasons.length });
  }
}
