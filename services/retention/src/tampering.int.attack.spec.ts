import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { fetchLog, verifyLogDirectory } from '@everchart/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogOwner } from '../test/log-owner.js';
import { Auditor, RetentionSuite } from '../test/retention-suite.js';

const patients = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

/** What the owner of the database of retention can do, and by what name it is found. */
describe('as the owner of the database of the log', () => {
  const suite = new RetentionSuite();
  let owner: LogOwner;
  let service: RunningService;
  let auditor: Auditor;

  beforeAll(async () => {
    await suite.start();
    owner = new LogOwner(suite.pool(suite.database.ownerUrl));
    service = await suite.startService();
    auditor = new Auditor(service.url, await suite.token());
  });
  afterAll(() => suite.close());

  const restart = async (): Promise<void> => {
    await service.close();
    service = await suite.startService();
    auditor = new Auditor(service.url, await suite.token());
  };
  const complete = (size: number) =>
    until(
      async () => {
        const { complete: whole, entries } = await auditor.completeness();
        return whole && entries === size;
      },
      { what: `a complete log of ${size}`, timeoutMs: 30_000 },
    );
  /** Into one folder, each time. */
  const takeHome = async (): Promise<string[]> => {
    const directory = join(suite.directory, 'home');
    await fetchLog({ url: auditor.url, org: 'home', token: auditor.token, directory });
    return verifyLogDirectory({ directory, verifierKey: await auditor.text('/log-key') }).faults;
  };
  it('checkpoints that are deleted, all but the newest, are missed', async () => {
    for (let round = 1; round <= 4; round += 1) {
      await suite.clinical.record(patients(5));
      await complete(5 * round);
    }
    expect(await takeHome()).toEqual([]);
    await owner.unguarded(
      "CREATE TABLE kept AS SELECT * FROM retention.checkpoints; DELETE FROM retention.checkpoints WHERE org = 'home' AND size < 20",
    );
    expect(await auditor.completeness()).toMatchObject({ complete: false, checkpoints: { signed: 4, kept: 1 } });
    const deleted = 'checkpoints: 4 were signed, and the log keeps 1: 3 were deleted';
    expect(await takeHome()).toEqual([deleted]);
    // Who had taken one of them home has it.
    await owner.unguarded('DELETE FROM retention.checkpoints; INSERT INTO retention.checkpoints SELECT * FROM kept; DROP TABLE kept');
    expect(await takeHome()).toEqual([]);
  }, 90_000);

  it('a tail that is cut off is named, also when the size says nothing of it', async () => {
    const [last] = (await suite.clinical.store.readShard('home', 0, 19, 1)).map(({ header }) => header);
    expect((await auditor.completeness()).shards[0]!.head).toEqual({ position: 20, chain: last!.chain, recordedAt: last!.time });
    await owner.unguarded(
      `CREATE TABLE tail AS SELECT * FROM retention.entries WHERE org = 'home' AND position > 17;
       DELETE FROM retention.entries WHERE org = 'home' AND position > 17;
       UPDATE retention.shard_heads SET position = 17 WHERE org = 'home'`,
    );
    expect(await auditor.completeness()).toMatchObject({ complete: false, missingTail: [{ shard: 0, from: 18, to: 20 }] });
    await owner.unguarded(
      `INSERT INTO retention.entries SELECT * FROM tail; DROP TABLE tail; UPDATE retention.shard_heads SET position = 20 WHERE org = 'home'`,
    );
    await complete(20);
  }, 90_000);

  it('a database that was set back is not signed below what was published, nor as a second tree of the same size', async () => {
    const streams = suite.pool(suite.environmentWith().STREAM_DATABASE_URL!);
    const restore = await owner.backUp();
    await suite.clinical.record(patients(5));
    await complete(25);
    expect(await takeHome()).toEqual([]);
    await service.close();
    await restore();
    // What was lost does not come again, and something else does.
    await streams.query("DELETE FROM streams.records WHERE topic LIKE '%clinical%' AND record_offset >= 20");
    await suite.access.record(patients(3));
    service = await suite.startService();
    auditor = new Auditor(service.url, await suite.token());
    await until(async () => (await auditor.completeness()).signingRefused === 'below-published', { what: 'the refusal below' });
    expect(await takeHome()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^checkpoints\/25: is of 25 entries, and the log has only 20: it was rolled back$/)]),
    );
    await suite.access.record(patients(2));
    await until(async () => (await auditor.completeness()).signingRefused === 'other-tree', { what: 'the refusal of another tree' });
    expect(await auditor.completeness()).toMatchObject({ complete: false, entries: 25, checkpoint: { size: 20 } });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/everchart_retention_refused_logs\{reason="other-tree"[^}]*\} 1/);
    await suite.access.record(patients(3));
    await restart();
    await until(async () => (await auditor.completeness()).entries >= 28, { what: 'more entries' });
    expect((await auditor.completeness()).checkpoint).toMatchObject({ size: 20 });
    // What was signed stands outside the database, and in the folder of who took it home.
    const published = readFileSync(join(suite.directory, 'log-signing-key.pem.published'), 'utf8');
    expect(published.match(/^\d+(?= )/gm)).toEqual(['5', '10', '15', '20', '25']);
    expect(readdirSync(join(suite.directory, 'home', 'checkpoints'))).toEqual(expect.arrayContaining(['20', '25']));
  }, 120_000);
});

describe('a server that a log is taken home from', () => {
  const answers = async (answer: (path: string) => { body: string | Buffer; slow?: boolean; status?: number }) => {
    const server = createServer((request, response) => {
      const { body, slow, status = 200 } = answer(request.url!);
      response.writeHead(status);
      if (!slow) response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const directory = join(tmpdir(), randomUUID());
    const failed = await fetchLog({ url, org: 'home', token: 't', directory, answerWithinMs: 300 }).then(
      () => 'taken',
      (error: Error) => error.message,
    );
    server.closeAllConnections();
    server.close();
    return failed;
  };

  it('sends no more than fits, in the time that it has, and no control characters', async () => {
    expect(await answers(() => ({ body: Buffer.alloc(1024 * 1024, 'a') }))).toMatch(/checkpoint: more than 65536 bytes came/);
    expect(await answers(() => ({ body: '', slow: true }))).toMatch(/checkpoint: the answer took too long/);
    expect(await answers(() => ({ body: 'log\n999999999999\nroot\n' }))).toMatch(/999999999999 entries: more than are taken/);
    expect(await answers(() => ({ body: '\u001b]0;owned\u0007\u202e', status: 500 }))).toMatch(/500: \\u001b\]0;owned\\u0007\\u202e$/);
  });
});
