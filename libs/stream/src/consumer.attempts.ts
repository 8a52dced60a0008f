import { setTimeout as pause } from 'node:timers/promises';
import type { ConsumerMetrics } from './consumer.metrics.js';
import type { ConsumerSettings } from './consumer.types.js';
import { RefusedEventError, type Findings } from './consumer.findings.js';
import { FencedError } from './errors.js';
import { isDataFault } from './faults.js';
import { describeError } from './logger.js';

/** A plan was made of a shard as it was: it is made again. */
export class RevisedError extends Error {}

/** What is done again, and for how long. */
export class Attempts {
  constructor(
    private readonly options: Pick<ConsumerSettings, 'group' | 'logger' | 'retryForMs'>,
    private readonly metrics: ConsumerMetrics,
    private readonly isRunning: () => boolean,
  ) {}

  /**
   * Again after a transient fault (for a bounded time), a revision, or, in parts, after a fault of the data.
   */
  async untilDone<T>(found: Findings, work: () => Promise<T>): Promise<T> {
    const { logger, group, retryForMs } = this.options;
    let failingSince: number | undefined;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof FencedError) {
          this.metrics.retried('fenced');
          throw error;
        }
        if (error instanceof RevisedError) {
          this.metrics.retried('revised');
          continue;
        }
        if (error instanceof RefusedEventError && !found.refused.has(error.eventId)) {
          this.metrics.retried('poison');
          const { eventId, code } = error;
          logger.error({ event: 'event.refused', consumer: group, eventId, code, ...describeError(error.cause) });
          found.refused.set(eventId, code);
          continue;
        }
        if (!found.careful && isDataFault(error)) {
          this.metrics.retried('poison');
          logger.warn({ event: 'consumer.batch-failed', consumer: group, ...describeError(error) });
          found.careful = true;
          continue;
        }
        const now = Date.now();
        failingSince ??= now;
        if (!this.isRunning() || now - failingSince > retryForMs) throw error;
        this.metrics.retried('transient');
        logger.warn({ event: 'consumer.retrying', consumer: group, attempt, ...describeError(error) });
        await pause(Math.min(5000, 50 * 2 ** Math.min(attempt, 10)));
      }
    }
  }
}
