import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';

const eventTypes = { 'application/json': { schema: { $ref: '#/components/schemas/EventTypes' } } };

export const DescribeEventTypes = (): MethodDecorator =>
  applyDecorators(
    ApiTags('contracts'),
    ApiOperation({
      summary: 'Event types that can be recorded',
      description:
        'Every version of each, with the JSON Schema of its data, an example, and what it becomes in FHIR R4 and HL7 v2. Beyond the schema: codes of LOINC, SNOMED CT (check digits) and UCUM are checked, and the data of an entry.amended is checked as data of its own type.',
      security: [],
    }),
    ApiResponse({ status: 200, description: 'All types and versions', content: eventTypes }),
  );

export const DescribeEventType = (): MethodDecorator =>
  applyDecorators(
    ApiTags('contracts'),
    ApiOperation({ summary: 'The versions of one event type', security: [] }),
    ApiParam({ name: 'type', example: 'observation.recorded' }),
    ApiResponse({ status: 200, description: 'All versions of the type', content: eventTypes }),
    ApiResponse({
      status: 404,
      description: 'There is no such type',
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          example: { type: 'urn:everchart:problem:event-type-unknown', title: 'There is no such event type', status: 404 },
        },
      },
    }),
  );

export const DescribeAsyncApi = (): MethodDecorator =>
  applyDecorators(
    ApiTags('contracts'),
    ApiOperation({
      summary: 'AsyncAPI 3.0 document of the topic everchart.clinical.v1',
      description: 'One message per type and version; CloudEvents in binary mode, the value sealed (COSE_Encrypt0).',
      security: [],
    }),
    ApiResponse({ status: 200, description: 'The document', content: { 'application/json': { schema: { type: 'object' } } } }),
  );
