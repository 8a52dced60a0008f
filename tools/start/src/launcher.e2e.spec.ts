import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { processStart } from '@everchart/dev-servers';
import { until } from '@everchart/testing';
import type { RunFile } from './index.js';

const command = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/**
 * `npm start` as a person runs it: a process of its own, with signals. The stream is PostgreSQL; what is tested here
 * does not depend on it.
 */
describe('the start command', () => {
  let directory: string;
  const started: Launcher[] = [];

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'everchart-launcher-'));
    chmodSync(directory, 0o755); // so that the server's user reaches its data here, also when we are root
  });

  afterEach(async () => {
    for (const launcher of started.splice(0)) await launcher.end('SIGKILL');
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  class Launcher {
    output = '';
    readonly exit: Promise<number | null>;
    readonly #child: ChildProcess;

    constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
      this.#child = spawn(process.execPath, [command, ...args, '--directory', directory], {
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true, // a process group of its own, as a shell makes it
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
      });
      for (const stream of [this.#child.stdout!, this.#child.stderr!])
        stream.on('data', (text: Buffer) => (this.output += text.toString()));
      this.exit = new Promise((resolve) => this.#child.once('exit', resolve));
      started.push(this);
    }

    async ready(): Promise<RunFile> {
      await until(() => this.output.includes('Ctrl-C') || this.#child.exitCode !== null, {
        what: 'the suite to stand',
        timeoutMs: 180_000,
      });
      expect(this.output).toContain('Ctrl-C');
      return JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8')) as RunFile;
    }

    /** As a terminal does it. */
    pressCtrlC(): Promise<number | null> {
      process.kill(-this.#child.pid!, 'SIGINT');
      return this.exit;
    }

    end(signal: NodeJS.Signals): Promise<number | null> {
      this.#child.kill(signal);
      return this.exit;
    }
  }

  const start = (): Launcher => new Launcher(['--no-day', '--stream', 'postgres', '--ingest-processes', '1']);
  const isAlive = (pid: number): boolean => processStart(pid) !== undefined;
  const serverPids = (): number[] => {
    const file = join(directory, 'data', 'postgres', 'postmaster.pid');
    return existsSync(file) ? [Number(readFileSync(file, 'utf8').split('\n')[0])] : [];
  };
  const register = async ({ urls, org, tokenFiles }: RunFile, id: string): Promise<number> => {
    const response = await fetch(`${urls.ingest}/v1/orgs/${org}/patients/${id}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${readFileSync(tokenFiles.carer!, 'utf8').trim()}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id,
        type: 'patient.registered',
        occurredAt: '2026-03-01T08:00:00Z',
        data: { identifiers: [], name: { family: 'Abel', given: ['Edith'] }, gender: 'female' },
      }),
    });
    return response.status;
  };

  it('lists every option', async () => {
    const launcher = new Launcher(['--help']);
    expect(await launcher.exit).toBe(0);
    for (const option of [
      '--once',
      '--fresh',
      '--stream',
      '--no-day',
      '--residents',
      '--units',
      '--seed',
      '--org',
      '--ingest-processes',
      '--observe',
      '--directory',
      'KAFKA_BROKERS',
    ])
      expect(launcher.output).toContain(option);
    const wrong = new Launcher(['--no-such-option']);
    expect(await wrong.exit).toBe(2);
  }, 60_000);

  it('says which brokers do not answer, and leaves nothing behind', async () => {
    const launcher = new Launcher(['--no-day'], { KAFKA_BROKERS: '127.0.0.1:1' });
    expect(await launcher.exit).toBe(1);
    expect(launcher.output).toContain('KAFKA_BROKERS names 127.0.0.1:1, but no Kafka answers there.');
    expect(launcher.output).not.toMatch(/^ +at /m);
    for (const pid of serverPids()) expect(isAlive(pid)).toBe(false);
  }, 60_000);

  it('says that it runs already, and leaves nothing behind when it is stopped', async () => {
    const launcher = start();
    const run = await launcher.ready();
    expect(statSync(join(directory, 'run.json')).mode & 0o777).toBe(0o600);
    const second = start();
    expect(await second.exit).toBe(1);
    expect(second.output).toContain(`Everchart is already running here (process ${run.pid})`);
    const pids = [...Object.values(run.processes).map(({ pid }) => pid), ...serverPids()];
    expect(pids.length).toBe(7);
    expect(await launcher.pressCtrlC()).toBe(0);
    expect(launcher.output).toContain('Everything is stopped');
    expect(launcher.output).not.toContain('starting it again');
    expect(pids.filter(isAlive)).toEqual([]);
    expect([existsSync(join(directory, 'run.json')), existsSync(join(directory, 'start.lock'))]).toEqual([false, false]);
  }, 300_000);

  it('ends when Ctrl-C comes while it starts', async () => {
    const launcher = start();
    await until(() => launcher.output.includes('stream  '), { what: 'a part of the suite', timeoutMs: 60_000 });
    expect(await launcher.pressCtrlC()).toBe(130);
    expect(launcher.output).not.toContain('starting it again');
    for (const pid of serverPids()) expect(isAlive(pid)).toBe(false);
  }, 300_000);

  it('with --fresh keeps the data of earlier starts until everything stands', async () => {
    const passwords = join(directory, 'data', 'passwords.json');
    const before = readFileSync(passwords, 'utf8');
    // Neither Java nor Docker is there.
    const bin = join(directory, 'bin');
    mkdirSync(bin);
    for (const place of (process.env.PATH ?? '').split(delimiter).reverse()) {
      if (existsSync(join(place, 'id')) && !existsSync(join(bin, 'id'))) symlinkSync(join(place, 'id'), join(bin, 'id'));
    }
    const launcher = new Launcher(['--no-day', '--fresh', '--stream', 'kafka'], { PATH: bin });
    expect(await launcher.exit).toBe(1);
    expect(launcher.output).toContain('no Kafka can be had here');
    expect(readFileSync(passwords, 'utf8')).toBe(before);
  }, 120_000);

  it('prints lines that work, pasted as one block', async () => {
    const launcher = start();
    await launcher.ready();
    const block = /Try it .*\n([^]*?)\n {2}more /.exec(launcher.output)![1]!;
    const { stdout } = await promisify(execFile)('bash', ['-c', block], { timeout: 60_000 });
    const [timeline, proof] = stdout.trim().split('\n').map((line) => JSON.parse(line) as { entries?: { id: string }[] }); // prettier-ignore
    expect(timeline!.entries).toMatchObject([{ type: 'patient.registered' }]);
    expect(proof).toMatchObject({ proof: expect.any(Array), event: timeline!.entries![0]!.id });
    expect(await launcher.end('SIGTERM')).toBe(0);
  }, 400_000);

  it('leaves nothing running after a kill -9, and the next start has the data', async () => {
    const id = '0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0001';
    const launcher = start();
    const run = await launcher.ready();
    expect(await register(run, id)).toBe(201);
    const pids = [...Object.values(run.processes).map(({ pid }) => pid), ...serverPids()];
    await launcher.end('SIGKILL');
    await until(() => pids.filter(isAlive).length === 0, { what: 'all processes to end', timeoutMs: 60_000 });
    const next = start();
    expect(await register(await next.ready(), id)).toBe(200);
    expect(await next.end('SIGTERM')).toBe(0);
  }, 400_000);

  it('says what to do with data that another version has made', async () => {
    const launcher = start();
    const { databases } = await launcher.ready();
    const client = new pg.Client({ connectionString: databases.retention });
    await client.connect();
    await client.query("UPDATE public.applied_migrations SET sha256 = 'of another version'");
    await client.end();
    expect(await launcher.end('SIGTERM')).toBe(0);
    const next = start();
    expect(await next.exit).toBe(1);
    expect(next.output).toMatch(/migration of retention failed: .*was changed after it had been applied/);
    expect(next.output).toContain('add --fresh to begin with empty data (the old data is deleted), or another --directory to keep it');
    expect(next.output).not.toMatch(/^ +at /m);
  }, 400_000);
});
