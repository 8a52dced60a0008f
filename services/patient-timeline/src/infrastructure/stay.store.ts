import { stayIn, type TopicFacts } from '@everchart/clinical-facts';
import { OrganisationLanes } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { API_POOL } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Projection } from '../consumers/read-model.js';
import type { OpenStay } from '../domain/directory-faults.js';
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
const beforeAll = { patient: '00000000-0000-0000-0000-000000000000', topic: '' };

/** Where the patients are, as `timeline_api`. See `RecordStore`. */
@Injectable()
export class StayStore {
  readonly statement: { name: string; text: string };
  private readonly lanes = new OrganisationLanes({ atOnce: statementsAtOnce, rests: 1 });

  constructor(
    @Inject(API_POOL) private readonly pool: Pool,
    @Inject(PROJECTION) { models }: Projection,
  ) {
    const { schema } = models.find(({ model }) => model.name === 'timeline')!;
    // The first condition bounds the scan of the index, the second one the rows.
    this.statement = {
      name: 'read-open-stays',
      text: `SELECT t.patient, t.topic, t.facts, p.stream_version
        FROM ${organisation} JOIN LATERAL (SELECT t.patient, t.topic, t.facts FROM ${schema}.topics t
          WHERE t.org = o.org AND t.topic LIKE 'stay/%' AND NOT t.settled AND t.patient >= $2::uuid AND (t.patient, t.topic) > ($2::uuid, $3)
          ORDER BY t.patient, t.topic LIMIT ${staysAtOnce}) t ON true
        ${patientJoin(schema, 't.patient')} ORDER BY t.patient, t.topic`,
    };
  }

  /** The open stays of all patients, by patient, some at a time: an organisation may have any number. */
  async *openStays(org: string): AsyncGenerator<OpenStay[], void, void> {
    for (let last: Pick<StayRow, 'patient' | 'topic'> | undefined = beforeAll; last;) {
      const values: string[] = [org, last.patient, last.topic];
      const { rows } = await this.lanes.run(org, () => this.pool.query<StayRow>({ ...this.statement, values }));
      yield rows.flatMap(({ patient, facts, stream_version: streamVersion }) => {
        const standing = stayIn(facts);
        return standing?.state === 'open' ? [{ patientId: patient, streamVersion, stay: standing.stay }] : [];
      });
      last = rows.length < staysAtOnce ? undefined : rows.at(-1);
    }
  }
}
