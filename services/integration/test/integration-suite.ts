import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccesses, type Access } from '@everchart/access-log';
import { EventStore, migrations as eventStoreMigrations } from '@everchart/event-store';
import { createHl7Receiver, type Hl7Receiver, type ReceiverOptions } from '@everchart/hl7-receiver';
import { createIdentityProvider, type IdentityProvider } from '@everchart/identity-provider';
import { createKeyFile, fileKeyProvider, Keyring, migrations as keyringMigrations } from '@everchart/keyring';
import { createRegistry, loadConfig } from '@everchart/platform';
import { createPool, withTransaction, type Pool } from '@everchart/postgres';
import { ServiceKit } from '@everchart/service-kit';
import { streamsTransportMigrations, type ReceivedEvent, type TransportOptions } from '@everchart/stream';
import { createTestDatabase, testStream, testStreamKeys, type TestDatabase } from '@everchart/testing';
import { expect } from '@jest/globals';
import { ClinicalExporter } from '../src/consumers/clinical.exporter.js';
import { addSenders } from '../src/create-app.js';
import { configSchema, migrationSets, type IntegrationConfig } from '../src/index.js';
import { ExportMetrics } from '../src/infrastructure/metrics.js';
import { ApiDatabase } from '../src/infrastructure/prisma.client.js';
import { keyIdOfRow, openMessage } from '../src/infrastructure/sealed-rows.js';
import { ClinicalSource } from './clinical-source.js';

export interface DeliveryRow {
  control_id: string;
  event_id: string;
  patient: string;
  state: string;
  attempts: number;
  answer_code: string | null;
  reason: string | null;
  message: string | null;
}

export interface Sender {
  stop(): Promise<void>;
}

const scrapeToken = 'a token for metrics';

/**
 * Databases, keys, identity, a clinical store and receivers of its own, all real. The service itself is started by the
 * test.
 */
export class IntegrationSuite {
  readonly #undo: (() => Promise<unknown>)[] = [];
  readonly #senders = new Set<Sender>();
  keyring!: Keyring;
  keyringWriter!: Keyring;
  destroyer!: Keyring;
  keyringOwner!: Pool;
  database!: TestDatabase;
  workerPool!: Pool;
  source!: ClinicalSource;
  streamOptions!: TransportOptions;
  #identity!: IdentityProvider;
  #exporter!: ClinicalExporter;
  #environment!: Record<string, string>;

  /** Of a request for all metrics. */
  readonly scrape = { headers: { authorization: `Bearer ${scrapeToken}` } };

  constructor(readonly kind: 'kafka' | 'postgres' = 'postgres') {}

  async start(): Promise<void> {
    const directory = await mkdtemp(join(tmpdir(), 'everchart-integration-'));
    this.onClose(() => rm(directory, { recursive: true, force: true }));
    const kekFile = join(directory, 'kek');
    await createKeyFile(kekFile);
    this.database = await this.#databaseOf(migrationSets);
    const keyringDatabase = await this.#databaseOf([keyringMigrations]);
    const ingestDatabase = await this.#databaseOf([eventStoreMigrations]);
    const streams = await this.#databaseOf([streamsTransportMigrations]);
    this.workerPool = this.pool(this.database.url('integration_worker'));
    const provider = await fileKeyProvider(kekFile);
    const keyring = (role: string) => new Keyring({ pool: this.pool(keyringDatabase.url(role)), provider });
    this.keyringOwner = this.pool(keyringDatabase.ownerUrl);
    this.destroyer = keyring('keyring_destroyer');
    this.source = new ClinicalSource(this.pool(ingestDatabase.url('event_store_append')), keyring('keyring_writer'));
    this.onClose(() => this.source.store.close());
    this.keyring = keyring('keyring_reader');
    this.keyringWriter = keyring('keyring_writer');
    this.#exporter = new ClinicalExporter(this.workerPool, this.keyring, new ExportMetrics(createRegistry('test')), 'P');
    this.#identity = await createIdentityProvider({ port: 0, clients: [] });
    this.onClose(() => this.#identity.close());
    this.streamOptions = this.kind === 'kafka' ? testStream('kafka') : testStream('postgres', streams.url('streams_user'));
    this.#environment = {
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_API_URL: this.database.url('integration_api'),
      DATABASE_WORKER_URL: this.database.url('integration_worker'),
      KEYRING_DATABASE_URL: keyringDatabase.url('keyring_access_writer'),
      KEYRING_KEK_FILE: kekFile,
      STREAM_KIND: this.kind,
      STREAM_KEYS: testStreamKeys,
      KAFKA_BROKERS: this.streamOptions.kind === 'kafka' ? this.streamOptions.brokers.join(',') : '',
      STREAM_DATABASE_URL: streams.url('streams_user'),
      STREAM_TOPIC_PREFIX: this.streamOptions.topicPrefix!,
      JWT_ISSUER: this.#identity.issuer,
      JWT_AUDIENCE: this.#identity.audience,
      JWKS_URL: this.#identity.jwksUrl,
      METRICS_TOKEN: scrapeToken,
      DESTINATIONS_ALLOWED: 'public,127.0.0.0/8',
      ANSWER_TIMEOUT_MS: '400',
      SENDER_LEASE_MS: '2500',
      SENDER_POLL_MS: '50',
      RETRY_FIRST_MS: '20',
      RETRY_LONGEST_MS: '100',
    };
  }

  environmentWith(more: Record<string, string> = {}): Record<string, string> {
    return { ...this.#environment, ...more };
  }

  config(more: Record<string, string> = {}): IntegrationConfig {
    return loadConfig(configSchema, this.environmentWith(more));
  }

  token(claims: { org?: string; roles?: readonly string[] } = {}): Promise<string> {
    return this.#identity.sign({ org: claims.org ?? 'home', roles: claims.roles ?? ['integration-engineer'], sub: 'engineer-ida' });
  }

  pool(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test', max: 4 }, () => undefined);
    this.onClose(() => pool.end());
    return pool;
  }

  /** What the API reads and decides by. */
  apiDatabase(): ApiDatabase {
    const database = new ApiDatabase(this.database.url('integration_api'), 2);
    this.onClose(() => database.close());
    return database;
  }

  /** A sender of its own, as a process would have it. */
  async startSender(more: Record<string, string> = {}): Promise<Sender> {
    const config = this.config({ INSTANCE_ID: `sender-${randomUUID()}`, ...more });
    const kit = new ServiceKit('integration', config);
    const keys = await kit.openKeyring(config);
    await addSenders(kit, kit.accessLog(keys, config).log, keys.keyring);
    await kit.lifecycle.start();
    const sender: Sender = {
      stop: async () => {
        this.#senders.delete(sender);
        await kit.lifecycle.stop();
      },
    };
    this.#senders.add(sender);
    return sender;
  }

  /** A destination of one test, and who receives there. */
  async newDestination(): Promise<{ destination: string; receiver: Hl7Receiver }> {
    const destination = `d-${randomUUID().slice(0, 8)}`;
    const receiver = await this.receiver();
    await this.connect(destination, receiver);
    return { destination, receiver };
  }

  /** After a test with destinations of its own: what is left in their queues does not concern the next one. */
  async endDelivering(): Promise<void> {
    for (const sender of [...this.#senders]) await sender.stop();
    expect(await this.misplacedLanes()).toEqual([]);
    for (const table of ['lanes', 'deliveries', 'destinations']) await this.workerPool.query(`DELETE FROM integration.${table}`);
  }

  async receiver(options: Partial<ReceiverOptions> = {}): Promise<Hl7Receiver> {
    const receiver = await createHl7Receiver({ port: 0, keepMessages: true, ...options });
    this.onClose(() => receiver.close());
    return receiver;
  }

  /** A destination as the API would make it. */
  async connect(id: string, { port }: { port: number }, org = 'home'): Promise<void> {
    await this.workerPool.query(
      `INSERT INTO integration.destinations (org, id, host, port, receiving_application, receiving_facility) VALUES ($1, $2, '127.0.0.1', $3, 'EHR', 'CITY')
       ON CONFLICT (org, id) DO UPDATE SET port = excluded.port`,
      [org, id, port],
    );
  }

  /** Applies what was recorded as the consumer does, in one transaction, without a stream in between. */
  async export(org = 'home'): Promise<void> {
    await this.apply(await this.source.received(org));
  }

  apply(events: readonly ReceivedEvent[]): Promise<void> {
    return this.applyAfter(events, () => Promise.resolve());
  }

  /** @param meanwhile between the look at the destinations and the transaction */
  async applyAfter(events: readonly ReceivedEvent[], meanwhile: () => Promise<unknown>): Promise<void> {
    const prepared = await this.#exporter.prepare(events);
    await meanwhile();
    await withTransaction(this.workerPool, (tx) => this.#exporter.handle(tx, events, prepared));
  }

  /** What was put on record for an organisation, in order. */
  async accesses(org = 'home'): Promise<Access[]> {
    const pool = this.pool(this.database.url('integration_api'));
    const events = await new EventStore({ pool, service: 'integration' }).readShard(org, 0, 0, 100_000);
    const lists = await Promise.all(events.map((event) => openAccesses(event, this.keyring)));
    return lists.flat().map((access) => access!);
  }

  /** In the order of queueing, opened. */
  async deliveries(destination: string, org = 'home'): Promise<DeliveryRow[]> {
    const { rows } = await this.workerPool.query<Omit<DeliveryRow, 'message'> & { message: Buffer | null }>(
      'SELECT control_id, event_id, patient, state, attempts, answer_code, reason, message FROM integration.deliveries WHERE org = $1 AND destination = $2 ORDER BY sequence',
      [org, destination],
    );
    const keys = await this.keyring.keysForOpening(
      org,
      rows.flatMap(({ message }) => (message && keyIdOfRow(message)) ?? []),
    );
    return rows.map(({ message, ...row }) => {
      const key = message && keys.get(keyIdOfRow(message) ?? '');
      const name = { org, destination, patient: row.patient, controlId: row.control_id };
      return { ...row, message: key ? openMessage(name, message, key)! : null };
    });
  }

  async states(destination: string, org = 'home'): Promise<string[]> {
    return (await this.deliveries(destination, org)).map(({ state }) => state);
  }

  /** Lanes that do not stand at their patient's first unsettled message, or are missing: there are none, ever. */
  async misplacedLanes(): Promise<unknown[]> {
    const { rows } = await this.workerPool.query<Record<string, unknown>>(
      `SELECT l.head, expected.* FROM integration.lanes l FULL JOIN (
         SELECT DISTINCT ON (org, destination, patient) org, destination, patient, sequence, state = 'held' AS held FROM integration.deliveries
         WHERE state IN ('queued', 'sending', 'sent-answer-unknown', 'held') ORDER BY org, destination, patient, sequence) expected
       USING (org, destination, patient)
       WHERE l.head IS DISTINCT FROM expected.sequence OR l.held IS DISTINCT FROM expected.held`,
    );
    return rows;
  }

  onClose(step: () => Promise<unknown>): void {
    this.#undo.push(step);
  }

  async close(): Promise<void> {
    for (const step of this.#undo.splice(0).reverse()) await step();
  }

  async #databaseOf(sets: Parameters<typeof createTestDatabase>[0]): Promise<TestDatabase> {
    const database = await createTestDatabase(sets);
    this.onClose(() => database.drop());
    return database;
  }
}
