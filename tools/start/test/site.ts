import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  existsSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  appendFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startPostgres } from '@everchart/dev-servers';
import { createHl7Receiver, type Hl7Receiver } from '@everchart/hl7-receiver';
import { createPool, type Pool } from '@everchart/postgres';
import { until } from '@everchart/testing';
import { startSuite, type RunFile, type Suite, type SuiteOptions } from '../src/index.js';

const run = promisify(execFile);
const command = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));
const org = 'sunrise-care';

export interface Reading {
  status: number;
  // The body has any shape: tests read its members freely.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  /** The position token. */
  token: string;
}

export interface SiteOptions {
  /** Whether the log of the database is archived, which is what a cluster is restored from. */
  archives?: boolean;
  /** Of single processes. */
  environment?: NonNullable<SuiteOptions['environment']>;
}

/**
 * A suite whose databases are saved and restored by the programs that come with an installed PostgreSQL, while a
 * hospital goes on receiving.
 */
export class Site {
  readonly #directory = mkdtempSync(join(tmpdir(), 'everchart-restore-'));
  /** WAL that was archived. */
  readonly #archive = join(this.#directory, 'archive');
  #suite!: Suite;
  #hospital!: Hl7Receiver;
  readonly #pools = new Map<string, Pool>();
  /** MSH-10 of every message, in the order in which they came. */
  readonly controlIds: string[] = [];

  /**
   * @param programs folder of the programs of PostgreSQL; without it nothing can be saved
   */
  constructor(
    private readonly programs: string | undefined,
    private readonly stream: SuiteOptions['stream'],
    private readonly options: SiteOptions = {},
  ) {
    chmodSync(this.#directory, 0o711); // the user that PostgreSQL runs as must get through
    mkdirSync(this.#archive);
    chmodSync(this.#archive, 0o777);
  }

  async start(): Promise<void> {
    const receive = ({ controlId }: { controlId: string }) => {
      this.controlIds.push(controlId);
      return { code: 'AA' } as const;
    };
    this.#hospital = await createHl7Receiver({ port: 0, answer: receive });
    await this.#startSuite();
    const destination = {
      id: 'hospital',
      host: '127.0.0.1',
      port: this.#hospital.port,
      receivingApplication: 'EHR',
      receivingFacility: 'H',
    };
    const { status } = await this.call('integration', 'destinations', 'operator', destination);
    if (status !== 201) throw new Error(`the hospital could not be connected: ${status}`);
  }

  async stop(): Promise<void> {
    await this.#stopSuite();
    await this.#hospital.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  get databases(): RunFile['databases'] {
    return this.suite.run.databases;
  }

  /** As it runs now: another one after it was stopped. */
  get suite(): Suite {
    return this.#suite;
  }

  /** Of the suite: its data and its logs. */
  get directory(): string {
    return this.#directory;
  }

  record(patient: string, event: object): Promise<Reading> {
    return this.call('ingest', `patients/${patient}/events`, 'nurse', event);
  }

  /** By one who may not. */
  recordRefused(): Promise<Reading> {
    return this.call('ingest', `patients/${randomUUID()}/events`, 'operator', {});
  }

  summary(patient: string, atLeast?: string): Promise<Reading> {
    const at: Record<string, string> = atLeast === undefined ? {} : { 'everchart-at-least': atLeast };
    return this.call('timeline', `patients/${patient}/summary`, 'carer', undefined, at);
  }

  /** As a superuser, until the suite is stopped. */
  pool(database: string): Pool {
    let pool = this.#pools.get(database);
    if (!pool) {
      pool = createPool({ connectionString: this.databases[database]!, applicationName: 'test', max: 2 }, () => undefined);
      this.#pools.set(database, pool);
    }
    return pool;
  }

  async rows<T extends object>(database: string, sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.pool(database).query<T>(sql, values)).rows;
  }

  /** As an operator does it: `npm run everchart -- …` */
  async everchart(...args: string[]): Promise<string> {
    const { streamKeysFile } = this.#suite.run;
    const runFile = ['--run-file', join(this.#directory, 'run.json')];
    return (await run(process.execPath, [command, ...runFile, ...args], { env: { ...process.env, STREAM_KEYS_FILE: streamKeysFile } }))
      .stdout;
  }

  /** Of a store; a Kafka is away while the suite is stopped. */
  async raiseEpoch(database: string): Promise<void> {
    if (this.#suite.run.stream.kind === 'kafka') {
      await this.rows(database, 'SELECT event_store.raise_epoch()');
      return;
    }
    const stream = ['--stream-database', this.databases.streams!];
    const topics: Readonly<Record<string, string>> = { ingest: 'clinical', retention_events: 'retention' };
    const topic = topics[database] ?? 'access';
    await this.everchart('epoch', 'raise', '--topic', topic, '--store', this.databases[database]!, ...stream);
  }

  /** A dump of a database. @param folder where it is put; else beside the suite's data @returns its file */
  async dump(database: string, folder = this.#directory, format: 'custom' | 'plain' = 'custom'): Promise<string> {
    const file = join(folder, `${database}.dump`);
    await this.#program('pg_dump', `--format=${format}`, `--file=${file}`, `--dbname=${this.databases[database]}`);
    return file;
  }

  /** Stops all services, has the work done while only PostgreSQL runs, and starts them again. */
  async whileStopped(work: () => Promise<void>): Promise<void> {
    await this.#stopSuite();
    await this.#withPostgres(work);
    await this.#startSuite();
  }

  /** Over the database that is there. */
  async restoreDump(file: string): Promise<void> {
    const dbname = this.databases.ingest!.replace(/\/ingest$/, '/postgres');
    await this.#program('pg_restore', '--create', '--clean', '--if-exists', '--exit-on-error', `--dbname=${dbname}`, file);
  }

  /** A base backup of the whole cluster. @returns its folder */
  async baseBackup(): Promise<string> {
    const folder = join(this.#directory, 'base');
    const dbname = this.databases.ingest!.replace(/\/ingest$/, '/postgres');
    await this.#program('pg_basebackup', '--checkpoint=fast', `--pgdata=${folder}`, `--dbname=${dbname}`);
    return folder;
  }

  /** All that is committed by now is in the archive. @returns a copy of it as it is then */
  async archived(): Promise<string> {
    const [written] = await this.rows<{ file: string }>('ingest', 'SELECT pg_walfile_name(pg_switch_wal()) AS file');
    await until(() => existsSync(join(this.#archive, written!.file)), { what: 'the archive' });
    const copy = join(this.#directory, 'archive-copy');
    cpSync(this.#archive, copy, { recursive: true });
    chmodSync(copy, 0o755);
    return copy;
  }

  /** The cluster is lost; the base backup takes its place, and what the archive has of after it is applied. */
  async restoreCluster(base: string, archive: string, work: () => Promise<void>): Promise<void> {
    await this.#stopSuite();
    const cluster = join(this.#directory, 'data', 'postgres');
    const { uid, gid } = statSync(cluster);
    renameSync(cluster, `${cluster}.lost`);
    renameSync(base, cluster);
    appendFileSync(join(cluster, 'postgresql.auto.conf'), `restore_command = 'cp "${archive}/%f" "%p"'\n`);
    writeFileSync(join(cluster, 'recovery.signal'), '');
    await run('chown', ['-R', `${uid}:${gid}`, cluster, archive]);
    await this.#withPostgres(async () => {
      await until(async () => (await this.rows<{ on: boolean }>('ingest', 'SELECT pg_is_in_recovery() AS on'))[0]!.on === false, {
        what: 'the end of the archive',
      });
      await work();
    });
    await this.#startSuite();
  }

  async #stopSuite(): Promise<void> {
    await this.#disconnect();
    await this.#suite.stop();
  }

  async #disconnect(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.end()));
  }

  async #withPostgres(work: () => Promise<void>): Promise<void> {
    const port = Number(new URL(this.databases.ingest!).port);
    const directory = join(this.#directory, 'data', 'postgres');
    const postgres = await startPostgres({ directory, port, fsync: false, ...this.#binaries() });
    try {
      await work();
    } finally {
      await this.#disconnect();
      await postgres.stop();
    }
  }

  async #startSuite(): Promise<void> {
    const file = `${this.#archive}/%f`;
    // Whole or not at all: a file that is half copied ends a recovery.
    const archive = `test ! -f "${file}" && cp "%p" "${file}.part" && mv "${file}.part" "${file}"`;
    const { archives = this.programs !== undefined, environment = {} } = this.options;
    const settings = { archive_mode: 'on', archive_command: archive };
    this.#suite = await startSuite({
      directory: this.#directory,
      org,
      stream: this.stream,
      fsync: false,
      anyPorts: true,
      ingestProcesses: 1,
      postgres: { ...this.#binaries(), ...(archives && { settings }) },
      environment,
    });
  }

  #binaries(): { binaries?: string } {
    return this.programs === undefined ? {} : { binaries: this.programs };
  }

  async #program(name: string, ...args: string[]): Promise<void> {
    await run(join(this.programs!, name), args);
  }

  /** As one of the suite's clients. */
  async call(
    service: 'ingest' | 'timeline' | 'integration' | 'retention',
    path: string,
    client: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Reading> {
    const response = await fetch(`${this.#suite.run.urls[service]}/v1/orgs/${org}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${this.#suite.tokens[client]}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: await response.json(), token: response.headers.get('everchart-position') ?? '' };
  }
}
