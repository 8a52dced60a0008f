import { stayIn, type TopicFacts } from '@everchart/clinical-facts';
import type { OrganisationEvent } from '@everchart/contracts-organisation';
import { organisationStream } from '@everchart/contracts';
import { OrganisationLanes } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { API_POOL } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Projection } from '../consumers/read-model.js';
import type { OpenStay } from '../domain/directory-faults.js';
import { PROJECTION } from '../projections.js';
import { organisation, patientJoin, standingColumns, standingOf, type Standing, type StandingRow } from './record.store.js';

export interface DirectoryRow extends Standing {
  /** Names the state: the same events have the same one. */
  state: string;
  /** In the order of the stream; undefined when the caller has them. */
  events: OrganisationEvent[] | undefined;
}

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

/** Reads of the read model `directory`, and of where the patients are, as `timeline_api`. See `RecordStore`. */
@Injectable()
export class DirectoryStore {
  readonly statements: Record<'directory' | 'stays', { name: string; text: string }>;
  private readonly lanes = new OrganisationLanes({ atOnce: statementsAtOnce, rests: 1 });

  constructor(
    @Inject(API_POOL) private readonly pool: Pool,
    @Inject(PROJECTION) { models }: Projection,
  ) {
    const schemaOf = (name: string): string => models.find(({ model }) => model.name === name)!.schema;
    const [directory, timeline] = [schemaOf('directory'), schemaOf('timeline')];
    const state = `concat_ws('/', p.store_id, p.epoch, p.stream_version, p.unreadable)`;
    this.statements = {
      directory: {
        name: 'read-directory',
        text: `SELECT ${standingColumns(directory)}, ${state} AS state, e.events
          FROM ${organisation} ${patientJoin(directory, '$2', 'organisations')}
          LEFT JOIN LATERAL (SELECT json_agg(e.event ORDER BY e.stream_version) AS events FROM ${directory}.events e
            WHERE e.org = o.org AND e.patient = $2 AND e.event IS NOT NULL AND ${state} IS DISTINCT FROM $3) e ON true`,
      },
      // The first condition bounds the scan of the index, the second one the rows.
      stays: {
        name: 'read-open-stays',
        text: `SELECT t.patient, t.topic, t.facts, p.stream_version
          FROM ${organisation} JOIN LATERAL (SELECT t.patient, t.topic, t.facts FROM ${timeline}.topics t
            WHERE t.org = o.org AND t.topic LIKE 'stay/%' AND NOT t.settled AND t.patient >= $2::uuid AND (t.patient, t.topic) > ($2::uuid, $3)
            ORDER BY t.patient, t.topic LIMIT ${staysAtOnce}) t ON true
          ${patientJoin(timeline, 't.patient')} ORDER BY t.patient, t.topic`,
      },
    };
  }

  /** @param known state that the caller has: its events are not read again */
  async directory(org: string, known?: string): Promise<DirectoryRow> {
    const { rows } = await this.pool.query<StandingRow & { state: string; events: OrganisationEvent[] | null }>({
      ...this.statements.directory,
      values: [org, organisationStream(org), known ?? null],
    });
    const [row] = rows;
    return { ...standingOf(row!), state: row!.state, events: row!.state === known ? undefined : (row!.events ?? []) };
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
