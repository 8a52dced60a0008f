import type { EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import { errorFields, type HttpOptions } from '@everchart/platform';
import { API_POOL, bootService, databaseCheck, type BootedService, type ServiceDefinition, type ServiceKit } from '@everchart/service-kit';
import { accessTopic, clinicalTopic, ProgressReader, type Consumer } from '@everchart/stream';
import { AccessRecorder } from './application/access.recorder.js';
import { DenialRecorder } from './application/denial.recorder.js';
import { organisationStream } from './application/organisation-stream.js';
import { WAIT_AT_MOST_MS } from './application/record.reader.js';
import { Takeover } from './application/takeover.js';
import { configSchema, type TimelineConfig } from './configuration.js';
import { ClinicalRunner, type Opened } from './consumers/clinical.runner.js';
import type { Projection } from './consumers/read-model.js';
import { api } from './http/api.js';
import { accessNotRecorded } from './http/patients.controller.js';
import { AccessKeys } from './infrastructure/access-keys.js';
import { ProjectionMetrics, ReadMetrics } from './infrastructure/metrics.js';
import { RecordStore } from './infrastructure/record.store.js';
import { migrationSets } from './migrations.js';
import { PROJECTION, shownProjection } from './projections.js';

type Kit = ServiceKit<TimelineConfig>;

/** Milliseconds for which readers share what the database said of the progress. */
const progressSharedMs = 5;

export const timeline: ServiceDefinition<TimelineConfig> = {
  api,
  configSchema,
  migrations: migrationSets,
  assemble: async (kit) => {
    const { keyring, provider } = await kit.openKeyring(kit.config);
    const records = new RecordStore(kit.apiPool, shownProjection);
    const store = kit.eventStore({ pool: kit.apiPool });
    if (kit.runs('relay')) kit.relay({ topic: accessTopic, store, pool: kit.workerPool, connectionString: kit.config.DATABASE_WORKER_URL });
    if (kit.runs('projector')) {
      addProjector(kit, keyring, shownProjection);
      kit.part('workers', new Takeover(() => records.isBuilt(), kit.transport, kit.workerPool, shownProjection, kit.logger));
    }
    return readOptions(kit, records, store, { keyring, provider });
  },
};

/** Starts the service in this process. */
export const createApp = (config: TimelineConfig): Promise<BootedService> => bootService(timeline, config);

export function addProjector(kit: Kit, keyring: Keyring, projection: Projection): Consumer {
  return kit.consumer<Opened>({
    name: 'projector',
    group: projection.consumer,
    topics: [clinicalTopic],
    handler: new ClinicalRunner(projection, keyring, new ProjectionMetrics(kit.registry)),
    maxBatch: kit.config.PROJECTOR_BATCH_MAX,
  });
}

function readOptions(
  kit: Kit,
  records: RecordStore,
  store: EventStore,
  keys: Pick<ConstructorParameters<typeof AccessKeys>[0], 'keyring' | 'provider'>,
): HttpOptions {
  const { apiPool, config, logger, registry } = kit;
  const metrics = new ReadMetrics(registry);
  const accessKeys = new AccessKeys({
    ...keys,
    pool: apiPool,
    organisationStream,
    timeoutMs: config.KEYRING_TIMEOUT_MS,
    pauseMs: config.KEYRING_PAUSE_MS,
    onFallback: (error) => logger.warn({ event: 'access-keys.keyring-unreachable', ...errorFields(error) }),
  });
  const recorder = new AccessRecorder(store, accessKeys, organisationStream, metrics);
  const denials = new DenialRecorder(recorder, metrics);
  // A process that serves is ready when the records are there: so a rollout keeps the former release until this one can take over.
  const built = { name: 'projection', check: () => projectionBuilt(records) };
  return {
    values: [
      { provide: API_POOL, useValue: apiPool },
      { provide: PROJECTION, useValue: shownProjection },
      { provide: ProgressReader, useValue: new ProgressReader(apiPool, shownProjection.consumer, { shareMs: progressSharedMs }) },
      { provide: ReadMetrics, useValue: metrics },
      { provide: AccessRecorder, useValue: recorder },
      { provide: WAIT_AT_MOST_MS, useValue: config.AT_LEAST_WAIT_MS },
    ],
    readiness: [databaseCheck(apiPool), ...(kit.runs('api') ? [built] : [])],
    onDenied: (denial) =>
      denials.record(denial).catch((error: unknown) => {
        throw accessNotRecorded(error);
      }),
  };
}

async function projectionBuilt(records: RecordStore): Promise<void> {
  if (!(await records.isBuilt())) throw new Error('the projection is not built yet');
}
