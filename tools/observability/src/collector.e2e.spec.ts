import { randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCareHome, planCareDay, replayCareDay, type CareDay } from '@everchart/care-day';
import { collectorProgram, freePort, goProgram, HostedProcess } from '@everchart/dev-servers';
import { startSuite, type Suite } from '@everchart/start';
import { TraceCollector, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const chart = fileURLToPath(new URL('../../../helm/observability/', import.meta.url));
const all = process.env.TEST_ALL === 'true';
const collector = all ? await collectorProgram(join(chart, 'collector', 'builder.yaml'), 'v0.165.0') : { reason: 'npm run test:all' };
const logStore = all ? await goProgram('github.com/VictoriaMetrics/VictoriaLogs/app/victoria-logs', 'v1.52.2') : { reason: 'npm run test:all' }; // prettier-ignore
const missing = [collector, logStore].find(({ path }) => path === undefined);
if (missing && all) console.error(`\n!!! THE COLLECTOR'S CONFIGURATION WAS NOT CHECKED: ${missing.reason}\n`);

/** The suite on a care day, with a real collector and a real log store behind it. */
(missing ? describe.skip : describe)("the collector's configuration, on a care day", () => {
  const org = 'sunrise-care';
  const passedOn = new TraceCollector();
  const running: HostedProcess[] = [];
  let directory: string;
  let suite: Suite;
  let day: CareDay;
  let otlp: string;
  let logs: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'everchart-collected-'));
    const [otlpPort, logsPort, healthPort] = [await freePort(), await freePort(), await freePort()];
    [otlp, logs] = [`http://127.0.0.1:${otlpPort}`, `http://127.0.0.1:${logsPort}`];
    await passedOn.start();
    running.push(await HostedProcess.start({ command: logStore.path!, args: [`-storageDataPath=${join(directory, 'logs-data')}`, `-httpListenAddr=127.0.0.1:${logsPort}`], logFile: join(directory, 'log-store.log'), stopSignal: 'SIGTERM' })); // prettier-ignore
    const folder = join(directory, 'suite', 'logs');
    mkdirSync(folder, { recursive: true });
    // What is here for the test alone: spans as JSON, which it can read.
    const own = join(directory, 'own.yaml');
    writeFileSync(own, 'exporters:\n  otlphttp/traces:\n    encoding: json\n');
    running.push(
      await HostedProcess.start({
        command: collector.path!,
        args: ['--config', join(chart, 'files', 'collector', 'collector.yaml'), '--config', own],
        environment: {
          LOG_FILES: join(folder, '*.log'),
          LOGS_ENDPOINT: `${logs}/insert/opentelemetry/v1/logs`,
          TRACES_ENDPOINT: `${passedOn.url}/v1/traces`,
          CLUSTER: 'one',
          REGION: 'here',
          NAMESPACE: 'everchart',
          OTLP_ADDRESS: `127.0.0.1:${otlpPort}`,
          HEALTH_ADDRESS: `127.0.0.1:${healthPort}`,
          DECISION_WAIT: '5s',
        },
        logFile: join(directory, 'collector.log'),
        stopSignal: 'SIGTERM',
      }),
    );
    await until(() => fetch(`http://127.0.0.1:${healthPort}`).then(({ ok }) => ok, () => false), { what: 'the collector', timeoutMs: 60_000 }); // prettier-ignore
    const telemetry = { OTEL_EXPORTER_OTLP_ENDPOINT: otlp };
    const environment = Object.fromEntries(['ingest', 'timeline', 'integration', 'retention'].map((name) => [name, telemetry]));
    suite = await startSuite({ directory: join(directory, 'suite'), org, stream: 'auto', fsync: false, anyPorts: true, ingestProcesses: 1, environment }); // prettier-ignore
    const { urls, ports } = suite.run;
    await fetch(`${urls.integration}/v1/orgs/${org}/destinations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${suite.tokens.operator}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'demo-hospital', host: '127.0.0.1', port: ports.mllp, receivingApplication: 'EHR', receivingFacility: 'DEMO' }), // prettier-ignore
    });
    day = planCareDay(buildCareHome({ seed: 'collected', residents: 4, units: 1 }), { seed: 'collected', until: new Date() });
    await replayCareDay(day, { ingestUrl: urls.ingest, timelineUrl: urls.timeline, org, tokens: { carer: suite.tokens.carer!, nurse: suite.tokens.nurse!, administrator: suite.tokens.administrator! } }); // prettier-ignore
  }, 400_000);

  afterAll(async () => {
    await suite?.stop();
    for (const server of running.reverse()) await server.stop();
    await passedOn.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  const asked = async (path: string, query: string): Promise<string> =>
    (await fetch(`${logs}/select/logsql/${path}`, { method: 'POST', body: new URLSearchParams({ query, limit: '100000' }) })).text();

  it('keeps every trace that failed or was slow, and some of the others', async () => {
    const now = BigInt(Date.now()) * 1_000_000n;
    const span = (ms: number, code?: number) => ({
      traceId: randomBytes(16).toString('hex'),
      spanId: randomBytes(8).toString('hex'),
      name: 'sample',
      kind: 2,
      startTimeUnixNano: String(now),
      endTimeUnixNano: String(now + BigInt(ms) * 1_000_000n),
      status: code === undefined ? {} : { code },
    });
    const kinds = {
      failed: Array.from({ length: 100 }, () => span(10, 2)),
      slow: Array.from({ length: 100 }, () => span(900)),
      others: Array.from({ length: 1000 }, () => span(10)),
    };
    const spans = Object.values(kinds).flat();
    const sent = await fetch(`${otlp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans }] }] }),
    });
    expect(sent.status).toBe(200);
    const kept = (kind: keyof typeof kinds): number => {
      const ids = new Set(kinds[kind].map(({ traceId }) => traceId));
      return passedOn.spans.filter(({ traceId }) => ids.has(traceId)).length;
    };
    await until(() => kept('failed') === 100 && kept('slow') === 100 && kept('others') > 0, { what: 'the decision', timeoutMs: 60_000 });
    expect(kept('others')).toBeLessThan(300);
  }, 90_000);

  it('passes on one trace from the request to the answer of the hospital, though the caller does not sample', async () => {
    const { patientId } = day.opening.find((entry) => entry.body.type === 'patient.registered')!;
    const record = async (): Promise<string> => {
      const traceId = randomBytes(16).toString('hex');
      const answer = await fetch(`${suite.run.urls.ingest}/v1/orgs/${org}/patients/${patientId}/events`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${suite.tokens.carer}`,
          'content-type': 'application/json',
          traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-00`,
        },
        body: JSON.stringify({
          id: randomUUID(),
          type: 'observation.recorded',
          occurredAt: new Date().toISOString(),
          data: { code: { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4' }] }, category: 'vital-signs', valueQuantity: { value: 72, unit: '/min', code: '/min' } }, // prettier-ignore
        }),
      });
      expect(answer.status).toBe(201);
      return traceId;
    };
    // One in ten is kept of those that are neither slow nor failed: of a hundred, one at least.
    const traces = new Set<string>();
    for (let at = 0; at < 100; at += 1) traces.add(await record());
    const wanted = [
      'everchart-ingest: POST /v1/orgs/:org/patients/:patientId/events',
      'everchart-ingest: publish everchart.clinical.v1',
      'everchart-integration: message send',
      'everchart-patient-timeline: process everchart.clinical.v1',
      'everchart-retention: process everchart.clinical.v1',
    ];
    const whole = (): string[] => {
      const byTrace = Map.groupBy(passedOn.spans.filter(({ traceId }) => traces.has(traceId)), ({ traceId }) => traceId); // prettier-ignore
      return [...byTrace].filter(([, spans]) => wanted.every((name) => spans.some((span) => `${span.service}: ${span.name}` === name))).map(([id]) => id); // prettier-ignore
    };
    await until(() => whole().length > 0, { what: 'a whole trace', timeoutMs: 90_000 });
  }, 180_000);

  it('gives logs four labels, and nothing of a person', async () => {
    // A line that is none of ours goes nowhere.
    appendFileSync(join(directory, 'suite', 'logs', 'ingest.log'), 'Edith Abel, born 1931\n');
    const marked = { level: 'info', time: new Date().toISOString(), service: 'ingest', event: 'test.marked', org };
    appendFileSync(join(directory, 'suite', 'logs', 'ingest.log'), `${JSON.stringify(marked)}\n`);
    await until(async () => (await asked('query', 'event:="test.marked"')) !== '', { what: 'the last line', timeoutMs: 60_000 });
    const { values } = JSON.parse(await asked('streams', '*')) as { values: { value: string }[] };
    const labels = new Set(values.flatMap(({ value }) => [...value.matchAll(/([\w.]+)=/g)].map(([, label]) => label)));
    expect([...labels].sort()).toEqual(['cloud.region', 'k8s.cluster.name', 'k8s.namespace.name', 'service.name']);
    expect(values.length).toBeLessThanOrEqual(8);
    const text = await asked('query', '*');
    expect(text.split('\n').length).toBeGreaterThan(100);
    expect(text).not.toContain('Edith Abel');
    const persons = day.opening.filter(({ body }) => body.type === 'patient.registered').map(({ body, patientId }) => ({ patientId, family: (body.data as { name: { family: string } }).name.family })); // prettier-ignore
    expect(persons.length).toBe(4);
    for (const { family } of persons) expect(text).not.toMatch(new RegExp(`\\b${family}\\b`));
    // The organisation and the trace can be searched for.
    expect(await asked('query', `org:="${org}" | limit 1`)).toContain(org);
  }, 90_000);
});
