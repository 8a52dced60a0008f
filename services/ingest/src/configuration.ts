import { baseConfig, configTypes, keyringConfig } from '@everchart/platform';
import { z } from 'zod';

/** What the service is told; the README has the table. */
export const configSchema = z.object({
  ...baseConfig,
  ...keyringConfig,
  PORT: configTypes.port.default(8081),
  /** Connections of the API and of the relay. */
  API_POOL_MAX: configTypes.positive.default(10),
  WORKER_POOL_MAX: configTypes.positive.default(4),
  /** Seconds that `occurredAt` may lie ahead of this machine's clock: carers' devices are not set to the second. */
  FUTURE_TOLERANCE_SECONDS: configTypes.positive.default(300),
  /** Bytes of one sealed payload at most. */
  PAYLOAD_MAX_BYTES: configTypes.positive.max(524_288).default(262_144),
  /** Events waiting per organisation at most before recording is refused with 503. */
  QUEUE_MAX: configTypes.positive.default(10_000),
});

export type IngestConfig = z.infer<typeof configSchema>;
