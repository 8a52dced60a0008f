import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, read, registration, TimelineSuite } from '../test/timeline-suite.js';
import { createApp } from './index.js';

describe('a version of the projection that takes over', () => {
  const suite = new TimelineSuite('postgres');
  const patient = newPatient();
  const running: RunningService[] = [];
  let position: string;

  beforeAll(async () => {
    await suite.start();
    const recorded = await suite.record(
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'observation.recorded', data: pulse(72) },
    );
    position = recorded.at(-1)!.token;
  });
  afterAll(async () => {
    for (const service of running.reverse()) await service.close();
    await suite.close();
  });

  const start = async (roles: string): Promise<RunningService> => {
    const { service } = await createApp(suite.config({ ROLES: roles, AT_LEAST_WAIT_MS: '30000' }));
    running.push(service);
    return service;
  };
  const summary = async ({ url }: RunningService, headers: Record<string, string> = {}, of = patient) =>
    read(`${url}/v1/orgs/home/patients/${of}/summary`, await suite.token(), { 'everchart-at-least-wait-ms': '20', ...headers });
  const ready = async ({ url }: RunningService) => (await fetch(`${url}/health/ready`)).status;

  it('is not ready to serve until it is built: a record is never said not to be there when it is only not there yet', async () => {
    const api = await start('api');
    expect(await ready(api)).toBe(503);
    const ways: Record<string, string>[] = [{}, { 'everchart-allow-stale': 'true' }, { 'everchart-at-least': position }];
    for (const headers of ways) {
      expect(await summary(api, headers)).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:not-yet-fresh' } });
    }

    const projector = await start('projector');
    expect(await ready(projector)).toBe(200);
    await until(async () => (await ready(api)) === 200, { what: 'the projection to be built' });
    expect(await summary(api)).toMatchObject({ status: 200, body: { stale: false, summary: { vitalSigns: [{}] } } });
    expect(await summary(api, { 'everchart-at-least': position })).toMatchObject({ status: 200 });
  });

  it('stays ready when it is started again without the stream', async () => {
    const api = await start('api');
    expect(await ready(api)).toBe(200);
  });

  it('shows what is there while it is built anew to who asks for it, marked, and to who brings a position that it has reached', async () => {
    const [api] = running;
    await suite.pool(suite.config().DATABASE_WORKER_URL).query('DELETE FROM timeline_v1.built');
    expect(await ready(api!)).toBe(503);
    expect(await summary(api!)).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:not-yet-fresh' } });
    const marked = await summary(api!, { 'everchart-allow-stale': 'true' });
    expect(marked).toMatchObject({ status: 200, body: { stale: true, staleReason: 'building', summary: { vitalSigns: [{}] } } });
    expect(marked.headers.get('everchart-stale')).toBe('true');
    expect(await summary(api!, { 'everchart-at-least': position })).toMatchObject({ status: 200, body: { stale: false } });
  });

  it('lets reads wait while it is built, as long as they would wait for a position', async () => {
    const [api] = running;
    const worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    await worker.query('DELETE FROM timeline_v1.built');
    const patiently = { 'everchart-at-least-wait-ms': '30000' };
    const reads = [summary(api!, patiently), summary(api!, patiently, newPatient())];
    expect(await summary(api!)).toMatchObject({ status: 503 });
    await worker.query('INSERT INTO timeline_v1.built DEFAULT VALUES');
    const [known, unknown] = await Promise.all(reads);
    expect(known).toMatchObject({ status: 200, body: { stale: false, summary: { vitalSigns: [{}] } } });
    expect(unknown).toMatchObject({ status: 404 });
  });
});
