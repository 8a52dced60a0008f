import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildCareHome, planCareDay, replayCareDay, type CareDay } from '@everchart/care-day';
import { until } from '@everchart/testing';
import { fetchLog, verifyLogDirectory } from '@everchart/verify';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { TraceCollector } from '../test/trace-collector.js';
import { AlreadyRunningError, startSuite, type RunFile, type Suite } from './index.js';

/** The suite as a user starts it: own processes, own PostgreSQL, the Kafka that this machine can have. */
describe('the suite', () => {
  let directory: string;
  let suite: Suite;
  let day: CareDay;
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
  const target = () => ({ ingestUrl: suite.run.urls.ingest, timelineUrl: suite.run.urls.timeline, org, tokens: { carer: suite.tokens.carer!, nurse: suite.tokens.nurse! } }); // prettier-ignore

  const rows = async <T extends object>(database: string, sql: string, values: unknown[] = []): Promise<T[]> => {
    const client = new pg.Client({ connectionString: suite.run.databases[database] });
    await client.connect();
    try {
      return (await client.query<T>(sql, values)).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'everchart-suite-'));
    const telemetry = { OTEL_EXPORTER_OTLP_ENDPOINT: await traces.start() };
    const environment = Object.fromEntries(services.map((name) => [name, telemetry]));
    suite = await startSuite({ directory, org, stream: 'auto', fsync: false, environment });
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
  }, 120_000);

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
      'integration',
      'retention',
      'timeline',
    ]);
  });

  it('refuses a second start beside it', async () => {
    // The claim is by process: another launcher's is simulated by a process that is alive and is one of ours.
    await expect(startSuite({ directory, org, stream: 'postgres' })).rejects.toThrow(AlreadyRunningError);
  });

  it('loses nothing, doubles nothing and keeps the order when each service is killed under load', async () => {
    const victims = ['ingest', 'timeline', 'integration', 'retention'];
    const acknowledged = new Map<string, string[]>();
    let next = 0;
    const total = day.opening.length + day.rounds.reduce((sum, round) => sum + round.entries.length, 0);
    const killed = new Set<string>();
    await replayCareDay(day, target(), {
      onProgress: ({ done }) => {
        const victim = victims[next];
        if (victim !== undefined && done > ((next + 1) * total) / (victims.length + 1)) {
          next += 1;
          process.kill(suite.pidOf(victim), 'SIGKILL');
          killed.add(victim);
        }
      },
    });
    expect([...killed]).toEqual(victims);
    await until(async () => (await Promise.all(services.map(isReady))).every(Boolean), { what: 'all services again', timeoutMs: 60_000 });
    for (const entry of [...day.opening, ...day.rounds.flatMap((round) => round.entries)]) {
      acknowledged.set(entry.patientId, [...(acknowledged.get(entry.patientId) ?? []), entry.body.id]);
    }

    const stored = await rows<{ stream: string; id: string }>(
      'ingest',
      'SELECT stream, id FROM event_store.events WHERE org = $1 ORDER BY stream, stream_version',
      [org],
    );
    for (const [patientId, ids] of acknowledged) expect(stored.filter((row) => row.stream === patientId).map((row) => row.id)).toEqual(ids);
    expect(stored).toHaveLength(total);

    for (const [patientId, ids] of acknowledged) {
      await until(async () => (await timelineIds(patientId)).length === ids.length, {
        what: 'every acknowledged entry in the timeline',
        timeoutMs: 60_000,
      });
      expect((await timelineIds(patientId)).sort()).toEqual([...ids].sort());
    }
  }, 180_000);

  async function timelineIds(patientId: string): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ limit: '100', ...(cursor === undefined ? {} : { cursor }) });
      const response = await fetch(`${base('timeline')}/patients/${patientId}/timeline?${query.toString()}`, { headers: bearer('carer') });
      if (response.status === 404) return [];
      if (response.status !== 200) throw new Error(`timeline answered ${response.status}`);
      const page = (await response.json()) as { entries: { id: string }[]; nextCursor?: string };
      ids.push(...page.entries.map((entry) => entry.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return ids;
  }

  it('tells the hospital everything that it has a message for, in order per patient', async () => {
    const mapped = ['patient.registered', 'stay.admitted', 'observation.recorded', 'medication.administered'];
    const expected = [...day.opening, ...day.rounds.flatMap((round) => round.entries)].filter((entry) =>
      mapped.includes(entry.body.type),
    ).length;
    const deliveries = async (): Promise<Record<string, number>> => {
      const response = await fetch(`${base('integration')}/destinations`, { headers: bearer('operator') });
      const { destinations } = (await response.json()) as { destinations: { deliveries: Record<string, number> }[] };
      return destinations[0]!.deliveries;
    };
    // An empty queue is not enough: after the kills events may still be on their way to it.
    await until(async () => ((await deliveries()).delivered ?? 0) >= expected, { what: 'every message delivered', timeoutMs: 60_000 });
    const { delivered, ...others } = await deliveries();
    expect(delivered).toBe(expected);
    expect(Object.values(others).every((count) => count === 0)).toBe(true);
  }, 90_000);

  it('has every event and every access in the log, which verifies from plain files', async () => {
    const [clinical] = await rows<{ count: number }>('ingest', 'SELECT count(*)::int AS count FROM event_store.events WHERE org = $1', [
      org,
    ]);
    const [access] = await rows<{ count: number }>('timeline', 'SELECT count(*)::int AS count FROM event_store.events WHERE org = $1', [
      org,
    ]);
    await until(
      async () => {
        const response = await fetch(`${base('retention')}/completeness`, { headers: bearer('auditor') });
        const { complete, checkpoint } = (await response.json()) as { complete?: boolean; checkpoint?: { size: number } | null };
        return complete === true && (checkpoint?.size ?? 0) >= clinical!.count + access!.count;
      },
      { what: 'a checkpoint over all entries', timeoutMs: 60_000 },
    );
    const log = join(directory, 'taken-home');
    await fetchLog({ url: suite.run.urls.retention, org, token: suite.tokens.auditor!, directory: log });
    const key = await (await fetch(`${base('retention')}/log-key`, { headers: bearer('auditor') })).text();
    const report = verifyLogDirectory({ directory: log, verifierKey: key.trim() });
    expect(report.faults).toEqual([]);
    expect(report.entries).toBe(clinical!.count + access!.count);
  }, 120_000);

  it('shows one trace from the request over the stream to every consumer, and to the hospital', async () => {
    const traceId = randomBytes(16).toString('hex');
    const { patientId, body } = day.opening.find((entry) => entry.body.type === 'patient.registered')!;
    const answer = await fetch(`${base('ingest')}/patients/${patientId}/events`, {
      method: 'POST',
      headers: {
        ...bearer('carer'),
        'content-type': 'application/json',
        traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      },
      body: JSON.stringify({
        id: randomUUID(),
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
    const expected = [
      'everchart-ingest: POST /v1/orgs/:org/patients/:patientId/events',
      'everchart-ingest: event-store append',
      'everchart-ingest: publish everchart.clinical.v1',
      'everchart-integration: hl7 send',
      'everchart-integration: process everchart.clinical.v1',
      'everchart-patient-timeline: process everchart.clinical.v1',
      'everchart-retention: process everchart.clinical.v1',
    ];
    const seen = (): string[] => traces.spans.filter((span) => span.traceId === traceId).map(({ service, name }) => `${service}: ${name}`);
    await until(() => new Set(seen()).size >= expected.length, { what: 'the spans of all services', timeoutMs: 30_000 });
    expect([...new Set(seen())].sort()).toEqual(expected);
    const told = traces.spans.map(({ name, attributes }) => name + attributes).join('\n');
    const { family } = (body.data as { name: { family: string } }).name;
    for (const secret of [patientId, family]) expect(told).not.toContain(secret);
  }, 60_000);

  it('lets nobody see another organisation, on any route of any service', async () => {
    const other = 'other-organisation';
    const ours = day.story.patientId;
    let asked = 0;
    for (const service of services) {
      const document = (await (await fetch(`${suite.run.urls[service]}/openapi.json`)).json()) as {
        paths: Record<string, Record<string, unknown>>;
      };
      for (const [path, operations] of Object.entries(document.paths)) {
        if (!path.includes('{org}')) continue;
        const filled = path
          .replace('{org}', other)
          .replaceAll(/\{[^}]*[pP]atient[^}]*\}/g, ours)
          .replaceAll(/\{[^}]+\}/g, '0');
        for (const method of Object.keys(operations)) {
          const response = await fetch(`${suite.run.urls[service]}${filled}`, {
            method: method.toUpperCase(),
            headers: { ...bearer('tryout'), 'content-type': 'application/json' },
            ...(method === 'get' ? {} : { body: '{}' }),
          });
          expect({ service, path, method, status: response.status }).toEqual({ service, path, method, status: 403 });
          expect(((await response.json()) as { type: string }).type).toBe('urn:everchart:problem:organisation-forbidden');
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThanOrEqual(10);
  }, 60_000);

  it('refuses whoever brings no token, or one whose role does not fit', async () => {
    expect((await fetch(`${base('timeline')}/patients/${randomUUID()}/summary`)).status).toBe(401);
    expect((await fetch(`${base('retention')}/checkpoint`, { headers: bearer('carer') })).status).toBe(403);
    const post = await fetch(`${base('ingest')}/events`, {
      method: 'POST',
      headers: { ...bearer('auditor'), 'content-type': 'application/json' },
      body: '{"events":[]}',
    });
    expect(post.status).toBe(403);
  });

  it('keeps what it knows of people out of logs, stream, event store and audit log', async () => {
    const secrets = [day.home.residents[0]!.registration.name.family, 'dizziness', 'Found sitting on the floor'];
    const found: string[] = [];
    for (const file of readdirSync(join(directory, 'logs'))) {
      const text = readFileSync(join(directory, 'logs', file), 'latin1');
      for (const secret of secrets) if (text.includes(secret)) found.push(`${file}: ${secret}`);
    }
    for (const [database, table] of [
      ['ingest', 'event_store.events'],
      ['timeline', 'event_store.events'],
    ] as const) {
      // prettier-ignore
      for (const secret of secrets) {
        const [hits] = await rows<{ count: number }>(
          database,
          `SELECT count(*)::int AS count FROM ${table} WHERE header LIKE '%' || $1 || '%' OR position(convert_to($1, 'UTF8') IN payload) > 0`,
          [secret],
        );
        if (hits!.count > 0) found.push(`${database}: ${secret}`);
      }
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
    const before = await timelineIds(day.story.patientId);
    for (const name of Object.keys(suite.run.processes)) process.kill(suite.pidOf(name), 'SIGKILL');
    await suite.stop();
    suite = await startSuite({ directory, org, stream: 'auto', fsync: false });
    expect(await timelineIds(day.story.patientId)).toEqual(before);
  }, 120_000);
});
