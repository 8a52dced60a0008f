import type { Transaction } from '@everchart/postgres';
import { instantMs, utcOf } from '@everchart/primitives';
import { Inject, Injectable } from '@nestjs/common';
import type { UnitTexts } from '../domain/places.js';
import type { EntryDocument } from '../domain/rendering.js';
import { timestampOf, type MedicationEntries } from './doses.store.js';
import { RecordHistory, type HistoryReader, type Looked, type Viewpoint } from './record.history.js';
import { locationOf, type LocationColumns } from './timeline.tables.js';
import { bytesOfResidentMax, candidatesMax, doneTypes, entriesOfResidentMax, lateDays, type StayRow, type UnitEntries, type UnitSource } from './units.store.js'; // prettier-ignore

/** From where a unit is looked at. */
export type UnitViewpoint = Pick<Viewpoint, 'knownAt' | 'happenedBy'>;

interface SojournColumns extends LocationColumns {
  patient: string | null;
  stay_id: string;
  built: boolean;
}

/** Units as they were, as `timeline_api`. */
@Injectable()
export class PastUnits {
  constructor(@Inject(RecordHistory) private readonly history: RecordHistory) {}

  /** One read of a record that was, however many residents there are. @throws LaneFullError */
  read<Result>(org: string, viewpoint: UnitViewpoint, work: (source: PastUnit) => Promise<Result>): Promise<Result> {
    return this.history.together(org, viewpoint, (tx, schema, readerOf) => work(new PastUnit(tx, schema, org, viewpoint, readerOf)));
  }
}

interface PastResident {
  read: HistoryReader;
  looked: Looked;
  /** Names of the topics that are open. */
  open: ReadonlySet<string>;
}

/** Who was in a unit, and what their records were: one resident after the other, in one snapshot. */
export class PastUnit implements UnitSource {
  readonly isPast = true;
  readonly #residents = new Map<string, PastResident>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly tx: Transaction,
    private readonly schema: string,
    private readonly org: string,
    private readonly viewpoint: UnitViewpoint,
    private readonly readerOf: (patient: string) => HistoryReader,
  ) {}

  async stays({ facilities, units, unitsAlone }: UnitTexts): Promise<{ stays: StayRow[] | undefined; built: boolean }> {
    const { knownAt, happenedBy } = this.viewpoint;
    const { rows } = await this.tx.query<SojournColumns>(
      `SELECT s.*, EXISTS (SELECT FROM ${this.schema}.built) AS built FROM (SELECT) one LEFT JOIN (
         SELECT s.patient, s.stay_id, s.facility, s.unit, s.room, s.bed FROM ${this.schema}.sojourns s
          WHERE s.org = $1
            AND (($2::text[] IS NULL OR s.facility_key = ANY ($2)) AND ($3::text[] IS NULL OR s.unit_key = ANY ($3))
              OR s.facility_key IS NULL AND s.unit_key = ANY ($4::text[]))
            AND s.known_from <= $5::timestamptz AND (s.known_until > $5::timestamptz OR s.known_until = 'infinity')
            AND s.happened_from <= $6::timestamptz AND (s.happened_until > $6::timestamptz OR s.happened_until = 'infinity')
          ORDER BY s.patient, s.admitted_at DESC, s.stay_id LIMIT ${candidatesMax + 1}) s ON true`,
      [this.org, facilities ?? null, units ?? null, unitsAlone, cut(knownAt), cut(happenedBy)],
    );
    const stays = rows.flatMap(({ patient, stay_id: stayId, facility, unit, room, bed }): StayRow[] => {
      const location = locationOf({ facility, unit, room, bed });
      return patient === null
        ? []
        : [{ patientId: patient, stayId, location, streamVersion: 0, lastRecordedAt: '', unreadable: 0, state: '' }];
    });
    return { stays: stays.length > candidatesMax ? undefined : stays, built: rows[0]!.built };
  }

  async stand(rows: readonly StayRow[]): Promise<void> {
    for (const row of rows) {
      const read = this.readerOf(row.patientId);
      const looked = await read.begin();
      this.#residents.set(row.patientId, { read, looked, open: new Set() });
      row.streamVersion = looked.past.version;
      row.lastRecordedAt = looked.past.recordedAt!;
      row.place = looked.past.place;
    }
  }

  summary(row: StayRow): Promise<string> {
    return this.#inTurn(row, async (resident) => {
      const { row: shown, open } = await resident.read.summary(resident.looked);
      resident.open = open;
      row.unreadable = shown.unreadable;
      return shown.summary;
    });
  }

  medication(row: StayRow, since: number): Promise<MedicationEntries> {
    return this.#inTurn(row, ({ read, looked, open }) => read.medication(looked, open, timestampOf(since)));
  }

  done(rows: readonly StayRow[], from: string, to: string): Promise<Map<string, UnitEntries>> {
    return this.#entries(rows, from, to, (entry) => doneTypes.includes(entry.type) && !entry.struck && (!entry.unreadable || entry.amended !== undefined)); // prettier-ignore
  }

  recorded(rows: readonly StayRow[], since: string): Promise<Map<string, UnitEntries>> {
    const from = new Date(instantMs(since) - lateDays * 24 * 60 * 60_000).toISOString();
    return this.#entries(rows, from, undefined, ({ recordedAt }) => utcOf(recordedAt) > utcOf(since));
  }

  async #entries(
    rows: readonly StayRow[],
    from: string,
    to: string | undefined,
    isWanted: (entry: EntryDocument) => boolean,
  ): Promise<Map<string, UnitEntries>> {
    const byPatient = new Map<string, UnitEntries>();
    for (const row of rows) {
      const own: UnitEntries = { entries: [], more: 0 };
      let bytes = 0;
      await this.#inTurn(row, async ({ read, looked }) => {
        for await (const { text, bytes: ofEntry } of read.entries(looked, { from, to })) {
          const entry = JSON.parse(text()) as EntryDocument;
          if (!isWanted(entry)) continue;
          if (own.entries.length < entriesOfResidentMax && bytes < bytesOfResidentMax) own.entries.push(entry);
          else own.more += 1;
          bytes += ofEntry;
        }
      });
      if (own.entries.length > 0) byPatient.set(row.patientId, own);
    }
    return byPatient;
  }

  /** A transaction does one thing after the other. */
  #inTurn<Result>({ patientId }: StayRow, work: (resident: PastResident) => Promise<Result>): Promise<Result> {
    const done = this.#last.then(() => work(this.#residents.get(patientId)!));
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** As what is on record is compared: cut to microseconds. */
function cut(instant: string | undefined): string {
  return instant === undefined ? 'infinity' : utcOf(instant);
}
