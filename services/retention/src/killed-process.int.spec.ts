import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describeWithKafka, ServiceProcess, until } from '@everchart/testing';
import { fetchLog, verifyLogDirectory } from '@everchart/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Auditor, RetentionSuite } from '../test/retention-suite.js';

function sequencersOn(kind: 'kafka' | 'postgres'): void {
  const suite = new RetentionSuite(kind);
  const running = new Set<ServiceProcess>();

  const start = async (roles: string): Promise<ServiceProcess> => {
    const started = await ServiceProcess.start(new URL('../dist/main.js', import.meta.url), suite.environmentWith({ ROLES: roles }));
    running.add(started);
    return started;
  };

  beforeAll(() => suite.start());
  afterAll(async () => {
    for (const each of running) await each.kill();
    await suite.close();
  });

  it('that run side by side and are killed under load write one log, with every event once', async () => {
    const api = await start('api');
    const auditor = new Auditor(api.url, await suite.token());
    const patients = Array.from({ length: 24 }, () => randomUUID());
    const entries = async (): Promise<number> => (await auditor.completeness()).entries;
    let recorded = 0;
    const load = async (rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) {
        recorded += (await suite.clinical.record(patients)).length + (await suite.access.record(patients.slice(0, 8))).length;
      }
    };
    let working = await start('sequencer');
    const checkpoints: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const heir = await start('sequencer');
      const before = await entries();
      const loading = load(12);
      await until(async () => (await entries()) > before, { what: 'entries', timeoutMs: 45_000 });
      await until(async () => (await auditor.get('/checkpoint')).ok, { what: 'the first checkpoint', timeoutMs: 45_000 });
      checkpoints.push(await auditor.text('/checkpoint'));
      await working.kill();
      working = heir;
      await loading;
    }
    await until(async () => (await entries()) === recorded && (await auditor.completeness()).complete, {
      what: 'every event',
      timeoutMs: 60_000,
    });

    const directory = join(suite.directory, 'taken-home');
    await fetchLog({ url: api.url, org: 'home', token: auditor.token, directory });
    const report = verifyLogDirectory({ directory, verifierKey: await auditor.text('/log-key'), knownCheckpoints: checkpoints });
    expect(report).toMatchObject({ entries: recorded, faults: [] });
    expect(report.shards.map(({ gaps }) => gaps)).toEqual([0, 0]);
  }, 180_000);
}

describe('sequencers', () => sequencersOn('postgres'));
describeWithKafka('sequencers, on Kafka', () => sequencersOn('kafka'));
