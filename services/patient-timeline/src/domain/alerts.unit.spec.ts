import { acknowledgeMinutes } from '@everchart/contracts-organisation';
import { describe, expect, it } from '@jest/globals';
import { given, start, strike, told, type Told } from '../../test/patient-stream.js';
import { Alerts, type Alert } from './alerts.js';
import { shownOf } from './concepts/concepts.js';
import { ingredientsOf } from './medicine-names.js';

const atc = (code: string, text?: string) => ({ ...(text ? { text } : {}), coding: [{ system: 'http://www.whocc.no/atc', code }] });
const snomed = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });
const allergy = (id: string, substance: object, more: object = {}) =>
  told(id, 'allergy.recorded', { substance, clinicalStatus: 'active', verification: 'confirmed', ...more }, 2);
const prescribed = (id: string, medication: object, hour = 3) => told(id, 'medication.prescribed', { medication }, hour);

/** Kind, ids of the facts, and what they have in common. */
const alerts = (...events: Told[]): string[] => (given(start, ...events).summary.alerts as unknown as Alert[]).map(lineOf);
const lineOf = ({ kind, facts, by }: { kind: string; facts: Alert['facts']; by?: object[] }): string =>
  `${kind} ${facts.map(({ entryId }) => String(entryId)).join(' ')} ${(by ?? []).map((each) => Object.values(each).join('|')).join(', ')}`;

describe('an allergy to what is prescribed', () => {
  it.each<[string, object, object, string]>([
    ['the same code', snomed('372687004'), snomed('372687004'), 'http://snomed.info/sct|372687004'],
    ['the same ATC code', atc('J01CA04'), atc('J01CA04'), 'J01CA04'],
    ['an ATC code of a group of it', atc('J01C'), atc('J01CA04'), 'J01C'],
    ['the same text', { text: 'Penicillin' }, { text: '  PÉNICILLIN 500 mg tablet' }, 'penicillin'],
    ['a text that begins its ingredient', { text: 'Penicillin' }, { text: 'Penicillin V 1 g' }, 'penicillin'],
    ['a text behind the strength', { text: 'Aspirin' }, { text: '81 mg Aspirin' }, 'aspirin'],
    ['the text of a second ingredient', { text: 'Clavulanic acid' }, { text: 'Amoxicillin/clavulanic acid 875/125 mg' }, 'clavulanic acid'],
    [
      'the display of a code',
      { text: 'Ibuprofen' },
      { coding: [{ system: 'urn:x', code: '1', display: 'Ibuprofen 400 mg' }] },
      'ibuprofen',
    ],
  ])('is found by %s', (_by, substance, medication, by) => {
    expect(alerts(allergy('a', substance), prescribed('p', medication))).toEqual([`allergy-prescribed a p ${by}`]);
  });

  it.each<[string, object, object]>([
    ['codes of other systems', snomed('372687004'), { coding: [{ system: 'urn:x', code: '372687004' }] }],
    ['an ATC code that the group does not begin', atc('J01CA04'), atc('J01C')],
    ['letters that are no group of the ATC', atc('J01CA0'), atc('J01CA04')],
    ['a text that is in the middle, or part of a word', { text: 'acid' }, { text: 'Valproic acid' }],
    ['the beginning of a word', { text: 'Peni' }, { text: 'Penicillin' }],
    ['the strength alone', { text: '500 mg' }, { text: 'Paracetamol 500 mg' }],
  ])('is none by %s', (_by, substance, medication) => {
    expect(alerts(allergy('a', substance), prescribed('p', medication))).toEqual([]);
  });

  it('names both facts, with both their clocks', () => {
    const [one, other] = [allergy('a', { text: 'Penicillin' }, { criticality: 'high' }), prescribed('p', { text: 'Penicillin V' })];
    expect(given(start, one, other).summary.alerts).toEqual([
      {
        kind: 'allergy-prescribed',
        by: [{ text: 'penicillin' }],
        facts: [
          { section: 'allergies', substance: { text: 'Penicillin' }, criticality: 'high', entryId: 'a', occurredAt: one.occurredAt, recordedAt: one.recordedAt },
          { section: 'prescriptions', medication: { text: 'Penicillin V' }, entryId: 'p', occurredAt: other.occurredAt, recordedAt: other.recordedAt },
        ],
      },
    ]); // prettier-ignore
  });

  it('ends with the prescription, or when the allergy was refuted or struck', () => {
    const both = [allergy('a', { text: 'Penicillin' }), prescribed('p', { text: 'Penicillin' })];
    const ends = [
      told('x', 'medication.stopped', { prescriptionId: 'p', reason: 'r' }, 9),
      told('x', 'allergy.refuted', { allergyId: 'a', reason: 'r' }, 9),
      strike('x', 'a'),
      strike('x', 'p'),
    ];
    for (const end of ends) expect(alerts(...both, end)).toEqual([]);
  });

  it('names ten allergies of a medicine at most, the most critical first', () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      allergy(`a${n}`, { text: `Penicillin`, coding: [{ system: 'urn:x', code: `${n}` }] }, n === 17 ? { criticality: 'high' } : {}),
    );
    const found = alerts(...many, prescribed('p', { text: 'Penicillin' }));
    expect(found).toHaveLength(10);
    expect(found[0]).toBe('allergy-prescribed a17 p penicillin');
  });
});

describe('a duplicate prescription', () => {
  it.each<[string, object, object, string]>([
    ['one code', snomed('386872004'), snomed('386872004'), 'http://snomed.info/sct|386872004'],
    ['one chemical subgroup of the ATC', atc('C09AA05'), atc('C09AA02'), 'C09AA'],
    ['one ingredient', { text: 'Paracetamol 500 mg' }, { text: 'Codeine + paracetamol' }, 'paracetamol'],
  ])('is found by %s, the newer first', (_by, one, other, by) => {
    expect(alerts(prescribed('p', one), prescribed('q', other, 4))).toEqual([`duplicate-prescription q p ${by}`]);
  });

  it('is none by another subgroup, or by the beginning of a text', () => {
    expect(alerts(prescribed('p', atc('A10AB01')), prescribed('q', atc('A10AE04')))).toEqual([]);
    expect(alerts(prescribed('p', { text: 'Insulin glargine' }), prescribed('q', { text: 'Insulin lispro' }))).toEqual([]);
    const [morphine, ondansetron] = ['Morphine 10 MG/ML Injection', 'Ondansetron 2 MG/ML Injection'];
    expect(alerts(prescribed('p', { text: morphine }), prescribed('q', { text: ondansetron }))).toEqual([]);
  });

  it('is said of each with the next older one, once, with all that they have in common', () => {
    const both = atc('C09AA05', 'Ramipril 5 mg');
    const three = [prescribed('p', both, 3), prescribed('q', both, 4), prescribed('r', both, 5)];
    const expected = ['duplicate-prescription r q C09AA, ramipril', 'duplicate-prescription q p C09AA, ramipril'];
    expect(alerts(...three)).toEqual(expected);
    expect(alerts(...three.toReversed())).toEqual(expected);
  });
});

describe('what the clock changes', () => {
  const minute = 60_000;
  const at = (events: readonly Told[], instant: string, minutes = 0, times = acknowledgeMinutes) => {
    const { facts } = given(start, ...events).record;
    const shown = Object.entries(facts).flatMap(([topic, own]) => shownOf(topic, own));
    return new Alerts(shown, (value) => value as Record<string, unknown>).at(Date.parse(instant) + minutes * minute, times);
  };

  it('is an allergy to what was given in the last day, prescribed or not', () => {
    const dose = told('d', 'medication.administered', { medication: { text: 'Penicillin V' } }, 9);
    const events = [allergy('a', { text: 'Penicillin' }), dose];
    expect(at(events, dose.occurredAt).map(lineOf)).toEqual(['allergy-given a d penicillin']);
    expect(at(events, dose.occurredAt, 24 * 60 - 1)).toHaveLength(1);
    expect(at(events, dose.occurredAt, 24 * 60)).toEqual([]);
    expect(at(events, dose.occurredAt, -1)).toEqual([]);
    expect(alerts(...events)).toEqual([]);
  });

  it('is a flag whose colour waits longer than it may', () => {
    const raised = told('f', 'flag.raised', { colour: 'red', reason: 'Fell' }, 9);
    expect(at([raised], raised.recordedAt, 15)).toEqual([]);
    expect(at([raised], raised.recordedAt, 16)).toMatchObject([
      { kind: 'flag-unacknowledged', dueAt: '2026-03-01T08:15:01.000Z', facts: [{ flagId: 'f', colour: 'red', entryId: 'f' }] },
    ]);
    const changed = told('c', 'flag.changed', { flagId: 'f', colour: 'amber', reason: 'Better' }, 10);
    expect(at([raised, changed], changed.recordedAt, 479)).toEqual([]);
    expect(at([raised, changed], changed.recordedAt, 481)).toHaveLength(1);
    expect(at([raised, told('k', 'flag.acknowledged', { flagId: 'f' }, 10)], raised.recordedAt, 999)).toEqual([]);
    expect(at([told('f', 'flag.raised', { colour: 'green', reason: 'Fine' }, 9)], raised.recordedAt, 9999)).toEqual([]);
  });

  it('goes by the times that the organisation chose', () => {
    const raised = told('f', 'flag.raised', { colour: 'red', reason: 'Fell' }, 9);
    expect(at([raised], raised.recordedAt, 16, { red: 30, orange: 60, amber: 480 })).toEqual([]);
    expect(at([raised], raised.recordedAt, 6, { red: 5, orange: 60, amber: 480 })).toMatchObject([{ dueAt: '2026-03-01T08:05:01.000Z' }]);
  });

  it('counts from the recording of a flag that was recorded late', () => {
    const late = { ...told('f', 'flag.raised', { colour: 'red', reason: 'Fell' }, 9), recordedAt: '2026-03-01T12:00:00.000000Z' };
    expect(at([late], late.recordedAt, 14)).toEqual([]);
    expect(at([late], late.recordedAt, 16)).toHaveLength(1);
  });
});

it.each([
  ['Ramipril 5 mg', ['ramipril']],
  ['5-Fluorouracil 50 mg/ml', ['5-fluorouracil']],
  ['Vitamin B12 1000 µg', ['vitamin b12']],
  ['Amoxicillin/clavulanic acid 875/125 mg', ['amoxicillin', 'clavulanic acid']],
  ['Natriumchlorid 0,9 %', ['natriumchlorid']],
  ['5 mg Ramipril', ['ramipril']],
  ['2,5mg Ramipril Tablette', ['ramipril tablette']],
  ['24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet', ['metformin hydrochloride']],
  ['0.5 ML Atropine Sulfate 1 MG/ML Prefilled Syringe', ['atropine sulfate']],
  ['Hydrochlorothiazide 12.5 MG / lisinopril 10 MG Oral Tablet', ['hydrochlorothiazide', 'lisinopril']],
  ['Weißdorn', ['weissdorn']],
  ['Fe', []],
  ['100 mg', []],
])('the ingredients of %s', (text, expected) => expect(ingredientsOf(text)).toEqual(expected));
