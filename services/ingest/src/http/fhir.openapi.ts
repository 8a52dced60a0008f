import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { mappedTypes } from '@everchart/fhir';
import { capabilityStatement } from './capability-statement.js';
import { fhirType, operationOutcome, refusalOf } from './operation-outcome.js';

const patientId = '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f';
const observationId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const resourceSchema = { $ref: '#/components/schemas/FhirResource' };
const content = (example: unknown) => ({ [fhirType]: { schema: resourceSchema, example } });
const header = (description: string, example: string) => ({ description, schema: { type: 'string' as const }, example });

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

function outcome(status: number, description: string, code: string, expression?: string): MethodDecorator & ClassDecorator {
  const example = operationOutcome(refusalOf({ code, status, title: description }, expression).issues);
  const passing = status === 429 || status === 503;
  return ApiResponse({
    status,
    description,
    ...(passing
      ? { headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' as const, minimum: 1 }, example: 1 } } }
      : {}),
    content: content(example),
  });
}

export const DescribeFhir = (): ClassDecorator =>
  applyDecorators(
    ApiTags('FHIR R4'),
    ApiConsumes(fhirType, 'application/json'),
    ApiParam({ name: 'org', description: 'Organisation of the token', schema: { type: 'string' } }),
  );

const recording = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Prefer',
      required: false,
      description: 'What is answered of a resource that was recorded; without it the resource, as far as the record carries it',
      schema: { type: 'string', enum: ['return=minimal', 'return=representation', 'return=OperationOutcome'] },
    }),
    ApiHeader({
      name: 'Everchart-Device-Time',
      required: false,
      description: "The device's own clock as it sends the request (RFC 3339 with zone), as where events are recorded",
      schema: { type: 'string', format: 'date-time' },
    }),
    outcome(401, 'A bearer token is needed', 'not-authenticated'),
    outcome(403, 'The token lacks a role', 'role-missing'),
    outcome(413, 'The body is too large', 'body-too-large'),
    outcome(415, 'Bodies of this media type are not taken here', 'media-type-unsupported'),
    outcome(429, 'More than the organisation or this client may send; nothing was recorded', 'rate-limited'),
    outcome(503, 'It cannot be recorded right now; send it again as it was', 'store-unavailable'),
  );

export const DescribeCapabilities = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'What is supported of FHIR R4', security: [] }),
    ApiResponse({ status: 200, description: 'A CapabilityStatement', content: content(capabilityStatement) }),
  );

export const DescribeBundle = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Record a transaction or a batch',
      description:
        'A transaction is recorded whole or not at all; of a batch each entry has its own status. Up to 1,000 entries and 8 MiB. An entry under urn:uuid:… gets that UUID as its id: references to it resolve, and the same bundle sent again is answered the same and has no further effect.',
    }),
    ApiBody({ required: true, schema: resourceSchema, examples: { transaction: { value: bundle } } }),
    ApiResponse({
      status: 200,
      description: 'A transaction-response or batch-response with one entry per entry',
      content: content({
        resourceType: 'Bundle',
        type: 'transaction-response',
        entry: [responseEntry(`Patient/${patientId}`, 1), responseEntry('Observation/9a1f0c44-51f2-4c0a-8a53-7a1de2b6c001', 2)],
      }),
    }),
    recording(),
    outcome(400, 'This is not a bundle, or an entry cannot be read; nothing was recorded', 'bundle-invalid', 'Bundle'),
    outcome(405, 'Of a transaction: an entry has a method that is not supported; nothing was recorded', 'method-not-supported', 'Bundle.entry[1].request.method'), // prettier-ignore
    outcome(409, 'Of a transaction: the record stands against an entry; nothing was recorded', 'stay-closed', 'Bundle.entry[1].resource'),
    outcome(412, 'Of a transaction: criteria of an entry may match several resources', 'criteria-ambiguous', 'Bundle.entry[1].request.ifNoneExist'), // prettier-ignore
    outcome(422, 'Of a transaction: an entry cannot be recorded; nothing was', 'resource-unmappable', 'Bundle.entry[1].resource'),
  );

export const DescribeCreate = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Record one resource',
      description: 'It gets an id here. A create that may have to be repeated is sent with If-None-Exist, or in a bundle under a urn:uuid.',
    }),
    ApiParam({ name: 'type', schema: { type: 'string', enum: [...mappedTypes] }, example: 'Observation' }),
    ApiHeader({
      name: 'If-None-Exist',
      required: false,
      description: 'identifier=system|value, URL-encoded: recorded only when nothing was created under this identifier before',
      schema: { type: 'string' },
      example: 'identifier=https://app.example/readings|4711',
    }),
    ApiBody({ required: true, schema: resourceSchema, examples: { observation: { value: observation(`Patient/${patientId}`) } } }),
    ...[[201, 'Recorded'] as const, [200, 'It was created under this identifier before'] as const].map(([status, description]) =>
      ApiResponse({
        status,
        description,
        headers: {
          Location: header('Type, id and version', `Observation/${observationId}/_history/7`),
          ETag: header("Version of the patient's record after this resource", 'W/"7"'),
          'Everchart-Position': header('Opaque. Send it as Everchart-At-Least when reading', 'WzEsIjBiMmU3YzQwIiwxLCJob21lIiwwLDQyMTFd'),
        },
        content: content(stored),
      }),
    ),
    recording(),
    outcome(400, 'The body is not a resource of this type', 'entry-invalid', 'Observation'),
    outcome(404, 'Resources of this type are not recorded here', 'type-not-supported'),
    outcome(409, 'The record stands against it', 'stay-closed', 'Observation'),
    outcome(410, "The patient's record was destroyed", 'record-destroyed', 'Observation'),
    outcome(412, 'The criteria may match several resources', 'criteria-ambiguous', 'http.if-none-exist'),
    outcome(422, 'The resource cannot be recorded', 'resource-unmappable', 'Observation'),
  );
