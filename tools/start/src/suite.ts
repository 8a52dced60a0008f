import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allLoginRoles, databases, loginRoles, ownerOf, prepareDatabases, type Database } from '@everchart/databases';
import { createKeyFile } from '@everchart/keyring';
import { keysFor, newStreamKey } from '@everchart/stream';
import {
  freePort,
  processStart,
  startKafka,
  startPostgres,
  type KafkaInstance,
  type PostgresInstance,
  type PostgresOptions,
} from '@everchart/dev-servers';
import { startEdge, type RunningEdge } from './edge.js';
import { ProcessGroup, runJob, StartError, type JobSpecification, type ProcessSpecification } from './processes.js';
import { RunDirectory, type RunFile } from './run-file.js';
import { SupervisedServer } from './servers.js';

export interface SuiteOptions {
  directory: string;
  org: string;
  /** More organisations, each with clients of the same names. */
  furtherOrgs?: readonly string[];
  stream: 'auto' | 'kafka' | 'postgres';
  fresh?: boolean;
  /**
   * Waits for the disk before a commit is answered. Off only where data may be lost: tests that do not crash the
   * machine.
   */
  fsync?: boolean;
  /** Other binaries of PostgreSQL, and more settings: for tests. */
  postgres?: Pick<PostgresOptions, 'binaries' | 'settings'>;
  /** More clients of each organisation than those that people try it with: for tests. */
  furtherClients?: readonly Client[];
  /** Environment for single processes, by name: what a test or a benchmark wants to be different. */
  environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * How many processes of ingest share its port; one where the system cannot share one (macOS). Default {@link
   * defaultIngestProcesses}
   */
  ingestProcesses?: number;
  /** The edge before the services: `run.urls` lead through it, `run.ports` do not. */
  edge?: boolean;
  /**
   * Takes any free ports: for tests, which may run beside another suite that begins at the same moment and wants the
   * same ones.
   */
  anyPorts?: boolean;
  /** Shows the series of `/metrics` that name organisations to who bears it. */
  metricsToken?: string;
  /** Starts a process again however often it dies: for tests and tools that kill them on purpose. */
  restartsEndlessly?: boolean;
  onLine?: (line: string) => void;
  /** Ends a start that has not come to its end: it fails with the signal's reason, and leaves nothing running. */
  signal?: AbortSignal;
}

export interface Suite {
  run: RunFile;
  /** Bearer tokens by client: carer, nurse, auditor, operator, importer, administrator, tryout. */
  tokens: Readonly<Record<string, string>>;
  /** The same, of one of the organisations. */
  tokensOf(org: string): Readonly<Record<string, string>>;
  /**
   * A later one of a client: those that the suite has are good for a day.
   * @throws StartError
   */
  newToken(org: string, client: string): Promise<string>;
  /**
   * The process that runs a part now: another one than in `run` when it was started again since. `postgres` and `kafka`
   * are parts as well, where they are processes of this machine.
   * @throws StartError for a part that there is not
   */
  pidOf(name: string): number;
  /** Environment of a process: for a command that works on the same databases. */
  environmentOf(name: string): Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const entry = (path: string, program = 'main'): string => join(repository, path, `dist/${program}.js`);

/** Keeps ingest at about 350 MB, at no price: docs/operations-ingest.md, "A small pod". */
const fewArenas = { MALLOC_ARENA_MAX: '2' };

/**
 * An ingest process uses one core. One core is left to the database and the consumers; more than four write no faster
 * on one machine's disk.
 */
export const defaultIngestProcesses = Math.min(4, Math.max(1, availableParallelism() - 1));

/** Who gets a token: its name, its caller, and what that one may do. */
export interface Client {
  name: string;
  sub: string;
  roles: readonly string[];
}

const clients: readonly Client[] = [
  { name: 'carer', sub: 'carer-anna', roles: ['carer'] },
  { name: 'nurse', sub: 'nurse-benedikt', roles: ['nurse'] },
  { name: 'auditor', sub: 'auditor-dora', roles: ['auditor'] },
  { name: 'operator', sub: 'operator-emil', roles: ['operator', 'integration-engineer'] },
  { name: 'importer', sub: 'system-fhir-import', roles: ['system'] },
  { name: 'administrator', sub: 'administrator-frida', roles: ['administrator'] },
  { name: 'retention-officer', sub: 'retention-officer-gesa', roles: ['retention-officer'] },
  { name: 'data-protection-officer', sub: 'data-protection-officer-hugo', roles: ['data-protection-officer'] },
  { name: 'tryout', sub: 'tryout-you', roles: ['nurse', 'auditor', 'integration-engineer'] },
];

const clientsOf = ({ furtherClients = [] }: SuiteOptions): readonly Client[] => [...clients, ...furtherClients];

/**
 * Brings up the whole suite on this machine, each part a process of its own, and publishes `run.json`.
 * @throws AlreadyRunningError, StartError
 */
export async function startSuite(options: SuiteOptions): Promise<Suite> {
  const say = options.onLine ?? (() => undefined);
  const place = new RunDirectory(options.directory);
  place.claim();
  const undo: (() => Promise<void> | void)[] = [() => place.release()];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await endLeftovers(place, say);
    const data = join(options.directory, 'data');
    undo.push(setAside(data, options.fresh ?? false, say));
    const logs = join(options.directory, 'logs');
    const hasData = existsSync(data);
    for (const folder of [data, logs]) mkdirSync(folder, { recursive: true, mode: 0o755 });

    const servers = new Map<string, SupervisedServer>();
    const supervise = (name: string, server: SupervisedServer): void => {
      servers.set(name, server);
      undo.push(() => server.stop());
    };
    const postgres = await startPostgres({ directory: join(data, 'postgres'), fsync: options.fsync ?? true, ...options.postgres });
    supervise('postgres', supervisedPostgres(postgres, options, data, say));
    say(`PostgreSQL   ready on port ${postgres.port}`);
    options.signal?.throwIfAborted();
    const stream = await startStream(options, data, (kafka) => supervise('kafka', supervisedKafka(kafka, data, say)), say);
    keepStream(join(data, 'stream.json'), stream);
    say(`stream       ${stream.why}`);
    options.signal?.throwIfAborted();

    const passwords = secrets(join(data, 'passwords.json'), options);
    const urls = await databaseUrls(postgres, passwords);
    const environment = await buildEnvironment({ options, data, urls, stream, passwords });
    await Promise.all(environment.migrations.map(runJob)).catch((error: Error) => {
      if (!hasData) throw error;
      throw new StartError(
        `${error.message.trim()}\n\nThe data in ${data} is of earlier starts. When another version of Everchart has made it, this one may not be able ` +
          'to go on with it: add --fresh to begin with empty data (the old data is deleted), or another --directory to keep it.',
        { cause: error },
      );
    });
    options.signal?.throwIfAborted();
    const group = new ProcessGroup(say, options.restartsEndlessly);
    undo.push(() => group.stop());
    const specifications = environment.specifications(logs);
    // The identity provider first, then the services side by side: none needs another to start.
    const [identityProvider, ...others] = specifications;
    await group.start(identityProvider!);
    await Promise.all(others.map((specification) => group.start(specification)));
    say(`services     ready: ${others.map(({ name }) => name).join(', ')}`);
    options.signal?.throwIfAborted();

    const environmentOf = (name: string): Readonly<Record<string, string>> =>
      specifications.find((specification) => specification.name === name)!.environment;
    const edge = options.edge === true ? await edgeBefore(environment.urls, environmentOf, { options, data, logs, say }) : undefined;
    if (edge) undo.push(() => edge.stop());

    const newToken: Suite['newToken'] = (org, client) =>
      fetchToken(environment.ports['identity-provider']!, clientId(options, org, client), passwords[`client-${client}`]!);
    const tokens = await fetchTokens(newToken, options);
    const run: RunFile = {
      pid: process.pid,
      startedAt: new Date().toISOString(),
      org: options.org,
      urls: edge ? { ...environment.urls, ...urlsThrough(edge) } : environment.urls,
      ports: { ...environment.ports, postgres: postgres.port, ...(edge && { edge: edge.port, 'edge-admin': edge.adminPort }) },
      tokenFile: join(options.directory, 'tokens', 'tryout'),
      tokenFiles: Object.fromEntries(clientsOf(options).map(({ name }) => [name, join(options.directory, 'tokens', name)])),
      databases: urls.superuser,
      keyFile: keyFileOf(data),
      stream,
      streamKeysFile: join(data, 'stream-keys'),
      logKeyFile: join(options.directory, 'log-key.vkey'),
      processes: Object.fromEntries(
        Object.entries({ ...group.pids(), ...(edge && { edge: edge.pid }) }).map(([name, pid]) => [
          name,
          { pid, started: processStart(pid) ?? '', logFile: join(logs, `${name}.log`) },
        ]),
      ),
    };
    place.publish(run);
    rmSync(asideOf(data), { recursive: true, force: true });
    return {
      run,
      tokens: tokens.get(options.org)!,
      tokensOf: (org) => tokens.get(org)!,
      newToken,
      stop,
      pidOf: (name) => {
        const pid = servers.get(name)?.pid ?? (name === 'edge' ? edge?.pid : undefined) ?? group.pids()[name];
        if (pid === undefined) throw new StartError(`no process of this machine runs ${name}`);
        return pid;
      },
      environmentOf,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Names of services outside, and in this launcher. */
const outside = { ingest: 'ingest', timeline: 'patient-timeline', integration: 'integration', retention: 'retention' } as const;

/** A process calls itself so, unless its environment says otherwise. */
const versionOf = (service: string): string =>
  (JSON.parse(readFileSync(join(repository, 'services', service, 'package.json'), 'utf8')) as { version: string }).version;

const urlsThrough = ({ url }: RunningEdge) =>
  Object.fromEntries(Object.entries(outside).map(([name, service]) => [name, `${url}/${service}`])) as Record<keyof typeof outside, string>;

async function edgeBefore(
  urls: RunFile['urls'],
  environmentOf: Suite['environmentOf'],
  { options, data, logs, say }: { options: SuiteOptions; data: string; logs: string; say: (line: string) => void },
): Promise<RunningEdge> {
  const edge = await startEdge({
    directory: join(data, 'edge'),
    upstreams: Object.fromEntries(
      Object.entries(outside).map(([name, service]) => {
        const release = environmentOf(name).RELEASE ?? versionOf(service);
        return [service, { url: urls[name as keyof typeof outside], release }];
      }),
    ),
    releases: { url: `${urls.ingest}/internal/releases`, tokenFile: environmentOf('ingest').RELEASES_TOKEN_FILE! },
    identity: { JWT_ISSUER: urls.identityProvider, JWT_AUDIENCE: 'everchart', JWKS_URL: `${urls.identityProvider}/jwks.json` },
    logs,
    ...(options.anyPorts === true && { port: 0 }),
    environment: options.environment?.edge,
    say,
  });
  say(`edge         ready at ${edge.url}`);
  return edge;
}

const asideOf = (data: string): string => `${data}.before`;

/**
 * With `fresh` the data of earlier starts is put aside, and given up when everything stands: a start that fails leaves
 * what was there. @returns what to do when this start ends
 */
function setAside(data: string, fresh: boolean, say: (line: string) => void): () => void {
  const aside = asideOf(data);
  const restore = (): void => {
    if (!existsSync(aside)) return;
    rmSync(data, { recursive: true, force: true });
    renameSync(aside, data);
    say('the data of earlier starts is back in its place');
  };
  // A fresh start before this one was cut off before it stood.
  restore();
  if (fresh && existsSync(data)) renameSync(data, aside);
  return restore;
}

async function endLeftovers(place: RunDirectory, say: (line: string) => void): Promise<void> {
  for (const { name, pid, started } of place.leftovers()) {
    say(`ending ${name} (process ${pid}), left over from a start that was cut off`);
    process.kill(pid, 'SIGTERM');
    const deadline = Date.now() + 20_000;
    while (processStart(pid) === started) {
      if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function supervisedPostgres(running: PostgresInstance, options: SuiteOptions, data: string, say: (line: string) => void): SupervisedServer {
  const server = ({ port, ...instance }: PostgresInstance) => ({ ...instance, address: String(port) });
  const again = (address: string) =>
    startPostgres({ directory: join(data, 'postgres'), fsync: options.fsync ?? true, ...options.postgres, port: Number(address) }).then(
      server,
    );
  return new SupervisedServer('PostgreSQL', server(running), again, say);
}

function supervisedKafka(running: KafkaInstance, data: string, say: (line: string) => void): SupervisedServer {
  const server = ({ brokers, ...instance }: KafkaInstance) => ({ ...instance, address: brokers[0]! });
  const again = (address: string) => startKafka({ directory: join(data, 'kafka'), port: Number(address.split(':')[1]) }).then(server);
  return new SupervisedServer('Kafka', server(running), again, say);
}

async function startStream(
  options: SuiteOptions,
  data: string,
  started: (kafka: KafkaInstance) => void,
  say: (line: string) => void,
): Promise<RunFile['stream']> {
  if (options.stream === 'postgres') {
    return {
      kind: 'postgres',
      provider: 'postgres',
      why: 'PostgreSQL carries the topics (--stream postgres): a single-machine mode',
      topicPrefix: '',
    };
  }
  const kafka: KafkaInstance = await startKafka({ directory: join(data, 'kafka'), onLine: (line) => say(`Kafka        ${line}`) });
  if (kafka.kind === 'none') {
    if (options.stream === 'kafka') throw new StartError(`--stream kafka: no Kafka can be had here: ${kafka.reason}`);
    return {
      kind: 'postgres',
      provider: 'postgres',
      why: `PostgreSQL carries the topics: a single-machine mode, because ${kafka.reason}`,
      topicPrefix: '',
    };
  }
  started(kafka);
  return {
    kind: 'kafka',
    provider: kafka.kind,
    why: `Kafka at ${kafka.brokers.join(', ')}: ${kafka.reason}`,
    brokers: [...kafka.brokers],
    topicPrefix: '',
  };
}

/**
 * What the services have read and published is counted in places of one stream. On another one they would take new
 * events for known ones, so data that was made with one stream is never continued with another.
 */
function keepStream(file: string, { kind, provider, brokers }: RunFile['stream']): void {
  const name =
    provider === 'given'
      ? `Kafka at ${brokers!.join(', ')}`
      : { postgres: 'PostgreSQL', java: 'a Kafka of this machine', container: 'a Kafka container' }[provider];
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { kind: string; name: string }) : undefined;
  if (known && known.name !== name) {
    throw new StartError(
      `the events of earlier starts were carried by ${known.name}, and this start would take ${name}. Add --fresh to begin anew, ` +
        `--stream ${known.kind} to go on as before, or another --directory.`,
    );
  }
  writeFileSync(file, JSON.stringify({ kind, name }));
}

/** Passwords that stay the same between starts, made on the first at which they are needed. */
function secrets(file: string, options: SuiteOptions): Record<string, string> {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const names = [...allLoginRoles, ...clientsOf(options).map(({ name }) => `client-${name}`)];
  const made = Object.fromEntries(names.map((name) => [name, known[name] ?? randomBytes(18).toString('base64url')]));
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/**
 * Keys that records of the stream are signed and checked with, made on the first start: a file with all of them, and
 * beside it one for each service, with those that it needs.
 * @returns the file with all
 */
function writeStreamKeys(file: string): string {
  const services = { ingest: 'ingest', timeline: 'patient-timeline', integration: 'integration', retention: 'retention' } as const;
  if (!existsSync(file)) writeFileSync(file, Object.values(services).map((name) => `${newStreamKey(name)}\n`).join(''), { mode: 0o600 }); // prettier-ignore
  const keys = readFileSync(file, 'utf8');
  for (const [name, service] of Object.entries(services)) writeFileSync(`${file}.${name}`, keysFor(service, keys), { mode: 0o600 });
  return file;
}

interface DatabaseUrls {
  /** As a superuser: for commands that look at everything. */
  superuser: Record<Database, string>;
  /** For the migrations, and for no other process. */
  owner(database: Database): string;
  role(role: string): string;
}

async function databaseUrls(postgres: PostgresInstance, passwords: Record<string, string>): Promise<DatabaseUrls> {
  const { urlOf } = await prepareDatabases(postgres.url, passwords);
  const asSuperuser = (database: Database): string => {
    const url = new URL(postgres.url);
    url.pathname = `/${database}`;
    return url.href;
  };
  return {
    owner: (database) => urlOf(database, ownerOf(database)),
    superuser: Object.fromEntries(databases.map((database) => [database, asSuperuser(database)])) as Record<Database, string>,
    role: (role) =>
      urlOf(
        databases.find((database) => (loginRoles[database] as readonly string[]).includes(role))!,
        role,
      ),
  };
}

const keyFileOf = (data: string): string => join(data, 'key-encryption-key');

async function buildEnvironment(input: {
  options: SuiteOptions;
  data: string;
  urls: DatabaseUrls;
  stream: RunFile['stream'];
  passwords: Record<string, string>;
}): Promise<{
  ports: Record<string, number>;
  urls: RunFile['urls'];
  migrations: JobSpecification[];
  specifications(logs: string): ProcessSpecification[];
}> {
  const { options, data, urls, stream, passwords } = input;
  const preferred = {
    ingest: 8081,
    timeline: 8082,
    integration: 8083,
    retention: 8084,
    'identity-provider': 8085,
    mllp: 2575,
    'hl7-receiver': 8086,
  };
  const ports: Record<string, number> = {};
  for (const [name, port] of Object.entries(preferred)) ports[name] = await freePort(options.anyPorts ? 0 : port);
  const base = (name: string): string => `http://127.0.0.1:${ports[name]}`;

  const kekFile = keyFileOf(data);
  if (!existsSync(kekFile)) await createKeyFile(kekFile);
  const streamKeysFile = writeStreamKeys(join(data, 'stream-keys'));
  const releasesTokenFile = join(data, 'releases-token');
  if (!existsSync(releasesTokenFile)) writeFileSync(releasesTokenFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const clientsFile = join(data, 'identity-clients.json');
  writeFileSync(
    clientsFile,
    JSON.stringify(
      orgsOf(options).flatMap((org) =>
        clientsOf(options).map(({ name, sub, roles: clientRoles }) => ({
          client_id: clientId(options, org, name),
          client_secret: passwords[`client-${name}`],
          org,
          sub,
          roles: clientRoles,
        })),
      ),
    ),
    { mode: 0o600 },
  );

  const shared = {
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    STREAM_KIND: stream.kind,
    STREAM_TOPIC_PREFIX: stream.topicPrefix,
    ...(stream.brokers ? { KAFKA_BROKERS: stream.brokers.join(',') } : {}),
    JWT_ISSUER: base('identity-provider'),
    JWT_AUDIENCE: 'everchart',
    JWKS_URL: `${base('identity-provider')}/jwks.json`,
    ...(options.metricsToken === undefined ? {} : { METRICS_TOKEN: options.metricsToken }),
  };
  const service = (
    name: 'ingest' | 'timeline' | 'integration' | 'retention',
    extra: Record<string, string> = {},
  ): Record<string, string> => ({
    ...shared,
    PORT: String(ports[name]),
    STREAM_KEYS_FILE: `${streamKeysFile}.${name}`,
    RELEASES_TOKEN_FILE: releasesTokenFile,
    ...(name === 'ingest' ? {} : { RELEASES_URL: base('ingest') }),
    DATABASE_API_URL: urls.role(`${name}_api`),
    DATABASE_WORKER_URL: urls.role(`${name}_worker`),
    STREAM_DATABASE_URL: urls.role(`${name}_streams`),
    ...extra,
    ...options.environment?.[name],
  });
  const ingestProcesses = process.platform === 'darwin' ? 1 : (options.ingestProcesses ?? defaultIngestProcesses);
  const keyring = (name: string): Record<string, string> => ({
    KEYRING_DATABASE_URL: urls.role(`${name}_keyring`),
    KEYRING_KEK_FILE: kekFile,
  });

  return {
    ports,
    urls: {
      ingest: base('ingest'),
      timeline: base('timeline'),
      integration: base('integration'),
      retention: base('retention'),
      identityProvider: base('identity-provider'),
      hl7ReceiverStats: base('hl7-receiver'),
    },
    migrations: (
      [
        ['ingest', 'ingest', { ACCESS_DATABASE_OWNER_URL: urls.owner('ingest_accesses') }],
        ['timeline', 'patient-timeline', {}],
        ['integration', 'integration', {}],
        ['retention', 'retention', { EVENTS_DATABASE_OWNER_URL: urls.owner('retention_events') }],
      ] as const
    ).map(([database, folder, more]) => ({
      name: `migration of ${database}`,
      entry: entry(`services/${folder}`, 'migrate-main'),
      environment: { DATABASE_OWNER_URL: urls.owner(database), ...more },
    })),
    specifications: (logs) => {
      const specification = (
        name: string,
        path: string,
        environment: Record<string, string>,
        ready = '/health/ready',
      ): ProcessSpecification => ({
        name,
        entry: entry(path),
        environment,
        logFile: join(logs, `${name}.log`),
        readyUrl: `${base(name)}${ready}`,
      });
      return [
        specification(
          'identity-provider',
          'tools/identity-provider',
          { IDP_PORT: String(ports['identity-provider']), IDP_KEY_FILE: join(data, 'identity-key.json'), IDP_CLIENTS_FILE: clientsFile },
          '/jwks.json',
        ),
        specification(
          'hl7-receiver',
          'tools/hl7-receiver',
          { HL7_RECEIVER_PORT: String(ports.mllp), HL7_RECEIVER_STATS_PORT: String(ports['hl7-receiver']) },
          '/',
        ),
        ...Array.from({ length: ingestProcesses }, (_, at) => {
          const name = at === 0 ? 'ingest' : `ingest-${at + 1}`;
          const environment = service('ingest', {
            ...keyring('ingest'),
            ACCESS_DATABASE_API_URL: urls.role('ingest_accesses_api'),
            ACCESS_DATABASE_WORKER_URL: urls.role('ingest_accesses_worker'),
            ACCESS_KEYRING_DATABASE_URL: urls.role('ingest_accesses_keyring'),
            SHARE_PORT: String(ingestProcesses > 1),
            ...fewArenas,
          });
          return { ...specification('ingest', 'services/ingest', environment), name, logFile: join(logs, `${name}.log`) };
        }),
        specification('timeline', 'services/patient-timeline', service('timeline', keyring('timeline'))),
        {
          ...specification(
            'integration',
            'services/integration',
            // The hospital of `npm start` is on this machine.
            service('integration', { ...keyring('integration'), DESTINATIONS_ALLOWED: 'public,127.0.0.0/8,[::1]' }),
          ),
          background: true,
        },
        {
          ...specification(
            'retention',
            'services/retention',
            service('retention', {
              ...keyring('retention'),
              EVENTS_DATABASE_API_URL: urls.role('retention_events_api'),
              EVENTS_DATABASE_WORKER_URL: urls.role('retention_events_worker'),
              KEYRING_DESTROYER_DATABASE_URL: urls.role('destroyer_keyring'),
              LOG_SIGNING_KEY_FILE: join(data, 'log-signing-key.pem'),
            }),
          ),
          background: true,
        },
      ];
    },
  };
}

/** The first is the one that the suite says it runs for. */
const orgsOf = ({ org, furtherOrgs = [] }: SuiteOptions): string[] => [org, ...furtherOrgs];

const clientId = (options: SuiteOptions, org: string, name: string): string => (org === options.org ? name : `${name}@${org}`);

/** Tokens by organisation and client; those of the first organisation are kept in files. */
async function fetchTokens(newToken: Suite['newToken'], options: SuiteOptions): Promise<Map<string, Record<string, string>>> {
  const folder = join(options.directory, 'tokens');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const tokens = new Map<string, Record<string, string>>(orgsOf(options).map((org) => [org, {}]));
  for (const [org, ofOrg] of tokens) {
    for (const { name } of clientsOf(options)) {
      const token = await newToken(org, name);
      ofOrg[name] = token;
      if (org === options.org) writeFileSync(join(folder, name), token, { mode: 0o600 });
    }
  }
  return tokens;
}

async function fetchToken(port: number, id: string, secret: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
  });
  if (!response.ok) throw new StartError(`the identity provider refused the client ${id}: ${response.status}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
