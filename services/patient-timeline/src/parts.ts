import { Keyring, fileKeyProvider } from '@everchart/keyring';
import { streamOptions, type LifecyclePart, type Logger } from '@everchart/platform';
import { createPool, type Pool } from '@everchart/postgres';
import { clinicalTopic, createConsumer, createTransport, type Consumer, type StreamTransport } from '@everchart/stream';
import type { Registry } from 'prom-client';
import type { TimelineConfig } from './configuration.js';
import { ClinicalProjector, type Opened } from './consumers/clinical.projector.js';
import { ProjectionMetrics } from './infrastructure/metrics.js';
import { projectionConsumer } from './infrastructure/projection.completion.js';

/** Longer than any outage one sits out: the projector waits for what is away, the reads go on meanwhile. */
const retryForMs = 7 * 24 * 60 * 60 * 1000;

/** What several parts use. */
export interface Foundations {
  apiPool: Pool;
  workerPool: Pool;
  keyring: Keyring;
  keyProvider: Awaited<ReturnType<typeof fileKeyProvider>>;
  transport: StreamTransport;
  /** Closes all of it; the last part to stop. */
  part: LifecyclePart;
}

export async function layFoundations(config: TimelineConfig, logger: Logger): Promise<Foundations> {
  const keyProvider = await fileKeyProvider(config.KEYRING_KEK_FILE);
  const pool = (connectionString: string, part: string, max: number): Pool =>
    createPool({ connectionString, applicationName: `patient-timeline ${part}`, max, byKeysOnly: part === 'worker' }, () =>
      logger.warn({ event: 'pool.connection-lost', part }),
    );
  const apiPool = pool(config.DATABASE_API_URL, 'api', config.API_POOL_MAX);
  const workerPool = pool(config.DATABASE_WORKER_URL, 'worker', config.WORKER_POOL_MAX);
  const keyringPool = pool(config.KEYRING_DATABASE_URL, 'keyring', 3);
  const transport = createTransport(streamOptions(config), logger);
  return {
    apiPool,
    workerPool,
    keyring: new Keyring({ pool: keyringPool, provider: keyProvider }),
    keyProvider,
    transport,
    part: {
      name: 'foundations',
      start: () => Promise.resolve(),
      stop: async () => {
        await transport.close();
        await Promise.all([apiPool.end(), workerPool.end(), keyringPool.end()]);
      },
    },
  };
}

export function createProjector(config: TimelineConfig, foundations: Foundations, logger: Logger, registry: Registry): Consumer {
  return createConsumer<Opened>({
    transport: foundations.transport,
    pool: foundations.workerPool,
    group: projectionConsumer,
    topics: [clinicalTopic],
    handler: new ClinicalProjector(foundations.keyring, new ProjectionMetrics(registry)),
    logger,
    registry,
    maxBatch: config.PROJECTOR_BATCH_MAX,
    retryForMs,
  });
}
