import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSuite, type Suite } from '@everchart/start';
import { Command, Option } from 'commander';
import { bloodPressure, registration } from './events.js';
import { hardware, table, type BenchReport, type Figure } from './figures.js';
import { measureLimits } from './limits.js';
import { ApiClient, drive, expectStatus, rank } from './load.js';
import { measureLog, measureRebuild } from './log-and-rebuild.js';
import { measureGrowth, measureRecording, measureStore } from './recording.js';

const options = new Command('npm run bench --')
  .description('Measures the suite on this machine, everything on it, and the limits of the machine itself in the same run.')
  .option('--json <file>', 'write the figures to this file, too')
  .option('--seconds <n>', 'measured seconds per figure', Number, 10)
  .option('--patients <n>', 'patients that the load is spread over', Number, 200)
  .addOption(new Option('--stream <kind>', 'which stream carries the events').choices(['auto', 'kafka', 'postgres']).default('auto'))
  .option(
    '--recording',
    'recording only, in depth: connections, batches, a hot patient, organisations, sealing, what an event costs',
    false,
  )
  .option('--growth <events>', 'recording only: fill the store with so many events and compare latency and memory', Number)
  .option('--keep', 'keep the data folder of the run', false)
  .parse(process.argv)
  .opts<{
    json?: string;
    recording: boolean;
    growth?: number;
    seconds: number;
    patients: number;
    stream: 'auto' | 'kafka' | 'postgres';
    keep: boolean;
  }>();

const org = 'bench';
/** The first load of its kind runs in code that V8 has not compiled yet, which takes seconds under load; a service runs for weeks. */
const compileMs = 15_000;
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const figures: Figure[] = [];
const say = (text: string): void => console.error(text);
const add = (...more: Figure[]): void => {
  figures.push(...more);
  for (const figure of more) say(`  ${figure.id.padEnd(22)} ${figure.value.toFixed(1)} ${figure.unit}`);
};

say('Starting the suite …');
const suite = await startSuite({
  directory: join(repository, '.everchart', 'bench'),
  org,
  stream: options.stream,
  fresh: true,
  environment: {
    // The load is one client of one organisation: its rate is what is measured.
    ingest: { LOG_LEVEL: 'warn', RATE_LIMIT_ORGANISATION: '0', RATE_LIMIT_CLIENT: '0' },
    ...Object.fromEntries(['timeline', 'integration', 'retention'].map((name) => [name, { LOG_LEVEL: 'warn' }])),
  },
  onLine: (line) => say(`  ${line}`),
});
let stopping: Promise<void> | undefined;
const stop = (): Promise<void> => (stopping ??= suite.stop());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(130)));

try {
  await measure(suite);
  const report: BenchReport = {
    hardware: hardware(),
    settings: {
      stream: suite.run.stream.kind,
      streamProvider: suite.run.stream.provider,
      postgresFsync: true,
      secondsPerFigure: options.seconds,
      patients: options.patients,
      eventBytes: JSON.stringify(bloodPressure()).length,
      processes: 'suite, PostgreSQL, stream and load generator on one machine',
    },
    figures,
  };
  console.log(
    `\n${report.hardware.cpu}, ${report.hardware.cores} cores, ${report.hardware.memoryGiB} GiB, Node ${report.hardware.node}; ${suite.run.stream.why}; fsync on\n`,
  );
  console.log(table(figures));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await stop();
}

async function measure(suite: Suite): Promise<void> {
  const { run, tokens } = suite;
  const durationMs = options.seconds * 1000;
  const writer = new ApiClient(tokens.nurse!, 64);
  const reader = new ApiClient(tokens.carer!, 64);
  const ingest = `${run.urls.ingest}/v1/orgs/${org}`;
  const timeline = `${run.urls.timeline}/v1/orgs/${org}`;

  say('\nThe machine itself');
  add(...(await measureLimits(run.databases.ingest!, Math.min(durationMs, 5000))));

  say('\nThe suite');
  const patients = await registerPatients(writer, ingest);
  let turn = 0;
  const nextPatient = (): string => patients[turn++ % patients.length]!;
  if (options.recording || options.growth !== undefined) {
    const load = {
      suite,
      writer: new ApiClient(tokens.nurse!, 256),
      ingest,
      patients,
      durationMs,
      settle: () => settle(reader, timeline, writer, ingest, patients[0]!),
    };
    if (options.recording) await measureRecording(load, add);
    if (options.recording) await measureStore(suite, durationMs, add);
    if (options.growth !== undefined) await measureGrowth(load, options.growth, add);
    await Promise.all([load.writer.close(), writer.close(), reader.close()]);
    return;
  }

  const rss = sampleMemory(run.processes);
  const single = await drive({
    connections: 64,
    durationMs,
    warmUpMs: compileMs,
    call: async () => {
      expectStatus(await writer.post(`${ingest}/patients/${nextPatient()}/events`, bloodPressure()), 201);
      return 1;
    },
  });
  add({ id: 'record.single.c64', unit: 'events/s', value: single.rate, p50: single.p50, p99: single.p99, p999: single.p999 });
  await settle(reader, timeline, writer, ingest, patients[0]!);

  const batch = await drive({
    connections: 4,
    durationMs,
    warmUpMs: compileMs,
    call: async () => {
      const answer = await writer.post(`${ingest}/events`, {
        events: Array.from({ length: 100 }, () => ({ patientId: nextPatient(), ...bloodPressure() })),
      });
      expectStatus(answer, 200);
      return 100;
    },
  });
  add({ id: 'record.batch100', unit: 'events/s', value: batch.rate, p50: batch.p50, p99: batch.p99 });
  await settle(reader, timeline, writer, ingest, patients[0]!);

  for (const kind of ['summary', 'timeline'] as const) {
    const read = await drive({
      connections: 64,
      durationMs,
      warmUpMs: 5000,
      call: async () => {
        expectStatus(await reader.get(`${timeline}/patients/${nextPatient()}/${kind}`), 200);
        return 1;
      },
    });
    add({ id: `read.${kind}.c64`, unit: 'reads/s', value: read.rate, p50: read.p50, p99: read.p99 });
  }
  await settle(reader, timeline, writer, ingest, patients[0]!);
  add(await measureLag({ writer, reader, ingest, timeline, nextPatient }, durationMs));
  for (const [name, mebibytes] of rss.stop()) add({ id: `rss.${name}`, unit: 'MiB', value: mebibytes });

  add(await measureRebuild(suite));
  add(...(await measureLog(suite, { writer, ingest, nextPatient }, join(repository, '.everchart', 'bench'))));
  await writer.close();
  await reader.close();
}

async function registerPatients(writer: ApiClient, ingest: string): Promise<string[]> {
  const events = Array.from({ length: options.patients }, () => ({ patientId: crypto.randomUUID(), ...registration() }));
  for (let from = 0; from < events.length; from += 500)
    expectStatus(await writer.post(`${ingest}/events`, { events: events.slice(from, from + 500) }), 200);
  return events.map(({ patientId }) => patientId);
}

/** Waits until the timeline has everything that was written so far. */
async function settle(reader: ApiClient, timeline: string, writer: ApiClient, ingest: string, patient: string): Promise<void> {
  const { position } = await writer.post(`${ingest}/patients/${patient}/events`, bloodPressure());
  const deadline = Date.now() + 300_000;
  for (;;) {
    const answer = await reader.get(`${timeline}/patients/${patient}/summary`, { 'everchart-at-least': position! });
    if (answer.status === 200) return;
    if (answer.status !== 503 || Date.now() > deadline) expectStatus(answer, 200);
  }
}

/** 500 events a second, evenly; every 20th is read back with its token: milliseconds from the acknowledgement to the answer that shows it. */
async function measureLag(
  target: { writer: ApiClient; reader: ApiClient; ingest: string; timeline: string; nextPatient: () => string },
  durationMs: number,
): Promise<Figure> {
  const { writer, reader, ingest, timeline, nextPatient } = target;
  const perSecond = 500;
  const lags: number[] = [];
  const open = new Set<Promise<void>>();
  const total = (perSecond * durationMs) / 1000;
  const started = performance.now();
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * perSecond) / 1000));
    for (; sent < due; sent += 1) {
      const sample = sent % 20 === 0;
      const work = one(sample).finally(() => open.delete(work));
      open.add(work);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const elapsed = (performance.now() - started) / 1000;
  await Promise.all(open);
  lags.sort((a, b) => a - b);
  return { id: 'lag.500', unit: 'events/s sent', value: total / elapsed, p50: rank(lags, 0.5), p99: rank(lags, 0.99) };

  async function one(sample: boolean): Promise<void> {
    const patient = nextPatient();
    const answer = await writer.post(`${ingest}/patients/${patient}/events`, bloodPressure());
    expectStatus(answer, 201);
    if (!sample) return;
    const acknowledged = performance.now();
    for (;;) {
      const read = await reader.get(`${timeline}/patients/${patient}/summary`, { 'everchart-at-least': answer.position! });
      if (read.status !== 503) {
        expectStatus(read, 200);
        break;
      }
    }
    lags.push(performance.now() - acknowledged);
  }
}

/** Highest resident memory of each process, sampled while the load runs. */
function sampleMemory(processes: Suite['run']['processes']): { stop(): Map<string, number> } {
  const highest = new Map<string, number>();
  const timer = setInterval(() => {
    for (const [name, { pid }] of Object.entries(processes)) {
      const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(readStatus(pid))?.[1] ?? 0);
      highest.set(name, Math.max(highest.get(name) ?? 0, kibibytes / 1024));
    }
  }, 500);
  return {
    stop: () => {
      clearInterval(timer);
      return highest;
    },
  };
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // no /proc on this system, or the process has just been replaced
  }
}
