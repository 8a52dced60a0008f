import { setTimeout as pause } from 'node:timers/promises';
import { errorFields, type Logger } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import type { Projection } from '../consumers/read-model.js';
import { dueBlock, sumUpBlock, type BlockKey } from '../infrastructure/timeline.blocks.js';

const everyMs = 1000;

/**
 * Sums up blocks outside of the runs that fill them, one a second: about 1 % of a core, however many are due. Till then
 * reads of the past take the entries.
 */
export class BlockKeeper {
  readonly #stopping = new AbortController();
  readonly #schema: string;
  #keeping: Promise<void> | undefined;
  /** The last one that was tried: one that cannot be summed up does not keep the others waiting. */
  #after: BlockKey | undefined;

  constructor(
    private readonly pool: Pool,
    { models }: Projection,
    private readonly logger: Logger,
  ) {
    this.#schema = models.find(({ model }) => model.name === 'timeline')!.schema;
  }

  start(): Promise<void> {
    this.#keeping = this.#keep();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    const { signal } = this.#stopping;
    for (;;) {
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        this.#after = await dueBlock(this.pool, this.#schema, this.#after);
        if (this.#after) await sumUpBlock(this.pool, this.#schema, this.#after);
      } catch (error) {
        this.logger.warn({ event: 'blocks.not-summed-up', ...errorFields(error) });
      }
    }
  }
}
