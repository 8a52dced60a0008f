import type { Pool } from '@everchart/postgres';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, read, registration, TimelineSuite, type ReadAnswer } from '../test/timeline-suite.js';
import { createApp } from './index.js';

describe('a stream that is away', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let owner: Pool;
  let streams: string;

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    streams = new URL(suite.environmentWith().STREAM_DATABASE_URL!).pathname.slice(1);
    ({ service } = await createApp(suite.config({ STALE_AFTER_SECONDS: '5' })));
  });
  afterAll(async () => {
    await owner.query(`ALTER DATABASE ${streams} ALLOW_CONNECTIONS true`);
    await service.close();
    await suite.close();
  });

  const look = async (patient: string, what = 'summary'): Promise<ReadAnswer> =>
    read(`${service.url}/v1/orgs/home/patients/${patient}/${what}`, await suite.token());

  it('is seen in every plain read: up to when it is complete, and after a set time that it is stale', async () => {
    const patient = newPatient();
    await suite.record({ patient, type: 'patient.registered', data: registration });
    const asOf = async (): Promise<number> => Date.parse((await look(patient)).body?.asOf);
    await until(async () => Date.now() - (await asOf()) < 5000, { what: 'a first look at the end of the stream' });
    const before = await asOf();
    await until(async () => (await asOf()) > before, { what: 'contact that goes on' });
    const fresh = await look(patient);
    expect(fresh).toMatchObject({ status: 200, body: { stale: false } });
    expect(fresh.headers.get('everchart-as-of')).toBe(fresh.body.asOf);
    expect(fresh.headers.get('everchart-stale')).toBeNull();

    await owner.query(`ALTER DATABASE ${streams} ALLOW_CONNECTIONS false`);
    await owner.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [streams]);
    await suite.append({ patient, type: 'observation.recorded', data: pulse(70) });
    await until(async () => (await look(patient)).body.stale === true, { what: 'stale reads' });
    const stale = await look(patient);
    expect(stale).toMatchObject({ status: 200, body: { staleReason: 'out-of-contact', streamVersion: 1 } });
    expect(Date.now() - Date.parse(stale.body.asOf)).toBeGreaterThan(5000);
    expect(stale.headers.get('everchart-stale')).toBe('true');
    expect((await look(patient, 'timeline')).body).toMatchObject({ stale: true, staleReason: 'out-of-contact', asOf: stale.body.asOf });
    const unknown = await look(newPatient());
    expect([unknown.status, unknown.headers.get('everchart-stale'), unknown.headers.get('everchart-as-of')]).toEqual([
      404,
      'true',
      stale.body.asOf,
    ]);

    await owner.query(`ALTER DATABASE ${streams} ALLOW_CONNECTIONS true`);
    await until(async () => (await look(patient)).body.stale === false, { what: 'contact again', timeoutMs: 30_000 });
  }, 90_000);
});
