import type { RoundTakenOver } from '@everchart/contracts-organisation';
import type { RoundsQuery } from '@everchart/organisation-directory';
import { OrganisationLanes, Turn } from '@everchart/platform';
import { Injectable } from '@nestjs/common';
import { compareInstants, instantMs } from '@everchart/primitives';
import type { EntryInForce } from '../domain/doses/course.js';
import { doseLookbackMs, dosesOf, marginMs, type PatientDoses } from '../domain/doses/doses.js';
import { observationsDue, toleranceMs } from '../domain/observations-due.js';
import {
  concerns,
  isIn,
  placeOrderOf,
  placesOf,
  shownPlaces,
  textsOfUnit,
  wantedUnit,
  type KnownPlaces,
  type UnitName,
  type WantedUnit,
} from '../domain/places.js';
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
import type { Kept } from '../infrastructure/kept.js';
import { recordName } from '../infrastructure/kept.records.js';
import { RecordStore } from '../infrastructure/record.store.js';
import { PastUnits, type UnitViewpoint } from '../infrastructure/past.units.js';
import { UnitsStore, type StayRow, type UnitSource } from '../infrastructure/units.store.js';
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
  /** The lines with commas between them, in UTF-8, where that was made before. */
  joined?: Buffer;
  /** Rounds of it that were taken over, the last one first. */
  takenOver?: readonly RoundTakenOver[];
  /** Residents whom the reader may not see. */
  withheld: number;
  built: boolean;
}

/** Which unit, and for whom. */
export interface AskedUnit {
  org: string;
  /** Undefined: as it is. */
  viewpoint?: UnitViewpoint | undefined;
  name: UnitName;
  /** Of these patients those whom the reader may see. */
  permitted: (patients: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** `unit-withheld`: the reader may see none of its residents. */
export type UnitResult = UnitAnswer | 'unit-too-large' | 'unit-withheld';

/** What is kept of a resident, as long as the record is what it was. */
interface KeptResident {
  state: string;
  resident: Resident;
  /** Undefined: there are more than doses are worked out from. */
  entries: readonly EntryInForce[] | undefined;
  /** Of the JSON of both. */
  bytes: number;
  /** Doses are known from here on; milliseconds since 1970. */
  since: number;
  /** The places are another object when the directory is another. */
  board?: KeptLine;
}

interface KeptLine {
  text: string;
  stayId: string;
  place: string;
  places: KnownPlaces['places'];
  /** Milliseconds since 1970. */
  until: number;
}

/** A unit, and who is in it: in the order of rooms. */
interface WholeUnit {
  directory: KnownPlaces;
  wanted: WantedUnit;
  residents: readonly ResidentRow[];
  built: boolean;
}

/** The same, as long as nothing of the organisation is another. */
interface KeptUnit extends WholeUnit {
  state: string;
  bytes: number;
  /** Its board, for a reader who may see all of them. */
  board?: { lines: readonly string[]; joined: Buffer; from: number; until: number };
}

/** Who is in a unit, for one reader. */
interface VisibleUnit extends Pick<WholeUnit, 'directory' | 'wanted' | 'residents' | 'built'> {
  places: ReturnType<typeof shownPlaces>;
  withheld: number;
  kept: KeptUnit | undefined;
}

const hourMs = 60 * 60_000;
/** Due times of so long ago may be overdue on the board: of a medicine of every week, too. */
const boardHoursBack = 8 * 24;
const boardHoursAhead = 24;
/** Residents of one answer at most. */
const residentsMax = 500;
/** Of one answer: what decides their doses is read of so many at a time, so that a unit is no queue to other reads. */
const residentsAtOnce = 4;
/** Text of one answer at most: more is no answer that a person reads. */
const answerMax = 16 * 1024 * 1024;
/** Residents that are kept by one process. Most have some tens of kilobytes. */
const keptMost = { values: 1000, bytes: 48 * 1024 * 1024 };
/** Units that are kept by one process: who is in each, and its board. Most have some 100 kilobytes. */
const keptUnitsMost = { values: 500, bytes: 16 * 1024 * 1024 };
/** Of a resident who is kept with a unit, beside the text of the line. */
const rowBytes = 1000;

/**
 * Board, round and handover of a unit. What a board says of a resident changes with the record, and by the clock at
 * instants that are known: so each line is kept, as text, until either. Who is in a unit, and its whole board, are kept
 * until anything of the organisation is another.
 */
@Injectable()
export class UnitsReader {
  readonly #kept: Kept<KeptResident>;
  readonly #units: Kept<KeptUnit>;
  /** Units that are being read, and in which state of the organisation that began. */
  readonly #reading = new Map<string, { state: string; unit: Promise<KeptUnit | 'unit-too-large'> }>();

  constructor(
    private readonly units: UnitsStore,
    private readonly records: RecordStore,
    private readonly doses: DosesStore,
    private readonly directories: DirectoryReader,
    private readonly past: PastUnits,
  ) {
    this.#kept = records.keptRecords.add(keptMost);
    this.#units = records.keptRecords.addOfOrganisations(keptUnitsMost);
  }

  board(asked: AskedUnit, at: number, since: string | undefined): Promise<UnitResult> {
    return this.#from(asked, (source) => this.#board(asked, source, at, since));
  }

  round(asked: AskedUnit, window: { at: string; from: string; to: string }): Promise<UnitResult> {
    return this.#from(asked, (source) => this.#round(asked, source, window));
  }

  /** Residents of whom nothing was recorded since are not named. */
  handover(asked: AskedUnit, since: string, at: number): Promise<UnitResult> {
    return this.#from(asked, (source) => this.#handover(asked, source, since, at));
  }

  async #board(asked: AskedUnit, source: UnitSource, at: number, since: string | undefined): Promise<UnitResult> {
    const { org } = asked;
    const unit = await this.#unit(asked, source);
    if (typeof unit === 'string') return unit;
    const { directory, residents, kept } = unit;
    // What is new to a reader is not in the text that is kept for all.
    const isOfAll = kept !== undefined && unit.withheld === 0 && since === undefined;
    const known = isOfAll ? kept.board : undefined;
    if (known && at >= known.from && at < known.until) return { ...shownOf(unit), lines: known.lines, joined: known.joined };
    const turn = new Turn(org);
    let until = Infinity;
    const answer = await answerOf(shownOf(unit), residents, async (row) => {
      const line = this.#boardLine(org, source, row, at, directory) ?? (await this.#boardAgain(org, source, row, { at, directory, turn }));
      until = Math.min(until, line.until);
      const isNew = since === undefined ? {} : { new: instantMs(row.lastRecordedAt) > instantMs(since) };
      return `${line.text},${JSON.stringify({ ...standingIn(row), lastRecordedAt: row.lastRecordedAt, ...isNew }).slice(1)}`;
    });
    if (isOfAll && typeof answer !== 'string') this.#keepBoard(asked, kept, { lines: answer.lines, from: at, until });
    return answer;
  }

  async #round(asked: AskedUnit, source: UnitSource, window: { at: string; from: string; to: string }): Promise<UnitResult> {
    const { org } = asked;
    const unit = await this.#unit(asked, source);
    if (typeof unit === 'string') return unit;
    const { directory, wanted, residents: inOrder } = unit;
    const takenOver = await this.#takenOver(asked, wanted, directory, { from: window.from, to: window.to });
    const near = [instantText(instantMs(window.from) - toleranceMs), instantText(instantMs(window.to) + toleranceMs)] as const;
    const done = await source.done(inOrder, ...near);
    const since = Math.min(instantMs(window.at), instantMs(window.from));
    const turn = new Turn(org);
    return answerOf({ ...shownOf(unit), takenOver }, inOrder, async (row) => {
      const { resident, entries } = await this.#keep(org, source, row, since - boardHoursBack * hourMs, turn);
      const { entries: all, more } = done.get(row.patientId) ?? { entries: [], more: 0 };
      const own = all.filter(({ occurredAt }) => isBetween(occurredAt, window));
      // Of those that are left out it is not known what they answer.
      const due = entries && more === 0 ? observationsDue(resident.plan, all, entries, directory, window) : undefined;
      const line = roundLine(resident, row, entries && dosesOf(entries, { ...window, directory }), { entries: own, more }, due);
      return JSON.stringify({ ...line, ...standingIn(row) });
    });
  }

  async #handover(asked: AskedUnit, source: UnitSource, since: string, at: number): Promise<UnitResult> {
    const { org } = asked;
    const unit = await this.#unit(asked, source);
    if (typeof unit === 'string') return unit;
    const { directory, wanted, residents } = unit;
    const takenOver = await this.#takenOver(asked, wanted, directory, { recordedAfter: since });
    const changed = residents.filter(({ lastRecordedAt }) => instantMs(lastRecordedAt) >= instantMs(since));
    const recorded = await source.recorded(changed, since);
    const told = changed.flatMap((row) => {
      const found = recorded.get(row.patientId);
      return found ? [{ ...row, changes: changesOf(found.entries), more: found.more }] : [];
    });
    const most = ({ changes }: (typeof told)[number]): number => importanceOf(changes[0]!);
    // The residents are in the order of rooms.
    told.sort((a, b) => most(a) - most(b));
    const turn = new Turn(org);
    return answerOf({ ...shownOf(unit), takenOver }, told, async ({ changes, more, ...row }) => {
      const { resident } = await this.#keep(org, source, row, at - boardHoursBack * hourMs, turn);
      return JSON.stringify({ ...whoOf(resident, row), changes, more, ...standingIn(row) });
    });
  }

  /** Who is in it, for a reader who may see the unit. @returns undefined: there are more than one answer shows */
  async members(org: string, name: UnitName): Promise<ReadonlySet<string> | undefined> {
    const unit = await this.#unit({ org, name, permitted: (patients) => Promise.resolve(new Set(patients)) }, this.#now(org));
    return typeof unit === 'string' ? undefined : new Set(unit.residents.map(({ patientId }) => patientId));
  }

  /** Those of its residents whom the reader may see, in the order of rooms. */
  async #unit(asked: AskedUnit, source: UnitSource): Promise<VisibleUnit | 'unit-too-large' | 'unit-withheld'> {
    const whole = source.isPast ? await this.#whole(asked, source) : await this.#present(asked, source);
    if (whole === 'unit-too-large') return whole;
    const { directory, wanted, built } = whole;
    const visible = await asked.permitted(whole.residents.map(({ patientId }) => patientId));
    const residents =
      visible.size === whole.residents.length ? whole.residents : whole.residents.filter(({ patientId }) => visible.has(patientId));
    const withheld = whole.residents.length - residents.length;
    if (withheld > 0 && residents.length === 0) return 'unit-withheld';
    await source.stand(residents);
    return {
      directory,
      wanted,
      places: shownPlaces(wanted.places),
      residents,
      withheld,
      built,
      kept: isKept(whole) ? whole : undefined,
    };
  }

  /**
   * As it is now. What is being read is taken by those, too, for whom the organisation is in the state in which that
   * began: it is what they would read.
   */
  async #present(asked: AskedUnit, source: UnitSource): Promise<KeptUnit | WholeUnit | 'unit-too-large'> {
    const key = keyOf(asked);
    const { state, built } = await this.units.state(asked.org);
    // Tables that are being filled: no state says how far.
    if (!built) return this.#whole(asked, source);
    const kept = this.#units.get(key);
    if (kept?.state === state) return kept;
    const reading = this.#reading.get(key);
    if (reading?.state === state) return reading.unit;
    const begun = { state, unit: this.#keptWhole(asked, source, state) };
    this.#reading.set(key, begun);
    return begun.unit.finally(() => this.#reading.get(key) === begun && this.#reading.delete(key));
  }

  async #keptWhole(asked: AskedUnit, source: UnitSource, state: string): Promise<KeptUnit | 'unit-too-large'> {
    const { forgotten } = this.records.keptRecords;
    const whole = await this.#whole(asked, source);
    if (whole === 'unit-too-large') return whole;
    const kept = { ...whole, state, bytes: whole.residents.length * rowBytes };
    if (whole.built && this.records.keptRecords.forgotten === forgotten) this.#units.set(keyOf(asked), kept);
    return kept;
  }

  #keepBoard(asked: AskedUnit, kept: KeptUnit, { lines, from, until }: { lines: readonly string[]; from: number; until: number }): void {
    const key = keyOf(asked);
    if (this.#units.get(key)?.state !== kept.state) return;
    const joined = Buffer.from(lines.join(','));
    // Lines and the joined text are two texts.
    const bytes = kept.residents.length * rowBytes + 2 * joined.length;
    this.#units.set(key, { ...kept, bytes, board: { lines, joined, from, until } });
  }

  /** One with two open stays in it is where the one leads that began last. */
  async #whole({ org, name, viewpoint }: AskedUnit, source: UnitSource): Promise<WholeUnit | 'unit-too-large'> {
    const { knownAt } = viewpoint ?? {};
    // What had happened says nothing of the directory: a place counts as in use before it was opened.
    const directory = knownAt === undefined ? await this.directories.read(org) : await this.directories.past(org, knownAt);
    const wanted = wantedUnit(name, directory);
    const { stays, built } = await source.stays(textsOfUnit(wanted, directory));
    const residents = new Map<string, ResidentRow>();
    for (const stay of stays ?? []) {
      const places = placesOf(stay.location, directory);
      if (!residents.has(stay.patientId) && isIn(wanted, stay.location, places)) residents.set(stay.patientId, { ...stay, places });
    }
    if (!stays || residents.size > residentsMax) return 'unit-too-large';
    const inOrder = [...residents.values()].sort(byRoom(placeOrderOf(directory.places)));
    return { directory, wanted, residents: inOrder, built };
  }

  #from(asked: AskedUnit, work: (source: UnitSource) => Promise<UnitResult>): Promise<UnitResult> {
    const { org, viewpoint } = asked;
    return viewpoint ? this.past.read(org, viewpoint, work) : work(this.#now(org));
  }

  #now(org: string): UnitSource {
    const idsOf = (rows: readonly StayRow[]): string[] => rows.map(({ patientId }) => patientId);
    const some = new OrganisationLanes({ atOnce: residentsAtOnce });
    return {
      isPast: false,
      stays: (texts) => this.units.stays(org, texts),
      stand: () => Promise.resolve(),
      summary: async ({ patientId }) => (await this.records.summary(org, patientId)).summary,
      medication: ({ patientId }, since) => some.run(org, () => this.doses.medication(org, patientId, since, Infinity)),
      done: (rows, from, to) => this.units.done(org, idsOf(rows), from, to),
      recorded: (rows, since) => this.units.recorded(org, idsOf(rows), since),
    };
  }

  async #takenOver(
    { org, viewpoint }: AskedUnit,
    wanted: WantedUnit,
    directory: KnownPlaces,
    query: RoundsQuery,
  ): Promise<RoundTakenOver[]> {
    const rounds = await this.directories.rounds(org, { ...query, ...viewpoint });
    return rounds.filter(({ place }) => concerns(place, wanted, directory));
  }

  #boardLine(org: string, { isPast }: UnitSource, row: ResidentRow, at: number, { places }: KnownPlaces): KeptLine | undefined {
    if (isPast) return undefined;
    const kept = this.#kept.get(recordName(org, row.patientId));
    const { board } = kept ?? {};
    if (kept?.state !== row.state || !board || at >= board.until || board.stayId !== row.stayId || board.places !== places)
      return undefined;
    return board.place === placeOf(row) ? board : undefined;
  }

  async #boardAgain(
    org: string,
    source: UnitSource,
    row: ResidentRow,
    { at, directory, turn }: { at: number; directory: KnownPlaces; turn: Turn },
  ): Promise<KeptLine> {
    const from = at - boardHoursBack * hourMs;
    const kept = await this.#keep(org, source, row, from, turn);
    const instant = (ms: number): string => new Date(ms).toISOString();
    const window = { at: instant(at), from: instant(from), to: instant(at + boardHoursAhead * hourMs) };
    const doses = kept.entries && dosesOf(kept.entries, { ...window, directory });
    const text = JSON.stringify(boardLine(kept.resident, row, doses)).slice(0, -1);
    kept.board = { text, stayId: row.stayId, place: placeOf(row), places: directory.places, until: untilOf(doses, at) };
    return kept.board;
  }

  /**
   * What a line is worked out from: then in a turn of its own, as a unit has many. Nothing is kept of the past.
   * @param from due times from here on are needed
   */
  async #keep(org: string, source: UnitSource, row: ResidentRow, from: number, turn: Turn): Promise<KeptResident> {
    const key = recordName(org, row.patientId);
    let kept = source.isPast ? undefined : this.#kept.get(key);
    if (kept?.state !== row.state || kept.since > from - marginMs) {
      kept = await this.#read(source, row, from);
      if (!source.isPast) this.#kept.set(key, kept);
    }
    if (turn.isOver()) await turn.next();
    return kept;
  }

  async #read(source: UnitSource, row: ResidentRow, from: number): Promise<KeptResident> {
    const summary = await source.summary(row);
    const resident = residentOf(JSON.parse(summary) as Record<string, unknown>);
    for (let since = from - marginMs; ;) {
      const { entries, bytes, tooMany } = await source.medication(row, since);
      if (tooMany) return { state: row.state, resident, entries: undefined, bytes: summary.length, since };
      const needed = from - doseLookbackMs(entries);
      if (needed >= since) return { state: row.state, resident, entries, bytes: summary.length + bytes, since };
      since = needed;
    }
  }
}

function instantText(ms: number): string {
  return new Date(ms).toISOString();
}

function isBetween(instant: string, { from, to }: { from: string; to: string }): boolean {
  return compareInstants(instant, from) >= 0 && compareInstants(instant, to) < 0;
}

/** @param lineOf JSON text of one line */
async function answerOf<Row extends ResidentRow>(
  shown: Omit<UnitAnswer, 'lines'>,
  residents: readonly Row[],
  lineOf: (row: Row) => Promise<string>,
): Promise<UnitResult> {
  let left = answerMax;
  const lines = await Promise.all(
    residents.map(async (row) => {
      const line = await lineOf(row);
      left -= line.length;
      return left < 0 ? '' : line;
    }),
  );
  return left < 0 ? 'unit-too-large' : { ...shown, residents, lines };
}

function shownOf({ places, withheld, built, residents }: VisibleUnit): Omit<UnitAnswer, 'lines'> {
  return { places, withheld, built, residents };
}

function isKept(unit: WholeUnit | KeptUnit): unit is KeptUnit {
  return 'state' in unit;
}

/** Begins with the organisation. */
function keyOf({ org, name: { facility, unit } }: AskedUnit): string {
  return `${org}/${JSON.stringify([facility, unit])}`;
}

function standingIn({ streamVersion, unreadable }: ResidentRow): object {
  return { streamVersion, ...(unreadable > 0 ? { complete: false } : {}) };
}

function placeOf({ location: { facility, unit, room, bed } }: ResidentRow): string {
  return JSON.stringify([facility, unit, room, bed]);
}

/** The next planned dose of a line leaves the window of the board when it is as far ahead. */
function untilOf(doses: PatientDoses | undefined, at: number): number {
  const until = doses?.holdsUntil === undefined ? at : instantMs(doses.holdsUntil);
  return Math.min(until, at + hourMs);
}
