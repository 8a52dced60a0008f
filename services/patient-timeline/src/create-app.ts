import { EventStore, Relay } from '@everchart/event-store';
import {
  createLogger,
  createRegistry,
  errorFields,
  hasRole,
  startService,
  type LifecyclePart,
  type Logger,
  type RunningService,
} from '@everchart/platform';
import { migrate } from '@everchart/postgres';
import { accessTopic } from '@everchart/stream';
import type { Provider } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { AccessRecorder } from './application/access.recorder.js';
import { AuditedAnswers } from './application/audited-answer.js';
import { DenialRecorder } from './application/denial.recorder.js';
import { FreshnessGate } from './application/freshness.gate.js';
import { organisationStream } from './application/organisation-stream.js';
import { RecordReader } from './application/record.reader.js';
import { Takeover } from './application/takeover.js';
import type { TimelineConfig } from './configuration.js';
import { api } from './http/api.js';
import { accessNotRecorded } from './http/patients.controller.js';
import { AccessKeys } from './infrastructure/access-keys.js';
import { ReadMetrics } from './infrastructure/metrics.js';
import { RecordStore } from './infrastructure/record.store.js';
import { migrationSets } from './migrations.js';
import { createProjector, layFoundations, type Foundations } from './parts.js';

export const serviceName = api.name;

export interface CreatedApp {
  service: RunningService;
  logger: Logger;
}

/**
 * Starts the service in this process. Order: database, projector, relay, port; it stops the other way round, so that a read that is being answered
 * is put on record and what is on record still gets its chance to be published.
 */
export async function createApp(config: TimelineConfig): Promise<CreatedApp> {
  const logger = createLogger({ service: serviceName, instance: config.INSTANCE_ID, level: config.LOG_LEVEL });
  const registry = createRegistry(serviceName);
  if (config.MIGRATE_ON_START) {
    const migrations = await migrate(config.DATABASE_OWNER_URL!, migrationSets);
    logger.info({ event: 'database.migrated', migrations });
  }
  const foundations = await layFoundations(config, logger);
  const store = new EventStore({ pool: foundations.apiPool, service: serviceName, registry });
  const records = new RecordStore(foundations.apiPool);
  const lifecycle: LifecyclePart[] = [foundations.part];
  if (hasRole(config, 'relay')) lifecycle.push(relayPart(config, foundations, store, logger, registry));
  if (hasRole(config, 'projector')) {
    lifecycle.push(projectorPart(config, foundations, logger, registry));
    lifecycle.push(new Takeover(() => records.isBuilt(), foundations.transport, foundations.workerPool, logger));
  }
  lifecycle.push({ name: 'access-store', start: () => Promise.resolve(), stop: () => store.close(), crashed: store.restored });

  const metrics = new ReadMetrics(registry);
  const keys = new AccessKeys({
    keyring: foundations.keyring,
    provider: foundations.keyProvider,
    pool: foundations.apiPool,
    organisationStream,
    timeoutMs: config.KEYRING_TIMEOUT_MS,
    pauseMs: config.KEYRING_PAUSE_MS,
    onFallback: (error) => logger.warn({ event: 'access-keys.keyring-unreachable', ...errorFields(error) }),
  });
  const recorder = new AccessRecorder(store, keys, organisationStream, metrics);
  const denials = new DenialRecorder(recorder, metrics);
  const serves = hasRole(config, 'api');
  const service = await startService({
    ...api,
    config,
    logger,
    registry,
    controllers: serves ? api.controllers : [],
    providers: serves ? readProviders(config, records, recorder, metrics) : [],
    lifecycle,
    readiness: [
      { name: 'database', check: async () => void (await foundations.apiPool.query('SELECT')) },
      ...(serves ? [{ name: 'projection', check: () => projectionBuilt(records) }] : []),
    ],
    onDenied: (denial) =>
      denials.record(denial).catch((error: unknown) => {
        throw accessNotRecorded(error);
      }),
  });
  return { service, logger };
}

/** A process that serves is ready when the records are there: so a rollout keeps the former release until this one can take over. */
async function projectionBuilt(records: RecordStore): Promise<void> {
  if (!(await records.isBuilt())) throw new Error('the projection is not built yet');
}

function readProviders(config: TimelineConfig, store: RecordStore, recorder: AccessRecorder, metrics: ReadMetrics): Provider[] {
  return [
    { provide: RecordStore, useValue: store },
    { provide: RecordReader, useValue: new RecordReader(new FreshnessGate(store), metrics, config.AT_LEAST_WAIT_MS) },
    { provide: AuditedAnswers, useValue: new AuditedAnswers(recorder, metrics) },
  ];
}

function relayPart(
  config: TimelineConfig,
  { workerPool, transport }: Foundations,
  store: EventStore,
  logger: Logger,
  registry: Registry,
): LifecyclePart {
  const relay = new Relay({
    pool: workerPool,
    createProducer: () => transport.createProducer(),
    topic: accessTopic,
    owner: config.INSTANCE_ID,
    logger,
    registry,
    listenConnectionString: config.DATABASE_WORKER_URL,
  });
  store.onCommitted(({ org, shard }) => relay.wake(org, shard));
  return { name: 'relay', start: () => relay.start(), stop: () => relay.stop() };
}

function projectorPart(config: TimelineConfig, foundations: Foundations, logger: Logger, registry: Registry): LifecyclePart {
  const projector = createProjector(config, foundations, logger, registry);
  return { name: 'projector', start: () => projector.start(), stop: () => projector.stop(), crashed: projector.crashed };
}
