import { decodePositionToken, encodePositionToken, latestOf } from '@everchart/envelope';
import { shardOf } from '@everchart/event-store';
import type { RunningService } from '@everchart/service-kit';
import { describeWithKafka, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, read, registration, TimelineSuite, type ReadAnswer } from '../test/timeline-suite.js';
import { createApp } from './index.js';

const shards = 3;

/** As a client does that was given both. */
function joined(earlier: string, later: string): string {
  const token = decodePositionToken(later);
  return encodePositionToken({ ...token, positions: latestOf(decodePositionToken(earlier).positions, token.positions) });
}

function shardedOn(kind: 'kafka' | 'postgres'): void {
  const suite = new TimelineSuite(kind, shards);
  const services: RunningService[] = [];
  /** Two patients of each shard. */
  const patients: string[] = [];
  const versions = new Map<string, number>();
  let token: string;
  let carer: string;

  const summary = (patient: string, atLeast: string | undefined, more: Record<string, string> = {}, replica = 0): Promise<ReadAnswer> =>
    read(`${services[replica]!.url}/v1/orgs/home/patients/${patient}/summary`, carer, {
      ...(atLeast === undefined ? {} : { 'everchart-at-least': atLeast }),
      ...more,
    });
  const append = async (patient: string): Promise<string> => {
    const [recorded] = await suite.append({ patient, type: 'observation.recorded', data: pulse(60 + (versions.get(patient)! % 40)) });
    versions.set(patient, versions.get(patient)! + 1);
    return recorded!.token;
  };
  const positionsOf = ({ headers }: ReadAnswer): Readonly<Record<number, number>> =>
    decodePositionToken(headers.get('everchart-position')!).positions;

  beforeAll(async () => {
    await suite.start();
    for (const roles of ['api,projector', 'api'])
      services.push((await createApp(suite.config({ ROLES: roles, AT_LEAST_WAIT_MS: '15000' }))).service);
    carer = await suite.token();
    for (const wanted of [0, 1, 2, 0, 1, 2]) {
      let patient = newPatient();
      while (shardOf(patient, shards) !== wanted) patient = newPatient();
      patients.push(patient);
    }
    for (const patient of patients) {
      const [recorded] = await suite.record({ patient, type: 'patient.registered', data: registration });
      versions.set(patient, 1);
      token = token === undefined ? recorded!.token : joined(token, recorded!.token);
    }
    // Until the read model is built a position of other patients does not count as reached.
    for (const { url } of services) await until(async () => (await fetch(`${url}/health/ready`)).ok, { what: 'the read model' });
  });
  afterAll(async () => {
    for (const service of services.reverse()) await service.close();
    await suite.close();
  });

  it('shows what was written in any shard at once, and says how far all of them are', async () => {
    for (const patient of patients)
      expect(await summary(patient, token)).toMatchObject({ status: 200, body: { streamVersion: 1, stale: false } });
    expect(positionsOf(await summary(patients[0]!, token))).toEqual({ 0: 2, 1: 2, 2: 2 });
  });

  it('never lets anyone go back, on any replica, whatever shard a token came from', async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      const written = patients[(turn * 7) % patients.length]!;
      const own = await append(written);
      await suite.carry();
      token = joined(token, own);
      const patient = turn % 3 === 0 ? written : patients[(turn * 5 + 1) % patients.length]!;
      const answer = await summary(patient, token, {}, turn % 2);
      expect(answer).toMatchObject({ status: 200, body: { streamVersion: versions.get(patient) } });
      // A reader may keep only its last token: it includes everything that was requested before.
      const shown = positionsOf(answer);
      const asked = decodePositionToken(token).positions;
      for (const shard of Object.keys(asked).map(Number)) expect(shown[shard]).toBeGreaterThanOrEqual(asked[shard]!);
      token = answer.headers.get('everchart-position')!;
    }
  });

  it('waits for the shard of the patient only: others go on while one stands still', async () => {
    const [there, still] = [patients[0]!, patients[1]!];
    token = joined(token, await append(there));
    const before = versions.get(still)!;
    token = joined(token, await append(still));
    await suite.carry('home', [0, 2]);
    expect(await summary(there, token)).toMatchObject({ status: 200, body: { streamVersion: versions.get(there), stale: false } });
    const short = { 'everchart-at-least-wait-ms': '50' };
    expect(await summary(still, token, short)).toMatchObject({ status: 503 });
    const stale = await summary(still, token, { ...short, 'everchart-allow-stale': 'true' });
    expect(stale).toMatchObject({ status: 200, body: { streamVersion: before, stale: true, staleReason: 'behind' } });
    // What is shown is what the position says of the patient's shard, and no more.
    expect(positionsOf(stale)[1]).toBe(decodePositionToken(token).positions[1]! - 1);
    // The shard of an unknown patient is not known.
    expect(await summary(newPatient(), token, short)).toMatchObject({ status: 503 });
    await suite.carry('home', [1]);
    expect(await summary(still, token)).toMatchObject({ status: 200, body: { streamVersion: before + 1, stale: false } });
    expect(await summary(newPatient(), token)).toMatchObject({ status: 404 });
  });

  it('goes on where a position is missing: who is not concerned is read as fresh, who is is told so', async () => {
    const [concerned, other] = [patients[2]!, patients[5]!];
    const tokens = [await append(concerned), await append(other), await append(concerned)];
    const [missing, ...rest] = await suite.pending('home', 2);
    await suite.send(rest);
    const version = versions.get(concerned)!;
    expect(await summary(other, tokens[1])).toMatchObject({ status: 200, body: { streamVersion: versions.get(other), stale: false } });
    const began = performance.now();
    expect(await summary(concerned, tokens[2])).toMatchObject({ status: 503 });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await summary(concerned, undefined)).toMatchObject({
      status: 200,
      body: { streamVersion: version - 2, stale: true, staleReason: 'stopped:gap:event-missing' },
    });
    await suite.send([missing!]);
    // Not by the first token: no reader waits for a position that was passed over, so the record is shown as stale.
    await until(async () => (await summary(concerned, tokens[2])).body.stale === false, { what: 'what was missing' });
    for (const [at, patient] of [concerned, other, concerned].entries())
      expect(await summary(patient, tokens[at])).toMatchObject({
        status: 200,
        body: { streamVersion: versions.get(patient), stale: false },
      });
  });
}

describe('an organisation with three shards, on PostgreSQL', () => shardedOn('postgres'));
describeWithKafka('an organisation with three shards, on Kafka', () => shardedOn('kafka'));
