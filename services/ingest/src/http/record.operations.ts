import { clinicalEventTypes } from '@everchart/contracts-clinical';
import {
  json,
  problemJson,
  problemOneOf,
  uuidText,
  sharedProblems,
  type HeaderShape,
  type Media,
  type OperationShape,
  type ProblemForm,
  type ProblemKind,
} from '@everchart/platform';
import { instantPattern } from '@everchart/primitives';
import { z } from 'zod';
import { eventEnvelope } from '../domain/event.envelope.js';
import { ndjsonType } from './ndjson.js';
import { batchProblems, eventProblems, passingProblems, storeProblems, valuesOf } from './problems.js';

/** Events per batch at most. */
export const batchMax = 1000;
/** Bytes of a batch at most. */
export const batchBytesMax = 8 * 1024 * 1024;

const patientId = '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f';
const sampleRecorded = {
  id: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
  streamVersion: 7,
  position: 4211,
  chain: '5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6',
  recordedAt: '2026-03-01T07:31:12.482913Z',
};

/** The types' own examples as requests. */
const eventExamples = Object.fromEntries(
  clinicalEventTypes.map(({ type, version, example }) => [
    `${type}.v${version}`,
    {
      summary: type,
      value: { id: sampleRecorded.id, type, schemaVersion: version, occurredAt: '2026-03-01T08:30:00+01:00', data: example },
    },
  ]),
);

const event = eventEnvelope.omit({ patientId: true, ifMatch: true }).meta({ id: 'Event' });
const batchEvent = eventEnvelope.meta({ id: 'BatchEvent' });

const streamVersion = z.int().min(1);
const recordedMembers = {
  id: uuidText,
  streamVersion: streamVersion.describe('Version of the record after this event; the ETag'),
  position: z.int().min(1).describe('Place in the sequence of the organisation'),
  chain: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe(
      'Hash chain of the organisation up to this event. Kept, it is evidence of what was acknowledged: everchart shard verify --receipt',
    ),
  recordedAt: z.iso.datetime().describe('When it was committed (UTC, microseconds)'),
  late: z
    .literal(true)
    .optional()
    .describe('Present when it was recorded more than an hour after it happened: accepted, and shown as late'),
};
const recorded = z.object(recordedMembers).meta({ id: 'Recorded' });

const status = z.int().describe('What the event would have been answered with on its own');
/** What an item of a batch can be refused for, beside what its rules say. */
const problemsOfItems = [
  storeProblems['event-not-storable'],
  storeProblems['group-across-shards'],
  sharedProblems['access-not-recorded'],
  sharedProblems['internal-error'],
];
const recordedItem = z
  .object({
    ...recordedMembers,
    outcome: z.enum(['created', 'duplicate']).describe('duplicate: the same event was recorded before; its first answer again'),
    status,
  })
  .meta({ id: 'RecordedItem' });
const deviceTime = z
  .string()
  .optional()
  .describe(
    "The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.",
  )
  .meta({ format: 'date-time', pattern: instantPattern, examples: ['2026-03-01T08:31:12.482+01:00'] });
export const deviceTimeHeader = { 'everchart-device-time': deviceTime };

export const positionHeader: Record<string, HeaderShape> = {
  'Everchart-Position': {
    description: 'Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here',
    example: 'WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ',
  },
};

const one = {
  headers: { ETag: { description: 'Version of the record after this event', example: 'W/"7"' }, ...positionHeader },
  content: json(recorded, sampleRecorded),
};

/** Of a request that records one event. */
export const oneRecorded = {
  headers: z.object({
    'if-match': z
      .string()
      .optional()
      .describe('ETag of the record as the writer saw it')
      .meta({ examples: ['W/"6"'] }),
    ...deviceTimeHeader,
  }),
  answers: {
    201: { description: 'Recorded', ...one },
    200: { description: 'The same event was recorded before: its first answer again', ...one },
  },
};

export const recordOne = {
  summary: 'Record one event of a patient',
  description:
    'Answered when the event is on disk. The first event of a record is patient.registered. If-Match makes the event depend on the version of the record that the writer has seen.',
  tag: 'recording',
  params: z.object({ patientId: eventEnvelope.shape.patientId }),
  query: z.strictObject({}),
  ...oneRecorded,
  bodies: { 'application/json': { schema: event, examples: eventExamples } },
  problems: valuesOf(eventProblems, storeProblems, passingProblems),
} satisfies OperationShape;

const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Lines, of which each is what the schema says; a name is needed to refer to it. */
const linesOf = (schema: string, description: string, example: readonly unknown[]): Media => ({
  schema: z
    .string()
    .describe(description)
    .meta({ contentMediaType: ndjsonType, contentSchema: { $ref: `#/components/schemas/${schema}` } }),
  example: lines(example),
});

/** What a batch of all or none was refused for is in the answer. */
const batchForm: ProblemForm = {
  ...problemJson,
  schemaOf: (codes) => {
    const { properties, ...schema } = problemJson.schemaOf(codes);
    if (!codes.includes('batch-refused')) return { ...schema, properties };
    return { ...schema, properties: { ...(properties as object), problems: z.toJSONSchema(refusedItems, { io: 'output' }) } };
  },
};
const refusedItems = z
  .array(
    z.object({
      index: z.int().min(0).describe('Place in the batch; blank lines do not count'),
      id: z.string().optional(),
      status,
      problem: z.looseObject({ type: z.string() }),
    }),
  )
  .describe('batch-refused: the events that were not accepted; those that were only kept back by them are not listed');

/** How the events of a kind of stream are sent together. */
interface BatchOf<Event extends z.ZodType> {
  summary: string;
  description: string;
  tag: string;
  /** Of the schemas: `Batch`, `BatchEvent`. */
  name: string;
  event: Event;
  example: readonly unknown[];
  /** What an event of it can be refused for. */
  problems: readonly ProblemKind[];
  refused: ProblemKind;
}

/** A request that records a batch. */
export function batchOperation<Event extends z.ZodType>({ name, event: batched, example, problems, refused, ...texts }: BatchOf<Event>) {
  const refusedItem = z
    .object({
      id: z.string().optional().describe('As it was sent'),
      outcome: z
        .enum(['conflict', 'invalid', 'refused', 'failed'])
        .describe(
          'conflict: the id belongs to another event; invalid: faults in the event; refused: the record does not allow it; failed: this event alone makes the service fail, and the fault is ours',
        ),
      status,
      streamVersion: z.int().min(0).optional().describe('Version of the record that the event was refused for; 0: nothing is recorded'),
      problem: problemOneOf([...problems, ...problemsOfItems]).meta({ id: `${name}EventProblem` }),
    })
    .meta({ id: `${name}RefusedItem` });
  const results = z
    .object({ results: z.array(z.union([recordedItem, refusedItem])).describe('One per event, in the order of the request') })
    .meta({ id: `${name}Results` });
  const resultExamples = [
    { ...sampleRecorded, late: true, outcome: 'created', status: 201 },
    {
      id: '01980c5e-7d0b-7c44-8a10-55aa3c1d2e3f',
      status: refused.status,
      problem: problemJson.exampleOf(refused),
      outcome: 'refused',
    },
  ];
  return {
    ...texts,
    query: z.strictObject({
      atomic: z
        .enum(['true', 'false'], 'must be true or false')
        .optional()
        .transform((text) => text === 'true')
        .describe(
          'true: all events are recorded, or none and the answer is 422 with what each was refused for; of more than 100 events, at least the first five that the record does not allow',
        )
        .meta({ type: 'boolean', enum: undefined, default: false }),
    }),
    headers: z.object({
      ...deviceTimeHeader,
      accept: z
        .string()
        .optional()
        .describe('application/x-ndjson: one result per line')
        .meta({ examples: [ndjsonType] }),
    }),
    bodies: {
      'application/json': {
        schema: z.union([
          z.strictObject({ events: z.array(batched).min(1).max(batchMax) }).meta({ id: name }),
          z
            .array(batched)
            .min(1)
            .max(batchMax)
            .meta({ id: `${name}Array` }),
        ]),
        examples: {
          batch: { summary: 'Several events', value: { events: example } },
          array: { summary: 'The same as an array', value: example },
        },
      },
      [ndjsonType]: linesOf(
        `${name}Event`,
        `One ${name}Event per line, 1 to 1,000 of them, in UTF-8; blank lines are passed over. A line that is not JSON is answered as an invalid event, with its number.`,
        example,
      ),
    },
    answers: {
      200: {
        description: 'One result per event; of a batch of all or none, each is created or duplicate',
        headers: positionHeader,
        content: {
          ...json(results, { results: resultExamples }),
          [ndjsonType]: linesOf(
            'RecordedItem',
            `One result (RecordedItem or ${name}RefusedItem) per line, in the order of the request`,
            resultExamples,
          ),
        },
      },
    },
    problems: valuesOf(batchProblems, storeProblems, passingProblems),
    problemForm: batchForm,
  } satisfies OperationShape;
}

export const recordBatch = batchOperation({
  summary: 'Record up to 1,000 events of any patients',
  description:
    'For devices that were out of reach and for imports: a JSON array, an object with the array `events`, or one event per line (NDJSON), of 8 MiB at most. Events are recorded in the given order, and each has its own outcome: one that is refused does not touch the others, unless atomic=true asks for all or none. A batch whose answer was lost is sent again as it was: what was recorded is answered as a duplicate. Over slow lines send smaller batches: a body may take 15 seconds, and must come at 8 KiB/s if it takes longer.',
  tag: 'recording',
  name: 'Batch',
  event: batchEvent,
  example: Object.values(eventExamples)
    .slice(0, 2)
    .map(({ value }) => ({ patientId, ...value })),
  problems: valuesOf(eventProblems),
  refused: eventProblems['patient-unknown'],
});
