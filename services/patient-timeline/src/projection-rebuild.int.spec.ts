import type { Pool } from '@everchart/postgres';
import type { RunningService } from '@everchart/service-kit';
import { clinicalTopic } from '@everchart/stream';
import { recordOf } from '@everchart/event-store';
import { describeWithKafka, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { newPatient, pulse, read, registration, TimelineSuite } from '../test/timeline-suite.js';
import { compareVersions } from './compare.js';
import type { EventExport } from './application/event.export.js';
import { createApp } from './index.js';
import { ProjectionVersions, VersionRefusedError } from './infrastructure/projection.versions.js';
import { rebuildProjection } from './rebuild.js';

const program = fileURLToPath(new URL('../dist/projections-main.js', import.meta.url));
const patients = Array.from({ length: 5 }, newPatient);

/** Registrations, and readings of these patients. */
async function recordAll(suite: TimelineSuite, readings: number): Promise<string> {
  const recorded = await suite.record(
    ...patients.map((patient) => ({ patient, type: 'patient.registered', data: registration })),
    ...Array.from({ length: readings }, (_, n) => ({ patient: patients[n % 5]!, type: 'observation.recorded', data: pulse(50 + n) })),
  );
  return recorded.at(-1)!.token;
}

/**
 * Records of other patients: more events than are open at a time, some of them struck, and more of one patient than a
 * block has.
 */
async function recordMany(suite: TimelineSuite): Promise<void> {
  const others = Array.from({ length: 12 }, newPatient);
  const readings = others.flatMap((patient, n) =>
    Array.from({ length: n === 0 ? 700 : 100 }, (_, at) => ({
      id: uuidv7(),
      patient,
      type: 'observation.recorded',
      data: pulse(50 + (at % 60)),
    })),
  );
  const strikes = readings
    .filter((_, at) => at % 50 === 0)
    .map(({ id: entryId, patient }) => ({ patient, type: 'entry.struck', data: { entryId, reason: 'entered-in-error' } }));
  await suite.recordMany([
    ...others.map((patient) => ({ patient, type: 'patient.registered', data: registration })),
    ...readings,
    ...strikes,
  ]);
}

describe('a rebuild that is broken off', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let owner: Pool;
  let versions: ProjectionVersions;

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    versions = new ProjectionVersions(owner, 'operator-emil');
    ({ service } = await createApp(suite.config({ AT_LEAST_WAIT_MS: '20000' })));
    const position = await recordAll(suite, 200);
    const url = `${service.url}/v1/orgs/home/patients/${patients[0]}/summary`;
    await until(async () => (await read(url, await suite.token(), { 'everchart-at-least': position })).status === 200, {
      what: 'the projection',
    });
  });
  afterAll(async () => {
    await service.close();
    await suite.close();
  });

  const start = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env.PATH, ...suite.environmentWith({ DATABASE_OWNER_URL: suite.database.ownerUrl }) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const killed = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const entriesOf = async (version: number): Promise<number> => {
    const { rows } = await owner.query<{ count: number }>(`SELECT count(*) AS count FROM timeline_v${version}.timeline_entries`);
    return rows[0]!.count;
  };
  /** @returns the version that was being built */
  const killInTheMiddle = async (): Promise<number> => {
    const before = (await versions.list()).map(({ version }) => version);
    const child = start('rebuild', '--rate', '50');
    let version = 0;
    await until(
      async () => {
        version = (await versions.list()).find((each) => !before.includes(each.version))?.version ?? 0;
        return version > 0 && (await entriesOf(version)) > 0;
      },
      { what: 'a part of the version', timeoutMs: 45_000 },
    );
    expect((await versions.list()).at(-1)).toMatchObject({ version, state: 'building', built: false });
    await expect(versions.drop(version)).rejects.toThrow('is being built');
    await expect(versions.promote('home', version, { force: true })).rejects.toThrow('is not built yet');
    await killed(child);
    await until(async () => (await versions.list()).at(-1)!.state === 'abandoned', { what: 'the end of its session' });
    expect(await entriesOf(version)).toBeLessThan(205);
    expect(await guardedTables(version)).toEqual({ readable: [false], guarded: [false] });
    return version;
  };
  /** Whether the role of reads may look into its schemas, and whether row-level security stands on its tables. */
  const guardedTables = async (version: number): Promise<{ readable: boolean[]; guarded: boolean[] }> => {
    const { rows } = await owner.query<{ readable: boolean[]; guarded: boolean[] }>(
      `SELECT array_agg(DISTINCT has_schema_privilege('timeline_api', n.oid, 'USAGE')) AS readable,
         array_agg(DISTINCT c.relrowsecurity AND c.relforcerowsecurity) AS guarded
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname LIKE '%\\_v' || $1 AND c.relkind = 'r' AND c.relname NOT IN ('built', 'filling')`,
      [version],
    );
    return rows[0]!;
  };

  it('by kill -9 is gone on with, and every event has one effect', async () => {
    const version = await killInTheMiddle();
    expect(await rebuildProjection(suite.config(), { ...suite.operator, version })).toMatchObject({ version, entries: 205 });
    expect(await compareVersions(owner, 1, version)).toEqual([]);
    await versions.drop(version);
  }, 120_000);

  it('begins anew when the server of the database broke down: tables that are being filled are empty then', async () => {
    const version = await killInTheMiddle();
    // As PostgreSQL leaves tables that are not logged.
    const { rows } = await owner.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r' AND relnamespace::regnamespace::text LIKE '%\\_v' || $1`,
      [version],
    );
    expect(rows.length).toBeGreaterThan(5);
    await owner.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`);
    expect(await rebuildProjection(suite.config(), { ...suite.operator, version })).toMatchObject({ entries: 205 });
    expect(await compareVersions(owner, 1, version)).toEqual([]);
    const unlogged = await owner.query(`SELECT FROM pg_class WHERE relpersistence = 'u'`);
    expect(unlogged.rowCount).toBe(0);
    expect(await guardedTables(version)).toEqual({ readable: [true], guarded: [true] });
    const indexes = (schema: string) =>
      owner.query(`SELECT replace(indexdef, schemaname || '.', '') AS text FROM pg_indexes WHERE schemaname = $1 ORDER BY 1`, [schema]);
    expect((await indexes(`timeline_v${version}`)).rows).toEqual((await indexes('timeline_v1')).rows);
    await versions.drop(version);
  }, 120_000);

  it('is none for another one that runs at the same time', async () => {
    const rebuilt = await Promise.all([0, 1].map(() => rebuildProjection(suite.config(), suite.operator)));
    const [one, other] = rebuilt.map(({ version }) => version);
    expect(one).not.toBe(other);
    expect(await compareVersions(owner, one!, other!)).toEqual([]);
    await versions.drop(one!);
    await versions.drop(other!);
  }, 120_000);

  it('a promotion that is killed has not begun, or is whole', async () => {
    const { version } = await rebuildProjection(suite.config(), suite.operator);
    const holder = await owner.connect();
    await holder.query('BEGIN; LOCK TABLE projections.served IN SHARE ROW EXCLUSIVE MODE');
    const child = start('promote', '--version', String(version), '--org', 'home');
    const waits = async () =>
      (await owner.query(`SELECT FROM pg_locks WHERE NOT granted AND relation = 'projections.served'::regclass`)).rowCount === 1;
    await until(waits, { what: 'the promotion to wait', timeoutMs: 45_000 });
    await killed(child);
    await holder.query('ROLLBACK');
    holder.release();
    await until(async () => !(await waits()), { what: 'the end of its session' });
    expect(await versions.list()).toMatchObject([
      { version: 1, organisations: 0 },
      { version, organisations: 0 },
    ]);
    expect(await versions.promote('home', version, { force: false })).toEqual({ org: 'home', from: 1, to: version });
  }, 120_000);
});

describe('a rebuild of many events', () => {
  const suite = new TimelineSuite('postgres', 4);
  let service: RunningService;

  beforeAll(() => suite.start());
  afterAll(async () => {
    await service?.close();
    await suite.close();
  });

  it('gives the same rows in one run and by several threads, and one that fails ends it', async () => {
    const owner = suite.pool(suite.database.ownerUrl);
    ({ service } = await createApp(suite.config({ AT_LEAST_WAIT_MS: '20000' })));
    await recordMany(suite);
    const position = await recordAll(suite, 100);
    const url = `${service.url}/v1/orgs/home/patients/${patients[0]}/summary`;
    await until(async () => (await read(url, await suite.token(), { 'everchart-at-least': position })).status === 200, {
      what: 'the projection',
    });
    for (const members of [1, 3]) {
      const { version } = await rebuildProjection(suite.config(), { ...suite.operator, members });
      await until(async () => (await compareVersions(owner, 1, version)).length === 0, { what: 'both versions to be as far' });
    }
    const wrong = { ...suite.config(), KEYRING_KEK_FILE: '/nowhere' };
    await expect(rebuildProjection(wrong, { ...suite.operator, members: 2 })).rejects.toThrow();
  }, 120_000);
});

describeWithKafka('a rebuild past the retention of the topic', () => {
  const suite = new TimelineSuite('kafka');
  let service: RunningService;

  beforeAll(() => suite.start());
  afterAll(async () => {
    await service?.close();
    await suite.close();
  });

  const recordAndForget = async (readings: number): Promise<void> => {
    const position = await recordAll(suite, readings);
    const url = `${service.url}/v1/orgs/home/patients/${patients[0]}/summary`;
    await until(async () => (await read(url, await suite.token(), { 'everchart-at-least': position })).status === 200, {
      what: 'the projection',
    });
    const { STREAM_TOPIC_PREFIX: prefix, KAFKA_BROKERS: brokers } = suite.environmentWith();
    const admin = new Kafka({ clientId: 'test', brokers: brokers!.split(','), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const topic = `${prefix}${clinicalTopic}`;
    const offsets = await admin.fetchTopicOffsets(topic);
    const partitions = offsets.flatMap(({ partition, low, high }) =>
      Number(high) - Number(low) > 10 ? [{ partition, offset: String(Number(high) - 10) }] : [],
    );
    expect(partitions.length).toBeGreaterThan(0);
    await admin.deleteTopicRecords({ topic, partitions });
    await admin.disconnect();
  };

  /** As ingest's route answers them. */
  const events: EventExport = {
    read: async (org, shard, after) =>
      (await suite.store.readShard(org, shard, after, 7)).map((event) => {
        const { key, headers, value } = recordOf(event);
        return { position: event.header.position, key, headers, value: Buffer.from(value), writer: 'ingest' };
      }),
  };

  it('says that the beginning is gone, and goes on with what the store exports', async () => {
    const owner = suite.pool(suite.database.ownerUrl);
    const versions = new ProjectionVersions(owner, 'operator-emil');
    ({ service } = await createApp(suite.config({ AT_LEAST_WAIT_MS: '20000' })));
    await recordAndForget(40);
    const refused = rebuildProjection(suite.config(), suite.operator);
    await expect(refused).rejects.toThrow(VersionRefusedError);
    await expect(refused).rejects.toThrow('the topic lacks events that were recorded');
    const { version: begun } = (await versions.list()).at(-1)!;
    expect(await rebuildProjection(suite.config(), { ...suite.operator, version: begun, events })).toMatchObject({ entries: 45 });
    const { version } = await rebuildProjection(suite.config(), { ...suite.operator, events });
    for (const each of [begun, version]) expect(await compareVersions(owner, 1, each)).toEqual([]);
    const { rows } = await owner.query(
      `SELECT count(*)::integer AS lost, (SELECT count(*)::integer FROM stream_consumer.parked_events) AS parked
         FROM stream_consumer.checkpoints WHERE consumer = $1 AND lost IS NOT NULL`,
      [`timeline-v${version}`],
    );
    expect(rows).toEqual([{ lost: 0, parked: 0 }]);
    expect(await versions.promote('home', version, { force: false })).toEqual({ org: 'home', from: 1, to: version });
    const [next] = await suite.record({ patient: patients[1]!, type: 'observation.recorded', data: pulse(99) });
    const answer = await read(`${service.url}/v1/orgs/home/patients/${patients[1]}/summary`, await suite.token(), {
      'everchart-at-least': next!.token,
    });
    expect(answer).toMatchObject({ status: 200, body: { stale: false } });
  }, 240_000);

  it('does not take a version for whole when all events of an organisation are gone', async () => {
    const patient = newPatient();
    const [other] = await suite.record({ org: 'inn', patient, type: 'patient.registered', data: registration });
    const url = `${service.url}/v1/orgs/inn/patients/${patient}/summary`;
    const token = await suite.token({ org: 'inn' });
    await until(async () => (await read(url, token, { 'everchart-at-least': other!.token })).status === 200, { what: 'the projection' });
    const { STREAM_TOPIC_PREFIX: prefix, KAFKA_BROKERS: brokers } = suite.environmentWith();
    const admin = new Kafka({ clientId: 'test', brokers: brokers!.split(','), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const topic = `${prefix}${clinicalTopic}`;
    const partitions = (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => ({ partition, offset: high }));
    await admin.deleteTopicRecords({ topic, partitions });
    await admin.disconnect();
    await expect(rebuildProjection(suite.config(), suite.operator)).rejects.toThrow('the topic lacks events that were recorded');
    const versions = new ProjectionVersions(suite.pool(suite.database.ownerUrl), 'operator-emil');
    const { version } = (await versions.list()).at(-1)!;
    for (const org of ['home', 'inn']) await suite.send(await suite.store.readShard(org, 0, 0, 1000));
    expect(await rebuildProjection(suite.config(), { ...suite.operator, version })).toMatchObject({ entries: 47, patients: 6 });
  }, 240_000);
});
