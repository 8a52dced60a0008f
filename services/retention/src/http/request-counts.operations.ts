import { instantText, integerText, json, uuidText, type OperationShape } from '@everchart/platform';
import { isInstant } from '@everchart/primitives';
import { z } from 'zod';
import type { CountsPlace } from '../infrastructure/request-count.reader.js';

const instant = z.iso.datetime();
const whole = z.int().min(0);
const eventId = '0198a1b2-0000-7000-8000-000000000001';

const count = z
  .object({
    operation: z.string().describe('Id in the OpenAPI document of the service; `unmatched`: no route took it; `unread`: it never became a request'),
    release: z.string(),
    code: z.int().describe('Status; 499: the client went before, 444: cut off without an answer'),
    requests: z.int().min(1),
    p50Us: whole.describe('Half of them took no longer, in microseconds'),
    p99Us: whole.describe('99 of 100 took no longer'),
    maxUs: whole.describe('The longest one'),
  })
  .meta({ id: 'RequestCount' }); // prettier-ignore

const halfHour = z
  .object({
    eventId: uuidText.describe('Its entry in the log: `proofs/inclusion?event=…`'),
    service: z.string(),
    from: instant,
    to: instant,
    counts: z.array(count),
  })
  .meta({ id: 'CountedHalfHour' });

/** A place in the list, opaque to clients. */
export function encodeCountsPlace({ from, eventId: id }: CountsPlace): string {
  return Buffer.from(`${from} ${id}`).toString('base64url');
}

const cursorMessage = 'must be the "next" of an earlier page';
const cursor = z
  .string(cursorMessage)
  .max(200, cursorMessage)
  .transform((text, context): CountsPlace => {
    const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(Buffer.from(text, 'base64url').toString());
    if (found && isInstant(found[1])) return { from: found[1], eventId: found[2]! };
    context.addIssue(cursorMessage);
    return z.NEVER;
  })
  .meta({ type: 'string' }); // prettier-ignore

export const listRequestCounts = {
  summary: 'Requests that were answered, by half hours',
  description:
    'As the services have recorded them: each is the event `requests.counted`, and an entry of the log. Several events of one half hour and service add up. A half hour without requests is not there. Requests without an organisation are in the log of the installation.',
  tag: 'requests',
  query: z.strictObject({
    from: instantText.describe('Half hours that begin then or later'),
    to: instantText.describe('Half hours that begin earlier'),
    service: z.string().min(1).max(64).optional(),
    limit: integerText(1, 500).default(100).meta({ default: 100 }),
    after: cursor.optional().describe('The "next" of an earlier page, with the same filters'),
  }),
  answers: {
    200: {
      description: 'A page of them',
      content: json(z.object({ halfHours: z.array(halfHour), next: z.string().nullable() }), {
        halfHours: [
          {
            eventId,
            service: 'ingest',
            from: '2026-03-01T06:30:00.000Z',
            to: '2026-03-01T07:00:00.000Z',
            counts: [
              { operation: 'RecordEventsController_recordOne', release: '1.4.0', code: 201, requests: 1893, p50Us: 5120, p99Us: 28963, maxUs: 81234 },
            ],
          },
        ],
        next: null,
      }), // prettier-ignore
    },
  },
} satisfies OperationShape;
