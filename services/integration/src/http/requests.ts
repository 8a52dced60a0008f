import { X509Certificate } from 'node:crypto';
import { ProblemError, type Fault } from '@everchart/platform';
import { z } from 'zod';
import { transports } from '../application/delivery.channel.js';
import type { DeliveryQuery } from '../infrastructure/delivery.repository.js';
import { deliveryStates, type DestinationSettings, type DeliveryState } from '../infrastructure/destination.repository.js';

export const longestPage = 500;
const defaultPage = 100;
const destinationId = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const hostName = /^[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,252})$/;
const controlIdForm = /^[0-9A-Z]{1,20}$/;

/** One line that a person can read: what stands in a message header. */
const headerText = z
  .string('is required and must be a text')
  .min(1, 'must not be empty')
  .max(180, 'must be at most 180 characters')
  .regex(/^\P{C}*$/u, 'must not hold control characters');

const destinationForm = z
  .strictObject({
    id: z.string('is required and must be a text').regex(destinationId, 'must be 1 to 63 lower-case letters, digits and hyphens'),
    transport: z.enum(transports, `must be one of ${transports.join(', ')}`).default('mllp'),
    host: z.string('is required and must be a text').regex(hostName, 'must be a host name or an IP address'),
    port: z.int('is required and must be an integer').min(1, 'must be from 1 to 65535').max(65_535, 'must be from 1 to 65535'),
    trustedCertificates: z
      .string('must be a text or null')
      .max(65_536, 'must be at most 65536 characters')
      .refine(areCertificates, 'must be certificates in PEM form')
      .nullable()
      .default(null),
    receivingApplication: headerText,
    receivingFacility: headerText,
  })
  .refine(({ transport, trustedCertificates }) => trustedCertificates === null || transport === 'mllp-tls', {
    path: ['trustedCertificates'],
    message: 'is for the transport mllp-tls only',
  });

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

/** @throws ProblemError 422 naming every fault */
export function destinationOf(body: unknown): DestinationSettings {
  const result = destinationForm.safeParse(body ?? {});
  if (result.success) return result.data;
  throw new ProblemError({ code: 'destination-invalid', status: 422, title: 'The destination has faults', faults: faultsOf(result.error) });
}

function faultsOf({ issues }: z.ZodError): Fault[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          pointer: `/${key.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`,
          message: 'is not known here',
        }))
      : [{ pointer: issue.path.map((part) => `/${String(part)}`).join(''), message: issue.message }],
  );
}

export interface DeliveryParameters {
  state?: string | string[];
  destination?: string | string[];
  cursor?: string | string[];
  limit?: string | string[];
}

/** @throws ProblemError 400 naming every fault */
export function deliveryQueryOf({ state, destination, cursor, limit }: DeliveryParameters): DeliveryQuery {
  const faults: Fault[] = [];
  const fault = (parameter: string, message: string): undefined => void faults.push({ pointer: `/query/${parameter}`, message });
  if (state !== undefined && !isState(state)) fault('state', `must be one of: ${deliveryStates.join(', ')}`);
  if (destination !== undefined && !(typeof destination === 'string' && destinationId.test(destination)))
    fault('destination', 'must be the id of a destination');
  const size = limit === undefined ? defaultPage : Number(limit);
  if (!Number.isSafeInteger(size) || size < 1 || size > longestPage) fault('limit', `must be an integer from 1 to ${longestPage}`);
  const after = cursor === undefined ? undefined : (decodeCursor(cursor) ?? fault('cursor', 'must be the "next" of an earlier page'));
  if (faults.length > 0) throw new ProblemError({ code: 'parameter-invalid', status: 400, title: 'The query cannot be read', faults });
  return {
    limit: size,
    ...(after === undefined ? {} : { after }),
    ...(state === undefined ? {} : { state: state as DeliveryState }),
    ...(destination === undefined ? {} : { destination: destination as string }),
  };
}

function isState(state: unknown): state is DeliveryState {
  return (deliveryStates as readonly unknown[]).includes(state);
}

/** Whether these can name a delivery at all. */
export function namesDelivery(destination: string, controlId: string): boolean {
  return destinationId.test(destination) && controlIdForm.test(controlId);
}

export function encodeCursor(sequence: bigint): string {
  return Buffer.from(`d1.${sequence}`).toString('base64url');
}

function decodeCursor(cursor: unknown): bigint | undefined {
  if (typeof cursor !== 'string') return undefined;
  const digits = /^d1\.(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}
