import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { instantPattern, isUuid } from '@everchart/primitives';
import { z } from 'zod';

const stated = (message: string) => ({ error: ({ input }: { input: unknown }) => (input === undefined ? 'is required' : message) });
const uuid = z.string(stated('must be a UUID')).refine(isUuid, 'must be a UUID').toLowerCase().meta({ format: 'uuid' });

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What every event is sent with. Its data follows the JSON Schema of its type, and is checked by that. */
export const eventEnvelope = z.strictObject({
  patientId: uuid,
  ifMatch: z
    .string('must be an entity tag such as W/"3"')
    .regex(/^(?:W\/)?"[1-9]\d{0,8}"$/, 'must be an entity tag such as W/"3"')
    .optional()
    .describe('Entity tag, as the header If-Match of a single event')
    .meta({ examples: ['W/"7"'] }),
  id: uuid.describe(
    'UUIDv7 made by the client; names this event for ever. Sending the same event again under the same id has no further effect.',
  ),
  type: z
    .string(stated('must be a string'))
    .describe('What happened')
    .meta({ enum: [...new Set(clinicalEventTypes.map(({ type }) => type))] }),
  schemaVersion: z.int().min(1).optional().describe("Version of the type's schema; without it the newest"),
  occurredAt: z.unknown().meta({
    type: 'string',
    format: 'date-time',
    pattern: instantPattern,
    description:
      "When it happened, with the carer's zone (RFC 3339); stored as stated. Late entries are welcome; more than some minutes ahead is refused, by the device's own clock where Everchart-Device-Time states it.",
  }),
  facility: z
    .string('must be an opaque identifier: 1 to 64 letters, digits, or any of . _ : -')
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'must be an opaque identifier: 1 to 64 letters, digits, or any of . _ : -')
    .optional()
    .describe('Opaque identifier of the home or ward'),
  correlationId: uuid.optional().describe('Joins events of one action; without it that of the request'),
  causationId: uuid.optional().describe('The event or message that this one follows from'),
  data: z
    .custom<Record<string, unknown>>(isObject, stated('must be an object'))
    .meta({ type: 'object', additionalProperties: true, description: "Valid under the type's schema: see GET /v1/event-types" }),
});

export type EventEnvelope = z.output<typeof eventEnvelope>;
