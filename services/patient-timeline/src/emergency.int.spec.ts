import { openAccesses } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { EventStore } from '@everchart/event-store';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { newPatient, read, registration, TimelineSuite } from '../test/timeline-suite.js';
import { createApp } from './index.js';

/** A port without a listener. */
const nowhere = 'postgresql://nobody:nothing@127.0.0.1:9/nowhere';

describe('when things are broken', () => {
  const suite = new TimelineSuite('postgres');
  const patient = newPatient();
  let carer: string;
  let service: RunningService | undefined;

  beforeAll(async () => {
    await suite.start();
    carer = await suite.token();
    ({ service } = await createApp(suite.config()));
    await suite.record({ patient, type: 'patient.registered', data: registration });
    const location = { facility: 'Garden Home', unit: 'Garden', room: '12' };
    const [admitted] = await suite.record({
      patient,
      type: 'stay.admitted',
      data: { stayId: randomUUID(), class: 'residential', location },
    });
    expect((await summary({ 'everchart-at-least': admitted!.token })).status).toBe(200);
    const { url } = service;
    await until(async () => (await fetch(`${url}/health/ready`)).ok, { what: 'the projection to be built' });
    await until(async () => (await summary()).body.asOf !== undefined, { what: 'a look at the end of the stream' });
    await service.close();
    service = undefined;
  });
  afterAll(async () => {
    await service?.close();
    await reach(true);
    await suite.close();
  });

  const summary = (headers: Record<string, string> = {}) =>
    read(`${service!.url}/v1/orgs/home/patients/${patient}/summary`, carer, headers);

  /** Closes the keyring's database to all connections, or opens it again. */
  const reach = async (allowed: boolean): Promise<void> => {
    const url = new URL(suite.database.ownerUrl);
    url.pathname = '/postgres';
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(`ALTER DATABASE ${suite.keyringDatabase.name} WITH ALLOW_CONNECTIONS ${allowed}`);
    if (!allowed)
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [suite.keyringDatabase.name]);
    await admin.end();
  };

  it('the summary opens after a restart with the timeline database and nothing else, and the access is on record', async () => {
    await reach(false);
    ({ service } = await createApp(suite.config({ STREAM_DATABASE_URL: nowhere, KEYRING_TIMEOUT_MS: '300' })));
    const answer = await summary({ 'everchart-purpose': 'ETREAT' });
    expect(answer).toMatchObject({ status: 200, body: { summary: { identity: { name: { family: 'Keller' } } } } });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/everchart_access_log_accesses_total\{outcome="committed",key="organisation",[^}]*\} 1/);

    // So do board and round, marked with their age.
    for (const name of ['board', 'round']) {
      const unit = await read(`${service.url}/v1/orgs/home/${name}?unit=Garden`, carer, { 'everchart-purpose': 'ETREAT' });
      expect(unit).toMatchObject({ status: 200, body: { residents: [{ patientId: patient }], asOf: expect.any(String) as unknown } });
      expect(unit.headers.get('everchart-as-of')).toBe(unit.body['asOf']);
    }

    await reach(true);
    const config = suite.config();
    const accesses = await new EventStore({ pool: suite.pool(config.DATABASE_API_URL), service: 'patient-timeline' }).readShard(
      'home',
      0,
      0,
      10_000,
    );
    const event = accesses.at(-1)!;
    const keyring = await suite.accessKeyring();
    const stream = organisationStream('home');
    const year = event.header.retentionclass;
    expect((await keyring.keysForSealing('home', year, [stream])).get(stream)!.keyId).toBe(event.header.keyid);
    const opened = (await Promise.all(accesses.map((each) => openAccesses(each, keyring)))).flat();
    const emergencies = opened.filter((access) => access?.purpose === 'ETREAT');
    expect(emergencies).toMatchObject(
      ['summary.read', 'board.read', 'round.read'].map((operation) => ({ operation, status: 200, patient })),
    );
  });

  it('an access that cannot be put on record is no access: 503 and no data', async () => {
    const owner = new pg.Client({ connectionString: suite.database.ownerUrl });
    await owner.connect();
    const { rows: appends } = await owner.query<{ name: string }>(
      "SELECT oid::regprocedure::text AS name FROM pg_proc WHERE pronamespace = 'event_store'::regnamespace AND proname IN ('append', 'append_one')",
    );
    for (const { name } of appends) await owner.query(`REVOKE EXECUTE ON FUNCTION ${name} FROM timeline_api`);
    const answer = await summary();
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:access-not-recorded' } });
    expect(JSON.stringify(answer.body)).not.toContain('Keller');
    expect(answer.headers.get('retry-after')).toBe('1');
    const refused = await read(`${service!.url}/v1/orgs/other/patients/${patient}/summary`, carer);
    expect(refused.status).toBe(503);
    for (const { name } of appends) await owner.query(`GRANT EXECUTE ON FUNCTION ${name} TO timeline_api`);
    await owner.end();
    expect((await summary()).status).toBe(200);
  });
});
