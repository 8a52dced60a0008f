import { OrganisationLanes } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { API_POOL } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '../consumers/read-model.js';
import type { FoundPerson } from '../domain/persons/person.js';
import { weights, type Criterion } from '../domain/persons/terms.js';
import { PROJECTION } from '../projections.js';
import { organisation } from './record.store.js';

export interface PersonRow {
  patient: string;
  streamVersion: number;
  unreadable: number;
  person: FoundPerson;
}

export interface Candidates {
  built: boolean;
  /** Those that meet every criterion by their terms, the best ones first. */
  persons: PersonRow[];
  /** There are more of them. */
  more: boolean;
}

interface PersonColumns {
  patient: string | null;
  stream_version: number;
  unreadable: number;
  person: FoundPerson;
  built: boolean;
  cut: boolean;
}

/** Of one search at most: persons that are answered, and those who meet the rarest criterion and are looked at. */
const candidatesMax = 500;
const lookedAtMax = 10_000;
const lanes = { atOnce: 2, besideOthers: 1, waiting: 20, rests: 3 };

/**
 * Reads of the read model `persons`, as `timeline_api`: see `RecordStore`. The first statement says which criterion is
 * the rarest one; the second one takes the persons who meet that, and looks for the other criteria among the terms of
 * each. So a common name beside a rare one costs nothing. A person has several terms that begin alike: beginnings are
 * counted as terms.
 */
@Injectable()
export class PersonsStore {
  readonly statements: Record<'sizes' | 'persons', { name: string; text: string }>;
  private readonly lanes = new OrganisationLanes(lanes);

  constructor(
    @Inject(API_POOL) private readonly pool: Pool,
    @Inject(PROJECTION) { models }: ReadModels,
  ) {
    const { schema } = models.find(({ model }) => model.name === 'persons')!;
    const terms = (columns: string, condition: string): string =>
      `SELECT ${columns} FROM ${schema}.terms t WHERE t.org = o.org AND ${condition}`;
    const begins = (term: string): string => `t.term >= ${term} COLLATE "C" AND t.term < (${term} || chr(1114111)) COLLATE "C"`;
    const isEqual = `t.term = ANY (q.equal)`;
    const bounded = `LIMIT ${lookedAtMax + 1}`;
    const criteria = (parameter: string): string =>
      `jsonb_to_recordset(${parameter}::jsonb) AS q (criterion integer, equal text[], begins text)`;
    this.statements = {
      sizes: {
        name: 'search-sizes',
        text: `SELECT q.criterion, (SELECT count(*)::integer FROM (${terms('', isEqual)} ${bounded}) t)
              + (SELECT count(*)::integer FROM (${terms('', begins('q.begins'))} ${bounded}) t) AS size
          FROM ${organisation} CROSS JOIN LATERAL (SELECT * FROM ${criteria('$2')} LIMIT 100) q ORDER BY size`,
      },
      persons: {
        name: 'search-persons',
        text: `SELECT c.patient, c.cut, p.stream_version, p.unreadable, p.person, EXISTS (SELECT FROM ${schema}.built) AS built
          FROM ${organisation} LEFT JOIN LATERAL (
            WITH others AS MATERIALIZED (SELECT * FROM ${criteria('$5')}),
            beginning AS MATERIALIZED (${terms(`t.patient, CASE WHEN t.term = $4 COLLATE "C" THEN ${weights.exact} ELSE ${weights.begins} END AS weight`, begins('$4'))} ${bounded}),
            found AS MATERIALIZED (
              SELECT t.patient, max(t.weight) AS weight FROM (
                SELECT t.patient, q.weight FROM unnest($2::integer[], $3::text[]) AS q (weight, term)
                  CROSS JOIN LATERAL (${terms('t.patient', 't.term = q.term COLLATE "C"')} ${bounded}) t
                UNION ALL SELECT * FROM beginning) t
              GROUP BY t.patient ${bounded})
            SELECT c.patient, c.weight, l.cut OR coalesce(c.cut, false) AS cut
              FROM (SELECT (SELECT count(*) FROM found) > ${lookedAtMax} OR (SELECT count(*) FROM beginning) > ${lookedAtMax} AS cut) l
              LEFT JOIN (SELECT f.patient, f.weight, count(*) OVER () > ${candidatesMax} AS cut
                FROM found f
               WHERE NOT EXISTS (SELECT FROM others q WHERE NOT EXISTS (${terms('', `t.patient = f.patient AND ${isEqual}`)})
                 AND NOT EXISTS (${terms('', `t.patient = f.patient AND ${begins('q.begins')}`)}))
               ORDER BY f.weight DESC, f.patient LIMIT ${candidatesMax}) c ON true) c ON true
          LEFT JOIN LATERAL (SELECT * FROM ${schema}.persons p WHERE p.org = o.org AND p.patient = c.patient LIMIT 1) p ON true
          ORDER BY c.weight DESC, c.patient`,
      },
    };
  }

  /** @param criteria one at least @throws LaneFullError */
  find(org: string, criteria: readonly Criterion[]): Promise<Candidates> {
    return this.lanes.run(org, async () => {
      const rarest = criteria.length === 1 ? 0 : await this.#rarest(org, criteria);
      const { equal, begins } = criteria[rarest]!;
      const others = recordsOf(criteria).filter(({ criterion }) => criterion !== rarest);
      const values = [org, equal.map(({ weight }) => weight), equal.map(({ term }) => term), begins ?? null, JSON.stringify(others)];
      const { rows } = await this.pool.query<PersonColumns>({ ...this.statements.persons, values });
      return {
        built: rows[0]!.built,
        persons: rows.flatMap(({ patient, stream_version: streamVersion, unreadable, person }) =>
          patient === null ? [] : [{ patient, streamVersion, unreadable, person }],
        ),
        more: rows[0]!.cut,
      };
    });
  }

  async #rarest(org: string, criteria: readonly Criterion[]): Promise<number> {
    const values = [org, JSON.stringify(recordsOf(criteria))];
    const { rows } = await this.pool.query<{ criterion: number }>({ ...this.statements.sizes, values });
    return rows[0]!.criterion;
  }
}

function recordsOf(criteria: readonly Criterion[]) {
  return criteria.map(({ equal, begins }, criterion) => ({ criterion, equal: equal.map(({ term }) => term), begins }));
}
