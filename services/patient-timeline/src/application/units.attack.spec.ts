import type { Pool } from '@everchart/postgres';
import { describe, expect, it } from '@jest/globals';
import { directoryOf } from '../../test/directory.js';
import type { EntryInForce } from '../domain/doses/course.js';
import type { DosesStore } from '../infrastructure/doses.store.js';
import type { PastUnits } from '../infrastructure/past.units.js';
import { KeptRecords } from '../infrastructure/kept.records.js';
import type { RecordStore } from '../infrastructure/record.store.js';
import { UnitsStore, type StayRow, type UnitEntries } from '../infrastructure/units.store.js';
import { shownProjection } from '../projections.js';
import type { DirectoryReader } from './directory.reader.js';
import { UnitsReader, type AskedUnit, type UnitAnswer } from './units.reader.js';

const mebibyte = 1024 * 1024;
const at = Date.UTC(2026, 2, 1, 12);
const window = { at: '2026-03-01T12:00:00Z', from: '2026-03-01T11:00:00Z', to: '2026-03-01T14:00:00Z' };
const unit = { unit: 'Garden' };
const summary = JSON.stringify({ deceased: null, currentStay: null, flags: [], allergies: [], plan: [], vitalSigns: [], observations: [] });

const prescribed = (n: number): EntryInForce => ({
  eventId: `prescription-${n}`, type: 'medication.prescribed', streamVersion: n, actor: 'nurse', occurredAt: '2026-02-01T08:00:00Z',
  data: { medication: { text: `Medicine ${n}` }, schedule: { times: ['08:00', '12:00', '18:00'], timeZone: 'UTC' } },
}); // prettier-ignore

/** A unit in which each resident has so many bytes of prescriptions. */
function unitOf(residents: number, { bytes = 1000, done }: { bytes?: number; done?: UnitEntries }) {
  const stays = Array.from({ length: residents }, (_, n): StayRow => {
    const patientId = `01980c60-0000-7000-8000-${String(n).padStart(12, '0')}`;
    return { patientId, stayId: 's', location: unit, streamVersion: 1, lastRecordedAt: '2026-03-01T00:00:00Z', unreadable: 0, state: '1' };
  });
  const reads = { count: 0 };
  const states = { count: 0 };
  const entries = Array.from({ length: 8 }, (_, n) => prescribed(n));
  const reader = new UnitsReader(
    {
      // Always another one: only what is kept of each resident is of use.
      state: () => Promise.resolve({ state: `${(states.count += 1)}`, built: true }),
      stays: () => Promise.resolve({ stays, built: true }),
      done: () => Promise.resolve(new Map(done && stays.map(({ patientId }) => [patientId, done]))),
    } as unknown as UnitsStore,
    { summary: () => Promise.resolve({ summary }), keptRecords: new KeptRecords() } as unknown as RecordStore,
    {
      medication: () => {
        reads.count += 1;
        return Promise.resolve({ entries, bytes, tooMany: false });
      },
    } as unknown as DosesStore,
    { read: () => Promise.resolve(directoryOf([])), rounds: () => Promise.resolve([]) } as unknown as DirectoryReader,
    {} as PastUnits,
  );
  return { reader, reads };
}

const asked: AskedUnit = { org: 'home', name: unit, permitted: (patients) => Promise.resolve(new Set(patients)) };

describe('a unit with much on record', () => {
  it('is kept in memory as far as there is room, and not beyond', async () => {
    const { reader, reads } = unitOf(60, { bytes: 8 * mebibyte });
    await reader.board(asked, at, undefined);
    expect(reads.count).toBe(60);
    await reader.board(asked, at, undefined);
    expect(reads.count).toBeGreaterThan(110);
    const usual = unitOf(500, { bytes: 40_000 });
    for (let time = 0; time < 2; time += 1) await usual.reader.board(asked, at, undefined);
    expect(usual.reads.count).toBe(500);
  });

  it('is worked out in turns with the requests of others', async () => {
    const { reader } = unitOf(300, {});
    let passes = 0;
    let going = true;
    const pass = (): void => {
      passes += 1;
      if (going) setImmediate(pass);
    };
    setImmediate(pass);
    const { lines } = (await reader.round(asked, window)) as UnitAnswer;
    going = false;
    expect(lines).toHaveLength(300);
    expect(passes).toBeGreaterThan(20);
  });

  it('is refused when its answer is larger than any person reads', async () => {
    const entry = { id: 'e', type: 'observation.recorded', occurredAt: window.at, data: 'x'.repeat(40_000) };
    const done = { entries: [entry], more: 0 } as unknown as UnitEntries;
    expect(await unitOf(500, { done }).reader.round(asked, window)).toBe('unit-too-large');
    expect(await unitOf(300, { done }).reader.round(asked, window)).not.toBe('unit-too-large');
  });

  it('is looked up two at a time by one organisation', async () => {
    const sent: string[] = [];
    const query = ({ values }: { values: [string] }): Promise<never> => {
      sent.push(values[0]);
      return new Promise(() => undefined);
    };
    const store = new UnitsStore({ query } as unknown as Pool, shownProjection);
    for (const org of [...Array.from({ length: 50 }, () => 'hostile'), 'home'])
      void store.stays(org, { facilities: undefined, units: ['garden'], unitsAlone: ['garden'] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual(['hostile', 'hostile', 'home']);
  });
});
