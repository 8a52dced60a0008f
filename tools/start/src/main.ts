import { buildCareHome, planCareDay, replayCareDay } from '@everchart/care-day';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newMetricsToken, startObservers, type Observers } from './observers.js';
import { proberOrg } from './prober.js';
import { parseOptions, type StartOptions } from './options.js';
import { createProgress } from './progress.js';
import { reportDay } from './report.js';
import { AlreadyRunningError } from './run-file.js';
import { startSuite, type Suite } from './suite.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const options = parseOptions(process.argv.slice(2), join(repository, '.everchart'));
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!interrupted.signal.aborted) console.log(`\nShutting down (${signal}) …`);
    interrupted.abort(new Error(signal));
  });
}

process.exitCode = await run(options);

async function run(settings: StartOptions): Promise<number> {
  const started = performance.now();
  const directory = resolve(settings.directory);
  let suite: Suite | undefined;
  let observers: Observers | undefined;
  try {
    console.log('Everchart: starting on this machine\n');
    const metricsToken = settings.observe ? newMetricsToken() : undefined;
    suite = await startSuite({
      directory,
      org: settings.org,
      stream: settings.stream,
      fresh: settings.fresh,
      // Several processes behind one port cannot be read one by one.
      ingestProcesses: metricsToken === undefined ? settings.ingestProcesses : 1,
      ...(metricsToken !== undefined && { metricsToken, furtherOrgs: [proberOrg] }),
      edge: settings.edge,
      signal: interrupted.signal,
      onLine: (line) => console.log(`  ${line}`),
    });
    if (metricsToken !== undefined) {
      observers = await startObservers(suite, directory, metricsToken, (line) => console.log(`  ${line}`));
      for (const line of observers.lines) console.log(`  ${line}`);
    }
    await connectHospital(suite);
    const day = settings.day ? await careDay(suite, settings, directory, started) : true;
    if (settings.once) return day ? 0 : 1;
    invite(suite);
    await new Promise<void>((end) =>
      interrupted.signal.aborted ? end() : interrupted.signal.addEventListener('abort', () => end(), { once: true }),
    );
    return day ? 0 : 1;
  } catch (error) {
    if (error instanceof AlreadyRunningError) {
      console.error(error.message);
      return 1;
    }
    if (interrupted.signal.aborted) return 130;
    console.error(`\nEverchart could not be started: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof Error && error.name === 'Error') console.error(error.stack);
    return 1;
  } finally {
    await observers?.stop();
    if (suite) {
      await suite.stop();
      console.log('Everything is stopped; the data is kept for the next start.');
    }
  }
}

/**
 * The demonstration hospital: an MLLP receiver that acknowledges. Known from an earlier start: left as it is, except
 * for its port.
 */
async function connectHospital({ run: { urls, org, ports }, tokens }: Suite): Promise<void> {
  const response = await fetch(`${urls.integration}/v1/orgs/${org}/destinations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.operator}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: 'demo-hospital',
      host: '127.0.0.1',
      port: ports.mllp,
      receivingApplication: 'EHR',
      receivingFacility: 'DEMO-HOSPITAL',
    }),
  });
  if (!response.ok) throw new Error(`the demonstration hospital could not be connected: ${response.status} ${await response.text()}`);
}

async function careDay(suite: Suite, settings: StartOptions, directory: string, started: number): Promise<boolean> {
  const home = buildCareHome({ seed: settings.seed, residents: settings.residents, units: settings.units });
  const day = planCareDay(home, { seed: settings.seed, until: new Date() });
  console.log(`\nA day in ${home.facility}: ${home.residents.length} residents in ${home.units.length} units (${home.units.join(', ')})\n`);
  const progress = createProgress(process.stdout);
  const replay = await replayCareDay(day, { ingestUrl: suite.run.urls.ingest, timelineUrl: suite.run.urls.timeline, org: suite.run.org, tokens: { carer: suite.tokens.carer!, nurse: suite.tokens.nurse!, administrator: suite.tokens.administrator! } }, { onProgress: (done) => progress.update(done), signal: interrupted.signal }).finally(() => progress.end()); // prettier-ignore
  const report = await reportDay(suite, day, replay, directory);
  console.log(['', 'The day in short', '', ...report.lines, ''].join('\n'));
  console.log(`  ${'from start to report'.padEnd(22)}${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  for (const fault of report.faults) console.error(`  FAULT: ${fault}`);
  return report.faults.length === 0;
}

function invite({ run }: Suite): void {
  const { urls, org } = run;
  const patients = `${urls.timeline}/v1/orgs/${org}/patients`;
  const tokens = dirname(run.tokenFile);
  console.log(`Try it (paste the lines as one block): a person is registered, read, and proved to be in the audit log; then what the house has is shown.

  TOKEN=$(cat ${run.tokenFile}); PATIENT=$(node -p 'crypto.randomUUID()'); EVENT=$(node -p 'crypto.randomUUID()')
  POSITION=$(curl -sD - -o /dev/null -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' ${urls.ingest}/v1/orgs/${org}/patients/$PATIENT/events -d "{\\"id\\":\\"$EVENT\\",\\"type\\":\\"patient.registered\\",\\"occurredAt\\":\\"$(date -u +%FT%TZ)\\",\\"data\\":{\\"identifiers\\":[],\\"name\\":{\\"family\\":\\"Example\\",\\"given\\":[\\"Ada\\"]},\\"gender\\":\\"female\\"}}" | sed -n 's/^everchart-position: //p' | tr -d '\\r')
  curl -s -H "Authorization: Bearer $TOKEN" -H "Everchart-At-Least: $POSITION" ${patients}/$PATIENT/timeline; echo
  curl -sf --retry 9 --retry-delay 1 --retry-all-errors -H "Authorization: Bearer $TOKEN" "${urls.retention}/v1/orgs/${org}/proofs/inclusion?event=$EVENT"; echo
  curl -s -H "Authorization: Bearer $TOKEN" ${urls.timeline}/v1/orgs/${org}/directory; echo

  more             README.md, "Five minutes with curl": doses, the board of a unit, the record as it was, receipts, proofs
  API pages        ${['ingest', 'timeline', 'integration', 'retention'].map((name) => `${urls[name as 'ingest']}/docs`).join('  ')}
  tokens           ${tokens}/, good until tomorrow: ${Object.keys(run.tokenFiles).join(', ')}
                   (administrator: records what the house has, and reads no record; tryout: nurse, auditor and integration engineer)
  where all is     ${join(resolve(options.directory), 'run.json')}
  stop             Ctrl-C
`);
}
