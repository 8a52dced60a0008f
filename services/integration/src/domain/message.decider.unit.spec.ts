import { personOf, type Person } from '@everchart/clinical-facts';
import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { parseMessage } from '@everchart/hl7v2';
import { describe, expect, it } from '@jest/globals';
import { decideMessage, messageTypes, UnknownPatientError } from './message.decider.js';
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
        "O'Hara \\T\\ Söhne^Anna^Maria Rosa^^Dr.^^L~^Ännchen^^^^^N||194103|F|||Main St 1^Floor 2^Zürich^ZH^8001^CH||",
        '+41 44 000^PRN^PH^^^^^^^^^+41 44 000~^NET^Internet^a@b.example|+41 44 111^WPN^PH^^^^^^^^^+41 44 111|de-CH|W^Widowed^L',
      ].join(''),
      'PV1|1|N',
    ]);
  });

  it('with little known says little', () => {
    expect(segmentsOf(plain, factsAfter(plain))).toEqual([header('ADT^A04^ADT_A01'), evn('A04'), plainPid, 'PV1|1|N']);
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
    [{ valueString: 'calm ~ & | ^ \\' }, '|ST|^X||calm \\R\\ \\T\\ \\F\\ \\S\\ \\E\\||'],
    [{ valueString: 'two\nlines' }, '|FT|^X||two\\.br\\lines||'],
    [{ valueBoolean: true }, '|CWE|^X||Y^Yes^HL70136||'],
    [{ valueInteger: 3 }, '|NM|^X||3||'],
    [{ valueDateTime: '2026-02' }, '|TS|^X||202602||'],
    [{ valueQuantity: { value: 1e-7, unit: 'g' } }, '|NM|^X||0.0000001|^g|'],
    [
      { valueCodeableConcept: { text: 'dark', coding: [{ system: 'urn:x', code: 'D', display: 'Dark brown' }] } },
      '|CWE|^X||D^Dark brown^L^^^^^^dark||',
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
      `OBX|2|CWE|39111-0^Body site^LN||^left wrist|||${obxEnd}|^by hand`,
      'NTE|1||restless\\.br\\tried twice',
    ]);
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
  });
});

describe('every mapped type', () => {
  const examples = clinicalEventTypes.filter(({ type }) => messageTypes.has(type));

  it('is one of those that are promised', () => {
    expect([...messageTypes].sort()).toEqual(['medication.administered', 'observation.recorded', 'patient.registered', 'stay.admitted']);
  });

  it.each(examples)('$type: its example becomes a message that can be read', ({ type, example }) => {
    const subject = event(type, example);
    const message = parseMessage(decideMessage(subject, factsAfter(plain, subject))!.render(to));
    expect(message.controlId).toBe(to.controlId);
    expect(message.header.value(18)).toBe('UNICODE UTF-8');
  });

  it('needs a registration before it', () => {
    expect(() => decideMessage(event('observation.recorded', pulse), undefined)).toThrow(UnknownPatientError);
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
