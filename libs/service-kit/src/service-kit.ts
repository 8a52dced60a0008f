import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { AccessKeys, AccessLog, AccessMetrics, RequestAccesses, RequestCounts, type AccessLogOptions } from '@everchart/access-log';
import { EventStore, firstCluster, Relay, SourceHeads, type EventStoreOptions } from '@everchart/event-store';
import { fileKeyProvider, Keyring, KeyringUnavailableError, type KeyProvider } from '@everchart/keyring';
import {
  ConfigError,
  createLogger,
  createRegistry,
  errorFields,
  hasRole,
  RequestCounter,
  streamOptions,
  type AccessLogConfig,
  type BaseConfig,
  type HealthCheck,
  type HttpOptions,
  type KeyringConfig,
  type Logger,
  type ReleaseFence,
  type ReleasesConfig,
} from '@everchart/platform';
import { createPool, lanesOf, type Pool, type PoolLanes } from '@everchart/postgres';
import {
  accessTopic,
  createConsumer,
  createTransport,
  forgedRecords,
  forkedShards,
  lostOf,
  StreamError,
  type Consumer,
  type ConsumerOptions,
  type StreamProducer,
  type StreamTransport,
} from '@everchart/stream';
import { DirectoryFence, FollowedReleases, ReleaseStore, StoredReleases, type ReleaseSource } from '@everchart/releases';
import type { ReleasedService } from '@everchart/contracts-organisation';
import { Gauge, type Registry } from 'prom-client';
import { Lifecycle, type LifecyclePart, type Phase } from './lifecycle.js';
import { OwnedTopic } from './owned-topic.js';
import { StreamComparisons, type ComparedStore } from './stream-comparison.js';

/** Additional configuration of every service: sizes of its pools. */
export type KitConfig = BaseConfig & { API_POOL_MAX: number; WORKER_POOL_MAX: number };

/**
 * Longer than any outage that is waited for: a consumer waits for what is away, the rest of the process goes on
 * meanwhile.
 */
const retryForMs = 7 * 24 * 60 * 60 * 1000;
const tryAgainAfterMs = 1000;
const keyringPoolMax = 3;
/**
 * Of the heap of a process that has consumers, by the name that an operator would give on the command line: see
 * docs/adr/0031-what-a-run-of-events-costs.md and docs/adr/0069-what-lives-for-a-run.md.
 */
const heapFlags = {
  // V8 would let the heap grow by a few MB between two markings of all of it, which is less than two runs of events.
  'heap-growing-percent': '--heap-growing-percent=200',
  // V8 sees that much of a run lives longer than a moment, and would put all that comes among what lasts.
  'allocation-site-pretenuring': '--no-allocation-site-pretenuring',
};
/** Publications gather at high rates: docs/adr/0068-publications-gather-with-the-load.md. */
const eventsRest = { restMs: 40, fullRestFrom: 3000 };
/** No reader waits for the audit log: what is on its way there is worth gathering for longer, at any rate. */
const accessesRest = { restMs: 100 };

export interface ConsumerPart<Prepared> extends Pick<
  ConsumerOptions<Prepared>,
  'group' | 'topics' | 'handler' | 'maxBatch' | 'restMs' | 'followsChain' | 'notifies'
> {
  /** Of the database of its effects, where that is not the worker's. */
  pool?: Pool;
  /** That database may be away at the start: the process begins without it. */
  startsLater?: boolean;
  /** Name of the part. */
  name: string;
}

/** Where a service keeps its accesses, when that is not its own database. */
export interface AccessPlace {
  /** Names the pools, the relay and the series of this event store. */
  label: string;
  apiUrl: string;
  workerUrl: string;
}

/** What a service has that goes on answering while its database is away. */
export interface WithoutStore {
  /** Where the organisations' own keys are read then. */
  keysFrom: Pool;
  /** Where accesses are kept then. */
  kept: AccessLogOptions['kept'];
}

export interface RelayPart {
  /** The topic that the service owns: it is created at the start. */
  topic: string;
  /** Whose commits wake it. */
  store: EventStore;
  /** of the login that may publish. */
  pool: Pool;
  connectionString: string;
  /** Lets events gather: see `RelayOptions`. */
  rest?: { restMs: number; fullRestFrom?: number };
  /** Name of the store's cluster that it publishes; `label` says whether metrics name it. */
  cluster?: { name: string; label: boolean };
  /** Label of its metrics, where the process has a second event store. */
  storeLabel?: string | undefined;
}

/**
 * The parts that services are made of, connected to the configuration, the log, the metrics and the life of one
 * process. Each part is made at its first use, once, and is started and stopped in the order of `phases`.
 */
export class ServiceKit<Config extends KitConfig = KitConfig> {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly lifecycle: Lifecycle;
  /** Settings of the connections of all pools that are made from then on. */
  databaseSettings: Readonly<Record<string, string>> = {};
  readonly #made = new Map<string, unknown>();
  readonly #heads = new Map<EventStore, SourceHeads>();

  constructor(
    /** Of the service, or of its side program. */
    readonly name: string,
    readonly config: Config,
    /** Of the service: its release, where the configuration names none. */
    readonly version = '0',
  ) {
    this.logger = createLogger({ service: name, instance: config.INSTANCE_ID, level: config.LOG_LEVEL });
    this.registry = createRegistry(name);
    this.lifecycle = new Lifecycle(this.logger);
  }

  /** Whether this process runs a part of the service. */
  runs(role: string): boolean {
    return hasRole(this.config, role);
  }

  part(phase: Phase, part: LifecyclePart): void {
    this.lifecycle.add(phase, part);
  }

  pool(part: string, connectionString: string, max: number, { byKeysOnly = false } = {}): Pool {
    const settings = this.databaseSettings;
    const pool = createPool({ connectionString, applicationName: `${this.name} ${part}`, max, byKeysOnly, settings }, () =>
      this.logger.warn({ event: 'pool.connection-lost', part }),
    );
    this.part('connections', { name: `pool ${part}`, stop: () => pool.end() });
    return pool;
  }

  /** Counts the requests of this process. */
  get requests(): RequestCounter {
    const { registry, config, version } = this;
    const sumsUp = config.REQUEST_COUNTS_SECONDS > 0;
    return this.#once('requests', () => new RequestCounter({ registry, release: config.RELEASE ?? version, sumsUp }));
  }

  /** Of the role that answers requests. */
  get apiPool(): Pool {
    return this.#once('api', () => this.pool('api', this.config.DATABASE_API_URL, this.config.API_POOL_MAX, { byKeysOnly: true }));
  }

  /** The same connections, for a service in which some of them are kept for what is vital: all of it uses these. */
  get apiLanes(): PoolLanes {
    return this.#once('api lanes', () => lanesOf(this.apiPool));
  }

  /** Of the role that consumes, relays and sends. */
  get workerPool(): Pool {
    return this.#once('worker', () =>
      this.pool('worker', this.config.DATABASE_WORKER_URL, this.config.WORKER_POOL_MAX, { byKeysOnly: true }),
    );
  }

  get transport(): StreamTransport {
    return this.#once('transport', () => {
      const options = { ...streamOptions(this.config, this.config.INSTANCE_ID), writer: this.name };
      const transport = keysOf(() => createTransport(options, this.logger));
      this.part('connections', { name: 'stream', stop: () => transport.close() });
      return transport;
    });
  }

  /**
   * A key file that cannot be used is a fault of the start.
   * @param label of a second login to the keyring, whose cache is not measured
   */
  async openKeyring(config: KeyringConfig, label?: string): Promise<{ keyring: Keyring; provider: KeyProvider; pool: Pool }> {
    const provider = await fileKeyProvider(config.KEYRING_KEK_FILE);
    const pool = this.pool(label === undefined ? 'keyring' : `keyring ${label}`, config.KEYRING_DATABASE_URL, keyringPoolMax);
    return { keyring: new Keyring({ pool, provider, ...(label === undefined && { registry: this.registry }) }), provider, pool };
  }

  consumer<Prepared>({ name, ...options }: ConsumerPart<Prepared>): Consumer {
    const consumer = this.unmanagedConsumer<Prepared>(options);
    const start = (): Promise<void> => (options.startsLater ? this.#startInTheEnd(name, consumer) : consumer.start());
    this.part('consumers', { name, start, stop: () => consumer.stop(), crashed: consumer.crashed });
    return consumer;
  }

  /**
   * Which release serves whom, as ingest says it; undefined where no ingest is named. The copy is kept by the login
   * that consumes.
   */
  followReleases(): Promise<FollowedReleases | undefined> {
    return this.#once('releases', () => this.#followReleases());
  }

  async #followReleases(): Promise<FollowedReleases | undefined> {
    const { RELEASES_URL: url, RELEASES_TOKEN_FILE: file } = this.config as KitConfig & ReleasesConfig;
    if (url === undefined || file === undefined) return undefined;
    const token = await readReleasesToken(file);
    const followed = new FollowedReleases({ url, token, store: new ReleaseStore(this.workerPool), logger: this.logger });
    this.part('stores', followed);
    this.#measureReleases(followed, () => followed.ageSeconds);
    return followed;
  }

  /** The same of the service that keeps it. @param restore see `StoredReleasesOptions` */
  keepReleases(store: ReleaseStore, restore: (org: string) => Promise<void>): StoredReleases {
    const { config, logger, name } = this;
    const kept = new StoredReleases({ store, logger, restore, connectionString: config.DATABASE_WORKER_URL, applicationName: `${name} releases` }); // prettier-ignore
    this.part('stores', kept);
    this.#measureReleases(kept, () => kept.ageSeconds);
    return kept;
  }

  /** @param version the release of a process that has no other name */
  fenceOf(service: ReleasedService, version: string, source: ReleaseSource): ReleaseFence {
    return new DirectoryFence(this.config.RELEASE ?? version, service, source);
  }

  #measureReleases({ directory }: ReleaseSource, ageSeconds: () => number): void {
    const registers = [this.registry];
    new Gauge({
      name: 'everchart_releases_age_seconds',
      help: 'Since it was last looked up which release serves whom',
      registers,
      collect() {
        this.set(ageSeconds());
      },
    });
    new Gauge({
      name: 'everchart_releases_revision',
      help: 'Revision of what this process knows of which release serves whom; -1: nothing',
      registers,
      collect() {
        this.set(directory.revision ?? -1);
      },
    });
  }

  /** The caller starts and stops it. */
  unmanagedConsumer<Prepared>({ startsLater: _, ...options }: Omit<ConsumerPart<Prepared>, 'name'>): Consumer {
    const { transport, logger, registry } = this;
    keysOf(() => transport.seal.requireKeys({ reads: options.topics, writes: [] }));
    for (const [name, flag] of Object.entries(heapFlags))
      if (!process.execArgv.some((given) => given.includes(name))) setFlagsFromString(flag);
    return createConsumer<Prepared>({ transport, logger, registry, retryForMs, ...options, pool: options.pool ?? this.workerPool });
  }

  /** The process goes on without it; when its database is there it begins. */
  #startInTheEnd(name: string, consumer: Consumer): Promise<void> {
    const stopping = new AbortController();
    const attempts = async (): Promise<void> => {
      for (;;) {
        try {
          return await consumer.start();
        } catch (error) {
          this.logger.warn({ event: 'consumer.not-started-yet', part: name, ...errorFields(error) });
        }
        await pause(tryAgainAfterMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (stopping.signal.aborted) return;
      }
    };
    const started = attempts();
    // Stopped before the consumer is: the last one added to a phase stops first.
    this.part('consumers', { name: `start of ${name}`, stop: () => (stopping.abort(), started) });
    return Promise.resolve();
  }

  eventStore(options: Omit<EventStoreOptions, 'service' | 'registry'>): EventStore {
    const store = new EventStore({ service: this.name, registry: this.registry, ...options });
    this.part('stores', { name: 'event-store', stop: () => store.close(), crashed: store.restored });
    return store;
  }

  /**
   * Accesses of this service: its own event store in its own database, or in that of `place`, and, where this process
   * has the role `relay`, the relay to the access topic. What it answers goes into the HTTP options; a part that sends
   * records uses `log`.
   */
  accessLog(
    { keyring, provider }: { keyring: Keyring; provider: KeyProvider },
    { KEYRING_TIMEOUT_MS: timeoutMs, KEYRING_PAUSE_MS: pauseMs }: Pick<AccessLogConfig, 'KEYRING_TIMEOUT_MS' | 'KEYRING_PAUSE_MS'>,
    place?: AccessPlace,
    { keysFrom, kept, pool: own }: Partial<WithoutStore> & { pool?: Pool } = {},
  ): { log: AccessLog } & Required<Pick<HttpOptions, 'values' | 'onDenied'>> {
    const { API_POOL_MAX: apiMax, WORKER_POOL_MAX: workerMax } = this.config;
    const pool = place ? this.pool(`${place.label} api`, place.apiUrl, apiMax, { byKeysOnly: true }) : (own ?? this.apiPool);
    const store = this.eventStore({ pool, storeLabel: place?.label });
    const onFallback = (error: unknown): void => this.logger.warn({ event: 'access-log.keyring-unreachable', ...errorFields(error) });
    const keys = new AccessKeys({ keyring, provider, pool: keysFrom ?? pool, timeoutMs, pauseMs, onFallback });
    const log = new AccessLog({ store, keys, metrics: new AccessMetrics(this.registry), service: this.name, ...(kept && { kept }) });
    const accesses = new RequestAccesses(log);
    this.sourceHeads(store, accessTopic);
    this.part('stores', { name: 'access-log', stop: () => accesses.close().then(() => log.close()) });
    const connectionString = place?.workerUrl ?? this.config.DATABASE_WORKER_URL;
    const worker = place ? this.pool(`${place.label} worker`, connectionString, workerMax, { byKeysOnly: true }) : this.workerPool;
    if (this.runs('relay'))
      this.relay({ topic: accessTopic, store, pool: worker, connectionString, rest: accessesRest, storeLabel: place?.label });
    this.#sumUpRequests(store, worker, keyring);
    const values = [
      { provide: AccessLog, useValue: log },
      { provide: RequestAccesses, useValue: accesses },
    ];
    return { log, values, onDenied: (denial) => accesses.denied(denial) };
  }

  /** Half hours of the requests of this process, recorded beside the accesses. */
  #sumUpRequests(store: EventStore, pool: Pool, keyring: Keyring): void {
    const { requests: counter, registry, logger, name: service } = this;
    const { REQUEST_COUNTS_SECONDS: seconds, INSTALLATION_ORG: installation } = this.config;
    if (seconds === 0) return;
    this.part('stores', new RequestCounts({ counter, pool, store, keyring, service, installation, registry, logger, everyMs: seconds * 1000 })); // prettier-ignore
  }

  /**
   * States how far a store is, also in a process that does not relay it: one that commits says so itself. Undefined
   * where the configuration says that none are stated.
   */
  sourceHeads(store: EventStore, topic: string): SourceHeads | undefined {
    const { SOURCE_HEADS_SECONDS: seconds } = this.config;
    const known = this.#heads.get(store);
    if (known || seconds === 0) return known;
    keysOf(() => this.transport.seal.requireKeys({ reads: [], writes: [topic] }));
    const owned = this.#ownedTopic(topic);
    const createProducer = (): Promise<StreamProducer> => owned.create().then(() => this.transport.createProducer());
    const heads = new SourceHeads({ source: () => store.source(), createProducer, topic, logger: this.logger, everyMs: seconds * 1000 });
    this.#heads.set(store, heads);
    const unsubscribe = store.onCommitted((committed) => heads.committed(committed));
    this.part('relays', { name: `heads ${topic}`, start: () => heads.start(), stop: () => heads.stop().finally(unsubscribe) });
    return heads;
  }

  relay({ topic, store, pool, connectionString, rest = eventsRest, cluster, storeLabel }: RelayPart): Relay {
    const { transport } = this;
    keysOf(() => transport.seal.requireKeys({ reads: [], writes: [topic] }));
    const owned = this.#ownedTopic(topic);
    // Not compared before the relay is stopped: there will be no producer, and nothing waits for one.
    const stopping = Promise.withResolvers<never>();
    stopping.promise.catch(() => undefined);
    const compared = Promise.race([this.compareWithStream({ pool, topic }), stopping.promise]);
    compared.catch(() => undefined);
    const heads = this.sourceHeads(store, topic);
    const relay = new Relay({
      pool,
      onHeld: heads && ((shards) => heads.held(cluster?.name ?? firstCluster, shards)),
      createProducer: async () => {
        await compared;
        await owned.create();
        return transport.createProducer();
      },
      topic,
      owner: this.config.INSTANCE_ID,
      logger: this.logger,
      registry: this.registry,
      ...rest,
      cluster: cluster?.label ? cluster.name : undefined,
      storeLabel,
      listenConnectionString: connectionString,
    });
    const unsubscribe = store.onCommitted(
      (committed) => (cluster === undefined || committed.cluster === cluster.name) && relay.committed(committed),
    );
    this.part('relays', {
      name: ['relay', storeLabel, cluster?.label ? cluster.name : undefined].filter(Boolean).join(' '),
      start: () => relay.start(),
      stop: async () => {
        unsubscribe();
        stopping.reject(new Error('the relay is stopped'));
        await relay.stop();
      },
    });
    return relay;
  }

  /** Before the port opens, see {@link StreamComparisons}; relays have it made. @returns when the store may publish */
  compareWithStream(store: ComparedStore): Promise<void> {
    const comparisons = this.#once('comparisons', () => {
      const made = new StreamComparisons(this.transport, this.logger);
      this.part('connections', made);
      return made;
    });
    return comparisons.add(store);
  }

  /** Several relays may write to one topic. */
  #ownedTopic(topic: string): OwnedTopic {
    return this.#once(`topic ${topic}`, () => {
      const owned = new OwnedTopic(this.transport, topic, this.logger);
      this.part('relays', owned);
      return owned;
    });
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name) as T;
  }
}

const releasesTokenMin = 16;

/** @throws ConfigError for a file that cannot be read, or holds no secret */
export async function readReleasesToken(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError([`RELEASES_TOKEN_FILE: cannot be read (${error.code ?? error.name})`]);
  });
  const token = text.trim();
  if (token.length < releasesTokenMin || !/^[!-~]+$/.test(token))
    throw new ConfigError([`RELEASES_TOKEN_FILE: is not one line of at least ${releasesTokenMin} letters, digits and signs`]);
  return token;
}

/** Keys of the stream that are malformed or missing are a fault of the configuration. The messages name no key. */
function keysOf<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError || error instanceof StreamError) throw new ConfigError([`STREAM_KEYS_FILE: ${error.message}`]);
    throw error;
  }
}

/** Injects the pool of the role that answers requests. */
export const API_POOL = Symbol('ApiPool');
/** Injects its lanes, where the service has them. */
export const API_LANES = Symbol('ApiLanes');

/** Ready when the pool's database answers. */
export function databaseCheck(pool: Pool, name = 'database'): HealthCheck {
  return { name, check: async () => void (await pool.query('SELECT')) };
}

/**
 * Degraded while the keyring was restored and retention has not compared it with what was destroyed: keys of records
 * that are not in memory are not served. One that does not answer is another matter.
 */
export function keyringCheck(keyring: Pick<Keyring, 'standing'>): HealthCheck {
  const check = async (): Promise<void> => {
    const standing = await keyring.standing().catch((error: unknown) => {
      if (error instanceof KeyringUnavailableError) return undefined;
      throw error;
    });
    if (standing?.served === false) throw new Error('the keyring was restored, and is not compared yet');
  };
  return { name: 'keyring-compared', check, degrades: true };
}

/** The consumer that what is shown goes by: where there are several, another one from some moment on. */
export type ConsumerName = string | (() => Promise<string>);

async function nameOf(consumer: ConsumerName): Promise<string> {
  return typeof consumer === 'string' ? consumer : consumer();
}

/**
 * Degraded while two histories of a shard have come: nothing more of it is taken, and reads of its organisation say so.
 */
export function forkCheck(pool: Pool, consumer: ConsumerName): HealthCheck {
  const check = async (): Promise<void> => {
    if ((await forkedShards(pool, await nameOf(consumer))) > 0) throw new Error('two histories of a shard have come');
  };
  return { name: 'fork', check, degrades: true };
}

/** A minute: more than clocks that are kept differ, and what an event store takes. */
const clocksApartMsMax = 60_000;

/** Degraded while the database has another time than this process: nothing is recorded then. */
export function clockCheck(pool: Pool): HealthCheck {
  const check = async (): Promise<void> => {
    const { rows } = await pool.query<{ now: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now');
    if (Math.abs(rows[0]!.now - Date.now()) > clocksApartMsMax) throw new Error('the clock of the database is wrong');
  };
  return { name: 'clock', check, degrades: true };
}

/**
 * Degraded for a day after records came that no writer of their topic has signed. They were dropped: what is shown is
 * right, but the stream has a writer that must not be.
 */
export function forgeryCheck(pool: Pool, consumer: ConsumerName): HealthCheck {
  const check = async (): Promise<void> => {
    if ((await forgedRecords(pool, await nameOf(consumer))).length > 0) throw new Error('records were forged');
  };
  return { name: 'forgery', check, degrades: true };
}

/**
 * Degraded while the stream lacks records that the consumer has not taken. Not more: what was taken is right, and says
 * that something may be missing; a service that were not ready would show nothing at all.
 */
export function streamCheck(pool: Pool, consumer: ConsumerName): HealthCheck {
  const check = async (): Promise<void> => {
    if ((await lostOf(pool, await nameOf(consumer))) !== undefined) throw new Error('the stream lost records');
  };
  return { name: 'stream', check, degrades: true };
}
