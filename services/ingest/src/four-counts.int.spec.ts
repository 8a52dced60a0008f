import { randomUUID } from 'node:crypto';
import { openAccesses } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import type { Pool } from '@everchart/postgres';
import { RawConnection, ServiceProcess, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration } from '../test/ingest-suite.js';

const metricsToken = 'a token for metrics';
const rounds = process.env.TEST_ALL === 'true' ? 20 : 2;
/** `<organisation> <code>` → requests. */
type Counts = Map<string, number>;

function add(counts: Counts, org: string, code: number, number = 1): void {
  const key = `${org} ${code}`;
  counts.set(key, (counts.get(key) ?? 0) + number);
}

/** What the client saw, lines of the access log, counters, and what is on record: the same number of each. */
describe('ingest: four counts of the same requests', () => {
  const suite = new IngestSuite('postgres');
  const org = `org-${randomUUID()}`;
  const running: ServiceProcess[] = [];
  const client: Counts = new Map();
  /** Of processes that were killed: they say nothing of themselves any more. */
  const lines: string[] = [];
  let service: ServiceProcess;
  let patient: string;
  let owner: Pool;

  const start = async (): Promise<void> => {
    service = await ServiceProcess.start(new URL('../dist/main.js', import.meta.url), suite.environmentWith({ METRICS_TOKEN: metricsToken, RATE_LIMIT_PER_SECOND: '100000' })); // prettier-ignore
    running.push(service);
    suite.url = service.url;
  };
  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    await start();
  });
  afterAll(async () => {
    for (const each of running) await each.kill();
    await suite.stop();
  });

  const post = async (event: object, { of = patient, as = org, token, headers }: { of?: string; as?: string; token?: string; headers?: Record<string, string> } = {}): Promise<number> => {
    const given = { ...(token !== undefined && { token }), ...(headers && { headers }) };
    const { status } = await suite.post(`/patients/${of}/events`, event, { org: as, ...given, token: token ?? (await suite.token(org)) });
    // What is announced as too large is refused before its token is looked at.
    add(client, token === 'none' || status === 413 ? '' : org, status);
    return status;
  }; // prettier-ignore

  /** A function of the store is gone, as after a migration that was stopped half-way. */
  const withoutAppend = async (work: () => Promise<void>): Promise<void> => {
    const functions = ['append', 'append_one'];
    for (const name of functions) await owner.query(`ALTER FUNCTION event_store.${name} RENAME TO ${name}_gone`);
    try {
      await work();
    } finally {
      for (const name of functions) await owner.query(`ALTER FUNCTION event_store.${name}_gone RENAME TO ${name}`);
    }
  };

  /** Each kind once: recorded, repeated, refused for every reason, and failed. */
  async function load(): Promise<void> {
    patient = randomUUID();
    expect(await post(registration())).toBe(201);
    const event = note('slept well');
    expect(await post(event)).toBe(201);
    expect(await post(event)).toBe(200);
    expect(await post({ ...event, data: { kind: 'progress', text: 'other words' } })).toBe(409);
    expect(await post(note('late'), { headers: { 'if-match': 'W/"1"' } })).toBe(412);
    expect(await post({ ...note('x'), type: 'unknown' })).toBe(422);
    expect(await post(note('x'), { of: randomUUID() })).toBe(404);
    expect(await post(note('x'), { as: 'another' })).toBe(403);
    expect(await post(note('x'), { token: 'none' })).toBe(401);
    expect(await post(note('x'), { token: await suite.token(org, ['auditor'], 'auditor-1') })).toBe(403);
    expect(await post({ ...note('x'), data: { kind: 'progress', text: 'x'.repeat(2_000_000) } })).toBe(413);
    await withoutAppend(async () => expect(await post(note('x'))).toBe(500));
    expect(await post(note('x'))).toBe(201);
    for (const [method, path, code] of [['GET', '/nothing', 404], ['DELETE', `/v1/orgs/${org}/events`, 405], ['GET', '/v1/orgs/%zz/x', 400]] as const) {
      const { status } = await fetch(`${service.url}${path}`, { method });
      expect(status).toBe(code);
      add(client, '', status);
    } // prettier-ignore
    // Goes in the middle of a body.
    const authorization = `Bearer ${await suite.token(org)}`;
    const connection = await RawConnection.open(service.url);
    connection.request('POST', `/v1/orgs/${org}/events`, { authorization, 'content-type': 'application/json', 'content-length': '500' });
    connection.write('{');
    await new Promise((resolve) => setTimeout(resolve, 50));
    connection.cut();
    add(client, org, 499);
    const broken = await RawConnection.open(service.url);
    broken.write('no HTTP\r\n\r\n');
    expect((await broken.answer()).status).toBe(400);
    add(client, '', 400);
  }

  const logged = (of: readonly string[]): Counts => {
    const counts: Counts = new Map();
    for (const text of of) {
      const line = JSON.parse(text) as { event: string; operation: string; org?: string; status: number };
      if (line.event !== 'request.answered' && line.event !== 'request.unread') continue;
      // Of the test itself.
      if (line.operation === 'MetricsController_metrics' || line.operation === 'documents') continue;
      add(counts, line.org ?? '', line.status);
    }
    return counts;
  };
  const counted = async (): Promise<Counts> => {
    const text = await (await fetch(`${service.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text();
    const counts: Counts = new Map();
    for (const [, operation, of, code, value] of text.matchAll(/^everchart_http_requests_total\{operation="(.*?)",org="(.*?)",release=".*?",code="(\d+)",.*\} (\d+)$/gm))
      if (operation !== 'MetricsController_metrics' && operation !== 'documents') add(counts, of!, Number(code), Number(value));
    return counts;
  }; // prettier-ignore
  const same = (a: Counts, b: Counts): boolean => a.size === b.size && [...a].every(([key, number]) => b.get(key) === number);
  const sum = (counts: Counts): number => [...counts.values()].reduce((all, number) => all + number, 0);

  it('agree after every kind of answer', async () => {
    for (let round = 0; round < rounds; round += 1) await load();
    await until(async () => same(await counted(), client), { what: 'counters as the client has counted' }).catch(() => undefined);
    expect(await counted()).toEqual(client);
    expect(logged(service.lines)).toEqual(client);
  }, 300_000);

  it('agree with what is on record: every event that was recorded, and every refusal of someone known', async () => {
    const recorded = await new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' }).readShard(org, 0, 0, 100_000);
    expect(recorded).toHaveLength(client.get(`${org} 201`)!);
    const accesses = await new EventStore({ pool: suite.pool(suite.accessDatabase.url('ingest_accesses_api')), service: 'ingest' }).readShard(org, 0, 0, 100_000);
    const keyring = new Keyring({ pool: suite.pool(suite.keyringDatabase.url('keyring_reader')), provider: await fileKeyProvider(suite.kekFile) });
    const opened = (await Promise.all(accesses.map((event) => openAccesses(event, keyring)))).flat();
    for (const code of [403, 409, 412]) {
      const onRecord = opened.filter((access) => access!.status === code);
      expect([code, onRecord.length]).toEqual([code, client.get(`${org} ${code}`)]);
    }
  }); // prettier-ignore

  it('differ after a kill -9 by no more than the answers that were under way', async () => {
    const before = sum(client);
    let isKilled = false;
    const writers = 6;
    const write = async (): Promise<void> => {
      while (!isKilled) await post(note('slept well')).catch(() => undefined);
    };
    const writing = Promise.all(Array.from({ length: writers }, write));
    await until(() => sum(client) > before + 100, { what: 'answers' });
    const killed = service;
    await killed.kill();
    isKilled = true;
    await writing;
    lines.push(...killed.lines);
    // Of each connection the last answer may have left before its line; the client may lack one that has a line.
    expect(Math.abs(sum(logged(lines)) - sum(client))).toBeLessThanOrEqual(writers);
    await start();
    client.clear();
    await load();
    await until(async () => same(await counted(), client), { what: 'counters as the client has counted' }).catch(() => undefined);
    expect(await counted()).toEqual(client);
    expect(logged(service.lines)).toEqual(client);
  }, 120_000);
});
