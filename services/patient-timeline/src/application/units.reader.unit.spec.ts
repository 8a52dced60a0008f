import { describe, expect, it } from '@jest/globals';
import { directoryOf } from '../../test/directory.js';
import type { DosesStore } from '../infrastructure/doses.store.js';
import { KeptRecords } from '../infrastructure/kept.records.js';
import type { PastUnits } from '../infrastructure/past.units.js';
import type { RecordStore } from '../infrastructure/record.store.js';
import type { StayRow, UnitsStore } from '../infrastructure/units.store.js';
import type { DirectoryReader } from './directory.reader.js';
import { UnitsReader, type UnitAnswer, type UnitResult } from './units.reader.js';

const at = Date.UTC(2026, 2, 1, 12);
const name = { unit: 'Garden' };
const [anna, bert] = ['01980c60-0000-7000-8000-000000000001', '01980c60-0000-7000-8000-000000000002'] as const;

/** A unit of which each look, and each reading of who is in it, is counted. */
function garden() {
  const keptRecords = new KeptRecords();
  const present = { state: '1', built: true, patients: [anna, bert] as string[], version: 1 };
  const count = { looks: 0, stays: 0 };
  /** Who is in it is answered when this is resolved. */
  let gate = Promise.resolve();
  const stayOf = (patientId: string): StayRow => ({
    patientId, stayId: 's', location: name, streamVersion: present.version, lastRecordedAt: '2026-03-01T00:00:00Z', unreadable: 0, state: `${present.version}`,
  }); // prettier-ignore
  const summary = (): string =>
    JSON.stringify({ identity: { name: `version ${present.version}` }, deceased: null, photo: null, currentStay: null, flags: [], allergies: [], plan: [], vitalSigns: [], observations: [] }); // prettier-ignore
  const reader = new UnitsReader(
    {
      state: () => {
        count.looks += 1;
        return Promise.resolve({ state: present.state, built: present.built });
      },
      stays: async () => {
        count.stays += 1;
        const stays = present.patients.map(stayOf);
        await gate;
        return { stays, built: present.built };
      },
    } as unknown as UnitsStore,
    { summary: () => Promise.resolve({ summary: summary() }), keptRecords } as unknown as RecordStore,
    { medication: () => Promise.resolve({ entries: [], bytes: 0, tooMany: false }) } as unknown as DosesStore,
    { read: () => Promise.resolve(directoryOf([])) } as unknown as DirectoryReader,
    {} as PastUnits,
  );
  const board = (seen: readonly string[] = [anna, bert], when = at, since?: string): Promise<UnitResult> =>
    reader.board({ org: 'home', name, permitted: (patients) => Promise.resolve(new Set(patients.filter((each) => seen.includes(each)))) }, when, since); // prettier-ignore
  return {
    keptRecords,
    present,
    count,
    board,
    members: () => reader.members('home', name),
    hold: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

const linesOf = (result: UnitResult): Record<string, unknown>[] =>
  (result as UnitAnswer).lines.map((line) => JSON.parse(line) as Record<string, unknown>);
const patientsOf = (result: UnitResult): unknown[] => linesOf(result).map(({ patientId }) => patientId);

describe('who is in a unit', () => {
  it('is read again when anything of the organisation is another, and is looked at for each answer', async () => {
    const { present, count, board } = garden();
    const first = await board();
    expect(await board()).toMatchObject({ lines: (first as UnitAnswer).lines, joined: Buffer.from((first as UnitAnswer).lines.join(',')) });
    expect(count).toEqual({ looks: 2, stays: 1 });
    Object.assign(present, { state: '2', version: 2, patients: [bert] });
    expect(linesOf(await board())).toMatchObject([{ patientId: bert, name: 'version 2', streamVersion: 2 }]);
    expect(count).toEqual({ looks: 3, stays: 2 });
  });

  it('is of each reader what that one may see, whoever read it before', async () => {
    const { board, count } = garden();
    expect(patientsOf(await board())).toEqual([anna, bert]);
    await board();
    const seen = await board([bert]);
    expect(seen).toMatchObject({ withheld: 1, residents: [{ patientId: bert }] });
    expect(seen).not.toHaveProperty('joined');
    expect(patientsOf(await board([bert]))).toEqual([bert]);
    expect(await board([])).toBe('unit-withheld');
    expect(patientsOf(await board())).toEqual([anna, bert]);
    expect(count.stays).toBe(1);
  });

  it('says what is new to one reader to that one alone', async () => {
    const { board } = garden();
    await board();
    expect(linesOf(await board(undefined, at, '2026-02-01T00:00:00Z')).map((line) => line['new'])).toEqual([true, true]);
    expect(linesOf(await board()).map((line) => 'new' in line)).toEqual([false, false]);
  });

  it('has lines that the clock does not change: an hour later, and before it was read, they are made again', async () => {
    const { board } = garden();
    await board();
    expect(await board(undefined, at + 1)).toHaveProperty('joined');
    for (const when of [at + 60 * 60_000, at - 1]) expect(await board(undefined, when)).not.toHaveProperty('joined');
  });

  it('is read once for those who come together, and not for one who comes when the organisation is another', async () => {
    const { present, count, board, hold } = garden();
    const go = hold();
    const together = [board(), board(), board()];
    await new Promise((resolve) => setImmediate(resolve));
    Object.assign(present, { state: '2', patients: [bert] });
    const later = board();
    await new Promise((resolve) => setImmediate(resolve));
    go();
    expect((await Promise.all(together)).map(patientsOf)).toEqual([[anna, bert], [anna, bert], [anna, bert]]); // prettier-ignore
    expect(patientsOf(await later)).toEqual([bert]);
    expect(count.stays).toBe(2);
    expect(patientsOf(await board())).toEqual([bert]);
  });

  it('is not kept while the tables are being filled', async () => {
    const { present, count, members } = garden();
    present.built = false;
    for (let time = 0; time < 2; time += 1) expect(await members()).toEqual(new Set([anna, bert]));
    expect(count.stays).toBe(2);
  });

  it('is kept no longer when a record of the organisation is destroyed, also what was read before', async () => {
    const { keptRecords, board, hold, count } = garden();
    await board();
    await board();
    expect(keptRecords.bytes).toBeGreaterThan(0);
    keptRecords.forget('home', anna);
    keptRecords.forget('home', bert);
    expect(keptRecords.bytes).toBe(0);
    const go = hold();
    const reading = board();
    await new Promise((resolve) => setImmediate(resolve));
    keptRecords.forget('home', anna);
    go();
    await reading;
    expect(keptRecords.bytes).toBe(0);
    await board();
    expect(count.stays).toBe(3);
  });
});
