import { clinicalEventTypes } from '@everchart/contracts-clinical';

const uuid = { type: 'string', format: 'uuid' } as const;

const envelope = {
  id: {
    ...uuid,
    description:
      'UUIDv7 made by the client; names this event for ever. Sending the same event again under the same id has no further effect.',
  },
  type: { type: 'string', enum: [...new Set(clinicalEventTypes.map(({ type }) => type))], description: 'What happened' },
  schemaVersion: { type: 'integer', minimum: 1, description: "Version of the type's schema; without it the newest" },
  occurredAt: {
    type: 'string',
    format: 'date-time',
    description:
      "When it happened, with the carer's zone (RFC 3339); stored as stated. Late entries are welcome; more than some minutes ahead is refused, by the device's own clock where Everchart-Device-Time states it.",
  },
  facility: {
    type: 'string',
    maxLength: 64,
    pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]*$',
    description: 'Opaque identifier of the home or ward',
  },
  correlationId: { ...uuid, description: 'Joins events of one action; without it that of the request' },
  causationId: { ...uuid, description: 'The event or message that this one follows from' },
  data: { type: 'object', additionalProperties: true, description: "Valid under the type's schema: see GET /v1/event-types" },
} as const;
const required = ['id', 'type', 'occurredAt', 'data'] as const;

const recorded = {
  id: uuid,
  streamVersion: { type: 'integer', minimum: 1, description: "Version of the patient's record after this event; the ETag" },
  position: { type: 'integer', minimum: 1, description: 'Place in the sequence of the organisation' },
  recordedAt: { type: 'string', format: 'date-time', description: 'When it was committed (UTC, microseconds)' },
} as const;

const late = {
  type: 'boolean',
  enum: [true],
  description: 'Present when it was recorded more than an hour after it happened: accepted, and shown as late',
} as const;

const status = { type: 'integer', description: 'What the event would have been answered with on its own' } as const;

export const sampleRecorded = {
  id: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
  streamVersion: 7,
  position: 4211,
  recordedAt: '2026-03-01T07:31:12.482913Z',
};

/** The types' own examples as requests. */
export const eventExamples: Record<string, { summary: string; value: Record<string, unknown> }> = Object.fromEntries(
  clinicalEventTypes.map(({ type, version, example }) => [
    `${type}.v${version}`,
    {
      summary: type,
      value: { id: sampleRecorded.id, type, schemaVersion: version, occurredAt: '2026-03-01T08:30:00+01:00', data: example },
    },
  ]),
);

const mappingNote = (name: string, schema: object): object => ({
  type: 'object',
  required: [name, 'note'],
  properties: { [name]: schema, note: { type: 'string' } },
});

/** JSON Schemas of requests and answers. */
export const schemas: Readonly<Record<string, object>> = {
  Event: { type: 'object', required, properties: envelope, additionalProperties: false },
  Recorded: { type: 'object', required: Object.keys(recorded), properties: { ...recorded, late } },
  BatchEvent: {
    type: 'object',
    required: ['patientId', ...required],
    properties: {
      patientId: uuid,
      ifMatch: { type: 'string', description: 'Entity tag, as the header If-Match of a single event', examples: ['W/"7"'] },
      ...envelope,
    },
    additionalProperties: false,
  },
  Batch: {
    type: 'object',
    required: ['events'],
    properties: {
      events: {
        type: 'array',
        minItems: 1,
        maxItems: 1000,
        items: { $ref: '#/components/schemas/BatchEvent' },
      },
    },
    additionalProperties: false,
  },
  BatchArray: { type: 'array', minItems: 1, maxItems: 1000, items: { $ref: '#/components/schemas/BatchEvent' } },
  BatchLines: {
    type: 'string',
    description:
      'One BatchEvent per line, 1 to 1,000 of them, in UTF-8; blank lines are passed over. A line that is not JSON is answered as an invalid event, with its number.',
    contentMediaType: 'application/x-ndjson',
    contentSchema: { $ref: '#/components/schemas/BatchEvent' },
  },
  BatchResultLines: {
    type: 'string',
    description: 'One result per line, in the order of the request',
    contentMediaType: 'application/x-ndjson',
    contentSchema: { oneOf: [{ $ref: '#/components/schemas/RecordedItem' }, { $ref: '#/components/schemas/RefusedItem' }] },
  },
  BatchRefused: {
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    type: 'object',
    description: 'Of a batch of all or none: what it was refused for',
    properties: {
      problems: {
        type: 'array',
        description: 'The events that were not accepted; those that were only kept back by them are not listed',
        items: {
          type: 'object',
          required: ['index', 'status', 'problem'],
          properties: {
            index: { type: 'integer', minimum: 0, description: 'Place in the batch; blank lines do not count' },
            id: uuid,
            status,
            problem: { $ref: '#/components/schemas/Problem' },
          },
        },
      },
    },
  },
  BatchResults: {
    type: 'object',
    required: ['results'],
    properties: {
      results: {
        type: 'array',
        description: 'One per event, in the order of the request',
        items: { oneOf: [{ $ref: '#/components/schemas/RecordedItem' }, { $ref: '#/components/schemas/RefusedItem' }] },
      },
    },
  },
  RecordedItem: {
    type: 'object',
    required: [...Object.keys(recorded), 'outcome', 'status'],
    properties: {
      ...recorded,
      outcome: {
        type: 'string',
        enum: ['created', 'duplicate'],
        description: 'duplicate: the same event was recorded before; its first answer again',
      },
      status,
      late,
    },
  },
  RefusedItem: {
    type: 'object',
    required: ['outcome', 'status', 'problem'],
    properties: {
      id: uuid,
      outcome: {
        type: 'string',
        enum: ['conflict', 'invalid', 'refused'],
        description: 'conflict: the id belongs to another event; invalid: faults in the event; refused: the record does not allow it',
      },
      status,
      streamVersion: { type: 'integer', minimum: 1, description: "Version of the patient's record that the event was refused for" },
      problem: { $ref: '#/components/schemas/Problem' },
    },
  },
  FhirResource: {
    type: 'object',
    description: 'A FHIR R4 resource (hl7.org/fhir/R4)',
    required: ['resourceType'],
    properties: { resourceType: { type: 'string' } },
    additionalProperties: true,
  },
  EventTypes: {
    type: 'object',
    required: ['eventTypes'],
    properties: {
      eventTypes: {
        type: 'array',
        items: {
          type: 'object',
          required: [
            'type', 'version', 'dataschema', 'retentionClass', 'description', 'schema', 'example', 'mapping', 'references',
          ], // prettier-ignore
          properties: {
            type: { type: 'string' },
            version: { type: 'integer' },
            dataschema: { type: 'string', description: 'urn:everchart:schema:<type>:<version>' },
            retentionClass: { type: 'string', description: 'Class whose keys are kept and destroyed together' },
            description: { type: 'string', description: 'What happened' },
            schema: {
              type: 'object',
              additionalProperties: true,
              description: 'JSON Schema 2020-12 of `data`; a released one never changes',
            },
            example: { type: 'object', additionalProperties: true },
            mapping: {
              type: 'object',
              description: 'What it becomes elsewhere: a note for people, the resource and the message for programs',
              required: ['fhir', 'hl7v2'],
              properties: {
                fhir: mappingNote('resource', { type: 'string', description: 'FHIR R4' }),
                hl7v2: mappingNote('message', {
                  type: ['string', 'null'],
                  description: 'HL7 v2.5.1, as in MSH-9; null: no trigger for it',
                }),
              },
            },
            references: {
              type: 'object',
              description:
                'Members of the data that hold the id of another event of the same patient, with the types it may have (none: any)',
              additionalProperties: { type: 'array', items: { type: 'string' } },
            },
          },
        },
      },
    },
  },
};
