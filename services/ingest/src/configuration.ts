import { firstCluster } from '@everchart/event-store';
import { accessLogConfig, baseConfig, configTypes } from '@everchart/platform';
import { z } from 'zod';

const clusterName = /^[a-z][a-z0-9-]{0,30}$/;

/** JSON: a value for each further PostgreSQL cluster of the event store, by name; the first one is `main`. */
const byCluster = <Value extends z.ZodType>(value: Value) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(
      z.record(
        z
          .string()
          .regex(clusterName, 'is no name of a cluster')
          .refine((name) => name !== firstCluster, `${firstCluster} is the first cluster`),
        value,
      ),
    )
    .prefault('{}');

/** `{"patient-timeline": "http://patient-timeline-{release}"}` */
const byService = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    z.partialRecord(
      z.enum(['patient-timeline']),
      z.string().refine((url) => URL.canParse(url.replaceAll('{release}', 'a')), 'is not a URL'),
    ),
  )
  .prefault('{}');

/** Databases of the event store as their owner: for the migration, and for moving shards. */
export const ownerConfig = {
  DATABASE_OWNER_URL: configTypes.url,
  /** `{"<name>": URL}` */
  DATABASE_CLUSTER_OWNERS: byCluster(configTypes.url),
};

/** Configuration of the service; the README has the table. */
export const configSchema = z.object({
  ...baseConfig,
  ...accessLogConfig,
  /** `{"<name>": {"api": URL, "worker": URL}}` */
  DATABASE_CLUSTERS: byCluster(z.strictObject({ api: configTypes.url, worker: configTypes.url })),
  DATABASE_CLUSTER_OWNERS: configTypes.notForServices,
  /** JSON: addresses of services that say whether a release of theirs is ready; `{release}`: see `ReleaseStandings`. */
  RELEASES_STANDINGS: byService,
  /** Of the record of accesses, which has a database of its own. */
  ACCESS_DATABASE_API_URL: configTypes.url,
  ACCESS_DATABASE_WORKER_URL: configTypes.url,
  ACCESS_DATABASE_OWNER_URL: configTypes.notForServices,
  /** The keyring as a login that makes keys of accesses and opens nothing. */
  ACCESS_KEYRING_DATABASE_URL: configTypes.url,
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
  /** Shards of an organisation that records its first event; those of the others stay as they are. */
  SHARDS: configTypes.positive.max(1024).default(1),
  /**
   * Bytes of the bodies that are being handled at most before recording is refused with 503; at least twice the largest
   * body.
   */
  BODIES_IN_FLIGHT_MAX_BYTES: configTypes.positive.min(16 * 1024 * 1024).default(64 * 1024 * 1024),
  /** Seconds that every body may take; one that takes longer must come at 8 KiB/s. */
  BODY_GRACE_SECONDS: configTypes.positive.default(15),
  /**
   * Events per second that an organisation and one of its clients (subject of the token) may send to this process; 0 =
   * as many as they like.
   */
  RATE_LIMIT_ORGANISATION: configTypes.nonNegative.default(5000),
  /** Of an organisation while others use this process, where that is less. */
  RATE_LIMIT_BESIDE_OTHERS: configTypes.positive.default(1000),
  RATE_LIMIT_CLIENT: configTypes.nonNegative.default(2000),
  /** Seconds' worth of events that may be saved up and sent at once. */
  RATE_LIMIT_BURST_SECONDS: configTypes.positive.default(10),
});

export type IngestConfig = z.infer<typeof configSchema>;
