import { integerText, json, uuidText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { decidedAt, decisionBody, decisionId, decisionProblems } from './decision.operations.js';
import { problems } from './problems.js';

const instant = z.iso.datetime();
const day = z.iso.date();
const patientId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const tag = 'requests';

const decided = { by: z.string(), role: z.string(), decidedAt: z.string().describe('As the officer stated it') };
const rule = z.object({
  ruleSetId: z.string(),
  ruleSetVersion: z.int(),
  ruleId: z.string(),
  version: z.int(),
  facilityId: z.string().optional(),
});

const part = z.object({ name: z.string(), digest: z.string().describe('SHA-256'), bytes: z.int() });
const counts = z.record(z.string(), z.int()).describe('Records, entries, those that are in FHIR, amended, struck, withheld …');

const request = z
  .object({
    requestId: uuidText,
    patientId: uuidText,
    kind: z.enum(['erasure', 'access', 'portability']).describe('GDPR 17, 15, 20'),
    receivedOn: day,
    by: z.string().nullable().describe('Who made it: person, representative, heir, authority'),
    note: z.string().nullable(),
    retentionClasses: z.array(z.string()).nullable().describe('null: the whole record'),
    received: z.object({ ...decided, at: instant }),
    answerBy: day.describe('One month after receipt, or three where it was extended'),
    daysLeft: z.int().nullable().describe('Below 0: it is overdue. null: it is not open'),
    state: z.enum(['open', 'overdue', 'answered', 'withdrawn']),
    extended: z.object({ ...decided, reason: z.string() }).nullable(),
    answer: z
      .object({
        ...decided,
        answer: z.enum(['granted', 'refused', 'granted-in-part', 'granted-once-due']),
        grounds: z.array(z.string()),
        reason: z.string(),
        dueOn: day.nullable(),
        rule: rule.nullable(),
        exportDigest: z.string().nullable(),
        export: z
          .object({ madeBy: uuidText.describe('The event `export.made`'), bytes: z.int(), parts: z.array(part), counts })
          .nullable()
          .describe('The copy that was made here'),
      })
      .nullable(),
    withdrawn: z.object({ ...decided, reason: z.string() }).nullable(),
  })
  .meta({ id: 'PersonRequest' });

const example = {
  requestId: decisionId,
  patientId,
  kind: 'erasure' as const,
  receivedOn: '2026-03-01',
  by: 'person',
  note: null,
  retentionClasses: null,
  received: { by: 'data-protection-officer-hugo', role: 'data-protection-officer', decidedAt, at: '2026-03-01T07:30:01.000Z' },
  answerBy: '2026-04-01',
  daysLeft: 31,
  state: 'open' as const,
  extended: null,
  answer: null,
  withdrawn: null,
};

const assessed = z
  .object({
    ...request.shape,
    assessment: z
      .object({
        verdict: z
          .enum(['due', 'duty', 'held', 'no-record'])
          .describe(
            'due: nothing has to be kept any more; duty: the duty to keep runs, or its end is not known; held: by a hold; no-record: none is known here',
          ),
        dueOn: day.optional().describe('When the duty to keep ends, where that is known'),
        rule: rule.optional(),
        holdIds: z.array(uuidText),
      })
      .describe('What rules say to a request for erasure, now'),
    exports: z
      .array(
        z.object({
          exportId: uuidText,
          ...decided,
          validUntil: z.string(),
          withheld: z.array(z.object({ eventId: uuidText, ground: z.string() })),
          made: z
            .array(z.object({ eventId: uuidText, digest: z.string(), bytes: z.int(), parts: z.array(part), counts, madeAt: z.string() }))
            .describe('The newest first'),
        }),
      )
      .describe('Copies that may be made, and those that were, the newest first'),
  })
  .meta({ id: 'AssessedRequest' });

const whole = { ...example, assessment: { verdict: 'duty' as const, dueOn: '2036-03-02', holdIds: [] }, exports: [] };
const params = z.object({ requestId: uuidText });
const ofRequest = [problems['request-unknown'], problems['request-closed']];
const done = { 200: { description: 'It is on record', content: json(assessed, whole) } };

export const receiveRequest = {
  summary: 'A person asks for erasure, for access, or for a copy',
  description: 'It has to be answered within one month of its receipt (GDPR 12(3)). While a request for access or a copy is open, nothing of the record is destroyed.', // prettier-ignore
  tag,
  params: z.object({ patientId: uuidText }),
  body: decisionBody('request.received', 'RequestToReceive', ['answerBy']),
  answers: {
    200: { description: 'It was received before, under this id', content: json(assessed, whole) },
    201: { description: 'It is on record, with its deadline', content: json(assessed, whole) },
  },
  problems: decisionProblems,
} satisfies OperationShape;

export const extendRequest = {
  summary: 'The answer takes longer: two further months, once',
  tag,
  params,
  body: decisionBody('request.extended', 'RequestToExtend', ['requestId', 'answerBy']),
  answers: done,
  problems: [...decisionProblems, ...ofRequest, problems['request-extended'], problems['request-overdue']],
} satisfies OperationShape;

export const answerRequest = {
  summary: 'Answers a request',
  description:
    'Erasure is granted when the record is due and no hold is on it: its destruction is approved afterwards as any other. While a duty to keep runs it is refused, or granted once it is due, with the grounds; the rule and the day are added. What is handed out is named by its digest: that of the newest copy that was made for the request, unless the officer names another one.',
  tag,
  params,
  body: decisionBody('request.answered', 'RequestToAnswer', ['requestId', 'dueOn', 'rule', 'export']),
  answers: done,
  problems: [...decisionProblems, ...ofRequest],
} satisfies OperationShape;

export const approveExport = {
  summary: 'Lets a copy of the record be made, to answer a request for access or portability',
  description:
    'For seven days, or until the request is closed, a data protection officer may have it made by patient-timeline, which has the record: `GET /v1/orgs/{org}/patients/{patientId}/exports/{exportId}`, where `exportId` is the id of this decision. It says how long what is kept, by which rule. `withheld` names entries whose content is left out. A copy that was made comes back here, with its digest.',
  tag,
  params,
  body: decisionBody('export.approved', 'ExportToApprove', ['requestId', 'kind', 'validUntil', 'periods']),
  answers: done,
  problems: [...decisionProblems, ...ofRequest, problems['request-for-erasure']],
} satisfies OperationShape;

export const withdrawRequest = {
  summary: 'A request is taken back',
  tag,
  params,
  body: decisionBody('request.withdrawn', 'RequestToWithdraw', ['requestId']),
  answers: done,
  problems: [...decisionProblems, ...ofRequest],
} satisfies OperationShape;

export const showRequest = {
  summary: 'One request, and what rules say to it now',
  tag,
  params,
  answers: { 200: { description: 'The request', content: json(assessed, whole) } },
  problems: [problems['request-unknown']],
} satisfies OperationShape;

export const listRequests = {
  summary: 'Requests, the overdue ones first',
  description: 'Those that are open, by their deadlines; with `closed` all, the newest first. One access is put on record for each patient who is named.', // prettier-ignore
  tag,
  query: z.strictObject({
    limit: integerText(1, 500).default(100).meta({ default: 100 }),
    after: uuidText.optional().describe('The "next" of an earlier page'),
    closed: z
      .enum(['true', 'false'], 'must be true or false')
      .default('false')
      .transform((text) => text === 'true')
      .meta({ type: 'boolean', enum: undefined, default: false })
      .describe('Also those that were answered or withdrawn'),
  }),
  answers: {
    200: {
      description: 'A page of them',
      content: json(z.object({ requests: z.array(request), next: uuidText.nullable() }), { requests: [example], next: null }),
    },
  },
} satisfies OperationShape;
