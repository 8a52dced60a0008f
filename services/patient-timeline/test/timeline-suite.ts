import { organisationStream } from '@everchart/contracts';
import { DestroyedRecords } from '@everchart/destruction/destroyed-records';
import { organisationClass } from '@everchart/contracts-organisation';
import { encodePositionToken } from '@everchart/envelope';
import { EventStore, migrations as eventStoreMigrations, recordOf, shardOf, type StoredEvent } from '@everchart/event-store';
import { createIdentityProvider, type IdentityProvider } from '@everchart/identity-provider';
import { Keyring, createKeyFile, fileKeyProvider, migrations as keyringMigrations } from '@everchart/keyring';
import { loadConfig } from '@everchart/platform';
import { createPool, type Pool } from '@everchart/postgres';
import { sealEvent } from '@everchart/sealed-events';
import { clinicalTopic, createTransport, streamsTransportMigrations, topics, type StreamTransport } from '@everchart/stream';
import { createTestDatabase, testStream, testStreamKeys, type TestDatabase } from '@everchart/testing';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { v4 as randomId, v7 as newEventId } from 'uuid';
import { configSchema, migrationSets, type TimelineConfig } from '../src/index.js';

export interface Draft {
  id?: string;
  org?: string;
  patient: string;
  type: string;
  schemaVersion?: number;
  data: unknown;
  occurredAt?: string;
  actor?: string;
  retentionClass?: string;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Databases, keys, identity and a clinical store of its own, all real: events are appended to an event store as ingest
 * does and carried to the topic of the stream under test. The service itself is started by the test.
 */
export class TimelineSuite {
  private readonly undo: (() => Promise<unknown>)[] = [];
  database!: TestDatabase;
  keyringDatabase!: TestDatabase;
  identity!: IdentityProvider;
  transport!: StreamTransport;
  store!: EventStore;
  private keyring!: Keyring;
  private environment!: Record<string, string>;
  private ingestDatabase!: TestDatabase;
  private readonly carried = new Map<string, number>();

  /**
   * @param shards of each organisation @param brokers of the test's own, to be stopped
   * @param server superuser URL of the PostgreSQL that has the service's database; default: the one that tests share
   */
  constructor(
    readonly kind: 'kafka' | 'postgres',
    private readonly shards = 1,
    private readonly brokers?: readonly string[],
    private readonly server?: string,
  ) {}

  async start(): Promise<void> {
    const directory = await mkdtemp(join(tmpdir(), 'everchart-timeline-'));
    this.undo.push(() => rm(directory, { recursive: true, force: true }));
    this.database = await this.databaseOf(migrationSets, this.server);
    this.keyringDatabase = await this.databaseOf([keyringMigrations]);
    this.ingestDatabase = await this.databaseOf([eventStoreMigrations]);
    const streams = await this.databaseOf([streamsTransportMigrations]);
    const kekFile = join(directory, 'kek');
    await createKeyFile(kekFile);
    this.identity = await createIdentityProvider({ port: 0, clients: [] });
    this.undo.push(() => this.identity.close());

    const brokers = this.brokers && { brokers: this.brokers };
    const options = this.kind === 'kafka' ? { ...testStream('kafka'), ...brokers } : testStream('postgres', streams.url('streams_user'));
    this.transport = createTransport(options, silent);
    this.undo.push(() => this.transport.close());
    await this.transport.ensureTopics(topics);
    this.store = this.openStore();
    this.undo.push(() => this.store.close());
    this.keyring = new Keyring({ pool: this.pool(this.keyringDatabase.url('keyring_writer')), provider: await fileKeyProvider(kekFile) });
    this.environment = {
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_API_URL: this.database.url('timeline_api'),
      DATABASE_WORKER_URL: this.database.url('timeline_worker'),
      KEYRING_DATABASE_URL: this.keyringDatabase.url('keyring_access_writer'),
      KEYRING_KEK_FILE: kekFile,
      STREAM_KIND: this.kind,
      STREAM_KEYS: testStreamKeys,
      KAFKA_BROKERS: options.kind === 'kafka' ? options.brokers.join(',') : '',
      STREAM_DATABASE_URL: streams.url('streams_user'),
      STREAM_TOPIC_PREFIX: options.topicPrefix,
      JWT_ISSUER: this.identity.issuer,
      JWT_AUDIENCE: this.identity.audience,
      JWKS_URL: this.identity.jwksUrl,
    };
  }

  /** Environment of the service, for a process of its own. */
  environmentWith(more: Record<string, string> = {}): Record<string, string> {
    return { ...this.environment, ...more };
  }

  config(more: Record<string, string> = {}): TimelineConfig {
    return loadConfig(configSchema, this.environmentWith(more));
  }

  /** Opens what the service puts on record. */
  async accessKeyring(): Promise<Keyring> {
    const { KEYRING_DATABASE_URL: url, KEYRING_KEK_FILE: file } = this.config();
    return new Keyring({ pool: this.pool(url), provider: await fileKeyProvider(file) });
  }

  /** Destroys records, as retention does. */
  async destroyedRecords(): Promise<DestroyedRecords> {
    const retention = await this.databaseOf([eventStoreMigrations]);
    const destroyer = new Keyring({
      pool: this.pool(this.keyringDatabase.url('keyring_destroyer')),
      provider: await fileKeyProvider(this.config().KEYRING_KEK_FILE),
    });
    const records = new DestroyedRecords(this.pool(retention.url('event_store_append')), this.keyring, destroyer);
    this.undo.push(() => records.store.close());
    return records;
  }

  /** A pool that is closed with the suite. */
  pool(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test', max: 4 }, () => undefined);
    this.undo.push(() => pool.end());
    return pool;
  }

  /** As an operator changes projections. */
  get operator(): { ownerUrl: string; actor: string } {
    return { ownerUrl: this.database.ownerUrl, actor: 'operator-emil' };
  }

  token(
    claims: { org?: string; roles?: readonly string[]; sub?: string; facilities?: readonly string[]; units?: readonly string[] } = {},
  ): Promise<string> {
    return this.identity.sign({ ...claims, org: claims.org ?? 'home', roles: claims.roles ?? ['carer'], sub: claims.sub ?? 'carer-anna' });
  }

  /** Appends events as ingest does, without carrying them to the stream. */
  async append(...drafts: Draft[]): Promise<{ id: string; position: number; token: string }[]> {
    const { storeId, epoch } = await this.store.identity();
    const recorded = [];
    for (const draft of drafts) {
      const org = draft.org ?? 'home';
      const [outcome] = await this.store.append(org, [await this.itemOf(org, draft)]);
      if (outcome?.outcome !== 'created') throw new Error(`not appended: ${outcome?.outcome}`);
      const { id, position, shard } = outcome;
      recorded.push({ id, position, token: encodePositionToken({ storeId, epoch, org, positions: { [shard]: position } }) });
    }
    return recorded;
  }

  /** Appends and carries. */
  async record(...drafts: Draft[]): Promise<{ id: string; position: number; token: string }[]> {
    const recorded = await this.append(...drafts);
    for (const org of new Set(drafts.map((draft) => draft.org ?? 'home'))) await this.carry(org);
    return recorded;
  }

  /** Appends and carries many of one organisation, some hundred in a transaction. */
  async recordMany(drafts: readonly Draft[]): Promise<void> {
    const org = drafts[0]?.org ?? 'home';
    for (let from = 0; from < drafts.length; from += 500)
      await this.store.append(org, await Promise.all(drafts.slice(from, from + 500).map((draft) => this.itemOf(org, draft))));
    await this.carry(org);
  }

  /** Events of an organisation that were appended and not yet carried. */
  async pending(org = 'home', shard = 0): Promise<StoredEvent[]> {
    return this.store.readShard(org, shard, this.carried.get(`${org}/${shard}`) ?? 0, 100_000);
  }

  /** Carries what was appended to the topic, in order. @param shards of which it is carried; default: all */
  async carry(org = 'home', shards: readonly number[] = Array.from({ length: this.shards }, (_, shard) => shard)): Promise<void> {
    for (const shard of shards) {
      const events = await this.pending(org, shard);
      await this.send(events);
      if (events.length > 0) this.carried.set(`${org}/${shard}`, events.at(-1)!.header.position);
    }
  }

  /** What was appended counts as carried: a test has sent it otherwise. */
  async passOver(org = 'home', shard = 0): Promise<void> {
    const events = await this.pending(org, shard);
    if (events.length > 0) this.carried.set(`${org}/${shard}`, events.at(-1)!.header.position);
  }

  /**
   * The clinical store is restored from a backup, as its operator does it; from now on events are appended by a process
   * of after the restore.
   */
  async restoreStore(): Promise<void> {
    await this.pool(this.ingestDatabase.ownerUrl).query('SELECT event_store.raise_epoch()');
    await this.store.close();
    this.store = this.openStore();
  }

  private openStore(): EventStore {
    return new EventStore({ pool: this.pool(this.ingestDatabase.url('event_store_append')), service: 'ingest', shards: this.shards });
  }

  /** Sends stored events as they are given: twice, or in another order. */
  async send(events: readonly StoredEvent[]): Promise<void> {
    const producer = await this.transport.createProducer();
    try {
      for (let at = 0; at < events.length; at += 500) {
        const records = events.slice(at, at + 500).map((event) => recordOf(event, newTraceparent()));
        await producer.send(clinicalTopic, records);
      }
    } finally {
      await producer.close();
    }
  }

  async close(): Promise<void> {
    for (const step of this.undo.splice(0).reverse()) await step();
  }

  private async databaseOf(sets: Parameters<typeof createTestDatabase>[0], server?: string): Promise<TestDatabase> {
    const database = await createTestDatabase(sets, server);
    this.undo.push(() => database.drop());
    return database;
  }

  private async itemOf(
    org: string,
    { id = newEventId(), patient, type, schemaVersion = 1, data, occurredAt, actor, retentionClass = 'clinical' }: Draft,
  ) {
    const dataKey = (await this.keyring.keysForSealing(org, retentionClass, [patient])).get(patient)!;
    const draft = {
      id,
      org,
      subject: patient,
      type,
      schemaVersion,
      data,
      source: await this.store.source(),
      occurredat: occurredAt ?? new Date().toISOString(),
      actor: actor ?? 'carer-anna',
      actorrole: 'carer',
      shard: shardOf(patient, await this.store.shardsOf(org)),
      retentionclass: retentionClass,
      correlationid: randomId(),
    };
    return { ...sealEvent(draft, dataKey), expected: { kind: 'any' as const } };
  }
}

const newTraceparent = (): string => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

export const newPatient = (): string => randomId();

export const registration = { identifiers: [], name: { family: 'Keller', given: ['Anna'] }, birthDate: '1941-03', gender: 'female' };

export const penicillin = { substance: { text: 'Penicillin' }, clinicalStatus: 'active', verification: 'confirmed' };

export const pulse = (value: number) => ({
  code: { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  category: 'vital-signs',
  valueQuantity: { value, unit: '/min', code: '/min' },
});

/** What an organisation states of itself. */
export const stated = (org: string, type: string, data: unknown, more: Partial<Draft> = {}): Draft => ({
  org,
  patient: organisationStream(org),
  type,
  data,
  retentionClass: organisationClass,
  ...more,
});

export interface ReadAnswer {
  status: number;
  headers: Headers;
  // The body has any shape: tests read its members freely.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** As a client does, it comes again when a machine with much to do has refused it as `overloaded`. */
export async function read(...request: Parameters<typeof readOnce>): Promise<ReadAnswer> {
  for (;;) {
    const answer = await readOnce(...request);
    if (answer.status !== 503 || answer.body?.type !== 'urn:everchart:problem:overloaded') return answer;
    await pause(100);
  }
}

export async function readOnce(url: string, token: string | undefined, headers: Record<string, string> = {}): Promise<ReadAnswer> {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers: { ...authorization, ...headers } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}
