import { EventStore, firstCluster, Relay } from '@everchart/event-store';
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
import { createPool, type Pool } from '@everchart/postgres';
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
import { migrateClusters, ownerUrls } from './clusters.js';

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
    const migrations = await migrateClusters(ownerUrls(config));
    logger.info({ event: 'database.migrated', migrations });
  }
  const pool = (part: string, connectionString: string, max: number): Pool =>
    createPool({ connectionString, applicationName: `${serviceName} ${part}`, max }, () =>
      logger.warn({ event: 'pool.connection-lost', part }),
    );
  const apiPool = pool('api', config.DATABASE_API_URL, config.API_POOL_MAX);
  const furtherPools = new Map(
    Object.entries(config.DATABASE_CLUSTERS).map(([name, { api: url }]) => [name, pool(`api ${name}`, url, config.API_POOL_MAX)]),
  );
  const keyringPool = pool('keyring', config.KEYRING_DATABASE_URL, 3);
  const keyring = new Keyring({ pool: keyringPool, provider: await fileKeyProvider(config.KEYRING_KEK_FILE), registry });
  const store: EventStore = new EventStore({
    pool: apiPool,
    clusters: furtherPools,
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
          await Promise.all([apiPool, keyringPool, ...furtherPools.values()].map((each) => each.end()));
        },
      },
      ...(hasRole(config, 'relay') ? relayParts(config, store, logger, registry) : []),
      { name: 'event-store', start: () => Promise.resolve(), stop: () => store.close(), crashed: store.restored },
    ],
    // Not the stream: while it is away recording goes on, and the relay's backlog shows it. Not the further clusters: while one is away the others' organisations record.
    readiness: [
      { name: 'database', check: async () => void (await apiPool.query('SELECT')) },
      { name: 'keyring', check: async () => void (await keyringPool.query('SELECT')) },
    ],
  });
  return { service, logger };
}

/** Each cluster's events are published from there. */
function relayParts(config: IngestConfig, store: EventStore, logger: Logger, registry: Registry): LifecyclePart[] {
  const further = Object.entries(config.DATABASE_CLUSTERS);
  const first: RelayPlace = { cluster: firstCluster, url: config.DATABASE_WORKER_URL };
  if (further.length === 0) return [relayPart(config, first, store, logger, registry)];
  return [first, ...further.map(([cluster, { worker: url }]): RelayPlace => ({ cluster, url }))].map((place) =>
    relayPart(config, { ...place, label: place.cluster }, store, logger, registry),
  );
}

interface RelayPlace {
  cluster: string;
  url: string;
  /** Of its metrics, where there are several. */
  label?: string;
}

function relayPart(config: IngestConfig, place: RelayPlace, store: EventStore, logger: Logger, registry: Registry): LifecyclePart {
  const pool = createPool({ connectionString: place.url, applicationName: `${serviceName} relay`, max: config.WORKER_POOL_MAX }, () =>
    logger.warn({ event: 'pool.connection-lost', part: 'relay' }),
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
    cluster: place.label,
    listenConnectionString: place.url,
  });
  const unsubscribe = store.onCommitted(({ org, shard, cluster }) => {
    if (cluster === place.cluster) relay.wake(org, shard);
  });
  return {
    name: place.label === undefined ? 'relay' : `relay ${place.label}`,
    start: () => relay.start(),
    stop: async () => {
      unsubscribe();
      await relay.stop();
      await transport.close();
      await pool.end();
    },
  };
}
