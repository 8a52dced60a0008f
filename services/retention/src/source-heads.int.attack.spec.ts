import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { headContentType, headEntryBytes, type SourceHead } from '@everchart/envelope';
import type { SourceHeads } from '@everchart/event-store';
import type { Pool } from '@everchart/postgres';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { fetchLog, verifyLogDirectory } from '@everchart/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logWriter } from './infrastructure/log.writer.js';
import { LogOwner } from '../test/log-owner.js';
import { Auditor, RetentionSuite, type Completeness, type Source } from '../test/retention-suite.js';

/**
 * What the owner of the database of a source can do before events are published, and how it is found without a receipt:
 * the process that has committed them states so, past the database.
 */
describe('as the owner of the database of a source', () => {
  const suite = new RetentionSuite();
  let owner: Pool;
  let log: Pool;
  let service: RunningService;
  let auditor: Auditor;
  let timeline: Source;
  let heads: SourceHeads;

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.access.database.ownerUrl);
    log = suite.pool(suite.database.ownerUrl);
    service = await suite.startService();
    auditor = new Auditor(service.url, await suite.token());
    timeline = suite.access;
    startProcess();
  });
  afterAll(() => suite.close());

  const startProcess = (): void => {
    timeline = suite.reopened(timeline);
    heads = suite.headsOf(timeline, 'patient-timeline');
  };
  const look = async (): Promise<[Completeness['shards'][number], boolean]> => {
    const { shards, complete } = await auditor.completeness();
    return [shards.find((shard) => shard.service === 'patient-timeline')!, complete];
  };
  const shows = (what: string, isSo: (shard: Completeness['shards'][number], complete: boolean) => boolean) =>
    until(
      async () => {
        const { shards, complete } = await auditor.completeness();
        // None, until the first record of the source has come.
        return shards.some((shard) => shard.service === 'patient-timeline' && isSo(shard, complete));
      },
      { what, timeoutMs: 30_000 },
    );
  const signed = () => until(async () => { const { checkpoint, entries } = await auditor.completeness(); return checkpoint?.size === entries; }, { what: 'a checkpoint' }); // prettier-ignore
  const offline = async (): Promise<string[]> => {
    await signed();
    const directory = join(suite.directory, 'home');
    await fetchLog({ url: auditor.url, org: 'home', token: auditor.token, directory });
    return verifyLogDirectory({ directory, verifierKey: await auditor.text('/log-key') }).faults;
  };
  const record = (count = 1) => timeline.append(Array.from({ length: count }, () => randomUUID()));
  it('what was stated and has come is complete', async () => {
    await record(3);
    await heads.state();
    await shows(
      'a head of what has not come',
      ({ stated, behind, to }, complete) => stated?.position === 3 && behind && to === 0 && !complete,
    );
    await timeline.carry();
    await shows('everything that was stated', ({ stated, to }, complete) => stated?.position === 3 && to === 3 && complete);
    await record(2);
    await timeline.carry();
    await heads.state();
    await shows('the next head', ({ stated, behind }, complete) => stated?.position === 5 && !behind && complete);
    // Two heads are entries of the log, under its checkpoint.
    expect(await auditor.completeness()).toMatchObject({ entries: 7 });
    expect(await offline()).toEqual([]);
  }, 60_000);

  it('a tail that is cut off before it was published is tail-missing, and source-head-differs when another is in its place', async () => {
    await record(2);
    await heads.state();
    await suite.removeNewest(timeline);
    await timeline.carry();
    await shows('a tail that is missing', ({ stated, to, behind }, complete) => stated?.position === 7 && to === 6 && behind && !complete);
    expect(await timeline.store.verifyShard('home', 0)).toMatchObject({ ok: true });
    // Behind for a minute is an alarm, also while the source goes on to state.
    expect(await logWriter.sourcesInTrouble(log)).toEqual({ behind: 0, silent: 0 });
    await new LogOwner(log).unguarded("UPDATE retention.source_heads SET heard_at = heard_at - interval '2 minutes'");
    expect(await logWriter.sourcesInTrouble(log)).toEqual({ behind: 1, silent: 0 });
    expect(await offline()).toEqual([
      expect.stringMatching(
        /^entry \d+ \(head\): tail-missing: patient-timeline .{8}\/1 shard 0 stated position 7 at .*, and the log has it up to 6: /,
      ),
    ]);
    startProcess();
    await record(2);
    await timeline.carry();
    await heads.state();
    // The events show the contradiction. Their own head comes later, and says that the source speaks.
    await shows(
      'a head that is contradicted',
      ({ stated, to, contradicted }) => stated?.position === 8 && to === 8 && contradicted.length > 0,
    );
    expect(await look()).toMatchObject([{ contradicted: [7], chainFaults: [], gaps: [], behind: false }, false]);
    expect(await offline()).toEqual([
      expect.stringMatching(
        /^entry \d+ \(head\): source-head-differs: patient-timeline .{8}\/1 shard 0 stated another event at position 7 /,
      ),
    ]);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(
      /everchart_retention_head_faults_total\{service="patient-timeline"[^}]*\} 1|everchart_retention_head_faults_total\{[^}]*service="patient-timeline"[^}]*\} 1/,
    );
  }, 60_000);

  it('a source that states nothing any more is silent', async () => {
    expect((await look())[0].silent).toBe(false);
    expect(() => suite.config({ SOURCE_HEADS_SECONDS: '3601' })).toThrow('SOURCE_HEADS_SECONDS');
    await log.query("UPDATE retention.shard_heads SET heard_at = heard_at - interval '4 hours'");
    expect((await look())[0].silent).toBe(true);
    await record();
    await timeline.carry();
    await shows('another event', ({ to }) => to === 9);
    expect((await look())[0].silent).toBe(true);
    await heads.state();
    await shows('a source that speaks again', ({ silent }) => !silent);
  }, 60_000);

  it('that was restored, a source states where it stands before it records; what it lost is named', async () => {
    const { storeId } = await timeline.store.identity();
    await owner.query('SELECT event_store.raise_epoch()');
    startProcess();
    heads.held('main', [{ org: 'home', shard: 0, fence: 1, epoch: 2, ...(await standing()) }]);
    await heads.state();
    const newest = async () => (await auditor.completeness()).shards.at(-1)!;
    await until(async () => (await newest()).stated?.position === 9 && (await newest()).to === 0, { what: 'the head of the new epoch' });
    expect(await newest()).toMatchObject({ behind: false, silent: false, contradicted: [] });
    expect((await offline()).filter((fault) => !fault.includes('differs'))).toEqual([]);
    await record();
    await timeline.carry();
    await until(async () => (await newest()).to === 10, { what: 'the first event of the new epoch' });
    expect(await newest()).toMatchObject({ behind: false, contradicted: [], chainFaults: [] });
    expect(storeId).toBe((await timeline.store.identity()).storeId);
  }, 60_000);

  const standing = async (): Promise<{ position: number; head: number; chain: Buffer }> => {
    const { rows } = await owner.query<{ position: number; head: number; chain: Buffer }>(
      'SELECT position, position AS head, chain FROM event_store.shards',
    );
    return rows[0]!;
  };

  /** A head of position 99, as the service signs it. */
  const forge = async (service: string, more: Partial<SourceHead> = {}): Promise<void> => {
    const [producer, source] = [await suite.producerOf(service), await timeline.store.source()];
    const head = { org: 'home', shard: 0, source, position: 99, chain: Buffer.alloc(32), statedAtUs: Date.now() * 1000, ...more };
    await producer.send(timeline.topic, [{ key: 'home/0', headers: { 'content-type': headContentType }, value: headEntryBytes(head) }]);
    await producer.close();
  };

  it('a head that comes a second time does not say that its source still speaks', async () => {
    await new LogOwner(log).unguarded("UPDATE retention.shard_heads SET heard_at = heard_at - interval '4 hours'");
    const { entries, shards } = await auditor.completeness();
    expect(shards.at(-1)).toMatchObject({ epoch: 2, silent: true });
    const { position, chain } = await standing();
    await forge('patient-timeline', { position, chain, statedAtUs: (Date.now() - 4 * 3600 * 1000) * 1000 });
    await until(async () => (await auditor.completeness()).entries === entries + 1, { what: 'the entry' });
    expect((await auditor.completeness()).shards.at(-1)).toMatchObject({ silent: true, contradicted: [] });
  }, 60_000);

  it('a head of a store of another service is a fault, and says nothing of the store', async () => {
    const source = (await timeline.store.source()).replace('patient-timeline', 'integration');
    await forge('integration', { source });
    const newest = async () => (await auditor.completeness()).shards.at(-1)!;
    await until(async () => (await newest()).contradicted.includes(99), { what: 'the fault' });
    expect(await newest()).toMatchObject({ service: 'patient-timeline', stated: { position: 10 }, behind: false, silent: true });
    expect((await offline()).filter((fault) => fault.includes('foreign'))).toEqual([
      expect.stringMatching(/^entry \d+ \(head\): source-head-foreign: integration states a head of patient-timeline .{8}\/2 shard 0$/),
    ]);
  }, 60_000);

  it('a head that is signed by another service is forged', async () => {
    await forge('integration');
    const operator = new Auditor(service.url, await suite.token({ roles: ['operator'] }));
    const forged = async () => (await operator.json<{ forged: { code: string }[] }>('/streams')).forged;
    await until(async () => (await forged()).length > 0, { what: 'a forged head', timeoutMs: 30_000 });
    expect(await forged()).toMatchObject([{ code: 'writer-wrong' }]);
    expect((await auditor.completeness()).shards.map(({ stated }) => stated?.position)).not.toContain(99);
  }, 60_000);
});
