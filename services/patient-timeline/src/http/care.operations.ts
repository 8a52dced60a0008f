import { json, uuidText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { isAccessCursor } from '../application/accesses.reader.js';
import { reviewOutcomes } from '../infrastructure/care.store.js';
import { problems } from './problems.js';

const instant = z.iso.datetime({ offset: true });
const patientId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const emergencyId = '01980c60-0000-7000-8000-00000000000e';

const review = z.object({ by: z.string(), at: instant, outcome: z.enum(reviewOutcomes), note: z.string().nullable() });
const emergency = z
  .object({
    emergencyId: uuidText,
    patientId: uuidText,
    actor: z.string(),
    role: z.string(),
    reason: z.object({ code: z.string().describe('Of the list `break-glass-reasons`, or `other`'), text: z.string() }),
    openedAt: instant,
    until: instant,
    kept: z.boolean().describe('Opened while the primary of the database was away, and put on the list when it was back'),
    reviews: z.array(review).describe('The oldest first'),
  })
  .meta({ id: 'Emergency' });

export const listEmergencies = {
  summary: 'What was opened in an emergency',
  description:
    'The newest first. Each is open until a review says `justified` or `not-justified`. What was looked at is in the accesses to the patient, marked with the id of the emergency. One access is put on record for each patient who is named.',
  tag: 'accesses',
  query: z.strictObject({
    limit: z.coerce.number('must be a number').int().min(1).max(500).optional().default(100),
    before: uuidText.optional().describe('The "next" of an earlier page'),
    all: z
      .enum(['true', 'false'], 'must be true or false')
      .optional()
      .transform((text) => text === 'true')
      .describe('`true`: those that were judged, too')
      .meta({ type: 'boolean', enum: undefined, default: false }),
  }),
  answers: {
    200: {
      description: 'A page of them',
      content: json(z.object({ emergencies: z.array(emergency), next: uuidText.nullable() }).meta({ id: 'Emergencies' }), {
        emergencies: [
          {
            emergencyId,
            patientId,
            actor: 'nurse-benedikt',
            role: 'nurse',
            reason: { code: 'emergency', text: 'emergency; found on the floor' },
            openedAt: '2026-03-01T02:00:00.000Z',
            until: '2026-03-01T03:00:00.000Z',
            kept: false,
            reviews: [],
          },
        ],
        next: null,
      }),
    },
  },
  problems: [problems.overloaded, problems['record-unavailable']],
} satisfies OperationShape;

export const reviewEmergency = {
  summary: 'Judges an emergency',
  description: 'By another person than the one who opened it. A later review stands beside the earlier ones.',
  tag: 'accesses',
  body: {
    schema: z
      .strictObject({
        outcome: z.enum(reviewOutcomes),
        note: z.string().trim().min(1).max(2000).optional().describe('Why; no clinical data'),
      })
      .meta({ id: 'EmergencyJudgement' }),
    example: { outcome: 'justified' as const },
  },
  answers: {
    201: {
      description: 'It is on record',
      content: json(z.object({ emergencyId: uuidText, outcome: z.enum(reviewOutcomes) }).meta({ id: 'EmergencyReview' }), {
        emergencyId,
        outcome: 'justified',
      }),
    },
  },
  problems: [problems['emergency-unknown'], problems['emergency-own'], problems.overloaded, problems['record-unavailable']],
} satisfies OperationShape;

const access = z
  .object({
    accessId: z.string().describe('Also taken by `asServed` of summary and timeline'),
    service: z.string(),
    at: instant,
    words: z.string().describe('The same in a sentence'),
    actor: z.string(),
    role: z.string(),
    purpose: z.string(),
    operation: z.string(),
    outcome: z.enum(['granted', 'denied']),
    status: z.int(),
    served: z.object({ position: z.string().optional(), streamVersion: z.int().optional() }).optional().describe('Which state was shown'),
    emergency: z
      .object({
        id: uuidText,
        reason: z.object({ code: z.string(), text: z.string() }),
        until: instant,
        kept: z.object({ openedAt: instant }).optional().describe('Opened while the primary of the database was away'),
      })
      .optional(),
  })
  .meta({ id: 'PatientAccess' });

export const readAccesses = {
  summary: 'Who looked at a record, when and why',
  description:
    'Accesses that all services have put on record for the patient, the newest first: reads of the timeline, disclosures to other systems, refusals. `covers` says what is not among them. This read is an access, too.',
  tag: 'accesses',
  query: z.strictObject({
    limit: z.coerce.number('must be a number').int().min(1).max(500).optional().default(100),
    before: z.string().max(200).refine(isAccessCursor, 'must be the "next" of an earlier page').optional(),
  }),
  answers: {
    200: {
      description: 'A page of them',
      content: json(
        z
          .object({
            patientId: uuidText,
            asOf: instant.nullable().describe('Accesses that were published before are in; null before the first contact with the stream'),
            accesses: z.array(access),
            destroyedYears: z
              .array(
                z.object({
                  year: z.int(),
                  destroyedAt: instant.optional(),
                  dueOn: z.iso.date().optional(),
                  rule: z.record(z.string(), z.unknown()).optional().describe('By which the duty to keep them ended'),
                  destroyedBy: z.string().optional().describe('The event retention.destroyed'),
                }),
              )
              .describe(
                'Years whose accesses were destroyed at the end of their retention: when and why, where those to all patients were',
              ),
            covers: z.array(z.string()).describe('In words: what is here, and what stands elsewhere'),
            next: z.string().nullable(),
          })
          .meta({ id: 'PatientAccesses' }),
        {
          patientId,
          asOf: '2026-03-01T08:00:00.000Z',
          accesses: [
            {
              accessId: `${emergencyId}.0`,
              service: 'patient-timeline',
              at: '2026-03-01T02:00:00.000Z',
              words:
                'On 2026-03-01 at 02:00 (UTC): A nurse (nurse-benedikt) read the summary of the record, for treatment and care. (where the record is read)',
              actor: 'nurse-benedikt',
              role: 'nurse',
              purpose: 'TREAT',
              operation: 'summary.read',
              outcome: 'granted',
              status: 200,
              served: { streamVersion: 42 },
            },
          ],
          destroyedYears: [],
          covers: [],
          next: null,
        },
      ),
    },
  },
  problems: [problems['patient-unknown'], problems['accesses-unavailable'], problems.overloaded, problems['record-unavailable']],
} satisfies OperationShape;
