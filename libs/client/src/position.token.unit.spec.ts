import { describe, expect, it } from '@jest/globals';
import { joinedTokens } from './position.token.js';

/** As `encodePositionToken` of libs/envelope writes it. */
const token = (positions: Record<number, number>, { storeId = 'store', epoch = 1 } = {}): string => {
  const shards = Object.entries(positions).map(([shard, position]) => [Number(shard), position]);
  return Buffer.from(JSON.stringify([1, storeId, epoch, 'Haus Süd ?>', shards])).toString('base64url');
};

describe('position tokens', () => {
  it('ask together for what each asks for, byte for byte as a service writes it', () => {
    expect(joinedTokens(token({ 0: 5, 2: 9 }), token({ 0: 4, 1: 7, 2: 11 }))).toBe(token({ 0: 5, 1: 7, 2: 11 }));
    expect(joinedTokens(token({ 0: 5 }), token({ 3: 1 }))).toBe(token({ 0: 5, 3: 1 }));
  });

  it.each([
    ['there is no earlier one', undefined],
    ['the earlier one is of another store', token({ 0: 9 }, { storeId: 'another' })],
    ['the earlier one is of before a restore', token({ 0: 9 }, { epoch: 0 })],
    ['the earlier one cannot be read', '%'],
    ['the earlier one is in another form', btoa('[2,"store",1,"o",[]]')],
  ])('are the later one alone when %s', (_when, earlier) => {
    expect(joinedTokens(earlier, token({ 0: 5 }))).toBe(token({ 0: 5 }));
  });

  it('are the later one alone when that cannot be read', () => {
    expect(joinedTokens(token({ 0: 5 }), 'p1')).toBe('p1');
  });
});
