import { describe, expect, it } from '@jest/globals';
import { beginsRecord, pointerOfReference, readRecordCommand, UnreadableEvent, type RecordCommand } from './record.command.js';

const limits = { nowMs: Date.parse('2026-03-01T12:00:00Z'), futureToleranceMs: 300_000 };
const uuid = (end: number): string => `01980c5e-7d0a-7b11-9c5e-0000000000${String(end).padStart(2, '0')}`;
const note = {
  patientId: uuid(1),
  id: uuid(2),
  type: 'note.written',
  occurredAt: '2026-03-01T08:00:00+01:00',
  data: { kind: 'progress', text: 'Slept well' },
};
const read = (changes: Record<string, unknown> = {}) => readRecordCommand({ ...note, ...changes }, limits);
const commandOf = (changes: Record<string, unknown> = {}): RecordCommand => {
  const reading = read(changes);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.command;
};
const faultsOf = (body: unknown): [string, string][] => {
  const reading = readRecordCommand(body, limits);
  if (reading.ok) throw new Error('it has no fault');
  return reading.faults.map(({ pointer, message }) => [pointer, message]);
};

describe('a command', () => {
  it('has what was sent, and nothing more', () => {
    expect(commandOf()).toStrictEqual({ ...note, schemaVersion: 1, retentionClass: 'clinical' });
  });

  it('has every member that may be sent, with ids in lower case and times as stated', () => {
    const more = { facility: 'ward-3', correlationId: uuid(3).toUpperCase(), causationId: uuid(4).toUpperCase(), ifMatch: 'W/"7"' };
    expect(commandOf({ ...more, patientId: uuid(1).toUpperCase(), id: uuid(2).toUpperCase() })).toStrictEqual({
      ...note,
      schemaVersion: 1,
      retentionClass: 'clinical',
      facility: 'ward-3',
      correlationId: uuid(3),
      causationId: uuid(4),
      ifMatch: 7,
    });
  });

  it('has the version that is named, else the newest', () => {
    const pulse = {
      code: { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
      category: 'vital-signs',
      valueInteger: 70,
    };
    expect(commandOf({ type: 'observation.recorded', data: pulse }).schemaVersion).toBe(2);
    for (const schemaVersion of [1, 2])
      expect(commandOf({ type: 'observation.recorded', data: pulse, schemaVersion }).schemaVersion).toBe(schemaVersion);
  });

  it('is of the stream version that an entity tag names, weak or strong', () => {
    for (const [ifMatch, version] of [
      ['W/"7"', 7],
      ['"7"', 7],
      ['"123"', 123],
    ] as const)
      expect(commandOf({ ifMatch }).ifMatch).toBe(version);
  });
});

describe('a body that is no command', () => {
  it.each([null, undefined, 'text', 7, []])('is none at all: %j', (body) => {
    expect(faultsOf(body).map(([pointer]) => pointer)).toEqual(['']);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ patientId: undefined }, '/patientId', 'is required'],
    [{ patientId: 'anna' }, '/patientId', 'must be a UUID'],
    [{ id: undefined }, '/id', 'is required'],
    [{ id: 7 }, '/id', 'must be a UUID'],
    [{ type: undefined }, '/type', 'is required'],
    [{ type: 7 }, '/type', 'must be a string'],
    [{ type: 'note.sung' }, '/type', 'is not a known event type (GET /v1/event-types lists them)'],
    [{ schemaVersion: 9 }, '/schemaVersion', 'must be one of: 1'],
    [{ type: 'observation.recorded', schemaVersion: 9 }, '/schemaVersion', 'must be one of: 1, 2'],
    [{ schemaVersion: 0 }, '/schemaVersion', 'must be at least 1'],
    [{ occurredAt: undefined }, '/occurredAt', 'is required'],
    [{ occurredAt: '2026-03-02T08:00:00Z' }, '/occurredAt', 'must not lie in the future'],
    [{ facility: 'Ward 3' }, '/facility', 'must be an opaque identifier: 1 to 64 letters, digits, or any of . _ : -'],
    [{ facility: 'x'.repeat(65) }, '/facility', 'must be an opaque identifier: 1 to 64 letters, digits, or any of . _ : -'],
    [{ facility: '' }, '/facility', 'must be an opaque identifier: 1 to 64 letters, digits, or any of . _ : -'],
    [{ facility: '-x' }, '/facility', 'must be an opaque identifier: 1 to 64 letters, digits, or any of . _ : -'],
    [{ facility: 7 }, '/facility', 'must be an opaque identifier: 1 to 64 letters, digits, or any of . _ : -'],
    [{ correlationId: 'x' }, '/correlationId', 'must be a UUID'],
    [{ causationId: 'x' }, '/causationId', 'must be a UUID'],
    [{ ifMatch: '7' }, '/ifMatch', 'must be an entity tag such as W/"3"'],
    [{ ifMatch: 'W/"0"' }, '/ifMatch', 'must be an entity tag such as W/"3"'],
    [{ ifMatch: 'w/"7"' }, '/ifMatch', 'must be an entity tag such as W/"3"'],
    [{ ifMatch: '"7" ' }, '/ifMatch', 'must be an entity tag such as W/"3"'],
    [{ ifMatch: 'x"7"' }, '/ifMatch', 'must be an entity tag such as W/"3"'],
    [{ ifMatch: '"1234567890"' }, '/ifMatch', 'must be an entity tag such as W/"3"'],
    [{ ifMatch: 7 }, '/ifMatch', 'must be an entity tag such as W/"3"'],
    [{ data: undefined }, '/data', 'is required'],
    [{ data: null }, '/data', 'must be an object'],
    [{ data: [] }, '/data', 'must be an object'],
    [{ data: 'text' }, '/data', 'must be an object'],
    [{ note: 'x' }, '/note', 'is not known here'],
  ])('has one fault: %j', (changes, pointer, message) => {
    expect(faultsOf({ ...note, ...changes })).toEqual([[pointer, message]]);
  });

  it('names the place in the data', () => {
    expect(faultsOf({ ...note, data: { kind: 'progress' } })).toEqual([['/data/text', 'is required']]);
  });

  it('names all faults at once, and none of what cannot be judged', () => {
    const pointers = (changes: Record<string, unknown>) =>
      faultsOf({ ...note, ...changes })
        .map(([pointer]) => pointer)
        .sort();
    expect(pointers({ id: 'x', occurredAt: 'now', data: { kind: 'progress' } })).toEqual(['/data/text', '/id', '/occurredAt']);
    expect(pointers({ type: 'note.sung', data: {} })).toEqual(['/type']);
    expect(pointers({ type: 7, schemaVersion: 'x', data: {} })).toEqual(['/schemaVersion', '/type']);
    expect(pointers({ id: 'x', type: 'note.sung' })).toEqual(['/id', '/type']);
    expect(pointers({ id: 'x', schemaVersion: 9 })).toEqual(['/id', '/schemaVersion']);
    expect(pointers({ schemaVersion: 'x', data: {} })).toEqual(['/schemaVersion']);
    expect(pointers({ id: 'x', data: null })).toEqual(['/data', '/id']);
    // A time that is none is compared with nothing.
    expect(pointers({ occurredAt: 'now', data: { ...note.data, happened: { on: '2019' } } })).toEqual(['/occurredAt']);
  });

  it('cannot say that a record which it begins has been seen', () => {
    const data = { identifiers: [], name: { family: 'Keller' }, gender: 'female' };
    const registration = { ...note, type: 'patient.registered', data };
    expect(readRecordCommand(registration, limits).ok).toBe(true);
    expect(faultsOf({ ...registration, ifMatch: 'W/"7"' })).toEqual([['/ifMatch', 'cannot be used with patient.registered']]);
    expect(faultsOf({ ...note, type: 'note.sung', ifMatch: 'W/"7"' })).toEqual([
      ['/type', 'is not a known event type (GET /v1/event-types lists them)'],
    ]);
  });

  it('in a batch has the faults that were found when its line was read', () => {
    const faults = [{ pointer: '', message: 'must be JSON' }];
    expect(readRecordCommand(new UnreadableEvent(faults), limits)).toStrictEqual({ ok: false, faults });
  });
});

it('the registration begins a record, and nothing else does', () => {
  expect(['patient.registered', 'patient.deceased', 'note.written', undefined].map((type) => beginsRecord({ type }))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it('the place of a reference is found in the data, or is the data', () => {
  const revision = { title: 'Walk', status: 'active', instructionId: uuid(5), changeLog: { reason: 'r' } };
  const command = commandOf({ type: 'plan.instruction-revised', data: revision });
  expect(pointerOfReference(command, uuid(5))).toBe('/data/instructionId');
  expect(pointerOfReference(command, uuid(6))).toBe('/data');
});
