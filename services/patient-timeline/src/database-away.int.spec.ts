import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newPatient, read, registration, TimelineSuite } from '../test/timeline-suite.js';
import { createApp } from './index.js';

describe('a database that is away for a moment', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;

  beforeAll(async () => {
    await suite.start();
    ({ service } = await createApp(suite.config()));
  });
  afterAll(async () => {
    await service.close();
    await suite.close();
  });

  it('in the middle of a read is told as such: come again', async () => {
    const patient = newPatient();
    const [registered] = await suite.record({ patient, type: 'patient.registered', data: registration });
    const ask = async () =>
      read(`${service.url}/v1/orgs/home/patients/${patient}/summary`, await suite.token(), { 'everchart-at-least': registered!.token });
    expect(await ask()).toMatchObject({ status: 200 });

    const owner = suite.pool(suite.database.ownerUrl);
    const holder = new pg.Client({ connectionString: suite.database.ownerUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE timeline_v1.patients IN ACCESS EXCLUSIVE MODE');
    const answer = ask();
    await until(
      async () => {
        const { rowCount } = await owner.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%set_config%patients p%'`,
        );
        return rowCount! > 0;
      },
      { what: 'the read' },
    );
    await holder.query('COMMIT');
    await holder.end();
    expect(await answer).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:record-unavailable' } });
    expect((await answer).headers.get('retry-after')).toBe('1');
    expect(await ask()).toMatchObject({ status: 200 });
  });
});
