import { describe, expect, it } from '@jest/globals';
import { amend, given, start, strike, told } from '../../../test/patient-stream.js';

describe('allergies', () => {
  const penicillin = { substance: { text: 'Penicillin' }, criticality: 'high', clinicalStatus: 'active', verification: 'confirmed' };
  const recorded = told('e2', 'allergy.recorded', penicillin);
  const refuted = told('e3', 'allergy.refuted', { allergyId: 'E2', reason: 'tested' }, 9);

  it('leave out a withdrawn, a resolved and a struck one', () => {
    given(start, recorded).then({ allergies: [{ substance: { text: 'Penicillin' }, entryId: 'e2' }] });
    for (const verification of ['refuted', 'entered-in-error']) {
      const again = { ...penicillin, substance: { text: ' penicillin' }, verification };
      given(start, recorded, told('e3', 'allergy.recorded', again, 9)).then({ allergies: [] });
    }
    given(start, recorded, told('e3', 'allergy.recorded', { ...penicillin, clinicalStatus: 'resolved' }, 9)).then({ allergies: [] });
    given(start, recorded, strike('e3', 'e2')).then({ allergies: [] });
  });

  it('leave out a refuted one, until that is struck', () => {
    given(start, recorded, refuted).then({ allergies: [] });
    given(start, recorded, refuted, strike('e4', 'e3')).then({ allergies: [{ entryId: 'e2' }] });
  });

  it('show one that was recorded anew after it had been refuted; an older statement does not come back by a refutation', () => {
    given(start, recorded, refuted, told('e4', 'allergy.recorded', penicillin, 10)).then({ allergies: [{ entryId: 'e4' }] });
    given(start, told('e0', 'allergy.recorded', penicillin, 7), recorded, refuted).then({ allergies: [] });
  });

  it('leave out the statement that none is known, which takes nothing from an allergy that is', () => {
    const none = { ...penicillin, substance: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] } };
    given(start, told('e2', 'allergy.recorded', none)).then({ allergies: [] });
    given(start, recorded, told('e3', 'allergy.recorded', none, 9)).then({ allergies: [{ entryId: 'e2' }] });
  });

  it('put what may kill first', () => {
    const pollen = { ...penicillin, substance: { text: 'Pollen' }, criticality: 'low' };
    given(start, recorded, told('e3', 'allergy.recorded', pollen, 9)).then({
      allergies: [{ substance: { text: 'Penicillin' } }, { substance: { text: 'Pollen' } }],
    });
  });

  it('follow an amendment to another substance', () => {
    const latex = told('e3', 'allergy.recorded', { ...penicillin, substance: { text: 'Latex' } }, 9);
    given(start, recorded, latex, amend('e4', latex, { ...penicillin, clinicalStatus: 'resolved' })).then({ allergies: [] });
    given(start, recorded, latex, amend('e4', latex, { ...penicillin, clinicalStatus: 'resolved' }), strike('e5', 'e4')).then({
      allergies: [{ substance: { text: 'Latex' } }, { substance: { text: 'Penicillin' } }],
    });
  });
});

describe('problems', () => {
  const failure = { code: { text: 'Heart failure' }, clinicalStatus: 'active', verification: 'confirmed' };
  const recorded = told('e2', 'problem.recorded', failure);
  const resolved = told('e3', 'problem.resolved', { problemId: 'e2', resolvedAt: '2026-02' }, 9);

  it('show those that are present', () => {
    const cold = { ...failure, code: { text: 'Cold' }, clinicalStatus: 'resolved' };
    given(start, recorded, told('e3', 'problem.recorded', cold)).then({ problems: [{ entryId: 'e2' }] });
    for (const clinicalStatus of ['active', 'recurrence', 'relapse', 'unknown'])
      given(start, told('e2', 'problem.recorded', { ...failure, clinicalStatus })).then({ problems: [{ clinicalStatus }] });
    for (const clinicalStatus of ['inactive', 'remission', 'resolved'])
      given(start, told('e2', 'problem.recorded', { ...failure, clinicalStatus })).then({ problems: [] });
    for (const verification of ['refuted', 'entered-in-error'])
      given(start, told('e2', 'problem.recorded', { ...failure, verification })).then({ problems: [] });
  });

  it('are told once: the last statement about a problem holds, and takes the others out of the record', () => {
    const { then, record } = given(start, recorded, told('e3', 'problem.recorded', { ...failure, verification: 'differential' }, 9));
    then({ problems: [{ entryId: 'e3', verification: 'differential' }] });
    expect(Object.keys(record.facts['problem']!)).toEqual(['statement/e3']);
  });

  it('show one whose status is not known, and not the statement that none is known', () => {
    given(start, told('e2', 'problem.recorded', { ...failure, clinicalStatus: 'unknown' })).then({ problems: [{ entryId: 'e2' }] });
    const none = { ...failure, code: { coding: [{ system: 'http://snomed.info/sct', code: '160245001' }] } };
    given(start, told('e2', 'problem.recorded', none)).then({ problems: [] });
  });

  it('leave out a resolved one, until that is struck or the problem comes back', () => {
    given(start, recorded, resolved).then({ problems: [] });
    given(start, recorded, resolved, strike('e4', 'e3')).then({ problems: [{ entryId: 'e2' }] });
    given(start, recorded, resolved, told('e4', 'problem.recorded', failure, 10)).then({ problems: [{ entryId: 'e4' }] });
  });
});

describe('preferences', () => {
  const tea = { category: 'care-experience', topic: { text: 'Drinks' }, text: 'tea' };
  const window = told('e3', 'preference.stated', { category: 'care-experience', text: 'window open at night' }, 9);

  it('replace a wish about the same topic and keep the others', () => {
    given(start, told('e2', 'preference.stated', tea), window, told('e4', 'preference.stated', { ...tea, text: 'coffee' }, 10)).then({
      preferences: [{ text: 'coffee' }, { text: 'window open at night' }],
    });
  });

  it('are told apart by what they are about, and by their kind', () => {
    const food = { ...tea, topic: { text: 'Food' }, text: 'no pork' };
    const treatment = { ...tea, category: 'treatment-intervention', text: 'no alcohol' };
    const all = [tea, food, treatment].map((data, index) => told(`e${index + 2}`, 'preference.stated', data, 9 - index));
    given(start, ...all).then({ preferences: [{ text: 'tea' }, { text: 'no pork' }, { text: 'no alcohol' }] });
  });

  it('leave out what was withdrawn, until that is struck', () => {
    const withdrawn = told('e4', 'preference.withdrawn', { preferenceId: 'e3' }, 10);
    given(start, told('e2', 'preference.stated', tea), window, withdrawn).then({ preferences: [{ text: 'tea' }] });
    given(start, window, withdrawn, strike('e5', 'e4')).then({ preferences: [{ text: 'window open at night' }] });
  });
});
