import { readFileSync } from 'node:fs';
import { ruleFileSchema, type Circumstance, type Trigger } from '@everchart/contracts-retention';
import type { KindOfCare } from '@everchart/contracts-organisation';
import { describe, expect, it } from '@jest/globals';
import { daysAfter, dueDateOf, isDue, readRuleFile, RuleBook, ruleFileNames, type RetentionSubject } from './index.js';

const sets = ruleFileNames.map((name) => readRuleFile(name));
const all = sets.flatMap(({ rules }) => rules);

type Facts = Partial<Record<Trigger, string>> & { kind?: string; care?: KindOfCare; cases?: [Circumstance, string, string?][] };

function subjectOf(jurisdiction: string, { kind = 'patient-record', care, cases = [], ...dates }: Facts): RetentionSubject {
  return {
    recordKinds: [kind],
    places: [{ facilityId: 'f1', jurisdiction, timeZone: 'UTC', ...(care === undefined ? {} : { kindOfCare: care }) }],
    triggers: Object.fromEntries(Object.entries(dates).map(([trigger, at]) => [trigger, { times: [{ at, eventIds: [`e-${trigger}`] }] }])),
    circumstances: cases.map(([circumstance, from, until]) => ({
      circumstance,
      from,
      eventIds: [`e-${circumstance}`],
      ...(until === undefined ? {} : { until }),
    })),
  };
}

/** One rule alone, in the place whose law it is. */
function dueUnder(ruleId: string, facts: Facts) {
  const set = sets.find(({ rules }) => rules.some((rule) => rule.ruleId === ruleId))!;
  const rule = set.rules.find((each) => each.ruleId === ruleId)!;
  const care = facts.care ?? rule.kindsOfCare?.[0];
  const book = new RuleBook([{ ...set, rules: [rule] }]);
  const subject = subjectOf(rule.jurisdiction ?? 'DE', { kind: rule.recordKinds[0]!, ...facts, ...(care === undefined ? {} : { care }) });
  return dueDateOf(book, subject, '2026-11-29');
}

/**
 * Worked out by hand from the table of the law, row by row: the last day of the duty. Number of the row, rule, what is
 * known, and the day.
 */
const cases: [row: number, ruleId: string, facts: Facts, keptThrough: string][] = [
  [1, 'de-patient-record', { 'last-contact': '2016-03-01' }, '2026-03-01'],
  [2, 'de-hospital-practice', { 'last-contact': '1999-12-31' }, '2029-12-31'],
  [3, 'de-hh-hospital-record', { 'last-contact': '2000-02-29' }, '2030-02-28'],
  [4, 'de-radiation-treatment', { act: '2001-07-15' }, '2031-07-15'],
  [5, 'de-radiological-examination', { act: '2020-05-04', birth: '1970-01-01' }, '2030-05-04'],
  [6, 'de-radiological-examination', { act: '2010-05-04', birth: '2004-08-20' }, '2032-08-20'],
  [6, 'de-radiological-examination', { act: '2019-05-04', birth: '2001-05-05' }, '2029-05-05'],
  [6, 'de-radiological-examination', { act: '2019-05-04', birth: '2001-05-04' }, '2029-05-04'],
  [7, 'de-blood-donor', { 'last-entry': '2011-01-31' }, '2026-01-31'],
  [7, 'de-blood-donor-special', { 'last-entry': '2011-01-31' }, '2031-01-31'],
  [7, 'de-blood-traceability', { 'last-entry': '2011-01-31' }, '2041-01-31'],
  [8, 'de-blood-product-use', { act: '2004-02-29' }, '2034-02-28'],
  [9, 'de-infection-record', { 'last-entry': '2024-06-30' }, '2027-06-30'],
  [9, 'de-narcotics-record', { 'last-entry': '2024-06-30' }, '2027-06-30'],
  [9, 'de-sickness-certificate', { act: '2024-02-29' }, '2025-02-28'],
  [10, 'gb-eng-patient-record', { 'last-contact': '2018-04-10', birth: '1950-01-01' }, '2026-04-10'],
  [11, 'gb-eng-patient-record', { 'last-contact': '2018-04-10', birth: '2010-06-01' }, '2035-06-01'],
  [11, 'gb-eng-patient-record', { 'last-contact': '2018-04-10', birth: '2000-10-01' }, '2026-10-01'],
  [11, 'gb-eng-patient-record', { 'last-contact': '2018-04-10', birth: '2000-02-29' }, '2026-04-10'],
  [12, 'gb-eng-mental-health', { 'last-contact': '2010-04-10' }, '2030-04-10'],
  [12, 'gb-eng-mental-health', { 'last-contact': '2010-04-10', death: '2012-01-05' }, '2022-01-05'],
  [12, 'gb-eng-mental-health', { 'last-contact': '2010-04-10', death: '2025-01-05' }, '2030-04-10'],
  [13, 'gb-eng-obstetric', { 'birth-of-last-child': '2004-02-29' }, '2029-02-28'],
  [13, 'gb-eng-gp', { death: '2015-09-09' }, '2025-09-09'],
  [13, 'gb-eng-gp', { deregistration: '2015-09-09' }, '2115-09-09'],
  [14, 'fr-hospital-record', { 'last-contact': '2005-03-01', birth: '1960-01-01' }, '2025-03-01'],
  [14, 'fr-hospital-record', { 'last-contact': '2005-03-01', birth: '2003-01-01' }, '2031-01-01'],
  [14, 'fr-hospital-record', { 'last-contact': '2005-03-01', birth: '1960-01-01', death: '2010-05-05' }, '2020-05-05'],
  [14, 'fr-hospital-record', { 'last-contact': '2005-03-01', birth: '1960-01-01', death: '2015-03-01' }, '2025-03-01'],
  [
    14,
    'fr-hospital-record',
    { 'last-contact': '2005-03-01', birth: '1960-01-01', cases: [['litigation', '2010-01-01', '2012-01-01']] },
    '2027-03-01',
  ],
  [15, 'fr-transfusion', { act: '1995-12-24' }, '2025-12-24'],
  [16, 'at-physician', { 'last-contact': '2017-08-08' }, '2027-08-08'],
  [16, 'at-dentist', { 'last-contact': '2017-08-09' }, '2027-08-09'],
  [17, 'at-hospital-record', { discharge: '1998-11-11' }, '2028-11-11'],
  [17, 'at-x-ray-outpatient', { discharge: '2018-11-11' }, '2028-11-11'],
  [18, 'ch-practice', { 'last-entry': '2006-06-06' }, '2026-06-06'],
  [18, 'ch-be-practice', { 'last-entry': '2006-06-06' }, '2026-06-06'],
  [19, 'nl-wgbo-file', { 'last-entry': '2012-02-29' }, '2032-02-29'],
  [19, 'nl-access-log', { 'log-line': '2021-12-31' }, '2026-12-31'],
  [20, 'be-patient-file', { 'last-contact': '1996-01-02' }, '2026-01-02'],
  [22, 'it-x-ray', { act: '2006-01-02' }, '2026-01-02'],
  [22, 'it-sports-medicine', { act: '2021-01-02' }, '2026-01-02'],
  [23, 'es-clinical-history', { 'end-of-care-process': '2021-10-31' }, '2026-10-31'],
  [24, 'es-ct-key-documents', { discharge: '2011-10-31' }, '2026-10-31'],
  [25, 'ie-patient-record', { 'last-contact': '2018-04-10', birth: '1950-01-01' }, '2026-04-10'],
  [25, 'ie-patient-record', { 'last-contact': '2018-04-10', birth: '2010-06-01' }, '2035-06-01'],
  [25, 'ie-patient-record', { 'last-contact': '2018-04-10', birth: '2000-06-01' }, '2026-06-01'],
  [25, 'ie-maternity', { 'birth-of-last-child': '2001-07-07' }, '2026-07-07'],
  [25, 'ie-mental-health', { 'last-contact': '2006-07-07' }, '2026-07-07'],
  [26, 'dk-doctors-and-dentists', { 'last-entry': '2016-05-05' }, '2026-05-05'],
  [26, 'dk-doctors-and-dentists', { 'last-entry': '2016-05-05', cases: [['pending-case', '2025-01-01', '2028-02-02']] }, '2028-02-02'],
  [26, 'dk-others', { 'last-entry': '2021-05-05' }, '2026-05-05'],
  [27, 'se-patient-record', { 'last-entry': '2016-01-31' }, '2026-01-31'],
  [28, 'se-access-log', { 'log-line': '2020-02-29' }, '2025-02-28'],
  [28, 'se-patient-record', { 'last-entry': '2022-01-31', 'authority-order': '2025-03-03' }, '2025-03-03'],
  [29, 'no-patient-record', { 'last-entry': '2016-01-31' }, '2026-01-31'],
  [30, 'fi-patient-record', { birth: '1940-05-05', death: '2014-02-28' }, '2026-02-28'],
  [30, 'fi-patient-record', { birth: '1904-02-29' }, '2024-02-29'],
  [30, 'fi-patient-record', { birth: '1980-02-29' }, '2100-03-01'],
  [31, 'fi-access-log', { 'log-line': '2014-12-31' }, '2026-12-31'],
  [32, 'pl-patient-record', { 'last-entry': '2005-01-01', birth: '1950-01-01' }, '2025-12-31'],
  [32, 'pl-patient-record', { 'last-entry': '2005-01-01', birth: '2003-01-02' }, '2027-12-31'],
  [32, 'pl-patient-record', { 'last-entry': '2005-01-01', birth: '2003-01-01' }, '2025-12-31'],
  [32, 'pl-death-by-injury', { death: '1995-02-02', cases: [['death-by-injury', '1995-02-02']] }, '2025-12-31'],
  [32, 'pl-x-ray', { act: '2015-12-31' }, '2025-12-31'],
  [32, 'pl-referral', { act: '2020-01-01' }, '2025-12-31'],
  [33, 'ca-on-patient-record', { 'last-entry': '2016-01-01', birth: '1990-01-01' }, '2026-01-01'],
  [33, 'ca-on-patient-record', { 'last-entry': '2016-01-01', birth: '2005-03-03' }, '2033-03-03'],
  [33, 'ca-bc-patient-record', { 'last-entry': '2010-01-01' }, '2026-01-01'],
  ...(['nsw', 'vic', 'act'] as const).flatMap((state): [number, string, Facts, string][] => [
    [34, `au-${state}-patient-record`, { 'last-entry': '2019-09-09', birth: '1990-01-01' }, '2026-09-09'],
    [34, `au-${state}-patient-record`, { 'last-entry': '2019-09-09', birth: '2010-02-28' }, '2035-02-28'],
  ]),
  [35, 'nz-patient-record', { 'last-contact': '2016-10-10' }, '2026-10-10'],
  [35, 'nz-patient-record', { 'last-contact': '2022-10-10', cases: [['transfer', '2023-01-01']] }, '2023-01-01'],
  [35, 'nz-patient-record', { 'last-contact': '2023-10-10', cases: [['transfer', '2023-01-01']] }, '2033-10-10'],
  [36, 'jp-chart', { completion: '2021-04-01' }, '2026-04-01'],
  [36, 'jp-other-hospital-record', { completion: '2024-04-01' }, '2026-04-01'],
  [36, 'jp-insurance', { completion: '2023-04-01' }, '2026-04-01'],
  [37, 'jp-specified-biological-products', { act: '2006-04-01' }, '2026-04-01'],
  [38, 'kr-chart', { 'last-entry': '2016-04-01' }, '2026-04-01'],
  [
    38,
    'kr-chart',
    {
      'last-entry': '2016-04-01',
      cases: [
        ['extension', '2026-01-01'],
        ['extension', '2027-01-01'],
      ],
    },
    '2036-04-01',
  ],
  [38, 'kr-results', { 'last-entry': '2021-04-01' }, '2026-04-01'],
  [38, 'kr-certificates', { 'last-entry': '2023-04-01' }, '2026-04-01'],
  [38, 'kr-prescriptions', { 'last-entry': '2024-04-01' }, '2026-04-01'],
  [39, 'br-patient-record', { 'last-entry': '2006-12-27' }, '2026-12-27'],
  [40, 'us-hipaa-documentation', { completion: '2020-08-08' }, '2026-08-08'],
  [41, 'us-cms-hospital-record', { 'last-entry': '2021-08-08' }, '2026-08-08'],
  [41, 'us-medicare-provider', { 'last-contact': '2019-08-08' }, '2026-08-08'],
  [41, 'us-part-d', { 'last-contact': '2016-08-08' }, '2026-08-08'],
  [42, 'us-employee-exposure', { 'end-of-employment': '1996-08-08' }, '2026-08-08'],
  [43, 'us-ca-licensed-clinic', { discharge: '2019-01-15', birth: '1980-01-01' }, '2026-01-15'],
  [43, 'us-ca-licensed-clinic', { discharge: '2019-01-15', birth: '2015-01-01' }, '2034-01-01'],
  [44, 'us-tx-physician', { 'last-contact': '2019-01-15', birth: '1980-01-01' }, '2026-01-15'],
  [44, 'us-tx-physician', { 'last-contact': '2019-01-15', birth: '2010-01-01' }, '2031-01-01'],
  [
    44,
    'us-tx-physician',
    { 'last-contact': '2019-01-15', birth: '1980-01-01', cases: [['litigation', '2025-06-01', '2028-06-01']] },
    '2028-06-01',
  ],
  [45, 'us-ny-physician', { 'last-contact': '2020-01-15', birth: '1980-01-01' }, '2026-01-15'],
  [45, 'us-ny-physician', { 'last-contact': '2020-01-15', birth: '2010-01-01' }, '2029-01-01'],
  [46, 'us-ak-hospital-record', { discharge: '2019-01-15', birth: '1980-01-01' }, '2026-01-15'],
  [46, 'us-ak-hospital-record', { discharge: '2019-01-15', birth: '2010-01-01' }, '2031-01-01'],
  [46, 'us-al-hospital-record', { discharge: '2021-01-15' }, '2026-01-15'],
  [47, 'us-ma-hospital-record', { discharge: '2006-01-15' }, '2026-01-15'],
  [47, 'us-ma-hospital-record-30', { discharge: '1996-01-15' }, '2026-01-15'],
  [48, 'own-access-log', { 'log-line': '2023-12-31' }, '2026-12-31'],
  [48, 'own-retention-events', { completion: '2016-12-31' }, '2026-12-31'],
];

describe('rules: each row of the table', () => {
  it.each(cases)('row %i, %s, %j: kept through %s', (_row, ruleId, facts, keptThrough) => {
    const due = dueUnder(ruleId, facts);
    expect({ status: due.status, keptThrough: due.keptThrough, missing: due.missing }).toEqual({
      status: 'due-on',
      keptThrough,
      missing: [],
    });
    expect([-1, 0, 1].map((days) => isDue(due, daysAfter(keptThrough, days)))).toEqual([false, false, true]);
    expect(due.rule).toMatchObject({ ruleId, version: 1 });
  });

  it.each([
    [21, 'it-clinical-record', { 'last-entry': '1800-01-01' }],
    [27, 'se-public-archive', { 'last-entry': '1800-01-01' }],
    [29, 'no-patient-record', { 'last-entry': '1950-01-31', cases: [['selected-for-archive', '1960-01-01']] }],
    [30, 'fi-patient-record', { birth: '1800-05-18', death: '1801-01-01' }],
    [30, 'fi-patient-record', { birth: '1800-05-28', death: '1801-01-01' }],
    [48, 'own-organisation-record', {}],
  ] as [number, string, Facts][])('row %i, %s, %j: permanently', (_row, ruleId, facts) => {
    const due = dueUnder(ruleId, facts);
    expect(due.status).toBe('forever');
    expect(isDue(due, '9999-12-31')).toBe(false);
  });

  it.each([
    ['fr-hospital-record', { 'last-contact': '1950-03-01', birth: '1900-01-01', cases: [['litigation', '1960-01-01']] }],
    ['dk-others', { 'last-entry': '1950-05-05', cases: [['complaint', '1954-01-01']] }],
  ] as [string, Facts][])('%s is suspended while a case runs, and a case that came later changes nothing', (ruleId, facts) => {
    expect(dueUnder(ruleId, facts).status).toBe('suspended');
    expect(dueUnder(ruleId, { ...facts, cases: [['litigation', '2020-01-01']] }).status).toBe('due-on');
  });

  it('that demands destruction says by when, and an order of an authority at once', () => {
    expect(dueUnder('de-blood-donor', { 'last-entry': '2011-01-31' })).toMatchObject({
      goneBy: '2026-01-31',
      conflicts: [],
      acts: ['destroy', 'anonymise'],
    });
    expect(dueUnder('se-order-of-ivo', { 'authority-order': '2025-03-03' })).toMatchObject({ status: 'no-rule', goneBy: '2025-03-03' });
    expect(dueUnder('be-patient-file', { 'last-contact': '1996-02-29' })).toMatchObject({
      keptThrough: '2026-02-28',
      goneBy: '2046-02-28',
    });
    expect(dueUnder('nl-access-log', { 'log-line': '2021-12-31', 'end-of-record': '2040-01-01' })).toMatchObject({
      goneBy: '2040-01-01',
      conflicts: [],
    });
  });

  it('has its case, and no rule is without one', () => {
    const elsewhere = ['it-clinical-record', 'se-public-archive', 'own-organisation-record', 'se-order-of-ivo'];
    const tried = new Set([...cases.map(([, ruleId]) => ruleId), ...elsewhere]);
    expect(all.map(({ ruleId }) => ruleId).filter((id) => !tried.has(id))).toEqual([]);
    expect(new Set([...cases.map(([row]) => row), 21]).size).toBe(48);
  });
});

describe('rules: the files', () => {
  it('are sets whose rules have one id each, none verified, none without its source', () => {
    expect(all.length).toBeGreaterThanOrEqual(75);
    expect(new Set(all.map(({ ruleId }) => ruleId)).size).toBe(all.length);
    expect(all.filter(({ verified }) => verified)).toEqual([]);
    expect(new Set(sets.map(({ ruleSetId }) => ruleSetId)).size).toBe(sets.length);
  });

  it('have the schema that an adopted set has', () => {
    expect(JSON.parse(readFileSync(new URL('../rule-file.schema.json', import.meta.url), 'utf8'))).toEqual(ruleFileSchema);
  });
});
