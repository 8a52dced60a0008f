import { describe, expect, it } from '@jest/globals';
import { PatientRecords } from '../../../test/patient-records.js';
import { merge, move, note, registered, strike, told, uuid } from '../../../test/rule-events.js';
import { companionOf, counterpartId, refusalByCompanion } from './companion.js';
import { noTargets } from './decision.js';

describe('an event in another record that a command brings about', () => {
  const records = new PatientRecords();
  const merged = { ...merge('m', 'anna', 'berta'), facility: 'ward-3' };
  for (const event of [registered('anna'), registered('berta'), note('n')]) records.post(event);

  it('says a merge in the record that goes on, where and when it was said', () => {
    expect(companionOf(merged, noTargets)).toStrictEqual({
      schemaVersion: 2,
      occurredAt: merged.occurredAt,
      facility: 'ward-3',
      causationId: merged.id,
      patientId: uuid('berta'),
      id: counterpartId(merged.id),
      type: 'patient.merged',
      data: { link: 'replaces', otherPatientId: uuid('anna') },
      namedAt: '/otherPatientId',
    });
    expect(companionOf(merge('m', 'anna', 'berta'), noTargets)).not.toHaveProperty('facility');
  });

  it('is none of a merge that is said by the record that goes on, nor of any other event', () => {
    expect(companionOf({ ...merged, data: { ...merged.data, link: 'replaces' } }, noTargets)).toBeUndefined();
    expect(companionOf(told('n2', 'note.written', { link: 'replaced-by', otherPatientId: uuid('berta') }), noTargets)).toBeUndefined();
    expect(companionOf(strike('s', 'n'), records.targetsFor(strike('s', 'n')))).toBeUndefined();
  });

  it('of a strike takes the other side of the merge back, for the same reason', () => {
    const other = new PatientRecords();
    for (const event of [registered('anna'), registered('berta'), merged]) expect(other.post(event)).toBeUndefined();
    const stroke = strike('s', 'm');
    expect(companionOf(stroke, other.targetsFor(stroke))).toStrictEqual({
      schemaVersion: stroke.schemaVersion,
      occurredAt: stroke.occurredAt,
      causationId: stroke.id,
      patientId: uuid('berta'),
      id: counterpartId(stroke.id),
      type: 'entry.struck',
      data: { ...stroke.data, entryId: counterpartId(merged.id) },
    });
  });

  it('is the entry itself where it is moved to, at the time at which it happened', () => {
    const moving = move('s', 'n', 'berta', 'copy');
    const { chain } = records.targetsFor(moving);
    const recorded = { schemaVersion: 1, facility: 'ward-7', data: { text: 'as it was written' } };
    expect(companionOf(moving, { chain: [{ ...chain[0]!, recorded }] })).toStrictEqual({
      ...recorded,
      occurredAt: note('n').occurredAt,
      patientId: uuid('berta'),
      id: uuid('copy'),
      type: 'note.written',
      causationId: moving.id,
      namedAt: '/movedTo/patientId',
    });
  });

  it('has an id of its own that follows from the command, and leads back to it', () => {
    expect(counterpartId('01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22')).toBe('01980c5e-7d0a-8b11-9c5e-3f1f5a0e1c22');
    expect(counterpartId(counterpartId(uuid('x')))).toBe(uuid('x'));
  });

  it('is refused as what the command is to blame for', () => {
    const companion = companionOf(merged, noTargets)!;
    const otherPatientId = companion.patientId;
    expect(refusalByCompanion({ code: 'patient-unknown', pointer: '/x' }, companion)).toStrictEqual({
      otherPatientId,
      code: 'patient-unknown',
      pointer: '/otherPatientId',
    });
    expect(refusalByCompanion({ code: 'patient-merged', first: 'e1', otherPatientId: 'p3' }, companion)).toStrictEqual({
      otherPatientId: 'p3',
      first: 'e1',
      code: 'merge-invalid',
      pointer: '/otherPatientId',
    });
    expect(refusalByCompanion({ code: 'entry-struck', pointer: '/x' }, companion)).toStrictEqual({ otherPatientId, code: 'entry-struck' });
    const { namedAt: _, ...unnamed } = { ...companion, type: 'entry.struck' };
    expect(refusalByCompanion({ code: 'patient-merged' }, unnamed)).toStrictEqual({ otherPatientId, code: 'patient-merged' });
  });
});
