import {
  API_POOL,
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
import type { KeyObject } from 'node:crypto';
import { DestructionConsumer, type PreparedDestructions } from '@everchart/destruction';
import type { Keyring } from '@everchart/keyring';
import { Directories, directorySchema } from '@everchart/organisation-directory';
import { ConfigError, type HealthCheck } from '@everchart/platform';
import { createPool, type Pool } from '@everchart/postgres';
import { StreamDesk } from '@everchart/stream-operations';
import { accessTopic, clinicalTopic, retentionTopic } from '@everchart/stream';
import { Backups } from './application/backups.js';
import { CertificateIssuer } from './application/certificate.issuer.js';
import { Certificates } from './application/certificates.js';
import { CheckpointSigner } from './application/checkpoint.signer.js';
import { Destroyer } from './application/destroyer.js';
import { Destructions } from './application/destructions.js';
import { KeyringReconciler } from './application/keyring.reconciler.js';
import { clinicalConsumer, OrganisationDirectory } from './application/organisation-directory.js';
import { HoldKeeper } from './application/hold.keeper.js';
import { caseConsumer, Holds } from './application/holds.js';
import { DueActs } from './application/due-acts.js';
import { DueDateKeeper } from './application/due-date.keeper.js';
import { PersonRequests } from './application/person.requests.js';
import { RetentionRecorder } from './application/retention.recorder.js';
import { configSchema, type RetentionConfig } from './configuration.js';
import { CaseProjector, type OpenedCases } from './consumers/case.projector.js';
import { ClinicalProjector } from './consumers/clinical.projector.js';
import { confirmationConsumer, ConfirmationProjector, type OpenedConfirmations } from './consumers/confirmation.projector.js';
import { destructionConsumer, DestructionProjector, type OpenedDecisions } from './consumers/destruction.projector.js';
import { copiesConsumer, RecordHolder } from './consumers/record.holder.js';
import { EventSequencer, type Prepared } from './consumers/event.sequencer.js';
import { ruleConsumer, RuleProjector, type OpenedRules } from './consumers/rule.projector.js';
import { api } from './http/api.js';
import { sequencerConsumer } from './infrastructure/log.writer.js';
import { DestructionMetrics, DueDateMetrics, SequencerMetrics } from './infrastructure/metrics.js';
import { PublishedFile } from './infrastructure/published.file.js';
import { PublishedTable } from './infrastructure/published.table.js';
import { loadSigningKey } from './infrastructure/signing-key.js';
import { eventMigrationSets, migrationSets, publishedMigrationSets } from './migrations.js';

export const retention: ServiceDefinition<RetentionConfig> = {
  api,
  configSchema,
  databases: ({ DATABASE_API_URL: url, EVENTS_DATABASE_API_URL: events, LOG_PUBLISHED_DATABASE_URL: published }) => [
    { url, migrations: migrationSets },
    { url: events, migrations: eventMigrationSets },
    ...(published === undefined ? [] : [{ url: published, migrations: publishedMigrationSets }]),
  ],
  assemble: async (kit) => {
    const keys = await kit.openKeyring(kit.config);
    const recorder = addRecorder(kit, keys.keyring);
    const metrics = new DestructionMetrics(kit.registry);
    if (kit.runs('destroyer')) await addDestroyer(kit, recorder, metrics);
    if (kit.runs('sequencer')) {
      const signingKey = await addSequencer(kit);
      addProjections(kit, keys.keyring);
      addCertificates(kit, recorder, metrics, signingKey);
      const directories = new Directories(kit.workerPool, directorySchema);
      const watch = { metrics: new DueDateMetrics(kit.registry), logger: kit.logger };
      kit.part('workers', new DueDateKeeper(kit.workerPool, directories, recorder, watch));
      kit.part('workers', new HoldKeeper(kit.workerPool, recorder, kit.logger));
    }
    const { values, onDenied } = kit.accessLog(keys, kit.config);
    const desk = { provide: StreamDesk, useValue: new StreamDesk(kit.apiPool, sequencerConsumer) };
    return {
      values: [
        ...values,
        { provide: API_POOL, useValue: kit.apiPool },
        desk,
        { provide: RetentionRecorder, useValue: recorder },
        { provide: Holds, useValue: new Holds(kit.apiPool, recorder) },
        { provide: DueActs, useValue: new DueActs(kit.apiPool, recorder) },
        { provide: Destructions, useValue: destructionsOf(kit, recorder, keys.keyring) },
        { provide: Certificates, useValue: new Certificates(kit.apiPool) },
        { provide: Backups, useValue: new Backups(kit.apiPool, recorder) },
        { provide: PersonRequests, useValue: new PersonRequests(kit.apiPool, recorder) },
        { provide: OrganisationDirectory, useValue: new OrganisationDirectory(kit.apiPool) },
      ],
      onDenied,
      readiness: [
        databaseCheck(kit.apiPool),
        keyringCheck(keys.keyring),
        ...[streamCheck, forkCheck, forgeryCheck].map((check) => check(kit.apiPool, sequencerConsumer)),
        ...[streamCheck, forkCheck].map((check) => named('records', check(kit.apiPool, clinicalConsumer))),
        ...[streamCheck, forkCheck].map((check) => named('rules', check(kit.apiPool, ruleConsumer))),
        ...[streamCheck, forkCheck].map((check) => named('cases', check(kit.apiPool, caseConsumer))),
        ...[streamCheck, forkCheck].map((check) => named('destructions', check(kit.apiPool, destructionConsumer))),
        ...[streamCheck, forkCheck].map((check) => named('copies', check(kit.apiPool, copiesConsumer))),
        ...[streamCheck, forkCheck].map((check) => named('confirmations', check(kit.apiPool, confirmationConsumer))),
      ],
    };
  },
};

/** Starts the service in this process. */
export const createApp = (config: RetentionConfig): Promise<BootedService> => bootService(retention, config);

/** @returns the key of the log */
async function addSequencer(kit: ServiceKit<RetentionConfig>): Promise<KeyObject> {
  const { config, registry } = kit;
  const signingKey = await loadSigningKey(config.LOG_SIGNING_KEY_FILE);
  const { LOG_PUBLISHED_DATABASE_URL: url, LOG_PUBLISHED_FILE: file = `${config.LOG_SIGNING_KEY_FILE}.published` } = config;
  const published = url === undefined ? await PublishedFile.open(file) : new PublishedTable(publishedPool(kit, url));
  const metrics = new SequencerMetrics(registry);
  kit.part(
    'workers',
    new CheckpointSigner(kit.workerPool, { key: signingKey, originPrefix: config.LOG_ORIGIN }, published, metrics, kit.logger),
  );
  kit.consumer<Prepared>({
    name: 'sequencer',
    group: sequencerConsumer,
    topics: [clinicalTopic, accessTopic, retentionTopic],
    handler: new EventSequencer(config.LOG_ORIGIN, metrics),
    // It follows the chain itself, and keeps what does not follow as evidence.
    followsChain: false,
    maxBatch: config.SEQUENCER_BATCH_MAX,
    // No one waits for it within an instant: checkpoints are that far apart, too. It leaves the machine to what does
    // have to be fast.
    restMs: 250,
  });
  return signingKey;
}

/** Names the second event store of the process, its pools, its relay and its series. */
const eventStore = 'events';

function addRecorder(kit: ServiceKit<RetentionConfig>, keyring: Keyring): RetentionRecorder {
  const {
    EVENTS_DATABASE_API_URL: url,
    EVENTS_DATABASE_WORKER_URL: connectionString,
    API_POOL_MAX: max,
    WORKER_POOL_MAX: workerMax,
  } = kit.config;
  const store = kit.eventStore({ pool: kit.pool(`${eventStore} api`, url, max, { byKeysOnly: true }), storeLabel: eventStore });
  kit.sourceHeads(store, retentionTopic);
  if (kit.runs('relay')) {
    const pool = kit.pool(`${eventStore} relay`, connectionString, workerMax, { byKeysOnly: true });
    kit.relay({ topic: retentionTopic, store, pool, connectionString, storeLabel: eventStore });
  }
  return new RetentionRecorder(store, keyring);
}

function destructionsOf(kit: ServiceKit<RetentionConfig>, recorder: RetentionRecorder, keyring: Keyring): Destructions {
  return new Destructions(kit.apiPool, recorder, { quietDays: kit.config.DESTRUCTION_QUIET_DAYS, keyring });
}

/** The one part that can destroy keys: its login to the keyring can do nothing else. */
async function addDestroyer(kit: ServiceKit<RetentionConfig>, recorder: RetentionRecorder, metrics: DestructionMetrics): Promise<void> {
  const { config, workerPool: pool, logger } = kit;
  const url = config.KEYRING_DESTROYER_DATABASE_URL;
  if (url === undefined) throw new ConfigError(['KEYRING_DESTROYER_DATABASE_URL: is required for the role destroyer']);
  const open = async (address: string, label: string): Promise<Keyring> =>
    (await kit.openKeyring({ ...config, KEYRING_DATABASE_URL: address }, label)).keyring;
  const keyring = await open(url, 'destroyer');
  const copies: Keyring[] = [];
  for (const [at, address] of config.KEYRING_COPIES_DATABASE_URLS.entries()) copies.push(await open(address, `copy ${at + 1}`));
  const { DESTRUCTION_HOLDERS: holders, DESTRUCTION_QUIET_DAYS: quietDays } = config;
  kit.part('workers', new Destroyer({ pool, recorder, keyring, copies, holders, quietDays, metrics, logger }));
  kit.part('workers', new KeyringReconciler({ pool, store: recorder.store, keyrings: [keyring, ...copies], metrics, logger }));
}

function addCertificates(kit: ServiceKit<RetentionConfig>, recorder: RetentionRecorder, metrics: DestructionMetrics, key: KeyObject): void {
  const { config, workerPool: pool, logger } = kit;
  const { LOG_ORIGIN: originPrefix, DESTRUCTION_CONFIRM_SECONDS: confirmSeconds } = config;
  kit.part('workers', new CertificateIssuer({ pool, recorder, key, originPrefix, confirmSeconds, metrics, logger }));
}

/** Consumers of their own: the log goes on while the keyring is away, these wait for it. */
function addProjections(kit: ServiceKit<RetentionConfig>, keyring: Keyring): void {
  kit.consumer({
    name: 'records',
    group: clinicalConsumer,
    topics: [clinicalTopic],
    handler: new ClinicalProjector(keyring),
    // The rows of a record are written once for a run: under load a run is what has come within the rest.
    maxBatch: 4000,
    restMs: 1000,
  });
  kit.consumer<OpenedDecisions>({
    name: 'destructions',
    group: destructionConsumer,
    topics: [retentionTopic],
    handler: new DestructionProjector(keyring),
    restMs: 1000,
  });
  kit.consumer<PreparedDestructions>({
    name: 'copies',
    group: copiesConsumer,
    topics: [retentionTopic],
    handler: new DestructionConsumer({ holder: new RecordHolder(), pool: kit.workerPool, keyring, registry: kit.registry }),
    restMs: 1000,
  });
  kit.consumer<OpenedConfirmations>({
    name: 'confirmations',
    group: confirmationConsumer,
    topics: [accessTopic],
    handler: new ConfirmationProjector(keyring),
    maxBatch: 1000,
    restMs: 1000,
  });
  kit.consumer<OpenedRules>({
    name: 'rules',
    group: ruleConsumer,
    topics: [retentionTopic],
    handler: new RuleProjector(keyring),
    restMs: 1000,
  });
  kit.consumer<OpenedCases>({
    name: 'cases',
    group: caseConsumer,
    topics: [retentionTopic],
    handler: new CaseProjector(keyring),
    restMs: 1000,
  });
}

/** The name tells it from the same check of the log. */
function named(consumer: string, check: HealthCheck): HealthCheck {
  return { ...check, name: `${consumer}-${check.name}` };
}

/** The signer closes it. */
function publishedPool({ logger }: ServiceKit<RetentionConfig>, connectionString: string): Pool {
  const part = 'published';
  return createPool({ connectionString, applicationName: `retention ${part}`, max: 1 }, () => logger.warn({ event: 'pool.connection-lost', part })); // prettier-ignore
}
