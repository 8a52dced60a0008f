import { streamOptions, type LifecyclePart, type Logger } from '@everchart/platform';
import { createPool, type Pool } from '@everchart/postgres';
import { accessTopic, clinicalTopic, createConsumer, createTransport, type StreamTransport } from '@everchart/stream';
import type { Registry } from 'prom-client';
import type { RetentionConfig } from './configuration.js';
import { EventSequencer, type Prepared } from './consumers/event.sequencer.js';
import { SequencerMetrics } from './infrastructure/metrics.js';
import { loadSigningKey } from './infrastructure/signing-key.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const sequencerConsumer = 'retention-v1';

/** Longer than any outage one sits out: the sequencer waits for what is away, the proofs can be read meanwhile. */
const retryForMs = 7 * 24 * 60 * 60 * 1000;

/** What several parts use. */
export interface Foundations {
  apiPool: Pool;
  workerPool: Pool;
  transport: StreamTransport;
  /** Closes all of it; the last part to stop. */
  part: LifecyclePart;
}

export function layFoundations(config: RetentionConfig, logger: Logger): Foundations {
  const pool = (connectionString: string, part: string, max: number): Pool =>
    createPool({ connectionString, applicationName: `retention ${part}`, max, byKeysOnly: part === 'worker' }, () =>
      logger.warn({ event: 'pool.connection-lost', part }),
    );
  const apiPool = pool(config.DATABASE_API_URL, 'api', config.API_POOL_MAX);
  const workerPool = pool(config.DATABASE_WORKER_URL, 'worker', config.WORKER_POOL_MAX);
  const transport = createTransport(streamOptions(config), logger);
  return {
    apiPool,
    workerPool,
    transport,
    part: {
      name: 'foundations',
      start: () => Promise.resolve(),
      stop: async () => {
        await transport.close();
        await Promise.all([apiPool.end(), workerPool.end()]);
      },
    },
  };
}

export async function sequencerPart(
  config: RetentionConfig,
  foundations: Foundations,
  logger: Logger,
  registry: Registry,
): Promise<LifecyclePart> {
  const signingKey = await loadSigningKey(config.LOG_SIGNING_KEY_FILE);
  const consumer = createConsumer<Prepared>({
    transport: foundations.transport,
    pool: foundations.workerPool,
    group: sequencerConsumer,
    topics: [clinicalTopic, accessTopic],
    handler: new EventSequencer(signingKey, config.LOG_ORIGIN, new SequencerMetrics(registry)),
    logger,
    registry,
    maxBatch: config.SEQUENCER_BATCH_MAX,
    // Nobody waits for it within a blink, and it leaves the machine to those for whom somebody does.
    restMs: 100,
    retryForMs,
  });
  return { name: 'sequencer', start: () => consumer.start(), stop: () => consumer.stop(), crashed: consumer.crashed };
}
