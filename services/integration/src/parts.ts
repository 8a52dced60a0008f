import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { streamOptions, type LifecyclePart, type Logger } from '@everchart/platform';
import { createPool, type Pool } from '@everchart/postgres';
import { clinicalTopic, createConsumer, createTransport, type StreamTransport } from '@everchart/stream';
import type { Registry } from 'prom-client';
import { SenderSupervisor } from './application/sender.supervisor.js';
import type { IntegrationConfig } from './configuration.js';
import { ClinicalExporter, type Prepared } from './consumers/clinical.exporter.js';
import { DeliveryListener } from './infrastructure/delivery.listener.js';
import { DeliveryQueue } from './infrastructure/delivery.queue.js';
import { ExportMetrics, SenderMetrics } from './infrastructure/metrics.js';
import { mllpChannels } from './infrastructure/mllp.channel.js';
import { ApiDatabase } from './infrastructure/prisma.client.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const exportConsumer = 'integration-v1';

/** Longer than any outage one sits out: the consumer waits for what is away, the senders go on meanwhile. */
const retryForMs = 7 * 24 * 60 * 60 * 1000;

/** What several parts use. */
export interface Foundations {
  api: ApiDatabase;
  workerPool: Pool;
  keyring: Keyring;
  transport: StreamTransport;
  /** Closes all of it; the last part to stop. */
  part: LifecyclePart;
}

export async function layFoundations(config: IntegrationConfig, logger: Logger): Promise<Foundations> {
  const provider = await fileKeyProvider(config.KEYRING_KEK_FILE);
  const pool = (connectionString: string, part: string, max: number): Pool =>
    createPool({ connectionString, applicationName: `integration ${part}`, max, byKeysOnly: part === 'worker' }, () =>
      logger.warn({ event: 'pool.connection-lost', part }),
    );
  const api = new ApiDatabase(config.DATABASE_API_URL, config.API_POOL_MAX);
  const workerPool = pool(config.DATABASE_WORKER_URL, 'worker', config.WORKER_POOL_MAX);
  const keyringPool = pool(config.KEYRING_DATABASE_URL, 'keyring', 3);
  const transport = createTransport(streamOptions(config), logger);
  return {
    api,
    workerPool,
    keyring: new Keyring({ pool: keyringPool, provider }),
    transport,
    part: {
      name: 'foundations',
      start: () => Promise.resolve(),
      stop: async () => {
        await transport.close();
        await Promise.all([api.close(), workerPool.end(), keyringPool.end()]);
      },
    },
  };
}

export function exporterPart(config: IntegrationConfig, foundations: Foundations, logger: Logger, registry: Registry): LifecyclePart {
  const consumer = createConsumer<Prepared>({
    transport: foundations.transport,
    pool: foundations.workerPool,
    group: exportConsumer,
    topics: [clinicalTopic],
    handler: new ClinicalExporter(foundations.workerPool, foundations.keyring, new ExportMetrics(registry), config.HL7_PROCESSING_ID),
    logger,
    registry,
    maxBatch: config.EXPORTER_BATCH_MAX,
    // Nobody waits for it within a blink, and it leaves the machine to those for whom somebody does.
    restMs: 100,
    retryForMs,
  });
  return { name: 'exporter', start: () => consumer.start(), stop: () => consumer.stop(), crashed: consumer.crashed };
}

export async function senderPart(
  config: IntegrationConfig,
  foundations: Foundations,
  logger: Logger,
  registry: Registry,
): Promise<LifecyclePart> {
  // A random part: a process that comes back under the same name is another sender.
  const queue = new DeliveryQueue(foundations.workerPool, `${config.INSTANCE_ID}#${randomUUID()}`, config.SENDER_LEASE_MS);
  const channels = mllpChannels({
    connectTimeoutMs: config.CONNECT_TIMEOUT_MS,
    answerTimeoutMs: config.ANSWER_TIMEOUT_MS,
    ...(config.TLS_CERTIFICATE_FILE === undefined || config.TLS_KEY_FILE === undefined
      ? {}
      : {
          identity: { certificate: await readFile(config.TLS_CERTIFICATE_FILE, 'utf8'), key: await readFile(config.TLS_KEY_FILE, 'utf8') },
        }),
  });
  const supervisor: SenderSupervisor = new SenderSupervisor(
    {
      answerTimeoutMs: config.ANSWER_TIMEOUT_MS,
      retry: { firstMs: config.RETRY_FIRST_MS, longestMs: config.RETRY_LONGEST_MS },
      pollMs: config.SENDER_POLL_MS,
      leaseMs: config.SENDER_LEASE_MS,
    },
    { queue, channels, metrics: new SenderMetrics(registry), logger },
    new DeliveryListener(
      config.DATABASE_WORKER_URL,
      () => supervisor.wake(),
      () => logger.warn({ event: 'listener.connection-lost' }),
    ),
  );
  return supervisor;
}
