import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCareHome, planCareDay, replayCareDay } from '@everchart/care-day';
import { debianProgram, freePort, goProgram, startAlertmanager, startPrometheus, type NoServer, type ObservingServer } from '@everchart/dev-servers'; // prettier-ignore
import { proberOrg, startProber, startSuite, type RunningProber, type Suite } from '@everchart/start';
import { nginxOrSkip, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertGroups } from './alerts.js';
import { dashboards } from './dashboards/dashboards.js';

const reason =
  process.env.TEST_ALL === 'true' ? whyNot(await debianProgram("prometheus", "prometheus")) : 'it takes minutes: npm run test:all'; // prettier-ignore
if (reason !== undefined && process.env.TEST_ALL === 'true') console.error(`\n!!! DASHBOARDS WERE NOT CHECKED: ${reason}\n`);

/** Without nginx there is no edge, and nothing on its dashboard. */
const withEdge = reason === undefined && (await nginxOrSkip()) !== undefined;

function whyNot({ path, reason: why }: { path?: string; reason: string }): string | undefined {
  return path === undefined ? why : undefined;
}

interface Answer {
  status: string;
  data: { result: { metric: Record<string, string>; value?: [number, string]; values?: [number, string][] }[] };
}

/** A care day, read by a real Prometheus with the rules of the chart: every query of every panel shows something. */
(reason === undefined ? describe : describe.skip)('dashboards and rules, on a care day', () => {
  const files = fileURLToPath(new URL('../../../helm/observability/files/', import.meta.url));
  const org = 'sunrise-care';
  const metricsToken = 'of-what-reads-metrics-only';
  let directory: string;
  let suite: Suite;
  let prometheus: ObservingServer;
  let alertmanager: ObservingServer | NoServer;
  let prober: RunningProber;
  let since: number;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'everchart-observed-'));
    suite = await startSuite({
      directory,
      org,
      stream: 'auto',
      fsync: false,
      anyPorts: true,
      ingestProcesses: 1,
      metricsToken,
      furtherOrgs: [proberOrg],
      edge: withEdge,
    });
    const { urls, ports } = suite.run;
    ports.prober = await freePort(0);
    const scraped = ['ingest', 'timeline', 'integration', 'retention', 'prober', ...(withEdge ? ['edge-admin'] : [])];
    alertmanager = await startAlertmanager({
      directory: join(directory, 'alertmanager'),
      configFile: join(files, 'alertmanager', 'alertmanager.yaml'),
      port: 0,
      // Later modules lack the page that they embed.
      instead: () => goProgram('github.com/prometheus/alertmanager/cmd/alertmanager', 'v0.31.0'),
    });
    if (alertmanager.url === undefined) console.error(`\n!!! NO ALERTMANAGER WAS ASKED: ${alertmanager.reason}\n`);
    prometheus = (await startPrometheus({
      directory: join(directory, 'prometheus'),
      targets: scraped.map((name) => `127.0.0.1:${ports[name]}`),
      metricsToken,
      ruleFiles: [join(files, 'rules', '*.yaml')],
      alertmanager: alertmanager.url && new URL(alertmanager.url).host,
      scrapeSeconds: 1,
      port: 0,
    })) as ObservingServer;
    prober = await startProber(suite, { directory: join(directory, 'prober'), port: ports.prober, everySeconds: 5 });
    since = Date.now() / 1000;
    const bearer = (client: string) => ({ authorization: `Bearer ${suite.tokens[client]}`, 'content-type': 'application/json' });
    await fetch(`${urls.integration}/v1/orgs/${org}/destinations`, {
      method: 'POST',
      headers: bearer('operator'),
      body: JSON.stringify({ id: 'demo-hospital', host: '127.0.0.1', port: ports.mllp, receivingApplication: 'EHR', receivingFacility: 'DEMO' }), // prettier-ignore
    });
    // A counter that is there for the first time after its first event has no rate: the second look makes one.
    const live = new AbortController();
    for (const seed of ['first', 'second']) {
      const day = planCareDay(buildCareHome({ seed, residents: 4, units: 1 }), { seed, until: new Date() });
      await replayCareDay(day, { ingestUrl: urls.ingest, timelineUrl: urls.timeline, org, tokens: { carer: suite.tokens.carer!, nurse: suite.tokens.nurse!, administrator: suite.tokens.administrator! } }); // prettier-ignore
      const patients = `${urls.timeline}/v1/orgs/${org}/patients`;
      const read = (path: string, headers: Record<string, string> = bearer('nurse')) => fetch(path, { headers }).then((answer) => answer.text()); // prettier-ignore
      await read(`${patients}/${day.story.patientId}/summary`);
      await read(`${patients}/${day.story.patientId}/timeline`);
      const position = await fetch(`${urls.ingest}/v1/orgs/${org}/patients/${day.story.patientId}/events`, {
        method: 'POST',
        headers: bearer('nurse'),
        body: JSON.stringify({ id: crypto.randomUUID(), type: 'note.written', occurredAt: new Date().toISOString(), data: { kind: 'progress', text: 'Slept well.' } }), // prettier-ignore
      }).then(({ headers }) => headers.get('everchart-position')!);
      await read(`${patients}/${day.story.patientId}/summary`, { ...bearer('nurse'), 'everchart-at-least': position });
      await read(`${urls.retention}/v1/orgs/${org}/completeness`, bearer('auditor'));
      await read(`${urls.retention}/v1/orgs/other/completeness`, bearer('auditor'));
      await read(`${urls.integration}/v1/orgs/${org}/deliveries`, bearer('operator'));
      void fetch(`${urls.timeline}/v1/orgs/${org}/patients/${day.story.patientId}/live`, { headers: bearer('nurse'), signal: live.signal }).catch(() => undefined); // prettier-ignore
      await new Promise((done) => setTimeout(done, 5000));
    }
    live.abort();
    await until(async () => (await ask('sum(everchart_consumer_lag_records)')).at(0)?.value?.[1] === '0', {
      what: 'all to be applied',
      timeoutMs: 60_000,
    });
    await until(async () => (await ask('org:everchart_http_requests:peak30m')).length > 0, { what: 'a whole minute', timeoutMs: 120_000 });
  }, 400_000);

  afterAll(async () => {
    await prober?.stop();
    await prometheus?.stop();
    if (alertmanager?.url !== undefined) await alertmanager.stop();
    await suite?.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  async function ask(expression: string, range?: { start: number; end: number }): Promise<Answer['data']['result']> {
    const path = range ? '/api/v1/query_range' : '/api/v1/query';
    const parameters = { query: expression, ...(range ? { start: String(range.start), end: String(range.end), step: '2' } : {}) };
    const response = await fetch(`${prometheus.url}${path}`, { method: 'POST', body: new URLSearchParams(parameters) });
    expect({ expression, status: response.status }).toEqual({ expression, status: 200 });
    return ((await response.json()) as Answer).data.result;
  }

  it('reads every process', async () => {
    expect((await ask('up{job="everchart"}')).map(({ value }) => value![1])).toEqual(Array.from({ length: withEdge ? 6 : 5 }, () => '1'));
    // `service` is that of the series: a scrape that does not honour labels would have none of these.
    expect((await ask('count by (service) (process_start_time_seconds)')).map(({ metric }) => metric.service).sort()).toEqual([
      'ingest',
      'integration',
      'patient-timeline',
      'prober',
      'retention',
    ]);
  });

  it.each(dashboards.filter(({ name }) => withEdge || name !== 'edge').map((dashboard) => ({ title: dashboard.title, dashboard })))(
    '$title: no panel is empty',
    async ({ dashboard }) => {
      const range = { start: since, end: Date.now() / 1000 };
      const empty: string[] = [];
      for (const { title, kind, queries } of dashboard.rows.flatMap(({ panels }) => panels)) {
        for (const { expression } of queries) {
          const query = expression.replaceAll('$__rate_interval', '1m').replaceAll('$org', '.*');
          const series = await ask(query, kind === 'number' ? undefined : range);
          const values = series.flatMap(({ value, values: many = [] }) => [...(value ? [value] : []), ...many]);
          if (!values.some(([, value]) => Number.isFinite(Number(value)))) empty.push(`${title}: ${query}`);
        }
      }
      expect(empty).toEqual([]);
    },
  );

  it('evaluates every rule', async () => {
    const names = alertGroups.flatMap(({ alerts }) => alerts.map(({ name }) => name));
    const { data } = (await (await fetch(`${prometheus.url}/api/v1/rules`)).json()) as {
      data: { groups: { rules: { name: string; type: string; health: string; lastError?: string }[] }[] };
    };
    const rules = data.groups.flatMap((group) => group.rules);
    expect(rules.filter(({ type }) => type === 'alerting').map(({ name }) => name).sort()).toEqual([...names].sort()); // prettier-ignore
    expect(rules.filter(({ health }) => health !== 'ok').map(({ name, lastError }) => `${name}: ${lastError}`)).toEqual([]);
  });

  it('says that it could call a person', async () => {
    expect(await ask('ALERTS{alertname="EverchartWatchdog",alertstate="firing"}')).toHaveLength(1);
    const { url } = alertmanager;
    if (url === undefined) return;
    await until(
      async () => {
        const alerts = (await (await fetch(`${url}/api/v2/alerts`)).json()) as { labels: { alertname: string }; receivers: { name: string }[] }[]; // prettier-ignore
        return alerts.some(({ labels, receivers: [receiver] }) => labels.alertname === 'EverchartWatchdog' && receiver?.name === 'dead-man-switch'); // prettier-ignore
      },
      // What Prometheus had to say before it found Alertmanager, it says again after a minute.
      { what: 'the watchdog at its receiver', timeoutMs: 120_000 },
    );
  }, 150_000);
});
