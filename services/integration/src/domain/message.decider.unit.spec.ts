import { personOf, type Person } from '@everchart/clinical-facts';
import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { parseMessage, splitFormattedText, standardDelimiters } from '@everchart/hl7v2';
import { describe, expect, it } from '@jest/globals';
import { decideMessage, messageTypes, UnknownPatientError, usualMessageOf } from './message.decider.js';
import { entryOf, type ClinicalEvent } from './patient-facts.js';

const patient = '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f';
const stayId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c01';
const to = { receivingApplication: 'EHR', receivingFacility: 'CITY', controlId: '7QK2M9X4T1B8VZC03DNE', processingId: 'P' };

function event(type: string, data: unknown, more: Partial<ClinicalEvent> = {}): ClinicalEvent {
  return {
    id: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
    org: 'home',
    subject: patient,
    type,
    occurredAt: '2026-03-01T08:00:00+01:00',
    recordedAt: '2026-03-01T07:00:05.250000Z',
    streamVersion: 1,
    actor: 'carer-anna',
    data,
    ...more,
  };
}

const registration = event('patient.registered', {
  identifiers: [
    {
      system: 'urn:oid:2.16.756.5.32',
      value: '756.1|2',
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'SS' }] },
    },
    { system: 'https://home.example/residents', value: '4711' },
  ],
  name: { family: "O'Hara & Söhne", given: ['Anna', 'Maria', 'Rosa'], prefix: ['Dr.'], preferred: 'Ännchen' },
  birthDate: '1941-03',
  gender: 'female',
  address: { lines: ['Main St 1', 'Floor 2'], city: 'Zürich', state: 'ZH', postalCode: '8001', country: 'CH' },
  telecom: [
    { system: 'phone', value: '+41 44 000', use: 'home' },
    { system: 'email', value: 'a@b.example' },
    { system: 'phone', value: '+41 44 111', use: 'work' },
  ],
  language: 'de-CH',
  maritalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'W', display: 'Widowed' }] },
});
const plain = event('patient.registered', { identifiers: [], name: { family: 'Doe', given: ['Ann'] }, gender: 'unknown' });
const admission = event('stay.admitted', {
  stayId,
  class: 'residential',
  location: { facility: 'Lakeside', unit: 'Garden', room: '12', bed: 'A' },
  reason: [
    { text: 'Needs help | daily', coding: [{ system: 'http://snomed.info/sct', code: '129839007', display: 'At risk for falls' }] },
    { text: 'Dementia' },
  ],
  attending: { id: 'D-7', name: 'Dr. Roth' },
});

/** The events in this order; each is entry `e1`, `e2` … of the record. */
function factsAfter(...events: ClinicalEvent[]): Person {
  return personOf(events.map((each, index) => entryOf({ ...each, id: `e${index + 1}`, streamVersion: index + 1 })));
}

/** The message's segments, as text. */
function segmentsOf(subject: ClinicalEvent, facts: Person): string[] {
  const text = decideMessage(subject, facts)!.render(to);
  expect(text.endsWith('\r')).toBe(true);
  return text.slice(0, -1).split('\r');
}

function header(type: string, facility = 'home'): string {
  return `MSH|^~\\&|EVERCHART|${facility}|EHR|CITY|20260301070005.25+0000||${type}|7QK2M9X4T1B8VZC03DNE|P|2.5.1||||||UNICODE UTF-8`;
}
const plainPid = `PID|1||${patient}^^^home^PI||Doe^Ann^^^^^L|||U`;
const evn = (trigger: string) => `EVN|${trigger}|20260301070005.25+0000|||carer-anna|20260301080000+0100`;

describe('patient.registered', () => {
  it('becomes ADT^A04', () => {
    expect(segmentsOf(registration, factsAfter(registration))).toEqual([
      header('ADT^A04^ADT_A01'),
      evn('A04'),
      [
        `PID|1||756.1\\F\\2^^^&2.16.756.5.32&ISO^SS~4711^^^&https://home.example/residents&URI~${patient}^^^home^PI||`,
        "O'Hara \\T\\ Söhne^Anna^Maria Rosa^^Dr.^^L~^Ännchen^^^^^N||194103|F|||Main St 1^Floor 2^Zürich^ZH^8001^CHE||",
        '+41 44 000^PRN^PH^^^^^^^^^+41 44 000~^NET^Internet^a@b.example|+41 44 111^WPN^PH^^^^^^^^^+41 44 111|de-CH|W^Widowed^HL70002^W^Widowed^L',
      ].join(''),
      'PV1|1|N',
    ]);
  });

  it('with little known says little', () => {
    expect(segmentsOf(plain, factsAfter(plain))).toEqual([header('ADT^A04^ADT_A01'), evn('A04'), plainPid, 'PV1|1|N']);
  });

  it.each([
    [undefined, '^^^^^^U'],
    [{ text: 'Found at the station' }, 'Found at the station^^^^^^D'],
    [{ given: ['Ann'] }, '^Ann^^^^^L'],
    [{ family: 'Doe', suffix: ['Jr.'] }, 'Doe^^^Jr.^^^L'],
  ])('of a person with the name %j has PID-5 %s', (name, pid5) => {
    const subject = event('patient.registered', { identifiers: [], name, gender: 'unknown' });
    expect(segmentsOf(subject, factsAfter(subject))[2]!.split('|')[5]).toBe(pid5);
  });

  it.each([
    [{ family: 'Doe', use: 'official' }, 'Doe^^^^^^L', []],
    [{ family: 'Doe', use: 'usual' }, 'Doe^^^^^^D', []],
    [{ family: 'Doe', use: 'maiden' }, 'Doe^^^^^^M', []],
    [{ family: 'Doe', use: 'anonymous' }, 'Doe^^^^^^S', []],
    [{ family: 'Doe', use: 'old' }, 'Doe^^^^^^U', []],
    [{ family: 'Doe', given: ['Ann'], text: 'Ann Doe' }, 'Doe^Ann^^^^^L', []],
    [{ family: 'Doe', given: ['Ann'], text: 'Countess Ann Doe' }, 'Doe^Ann^^^^^L', ['Name: Countess Ann Doe']],
  ])('says what kind of name %j is', (name, pid5, notes) => {
    const subject = event('patient.registered', { identifiers: [], name, gender: 'unknown' });
    const [, , pid, , ...obx] = segmentsOf(subject, factsAfter(subject));
    expect([pid!.split('|')[5], obx.map((each) => each.split('|')[5])]).toEqual([pid5, notes]);
  });

  it.each([
    [{ city: 'Bern', use: 'home' }, '^^Bern^^^^H', []],
    [{ city: 'Bern', use: 'old' }, '^^Bern^^^^BA', []],
    [{ city: 'Bern', use: 'billing' }, '^^Bern', ['Address: for bills']],
    [{ text: 'At the river, behind the mill' }, 'At the river, behind the mill', []],
    [{ lines: ['Main St 1'], city: 'Bern', text: 'Main St 1, Bern' }, 'Main St 1^^Bern', []],
    [{ city: 'Bern', text: 'c/o Roe, Bern' }, '^^Bern', ['Address: c/o Roe, Bern']],
    [{ country: 'Schweiz', district: 'Seeland' }, '^^^^^^^Seeland, Schweiz', []],
    [{ country: 'che' }, '^^^^^CHE', []],
  ])('says what kind of address %j is', (address, pid11, notes) => {
    const subject = event('patient.registered', { identifiers: [], address, gender: 'unknown' });
    const [, , pid, , ...obx] = segmentsOf(subject, factsAfter(subject));
    expect([pid!.split('|')[11], obx.map((each) => each.split('|')[5])]).toEqual([pid11, notes]);
  });

  it('sends no number that is not used any more, and other contacts as any text', () => {
    const telecom = [
      { system: 'phone', value: '1', use: 'old' },
      { system: 'url', value: 'https://ann.example' },
    ];
    const subject = event('patient.registered', { identifiers: [], telecom, gender: 'unknown' });
    expect(segmentsOf(subject, factsAfter(subject))[2]!.split('|')[13]).toBe('^^^^^^^^https://ann.example');
  });

  it('names the facility where it was recorded', () => {
    const elsewhere = { ...plain, facility: 'Lakeside' };
    const [msh, event] = segmentsOf(elsewhere, factsAfter(elsewhere));
    expect(msh).toBe(header('ADT^A04^ADT_A01', 'Lakeside'));
    expect(event).toBe(`${evn('A04')}|Lakeside`);
  });

  it('says that somebody has died', () => {
    const late = event('patient.registered', { ...(plain.data as object), deceased: '2026-02-28T23:10:00-05:00' });
    const pid = parseMessage(decideMessage(late, factsAfter(late))!.render(to)).first('PID')!;
    expect([pid.value(29), pid.value(30)]).toEqual(['20260228231000-0500', 'Y']);
    const found = event('patient.deceased', {});
    const without = parseMessage(decideMessage(plain, factsAfter(plain, found))!.render(to)).first('PID')!;
    expect([without.value(29), without.value(30)]).toEqual([undefined, 'Y']);
    const death = { deceasedAt: '2026-02-28', statedAt: '2026-03-01T08:00:00Z' };
    const merged = event('patient.merged', { link: 'replaces', otherPatientId: '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f', death });
    const survivor = parseMessage(decideMessage(plain, factsAfter(plain, merged))!.render(to)).first('PID')!;
    expect([survivor.value(29), survivor.value(30)]).toEqual(['20260228', 'Y']);
  });
});

describe('stay.admitted', () => {
  it('becomes ADT^A01', () => {
    expect(segmentsOf(admission, factsAfter(plain, admission))).toEqual([
      header('ADT^A01^ADT_A01'),
      evn('A01'),
      plainPid,
      `PV1|1|I|Garden^12^A^Lakeside||||D-7^Dr. Roth||||||||||||${stayId}|||||||||||||||||||||||||20260301080000+0100`,
      'PV2|||129839007^At risk for falls^SCT^^Needs help \\F\\ daily',
      'DG1|1||129839007^At risk for falls^SCT^^Needs help \\F\\ daily|||A',
      'DG1|2||^Dementia|||A',
    ]);
  });
});

describe('a stay of outpatients', () => {
  it.each([
    ['residential', 'A01', 'I'],
    ['inpatient', 'A01', 'I'],
    ['ambulatory', 'A04', 'O'],
    ['home', 'A04', 'O'],
    ['virtual', 'A04', 'O'],
    ['emergency', 'A04', 'E'],
  ])('%s becomes ADT^%s, class %s', (stayClass, trigger, patientClass) => {
    const begun = event('stay.admitted', { stayId, class: stayClass });
    const [msh, evnSegment, , pv1] = segmentsOf(begun, factsAfter(plain, begun));
    expect(decideMessage(begun, factsAfter(plain, begun))!.type).toBe(`ADT^${trigger}`);
    expect(msh).toBe(header(`ADT^${trigger}^ADT_A01`));
    expect(evnSegment).toBe(evn(trigger));
    expect(pv1!.split('|')[2]).toBe(patientClass);
  });
});

describe('stay.discharged', () => {
  const discharge = (disposition?: object) =>
    event(
      'stay.discharged',
      { stayId: stayId.toUpperCase(), ...(disposition && { disposition }) },
      { occurredAt: '2026-03-04T10:30:00+01:00' },
    );
  const pv1 = (disposition: string) =>
    `PV1|1|I|Garden^12^A^Lakeside||||D-7^Dr. Roth||||||||||||${stayId}|||||||||||||||||${disposition}||||||||20260301080000+0100|20260304103000+0100`;
  const system = 'http://terminology.hl7.org/CodeSystem/discharge-disposition';
  const remark = (text: string) => `OBX|1|FT|48767-8^Annotation comment^LN||Discharge disposition: ${text}||||||F`;

  it.each<[object | undefined, string, string[]]>([
    [undefined, '', []],
    [{ coding: [{ system, code: 'exp', display: 'Expired' }] }, '20', [remark('Expired')]],
    [{ text: 'To the hospice', coding: [{ system, code: 'hosp' }] }, '', [remark('To the hospice')]],
    [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0112', code: '07' }] },
      '07',
      [remark('07 (http://terminology.hl7.org/CodeSystem/v2-0112)')],
    ],
    [{ text: 'Home' }, '', [remark('Home')]],
  ])('becomes ADT^A03: %j', (disposition, code, remarks) => {
    const subject = discharge(disposition);
    expect(segmentsOf(subject, factsAfter(plain, admission, subject))).toEqual([
      header('ADT^A03^ADT_A03'),
      'EVN|A03|20260301070005.25+0000|||carer-anna|20260304103000+0100',
      plainPid,
      pv1(code),
      ...remarks,
    ]);
  });

  it('ends a visit of outpatients, too, at the place to which the patient was moved', () => {
    const visit = event('stay.admitted', { stayId, class: 'ambulatory', location: { unit: 'Garden' } });
    const moved = event('stay.transferred', { stayId, location: { unit: 'Park', room: '3' } });
    const subject = discharge();
    expect(segmentsOf(subject, factsAfter(plain, visit, moved, subject))[3]).toMatch(/^PV1\|1\|O\|Park\^3\|/);
  });

  it('of a stay whose admission is not known says what it knows', () => {
    const subject = discharge();
    expect(segmentsOf(subject, factsAfter(plain, subject))[3]).toMatch(
      new RegExp(`^PV1\\|1\\|U\\|{17}${stayId.toUpperCase()}\\|{26}20260304103000`),
    );
  });

  it('that is cancelled leaves the stay in the messages after it', () => {
    const subject = event('observation.recorded', pulse);
    const cancelled = event('stay.cancelled', { stayId, cancels: 'discharge', reason: 'x' });
    expect(segmentsOf(subject, factsAfter(plain, admission, discharge()))[2]).toMatch(/^OBR/);
    expect(segmentsOf(subject, factsAfter(plain, admission, discharge(), cancelled))[2]).toMatch(/^PV1\|1\|I\|Garden/);
  });
});

const pulse = {
  code: { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
  category: 'vital-signs',
  valueQuantity: { value: 72, unit: 'beats/min', code: '/min' },
};
const fillerId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22^EVERCHART';
const obr = (code: string, section = '') =>
  `OBR|1||${fillerId}|${code}|||20260301080000+0100|||||||||||||||20260301070005.25+0000||${section}|F`;
const obxEnd = '|||F|||20260301080000+0100||carer-anna';

describe('observation.recorded', () => {
  const results = (data: object): string[] => segmentsOf(event('observation.recorded', data), factsAfter(plain)).slice(3);
  const value = (stated: object): string => results({ code: { text: 'X' }, category: 'other', ...stated })[0]!;

  it('becomes ORU^R01', () => {
    expect(segmentsOf(event('observation.recorded', pulse), factsAfter(plain))).toEqual([
      header('ORU^R01^ORU_R01'),
      plainPid,
      obr('8867-4^Heart rate^LN'),
      `OBX|1|NM|8867-4^Heart rate^LN||72|/min^beats/min^UCUM||${obxEnd}`,
    ]);
  });

  it.each([
    ['preliminary', 'P'],
    ['amended', 'C'],
    ['corrected', 'C'],
    ['unknown', 'P'],
    [undefined, 'F'],
  ])('that is %s at its source has the status %s', (status, flag) => {
    const segments = segmentsOf(event('observation.recorded', { ...pulse, status }), factsAfter(plain));
    expect(segments.find((each) => each.startsWith('OBR'))!.split('|')[25]).toBe(flag);
    expect(segments.find((each) => each.startsWith('OBX'))!.split('|')[11]).toBe(flag);
  });

  it('says why there is no value', () => {
    const [obx, note] = results({ code: { text: 'X' }, category: 'other', dataAbsentReason: { text: 'asleep' } });
    expect([obx!.split('|')[5], obx!.split('|')[11], note]).toEqual(['', 'X', 'NTE|1||No value: asleep']);
  });

  it('has ratios, and times as precise as they are stated', () => {
    expect(value({ valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } })).toMatch(/^OBX\|1\|SN\|\^X\|\|\^1\^:\^128\|/);
    const mgPerMl = { numerator: { value: 5, unit: 'mg' }, denominator: { value: 1, unit: 'mL' } };
    expect(value({ valueRatio: mgPerMl })).toMatch(/\|ST\|\^X\|\|5 mg : 1 mL\|/);
    expect(value({ valueTime: '08:30:00' })).toMatch(/\|ST\|\^X\|\|08:30:00\|/);
    expect(value({ valuePeriod: { start: '2026-03', end: '2026-04' } })).toMatch(/\|2026-03 - 2026-04\|/);
    expect(value({ valueInteger: 1, happened: { on: '2026-03-01' } }).split('|')[14]).toBe('20260301');
    const [, , obr] = segmentsOf(
      event('observation.recorded', { ...pulse, happened: { from: '2026-03-01', to: '2026-03-02' } }),
      factsAfter(plain),
    );
    expect(obr!.split('|').slice(7, 9)).toEqual(['20260301', '20260302']);
  });

  it('belongs to the current stay', () => {
    const visit = segmentsOf(event('observation.recorded', pulse), factsAfter(plain, admission))[2];
    expect(visit).toContain(`|${stayId}|`);
    const discharge = event('stay.discharged', { stayId });
    expect(segmentsOf(event('observation.recorded', pulse), factsAfter(plain, admission, discharge))[2]).toMatch(/^OBR/);
    const named = event('observation.recorded', { ...pulse, stayId });
    expect(segmentsOf(named, factsAfter(plain, admission, discharge))[2]).toMatch(/\|20260301080000\+0100\|20260301080000\+0100$/);
  });

  it('has one OBX per component', () => {
    const pressure = (code: string, display: string, amount: number) => ({
      code: { coding: [{ system: 'http://loinc.org', code, display }] },
      valueQuantity: { value: amount, unit: 'mmHg', code: 'mm[Hg]' },
    });
    expect(
      results({
        code: { coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure' }] },
        category: 'vital-signs',
        components: [pressure('8480-6', 'Systolic', 128.5), pressure('8462-4', 'Diastolic', 80)],
      }),
    ).toEqual([
      `OBX|1|NM|8480-6^Systolic^LN|1|128.5|mm[Hg]^mmHg^UCUM||${obxEnd}`,
      `OBX|2|NM|8462-4^Diastolic^LN|1|80|mm[Hg]^mmHg^UCUM||${obxEnd}`,
    ]);
  });

  it.each<[object, string]>([
    [{ valueQuantity: { value: 5, unit: 'mg/L', comparator: '<' } }, '|SN|^X||<^5|^mg/L|'],
    [{ valueRange: { low: { value: 1, unit: 'h' }, high: { value: 2, unit: 'h' } } }, '|SN|^X||^1^-^2|^h|'],
    [{ valueRange: { high: { value: 2, unit: 'h' } } }, '|SN|^X||<=^2|^h|'],
    [{ valueRange: { high: { value: 2, unit: 'h', comparator: '<' } } }, '|SN|^X||<^2|^h|'],
    [{ valueRange: { low: { value: 5, unit: 'mg', code: 'mg' } } }, '|SN|^X||>=^5|mg^mg^UCUM|'],
    [{ valueRange: { low: { value: 5, unit: 'mg', code: 'mg', comparator: '>' } } }, '|SN|^X||>^5|mg^mg^UCUM|'],
    [{ valueRange: { low: { value: 5, unit: 'mg', comparator: '<' } } }, '|ST|^X||low: < 5 mg||'],
    [{ valueRange: { low: { value: 900, unit: 'mg', code: 'mg' }, high: { value: 1, unit: 'g', code: 'g' } } }, '|ST|^X||900 mg - 1 g||'],
    [{ valueRange: { low: { value: 900, unit: 'mg' }, high: { value: 1, unit: 'g' } } }, '|ST|^X||900 mg - 1 g||'],
    [{ valueRange: { low: { value: 1, unit: 'mg' }, high: { value: 2, unit: 'mg', code: 'mg' } } }, '|SN|^X||^1^-^2|mg^mg^UCUM|'],
    [
      { valueRange: { low: { value: 1, unit: 'milligram', code: 'mg' }, high: { value: 2, unit: 'mg', code: 'mg' } } },
      '|SN|^X||^1^-^2|mg^milligram^UCUM|',
    ],
    [{ valueRange: { low: { value: 1, unit: 'mg', comparator: '>' }, high: { value: 2, unit: 'mg' } } }, '|ST|^X||> 1 mg - 2 mg||'],
    [{ valueQuantity: { value: 5, unit: 'mg/L', comparator: '>' } }, '|SN|^X||>^5|^mg/L|'],
    [{ valueQuantity: { value: 0.1 + 0.2, unit: 'g' } }, '|ST|^X||0.30000000000000004 g||'],
    [{ valueString: 'a|'.repeat(49) }, `|ST|^X||${'a\\F\\'.repeat(49)}||`],
    [{ valueString: 'a|'.repeat(50) }, `|FT|^X||${'a\\F\\'.repeat(50)}||`],
    [
      { valueString: 'a b|c'.repeat(5000) },
      `|FT|^X||${splitFormattedText('a b|c'.repeat(5000), 32_000, standardDelimiters)
        .map((part) => part.replaceAll('|', '\\F\\'))
        .join('~')}||`,
    ],
    [{ valueString: 'calm ~ & | ^ \\' }, '|ST|^X||calm \\R\\ \\T\\ \\F\\ \\S\\ \\E\\||'],
    [{ valueString: 'two\nlines' }, '|FT|^X||two\\.br\\lines||'],
    [{ valueBoolean: true }, '|CE|^X||Y^Yes^HL70136||'],
    [{ valueInteger: 3 }, '|NM|^X||3||'],
    [{ valueDateTime: '2026-02' }, '|TS|^X||202602||'],
    [{ valueQuantity: { value: 1e-7, unit: 'g' } }, '|NM|^X||0.0000001|^g|'],
    [
      { valueCodeableConcept: { text: 'dark', coding: [{ system: 'urn:x', code: 'D', display: 'Dark brown' }] } },
      '|CE|^X||D^Dark brown^L^^dark||',
    ],
  ])('%j', (stated, text) => {
    expect(value(stated)).toBe(`OBX|1${text}|${obxEnd}`);
  });

  it('says that a component has no value', () => {
    expect(value({ components: [{ code: { text: 'Y' } }] })).toBe('OBX|1||^Y|1|||||||X|||20260301080000+0100||carer-anna');
  });

  it('loses neither interpretation, method, site nor note', () => {
    expect(
      results({
        ...pulse,
        category: 'laboratory',
        interpretation: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'H' }] },
        method: { text: 'by hand' },
        bodySite: { text: 'left wrist' },
        note: 'restless\rtried twice',
      }),
    ).toEqual([
      `OBX|1|NM|8867-4^Heart rate^LN||72|/min^beats/min^UCUM||H|||F|||20260301080000+0100||carer-anna|^by hand`,
      'NTE|1||restless\\.br\\tried twice',
      `OBX|2|CE|39111-0^Body site^LN||^left wrist|||${obxEnd}`,
    ]);
  });
});

describe('what is said of an observation stands with what it is said of', () => {
  const results = (data: object): string[] => segmentsOf(event('observation.recorded', data), factsAfter(plain)).slice(2);
  const loinc = (code: string, display: string) => ({ system: 'http://loinc.org', code, display });
  const panel = {
    code: { coding: [loinc('85354-9', 'Blood pressure')] },
    category: 'vital-signs',
    components: [
      { code: { coding: [loinc('8480-6', 'Systolic')] }, valueInteger: 128 },
      { code: { coding: [loinc('8462-4', 'Diastolic')] }, valueInteger: 80 },
    ],
  };
  const interpretation = (code: string, more: object = {}) => ({
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code, ...more }],
  });

  it('the note and the interpretation of a panel with the panel', () => {
    const said = results({
      ...panel,
      note: 'Sitting',
      interpretation: interpretation('H', { display: 'High' }),
      bodySite: { text: 'Left arm' },
    });
    expect(said).toEqual([
      obr('85354-9^Blood pressure^LN'),
      'NTE|1||Interpretation: High (H)',
      'NTE|2||Sitting',
      `OBX|1|NM|8480-6^Systolic^LN|1|128|||${obxEnd}`,
      `OBX|2|NM|8462-4^Diastolic^LN|1|80|||${obxEnd}`,
      `OBX|3|CE|39111-0^Body site^LN|1|^Left arm|||${obxEnd}`,
    ]);
  });

  it.each<[object, string, string[]]>([
    [interpretation('H', { display: 'High' }), 'H', []],
    [{ ...interpretation('LL'), text: 'Dangerously low' }, 'LL', ['Interpretation: Dangerously low [LL]']],
    [{ ...interpretation('LL', { display: 'Critical low' }), text: 'Critical low' }, 'LL', []],
    [interpretation('POS', { display: 'Positive' }), '', ['Interpretation: Positive (POS)']],
    [{ text: 'higher than yesterday' }, '', ['Interpretation: higher than yesterday']],
    [{ coding: [{ system: 'urn:local', code: 'H' }] }, '', ['Interpretation: H']],
    [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0078', code: 'AA' }] }, 'AA', []],
  ])('OBX-8 has codes of table 0078 only: %j', (stated, flags, notes) => {
    const [, obx, ...rest] = results({ ...pulse, interpretation: stated });
    expect(obx!.split('|')[8]).toBe(flags);
    expect(rest).toEqual(notes.map((text, index) => `NTE|${index + 1}||${text}`));
  });

  it('a long note is several NTE', () => {
    const note = `${'a|\n'.repeat(6000)}end`;
    const [, , ...notes] = results({ ...pulse, note });
    expect(notes.length).toBeGreaterThan(1);
    const parsed = parseMessage(`MSH|^~\\&\r${notes.join('\r')}\r`).all('NTE');
    expect(parsed.map((nte) => nte.text(3)).join('')).toBe(note);
    for (const [index, nte] of parsed.entries()) {
      expect(nte.text(1)).toBe(String(index + 1));
      expect(nte.raw(3).length).toBeLessThanOrEqual(32_000);
    }
  });

  it.each<[object[], string, string[]]>([
    [
      [{ system: 'urn:a', code: 'A' }, { system: 'urn:b', code: 'B' }, loinc('8867-4', 'Heart rate')],
      'A^^L^8867-4^Heart rate^LN',
      ['B (urn:b)'],
    ],
    [
      [{ system: 'urn:a', code: 'A' }, { system: 'http://snomed.info/sct', code: '364075005' }, loinc('8867-4', 'Heart rate')],
      'A^^L^8867-4^Heart rate^LN',
      ['364075005 (http://snomed.info/sct)'],
    ],
    [
      [
        { system: 'urn:a', code: 'A' },
        { system: 'urn:b', code: 'B' },
        { system: 'http://snomed.info/sct', code: '364075005' },
      ],
      'A^^L^364075005^^SCT',
      ['B (urn:b)'],
    ],
    [
      [loinc('8867-4', 'Heart rate'), { system: 'urn:a', code: 'A' }, { system: 'urn:b', code: 'B' }],
      '8867-4^Heart rate^LN^A^^L',
      ['B (urn:b)'],
    ],
  ])('no code is dropped: %j', (coding, field, further) => {
    const [request, ...rest] = results({ ...pulse, code: { coding } });
    expect(request!.split('|')[4]).toBe(field);
    expect(rest.slice(0, -1)).toEqual(further.map((text, index) => `NTE|${index + 1}||Code, further code: ${text}`));
    expect(rest.at(-1)!.split('|')[3]).toBe(field);
  });

  it('a text beside two codes stands in the notes', () => {
    const [, note] = results({
      ...pulse,
      code: { text: 'Pulse at rest', coding: [loinc('8867-4', 'Heart rate'), { system: 'urn:a', code: 'A' }] },
    });
    expect(note).toBe('NTE|1||Code: Pulse at rest');
  });

  it('a time that HL7 cannot say is left out with a note', () => {
    const [, obx] = results({ code: { text: 'X' }, category: 'other', valueDateTime: '2026-02-30' });
    expect(obx).toBe(`OBX|1|ST|^X||2026-02-30|||${obxEnd}`);
    const strange = event('observation.recorded', pulse, { occurredAt: 'yesterday' });
    const [, , request, note, result] = segmentsOf(strange, factsAfter(plain));
    expect([request!.split('|')[7], note, result!.split('|')[14]]).toEqual(['', 'NTE|1||Time: yesterday', '']);
  });
});

describe('medication.administered', () => {
  const recorded = '20260301070005.25+0000';
  const dose = (data: object) => segmentsOf(event('medication.administered', data), factsAfter(plain)).slice(2);

  it('becomes RAS^O17', () => {
    const given = event('medication.administered', {
      medication: {
        text: 'Paracetamol 500 mg tablet',
        coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '198440' }],
      },
      dose: { value: 500, unit: 'mg', code: 'mg' },
      route: { text: 'Oral', coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0162', code: 'PO' }] },
      scheduledAt: '2026-03-01T07:30:00+01:00',
      prescriptionId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c33',
      reason: [{ text: 'Pain' }, { text: 'Fever' }],
      note: 'with water',
    });
    expect(segmentsOf(given, factsAfter(plain))).toEqual([
      header('RAS^O17^RAS_O17'),
      plainPid,
      `ORC|RE|01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c33^EVERCHART|${fillerId}||||||${recorded}`,
      'TQ1|1||||||20260301073000+0100',
      `RXA|0|1|20260301080000+0100|20260301080000+0100|198440^Paracetamol 500 mg tablet^RXNORM|500|mg^mg^UCUM||^with water|carer-anna|||||||||^Pain~^Fever|CP|A|${recorded}`,
      'RXR|PO^Oral^HL70162',
    ]);
  });

  it('makes up neither an amount nor a route', () => {
    expect(dose({ medication: { text: 'Eye drops' } })).toEqual([
      `ORC|RE||${fillerId}||||||${recorded}`,
      `RXA|0|1|20260301080000+0100|20260301080000+0100|^Eye drops|""||||carer-anna||||||||||CP|A|${recorded}`,
      'RXR|""',
    ]);
    expect(dose({ medication: { text: 'Drops' }, dose: { value: 5, unit: 'ml', comparator: '<' } })[1]).toContain('|""|||^< 5 ml|');
    expect(dose({ medication: { text: 'Drops' }, dose: { value: 0.1 + 0.2, unit: 'ml' } })[1]).toContain('|""|||^0.30000000000000004 ml|');
  });

  it('puts a note that is no short line into an OBX', () => {
    const remark = (text: string) => `OBX|1|FT|48767-8^Annotation comment^LN||${text}||||||F`;
    const [, rxa, , obx] = dose({ medication: { text: 'Drops' }, note: 'first\nsecond' });
    expect([rxa!.split('|')[9], obx]).toEqual(['', remark('first\\.br\\second')]);
    expect(dose({ medication: { text: 'Drops' }, note: 'x'.repeat(200) })[3]).toBe(remark('x'.repeat(200)));
  });
});

describe('every mapped type', () => {
  const examples = clinicalEventTypes.filter(({ type }) => messageTypes.has(type));

  it('is one of those that are promised', () => {
    expect([...messageTypes].sort()).toEqual([
      'medication.administered',
      'observation.recorded',
      'patient.registered',
      'stay.admitted',
      'stay.discharged',
    ]);
  });

  it.each(examples)('$type: its example becomes a message that can be read', ({ type, example }) => {
    const subject = event(type, example);
    const message = parseMessage(decideMessage(subject, factsAfter(plain, subject))!.render(to));
    expect(message.controlId).toBe(to.controlId);
    expect(message.header.value(18)).toBe('UNICODE UTF-8');
  });

  it('needs a registration before it', () => {
    expect(() => decideMessage(event('observation.recorded', pulse), undefined)).toThrow(UnknownPatientError);
    expect(() => decideMessage(event('observation.recorded', pulse), undefined)).toThrow(
      expect.objectContaining({ name: 'UnknownPatientError', code: 'patient-not-registered' }),
    );
    expect(() => decideMessage(admission, factsAfter(plain))).toThrow('the stay of an admission is not among the facts');
  });

  it('is known by its type as far as a message is known without its data', () => {
    const types = [
      'patient.registered',
      'stay.admitted',
      'stay.discharged',
      'observation.recorded',
      'medication.administered',
      'note.written',
    ];
    expect(types.map(usualMessageOf)).toEqual(['ADT^A04', 'ADT^A01', 'ADT^A03', 'ORU^R01', 'RAS^O17', undefined]);
  });

  it('no other type has a message', () => {
    expect(decideMessage(event('note.written', {}), factsAfter(plain))).toBeUndefined();
  });
});

describe('what is known about a patient', () => {
  it('follows amendments, field by field', () => {
    const details = { name: { family: 'Roe', given: [] }, changeLog: { reason: 'married' } };
    const facts = factsAfter(plain, event('patient.details-amended', details));
    expect(facts.identity).toMatchObject({ name: { family: 'Roe', given: [] }, gender: 'unknown' });
    expect(facts.identity).not.toHaveProperty('changeLog');
  });

  it('a stay that is entered late does not become the current one', () => {
    const earlier = event('stay.admitted', { stayId: patient, class: 'inpatient' }, { occurredAt: '2025-01-01T00:00:00Z' });
    expect(factsAfter(plain, admission, earlier).currentStayId).toBe(stayId);
    expect(factsAfter(plain, earlier, admission).currentStayId).toBe(stayId);
  });

  it('the end of another stay leaves the current one open', () => {
    const end = event('stay.discharged', { stayId: patient });
    expect(factsAfter(plain, admission, end).currentStayId).toBe(stayId);
  });
});

describe('PID', () => {
  const pidOf = (data: object, more: Partial<ClinicalEvent> = {}): { fields: string[]; notes: string[] } => {
    const subject = event('patient.registered', { identifiers: [], gender: 'unknown', ...data }, more);
    const [, , pid, , ...obx] = segmentsOf(subject, factsAfter(subject));
    return { fields: pid!.split('|'), notes: obx.map((each) => each.split('|')[5]!) };
  };
  const long = 'x'.repeat(200);
  const cut = `${'x'.repeat(198)}…`;

  it('of a person whose registration was struck says that nothing is known', () => {
    const struck = event('entry.struck', { entryId: 'e1', reason: 'wrong-patient' });
    const subject = event('observation.recorded', pulse);
    expect(segmentsOf(subject, factsAfter(plain, struck))[1]).toBe(`PID|1||${patient}^^^home^PI||^^^^^^U|||U`);
  });

  it.each<[string, string | undefined, string]>([
    ['urn:oid:2.16.756.5.32', 'MR', '7^^^&2.16.756.5.32&ISO^MR'],
    ['URN:OID:1.0.7', 'LOCAL', '7^^^&1.0.7&ISO'],
    ['urn:oid:1.02', undefined, '7^^^&urn:oid:1.02&URI'],
    ['urn:oid:3.1', undefined, '7^^^&urn:oid:3.1&URI'],
    ['urn:oid:2.16 ', undefined, '7^^^&urn:oid:2.16 &URI'],
    ['x urn:oid:2.16', undefined, '7^^^&x urn:oid:2.16&URI'],
    [`urn:uuid:${patient.toUpperCase()}`, 'SS', `7^^^&${patient.toUpperCase()}&UUID^SS`],
    [`urn:uuid:${patient}0`, undefined, `7^^^&urn:uuid:${patient}0&URI`],
    [`urn:uuid:${patient.slice(1)}`, undefined, `7^^^&urn:uuid:${patient.slice(1)}&URI`],
    [`x urn:uuid:${patient}`, undefined, `7^^^&x urn:uuid:${patient}&URI`],
    ['urn:uuid:7', undefined, '7^^^&urn:uuid:7&URI'],
  ])('names who gave an identifier of %j (%s): %s', (system, type, expected) => {
    const coding = type && [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: type }];
    const { fields } = pidOf({ identifiers: [{ system, value: '7', ...(coding && { type: { coding } }) }] });
    expect(fields[3]).toBe(`${expected}~${patient}^^^home^PI`);
  });

  it.each<[object, string]>([
    [{ system: 'phone', value: '1', use: 'mobile' }, '1^PRN^CP^^^^^^^^^1'],
    [{ system: 'phone', value: '1', use: 'temp' }, '1^ORN^PH^^^^^^^^^1'],
    [{ system: 'phone', value: '1' }, '1^^PH^^^^^^^^^1'],
    [{ system: 'fax', value: '1', use: 'mobile' }, '1^PRN^FX^^^^^^^^^1'],
    [{ system: 'sms', value: '1' }, '1^^CP^^^^^^^^^1'],
    [{ system: 'pager', value: '1' }, '1^^BP^^^^^^^^^1'],
    [{ system: 'email', value: 'a@b', use: 'home' }, '^NET^Internet^a@b'],
    [{ system: 'url', value: 'u', use: 'home' }, '^PRN^^^^^^^u'],
    [{ system: 'other', value: 'ring twice' }, '^^^^^^^^ring twice'],
  ])('has the contact %j as %s', (contact, expected) => expect(pidOf({ telecom: [contact] }).fields[13]).toBe(expected));

  it('joins what has one place only', () => {
    const name = { family: 'Doe', given: ['Ann', 'B', 'C'], prefix: ['Prof.', 'Dr.'], suffix: ['Jr.', 'MD'] };
    expect(pidOf({ name }).fields[5]).toBe('Doe^Ann^B C^Jr. MD^Prof. Dr.^^L');
    expect(pidOf({ address: { lines: ['a', 'b', 'c'], city: 'Bern' } }).fields[11]).toBe('a^b, c^Bern');
    expect(pidOf({ address: { lines: ['a'] } }).fields[11]).toBe('a');
  });

  it('takes a text for the parts that it is made of, however it is spaced', () => {
    expect(pidOf({ name: { family: 'Doe', text: 'Doe' } }).notes).toEqual([]);
    expect(pidOf({ name: { given: ['Ann'], text: 'Ann' } }).notes).toEqual([]);
    expect(pidOf({ name: { family: 'Doe', given: ['Ann'], text: 'Ann  Doe' } })).toMatchObject({ notes: [] });
    expect(pidOf({ address: { lines: ['Main St 1'], city: 'Bern', text: 'Main St 1,\nBern' } }).notes).toEqual([]);
    expect(pidOf({ address: { city: 'Bern', text: 'Basel' } }).notes).toEqual(['Address: Basel']);
  });

  it.each<[string, object, number, string, string]>([
    ['name', { name: { family: long } }, 5, `${cut}^^^^^^L`, `Name: ${long}`],
    ['address', { address: { city: long } }, 11, `^^${cut}`, `Address: ${long}`],
    ['contact', { telecom: [{ system: 'email', value: long }] }, 13, `^NET^Internet^${cut}`, `Contact: ${long}`],
    ['marital status', { maritalStatus: { text: long } }, 16, `^${cut}`, `Marital status: ${long}`],
    ['date of birth', { birthDate: 'spring' }, 7, '', 'Date of birth: spring'],
  ])('says in a note what has no room in its field: %s', (_what, data, field, expected, note) => {
    const { fields, notes } = pidOf(data);
    expect([fields[field], notes]).toEqual([expected, [note]]);
  });

  it('says in a note of a death what is no time', () => {
    const { fields, notes } = pidOf({ deceased: 'long ago' });
    expect([fields.slice(29), notes]).toEqual([['', 'Y'], ['Time of death: long ago']]);
  });

  it('says the marital status as table 0002 does, or as it is stated', () => {
    const system = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus';
    expect(pidOf({ maritalStatus: { coding: [{ system, code: 'A', display: 'Annulled' }] } }).fields[16]).toBe(
      'N^Annulled^HL70002^A^Annulled^L',
    );
    expect(pidOf({ maritalStatus: { coding: [{ system, code: 'Q', display: 'Other' }] } }).fields[16]).toBe('Q^Other^L');
    expect(pidOf({ maritalStatus: { text: 'apart' } }).fields[16]).toBe('^apart');
  });
});

describe('the value of a result', () => {
  const results = (data: object): string[] =>
    segmentsOf(event('observation.recorded', { code: { text: 'X' }, category: 'other', ...data }), factsAfter(plain)).slice(3);
  const shown = (data: object): string => results(data)[0]!.split('|').slice(2, 7).join('|');
  const ratio = (numerator: object, denominator: object) => ({ valueRatio: { numerator, denominator } });

  it.each<[object, string]>([
    [{ valueBoolean: false }, 'CE|^X||N^No^HL70136|'],
    [ratio({ value: 1, comparator: '<' }, { value: 128 }), 'SN|^X||<^1^:^128|'],
    [ratio({ value: 1 }, { value: 128, comparator: '>' }), 'ST|^X||1 : > 128|'],
    [ratio({ value: 1, unit: 'mg' }, { value: 128 }), 'ST|^X||1 mg : 128|'],
    [ratio({ value: 1 }, { value: 128, unit: 'mL' }), 'ST|^X||1 : 128 mL|'],
    [ratio({ value: 0.1 + 0.2 }, { value: 128 }), 'ST|^X||0.30000000000000004 : 128|'],
    [{ valuePeriod: { end: '2026-04' } }, 'ST|^X|| - 2026-04|'],
    [{ valuePeriod: { start: '2026-03' } }, 'ST|^X||2026-03 - |'],
    [{ valueQuantity: { value: 1_234_567_890_123_456, unit: 'g' } }, 'NM|^X||1234567890123456|^g'],
    [{ valueQuantity: { value: -1_234_567_890_123_456, unit: 'g' } }, 'ST|^X||-1234567890123456 g|'],
    [{ valueRange: { high: { value: 5, unit: 'mg', comparator: '>' } } }, 'ST|^X||high: > 5 mg|'],
    [{ valueRange: { low: { value: 5, unit: 'mg', comparator: '<=' } } }, 'ST|^X||low: <= 5 mg|'],
    [{ valueRange: { low: { value: 1, unit: 'mg', code: 'mg' }, high: { value: 2, unit: 'mg' } } }, 'SN|^X||^1^-^2|mg^mg^UCUM'],
    [{ valueRange: {} }, '|^X||'],
    [{ components: [], valueInteger: 3 }, 'NM|^X||3|'],
    [{ note: 'Restless' }, 'ST|^X||Restless|'],
  ])('%j is %s', (stated, expected) =>
    expect(shown(stated)).toBe(expected.padEnd(expected.length + 4 - (expected.match(/\|/g) ?? []).length, '|')),
  );

  it('that consists of words alone has them once', () => {
    expect(results({ note: 'Restless' })).toHaveLength(1);
    expect(results({ note: 'Restless', valueInteger: 3 })[1]).toBe('NTE|1||Restless');
    const absent = results({ note: 'Restless', dataAbsentReason: { text: 'asleep' } });
    expect(absent.slice(1)).toEqual(['NTE|1||No value: asleep', 'NTE|2||Restless']);
    expect(absent[0]!.split('|')[11]).toBe('X');
  });

  it('says with which method each result of a panel was found, and not the site', () => {
    const panel = {
      components: [
        { code: { text: 'A' }, valueInteger: 1 },
        { code: { text: 'B' }, valueInteger: 2 },
      ],
    };
    const obx = results({ ...panel, method: { text: 'by hand' }, bodySite: { text: 'arm' } });
    expect(obx.map((each) => [each.split('|')[4], each.split('|')[17]])).toEqual([
      ['1', '^by hand'],
      ['1', '^by hand'],
      ['1', undefined],
    ]);
    expect(results({ components: [], valueInteger: 3 })[0]!.split('|')[4]).toBe('');
  });

  it('names every code of an interpretation that is in the table, once', () => {
    const system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
    const stated = [{ system, code: 'H' }, { system: 'http://terminology.hl7.org/CodeSystem/v2-0078', code: 'A' }, { system: 'http://hl7.org/fhir/v3/ObservationInterpretation', code: 'H' }]; // prettier-ignore
    expect(results({ valueInteger: 3, interpretation: { coding: stated } })[0]!.split('|')[8]).toBe('H~A');
    const said = {
      coding: [
        { system: 'urn:x', code: 'Q', display: 'Quiet' },
        { system: 'urn:x', code: 'R' },
      ],
    };
    expect(results({ valueInteger: 3, interpretation: said })[1]).toBe('NTE|1||Interpretation: Quiet (Q), R');
    const named = {
      text: 'High',
      coding: [
        { system, code: 'H', display: 'High' },
        { system, code: 'HX', display: 'Other' },
      ],
    };
    expect(results({ valueInteger: 3, interpretation: named })).toHaveLength(1);
  });

  const long = 'x'.repeat(200);
  it.each<[object, string]>([
    [{ valueCodeableConcept: { text: long } }, `Value: ${long}`],
    [{ valueQuantity: { value: 1, unit: long } }, `Unit: ${long}`],
    [{ valueQuantity: { value: 1, unit: 'mg', code: long } }, `Unit, code: ${long}`],
    [{ valueInteger: 1, method: { text: long } }, `Method: ${long}`],
    [{ valueInteger: 1, bodySite: { text: long } }, `Body site: ${long}`],
  ])('says in a note of the result what has no room in it: %#', (data, note) => {
    expect(results(data).filter((each) => each.startsWith('NTE'))).toEqual([`NTE|1||${note}`]);
  });
});

describe('a message says in notes what its fields cannot say', () => {
  const notesOf = (subject: ClinicalEvent, ...before: ClinicalEvent[]): string[] =>
    segmentsOf(subject, factsAfter(plain, ...before))
      .filter((each) => /^(?:NTE|OBX.*Annotation)/.test(each))
      .map((each) => each.split('|')[each.startsWith('NTE') ? 3 : 5]!);
  const long = 'x'.repeat(200);
  const medicine = { text: 'Drops' };
  const rxa = (data: object, more: Partial<ClinicalEvent> = {}): string[] =>
    segmentsOf(event('medication.administered', { medication: medicine, ...data }, more), factsAfter(plain))
      .find((each) => each.startsWith('RXA'))!
      .split('|');

  it.each<[object, string]>([
    [{ status: 'unknown' }, 'Status at the source: unknown'],
    [{ members: [patient, stayId] }, 'Results of this panel that are sent on their own: 2'],
    [{ happened: { from: '2026-03-01', to: 'evening' } }, 'Until: evening'],
    [{ code: { text: long } }, `Code: ${long}`],
  ])('of an observation: %j', (data, note) => expect(notesOf(event('observation.recorded', { ...pulse, ...data }))).toEqual([note]));

  it.each<[object, string[]]>([
    [{ status: 'in-progress' }, ['^Status at the source: in progress', 'PA']],
    [{ status: 'completed' }, ['', 'CP']],
    [{ scheduledAt: 'at noon' }, ['^Scheduled: at noon', 'CP']],
    [{ happened: { from: 'noon', to: 'night' } }, ['^Given: noon~^Given until: night', 'CP']],
  ])('of a dose: %j', (data, expected) => {
    const fields = rxa(data);
    expect([fields[9], fields[20]]).toEqual(expected);
  });

  it.each<[object, string]>([
    [{ medication: { text: long } }, `Medication: ${long}`],
    [{ medication: { coding: [{ system: 'urn:x', code: long }] } }, `Medication, code: ${long}`],
    [{ route: { text: long } }, `Route: ${long}`],
    [{ reason: [{ text: long }] }, `Reason: ${long}`],
  ])('of a dose, when they are long: %#', (data, note) =>
    expect(notesOf(event('medication.administered', { medication: medicine, ...data }))).toEqual([note]),
  );

  it('of a dose: from when until when it was given, in which stay', () => {
    const fields = rxa({ happened: { from: '2026-03-01', to: '2026-03-02' } });
    expect(fields.slice(3, 5)).toEqual(['20260301', '20260302']);
    expect(rxa({ happened: { from: 'noon' } }).slice(3, 5)).toEqual(['""', '""']);
    const subject = event('medication.administered', { medication: medicine });
    expect(segmentsOf(subject, factsAfter(plain, admission))[2]).toMatch(/^PV1\|1\|I\|Garden/);
  });

  const admitted = (data: object) => event('stay.admitted', { stayId, class: 'inpatient', ...data });
  it.each<[object, string]>([
    [{ attending: { id: long, name: 'Dr. Roth' } }, `Attending, id: ${long}`],
    [{ attending: { name: long } }, `Attending: ${long}`],
    [{ location: { unit: long } }, `Location: ${long}`],
    [{ happened: { from: 'noon' } }, 'Time: noon'],
    [{ reason: [{ text: long }] }, `Reason: ${long}`],
  ])('of an admission: %#', (data, note) => {
    const subject = admitted(data);
    expect(notesOf(subject, subject)).toContain(note);
  });

  it('of a stay whose times are none', () => {
    const begun = admitted({ happened: { from: 'noon' } });
    expect(notesOf(event('stay.discharged', { stayId, happened: { on: 'soon' } }), begun)).toEqual([
      'Discharged: soon',
      'Time: soon',
      'Admitted: noon',
    ]);
  });

  it('of a place whose names are long: the place as a description', () => {
    const subject = admitted({ location: { facility: 'y'.repeat(21), unit: 'z'.repeat(21), room: '12' } });
    const pv1 = segmentsOf(subject, factsAfter(plain, subject)).find((each) => each.startsWith('PV1'))!;
    expect(pv1.split('|')[3]).toBe(`^12^^&${'y'.repeat(21)}&L^^^^^${'z'.repeat(21)}, 12`);
  });
});

describe('codes of HL7 tables', () => {
  const pidOf = (data: object): string[] => {
    const subject = event('patient.registered', { identifiers: [], gender: 'unknown', ...data });
    return segmentsOf(subject, factsAfter(subject))[2]!.split('|');
  };
  const obrOf = (data: object): string[] =>
    segmentsOf(event('observation.recorded', { ...pulse, ...data }), factsAfter(plain))[2]!.split('|');

  it.each([['male', 'M'], ['female', 'F'], ['other', 'O'], ['unknown', 'U']])('0001: %s is %s', (gender, code) => expect(pidOf({ gender })[8]).toBe(code)); // prettier-ignore

  it.each([
    ['A', 'N^Annulled'], ['C', 'C^Common law'], ['D', 'D^Divorced'], ['I', 'I^Interlocutory'], ['L', 'E^Legally Separated'], ['M', 'M^Married'],
    ['P', 'O^Other'], ['S', 'S^Single'], ['T', 'P^Domestic partner'], ['U', 'B^Unmarried'], ['UNK', 'U^Unknown'], ['W', 'W^Widowed'],
  ])('0002: %s of FHIR is %s', (code, expected) => {
    const system = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus';
    expect(pidOf({ maritalStatus: { coding: [{ system, code }] } })[16]).toBe(`${expected}^HL70002^${code}^^L`);
  }); // prettier-ignore

  it.each([['home', 'H'], ['work', 'B'], ['temp', 'C'], ['old', 'BA']])('0190: an address of use %s is %s', (use, code) => {
    expect(pidOf({ address: { city: 'Bern', use } })[11]).toBe(`^^Bern^^^^${code}`);
  }); // prettier-ignore

  it.each([['official', 'L'], ['usual', 'D'], ['nickname', 'N'], ['anonymous', 'S'], ['maiden', 'M'], ['temp', 'U'], ['old', 'U']])('0200: a name of use %s is %s', (use, code) => {
    expect(pidOf({ name: { family: 'Doe', use } })[5]).toBe(`Doe^^^^^^${code}`);
  }); // prettier-ignore

  it.each([['laboratory', 'LAB'], ['imaging', 'RAD'], ['vital-signs', '']])('0074: a result of %s is of the section %j', (category, code) => {
    expect(obrOf({ category })[24]).toBe(code);
  }); // prettier-ignore

  it.each([
    ['home', '01'], ['snf', '03'], ['other-hcf', '05'], ['psy', '05'], ['rehab', '05'], ['aadvice', '07'], ['exp', '20'], ['hosp', ''],
  ])('0112: a discharge to %s is %j', (code, expected) => {
    const disposition = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code }] };
    const subject = event('stay.discharged', { stayId, disposition });
    expect(segmentsOf(subject, factsAfter(plain, admission, subject))[3]!.split('|')[36]).toBe(expected);
  }); // prettier-ignore

  it.each([
    ['http://loinc.org', 'LN'], ['http://snomed.info/sct', 'SCT'], ['http://unitsofmeasure.org', 'UCUM'], ['http://hl7.org/fhir/sid/icd-10', 'I10'],
    ['http://hl7.org/fhir/sid/icd-10-cm', 'I10C'], ['http://hl7.org/fhir/sid/icd-9-cm', 'I9C'], ['http://hl7.org/fhir/sid/cvx', 'CVX'],
    ['http://hl7.org/fhir/sid/ndc', 'NDC'], ['http://www.nlm.nih.gov/research/umls/rxnorm', 'RXNORM'],
    ['http://terminology.hl7.org/CodeSystem/v2-0162', 'HL70162'], ['http://terminology.hl7.org/CodeSystem/v2-016', 'L'],
    ['http://terminology.hl7.org/CodeSystem/v2-01620', 'L'], ['x http://terminology.hl7.org/CodeSystem/v2-0162', 'L'], ['urn:local', 'L'],
  ])('0396: %s is %s', (system, code) => expect(obrOf({ code: { coding: [{ system, code: 'C', display: 'D' }] } })[4]).toBe(`C^D^${code}`)); // prettier-ignore

  it('a disposition is said in words, too: all of them', () => {
    const notes = (disposition: object) => {
      const subject = event('stay.discharged', { stayId, disposition });
      return segmentsOf(subject, factsAfter(plain, admission, subject)).slice(4).map((each) => each.split('|')[5]); // prettier-ignore
    };
    const coding = [{ system: 'urn:x', code: 'A', display: 'Home' }, { system: 'urn:x', code: 'B' }]; // prettier-ignore
    expect(notes({ coding })).toEqual(['Discharge disposition: Home, B (urn:x)']);
    expect(notes({ text: 'To her daughter' })).toEqual(['Discharge disposition: To her daughter']);
    expect(notes({})).toEqual([]);
  });
});
