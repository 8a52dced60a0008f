import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Pool } from '@everchart/postgres';
import type { RunningService } from '@everchart/service-kit';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogOwner } from '../test/log-owner.js';
import { Auditor, RetentionSuite } from '../test/retention-suite.js';
import { publishedMigrationSets } from './index.js';

const patients = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

describe('two sequencers that share no disk, over a database that was restored', () => {
  const suite = new RetentionSuite();
  let published: TestDatabase;
  let table: Pool;
  let owner: LogOwner;
  const running: RunningService[] = [];
  let auditor: Auditor;

  beforeAll(async () => {
    await suite.start();
    published = await createTestDatabase(publishedMigrationSets);
    suite.onClose(() => published.drop());
    table = suite.pool(published.ownerUrl);
    owner = new LogOwner(suite.pool(suite.database.ownerUrl));
  });
  afterAll(() => suite.close());

  const start = async (): Promise<void> => {
    running.push(await suite.startService({ LOG_PUBLISHED_DATABASE_URL: published.url('retention_published') }));
    auditor = new Auditor(running[0]!.url, await suite.token());
  };
  const stopAll = () => Promise.all(running.splice(0).map((service) => service.close()));
  const complete = (size: number) =>
    until(async () => (await auditor.completeness()).checkpoint?.size === size && (await auditor.completeness()).complete, {
      what: `a complete log of ${size}`,
      timeoutMs: 30_000,
    });
  const row = async () => (await table.query<{ org: string; size: number; root: Buffer }>('SELECT org, size, root FROM published.checkpoints')).rows; // prettier-ignore

  it('sign nothing below what either has published, and no second tree of the same size', async () => {
    const streams = suite.pool(suite.environmentWith().STREAM_DATABASE_URL!);
    await start();
    await start();
    await suite.clinical.record(patients(5));
    await complete(5);
    const restore = await owner.backUp();
    await suite.clinical.record(patients(5));
    await complete(10);
    const before = await row();
    expect(before).toMatchObject([{ org: 'home', size: 10 }]);
    expect(existsSync(`${suite.config().LOG_SIGNING_KEY_FILE}.published`)).toBe(false);

    await stopAll();
    await restore();
    // What was lost does not come again, and something else does.
    await streams.query("DELETE FROM streams.records WHERE topic LIKE '%clinical%' AND record_offset >= 5");
    await suite.access.record(patients(3));
    await start();
    await start();
    await until(async () => (await auditor.completeness()).signingRefused === 'below-published', { what: 'the refusal below' });
    await suite.access.record(patients(2));
    await until(async () => (await auditor.completeness()).signingRefused === 'other-tree', { what: 'the refusal of another tree' });
    await suite.access.record(patients(2));
    await until(async () => (await auditor.completeness()).entries === 12, { what: 'more entries' });
    expect(await auditor.completeness()).toMatchObject({ complete: false, checkpoint: { size: 5 }, signingRefused: 'other-tree' });
    expect(await row()).toEqual(before);
  }, 120_000);

  it('and sign nothing while it cannot be known what was published', async () => {
    await stopAll();
    await table.query('ALTER TABLE published.checkpoints RENAME TO elsewhere');
    await start();
    await suite.clinical.record(patients(1), 'other');
    const other = new Auditor(running[0]!.url, await suite.token({ org: 'other' }), 'other');
    await until(async () => (await other.completeness()).entries === 1, { what: 'an entry' });
    expect((await other.completeness()).checkpoint).toBeNull();
    await table.query('ALTER TABLE published.elsewhere RENAME TO checkpoints');
    await until(async () => (await other.completeness()).checkpoint?.size === 1, { what: 'its checkpoint', timeoutMs: 30_000 });
    expect((await row()).map(({ org }) => org).sort()).toEqual(['home', 'other']);
  }, 120_000);
});
