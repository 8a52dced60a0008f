import { describe, expect, it } from '@jest/globals';
import { Kept } from './kept.js';
import { KeptRecords } from './kept.records.js';

const found = (kept: Kept<{ bytes: number }>): string[] => ['a', 'b', 'c', 'd'].filter((key) => kept.get(key) !== undefined);

describe('what is kept', () => {
  it('are the values that were used last, as many as there is room for', () => {
    const kept = new Kept({ values: 2, bytes: 100 });
    kept.set('a', { bytes: 1 });
    kept.set('b', { bytes: 1 });
    kept.get('a');
    kept.set('c', { bytes: 1 });
    expect(found(kept)).toEqual(['a', 'c']);
  });

  it('is within its bytes, also after values took the place of others and were deleted', () => {
    const kept = new Kept({ values: 10, bytes: 100 });
    kept.set('a', { bytes: 90 });
    kept.set('a', { bytes: 10 });
    kept.set('b', { bytes: 90 });
    expect(found(kept)).toEqual(['a', 'b']);
    kept.delete('b');
    kept.set('c', { bytes: 60 });
    kept.set('d', { bytes: 30 });
    expect(found(kept)).toEqual(['a', 'c', 'd']);
    kept.set('b', { bytes: 101 });
    expect(found(kept)).toEqual([]);
  });

  it('is nothing that was not used for an hour, when the next value comes', () => {
    const clock = { now: 0 };
    const kept = new Kept<{ bytes: number }>({ values: 10, bytes: 100 }, { clock: () => clock.now });
    for (const key of ['a', 'b', 'c']) kept.set(key, { bytes: 1 });
    clock.now = 59 * 60_000;
    kept.get('b');
    clock.now = 61 * 60_000;
    kept.set('d', { bytes: 98 });
    expect(found(kept)).toEqual(['b', 'd']);
  });
});

describe('what is kept of records', () => {
  it('is nothing of one that was destroyed, whatever comes of it afterwards; and nothing when that may have been missed', () => {
    const records = new KeptRecords();
    const [summaries, pages] = [records.add({ values: 10, bytes: 100 }), records.add({ values: 10, bytes: 100 })];
    for (const patient of ['gone', 'gone-not']) {
      summaries.set(`home/${patient}`, { bytes: 1 });
      pages.set(`home/${patient}/50`, { bytes: 1 });
    }
    records.forget('home', 'gone');
    expect([summaries.get('home/gone'), pages.get('home/gone/50'), summaries.bytes, pages.bytes]).toEqual([undefined, undefined, 1, 1]);
    summaries.set('home/gone', { bytes: 1 });
    pages.set('home/gone/20', { bytes: 1 });
    expect([summaries.get('home/gone'), pages.get('home/gone/20'), summaries.bytes, pages.bytes]).toEqual([undefined, undefined, 1, 1]);
    summaries.set('other/gone', { bytes: 1 });
    expect([summaries.get('home/gone-not'), summaries.get('other/gone')]).toEqual([{ bytes: 1 }, { bytes: 1 }]);
    records.forgetAll();
    expect([summaries.bytes, pages.bytes, summaries.get('other/gone')]).toEqual([0, 0, undefined]);
  });

  it('of whole organisations is nothing from the destruction of a record of them on', () => {
    const records = new KeptRecords();
    const units = records.addOfOrganisations({ values: 10, bytes: 100 });
    for (const org of ['home', 'home-2']) units.set(`${org}/unit`, { bytes: 1 });
    const before = records.forgotten;
    records.forget('home', 'gone');
    expect([units.get('home/unit'), units.get('home-2/unit'), records.bytes]).toEqual([undefined, { bytes: 1 }, 1]);
    expect(records.forgotten).not.toBe(before);
    records.forgetAll();
    expect([records.bytes, records.forgotten]).toEqual([0, before + 2]);
  });
});
