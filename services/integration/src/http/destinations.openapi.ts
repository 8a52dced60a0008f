import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { transports } from '../application/delivery.channel.js';
import { DescribeOrganisation, problem, schemaOf } from './problem.openapi.js';

const sample = {
  id: 'city-hospital',
  transport: 'mllp',
  host: 'mllp.hospital.example',
  port: 2575,
  trustedCertificates: null,
  receivingApplication: 'EHR',
  receivingFacility: 'CITY-HOSPITAL',
};
const instant = { type: ['string', 'null'], format: 'date-time' };

const settings = {
  id: { type: 'string', pattern: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$' },
  transport: {
    type: 'string',
    enum: [...transports],
    default: 'mllp',
    description: 'mllp-tls: TLS 1.2 or newer; the certificate of the receiver must name the host',
  },
  host: { type: 'string', description: 'Host name or IP address' },
  port: { type: 'integer', minimum: 1, maximum: 65_535 },
  trustedCertificates: {
    type: ['string', 'null'],
    default: null,
    description: 'mllp-tls: PEM, the roots to which the certificate of the receiver must lead. null: the public roots that come with Node',
  },
  receivingApplication: { type: 'string', maxLength: 180, description: 'MSH-5' },
  receivingFacility: { type: 'string', maxLength: 180, description: 'MSH-6' },
};

export const destinationSchemas: Readonly<Record<string, object>> = {
  DestinationSettings: {
    type: 'object',
    required: ['id', 'host', 'port', 'receivingApplication', 'receivingFacility'],
    additionalProperties: false,
    properties: settings,
  },
  Destination: {
    type: 'object',
    required: [...Object.keys(settings), 'connection', 'deliveries'],
    properties: {
      ...settings,
      createdAt: { type: 'string', format: 'date-time' },
      updatedAt: { type: 'string', format: 'date-time' },
      connection: {
        type: 'object',
        description: 'How the connection fares',
        properties: {
          failures: { type: 'integer', description: 'In a row; 0 = it works' },
          fault: { type: ['string', 'null'], description: 'Code of the last of them, such as connect-failed or answer-timeout' },
          faultSince: instant,
          pausedUntil: instant,
          lastDeliveredAt: instant,
        },
      },
      deliveries: {
        type: 'object',
        description: 'Messages by state',
        properties: {
          queued: { type: 'integer', description: 'Not sent, or refused in a way that may pass' },
          sending: { type: 'integer' },
          'sent-answer-unknown': { type: 'integer', description: 'Sent, and no answer came: will be sent again with the same control id' },
          delivered: { type: 'integer', description: 'Acknowledged' },
          held: { type: 'integer', description: 'Refused: waits for a decision, and the later messages of the patient behind it' },
          dead: { type: 'integer', description: 'Given up' },
        },
      },
    },
  },
};

export const DescribeDestinations = (): ClassDecorator => applyDecorators(ApiTags('destinations'), DescribeOrganisation());

export const DescribePutDestination = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Connect a destination, or change it',
      description:
        'By id. It gets the messages of events that arrive from now on. When it is changed, what is queued goes to the new address; MSH-5 and MSH-6 of queued messages stay.',
    }),
    ApiBody({ required: true, schema: schemaOf('DestinationSettings'), examples: { hospital: { summary: 'A hospital', value: sample } } }),
    ...[[201, 'Connected'] as const, [200, 'Changed, or as it was'] as const].map(([status, description]) =>
      ApiResponse({ status, description, content: { 'application/json': { schema: schemaOf('DestinationSettings'), example: sample } } }),
    ),
    problem(400, 'The body is not JSON', 'json-malformed'),
    problem(422, 'The destination has faults', 'destination-invalid', {
      faults: [
        { pointer: '/port', message: 'must be from 1 to 65535' },
        { pointer: '/hots', message: 'is not known here' },
      ],
    }),
  );

export const DescribeListDestinations = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'Destinations, how their connections fare, and how many messages are in which state' }),
    ApiResponse({
      status: 200,
      description: 'All of the organisation, by id',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['destinations'],
            properties: { destinations: { type: 'array', items: schemaOf('Destination') } },
          },
          example: {
            destinations: [
              {
                ...sample,
                createdAt: '2026-03-01T07:00:00.000Z',
                updatedAt: '2026-03-01T07:00:00.000Z',
                connection: { failures: 0, fault: null, faultSince: null, pausedUntil: null, lastDeliveredAt: '2026-03-01T08:00:00.000Z' },
                deliveries: { queued: 2, sending: 1, 'sent-answer-unknown': 0, delivered: 1204, held: 0, dead: 0 },
              },
            ],
          },
        },
      },
    }),
  );
