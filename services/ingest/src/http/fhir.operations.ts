import { mappedTypes, readableTypes } from '@everchart/fhir';
import { jsonSchema, sharedProblems, type OperationShape, type ProblemForm } from '@everchart/platform';
import { z } from 'zod';
import { capabilityStatement } from './capability-statement.js';
import { fhirType, operationOutcome, refusalOf } from './operation-outcome.js';
import { eventProblems, fhirProblems, passingProblems, storeProblems, valuesOf } from './problems.js';
import { deviceTimeHeader, positionHeader } from './record.operations.js';

const patientId = '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f';
const observationId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const patient = { resourceType: 'Patient', name: [{ family: 'Abel', given: ['Edith'] }], gender: 'female', birthDate: '1938-04' };
const observation = (reference: string) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
  subject: { reference },
  effectiveDateTime: '2026-03-01T08:30:00+01:00',
  valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
});
const stored = {
  ...observation(`Patient/${patientId}`),
  id: observationId,
  meta: { versionId: '7', lastUpdated: '2026-03-01T07:31:12.482913Z' },
};
const bundle = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    { fullUrl: `urn:uuid:${patientId}`, resource: patient, request: { method: 'POST', url: 'Patient' } },
    {
      fullUrl: 'urn:uuid:9a1f0c44-51f2-4c0a-8a53-7a1de2b6c001',
      resource: observation(`urn:uuid:${patientId}`),
      request: { method: 'POST', url: 'Observation' },
    },
  ],
};
const responseEntry = (location: string, version: number) => ({
  response: {
    status: '201 Created',
    location: `${location}/_history/${version}`,
    etag: `W/"${version}"`,
    lastModified: '2026-03-01T07:31:12.482913Z',
  },
});

const resource = jsonSchema(
  {
    type: 'object',
    description: 'A FHIR R4 resource (hl7.org/fhir/R4)',
    required: ['resourceType'],
    properties: { resourceType: { type: 'string' } },
    additionalProperties: true,
  },
  'FhirResource',
);
const content = (example: unknown) => ({ [fhirType]: { schema: resource, example } });

/** A refusal may have several issues: each has the code of its problem. */
const outcomeSchema = {
  type: 'object',
  description: 'FHIR R4 OperationOutcome; details.coding has the code of the problem',
  required: ['resourceType', 'issue'],
  properties: {
    resourceType: { const: 'OperationOutcome' },
    issue: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['severity', 'code', 'details'],
        properties: {
          severity: { enum: ['error', 'information'] },
          code: { type: 'string', description: 'issue-type' },
          details: {
            type: 'object',
            required: ['text'],
            properties: {
              text: { type: 'string' },
              coding: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['system', 'code'],
                  properties: {
                    system: { const: 'urn:everchart:problem' },
                    code: {
                      enum: [
                        ...new Set(
                          valuesOf(fhirProblems, eventProblems, storeProblems, passingProblems, sharedProblems).map(({ code }) => code),
                        ),
                      ],
                    },
                  },
                },
              },
            },
          },
          diagnostics: { type: 'string', description: 'What to do about it' },
          expression: { type: 'array', items: { type: 'string' }, description: 'FHIRPath' },
        },
      },
    },
  },
};

const outcomeForm: ProblemForm = {
  mediaType: fhirType,
  schemaOf: () => ({ $ref: '#/$defs/OperationOutcome', $defs: { OperationOutcome: outcomeSchema } }),
  exampleOf: (kind) => operationOutcome(refusalOf(kind).issues),
};

const fhir = { tag: 'FHIR R4', problemForm: outcomeForm };
const bodiesOf = (examples: Record<string, { value: unknown }>) => ({
  [fhirType]: { schema: resource, examples },
  'application/json': { schema: resource },
});
const recordingHeaders = {
  prefer: z
    .string()
    .optional()
    .describe('What is answered of a resource that was recorded; without it the resource, as far as the record carries it')
    .meta({ enum: ['return=minimal', 'return=representation', 'return=OperationOutcome'] }),
  ...deviceTimeHeader,
};
const problems = valuesOf(fhirProblems, eventProblems, storeProblems, passingProblems);

export const readCapabilities = {
  ...fhir,
  summary: 'What is supported of FHIR R4',
  answers: { 200: { description: 'A CapabilityStatement', content: content(capabilityStatement) } },
} satisfies OperationShape;

export const recordBundle = {
  ...fhir,
  summary: 'Record a transaction or a batch',
  description:
    'A transaction is recorded whole or not at all; of a batch each entry has its own status. Up to 1,000 entries and 8 MiB. An entry under urn:uuid:… gets that UUID as its id: references to it resolve, and the same bundle sent again is answered the same and has no further effect.',
  headers: z.object(recordingHeaders),
  bodies: bodiesOf({ transaction: { value: bundle } }),
  answers: {
    200: {
      description: 'A transaction-response or batch-response with one entry per entry',
      headers: positionHeader,
      content: content({
        resourceType: 'Bundle',
        type: 'transaction-response',
        entry: [responseEntry(`Patient/${patientId}`, 1), responseEntry('Observation/9a1f0c44-51f2-4c0a-8a53-7a1de2b6c001', 2)],
      }),
    },
  },
  problems,
} satisfies OperationShape;

const created = {
  headers: {
    Location: { description: 'Type, id and version', example: `Observation/${observationId}/_history/7` },
    ETag: { description: "Version of the patient's record after this resource", example: 'W/"7"' },
    ...positionHeader,
  },
  content: content(stored),
};

export const createResource = {
  ...fhir,
  summary: 'Record one resource',
  description: 'It gets an id here. A create that may have to be repeated is sent with If-None-Exist, or in a bundle under a urn:uuid.',
  params: z.object({ type: z.string().meta({ enum: [...mappedTypes], examples: ['Observation'] }) }),
  headers: z.object({
    'if-none-exist': z
      .string()
      .optional()
      .describe('identifier=system|value, URL-encoded: recorded only when nothing was created under this identifier before')
      .meta({ examples: ['identifier=https://app.example/readings|4711'] }),
    ...recordingHeaders,
  }),
  bodies: bodiesOf({ observation: { value: observation(`Patient/${patientId}`) } }),
  answers: {
    201: { description: 'Recorded', ...created },
    200: { description: 'It was created under this identifier before', ...created },
  },
  problems,
} satisfies OperationShape;

const lastModified = { description: 'When it was recorded', example: 'Sun, 01 Mar 2026 07:31:12 GMT' };

export const readVersion = {
  ...fhir,
  summary: 'Read what a create has answered',
  description:
    'The resource under its Location, as it was recorded: a version never changes. What was corrected or struck since is shown by the timeline.',
  params: z.object({
    type: z.string().meta({ enum: Object.keys(readableTypes), examples: ['Observation'] }),
    id: z.string().meta({ examples: [observationId] }),
    version: z.string().meta({ examples: ['7'] }),
  }),
  answers: {
    200: {
      description: 'The resource',
      headers: { ETag: { description: 'The version', example: 'W/"7"' }, 'Last-Modified': lastModified },
      content: content(stored),
    },
  },
  problems: [
    fhirProblems['resource-unknown'],
    fhirProblems['method-not-supported'],
    eventProblems['record-destroyed'],
    ...valuesOf(storeProblems, passingProblems),
    sharedProblems['access-not-recorded'],
  ],
} satisfies OperationShape;
