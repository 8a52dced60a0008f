import { withTransaction, type Pool } from '@everchart/postgres';
import { withServiceKit, type RunningService } from '@everchart/service-kit';
import { clinicalTopic } from '@everchart/stream';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { everyType } from '../test/every-type.js';
import { newPatient, pulse, read, registration, TimelineSuite, type Draft } from '../test/timeline-suite.js';
import type { Projection, ReadModel } from './consumers/read-model.js';
import { timeline } from './consumers/timeline.read-model.js';
import { addProjector } from './create-app.js';
import { createApp } from './index.js';
import { declareWhenBuilt } from './infrastructure/projection.completion.js';

/** A read model that the runner has never heard of: how many entries each patient has, and the last type. */
const census: ReadModel<Map<string, number>, { org: string; patient: string; entries: number; last: string }[]> = {
  name: 'census',
  version: 1,
  of: 'patients',
  heads: 'census',
  migrations: { name: 'census-v1', directory: '' },
  tables: ['census'],
  load: async (tx, schema, runs) => {
    const { rows } = await tx.query<{ patient: string; entries: number }>(
      `SELECT patient, entries FROM ${schema}.census WHERE (org, patient) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))`,
      [runs.map(({ org }) => org), runs.map(({ patient }) => patient)],
    );
    return new Map(rows.map(({ patient, entries }) => [patient, entries]));
  },
  fold: (runs, before) =>
    runs.map(({ org, patient, opened }) => ({
      org,
      patient,
      entries: (before.get(patient) ?? 0) + opened.length,
      last: opened.at(-1)!.event.type,
    })),
  save: async (tx, schema, rows) => {
    for (const { org, patient, entries, last } of rows) {
      await tx.query(
        `INSERT INTO ${schema}.census VALUES ($1, $2, $3, $4)
         ON CONFLICT (org, patient) DO UPDATE SET entries = excluded.entries, last = excluded.last`,
        [org, patient, entries, last],
      );
    }
  },
  appliedFrom: () => Promise.resolve([]),
};

const beside: Projection = {
  consumer: 'timeline-v9',
  models: [
    { model: timeline, schema: 'timeline_v9' },
    { model: census, schema: 'census_v9' },
  ],
};

describe('a projection that is built beside the one that is shown', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let worker: Pool;

  beforeAll(async () => {
    await suite.start();
    ({ service } = await createApp(suite.config()));
    worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    const migration = await readFile(fileURLToPath(new URL('../migrations/timeline-v1/0001-baseline.sql', import.meta.url)), 'utf8');
    await withTransaction(suite.pool(suite.database.ownerUrl), async (tx) => {
      await tx.query(migration.replaceAll('timeline_v1', 'timeline_v9'));
      await tx.query(`
        CREATE SCHEMA census_v9;
        CREATE TABLE census_v9.built (at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE census_v9.census (org text, patient uuid, entries integer, last text, PRIMARY KEY (org, patient));
        GRANT USAGE ON SCHEMA census_v9 TO timeline_worker;
        GRANT ALL ON ALL TABLES IN SCHEMA census_v9 TO timeline_worker`);
    });
  });
  afterAll(async () => {
    await service?.close();
    await suite.close();
  });

  const rowsOf = async (schema: string) => ({
    patients: (await worker.query(`SELECT *, counts::text FROM ${schema}.patients ORDER BY org, patient`)).rows as unknown[],
    topics: (await worker.query(`SELECT *, facts::text FROM ${schema}.topics ORDER BY org, patient, topic`)).rows as unknown[],
    entries: (await worker.query(`SELECT *, entry::text FROM ${schema}.timeline_entries ORDER BY org, patient, stream_version`))
      .rows as unknown[],
  });

  it('under load has the same rows as the live one, row by row, and one more read model needs nothing of the runner', async () => {
    const patients = Array.from({ length: 20 }, newPatient);
    const drafts: Draft[] = [
      ...patients.map((patient) => ({ patient, type: 'patient.registered', data: registration })),
      ...everyType(newPatient()),
      ...patients.flatMap((patient) =>
        Array.from({ length: 6 }, (_, n) => ({ patient, type: 'observation.recorded', data: pulse(60 + n) })),
      ),
    ];
    const recorded = await suite.record(...drafts);
    const strikes = recorded.flatMap(({ id }, n) =>
      n % 5 === 0 ? [{ patient: drafts[n]!.patient, type: 'entry.struck', data: { entryId: id, reason: 'other' } }] : [],
    );

    const last = await withServiceKit('beside', suite.config({ PROJECTOR_BATCH_MAX: '7' }), async (kit) => {
      addProjector(kit, (await kit.openKeyring(kit.config)).keyring, beside);
      await kit.lifecycle.start();
      const struck = await suite.record(...strikes);
      await declareWhenBuilt(worker, beside, await kit.transport.endOffsets(clinicalTopic), AbortSignal.timeout(30_000));
      return struck.at(-1)!;
    });

    const summary = `${service.url}/v1/orgs/home/patients/${strikes.at(-1)!.patient}/summary`;
    await until(async () => (await read(summary, await suite.token(), { 'everchart-at-least': last.token })).status === 200, {
      what: 'the live projection',
    });
    expect(await rowsOf('timeline_v9')).toEqual(await rowsOf('timeline_v1'));
    const counted = await worker.query('SELECT org, patient, entries, last FROM census_v9.census ORDER BY org, patient');
    const expected = await worker.query(
      `SELECT org, patient, count(*)::integer AS entries, (array_agg(type ORDER BY stream_version DESC))[1] AS last
         FROM timeline_v1.timeline_entries GROUP BY org, patient ORDER BY org, patient`,
    );
    expect(counted.rows).toEqual(expected.rows);
    expect((await worker.query('SELECT FROM timeline_v9.built, census_v9.built')).rowCount).toBe(1);
  });
});
