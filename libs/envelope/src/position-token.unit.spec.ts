import { describe, expect, it } from '@jest/globals';
import { decodePositionToken, encodePositionToken, latestOf } from './index.js';

describe('a position token', () => {
  it.each<Record<number, number>>([{}, { 0: 42 }, { 0: 42, 2: 7, 11: 1 }])(
    'comes back as it was given out, for the shards %j',
    (positions) => {
      const token = { storeId: 's', epoch: 1, org: 'sunrise-care', positions };
      expect(decodePositionToken(encodePositionToken(token))).toEqual(token);
    },
  );

  it.each(['[2,"s",1,"o",[[0,1]]]', '[1,"s",1,"o",[[0,-1]]]', '[1,"s",1,"o",[[0]]]', '[1,"s",1,"o",0]', '[1,"s",1,"o"]', '{}', 'x', ''])(
    'is refused that holds %s',
    (text) => {
      const token = Buffer.from(text).toString('base64url');
      expect(() => decodePositionToken(token)).toThrow(expect.objectContaining({ code: 'token-malformed' }));
    },
  );

  it('takes of each shard the later position', () => {
    expect(latestOf({ 0: 5, 1: 2 }, {}, { 1: 3, 4: 1 }, { 0: 4 })).toEqual({ 0: 5, 1: 3, 4: 1 });
    expect(latestOf()).toEqual({});
  });
});
