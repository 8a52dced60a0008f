import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase, type EmptyDatabase } from '../test/empty-database.js';
import { bigintArray, booleanArray, byteaArray, createPool, integerArray, jsonArray, textArray, uuidArray, type Pool } from './index.js';

describe('an array in binary form', () => {
  let database: EmptyDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1, byKeysOnly: true }, () => undefined);
  });

  afterAll(async () => {
    await pool?.end();
    await database?.drop();
  });

  const elementsOf = async (type: string, parameter: Buffer): Promise<unknown[]> => {
    const { rows } = await pool.query<{ element: unknown }>(
      `SELECT u.element FROM unnest($1::${type}[]) WITH ORDINALITY AS u (element, place) ORDER BY u.place`,
      [parameter],
    );
    return rows.map(({ element }) => element);
  };
  const texts = ['', 'a "quoted" \\ {part}, NULL', 'æ€😀\n\t', null, 'NULL'];

  it('brings texts as they are', async () => {
    expect(await elementsOf('text', textArray(texts))).toEqual(texts);
    expect(await elementsOf('text', textArray(texts.map((text) => text && Buffer.from(text))))).toEqual(texts);
    expect(await elementsOf('text', textArray([]))).toEqual([]);
  });

  it('brings bytes as they are', async () => {
    const bytes = [Buffer.alloc(0), Buffer.from([0, 1, 255, 92, 34]), null, Buffer.alloc(5000, 7)];
    expect(await elementsOf('bytea', byteaArray(bytes))).toEqual(bytes);
  });

  it('brings JSON, to the byte', async () => {
    const values = texts.map((text) => (text === null ? null : { text, more: [1, null, true] }));
    expect(await elementsOf('json', jsonArray(values.map((value) => (value === null ? null : JSON.stringify(value)))))).toEqual(values);
    const { rows } = await pool.query('SELECT ($1::json[])[1]::text AS text', [jsonArray(['{ "a" :  1 }'])]);
    expect(rows).toEqual([{ text: '{ "a" :  1 }' }]);
  });

  it('brings values of fixed size as they are', async () => {
    const uuids = ['01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    expect(await elementsOf('uuid', uuidArray(uuids))).toEqual(uuids);
    expect(await elementsOf('uuid', uuidArray(['01980C5E-7D0A-7B11-9C5E-3F1F5A0E1C22']))).toEqual(uuids.slice(0, 1));
    expect(await elementsOf('integer', integerArray([0, -3, 2 ** 31 - 1, -(2 ** 31)]))).toEqual([0, -3, 2 ** 31 - 1, -(2 ** 31)]);
    expect(await elementsOf('bigint', bigintArray([0, -1, Number.MAX_SAFE_INTEGER]))).toEqual([0, -1, Number.MAX_SAFE_INTEGER]);
    expect(await elementsOf('boolean', booleanArray([true, false]))).toEqual([true, false]);
    expect(await elementsOf('uuid', uuidArray([]))).toEqual([]);
    expect(await elementsOf('uuid', uuidArray([null, uuids[0]!, null]))).toEqual([null, uuids[0], null]);
    for (const text of ['', 'no uuid', '01980c5e7d0a7b119c5e3f1f5a0e1c22'])
      expect(() => uuidArray([text])).toThrow(expect.objectContaining({ code: '22P02' }));
  });

  it('is refused where its type is another', async () => {
    await expect(elementsOf('json', textArray(['{}']))).rejects.toThrow(/wrong element type|element type/);
  });

  it('comes over a connection that reads by keys only, and plans a named statement once', async () => {
    expect((await pool.query('SHOW enable_seqscan')).rows).toEqual([{ enable_seqscan: 'off' }]);
    // Short arrays, of which PostgreSQL expects more elements: each of these would have a plan of its own.
    const text = 'SELECT d.oid FROM unnest($1::text[]) AS k (name) JOIN pg_database d ON d.datname = k.name';
    for (let calls = 0; calls < 8; calls += 1) await pool.query({ name: 'planned-once', text, values: [textArray(['postgres'])] });
    const { rows } = await pool.query(`SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = 'planned-once'`);
    expect(rows).toEqual([{ generic_plans: 8, custom_plans: 0 }]);
  });
});
