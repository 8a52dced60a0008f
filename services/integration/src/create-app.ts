import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AccessLog } from '@everchart/access-log';
import { DestructionConsumer, type PreparedDestructions } from '@everchart/destruction';
import type { Keyring } from '@everchart/keyring';
import { errorFields, type HealthCheck } from '@everchart/platform';
import { NotificationListener } from '@everchart/postgres';
import {
  bootService,
  databaseCheck,
  keyringCheck,
  forgeryCheck,
  forkCheck,
  streamCheck,
  type BootedService,
  type ServiceDefinition,
  type ServiceKit,
} from '@everchart/service-kit';
import { StreamDesk, type Consumers } from '@everchart/stream-operations';
import { clinicalTopic, retentionTopic } from '@everchart/stream';
import { Disclosures } from './application/disclosures.js';
import { SenderSupervisor, type SendingRelease } from './application/sender.supervisor.js';
import { configSchema, type IntegrationConfig } from './configuration.js';
import { ClinicalExporter, exportConsumer, type Prepared } from './consumers/clinical.exporter.js';
import { DeliveryHolder, destructionConsumer } from './consumers/delivery.holder.js';
import { AllowedDestinations } from './infrastructure/allowed-destinations.js';
import { api } from './http/api.js';
import { DeliveryQueue, leaseReleased } from './infrastructure/delivery.queue.js';
import { deliveriesChannel } from './infrastructure/export.store.js';
import { ExportMetrics, SenderMetrics } from './infrastructure/metrics.js';
import { mllpChannels } from './infrastructure/mllp.channel.js';
import { ApiDatabase } from './infrastructure/prisma.client.js';
import { migrationSets } from './migrations.js';

type Kit = ServiceKit<IntegrationConfig>;

export const integration: ServiceDefinition<IntegrationConfig> = {
  api,
  configSchema,
  databases: ({ DATABASE_API_URL: url }) => [{ url, migrations: migrationSets }],
  assemble: async (kit) => {
    const keys = await kit.openKeyring(kit.config);
    const { log, values, onDenied } = kit.accessLog(keys, kit.config);
    if (kit.runs('sender')) await addSenders(kit, log, keys.keyring);
    if (kit.runs('exporter')) addExporter(kit, keys.keyring);
    const database = new ApiDatabase(kit.config.DATABASE_API_URL, kit.config.API_POOL_MAX);
    kit.part('connections', { name: 'prisma', stop: () => database.close() });
    const desk = { provide: StreamDesk, useValue: new StreamDesk(kit.apiPool, consumers) };
    return {
      values: [
        ...values,
        { provide: ApiDatabase, useValue: database },
        { provide: AllowedDestinations, useValue: kit.config.DESTINATIONS_ALLOWED },
        desk,
      ],
      onDenied,
      readiness: [
        databaseCheck(kit.workerPool),
        keyringCheck(keys.keyring),
        ...[streamCheck, forkCheck, forgeryCheck].map((check) => check(kit.workerPool, exportConsumer)),
        ...[streamCheck, forkCheck, forgeryCheck].map((check) => ofDestructions(check(kit.workerPool, destructionConsumer))),
      ],
    };
  },
};

/** Starts the service in this process. */
export const createApp = (config: IntegrationConfig): Promise<BootedService> => bootService(integration, config);

function addExporter(kit: Kit, keyring: Keyring): void {
  const { config, registry, workerPool } = kit;
  kit.consumer<Prepared>({
    name: 'exporter',
    group: exportConsumer,
    topics: [clinicalTopic],
    handler: new ClinicalExporter(workerPool, keyring, new ExportMetrics(registry), config.HL7_PROCESSING_ID),
    maxBatch: config.EXPORTER_BATCH_MAX,
    // No one waits for it within an instant, and it leaves the machine to what does have to be fast.
    restMs: 100,
  });
  kit.consumer<PreparedDestructions>({
    name: 'destructions',
    group: destructionConsumer,
    topics: [retentionTopic],
    handler: new DestructionConsumer({ holder: new DeliveryHolder(), pool: workerPool, keyring, registry }),
    restMs: 1000,
  });
}

const consumers: Consumers = {
  of: () => Promise.resolve(exportConsumer),
  has: (name) => Promise.resolve(name === exportConsumer || name === destructionConsumer),
};

/** The name tells it from the same check of the exporter. */
function ofDestructions(check: HealthCheck): HealthCheck {
  return { ...check, name: `destructions-${check.name}` };
}

/** No user stands behind a message: it is the release of the organisation that sends. */
async function sendingReleaseOf(kit: Kit): Promise<SendingRelease | undefined> {
  const directory = (await kit.followReleases())?.directory;
  if (!directory) return undefined;
  const own = kit.config.RELEASE ?? api.version;
  const isElsewhere = (org: string): boolean => (directory.releaseFor(org, 'integration')?.release ?? own) !== own;
  return {
    elsewhere: () => (directory.revision === undefined ? undefined : [...directory.organisations()].filter(isElsewhere)),
    onChange: (listener) => directory.onChange(listener),
  };
}

/** The senders of one process. */
export async function addSenders(kit: Kit, accessLog: AccessLog, keyring: Keyring): Promise<void> {
  const { config, logger, registry, workerPool } = kit;
  // A random part: a process that comes back under the same name is another sender.
  const queue = new DeliveryQueue(workerPool, `${config.INSTANCE_ID}#${randomUUID()}`, config.SENDER_LEASE_MS);
  const { TLS_CERTIFICATE_FILE: certificateFile, TLS_KEY_FILE: keyFile } = config;
  const channels = mllpChannels({
    connectTimeoutMs: config.CONNECT_TIMEOUT_MS,
    answerTimeoutMs: config.ANSWER_TIMEOUT_MS,
    permits: (address, endpoint) => config.DESTINATIONS_ALLOWED.permits(address, endpoint),
    ...(certificateFile === undefined || keyFile === undefined
      ? {}
      : { identity: { certificate: await readFile(certificateFile, 'utf8'), key: await readFile(keyFile, 'utf8') } }),
  });
  const supervisor: SenderSupervisor = new SenderSupervisor(
    {
      answerTimeoutMs: config.ANSWER_TIMEOUT_MS,
      retry: { firstMs: config.RETRY_FIRST_MS, longestMs: config.RETRY_LONGEST_MS },
      limits: { refusals: config.REFUSALS_UNTIL_HELD, unanswered: config.UNANSWERED_UNTIL_HELD },
      pollMs: config.SENDER_POLL_MS,
      leaseMs: config.SENDER_LEASE_MS,
    },
    { queue, channels, disclosures: new Disclosures(accessLog), keyring, metrics: new SenderMetrics(registry), logger },
    new NotificationListener({
      connectionString: config.DATABASE_WORKER_URL,
      applicationName: 'integration listener',
      channel: deliveriesChannel,
      // Without a payload: new deliveries. With one: something is to be sent now, by a person's decision.
      onNotification: (payload) => {
        const [org, destination] = payload.split('/');
        if (payload === leaseReleased) supervisor.look();
        else if (org && destination) supervisor.hurry(org, destination);
        else supervisor.wake();
      },
      onListening: () => supervisor.wake(),
      onFailure: (error) => logger.warn({ event: 'listener.connection-lost', ...errorFields(error) }),
    }),
    await sendingReleaseOf(kit),
  );
  kit.part('workers', supervisor);
}
