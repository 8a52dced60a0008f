import { AccessSpool, PERMISSION } from '@everchart/access-log';
import { clinicalClass } from '@everchart/contracts-clinical';
import { DestructionConsumer, tombstoneOf, type PreparedDestructions, type Tombstone } from '@everchart/destruction';
import { EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import { Directories } from '@everchart/organisation-directory';
import { errorFields, type HealthCheck } from '@everchart/platform';
import {
  API_LANES,
  API_POOL,
  bootService,
  databaseCheck,
  keyringCheck,
  readReleasesToken,
  forgeryCheck,
  forkCheck,
  streamCheck,
  type BootedService,
  type ServiceDefinition,
  type ServiceKit,
} from '@everchart/service-kit';
import type { ReleaseSource } from '@everchart/releases';
import { StreamDesk } from '@everchart/stream-operations';
import { accessTopic, clinicalTopic, ProgressReader, retentionTopic, type Consumer } from '@everchart/stream';
import { AccessesReader } from './application/accesses.reader.js';
import { Exports } from './application/exports.js';
import { DirectoryWatch } from './application/directory.watch.js';
import { lanesOf, type Lane, type Pool, type PoolLanes } from '@everchart/postgres';
import { KeptEmergencies } from './application/kept.emergencies.js';
import { LIVE_PARTS, type LiveParts, type LiveRelease } from './application/live.hub.js';
import { READ_SETTINGS, type ReadSettings } from './application/record.reader.js';
import { Projectors } from './application/projectors.js';
import { ReadLoad } from './application/read.load.js';
import { ReadQueues } from './infrastructure/read.queues.js';
import { RecentDirectories } from './application/recent.directories.js';
import { configSchema, type TimelineConfig } from './configuration.js';
import { AccessIndexer, accessIndexConsumer } from './consumers/access.indexer.js';
import { ClinicalRunner, type Opened } from './consumers/clinical.runner.js';
import type { Projection } from './consumers/read-model.js';
import { ExportApprovals, exportConsumer } from './consumers/export.approvals.js';
import { destructionConsumer, RecordHolder } from './consumers/record.holder.js';
import { api } from './http/api.js';
import { STANDING, type StandingParts } from './http/release.controller.js';
import { CareRelations } from './http/care.relations.js';
import { CareStore } from './infrastructure/care.store.js';
import { ExportStore } from './infrastructure/export.store.js';
import { DirectoryMetrics, ExportMetrics, ProjectionMetrics, ReadMetrics } from './infrastructure/metrics.js';
import { KeptRecords } from './infrastructure/kept.records.js';
import { LiveMetrics } from './infrastructure/live.metrics.js';
import { LiveRegistry } from './infrastructure/live.registry.js';
import { liveChannel, LiveStore } from './infrastructure/live.store.js';
import { onlyPrimary, Primary, type PrimaryState } from './infrastructure/primary.js';
import { ownVersion, RecordStore, servedVersion } from './infrastructure/record.store.js';
import { shortfallOfVersion, versionServedTo } from './infrastructure/projection.versions.js';
import { ReplicaReads } from './infrastructure/replica.reads.js';
import { migrationSets } from './migrations.js';
import { PROJECTION, shownProjection } from './projections.js';
import { ServedVersions } from './infrastructure/served.versions.js';

type Kit = ServiceKit<TimelineConfig>;

/** Milliseconds for which readers share what the database said of the progress. */
const progressSharedMs = 5;

export const timeline: ServiceDefinition<TimelineConfig> = {
  api,
  configSchema,
  databases: ({ DATABASE_API_URL: url }) => [{ url, migrations: migrationSets }],
  assemble: async (kit) => {
    const { PROJECTION_VERSION: version } = kit.config;
    if (version !== undefined) kit.databaseSettings = { [ownVersion]: String(version) };
    const { apiLanes, config, logger, registry } = kit;
    const keys = await kit.openKeyring(config);
    const { read, any, state } = replicaOr(kit, apiLanes);
    const records = new RecordStore(any, shownProjection);
    // What all reads need, and share, is read as what is vital is: no summary waits for a look that waits.
    const served = new ServedVersions(any.vital);
    const isConsumer = async (name: string): Promise<boolean> =>
      name === destructionConsumer || name === exportConsumer || (await served.hasConsumer(name));
    const consumers = { of: (org: string) => served.consumerOf(org), has: isConsumer };
    const spool = config.ACCESS_SPOOL_DIRECTORY;
    const told = spool === undefined ? undefined : new KeptEmergencies(new CareStore(apiLanes.usual, shownProjection), apiLanes.usual, keys.keyring); // prettier-ignore
    const kept = spool !== undefined && told ? await keptAccesses(kit, spool, told) : undefined;
    const accesses = kit.accessLog(keys, config, undefined, { pool: apiLanes.vital, keysFrom: any.vital, kept });
    const directories = new Directories(
      read.vital,
      shownProjection.models.find(({ model }) => model.name === 'directory')!.schema,
      servedVersion,
    );
    const care = { vital: new CareStore(any.vital, shownProjection), usual: new CareStore(any.usual, shownProjection) };
    const recent = new RecentDirectories(directories);
    const release = liveReleaseOf(kit, await kit.followReleases());
    const queues = new ReadQueues();
    const keptRecords = new KeptRecords();
    const readMetrics = new ReadMetrics(registry);
    readMetrics.keeps(() => keptRecords.bytes);
    const load = new ReadLoad(any.usual, queues);
    if (kit.runs('api')) kit.part('workers', load);
    const relations = new CareRelations(recent, care, told);
    const ownAccesses = new EventStore({ pool: apiLanes.usual, service: kit.name });
    kit.part('stores', { name: 'own-accesses', stop: () => ownAccesses.close() });
    const accessesReader = new AccessesReader(apiLanes.usual, keys.keyring, ownAccesses);
    if (kit.runs('projector')) {
      kit.consumer<void>({
        name: 'access-index',
        group: accessIndexConsumer,
        topics: [accessTopic],
        handler: new AccessIndexer(),
        restMs: 1000,
      });
      addDestructions(kit, keys.keyring);
      kit.consumer({
        name: 'exports',
        group: exportConsumer,
        topics: [retentionTopic],
        handler: new ExportApprovals(keys.keyring),
        restMs: 1000,
      });
      const { transport, workerPool: pool } = kit;
      kit.part('consumers', new Projectors({ transport, pool, logger, makeConsumer: projectorsOf(kit, keys.keyring) }));
      kit.part(
        'workers',
        new DirectoryWatch({ worker: pool, api: apiLanes.usual }, shownProjection, new DirectoryMetrics(registry), logger),
      );
    }
    // A process that serves is ready when the records are there: so a rollout keeps the former release until this one
    // can take over.
    const built = { name: 'projection', check: () => projectionBuilt(records) };
    return {
      values: [
        ...accesses.values,
        { provide: API_LANES, useValue: read },
        { provide: API_POOL, useValue: read.usual },
        { provide: StreamDesk, useValue: new StreamDesk(apiLanes.usual, consumers) },
        { provide: PERMISSION, useValue: relations },
        { provide: CareRelations, useValue: relations },
        { provide: CareStore, useValue: care.usual },
        { provide: RecentDirectories, useValue: recent },
        { provide: AccessesReader, useValue: accessesReader },
        { provide: Exports, useValue: exportsOf(kit, keys.keyring, accessesReader, ownAccesses) },
        { provide: PROJECTION, useValue: shownProjection },
        { provide: ProgressReader, useValue: new ProgressReader((org) => served.progress(org), { shareMs: progressSharedMs }) },
        { provide: LIVE_PARTS, useValue: { ...liveParts(kit, apiLanes.usual, relations), kept: keptRecords, release } satisfies LiveParts },
        { provide: KeptRecords, useValue: keptRecords },
        { provide: ReadLoad, useValue: load },
        { provide: ReadQueues, useValue: queues },
        { provide: ReadMetrics, useValue: readMetrics },
        { provide: STANDING, useValue: await standingOf(kit) },
        { provide: READ_SETTINGS, useValue: readSettings(config, any, state) },
      ],
      onDenied: accesses.onDenied,
      readiness: [
        databaseCheck(any.vital),
        keyringCheck(keys.keyring),
        // With a replica that answers the process goes on serving.
        ...(state === onlyPrimary ? [] : [{ ...databaseCheck(apiLanes.vital, 'primary'), degrades: true }]),
        streamCheck(any.vital, () => served.consumerOf()),
        forkCheck(any.vital, () => served.consumerOf()),
        forgeryCheck(any.vital, () => served.consumerOf()),
        ...[streamCheck, forkCheck].map((check) => named('accesses', check(any.vital, accessIndexConsumer))),
        ...[streamCheck, forkCheck, forgeryCheck].map((check) => named('destructions', check(any.vital, destructionConsumer))),
        ...[streamCheck, forkCheck, forgeryCheck].map((check) => named('exports', check(any.vital, exportConsumer))),
        ...(kit.runs('api') ? [built] : []),
      ],
    };
  },
};

/** Starts the service in this process. */
export const createApp = (config: TimelineConfig): Promise<BootedService> => bootService(timeline, config);

/** Resolves when so many events may be taken. */
export type Pace = (events: number) => Promise<void>;

/** Readers wait for what projectors apply: where few events come they rest hardly at all. */
const soonMs = 5;

/** Makes the consumer of a version of the projection. Its metrics are of all versions in this process. */
export function projectorsOf(kit: Kit, keyring: Keyring, pace?: Pace): (projection: Projection) => Consumer {
  const metrics = new ProjectionMetrics(kit.registry);
  return (projection) =>
    kit.unmanagedConsumer<Opened>({
      group: projection.consumer,
      topics: [clinicalTopic],
      handler: new ClinicalRunner(projection, keyring, metrics, pace),
      maxBatch: kit.config.PROJECTOR_BATCH_MAX,
      restMs: soonMs,
      ...(projection.filling ? {} : { notifies: liveChannel }),
    });
}

/** One version, for as long as this process runs. */
export function addProjector(kit: Kit, keyring: Keyring, projection: Projection, pace?: Pace): Consumer {
  const consumer = projectorsOf(kit, keyring, pace)(projection);
  kit.part('consumers', { name: 'projector', start: () => consumer.start(), stop: () => consumer.stop(), crashed: consumer.crashed });
  return consumer;
}

/**
 * Connections of stores that read for requests: `read` for what a replica may answer at any time, `any` for what it
 * answers only while the primary is away.
 */
function replicaOr(kit: Kit, primary: PoolLanes): { read: PoolLanes; any: PoolLanes; state: PrimaryState } {
  const { DATABASE_READ_URL: url, DATABASE_API_URL, API_POOL_MAX: max } = kit.config;
  if (url === undefined) return { read: primary, any: primary, state: onlyPrimary };
  const replica = lanesOf(kit.pool('replica', url, max, { byKeysOnly: true }));
  const state = new Primary(primary, replica, kit.pool('look', DATABASE_API_URL, 2), kit.registry);
  kit.part('workers', state);
  const reads = new ReplicaReads(primary, replica, state, kit.registry);
  return { read: reads.asLanes(), any: state.asLanes(), state };
}

/** What the emergency needs has the last of the room. */
const vitalOperations = new Set(['summary.read']);

async function keptAccesses({ config, logger }: Kit, directory: string, told: KeptEmergencies) {
  const { ACCESS_SPOOL_MAX_BYTES: maxBytes } = config;
  const onDamaged = (error: Error): void => logger.error({ event: 'access-log.spool-damaged', ...errorFields(error) });
  const onFailure = (error: unknown): void => logger.warn({ event: 'access-log.store-away', ...errorFields(error) });
  return { spool: await AccessSpool.open({ directory, maxBytes, onDamaged }), vital: vitalOperations, told, onFailure };
}

function addDestructions(kit: Kit, keyring: Keyring): void {
  const { workerPool: pool, registry } = kit;
  kit.consumer<PreparedDestructions>({
    name: 'destructions',
    group: destructionConsumer,
    topics: [retentionTopic],
    handler: new DestructionConsumer({ holder: new RecordHolder(liveChannel), pool, keyring, registry }),
    restMs: 1000,
  });
}

/** Connections of exports: what looks for an approval waits for no export. */
const exportConnections = 2;

function exportsOf(kit: Kit, keyring: Keyring, accesses: AccessesReader, events: EventStore): Exports {
  const { config, logger, registry } = kit;
  const pool = kit.pool('exports', config.DATABASE_API_URL, exportConnections, { byKeysOnly: true });
  const store = new ExportStore(pool, shownProjection);
  const made = new Exports({ store, accesses, events, keyring, metrics: new ExportMetrics(registry), logger });
  kit.part('workers', made);
  return made;
}

function readSettings(
  { AT_LEAST_WAIT_MS: waitAtMostMs, STALE_AFTER_SECONDS: staleAfterSeconds }: TimelineConfig,
  lanes: PoolLanes,
  primary: PrimaryState,
): ReadSettings {
  const gone = (org: string, subject: string, lane: Lane): Promise<Tombstone | undefined> =>
    tombstoneOf(lanes[lane], { org, subject }, clinicalClass);
  return { waitAtMostMs, staleAfterSeconds, primary, tombstoneOf: gone };
}

function liveParts({ config, registry, workerPool }: Kit, apiPool: Pool, rule: CareRelations): Omit<LiveParts, 'kept'> {
  return {
    store: new LiveStore(apiPool, shownProjection),
    registry: new LiveRegistry(workerPool),
    metrics: new LiveMetrics(registry),
    rule,
    settings: {
      listen: { connectionString: config.DATABASE_API_URL, applicationName: 'patient-timeline live', channel: liveChannel },
      heartbeatMs: config.LIVE_HEARTBEAT_MS,
      bufferBytes: config.LIVE_BUFFER_BYTES,
      streamsMax: config.LIVE_STREAMS_MAX,
      ofOrganisationMax: config.LIVE_STREAMS_OF_ORGANISATION_MAX,
      ofClientMax: config.LIVE_STREAMS_OF_CLIENT_MAX,
    },
  };
}

async function standingOf({ config, workerPool: pool }: Kit): Promise<StandingParts> {
  const { RELEASES_TOKEN_FILE: file, RELEASE: release = api.version, PROJECTION_VERSION: version } = config;
  return {
    token: file === undefined ? undefined : await readReleasesToken(file),
    of: async (org) => ({ release, ...(await shortfallOfVersion(pool, org, version ?? (await versionServedTo(pool, org)))) }),
  };
}

function liveReleaseOf({ config }: Kit, followed: ReleaseSource | undefined): LiveRelease | undefined {
  if (!followed) return undefined;
  const { directory } = followed;
  const own = config.RELEASE ?? api.version;
  return {
    isElsewhere: (org, actor) => (directory.releaseFor(org, 'patient-timeline', actor)?.release ?? own) !== own,
    onChange: (listener) => directory.onChange(listener),
  };
}

/** The name tells it from the same check of the projection. */
function named(consumer: string, check: HealthCheck): HealthCheck {
  return { ...check, name: `${consumer}-${check.name}` };
}

async function projectionBuilt(records: RecordStore): Promise<void> {
  if (!(await records.isBuilt())) throw new Error('the projection is not built yet');
}
