import { stayIn, type TopicFacts } from '@everchart/clinical-facts';
import { OrganisationLanes } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { API_POOL } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '../consumers/read-model.js';
import type { OpenStay, ReasonFault } from '../domain/directory-faults.js';
import { PROJECTION } from '../projections.js';
import { organisation, patientJoin } from './record.store.js';

interface StayRow {
  patient: string;
  topic: string;
  facts: TopicFacts;
  stream_version: number;
}

/** Stays of one statement, and statements of one organisation at the same time. */
const staysAtOnce = 500;
const statementsAtOnce = 1;
/** Doses that were not given: looked at as far back, and so many. */
const reasonDays = 30;
const reasonsAtOnce = 5000;
const beforeAll = { patient: '00000000-0000-0000-0000-000000000000', topic: '' };

/** Where the patients are, and why doses were not given, as `timeline_api`. See `RecordStore`. */
@Injectable()
export class StayStore {
  readonly statements: Record<'stays' | 'reasons', { name: string; text: string }>;
  private readonly lanes = new OrganisationLanes({ atOnce: statementsAtOnce, rests: 1 });

  constructor(
    @Inject(API_POOL) private readonly pool: Pool,
    @Inject(PROJECTION) { models }: ReadModels,
  ) {
    const { schema } = models.find(({ model }) => model.name === 'timeline')!;
    // The first condition bounds the scan of the index, the second one the rows.
    this.statements = {
      stays: {
        name: 'read-open-stays',
        text: `SELECT t.patient, t.topic, t.facts, p.stream_version
          FROM ${organisation} JOIN LATERAL (SELECT t.patient, t.topic, t.facts FROM ${schema}.topics t
            WHERE t.org = o.org AND t.topic LIKE 'stay/%' AND NOT t.settled AND t.patient >= $2::uuid AND (t.patient, t.topic) > ($2::uuid, $3)
            ORDER BY t.patient, t.topic LIMIT ${staysAtOnce}) t ON true
          ${patientJoin(schema, 't.patient')} ORDER BY t.patient, t.topic`,
      },
      // What an amendment says takes the place of what the entry says.
      reasons: {
        name: 'read-reasons',
        text: `SELECT e.patient AS "patientId", p.stream_version AS "streamVersion", e.event_id AS "entryId",
            coalesce(e.corrected_at, e.entry->>'occurredAt') AS "occurredAt",
            coalesce(CASE WHEN e.amended_by IS NULL THEN e.entry->'data'->'reason'->'coding' ELSE c.entry->'data'->'data'->'reason'->'coding' END, '[]') AS stated
          FROM ${organisation} JOIN LATERAL (SELECT e.* FROM ${schema}.timeline_entries e
            WHERE e.org = o.org AND e.type = 'medication.not-given' AND e.occurred_at > now() - interval '${reasonDays} days' AND e.struck_by IS NULL
            ORDER BY e.occurred_at DESC LIMIT ${reasonsAtOnce}) e ON true
          LEFT JOIN LATERAL (SELECT c.entry FROM ${schema}.timeline_entries c
            WHERE c.org = o.org AND c.patient = e.patient AND c.event_id = e.amended_by LIMIT 1) c ON true
          ${patientJoin(schema, 'e.patient')} ORDER BY e.occurred_at DESC`,
      },
    };
  }

  /** Why doses were not given lately, the newest first. */
  async reasons(org: string): Promise<ReasonFault[]> {
    const { rows } = await this.lanes.run(org, () => this.pool.query<ReasonFault>({ ...this.statements.reasons, values: [org] }));
    return rows.map((row) => ({ ...row, stated: row.stated.map(({ system, code }) => ({ system, code })) }));
  }

  /** The open stays of all patients, by patient, some at a time: an organisation may have any number. */
  async *openStays(org: string): AsyncGenerator<OpenStay[], void, void> {
    for (let last: Pick<StayRow, 'patient' | 'topic'> | undefined = beforeAll; last;) {
      const values: string[] = [org, last.patient, last.topic];
      const { rows } = await this.lanes.run(org, () => this.pool.query<StayRow>({ ...this.statements.stays, values }));
      yield rows.flatMap(({ patient, facts, stream_version: streamVersion }) => {
        const standing = stayIn(facts);
        return standing?.state === 'open' ? [{ patientId: patient, streamVersion, stay: standing.stay }] : [];
      });
      last = rows.length < staysAtOnce ? undefined : rows.at(-1);
    }
  }
}
