import { accessLogConfig, baseConfig, configTypes, releasesConfig } from '@everchart/platform';
import { z } from 'zod';
import { AllowedDestinations } from './infrastructure/allowed-destinations.js';

/** Configuration of the service; the README has the table. */
export const configSchema = z
  .object({
    ...baseConfig,
    ...accessLogConfig,
    ...releasesConfig,
    PORT: configTypes.port.default(8083),
    /** Connections of the API and as many of the record of accesses, and of exporter, senders and relay together. */
    API_POOL_MAX: configTypes.positive.default(5),
    WORKER_POOL_MAX: configTypes.positive.default(10),
    /** Events per transaction of the consumer at most. */
    EXPORTER_BATCH_MAX: configTypes.positive.default(2000),
    /** Milliseconds. */
    CONNECT_TIMEOUT_MS: configTypes.positive.default(5000),
    ANSWER_TIMEOUT_MS: configTypes.positive.default(8000),
    RETRY_FIRST_MS: configTypes.positive.default(1000),
    RETRY_LONGEST_MS: configTypes.positive.default(60_000),
    /** Attempts after which a message waits for a person: refused (or answered with nothing of use); not answered. */
    REFUSALS_UNTIL_HELD: configTypes.positive.default(4),
    UNANSWERED_UNTIL_HELD: configTypes.positive.default(12),
    SENDER_POLL_MS: configTypes.positive.default(500),
    /** Milliseconds after which a sender that was lost is replaced. */
    SENDER_LEASE_MS: configTypes.positive.default(15_000),
    /** Where messages may go: see `AllowedDestinations`. */
    DESTINATIONS_ALLOWED: configTypes.list.prefault('public').transform((entries, context) => {
      try {
        return new AllowedDestinations(entries);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    }),
    /** PEM files: who this service is to receivers that ask for a certificate of their sender (mutual TLS). */
    TLS_CERTIFICATE_FILE: z.string().min(1).optional(),
    TLS_KEY_FILE: z.string().min(1).optional(),
    /** MSH-11: P production, T training, D debugging. */
    HL7_PROCESSING_ID: z.enum(['P', 'T', 'D']).default('P'),
  })
  .refine(({ TLS_CERTIFICATE_FILE: certificate, TLS_KEY_FILE: key }) => (certificate === undefined) === (key === undefined), {
    path: ['TLS_KEY_FILE'],
    message: 'TLS_CERTIFICATE_FILE and TLS_KEY_FILE go together',
  })
  // A lease is renewed after a third of it, and an exchange begins only when the lease covers it.
  .refine(({ SENDER_LEASE_MS, ANSWER_TIMEOUT_MS }) => (SENDER_LEASE_MS * 2) / 3 > ANSWER_TIMEOUT_MS + 1000, {
    path: ['SENDER_LEASE_MS'],
    message: 'must be more than one and a half times ANSWER_TIMEOUT_MS plus 1,500',
  });

export type IntegrationConfig = z.infer<typeof configSchema>;
