import { describe, expect, it, jest } from '@jest/globals';
import { clinicalEventTypes, upcastClinical, UnknownEventTypeError, validateClinicalData, validateReadClinicalData } from './index.js';

const heartRate = { code: { text: 'Heart rate' }, category: 'vital-signs', valueQuantity: { value: 72, unit: '/min' } };

describe('validateClinicalData', () => {
  it('names every fault at once', () => {
    const faults = validateClinicalData('observation.recorded', 1, {
      code: {},
      category: 'vital',
      valueQuantity: { value: '72', unit: ' ' },
      colour: 'red',
      'a/b~c': 1,
    });
    expect(faults).toEqual(
      expect.arrayContaining([
        { pointer: '/code', message: 'needs text or coding' },
        { pointer: '/category', message: expect.stringMatching(/^must be one of: vital-signs, laboratory/) as unknown as string },
        { pointer: '/valueQuantity/value', message: 'must be number' },
        { pointer: '/valueQuantity/unit', message: 'must not be blank' },
        { pointer: '/colour', message: 'is not known here' },
        { pointer: '/a~1b~0c', message: 'is not known here' },
      ]),
    );
    expect(faults).toHaveLength(6);
  });

  it.each([
    ['no value and no component', {}],
    ['two values', { valueQuantity: { value: 1, unit: 'x' }, valueString: 'one' }],
  ])('refuses an observation with %s', (_, value) => {
    const data = { code: heartRate.code, category: 'vital-signs', ...value };
    expect(validateClinicalData('observation.recorded', 1, data)).toEqual([
      { pointer: '', message: 'needs exactly one value, why there is none, components, members or a note' },
    ]);
  });

  it('takes a value beside components', () => {
    const components = [{ code: { text: 'Eyes' }, valueInteger: 4 }];
    expect(validateClinicalData('observation.recorded', 1, { ...heartRate, components })).toEqual([]);
  });

  it('never repeats what was sent', () => {
    const secret = 'Ada Lovelace';
    const faults = validateClinicalData('patient.registered', 1, { name: secret, gender: secret, birthDate: secret, identifiers: secret });
    expect(faults.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(faults)).not.toContain(secret);
  });

  it.each([
    ['1938', true],
    ['1938-04', true],
    ['1938-04-02', true],
    ['1938-13', false],
    ['1938-02-30', false],
    ['0000', false],
    ['38', false],
    ['1938-04-02T10:00:00Z', false],
  ])('takes the birth date %s: %s', (birthDate, valid) => {
    expect(validateClinicalData('patient.details-amended', 1, { birthDate })).toHaveLength(valid ? 0 : 1);
  });

  it('refuses text that not every store can hold', () => {
    const note = (text: string) => validateClinicalData('note.written', 1, { kind: 'progress', text });
    expect(note('line one\nline two\ttabbed \u{1f600}')).toEqual([]);
    expect(note('nul \u0000 byte')).toEqual([{ pointer: '/text', message: 'has a control character' }]);
    expect(note('half \ud83d pair')).toEqual([{ pointer: '/text', message: 'has half of a surrogate pair: not Unicode text' }]);
  });

  it('says that a type or version is unknown', () => {
    expect(() => validateClinicalData('note.sung', 1, {})).toThrow(UnknownEventTypeError);
    expect(() => upcastClinical('note.written', 2, {})).toThrow(UnknownEventTypeError);
  });
});

describe('codes', () => {
  const coded = (system: string, code: string) => ({
    code: {
      coding: [
        { system: 'urn:x', code: 'x' },
        { system, code },
      ],
    },
  });
  const problem = (system: string, code: string) =>
    validateClinicalData('problem.recorded', 1, { ...coded(system, code), clinicalStatus: 'active', verification: 'confirmed' });

  it('details that are amended may say why, but a reason alone changes nothing', () => {
    const changeLog = { reason: 'Typed another year' };
    expect(validateClinicalData('patient.details-amended', 2, { birthDate: '1938', changeLog })).toEqual([]);
    expect(validateClinicalData('patient.details-amended', 2, { birthDate: '1938' })).toEqual([]);
    expect(validateClinicalData('patient.details-amended', 2, { changeLog })).toHaveLength(1);
    expect(validateClinicalData('patient.details-amended', 1, { birthDate: '1938', changeLog })).toHaveLength(1);
  });

  it.each([
    ['http://loinc.org', '8867-4', true],
    ['http://loinc.org', '85354-9', true],
    ['http://loinc.org', '8867-5', false],
    ['http://loinc.org', '8876-4', false],
    ['http://loinc.org', '8867', false],
    ['http://loinc.org', ' 8867-4', false],
    ['http://loinc.org', 'LP14419-3', true],
    ['http://loinc.org', 'LA6568-5', true],
    ['http://loinc.org', 'LX6568-5', false],
    ['http://snomed.info/sct', '138875005', true],
    ['http://snomed.info/sct', '73211009', true],
    ['http://snomed.info/sct', '900000000000207008', true],
    ['http://snomed.info/sct', '73211008', false],
    ['http://snomed.info/sct', '73210109', false],
    // The id of a description, correct as such.
    ['http://snomed.info/sct', '121589010', false],
    ['http://snomed.info/sct', '101009', true],
    ['http://snomed.info/sct', '1009', false],
    ['http://snomed.info/sct', '073211009', false],
    ['http://snomed.info/sct', '73211009 |Diabetes mellitus|', false],
    ['http://unitsofmeasure.org', 'mm[Hg]', true],
    ['http://unitsofmeasure.org', 'mmHg', false],
    ['urn:oid:2.16.840.1.113883.6.1', 'anything', true],
    ['https://home.example/codes', 'B-12', true],
  ])('of %s: %s is taken: %s', (system, code, valid) => {
    const faults = problem(system, code);
    expect(faults.map(({ pointer }) => pointer)).toEqual(valid ? [] : ['/code/coding/1/code']);
    expect(JSON.stringify(faults)).not.toContain(code);
  });

  it.each(['local', 'home codes', '//home.example', 'http:'])('need a system that is a URI: %s', (system) => {
    expect(problem(system, 'x').map(({ pointer }) => pointer)).toContain('/code/coding/1/system');
  });

  it('are checked wherever they stand, and in every version', () => {
    const bad = { system: 'http://loinc.org', code: '8867-5' };
    const value = { valueQuantity: { value: 1, unit: 'beats', code: 'beats/min' } };
    for (const version of [1, 2]) {
      const faults = validateClinicalData('observation.recorded', version, {
        code: { coding: [bad] },
        category: 'vital-signs',
        components: [{ code: { coding: [bad] }, ...value }],
        bodySite: { coding: [bad] },
      });
      expect(faults).toEqual([
        { pointer: '/code/coding/0/code', message: 'must be a LOINC code (form and check digit)' },
        { pointer: '/components/0/code/coding/0/code', message: 'must be a LOINC code (form and check digit)' },
        { pointer: '/components/0/valueQuantity/code', message: 'must be a UCUM unit' },
        { pointer: '/bodySite/coding/0/code', message: 'must be a LOINC code (form and check digit)' },
      ]);
    }
  });

  it('are no matter for the reader', () => {
    const data = { ...heartRate, code: { coding: [{ system: 'http://loinc.org', code: 'no such' }] } };
    expect(validateReadClinicalData('observation.recorded', 1, data)).toEqual([]);
  });

  it.each([
    ['/min', true],
    ['Cel', true],
    ['%', true],
    ['10*3/uL', true],
    ['mL/min/{1.73_m2}', true],
    ['[iU]/L', true],
    ['{tbl}', true],
    ['1', true],
    ['tablet', false],
    ['bpm', false],
    ['mcg', false],
    ['kg]m', false],
    ['('.repeat(100), false],
    ['__proto__', false],
    ['constructor', false],
    ['kg/constructor', false],
  ])('of units: %s is taken: %s', (code, valid) => {
    const data = { medication: { text: 'x' }, dose: { value: 1, unit: 'x', code } };
    expect(validateClinicalData('medication.administered', 1, data)).toEqual(
      valid ? [] : [{ pointer: '/dose/code', message: 'must be a UCUM unit' }],
    );
  });
});

describe('a code that the library of units stumbles over', () => {
  it('is not printed', () => {
    const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const data = { medication: { text: 'x' }, dose: { value: 1, unit: 'x', code: 'g.({a})Ada-Lovelace' } };
    expect(validateClinicalData('medication.administered', 1, data)).toHaveLength(1);
    expect(print).not.toHaveBeenCalled();
    print.mockRestore();
  });
});

describe('version 2 of an observation', () => {
  it('asks the writer for a code of a code system and for UCUM units', () => {
    const faults = validateClinicalData('observation.recorded', 2, {
      code: { text: 'Blood pressure' },
      category: 'fluid-balance',
      components: [
        { code: { text: 'In' }, valueQuantity: { value: 1, unit: 'glass' } },
        { code: { text: 'Out' }, valueRange: { low: { value: 1, unit: 'l' }, high: { value: 2, unit: 'l' } } },
      ],
    });
    expect(faults.map(({ pointer, message }) => `${pointer} ${message}`).sort()).toEqual([
      '/code/coding is required',
      '/components/0/code/coding is required',
      '/components/0/valueQuantity/code is required',
      '/components/1/code/coding is required',
      '/components/1/valueRange/high/code is required',
      '/components/1/valueRange/low/code is required',
    ]);
  });

  it('reads what version 1 took', () => {
    const old = { code: { text: 'Heart rate' }, category: 'vital-signs', valueQuantity: { value: 72, unit: 'beats' } };
    expect(validateClinicalData('observation.recorded', 1, old)).toEqual([]);
    expect(validateReadClinicalData('observation.recorded', 2, upcastClinical('observation.recorded', 1, old))).toEqual([]);
  });
});

describe('an amendment', () => {
  const heartRateCoded = { ...heartRate, code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] } };
  const amendment = (more: object) => ({
    entryId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c03',
    type: 'observation.recorded',
    schemaVersion: 1,
    data: heartRateCoded,
    changeLog: { reason: 'Typed 27 for 72' },
    ...more,
  });
  const faultsOf = (more: object) => validateClinicalData('entry.amended', 1, amendment(more));

  it('holds data that is valid under the schema of its own type', () => {
    expect(faultsOf({})).toEqual([]);
    expect(
      faultsOf({ schemaVersion: 2, data: { ...heartRate, code: { text: 'x' }, valueQuantity: { value: 1, unit: 'x', code: 'bpm' } } }),
    ).toEqual([
      { pointer: '/data/code/coding', message: 'is required' },
      { pointer: '/data/valueQuantity/code', message: 'must be a UCUM unit' },
    ]);
    expect(faultsOf({ data: { ...heartRateCoded, note: 'a\u0000b' } })).toEqual([
      { pointer: '/data/note', message: 'has a control character' },
    ]);
  });

  it.each([
    ['/type', { type: 'note.sung' }],
    ['/schemaVersion', { schemaVersion: 9 }],
    ['/schemaVersion', { schemaVersion: '1' }],
    ['/type', { type: 'entry.amended', data: amendment({}) }],
    ['/type', { type: 'entry.struck' }],
    ['/type', { type: 7 }],
    ['/data', { data: null }],
    ['/changeLog/reason', { changeLog: {} }],
  ])('names the fault at %s: %j', (pointer, more) => {
    expect(faultsOf(more).map((fault) => fault.pointer)).toContain(pointer);
  });

  it('that is no object is a fault like any other', () => {
    for (const data of [null, [], 'x', 7]) expect(validateClinicalData('entry.amended', 1, data)).not.toEqual([]);
  });
});

describe('members that go together', () => {
  const prescribed = (schedule: object) => validateClinicalData('medication.prescribed', 1, { medication: { text: 'x' }, schedule });
  const id = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c03';

  it.each([
    [{ times: ['08:00', '23:59'], timeZone: 'Europe/Rome' }, []],
    [{ times: ['08:00'] }, ['/schedule/timeZone']],
    [{ times: ['24:00'], timeZone: 'Europe/Rome' }, ['/schedule/times/0']],
    [{ times: ['8:00'], timeZone: 'America/Argentina/Buenos_Aires' }, ['/schedule/times/0']],
    [{ times: ['08:00'], timeZone: 'Europe/Atlantis' }, ['/schedule/timeZone']],
    [{ times: ['08:00'], timeZone: '+01:00' }, ['/schedule/timeZone']],
    [{ asNeeded: true }, []],
    [{}, ['/schedule']],
  ])('times of day and their zone: %j', (schedule, pointers) => {
    expect(prescribed(schedule).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('a changed prescription and what changes', () => {
    const changed = { prescriptionId: id, changeLog: { reason: 'x' } };
    const changes = (more: object) => validateClinicalData('medication.changed', 1, { ...changed, ...more });
    expect(changes({ stayId: id })).toEqual([{ pointer: '', message: 'needs at least one member that changes' }]);
    expect(changes({ doseText: 'half a tablet' })).toEqual([]);
  });

  it('a move to another record and its reason', () => {
    const moved = { entryId: id, movedTo: { patientId: id, entryId: id } };
    expect(validateClinicalData('entry.struck', 2, { ...moved, reason: 'wrong-patient' })).toEqual([]);
    expect(validateClinicalData('entry.struck', 2, { ...moved, reason: 'duplicate' })).toEqual([
      { pointer: '', message: 'movedTo goes with the reason wrong-patient only' },
    ]);
  });

  it('of a merge: a death is stated by the server alone, with the record that goes on', () => {
    const death = { statedAt: '2026-02-28T09:00:00Z' };
    const merged = (link: string) => validateClinicalData('patient.merged', 2, { link, otherPatientId: id, death });
    expect(merged('replaced-by')).toEqual([{ pointer: '/death', message: 'does not go with the other members' }]);
    expect(merged('replaces')).toEqual([]);
    expect(validateClinicalData('patient.merged', 2, { link: 'replaced-by', otherPatientId: id })).toEqual([]);
  });

  it.each(['/etc/passwd', 'a/../b', '../b', 'a b', ''])('the place of a document is an opaque key, not %s', (location) => {
    const document = clinicalEventTypes.find(({ type }) => type === 'document.attached')!.example;
    expect(validateClinicalData('document.attached', 1, document)).toEqual([]);
    expect(validateClinicalData('document.attached', 1, { ...document, location }).map(({ pointer }) => pointer)).toEqual(['/location']);
  });
});
