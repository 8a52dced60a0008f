import { accessLogMigrations } from '@everchart/access-log';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BatchEventDraft } from '@everchart/client';
import { EventStore, migrations as eventStoreMigrations } from '@everchart/event-store';
import { createIdentityProvider } from '@everchart/identity-provider';
import { createKeyFile, migrations as keyringMigrations } from '@everchart/keyring';
import { createPool, type MigrationSet } from '@everchart/postgres';
import { releasesMigrations } from '@everchart/releases';
import { streamConsumerMigrations, streamsTransportMigrations } from '@everchart/stream';
import { destructionMigrations } from '@everchart/destruction';
import { freePort } from '@everchart/dev-servers';
import { createTestDatabase, ServiceProcess, testStreamKeys, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

interface Line {
  queued?: string[];
  outcome?: string;
  id?: string;
  failed?: boolean;
  empty?: boolean;
}

interface Device {
  lines: Line[];
  kill(): Promise<void>;
}

/** The service is run as built, and known by its folder only. */
const ingestFolder = new URL('../../../services/ingest/', import.meta.url);
const ingestMigrations: MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: 'ingest_api', relay: 'ingest_worker' } },
  { ...releasesMigrations, roles: { keeper: 'ingest_worker' } },
];
const accessMigrations: MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: 'ingest_accesses_api', relay: 'ingest_accesses_worker' } },
  { ...accessLogMigrations, roles: { recorder: 'ingest_accesses_api', counter: 'ingest_accesses_worker' } },
  { ...streamConsumerMigrations, roles: { consumer: 'ingest_accesses_worker', reader: 'ingest_accesses_api' } },
  { ...destructionMigrations, roles: { holder: 'ingest_accesses_worker', reader: 'ingest_accesses_api' } },
];

const undo: (() => Promise<unknown>)[] = [];
let environment: Record<string, string>;
let folder: string;
let ingestUrl: string;
let token: string;
let store: EventStore;
const org = `org-${randomUUID()}`;

beforeAll(async () => {
  const databaseOf = async (sets: readonly MigrationSet[]): Promise<TestDatabase> => {
    const database = await createTestDatabase(sets);
    undo.push(() => database.drop());
    return database;
  };
  folder = await mkdtemp(join(tmpdir(), 'everchart-device-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const database = await databaseOf(ingestMigrations);
  const accesses = await databaseOf(accessMigrations);
  const keyring = await databaseOf([keyringMigrations]);
  const streams = await databaseOf([streamsTransportMigrations]);
  const identity = await createIdentityProvider({ port: 0, clients: [] });
  undo.push(() => identity.close());
  await createKeyFile(join(folder, 'kek'));
  const pool = createPool({ connectionString: database.url('ingest_api'), applicationName: 'test' }, () => undefined);
  undo.push(() => pool.end());
  store = new EventStore({ pool, service: 'ingest' });
  token = await identity.sign({ sub: 'carer-1', org, roles: ['carer'] });
  const port = await freePort();
  ingestUrl = `http://127.0.0.1:${port}`;
  environment = {
    PORT: String(port),
    DATABASE_API_URL: database.url('ingest_api'),
    DATABASE_WORKER_URL: database.url('ingest_worker'),
    KEYRING_DATABASE_URL: keyring.url('keyring_writer'),
    KEYRING_KEK_FILE: join(folder, 'kek'),
    ACCESS_DATABASE_API_URL: accesses.url('ingest_accesses_api'),
    ACCESS_DATABASE_WORKER_URL: accesses.url('ingest_accesses_worker'),
    ACCESS_KEYRING_DATABASE_URL: keyring.url('keyring_access_recorder'),
    STREAM_KIND: 'postgres',
    STREAM_KEYS: testStreamKeys,
    STREAM_DATABASE_URL: streams.url('streams_user'),
    JWT_ISSUER: identity.issuer,
    JWT_AUDIENCE: identity.audience,
    JWKS_URL: identity.jwksUrl,
  };
});
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function startIngest(): Promise<ServiceProcess> {
  const ingest = await ServiceProcess.start(new URL('dist/main.js', ingestFolder), environment);
  undo.push(() => ingest.kill());
  return ingest;
}

function startDevice(more: { events?: BatchEventDraft[]; stopsAtOutcome?: number } = {}): Device {
  const script = fileURLToPath(new URL('../test/device.mjs', import.meta.url));
  const told = { folder: join(folder, 'queue'), ingestUrl, org, token, events: [], ...more };
  const child: ChildProcess = spawn(process.execPath, [script, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: Line[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => lines.push(JSON.parse(line) as Line));
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  undo.push(kill);
  return { lines, kill };
}

/** What a round of five residents brings, each with a registration first. */
function entries(count: number): BatchEventDraft[] {
  const patients = Array.from({ length: 5 }, () => randomUUID());
  const registration = (patientId: string): BatchEventDraft => ({
    patientId,
    type: 'patient.registered',
    occurredAt: '2026-03-01T08:00:00+01:00',
    data: { identifiers: [], name: { family: 'Abel', given: ['Edith'] }, gender: 'female' },
  });
  const note = (index: number): BatchEventDraft => ({
    patientId: patients[index % patients.length]!,
    type: 'note.written',
    occurredAt: '2026-03-01T08:30:00+01:00',
    data: { kind: 'progress', text: `note ${index}` },
  });
  return [...patients.map(registration), ...Array.from({ length: count - patients.length }, (_, index) => note(index))];
}

describe('a device that was out of reach', () => {
  it('has every event recorded once, in order, though it and the service are killed in the middle of sending', async () => {
    const events = entries(500);
    const storedIds = async (): Promise<string[]> => (await store.readShard(org, 0, 0, 10_000)).map(({ header }) => header.id);
    const answers = (device: Device): number => device.lines.filter(({ outcome }) => outcome !== undefined).length;

    // No service can be reached.
    const offline = startDevice({ events });
    await until(() => offline.lines.some(({ queued }) => queued), { what: 'events that are safe on the device' });
    const ids = offline.lines.flatMap(({ queued }) => queued ?? []);
    expect(new Set(ids).size).toBe(500);
    await offline.kill();

    // Killed between the service's commit and its own, when a part is sent: after so many failures it begins with few
    // events.
    const stuck = startDevice({ stopsAtOutcome: 20 });
    await until(() => stuck.lines.filter(({ failed }) => failed).length >= 8, { what: 'failed attempts' });
    const ingest = await startIngest();
    await until(() => answers(stuck) === 20, { what: 'the middle of an answer' });
    expect(await storedIds()).toEqual(ids.slice(0, 16 + 32));
    await stuck.kill();

    // Killed wherever it is; the service as well.
    const hasty = startDevice();
    await until(() => answers(hasty) > 0, { what: 'an answer' });
    expect(hasty.lines[0]).toEqual({ outcome: 'duplicate', id: ids[16] });
    await hasty.kill();
    const last = startDevice();
    await ingest.kill();
    await startIngest();
    await until(() => last.lines.some(({ empty }) => empty), { what: 'an empty queue', timeoutMs: 60_000 });
    await last.kill();

    const stored = await store.readShard(org, 0, 0, 10_000);
    expect(stored).toHaveLength(500);
    for (const patient of new Set(events.map(({ patientId }) => patientId))) {
      const sent = ids.filter((_, index) => events[index]!.patientId === patient);
      expect(stored.filter(({ header }) => header.subject === patient).map(({ header }) => header.id)).toEqual(sent);
    }
    expect([...hasty.lines, ...last.lines].filter(({ outcome }) => outcome && !['created', 'duplicate'].includes(outcome))).toEqual([]);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 500 });
  }, 120_000);
});
