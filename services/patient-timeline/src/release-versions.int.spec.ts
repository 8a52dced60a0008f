import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningService } from '@everchart/service-kit';
import type { Pool } from '@everchart/postgres';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, read, registration, TimelineSuite } from '../test/timeline-suite.js';
import { createApp } from './index.js';
import { ProjectionVersions } from './infrastructure/projection.versions.js';
import { rebuildProjection } from './rebuild.js';

const secret = 'a-secret-of-the-tests';

describe('two releases that read versions of their own', () => {
  const suite = new TimelineSuite('postgres');
  const patient = newPatient();
  const file = join(tmpdir(), `everchart-releases-${randomUUID()}`);
  const started: RunningService[] = [];
  let owner: Pool;
  let [former, next]: RunningService[] = [];

  const start = async (more: Record<string, string>): Promise<RunningService> => {
    const { service } = await createApp(suite.config({ RELEASES_TOKEN_FILE: file, ...more }));
    started.push(service);
    return service;
  };

  beforeAll(async () => {
    await writeFile(file, secret);
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    await start({ ROLES: 'projector' });
    former = await start({ ROLES: 'api', RELEASE: 'a', PROJECTION_VERSION: '1' });
    await suite.record(
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'observation.recorded', data: pulse(72) },
    );
    await rebuildProjection(suite.config(), suite.operator);
    next = await start({ ROLES: 'api', RELEASE: 'b', PROJECTION_VERSION: '2' });
    const versions = new ProjectionVersions(owner, 'operator-emil');
    await until(async () => (await versions.list()).every(({ lag, built }) => lag === 0 && built), { what: 'both versions to be as far' });
  });
  afterAll(async () => {
    for (const service of started.reverse()) await service.close();
    await suite.close();
    await rm(file);
  });

  const standing = async ({ url }: RunningService, token = secret) => {
    const answer = await fetch(`${url}/internal/releases/standing?org=home`, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, ...((await answer.json()) as object) };
  };

  it('each read their own, whichever is taken into use', async () => {
    for (const [version, value] of [[1, 101], [2, 102]])
      await owner.query(`UPDATE timeline_v${version}.topics SET shown = regexp_replace(shown, '"value":[0-9]+', '"value":${value}') WHERE topic LIKE 'observation/%'`); // prettier-ignore
    const shown = async ({ url }: RunningService): Promise<number> => {
      const answer = await read(`${url}/v1/orgs/home/patients/${patient}/summary`, await suite.token({ org: 'home' }));
      expect(answer.status).toBe(200);
      return answer.body.summary.vitalSigns[0].valueQuantity.value as number;
    };
    expect([await shown(former!), await shown(next!)]).toEqual([101, 102]);
  });

  it('say how they stand, to who knows the secret', async () => {
    expect(await standing(next!, 'another-secret-of-the-tests')).toMatchObject({ status: 401 });
    expect(await standing(next!)).toEqual({ status: 200, release: 'b', built: true, lag: 0, faults: 0 });
    const behind = (by: number) => owner.query(`UPDATE stream_consumer.shard_progress SET position = position + $1 WHERE consumer = 'timeline-v2'`, [by]); // prettier-ignore
    await behind(-1);
    expect(await standing(next!)).toEqual({ status: 200, release: 'b', built: true, lag: 1, faults: 0 });
    expect(await standing(former!)).toMatchObject({ release: 'a', lag: 0 });
    await behind(1);
    const unbuilt = await start({ ROLES: 'api', RELEASE: 'c', PROJECTION_VERSION: '9' });
    expect(await standing(unbuilt)).toMatchObject({ release: 'c', built: false });
    expect((await fetch(`${unbuilt.url}/health/ready`)).status).toBe(503);
  });
});
