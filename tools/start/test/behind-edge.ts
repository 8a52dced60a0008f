import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openAccesses, type Access } from '@everchart/access-log';
import { freePort } from '@everchart/dev-servers';
import { EventStore } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { createPool, type Pool } from '@everchart/postgres';
import { EdgeProcess, until, type EdgeAnswer, type EdgeRequest } from '@everchart/testing';
import { ProcessGroup } from '../src/processes.js';
import { startSuite, type Suite } from '../src/index.js';
import { tokenOf } from './token.js';

const run = promisify(execFile);
const command = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));
const metricsToken = 'of-what-reads-metrics-only';

/** By what is counted, the number of requests. */
export type Counts = Map<string, number>;

export function add(counts: Counts, key: string, requests = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + requests);
}

export const sum = (counts: Counts): number => [...counts.values()].reduce((all, requests) => all + requests, 0);

const sorted = (counts: Counts): Record<string, number> => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

/** What is announced as too large is refused before a service looks at the token: it does not know whose it is. */
const answerKey = (service: string, operation: string, org: string, status: string): string =>
  `${service} ${operation} ${status === '413' ? '' : org} ${status}`;

/** Of ingest and of the timeline two releases run. */
const released = { ingest: 'ingest', timeline: 'patient-timeline' } as const;

/** Of a request that the test knows by its trace. */
export interface Asked {
  answer: EdgeAnswer;
  trace: string;
}

/**
 * The suite as it is in production: its services, two releases of those that carers use, and the edge before them. All
 * requests go through the edge, and are counted here as clients see them.
 */
export class SuiteBehindEdge {
  readonly #directory = mkdtempSync(join(tmpdir(), 'everchart-edge-suite-'));
  readonly #pools: Pool[] = [];
  readonly #urlsOfB: Record<string, string> = {};
  /** What clients saw: `<organisation of the token> <status>`. */
  readonly client: Counts = new Map();
  suite!: Suite;
  edge!: EdgeProcess;
  #second!: ProcessGroup;

  constructor(
    private readonly nginx: string,
    private readonly orgs: readonly string[],
    private readonly edgeEnvironment: Readonly<Record<string, string>>,
  ) {}

  async start(): Promise<void> {
    const environment = { ingest: { RELEASE: 'a' }, timeline: { RELEASE: 'a' } };
    const [org, ...furtherOrgs] = this.orgs;
    this.suite = await startSuite({ directory: this.#directory, org: org!, furtherOrgs, stream: 'auto', fsync: false, anyPorts: true, ingestProcesses: 1, metricsToken, environment }); // prettier-ignore
    this.#second = new ProcessGroup(() => undefined);
    for (const [name, folder] of Object.entries(released)) {
      const port = await freePort(0);
      this.#urlsOfB[name] = `http://127.0.0.1:${port}`;
      await this.#second.start({
        name: `${name}-b`,
        entry: fileURLToPath(new URL(`../../../services/${folder}/dist/main.js`, import.meta.url)),
        environment: { ...this.suite.environmentOf(name), RELEASE: 'b', PORT: String(port), INSTANCE_ID: `${name}-b`, SHARE_PORT: 'false' },
        logFile: join(this.#directory, 'logs', `${name}-b.log`),
        readyUrl: `${this.#urlsOfB[name]}/health/ready`,
      });
    }
    const known = this.suite.environmentOf('ingest');
    this.edge = await EdgeProcess.start(this.nginx, {
      upstreams: this.upstreams(),
      jwksUrl: known.JWKS_URL!,
      environment: {
        JWT_ISSUER: known.JWT_ISSUER!,
        JWT_AUDIENCE: known.JWT_AUDIENCE!,
        EDGE_RELEASES_URL: `${this.suite.run.urls.ingest}/internal/releases`,
        EDGE_RELEASES_TOKEN_FILE: known.RELEASES_TOKEN_FILE!,
        EDGE_ORG_REQUESTS_PER_SECOND: '100000',
        EDGE_CLIENT_REQUESTS_PER_SECOND: '100000',
        EDGE_ADDRESS_REQUESTS_PER_SECOND: '100000',
        ...this.edgeEnvironment,
      },
    });
  }

  async stop(): Promise<void> {
    await this.edge?.stop();
    for (const pool of this.#pools) await pool.end();
    await this.#second?.stop();
    await this.suite?.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /**
   * Where the services are.
   * @param instead of single releases, as `{ timeline: { b: 'a' } }`: the process of another one
   */
  upstreams(instead: Readonly<Record<string, Readonly<Record<string, 'a' | 'b'>>>> = {}): object {
    const { urls } = this.suite.run;
    const of = (name: keyof typeof released, slot: string): string => {
      const served = instead[name]?.[slot] ?? (slot === 'default' ? 'a' : slot);
      return served === 'b' ? this.#urlsOfB[name]! : urls[name];
    };
    const slots = (name: keyof typeof released): object => ({
      default: of(name, 'default'),
      releases: { a: of(name, 'a'), b: of(name, 'b') },
    });
    return { ingest: slots('ingest'), 'patient-timeline': slots('timeline'), integration: { default: urls.integration }, retention: { default: urls.retention } }; // prettier-ignore
  }

  /** The edge reads it within two seconds. */
  writeUpstreams(...instead: Parameters<SuiteBehindEdge['upstreams']>): void {
    writeFileSync(this.edge.upstreamsFile, JSON.stringify(this.upstreams(...instead)));
  }

  /** Of anyone, signed by the suite's identity provider. */
  token(org: string, sub = 'nurse-benedikt', role = 'nurse'): Promise<string> {
    return tokenOf(this.#directory, this.suite.run, { sub, org, roles: [role] });
  }

  /** One request, counted. @param org of the token; empty: no valid one is sent */
  async ask(org: string, path: string, options: EdgeRequest = {}): Promise<Asked> {
    const trace = randomBytes(16).toString('hex');
    const answer = await this.edge.ask(path, { ...options, headers: { ...options.headers, traceparent: traceparentOf(trace) } });
    add(this.client, `${org} ${answer.status}`);
    return { answer, trace };
  }

  /** Records an event of a patient, as a nurse unless another token is given. */
  async post(org: string, patient: string, event: object, options: EdgeRequest = {}): Promise<Asked> {
    const token = 'token' in options ? options.token : this.suite.tokensOf(org).nurse;
    const headers = { 'content-type': 'application/json', ...options.headers };
    return this.ask(token === undefined ? '' : org, `/v1/orgs/${org}/patients/${patient}/events`, { method: 'POST', body: JSON.stringify(event), ...options, token, headers }); // prettier-ignore
  }

  async summary(org: string, patient: string, options: EdgeRequest = {}): Promise<Asked> {
    return this.ask(org, `/v1/orgs/${org}/patients/${patient}/summary`, { token: this.suite.tokensOf(org).nurse, ...options });
  }

  /** A patient of the organisation, which the timeline shows. */
  async patient(org: string): Promise<string> {
    const patient = randomUUID();
    const data = { identifiers: [], name: { family: 'Lovelace', given: ['Ada'] }, birthDate: '1935-12-10', gender: 'female' };
    const { answer } = await this.post(org, patient, eventOf('patient.registered', data));
    const headers = { 'everchart-at-least': String(answer.headers['everchart-position']) };
    await until(async () => (await this.summary(org, patient, { headers })).answer.status === 200, { what: 'the record to be shown' });
    return patient;
  }

  /** As an operator does it, through the edge: what the command line asks is counted, too. */
  async everchart(org: string, ...args: string[]): Promise<string> {
    const tokenFile = join(this.#directory, `operator-of-${org}`);
    writeFileSync(tokenFile, this.suite.tokensOf(org).operator!, { mode: 0o600 });
    const reached = ['--org', org, '--run-file', join(this.#directory, 'run.json')];
    const { stdout } = await run(process.execPath, [command, ...reached, ...args, '--ingest', `${this.edge.url}/ingest`, '--token-file', tokenFile]); // prettier-ignore
    return stdout;
  }

  /** Which release serves an organisation from now on; three requests. */
  async assign(org: string, service: string, release: string): Promise<void> {
    await this.everchart(org, 'release', 'assign', release, '--service', service, '--reason', 'a test');
    for (const status of [200, 201, 200]) add(this.client, `${org} ${status}`);
  }

  /** The line of a request. */
  async lineOf(trace: string): Promise<Record<string, unknown>> {
    const line = () => this.edge.log().find(({ traceId }) => traceId === trace);
    await until(() => line() !== undefined, { what: 'the line of a request' });
    return line()!;
  }

  /** Events of an organisation that are on record: none of them more than once. */
  async recorded(org: string): Promise<number> {
    return (await this.#events('ingest', org)).length;
  }

  /** Accesses that are on record: `<status>`. */
  async accesses(database: 'ingest_accesses' | 'timeline', org: string): Promise<Counts> {
    const { databases, keyFile } = this.suite.run;
    const keyring = new Keyring({ pool: this.#pool(databases.keyring!), provider: await fileKeyProvider(keyFile) });
    const events = await this.#events(database, org);
    const opened = (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat() as Access[];
    const counts: Counts = new Map();
    for (const { status } of opened) add(counts, String(status));
    return counts;
  }

  async #events(database: string, org: string) {
    return new EventStore({ pool: this.#pool(this.suite.run.databases[database]!), service: 'ingest', notify: false }).readShard(org, 0, 0, 1_000_000); // prettier-ignore
  }

  #pool(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test' }, () => undefined);
    this.#pools.push(pool);
    return pool;
  }

  /** What the edge's lines say that clients saw. */
  logged(): Counts {
    const counts: Counts = new Map();
    for (const { org, status } of this.edge.log()) add(counts, `${String(org)} ${String(status)}`);
    return counts;
  }

  /** What services answered, by the edge's lines: `<service> <operation> <organisation> <status>`. */
  passedOn(): Counts {
    const counts: Counts = new Map();
    for (const { service, operation, org, status, upstreamStatus } of this.edge.log()) {
      if (org === '') continue;
      for (const answered of String(upstreamStatus).match(/\d{3}|-/g) ?? []) {
        // No service answers these: it was away. And who goes before the answer has gone from the service, too.
        if (answered === '502' || answered === '504') continue;
        add(counts, answerKey(String(service), String(operation), String(org), answered === '-' ? String(status) : answered));
      }
    }
    return counts;
  }

  /** The same, by the lines of the services themselves. */
  loggedByServices(): Counts {
    const counts: Counts = new Map();
    for (const [name, service] of Object.entries(this.#logs()))
      for (const line of readFileSync(join(this.#directory, 'logs', `${name}.log`), 'utf8').split('\n')) {
        if (!line.includes('"request.answered"')) continue;
        const { operation, org, status } = JSON.parse(line) as { operation: string; org?: string; status: number };
        if (org !== undefined || status === 413) add(counts, answerKey(service, operation, org ?? '', String(status)));
      }
    return counts;
  }

  /** The same, by the counters of the processes that run now. */
  async countedByServices(): Promise<Counts> {
    const counts: Counts = new Map();
    const { urls } = this.suite.run;
    const own = Object.entries(this.#logs()).map(([name, service]) => ({ service, url: name.endsWith('-b') ? this.#urlsOfB[name.slice(0, -2)]! : urls[name as 'ingest'] })); // prettier-ignore
    for (const { service, url } of own) {
      const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text();
      for (const [, operation, org, code, value] of text.matchAll(
        /^everchart_http_requests_total\{operation="(.*?)",org="(.*?)",release=".*?",code="(\d+)".*\} (\d+)$/gm,
      ))
        // prettier-ignore
        if (org !== '' || code === '413') add(counts, answerKey(service, operation!, org!, code!), Number(value));
    }
    return counts;
  }

  /** Of each process of the suite, the service that it runs. */
  #logs(): Record<string, string> {
    const second = Object.entries(released).map(([name, service]) => [`${name}-b`, service]);
    return { ...released, integration: 'integration', retention: 'retention', ...Object.fromEntries(second) };
  }

  /** Of the edge, whole: its lines and its counters, by all that both say. */
  async edgeCounts(): Promise<{ lines: Counts; counters: Counts }> {
    const members = ['service', 'operation', 'org', 'release', 'status', 'why'] as const;
    const lines: Counts = new Map();
    for (const line of this.edge.log()) add(lines, members.map((name) => String(line[name])).join('|'));
    const counters: Counts = new Map();
    for (const { labels, requests } of await this.edge.counted())
      add(counters, members.map((name) => labels[name === 'status' ? 'code' : name]).join('|'), requests);
    return { lines, counters };
  }
}

/** Waits until both say the same, and returns them so that a test shows how they differ when they do not. */
export async function settled<T extends readonly Counts[]>(read: () => Promise<T> | T): Promise<Record<string, number>[]> {
  let counts = await read();
  const texts = (): string[] => counts.map((each) => JSON.stringify(sorted(each)));
  await until(
    async () => {
      counts = await read();
      return new Set(texts()).size === 1;
    },
    { what: 'the same counts' },
  ).catch(() => undefined);
  return counts.map(sorted);
}

export const eventOf = (type: string, data: object) => ({ id: randomUUID(), type, occurredAt: new Date().toISOString(), data });

export const noteOf = (text = 'Slept well.') => eventOf('note.written', { kind: 'progress', text });

export const traceparentOf = (trace: string): string => `00-${trace}-${randomBytes(8).toString('hex')}-01`;
