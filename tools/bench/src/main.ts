import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSuite, type Suite } from '@everchart/start';
import { Command, Option } from 'commander';
import { measureBurst } from './burst.js';
import { measureDestruction } from './destruction.js';
import { measureEdge } from './edge.js';
import { bloodPressure, registration, type PostedEvent } from './events.js';
import { homes, measureFairness } from './fairness.js';
import { aimsTable } from './aims.js';
import { hardware, table, type BenchReport, type Figure } from './figures.js';
import { measureHl7 } from './hospitals.js';
import { measureLive } from './live.js';
import { measureLag } from './lag.js';
import { measureLimits } from './limits.js';
import { ApiClient, expectStatus } from './load.js';
import { measureLog } from './log.js';
import { LoadBench, type LoadDefinition } from './measured-load.js';
import { measureOverload } from './overload.js';
import { aimsOfReading, measureReading } from './reading.js';
import { measureRebuild, residentsOfRebuild, shardsOfRebuild } from './rebuild.js';
import { measureGrowth, measureRecording, measureStore } from './recording.js';
import { recordResidents, vitalSign } from './residents.js';
import { measureRules } from './retention-rules.js';
import { Settling } from './settled.js';

/** Needs the limits of operation, which the others switch off. */
const fairness = 'fairness';
/** Needs an organisation that has several shards from its first event on. */
const rebuild = 'rebuild';
/** Needs the edge before the services, which the others are without. */
const edge = 'edge';
/** Each runs by itself. */
const alone = [fairness, rebuild, edge];
const loads = [
  ...alone,
  'single',
  'batch100',
  'summary',
  'timeline',
  'lag',
  'live',
  'burst',
  'overload',
  'resident',
  'hl7',
  'log',
  'retention-rules',
  'destruction',
];
const manyResidents = { residents: 20, days: 365 };
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
  .option(
    '--reading',
    'reading only, in depth: each kind of read beside few and many events, how soon an event is seen, CPU and aims',
    false,
  )
  .option('--events <n...>', 'with --reading: beside so many events', (text, all: number[] = []) => [...all, Number(text)])
  .option('--persons <n>', 'with --reading: a search looks among so many more persons', Number, 100_000)
  .option('--growth <events>', 'recording only: fill the store with so many events and compare latency and memory', Number)
  .option(
    '--residents <n>',
    `residents with 30 topics and a long record; ${manyResidents.residents}, of rebuild ${residentsOfRebuild.residents}`,
    Number,
  )
  .option('--records <n>', 'records of retention-rules', Number, 100_000)
  .option(
    '--days <n>',
    `days of ten entries in the record of each of them; ${manyResidents.days}, of rebuild ${residentsOfRebuild.days}`,
    Number,
  )
  .option('--entries <n>', 'events of the record of destruction', Number, 100_000)
  .addOption(new Option('--only <loads...>', 'these loads only').choices(loads))
  .parse(process.argv)
  .opts<{
    json?: string;
    recording: boolean;
    reading: boolean;
    events?: number[];
    persons: number;
    growth?: number;
    seconds: number;
    patients: number;
    residents?: number;
    days?: number;
    records: number;
    entries: number;
    only?: string[];
    stream: 'auto' | 'kafka' | 'postgres';
  }>();

const given = {
  ...(options.residents !== undefined && { residents: options.residents }),
  ...(options.days !== undefined && { days: options.days }),
};
const org = 'bench';
const [isFairness, isRebuild, isEdge] = alone.map((load) => {
  const wanted = options.only?.includes(load) === true;
  if (wanted && options.only!.length > 1) throw new RangeError(`${load} runs by itself`);
  return wanted;
});
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const figures: Figure[] = [];
const say = (text: string): void => console.error(text);
const add = (...more: Figure[]): void => {
  figures.push(...more);
  for (const figure of more)
    say(
      `  ${figure.id.padEnd(32)} ${figure.value.toFixed(1)} ${figure.unit}${figure.normalised === undefined ? '' : ` (normalised ${figure.normalised.toFixed(0)})`}`,
    );
};

say('Starting the suite …');
const suite = await startSuite({
  directory: join(repository, '.everchart', 'bench'),
  org,
  stream: options.stream,
  fresh: true,
  ...(isFairness && { furtherOrgs: homes }),
  edge: isEdge === true,
  environment: {
    // The load is one client of one organisation: its rate is what is measured.
    ingest: {
      LOG_LEVEL: 'warn',
      ...(isFairness ? {} : { RATE_LIMIT_ORGANISATION: '0', RATE_LIMIT_CLIENT: '0' }),
      ...(isRebuild && { SHARDS: String(shardsOfRebuild) }),
    },
    integration: { LOG_LEVEL: 'warn' },
    // What was recorded a moment ago may be destroyed.
    retention: { LOG_LEVEL: 'warn', DESTRUCTION_QUIET_DAYS: '0' },
    timeline: { LOG_LEVEL: 'warn', LIVE_STREAMS_OF_CLIENT_MAX: '4000', LIVE_STREAMS_OF_ORGANISATION_MAX: '4000' },
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
    aims: options.reading ? aimsOfReading(figures) : [],
  };
  console.log(
    `\n${report.hardware.cpu}, ${report.hardware.cores} cores, ${report.hardware.memoryGiB} GiB, Node ${report.hardware.node}; ${suite.run.stream.why}; fsync on\n`,
  );
  console.log(table(figures));
  if (report.aims.length > 0) console.log(`\n${aimsTable(report.aims)}`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await stop();
}

async function measure(suite: Suite): Promise<void> {
  const { run, tokens } = suite;
  const durationMs = options.seconds * 1000;
  const writer = new ApiClient(tokens.nurse!, 256);
  const reader = new ApiClient(tokens.carer!, 64);
  const ingest = `${run.urls.ingest}/v1/orgs/${org}`;
  const timeline = `${run.urls.timeline}/v1/orgs/${org}`;

  if (isFairness) return add(...(await measureFairness(suite, org, durationMs)));
  if (isEdge) return add(...(await measureEdge(suite, options.seconds)));

  say('\nThe machine itself');
  add(...(await measureLimits(run.databases.ingest!, Math.min(durationMs, 5000))));

  say('\nThe suite');
  const patients = await registerPatients(writer, ingest);
  let turn = 0;
  const nextPatient = (): string => patients[turn++ % patients.length]!;
  const settling = new Settling(suite, writer, patients[0]!);
  // A read of a patient that the timeline does not have yet is answered 404.
  await settling.settle();
  const bench = new LoadBench(suite, settling, durationMs, say);
  const close = async (): Promise<void> => {
    await Promise.all([settling.close(), bench.close(), writer.close(), reader.close()]);
  };
  if (options.recording || options.growth !== undefined) {
    const load = { suite, writer, ingest, patients, durationMs, settle: () => settling.settle() };
    if (options.recording) await measureRecording(load, bench, add);
    if (options.recording) await measureStore(suite, durationMs, add);
    if (options.growth !== undefined) await measureGrowth(load, options.growth, add);
    return close();
  }

  if (options.reading) {
    const clients = { writer, reader, ingest, timeline, nextPatient };
    const { events = [10_000, 1_000_000, 5_000_000], persons } = options;
    await measureReading({ suite, bench, settling, ...clients }, { events, persons, durationMs }, add, say);
    add(...(await measureLive(suite, { writer, ingest, timeline, patient: patients[0]! }, durationMs)));
    return close();
  }

  if (isRebuild) {
    add(...(await measureRebuild(suite, { writer, ingest, settling, ...residentsOfRebuild, ...given }, say)));
    return close();
  }

  const rss = sampleMemory(run.processes);
  const record = (name: string, connections: number, size: number, event: () => PostedEvent, patient: () => string): LoadDefinition => ({
    name,
    thing: 'event',
    connections,
    call: async () => {
      if (size === 1) expectStatus(await writer.post(`${ingest}/patients/${patient()}/events`, event()), 201);
      else {
        const events = Array.from({ length: size }, () => ({ patientId: patient(), ...event() }));
        expectStatus(await writer.post(`${ingest}/events`, { events }), 200);
      }
      return size;
    },
  });
  const read = (name: string, kind: 'summary' | 'timeline', patient: () => string): LoadDefinition => ({
    name,
    thing: 'read',
    connections: 64,
    call: async () => {
      expectStatus(await reader.get(`${timeline}/patients/${patient()}/${kind}`), 200);
      return 1;
    },
  });
  const measured = async (id: string, definition: LoadDefinition): Promise<void> => {
    const { latencies, cpu } = await bench.measure(definition);
    const { rate, p50, p99, p999 } = latencies;
    add({ id, unit: `${definition.thing}s/s`, value: rate, p50, p99, p999 }, ...cpu);
  };
  const wanted = (load: string): boolean => options.only === undefined || options.only.includes(load);

  const single = record('single', 64, 1, bloodPressure, nextPatient);
  const batch = record('batch100', 4, 100, bloodPressure, nextPatient);
  if (wanted('single')) await measured('record.single.c64', single);
  if (wanted('batch100')) await measured('record.batch100', batch);
  if (wanted('summary')) await measured('read.summary.c64', read('summary', 'summary', nextPatient));
  if (wanted('timeline')) await measured('read.timeline.c64', read('timeline', 'timeline', nextPatient));
  if (wanted('lag')) add(await measureLag({ writer, reader, ingest, timeline, nextPatient }, 500, durationMs));
  if (wanted('live')) add(...(await measureLive(suite, { writer, ingest, timeline, patient: patients[0]! }, durationMs)));
  if (wanted('overload')) add(...(await measureOverload(suite, org, () => settling.settle(), durationMs)));
  if (wanted('burst')) {
    for (const load of [single, batch]) add(...(await measureBurst(suite, load, settling, durationMs)));
  }
  if (wanted('resident')) {
    const those = { ...manyResidents, ...given };
    say(`  residents: ${those.residents} of ${those.days} days each`);
    const residents = await recordResidents({ writer, ingest, ...those }, () => undefined);
    await settling.settle();
    const nextResident = (): string => residents[turn++ % residents.length]!;
    await measured(
      'record.resident.c64',
      record('resident', 64, 1, () => vitalSign(turn++), nextResident),
    );
    await measured('read.resident.c64', read('resident-summary', 'summary', nextResident));
  }
  if (wanted('hl7')) add(...(await measureHl7(suite, bench, single, say)));
  for (const [name, mebibytes] of rss.stop()) add({ id: `rss.${name}`, unit: 'MiB', value: mebibytes });

  if (wanted('log')) add(...(await measureLog(suite, { writer, ingest, nextPatient }, join(repository, '.everchart', 'bench'))));
  if (wanted('retention-rules')) add(...(await measureRules(suite, org, options.records, say)));
  if (wanted('destruction')) {
    const load = { writer, events: options.entries, settle: () => settling.settle(), say };
    add(...(await measureDestruction(suite, org, load)));
  }
  return close();
}

async function registerPatients(writer: ApiClient, ingest: string): Promise<string[]> {
  const events = Array.from({ length: options.patients }, () => ({ patientId: crypto.randomUUID(), ...registration() }));
  for (let from = 0; from < events.length; from += 500)
    expectStatus(await writer.post(`${ingest}/events`, { events: events.slice(from, from + 500) }), 200);
  return events.map(({ patientId }) => patientId);
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
