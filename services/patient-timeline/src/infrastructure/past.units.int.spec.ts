import { gather, type TopicFacts } from '@everchart/clinical-facts';
import { createPool, lanesOf, type Pool, withTransaction } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { wish, writers, type Wish } from '../../test/generated-records.js';
import { generatedRecord, openedEvent, org } from '../../test/opened-records.js';
import { DirectoryReader } from '../application/directory.reader.js';
import { UnitsReader, type AskedUnit, type UnitResult } from '../application/units.reader.js';
import { timeline } from '../consumers/timeline.read-model.js';
import type { OpenedEvent } from '../consumers/read-model.js';
import { hadHappened, standingsAfter } from '../domain/patient-record.js';
import { openPlaceIn } from '../domain/sojourns.js';
import { migrationSets } from '../migrations.js';
import { shownProjection } from '../projections.js';
import { DosesStore } from './doses.store.js';
import { PastUnits, type UnitViewpoint } from './past.units.js';
import { RecordHistory } from './record.history.js';
import { RecordStore } from './record.store.js';
import { StayStore } from './stay.store.js';
import { UnitsStore } from './units.store.js';

const schema = 'timeline_v1';
const units = ['Garden', 'Lake'];

/** Half of the rooms are in either unit. */
function withUnits(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null), (name, value: unknown) => {
    const { room } = (value ?? {}) as { room?: string };
    return name === 'location' && room !== undefined ? { ...(value as object), unit: units[Number(room) % 2] } : value;
  });
}

/** Stays, and what corrects them: more than all else. */
const ofStays: fc.Arbitrary<Wish> = fc
  .tuple(wish, fc.constantFrom(...Object.keys(writers).filter((type) => type.startsWith('stay.')), 'strike', 'amend'), fc.nat(3))
  .map(([other, what, share]) => (share === 0 ? other : { ...other, what }));

function recordOf(patient: string, wishes: readonly Wish[]): OpenedEvent[] {
  return generatedRecord(patient, wishes).map(({ event }) => openedEvent(patient, { ...event, data: event.data && withUnits(event.data) }));
}

describe('a unit as it was', () => {
  let database: TestDatabase;
  let worker: Pool;
  let past: PastUnits;
  let reader: UnitsReader;
  /** Reads tables as their rows lie. */
  let scanning: Pool;
  const pools: Pool[] = [];

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    const pool = (url: string, settings: Record<string, string> = {}): Pool => {
      const made = createPool({ connectionString: url, applicationName: 'test', max: 4, settings }, () => undefined);
      pools.push(made);
      return made;
    };
    worker = pool(database.url('timeline_worker'));
    const api = pool(database.url('timeline_api'));
    past = new PastUnits(new RecordHistory(api, shownProjection));
    reader = readerOf(api);
    scanning = pool(database.url('timeline_api'), { enable_indexscan: 'off', enable_bitmapscan: 'off' });
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  const readerOf = (api: Pool): UnitsReader => {
    const directories = new DirectoryReader(new StayStore(api, shownProjection), api, shownProjection);
    return new UnitsReader(new UnitsStore(api, shownProjection), new RecordStore(lanesOf(api), shownProjection), new DosesStore(api, shownProjection), directories, new PastUnits(new RecordHistory(api, shownProjection))); // prettier-ignore
  };

  const apply = (patient: string, opened: readonly OpenedEvent[]) =>
    withTransaction(worker, async (tx) => {
      const runs = [{ org, patient, opened }];
      await timeline.save(tx, schema, timeline.fold(runs, await timeline.load(tx, schema, runs)));
    });
  const applyInBatches = async (patient: string, opened: readonly OpenedEvent[], ends: readonly boolean[]) => {
    for (let from = 0; from < opened.length;) {
      const end = ends.indexOf(true, from);
      const to = end < 0 ? opened.length : Math.min(end + 1, opened.length);
      await apply(patient, opened.slice(from, to));
      from = to;
    }
  };
  const empty = async () => {
    for (const table of timeline.tables) await worker.query(`DELETE FROM ${schema}.${table}`);
  };
  const rows = async () => (await worker.query(`SELECT * FROM ${schema}.sojourns ORDER BY patient, id`)).rows as object[];

  /** Every open stay, by all entries. */
  const folded = (records: ReadonlyMap<string, readonly OpenedEvent[]>, { knownAt, happenedBy }: UnitViewpoint) =>
    [...records].flatMap(([patient, opened]) => {
      const known = opened.map(({ event }) => event).filter(({ recordedAt }) => knownAt === undefined || recordedAt <= knownAt);
      const facts: Record<string, TopicFacts> = {};
      for (const { entry, facts: stated } of standingsAfter([], known).added)
        if (entry.struckBy === null && hadHappened(entry, happenedBy)) gather(facts, stated);
      return Object.entries(facts).flatMap(([topic, own]) => {
        const place = topic.startsWith('stay/') ? openPlaceIn(own) : undefined;
        return place ? [`${patient} ${topic.slice(5)} ${JSON.stringify({ unit: place.location.unit, room: place.location.room })}`] : [];
      });
    });
  const inTable = (viewpoint: UnitViewpoint) =>
    past.read(org, viewpoint, async (source) => {
      const { stays } = await source.stays({ facilities: undefined, units: undefined, unitsAlone: [] });
      return stays!.map(({ patientId, stayId, location: { unit, room } }) => `${patientId} ${stayId} ${JSON.stringify({ unit, room })}`);
    });

  it('is in its table who the fold of all entries says was there, at each instant of both clocks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(ofStays, { minLength: 5, maxLength: 45 }), { minLength: 1, maxLength: 3 }), async (wishes) => {
        await empty();
        const records = new Map<string, OpenedEvent[]>();
        for (const each of wishes) {
          const patient = randomUUID();
          const opened = recordOf(patient, each);
          records.set(patient, opened);
          await applyInBatches(patient, opened, each.map(({ last }) => last)); // prettier-ignore
        }
        const all = [...records.values()].flat();
        const knownAts = [undefined, ...new Set(all.map(({ event }) => event.recordedAt))];
        const hours = [undefined, 1, 7, 12, 17, 23].map((hour) => hour && `2026-03-01T${String(hour).padStart(2, '0')}:00:00Z`);
        for (const [index, knownAt] of knownAts.entries()) {
          const viewpoint = { knownAt, happenedBy: hours[index % hours.length] as string | undefined };
          expect((await inTable(viewpoint)).sort()).toEqual(folded(records, viewpoint).sort());
        }
        for (const happenedBy of hours as (string | undefined)[])
          expect((await inTable({ happenedBy })).sort()).toEqual(folded(records, { happenedBy }).sort());
        // A rebuild makes the same rows; so does an event that could be read late only.
        const grown = await rows();
        await empty();
        for (const [patient, opened] of records) {
          const late = opened.findLastIndex(({ event }) => event.type.startsWith('stay.') && !event.unreadable);
          const unread = opened.map((each, at) => at === late ? openedEvent(patient, { ...each.event, data: null, unreadable: { code: 'key-missing', position: 1 } }) : each); // prettier-ignore
          await apply(patient, unread);
          if (late >= 0) await apply(patient, [opened[late]!]);
        }
        expect(await rows()).toEqual(grown);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  it('is as of now the unit as it is, and as known at each instant the unit that was shown then: byte for byte', async () => {
    const permitted = (patients: readonly string[]) => Promise.resolve(new Set(patients));
    const at = '2026-03-01T21:30:00.000Z';
    const answers = async (viewpoint?: UnitViewpoint) => {
      const shown: [string, UnitResult][] = [];
      for (const unit of units) {
        const asked: AskedUnit = { org, name: { unit }, permitted, viewpoint };
        shown.push([`board of ${unit}`, await reader.board(asked, Date.parse(at), '2026-03-01T00:00:05Z')]);
        shown.push([`round of ${unit}`, await reader.round(asked, { at, from: '2026-03-01T06:00:00Z', to: '2026-03-01T18:00:00Z' })]);
        shown.push([`handover of ${unit}`, await reader.handover(asked, '2026-03-01T00:00:04Z', Date.parse(at))]);
      }
      return shown.map(([name, result]) => {
        if (typeof result === 'string') return [name, result];
        const { lines, residents, places, takenOver, withheld } = result;
        return [name, { lines, places, takenOver, withheld, residents: residents.map(({ patientId, streamVersion }) => ({ patientId, streamVersion })) }]; // prettier-ignore
      });
    };
    let residents = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(wish, { minLength: 30, maxLength: 110 }), { minLength: 2, maxLength: 4 }), async (wishes) => {
        await empty();
        const home = { what: 'stay.admitted', target: 0, hour: 1, last: false };
        const records = wishes.map((each, index) => {
          const patient = randomUUID();
          return { patient, opened: recordOf(patient, [{ ...home, pick: index }, ...each]), applied: 0 };
        });
        const shown = new Map<string, unknown>();
        for (const second of [6, 15, 40]) {
          const knownAt = `2026-03-01T00:00:${String(second).padStart(2, '0')}.999999Z`;
          for (const record of records) {
            const until = record.opened.filter(({ event }) => event.recordedAt <= knownAt).length;
            if (until > record.applied) await apply(record.patient, record.opened.slice(record.applied, until));
            record.applied = until;
          }
          shown.set(knownAt, await answers());
        }
        for (const [knownAt, then] of shown) expect(await answers({ knownAt })).toEqual(then);
        const now = await answers();
        expect(await answers({ knownAt: '2026-12-01T00:00:00Z' })).toEqual(now);
        expect(await answers({ happenedBy: '2026-12-01T00:00:00Z' })).toEqual(now);
        residents += (now as [string, { lines: string[] }][]).reduce((sum, [, { lines }]) => sum + lines.length, 0);
      }),
      { numRuns: 4, endOnFailure: true },
    );
    expect(residents).toBeGreaterThan(0);
  });

  it('has one order of stays that began at the same time, however their rows lie', async () => {
    await empty();
    const patient = randomUUID();
    // A room says which stay it is: 6, 10 and 8 are three stays, and all are in one unit.
    const opened = recordOf(patient, [6, 10, 8].map((pick): Wish => ({ what: 'stay.admitted', pick, target: 0, hour: 1, last: false }))); // prettier-ignore
    await apply(patient, opened);
    const knownAt = opened.at(-1)!.event.recordedAt;
    const leading = async (viewpoint?: UnitViewpoint): Promise<string> => {
      const asked: AskedUnit = { org, name: { unit: 'Garden' }, permitted: (patients) => Promise.resolve(new Set(patients)), viewpoint };
      // A reader of its own: what one has read is kept.
      const board = await readerOf(scanning).board(asked, Date.parse('2026-03-01T21:30:00Z'), undefined);
      if (typeof board === 'string') throw new Error(board);
      return (JSON.parse(board.lines[0]!) as { location: { room: string } }).location.room;
    };
    const rooms: string[] = [];
    for (const order of ['stay_id', 'stay_id DESC']) {
      for (const table of ['places', 'sojourns']) {
        const { rows: stays } = await worker.query<{ id: string }>(`SELECT stay_id AS id FROM ${schema}.${table} ORDER BY ${order}`);
        expect(stays).toHaveLength(3);
        for (const { id } of stays)
          await worker.query(`WITH gone AS (DELETE FROM ${schema}.${table} WHERE stay_id = $1 RETURNING *) INSERT INTO ${schema}.${table} SELECT * FROM gone`, [id]); // prettier-ignore
      }
      rooms.push(await leading(), await leading({ knownAt }));
    }
    expect(rooms).toEqual(['6', '6', '6', '6']);
  });
});
