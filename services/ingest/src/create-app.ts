import { EventStore, Relay } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import {
  createLogger,
  createRegistry,
  hasRole,
  startService,
  streamOptions,
  type LifecyclePart,
  type Logger,
  type RunningService,
} from '@everchart/platform';
import { createPool, migrate, type Pool } from '@everchart/postgres';
import { clinicalTopic, createTransport, topics } from '@everchart/stream';
import type { Registry } from 'prom-client';
import { DecisionReplay } from './application/decision.replay.js';
import { RecordEvents } from './application/record-events.handler.js';
import { RecordResources } from './application/record-resources.handler.js';
import type { IngestConfig } from './configuration.js';
import { rulesVersion } from './domain/rules/index.js';
import { api } from './http/api.js';
import { BodyBudget } from './http/body-budget.js';
import { EventRates } from './http/event-rates.js';
import { operationOutcomeFormat } from './http/operation-outcome.js';
import { ndjsonType, parseNdjson } from './http/ndjson.js';
import { batchMax } from './http/record-request.js';
import { RecordingMetrics } from './http/recording.metrics.js';
import { migrationSets } from './migrations.js';

export const serviceName = api.name;

export interface CreatedApp {
  service: RunningService;
  logger: Logger;
}

/**
 * Starts the service in this process. Order: pools, store, relay, port; it stops the other way round, so that what is being recorded is answered
 * and the relay has its turn once more.
 */
export async function createApp(config: IngestConfig): Promise<CreatedApp> {
  const logger = createLogger({ service: serviceName, instance: config.INSTANCE_ID, level: config.LOG_LEVEL });
  const registry = createRegistry(serviceName);
  if (config.MIGRATE_ON_START) {
    const migrations = await migrate(config.DATABASE_OWNER_URL!, migrationSets);
    logger.info({ event: 'database.migrated', migrations });
  }
  const pool = (part: string, connectionString: string, max: number): Pool =>
    createPool({ connectionString, applicationName: `${serviceName} ${part}`, max }, () =>
      logger.warn({ event: 'pool.connection-lost', part }),
    );
  const apiPool = pool('api', config.DATABASE_API_URL, config.API_POOL_MAX);
  const keyringPool = pool('keyring', config.KEYRING_DATABASE_URL, 3);
  const keyring = new Keyring({ pool: keyringPool, provider: await fileKeyProvider(config.KEYRING_KEK_FILE), registry });
  const store: EventStore = new EventStore({
    pool: apiPool,
    service: serviceName,
    registry,
    maxQueued: config.QUEUE_MAX,
    rules: { version: rulesVersion, rebuild: (org, patientId) => new DecisionReplay(store, keyring).rebuild(org, patientId) },
  });
  const recordEvents = new RecordEvents(store, keyring, {
    futureToleranceMs: config.FUTURE_TOLERANCE_SECONDS * 1000,
    payloadMaxBytes: config.PAYLOAD_MAX_BYTES,
    clock: Date.now,
  });
  const metrics = new RecordingMetrics(registry);
  const rates = new EventRates({
    organisationPerSecond: config.RATE_LIMIT_ORGANISATION,
    clientPerSecond: config.RATE_LIMIT_CLIENT,
    burstSeconds: config.RATE_LIMIT_BURST_SECONDS,
    clock: () => performance.now(),
    onLimited: (limit) => metrics.rateLimited(limit),
  });
  const serves = hasRole(config, 'api');
  const service = await startService({
    ...api,
    config,
    logger,
    registry,
    controllers: serves ? api.controllers : [],
    providers: [
      { provide: RecordEvents, useValue: recordEvents },
      { provide: RecordResources, useValue: new RecordResources(recordEvents, store) },
      { provide: EventStore, useValue: store },
      { provide: EventRates, useValue: rates },
      { provide: RecordingMetrics, useValue: metrics },
    ],
    limits: { bodyGraceMs: config.BODY_GRACE_SECONDS * 1000 },
    bodyAdmission: new BodyBudget(rates, {
      maxBytes: config.BODIES_IN_FLIGHT_MAX_BYTES,
      onBytesInFlight: (bytes) => metrics.bytesInFlight(bytes),
    }),
    bodyParsers: { [ndjsonType]: (body) => parseNdjson(body, batchMax) },
    onProblem: (code, request) => {
      if (request.method === 'POST') metrics.rejected(code);
    },
    problemFormat: operationOutcomeFormat,
    lifecycle: [
      {
        name: 'pools',
        start: () => Promise.resolve(),
        stop: async () => {
          await Promise.all([apiPool.end(), keyringPool.end()]);
        },
      },
      ...(hasRole(config, 'relay') ? [relayPart(config, store, logger, registry)] : []),
      { name: 'event-store', start: () => Promise.resolve(), stop: () => store.close(), crashed: store.restored },
    ],
    // Not the stream: while it is away recording goes on, and the relay's backlog shows it.
    readiness: [
      { name: 'database', check: async () => void (await apiPool.query('SELECT')) },
      { name: 'keyring', check: async () => void (await keyringPool.query('SELECT')) },
    ],
  });
  return { service, logger };
}

function relayPart(config: IngestConfig, store: EventStore, logger: Logger, registry: Registry): LifecyclePart {
  const pool = createPool(
    { connectionString: config.DATABASE_WORKER_URL, applicationName: `${serviceName} relay`, max: config.WORKER_POOL_MAX },
    () => logger.warn({ event: 'pool.connection-lost', part: 'relay' }),
  );
  const transport = createTransport(streamOptions(config), logger);
  const relay = new Relay({
    pool,
    createProducer: async () => {
      await transport.ensureTopics(topics);
      return transport.createProducer();
    },
    topic: clinicalTopic,
    owner: config.INSTANCE_ID,
    logger,
    registry,
    listenConnectionString: config.DATABASE_WORKER_URL,
  });
  const unsubscribe = store.onCommitted(({ org, shard }) => relay.wake(org, shard));
  return {
    name: 'relay',
    start: () => relay.start(),
    stop: async () => {
      unsubscribe();
      await relay.stop();
      await transport.close();
      await pool.end();
    },
  };
}
