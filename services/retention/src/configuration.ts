import { accessLogConfig, baseConfig, configTypes, releasesConfig } from '@everchart/platform';
import { z } from 'zod';

/** Configuration of the service; the README has the table. */
export const configSchema = z.object({
  ...baseConfig,
  ...accessLogConfig,
  ...releasesConfig,
  /** Of the events of retention, which have an event store, and so a database, of their own. */
  EVENTS_DATABASE_API_URL: configTypes.url,
  EVENTS_DATABASE_WORKER_URL: configTypes.url,
  EVENTS_DATABASE_OWNER_URL: configTypes.notForServices,
  /** The keyring as `destroyer_keyring`, for a process with the role `destroyer` only. */
  KEYRING_DESTROYER_DATABASE_URL: configTypes.url.optional(),
  /** Databases with copies of the keyring that do not follow it by themselves: keys are destroyed in them, too. */
  KEYRING_COPIES_DATABASE_URLS: configTypes.list.pipe(z.array(configTypes.url)).default([]),
  /** Services that hold copies of what is recorded, and have to confirm that they deleted them. */
  DESTRUCTION_HOLDERS: configTypes.list.pipe(z.array(z.string())).default(['ingest', 'integration', 'patient-timeline', 'retention']),
  /** A record with an entry of the last days is in use. */
  DESTRUCTION_QUIET_DAYS: configTypes.nonNegative.default(30),
  /** After which a holder that has not confirmed is an alarm. */
  DESTRUCTION_CONFIRM_SECONDS: configTypes.positive.default(3600),
  PORT: configTypes.port.default(8084),
  /** Connections of the API, and of the sequencer. */
  API_POOL_MAX: configTypes.positive.default(5),
  WORKER_POOL_MAX: configTypes.positive.default(8),
  /** Events per transaction of the sequencer at most. */
  SEQUENCER_BATCH_MAX: configTypes.positive.default(2000),
  /** Ed25519 private key, PKCS #8 PEM. Made when it is absent. */
  LOG_SIGNING_KEY_FILE: z.string().min(1),
  /**
   * What was signed, outside the database, so that a restore does not take it along: a file that all sequencers share,
   * made when it is absent, by default beside the key; or, for sequencers that share no disk, a table in a database
   * that is restored apart.
   */
  LOG_PUBLISHED_FILE: z.string().min(1).optional(),
  LOG_PUBLISHED_DATABASE_URL: configTypes.url.optional(),
  LOG_PUBLISHED_DATABASE_OWNER_URL: configTypes.notForServices,
  /** The logs are named `<LOG_ORIGIN>/<organisation>`: a URL without scheme, by C2SP tlog-checkpoint. */
  LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]{1,200}$/, 'must be a URL without scheme, white space and plus sign')
    .default('everchart.local/log'),
});

export type RetentionConfig = z.infer<typeof configSchema>;
