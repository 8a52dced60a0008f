import { DestructionConsumer, type PreparedDestructions } from '@everchart/destruction';
import { EventStore, firstCluster } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import { errorFields, jsonBody } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import {
  bootService,
  clockCheck,
  databaseCheck,
  keyringCheck,
  readReleasesToken,
  type BootedService,
  type ServiceDefinition,
  type ServiceKit,
} from '@everchart/service-kit';
import { ReleaseStore } from '@everchart/releases';
import { clinicalTopic, retentionTopic } from '@everchart/stream';
import { DecisionReplay } from './application/decision.replay.js';
import { ReadResource } from './application/read-resource.handler.js';
import { RecordDirectory, RecordEvents, RecordRounds, type RecordSettings } from './application/record-events.handler.js';
import { RecordReleases, ReleaseKeeper } from './application/record-releases.handler.js';
import { directoryRules, patientRules, roundRules } from './application/stream.rules.js';
import { configSchema, type IngestConfig } from './configuration.js';
import { rulesVersion } from './domain/rules/index.js';
import { api } from './http/api.js';
import { BodyBudget } from './http/body-budget.js';
import { EventRates } from './http/event-rates.js';
import { ndjsonType, parseNdjson, tooLargeEvent } from './http/ndjson.js';
import { resourceAddress } from './http/fhir-request.js';
import { operationOutcomeFormat } from './http/operation-outcome.js';
import { batchMax } from './http/record.operations.js';
import { RecordingMetrics } from './http/recording.metrics.js';
import { RELEASES, RELEASES_TOKEN } from './http/release-directory.controller.js';
import { ReleaseStandings } from './infrastructure/release.standings.js';
import { destructionConsumer, StreamHolder } from './infrastructure/stream.holder.js';
import { accessMigrationSets, migrationSets } from './migrations.js';

/** Names the second event store of the process, its pools, its relay and its series. */
const accessStore = 'accesses';

type Kit = ServiceKit<IngestConfig>;

export const ingest: ServiceDefinition<IngestConfig> = {
  api,
  configSchema,
  databases: ({ DATABASE_API_URL: first, DATABASE_CLUSTERS: further, ACCESS_DATABASE_API_URL: accesses }) => [
    ...[first, ...Object.values(further).map(({ api: url }) => url)].map((url) => ({ url, migrations: migrationSets })),
    { url: accesses, migrations: accessMigrationSets },
  ],
  assemble: async (kit) => {
    const { config, registry } = kit;
    const { keyring, pool: keyringPool } = await kit.openKeyring(config);
    const store: EventStore = kit.eventStore({
      pool: kit.apiPool,
      clusters: furtherPools(kit),
      maxQueued: config.QUEUE_MAX,
      shards: config.SHARDS,
      rules: { version: rulesVersion, rebuild: (org, stream) => new DecisionReplay(store, keyring).rebuild(org, stream) },
    });
    kit.sourceHeads(store, clinicalTopic);
    if (kit.runs('relay')) {
      addRelays(kit, store);
      addDestructions(kit, store, keyring);
    } else void kit.compareWithStream({ pool: kit.workerPool, topic: clinicalTopic });
    const accessKeyring = { ...config, KEYRING_DATABASE_URL: config.ACCESS_KEYRING_DATABASE_URL };
    const accesses = kit.accessLog(await kit.openKeyring(accessKeyring, accessStore), config, {
      label: accessStore,
      apiUrl: config.ACCESS_DATABASE_API_URL,
      workerUrl: config.ACCESS_DATABASE_WORKER_URL,
    });
    const metrics = new RecordingMetrics(registry);
    const rates = new EventRates({
      organisationPerSecond: config.RATE_LIMIT_ORGANISATION,
      besideOthersPerSecond: config.RATE_LIMIT_BESIDE_OTHERS,
      clientPerSecond: config.RATE_LIMIT_CLIENT,
      burstSeconds: config.RATE_LIMIT_BURST_SECONDS,
      clock: () => performance.now(),
      onLimited: (limit) => metrics.rateLimited(limit),
    });
    const bodies = new BodyBudget(rates, config.BODIES_IN_FLIGHT_MAX_BYTES);
    metrics.watchBodies(() => bodies.bytesInFlight);
    const recording: RecordSettings = {
      futureToleranceMs: config.FUTURE_TOLERANCE_SECONDS * 1000,
      payloadMaxBytes: config.PAYLOAD_MAX_BYTES,
      clock: Date.now,
      onFailedAlone: (error, { org, correlationId }) =>
        kit.logger.error({ event: 'event.failed', org, correlationId, ...errorFields(error) }),
    };
    const kept = new ReleaseStore(kit.workerPool);
    const keeper = new ReleaseKeeper(store, keyring, kept);
    const releases = kit.keepReleases(kept, (org) => keeper.keep(org));
    const { RELEASES_TOKEN_FILE: tokenFile } = config;
    const token = tokenFile === undefined ? undefined : await readReleasesToken(tokenFile);
    const standings = new ReleaseStandings(config.RELEASES_STANDINGS, token);
    const recordReleases = new RecordReleases(store, keyring, recording, keeper, { source: releases, standings });
    return {
      fence: kit.fenceOf('ingest', api.version, releases),
      values: [
        ...accesses.values,
        { provide: RELEASES, useValue: releases },
        { provide: RELEASES_TOKEN, useValue: token },
        { provide: RecordReleases, useValue: recordReleases },
        { provide: EventStore, useValue: store },
        { provide: RecordEvents, useValue: new RecordEvents(store, keyring, patientRules, recording) },
        { provide: RecordDirectory, useValue: new RecordDirectory(store, keyring, directoryRules, recording) },
        { provide: RecordRounds, useValue: new RecordRounds(store, keyring, roundRules, recording) },
        { provide: ReadResource, useValue: new ReadResource(store, keyring) },
        { provide: EventRates, useValue: rates },
        { provide: RecordingMetrics, useValue: metrics },
      ],
      onDenied: accesses.onDenied,
      limits: { bodyGraceMs: config.BODY_GRACE_SECONDS * 1000 },
      bodyAdmission: bodies,
      bodyParsers: {
        [ndjsonType]: (body, turn) => parseNdjson(body, batchMax, turn),
        'application/json': jsonBody({ elementTooLarge: tooLargeEvent }),
      },
      onProblem: (code, request) => {
        if (request.method === 'POST') metrics.rejected(code);
      },
      problemFormat: operationOutcomeFormat,
      addressesWithoutMethods: [resourceAddress],
      // Not the stream: while it is away recording goes on, and the relay's backlog shows it. Not the further clusters:
      // while one is away the others' organisations record. Not the record of accesses, and the
      // destructions that are noted beside it: what is recorded needs none.
      readiness: [databaseCheck(kit.apiPool), clockCheck(kit.apiPool), databaseCheck(keyringPool, 'keyring'), keyringCheck(keyring)],
    };
  },
};

/** Starts the service in this process. */
export const createApp = (config: IngestConfig): Promise<BootedService> => bootService(ingest, config);

export function furtherPools(kit: Kit): Map<string, Pool> {
  const { DATABASE_CLUSTERS: clusters, API_POOL_MAX: max } = kit.config;
  return new Map(Object.entries(clusters).map(([name, { api: url }]) => [name, kit.pool(`api ${name}`, url, max)]));
}

/** Its progress, its notes and its confirmations are where the accesses are. */
function addDestructions(kit: Kit, store: EventStore, keyring: Keyring): void {
  const { ACCESS_DATABASE_WORKER_URL: url, WORKER_POOL_MAX: max } = kit.config;
  const pool = kit.pool('destructions', url, max, { byKeysOnly: true });
  kit.consumer<PreparedDestructions>({
    name: 'destructions',
    group: destructionConsumer,
    topics: [retentionTopic],
    handler: new DestructionConsumer({ holder: new StreamHolder(store), pool, keyring, registry: kit.registry }),
    pool,
    startsLater: true,
    restMs: 1000,
  });
}

/** Each cluster's events are published from there. */
function addRelays(kit: Kit, store: EventStore): void {
  const { DATABASE_WORKER_URL: firstUrl, DATABASE_CLUSTERS: further, WORKER_POOL_MAX: max } = kit.config;
  const places = [[firstCluster, firstUrl] as const, ...Object.entries(further).map(([name, { worker }]) => [name, worker] as const)];
  const label = places.length > 1;
  for (const [name, connectionString] of places) {
    const pool = kit.pool('relay', connectionString, max);
    kit.relay({ topic: clinicalTopic, store, pool, connectionString, cluster: { name, label } });
  }
}
