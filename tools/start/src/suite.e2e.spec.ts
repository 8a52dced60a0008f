import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildCareHome, planCareDay, replayCareDay, type CareDay } from '@everchart/care-day';
import { accessTopic, clinicalTopic, retentionTopic } from '@everchart/stream';
import { TraceCollector, until } from '@everchart/testing';
import { fetchLog, verifyLogDirectory } from '@everchart/verify';
import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { roles, roleTable, type Role } from '../test/role-table.js';
import { tokenOf } from '../test/token.js';
import { AlreadyRunningError, startSuite, type RunFile, type Suite } from './index.js';

/** Tables that belong to no organisation, each with the reason. */
const withoutWall: Readonly<Record<string, string>> = {
  'public.applied_migrations': 'what was applied to the database',
  'event_store.identity': 'one row: which store this is',
  'keyring.compared_as': 'one row: which database the keys were compared in',
  'stream_consumer.checkpoints': 'places in partitions, which all organisations share',
  'stream_consumer.consumers': 'one row per consumer: how many shards have a fork',
  'stream_consumer.forged_records': 'numbers of records whose organisation nothing proves',
  'timeline_v1.built': 'one row: whether the read model is built',
  'directory_v1.built': 'as timeline_v1.built',
  'persons_v1.built': 'as timeline_v1.built',
  'projections.versions': 'versions of the projection, which all organisations share',
  'projections.indexes_to_make': 'as projections.versions',
  'destruction.gate': 'without rows: who adds copies passes it',
  'streams.topics': 'the topics of a single machine without Kafka, for the login of the transport only',
  'streams.partitions': 'as streams.topics',
  'streams.records': 'as streams.topics: sealed events, as they are in Kafka',
  'streams.members': 'as streams.topics',
  'streams.ownership': 'as streams.topics',
};

/**
 * The suite as a user starts it: own processes, own PostgreSQL, the Kafka that this machine can have. It has recorded a
 * day, during which each service was killed once. Every test checks one thing of that state, and holds without the
 * others, in any order.
 */
describe('the suite', () => {
  let directory: string;
  let suite: Suite;
  let day: CareDay;
  /** All that was acknowledged: the day, and what tests added. */
  const acknowledged: { patientId: string; id: string; type: string }[] = [];
  const traces = new TraceCollector();
  const services = ['ingest', 'timeline', 'integration', 'retention'] as const;
  const isReady = (service: (typeof services)[number]): Promise<boolean> =>
    fetch(`${suite.run.urls[service]}/health/ready`).then(
      ({ ok }) => ok,
      () => false, // not listening yet
    );
  const org = 'sunrise-care';
  const bearer = (client: string): Record<string, string> => ({ authorization: `Bearer ${suite.tokens[client]}` });
  const base = (service: keyof RunFile['urls'], organisation = org): string => `${suite.run.urls[service]}/v1/orgs/${organisation}`;
  const target = () => ({ ingestUrl: suite.run.urls.ingest, timelineUrl: suite.run.urls.timeline, org, tokens: { carer: suite.tokens.carer!, nurse: suite.tokens.nurse!, administrator: suite.tokens.administrator! } }); // prettier-ignore

  const rows = async <T extends object>(database: string, sql: string, values: unknown[] = []): Promise<T[]> => {
    const client = new pg.Client({ connectionString: suite.run.databases[database] });
    await client.connect();
    try {
      return (await client.query<T>(sql, values)).rows;
    } finally {
      await client.end();
    }
  };

  const start = (): Promise<Suite> => {
    const telemetry = { OTEL_EXPORTER_OTLP_ENDPOINT: traces.url };
    const environment = Object.fromEntries(services.map((name) => [name, telemetry]));
    return startSuite({ directory, org, stream: 'auto', fsync: false, anyPorts: true, ingestProcesses: 2, environment });
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'everchart-suite-'));
    await traces.start();
    suite = await start();
    const connected = await fetch(`${base('integration')}/destinations`, {
      method: 'POST',
      headers: { ...bearer('operator'), 'content-type': 'application/json' },
      body: JSON.stringify({
        id: 'demo-hospital',
        host: '127.0.0.1',
        port: suite.run.ports.mllp,
        receivingApplication: 'EHR',
        receivingFacility: 'DEMO',
      }),
    });
    expect(connected.status).toBeLessThan(300);
    day = planCareDay(buildCareHome({ seed: 'e2e', residents: 8, units: 2 }), { seed: 'e2e', until: new Date() });
    await recordWhileServicesAreKilled();
  }, 400_000);

  /** Each service is killed once, at a fifth, two fifths … of the day. */
  async function recordWhileServicesAreKilled(): Promise<void> {
    const entries = [...day.opening, ...day.rounds.flatMap((round) => round.entries)];
    const killed: string[] = [];
    await replayCareDay(day, target(), {
      onProgress: ({ done }) => {
        const victim = services[killed.length];
        if (victim === undefined || done <= ((killed.length + 1) * entries.length) / (services.length + 1)) return;
        killed.push(victim);
        process.kill(suite.pidOf(victim), 'SIGKILL');
      },
    });
    expect(killed).toEqual(services);
    acknowledged.push(...entries.map(({ patientId, body: { id, type } }) => ({ patientId, id, type })));
    await until(async () => (await Promise.all(services.map(isReady))).every(Boolean), { what: 'all services again', timeoutMs: 60_000 });
  }

  afterAll(async () => {
    await suite?.stop();
    await traces.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it('tells where everything is, for its owner only', () => {
    const file = join(directory, 'run.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const run = JSON.parse(readFileSync(file, 'utf8')) as RunFile;
    expect(Object.keys(run.processes).sort()).toEqual([
      'hl7-receiver',
      'identity-provider',
      'ingest',
      ...(process.platform === 'darwin' ? [] : ['ingest-2']),
      'integration',
      'retention',
      'timeline',
    ]);
  });

  it('runs every process of ingest behind one port', () => {
    const { processes } = JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8')) as RunFile;
    const ports = Object.entries(processes)
      .filter(([name]) => name.startsWith('ingest'))
      .map(([, { logFile }]) => /"service.started".*?"port":(\d+)/.exec(readFileSync(logFile, 'utf8'))?.[1]);
    expect(ports).toEqual(ports.map(() => new URL(suite.run.urls.ingest).port));
  });

  it('refuses a second start beside it', async () => {
    // The claim is by process: another launcher's is simulated by a process that is alive and is one of ours.
    await expect(startSuite({ directory, org, stream: 'postgres' })).rejects.toThrow(AlreadyRunningError);
  });

  it('loses nothing, doubles nothing and keeps the order when each service is killed under load', async () => {
    const stored = await rows<{ stream: string; id: string }>(
      'ingest',
      'SELECT stream, id FROM event_store.events WHERE org_key = event_store.org_key($1) ORDER BY stream, stream_version',
      [org],
    );
    expect(stored).toHaveLength(acknowledged.length + day.directory.length);
    for (const [patientId, entries] of Map.groupBy(acknowledged, (entry) => entry.patientId)) {
      const ids = entries.map(({ id }) => id);
      expect(stored.filter((row) => row.stream === patientId).map((row) => row.id)).toEqual(ids);
      expect((await wholeTimelineOf(patientId)).sort()).toEqual([...ids].sort());
    }
  }, 180_000);

  /** Waits until everything acknowledged is in the timeline. */
  async function wholeTimelineOf(patientId: string): Promise<string[]> {
    const { length } = acknowledged.filter((entry) => entry.patientId === patientId);
    await until(async () => (await timelineIds(patientId)).length >= length, {
      what: 'what was acknowledged in the timeline',
      timeoutMs: 60_000,
    });
    return timelineIds(patientId);
  }

  async function timelineIds(patientId: string): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null | undefined;
    do {
      const query = new URLSearchParams({ limit: '100', ...(cursor ? { cursor } : {}) });
      const response = await fetch(`${base('timeline')}/patients/${patientId}/timeline?${query.toString()}`, { headers: bearer('carer') });
      if (response.status === 404) return [];
      if (response.status !== 200) throw new Error(`timeline answered ${response.status}`);
      const page = (await response.json()) as { entries: { id: string }[]; next: string | null };
      ids.push(...page.entries.map((entry) => entry.id));
      cursor = page.next;
    } while (cursor !== null);
    return ids;
  }

  it('knows every place that a stay names', async () => {
    for (const patientId of new Set(acknowledged.map((entry) => entry.patientId))) await wholeTimelineOf(patientId);
    const read = async (path: string): Promise<object> =>
      (await (await fetch(`${base('timeline')}/${path}`, { headers: bearer('administrator') })).json()) as object;
    expect(await read('directory')).toMatchObject({ streamVersion: day.directory.length });
    expect(await read('directory/faults')).toMatchObject({ count: 0, faults: [] });
  }, 120_000);

  it('tells the hospital everything that it has a message for', async () => {
    const mapped = ['patient.registered', 'stay.admitted', 'stay.discharged', 'observation.recorded', 'medication.administered'];
    const expected = acknowledged.filter(({ type }) => mapped.includes(type)).length;
    const deliveries = async (): Promise<Record<string, number>> => {
      const response = await fetch(`${base('integration')}/destinations`, { headers: bearer('operator') });
      return ((await response.json()) as { destinations: { deliveries: Record<string, number> }[] }).destinations[0]!.deliveries;
    };
    // A member that was killed keeps its partitions until its session is over.
    await until(async () => (await deliveries()).delivered === expected, { what: 'every message delivered', timeoutMs: 60_000 });
    const { delivered: _, ...rest } = await deliveries();
    expect(Object.values(rest).every((count) => count === 0)).toBe(true);
    const [disclosed] = await rows<{ events: number }>('integration', 'SELECT count(*)::int AS events FROM event_store.events');
    expect(disclosed!.events).toBeGreaterThan(0);
  }, 90_000);

  /** Every event store of the suite. */
  const stores = ['ingest', 'timeline', 'integration', 'retention'] as const;
  const countOf = async (database: (typeof stores)[number]): Promise<{ storeId: string; events: number }> =>
    (
      await rows<{ storeId: string; events: number }>(
        database,
        `SELECT (SELECT store_id FROM event_store.identity)::text AS "storeId",
                (SELECT count(*)::int FROM event_store.events WHERE org_key = event_store.org_key($1)) AS events`,
        [org],
      )
    )[0]!;
  /** Waits until the log has all that was recorded. @returns how many entries that is */
  async function logIsComplete(): Promise<number> {
    const recorded = await Promise.all(stores.map(countOf));
    await until(
      async () => {
        const response = await fetch(`${base('retention')}/completeness`, { headers: bearer('auditor') });
        if (!response.ok) return false;
        const { complete, shards } = (await response.json()) as { complete: boolean; shards: { storeId: string; entries: number }[] };
        // Reading the log is on record, too: it goes on growing, store by store.
        const inLog = (storeId: string): number => shards.find((shard) => shard.storeId === storeId)?.entries ?? 0;
        return complete && recorded.every(({ storeId, events }) => inLog(storeId) >= events);
      },
      { what: 'a checkpoint over all entries', timeoutMs: 60_000 },
    );
    return recorded.reduce((sum, { events }) => sum + events, 0);
  }
  async function takeLogHome(folder: string): Promise<string> {
    const log = join(directory, folder);
    await fetchLog({ url: suite.run.urls.retention, org, token: suite.tokens.auditor!, directory: log });
    return log;
  }

  it('has every event and every access in the log, which verifies from plain files', async () => {
    const recorded = await logIsComplete();
    const log = await takeLogHome('verified-log');
    const key = await (await fetch(`${base('retention')}/log-key`, { headers: bearer('auditor') })).text();
    const report = verifyLogDirectory({ directory: log, verifierKey: key.trim() });
    expect(report.faults).toEqual([]);
    expect(report.entries).toBeGreaterThanOrEqual(recorded);
  }, 120_000);

  it('shows one trace from the request over the stream to every consumer, and to the hospital', async () => {
    const traceId = randomBytes(16).toString('hex');
    const { patientId, body } = day.opening.find((entry) => entry.body.type === 'patient.registered')!;
    const id = randomUUID();
    const answer = await fetch(`${base('ingest')}/patients/${patientId}/events`, {
      method: 'POST',
      headers: {
        ...bearer('carer'),
        'content-type': 'application/json',
        traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      },
      body: JSON.stringify({
        id,
        type: 'observation.recorded',
        occurredAt: new Date().toISOString(),
        data: {
          code: { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
          category: 'vital-signs',
          valueQuantity: { value: 72, unit: '/min', code: '/min' },
        },
      }),
    });
    expect(answer.status).toBe(201);
    acknowledged.push({ patientId, id, type: 'observation.recorded' });
    const expected = [
      'everchart-ingest: POST /v1/orgs/:org/patients/:patientId/events',
      'everchart-ingest: event-store append',
      'everchart-ingest: publish everchart.clinical.v1',
      'everchart-integration: event-store append',
      'everchart-integration: message send',
      'everchart-integration: process everchart.clinical.v1',
      'everchart-integration: publish everchart.access.v1',
      'everchart-patient-timeline: process everchart.access.v1',
      'everchart-patient-timeline: process everchart.clinical.v1',
      'everchart-retention: process everchart.access.v1',
      'everchart-retention: process everchart.clinical.v1',
    ];
    const seen = (): string[] => traces.spans.filter((span) => span.traceId === traceId).map(({ service, name }) => `${service}: ${name}`);
    await until(() => new Set(seen()).size >= expected.length, { what: 'the spans of all services', timeoutMs: 30_000 });
    expect([...new Set(seen())].sort()).toEqual(expected);
    const told = traces.spans.map(({ name, attributes }) => name + attributes).join('\n');
    const { family } = (body.data as { name: { family: string } }).name;
    for (const secret of [patientId, family]) expect(told).not.toContain(secret);
  }, 60_000);

  /** Every operation of every service that belongs to an organisation, by its own description. */
  async function operationsOfOrganisations(): Promise<{ service: (typeof services)[number]; path: string; method: string }[]> {
    const operations = [];
    for (const service of services) {
      const { paths } = (await (await fetch(`${suite.run.urls[service]}/openapi.json`)).json()) as { paths: Record<string, object> };
      for (const [path, methods] of Object.entries(paths)) {
        // The abilities of a FHIR base are public.
        if (path.includes('{org}') && !path.endsWith('/fhir/R4/metadata'))
          operations.push(...Object.keys(methods).map((method) => ({ service, path, method })));
      }
    }
    expect(operations.length).toBeGreaterThanOrEqual(18);
    return operations;
  }

  it('lets nobody into another organisation, on any route of any service', async () => {
    const other = 'other-organisation';
    for (const { service, path, method } of await operationsOfOrganisations()) {
      const filled = path
        .replace('{org}', other)
        .replaceAll(/\{[^}]*[pP]atient[^}]*\}/g, day.story.patientId)
        .replaceAll(/\{[^}]+\}/g, '0');
      const response = await fetch(`${suite.run.urls[service]}${filled}`, {
        method: method.toUpperCase(),
        headers: { ...bearer('tryout'), 'content-type': 'application/json' },
        ...(method === 'get' ? {} : { body: '{}' }),
      });
      expect({ service, path, method, status: response.status }).toEqual({ service, path, method, status: 403 });
      expect(await response.text()).toContain('organisation-forbidden'); // a problem's type, or in an OperationOutcome
    }
  }, 60_000);

  it('shows a neighbour nothing of ours, whose ids it knows, on any route of any service', async () => {
    const neighbour = await tokenOf(directory, suite.run, { sub: 'neighbour', org: 'neighbour-home', roles: roles.filter((role) => role !== 'visitor') }); // prettier-ignore
    const ours = day.story.patientId;
    const { body: registration } = day.opening.find((entry) => entry.patientId === ours && entry.body.type === 'patient.registered')!;
    const delivered = async (): Promise<{ controlId: string }[]> => {
      const response = await fetch(`${base('integration')}/deliveries`, { headers: bearer('operator') });
      return ((await response.json()) as { deliveries: { controlId: string }[] }).deliveries;
    };
    await until(async () => (await delivered()).length > 0, { what: 'a message for the hospital', timeoutMs: 60_000 });
    const controlId = (await delivered())[0]!.controlId;
    const known: Record<string, string> = {
      org: 'neighbour-home',
      patientId: ours,
      destination: 'demo-hospital',
      controlId,
      size: '1',
      stream: ours,
      level: '0',
      path: '000',
      type: 'Patient',
      id: ours,
      version: '1',
      holdId: registration.id,
      requestId: registration.id,
    };
    const before = await wholeTimelineOf(ours);
    const stored = await rows('ingest', 'SELECT DISTINCT org_key::text FROM event_store.events');
    const note = { id: randomUUID(), type: 'note.written', occurredAt: new Date().toISOString(), data: { kind: 'other', text: 'x' } };
    const seen: string[] = [];
    for (const { service, path, method } of await operationsOfOrganisations()) {
      const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => known[name]!);
      const body = service !== 'ingest' ? {} : path.includes('{patientId}') ? note : { events: [{ ...note, patientId: ours }] };
      const query = path.endsWith('/inclusion') ? `?event=${registration.id}` : path.endsWith('/consistency') ? '?from=1&to=1' : '';
      const response = await fetch(`${suite.run.urls[service]}${filled}${query}`, {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${neighbour}`, 'content-type': 'application/json' },
        ...(method === 'get' ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      // What is left is nothing: not found, an empty list, or a refusal; there is nothing to follow yet.
      const { status } = response;
      const left = path.endsWith('/live/organisation') ? [503] : [200, 400, 404, 422];
      expect({ service, path, status, allowed: left.includes(status) }).toEqual({ service, path, status, allowed: true });
      seen.push(`${method} ${path} ${response.status} ${text}`);
    }
    const { family } = (registration.data as { name: { family: string } }).name;
    for (const secret of [org, family, registration.id, controlId, `"port":${suite.run.ports.mllp}`])
      expect(seen.filter((text) => text.includes(secret))).toEqual([]);
    // The neighbour's own directory is empty, and says so.
    expect(seen.filter((text) => /"streamVersion":(?!0,)/.test(text))).toEqual([]);
    expect(await timelineIds(ours)).toEqual(before);
    expect(await rows('ingest', 'SELECT DISTINCT org_key::text FROM event_store.events')).toEqual(stored);
  }, 60_000);

  it('serves each route to the roles of the table, by the methods that it has, and to no other', async () => {
    const tokens = new Map<string, string>();
    for (const role of roles) tokens.set(role, await tokenOf(directory, suite.run, { sub: `has-role-${role}`, org, roles: [role] })); // prettier-ignore
    const call = async (service: (typeof services)[number], method: string, path: string, role?: Role): Promise<number> => {
      const response = await fetch(`${suite.run.urls[service]}${path}`, {
        method: method.toUpperCase(),
        headers: { 'content-type': 'application/json', ...(role && { authorization: `Bearer ${tokens.get(role)}` }) },
        ...(method === 'get' ? {} : { body: '{}' }),
      });
      // A live stream has no end.
      await response.body?.cancel();
      return response.status;
    };
    const wrong: string[] = [];
    let calls = 0;
    for (const service of services) {
      const methodsOf = Map.groupBy(Object.keys(roleTable[service]), (name) => name.split(' ')[1]!); // prettier-ignore
      for (const [name, allowed] of Object.entries(roleTable[service])) {
        if (allowed === 'everyone') continue;
        const [method, route] = name.split(' ') as [string, string];
        const path = route.replace('{org}', org).replaceAll(/\{[^}]+\}/g, '0');
        for (const role of [undefined, ...roles]) {
          const status = await call(service, method, path, role);
          const expected = role === undefined ? 401 : allowed.includes(role) ? 'served' : 403;
          const found = status === 401 || status === 403 ? status : 'served';
          if (found !== expected) wrong.push(`${service} ${name} for ${role ?? 'no token'}: ${status}`);
          calls += 1;
        }
        for (const other of ['get', 'post', 'put', 'patch', 'delete']) {
          if (methodsOf.get(route)!.includes(`${other} ${route}`)) continue;
          const status = await call(service, other, path, 'system');
          if (status !== 404 && status !== 405) wrong.push(`${service} ${other} ${route}: ${status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(100);
  }, 120_000);

  it('has the wall between organisations on every table of every database, by the catalogue', async () => {
    const open: string[] = [];
    let tables = 0;
    for (const database of Object.keys(suite.run.databases)) {
      const found = await rows<{ name: string; walled: boolean }>(
        database,
        `SELECT relnamespace::regnamespace || '.' || relname AS name, relrowsecurity AND relforcerowsecurity AS walled
        FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')`,
      );
      tables += found.length;
      open.push(...found.filter(({ name, walled }) => !walled && !(name in withoutWall)).map(({ name }) => `${database}: ${name}`));
      const unbound = await rows<{ name: string }>(
        database,
        `SELECT schemaname || '.' || tablename || ' for ' || role.rolname AS name
        FROM pg_policies, unnest(roles) AS named, pg_roles AS role
        WHERE role.rolname LIKE '%\\_api' AND (named = 'public' OR pg_has_role(role.oid, (SELECT oid FROM pg_roles WHERE rolname = named), 'USAGE'))
          AND coalesce(qual, 'true') = 'true' AND coalesce(with_check, 'true') = 'true'`,
      );
      open.push(...unbound.map(({ name }) => `${database}: a policy without an organisation on ${name}`));
      const powers = await rows<{ name: string }>(
        database,
        `SELECT rolname AS name FROM pg_roles WHERE rolcanlogin AND rolname !~ '^postgres$|_owner$' AND (rolsuper OR rolbypassrls)
        UNION ALL SELECT relname FROM pg_class JOIN pg_roles ON relowner = pg_roles.oid WHERE rolcanlogin AND rolname !~ '^postgres$|_owner$'`,
      );
      open.push(...powers.map(({ name }) => `${database}: ${name} goes round the wall`));
    }
    expect(open.toSorted()).toEqual([]);
    expect(tables).toBeGreaterThan(40);
  });

  it('gives no process of a service an URL of an owner, or of a superuser', () => {
    for (const service of services) {
      const urls = Object.values(suite.environmentOf(service)).filter((value) => value.startsWith('postgres'));
      expect(urls.length).toBeGreaterThanOrEqual(4);
      for (const url of urls)
        expect(new URL(url).username).toMatch(
          /^((ingest|timeline|integration|retention)(_accesses|_events)?_(api|worker|keyring|streams)|destroyer_keyring)$/,
        );
    }
  });

  it('keeps what it knows of people out of logs, stream, event store and audit log', async () => {
    const secrets = [day.home.residents[0]!.registration.name.family, 'dizziness', 'Found sitting on the floor'];
    await logIsComplete();
    await takeLogHome('taken-home');
    const found: string[] = [];
    // Logs of the processes, the audit log as files, and what the broker has on disk where it is one of this machine.
    for (const folder of ['logs', 'taken-home', join('data', 'kafka')].map((name) => join(directory, name)).filter(existsSync)) {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())) {
        const text = readFileSync(join(entry.parentPath, entry.name), 'latin1');
        for (const secret of secrets) if (text.includes(secret)) found.push(`${entry.name}: ${secret}`);
      }
    }
    for (const database of stores) {
      for (const secret of secrets) {
        const [hits] = await rows<{ count: number }>(
          database,
          "SELECT count(*)::int AS count FROM event_store.events WHERE position(convert_to($1, 'UTF8') IN header || payload) > 0",
          [secret],
        );
        if (hits!.count > 0) found.push(`${database}: ${secret}`);
      }
      // Independent of the text: behind the beginning of the COSE structure everything looks like noise.
      const sealed = await rows<{ id: string; payload: Buffer }>(database, 'SELECT id, payload FROM event_store.events');
      for (const { id, payload } of sealed)
        if (/[\t\n -~]{24}/.test(payload.subarray(100).toString('latin1'))) found.push(`${database}: event ${id} has readable text`);
    }
    // What went to hospitals, and what is known for the next message: bytes stand in hexadecimal form in a row.
    const tables = await rows<{ name: string }>('integration', "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname <> 'information_schema'"); // prettier-ignore
    for (const { name } of tables)
      for (const secret of secrets) {
        const [hits] = await rows<{ count: number }>(
          'integration',
          `SELECT count(*)::int AS count FROM ${name} t WHERE position($1 IN t::text) + position(encode(convert_to($1, 'UTF8'), 'hex') IN t::text) > 0`,
          [secret],
        );
        if (hits!.count > 0) found.push(`integration ${name}: ${secret}`);
      }
    const metrics = await Promise.all(
      (['ingest', 'timeline', 'integration', 'retention'] as const).map(async (service) =>
        (await fetch(`${suite.run.urls[service]}/metrics`)).text(),
      ),
    );
    for (const secret of [...secrets, day.story.patientId])
      if (metrics.some((text) => text.includes(secret))) found.push(`metrics: ${secret}`);
    expect(found).toEqual([]);
  }, 60_000);

  it('recovers from a kill -9 of everything at once: the same record after the next start', async () => {
    const before = await wholeTimelineOf(day.story.patientId);
    for (const name of Object.keys(suite.run.processes)) process.kill(suite.pidOf(name), 'SIGKILL');
    await suite.stop();
    suite = await start();
    expect(await wholeTimelineOf(day.story.patientId)).toEqual(before);
  }, 120_000);

  /** A command of an operator, as a person runs it. */
  const command = (...given: string[]): Promise<{ code: number; output: string; errors: string }> =>
    new Promise((resolve) => {
      const args = [fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url)), '--run-file', join(directory, 'run.json'), ...given];
      const child = execFile(process.execPath, args, (_, output, errors) => resolve({ code: child.exitCode!, output, errors }));
    });

  it('finds by one command that the read models are what the events make them, and names a row that is not', async () => {
    const compared = await command('projections', 'compare');
    expect(compared).toMatchObject({ code: 0, output: '' });
    expect(compared.errors).toContain('no row differs');
    const [entry] = await rows<{ id: string; patient: string }>('timeline', `SELECT event_id AS id, patient FROM timeline_v1.timeline_entries WHERE org = $1 AND type = 'note.written' LIMIT 1`, [org]); // prettier-ignore
    const change = (by: string, instead: string) =>
      rows('timeline', `UPDATE timeline_v1.timeline_entries SET entry = replace(entry::text, $2, $3)::json WHERE event_id = $1`, [
        entry!.id,
        by,
        instead,
      ]);
    await change('"text"', '"texx"');
    const tampered = await command('projections', 'compare', '--json');
    await change('"texx"', '"text"');
    expect(tampered.code).toBe(1);
    expect(tampered.output.trim().split('\n').map((line) => JSON.parse(line) as object)).toMatchObject([{ fault: 'row-changed', table: 'timeline_entries', org, patient: entry!.patient }]); // prettier-ignore
    expect(await command('projections', 'compare')).toMatchObject({ code: 0 });
  }, 300_000);

  it('says that records are missing when the topics were lost, goes on, and has everything again after they were published again', async () => {
    const { stream } = suite.run;
    const readers = ['timeline', 'integration', 'retention'] as const;
    const readiness = async (service: (typeof readers)[number]) => {
      const response = await fetch(`${suite.run.urls[service]}/health/ready`);
      return (await response.json()) as object;
    };
    const summaryOf = async (patientId: string) => {
      const response = await fetch(`${base('timeline')}/patients/${patientId}/summary`, { headers: bearer('carer') });
      return { status: response.status, ...((await response.json()) as object) };
    };
    const recordFor = async (patientId: string, type: string, data: object): Promise<string> => {
      const id = randomUUID();
      const response = await fetch(`${base('ingest')}/patients/${patientId}/events`, {
        method: 'POST',
        headers: { ...bearer('carer'), 'content-type': 'application/json' },
        body: JSON.stringify({ id, type, occurredAt: new Date().toISOString(), data }),
      });
      expect(response.status).toBe(201);
      acknowledged.push({ patientId, id, type });
      return id;
    };
    await logIsComplete();
    for (const service of readers) expect(await readiness(service)).not.toHaveProperty('degraded');
    const names = [clinicalTopic, accessTopic].map((topic) => stream.topicPrefix + topic);
    if (stream.kind === 'kafka') {
      const admin = new Kafka({ clientId: 'test', brokers: stream.brokers!, logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      await admin.deleteTopics({ topics: names });
      await admin.disconnect();
    } else
      for (const table of ['records', 'partitions', 'topics'])
        await rows('streams', `DELETE FROM streams.${table} WHERE topic = ANY ($1)`, [names]);

    // What is recorded goes on being shown: it is not dropped for the sake of offsets that count in another topic.
    const { patientId } = day.opening.find((entry) => entry.body.type === 'patient.registered')!;
    const note = await recordFor(patientId, 'note.written', { kind: 'progress', text: 'Written after the topic was lost' });
    await until(async () => (await timelineIds(patientId)).includes(note), { what: 'the note', timeoutMs: 90_000 });
    for (const service of readers)
      await until(async () => 'degraded' in (await readiness(service)), { what: `${service} to say that records are missing`, timeoutMs: 90_000 }); // prettier-ignore
    expect(await readiness('timeline')).toMatchObject({ degraded: expect.arrayContaining(['stream']) as unknown });
    expect(await summaryOf(patientId)).toMatchObject({ status: 200, stale: true, staleReason: 'stream-lost' });
    expect(await summaryOf(randomUUID())).toMatchObject({ status: 503, type: 'urn:everchart:problem:stream-lost' });

    // A projection is built again all the same, with what ingest exports.
    const tokens = join(directory, 'tokens-of-organisations');
    mkdirSync(tokens);
    for (const { org: each } of await rows<{ org: string }>(
      'timeline',
      `SELECT DISTINCT org FROM stream_consumer.shard_progress WHERE consumer = 'timeline-v1'`,
    ))
      writeFileSync(join(tokens, each), await tokenOf(directory, suite.run, { sub: 'system-rebuild', org: each, roles: ['system'] }));
    Object.assign(process.env, { EVENT_EXPORT_URL: suite.run.urls.ingest, EVENT_EXPORT_TOKEN_FILE: join(tokens, '{org}') });
    const rebuilt = await command('projections', 'compare');
    for (const name of ['EVENT_EXPORT_URL', 'EVENT_EXPORT_TOKEN_FILE']) delete process.env[name];
    expect(rebuilt).toMatchObject({ code: 0, errors: expect.stringContaining('no row differs') as unknown });

    const published = await command('republish');
    expect(published).toMatchObject({ code: 0 });
    expect(published.output.trim().split('\n').map((line) => JSON.parse(line) as object)).toMatchObject([{ topic: clinicalTopic, marked: true }, { topic: accessTopic, marked: true }, { topic: retentionTopic, marked: true }]); // prettier-ignore
    for (const service of readers)
      await until(async () => !('degraded' in (await readiness(service))), { what: `${service} to have everything`, timeoutMs: 90_000 });
    expect(await summaryOf(patientId)).toMatchObject({ status: 200, stale: false, complete: true });
    expect(await summaryOf(randomUUID())).toMatchObject({ status: 404 });
    await logIsComplete();
  }, 300_000);

  it('shows operators what is unreadable, and lets them accept it, in every service', async () => {
    const everchart = (...given: string[]) => command('streams', ...given);
    expect(await everchart('list')).toEqual({ code: 0, errors: '', output: expect.stringMatching(/^(\w+: nothing waits.*\n){3}$/) });
    for (const service of ['timeline', 'integration', 'retention']) {
      const stream = randomUUID();
      const eventId = randomUUID();
      // As an event that never came: operators have passed it over.
      await rows(
        service,
        `INSERT INTO stream_consumer.unreadable_events (org, consumer, store_id, shard, position, stream, event_id, event_type, stream_version, recorded_at,
           code, topic, partition, record_offset, record_key, headers, writer)
         VALUES ($1, $2, $3, 0, 1, $4, $5, 'unknown', 1, now(), 'event-missing', 't', 0, 0, 'k', '{}', 'ingest')`,
        [org, `${service}-v1`, randomUUID(), stream, eventId],
      );
      const named = ['--service', service];
      expect(await everchart('list', ...named)).toMatchObject({
        code: 1,
        output: expect.stringContaining(`${stream} has an unreadable unknown`),
      });
      const shown = await everchart('show', stream, ...named);
      expect(JSON.parse(shown.output)).toMatchObject({ service, stream, unreadable: [{ eventId, code: 'event-missing' }], requests: [] });
      expect(await everchart('retry', stream, ...named, '--event', eventId)).toMatchObject({
        code: 1,
        errors: expect.stringContaining('still'),
      });
      expect(await everchart('retry', '--all', ...named)).toMatchObject({ code: 1, output: '{"streams":1,"applied":0,"unreadable":1}\n' });
      expect(await everchart('skip', stream, ...named)).toMatchObject({ code: 2, errors: expect.stringContaining('--reason') });
      expect(await everchart('skip', stream, ...named, '--reason', 'x')).toMatchObject({
        code: 1,
        errors: expect.stringContaining('/reason must say why'),
      });
      const skipped = await everchart('skip', stream, ...named, '--reason', 'made by a test');
      expect({ ...skipped, output: JSON.parse(skipped.output) as unknown }).toEqual({ code: 0, errors: '', output: { applied: 0, accepted: 1, unreadable: 0, stopped: [] } }); // prettier-ignore
      expect(await everchart('list', ...named)).toMatchObject({ code: 0 });
      expect(await everchart('list', ...named, '--accepted')).toMatchObject({
        output: expect.stringContaining('accepted by operator-emil: made by a test'),
      });
      expect(await everchart('retry', randomUUID(), ...named)).toMatchObject({
        code: 1,
        errors: expect.stringContaining('answered 404: Nothing of this stream'),
      });
      await rows(service, 'DELETE FROM stream_consumer.unreadable_events WHERE stream = $1', [stream]);
    }
    expect(await everchart('list', '--service', 'ingest')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('--service is one of'),
    });
    expect(await everchart('list', '--token-file', join(directory, 'tokens', 'carer'))).toMatchObject({
      code: 1,
      errors: expect.stringContaining('answered 403'),
    });
  }, 300_000);

  it('has stopped no stream, shows nothing as stale, and its log is complete', async () => {
    await logIsComplete();
    for (const database of ['timeline', 'integration', 'retention'])
      for (const table of ['stopped_streams', 'unreadable_events'])
        expect({ database, found: await rows(database, `SELECT consumer, code FROM stream_consumer.${table}`) }).toEqual({
          database,
          found: [],
        });
    for (const patientId of new Set(acknowledged.map((entry) => entry.patientId))) {
      const response = await fetch(`${base('timeline')}/patients/${patientId}/summary`, { headers: bearer('carer') });
      expect({ status: response.status, ...((await response.json()) as object) }).toMatchObject({
        status: 200,
        stale: false,
        complete: true,
      });
    }
  }, 120_000);
});
