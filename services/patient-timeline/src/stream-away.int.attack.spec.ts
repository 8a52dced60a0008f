import type { RunningService } from '@everchart/service-kit';
import { describeWithKafka, OwnKafka, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, read, registration, TimelineSuite, type ReadAnswer } from '../test/timeline-suite.js';
import { createApp } from './index.js';

/** A stream that can be sent away. */
interface Removable {
  suite: TimelineSuite;
  goAway(): Promise<unknown>;
  comeBack(): Promise<unknown>;
  remove(): Promise<unknown>;
}

async function ofPostgres(): Promise<Removable> {
  const suite = new TimelineSuite('postgres');
  await suite.start();
  const owner = suite.pool(suite.database.ownerUrl);
  const streams = new URL(suite.environmentWith().STREAM_DATABASE_URL!).pathname.slice(1);
  const comeBack = () => owner.query(`ALTER DATABASE ${streams} ALLOW_CONNECTIONS true`);
  return {
    suite,
    goAway: async () => {
      await owner.query(`ALTER DATABASE ${streams} ALLOW_CONNECTIONS false`);
      await owner.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [streams]);
    },
    comeBack,
    remove: async () => {
      await comeBack();
      await suite.close();
    },
  };
}

async function ofKafka(): Promise<Removable> {
  const kafka = await OwnKafka.start();
  const suite = new TimelineSuite('kafka', 1, kafka.brokers);
  await suite.start();
  return { suite, goAway: () => kafka.goAway(), comeBack: () => kafka.comeBack(), remove: () => suite.close().finally(() => kafka.stop()) };
}

const away = (make: () => Promise<Removable>) => (): void => {
  let stream: Removable;
  let suite: TimelineSuite;
  let service: RunningService;

  beforeAll(async () => {
    stream = await make();
    ({ suite } = stream);
    ({ service } = await createApp(suite.config({ STALE_AFTER_SECONDS: '5' })));
  }, 120_000);
  afterAll(async () => {
    await service?.close();
    await stream?.remove();
  }, 60_000);

  const look = async (patient: string, what = 'summary'): Promise<ReadAnswer> =>
    read(`${service.url}/v1/orgs/home/patients/${patient}/${what}`, await suite.token());

  it('is seen in every plain read: up to when it is complete, and after a set time that it is stale', async () => {
    const patient = newPatient();
    await suite.record({ patient, type: 'patient.registered', data: registration });
    const asOf = async (): Promise<number> => Date.parse((await look(patient)).body?.asOf);
    await until(async () => Date.now() - (await asOf()) < 5000, { what: 'a first look at the end of the stream', timeoutMs: 30_000 });
    const before = await asOf();
    await until(async () => (await asOf()) > before, { what: 'contact that goes on' });
    const fresh = await look(patient);
    expect(fresh).toMatchObject({ status: 200, body: { stale: false } });
    expect(fresh.headers.get('everchart-as-of')).toBe(fresh.body.asOf);
    expect(fresh.headers.get('everchart-stale')).toBeNull();

    await stream.goAway();
    await suite.append({ patient, type: 'observation.recorded', data: pulse(70) });
    await until(async () => (await look(patient)).body.stale === true, { what: 'stale reads', timeoutMs: 30_000 });
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

    await stream.comeBack();
    await until(async () => (await look(patient)).body.stale === false, { what: 'contact again', timeoutMs: 60_000 });
    await suite.carry();
    await until(async () => (await look(patient)).body.streamVersion === 2, { what: 'what was recorded meanwhile', timeoutMs: 30_000 });
  }, 180_000);
};

describe('a stream that is away, PostgreSQL', away(ofPostgres));
describeWithKafka('a stream that is away, Kafka', away(ofKafka));
