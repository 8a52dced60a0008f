import { errorFields, type Logger } from '@everchart/platform';
import type { LifecyclePart } from '@everchart/service-kit';
import type { StreamTransport } from '@everchart/stream';
import { clinicalTopic } from '@everchart/stream';
import type { Pool } from '@everchart/postgres';
import { setTimeout as pause } from 'node:timers/promises';
import type { Projection } from '../consumers/read-model.js';
import { declareWhenBuilt } from '../infrastructure/projection.completion.js';

const tryAgainAfterMs = 1000;

/**
 * A version of the projection begins empty. Declares it built when it has reached the end of the stream, as that stood
 * when this process began: from then on, for good, its records are what is known, and the processes that serve it are
 * ready.
 */
export class Takeover implements LifecyclePart {
  readonly name = 'takeover';
  readonly #stopping = new AbortController();
  #watching: Promise<void> | undefined;

  constructor(
    private readonly isBuilt: () => Promise<boolean>,
    private readonly transport: StreamTransport,
    private readonly pool: Pool,
    private readonly projection: Projection,
    private readonly logger: Logger,
  ) {}

  /** In the background: the stream may be away. */
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
        if (await this.isBuilt()) return;
        // While the topic is not there, the consumer says so.
        if ((await this.transport.missingTopics([clinicalTopic])).length === 0) {
          await declareWhenBuilt(this.pool, this.projection, await this.transport.endOffsets(clinicalTopic), signal);
          this.logger.info({ event: 'projection.built' });
          return;
        }
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn({ event: 'projection.not-built-yet', ...errorFields(error) });
      }
      await pause(tryAgainAfterMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
