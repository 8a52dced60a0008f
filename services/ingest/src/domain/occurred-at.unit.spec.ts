import { timeMembersOf } from '@everchart/contracts';
import { clinicalEventTypes, timesStated } from '@everchart/contracts-clinical';
import { describe, expect, it } from '@jest/globals';
import { futureFaults, happenedFaults, readOccurredAt } from './occurred-at.js';
import { readRecordCommand } from './record.command.js';

const limits = { nowMs: Date.parse('2026-03-01T12:00:00Z'), futureToleranceMs: 300_000 };

describe('occurredAt', () => {
  it.each([
    '2026-03-01T08:30:00+01:00',
    '2026-03-01T12:05:00Z',
    '2026-03-01T13:05:00.000+01:00',
    '2024-02-29T23:59:59.123456789-11:30',
    '1931-12-31T00:00:00Z',
  ])('is %s, kept as stated', (text) => {
    expect(readOccurredAt(text, limits)).toEqual({ text });
  });

  it.each(['2026-03-01T12:05:00.001Z', '2026-03-01T13:05:01+01:00', '2999-01-01T00:00:00Z'])('is not %s, which lies ahead', (text) => {
    expect(readOccurredAt(text, limits)).toEqual({ fault: 'must not lie in the future' });
  });

  it.each([
    '2026-03-01',
    '2026-03-01T08:30:00',
    '2026-03-01T08:30Z',
    '2026-03-01 08:30:00Z',
    '2026-02-29T08:30:00Z',
    '2026-04-31T08:30:00Z',
    '2026-13-01T08:30:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T08:30:60Z',
    '2026-03-01T08:30:00+24:00',
    '2026-03-01T08:30:00+16:00',
    '0000-03-01T08:30:00Z',
    '0001-01-01T00:00:00+01:00',
    '',
    20260301,
    null,
  ])('is not %s', (value) => {
    expect(readOccurredAt(value, limits)).toEqual({ fault: expect.stringContaining('RFC 3339') });
  });

  it('is required', () => expect(readOccurredAt(undefined, limits)).toEqual({ fault: 'is required' }));
});

describe('every other time that says that something has happened', () => {
  /** The example with that member, and what is around it, stated. */
  const withTime = (data: unknown, [name, ...rest]: readonly string[], value: string): unknown => {
    if (name === undefined) return value;
    if (name === '*') return [withTime(Array.isArray(data) ? data[0] : {}, rest, value)];
    return { ...(data as object), [name]: withTime((data as Record<string, unknown> | undefined)?.[name], rest, value) };
  };
  const members = clinicalEventTypes.flatMap(({ type, version, schema, example }) =>
    timeMembersOf(schema).map(({ path, means }) => ({ type, version, path, means, example })),
  );
  const happened = members.filter(({ means }) => means === 'happened');
  const pointerOf = (path: readonly string[]): string => `/${path.join('/')}`.replaceAll('*', '0');

  it.each(happened)(
    '$type v$version $path: does not lie ahead, nor does it when an entry is amended to it',
    ({ type, version, path, example }) => {
      const data = withTime(example, path, '2062');
      const refused = [{ pointer: pointerOf(path), message: 'must not lie in the future' }];
      expect(futureFaults(timesStated(type, version, data), limits)).toEqual(refused);
      expect(futureFaults(timesStated(type, version, withTime(example, path, '2026-03-01T12:05:00Z')), limits)).toEqual([]);
      if (type === 'entry.amended') return;
      const amendment = { type, schemaVersion: version, data };
      expect(futureFaults(timesStated('entry.amended', 1, amendment), limits)).toEqual([
        { ...refused[0], pointer: `/data${pointerOf(path)}` },
      ]);
    },
  );

  it.each(members.filter(({ means }) => means !== 'happened'))(
    '$type v$version $path: may lie ahead',
    ({ type, version, path, example }) => {
      expect(futureFaults(timesStated(type, version, withTime(example, path, '2062')), limits)).toEqual([]);
    },
  );

  it.each([
    ['2026', true],
    ['2026-03', true],
    ['2026-03-01', true],
    // It has begun on the islands that are 14 hours ahead.
    ['2026-03-02', true],
    ['2026-03-03', false],
    ['2026-04', false],
    ['2027', false],
    ['2026-03-01T12:05:00Z', true],
    ['2026-03-01T12:05:01Z', false],
  ])('a death in %s is taken: %s', (deceasedAt, taken) => {
    expect(futureFaults(timesStated('patient.deceased', 1, { deceasedAt }), limits).length).toBe(taken ? 0 : 1);
  });

  it('is read at the door', () => {
    const id = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c01';
    const envelope = { id, patientId: id, type: 'patient.deceased', occurredAt: '2026-03-01T08:00:00Z' };
    expect(readRecordCommand({ ...envelope, data: { deceasedAt: '2027' } }, limits)).toEqual({
      ok: false,
      faults: [{ pointer: '/data/deceasedAt', message: 'must not lie in the future' }],
    });
    expect(readRecordCommand({ ...envelope, data: { deceasedAt: '2026-03-01' } }, limits)).toMatchObject({ ok: true });
  });
});

describe('a time that is stated as a day, a month or a period', () => {
  it('is looked at when it is one', () => {
    const id = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c01';
    const envelope = { id, patientId: id, type: 'note.written', occurredAt: '2026-03-01T08:00:00Z' };
    const read = (happened: unknown) => readRecordCommand({ ...envelope, data: { kind: 'progress', text: 'Well', happened } }, limits);
    for (const malformed of [1, 'soon', { on: 5 }, { on: 'soon' }, {}]) expect(read(malformed)).toMatchObject({ ok: false });
    expect(read({ on: '2026-03-01' })).toMatchObject({ ok: true });
    expect(read({ on: '2019' })).toEqual({ ok: false, faults: [{ pointer: '/data/happened', message: 'must hold occurredAt' }] });
  });

  it.each([
    [{ on: '2026-03-01' }, '2026-03-01T12:00:00Z', true],
    [{ on: '2026-03-01' }, '2026-03-02T08:00:00Z', true],
    [{ on: '2026-03-01' }, '2026-03-03T08:00:00Z', false],
    [{ on: '2026-03-01' }, '2026-02-27T08:00:00Z', false],
    [{ on: '2026' }, '2026-01-01T12:00:00Z', true],
    [{ from: '2026-02-01T08:00:00Z', to: '2026-02-03' }, '2026-02-01T08:00:00Z', true],
    [{ from: '2026-02-01T08:00:00Z', to: '2026-02-03' }, '2026-02-01T07:59:59Z', false],
    [{ from: '2026-02-01T08:00:00Z', to: '2026-02-03' }, '2026-02-05T00:00:00Z', false],
    [{ to: '2026-02-03' }, '2020-01-01T00:00:00Z', true],
    [{ from: '2026-02-03' }, '2020-01-01T00:00:00Z', false],
    [{ from: '2026-02-03' }, '2026-02-05T00:00:00Z', true],
    [{ from: '2026-02-03T08:00:00Z', to: '2026-02-03T08:00:00Z' }, '2026-02-03T08:00:00Z', true],
  ])('%j has %s in it: %s', (happened, occurredAt, within) => {
    const faults = within ? [] : [{ pointer: '/happened', message: 'must hold occurredAt' }];
    expect(happenedFaults('note.written', occurredAt, { happened })).toEqual(faults);
    const amendment = { type: 'note.written', occurredAt, data: { happened } };
    expect(happenedFaults('entry.amended', '2026-03-01T12:00:00Z', amendment)).toEqual(
      faults.map((fault) => ({ ...fault, pointer: '/data/happened' })),
    );
  });

  it('is looked at in an amendment that corrects the time, and in no other data that has such a member', () => {
    const data = { happened: { on: '2019' } };
    const at = '2026-03-01T12:00:00Z';
    expect(happenedFaults('entry.amended', at, { type: 'note.written', data })).toEqual([]);
    expect(happenedFaults('note.written', at, { type: 'note.written', occurredAt: at, data })).toEqual([]);
    expect(happenedFaults('entry.amended', at, { type: 'note.written', occurredAt: at, data })).toHaveLength(1);
  });
});
