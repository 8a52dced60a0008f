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

  it('carries the chain values that are known', () => {
    const token = { storeId: 's', epoch: 1, org: 'sunrise-care', positions: { 0: 42, 2: 7 }, chains: { 2: 'ab'.repeat(32) } };
    expect(decodePositionToken(encodePositionToken(token))).toEqual(token);
  });

  it('carries how many late entries are in', () => {
    const token = { storeId: 's', epoch: 1, org: 'sunrise-care', positions: { 0: 42 }, late: 3 };
    expect(decodePositionToken(encodePositionToken(token))).toEqual(token);
    expect(encodePositionToken({ ...token, late: 0 })).toBe(encodePositionToken({ ...token, late: undefined }));
  });

  it('is the base64url text of its parts', () => {
    const token = encodePositionToken({ storeId: 's', epoch: 3, org: 'ö', positions: { 2: 7 } });
    expect(Buffer.from(token, 'base64url').toString('utf8')).toBe('[1,"s",3,"ö",[[2,7]]]');
    expect(token).toMatch(/^[\w-]+$/);
  });

  it.each([
    '[2,"s",1,"o",[[0,1]]]',
    '[1,7,1,"o",[[0,1]]]',
    '[1,"s","1","o",[[0,1]]]',
    '[1,"s",1.5,"o",[[0,1]]]',
    '[1,"s",-1,"o",[[0,1]]]',
    '[1,"s",1,7,[[0,1]]]',
    '[1,"s",1,"o",[[0,-1]]]',
    '[1,"s",1,"o",[[0.5,1]]]',
    '[1,"s",1,"o",[[0,"1"]]]',
    '[1,"s",1,"o",[[0]]]',
    '[1,"s",1,"o",[[0,1,2]]]',
    '[1,"s",1,"o",[[0,1,"ab"]]]',
    `[1,"s",1,"o",[[0,1,"${'ab'.repeat(32)}",1]]]`,
    '[1,"s",1,"o",[[0,1],null]]',
    '[1,"s",1,"o",{"0":1}]',
    '[1,"s",1,"o",0]',
    '[1,"s",1,"o"]',
    '[1,"s",1,"o",[[0,1]],0]',
    '[1,"s",1,"o",[[0,1]],"1"]',
    '[1,"s",1,"o",[[0,1]],1,1]',
    '{"0":1,"1":"s","2":1,"3":"o","4":[],"length":5}',
    '{}',
    'null',
    'x',
    '',
  ])('is refused that holds %s', (text) => {
    const token = Buffer.from(text).toString('base64url');
    expect(() => decodePositionToken(token)).toThrow(expect.objectContaining({ name: 'EnvelopeError', code: 'token-malformed' }));
  });

  it.each(['~', '~1', '=', ' ', '+', '/'])('is refused that goes on with %j', (more) => {
    const token = encodePositionToken({ storeId: 's', epoch: 1, org: 'o', positions: { 0: 1 } });
    expect(() => decodePositionToken(`${token}${more}`)).toThrow(expect.objectContaining({ code: 'token-malformed' }));
  });

  it('keeps why it cannot be read', () => {
    expect(() => decodePositionToken('e30x')).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) as unknown }));
  });

  it('takes of each shard the later position', () => {
    expect(latestOf({ 0: 5, 1: 2 }, {}, { 1: 3, 4: 1 }, { 0: 4 })).toEqual({ 0: 5, 1: 3, 4: 1 });
    expect(latestOf()).toEqual({});
  });
});
