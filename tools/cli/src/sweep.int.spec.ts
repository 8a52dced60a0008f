import { startPostgres, type PostgresInstance } from '@everchart/dev-servers';
import { createPool, type Pool } from '@everchart/postgres';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sweepDatabase, sweepLog } from './sweep.js';

const text = 'This resident fears that the blue door leads to the sea.';

describe('a server on which a person was deleted', () => {
  let directory: string;
  let postgres: PostgresInstance;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'everchart-sweep-'));
  });
  afterEach(async () => {
    await postgres.stop();
    await rm(directory, { recursive: true });
  });

  const asOwner = async <Result>(work: (pool: Pool) => Promise<Result>): Promise<Result> => {
    const pool = createPool({ connectionString: postgres.url, applicationName: 'test', max: 1 }, () => undefined);
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  };
  const start = async (settings: Record<string, string> = {}): Promise<void> => {
    postgres = await startPostgres({ directory: join(directory, 'cluster'), fsync: false, settings });
    await asOwner(async (pool) => {
      await pool.query('CREATE TABLE persons (patient uuid PRIMARY KEY, entry text NOT NULL)');
      await pool.query('INSERT INTO persons SELECT gen_random_uuid(), $1 || n FROM generate_series(1, 100) n', [text]);
      await pool.query('DELETE FROM persons');
    });
  };
  const filesWithIt = async (): Promise<string[]> => {
    const { rows } = await asOwner((pool) => pool.query<{ data_directory: string }>('SHOW data_directory'));
    const files = await readdir(rows[0]!.data_directory, { recursive: true, withFileTypes: true });
    const found: string[] = [];
    for (const file of files) {
      if (!file.isFile()) continue;
      const bytes = await readFile(join(file.parentPath, file.name)).catch(() => Buffer.alloc(0)); // removed meanwhile
      if (bytes.includes(text)) found.push(file.name);
    }
    return found;
  };

  it('has nothing left of them', async () => {
    await start();
    expect(await filesWithIt()).not.toEqual([]);
    await sweepDatabase(postgres.url);
    expect(await sweepLog(postgres.url)).toEqual({ server: new URL(postgres.url).host, keptSegments: 0 });
    expect(await filesWithIt()).toEqual([]);
  });

  it('has nothing of them left in files that the server had prepared to write over, the last of them neither', async () => {
    await start();
    await asOwner(async (pool) => {
      for (let segment = 0; segment < 3; segment += 1) {
        await pool.query("SELECT pg_logical_emit_message(true, 'test', repeat($1, 150000))", [text]);
        await pool.query('SELECT pg_switch_wal()');
      }
      for (const _ of [1, 2]) await pool.query("SELECT pg_logical_emit_message(true, 'test', 'x'); CHECKPOINT");
      const { rows } = await pool.query<{ ahead: number }>(
        'SELECT count(*) AS ahead FROM pg_ls_waldir() WHERE name > pg_walfile_name(pg_current_wal_lsn())',
      );
      expect(rows[0]!.ahead).toBeGreaterThan(2);
    });
    await sweepDatabase(postgres.url);
    expect(await sweepLog(postgres.url)).toMatchObject({ keptSegments: 0 });
    expect(await filesWithIt()).toEqual([]);
  });

  it('says so when it goes on to keep old files of its log, to write over them later', async () => {
    // It is stronger than what the sweep sets. A setting that is read too late has the same effect.
    await start({ wal_recycle: 'on' });
    await sweepDatabase(postgres.url);
    const { keptSegments } = await sweepLog(postgres.url);
    expect(keptSegments).toBeGreaterThan(0);
    // Those of before were written over all the same.
    expect(await filesWithIt()).toEqual([]);
  });
});
