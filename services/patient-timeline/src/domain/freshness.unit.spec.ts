import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrivalOf, freshnessOf, includesPlace, mayArrive, placesShown, type Place, type Places, type Progress } from './freshness.js';

const store = { storeId: 'store-a', epoch: 2 };
const at = (position: number, more: Partial<Place> = {}): Place => ({ ...store, shard: 0, position, ...more });
const asking = (positions: Record<number, number>, more: Partial<Places> = {}): Places => ({ ...store, positions, ...more });
const upTo = (position: number, more: Partial<Progress> = {}): Progress => ({ ...store, shard: 0, position, taken: position, ...more });
const three = [upTo(9), upTo(3, { shard: 1 }), upTo(0, { shard: 2, taken: 5 })];

describe('freshness', () => {
  it.each<[string, Progress[], Place | undefined, Places, string]>([
    ['the shard is in up to there', [upTo(7)], undefined, asking({ 0: 7 }), 'reached'],
    ['the shard is before', [upTo(6)], undefined, asking({ 0: 7 }), 'behind'],
    ["the patient's own last event is there already", [upTo(3)], at(9), asking({ 0: 7 }), 'reached'],
    ["the patient's last event is of an earlier epoch", [upTo(3)], at(9, { epoch: 1 }), asking({ 0: 7 }), 'behind'],
    ["the patient's last event is of another store", [upTo(3)], at(9, { storeId: 'store-b' }), asking({ 0: 7 }), 'behind'],
    ['nothing has come yet', [], undefined, asking({ 0: 1 }), 'behind'],
    ['only another shard has come', [upTo(9, { shard: 1 })], undefined, asking({ 0: 1 }), 'behind'],
    ['the store is another one', [upTo(9, { storeId: 'store-b' })], undefined, asking({ 0: 1 }), 'store-unknown'],
    ['the store was restored since', [upTo(9, { epoch: 3 })], undefined, asking({ 0: 1 }), 'epoch-passed'],
    [
      'the store was restored since, as another shard tells',
      [upTo(9), upTo(1, { shard: 1, epoch: 3 })],
      at(9),
      asking({ 0: 1 }),
      'epoch-passed',
    ],
    ['the store was restored since, as the patient tells', [upTo(9)], at(2, { epoch: 3 }), asking({ 0: 1 }), 'epoch-passed'],
    ['the restore has not come here yet', [upTo(9, { epoch: 1 })], undefined, asking({ 0: 1 }), 'behind'],
    ['all shards of a patient that is not known are there', three, undefined, asking({ 0: 9, 1: 3 }), 'reached'],
    ['a shard of a patient that is not known is not', three, undefined, asking({ 0: 9, 1: 4 }), 'behind'],
    ["the patient's shard is there, and others are not", three, at(2), asking({ 0: 9, 1: 400, 2: 1 }), 'reached'],
    ["the patient's shard is not there, and others are", three, at(2, { shard: 1 }), asking({ 0: 9, 1: 4 }), 'behind'],
    ['nothing is asked of the shard of the patient', three, at(2, { shard: 1 }), asking({ 0: 900 }), 'reached'],
  ])('when %s', (_when, progress, last, asked, expected) => {
    expect(freshnessOf(progress, last, asked)).toBe(expected);
  });
});

describe('waiting', () => {
  it.each<[string, Progress[], Place | undefined, Places, string]>([
    ['has a point while the position may still come', [upTo(6)], undefined, asking({ 0: 7 }), 'behind'],
    ['has none when it is missing, and later ones have come', three, undefined, asking({ 2: 5 }), 'reached'],
    ['has none for a store that was restored', [upTo(9, { epoch: 3 })], undefined, asking({ 0: 10 }), 'epoch-passed'],
  ])('%s', (_what, progress, last, asked, expected) => {
    expect(arrivalOf(progress, last, asked)).toBe(expected);
  });
});

describe('a position may arrive in time', () => {
  it.each<[string, Progress[], Places, number, boolean]>([
    ['as far ahead as a projection goes in that time', [upTo(7)], asking({ 0: 10_007 }), 1000, true],
    ['farther ahead than that', [upTo(7)], asking({ 0: 10_008 }), 1000, false],
    ['as far ahead, in half the time', [upTo(0)], asking({ 0: 5001 }), 500, false],
    ['when no position before it is taken, but later ones are', [upTo(0, { taken: 9 })], asking({ 0: 10_009 }), 1000, true],
    ['when one of two shards is too far behind', [upTo(9), upTo(0, { shard: 1 })], asking({ 0: 9, 1: 20_000 }), 1000, false],
    ['of one shard, however far another one is behind', [upTo(9), upTo(0, { shard: 1 })], asking({ 0: 9 }), 1000, true],
    ['of a store, whatever another one counts', [upTo(0, { storeId: 'b' })], asking({ 0: 20_000 }), 1000, true],
    ['of an epoch, whatever another one counts', [upTo(0, { epoch: 1 })], asking({ 0: 20_000 }), 1000, true],
  ])('%s', (_what, progress, asked, withinMs, expected) => expect(mayArrive(progress, asked, withinMs)).toBe(expected));
});

describe('the places a state stands for', () => {
  it.each<[string, Progress[], Place | undefined, Places | undefined, Places | undefined]>([
    ['how far the shard is', [upTo(9)], at(4), undefined, asking({ 0: 9 })],
    ["the patient's last event when something before it is missing", [upTo(3)], at(4), undefined, asking({ 0: 4 })],
    ['how far all shards are', three, at(4), undefined, asking({ 0: 9, 1: 3, 2: 0 })],
    ['of the other shards at least what was asked for', three, at(4), asking({ 0: 11, 1: 8 }), asking({ 0: 9, 1: 8, 2: 0 })],
    ['nothing of another store', [upTo(9), upTo(30, { storeId: 'b', shard: 1 })], at(4), undefined, asking({ 0: 9 })],
    ['nothing that was asked for of another store', three, at(4), asking({ 1: 8 }, { storeId: 'b' }), asking({ 0: 9, 1: 3, 2: 0 })],
    ['the new epoch after a restore', [upTo(12, { epoch: 3 })], at(40), undefined, asking({ 0: 12 }, { epoch: 3 })],
    ['nothing of shards that are in the old epoch', [upTo(12, { epoch: 3 }), upTo(5, { shard: 1 })], at(40), undefined, asking({ 0: 12 }, { epoch: 3 })],
    ["the patient's own when the new epoch was seen there first", [upTo(40)], at(41, { epoch: 3 }), undefined, asking({ 0: 41 }, { epoch: 3 })],
    ['the only store for a patient that is not known', three, undefined, undefined, asking({ 0: 9, 1: 3, 2: 0 })],
    ['what is there, for a patient that is not known, whatever was asked for', three, undefined, asking({ 0: 11 }), asking({ 0: 9, 1: 3, 2: 0 })],
    ['nothing for a patient that is not known among several stores', [upTo(9), upTo(3, { storeId: 'b' })], undefined, undefined, undefined],
    ['nothing before the first event', [], undefined, undefined, undefined],
    ['the late entries that are in', [upTo(9, { late: 3 })], at(4), undefined, asking({ 0: 9 }, { late: 3 })],
    ['at least those that the reader was sent', [upTo(9, { late: 3 })], at(4), asking({ 0: 9 }, { late: 4 }), asking({ 0: 9 }, { late: 4 })],
    ['of late entries none of another store', [upTo(9), upTo(30, { storeId: 'b', late: 2 })], at(4), asking({ 0: 9 }, { storeId: 'b', late: 2 }), asking({ 0: 9 })],
  ])('are %s', (_what, progress, last, asked, expected) => {
    expect(placesShown(progress, last, asked)).toEqual(expected);
  }); // prettier-ignore

  it('are reached by the state that they were given for', () => {
    for (const last of [at(2), at(12), at(2, { shard: 1 }), undefined]) {
      expect(freshnessOf(three, last, placesShown(three, last, undefined)!)).toBe('reached');
    }
  });
});

describe('places that progress includes', () => {
  const placeOf = fc.record({
    storeId: fc.constantFrom('store-a', 'store-b'),
    epoch: fc.integer({ min: 1, max: 3 }),
    shard: fc.integer({ min: 0, max: 3 }),
    position: fc.integer({ min: 0, max: 5 }),
  });
  const progressOf = fc.uniqueArray(
    placeOf.chain((place) =>
      fc
        .record({ taken: fc.integer({ min: place.position, max: 6 }), chain: fc.constantFrom('c1', null) })
        .map((more) => ({ ...place, ...more })),
    ),
    { selector: ({ storeId, shard }) => `${storeId}/${shard}` },
  );

  it('are those that change nothing in what is shown', () => {
    fc.assert(
      fc.property(progressOf, placeOf, (progress, last) => {
        fc.pre(includesPlace(progress, last));
        const ofStore = progress.filter(({ storeId }) => storeId === last.storeId);
        expect(placesShown(progress, last, undefined)).toEqual(placesShown(ofStore, undefined, undefined));
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, Place, boolean]>([
    ['the last that is in', at(9), true],
    ['one before it', at(3), true],
    ['one behind it', at(10), false],
    ['one of an epoch that is over', at(99, { epoch: 1 }), true],
    ['one of an epoch that has not come', at(1, { epoch: 3 }), false],
    ['one of another store', at(1, { storeId: 'store-b' }), false],
    ['one of a shard of which nothing came', at(0, { shard: 7 }), false],
  ])('%s', (_which, last, expected) => expect(includesPlace(three, last)).toBe(expected));
});
