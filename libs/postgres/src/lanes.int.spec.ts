import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase, type EmptyDatabase } from '../test/empty-database.js';
import { createPool, lanesOf, usualConnections, withTransaction, type Lane, type Pool, type PoolLanes } from './index.js';

const max = 4;

describe('two lanes over one pool', () => {
  let database: EmptyDatabase;
  let pool: Pool;
  let lanes: PoolLanes;
  const ended: string[] = [];

  beforeAll(async () => {
    database = await createEmptyDatabase();
    pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max }, () => undefined);
    lanes = lanesOf(pool);
  });

  afterAll(async () => {
    await pool?.end();
    await database?.drop();
  });

  const statement = (lane: Lane, name: string): Promise<unknown> => lanes[lane].query('SELECT').then(() => ended.push(name));

  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 3],
    [10, 8],
    [16, 12],
  ])('keep of %i connections all but %i for what is vital', (of, usual) => expect(usualConnections(of)).toBe(usual));

  it('answer what is vital while all that is usual is held and more of it waits', async () => {
    const held = await Promise.all([1, 2, 3].map(() => lanes.usual.connect()));
    const later = statement('usual', 'usual');
    for (let i = 0; i < 2 * max; i += 1) await statement('vital', 'vital');
    expect(ended.splice(0)).toEqual(new Array(2 * max).fill('vital'));
    for (const connection of held) connection.release();
    await later;
    expect(ended.splice(0)).toEqual(['usual']);
  });

  it('give the next free connection to what is vital, though what is usual has waited longer', async () => {
    const [first, ...held] = await Promise.all([1, 2, 3, 4].map(() => lanes.vital.connect()));
    const waiting = [statement('usual', 'usual'), statement('vital', 'vital'), statement('vital', 'vital')];
    first!.release();
    await Promise.all(waiting);
    expect(ended.splice(0)).toEqual(['vital', 'vital', 'usual']);
    for (const connection of held) connection.release();
  });

  it('have their places back after statements that fail and connections that are lost', async () => {
    for (let i = 0; i < 2 * max; i += 1) {
      await expect(lanes.usual.query('SELECT 1/0')).rejects.toMatchObject({ code: '22012' });
      await expect(withTransaction(lanes.usual, (tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())'))).rejects.toMatchObject({ code: '57P01' }); // prettier-ignore
    }
    await Promise.all(Array.from({ length: 3 * max }, () => statement('usual', 'usual')));
    expect(ended.splice(0)).toHaveLength(3 * max);
  });
});
