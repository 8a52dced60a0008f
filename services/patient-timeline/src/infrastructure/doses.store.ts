import type { OrganisationLanes } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import type { Amendment } from '@everchart/clinical-facts';
import { calendarMs } from '@everchart/primitives';
import { API_POOL } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { ReadQueues } from './read.queues.js';
import type { ReadModels } from '../consumers/read-model.js';
import type { EntryInForce } from '../domain/doses/course.js';
import { courseTypes, doseTypes, presenceTypes } from '../domain/doses/doses.js';
import type { EntryDocument } from '../domain/rendering.js';
import { PROJECTION } from '../projections.js';
import { dearReads, organisation, patientJoin, standingColumns, standingOf, type Standing, type StandingRow } from './record.store.js';

/** The entries that decide what is due, as they stand. */
export interface MedicationEntries {
  entries: EntryInForce[];
  /** Of their JSON. */
  bytes: number;
  /** There are more of them than one answer is made of: what is due cannot be said. */
  tooMany: boolean;
}

export type MedicationRow = Standing & MedicationEntries;

interface EntryColumns {
  entry: EntryDocument | null;
  corrected_at: string | null;
  amendment: EntryDocument | null;
  found: number;
  total: number | null;
}

export const coursesMax = 2000;
export const presenceMax = 400;
export const dosesMax = 5000;
export const medicationBytesMax = 8 * 1024 * 1024;

/**
 * Reads of the read model `timeline` for doses against the clock, as `timeline_api`. One statement each, see
 * `RecordStore`.
 */
@Injectable()
export class DosesStore {
  readonly statement: { name: string; text: string };
  private readonly lanes: OrganisationLanes;

  constructor(
    @Inject(API_POOL) private readonly pool: Pool,
    @Inject(PROJECTION) { models }: ReadModels,
    @Inject(ReadQueues) queues = new ReadQueues(),
  ) {
    this.lanes = queues.add(dearReads);
    const { schema } = models.find(({ model }) => model.name === 'timeline')!;
    const entries = (types: readonly string[]): string =>
      `SELECT e.* FROM ${schema}.timeline_entries e WHERE e.org = o.org AND e.patient = $2 AND e.struck_by IS NULL
         AND e.type IN (${types.map((type) => `'${type}'`).join(', ')}) AND (NOT e.unreadable OR e.amended_by IS NOT NULL)`;
    const open = (prefix: string): string =>
      `SELECT t.topic FROM ${schema}.topics t WHERE t.org = o.org AND t.patient = $2 AND NOT t.settled AND t.topic LIKE '${prefix}/%'`;
    // A prescription whose stop lies before the first instant is settled, or its stop was announced for later: then its
    // topic is open. So these are the prescriptions that were in force at any time since.
    this.statement = {
      name: 'read-medication',
      text: `SELECT ${standingColumns(schema)}, e.entry, e.corrected_at, e.amendment, e.found, e.total
        FROM ${organisation} ${patientJoin(schema, '$2')}
        LEFT JOIN LATERAL (SELECT * FROM (
          SELECT e.entry, e.corrected_at, amendment.entry AS amendment, count(*) OVER ()::integer AS found,
              sum(e.bytes + coalesce(amendment.bytes, 0)) OVER (ORDER BY e.stream_version) AS total
            FROM (
              (${entries(courseTypes)} AND e.topics && (SELECT array_agg(w.topic) FROM (
                  ${open('prescription')} UNION ALL SELECT s.topics[1] FROM (${entries(['medication.stopped'])} AND e.occurred_at >= $3) s) w)
                ORDER BY e.occurred_at DESC LIMIT ${coursesMax + 1})
              UNION ALL
              (${entries(presenceTypes)}
                ORDER BY (e.type LIKE 'patient.%' OR coalesce(e.topics && (SELECT array_agg(w.topic) FROM (${open('stay')}) w), false)) DESC, e.occurred_at DESC
                LIMIT ${presenceMax})
              UNION ALL
              (${entries(doseTypes)} AND e.occurred_at >= $3 AND e.occurred_at < $4 LIMIT ${dosesMax + 1})) e
            LEFT JOIN LATERAL (SELECT c.entry, c.bytes FROM ${schema}.timeline_entries c
              WHERE c.org = o.org AND c.patient = $2 AND c.event_id = e.amended_by LIMIT 1) amendment ON true) e
          WHERE e.total <= ${medicationBytesMax}) e ON true`,
    };
  }

  /** @param from doses that were given, or not, from here on, and before `to`; milliseconds since 1970 */
  async medication(org: string, patient: string, from: number, to: number): Promise<MedicationRow> {
    const values = [org, patient, timestampOf(from), timestampOf(to)];
    const { rows } = await this.lanes.run(org, () => this.pool.query<StandingRow & EntryColumns>({ ...this.statement, values }));
    const found = rows.flatMap(({ entry, ...row }) => (entry ? [inForce({ entry, ...row })] : []));
    const count = (types: readonly string[]): number => found.filter(({ type }) => types.includes(type)).length;
    return {
      ...standingOf(rows[0]!),
      entries: found,
      bytes: rows.reduce((most, { total }) => Math.max(most, total ?? 0), 0),
      tooMany: found.length < (rows[0]!.found ?? 0) || count(courseTypes) > coursesMax || count(doseTypes) > dosesMax,
    };
  }
}

/** An entry that is not struck, with what corrects it. */
export interface EntryRowInForce {
  entry: EntryDocument;
  corrected_at: string | null;
  amendment: EntryDocument | null;
}

export function inForce({ entry, corrected_at: correctedAt, amendment }: EntryRowInForce): EntryInForce {
  const { id, type, streamVersion, actor, occurredAt, data } = entry;
  const amended = amendment?.data as Amendment['data'] | undefined;
  return { eventId: id, type, streamVersion, actor, occurredAt: correctedAt ?? occurredAt, data: amended ? amended.data : data };
}

export function timestampOf(ms: number): string {
  if (ms < calendarMs.first) return '-infinity';
  return ms > calendarMs.last ? 'infinity' : new Date(ms).toISOString();
}
