import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase, type EmptyDatabase } from '../test/empty-database.js';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, requireMigrated } from './index.js';

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

  it('applies a repeatable file after the numbered ones, and again when its content has changed', async () => {
    const named = (name: string) =>
      `CREATE OR REPLACE FUNCTION named() RETURNS text LANGUAGE sql AS $$ SELECT '${name}' FROM (TABLE first) f $$`;
    await file('R-functions.sql', named('a'));
    expect(await migrate(database.ownerUrl, set())).toEqual(['sample/0001-first.sql', 'sample/R-functions.sql']);
    expect(await migrate(database.ownerUrl, set())).toEqual([]);
    await file('R-functions.sql', named('b'));
    await file('0002-second.sql', 'INSERT INTO first VALUES (1)');
    expect(await migrate(database.ownerUrl, set())).toEqual(['sample/0002-second.sql', 'sample/R-functions.sql']);
    expect(await query('SELECT named() AS name')).toEqual([{ name: 'b' }]);
  });

  it('runs a file outside a transaction that says so', async () => {
    await file('0002-index.sql', '-- outside a transaction\nCREATE INDEX CONCURRENTLY first_id ON first (id)');
    expect(await migrate(database.ownerUrl, set())).toEqual(['sample/0001-first.sql', 'sample/0002-index.sql']);
    expect(await query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'first_id'::regclass")).toEqual([{ indisvalid: true }]);
  });

  it('does not wait for ever for the lock of a table', async () => {
    await migrate(database.ownerUrl, set());
    await file('0002-column.sql', 'ALTER TABLE first ADD COLUMN name text');
    const holder = new pg.Client({ connectionString: database.ownerUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE first IN ACCESS SHARE MODE');
    await expect(migrate(database.ownerUrl, set(), { lockTimeoutMs: 50 })).rejects.toThrow('keeps a lock that it needs');
    await holder.query('COMMIT');
    await holder.end();
    expect(await migrate(database.ownerUrl, set(), { lockTimeoutMs: 50 })).toEqual(['sample/0002-column.sql']);
  });

  async function query(sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    await client.end();
    return rows;
  }

  it('gives rights to the roles of this database, and to nobody what no file gives', async () => {
    const [reader, other] = [`reader_${randomUUID().slice(0, 8)}`, `other_${randomUUID().slice(0, 8)}`];
    await file('0002-rights.sql', 'GRANT SELECT ON first TO {{reader}}; CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$');
    await expect(migrate(database.ownerUrl, set())).rejects.toThrow('no role is given for reader');
    await migrate(database.ownerUrl, [{ ...set()[0]!, roles: { reader, other } }]);
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const may = async (role: string) =>
      (
        await client.query(
          "SELECT has_table_privilege($1, 'first', 'SELECT') AS reads, has_function_privilege($1, 'one()', 'EXECUTE') AS executes",
          [role],
        )
      ).rows[0];
    expect(await may(reader)).toEqual({ reads: true, executes: false });
    expect(await may(other)).toEqual({ reads: false, executes: false });
    await client.query(`DROP OWNED BY ${reader}; DROP ROLE ${reader}, ${other}`);
    await client.end();
  });

  it('says what a database lacks, to those who cannot migrate it', async () => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    await expect(requireMigrated(client, set())).rejects.toThrow('the database lacks sample/0001-first.sql');
    await migrate(database.ownerUrl, set());
    await requireMigrated(client, set());
    await file('0002-second.sql', 'SELECT 1');
    await expect(requireMigrated(client, set())).rejects.toThrow('the database lacks sample/0002-second.sql');
    await client.end();
  });
});
