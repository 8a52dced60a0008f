import { readFileSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { EventStore, storeSize, type AppendItem } from '@everchart/event-store';
import { sealEvent, type SealedEvent } from '@everchart/sealed-events';
import { createPool, type Pool } from '@everchart/postgres';
import type { Suite } from '@everchart/start';
import { bloodPressure } from './events.js';
import type { Figure } from './figures.js';
import { drive, expectStatus, type ApiClient, type Latencies } from './load.js';
import type { LoadBench, LoadDefinition } from './measured-load.js';

export interface RecordingLoad {
  suite: Suite;
  writer: ApiClient;
  /** Base of the organisation on ingest. */
  ingest: string;
  patients: readonly string[];
  durationMs: number;
  /** Waits until the consumers have what was recorded, so that one figure does not pay for the one before. */
  settle: () => Promise<void>;
}

const figureOf = (id: string, { rate, p50, p99, p999 }: Latencies): Figure => ({ id, unit: 'events/s', value: rate, p50, p99, p999 });

/** Single posts at several connections, batches of several sizes, one hot patient, and what an event costs. */
export async function measureRecording(load: RecordingLoad, bench: LoadBench, add: (...figures: Figure[]) => void): Promise<void> {
  let turn = 0;
  const anyPatient = (): string => load.patients[turn++ % load.patients.length]!;
  const single = (connections: number, patient: () => string): LoadDefinition => ({
    name: `single.c${connections}`,
    thing: 'event',
    connections,
    call: async () => {
      expectStatus(await load.writer.post(`${load.ingest}/patients/${patient()}/events`, bloodPressure()), 201);
      return 1;
    },
  });
  const pool = createPool({ connectionString: load.suite.run.databases.ingest!, applicationName: 'bench cost', max: 1 }, () => undefined);
  const measure = async (id: string, definition: LoadDefinition, wal?: string): Promise<void> => {
    const before = await walAndEvents(pool);
    const { latencies, cpu } = await bench.measure(definition);
    const after = await walAndEvents(pool);
    add(figureOf(id, latencies), ...cpu);
    if (wal !== undefined) add({ id: wal, unit: 'bytes/event', value: (after.wal - before.wal) / (after.events - before.events) });
  };
  try {
    for (const connections of [1, 16, 64, 256]) {
      await measure(`record.single.c${connections}`, single(connections, anyPatient), connections === 64 ? 'cost.single.wal' : undefined);
    }
    await measure('record.hot.c64', { ...single(64, () => load.patients[0]!), name: 'hot.c64' });
    for (const size of [10, 100, 1000]) {
      const call = async (): Promise<number> => {
        const events = Array.from({ length: size }, () => ({ patientId: anyPatient(), ...bloodPressure() }));
        expectStatus(await load.writer.post(`${load.ingest}/events`, { events }), 200);
        return size;
      };
      await measure(
        `record.batch${size}`,
        { name: `batch${size}`, thing: 'event', connections: 4, call },
        size === 100 ? 'cost.batch100.wal' : undefined,
      );
    }
  } finally {
    await pool.end();
  }
  add(await bytesOnDisk(load.suite));
}

/** The event store alone, without HTTP and rules: organisations side by side, and what sealing costs. */
export async function measureStore(suite: Suite, durationMs: number, add: (...figures: Figure[]) => void): Promise<void> {
  const pool = createPool(
    { connectionString: suite.environmentOf('ingest').DATABASE_API_URL!, applicationName: 'bench', max: 10 },
    () => undefined,
  );
  try {
    const store = new EventStore({ pool, service: 'ingest' });
    const source = await store.source();
    for (const organisations of [1, 10, 100]) {
      const orgs = Array.from({ length: organisations }, (_, index) => `bench-${organisations}-${index}`);
      let turn = 0;
      const result = await drive({
        connections: 64,
        durationMs,
        warmUpMs: 1000,
        call: async () => {
          const org = orgs[turn++ % organisations]!;
          await store.append(org, [itemOf(org, source, true)]);
          return 1;
        },
      });
      add(figureOf(`store.orgs${organisations}.c64`, result));
    }
    for (const sealed of [true, false]) {
      const result = await drive({
        connections: 2,
        durationMs,
        warmUpMs: 1000,
        call: async () => {
          await store.append(
            'bench-seal',
            Array.from({ length: 100 }, () => itemOf('bench-seal', source, sealed)),
          );
          return 100;
        },
      });
      add(figureOf(`store.batch100.${sealed ? 'sealed' : 'plain'}`, result));
    }
    await store.close();
  } finally {
    await pool.end();
  }
}

/**
 * Fills the store by batches of 1,000 up to `events` and looks whether it shows: memory of ingest on the way, and the
 * latency of a single post at 1 connection when there is hardly anything and when all is there.
 */
export async function measureGrowth(load: RecordingLoad, events: number, add: (...figures: Figure[]) => void): Promise<void> {
  // Else the first figure is that of code which is not compiled yet. Repeated posts store nothing.
  const repeated = bloodPressure();
  await drive({
    connections: 64,
    durationMs: 1000,
    warmUpMs: 15_000,
    call: async () => {
      expectStatus(await load.writer.post(`${load.ingest}/patients/${load.patients[0]}/events`, repeated), 200, 201);
      return 1;
    },
  });
  const alone = async (id: string): Promise<Latencies> => {
    let turn = 0;
    const result = await drive({
      connections: 1,
      durationMs: load.durationMs,
      warmUpMs: 2000,
      call: async () => {
        expectStatus(
          await load.writer.post(`${load.ingest}/patients/${load.patients[turn++ % load.patients.length]}/events`, bloodPressure()),
          201,
        );
        return 1;
      },
    });
    add(figureOf(id, result));
    return result;
  };
  // The code is warm before anything is stored: one event, sent again and again, is one event.
  const same = bloodPressure();
  const sendSame = async (): Promise<number> => {
    const { status } = await load.writer.post(`${load.ingest}/patients/${load.patients[0]}/events`, same);
    if (status !== 200 && status !== 201) throw new Error(`the warm-up was answered ${status}`);
    return 1;
  };
  await drive({ connections: 1, durationMs: 10_000, warmUpMs: 0, call: sendSame });
  const before = await alone('growth.single.before');
  const rss = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${load.suite.pidOf('ingest')}/status`, 'utf8'))![1]) / 1024;
  const seen: number[] = [];
  let turn = 0;
  const began = performance.now();
  for (let recorded = 0; recorded < events;) {
    const batches = Array.from({ length: 4 }, () =>
      Array.from({ length: 1000 }, () => ({ patientId: load.patients[turn++ % load.patients.length], ...bloodPressure() })),
    );
    for (const answer of await Promise.all(batches.map((batch) => load.writer.post(`${load.ingest}/events`, { events: batch }))))
      expectStatus(answer, 200);
    recorded += 4000;
    if (recorded % 100_000 === 0 || recorded >= events) {
      seen.push(rss());
      console.error(`  ${recorded.toLocaleString('en')} events, ingest ${rss().toFixed(0)} MiB`);
    }
  }
  add(
    { id: 'growth.fill', unit: 'events/s', value: events / ((performance.now() - began) / 1000) },
    { id: 'growth.rss.first', unit: 'MiB', value: seen[0]! },
    { id: 'growth.rss.highest', unit: 'MiB', value: Math.max(...seen) },
    { id: 'growth.rss.last', unit: 'MiB', value: seen.at(-1)! },
  );
  await load.settle();
  const after = await alone('growth.single.after');
  add({ id: 'growth.latency', unit: 'ratio', value: after.p50 / before.p50 });
}

const streams = Array.from({ length: 200 }, () => randomUUID());
const dataKey = { keyId: randomUUID(), key: randomBytes(32) };
let unsealed: SealedEvent | undefined;
let turnOfStream = 0;

function itemOf(org: string, source: string, sealed: boolean): AppendItem {
  const { id, type, occurredAt, data } = bloodPressure();
  const subject = streams[turnOfStream++ % streams.length]!;
  const draft = {
    id, source, type, subject, schemaVersion: 1, data, occurredat: occurredAt, org, actor: 'bench', actorrole: 'nurse', shard: 0, retentionclass: 'clinical', correlationid: id,
  }; // prettier-ignore
  // Without sealing: the bytes of another event, and its own id.
  unsealed ??= sealEvent(draft, dataKey);
  const event = sealed ? sealEvent(draft, dataKey) : { ...unsealed, header: { ...unsealed.header, id, subject } };
  return { ...event, expected: { kind: 'any' } };
}

/** Bytes of write-ahead log of the whole server, the consumers' databases included, and events of the store, so far. */
async function walAndEvents(pool: Pool): Promise<{ events: number; wal: number }> {
  const { rows } = await pool.query<{ wal: string }>(`SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text AS wal`);
  const { events } = await storeSize(pool);
  return { events, wal: Number(rows[0]!.wal) };
}

async function bytesOnDisk(suite: Suite): Promise<Figure> {
  const pool = createPool({ connectionString: suite.run.databases.ingest!, applicationName: 'bench size', max: 1 }, () => undefined);
  try {
    const { events, bytes } = await storeSize(pool);
    return { id: 'cost.disk', unit: 'bytes/event', value: bytes / events };
  } finally {
    await pool.end();
  }
}
