import type { OrganisationLanes } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { utcOf } from '@everchart/primitives';
import { API_POOL } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { ReadQueues } from './read.queues.js';
import type { ReadModels } from '../consumers/read-model.js';
import type { Place } from '../domain/freshness.js';
import type { EntryDocument } from '../domain/rendering.js';
import { renderCorrected } from '../domain/rendering.js';
import type { UnitTexts } from '../domain/places.js';
import type { Residence } from '../domain/units.js';
import { PROJECTION } from '../projections.js';
import type { MedicationEntries } from './doses.store.js';
import { organisation, patientJoin, recordState } from './record.store.js';
import { locationOf, type LocationColumns } from './timeline.tables.js';
import { UnitStates, type OrganisationState } from './unit.states.js';

/** An open stay, and how far the record of the patient is. */
export interface StayRow extends Omit<Residence, 'places'> {
  streamVersion: number;
  lastRecordedAt: string;
  unreadable: number;
  /** Another text when anything of the record is another. */
  state: string;
  /** Of the record as it was: of the last event that is shown. */
  place?: Place | undefined;
}

/** Where the answers about a unit come from: as it is, or as it was. */
export interface UnitSource {
  readonly isPast: boolean;
  /** Open stays that may be in a unit, by patient, the one that began last first. Undefined: too many. */
  stays(texts: UnitTexts): Promise<{ stays: StayRow[] | undefined; built: boolean }>;
  /** Fills in how far the records of residents are, where {@link stays} does not say it. */
  stand(rows: readonly StayRow[]): Promise<void>;
  /** JSON text. Of the past it fills in what cannot be read. */
  summary(row: StayRow): Promise<string>;
  /** @param since doses from here on, milliseconds since 1970 */
  medication(row: StayRow, since: number): Promise<MedicationEntries>;
  /** Observations and tasks that happened in a time, the newest first. */
  done(rows: readonly StayRow[], from: string, to: string): Promise<Map<string, UnitEntries>>;
  /** What was recorded after an instant, the newest first; with what cannot be read. */
  recorded(rows: readonly StayRow[], since: string): Promise<Map<string, UnitEntries>>;
}

/** Types of what is done in a round. */
export const doneTypes: readonly string[] = ['observation.recorded', 'plan.task-completed'];

/** A text may name several units: of these only one is wanted. */
export const candidatesMax = 5000;
/** Entries of one resident in an answer at most, and their bytes: the last one of them may have more than is left. */
export const entriesOfResidentMax = 100;
export const bytesOfResidentMax = 128 * 1024;
/** What was recorded late is handed over when it happened in the days before. */
export const lateDays = 7;
const atOnce = 2;

interface PlaceColumns extends LocationColumns {
  patient: string | null;
  stay_id: string;
  stream_version: number;
  last_recorded_at: string;
  unreadable: number;
  state: string;
  built: boolean;
}

/** Reads of units, as `timeline_api`. One statement each, see `RecordStore`. */
@Injectable()
export class UnitsStore {
  readonly statements: Record<'residents' | 'done' | 'recorded', { name: string; text: string }>;
  private readonly lanes: OrganisationLanes;
  private readonly states: UnitStates;

  constructor(
    @Inject(API_POOL) private readonly pool: Pool,
    @Inject(PROJECTION) { models }: ReadModels,
    @Inject(ReadQueues) queues = new ReadQueues(),
  ) {
    this.lanes = queues.add({ atOnce, rests: 1 });
    const { schema } = models.find(({ model }) => model.name === 'timeline')!;
    this.states = new UnitStates(pool, schema);
    const correction = (name: string, id: string): string =>
      `LEFT JOIN LATERAL (SELECT c.entry, c.bytes FROM ${schema}.timeline_entries c
        WHERE c.org = o.org AND c.patient = k.patient AND c.event_id = e.${id} LIMIT 1) ${name} ON true`;
    const entries = (condition: string): string =>
      `SELECT k.patient, e.* FROM ${organisation} CROSS JOIN unnest($2::uuid[]) AS k (patient)
        CROSS JOIN LATERAL (SELECT * FROM (
          SELECT e.entry, e.corrected_at, strike.entry AS strike, amendment.entry AS amendment, e.found,
              sum(e.bytes + coalesce(strike.bytes, 0) + coalesce(amendment.bytes, 0))
                OVER (ORDER BY e.occurred_at DESC, e.stream_version DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
            FROM (SELECT e.*, count(*) OVER ()::integer AS found FROM ${schema}.timeline_entries e
              WHERE e.org = o.org AND e.patient = k.patient AND ${condition}
              ORDER BY e.occurred_at DESC, e.stream_version DESC LIMIT ${entriesOfResidentMax}) e
            ${correction('strike', 'struck_by')} ${correction('amendment', 'amended_by')}) e
          WHERE coalesce(e.bytes_before, 0) < ${bytesOfResidentMax}) e`;
    const stays = (condition: string): string => `SELECT s.* FROM ${schema}.places s WHERE s.org = o.org AND ${condition}`;
    this.statements = {
      // Each part has an index for its names, and one of them is looked at: however many units the organisation has.
      residents: {
        name: 'read-residents',
        text: `SELECT r.patient, r.stay_id, r.facility, r.unit, r.room, r.bed, r.stream_version, r.unreadable, r.last_recorded_at, r.state,
            EXISTS (SELECT FROM ${schema}.built) AS built
          FROM ${organisation} LEFT JOIN LATERAL (
            SELECT s.patient, s.stay_id, s.facility, s.unit, s.room, s.bed, s.admitted_at, p.stream_version, p.unreadable,
                to_char(p.last_recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS last_recorded_at,
                ${recordState} AS state
              FROM (SELECT s.* FROM (${stays(`$2::text[] IS NOT NULL AND $3::text[] IS NULL AND s.facility_key = ANY ($2)`)}
                  UNION ALL ${stays(`$2 IS NOT NULL AND $3 IS NOT NULL AND s.facility_key = ANY ($2) AND s.unit_key = ANY ($3)`)}
                  UNION ALL ${stays(`$2 IS NOT NULL AND s.facility_key IS NULL AND s.unit_key = ANY ($4::text[])`)}
                  UNION ALL ${stays(`$2 IS NULL AND s.unit_key = ANY ($3)`)}) s
                ORDER BY s.patient, s.admitted_at DESC, s.stay_id LIMIT ${candidatesMax + 1}) s
              ${patientJoin(schema, 's.patient')}) r ON true
          ORDER BY r.patient, r.admitted_at DESC, r.stay_id`,
      },
      done: {
        name: 'read-done',
        text: entries(`e.struck_by IS NULL AND (NOT e.unreadable OR e.amended_by IS NOT NULL)
          AND e.type IN (${doneTypes.map((type) => `'${type}'`).join(', ')})
          AND e.occurred_at >= $3::timestamptz AND e.occurred_at < $4::timestamptz`),
      },
      // There is no index by the time of recording: few entries are recorded more than some days late.
      recorded: {
        name: 'read-recorded',
        text: entries(`e.occurred_at >= $3::timestamptz - interval '${lateDays} days' AND (e.entry->>'recordedAt')::timestamptz > $3`),
      },
    };
  }

  /** As it is now, or after a look that was not sent when this was called. */
  state(org: string): Promise<OrganisationState> {
    return this.states.of(org);
  }

  /** Open stays that may be in a unit, by patient, the one that began last first. Undefined: too many. */
  async stays(org: string, { facilities, units, unitsAlone }: UnitTexts): Promise<{ stays: StayRow[] | undefined; built: boolean }> {
    const values = [org, facilities ?? null, units ?? null, unitsAlone];
    const { rows } = await this.lanes.run(org, () => this.pool.query<PlaceColumns>({ ...this.statements.residents, values }));
    const stays = rows.flatMap(({ patient, ...row }): StayRow[] => (patient === null ? [] : [stayOf(patient, row)]));
    return { stays: stays.length > candidatesMax ? undefined : stays, built: rows[0]!.built };
  }

  /** Observations and tasks that happened in a time, the newest first. */
  done(org: string, patients: readonly string[], from: string, to: string): Promise<Map<string, UnitEntries>> {
    return this.#entries({ ...this.statements.done, values: [org, patients, utcOf(from), utcOf(to)] }, org);
  }

  /** What was recorded after an instant, the newest first; with what cannot be read. */
  recorded(org: string, patients: readonly string[], since: string): Promise<Map<string, UnitEntries>> {
    return this.#entries({ ...this.statements.recorded, values: [org, patients, utcOf(since)] }, org);
  }

  async #entries(statement: { name: string; text: string; values: unknown[] }, org: string): Promise<Map<string, UnitEntries>> {
    const { rows } = await this.lanes.run(org, () => this.pool.query<EntryColumns>(statement));
    const byPatient = new Map<string, UnitEntries>();
    for (const { patient, entry, corrected_at: correctedAt, strike, amendment, found } of rows) {
      const own = byPatient.get(patient) ?? { entries: [], more: found };
      own.more -= 1;
      own.entries.push(
        strike || amendment ? (JSON.parse(renderCorrected(entry, { strike, amendment, correctedAt })) as EntryDocument) : entry,
      );
      byPatient.set(patient, own);
    }
    return byPatient;
  }
}

export interface UnitEntries {
  entries: EntryDocument[];
  /** So many are not among them: an answer has the newest of each resident, {@link entriesOfResidentMax} at most. */
  more: number;
}

interface EntryColumns {
  patient: string;
  entry: EntryDocument;
  corrected_at: string | null;
  strike: EntryDocument | null;
  amendment: EntryDocument | null;
  found: number;
}

function stayOf(patient: string, row: Omit<PlaceColumns, 'patient'>): StayRow {
  const location = locationOf(row);
  return {
    patientId: patient,
    stayId: row.stay_id,
    location,
    streamVersion: row.stream_version,
    lastRecordedAt: row.last_recorded_at,
    unreadable: row.unreadable,
    state: row.state,
  };
}
