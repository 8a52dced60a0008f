import { X509Certificate } from 'node:crypto';
import { json, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { transports } from '../application/delivery.channel.js';
import { deliveryStates, type DeliveryState } from '../infrastructure/destination.repository.js';
import { problems } from './problems.js';

export const destinationId = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must be 1 to 63 lower-case letters, digits and hyphens');

/** One line that a person can read: what stands in a message header. */
const headerText = z
  .string()
  .min(1, 'must not be empty')
  .max(180)
  .regex(/^\P{C}*$/u, 'must not hold control characters');

const settings = {
  id: destinationId,
  transport: z.enum(transports).default('mllp').describe('mllp-tls: TLS 1.2 or newer; the certificate of the receiver must name the host'),
  host: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,252})$/, 'must be a host name or an IP address')
    .describe('Host name or IP address'),
  port: z.int().min(1, 'must be from 1 to 65535').max(65_535, 'must be from 1 to 65535'),
  trustedCertificates: z
    .string()
    .max(65_536)
    .refine(areCertificates, 'must be certificates in PEM form')
    .nullable()
    .default(null)
    .describe('mllp-tls: PEM, the roots to which the certificate of the receiver must lead. null: the public roots that come with Node'),
  receivingApplication: headerText.describe('MSH-5'),
  receivingFacility: headerText.describe('MSH-6'),
};

function areCertificates(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.length > 0 && blocks.every((block) => isCertificate(block));
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false; // a text that is no certificate is a fault of the request, which names the place
  }
}

const instant = z.iso.datetime();
const messages: Readonly<Record<DeliveryState, string>> = {
  queued: 'Not sent, or refused in a way that may pass',
  sending: 'On its way',
  'sent-answer-unknown': 'Sent, and no answer came: will be sent again with the same control id',
  delivered: 'Acknowledged',
  held: 'Refused: waits for a decision, and the later messages of the patient behind it',
  dead: 'Given up',
  unmade: 'No message could be made of the event: the later messages of the patient go on',
};

const destination = z
  .object({
    ...settings,
    createdAt: instant,
    updatedAt: instant,
    pausedAt: instant.nullable().describe('Paused by a person since then: nothing is sent, what is recorded is queued'),
    connection: z
      .object({
        failures: z.int().describe('In a row; 0 = it works'),
        fault: z
          .string()
          .nullable()
          .describe('Code of the last of them: no-answer for everything from a port that is closed to an answer that does not come'),
        faultSince: instant.nullable(),
        pausedUntil: instant.nullable(),
        lastDeliveredAt: instant.nullable(),
      })
      .describe('How the connection fares'),
    deliveries: z
      .object(Object.fromEntries(deliveryStates.map((state) => [state, z.int().describe(messages[state])])))
      .describe('Messages by state'),
  })
  .meta({ id: 'Destination' });

const sample = {
  id: 'city-hospital',
  transport: 'mllp',
  host: 'mllp.hospital.example',
  port: 2575,
  trustedCertificates: null,
  receivingApplication: 'EHR',
  receivingFacility: 'CITY-HOSPITAL',
};
const connected = json(z.object(settings), sample);

export const putDestination = {
  summary: 'Connect a destination, or change it',
  description:
    'By id. It gets the messages of events that arrive from now on. When it is changed, what is queued goes to the new address; MSH-5 and MSH-6 of queued messages stay.',
  tag: 'destinations',
  body: {
    schema: z
      .strictObject(settings)
      .refine(({ transport, trustedCertificates }) => trustedCertificates === null || transport === 'mllp-tls', {
        path: ['trustedCertificates'],
        message: 'is for the transport mllp-tls only',
      })
      .meta({ id: 'DestinationSettings' }),
    examples: { hospital: { summary: 'A hospital', value: sample } },
  },
  problems: [problems['address-not-allowed']],
  answers: {
    201: { description: 'Connected', content: connected },
    200: { description: 'Changed, or as it was', content: connected },
  },
} satisfies OperationShape;

export const listDestinations = {
  summary: 'Destinations, how their connections fare, and how many messages are in which state',
  tag: 'destinations',
  answers: {
    200: {
      description: 'All of the organisation, by id',
      content: json(z.object({ destinations: z.array(destination) }), {
        destinations: [
          {
            ...sample,
            createdAt: '2026-03-01T07:00:00.000Z',
            updatedAt: '2026-03-01T07:00:00.000Z',
            pausedAt: null,
            connection: { failures: 0, fault: null, faultSince: null, pausedUntil: null, lastDeliveredAt: '2026-03-01T08:00:00.000Z' },
            deliveries: { queued: 2, sending: 1, 'sent-answer-unknown': 0, delivered: 1204, held: 0, dead: 0, unmade: 0 },
          },
        ],
      }),
    },
  },
} satisfies OperationShape;

const named = { params: z.object({ destination: destinationId }), problems: [problems['destination-unknown']], tag: 'destinations' };
const pausedState = z
  .object({ id: destinationId, paused: z.boolean(), waiting: z.int().describe('Messages that wait for it') })
  .meta({ id: 'DestinationPause' });

export const pauseDestination = {
  ...named,
  summary: 'Pause a destination',
  description:
    'No message is sent to it until it is resumed; the one that is being sent at this moment is settled by its answer. What is recorded meanwhile is queued, nothing is given up, and the order stays. Paused once more: nothing changes.',
  answers: { 200: { description: 'Paused', content: json(pausedState, { id: 'city-hospital', paused: true, waiting: 12 }) } },
} satisfies OperationShape;

export const resumeDestination = {
  ...named,
  summary: 'Resume a destination',
  description: 'What waits is sent, in order; what is held still waits for its own decision. Resumed once more: nothing changes.',
  answers: { 200: { description: 'Resumed', content: json(pausedState, { id: 'city-hospital', paused: false, waiting: 12 }) } },
} satisfies OperationShape;

export const removeDestination = {
  ...named,
  summary: 'Remove a destination',
  description:
    'Nothing is queued for it or sent to it any more. Messages that wait (queued, without an answer, held, not made) are given up with the reason destination-removed; the one that is being sent at this moment is given up unless it is acknowledged. While messages wait this must be said with waiting=discard. Its deliveries stay in the list. Connected again under the same id it gets the events that arrive from then on, and what was given up can be retried.',
  query: z.strictObject({ waiting: z.literal('discard').optional().describe('Give up the messages that wait') }),
  problems: [problems['destination-unknown'], problems['deliveries-waiting']],
  answers: {
    200: {
      description: 'Removed',
      content: json(z.object({ id: destinationId, givenUp: z.int().describe('Messages that waited') }).meta({ id: 'DestinationRemoved' }), {
        id: 'city-hospital',
        givenUp: 12,
      }),
    },
  },
} satisfies OperationShape;
