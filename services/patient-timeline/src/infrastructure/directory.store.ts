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

/** Of one organisation that are read at the same time. */
const staysAtOnce = 1;

/** Reads of the read model `directory`, and of where the patients are, as `timeline_api`. See `RecordStore`. */
@Injectable()
export class DirectoryStore {
  readonly statements: Record<'directory' | 'stays', { name: string; text: string }>;
  private readonly lanes = new OrganisationLanes({ atOnce: staysAtOnce, rests: 1 });

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
      stays: {
        name: 'read-open-stays',
        text: `SELECT t.patient, t.facts FROM ${organisation}
          JOIN LATERAL (SELECT t.patient, t.facts FROM ${timeline}.topics t WHERE t.org = o.org AND t.topic LIKE 'stay/%' AND NOT t.settled
            ORDER BY t.patient, t.topic) t ON true`,
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

  /** The open stays of all patients, by patient. */
  async openStays(org: string): Promise<OpenStay[]> {
    const { rows } = await this.lanes.run(org, () =>
      this.pool.query<{ patient: string; facts: TopicFacts }>({ ...this.statements.stays, values: [org] }),
    );
    return rows.flatMap(({ patient, facts }) => {
      const standing = stayIn(facts);
      return standing?.state === 'open' ? [{ patientId: patient, stay: standing.stay }] : [];
    });
  }
}
