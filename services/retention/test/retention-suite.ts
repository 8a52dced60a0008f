import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessClass, openAccesses, type Access } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { organisationClass } from '@everchart/contracts-organisation';
import { retentionFactsClass, retentionFactsOf } from '@everchart/contracts-retention';
import { formatDataschema, sha256, writerBytes, type WriterHeader } from '@everchart/envelope';
import { EventStore, SourceHeads, migrations as eventStoreMigrations, recordOf, shardOf, type StoredEvent } from '@everchart/event-store';
import { createIdentityProvider, type IdentityProvider } from '@everchart/identity-provider';
import { createKeyFile, fileKeyProvider, Keyring, migrations as keyringMigrations, type DataKey } from '@everchart/keyring';
import { loadConfig } from '@everchart/platform';
import { createPool, type MigrationSet, type Pool } from '@everchart/postgres';
import { sealEvent } from '@everchart/sealed-events';
import type { RunningService } from '@everchart/service-kit';
import {
  accessTopic,
  clinicalTopic,
  createTransport,
  streamsTransportMigrations,
  topics,
  type StreamProducer,
  type StreamTransport,
  type TransportOptions,
} from '@everchart/stream';
import { createTestDatabase, testStream, testStreamKeys, type TestDatabase } from '@everchart/testing';
import { configSchema, createApp, eventMigrationSets, migrationSets, type RetentionConfig } from '../src/index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface PatientDraft {
  id?: string;
  occurredat?: string;
  facility?: string;
  withoutFacts?: boolean;
  /** Of the header, and of the key. */
  retentionclass?: string;
}

/** A source of events: a real event store, and the topic it goes to. */
export class Source {
  readonly #carried = new Map<string, number>();

  constructor(
    readonly store: EventStore,
    readonly database: TestDatabase,
    readonly topic: string,
    private readonly transport: StreamTransport,
    private readonly type: string,
  ) {}

  /** The same source, by another process. */
  over(store: EventStore): Source {
    const source = new Source(store, this.database, this.topic, this.transport, this.type);
    for (const [org, position] of this.#carried) source.#carried.set(org, position);
    return source;
  }

  /** Appends one event per patient named. @returns the events' ids */
  async append(patients: readonly string[], org = 'home'): Promise<string[]> {
    const source = await this.store.source();
    const shards = await this.store.shardsOf(org);
    const items = patients.map((subject, index) => {
      // In the place of ciphertext: this service has no key to look into it.
      const payload = randomBytes(120);
      const header: WriterHeader = {
        id: randomUUID(),
        source,
        type: this.type,
        subject,
        dataschema: formatDataschema(this.type, 1),
        occurredat: '2026-03-01T08:00:00+01:00',
        ...(index % 2 === 0 ? {} : { deviceoffsetms: '-1500' }),
        org,
        actor: 'carer-anna',
        actorrole: 'carer',
        shard: shardOf(subject, shards),
        contentdigest: sha256(payload).toString('hex'),
        keyid: randomUUID(),
        retentionclass: 'clinical',
        correlationid: randomUUID(),
      };
      return { header, writer: writerBytes(header), payload, commitment: sha256(payload), expected: { kind: 'any' as const } };
    });
    const outcomes = await this.store.append(org, items);
    return outcomes.map(({ outcome }, at) => {
      if (outcome !== 'created') throw new Error(`not appended: ${outcome}`);
      return items[at]!.header.id;
    });
  }

  async pending(org = 'home'): Promise<StoredEvent[]> {
    const events = await this.store.readShard(org, 0, this.#carried.get(org) ?? 0, 1_000_000);
    this.#carried.set(org, events.at(-1)?.header.position ?? this.#carried.get(org) ?? 0);
    return events;
  }

  /** Puts what was appended on the topic, in order. */
  async carry(org = 'home'): Promise<void> {
    await this.send(await this.pending(org));
  }

  async send(events: readonly StoredEvent[]): Promise<void> {
    const producer = await this.transport.createProducer();
    try {
      for (let at = 0; at < events.length; at += 500) {
        const records = events.slice(at, at + 500).map((event) => recordOf(event));
        await producer.send(this.topic, records);
      }
    } finally {
      await producer.close();
    }
  }

  async record(patients: readonly string[], org = 'home'): Promise<string[]> {
    const ids = await this.append(patients, org);
    await this.carry(org);
    return ids;
  }
}

/** Databases, identity and two sources of its own, all real. The service itself is started by the test. */
export class RetentionSuite {
  readonly #undo: (() => Promise<unknown>)[] = [];
  #identity!: IdentityProvider;
  #environment!: Record<string, string>;
  directory!: string;
  #keyring!: TestDatabase;
  #stream!: TransportOptions;
  database!: TestDatabase;
  /** Of the events of retention. */
  events!: TestDatabase;
  transport!: StreamTransport;
  clinical!: Source;
  access!: Source;

  constructor(readonly kind: 'kafka' | 'postgres' = 'postgres') {}

  async start(): Promise<void> {
    this.directory = await mkdtemp(join(tmpdir(), 'everchart-retention-'));
    this.onClose(() => rm(this.directory, { recursive: true, force: true }));
    this.database = await this.#databaseOf(migrationSets);
    this.events = await this.#databaseOf(eventMigrationSets);
    this.#keyring = await this.#databaseOf([keyringMigrations]);
    const kekFile = join(this.directory, 'kek');
    await createKeyFile(kekFile);
    const streams = await this.#databaseOf([streamsTransportMigrations]);
    this.#identity = await createIdentityProvider({ port: 0, clients: [] });
    this.onClose(() => this.#identity.close());
    const options: TransportOptions = this.kind === 'kafka' ? testStream('kafka') : testStream('postgres', streams.url('streams_user'));
    this.#stream = options;
    this.transport = createTransport(options, silent);
    this.onClose(() => this.transport.close());
    await this.transport.ensureTopics(topics);
    this.clinical = await this.#sourceOf('ingest', clinicalTopic, 'observation.recorded');
    this.access = await this.#sourceOf('patient-timeline', accessTopic, 'access.recorded');
    this.#environment = {
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_API_URL: this.database.url('retention_api'),
      DATABASE_WORKER_URL: this.database.url('retention_worker'),
      EVENTS_DATABASE_API_URL: this.events.url('retention_events_api'),
      EVENTS_DATABASE_WORKER_URL: this.events.url('retention_events_worker'),
      KEYRING_DATABASE_URL: await this.#keyringUrl(),
      KEYRING_KEK_FILE: kekFile,
      KEYRING_DESTROYER_DATABASE_URL: this.#keyring.url('keyring_destroyer'),
      // Reads of the log do not grow it while a test counts its entries.
      ROLES: 'api,sequencer',
      STREAM_KIND: this.kind,
      STREAM_KEYS: testStreamKeys,
      KAFKA_BROKERS: options.kind === 'kafka' ? options.brokers.join(',') : '',
      STREAM_DATABASE_URL: streams.url('streams_user'),
      STREAM_TOPIC_PREFIX: options.topicPrefix!,
      // Nor does what it states of its own store.
      SOURCE_HEADS_SECONDS: '0',
      JWT_ISSUER: this.#identity.issuer,
      JWT_AUDIENCE: this.#identity.audience,
      JWKS_URL: this.#identity.jwksUrl,
      LOG_SIGNING_KEY_FILE: join(this.directory, 'log-signing-key.pem'),
      LOG_ORIGIN: 'log.example',
    };
  }

  environmentWith(more: Record<string, string> = {}): Record<string, string> {
    return { ...this.#environment, ...more };
  }

  config(more: Record<string, string> = {}): RetentionConfig {
    return loadConfig(configSchema, this.environmentWith(more));
  }

  async startService(more: Record<string, string> = {}): Promise<RunningService> {
    const { service } = await createApp(this.config(more));
    this.onClose(() => service.close());
    return service;
  }

  token(claims: { org?: string; roles?: readonly string[]; sub?: string } = {}): Promise<string> {
    return this.#identity.sign({ org: claims.org ?? 'home', roles: claims.roles ?? ['auditor'], sub: claims.sub ?? 'auditor-dora' });
  }

  /** What the service has put on record for an organisation, in order. */
  async accesses(org = 'home'): Promise<Access[]> {
    const keyring = await this.keyringOf('keyring_reader');
    const events = await new EventStore({ pool: this.pool(this.config().DATABASE_API_URL), service: 'retention' }).readShard(
      org,
      0,
      0,
      100_000,
    );
    const lists = await Promise.all(events.map((event) => openAccesses(event, keyring)));
    return lists.flat().map((access) => access!);
  }

  /** What an organisation states of itself, sealed as ingest does, on the clinical topic. */
  async recordDirectory(statements: readonly (readonly [type: string, data: object])[], org = 'home'): Promise<void> {
    const keyring = await this.keyringOf('keyring_writer');
    const subject = organisationStream(org);
    const key = (await keyring.keysForSealing(org, organisationClass, [subject])).get(subject)!;
    const source = await this.clinical.store.source();
    const shard = shardOf(subject, await this.clinical.store.shardsOf(org));
    const items = statements.map(([type, data]) => {
      const draft = { id: randomUUID(), source, type, subject, schemaVersion: 1, occurredat: '2026-01-01T08:00:00+01:00', org, actor: 'admin', actorrole: 'administrator', shard, retentionclass: organisationClass, correlationid: randomUUID(), data }; // prettier-ignore
      return { ...sealEvent(draft, key), expected: { kind: 'any' as const } };
    });
    const outcomes = await this.clinical.store.append(org, items);
    if (outcomes.some(({ outcome }) => outcome !== 'created')) throw new Error('not appended');
    await this.clinical.carry(org);
  }

  /** Events of one patient, sealed as ingest does, on the clinical topic. @returns their ids */
  async recordPatient(
    subject: string,
    events: readonly (readonly [type: string, data: Record<string, unknown>, more?: PatientDraft])[],
    org = 'home',
  ): Promise<string[]> {
    const keyring = await this.keyringOf('keyring_writer');
    const keyOf = async (retentionClass: string) => (await keyring.keysForSealing(org, retentionClass, [subject])).get(subject)!;
    const factsKey = await keyOf(retentionFactsClass);
    const keys = new Map<string, DataKey>();
    for (const name of new Set(['clinical', ...events.flatMap(([, , more]) => more?.retentionclass ?? [])]))
      keys.set(name, await keyOf(name));
    const source = await this.clinical.store.source();
    const shard = shardOf(subject, await this.clinical.store.shardsOf(org));
    const items = events.map(([type, data, { withoutFacts = false, ...more } = {}]) => {
      const draft = { id: randomUUID(), source, type, subject, schemaVersion: 1, occurredat: '2026-01-01T08:00:00+01:00', org, actor: 'carer', actorrole: 'carer', shard, retentionclass: 'clinical', correlationid: randomUUID(), data, ...more }; // prettier-ignore
      const facts = withoutFacts ? undefined : retentionFactsOf(type, data);
      return {
        ...sealEvent(draft, keys.get(draft.retentionclass)!, facts && { data: facts, key: factsKey }),
        expected: { kind: 'any' as const },
      };
    });
    const outcomes = await this.clinical.store.append(org, items);
    if (outcomes.some(({ outcome }) => outcome !== 'created')) throw new Error('not appended');
    await this.clinical.carry(org);
    return items.map(({ header }) => header.id);
  }

  /** Of the keyring, as its owner. */
  get keyringOwnerUrl(): string {
    return this.#keyring.ownerUrl;
  }

  async keyringOf(role: string): Promise<Keyring> {
    return new Keyring({ pool: this.pool(this.#keyring.url(role)), provider: await fileKeyProvider(this.config().KEYRING_KEK_FILE) });
  }

  pool(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test', max: 4 }, () => undefined);
    this.onClose(() => pool.end());
    return pool;
  }

  /** What a process states of a source that it commits to. */
  headsOf({ store, topic }: Source, service: string): SourceHeads {
    const heads = new SourceHeads({
      source: () => store.source(),
      createProducer: () => this.producerOf(service),
      topic,
      logger: silent,
      everyMs: 20,
    });
    this.onClose(() => heads.stop());
    store.onCommitted((committed) => heads.committed(committed));
    return heads;
  }

  /** Signs as the service. */
  producerOf(service: string): Promise<StreamProducer> {
    const transport = createTransport({ ...this.#stream, writer: service }, silent);
    this.onClose(() => transport.close());
    return transport.createProducer();
  }

  /** As the owner of its database: the newest event is gone, and nothing of the store says so. */
  async removeNewest({ database }: Source): Promise<void> {
    const owner = this.pool(database.ownerUrl);
    await owner.query('ALTER TABLE event_store.events DISABLE TRIGGER events_append_only');
    await owner.query(
      `UPDATE event_store.streams t SET version = t.version - 1, position = e.previous
       FROM event_store.events e JOIN event_store.shards s ON s.position = e.position WHERE t.stream = e.stream AND t.version > 1`,
    );
    await owner.query('DELETE FROM event_store.streams t USING event_store.shards s WHERE t.position = s.position');
    await owner.query('DELETE FROM event_store.events e USING event_store.shards s WHERE e.position = s.position');
    await owner.query(
      `UPDATE event_store.shards s SET position = e.position, chain = e.chain, recorded_at_us = e.recorded_at_us
       FROM event_store.events e WHERE e.position = s.position - 1`,
    );
    await owner.query('ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_append_only');
  }

  /** A source as a process sees it that starts now. */
  reopened(source: Source): Source {
    return source.over(this.#storeOf('patient-timeline', source.database));
  }

  onClose(step: () => Promise<unknown>): void {
    this.#undo.push(step);
  }

  /** What another service says in the event store of its accesses, beside these. @returns the event */
  async report(
    type: 'copies.deleted' | 'export.made',
    subject: string,
    data: object,
    { org = 'home', actor = 'patient-timeline' } = {},
  ): Promise<string> {
    const own = organisationStream(org);
    const retentionclass = accessClass(new Date().getUTCFullYear());
    const key = (await (await this.keyringOf('keyring_access_writer')).keysForSealing(org, retentionclass, [own])).get(own)!;
    const { store } = this.access;
    const id = randomUUID();
    const draft = {
      id,
      org,
      subject,
      type,
      schemaVersion: 1,
      data,
      source: await store.source(),
      shard: shardOf(subject, await store.shardsOf(org)),
      occurredat: new Date().toISOString(),
      actor,
      actorrole: 'service',
      retentionclass,
      correlationid: randomUUID(),
    };
    await store.append(org, [{ ...sealEvent(draft, key), expected: { kind: 'any' } }]);
    await this.access.carry(org);
    return id;
  }

  async close(): Promise<void> {
    for (const step of this.#undo.splice(0).reverse()) await step();
  }

  async #sourceOf(service: string, topic: string, type: string): Promise<Source> {
    const database = await this.#databaseOf([eventStoreMigrations]);
    return new Source(this.#storeOf(service, database), database, topic, this.transport, type);
  }

  #storeOf(service: string, database: TestDatabase): EventStore {
    const store = new EventStore({ pool: this.pool(database.url('event_store_append')), service });
    this.onClose(() => store.close());
    return store;
  }

  /** Of a login with both groups of this service, as `tools/databases` makes it. Roles are the whole cluster's. */
  async #keyringUrl(): Promise<string> {
    const owner = this.pool(this.#keyring.ownerUrl);
    await owner.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'test_retention_keyring') THEN
        CREATE ROLE test_retention_keyring LOGIN PASSWORD 'test' IN ROLE keyring_access_recorder, keyring_retention;
      END IF;
    -- By another suite, in another database, just now.
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
    return this.#keyring.url('test_retention_keyring');
  }

  async #databaseOf(sets: readonly MigrationSet[]): Promise<TestDatabase> {
    const database = await createTestDatabase(sets);
    this.onClose(() => database.drop());
    return database;
  }
}

export interface Completeness {
  complete: boolean;
  entries: number;
  checkpoint: { size: number } | null;
  checkpoints: { signed: number; kept: number };
  signingRefused: string | null;
  missingTail: { shard: number; from: number; to: number }[];
  shards: {
    service: string;
    epoch: number;
    from: number;
    to: number;
    entries: number;
    followedTo: number;
    head: { position: number; chain: string; recordedAt: string } | null;
    stated: { position: number; at: string } | null;
    behind: boolean;
    contradicted: number[];
    silent: boolean;
    gaps: { from: number; to: number }[];
    chainFaults: number[];
  }[];
  stoppedStreams: { stream: string; reason: string; code: string }[];
  unreadableEvents: { eventId: string; stream: string; position: number; code: string }[];
}

/** Requests of an auditor, over REST. */
export class Auditor {
  constructor(
    readonly url: string,
    readonly token: string,
    readonly org = 'home',
  ) {}

  get(path: string): Promise<Response> {
    return fetch(`${this.url}/v1/orgs/${this.org}${path}`, { headers: { authorization: `Bearer ${this.token}` } });
  }

  async json<T = Record<string, never>>(path: string): Promise<T> {
    const response = await this.get(path);
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async text(path: string): Promise<string> {
    const response = await this.get(path);
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
    return response.text();
  }

  completeness(): Promise<Completeness> {
    return this.json('/completeness');
  }
}
