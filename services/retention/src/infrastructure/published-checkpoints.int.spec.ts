import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishedMigrationSets } from '../migrations.js';
import { publishedCheckpointsContract } from '../../test/published-checkpoints.contract.js';
import { PublishedFile } from './published.file.js';
import { PublishedTable } from './published.table.js';

describe('published checkpoints in a file', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'everchart-published-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  publishedCheckpointsContract(() => PublishedFile.open(join(directory, 'published')));

  it('passes over a line that a crash has cut off', async () => {
    const path = join(directory, 'cut');
    const checkpoint = { size: 3, root: randomBytes(32) };
    const before = await PublishedFile.open(path);
    await before.publish('home', checkpoint, undefined);
    await before.close();
    await appendFile(path, '7 abc');
    const after = await PublishedFile.open(path);
    expect(await after.last('home')).toEqual(checkpoint);
    const next = { size: 4, root: randomBytes(32) };
    await after.publish('home', next, checkpoint);
    await after.close();
    expect((await readFile(path, 'utf8')).split('\n').slice(1, 3)).toEqual(['7 abc', `4 ${next.root.toString('base64')} home`]);
  });
});

describe('published checkpoints in a table', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(publishedMigrationSets);
  });
  afterAll(() => database.drop());
  const pool = (connectionString: string) => createPool({ connectionString, applicationName: 'test', max: 2 }, () => undefined);

  publishedCheckpointsContract(() => Promise.resolve(new PublishedTable(pool(database.url('retention_published')))));

  it('are not taken back by the one who publishes, nor by a change of the owner', async () => {
    const published = new PublishedTable(pool(database.url('retention_published')));
    await published.publish('home', { size: 9, root: randomBytes(32) }, undefined);
    const login = pool(database.url('retention_published'));
    const owner = pool(database.ownerUrl);
    await expect(login.query('DELETE FROM published.checkpoints')).rejects.toMatchObject({ code: '42501' });
    for (const change of [
      'UPDATE published.checkpoints SET size = 8',
      'UPDATE published.checkpoints SET root = root',
      'DELETE FROM published.checkpoints',
      'TRUNCATE published.checkpoints',
    ])
      // prettier-ignore
      await expect(owner.query(change)).rejects.toThrow('what was published is not taken back');
    await Promise.all([published.close(), login.end(), owner.end()]);
  });
});
