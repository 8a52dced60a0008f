import { accessLogConfig, baseConfig, configTypes } from '@everchart/platform';
import { z } from 'zod';

/** Configuration of the service; the README has the table. */
export const configSchema = z.object({
  ...baseConfig,
  ...accessLogConfig,
  /** Of the events of retention, which have an event store, and so a database, of their own. */
  EVENTS_DATABASE_API_URL: configTypes.url,
  EVENTS_DATABASE_WORKER_URL: configTypes.url,
  EVENTS_DATABASE_OWNER_URL: configTypes.notForServices,
  PORT: configTypes.port.default(8084),
  /** Connections of the API, and of the sequencer. */
  API_POOL_MAX: configTypes.positive.default(5),
  WORKER_POOL_MAX: configTypes.positive.default(8),
  /** Events per transaction of the sequencer at most. */
  SEQUENCER_BATCH_MAX: configTypes.positive.default(1000),
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
