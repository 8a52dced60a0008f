import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase, type EmptyDatabase } from '../test/empty-database.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from './index.js';

describe('migrate', () => {
  let database: EmptyDatabase;
  let directory: string;
  const set = () => [{ name: 'sample', directory }];
  const file = (name: string, sql: string) => writeFile(join(directory, name), sql);

  beforeEach(async () => {
    database = await createEmptyDatabase();
    directory = await mkdtemp(join(tmpdir(), 'everchart-migrations-'));
    await file('0001-first.sql', 'CREATE TABLE first (id int)');
  });
  afterEach(async () => {
    await database.drop();
    await rm(directory, { recursive: true });
  });

  it('applies each file once, in order', async () => {
    expect(await migrate(database.ownerUrl, set())).toEqual(['sample/0001-first.sql']);
    await file('0002-second.sql', 'ALTER TABLE first ADD COLUMN name text');
    expect(await migrate(database.ownerUrl, set())).toEqual(['sample/0002-second.sql']);
    expect(await migrate(database.ownerUrl, set())).toEqual([]);
  });

  it('lets two processes start at once', async () => {
    const results = await Promise.all([migrate(database.ownerUrl, set()), migrate(database.ownerUrl, set())]);
    expect(results.flat()).toEqual(['sample/0001-first.sql']);
  });

  it('refuses a file that was changed after it had been applied, or that is gone', async () => {
    await migrate(database.ownerUrl, set());
    await file('0001-first.sql', 'CREATE TABLE first (id bigint)');
    await expect(migrate(database.ownerUrl, set())).rejects.toThrow('sample/0001-first.sql was changed');
    await rm(join(directory, '0001-first.sql'));
    await expect(migrate(database.ownerUrl, set())).rejects.toThrow('is missing here');
  });

  it('leaves nothing of a file that fails half way', async () => {
    await file('0002-broken.sql', 'CREATE TABLE second (id int); SELECT no_such_function()');
    await expect(migrate(database.ownerUrl, set())).rejects.toThrow('sample/0002-broken.sql failed');
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    expect((await client.query("SELECT to_regclass('second') AS name")).rows).toEqual([{ name: null }]);
    await client.end();
  });

  it('refuses numbers that are not 1, 2, 3', async () => {
    await file('0003-gap.sql', 'SELECT 1');
    await expect(migrate(database.ownerUrl, set())).rejects.toThrow('expected number 0002');
  });
});
