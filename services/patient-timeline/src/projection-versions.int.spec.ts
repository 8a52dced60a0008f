import type { RunningService } from '@everchart/service-kit';
import type { Pool } from '@everchart/postgres';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodePositionToken } from '@everchart/envelope';
import { stated, newPatient, pulse, read, registration, TimelineSuite } from '../test/timeline-suite.js';
import { compareVersions } from './compare.js';
import { createApp } from './index.js';
import { ProjectionVersions } from './infrastructure/projection.versions.js';
import { rebuildProjection } from './rebuild.js';

describe('versions of the projection', () => {
  const suite = new TimelineSuite('postgres');
  const patient = newPatient();
  /** Two processes with the API: a switch is for both. */
  const apis: RunningService[] = [];
  let projector: RunningService;
  let owner: Pool;
  let versions: ProjectionVersions;

  const startProjector = async (): Promise<RunningService> => (await createApp(suite.config({ ROLES: 'projector' }))).service;

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    versions = new ProjectionVersions(owner, 'operator-emil');
    for (let n = 0; n < 2; n += 1) apis.push((await createApp(suite.config({ ROLES: 'api', AT_LEAST_WAIT_MS: '20000' }))).service);
    projector = await startProjector();
    for (const org of ['home', 'inn'])
      await suite.record(
        { org, patient, type: 'patient.registered', data: registration },
        { org, patient, type: 'observation.recorded', data: pulse(72) },
      );
    await suite.record(stated('home', 'facility.opened', { facilityId: 'house', name: 'House Linden', kind: 'nursing-home', timeZone: 'Europe/Berlin', jurisdiction: 'DE-HH' })); // prettier-ignore
  });
  afterAll(async () => {
    await projector.close();
    for (const api of apis) await api.close();
    await suite.close();
  });

  const summaryOf = async (api: RunningService, org = 'home', headers: Record<string, string> = {}) =>
    read(`${api.url}/v1/orgs/${org}/patients/${patient}/summary`, await suite.token({ org }), headers);
  const pulseShown = (answer: Awaited<ReturnType<typeof summaryOf>>): number => answer.body.summary.vitalSigns[0].valueQuantity.value;
  /** Makes what a version shows of the pulse tell which one it is. */
  const mark = (version: number, value: number) =>
    owner.query(
      `UPDATE timeline_v${version}.topics SET shown = regexp_replace(shown, '"value":[0-9]+', '"value":${value}') WHERE topic LIKE 'observation/%'`,
    );
  /** By the rows: a read would be kept. */
  const applied = (version: number, value: number) =>
    until(async () => (await owner.query(`SELECT FROM timeline_v${version}.topics WHERE shown LIKE '%"value":${value}%'`)).rowCount === 2, {
      what: 'both records to show the pulse',
    });
  const followed = (version: number) =>
    until(async () => (await versions.list()).every((each) => each.version !== version || (each.lag === 0 && each.built)), {
      what: 'the version to catch up',
    });

  it('is built beside the one that is read, is the same row by row, and is kept up to date by the projectors', async () => {
    const { version, patients } = await rebuildProjection(suite.config(), suite.operator);
    expect({ version, patients }).toEqual({ version: 2, patients: 2 });
    expect(await compareVersions(owner, 1, 2)).toEqual([]);
    const [recorded] = await suite.record({ patient, type: 'observation.recorded', data: pulse(74) });
    expect(pulseShown(await summaryOf(apis[0]!, 'home', { 'everchart-at-least': recorded!.token }))).toBe(74);
    await followed(2);
    expect(await compareVersions(owner, 1, 2)).toEqual([]);
    expect(await versions.list()).toMatchObject([
      { version: 1, state: 'following', built: true, forTheOthers: true, lag: 0 },
      { version: 2, state: 'following', built: true, forTheOthers: false, organisations: 0, lag: 0, unreadable: 0, stopped: 0 },
    ]);
  });

  it('is read by one organisation from one moment on, in all processes, and not any more when that is taken back', async () => {
    // What was shown of the present state is kept.
    for (const org of ['home', 'inn']) await suite.record({ org, patient, type: 'observation.recorded', data: pulse(76) });
    await Promise.all([applied(1, 76), applied(2, 76)]);
    await mark(1, 101);
    await mark(2, 102);
    const shown = async () =>
      Promise.all(apis.flatMap((api) => [summaryOf(api), summaryOf(api, 'inn')]).map(async (answer) => pulseShown(await answer)));
    expect(await shown()).toEqual([101, 101, 101, 101]);
    expect(await versions.promote('home', 2, { force: false })).toEqual({ org: 'home', from: 1, to: 2 });
    expect(await shown()).toEqual([102, 101, 102, 101]);
    await expect(versions.drop(2)).rejects.toThrow('version 2 is in use by home');
    await expect(versions.drop(1)).rejects.toThrow('version 1 is in use by all others');
    expect(await versions.rollback('home', { force: false })).toEqual({ org: 'home', from: 2, to: 1 });
    expect(await shown()).toEqual([101, 101, 101, 101]);
    await expect(versions.rollback('inn', { force: false })).rejects.toThrow('it read no other version before');
    const { rows } = await owner.query('SELECT actor, action, version, org, forced FROM projections.changes ORDER BY at DESC LIMIT 2');
    expect(rows).toEqual([
      { actor: 'operator-emil', action: 'rollback', version: 1, org: 'home', forced: false },
      { actor: 'operator-emil', action: 'promote', version: 2, org: 'home', forced: false },
    ]);
  });

  it('shows no read an older position than one before it, however often it is switched while events come', async () => {
    const end = { over: false };
    const seen: number[] = [];
    const follow = async (): Promise<void> => {
      for (let n = 0; !end.over; n += 1) {
        const answer = await summaryOf(apis[n % apis.length]!);
        expect(answer.status).toBe(200);
        seen.push(answer.body.streamVersion);
      }
    };
    const following = follow();
    const switches: string[] = [];
    for (let round = 0; round < 12; round += 1) {
      const [recorded] = await suite.record({ patient, type: 'observation.recorded', data: pulse(60 + round) });
      const done = await versions.promote('home', round % 2 === 0 ? 2 : 1, { force: false });
      switches.push('to' in done ? 'done' : 'refused');
      // What was acknowledged is shown, whichever version answers.
      const answer = await summaryOf(apis[round % 2]!, 'home', { 'everchart-at-least': recorded!.token });
      expect(answer.status).toBe(200);
      const { positions } = decodePositionToken(answer.headers.get('everchart-position')!);
      expect(positions[0]).toBeGreaterThanOrEqual(recorded!.position);
    }
    end.over = true;
    await following;
    expect(seen.length).toBeGreaterThan(12);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(switches.filter((done) => done === 'done').length).toBeGreaterThan(6);
    await versions.promote('home', 1, { force: false });
  });

  it('is refused with its lag while it is behind, and taken by force', async () => {
    await followed(2);
    await projector.close();
    // As far as one may be behind when its projector stands.
    await owner.query(
      `UPDATE stream_consumer.shard_progress SET position = position - 2, revision = revision + 1 WHERE consumer = 'timeline-v2' AND org = 'home'`,
    );
    expect(await versions.promote('home', 2, { force: false })).toEqual({ org: 'home', lag: 2, faults: 0 });
    expect(await versions.promote('inn', 2, { force: false })).toEqual({ org: 'inn', from: 1, to: 2 });
    expect(await versions.promote('home', 2, { force: true })).toEqual({ org: 'home', from: 1, to: 2 });
    await owner.query(`UPDATE stream_consumer.shard_progress SET position = position + 2 WHERE consumer = 'timeline-v2' AND org = 'home'`);
    projector = await startProjector();
  });

  it('is refused while an event cannot be applied that the other one has applied', async () => {
    expect(await versions.rollback('home', { force: false })).toEqual({ org: 'home', from: 2, to: 1 });
    await owner.query(
      `INSERT INTO stream_consumer.stopped_streams (org, consumer, store_id, stream, reason, code) VALUES ('home', 'timeline-v2', '', 'home/0', 'poison', 'x')`,
    );
    expect(await versions.promote('home', 2, { force: false })).toEqual({ org: 'home', lag: 0, faults: 1 });
    await owner.query(`DELETE FROM stream_consumer.stopped_streams WHERE code = 'x'`);
  });

  it('serves new organisations when all were taken over, and the former one can be dropped then', async () => {
    for (const org of [...(await versions.organisations()), undefined])
      expect(await versions.promote(org, 2, { force: false })).toMatchObject({ to: 2 });
    await versions.drop(1);
    const [recorded] = await suite.record({ org: 'new', patient, type: 'patient.registered', data: registration });
    expect(await summaryOf(apis[1]!, 'new', { 'everchart-at-least': recorded!.token })).toMatchObject({
      status: 200,
      body: { stale: false },
    });
    expect((await versions.list()).map(({ version }) => version)).toEqual([2]);
    const { rows } = await owner.query(`SELECT nspname FROM pg_namespace WHERE nspname ~ '_v1$'`);
    expect(rows).toEqual([]);
    const left = await owner.query(`SELECT FROM stream_consumer.shard_progress WHERE consumer = 'timeline-v1'`);
    expect(left.rowCount).toBe(0);
    expect((await fetch(`${apis[0]!.url}/health/ready`)).status).toBe(200);
    await expect(versions.rollback(undefined, { force: false })).rejects.toThrow(
      'it read no other version before, or that one was dropped',
    );
  });

  it('never has the number of one that was dropped', async () => {
    const { version } = await rebuildProjection(suite.config(), suite.operator);
    await versions.drop(version);
    expect((await rebuildProjection(suite.config(), suite.operator)).version).toBe(version + 1);
  });
});
