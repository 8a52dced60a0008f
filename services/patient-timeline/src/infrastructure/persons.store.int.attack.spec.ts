import { createPool, textArray, uuidArray, jsonArray, withOrganisation, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { FoundPerson } from '../domain/persons/person.js';
import { criteriaOf, termsOf, type PersonQuery } from '../domain/persons/terms.js';
import { migrationSets } from '../migrations.js';
import { shownProjection } from '../projections.js';
import { PersonsStore } from './persons.store.js';

/** `PERSONS=100000` measures what a search costs: ADR 40. */
const count = Number(process.env['PERSONS'] ?? 3000);
const org = 'home';
const syllables = ['ba', 'den', 'kel', 'ler', 'mann', 'müll', 'er', 'schmi', 'hu', 'ber', 'win', 'ter', 'so', 'lan', 'ge', 'rich'];
const givenNames = ['Maria', 'Anna', 'Josef', 'Karl', 'Helene', 'Sofía', 'Bruno', 'Elif', 'Jürgen', 'Ingrid'];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length]!;

/** One in three is called Maria, one in twenty Huber: names are not spread evenly. */
function personNo(n: number): FoundPerson {
  const family = n % 20 === 0 ? 'Huber' : [n, n >> 4, n >> 8].map((digit) => pick(syllables, digit * 7)).join('');
  const given = n % 3 === 0 ? 'Maria' : pick(givenNames, n);
  const date = new Date(Date.UTC(1930 + (n % 40), n % 12, 1 + (n % 28))).toISOString().slice(0, 10);
  const location = { facility: `House ${n % 200}`, unit: `Unit ${n % 5}`, room: String(n % 60) };
  return {
    name: { family, given: [given] },
    formerNames: n % 4 === 0 ? [{ family: pick(syllables, n) + pick(syllables, n >> 3), given: [given] }] : [],
    birthDate: date,
    identifiers: [{ system: 'urn:mrn', value: String(100_000 + n) }],
    replaces: [],
    stays: [{ stayId: 's', class: 'residential', location, admittedAt: '2026-01-01T00:00:00Z' }],
  };
}

describe(`a search among ${count} persons`, () => {
  let database: TestDatabase;
  let api: Pool;
  let worker: Pool;
  let store: PersonsStore;

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    const pool = (url: string): Pool => createPool({ connectionString: url, applicationName: 'test', max: 1 }, () => undefined);
    [api, worker] = [pool(database.url('timeline_api')), pool(database.url('timeline_worker'))];
    store = new PersonsStore(api, shownProjection);
    for (let from = 0; from < count; from += 1000) {
      const rows = Array.from({ length: Math.min(1000, count - from) }, (_, n) => ({ id: randomUUID(), person: personNo(from + n) }));
      const terms = rows.flatMap(({ id, person }) => termsOf(person).map((term) => ({ id, term })));
      await worker.query(
        `INSERT INTO persons_v1.persons SELECT $3, patient, 1, patient, 1, 0, 1, 0, person FROM unnest($1::uuid[], $2::json[]) AS k (patient, person)`,
        [uuidArray(rows.map(({ id }) => id)), jsonArray(rows.map(({ person }) => JSON.stringify(person))), org],
      );
      await worker.query(`INSERT INTO persons_v1.terms SELECT $3, term, patient FROM unnest($1::text[], $2::uuid[]) AS k (term, patient)`, [
        textArray(terms.map(({ term }) => term)),
        uuidArray(terms.map(({ id }) => id)),
        org,
      ]);
    }
    const owner = pool(database.ownerUrl);
    await owner.query('VACUUM ANALYZE persons_v1.terms, persons_v1.persons');
    await owner.end();
  }, 600_000);
  afterAll(async () => {
    await Promise.all([api.end(), worker.end()]);
    await database.drop();
  });

  const queries: Record<string, PersonQuery> = {
    'a rare name': { name: 'Kellermann' },
    'with a slip': { name: 'Maria Hubber' },
    'a common given name': { name: 'Maria' },
    'two common names': { name: 'Maria Huber' },
    'one letter': { name: 'm' },
    'a day of birth': { birthDate: '1941-06-04' },
    'a year of birth and a beginning': { name: 'hub', birthDate: '1950' },
    'an identifier': { identifier: { value: '100042' } },
    'all at once': {
      name: 'maria huber',
      birthDate: '1930',
      places: [{ facilities: ['house 0'] }, { units: ['unit 0'] }, { rooms: ['0'] }],
    },
  };

  it('reads the terms by their indexes, under the policies of the organisation', async () => {
    for (const statement of Object.values(store.statements)) {
      const others = JSON.stringify([
        { criterion: 1, equal: ['b:1941'] },
        { criterion: 2, equal: ['s:huber', 's:hube'], begins: 'n:hub' },
      ]);
      const values = statement === store.statements.sizes ? [org, others] : [org, [4], ['b:1941'], 'n:maria', others];
      const plan = await withOrganisation(api, org, async (tx) => {
        const { rows } = await tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement.text}`, values);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      });
      expect(plan).not.toMatch(/Seq Scan on (?:terms|persons)/);
      expect(plan.match(/Index Cond: .*term/g)).toHaveLength(statement === store.statements.sizes ? 2 : 4);
    }
  });

  it('says when there are more than it looks at, and looks at no more', async () => {
    const found = await store.find(org, criteriaOf({ name: 'm' }, false));
    expect(found).toMatchObject({ more: true, persons: { length: 500 } });
    expect(await store.find(org, criteriaOf({ name: 'maria' }, false))).toEqual(
      await store.find(org, criteriaOf({ name: 'maria' }, false)),
    );
    expect(await store.find('other', criteriaOf({ name: 'maria' }, false))).toMatchObject({ more: false, persons: [] });
  });

  it('says so, too, when those who meet it are beyond what it looks at, and none of the others do', async () => {
    const crowd = 'crowd';
    // 5,500 persons of two words with a; 12,000 others with b, and the last three of the first.
    await worker.query(
      `INSERT INTO persons_v1.terms
        SELECT $1, format('n:a%s%s', to_char(n, 'FM00000'), word), md5('a' || n)::uuid FROM generate_series(1, 5500) n, generate_series(1, 2) word
        UNION ALL SELECT $1, format('n:b%s', to_char(n, 'FM00000')), md5('b' || n)::uuid FROM generate_series(1, 12000) n
        UNION ALL SELECT $1, 'n:b', md5('a' || n)::uuid FROM generate_series(5498, 5500) n`,
      [crowd],
    );
    const [a, b] = criteriaOf({ name: 'a b' }, false);
    expect(await store.find(crowd, [a!, { ...b!, equal: [{ term: 'n:b', weight: 4 }] }])).toMatchObject({ more: true, persons: [] });
    expect(await store.find(crowd, criteriaOf({ name: 'a00001 b' }, false))).toMatchObject({ more: false, persons: [] });
  });

  it('finds what meets all parts, and nothing else', async () => {
    const { persons } = await store.find(org, criteriaOf(queries['all at once']!, false));
    const expected = Array.from({ length: count }, (_, n) => personNo(n)).filter(
      ({ name, birthDate, stays }) =>
        name!.family === 'Huber' &&
        name!.given![0] === 'Maria' &&
        birthDate!.startsWith('1930') &&
        stays[0]!.location.facility === 'House 0' &&
        stays[0]!.location.room === '0',
    );
    expect(persons.map(({ person }) => person.identifiers[0]!.value).sort()).toEqual(
      expected.map(({ identifiers }) => identifiers[0]!.value).sort(),
    );
  });

  (process.env['PERSONS'] === undefined ? it.skip : it)(
    'costs',
    async () => {
      const sizes = await worker.query<{ bytes: string }>(
        `SELECT pg_size_pretty(pg_total_relation_size('persons_v1.terms')) || ', ' || count(*) AS bytes FROM persons_v1.terms`,
      );
      const lines = [`terms: ${sizes.rows[0]!.bytes}`];
      for (const [what, query] of Object.entries(queries)) {
        const criteria = criteriaOf(query, what === 'with a slip');
        const took: number[] = [];
        for (let n = 0; n < 20; n += 1) {
          const began = performance.now();
          await store.find(org, criteria);
          took.push(performance.now() - began);
        }
        took.sort((a, b) => a - b);
        lines.push(`${what}: p50 ${took[10]!.toFixed(1)} ms, most ${took.at(-1)!.toFixed(1)} ms`);
      }
      process.stderr.write(`${lines.join('\n')}\n`);
    },
    120_000,
  );
});
