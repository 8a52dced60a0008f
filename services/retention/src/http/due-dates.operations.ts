import { kindClasses } from '@everchart/contracts';
import { isCalendarDate } from '@everchart/contracts-retention';
import { ruleFileNames } from '@everchart/retention-rules';
import { integerText, json, uuidText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { statusFilters, type ListPlace } from '../infrastructure/due-date.reader.js';
import { decisionBody, decisionId, decisionProblems } from './decision.operations.js';
import { problems } from './problems.js';

const tag = 'due dates';
const day = z.iso.date();
const statedMessage = 'must be a day of the years 0001 to 9999, YYYY-MM-DD';
/** As a client may state it: JSON Schema, and zod, know a year 0000. */
const statedDay = z.iso.date(statedMessage).refine(isCalendarDate, statedMessage);
const patientId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const eventId = '0198a1b2-0000-7000-8000-000000000001';
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens');
const classParam = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be a retention class: clinical, access-2026, retention, organisation');
const status = z.enum(['due-on', 'forever', 'unknown', 'suspended', 'no-rule']);

const reference = z
  .object({
    ruleSetId: z.string(),
    ruleSetVersion: z.int(),
    ruleId: z.string(),
    version: z.int(),
    facilityId: z.string().optional(),
  })
  .meta({ id: 'RuleReference' });

const due = z
  .object({
    status,
    keptThrough: day.optional().describe('The last day of the duty'),
    dueOn: day.optional().describe('The first day on which it may be destroyed'),
    goneBy: day.optional().describe('The last day on which it may be kept'),
    rule: reference.optional().describe('The rule that decides'),
    inputs: z.array(z.object({ trigger: z.string(), date: day.optional(), until: day.optional(), facilityId: z.string().optional(), eventIds: z.array(uuidText) })).describe('What was put in, with the events that say it'),
    lost: z.array(z.object({ rule: reference, keptThrough: day.optional(), reason: z.enum(['shorter-minimum', 'no-minimum', 'duty-ended']) })).describe('Rules that apply and do not decide'),
    conflicts: z.array(z.object({ rule: reference, goneBy: day })).describe('Rules whose maximum ends before the minimum: a person decides'),
    missing: z.array(z.object({ rule: reference.optional(), trigger: z.string() })).describe('What is not known: never due until it is'),
    acts: z.array(z.enum(['destroy', 'anonymise', 'archive', 'hand-over'])).optional(),
    approvals: z.array(z.string()).optional(),
  })
  .meta({ id: 'DueDate' }); // prettier-ignore

const record = {
  patientId: uuidText.optional().describe('Absent: a record of the organisation itself'),
  retentionClass: z.string(),
};

const completed = z
  .object({
    act: z.enum(['anonymise', 'archive', 'hand-over']),
    copy: z.enum(['kept', 'to-be-destroyed']),
    receiver: z.string().optional(),
    reference: z.string().optional(),
    reason: z.string(),
    by: z.string(),
    at: z.iso.datetime(),
    eventId: uuidText,
  })
  .meta({ id: 'CompletedAct' })
  .describe('What an officer has done, of this date and by this rule');

const listed = z
  .object({
    ...record,
    status,
    keptThrough: day.optional(),
    dueOn: day.optional(),
    rule: reference.optional(),
    facilities: z.array(z.string()).describe('Facilities in which it was made'),
    conflicts: due.shape.conflicts,
    missing: due.shape.missing,
    acts: due.shape.acts.describe('What may be done when it is due, the usual one first'),
    completed: completed.nullable(),
  })
  .meta({ id: 'ListedDueDate' });

const rule = { ruleSetId: 'everchart-de', ruleSetVersion: 1, ruleId: 'de-patient-record', version: 1, facilityId: 'linden' };
const dueExample = {
  status: 'due-on' as const,
  keptThrough: '2036-03-01',
  dueOn: '2036-03-02',
  rule,
  inputs: [{ trigger: 'last-contact', date: '2026-03-01', eventIds: [eventId] }],
  lost: [],
  conflicts: [],
  missing: [],
  acts: ['destroy' as const],
  approvals: [],
};
const { inputs: _, lost: __, approvals: ___, ...listedExample } = { ...dueExample, completed: null };

/** A place in the list, opaque to clients. */
export function encodePlace({ dueOn, subject, retentionClass }: ListPlace): string {
  return Buffer.from([dueOn, subject, retentionClass].join(' ')).toString('base64url');
}

const cursorMessage = 'must be the "next" of an earlier page';
const cursor = z
  .string(cursorMessage)
  .transform((text, context): ListPlace => {
    const found = /^(\d{4}-\d\d-\d\d|infinity) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) ([a-z][a-z0-9-]{0,31})$/.exec(Buffer.from(text, 'base64url').toString());
    if (found && (found[1] === 'infinity' || isCalendarDate(found[1]!))) return { dueOn: found[1]!, subject: found[2]!, retentionClass: found[3]! };
    context.addIssue(cursorMessage);
    return z.NEVER;
  })
  .meta({ type: 'string' }); // prettier-ignore

export const listDueDates = {
  summary: 'Records by the day on which they are due',
  description:
    'The next one first; those without a day at the end. A page that looks at many records to find few ends early, and says how far it has come (`searchedUpTo`): go on with `next`. `status=unknown` is the work list: records that are never due before what is `missing` is known. `status=conflict`: a law wants them gone before another one lets them go. `status=to-do`: what is due, and is not to be destroyed: its rule asks a person to archive it, to anonymise it or to hand it over (`acts`), until `act.completed` says so; and what no list can destroy. Each patient who is named is an access of its own.',
  tag,
  query: z.strictObject({
    before: statedDay.optional().describe('Due on an earlier day than this one'),
    facility: z.string().min(1).max(64).optional().describe('Made in this facility, by its id'),
    rule: name.optional().describe('This rule decides'),
    status: z.enum(statusFilters).optional().describe('`due`: with a day'),
    limit: integerText(1, 500).default(100).meta({ default: 100 }),
    after: cursor.optional().describe('The "next" of an earlier page, with the same filters'),
  }),
  answers: {
    200: {
      description: 'A page of them',
      content: json(
        z.object({
          workingOut: z.boolean().describe('All dates are being worked out again: rules have changed, and some dates follow the old ones yet'),
          records: z.array(listed),
          searchedUpTo: z
            .string().regex(/^(\d{4}-\d\d-\d\d|no-day)$/)
            .optional()
            .describe('Present when the page ended before its limit, as 10,000 records were looked at: all that are due on an earlier day are in. `no-day`: all with a day are'),
          next: z.string().nullable(),
        }),
        {
          workingOut: false,
          records: [{ patientId, retentionClass: 'clinical', ...listedExample, facilities: ['linden'] }],
          next: null,
        },
      ),
    },
  },
} satisfies OperationShape; // prettier-ignore

const explained = z
  .object({
    ...record,
    due,
    words: z.array(z.string()).describe('The explanation in sentences'),
    facilities: z.array(z.string()),
    completed: completed.nullable(),
    revision: z.int().describe('Counts its changes: each is an event of the log'),
  })
  .meta({ id: 'ExplainedDueDate' });
const explainedExample = {
  due: dueExample,
  words: ['The record is kept through 2036-03-01, and due from 2036-03-02 on, by "Patient record" (rule de-patient-record, version 1, of set everchart-de, version 1, for linden).', `The last contact was on 2026-03-01, by event ${eventId}.`],
  facilities: ['linden'],
  completed: null,
  revision: 1,
}; // prettier-ignore

export const explainDueDate = {
  summary: 'When the record of a patient is due, and why',
  description: 'The rule that decides with its version, what was put in with the events that say it, and the rules that lost.',
  tag,
  params: z.object({ patientId: uuidText }),
  query: z.strictObject({
    kind: z
      .enum(kindClasses)
      .optional()
      .describe('Of a kind of entries that rules have destroyed before the rest; absent: of the whole record'),
  }),
  answers: {
    200: { description: 'The date', content: json(explained, { patientId, retentionClass: 'clinical', ...explainedExample }) },
  },
  problems: [problems['due-date-unknown']],
} satisfies OperationShape;

export const explainClass = {
  summary: 'When a record of the organisation itself is due, and why',
  tag,
  params: z.object({ retentionClass: classParam }),
  answers: { 200: { description: 'The date', content: json(explained, { retentionClass: 'access-2026', ...explainedExample }) } },
  problems: [problems['due-date-unknown']],
} satisfies OperationShape;

const setSchema = z
  .object({
    ruleSetId: z.string(),
    version: z.int(),
    title: z.string(),
    rules: z.array(z.record(z.string(), z.unknown())).describe('As `rule-set.adopted` has them'),
  })
  .loose()
  .meta({ id: 'RuleSet' });
const setExample = {
  ruleSetId: 'everchart-own',
  version: 1,
  title: 'What the organisation keeps of its own',
  rules: [{ ruleId: 'own-access-log', version: 1, title: 'Log of accesses' }],
};

export const listRuleSets = {
  summary: 'The sets of rules that the organisation has adopted',
  tag: 'rule sets',
  answers: {
    200: {
      description: 'All of them',
      content: json(
        z.object({
          workingOut: z.boolean(),
          ruleSets: z.array(
            z.object({ adoptedBy: uuidText.describe('The event that adopted it'), reason: z.string(), ruleSet: setSchema }),
          ),
        }),
        { workingOut: false, ruleSets: [{ adoptedBy: eventId, reason: 'Reviewed by our counsel', ruleSet: setExample }] },
      ),
    },
  },
} satisfies OperationShape;

export const listOfferedSets = {
  summary: 'The sets of rules that come with Everchart',
  description: 'Seeds, no legal advice: `verified` is false in all of them. A person who knows the law of the place reviews one before it is adopted.',
  tag: 'rule sets',
  answers: {
    200: {
      description: 'All of them',
      content: json(
        z.object({ ruleSets: z.array(z.object({ name: z.string(), ruleSetId: z.string(), version: z.int(), title: z.string(), rules: z.int() })) }),
        { ruleSets: [{ name: 'own', ruleSetId: 'everchart-own', version: 1, title: 'What the organisation keeps of its own', rules: 3 }] },
      ),
    },
  },
} satisfies OperationShape; // prettier-ignore

export const showOfferedSet = {
  summary: 'One set that comes with Everchart',
  tag: 'rule sets',
  params: z.object({ name: z.string().max(64) }),
  answers: { 200: { description: 'The set, as it may be adopted', content: json(setSchema, setExample) } },
  problems: [problems['rule-set-unknown']],
} satisfies OperationShape;

const recorded = z.object({ eventId: uuidText, recordedAt: z.iso.datetime() });
const recordedExample = { eventId: decisionId, recordedAt: '2026-03-01T07:30:01.000000Z' };
export const recordedAnswers = {
  200: { description: 'It was recorded before, under this id', content: json(recorded, recordedExample) },
  201: { description: 'It is on record', content: json(recorded, recordedExample) },
};

export const adoptRuleSet = {
  summary: 'Adopts a set of rules, in the place of the one with the same id',
  description: 'The whole set is in the event. All dates are worked out again: `POST due-date-simulations` says before what changes.',
  tag: 'rule sets',
  body: decisionBody('rule-set.adopted', 'RuleSetToAdopt'),
  answers: recordedAnswers,
  problems: [...decisionProblems],
} satisfies OperationShape;

export const withdrawRuleSet = {
  summary: 'Withdraws a set of rules',
  tag: 'rule sets',
  params: z.object({ ruleSetId: name }),
  body: decisionBody('rule-set.withdrawn', 'RuleSetToWithdraw', ['ruleSetId']),
  answers: recordedAnswers,
  problems: [...decisionProblems, problems['rule-set-unknown']],
} satisfies OperationShape;

const factShape = z.object({
  factId: uuidText.describe('The event that states it'),
  fact: z.record(z.string(), z.string()),
  on: day.optional(),
  until: day.optional(),
  reason: z.string(),
});

export const listFacts = {
  summary: 'What officers have stated of a record',
  tag,
  params: z.object({ patientId: uuidText }),
  answers: {
    200: {
      description: 'What holds',
      content: json(z.object({ patientId: uuidText, facts: z.array(factShape) }), {
        patientId,
        facts: [{ factId: decisionId, fact: { circumstance: 'litigation' }, on: '2026-02-01', reason: 'Served on us on that day' }],
      }),
    },
  },
} satisfies OperationShape;

const factBody = decisionBody('fact.stated', 'FactToState');
const withdrawalBody = decisionBody('fact.withdrawn', 'FactToWithdraw', ['factId']);

export const stateFact = {
  summary: 'States what no entry says, and a rule needs',
  description: 'A case in court, the birth of a last child, an order of an authority, a kind of record. No clinical content.',
  tag,
  params: z.object({ patientId: uuidText }),
  body: factBody,
  answers: recordedAnswers,
  problems: [...decisionProblems, problems['patient-unknown']],
} satisfies OperationShape;

export const withdrawFact = {
  summary: 'Withdraws what an officer has stated',
  tag,
  params: z.object({ patientId: uuidText, factId: uuidText }),
  body: withdrawalBody,
  answers: recordedAnswers,
  problems: [...decisionProblems, problems['fact-unknown']],
} satisfies OperationShape;

export const listOwnFacts = {
  summary: 'What officers have stated of the records of the organisation itself',
  tag,
  answers: {
    200: {
      description: 'What holds',
      content: json(z.object({ facts: z.array(factShape) }), {
        facts: [{ factId: decisionId, fact: { trigger: 'completion' }, on: '2026-02-01', reason: 'The practice was closed' }],
      }),
    },
  },
} satisfies OperationShape;

export const stateOwnFact = {
  summary: 'States what rules need of the records of the organisation itself',
  description:
    'Of its events of retention, of what it states of itself, and of accesses, all at once: the day of their completion (the organisation has closed), a case in court. Its own kinds of records are those of their classes.',
  tag,
  body: factBody,
  answers: recordedAnswers,
  problems: [...decisionProblems],
} satisfies OperationShape;

export const withdrawOwnFact = {
  summary: 'Withdraws what an officer has stated of the records of the organisation itself',
  tag,
  params: z.object({ factId: uuidText }),
  body: withdrawalBody,
  answers: recordedAnswers,
  problems: [...decisionProblems, problems['fact-unknown']],
} satisfies OperationShape;

const counts = z.record(z.string(), z.int());

export const simulateDueDates = {
  summary: 'What would be due under other rules',
  description:
    'Works out dates by rules as they might be, and writes nothing. A page has `limit` records, with and without a change; go on with `after` until `next` is null, and add the counts up. Sets in `adopt` stand in the place of adopted ones with the same ids.',
  tag,
  body: {
    schema: z
      .strictObject({
        until: statedDay.optional().describe('Counts what is due on this day or before; default: what is due on any'),
        adopt: z.array(z.record(z.string(), z.unknown())).max(30).default([]).describe('Sets, as `rule-set.adopted` has them'),
        offered: z.array(z.enum(ruleFileNames as [string, ...string[]])).max(30).default([]).describe('Names of sets that come with Everchart, to be adopted likewise'),
        withdraw: z.array(name).max(30).default([]).describe('Ids of adopted sets that do not hold'),
        asOf: statedDay.optional().describe('The day whose rules hold; default: today'),
        list: z.enum(['due', 'changed']).optional().describe('Names the records that are due by `until`, or whose date would be another one: each patient is an access of its own. At most 500 records in a page then'),
        limit: z.int().min(1).max(5000).default(1000),
        after: uuidText.optional().describe('The "next" of the page before'),
      })
      .refine(({ list, limit }) => list === undefined || limit <= 500, { message: 'must be at most 500 when records are named', path: ['limit'] })
      .meta({ id: 'Simulation' }),
    example: { until: '2035-12-31', offered: ['de', 'own'] },
  },
  answers: {
    200: {
      description: 'A page',
      content: json(
        z
          .object({
            records: z.int().optional().describe('Records of patients in all; on the first page'),
            examined: z.int().describe('Those of this page'),
            due: z.int().describe('Due by `until`'),
            byYear: counts.describe('Of those, by the year of the day'),
            byStatus: counts,
            changed: z.int().describe('With another date, or status, than at present'),
            earlier: z.int().describe('Of those, with an earlier end'),
            inConflict: z.int(),
            listed: z.array(z.object({ ...record, status, keptThrough: day.optional(), dueOn: day.optional(), was: z.object({ status, keptThrough: day.optional() }).optional() })),
            next: uuidText.nullable(),
          })
          .meta({ id: 'SimulatedPage' }),
        { records: 1204, examined: 1000, due: 17, byYear: { '2034': 12, '2035': 5 }, byStatus: { 'due-on': 990, unknown: 10 }, changed: 3, earlier: 0, inConflict: 0, listed: [], next: patientId },
      ),
    },
  },
} satisfies OperationShape; // prettier-ignore
