import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { defaultLimit, longestPage } from './read-request.js';
import { summarySchema, summarySchemas } from './summary.schemas.js';

const patientId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const position = 'WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0';

const code = (system: string, value: string, text: string) => ({ text, coding: [{ system, code: value, display: text }] });
const heartRate = code('http://loinc.org', '8867-4', 'Heart rate');

const frame = {
  patientId: { type: 'string', format: 'uuid' },
  streamVersion: {
    type: 'integer',
    description: "Version of the patient's stream that is shown; the ETag, to be sent as If-Match when recording",
  },
  position: { type: 'string', description: 'Also in Everchart-Position: send it as Everchart-At-Least to see nothing older' },
  stale: { type: 'boolean', description: 'What is shown may be older than what was recorded' },
  staleReason: {
    type: 'string',
    description:
      '"behind", "building" while the service builds its records anew, or "stopped:<reason>:<code>" when the record waits for an operator',
  },
} as const;

/** JSON Schemas of the answers. */
export const schemas: Readonly<Record<string, object>> = {
  ...summarySchemas,
  PatientSummary: {
    type: 'object',
    required: ['patientId', 'streamVersion', 'stale', 'lastRecordedAt', 'summary'],
    properties: {
      ...frame,
      lastRecordedAt: { type: 'string', format: 'date-time', description: 'When the last event shown was recorded' },
      summary: summarySchema,
    },
  },
  TimelinePage: {
    type: 'object',
    required: ['patientId', 'streamVersion', 'stale', 'entries', 'next'],
    properties: {
      ...frame,
      entries: { type: 'array', items: { $ref: '#/components/schemas/TimelineEntry' } },
      next: { type: ['string', 'null'], description: 'Send it as cursor for the next, older page; null on the last' },
    },
  },
  TimelineEntry: {
    type: 'object',
    required: ['id', 'type', 'schemaVersion', 'streamVersion', 'occurredAt', 'recordedAt', 'actor', 'actorRole', 'data'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      type: { type: 'string' },
      schemaVersion: { type: 'integer', description: 'Version it was recorded under; data is in the newest version' },
      streamVersion: { type: 'integer' },
      occurredAt: { type: 'string', format: 'date-time', description: 'When it happened, as stated, or as an amendment corrects it' },
      recordedAt: { type: 'string', format: 'date-time' },
      late: { type: 'boolean', description: 'Present when it was recorded more than an hour after it happened' },
      actor: { type: 'string' },
      actorRole: { type: 'string' },
      facility: { type: 'string' },
      struck: {
        type: 'object',
        description: 'Present when the entry was struck: it stays readable and has no effect',
        required: ['by', 'reason', 'at'],
        properties: {
          by: { type: 'string', format: 'uuid', description: 'The entry that strikes it' },
          reason: { type: 'string' },
          at: { type: 'string', format: 'date-time', description: 'When it was struck' },
          movedTo: {
            type: 'object',
            description: 'Present when it belongs to another patient: the copy there',
            required: ['patientId', 'entryId'],
            properties: { patientId: { type: 'string', format: 'uuid' }, entryId: { type: 'string', format: 'uuid' } },
          },
        },
      },
      amended: {
        type: 'object',
        description: 'Present when the entry was amended: data and occurredAt are the corrected ones, and the summary follows them',
        required: ['by', 'reason', 'at', 'original'],
        properties: {
          by: { type: 'string', format: 'uuid', description: 'The entry that amends it; of several the newest' },
          reason: { type: 'string' },
          at: { type: 'string', format: 'date-time', description: 'When it was amended' },
          original: {
            type: 'object',
            description: 'As recorded first',
            required: ['occurredAt', 'data'],
            properties: { occurredAt: { type: 'string', format: 'date-time' }, data: {} },
          },
        },
      },
      data: { description: 'The data that counts: as recorded, or as amended' },
    },
  },
};

const entry = (n: string): string => `01980c60-0000-7000-8000-${n.padStart(12, '0')}`;
const origin = (n: string, occurredAt: string) => ({ entryId: entry(n), occurredAt });
const amlodipine = code('http://www.whocc.no/atc', 'C08CA01', 'Amlodipine 5 mg');
const tablet = { value: 1, unit: 'tablet', code: '{tbl}' };

const summaryExample = {
  patientId,
  streamVersion: 42,
  position,
  stale: false,
  lastRecordedAt: '2026-03-01T07:31:12.004211Z',
  summary: {
    identity: { birthDate: '1941-03', gender: 'female', identifiers: [], name: { family: 'Keller', given: ['Anna'] } },
    replacedBy: null,
    replaces: [],
    deceased: null,
    currentStay: { stayId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c99', class: 'residential', location: { unit: 'Garden', room: '14' }, admittedAt: '2026-02-11T10:00:00+01:00', entryId: entry('2'), transfer: { from: { unit: 'Garden', room: '12' }, ...origin('4', '2026-02-20T14:00:00+01:00') } },
    allergies: [{ substance: { text: 'Penicillin' }, criticality: 'high', clinicalStatus: 'active', verification: 'confirmed', ...origin('3', '2026-02-11T10:20:00+01:00') }],
    flags: [{ flagId: entry('9'), colour: 'red', reason: 'Hip pain after a fall', raisedAt: '2026-03-01T07:05:00+01:00', changedAt: '2026-03-01T08:20:00+01:00', entryId: entry('a'), acknowledged: { by: 'nurse-benedikt', note: 'Physician called', at: '2026-03-01T08:25:00+01:00', entryId: entry('d') } }],
    incidents: [{ incidentId: entry('8'), category: 'fall', description: 'Found beside the bed', reportedBy: 'carer-anna', severity: 'low', ...origin('8', '2026-03-01T07:00:00+01:00') }],
    preferences: [],
    problems: [],
    plan: [{ title: 'Walk to the garden daily', status: 'active', lastTask: { code: { text: 'Walk' }, outcome: 'done', by: 'carer-anna', ...origin('7', '2026-02-28T15:00:00+01:00') }, ...origin('5', '2026-02-12T09:00:00+01:00') }],
    tasks: [{ code: { text: 'Walk' }, outcome: 'done', instructionId: entry('5'), by: 'carer-anna', ...origin('7', '2026-02-28T15:00:00+01:00') }],
    prescriptions: [{ prescriptionId: entry('6'), medication: amlodipine, dose: tablet, schedule: { times: ['08:00'], timeZone: 'Europe/Rome' }, prescribedBy: 'nurse-benedikt', lastGiven: { dose: tablet, scheduledAt: '2026-02-28T08:00:00+01:00', by: 'carer-anna', ...origin('c', '2026-02-28T08:05:00+01:00') }, dueTimes: [{ scheduledAt: '2026-02-28T08:00:00+01:00', outcome: 'given', ...origin('c', '2026-02-28T08:05:00+01:00') }], ...origin('6', '2026-02-12T11:00:00+01:00') }],
    medication: [{ medication: amlodipine, dose: tablet, scheduledAt: '2026-02-28T08:00:00+01:00', prescriptionId: entry('6'), ...origin('c', '2026-02-28T08:05:00+01:00') }],
    notGiven: [],
    vitalSigns: [{ code: heartRate, category: 'vital-signs', valueQuantity: { value: 82, unit: '/min', code: '/min' }, ...origin('b', '2026-03-01T08:30:00+01:00') }],
    observations: [{ code: code('http://loinc.org', '72514-3', 'Pain severity'), category: 'pain', valueInteger: 6, ...origin('e', '2026-03-01T08:30:00+01:00') }],
    consents: [],
    documents: [],
    counts: { byType: { 'medication.administered': 1, 'observation.recorded': 31, 'patient.registered': 1 }, struck: 1, unread: 0 },
  },
}; // prettier-ignore

const timelineExample = {
  patientId,
  streamVersion: 42,
  position,
  stale: false,
  entries: [
    {
      id: entry('b'),
      type: 'observation.recorded',
      schemaVersion: 1,
      streamVersion: 42,
      occurredAt: '2026-03-01T08:30:00+01:00',
      recordedAt: '2026-03-01T07:31:12.004211Z',
      actor: 'carer-anna',
      actorRole: 'carer',
      data: { code: heartRate, category: 'vital-signs', valueQuantity: { value: 82, unit: '/min', code: '/min' } },
    },
    {
      id: entry('f'),
      type: 'observation.recorded',
      schemaVersion: 1,
      streamVersion: 40,
      occurredAt: '2026-03-01T06:30:00+01:00',
      recordedAt: '2026-03-01T07:29:40.310002Z',
      late: true,
      actor: 'carer-anna',
      actorRole: 'carer',
      struck: { by: entry('10'), reason: 'entered-in-error', at: '2026-03-01T07:30:02.100000Z' },
      data: { code: heartRate, category: 'vital-signs', valueQuantity: { value: 820, unit: '/min', code: '/min' } },
    },
    {
      id: entry('11'),
      type: 'note.written',
      schemaVersion: 1,
      streamVersion: 38,
      occurredAt: '2026-03-01T06:15:00+01:00',
      recordedAt: '2026-03-01T05:20:11.482913Z',
      actor: 'carer-anna',
      actorRole: 'carer',
      amended: {
        by: entry('12'),
        reason: 'Written in haste',
        at: '2026-03-01T05:41:00.118402Z',
        original: { occurredAt: '2026-03-01T06:15:00+01:00', data: { kind: 'progress', text: 'Slpet well' } },
      },
      data: { kind: 'progress', text: 'Slept well' },
    },
  ],
  next: 'WzEsIjIwMjYtMDMtMDFUMDU6MTU6MDAuMDAwMDAwWiIsMzhd',
};

const answerHeaders = {
  'Everchart-Position': { description: 'Place of the state shown', schema: { type: 'string' as const } },
  'Everchart-Stale': { description: '`true` when what is shown may be older than what was recorded', schema: { type: 'string' as const } },
  ETag: { description: 'W/"<streamVersion>"', schema: { type: 'string' as const } },
};

const answer = (schema: string, description: string, example: object) =>
  ApiResponse({
    status: 200,
    description,
    headers: answerHeaders,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` }, example } },
  });

const refusal = (status: number, description: string, problem: string) =>
  ApiResponse({
    status,
    description,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        example: {
          type: `urn:everchart:problem:${problem}`,
          title: description,
          status,
          correlationId: '5f0c2c8e-3b1c-4c3f-8a55-0d8b5d0a6f10',
        },
      },
    },
  });

export const DescribePatients = (): ClassDecorator =>
  applyDecorators(
    ApiTags('patients'),
    ApiParam({ name: 'org', description: "Organisation: the token's", schema: { type: 'string' }, example: 'home' }),
    ApiParam({ name: 'patientId', schema: { type: 'string', format: 'uuid' }, example: patientId }),
    ApiHeader({
      name: 'Everchart-At-Least',
      description: 'A position from an earlier answer: the state shown includes it',
      example: position,
    }),
    ApiHeader({
      name: 'Everchart-At-Least-Wait-Ms',
      description: 'Milliseconds to wait for it at most, if shorter than the service would',
      schema: { type: 'integer' },
    }),
    ApiHeader({
      name: 'Everchart-Allow-Stale',
      description: '`true`: rather an older state, marked, than none',
      schema: { type: 'boolean' },
    }),
    ApiHeader({
      name: 'Everchart-Purpose',
      description: 'Purpose of use (HL7 PurposeOfUse), goes on record',
      schema: { type: 'string', default: 'TREAT' },
    }),
    ApiHeader({ name: 'X-Correlation-Id', schema: { type: 'string', format: 'uuid' } }),
    refusal(400, 'Everchart-At-Least is no position, or of another organisation or store', 'position-unknown'),
    refusal(401, 'A bearer token is needed', 'not-authenticated'),
    refusal(403, 'The token is for another organisation, or a role is missing', 'organisation-forbidden'),
    refusal(404, 'There is no such patient here', 'patient-unknown'),
    refusal(409, 'Everchart-At-Least is from before the store was restored', 'position-from-before-restore'),
    refusal(
      503,
      'Not in time: the position is not reached yet (not-yet-fresh), the access cannot be put on record (access-not-recorded), or the record waits (record-stopped)',
      'not-yet-fresh',
    ),
  );

export const DescribeSummary = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Summary of a patient',
      description: 'What is needed at the bedside, on one page. The access is on record before the answer leaves.',
    }),
    answer('PatientSummary', 'The summary', summaryExample),
  );

export const DescribeTimeline = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Timeline of a patient',
      description:
        'What happened, newest first by when it happened, struck entries included and marked. The access is on record before the answer leaves.',
    }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: longestPage, default: defaultLimit } }),
    ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before', schema: { type: 'string' } }),
    ApiQuery({
      name: 'type',
      required: false,
      description: 'Event types, repeated or comma-separated',
      schema: { type: 'string' },
      example: 'note.written,flag.raised',
    }),
    ApiQuery({ name: 'from', required: false, description: 'Happened at or after', schema: { type: 'string', format: 'date-time' } }),
    ApiQuery({ name: 'to', required: false, description: 'Happened before', schema: { type: 'string', format: 'date-time' } }),
    answer('TimelinePage', 'A page of the timeline', timelineExample),
  );
