import { accessLogConfig, baseConfig, configTypes } from '@everchart/platform';
import { z } from 'zod';

/** Configuration of the service; the README has the table. */
export const configSchema = z.object({
  ...baseConfig,
  ...accessLogConfig,
  PORT: configTypes.port.default(8082),
  /** Connections of the API, and of projector and relay together. */
  API_POOL_MAX: configTypes.positive.default(10),
  WORKER_POOL_MAX: configTypes.positive.default(8),
  /** Milliseconds that a read waits at most: for its Everchart-At-Least, or for a projection that is being built. */
  AT_LEAST_WAIT_MS: configTypes.positive.default(2000),
  /** Seconds without having reached the end of the stream after which reads are marked as stale. */
  STALE_AFTER_SECONDS: configTypes.positive.default(30),
  /** Events per transaction of the projector at most. */
  PROJECTOR_BATCH_MAX: configTypes.positive.default(500),
});

export type TimelineConfig = z.infer<typeof configSchema>;
