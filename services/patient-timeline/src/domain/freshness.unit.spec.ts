import { describe, expect, it } from '@jest/globals';
import { freshnessOf, placeShown, type Place, type Progress } from './freshness.js';

const shard = { storeId: 'store-a', epoch: 2, shard: 0 };
const at = (position: number, more: Partial<Place> = {}): Place => ({ ...shard, position, ...more });
const upTo = (watermark: number, more: Partial<Progress> = {}): Progress => ({ ...shard, watermark, ...more });

describe('freshness', () => {
  it.each<[string, Progress[], Place | undefined, Place, string]>([
    ['the watermark is there', [upTo(7)], undefined, at(7), 'reached'],
    ['the watermark is before', [upTo(6)], undefined, at(7), 'behind'],
    ["the patient's own last event is there already", [upTo(3)], at(9), at(7), 'reached'],
    ["the patient's last event is of an earlier epoch", [upTo(3)], at(9, { epoch: 1 }), at(7), 'behind'],
    ['nothing has come yet', [], undefined, at(1), 'behind'],
    ['only another shard has come', [upTo(9, { shard: 1 })], undefined, at(1), 'behind'],
    ['the store is another one', [upTo(9, { storeId: 'store-b' })], undefined, at(1), 'store-unknown'],
    ['the store was restored since', [upTo(9, { epoch: 3 })], undefined, at(1), 'epoch-passed'],
    ['the restore has not come here yet', [upTo(9, { epoch: 1 })], undefined, at(1), 'behind'],
  ])('when %s', (_when, progress, last, asked, expected) => {
    expect(freshnessOf(progress, last, asked)).toBe(expected);
  });
});

describe('the place a state stands for', () => {
  it.each<[string, Progress[], Place | undefined, Place | undefined]>([
    ['the watermark when it is ahead of the patient', [upTo(9)], at(4), at(9)],
    ["the patient's last event when it is ahead of the watermark", [upTo(3)], at(4), at(4)],
    ['the new epoch after a restore', [upTo(12, { epoch: 3 })], at(40), at(12, { epoch: 3 })],
    ['the only shard for a patient that is not known', [upTo(9)], undefined, at(9)],
    ['nothing for a patient that is not known among several shards', [upTo(9), upTo(3, { shard: 1 })], undefined, undefined],
    ['nothing before the first event', [], undefined, undefined],
  ])('is %s', (_what, progress, last, expected) => {
    expect(placeShown(progress, last)).toEqual(expected);
  });

  it('is reached by the state it was given for', () => {
    for (const last of [at(2), at(8)]) expect(freshnessOf([upTo(5)], last, placeShown([upTo(5)], last)!)).toBe('reached');
  });
});
