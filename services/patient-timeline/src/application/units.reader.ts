import { Injectable } from '@nestjs/common';
import { instantMs } from '@everchart/primitives';
import type { EntryInForce } from '../domain/doses/course.js';
import { doseLookbackMs, dosesOf, marginMs, type PatientDoses } from '../domain/doses/doses.js';
import { isIn, placeOrderOf, placesOf, shownPlaces, textsOfUnit, wantedUnit, type KnownPlaces, type UnitName } from '../domain/places.js';
import {
  boardLine,
  byRoom,
  changesOf,
  importanceOf,
  residentOf,
  roundLine,
  whoOf,
  type Residence,
  type Resident,
} from '../domain/units.js';
import { DosesStore } from '../infrastructure/doses.store.js';
import { RecordStore } from '../infrastructure/record.store.js';
import { UnitsStore, type StayRow } from '../infrastructure/units.store.js';
import { DirectoryReader } from './directory.reader.js';

/** A resident, and how far their record is. */
type ResidentRow = StayRow & Residence;

/** What one answer about a unit shows. */
export interface UnitAnswer {
  /** What the directory knows of the unit. */
  places: ReturnType<typeof shownPlaces>;
  /** With the version of each that is shown. */
  residents: readonly ResidentRow[];
  /** JSON text of one line for each resident, in the order of the answer. */
  lines: readonly string[];
  built: boolean;
}

/** Undefined residents: more than one answer shows. */
export type UnitResult = UnitAnswer | 'unit-too-large';

/** What is kept of a resident, as long as the record is what it was. */
interface Kept {
  state: string;
  resident: Resident;
  /** Undefined: there are more than doses are worked out from. */
  entries: readonly EntryInForce[] | undefined;
  /** Doses are known from here on; milliseconds since 1970. */
  since: number;
  /** The places are another object when the directory is another. */
  board?: { text: string; stayId: string; place: string; places: KnownPlaces['places']; until: number };
}

const hourMs = 60 * 60_000;
/** Due times of so long ago may be overdue on the board: of a medicine of every week, too. */
const boardHoursBack = 8 * 24;
const boardHoursAhead = 24;
/** Residents of one answer at most. */
const residentsMax = 500;
/** Residents that are kept: of one process, the ones read last. Some tens of kilobytes each. */
const keptMax = 1000;

/**
 * Board, round and handover of a unit. What a board says of a resident changes with the record, and by the clock at
 * instants that are known: so each line is kept, as text, until either.
 */
@Injectable()
export class UnitsReader {
  readonly #kept = new Map<string, Kept>();

  constructor(
    private readonly units: UnitsStore,
    private readonly records: RecordStore,
    private readonly doses: DosesStore,
    private readonly directories: DirectoryReader,
  ) {}

  async board(org: string, name: UnitName, at: number, since: string | undefined): Promise<UnitResult> {
    const unit = await this.#unit(org, name);
    if (!unit) return 'unit-too-large';
    const { directory, residents: inOrder, ...shown } = unit;
    const lines = await Promise.all(
      inOrder.map(async (row) => {
        const text = this.#boardText(org, row, at, directory) ?? (await this.#boardAgain(org, row, at, directory));
        const isNew = since !== undefined && instantMs(row.lastRecordedAt) > instantMs(since);
        return `${text},"streamVersion":${row.streamVersion},"lastRecordedAt":"${row.lastRecordedAt}"${since === undefined ? '' : `,"new":${isNew}`}${row.unreadable > 0 ? ',"complete":false' : ''}}`;
      }),
    );
    return { ...shown, residents: inOrder, lines };
  }

  async round(org: string, name: UnitName, window: { at: string; from: string; to: string }): Promise<UnitResult> {
    const unit = await this.#unit(org, name);
    if (!unit) return 'unit-too-large';
    const { directory, residents: inOrder, ...shown } = unit;
    const done = await this.units.done(org, inOrder.map(({ patientId }) => patientId), window.from, window.to); // prettier-ignore
    const since = Math.min(instantMs(window.at), instantMs(window.from));
    const lines = await Promise.all(
      inOrder.map(async (row) => {
        const { resident, entries } = await this.#keep(org, row, since - boardHoursBack * hourMs);
        const found = done.get(row.patientId);
        const line = roundLine(resident, row, entries && dosesOf(entries, { ...window, directory }), found?.entries ?? []);
        return JSON.stringify({ ...line, streamVersion: row.streamVersion, ...(row.unreadable > 0 ? { complete: false } : {}) });
      }),
    );
    return { ...shown, residents: inOrder, lines };
  }

  /** Residents of whom nothing was recorded since are not named. */
  async handover(org: string, name: UnitName, since: string, at: number): Promise<UnitResult> {
    const unit = await this.#unit(org, name);
    if (!unit) return 'unit-too-large';
    const { residents, ...shown } = unit;
    const changed = residents.filter(({ lastRecordedAt }) => instantMs(lastRecordedAt) >= instantMs(since));
    const recorded = await this.units.recorded(org, changed.map(({ patientId }) => patientId), since); // prettier-ignore
    const told = changed.flatMap((row) => {
      const found = recorded.get(row.patientId);
      return found ? [{ row, changes: changesOf(found.entries), more: found.more }] : [];
    });
    const most = ({ changes }: (typeof told)[number]): number => importanceOf(changes[0]!);
    // The residents are in the order of rooms.
    told.sort((a, b) => most(a) - most(b));
    const lines = await Promise.all(
      told.map(async ({ row, changes, more }) => {
        const { resident } = await this.#keep(org, row, at - boardHoursBack * hourMs);
        return JSON.stringify({ ...whoOf(resident, row), changes, more, streamVersion: row.streamVersion });
      }),
    );
    return { places: shown.places, built: shown.built, residents: told.map(({ row }) => row), lines };
  }

  /**
   * Its residents in the order of rooms. One with two open stays in it is where the one leads that began last.
   * @returns undefined: there are more than one answer shows
   */
  async #unit(org: string, name: UnitName) {
    const directory = await this.directories.read(org);
    const wanted = wantedUnit(name, directory);
    const { stays, built } = await this.units.stays(org, textsOfUnit(wanted, directory));
    const residents = new Map<string, ResidentRow>();
    for (const stay of stays ?? []) {
      const places = placesOf(stay.location, directory);
      if (!residents.has(stay.patientId) && isIn(wanted, stay.location, places)) residents.set(stay.patientId, { ...stay, places });
    }
    if (!stays || residents.size > residentsMax) return undefined;
    const inOrder = [...residents.values()].sort(byRoom(placeOrderOf(directory.places)));
    return { directory, places: shownPlaces(wanted.places), residents: inOrder, built };
  }

  #boardText(org: string, row: ResidentRow, at: number, { places }: KnownPlaces): string | undefined {
    const kept = this.#kept.get(`${org}/${row.patientId}`);
    const { board } = kept ?? {};
    if (kept?.state !== row.state || !board || at >= board.until || board.stayId !== row.stayId || board.places !== places)
      return undefined;
    return board.place === placeOf(row) ? board.text : undefined;
  }

  async #boardAgain(org: string, row: ResidentRow, at: number, directory: KnownPlaces): Promise<string> {
    const from = at - boardHoursBack * hourMs;
    const kept = await this.#keep(org, row, from);
    const instant = (ms: number): string => new Date(ms).toISOString();
    const window = { at: instant(at), from: instant(from), to: instant(at + boardHoursAhead * hourMs) };
    const doses = kept.entries && dosesOf(kept.entries, { ...window, directory });
    const text = JSON.stringify(boardLine(kept.resident, row, doses)).slice(0, -1);
    kept.board = { text, stayId: row.stayId, place: placeOf(row), places: directory.places, until: untilOf(doses, at) };
    return text;
  }

  /** @param from due times from here on are needed */
  async #keep(org: string, row: ResidentRow, from: number): Promise<Kept> {
    const key = `${org}/${row.patientId}`;
    const kept = this.#kept.get(key);
    if (kept?.state === row.state && kept.since <= from - marginMs) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const summary = await this.records.summary(org, row.patientId);
    let since = from - marginMs;
    for (;;) {
      const { entries, tooMany } = await this.doses.medication(org, row.patientId, since, Infinity);
      const needed = from - doseLookbackMs(entries);
      if (!tooMany && needed < since) {
        since = needed;
        continue;
      }
      const resident = residentOf(JSON.parse(summary.summary) as Record<string, unknown>);
      const again: Kept = { state: row.state, resident, entries: tooMany ? undefined : entries, since };
      this.#kept.set(key, again);
      if (this.#kept.size > keptMax) this.#kept.delete(this.#kept.keys().next().value!);
      return again;
    }
  }
}

function placeOf({ location: { facility, unit, room, bed } }: ResidentRow): string {
  return JSON.stringify([facility, unit, room, bed]);
}

/** The next planned dose of a line leaves the window of the board when it is as far ahead. */
function untilOf(doses: PatientDoses | undefined, at: number): number {
  const until = doses?.holdsUntil === undefined ? at : instantMs(doses.holdsUntil);
  return Math.min(until, at + hourMs);
}
