import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allLoginRoles } from '@everchart/databases';
import { freePort, startKafka, startPostgres } from '@everchart/dev-servers';
import { createIdentityProvider, type IdentityProvider } from '@everchart/identity-provider';
import { newStreamKey } from '@everchart/stream';
import pg from 'pg';

export interface OutsideOptions {
  /** Address of this machine that pods reach. */
  host: string;
  /** For data and logs; kept. */
  directory: string;
  onLine: (line: string) => void;
}

/** What the suite needs and does not bring along: PostgreSQL, Kafka, an identity provider. They run on this machine. */
export interface Outside {
  host: string;
  postgres: { port: number; adminUrl: string };
  brokers: readonly string[];
  identity: IdentityProvider;
  secrets: Secrets;
  /** A superuser's URL of a database. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** Made on the first start, and kept. */
export interface Secrets {
  /** Passwords by login role of a database. */
  passwords: Readonly<Record<string, string>>;
  /** Key-encryption key: 32 bytes, base64. */
  kek: string;
  /** A line for each service. */
  streamKeys: string;
  /** Shared with the edge and all services. */
  releasesToken: string;
}

/** Of the database that remembers what was signed: beside the others here, as this is a trial. */
export const publishedLogin = 'retention_published';
export const publishedOwner = 'retention_published_owner';

/** @throws Error with what could not be started */
export async function startOutside({ host, directory, onLine }: OutsideOptions): Promise<Outside> {
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const secrets = keptSecrets(join(directory, 'secrets.json'));
    const postgres = await startPostgres({
      directory: join(directory, 'postgres'),
      fsync: true,
      maxConnections: 500,
      settings: { listen_addresses: `127.0.0.1,${host}`, hba_file: hbaFile() },
    });
    undo.push(() => postgres.stop());
    onLine(`PostgreSQL on ${host}:${postgres.port}`);
    const port = await freePort(9092);
    const [podsPort, controllerPort] = [await freePort(), await freePort()];
    const kafka = await startKafka({
      directory: join(directory, 'kafka'),
      port,
      settings: {
        'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
        listeners: `PLAINTEXT://127.0.0.1:${port},PODS://${host}:${podsPort},CONTROLLER://127.0.0.1:${controllerPort}`,
        'advertised.listeners': `PLAINTEXT://127.0.0.1:${port},PODS://${host}:${podsPort}`,
        'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,PODS:PLAINTEXT,CONTROLLER:PLAINTEXT',
      },
      onLine,
    });
    undo.push(() => kafka.stop());
    if (kafka.kind !== 'java') throw new Error(`a Kafka of this machine is needed, which pods can reach: ${kafka.reason}`);
    const brokers = [`${host}:${podsPort}`];
    onLine(`Kafka on ${brokers.join(', ')}`);
    const identityPort = await freePort();
    const issuer = `http://${host}:${identityPort}`;
    const keyFile = join(directory, 'identity-key.json');
    const identity = await createIdentityProvider({ host, port: identityPort, issuer, keyFile, clients: [] });
    undo.push(() => identity.close());
    onLine(`identity provider at ${identity.issuer}`);
    await rememberPublished(postgres.url, secrets.passwords);
    const urlOf = (database: string): string => {
      const url = new URL(postgres.url);
      url.pathname = `/${database}`;
      return url.href;
    };
    const adminUrl = postgres.url.replace('@127.0.0.1:', `@${host}:`);
    return { host, postgres: { port: postgres.port, adminUrl }, brokers, identity, secrets, urlOf, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Every address may try its password: pods have many, and the server listens on this machine's own ones. */
function hbaFile(): string {
  const file = join(tmpdir(), 'everchart-cluster-hba.conf');
  writeFileSync(file, 'host all all 0.0.0.0/0 scram-sha-256\nhost replication all 127.0.0.1/32 scram-sha-256\n', { mode: 0o644 });
  return file;
}

function keptSecrets(file: string): Secrets {
  const known: Partial<Secrets> = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : {};
  const password = (): string => randomBytes(18).toString('base64url');
  const secrets: Secrets = {
    passwords: Object.fromEntries(
      [...allLoginRoles, publishedLogin, publishedOwner].map((role) => [role, known.passwords?.[role] ?? password()]),
    ),
    kek: known.kek ?? randomBytes(32).toString('base64'),
    streamKeys:
      known.streamKeys ?? ['ingest', 'patient-timeline', 'integration', 'retention'].map((name) => `${newStreamKey(name)}\n`).join(''),
    releasesToken: known.releasesToken ?? password(),
  };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

async function rememberPublished(url: string, passwords: Secrets['passwords']): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const role of [publishedLogin, publishedOwner]) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${passwords[role]!}'`);
    }
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [publishedLogin]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${publishedLogin} OWNER ${publishedOwner}`);
    await client.query(`REVOKE ALL ON DATABASE ${publishedLogin} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${publishedLogin} TO ${publishedLogin}`);
  } finally {
    await client.end();
  }
}
