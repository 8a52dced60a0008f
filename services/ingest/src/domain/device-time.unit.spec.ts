import { describe, expect, it } from '@jest/globals';
import { readDeviceTime } from './device-time.js';

const received = Date.parse('2026-03-01T07:30:00Z');

describe('device time', () => {
  it.each([
    ['2026-03-01T08:30:00+01:00', 0],
    ['2026-03-01T07:31:30.250Z', 90_250],
    ['2026-03-01T02:28:00-05:00', -120_000],
    ['2026-03-02T07:30:00Z', 86_400_000],
    ['2026-02-28T07:30:00Z', -86_400_000],
  ])('%s is off by %i ms', (value, offsetMs) => {
    expect(readDeviceTime(value, received)).toEqual({ offsetMs });
  });

  it.each([
    ['2026-03-02T07:30:00.001Z', /off by 1440 minutes \(ahead\)/],
    ['2026-02-27T06:30:00Z', /off by 2940 minutes \(behind\)/],
    ['1970-01-01T00:00:00Z', /\(behind\)/],
  ])('%s is off by too much', (value, message) => {
    expect(readDeviceTime(value, received)).toEqual({ fault: expect.stringMatching(message) });
  });

  it.each([
    '',
    'now',
    '2026-03-01T08:30:00',
    '2026-02-30T08:30:00Z',
    '2026-03-01T08:30:00Z, 2026-03-01T08:30:00Z',
    1_772_000_000,
    undefined,
  ])('%p is none', (value) => {
    expect(readDeviceTime(value, received)).toEqual({ fault: expect.stringContaining('RFC 3339') });
  });
});
