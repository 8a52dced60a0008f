import { openAccesses } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import type { Pool } from '@everchart/postgres';
import { describeWithKafka, until, ServiceProcess } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v4 as randomId } from 'uuid';
import { newPatient, pulse, read, registration, TimelineSuite, type Draft } from '../test/timeline-suite.js';
import { rebuildProjection } from './index.js';

/** Within which a killed member of a group is missed on Kafka, with much room for a loaded machine. */
const takenOverMs = 45_000;

function killedOn(kind: 'kafka' | 'postgres'): void {
  const suite = new TimelineSuite(kind);
  let apiPool: Pool;
  let workerPool: Pool;
  const running = new Set<ServiceProcess>();

  const start = async (roles: string): Promise<ServiceProcess> => {
    const started = await ServiceProcess.start(new URL('../dist/main.js', import.meta.url), suite.environmentWith({ ROLES: roles }));
    running.add(started);
    return started;
  };

  beforeAll(async () => {
    await suite.start();
    apiPool = suite.pool(suite.config().DATABASE_API_URL);
    workerPool = suite.pool(suite.config().DATABASE_WORKER_URL);
  });
  afterAll(async () => {
    for (const each of running) await each.kill();
    await suite.close();
  });

  const countOf = async (table: string): Promise<number> => {
    const { rows } = await workerPool.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`);
    return rows[0]!.count;
  };

  it('projector: every event has one effect, and the rows are those of a rebuild', async () => {
    const patients = Array.from({ length: 12 }, newPatient);
    await suite.append(...patients.map((patient) => ({ patient, type: 'patient.registered', data: registration })));
    const rounds = kind === 'kafka' ? 3 : 5;
    const drafts: Draft[] = [];
    for (let n = 0; n < 40; n += 1)
      for (const patient of patients) drafts.push({ id: randomId(), patient, type: 'observation.recorded', data: pulse(50 + n) });
    for (const [n, struck] of [...drafts].entries()) {
      if (n % 7 === 0) drafts.push({ patient: struck.patient, type: 'entry.struck', data: { entryId: struck.id, reason: 'duplicate' } });
    }
    const expected = patients.length + drafts.length;
    for (let round = 0; round < rounds; round += 1) {
      const applied = await countOf('timeline_v1.timeline_entries');
      const projector = await start('projector');
      const share = drafts.slice((drafts.length * round) / rounds, (drafts.length * (round + 1)) / rounds);
      const half = Math.floor(share.length / 2);
      await suite.append(...share.slice(0, half));
      await suite.carry();
      const rest = suite.append(...share.slice(half)).then(() => suite.carry());
      await until(async () => (await countOf('timeline_v1.timeline_entries')) > applied, {
        what: 'the projector to work',
        timeoutMs: takenOverMs,
      });
      await projector.kill();
      await rest;
    }
    const last = await start('projector');
    await until(async () => (await countOf('timeline_v1.timeline_entries')) >= expected, {
      what: 'everything to be projected',
      timeoutMs: takenOverMs,
    });
    await last.stop();

    const rows = async (schema: string) => ({
      patients: (await workerPool.query(`SELECT *, counts::text AS shown FROM ${schema}.patients ORDER BY org, patient`)).rows as unknown[],
      topics: (await workerPool.query(`SELECT *, facts::text FROM ${schema}.topics ORDER BY org, patient, topic`)).rows as unknown[],
      entries: (await workerPool.query(`SELECT * FROM ${schema}.timeline_entries ORDER BY org, patient, stream_version`)).rows as unknown[],
    });
    const live = await rows('timeline_v1');
    expect(live.entries).toHaveLength(expected);
    expect(await countOf('stream_consumer.stopped_streams')).toBe(0);
    expect(await countOf('stream_consumer.unreadable_events')).toBe(0);
    const { version } = await rebuildProjection(suite.config(), suite.operator);
    expect(await rows(`timeline_v${version}`)).toEqual(live);
  }, 240_000);

  // What is on record of reads depends on no stream.
  if (kind === 'kafka') return;

  it('api: every answer that left is on record, each once', async () => {
    const patient = newPatient();
    await suite.record({ patient, type: 'patient.registered', data: registration });
    const [carer, porter] = [await suite.token(), await suite.token({ roles: ['porter'] })];
    const answered = new Map<string, number>();
    let asked = 0;
    const ask = async (url: string, until: { over: boolean }): Promise<void> => {
      while (!until.over) {
        const correlationId = randomId();
        asked += 1;
        const path = asked % 3 === 0 ? newPatient() : patient;
        try {
          const { status } = await read(
            `${url}/v1/orgs/home/patients/${path}/${asked % 2 ? 'summary' : 'timeline'}`,
            asked % 5 === 0 ? porter : carer,
            {
              'x-correlation-id': correlationId,
            },
          );
          answered.set(correlationId, status);
        } catch {
          if (!until.over) return; // the process was killed: this answer never came
        }
      }
    };
    for (let round = 0; round < 3; round += 1) {
      const service = await start('api,projector,relay');
      const before = answered.size;
      const end = { over: false };
      const readers = Promise.all(Array.from({ length: 16 }, () => ask(service.url, end)));
      // The record is not there before its first event is applied.
      await until(() => answered.size > before + 150 && [...answered.values()].includes(200), { what: 'answers', timeoutMs: takenOverMs });
      await service.kill();
      end.over = true;
      await readers;
    }
    const events = await new EventStore({ pool: apiPool, service: 'patient-timeline' }).readShard('home', 0, 0, 1_000_000);
    const keyring = await suite.accessKeyring();
    const accesses = (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat();
    const recorded = new Map<string, number>();
    // Of a caller who is refused without end the refusals are counted: one access stands for several answers.
    const refusals = { recorded: 0, answered: 0 };
    for (const access of accesses) {
      recorded.set(access!.correlationId, (recorded.get(access!.correlationId) ?? 0) + 1);
      if (access!.outcome === 'denied') refusals.recorded += (access!.detail?.repeated as number | undefined) ?? 1;
    }
    expect(new Set(answered.values())).toEqual(new Set([200, 403, 404]));
    for (const [correlationId, status] of answered) {
      if (status === 403) refusals.answered += 1;
      else expect(recorded.get(correlationId)).toBe(1);
    }
    expect([...recorded.values()].filter((times) => times > 1)).toEqual([]);
    expect(refusals.recorded).toBeGreaterThanOrEqual(refusals.answered);
    expect(accesses.length).toBeLessThanOrEqual(asked);
    // They came together: one event for several.
    expect(events.length).toBeLessThan(accesses.length / 2);
  }, 120_000);
}

describe('a process that is killed under load', () => killedOn('postgres'));
describeWithKafka('a process that is killed under load, on Kafka', () => killedOn('kafka'));
