import { startPostgres, startPostgresReplica, type PostgresInstance } from '@everchart/dev-servers';
import { createPool, type Pool } from '@everchart/postgres';
import { ServiceProcess, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPatient, pulse, read, registration, TimelineSuite } from '../test/timeline-suite.js';

const users = 50;
const patientsCount = 5;
const runsMs = 8000;

/** Real processes on a real primary and a real streaming replica. */
describe('one view for all of an organisation', () => {
  const directory = mkdtempSync(join(tmpdir(), 'everchart-one-view-'));
  let primary: PostgresInstance;
  let replica: PostgresInstance;
  let suite: TimelineSuite;
  let onReplica: Pool;
  let nurse: string;
  const serving: ServiceProcess[] = [];
  const patients = Array.from({ length: patientsCount }, newPatient);

  const start = (roles: string, reads: Record<string, string> = {}): Promise<ServiceProcess> =>
    ServiceProcess.start(new URL('../dist/main.js', import.meta.url), suite.environmentWith({ ROLES: roles, ...reads }));
  const ofReplica = (url: string): string => {
    const changed = new URL(url);
    changed.port = String(replica.port);
    return changed.href;
  };
  const reads = (): Record<string, string> => ({ DATABASE_READ_URL: ofReplica(suite.database.url('timeline_api')) });

  beforeAll(async () => {
    chmodSync(directory, 0o711);
    primary = await startPostgres({ directory: join(directory, 'primary'), fsync: false });
    suite = new TimelineSuite('postgres', 1, undefined, primary.url);
    await suite.start();
    replica = await startPostgresReplica({ primaryUrl: primary.url, directory: join(directory, 'replica') });
    onReplica = createPool({ connectionString: ofReplica(suite.database.ownerUrl), applicationName: 'test', max: 2 }, () => undefined);
    nurse = await suite.token({ roles: ['nurse'] });
    serving.push(await start('api,projector'), await start('api', reads()), await start('api', reads()));
    const recorded = await suite.record(...patients.map((patient) => ({ patient, type: 'patient.registered', data: registration })));
    for (const patient of patients) await summary(0, patient, recorded.at(-1)!.token);
  }, 120_000);
  afterAll(async () => {
    for (const each of serving) await each.kill();
    await onReplica?.end();
    await suite?.close();
    await replica?.stop();
    await primary?.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  const summary = async (of: number, patient: string, atLeast?: string) => {
    const url = `${serving[of]!.url}/v1/orgs/home/patients/${patient}/summary`;
    return read(url, nurse, atLeast === undefined ? {} : { 'everchart-at-least': atLeast });
  };
  const versionOn = async (pool: Pool, patient: string): Promise<number> =>
    (await pool.query<{ version: number }>('SELECT stream_version AS version FROM timeline_v1.patients WHERE patient = $1', [patient]))
      .rows[0]!.version;
  const outcomes = async (of: number): Promise<Record<string, number>> => {
    const text = await (await fetch(`${serving[of]!.url}/metrics`)).text();
    const found = text.matchAll(/^everchart_timeline_replica_reads_total\{.*outcome="(\w+)".*\} (\d+)$/gm);
    return Object.fromEntries([...found].map(([, outcome, count]) => [outcome!, Number(count)]));
  };
  const pause = (): Promise<unknown> => onReplica.query('SELECT pg_wal_replay_pause()');
  const resume = (): Promise<unknown> => onReplica.query('SELECT pg_wal_replay_resume()');
  const recordPulse = async (patient: string): Promise<string> =>
    (await suite.record({ patient, type: 'observation.recorded', data: pulse(60 + Math.floor(Math.random() * 60)) }))[0]!.token;

  it('is served by a replica that has all of it, and by the primary when that lags or is away', async () => {
    const patient = patients[0]!;
    const version = (await summary(0, patient)).body.streamVersion as number;
    await until(async () => (await versionOn(onReplica, patient)) === version, { what: 'the replica to have it' });
    const before = await outcomes(1);
    expect((await summary(1, patient)).body.streamVersion).toBe(version);
    expect((await outcomes(1)).served).toBeGreaterThan(before.served ?? 0);
    await pause();
    const token = await recordPulse(patient);
    expect((await summary(0, patient, token)).body.streamVersion).toBe(version + 1);
    // The lag is real; a reader without a token is shown what the other one was shown all the same.
    expect(await versionOn(onReplica, patient)).toBe(version);
    expect((await summary(1, patient)).body.streamVersion).toBe(version + 1);
    expect((await outcomes(1)).behind).toBeGreaterThan(before.behind ?? 0);
    const next = await recordPulse(patient);
    expect((await summary(1, patient, next)).body.streamVersion).toBe(version + 2);
    await resume();
    await until(async () => (await versionOn(onReplica, patient)) === version + 2, { what: 'the replica to follow' });
    const caughtUp = await outcomes(1);
    expect((await summary(1, patient)).body.streamVersion).toBe(version + 2);
    expect((await outcomes(1)).served).toBeGreaterThan(caughtUp.served!);
  });

  it('never goes back, for 50 users over three processes, with restarts and a replica that lags now and then', async () => {
    const highest = new Map(patients.map((patient) => [patient, 0]));
    const violations: string[] = [];
    let answers = 0;
    let over = false;
    const use = async (): Promise<void> => {
      while (!over) {
        const patient = patients[Math.floor(Math.random() * patients.length)]!;
        const of = Math.floor(Math.random() * serving.length);
        // What one reader has been shown by now, this one must be shown, too.
        const floor = highest.get(patient)!;
        const answer = await summary(of, patient).catch(() => undefined);
        if (answer?.status !== 200) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          continue;
        }
        const version = answer.body.streamVersion as number;
        if (version < floor) violations.push(`${of}: ${version} after ${floor}`);
        highest.set(patient, Math.max(highest.get(patient)!, version));
        answers += 1;
      }
    };
    const record = async (): Promise<void> => {
      for (let n = 0; !over; n += 1) await recordPulse(patients[n % patients.length]!);
    };
    const disturb = async (): Promise<void> => {
      for (let n = 0; !over; n += 1) {
        await pause();
        await new Promise((resolve) => setTimeout(resolve, 300));
        await resume();
        await new Promise((resolve) => setTimeout(resolve, 500));
        if (n % 4 !== 1) continue;
        const of = 1 + (n % 2);
        await serving[of]!.kill();
        serving[of] = await start('api', reads());
      }
    };
    const work = [...Array.from({ length: users }, use), record(), disturb()];
    setTimeout(() => (over = true), runsMs);
    await Promise.all(work);
    await resume();
    expect(violations).toEqual([]);
    expect(answers).toBeGreaterThan(200);
    const served = await Promise.all([1, 2].map(outcomes));
    // Both ways were gone.
    expect(served.some(({ served: ofReplica = 0 }) => ofReplica > 0)).toBe(true);
    expect(served.some(({ behind = 0 }) => behind > 0)).toBe(true);
  }, 90_000);
});
