import { integerText, json, uuidText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { decidedAt, decisionBody, decisionId, decisionProblems } from './decision.operations.js';
import { problems } from './problems.js';

const instant = z.iso.datetime();
const day = z.iso.date();
const patientId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';

const decided = {
  by: z.string(),
  role: z.string(),
  decidedAt: z.string().describe('As the officer stated it'),
  at: instant.describe('When it was recorded'),
};

const hold = z.object({
  holdId: uuidText,
  scope: z.object({
    patientIds: z.array(uuidText).optional(),
    stayIds: z.array(uuidText).optional(),
    facilityIds: z.array(z.string()).optional(),
    actors: z.array(z.string()).optional(),
    from: day.optional(),
    to: day.optional(),
    query: z.string().optional(),
  }),
  reason: z.string(),
  matter: z.string().nullable(),
  orderedBy: z.string().nullable(),
  reviewOn: day.nullable(),
  placed: z.object(decided),
  onRecord: z.boolean().describe('false: it is in force, and its event is recorded as soon as the store or the keyring answers again'),
  lifted: z
    .object({ ...decided, reason: z.string() })
    .nullable()
    .describe('null: it is in force'),
});

const example = {
  holdId: decisionId,
  scope: { patientIds: [patientId] },
  reason: 'Claim announced',
  matter: '12 O 345/26',
  orderedBy: null,
  reviewOn: null,
  placed: { by: 'retention-officer-gesa', role: 'retention-officer', decidedAt, at: '2026-03-01T07:30:01.000Z' },
  onRecord: true,
  lifted: null,
};

const wholeHold = hold
  .extend({
    unknownPatientIds: z.array(uuidText).describe('Patients of the scope of whom no entry is known here: the hold is on them, too'),
  })
  .meta({ id: 'Hold' });
const whole = { ...example, unknownPatientIds: [] };

/** What names a person is in the answer about one hold only. */
const listedHold = hold
  .extend({ scope: hold.shape.scope.omit({ patientIds: true, stayIds: true }).extend({ patients: z.int(), stays: z.int() }) })
  .meta({ id: 'ListedHold' });
const listed = { ...example, scope: { patients: 1, stays: 0 } };

const tag = 'holds';
const params = z.object({ holdId: uuidText });

export const placeHold = {
  summary: 'Places a hold',
  description:
    'Nothing in its scope is destroyed until it is lifted: it beats the schedule, requests for erasure and operators. All members of the scope have to fit, and what is not known fits. In force when it is answered. A query has the form of a search: `birthdate`, `death-date` (with eq, ge, gt, le, lt), `deceased`, `circumstance`, `record-kind`.',
  tag,
  body: decisionBody('hold.placed', 'HoldToPlace'),
  answers: {
    200: { description: 'It was placed before, under this id', content: json(wholeHold, whole) },
    201: { description: 'It is in force, and on record', content: json(wholeHold, whole) },
  },
  problems: [...decisionProblems, problems['hold-awaits-record']],
} satisfies OperationShape;

export const liftHold = {
  summary: 'Lifts a hold',
  tag,
  params,
  body: decisionBody('hold.lifted', 'HoldToLift', ['holdId']),
  answers: {
    200: {
      description: 'It is lifted, and that is on record',
      content: json(wholeHold, {
        ...whole,
        lifted: {
          by: 'data-protection-officer-hugo',
          role: 'data-protection-officer',
          decidedAt,
          at: '2026-03-01T07:30:01.000Z',
          reason: 'Case closed',
        },
      }),
    },
  },
  problems: [...decisionProblems, problems['hold-unknown'], problems['hold-lifted']],
} satisfies OperationShape;

export const showHold = {
  summary: 'One hold, with the persons that it names',
  tag,
  params,
  answers: { 200: { description: 'The hold', content: json(wholeHold, whole) } },
  problems: [problems['hold-unknown']],
} satisfies OperationShape;

export const listHolds = {
  summary: 'Holds, the newest first',
  tag,
  query: z.strictObject({
    limit: integerText(1, 500).default(100).meta({ default: 100 }),
    before: uuidText.optional().describe('The "next" of an earlier page'),
    lifted: z
      .enum(['true', 'false'], 'must be true or false')
      .default('false')
      .transform((text) => text === 'true')
      .meta({ type: 'boolean', enum: undefined, default: false })
      .describe('Also those that were lifted'),
  }),
  answers: {
    200: {
      description: 'A page of them',
      content: json(z.object({ holds: z.array(listedHold), next: uuidText.nullable() }), { holds: [listed], next: null }),
    },
  },
} satisfies OperationShape;

export const holdsOfPatient = {
  summary: 'Holds that are on the record of a patient',
  description:
    'In force, by what is known now: records that were merged are one person. While there is one, nothing of the record is destroyed.',
  tag,
  params: z.object({ patientId: uuidText }),
  answers: {
    200: {
      description: 'Those; none: the record is under no hold',
      content: json(z.object({ patientId: uuidText, holds: z.array(listedHold) }), { patientId, holds: [listed] }),
    },
  },
} satisfies OperationShape;
