import { decodePositionToken } from '@everchart/envelope';
import { expect, it } from '@jest/globals';
import { servedState } from './served-state.js';

it('the state after an event names its place in the store, and in its stream', () => {
  const { position, streamVersion } = servedState('home', { storeId: 's', epoch: 2, shard: 3, position: 7n, streamVersion: 5 });
  expect(decodePositionToken(position)).toEqual({ storeId: 's', epoch: 2, org: 'home', positions: { 3: 7 } });
  expect(streamVersion).toBe(5);
});
