import { integerText, json, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { forgeries } from '@everchart/stream';
import { problems } from './problems.js';

const instant = z.iso.datetime();
const patientId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const eventId = '01980c60-0000-7000-8000-000000000007';

const stoppedStream = z
  .object({
    stream: z.string().describe('Id of the patient; for records that are no events their key, <organisation>/<shard>'),
    reason: z
      .enum(['gap', 'poison', 'fork'])
      .describe('gap: an event before it is missing; poison: no event, or one that cannot even be noted; fork: the store was restored'),
    code: z.string(),
    since: instant,
    eventId: z.string().optional().describe('At which it stands'),
    streamVersion: z.int().optional(),
    position: z.int().optional(),
    parkedEvents: z.int().describe('Events that wait, that one among them'),
  })
  .meta({ id: 'StoppedStream' });

const unreadableEvent = z
  .object({
    stream: z.string(),
    eventId: z.string(),
    eventType: z.string().describe('"unknown": the event never came'),
    streamVersion: z.int(),
    shard: z.int(),
    position: z.int(),
    recordedAt: instant,
    code: z.string().describe('Why it cannot be applied; never patient data'),
    since: instant,
    triedAt: instant,
    accepted: z
      .object({ by: z.string(), reason: z.string(), at: instant })
      .optional()
      .describe('Present when an operator has accepted that it stays so'),
  })
  .meta({ id: 'UnreadableEvent' });

const forgedRecords = z
  .object({
    topic: z.string(),
    partition: z.int(),
    code: z.enum(forgeries),
    records: z.int(),
    firstOffset: z.int(),
    lastOffset: z.int(),
    since: instant,
    lastAt: instant,
  })
  .meta({ id: 'ForgedRecords' });

const troubles = {
  consumer: z.string(),
  stopped: z.array(stoppedStream).describe('Streams at which the consumer stands: what follows waits'),
  unreadable: z.array(unreadableEvent).describe('Events that could not be applied: what follows was applied. The newest first'),
};

const outcome = z
  .object({
    applied: z.int().describe('Events that have their effects now'),
    accepted: z.int().describe('Events and records that are accepted as they are'),
    unreadable: z.int().describe('Events of the stream that are unreadable and not accepted'),
    stopped: z.array(stoppedStream),
  })
  .meta({ id: 'StreamOutcome' });

const unreadableExample = {
  stream: patientId,
  eventId,
  eventType: 'observation.recorded',
  streamVersion: 7,
  shard: 0,
  position: 4211,
  recordedAt: '2026-03-01T07:31:12.004Z',
  code: 'key-missing',
  since: '2026-03-01T07:31:13.000Z',
  triedAt: '2026-03-01T07:31:13.000Z',
};
const troublesExample = { consumer: 'timeline-v1', stopped: [], unreadable: [unreadableExample] };

const ofConsumer = {
  consumer: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional()
    .describe('Of this consumer of the service, as of a version of its projection; else the one that reads of the organisation go by'),
};

export const listStreams = {
  summary: 'Streams that wait, and events that cannot be applied',
  tag: 'streams',
  query: z.strictObject({
    ...ofConsumer,
    limit: integerText(1, 1000).default(100).meta({ default: 100 }).describe('Of each list'),
    accepted: z
      .enum(['true', 'false'])
      .default('false')
      .transform((text) => text === 'true')
      .meta({ type: 'boolean', enum: undefined, default: false })
      .describe('Also the events that an operator has accepted as unreadable'),
  }),
  answers: {
    200: {
      description: 'Those of the organisation',
      content: json(
        z.object({
          ...troubles,
          unreadableEvents: z.int().describe('How many there are that nobody has accepted'),
          forged: z
            .array(forgedRecords)
            .describe(
              'Records of the topics, of no organisation, that no writer has signed: dropped. Of the last day; with "accepted" all',
            ),
        }),
        { ...troublesExample, unreadableEvents: 1, forged: [] },
      ),
    },
  },
  problems: [problems['consumer-unknown']],
} satisfies OperationShape;

const ofStream = {
  tag: 'streams',
  params: z.object({ stream: z.string().min(1).max(300) }),
};

export const showStream = {
  ...ofStream,
  summary: 'What is wrong with one stream, and what operators have done about it',
  query: z.strictObject(ofConsumer),
  answers: {
    200: {
      description: 'The stream; both lists are empty when nothing is wrong with it',
      content: json(
        z.object({
          stream: z.string(),
          ...troubles,
          requests: z
            .array(
              z.object({
                action: z.enum(['retry', 'skip']),
                eventId: z.string().optional(),
                reason: z.string().optional(),
                by: z.string(),
                at: instant,
                doneAt: instant.optional().describe('Absent: the consumer has not done it yet'),
              }),
            )
            .describe('The newest first, at most 20'),
        }),
        {
          stream: patientId,
          ...troublesExample,
          requests: [{ action: 'retry', by: 'operator-emil', at: '2026-03-01T08:00:00.000Z', doneAt: '2026-03-01T08:00:01.000Z' }],
        },
      ),
    },
  },
  problems: [problems['consumer-unknown']],
} satisfies OperationShape;

const choice = z.strictObject({
  ...ofConsumer,
  event: z.string().max(100).optional().describe('This unreadable event only; else all of the stream'),
});

const decided = {
  200: { description: 'Done', content: json(outcome, { applied: 1, accepted: 0, unreadable: 0, stopped: [] }) },
  202: {
    description: 'The consumer has not answered within 10 s: it does it when it can. GET the stream to see',
    content: json(z.object({ requested: z.literal(true) }), { requested: true }),
  },
};

export const retryStream = {
  ...ofStream,
  summary: 'Apply again what is unreadable or waits',
  description:
    'When the cause was mended: a newer version of the service, a key that is back, an event that has come. Each event has its effect in its own place.',
  query: choice,
  answers: decided,
  problems: [problems['consumer-unknown'], problems['stream-untroubled'], problems['event-readable'], problems['stream-forked']],
} satisfies OperationShape;

export const skipStream = {
  ...ofStream,
  summary: 'Accept what is unreadable or missing, and let what waits follow',
  description:
    'For good: it is no alarm any more. What was parked behind it is applied. What was made of the patient stays marked as incomplete; records that are no events are dropped.',
  query: choice,
  body: {
    schema: z
      .strictObject({
        reason: z
          .string()
          .trim()
          .min(3, 'must say why, in at least 3 characters')
          .max(500)
          .describe('Why it is accepted: goes on record. No patient data'),
      })
      .meta({ id: 'SkipReason' }),
    example: { reason: 'The key was destroyed at the request of the patient' },
  },
  answers: decided,
  problems: [problems['consumer-unknown'], problems['stream-untroubled'], problems['event-readable'], problems['stream-forked']],
} satisfies OperationShape;
