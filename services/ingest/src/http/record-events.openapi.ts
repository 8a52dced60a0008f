import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { eventExamples, sampleRecorded } from './schemas.openapi.js';

const samplePosition = 'WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ';
const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const positionHeader = {
  'Everchart-Position': {
    description: 'Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here',
    schema: { type: 'string' as const },
    example: samplePosition,
  },
};

const correlationId = '5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11';

const problemExample = (status: number, title: string, code: string, more: Record<string, unknown> = {}) => ({
  type: `urn:everchart:problem:${code}`,
  title,
  status,
  correlationId,
  ...more,
});

function problem(status: number, description: string, code: string, more: Record<string, unknown> = {}): MethodDecorator & ClassDecorator {
  const example = problemExample(status, description, code, more);
  return ApiResponse({ status, description, content: { 'application/problem+json': { schema: schema('Problem'), example } } });
}

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' as const, minimum: 1 }, example: 1 },
};

/** Passes by itself: the same may be sent again after the time, with the same ids. */
function passing(
  status: number,
  description: string,
  examples: readonly ReturnType<typeof problemExample>[],
): MethodDecorator & ClassDecorator {
  return ApiResponse({
    status,
    description,
    headers: retryAfter,
    content: {
      'application/problem+json': {
        schema: schema('Problem'),
        examples: Object.fromEntries(examples.map((value) => [value.type.replace('urn:everchart:problem:', ''), { value }])),
      },
    },
  });
}

const deviceClockFault = {
  pointer: '/headers/everchart-device-time',
  message: "says that the device's clock is off by 2880 minutes (behind): set it right and send again",
};

export const DescribeRecordEvents = (): ClassDecorator =>
  applyDecorators(
    ApiTags('recording'),
    ApiParam({ name: 'org', description: 'Organisation of the token', schema: { type: 'string' } }),
    ApiHeader({ name: 'X-Correlation-Id', required: false, description: 'UUID; answered again' }),
    ApiHeader({
      name: 'Everchart-Device-Time',
      required: false,
      description:
        "The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.",
      schema: { type: 'string', format: 'date-time' },
      example: '2026-03-01T08:31:12.482+01:00',
    }),
    problem(400, 'The body is not JSON', 'json-malformed'),
    problem(401, 'A bearer token is needed', 'not-authenticated'),
    problem(403, 'The token is for another organisation, or lacks a role', 'organisation-forbidden'),
    problem(408, 'The body came too slowly', 'request-timeout'),
    problem(413, 'The body is too large', 'body-too-large', { detail: 'At most 1048576 bytes are taken here. Send less at once.' }),
    problem(415, 'Bodies of this media type are not taken here, or it is compressed', 'media-type-unsupported'),
    passing(429, 'More events than the organisation or this client may send; nothing was recorded', [
      problemExample(429, 'This client sends more than it may', 'rate-limited', { limit: 'client' }),
    ]),
    passing(503, 'The events cannot be recorded right now; send them again, with the same ids', [
      problemExample(503, 'The record cannot be written right now', 'store-unavailable'),
      problemExample(503, 'Too many events are waiting to be recorded', 'recording-overloaded'),
    ]),
  );

export const DescribeRecordOne = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Record one event of a patient',
      description:
        'Answered when the event is on disk. The first event of a record is patient.registered. If-Match makes the event depend on the version of the record that the writer has seen.',
    }),
    ApiParam({ name: 'patientId', schema: { type: 'string', format: 'uuid' } }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'ETag of the record as the writer saw it',
      schema: { type: 'string' },
      example: 'W/"6"',
    }),
    ApiBody({ required: true, schema: schema('Event'), examples: eventExamples }),
    ...[[201, 'Recorded'] as const, [200, 'The same event was recorded before: its first answer again'] as const].map(
      ([status, description]) =>
        ApiResponse({
          status,
          description,
          headers: {
            ETag: {
              description: "Version of the patient's record after this event",
              schema: { type: 'string' as const },
              example: 'W/"7"',
            },
            ...positionHeader,
          },
          content: { 'application/json': { schema: schema('Recorded'), example: sampleRecorded } },
        }),
    ),
    problem(404, 'There is no such patient in this organisation', 'patient-not-registered'),
    problem(409, 'Another event was recorded under this id, or the patient is registered already', 'id-conflict'),
    problem(410, "The patient's record was destroyed", 'record-destroyed'),
    problem(412, 'The record has changed since it was read', 'version-conflict', { streamVersion: 7 }),
    problem(422, 'The event has faults', 'event-invalid', {
      faults: [
        { pointer: '/occurredAt', message: 'must not lie in the future' },
        { pointer: '/data/code', message: 'is required' },
      ],
    }),
  );

const batchExample = Object.values(eventExamples)
  .slice(0, 2)
  .map(({ value }) => ({ patientId: '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f', ...value }));

const refusedExample = {
  id: '01980c5e-7d0b-7c44-8a10-55aa3c1d2e3f',
  status: 404,
  problem: {
    type: 'urn:everchart:problem:patient-not-registered',
    title: 'There is no such patient in this organisation',
    status: 404,
  },
};
const resultExamples = [
  { ...sampleRecorded, late: true, outcome: 'created', status: 201 },
  { ...refusedExample, outcome: 'refused' },
];
const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** 409 and 422 of a batch of all or none, and 422 of a batch that cannot be read as one. */
function batchProblem(status: number, description: string, others: Record<string, { value: unknown }> = {}): MethodDecorator {
  const refused = problemExample(status, 'The batch was refused as a whole', 'batch-refused', {
    detail: 'All or none was asked for, and these events were not accepted: nothing was recorded.',
    problems: [
      status === 422
        ? {
            index: 1,
            id: refusedExample.id,
            status: 422,
            problem: {
              type: 'urn:everchart:problem:event-invalid',
              title: 'The event has faults',
              status: 422,
              faults: [{ pointer: '/data/text', message: 'is required' }],
            },
          }
        : { index: 1, ...refusedExample },
    ],
  });
  return ApiResponse({
    status,
    description,
    content: {
      'application/problem+json': {
        schema: { anyOf: [schema('BatchRefused'), schema('Problem')] },
        examples: { 'batch-refused': { value: refused }, ...others },
      },
    },
  });
}

export const DescribeRecordBatch = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Record up to 1,000 events of any patients',
      description:
        'For devices that were out of reach and for imports: a JSON array, an object with the array `events`, or one event per line (NDJSON), of 8 MiB at most. Events are recorded in the given order, and each has its own outcome: one that is refused does not touch the others, unless atomic=true asks for all or none. A batch whose answer was lost is sent again as it was: what was recorded is answered as a duplicate. Over slow lines send smaller batches: a body may take 15 seconds, and must come at 8 KiB/s if it takes longer.',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { oneOf: [schema('Batch'), schema('BatchArray')] },
            examples: {
              batch: { summary: 'Events of one round', value: { events: batchExample } },
              array: { summary: 'The same as an array', value: batchExample },
            },
          },
          'application/x-ndjson': {
            schema: schema('BatchLines'),
            examples: { lines: { summary: 'The same, one per line', value: lines(batchExample) } },
          },
        },
      },
    }),
    ApiQuery({
      name: 'atomic',
      required: false,
      description: 'true: all events are recorded, or none and the answer is 409 or 422 with what each was refused for',
      schema: { type: 'boolean', default: false },
    }),
    ApiHeader({
      name: 'Accept',
      required: false,
      description: 'application/x-ndjson: one result per line',
      schema: { type: 'string', enum: ['application/json', 'application/x-ndjson'] },
    }),
    ApiResponse({
      status: 200,
      description: 'One result per event; of a batch of all or none, each is created or duplicate',
      headers: positionHeader,
      content: {
        'application/json': { schema: schema('BatchResults'), example: { results: resultExamples } },
        'application/x-ndjson': { schema: schema('BatchResultLines'), example: lines(resultExamples) },
      },
    }),
    batchProblem(409, 'Of a batch of all or none: the record does not allow every event; nothing was recorded'),
    batchProblem(422, 'The request has faults, or, of a batch of all or none, an event has; nothing was recorded', {
      'batch-invalid': {
        value: problemExample(422, 'The batch has faults', 'batch-invalid', {
          faults: [{ pointer: '/events', message: 'must hold 1 to 1000 events' }],
        }),
      },
      'parameter-invalid': {
        value: problemExample(422, 'The request has faults', 'parameter-invalid', {
          faults: [{ pointer: '/query/atomic', message: 'must be true or false' }, deviceClockFault],
        }),
      },
    }),
  );
