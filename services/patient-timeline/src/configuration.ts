import { accessLogConfig, baseConfig, configTypes, releasesConfig } from '@everchart/platform';
import { z } from 'zod';

/** Configuration of the service; the README has the table. */
export const configSchema = z.object({
  ...baseConfig,
  ...accessLogConfig,
  ...releasesConfig,
  PORT: configTypes.port.default(8082),
  /** Connections of the API, and of projector and relay together. */
  API_POOL_MAX: configTypes.positive.default(10),
  WORKER_POOL_MAX: configTypes.positive.default(8),
  /** Milliseconds that a read waits at most: for its Everchart-At-Least, or for a projection that is being built. */
  AT_LEAST_WAIT_MS: configTypes.positive.default(2000),
  /** Seconds without having reached the end of the stream after which reads are marked as stale. */
  STALE_AFTER_SECONDS: configTypes.positive.default(30),
  /** The version of the projection that this release reads; unset: the one that is taken into use. */
  PROJECTION_VERSION: configTypes.positive.optional(),
  /** A streaming replica of the database, as `timeline_api`: what is read there is never older than what others saw. */
  DATABASE_READ_URL: configTypes.url.optional(),
  /** Accesses are kept there while the store is away, on a disk that outlives the process. Of one process. */
  ACCESS_SPOOL_DIRECTORY: z.string().min(1).optional(),
  ACCESS_SPOOL_MAX_BYTES: configTypes.positive.default(256 * 1024 * 1024),
  /** Live streams of this process at most; of one organisation, and of one caller, among them. */
  LIVE_STREAMS_MAX: configTypes.positive.default(4000),
  LIVE_STREAMS_OF_ORGANISATION_MAX: configTypes.positive.default(2500),
  LIVE_STREAMS_OF_CLIENT_MAX: configTypes.positive.default(20),
  /** Milliseconds between two signs of life on a live stream. */
  LIVE_HEARTBEAT_MS: configTypes.positive.default(15_000),
  /** Bytes that wait for the reader of a live stream at most. */
  LIVE_BUFFER_BYTES: configTypes.positive.default(256 * 1024),
  /** Events per transaction of the projector at most. */
  PROJECTOR_BATCH_MAX: configTypes.positive.default(2000),
});

export type TimelineConfig = z.infer<typeof configSchema>;
