import { integerText, json, uuidText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { deliveryStates } from '../infrastructure/destination.repository.js';
import { destinationId } from './destinations.operations.js';
import { problems } from './problems.js';

const state = z.enum(deliveryStates);
const instant = z.iso.datetime();

const delivery = z
  .object({
    destination: z.string(),
    controlId: z.string().describe('MSH-10, the same at every attempt'),
    messageType: z.string().describe('Such as ORU^R01'),
    eventId: uuidText,
    eventType: z.string(),
    patientId: uuidText,
    state,
    attempts: z.int(),
    answerCode: z.string().nullable().describe('MSA-1 of the last answer'),
    reason: z.string().nullable().describe('Code of what kept it from being delivered'),
    decision: z
      .enum(['hold', 'discard'])
      .nullable()
      .describe('Made while it is being sent: done when the attempt ends, unless it is acknowledged'),
    createdAt: instant,
    dueAt: instant.describe('Not tried before'),
    lastAttemptAt: instant.nullable(),
    settledAt: instant.nullable().describe('Delivered or given up'),
  })
  .meta({ id: 'Delivery' });

const sample = {
  destination: 'city-hospital',
  controlId: '7QK2M9X4T1B8VZC03DNE',
  messageType: 'ORU^R01',
  eventId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
  eventType: 'observation.recorded',
  patientId: '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f',
  state: 'held',
  attempts: 1,
  answerCode: 'AE',
  reason: 'refused-AE-101',
  decision: null,
  createdAt: '2026-03-01T08:00:00.000Z',
  dueAt: '2026-03-01T08:00:00.000Z',
  lastAttemptAt: '2026-03-01T08:00:01.000Z',
  settledAt: null,
};

/** The place of a page: opaque to clients. */
export function encodeCursor(sequence: bigint): string {
  return Buffer.from(`d1.${sequence}`).toString('base64url');
}

const cursor = z.string('must be the "next" of an earlier page').transform((text, context) => {
  const digits = /^d1\.(\d{1,18})$/.exec(Buffer.from(text, 'base64url').toString())?.[1];
  if (digits !== undefined) return BigInt(digits);
  context.addIssue('must be the "next" of an earlier page');
  return z.NEVER;
});

export const listDeliveries = {
  summary: 'Messages and what became of them',
  description: 'In the order of queueing, by pages. The messages themselves are not shown.',
  tag: 'deliveries',
  query: z.strictObject({
    state: state.optional(),
    destination: destinationId.optional(),
    cursor: cursor.optional().describe('The "next" of the page before'),
    limit: integerText(1, 500).default(100).meta({ default: 100 }),
  }),
  answers: {
    200: {
      description: 'A page; "next" is null on the last',
      content: json(z.object({ deliveries: z.array(delivery), next: z.string().nullable() }), { deliveries: [sample], next: null }),
    },
  },
} satisfies OperationShape;

const decided = z.object({ destination: delivery.shape.destination, controlId: delivery.shape.controlId, state }).meta({ id: 'Decided' });

const decide = {
  tag: 'deliveries',
  params: z.object({
    destination: destinationId,
    controlId: z.string().regex(/^[0-9A-Z]{1,20}$/, 'must be the control id of a message'),
  }),
  problems: [problems['delivery-unknown'], problems['destination-unknown'], problems['delivery-not-waiting']],
};
const done = (became: string) => ({
  200: {
    description: 'Done',
    content: json(decided, { destination: sample.destination, controlId: sample.controlId, state: became }),
  },
});

const whileSent = ' What is being sent just now stays in that state until the attempt ends';

export const holdDelivery = {
  ...decide,
  summary: 'Hold a message that waits',
  description: `It waits until it is retried or discarded, and the later messages of the patient behind it.${whileSent}, and is then held unless it was acknowledged.`,
  answers: done('held'),
} satisfies OperationShape;

export const retryDelivery = {
  ...decide,
  summary: 'Send a message now, in whatever state it waits, or one that was given up',
  description: `It takes its place in the queue again, without waiting for its next attempt, and its attempts are counted anew; one that was given up may now come after later messages of the patient.${whileSent}; a decision to hold or discard it is taken back.`,
  answers: done('queued'),
} satisfies OperationShape;

export const discardDelivery = {
  ...decide,
  summary: 'Give a message up, in whatever state it waits',
  description: `The later messages of the patient go on. It can be sent later with retry.${whileSent}, and is then given up unless it was acknowledged.`,
  answers: done('dead'),
} satisfies OperationShape;

export const retryHeldDeliveries = {
  tag: 'deliveries',
  params: z.object({ destination: destinationId }),
  query: z.strictObject({
    reason: z.string().max(100).optional().describe('Only those that are held for this reason, such as no-answer'),
    limit: integerText(1, 500).default(500).meta({ default: 500 }),
  }),
  problems: [problems['destination-unknown']],
  summary: 'Send again what is held, in the order of queueing',
  description:
    'After a destination was mended: as many as the limit allows at once; "more" says that others are held. Each is put on record as a decision about its patient.',
  answers: {
    200: {
      description: 'Done',
      content: json(z.object({ retried: z.int(), more: z.boolean() }).meta({ id: 'HeldRetried' }), { retried: 17, more: false }),
    },
  },
} satisfies OperationShape;
