import type { Suite } from '@everchart/start';
import { aim, finder } from './aims.js';
import { copied, Copies } from './copies.js';
import { bloodPressure } from './events.js';
import type { Aim, Figure } from './figures.js';
import { measureLag, type LagTarget } from './lag.js';
import { expectStatus, Load, pause } from './load.js';
import type { LoadBench, LoadDefinition } from './measured-load.js';
import { buildHome, person, registrationOf, type Home, type Person } from './reading-records.js';
import { dayMs, recordAll } from './residents.js';
import type { Settling } from './settled.js';

export interface ReadingTarget extends LagTarget {
  suite: Suite;
  bench: LoadBench;
  settling: Settling;
}

export interface ReadingOptions {
  /** Sizes: the least of them is about what the home has. */
  events: readonly number[];
  persons: number;
  durationMs: number;
}

/** Records that are read in turn. */
const patientsRead = 200;
const wardsRead = 4;
const yearsRead = 8;
/** Boards of the last copies, which no other load reads. */
const unreadBoards = 20;
/** Of 5 s: a young process, and one that is warm. */
const warmWindows = { young: 4, warm: 1 };
/** The copy that is recorded, too. */
const witness = 0xc0ffee;
/** What a read should cost at most, in normalised µs of CPU of all processes; and beside it what is aimed at later. */
const costs = { summary: 560, timeline: 900 };
const goalOfSummary = 395;
const rates = [100, 500, 1000];
const halfRate = 'lag.half';

const kinds = ['short', 'summary', 'timeline', 'board60', 'round60', 'series', 'asof', 'search'] as const;
type Kind = (typeof kinds)[number];

export async function measureReading(
  target: ReadingTarget,
  { events, persons, durationMs }: ReadingOptions,
  add: (...figures: Figure[]) => void,
  say: (text: string) => void,
): Promise<void> {
  const { suite, bench, settling } = target;
  const home = buildHome();
  const copies = await Copies.open(suite.run.databases.timeline!, suite.run.org);
  try {
    await recordAll(target, home.events);
    await settling.settle();
    while ((await copies.due()) > 0) await pause(200);
    say(`  a home of ${home.patients.length} residents and ${home.events.length} events`);
    const sizes = [...events].sort((a, b) => a - b);
    await proveCopies(target, copies, home, say);
    const known: Person[] = [];
    let made = 0;
    for (const [index, size] of sizes.entries()) {
      const name = nameOf(size);
      const wanted = Math.max(0, Math.round((size - known.length) / home.events.length) - 1);
      await copies.make(home.patients, made, wanted - made, (more) => {
        if (more % 100 === 0 || more === wanted - made) say(`  ${name}: ${made + more} copies of the home`);
      });
      made = Math.max(made, wanted);
      await copies.tidy();
      const reads = readsOf(target, home, made, known);
      const take = async (measured: readonly Kind[]): Promise<void> => {
        for (const kind of measured) await bench.warmUp(reads(kind, name), index === 0 ? warmWindows.young : warmWindows.warm);
        say(`  measuring ${name}`);
        for (const kind of measured) {
          const definition = reads(kind, name);
          const { latencies, cpu } = await bench.measureWarm(definition);
          const { rate, p50, p99, p999 } = latencies;
          add({ id: `read.${definition.name}`, unit: 'reads/s', value: rate, p50, p99, p999 }, ...cpu);
        }
        say(`  measured ${name}`);
      };
      if (index > 0) await take(kinds);
      else {
        await take(kinds.filter((kind) => kind !== 'search'));
        known.push(...(await registerPersons(target, persons, say)));
        await take(['search']);
      }
      if (made >= 5 * unreadBoards) add(...(await measureUnreadBoards(target, home, made, name)));
    }
    for (const rate of rates) add(await measureLag(target, rate, durationMs));
    const held = await rateHeld(target, durationMs);
    add({ id: 'record.held', unit: 'events/s', value: held });
    add(await measureLag(target, held / 2, durationMs, halfRate));
  } finally {
    await copies.close();
  }
}

/** Each printed beside what it should be, so far as it was measured. */
export function aimsOfReading(figures: readonly Figure[]): Aim[] {
  const of = finder(figures);
  const names = figures.flatMap(({ id }) => /^read\.summary\.(.+)$/.exec(id)?.[1] ?? []);
  const cost = (kind: Kind, name: string): number => of(`cpu.${kind}.${name}.total`).normalised ?? Number.NaN;
  const most = names.at(-1)!;
  return [
    ...names.flatMap((name) => [
      ...(['short', 'summary'] as const).flatMap((kind) => [
        aim(`${kind}, ${name}`, 'norm. µs', cost(kind, name), costs.summary),
        aim(`${kind}, ${name}: goal`, 'norm. µs', cost(kind, name), goalOfSummary),
      ]),
      aim(`timeline page, ${name}`, 'norm. µs', cost('timeline', name), costs.timeline),
      aim(`board of 60, ${name}`, '× summary', cost('board60', name) / cost('summary', name), 4),
      aim(`search, ${name}: p99`, 'ms', of(`read.search.${name}`).p99 ?? Number.NaN, 100),
      aim(`as of, ${name}: p99`, 'ms', of(`read.asof.${name}`).p99 ?? Number.NaN, 1000),
    ]),
    ...(names.length < 2
      ? []
      : kinds.map((kind) => aim(`${kind}, ${most}`, `× ${names[0]}`, cost(kind, most) / cost(kind, names[0]!), 1.2))),
    aim('acknowledged → visible at half of what is held: p50', 'ms', of(halfRate).p50 ?? Number.NaN, 30),
    aim('acknowledged → visible at half of what is held: p99', 'ms', of(halfRate).p99 ?? Number.NaN, 250),
  ];
}

function nameOf(size: number): string {
  return size >= 1_000_000 ? `${size / 1_000_000}m` : `${Math.round(size / 1000)}k`;
}

/** One copy is recorded, and so projected: its rows have to be those of the copy. @throws when they are not */
async function proveCopies(target: ReadingTarget, copies: Copies, home: Home, say: (text: string) => void): Promise<void> {
  const patient = home.patients.at(-1)!;
  const events = home.events.filter(({ patientId }) => patientId === patient);
  await recordAll(target, JSON.parse(copied(JSON.stringify(events), witness)) as typeof events);
  await target.settling.settle();
  while ((await copies.due()) > 0) await pause(200);
  const { rows, differences } = await copies.differences(patient, copied(patient, witness), witness);
  if (differences.length > 0) throw new Error(`a copy is not what the projector writes: ${differences.join('; ')}`);
  say(`  copies have the rows that the projector writes: ${rows} compared`);
}

async function registerPersons(target: ReadingTarget, count: number, say: (text: string) => void): Promise<Person[]> {
  const persons = Array.from({ length: count }, (_, number) => person(number));
  const events = persons.map(registrationOf);
  const batches = Array.from({ length: Math.ceil(events.length / 5000) }, (_, batch) => events.slice(batch * 5000, (batch + 1) * 5000));
  for (const batch of batches) await recordAll(target, batch);
  await target.settling.settle();
  say(`  ${count} persons are registered`);
  return persons;
}

/** How each kind is read: by records that are spread over all copies. */
function readsOf({ reader, timeline, nextPatient }: ReadingTarget, home: Home, copiesMade: number, persons: readonly Person[]) {
  let turn = 0;
  /** In turn of so many, each of another home, spread evenly; the first home is the one that was recorded. */
  const next = (many: number, textOf: (each: number) => string): string => {
    const each = (turn += 1) % many;
    const which = Math.floor((each * (copiesMade + 1)) / many);
    return which === 0 ? textOf(each) : copied(textOf(each), which - 1);
  };
  const anyPatient = (): string => next(patientsRead, (each) => home.patients[each % home.patients.length]!);
  const yearLong = (): string => next(yearsRead, () => home.patients.at(-1)!);
  const ward = (): string => encodeURIComponent(next(wardsRead, () => home.ward));
  const get = async (path: string): Promise<number> => {
    expectStatus(await reader.get(`${timeline}${path}`), 200);
    return 1;
  };
  const calls: Record<Kind, { connections: number; call: () => Promise<number> }> = {
    short: { connections: 64, call: () => get(`/patients/${nextPatient()}/summary`) },
    summary: { connections: 64, call: () => get(`/patients/${anyPatient()}/summary`) },
    timeline: { connections: 64, call: () => get(`/patients/${anyPatient()}/timeline`) },
    board60: { connections: 8, call: () => get(`/board?unit=${ward()}`) },
    round60: { connections: 8, call: () => get(`/round?unit=${ward()}`) },
    series: { connections: 4, call: () => get(`/patients/${yearLong()}/series?code=8867-4&bucket=day&${yearUntilNow()}`) },
    asof: { connections: 4, call: () => get(`/patients/${yearLong()}/summary?happenedBy=${daysAgo(1 + ((turn * 37) % 360))}`) },
    search: {
      connections: 2,
      call: async () => {
        turn += 1;
        expectStatus(await reader.post(`${timeline}/patients/search`, queryOf(persons[(turn * 7919) % persons.length]!, turn)), 200);
        return 1;
      },
    },
  };
  return (kind: Kind, size: string): LoadDefinition => ({ name: `${kind}.${size}`, thing: 'read', ...calls[kind] });
}

/** In turn: names as they are, a slip, the beginning of a name and a birth date. */
function queryOf({ family, given, birthDate }: Person, turn: number): object {
  if (turn % 3 === 0) return { name: `${given} ${family}` };
  if (turn % 3 === 1) return { name: `${given} ${family[0]}${family[2]}${family[1]}${family.slice(3)}` };
  return { name: family.slice(0, 4), birthDate };
}

const daysAgo = (days: number): string => new Date(Date.now() - days * dayMs).toISOString();
const yearUntilNow = (): string => `from=${daysAgo(365)}&to=${daysAgo(0)}`;

/** Boards that were not read before: nothing of them is kept by the process. */
async function measureUnreadBoards(
  { reader, timeline, bench }: ReadingTarget,
  home: Home,
  copiesMade: number,
  size: string,
): Promise<Figure[]> {
  const name = `board60.unread.${size}`;
  const boards = Array.from({ length: unreadBoards }, (_, index) => copied(home.ward, copiesMade - 1 - index));
  const latencies: number[] = [];
  const { cpu } = await bench.account({ name, thing: 'read' }, boards.length, async () => {
    for (const ward of boards) {
      const from = performance.now();
      expectStatus(await reader.get(`${timeline}/board?unit=${encodeURIComponent(ward)}`), 200);
      latencies.push(performance.now() - from);
    }
  });
  latencies.sort((a, b) => a - b);
  return [{ id: `read.${name}`, unit: 'ms', value: latencies[Math.floor(latencies.length / 2)]! }, ...cpu];
}

/** Events a second that are acknowledged and that every consumer has, when single posts come as fast as they can. */
async function rateHeld({ writer, ingest, nextPatient, settling }: ReadingTarget, durationMs: number): Promise<number> {
  await settling.settle();
  const idleFrom = performance.now();
  await settling.settle();
  const idleMs = performance.now() - idleFrom;
  const from = performance.now();
  const load = Load.start(64, async () => {
    expectStatus(await writer.post(`${ingest}/patients/${nextPatient()}/events`, bloodPressure()), 201);
    return 1;
  });
  await load.measure(durationMs);
  await load.stop();
  await settling.settle();
  return (load.things * 1000) / (performance.now() - from - idleMs);
}
