import { clinicalEventTypes, upcastClinical } from '@everchart/contracts-clinical';
import { describe, expect, it } from '@jest/globals';
import {
  acknowledged, admitted, amend, cancelled, cleared, coloured, discharged, due, ended, given as dose, instructed, merge, move, note, notGiven,
  prescribed, raised, registered, revised, strike, told, transferred, uuid,
} from '../../../test/rule-events.js'; // prettier-ignore
import { PatientRecords } from '../../../test/patient-records.js';
import { counterpartId, type Writing } from './companion.js';
import type { Refusal, RefusalCode } from './decision.js';
import { isDoneAfterDeath } from './patient.rules.js';
import { decide, evolve, keysOf } from './rules.js';

/** Anna and Berta are registered; then the events, each of which must be accepted. */
function given(...events: Writing[]) {
  const records = new PatientRecords();
  for (const event of [registered('anna'), registered('berta'), ...events]) {
    expect([event.type, records.post(event)]).toEqual([event.type, undefined]);
  }
  return {
    records,
    when: (event: Writing) => {
      const refusal = records.post(event);
      return {
        thenAccepted: () => expect(refusal).toBeUndefined(),
        /** @param first name of the event that stands in the way */
        thenRefused: (code: RefusalCode, first?: string, more: Partial<Refusal> = {}) =>
          expect(refusal).toEqual({ code, ...(first === undefined ? {} : { first: uuid(first) }), ...more }),
      };
    },
  };
}

const at = (hour: number) => ({ at: hour });

describe('a record', () => {
  it('begins with its registration', () => {
    given()
      .when(note('n', { patient: 'carla' }))
      .thenRefused('patient-unknown');
  });

  it('takes notes, observations and changed details without a rule', () => {
    const observation = told('o', 'observation.recorded', {
      code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
      category: 'vital-signs',
      valueQuantity: { value: 72, unit: '/min', code: '/min' },
    });
    given(note('n'), observation, observation)
      .when(told('d', 'patient.details-amended', { language: 'de' }))
      .thenAccepted();
    expect(keysOf(note('n'), { chain: [] })).toEqual(['patient']);
  });
});

describe('a record that was replaced by another', () => {
  const merged = [note('old'), raised('flag', 'green'), merge('merge', 'anna', 'berta')];
  const elsewhere = { otherPatientId: uuid('berta') };

  it.each([note('n'), raised('f', 'red'), dose('d'), told('p', 'patient.details-amended', {}), cleared('c', 'flag')])(
    'takes no $type',
    (event) =>
      given(...merged)
        .when(event)
        .thenRefused('patient-merged', 'merge', elsewhere),
  );

  it('is not merged twice', () => {
    given(...merged)
      .when(merge('again', 'anna', 'berta'))
      .thenRefused('patient-merged', 'merge', elsewhere);
  });

  it('takes corrections of what it holds', () => {
    given(...merged)
      .when(amend('a', note('old'), { kind: 'progress', text: 'Slept badly' }))
      .thenAccepted();
    given(...merged)
      .when(strike('s', 'old'))
      .thenAccepted();
    given(...merged, strike('s', 'old'))
      .when(strike('s2', 's'))
      .thenAccepted();
  });

  it('leaves the surviving one open, which knows of it', () => {
    expect(counterpartId('01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c03')).toBe('01980c5e-7d0a-8b11-9c5e-3f1f5a0e1c03');
    const { records, when } = given(...merged);
    expect(records.record(uuid('berta')).events.at(-1)).toEqual({
      ...merged.at(-1),
      schemaVersion: 2,
      patientId: uuid('berta'),
      id: counterpartId(uuid('merge')),
      data: { link: 'replaces', otherPatientId: uuid('anna') },
      causationId: uuid('merge'),
    });
    when(note('n', { patient: 'berta' })).thenAccepted();
  });

  it('goes on when the merge is struck, on both sides, and is merged again when that is struck', () => {
    const parted = given(...merged, strike('part', 'merge'));
    const { events } = parted.records.record(uuid('berta'));
    expect(events.at(-1)).toMatchObject({
      type: 'entry.struck',
      data: { entryId: counterpartId(uuid('merge')) },
      causationId: uuid('part'),
    });
    parted.when(note('n')).thenAccepted();

    const again = given(...merged, strike('part', 'merge'), strike('restore', 'part'));
    expect(again.records.record(uuid('berta')).events.at(-1)).toMatchObject({ data: { entryId: counterpartId(uuid('part')) } });
    again.when(note('n')).thenRefused('patient-merged', 'merge', elsewhere);
  });

  it('may be merged into another one after the first merge is struck', () => {
    given(...merged, registered('carla'), strike('part', 'merge'))
      .when(merge('right', 'anna', 'carla'))
      .thenAccepted();
    given(...merged, registered('carla'), strike('part', 'merge'), merge('right', 'anna', 'carla'))
      .when(strike('restore', 'part'))
      .thenRefused('patient-merged', 'right', { otherPatientId: uuid('carla') });
  });
});

describe('a record that was replaced after a death', () => {
  const died = told('died', 'patient.deceased', { deceasedAt: '2026-03-01T10:00:00+01:00', cause: { text: 'Stroke' } }, at(11));
  const dead = [died, merge('m', 'anna', 'berta')];
  const there = { patient: 'berta', at: 13 };
  const elsewhere = { otherPatientId: uuid('berta') };

  it('is a death of the one that goes on', () => {
    const { records, when } = given(...dead);
    expect(records.record(uuid('berta')).events.at(-1)!.data).toEqual({
      link: 'replaces',
      otherPatientId: uuid('anna'),
      death: { deceasedAt: '2026-03-01T10:00:00+01:00', statedAt: died.occurredAt },
    });
    when(raised('f', 'red', there)).thenRefused('patient-deceased', undefined, { first: counterpartId(uuid('m')) });
    given(...dead)
      .when(raised('f', 'red', { patient: 'berta', at: 9 }))
      .thenAccepted();
    given(...dead)
      .when(told('d', 'patient.deceased', { deceasedAt: '2026-03-02' }, there))
      .thenRefused('patient-deceased', undefined, { first: counterpartId(uuid('m')) });
    given(...dead)
      .when(told('d', 'patient.deceased', { deceasedAt: '2026-03-01' }, there))
      .thenAccepted();
  });

  it('also of a time that is not known, by the details, and by way of a third record', () => {
    const found = told('found', 'patient.deceased', {}, at(11));
    const details = told('x', 'patient.details-amended', { deceased: '2026-02-26' }, at(12));
    for (const death of [found, details])
      given(death, merge('m', 'anna', 'berta'), registered('carla'), merge('m2', 'berta', 'carla'))
        .when(raised('f', 'red', { patient: 'carla', at: 13 }))
        .thenRefused('patient-deceased', undefined, { first: counterpartId(uuid('m2')) });
    // It was by the time at which it was stated, not by that of the merge.
    given(found, merge('m', 'anna', 'berta'))
      .when(raised('f', 'red', { patient: 'berta', at: 11 }))
      .thenAccepted();
    given(found, { ...merge('m', 'anna', 'berta'), occurredAt: '2026-03-01T16:00:00+01:00' })
      .when(raised('f', 'red', there))
      .thenRefused('patient-deceased', undefined, { first: counterpartId(uuid('m')) });
  });

  it('is no death of it when it was struck before, or when the merge is struck', () => {
    given(died, strike('s', 'died'), merge('m', 'anna', 'berta'))
      .when(raised('f', 'red', there))
      .thenAccepted();
    given(...dead, strike('part', 'm'))
      .when(raised('f', 'red', there))
      .thenAccepted();
    given(...dead, strike('part', 'm'), strike('restore', 'part'))
      .when(raised('f', 'red', there))
      .thenRefused('patient-deceased', undefined, { first: counterpartId(uuid('m')) });
  });

  it('keeps the death as the other one was told: what would change it names that record', () => {
    const refused = (event: Writing, ...events: Writing[]) =>
      given(...events)
        .when(event)
        .thenRefused('death-merged', 'm', elsewhere);
    refused(strike('s', 'died'), ...dead);
    refused(amend('a', died, { deceasedAt: '2026-03-01T09:00:00+01:00' }), ...dead);
    refused(amend('a', died, {}), ...dead);
    refused(move('v', 'died', 'carla', 'copy'), registered('carla'), ...dead);
    const deadAtOnce = amend('a', registered('anna'), { ...registered('anna').data, deceased: '2026-02' });
    given(merge('m', 'anna', 'berta'))
      .when(deadAtOnce)
      .thenRefused('death-merged', 'm', elsewhere);
    refused(strike('s2', 's'), died, strike('s', 'died'), merge('m', 'anna', 'berta'));
    // What is no other death is corrected as before; and all of it when the records are apart.
    given(...dead)
      .when(amend('a', died, { ...died.data, cause: { text: 'Pneumonia' } }))
      .thenAccepted();
    const again = given(
      ...dead,
      strike('part', 'm'),
      amend('a', died, { deceasedAt: '2026-03-01T14:00:00+01:00' }),
      merge('m2', 'anna', 'berta'),
    );
    again.when(raised('f', 'red', there)).thenAccepted();
    again.when(raised('f2', 'red', { ...there, at: 15 })).thenRefused('patient-deceased', undefined, { first: counterpartId(uuid('m2')) });
  });

  it('is not merged again by a strike when the death is another one by then', () => {
    given(...dead, strike('part', 'm'), amend('a', died, { deceasedAt: '2026-03-01T14:00:00+01:00' }))
      .when(strike('restore', 'part'))
      .thenRefused('merge-death-changed', 'm', elsewhere);
    given(merge('m', 'anna', 'berta'), strike('part', 'm'), died)
      .when(strike('restore', 'part'))
      .thenRefused('merge-death-changed', 'm', elsewhere);
  });

  it('is not parted from a record that has ended itself, which was told of it', () => {
    given(...dead, registered('carla'), merge('m2', 'berta', 'carla'))
      .when(strike('part', 'm'))
      .thenRefused('death-merged', 'm2', { otherPatientId: uuid('carla') });
  });

  it('is not merged into one that died at another time', () => {
    given(died, told('other', 'patient.deceased', { deceasedAt: '2026-02-01' }, { patient: 'berta' }))
      .when(merge('m', 'anna', 'berta'))
      .thenRefused('patient-deceased', 'other', elsewhere);
    given(died, told('same', 'patient.deceased', { deceasedAt: '2026-03-01' }, { patient: 'berta' }))
      .when(merge('m', 'anna', 'berta'))
      .thenAccepted();
  });
});

describe('a merge', () => {
  it('is of two records', () => {
    given()
      .when(merge('m', 'anna', 'anna'))
      .thenRefused('merge-invalid', undefined, { pointer: '/otherPatientId' });
    const upper = merge('m', 'anna', 'anna');
    upper.data = { link: 'replaced-by', otherPatientId: uuid('anna').toUpperCase() };
    given().when(upper).thenRefused('merge-invalid', undefined, { pointer: '/otherPatientId' });
    given()
      .when(merge('m', 'anna', 'nobody'))
      .thenRefused('patient-unknown', undefined, { pointer: '/otherPatientId', otherPatientId: uuid('nobody') });
  });

  it('goes into a record that goes on', () => {
    given(merge('m', 'anna', 'berta'), registered('carla'))
      .when(merge('m2', 'carla', 'anna'))
      .thenRefused('merge-invalid', 'm', { pointer: '/otherPatientId', otherPatientId: uuid('berta') });
    given(merge('m', 'anna', 'berta'))
      .when(merge('m2', 'berta', 'anna'))
      .thenRefused('merge-invalid', 'm', { pointer: '/otherPatientId', otherPatientId: uuid('berta') });
    given(merge('m', 'anna', 'berta'), registered('carla'))
      .when(merge('m2', 'berta', 'carla'))
      .thenAccepted();
  });

  it('is not restored into a ring', () => {
    given(merge('m', 'anna', 'berta'), strike('part', 'm'), merge('back', 'berta', 'anna'))
      .when(strike('restore', 'part'))
      .thenRefused('merge-invalid', 'back', { otherPatientId: uuid('anna') });
  });

  it('is said by the record that ends, and struck there', () => {
    given()
      .when(told('m', 'patient.merged', { link: 'replaces', otherPatientId: uuid('berta') }))
      .thenRefused('merge-invalid', undefined, { pointer: '/link' });
    const there = (name: string, entryId: string) => told(name, 'entry.struck', { entryId, reason: 'other' }, { patient: 'berta' });
    given(merge('m', 'anna', 'berta'))
      .when(there('s', counterpartId(uuid('m'))))
      .thenRefused('merge-invalid', undefined, { pointer: '/entryId' });
    given(merge('m', 'anna', 'berta'), strike('part', 'm'))
      .when(there('s', counterpartId(uuid('part'))))
      .thenRefused('merge-invalid', undefined, { pointer: '/entryId' });
  });
});

describe('after death', () => {
  const died = told('died', 'patient.deceased', { deceasedAt: '2026-03-01T10:00:00+01:00' }, at(11));
  const stands = [
    prescribed('p'), raised('flag', 'green'), instructed('i'), admitted('a', 'stay'), told('c', 'consent.granted', {}),
    told('allergy', 'allergy.recorded', {}), told('incident', 'incident.reported', {}),
  ]; // prettier-ignore

  it.each([
    note('n', at(12)),
    told('x', 'document.attached', {}, at(12)),
    told('x', 'incident.reported', {}, at(12)),
    told('x', 'incident.reviewed', { incidentId: uuid('incident') }, at(12)),
    cleared('x', 'flag', at(12)),
    ended('x', 'i', at(12)),
    told('x', 'medication.stopped', { prescriptionId: uuid('p'), reason: 'Died' }, at(12)),
    discharged('x', 'stay', at(12)),
    cancelled('x', 'stay', 'admission', at(12)),
    told('x', 'consent.granted', {}, at(12)),
    told('x', 'consent.withdrawn', { consentId: uuid('c') }, at(12)),
    told('x', 'patient.details-amended', {}, at(12)),
    // The doctor comes, and certifies it.
    told('x', 'stay.admitted', { stayId: uuid('visit'), class: 'ambulatory' }, at(12)),
    told('x', 'observation.recorded', { code: { coding: [{ system: 'http://loinc.org', code: '69453-9' }] } }, at(12)),
    merge('x', 'anna', 'berta'),
    strike('x', 'flag'),
    amend('x', instructed('i'), { title: 'Walk', status: 'active' }),
  ])('$type is still recorded', (event) =>
    given(...stands, died)
      .when(event)
      .thenAccepted(),
  );

  it.each([
    dose('x', {}, at(12)),
    notGiven('x', {}, at(12)),
    prescribed('x', at(12)),
    told('x', 'medication.changed', { prescriptionId: uuid('p') }, at(12)),
    told('x', 'observation.recorded', { code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] } }, at(12)),
    told('x', 'observation.recorded', { code: { text: 'Pulse' } }, at(12)),
    raised('x', 'red', at(12)),
    coloured('x', 'flag', 'red', at(12)),
    acknowledged('x', 'flag', at(12)),
    admitted('x', 'other stay', at(12)),
    transferred('x', 'stay', at(12)),
    told('x', 'allergy.recorded', {}, at(12)),
    told('x', 'allergy.refuted', { allergyId: uuid('allergy') }, at(12)),
    told('x', 'problem.recorded', {}, at(12)),
    told('x', 'preference.stated', {}, at(12)),
    instructed('x', at(12)),
    revised('x', 'i', at(12)),
    told('x', 'plan.task-completed', {}, at(12)),
  ])('$type is refused', (event) =>
    given(...stands, died)
      .when(event)
      .thenRefused('patient-deceased', 'died'),
  );

  it('what happened before is still recorded', () => {
    given(died)
      .when(dose('d', {}, at(9)))
      .thenAccepted();
    given(died)
      .when(dose('d', {}, at(10)))
      .thenAccepted();
    given(died)
      .when(dose('d', {}, { at: '2026-03-01T10:00:01+01:00' }))
      .thenRefused('patient-deceased', 'died');
    // Of the day of the death it is not known whether it was after it.
    given(died)
      .when(dose('d', { happened: { on: '2026-03-01' } }, { at: '2026-03-01T12:00:00Z' }))
      .thenAccepted();
    given(died)
      .when(dose('d', { happened: { on: '2026-03-04' } }, { at: '2026-03-04T12:00:00Z' }))
      .thenRefused('patient-deceased', 'died');
  });

  it('of a death whose time is not known: it was by the time at which it was recorded to be known', () => {
    const found = told('found', 'patient.deceased', {}, at(11));
    given(found)
      .when(dose('d', {}, at(11)))
      .thenAccepted();
    given(found)
      .when(dose('d', {}, at(12)))
      .thenRefused('patient-deceased', 'found');
    // The time becomes known: it is the same death, unless it lies behind.
    given(found)
      .when(amend('a', found, { deceasedAt: '2026-03-01T10:00:00+01:00' }))
      .thenAccepted();
    given(found, amend('a', found, { deceasedAt: '2026-03-01T10:00:00+01:00' }))
      .when(dose('d', {}, { at: '2026-03-01T10:30:00+01:00' }))
      .thenRefused('patient-deceased', 'found');
    const details = (deceased: string) => told('x', 'patient.details-amended', { deceased }, at(12));
    given(found).when(details('2026-03-01')).thenAccepted();
    given(found, details('2026-01'))
      .when(dose('d', {}, at(10)))
      .thenRefused('patient-deceased', 'x');
    given(found).when(details('2026-03-03')).thenRefused('patient-deceased', 'found');
    given(found).when(died).thenRefused('patient-deceased', 'found');
  });

  it('nobody dies twice', () => {
    const again = told('again', 'patient.deceased', { deceasedAt: '2026-03-01' }, at(8));
    given(died).when(again).thenRefused('patient-deceased', 'died');
    given(died, strike('s', 'died')).when(again).thenAccepted();
    given(died, strike('s', 'died'), again).when(strike('s2', 's')).thenRefused('patient-deceased', 'again');
  });

  describe('that is stated by the details of the person', () => {
    const at2027 = { at: '2027-01-05T08:00:00Z' };
    const details = (name: string, deceased: string) => told(name, 'patient.details-amended', { deceased }, at(9));
    const deadAtOnce = { ...registered('carla'), data: { ...registered('carla').data, deceased: '2020' } };
    const carla = { patient: 'carla' };

    it('holds by the last of the details, also when its clock is before the registration', () => {
      const about = new PatientRecords();
      const person = registered('anna');
      about.post({ ...person, occurredAt: '2026-03-01T08:00:00+01:00', data: { ...person.data, deceased: '2026-02' } });
      const exact = told('details', 'patient.details-amended', { deceased: '2026-02-05' }, { at: 7 });
      expect(about.post(exact)).toBeUndefined();
      expect(about.post(note('n', { at: '2026-02-20T08:00:00Z' }))).toBeUndefined();
      expect(about.post(dose('d', { scheduledAt: '2026-02-20T08:00:00Z' }, { at: '2026-02-20T08:00:00Z' }))).toMatchObject({
        code: 'patient-deceased',
        first: exact.id,
      });
    });

    it('nothing is done after it either', () => {
      given(deadAtOnce)
        .when(dose('d', {}, { ...carla, at: 12 }))
        .thenRefused('patient-deceased', 'registered carla');
      given(details('x', '2020-05-03'))
        .when(dose('d', {}, at(12)))
        .thenRefused('patient-deceased', 'x');
      given(details('x', '2020'), strike('s', 'x'))
        .when(dose('d', {}, at(12)))
        .thenAccepted();
    });

    it('another death contradicts it, a more exact one does not', () => {
      const died = (name: string, deceasedAt: string) => told(name, 'patient.deceased', { deceasedAt }, { ...carla, ...at2027 });
      given(deadAtOnce).when(died('d', '2026-12-01')).thenRefused('patient-deceased', 'registered carla');
      given(deadAtOnce).when(died('d', '2020-05-03')).thenAccepted();
      given(deadAtOnce, died('d', '2020-05-03')).when(died('d2', '2020-05-03')).thenRefused('patient-deceased', 'd');
      given(deadAtOnce)
        .when(told('x', 'patient.details-amended', { deceased: '2026' }, carla))
        .thenRefused('patient-deceased', 'registered carla');
      given(deadAtOnce, died('d', '2020-05-03'))
        .when(told('x', 'patient.details-amended', { deceased: '2021' }, carla))
        .thenRefused('patient-deceased', 'd');
    });

    it('of two that differ the one is refused that is said second, whichever is earlier; the same one may be said again', () => {
      const about = { at: '2027-01-05T08:00:00Z' };
      const said = (name: string, deceased: string) => told(name, 'patient.details-amended', { deceased }, about);
      const recorded = (name: string, deceasedAt: string) => told(name, 'patient.deceased', { deceasedAt }, about);
      given(said('x', '2026-02-10')).when(recorded('y', '2026-02-05')).thenRefused('patient-deceased', 'x');
      given(said('x', '2026-02-05')).when(recorded('y', '2026-02-10')).thenRefused('patient-deceased', 'x');
      given(recorded('y', '2026-02-05')).when(said('x', '2026-02-10')).thenRefused('patient-deceased', 'y');
      given(recorded('y', '2026-02-10')).when(said('x', '2026-02-05')).thenRefused('patient-deceased', 'y');
      const instant = '2026-02-05T08:00:00Z';
      given(said('x', instant)).when(recorded('y', instant)).thenAccepted();
      given(recorded('y', instant)).when(said('x', instant)).thenAccepted();
    });

    it('holds by the one that was recorded for itself; one without a time only when there is no other', () => {
      const later = { at: '2026-02-25T08:00:00Z' };
      const onThe20th = dose('d', { scheduledAt: '2026-02-20T08:00:00Z' }, { at: '2026-02-20T08:00:00Z' });
      const recorded = told('y', 'patient.deceased', { deceasedAt: '2026-02-05' }, { at: '2026-02-21T08:00:00Z' });
      const inFebruary = told('x', 'patient.details-amended', { deceased: '2026-02' }, later);
      for (const both of [
        [recorded, inFebruary],
        [inFebruary, recorded],
      ])
        given(...both)
          .when(onThe20th)
          .thenRefused('patient-deceased', 'y');
      const unknown = told('z', 'patient.deceased', {}, later);
      const exact = told('x', 'patient.details-amended', { deceased: '2026-02-05' }, { at: '2026-02-21T08:00:00Z' });
      for (const both of [
        [unknown, exact],
        [exact, unknown],
      ])
        given(...both)
          .when(onThe20th)
          .thenRefused('patient-deceased', 'x');
    });

    it('is put right by an amendment, of the registration too', () => {
      const alive = amend('m', deadAtOnce, registered('carla').data);
      given(deadAtOnce, { ...alive, patientId: uuid('carla') })
        .when(dose('d', {}, { ...carla, at: 12 }))
        .thenAccepted();
      given(details('x', '2020'), amend('m', details('x', '2020'), { gender: 'other' }))
        .when(dose('d', {}, at(12)))
        .thenAccepted();
      // Stated where nothing was: the record would not know of it if the entry were struck.
      const changed = told('x', 'patient.details-amended', { gender: 'other' });
      given(changed)
        .when(amend('m', changed, { deceased: '2020' }))
        .thenRefused('amendment-moves-entry', undefined, { pointer: '/data' });
    });

    it('what happened after all is recorded, knowingly', () => {
      given(died)
        .when(dose('d', { override: { reason: 'Time of death is of another' } }, at(12)))
        .thenAccepted();
      given(died, dose('d', {}, at(9)))
        .when(amend('m', dose('d', {}, at(9)), { ...dose('d').data, override: { reason: 'As above' } }, due(12)))
        .thenAccepted();
    });
  });

  it('only what is observed of the death itself is still observed', () => {
    const observed = (system: string, code: string) => told('x', 'observation.recorded', { code: { coding: [{ system, code }] } }, at(12));
    given(died).when(observed('http://loinc.org', '81956-5')).thenAccepted();
    given(died).when(observed('http://loinc.org', '8867-4')).thenRefused('patient-deceased', 'died');
    given(died).when(observed('urn:local', '81956-5')).thenRefused('patient-deceased', 'died');
    given(died)
      .when(told('x', 'observation.recorded', { code: { text: 'Cause of death' } }, at(12)))
      .thenRefused('patient-deceased', 'died');
  });

  it('an entry that was recorded before the death was known is corrected where it stands, and not moved', () => {
    const afterwards = dose('d', { scheduledAt: undefined }, at(12));
    given(afterwards, died)
      .when(amend('m', afterwards, { ...afterwards.data, note: 'with water' }))
      .thenAccepted();
    given(afterwards, died)
      .when(amend('m', afterwards, afterwards.data, due(12)))
      .thenAccepted();
    given(afterwards, died)
      .when(amend('m', afterwards, afterwards.data, due(13)))
      .thenRefused('patient-deceased', 'died');
    given(afterwards, died)
      .when(amend('m', afterwards, afterwards.data, due(9)))
      .thenAccepted();
    const pulse = told('o', 'observation.recorded', { code: { text: 'Pulse' } }, at(12));
    given(pulse, died)
      .when(amend('m', pulse, { ...pulse.data, happened: { on: '2026-03-05' } }))
      .thenRefused('patient-deceased', 'died');
  });

  it('a struck death is none, and a corrected one counts as corrected', () => {
    given(died, strike('s', 'died'))
      .when(dose('d', {}, at(12)))
      .thenAccepted();
    given(died, strike('s', 'died'), strike('s2', 's'))
      .when(dose('d', {}, at(12)))
      .thenRefused('patient-deceased', 'died');
    given(died, amend('a', died, { deceasedAt: '2026-03-01T13:00:00+01:00' }))
      .when(dose('d', {}, at(12)))
      .thenAccepted();
    given(died, amend('a', died, { deceasedAt: '2026-03-01T13:00:00+01:00' }), strike('s', 'a'))
      .when(dose('d', {}, at(12)))
      .thenRefused('patient-deceased', 'died');
  });

  it('no time is corrected to what lies after it', () => {
    given(dose('d'), died)
      .when(amend('a', dose('d'), { ...dose('d').data, happened: { on: '2026-03-04' } }))
      .thenRefused('patient-deceased', 'died');
    given(dose('d'), died)
      .when(amend('a', dose('d'), dose('d').data, due(12)))
      .thenRefused('patient-deceased', 'died');
    given(dose('d'), died)
      .when(amend('a', dose('d'), dose('d').data, due(9)))
      .thenAccepted();
  });

  it.each([
    // A date ends last where it is 14 hours behind UTC.
    ['2026', '2026-12-31T23:00:00Z', true],
    ['2026', '2027-01-01T13:59:59Z', true],
    ['2026', '2027-01-01T14:00:00Z', false],
    ['2026-02', '2026-03-01T13:59:59Z', true],
    ['2026-02', '2026-03-01T15:00:00+01:00', false],
    ['2026-03-01', '2026-03-02T04:00:00+01:00', true],
    ['2026-03-01', '2026-03-02T14:59:59+01:00', true],
    ['2026-03-01', '2026-03-02T15:00:00+01:00', false],
    ['2024-02-29', '2024-03-01T14:00:00Z', false],
    ['2026-03-01T10:00:00+01:00', '2026-03-01T10:00:00.999+01:00', true],
    ['2026-03-01T10:00:00+01:00', '2026-03-01T09:00:00Z', true],
    ['2026-03-01T10:00:00+01:00', '2026-03-01T09:00:01Z', false],
    ['2026-03-01T10:00:00.5Z', '2026-03-01T10:00:00.59Z', true],
    ['2026-03-01T10:00:00.5Z', '2026-03-01T10:00:00.6Z', false],
    ['2026-03-01 10:00:00z', '2026-03-01T10:00:01Z', false],
    ['2026-03-01T23:59:60Z', '2026-03-02T00:00:00Z', true],
  ])('stated as %s, a dose at %s is taken: %s', (deceasedAt, occurredAt, taken) => {
    const { when } = given(told('died', 'patient.deceased', { deceasedAt }));
    const outcome = when(dose('d', {}, { at: occurredAt }));
    if (taken) outcome.thenAccepted();
    else outcome.thenRefused('patient-deceased', 'died');
  });
});

describe('a stay', () => {
  it('is admitted once', () => {
    given(admitted('a', 'stay')).when(admitted('a2', 'stay')).thenRefused('stay-exists', 'a');
    given(admitted('a', 'stay'), discharged('d', 'stay')).when(admitted('a2', 'stay')).thenRefused('stay-exists', 'a');
    given(admitted('a', 'stay'), cancelled('c', 'stay', 'admission'))
      .when(admitted('a2', 'stay'))
      .thenRefused('stay-exists', 'a');
  });

  it('is in one bed at a time; visits and care at home go on beside it', () => {
    given(admitted('a', 'stay')).when(admitted('a2', 'another stay')).thenRefused('stay-open', 'a');
    given(admitted('a', 'stay', at(8)), discharged('d', 'stay', at(10)))
      .when(admitted('a2', 'another stay', at(10)))
      .thenAccepted();
    given(admitted('a', 'stay'), cancelled('c', 'stay', 'admission'))
      .when(admitted('a2', 'another stay', at(9)))
      .thenAccepted();
    given(admitted('a', 'stay'), strike('s', 'a'))
      .when(admitted('a2', 'another stay', at(9)))
      .thenAccepted();
    for (const visit of ['ambulatory', 'home', 'virtual', 'emergency']) {
      given(admitted('a', 'stay'))
        .when(told('v', 'stay.admitted', { stayId: uuid('visit'), class: visit }, at(9)))
        .thenAccepted();
    }
    // Recorded late: it may have ended before the other began.
    given(admitted('a', 'stay', at(8)))
      .when(admitted('a2', 'another stay', at(7)))
      .thenAccepted();
  });

  it('is in one bed, also by what reopens or corrects', () => {
    const both = [admitted('a', 'stay', at(7)), discharged('d', 'stay', at(8)), admitted('b', 'another stay', at(9))];
    given(...both)
      .when(cancelled('c', 'stay', 'discharge'))
      .thenRefused('stay-open', 'b');
    const late = admitted('b', 'another stay', at(6));
    given(admitted('a', 'stay', at(7)), late)
      .when(amend('m', late, late.data, due(8)))
      .thenRefused('stay-open', 'a');
    given(admitted('a', 'stay', at(7)), strike('s', 'a'), admitted('b', 'another stay', at(8)))
      .when(strike('s2', 's'))
      .thenRefused('stay-open', 'b');
    given(...both)
      .when(strike('s', 'd'))
      .thenRefused('stay-open', 'b');
    // Both are open, and something else is put right.
    given(admitted('a', 'stay', at(7)), late)
      .when(amend('m', late, { ...late.data, location: { room: '2' } }))
      .thenAccepted();
    given(admitted('a', 'stay', at(7)), late, strike('s', 'a'))
      .when(strike('s2', 's'))
      .thenAccepted();
  });

  it('has its steps in their order', () => {
    const admission = admitted('a', 'stay', at(9));
    given(admission)
      .when(discharged('d', 'stay', at(8)))
      .thenRefused('stay-order', 'a');
    given(admission)
      .when(transferred('t', 'stay', { at: '2026-03-01T08:59:59+01:00' }))
      .thenRefused('stay-order', 'a');
    given(admission)
      .when(discharged('d', 'stay', { at: '2026-03-01T08:00:00Z' }))
      .thenAccepted();
    const moved = transferred('t', 'stay', at(12));
    given(admission, moved)
      .when(discharged('d', 'stay', at(11)))
      .thenRefused('stay-order', 't');
    given(admission, moved, cancelled('c', 'stay', 'transfer', at(12)))
      .when(discharged('d', 'stay', at(11)))
      .thenAccepted();
  });

  it('of which only days are known is out of order only when it is so in any case', () => {
    const on = (day: string) => ({ happened: { on: day } });
    const admission = told('a', 'stay.admitted', { stayId: uuid('stay'), class: 'residential', ...on('2026-03-01') }, at(12));
    given(admission)
      .when(discharged('d', 'stay', at(9)))
      .thenAccepted();
    given(admission)
      .when(told('d', 'stay.discharged', { stayId: uuid('stay'), ...on('2026-03') }, { at: '2026-03-01T00:00:00Z' }))
      .thenAccepted();
    given(admission)
      .when(discharged('d', 'stay', { at: '2026-02-27T09:00:00Z' }))
      .thenRefused('stay-order', 'a');
    given(admission)
      .when(told('d', 'stay.discharged', { stayId: uuid('stay'), ...on('2026-02-20') }, { at: '2026-02-20T12:00:00Z' }))
      .thenRefused('stay-order', 'a');
    // Amended to an instant, it is one.
    given(admission, amend('m', admission, { stayId: uuid('stay'), class: 'residential' }))
      .when(discharged('d', 'stay', at(9)))
      .thenRefused('stay-order', 'a');
  });

  it('has them in their order when one is amended, or restored', () => {
    const steps = [admitted('a', 'stay', at(8)), transferred('t', 'stay', at(10)), discharged('d', 'stay', at(12))] as const;
    const [admission, transfer, discharge] = steps;
    const to = (entry: Writing, hour: number) => amend('m', entry, entry.data, due(hour));
    given(...steps)
      .when(to(admission, 11))
      .thenRefused('stay-order', 't');
    given(...steps)
      .when(to(transfer, 13))
      .thenRefused('stay-order', 'd');
    given(...steps)
      .when(to(discharge, 9))
      .thenRefused('stay-order', 't');
    given(...steps)
      .when(to(discharge, 11))
      .thenAccepted();
    given(admission, transfer, strike('s', 't'), discharged('d', 'stay', at(9)))
      .when(strike('s2', 's'))
      .thenRefused('stay-order', 'd');
    given(admission, transfer, cancelled('c', 'stay', 'transfer', at(11)), discharged('d', 'stay', at(9)))
      .when(strike('s', 'c'))
      .thenRefused('stay-order', 'd');
  });

  it('is known by its id, however that is written', () => {
    const upper = told('a2', 'stay.admitted', { stayId: uuid('stay').toUpperCase(), class: 'home' });
    given(admitted('a', 'stay')).when(upper).thenRefused('stay-exists', 'a');
  });

  it.each([transferred('x', 'stay'), discharged('x', 'stay'), cancelled('x', 'stay', 'discharge')])(
    'that nobody knows has no $type',
    (event) => {
      given().when(event).thenRefused('stay-unknown', undefined, { pointer: '/stayId' });
      given(admitted('a', 'stay'), strike('s', 'a')).when(event).thenRefused('stay-unknown', undefined, { pointer: '/stayId' });
    },
  );

  it.each([transferred('x', 'stay'), discharged('x', 'stay'), cancelled('x', 'stay', 'admission')])(
    'that was cancelled has no $type',
    (event) =>
      given(admitted('a', 'stay'), cancelled('c', 'stay', 'admission'))
        .when(event)
        .thenRefused('stay-cancelled', 'c'),
  );

  it('goes on when its cancellation is struck', () => {
    given(admitted('a', 'stay'), cancelled('c', 'stay', 'admission'), strike('s', 'c'))
      .when(discharged('d', 'stay'))
      .thenAccepted();
  });

  it('is closed once', () => {
    const closed = [admitted('a', 'stay'), discharged('d', 'stay', at(10))];
    given(...closed)
      .when(discharged('d2', 'stay', at(9)))
      .thenRefused('stay-closed', 'd');
    given(...closed)
      .when(transferred('t', 'stay', at(11)))
      .thenRefused('stay-closed', 'd');
    given(...closed)
      .when(transferred('t', 'stay', at(10)))
      .thenRefused('stay-closed', 'd');
    given(...closed)
      .when(transferred('t', 'stay', at(9)))
      .thenAccepted();
    given(...closed, strike('s', 'd'))
      .when(discharged('d2', 'stay'))
      .thenAccepted();
  });

  it('goes by the corrected time of its discharge', () => {
    const discharge = discharged('d', 'stay', at(10));
    given(admitted('a', 'stay'), discharge, amend('c', discharge, discharge.data, due(14)))
      .when(transferred('t', 'stay', at(12)))
      .thenAccepted();
  });

  it('is open again when its discharge is cancelled', () => {
    const reopened = [admitted('a', 'stay'), discharged('d', 'stay'), cancelled('c', 'stay', 'discharge')];
    given(...reopened)
      .when(transferred('t', 'stay', at(12)))
      .thenAccepted();
    given(...reopened)
      .when(discharged('d2', 'stay'))
      .thenAccepted();
    given(...reopened)
      .when(cancelled('c2', 'stay', 'discharge'))
      .thenRefused('stay-not-discharged');
    given(...reopened, discharged('d2', 'stay'))
      .when(discharged('d3', 'stay'))
      .thenRefused('stay-closed', 'd2');
    given(...reopened, strike('s', 'c'))
      .when(discharged('d2', 'stay'))
      .thenRefused('stay-closed', 'd');
  });

  it('keeps what a cancellation said when the discharge before it is struck and restored', () => {
    given(admitted('a', 'stay'), discharged('d', 'stay'), cancelled('c', 'stay', 'discharge'), discharged('d2', 'stay'), strike('s', 'd'))
      .when(strike('s2', 's'))
      .thenAccepted();
  });

  it('has only cancelled what took place', () => {
    given(admitted('a', 'stay'))
      .when(cancelled('c', 'stay', 'discharge'))
      .thenRefused('stay-not-discharged');
    given(admitted('a', 'stay'))
      .when(cancelled('c', 'stay', 'transfer'))
      .thenRefused('stay-not-transferred');
    given(admitted('a', 'stay'), transferred('t', 'stay'))
      .when(cancelled('c', 'stay', 'transfer'))
      .thenAccepted();
    given(admitted('a', 'stay'), transferred('t', 'stay'), cancelled('c', 'stay', 'transfer'))
      .when(cancelled('c2', 'stay', 'transfer'))
      .thenRefused('stay-not-transferred');
    given(admitted('a', 'stay'), transferred('t', 'stay'), strike('s', 't'))
      .when(cancelled('c', 'stay', 'transfer'))
      .thenRefused('stay-not-transferred');
  });

  it('may be admitted anew under its id when the admission was struck; its discharge still stands', () => {
    const anew = [admitted('a', 'stay'), discharged('d', 'stay'), strike('s', 'a'), admitted('a2', 'stay')];
    given(...anew)
      .when(discharged('d2', 'stay'))
      .thenRefused('stay-closed', 'd');
    given(...anew)
      .when(strike('s2', 's'))
      .thenRefused('stay-exists', 'a2');
    given(admitted('a', 'stay'), cancelled('c', 'stay', 'admission'), strike('s', 'a'))
      .when(admitted('a2', 'stay'))
      .thenRefused('stay-exists', 'c');
  });

  it('does not bind what is written about it', () => {
    given(admitted('a', 'stay'), discharged('d', 'stay'))
      .when(told('n', 'note.written', { kind: 'progress', text: 'Called home', stayId: uuid('stay') }, at(15)))
      .thenAccepted();
  });
});

describe('a scheduled dose', () => {
  const byPrescription = { prescriptionId: uuid('p') };

  it('of which only the day is known is not taken for another one of that day', () => {
    const ofTheDay = (name: string, more: object = {}) => dose(name, { scheduledAt: undefined, happened: { on: '2026-03-01' }, ...more }, { at: '2026-03-01T12:00:00Z' }); // prettier-ignore
    given(ofTheDay('d')).when(ofTheDay('d2')).thenAccepted();
    given(ofTheDay('d', { happened: undefined }))
      .when(ofTheDay('d2', { happened: undefined }))
      .thenRefused('dose-given', 'd');
  });

  it('is given once', () => {
    given(dose('d')).when(dose('d2')).thenRefused('dose-given', 'd');
    given(dose('d'))
      .when(dose('d2', { scheduledAt: due(20) }))
      .thenAccepted();
    given(dose('d'))
      .when(dose('d2', { medication: { text: 'Ramipril' } }))
      .thenAccepted();
  });

  it('is known by its instant, whatever the zone', () => {
    given(dose('d'))
      .when(dose('d2', { scheduledAt: '2026-03-01T07:00:00Z' }))
      .thenRefused('dose-given', 'd');
    given(dose('d'))
      .when(dose('d2', { scheduledAt: '2026-03-01T07:00:00.000Z' }))
      .thenRefused('dose-given', 'd');
    given(dose('d'))
      .when(dose('d2', { scheduledAt: '2026-03-01 08:00:00+01' }))
      .thenRefused('dose-given', 'd');
    given(dose('d'))
      .when(dose('d2', { scheduledAt: '2026-03-01T08:00:00Z' }))
      .thenAccepted();
  });

  it('is known by its prescription, however that is written', () => {
    const upper = { prescriptionId: uuid('p').toUpperCase(), medication: { text: 'The blood pressure tablet' } };
    given(prescribed('p'), dose('d', byPrescription)).when(dose('d2', upper)).thenRefused('dose-given', 'd');
    given(prescribed('p'), prescribed('q'), dose('d', byPrescription))
      .when(dose('d2', { prescriptionId: uuid('q') }))
      .thenAccepted();
  });

  it('is else known by its medication: the code, or the words whatever their case', () => {
    const coded = { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] };
    given(dose('d'))
      .when(dose('d2', { medication: coded }))
      .thenRefused('dose-given', 'd');
    given(dose('d', { medication: { text: 'Amlodipine' } }))
      .when(dose('d2', { medication: { text: ' amlodipine ' } }))
      .thenRefused('dose-given', 'd');
  });

  it('may be given late, before its time, and under a prescription that was stopped', () => {
    given(dose('d', {}, at(23)))
      .when(dose('d2'))
      .thenRefused('dose-given', 'd');
    given(prescribed('p'), told('stop', 'medication.stopped', { ...byPrescription, reason: 'Side effects' }, at(7)))
      .when(dose('d', byPrescription, at(8)))
      .thenAccepted();
  });

  it('that was given was not refused', () => {
    given(dose('d'))
      .when(notGiven('r', {}, at(9)))
      .thenRefused('dose-given', 'd');
    given(dose('d'))
      .when(notGiven('r', {}, at(8)))
      .thenRefused('dose-given', 'd');
  });

  it('may be refused, once more, and then given, in whichever order that is told', () => {
    given(notGiven('r'), notGiven('r2'))
      .when(dose('d', {}, at(9)))
      .thenAccepted();
    given(dose('d', {}, at(9)))
      .when(notGiven('r', {}, at(8)))
      .thenAccepted();
  });

  it('may be given when the first giving was struck, and is then not restored', () => {
    given(dose('d'), strike('s', 'd')).when(dose('d2')).thenAccepted();
    given(dose('d'), strike('s', 'd'), strike('s2', 's')).when(dose('d2')).thenRefused('dose-given', 'd');
    given(dose('d'), strike('s', 'd'), dose('d2')).when(strike('s2', 's')).thenRefused('dose-given', 'd2');
    given(dose('d'), strike('s', 'd'), dose('d2'), strike('t', 'd2')).when(strike('s2', 's')).thenAccepted();
    given(dose('d'), strike('s', 'd'), dose('d2'), strike('t', 'd2'), strike('s2', 's'))
      .when(strike('t2', 't'))
      .thenRefused('dose-given', 'd');
  });

  it('is the same dose however it is said: with the prescription or without, by code or words, some seconds apart', () => {
    const medicine = { text: 'Amlodipine 5 mg', coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] };
    const other = { text: 'The white one', coding: [{ system: 'http://snomed.info/sct', code: '386864001', display: 'Amlodipine' }] };
    const isByWordsAlone = ({ medication }: Record<string, unknown>): boolean =>
      medication !== undefined && !('coding' in (medication as object));
    const isByCodeAlone = ({ medication }: Record<string, unknown>): boolean =>
      medication !== undefined && !('text' in (medication as object));
    const ways: Record<string, unknown>[] = [
      {},
      byPrescription,
      { scheduledAt: '2026-03-01T08:00:01+01:00' },
      { ...byPrescription, scheduledAt: '2026-03-01T07:45:00+01:00' },
      { medication: { text: ' amlodipine  5 MG' } },
      { medication: { coding: medicine.coding } },
      { medication: other, ...byPrescription },
      // As FHIR says it.
      { scheduledAt: undefined },
      { scheduledAt: undefined, ...byPrescription },
    ];
    for (const first of ways) {
      for (const second of ways) {
        // Nothing on record says that these words are that code.
        if (isByWordsAlone(first) && isByCodeAlone(second)) continue;
        if (isByCodeAlone(first) && isByWordsAlone(second)) continue;
        const [prescription, given1] = [told('p', 'medication.prescribed', { medication: medicine }), dose('d', first)];
        given(prescription, given1)
          .when(dose('d2', second, { at: '2026-03-01T08:00:20+01:00' }))
          .thenRefused('dose-given', 'd');
      }
    }
  });

  it('that was due, and one of which only is known when it was given, are one within half an hour of either time', () => {
    const asGiven = (name: string, time: string) => dose(name, { scheduledAt: undefined }, { at: `2026-03-01T${time}:00+01:00` });
    const dueAtEight = (name: string, time: string) => dose(name, {}, { at: `2026-03-01T${time}:00+01:00` });
    for (const [scheduled, other] of [
      ['08:00', '08:20'],
      ['08:00', '07:31'],
      ['10:00', '10:05'],
      ['10:00', '08:05'],
    ] as const) {
      given(dueAtEight('d', scheduled)).when(asGiven('d2', other)).thenRefused('dose-given', 'd');
      given(asGiven('d', other)).when(dueAtEight('d2', scheduled)).thenRefused('dose-given', 'd');
    }
    for (const [scheduled, other] of [
      ['08:00', '08:30'],
      ['08:00', '07:30'],
      ['10:00', '09:00'],
    ] as const) {
      given(dueAtEight('d', scheduled)).when(asGiven('d2', other)).thenAccepted();
      given(asGiven('d', other)).when(dueAtEight('d2', scheduled)).thenAccepted();
    }
  });

  it('as needed is another one a minute later', () => {
    const asNeeded = (name: string, second: string) => dose(name, { scheduledAt: undefined }, { at: `2026-03-01T08:00:${second}+01:00` });
    given(asNeeded('d', '00')).when(asNeeded('d2', '59')).thenRefused('dose-given', 'd');
    given(dose('d', { scheduledAt: undefined }))
      .when(dose('d2', { scheduledAt: undefined }, { at: '2026-03-01T08:01:00+01:00' }))
      .thenAccepted();
  });

  it('that was not given, and was not due, is no dose', () => {
    const notDue = notGiven('r', { scheduledAt: undefined });
    expect(keysOf(notDue, { chain: [] }).filter((key) => key.startsWith('doses/'))).toEqual([]);
    expect(keysOf(notGiven('r'), { chain: [] }).filter((key) => key.startsWith('doses/'))).not.toEqual([]);
  });

  it('is another dose at another time, of another medicine, or by another prescription of the same', () => {
    given(dose('d'))
      .when(dose('d2', { scheduledAt: '2026-03-01T08:30:00+01:00' }, at(9)))
      .thenAccepted();
    given(dose('d'))
      .when(dose('d2', { scheduledAt: undefined }, { at: '2026-03-01T08:30:00+01:00' }))
      .thenAccepted();
    given(dose('d'))
      .when(dose('d2', { medication: { text: 'Ramipril' } }))
      .thenAccepted();
    given(prescribed('p'), prescribed('q'), dose('d', byPrescription))
      .when(dose('d2', { prescriptionId: uuid('q') }))
      .thenAccepted();
  });

  it('is found over midnight, and where it was amended to', () => {
    const late = { at: '2026-03-01T23:50:00Z' };
    given(dose('d', { scheduledAt: '2026-03-01T23:50:00Z' }, late))
      .when(dose('d2', { scheduledAt: '2026-03-02T00:10:00Z' }, late))
      .thenRefused('dose-given', 'd');
    const asNeeded = dose('d', { scheduledAt: undefined }, { at: '2026-03-02T00:10:00Z' });
    given(asNeeded, amend('m', asNeeded, asNeeded.data, late.at))
      .when(dose('d2', { scheduledAt: '2026-03-01T23:45:00Z' }, late))
      .thenRefused('dose-given', 'd');
    const morning = dose('d2', { scheduledAt: due(14) }, at(14));
    given(dose('d'), morning)
      .when(amend('m', morning, { ...morning.data, scheduledAt: due(8) }))
      .thenRefused('dose-given', 'd');
  });

  it('is given again, knowingly', () => {
    const again = dose('d2', { override: { reason: 'Vomited the first one' } }, at(9));
    given(dose('d')).when(again).thenAccepted();
    given(dose('d'), again).when(dose('d3')).thenRefused('dose-given', 'd');
    given(dose('d'), again, strike('s', 'd')).when(dose('d3')).thenRefused('dose-given', 'd2');
    // What was given knowingly does not stand in the way when something else is put right.
    given(dose('d'), again)
      .when(amend('m', dose('d'), { ...dose('d').data, note: 'With water' }))
      .thenAccepted();
    given(dose('d'), again, strike('s', 'd')).when(strike('s2', 's')).thenAccepted();
  });

  it('as needed is given as often as it is given', () => {
    const asNeeded = { scheduledAt: undefined };
    given(dose('d', asNeeded))
      .when(dose('d2', asNeeded, { at: '2026-03-01T08:01:00+01:00' }))
      .thenAccepted();
    given(dose('d', asNeeded))
      .when(dose('d2', asNeeded, { at: '2026-03-01T08:00:59+01:00' }))
      .thenRefused('dose-given', 'd');
    given(dose('d')).when(notGiven('r', asNeeded)).thenAccepted();
  });
});

describe('a prescription', () => {
  const changed = (name: string, hour: number) =>
    told(name, 'medication.changed', { prescriptionId: uuid('p'), doseText: '2', changeLog: { reason: 'Weight' } }, at(hour));
  const stopped = (name: string, hour = 10) =>
    told(name, 'medication.stopped', { prescriptionId: uuid('p'), reason: 'Side effects' }, at(hour));

  it('is stopped once', () => {
    given(prescribed('p'), stopped('s')).when(stopped('s2', 9)).thenRefused('prescription-stopped', 's');
    given(prescribed('p'), stopped('s'), strike('x', 's')).when(stopped('s2')).thenAccepted();
    given(prescribed('p'), stopped('s'), strike('x', 's'), stopped('s2')).when(strike('x2', 'x')).thenRefused('prescription-stopped', 's2');
  });

  it('is not changed at the time of its stop', () => {
    const stop = told('s', 'medication.stopped', { prescriptionId: uuid('p'), reason: 'r' }, at(11));
    const change = (hour: number) => told('c', 'medication.changed', { prescriptionId: uuid('p'), changeLog: { reason: 'r' } }, at(hour));
    given(prescribed('p'), stop).when(change(11)).thenRefused('prescription-stopped', 's');
    given(prescribed('p'), stop).when(change(10)).thenAccepted();
  });

  it('is changed until it is stopped, also when that is told late', () => {
    given(prescribed('p'), changed('c', 9)).when(changed('c2', 9)).thenAccepted();
    given(prescribed('p'), stopped('s')).when(changed('c', 11)).thenRefused('prescription-stopped', 's');
    given(prescribed('p'), stopped('s')).when(changed('c', 9)).thenAccepted();
  });
});

describe('a flag', () => {
  it('changes to another colour', () => {
    given(raised('f', 'amber'))
      .when(coloured('c', 'f', 'amber'))
      .thenRefused('flag-unchanged', 'f');
    given(raised('f', 'amber'))
      .when(coloured('c', 'f', 'red'))
      .thenAccepted();
    given(raised('f', 'amber'), coloured('c', 'f', 'red'))
      .when(coloured('c2', 'f', 'red', at(10)))
      .thenRefused('flag-unchanged', 'c');
    given(raised('f', 'amber'), coloured('c', 'f', 'red'))
      .when(coloured('c2', 'f', 'amber', at(10)))
      .thenAccepted();
    given(raised('f', 'amber'), coloured('c', 'f', 'red'), strike('s', 'c'))
      .when(coloured('c2', 'f', 'red', at(10)))
      .thenAccepted();
  });

  it('told late, changes from the colour that it had then', () => {
    const red = coloured('c', 'f', 'red', at(10));
    given(raised('f', 'amber'), red)
      .when(coloured('c2', 'f', 'amber', at(9)))
      .thenRefused('flag-unchanged', 'f');
    given(raised('f', 'amber'), red)
      .when(coloured('c2', 'f', 'red', at(9)))
      .thenAccepted();
    given(raised('f', 'amber', at(8)))
      .when(coloured('c', 'f', 'amber', at(7)))
      .thenRefused('flag-unchanged', 'f');
  });

  it('counts with its corrected colour', () => {
    const amber = raised('f', 'amber');
    const corrected = amend('a', amber, { colour: 'red', reason: 'Fell' });
    given(amber, corrected)
      .when(coloured('c', 'f', 'red'))
      .thenRefused('flag-unchanged', 'f');
    given(amber, corrected, strike('s', 'a'))
      .when(coloured('c', 'f', 'red'))
      .thenAccepted();
    given(amber, acknowledged('k', 'f'), corrected).when(cleared('x', 'f')).thenRefused('flag-not-acknowledged', 'f');
  });

  it('is acknowledged once for each colour', () => {
    given(raised('f', 'red'), acknowledged('k', 'f'))
      .when(acknowledged('k2', 'f', at(11)))
      .thenRefused('flag-acknowledged', 'k');
    given(raised('f', 'red'), acknowledged('k', 'f'))
      .when(acknowledged('k2', 'f', at(9)))
      .thenRefused('flag-acknowledged', 'k');
    given(raised('f', 'amber'), acknowledged('k', 'f'), coloured('c', 'f', 'red', at(11)))
      .when(acknowledged('k2', 'f', at(12)))
      .thenAccepted();
    given(raised('f', 'red'), acknowledged('k', 'f'), strike('s', 'k')).when(acknowledged('k2', 'f')).thenAccepted();
    given(raised('f', 'amber'), coloured('c', 'f', 'red', at(9)), acknowledged('k', 'f', at(10)))
      .when(acknowledged('late', 'f', { at: '2026-03-01T08:30:00+01:00' }))
      .thenAccepted();
  });

  it('is cleared once, when an alarm was acknowledged', () => {
    given(raised('f', 'amber'), cleared('x', 'f')).when(cleared('x2', 'f')).thenRefused('flag-cleared', 'x');
    given(raised('f', 'green')).when(cleared('x', 'f')).thenAccepted();
    for (const colour of ['red', 'orange']) {
      given(raised('f', colour)).when(cleared('x', 'f')).thenRefused('flag-not-acknowledged', 'f');
      given(raised('f', colour), acknowledged('k', 'f')).when(cleared('x', 'f')).thenAccepted();
    }
    given(raised('f', 'amber'), acknowledged('k', 'f', at(9)), coloured('c', 'f', 'red', at(10)))
      .when(cleared('x', 'f'))
      .thenRefused('flag-not-acknowledged', 'c');
    given(raised('f', 'red'), acknowledged('k', 'f'), strike('s', 'k')).when(cleared('x', 'f')).thenRefused('flag-not-acknowledged', 'f');
    given(raised('f', 'amber'), cleared('x', 'f'), strike('s', 'x'), cleared('x2', 'f'))
      .when(strike('s2', 's'))
      .thenRefused('flag-cleared', 'x2');
  });

  it('is not cleared over an alarm that was told late and that nobody has acknowledged', () => {
    given(raised('f', 'amber'), acknowledged('k', 'f', at(10)), coloured('c', 'f', 'red', at(9)))
      .when(cleared('x', 'f'))
      .thenRefused('flag-not-acknowledged', 'c');
    given(raised('f', 'amber'), coloured('c', 'f', 'red', at(10)))
      .when(cleared('x', 'f', at(9)))
      .thenRefused('flag-not-acknowledged', 'c');
  });

  it('that was cleared stays as it was, but for what happened before', () => {
    const over = [raised('f', 'amber'), cleared('x', 'f', at(11))];
    given(...over)
      .when(coloured('c', 'f', 'red', at(12)))
      .thenRefused('flag-cleared', 'x');
    given(...over)
      .when(acknowledged('k', 'f', at(12)))
      .thenRefused('flag-cleared', 'x');
    given(...over)
      .when(coloured('c', 'f', 'red', at(10)))
      .thenAccepted();
    given(...over)
      .when(acknowledged('k', 'f', at(10)))
      .thenAccepted();
    given(...over, strike('s', 'x'))
      .when(coloured('c', 'f', 'red', at(12)))
      .thenAccepted();
  });
});

describe('the colours of a flag', () => {
  const orangeAtTen = coloured('c', 'flag', 'orange', at(10));
  const seen = (name: string, hour: number) => acknowledged(name, 'flag', at(hour));

  it('hold in the order in which they happened, however they were recorded', () => {
    const amberAtNine = coloured('c2', 'flag', 'amber', at(9));
    given(raised('flag', 'green'), orangeAtTen, amberAtNine).when(cleared('x', 'flag')).thenRefused('flag-not-acknowledged', 'c');
    given(raised('flag', 'green'), amberAtNine, orangeAtTen)
      .when(coloured('x', 'flag', 'amber', at(9)))
      .thenRefused('flag-unchanged', 'c2');
    given(raised('flag', 'green'), orangeAtTen)
      .when(coloured('x', 'flag', 'orange', at(10)))
      .thenRefused('flag-unchanged', 'c');
    given(raised('flag', 'green'), orangeAtTen)
      .when(coloured('x', 'flag', 'green', at(9)))
      .thenRefused('flag-unchanged', 'flag');
  });

  it('are acknowledged each at its time: from the moment of its change to that of the next', () => {
    given(raised('flag', 'red'), orangeAtTen, seen('a', 9)).when(cleared('x', 'flag')).thenRefused('flag-not-acknowledged', 'c');
    given(raised('flag', 'red'), orangeAtTen, seen('a', 10)).when(cleared('x', 'flag')).thenAccepted();
    given(raised('flag', 'red'), seen('a', 7)).when(cleared('x', 'flag')).thenAccepted();
    given(raised('flag', 'red'), orangeAtTen, seen('a', 10)).when(seen('b', 9)).thenAccepted();
    given(raised('flag', 'red'), orangeAtTen, seen('a', 10)).when(seen('b', 10)).thenRefused('flag-acknowledged', 'a');
    given(raised('flag', 'red'), orangeAtTen, seen('a', 9)).when(seen('b', 9)).thenRefused('flag-acknowledged', 'a');
  });

  it('end with the clearing, at its very time', () => {
    given(raised('flag', 'amber'), cleared('x', 'flag', at(11)))
      .when(coloured('y', 'flag', 'green', at(11)))
      .thenRefused('flag-cleared', 'x');
    given(raised('flag', 'amber'), cleared('x', 'flag', at(11)))
      .when(coloured('y', 'flag', 'green', at(10)))
      .thenAccepted();
  });
});

describe('an instruction', () => {
  it('ends with its revision, which is one itself', () => {
    given(instructed('i'), revised('r', 'i')).when(revised('r2', 'i')).thenRefused('instruction-ended', 'r');
    given(instructed('i'), revised('r', 'i')).when(ended('e', 'i')).thenRefused('instruction-ended', 'r');
    given(instructed('i'), revised('r', 'i')).when(revised('r2', 'r')).thenAccepted();
    given(instructed('i'), revised('r', 'i')).when(ended('e', 'r')).thenAccepted();
  });

  it('ends once', () => {
    given(instructed('i'), ended('e', 'i')).when(ended('e2', 'i')).thenRefused('instruction-ended', 'e');
    given(instructed('i'), ended('e', 'i')).when(revised('r', 'i')).thenRefused('instruction-ended', 'e');
  });

  it('holds again when its revision is struck, which is then none', () => {
    const struck = [instructed('i'), revised('r', 'i'), strike('s', 'r')];
    given(...struck)
      .when(ended('e', 'i'))
      .thenAccepted();
    given(...struck)
      .when(ended('e', 'r'))
      .thenRefused('entry-struck', 's', { pointer: '/instructionId' });
    given(...struck, ended('e', 'i'))
      .when(strike('s2', 's'))
      .thenRefused('instruction-ended', 'e');
  });

  it('does not bind what is done after its end', () => {
    given(instructed('i'), ended('e', 'i'))
      .when(told('t', 'plan.task-completed', { instructionId: uuid('i'), code: { text: 'Walk' } }, at(12)))
      .thenAccepted();
  });
});

describe('what is taken back', () => {
  it.each([
    ['allergy.recorded', 'allergy.refuted', 'allergyId', 'allergy-refuted'],
    ['problem.recorded', 'problem.resolved', 'problemId', 'problem-resolved'],
    ['preference.stated', 'preference.withdrawn', 'preferenceId', 'preference-withdrawn'],
    ['consent.granted', 'consent.withdrawn', 'consentId', 'consent-withdrawn'],
  ] as const)('%s by %s, is so once', (opens, closes, member, code) => {
    const open = told('open', opens, { scope: { text: 'Photographs' } });
    const close = (name: string) => told(name, closes, { [member]: uuid('open').toUpperCase() });
    given(open, close('c')).when(close('c2')).thenRefused(code, 'c');
    given(open, close('c'), strike('s', 'c')).when(close('c2')).thenAccepted();
    given(open, close('c'), strike('s', 'c'), close('c2')).when(strike('s2', 's')).thenRefused(code, 'c2');
    given(open, close('c'))
      .when(told('anew', opens, {}))
      .thenAccepted();
  });
});

describe('a reference', () => {
  const members = [
    ['flag.changed', 'flagId', raised('target', 'amber')],
    ['flag.acknowledged', 'flagId', raised('target', 'amber')],
    ['flag.cleared', 'flagId', raised('target', 'amber')],
    ['medication.administered', 'prescriptionId', prescribed('target')],
    ['medication.not-given', 'prescriptionId', prescribed('target')],
    ['medication.changed', 'prescriptionId', prescribed('target')],
    ['medication.stopped', 'prescriptionId', prescribed('target')],
    ['incident.reviewed', 'incidentId', told('target', 'incident.reported')],
    ['allergy.refuted', 'allergyId', told('target', 'allergy.recorded')],
    ['problem.resolved', 'problemId', told('target', 'problem.recorded')],
    ['preference.withdrawn', 'preferenceId', told('target', 'preference.stated')],
    ['plan.instruction-revised', 'instructionId', instructed('target')],
    ['plan.instruction-ended', 'instructionId', instructed('target')],
    ['plan.task-completed', 'instructionId', instructed('target')],
    ['document.attached', 'replaces', told('target', 'document.attached')],
    ['consent.granted', 'documentId', told('target', 'document.attached')],
    ['consent.withdrawn', 'consentId', told('target', 'consent.granted')],
  ] as const;

  it.each(members)('of %s in %s is to an entry of its kind that counts', (type, member, target) => {
    const referring = told('x', type, { [member]: uuid('target').toUpperCase(), medication: { text: 'Ramipril' }, colour: 'green' });
    const pointer = { pointer: `/${member}` };
    given(target).when(referring).thenAccepted();
    given(note('target')).when(referring).thenRefused('entry-type-wrong', undefined, pointer);
    given(target, strike('s', 'target')).when(referring).thenRefused('entry-struck', 's', pointer);
    given(target, strike('s', 'target'), strike('s2', 's')).when(referring).thenAccepted();
  });

  it.each(['medication.countersigned', 'medication.effect-observed'])('of doseId in %s is to an entry that counts', (type) => {
    const referring = told('x', type, { doseId: uuid('target').toUpperCase() });
    const target = dose('target');
    given(target).when(referring).thenAccepted();
    given(target, strike('s', 'target')).when(referring).thenRefused('entry-struck', 's', { pointer: '/doseId' });
    given(target, strike('s', 'target'), strike('s2', 's')).when(referring).thenAccepted();
  });

  it('to a dose keeps no state of it', () => {
    given(dose('target'))
      .when(told('x', 'medication.countersigned', { doseId: uuid('target') }))
      .thenAccepted();
    const event = told('x', 'medication.countersigned', { doseId: uuid('target') });
    const states = new Map(keysOf(event, { chain: [] }).map((key) => [key, []] as const));
    expect([...evolve(event, states, { chain: [] }).keys()]).toEqual([]);
  });

  it('to the plan may be a revision', () => {
    given(instructed('i'), revised('r', 'i'))
      .when(told('t', 'plan.task-completed', { instructionId: uuid('r') }))
      .thenAccepted();
  });
});

describe('a strike', () => {
  it('is of what is not struck', () => {
    given(note('n'), strike('s', 'n')).when(strike('s2', 'n')).thenRefused('entry-struck', 's');
    const upper = told('s2', 'entry.struck', { entryId: uuid('n').toUpperCase(), reason: 'duplicate' });
    given(note('n'), strike('s', 'n')).when(upper).thenRefused('entry-struck', 's');
  });

  it('is taken back by its own, and that is final', () => {
    given(note('n'), strike('s', 'n'), strike('s2', 's'))
      .when(strike('s3', 's2'))
      .thenRefused('strike-final', undefined, { pointer: '/entryId' });
    given(note('n'), strike('s', 'n'), strike('s2', 's')).when(strike('s3', 's')).thenRefused('entry-struck', 's2');
    given(note('n'), strike('s', 'n'), strike('s2', 's')).when(strike('s3', 'n')).thenAccepted();
  });

  it('of the registration is taken while other entries stand', () => {
    given(note('n')).when(strike('s', 'registered anna')).thenAccepted();
    given(note('n'), strike('s', 'registered anna')).when(note('n2')).thenAccepted();
  });

  it('of an entry that others speak of is taken, and takes them with it when they hold only by it', () => {
    given(raised('f', 'amber'), coloured('c', 'f', 'red'), strike('s', 'f'))
      .when(cleared('x', 'f'))
      .thenRefused('entry-struck', 's', { pointer: '/flagId' });
  });

  it('costs an ordinary note no state but its own', () => {
    const { records } = given(note('n'), note('m'), strike('s', 'n'));
    expect([...records.record(uuid('anna')).states.keys()]).toEqual(['patient', `entry/${uuid('n')}`]);
  });

  it('that older releases took twice over holds as long as one of them does', () => {
    const { records } = given(dose('d'));
    for (const event of [strike('s', 'd'), strike('t', 'd'), strike('u', 's')]) records.force(event);
    expect(records.post(dose('d2'))).toBeUndefined();
    records.force(strike('v', 't'));
    expect(records.post(strike('w', 'd'))).toBeUndefined();
  });
});

describe('an amendment', () => {
  const text = { kind: 'progress', text: 'Slept badly' };

  it('is of an entry that counts', () => {
    given(note('n'), strike('s', 'n'))
      .when(amend('a', note('n'), text))
      .thenRefused('entry-struck', 's');
    given(note('n'), strike('s', 'n'), strike('s2', 's'))
      .when(amend('a', note('n'), text))
      .thenAccepted();
    given(note('n'), amend('a', note('n'), text))
      .when(amend('a2', note('n'), text))
      .thenAccepted();
  });

  it('is of the type of its entry', () => {
    const wrong = amend('a', note('n'), text);
    wrong.data = { ...wrong.data, type: 'flag.raised' };
    given(note('n')).when(wrong).thenRefused('entry-type-wrong', undefined, { pointer: '/type' });
  });

  it.each([
    ['a merge', merge('entry', 'anna', 'berta')],
    ['a strike', strike('entry', 'n')],
    ['an amendment', amend('entry', note('n'), text)],
  ])('is not of %s', (_, entry) => {
    given(note('n'), entry)
      .when(amend('a', entry, entry.data))
      .thenRefused('not-amendable', undefined, { pointer: '/entryId' });
  });

  const stayed = admitted('entry', 'stay');
  it.each([
    ['a dose, to another day', dose('entry'), { scheduledAt: '2026-03-03T08:00:00+01:00' }],
    ['a dose, by its prescription', dose('entry'), { prescriptionId: uuid('p') }],
    ['a stay', stayed, { stayId: uuid('another stay') }],
    ['a colour', coloured('entry', 'f', 'red'), { flagId: uuid('g') }],
    ['a task', told('entry', 'plan.task-completed', { instructionId: uuid('i') }), { instructionId: uuid('j') }],
  ])('does not move %s to another aggregate', (_, entry, change) => {
    const others = [prescribed('p'), raised('f', 'amber'), raised('g', 'amber'), instructed('i'), instructed('j')];
    given(...others, entry)
      .when(amend('a', entry, { ...entry.data, ...change }))
      .thenRefused('amendment-moves-entry', undefined, { pointer: '/data' });
  });

  it('corrects what does not', () => {
    given(dose('entry'))
      .when(amend('a', dose('entry'), { ...dose('entry').data, scheduledAt: '2026-03-01T07:00:00Z', note: 'With water' }))
      .thenAccepted();
    given(stayed)
      .when(amend('a', stayed, { stayId: uuid('stay').toUpperCase(), class: 'home' }))
      .thenAccepted();
  });

  it('leaves the slot of a dose taken, and gives it free with its entry', () => {
    const amended = [dose('d'), amend('a', dose('d'), { ...dose('d').data, note: 'With water' })];
    given(...amended)
      .when(dose('d2'))
      .thenRefused('dose-given', 'd');
    given(...amended, strike('s', 'a'))
      .when(dose('d2'))
      .thenRefused('dose-given', 'd');
    given(...amended, strike('s', 'd'))
      .when(dose('d2'))
      .thenAccepted();
    given(...amended, strike('s', 'd'), dose('d2'))
      .when(strike('s2', 's'))
      .thenRefused('dose-given', 'd2');
  });

  it('keeps a corrected time when something else is corrected later', () => {
    const discharge = discharged('d', 'stay', at(10));
    const events = [
      admitted('a', 'stay'),
      discharge,
      amend('time', discharge, discharge.data, due(14)),
      amend('text', discharge, discharge.data),
    ];
    given(...events)
      .when(transferred('t', 'stay', at(12)))
      .thenAccepted();
    given(...events, strike('s', 'time'))
      .when(transferred('t', 'stay', at(12)))
      .thenRefused('stay-closed', 'd');
    given(...events, strike('s', 'time'), strike('s2', 's'))
      .when(transferred('t', 'stay', at(12)))
      .thenAccepted();
  });
});

describe('an entry of the wrong patient', () => {
  const berta = { patient: 'berta' };

  it('is written where it belongs, as it was written', () => {
    const entry = { ...dose('d'), facility: 'house-1', schemaVersion: 1 };
    const { records, when } = given(entry, move('m', 'd', 'berta', 'copy'));
    expect(records.record(uuid('berta')).events.at(-1)).toEqual({
      ...entry,
      patientId: uuid('berta'),
      id: uuid('copy'),
      causationId: uuid('m'),
    });
    when(dose('again', {}, berta)).thenRefused('dose-given', 'copy');
    when(dose('again')).thenAccepted();
  });

  it('is refused there by the rules of that record, and then as a whole', () => {
    const refused = given(dose('d'), dose('there', {}, berta));
    refused.when(move('m', 'd', 'berta', 'copy')).thenRefused('dose-given', 'there', { otherPatientId: uuid('berta') });
    refused.when(dose('again')).thenRefused('dose-given', 'd');
    given(admitted('a', 'stay'), discharged('d', 'stay'))
      .when(move('m', 'd', 'berta', 'copy'))
      .thenRefused('stay-unknown', undefined, { otherPatientId: uuid('berta') });
  });

  it('goes to another patient whose record goes on', () => {
    given(note('n'))
      .when(move('m', 'n', 'anna', 'copy'))
      .thenRefused('move-invalid', undefined, { pointer: '/movedTo/patientId' });
    given(note('n'))
      .when(move('m', 'n', 'nobody', 'copy'))
      .thenRefused('patient-unknown', undefined, { pointer: '/movedTo/patientId', otherPatientId: uuid('nobody') });
    given(note('n'), registered('carla'), merge('x', 'berta', 'carla'))
      .when(move('m', 'n', 'berta', 'copy'))
      .thenRefused('patient-merged', 'x', { pointer: '/movedTo/patientId', otherPatientId: uuid('carla') });
  });

  it('is one that can stand there', () => {
    const refusal = ['move-invalid', undefined, { pointer: '/movedTo' }] as const;
    given(note('n'))
      .when(move('m', 'registered anna', 'berta', 'copy'))
      .thenRefused(...refusal);
    given(registered('carla'), merge('x', 'anna', 'carla'))
      .when(move('m', 'x', 'berta', 'copy'))
      .thenRefused(...refusal);
    given(note('n'), strike('s', 'n'))
      .when(move('m', 's', 'berta', 'copy'))
      .thenRefused(...refusal);
    given(note('n'), amend('a', note('n'), {}))
      .when(move('m', 'a', 'berta', 'copy'))
      .thenRefused(...refusal);
  });

  it('is not moved without its correction', () => {
    given(note('n'), amend('a', note('n'), {}))
      .when(move('m', 'n', 'berta', 'copy'))
      .thenRefused('move-amended', 'a');
    given(note('n'), amend('a', note('n'), {}), strike('s', 'a'))
      .when(move('m', 'n', 'berta', 'copy'))
      .thenAccepted();
  });

  it('comes back, and its copy goes, when the move was the error', () => {
    const back = given(dose('d'), move('m', 'd', 'berta', 'copy'), strike('s', 'm'));
    expect(back.records.record(uuid('berta')).events.at(-1)).toMatchObject({
      type: 'entry.struck',
      id: counterpartId(uuid('s')),
      data: { entryId: uuid('copy'), reason: 'entered-in-error' },
      causationId: uuid('s'),
    });
    back.when(dose('x', {}, berta)).thenAccepted();
    back.when(dose('y')).thenRefused('dose-given', 'd');
  });

  it('does not come back when its copy was struck there meanwhile', () => {
    given(note('n'), move('m', 'n', 'berta', 'copy'), strike('there', 'copy', { patient: 'berta' }))
      .when(strike('s', 'm'))
      .thenRefused('entry-struck', 'there', { otherPatientId: uuid('berta') });
  });

  it('may be a death', () => {
    const died = told('died', 'patient.deceased', { deceasedAt: '2026-03-01' });
    const moved = given(died, move('m', 'died', 'berta', 'copy'));
    moved.when(dose('d', {}, { at: '2026-03-03T08:00:00+01:00' })).thenAccepted();
    moved.when(dose('e', {}, { at: '2026-03-03T08:00:00+01:00', patient: 'berta' })).thenRefused('patient-deceased', 'copy');
  });
});

describe('every event type, in every version', () => {
  it.each(clinicalEventTypes.map((contract) => [contract.dataschema, contract] as const))(
    '%s says all that the rules need',
    (_, contract) => {
      const { type, version, example } = contract;
      const data = upcastClinical(type, version, example) as Writing['data'];
      const event = { ...told('x', type, { ...data }), schemaVersion: version };
      const entry = note('n');
      const targets = {
        chain: type.startsWith('entry.') ? [{ ...entry, type: (data.type as string | undefined) ?? entry.type, recorded: entry }] : [],
      };
      const keys = keysOf(event, targets);
      expect(keys.filter((key) => !/^[a-z]+(?:\/[^/]+)*$/.test(key) || /undefined|NaN/.test(key))).toEqual([]);
      const effects = [...evolve(event, new Map(keys.map((key) => [key, []])), targets).values()].flat();
      expect(JSON.parse(JSON.stringify(effects))).toEqual(effects);
      expect(effects).toEqual(effects.map(() => expect.objectContaining({ event: uuid('x'), kind: expect.stringMatching(/./) })));
    },
  );
});

describe('a rule that a person may know better than', () => {
  it('can be overridden by the newest version of every type that it may refuse, and by no other', () => {
    const newest = new Map(clinicalEventTypes.map((contract) => [contract.type, contract]));
    const refusedAfterDeath = [...newest.keys()].filter((type) => !isDoneAfterDeath(type));
    const judged = ['patient.deceased', 'patient.details-amended', 'stay.discharged', 'stay.cancelled'];
    const open = [...newest.values()].filter(({ schema }) => 'override' in (schema.properties as object)).map(({ type }) => type);
    expect(open.sort()).toEqual([...refusedAfterDeath, ...judged].sort());
  });

  it.each([
    ['stay-order', [admitted('a', 'stay', at(9))], discharged('x', 'stay', at(8))],
    ['stay-order', [admitted('a', 'stay', at(9))], transferred('x', 'stay', at(8))],
    ['stay-open', [admitted('a', 'stay', at(7))], admitted('x', 'another stay', at(8))],
    [
      'patient-deceased',
      [told('died', 'patient.deceased', { deceasedAt: '2026-02' })],
      admitted('x', 'stay', { at: '2026-03-02T08:00:00Z' }),
    ],
    ['dose-given', [dose('d')], notGiven('x', {}, at(9))],
  ] as const)('%s: what happened is recorded when the event says why', (code, before, event) => {
    given(...before)
      .when(event)
      .thenRefused(code, before[0].type === 'stay.admitted' ? 'a' : before[0].type === 'patient.deceased' ? 'died' : 'd');
    given(...before)
      .when({ ...event, data: { ...event.data, override: { reason: 'I was there' } } })
      .thenAccepted();
  });

  it('no reason records what would be without a meaning', () => {
    const knowingly = { override: { reason: 'I was there' } };
    given(admitted('a', 'stay'), discharged('d', 'stay'))
      .when(told('x', 'stay.discharged', { stayId: uuid('stay'), ...knowingly }, at(11)))
      .thenRefused('stay-closed', 'd');
    given()
      .when(told('x', 'stay.discharged', { stayId: uuid('stay'), ...knowingly }, at(11)))
      .thenRefused('stay-unknown', undefined, { pointer: '/stayId' });
    given(merge('m', 'anna', 'berta'))
      .when(dose('x', knowingly, at(13)))
      .thenRefused('patient-merged', 'm', { otherPatientId: uuid('berta') });
  });
});

describe('the states', () => {
  it('must be given for every key', () => {
    expect(() => decide(note('n'), new Map(), { chain: [] })).toThrow('the state of patient is needed');
    expect(() => evolve(dose('d'), new Map(), { chain: [] })).toThrow('the state of doses is needed');
    expect(() => keysOf(strike('s', 'n'), { chain: [] })).toThrow('the entry that the event strikes or amends is needed');
  });
});
