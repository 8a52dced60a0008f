import { describe, expect, it } from '@jest/globals';
import { faultOf } from './faults.js';

describe('an error that the data of a record causes', () => {
  it.each(['22001', '22003', '22021', '22P02', '22P05', '23502', '23505', '23514', '54000', '54001', '54011', '54023'])(
    'SQLSTATE %s is not tried again',
    (code) => {
      expect(faultOf(Object.assign(new Error('of the database'), { code }))).toBe('data');
      expect(faultOf(new Error('outer', { cause: Object.assign(new Error('of the database'), { code }) }))).toBe('data');
    },
  );

  it.each(['40001', '40P01', '53300', '55P03', '57P01', '08006', 'ECONNREFUSED'])('%s is tried again', (code) => {
    expect(faultOf(Object.assign(new Error('of the database'), { code }))).toBe('transient');
  });
});
