import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase, type EmptyDatabase } from '../test/empty-database.js';
import { CopyRows, copyRows, createPool, withTransaction, type Pool, type Transaction } from './index.js';

const columns = 'a text, b json, c uuid, d integer, e bigint, f boolean, g timestamptz, h text[]';
const id = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('rows that are copied', () => {
  let database: EmptyDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 }, () => undefined);
  });

  afterAll(async () => {
    await pool?.end();
    await database?.drop();
  });

  const inTable = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    withTransaction(pool, async (tx) => {
      await tx.query(`CREATE TEMPORARY TABLE t (${columns}) ON COMMIT DROP`);
      return work(tx);
    });
  const rowOf = (rows: CopyRows, text: string | null, utc: string, texts: string[]): CopyRows =>
    rows
      .row()
      .text(text)
      .text('{"a": 1}')
      .uuid(id)
      .integer(-7)
      .bigint(2 ** 52)
      .boolean(true)
      .instant(utc)
      .texts(texts);

  it('come as they are: texts, numbers, arrays, NULL, and instants of the whole calendar', async () => {
    const texts = ['', 'a "quoted" \\ {part}, NULL', 'æ€😀\n\t', null];
    const instants = [
      '0001-01-01T00:00:00.000000Z',
      '1969-12-31T23:59:59.999999Z',
      '2026-03-01T07:59:58.201733Z',
      '9999-12-31T23:59:59.999999Z',
    ];
    const arrays = [[], [''], ['NULL', 'a,b'], ['{"æ"}', '€']];
    await inTable(async (tx) => {
      const rows = new CopyRows(8);
      texts.forEach((text, at) => rowOf(rows, text, instants[at]!, arrays[at]!));
      await copyRows(tx, 't (a, b, c, d, e, f, g, h)', rows);
      const { rows: found } = await tx.query(
        `SELECT a, b::text AS b, c, d, e, f, to_char(g AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS g, h FROM t ORDER BY g`,
      );
      const others = { b: '{"a": 1}', c: id, d: -7, e: 2 ** 52, f: true };
      expect(found).toEqual(texts.map((a, at) => ({ a, ...others, g: instants[at], h: arrays[at] })));
    });
  });

  it('may be many, and larger than what is sent at once', async () => {
    await inTable(async (tx) => {
      const rows = new CopyRows(1);
      for (let at = 0; at < 5000; at += 1) rows.row().text(String(at).padEnd(at % 100 === 0 ? 100_000 : 100, 'é'));
      await copyRows(tx, 't (a)', rows);
      const { rows: found } = await tx.query('SELECT count(*) AS count, sum(length(a)) AS length FROM t');
      expect(found).toEqual([{ count: 5000, length: 50 * 100_000 + 4950 * 100 }]);
    });
  });

  it('are refused as a whole, with the reason of the server, and the connection goes on', async () => {
    const refused = inTable((tx) => copyRows(tx, 't (b)', new CopyRows(1).row().text('{"a": 1}').row().text('{')));
    await expect(refused).rejects.toMatchObject({ code: '22P02' });
    expect(() => new CopyRows(1).row().uuid('no')).toThrow('not a UUID');
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
});
