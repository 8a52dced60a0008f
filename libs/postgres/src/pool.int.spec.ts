import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase, type EmptyDatabase } from '../test/empty-database.js';
import { createPool, withTransaction, type Pool, type Transaction } from './index.js';

describe('a transaction', () => {
  let database: EmptyDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 }, () => undefined);
    await pool.query('CREATE TABLE written (value int)');
  });

  afterAll(async () => {
    await pool?.end();
    await database?.drop();
  });

  const written = async (): Promise<number[]> => (await pool.query<{ value: number }>('SELECT value FROM written ORDER BY value')).rows.map(({ value }) => value); // prettier-ignore

  it('is committed with its result, and leaves nothing when the work throws', async () => {
    const wrong = new Error('wrong');
    expect(await withTransaction(pool, async (tx) => (await tx.query('INSERT INTO written VALUES (1)')).rowCount)).toBe(1);
    await expect(withTransaction(pool, (tx) => tx.query('INSERT INTO written VALUES (2)').then(() => Promise.reject(wrong)))).rejects.toBe(wrong); // prettier-ignore
    expect(await written()).toEqual([1]);
  });

  it('that is a snapshot sees one moment, and writes nothing', async () => {
    const other = createPool({ connectionString: database.ownerUrl, applicationName: 'other' }, () => undefined);
    const read = (tx: Transaction) => tx.query<{ value: number }>('SELECT value FROM written').then(({ rowCount }) => rowCount);
    const counts = await withTransaction(
      pool,
      async (tx) => {
        const before = await read(tx);
        await other.query('INSERT INTO written VALUES (7)');
        return [before, await read(tx)];
      },
      { snapshot: true },
    );
    expect(counts).toEqual([1, 1]);
    await expect(withTransaction(pool, (tx) => tx.query('DELETE FROM written'), { snapshot: true })).rejects.toMatchObject({
      code: '25006',
    });
    await other.query('DELETE FROM written WHERE value = 7');
    await other.end();
  });

  it('whose connection is lost in the middle fails alone: the process lives, and the pool has another connection', async () => {
    const lost = withTransaction(pool, async (tx) => {
      await tx.query('INSERT INTO written VALUES (3)');
      await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await expect(lost).rejects.toMatchObject({ code: '57P01' });
    expect(await written()).toEqual([1]);
  });

  it('whose connection is lost while no query is under way fails with the next one', async () => {
    const other = createPool({ connectionString: database.ownerUrl, applicationName: 'other' }, () => undefined);
    const lost = withTransaction(pool, async (tx) => {
      const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await tx.query('INSERT INTO written VALUES (4)');
      const ended = new Promise((resolve) => tx.once('end', resolve));
      await other.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
      await ended;
      await tx.query('SELECT');
    });
    await expect(lost).rejects.toThrow();
    expect(await written()).toEqual([1]);
    await other.end();
  });
});
