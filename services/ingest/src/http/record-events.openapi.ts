import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
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

function problem(status: number, description: string, code: string, more: Record<string, unknown> = {}): MethodDecorator & ClassDecorator {
  const example = {
    type: `urn:everchart:problem:${code}`,
    title: description,
    status,
    correlationId: '5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11',
    ...more,
  };
  return ApiResponse({ status, description, content: { 'application/problem+json': { schema: schema('Problem'), example } } });
}

export const DescribeRecordEvents = (): ClassDecorator =>
  applyDecorators(
    ApiTags('recording'),
    ApiParam({ name: 'org', description: 'Organisation of the token', schema: { type: 'string' } }),
    ApiHeader({ name: 'X-Correlation-Id', required: false, description: 'UUID; answered again' }),
    problem(400, 'The body is not JSON', 'json-malformed'),
    problem(401, 'A bearer token is needed', 'not-authenticated'),
    problem(403, 'The token is for another organisation, or lacks a role', 'organisation-forbidden'),
    problem(
      503,
      'The events cannot be recorded right now; Retry-After says when to send them again, with the same ids',
      'store-unavailable',
    ),
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

export const DescribeRecordBatch = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Record up to 1,000 events of any patients',
      description:
        'For devices that were out of reach and for imports. Events are recorded in the given order, and each has its own outcome: one that is refused does not touch the others.',
    }),
    ApiBody({
      required: true,
      schema: schema('Batch'),
      examples: {
        batch: {
          summary: 'Events of one round',
          value: {
            events: Object.values(eventExamples)
              .slice(0, 2)
              .map(({ value }) => ({ patientId: '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f', ...value })),
          },
        },
      },
    }),
    ApiResponse({
      status: 200,
      description: 'One result per event',
      headers: positionHeader,
      content: {
        'application/json': {
          schema: schema('BatchResults'),
          example: {
            results: [
              { ...sampleRecorded, outcome: 'created', status: 201 },
              {
                id: '01980c5e-7d0b-7c44-8a10-55aa3c1d2e3f',
                outcome: 'refused',
                status: 404,
                problem: {
                  type: 'urn:everchart:problem:patient-not-registered',
                  title: 'There is no such patient in this organisation',
                  status: 404,
                },
              },
            ],
          },
        },
      },
    }),
    problem(422, 'The batch has faults', 'batch-invalid', { faults: [{ pointer: '/events', message: 'must hold 1 to 1000 events' }] }),
  );
