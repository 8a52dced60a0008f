import { kindClasses } from '@everchart/contracts';
import { integerText, json, uuidText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { instantText } from '@everchart/platform';
import { decidedAt, decisionBody, decisionId, decisionProblems } from './decision.operations.js';
import { problems } from './problems.js';

const instant = z.iso.datetime();
const day = z.iso.date();
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
const patientId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const digestExample = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const tag = 'destructions';

export const rule = z.object({
  ruleSetId: z.string(),
  ruleSetVersion: z.int(),
  ruleId: z.string(),
  version: z.int(),
  facilityId: z.string().optional(),
});
export const ruleExample = {
  ruleSetId: 'everchart-seed',
  ruleSetVersion: 1,
  ruleId: 'de-patient-record',
  version: 1,
  facilityId: 'linden',
};

const reason = z
  .enum(['hold', 'request', 'due-date', 'entry', 'stay-open', 'recent-entry', 'merged', 'unknown-record', 'destroyed'])
  .describe('Why a record is not, or not any more, what may be destroyed');
const missing = z.object({ people: z.int(), roles: z.array(z.string()).describe('That rules of the records ask for') });
const named = {
  patientId: uuidText.optional().describe('Absent: a class of the organisation'),
  retentionClass: z
    .string()
    .optional()
    .describe('Of what is of no patient; of a patient: the kind of entries, where it is not the whole record'),
};
const changed = z.array(z.object({ ...named, reason }));
const decided = z.object({ by: z.string(), role: z.string(), at: instant });
const state = z.enum(['proposed', 'rejected', 'begun']);
const head = {
  destructionId: uuidText,
  state,
  digest: digest.describe('Of act and items: what is approved'),
  proposed: decided,
  approvals: z.array(decided.extend({ eventId: uuidText, note: z.string().nullable() })),
  ended: decided.extend({ reason: z.string().nullable() }).nullable().describe('Who rejected or began it'),
};
const headExample = {
  destructionId: decisionId,
  state: 'proposed',
  digest: digestExample,
  proposed: { by: 'retention-officer-gesa', role: 'retention-officer', at: decidedAt },
  approvals: [],
  ended: null,
};

const destruction = z
  .object({
    ...head,
    act: z.enum(['destroy', 'anonymise', 'archive', 'hand-over']),
    items: z.array(
      z.object({
        patientId: named.patientId,
        retentionClasses: z.array(z.string()).describe('Of the keys'),
        dueOn: day,
        rule,
        entries: z.int().optional(),
        lastEntry: uuidText.optional(),
        requestId: uuidText.optional(),
        state: z
          .enum(['listed', 'destroying', 'destroyed', 'left'])
          .describe('destroying: its keys may be gone, and it is finished, unless none is gone and something has come between'),
        reason: reason.nullable().describe('Why it was left'),
        waitsFor: z.string().nullable().describe('What the last attempt could not do without'),
      }),
    ),
    missing: missing.nullable().describe('What is missing to begin; null: it has begun, or is rejected'),
    changed: changed.describe('Records that are not any more what was listed: another list is needed, and other approvals'),
  })
  .meta({ id: 'Destruction' });

const itemExample = {
  patientId,
  retentionClasses: ['clinical', 'retention-facts', 'observations', 'documents'],
  dueOn: '2036-03-02',
  rule: ruleExample,
  entries: 4200,
  lastEntry: decisionId,
  state: 'listed',
  reason: null,
  waitsFor: null,
};
const example = { ...headExample, act: 'destroy', items: [itemExample], missing: { people: 2, roles: [] }, changed: [] };

const params = z.object({ destructionId: uuidText });
const answer = (description: string) => ({ 200: { description, content: json(destruction, example) } });

export const proposeDestruction = {
  summary: 'Lists records that are due, to be destroyed',
  description:
    'Without patients and classes: years of accesses that are due, and the records that are due longest, without those that something stands against. The list has a digest; two people approve it. Records that were merged are listed together.',
  tag,
  body: {
    schema: z
      .strictObject({
        id: uuidText.describe(
          'UUIDv7 made by the client: the id of the destruction. Sent again under the same id it has no further effect',
        ),
        occurredAt: instantText.describe('When it was decided'),
        data: z.strictObject({
          patientIds: z.array(uuidText).min(1).max(1000).optional().describe('All of them, or none'),
          retentionClasses: z
            .array(z.string().regex(/^access-\d{4}$/, 'must be a class of accesses: access-2026'))
            .min(1)
            .max(50)
            .optional()
            .describe('Years of accesses, those to all patients: all of them, or none'),
          kinds: z
            .array(z.strictObject({ patientId: uuidText, retentionClass: z.enum(kindClasses) }))
            .min(1)
            .max(1000)
            .optional()
            .describe('Kinds of entries that a rule has destroyed before the rest of the record: all of them, or none'),
          limit: z.int().min(1).max(1000).optional().describe('Without patients and classes: how many at most'),
        }),
      })
      .meta({ id: 'DestructionToPropose' }),
    example: { id: decisionId, occurredAt: decidedAt, data: { patientIds: [patientId] } },
  },
  answers: {
    200: { description: 'It was listed before, under this id', content: json(destruction, example) },
    201: { description: 'The list is on record', content: json(destruction, example) },
  },
  problems: [
    ...decisionProblems,
    problems['nothing-due'],
    problems['nothing-free'],
    problems['not-to-be-destroyed'],
    problems['holds-not-known'],
  ],
} satisfies OperationShape;

const onList = [...decisionProblems, problems['destruction-unknown'], problems['destruction-ended'], problems['holds-not-known']];

export const approveDestruction = {
  summary: 'Approves a list, as it was shown',
  description: 'A person counts once. Refused when a record of the list has changed, came under a hold, or is not due any more.',
  tag,
  params,
  body: decisionBody('destruction.approved', 'DestructionToApprove', ['destructionId']),
  answers: answer('The approval is on record'),
  problems: [...onList, problems['digest-differs'], problems['list-changed'], problems['role-not-needed']],
} satisfies OperationShape;

export const rejectDestruction = {
  summary: 'Rejects a list',
  tag,
  params,
  body: decisionBody('destruction.rejected', 'DestructionToReject', ['destructionId']),
  answers: answer('It is rejected, and that is on record'),
  problems: onList,
} satisfies OperationShape;

export const beginDestruction = {
  summary: 'Begins what two people have approved',
  description: 'Each record is checked once more, and destroyed or left. There is no way back for a record whose keys are gone.',
  tag,
  params,
  body: decisionBody('destruction.begun', 'DestructionToBegin', ['destructionId']),
  answers: answer('It has begun, and that is on record'),
  problems: [
    ...onList,
    problems['rejections-not-known'],
    problems['digest-differs'],
    problems['list-changed'],
    problems['approvals-missing'],
  ],
} satisfies OperationShape;

export const showDestruction = {
  summary: 'One list, with what became of each record',
  tag,
  params,
  answers: answer('The list'),
  problems: [problems['destruction-unknown']],
} satisfies OperationShape;

const page = {
  limit: integerText(1, 500).default(100).meta({ default: 100 }),
  before: uuidText.optional().describe('The "next" of an earlier page'),
};

export const listDestructions = {
  summary: 'Lists, the newest first',
  tag,
  query: z.strictObject(page),
  answers: {
    200: {
      description: 'A page of them',
      content: json(
        z.object({
          destructions: z.array(
            z
              .object({ ...head, items: z.object({ listed: z.int(), destroying: z.int(), destroyed: z.int(), left: z.int() }) })
              .meta({ id: 'ListedDestruction' }),
          ),
          next: uuidText.nullable(),
        }),
        { destructions: [{ ...headExample, items: { listed: 1, destroying: 0, destroyed: 0, left: 0 } }], next: null },
      ),
    },
  },
} satisfies OperationShape;

export const unconfirmedDeletions = {
  summary: 'Holders that have not confirmed that they deleted',
  description: 'The longest first. A certificate is issued when all have.',
  tag,
  query: z.strictObject({
    minutes: integerText(0, 1_000_000).default(60).meta({ default: 60 }).describe('Since the destruction, at least'),
    limit: integerText(1, 1000).default(100).meta({ default: 100 }),
    after: z
      .string()
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[a-z0-9-]{1,64}$/, 'must be the "next" of an earlier page')
      .optional()
      .describe('The "next" of an earlier page'),
  }),
  answers: {
    200: {
      description: 'The work list',
      content: json(
        z.object({
          unconfirmed: z.array(z.object({ ...named, destroyedBy: uuidText, holder: z.string(), since: instant })),
          next: z.string().nullable(),
        }),
        {
          unconfirmed: [{ patientId, destroyedBy: decisionId, holder: 'patient-timeline', since: '2036-03-02T08:00:00.000Z' }],
          next: null,
        },
      ),
    },
  },
} satisfies OperationShape;
