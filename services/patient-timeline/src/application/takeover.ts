import { errorFields, type Logger } from '@everchart/platform';
import type { StreamTransport } from '@everchart/stream';
import { clinicalTopic } from '@everchart/stream';
import type { Pool } from '@everchart/postgres';
import { setTimeout as pause } from 'node:timers/promises';
import type { Projection } from '../consumers/read-model.js';
import { declareWhenBuilt, isBuilt } from '../infrastructure/projection.completion.js';

const tryAgainAfterMs = 1000;

/**
 * A version of the projection begins empty. Declares it built when it has reached the end of the stream, as that stood
 * when this process began: from then on, for good, its records are what is known, and the processes that serve it are
 * ready.
 */
export class Takeover {
  readonly #stopping = new AbortController();
  readonly #watching: Promise<void>;

  constructor(
    private readonly transport: StreamTransport,
    private readonly pool: Pool,
    private readonly projection: Projection,
    private readonly logger: Logger,
  ) {
    // In the background: the stream may be away.
    this.#watching = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    const { consumer } = this.projection;
    while (!signal.aborted) {
      try {
        if (await isBuilt(this.pool, this.projection)) return;
        // While the topic is not there, the consumer says so.
        if ((await this.transport.missingTopics([clinicalTopic])).length === 0) {
          await declareWhenBuilt(this.pool, this.projection, await this.transport.endOffsets(clinicalTopic), signal);
          this.logger.info({ event: 'projection.built', consumer });
          return;
        }
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn({ event: 'projection.not-built-yet', consumer, ...errorFields(error) });
      }
      await pause(tryAgainAfterMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
