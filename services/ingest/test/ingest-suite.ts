import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentityProvider, type IdentityProvider } from '@everchart/identity-provider';
import { createKeyFile, migrations as keyringMigrations } from '@everchart/keyring';
import { loadConfig } from '@everchart/platform';
import type { RunningService } from '@everchart/service-kit';
import { createPool, type MigrationSet, type Pool } from '@everchart/postgres';
import { streamsTransportMigrations, type TransportOptions } from '@everchart/stream';
import { createTestDatabase, testStream, testStreamKeys, type TestDatabase } from '@everchart/testing';
import { accessMigrationSets, configSchema, createApp, migrationSets } from '../src/index.js';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { type?: string; results?: Record<string, unknown>[] };
}

/** Servers of the test's own, to be stopped and broken; without them the ones that all test files share. */
export interface OwnServers {
  /** Superuser URL of a PostgreSQL cluster. */
  cluster?: string;
  brokers?: readonly string[];
}

/**
 * Databases, keys and identity of its own, all real. The service is started by the test, in this process or in its own.
 */
export class IngestSuite {
  readonly #undo: (() => Promise<unknown>)[] = [];
  readonly #tokens = new Map<string, string>();
  #environment!: Record<string, string>;
  database!: TestDatabase;
  accessDatabase!: TestDatabase;
  keyringDatabase!: TestDatabase;
  kekFile!: string;
  identity!: IdentityProvider;
  transport!: TransportOptions;
  /** Base of the requests; set by {@link startService}, or by the test. */
  url = '';

  constructor(
    readonly kind: 'kafka' | 'postgres' = 'postgres',
    private readonly servers: OwnServers = {},
  ) {}

  async start(): Promise<void> {
    const directory = await mkdtemp(join(tmpdir(), 'everchart-ingest-'));
    this.#undo.push(() => rm(directory, { recursive: true, force: true }));
    this.database = await this.#databaseOf(migrationSets);
    this.accessDatabase = await this.#databaseOf(accessMigrationSets);
    this.keyringDatabase = await this.#databaseOf([keyringMigrations]);
    const streams = await this.#databaseOf([streamsTransportMigrations]);
    this.kekFile = join(directory, 'kek');
    await createKeyFile(this.kekFile);
    this.identity = await createIdentityProvider({ port: 0, clients: [] });
    this.#undo.push(() => this.identity.close());
    const brokers = this.servers.brokers && { brokers: this.servers.brokers };
    this.transport = this.kind === 'kafka' ? { ...testStream('kafka'), ...brokers } : testStream('postgres', streams.url('streams_user'));
    this.#environment = {
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_API_URL: this.database.url('ingest_api'),
      DATABASE_WORKER_URL: this.database.url('ingest_worker'),
      KEYRING_DATABASE_URL: this.keyringDatabase.url('keyring_writer'),
      KEYRING_KEK_FILE: this.kekFile,
      ACCESS_DATABASE_API_URL: this.accessDatabase.url('ingest_accesses_api'),
      ACCESS_DATABASE_WORKER_URL: this.accessDatabase.url('ingest_accesses_worker'),
      ACCESS_KEYRING_DATABASE_URL: this.keyringDatabase.url('keyring_access_recorder'),
      STREAM_KIND: this.kind,
      STREAM_KEYS: testStreamKeys,
      KAFKA_BROKERS: this.transport.kind === 'kafka' ? this.transport.brokers.join(',') : '',
      STREAM_DATABASE_URL: streams.url('streams_user'),
      STREAM_TOPIC_PREFIX: this.transport.topicPrefix!,
      JWT_ISSUER: this.identity.issuer,
      JWT_AUDIENCE: this.identity.audience,
      JWKS_URL: this.identity.jwksUrl,
    };
  }

  async stop(): Promise<void> {
    for (const undo of this.#undo.splice(0).reverse()) await undo();
  }

  /** Undone last in, first out, when the suite stops. */
  defer(undo: () => Promise<unknown>): void {
    this.#undo.push(undo);
  }

  environmentWith(more: Record<string, string> = {}): Record<string, string> {
    return { ...this.#environment, ...more };
  }

  async startService(more: Record<string, string> = {}): Promise<RunningService> {
    const { service } = await createApp(loadConfig(configSchema, this.environmentWith(more)));
    this.defer(() => service.close());
    this.url = service.url;
    return service;
  }

  pool(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test' }, () => undefined);
    this.defer(() => pool.end());
    return pool;
  }

  async token(org: string, roles: readonly string[] = ['carer'], sub = 'carer-1'): Promise<string> {
    const key = JSON.stringify([org, roles, sub]);
    const token = this.#tokens.get(key) ?? (await this.identity.sign({ sub, org, roles }));
    this.#tokens.set(key, token);
    return token;
  }

  /** @param options `url`: another process than that of the suite */
  async post(
    path: string,
    body: unknown,
    options: { org: string; token?: string; headers?: Record<string, string>; url?: string | undefined },
  ): Promise<Answer> {
    const response = await fetch(`${options.url ?? this.url}/v1/orgs/${options.org}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${options.token ?? (await this.token(options.org))}`,
        'content-type': 'application/json',
        ...options.headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
  }

  async #databaseOf(sets: readonly MigrationSet[]): Promise<TestDatabase> {
    const database = await createTestDatabase(sets, this.servers.cluster);
    this.defer(() => database.drop());
    return database;
  }
}

export interface EventDraft {
  id: string;
  type: string;
  occurredAt: string;
  data: Record<string, unknown>;
  [member: string]: unknown;
}

export function registration(more: Partial<EventDraft> = {}): EventDraft {
  return {
    id: randomUUID(),
    type: 'patient.registered',
    occurredAt: '2026-03-01T08:00:00+01:00',
    data: { identifiers: [], name: { family: 'Abel', given: ['Edith'] }, birthDate: '1938-04', gender: 'female' },
    ...more,
  };
}

export function note(text: string, more: Partial<EventDraft> = {}): EventDraft {
  return { id: randomUUID(), type: 'note.written', occurredAt: '2026-03-01T08:30:00+01:00', data: { kind: 'progress', text }, ...more };
}
