import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { deliveryStates } from '../infrastructure/destination.repository.js';
import type { Decision } from '../infrastructure/delivery.repository.js';
import { DescribeOrganisation, problem, schemaOf } from './problem.openapi.js';
import { longestPage } from './requests.js';

const instant = { type: ['string', 'null'], format: 'date-time' };

export const deliverySchemas: Readonly<Record<string, object>> = {
  Delivery: {
    type: 'object',
    required: ['destination', 'controlId', 'messageType', 'eventId', 'eventType', 'patientId', 'state', 'attempts', 'createdAt', 'dueAt'],
    properties: {
      destination: { type: 'string' },
      controlId: { type: 'string', description: 'MSH-10, the same at every attempt' },
      messageType: { type: 'string', description: 'Such as ORU^R01' },
      eventId: { type: 'string', format: 'uuid' },
      eventType: { type: 'string' },
      patientId: { type: 'string', format: 'uuid' },
      state: { type: 'string', enum: [...deliveryStates] },
      attempts: { type: 'integer' },
      answerCode: { type: ['string', 'null'], description: 'MSA-1 of the last answer' },
      reason: { type: ['string', 'null'], description: 'Code of what kept it from being delivered' },
      createdAt: { type: 'string', format: 'date-time' },
      dueAt: { type: 'string', format: 'date-time', description: 'Not tried before' },
      lastAttemptAt: instant,
      settledAt: { ...instant, description: 'Delivered or given up' },
    },
  },
  Decided: {
    type: 'object',
    required: ['destination', 'controlId', 'state'],
    properties: { destination: { type: 'string' }, controlId: { type: 'string' }, state: { type: 'string', enum: [...deliveryStates] } },
  },
};

const sample = {
  destination: 'city-hospital',
  controlId: '7QK2M9X4T1B8VZC03DNE',
  messageType: 'ORU^R01',
  eventId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
  eventType: 'observation.recorded',
  patientId: '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f',
  state: 'held',
  attempts: 1,
  answerCode: 'AE',
  reason: 'refused-AE-101',
  createdAt: '2026-03-01T08:00:00.000Z',
  dueAt: '2026-03-01T08:00:00.000Z',
  lastAttemptAt: '2026-03-01T08:00:01.000Z',
  settledAt: null,
};

export const DescribeDeliveries = (): ClassDecorator => applyDecorators(ApiTags('deliveries'), DescribeOrganisation());

export const DescribeListDeliveries = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Messages and what became of them',
      description: 'In the order of queueing, by pages. The messages themselves are not shown.',
    }),
    ApiQuery({ name: 'state', required: false, schema: { type: 'string', enum: [...deliveryStates] } }),
    ApiQuery({ name: 'destination', required: false, schema: { type: 'string' } }),
    ApiQuery({ name: 'cursor', required: false, description: 'The "next" of the page before', schema: { type: 'string' } }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: longestPage, default: 100 } }),
    ApiResponse({
      status: 200,
      description: 'A page; "next" is null on the last',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['deliveries', 'next'],
            properties: { deliveries: { type: 'array', items: schemaOf('Delivery') }, next: { type: ['string', 'null'] } },
          },
          example: { deliveries: [sample], next: null },
        },
      },
    }),
    problem(400, 'The query cannot be read', 'parameter-invalid', {
      faults: [{ pointer: '/query/limit', message: `must be an integer from 1 to ${longestPage}` }],
    }),
  );

const decisions: Readonly<Record<Decision, { summary: string; description: string; state: string }>> = {
  retry: {
    summary: 'Send a held or dead message again',
    description: 'It takes its place in the queue again; a dead one may now come after later messages of the patient.',
    state: 'queued',
  },
  discard: {
    summary: 'Give a held message up',
    description: 'The later messages of the patient go on. It can be sent later with retry.',
    state: 'dead',
  },
};

export const DescribeDecide = (decision: Decision): MethodDecorator => {
  const { summary, description, state } = decisions[decision];
  return applyDecorators(
    ApiOperation({ summary, description }),
    ApiParam({ name: 'destination', schema: { type: 'string' } }),
    ApiParam({ name: 'controlId', schema: { type: 'string', maxLength: 20 } }),
    ApiResponse({
      status: 200,
      description: 'Done',
      content: {
        'application/json': {
          schema: schemaOf('Decided'),
          example: { destination: sample.destination, controlId: sample.controlId, state },
        },
      },
    }),
    problem(404, 'There is no such delivery', 'delivery-unknown'),
    problem(409, 'The delivery does not wait for a decision', 'delivery-not-waiting', { state: 'delivered' }),
  );
};
