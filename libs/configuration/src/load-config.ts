import { hostname } from 'node:os';
import { isOrganisation } from '@everchart/primitives';
import { z } from 'zod';
import { withPasswords } from './database-passwords.js';
import { processEnvironment } from './environment.js';
import { kafkaConfig, kafkaContradictions, list } from './kafka-config.js';

/** The environment does not fit; the message names every fault, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly faults: readonly string[]) {
    super(`the configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const url = z.string().refine((text) => URL.canParse(text), 'is not a URL');

/** Shapes that services build their schema from: `z.object({ ...baseConfig, … })`. */
export const configTypes = {
  list,
  flag,
  url,
  port: z.coerce.number().int().min(0).max(65_535),
  positive: z.coerce.number().int().positive(),
  nonNegative: z.coerce.number().int().nonnegative(),
  /** Of a variable that opens more than a service may: it refuses to start with it. */
  notForServices: z.never('is for the migration only: a service that is taken must not have it').optional(),
};

/** RFC 7519: a few minutes at most. */
export const clockLeewaySeconds = 60;

/** Where the stream is, and as whom it is used. */
export const streamConfig = {
  STREAM_KIND: z.enum(['kafka', 'postgres']),
  ...kafkaConfig,
  STREAM_DATABASE_URL: url.optional(),
  STREAM_TOPIC_PREFIX: z.string().default(''),
  /** Keys that records are signed and checked with: `<service> <base64 of 32 bytes>`, one a line. */
  STREAM_KEYS_FILE: z.string().optional(),
  /** Instead of `STREAM_KEYS_FILE`; commas stand for the ends of lines. */
  STREAM_KEYS: z.string().optional(),
} as const;

/** Configuration of every service. See `docs/operations.md` for the meaning of each. */
export const baseConfig = {
  PORT: configTypes.port,
  HOST: z.string().default('127.0.0.1'),
  /**
   * Other processes of the service listen on the same port, too; the system shares the connections out among them. Not
   * on macOS.
   */
  SHARE_PORT: flag.default(false),
  /**
   * Seconds in which a process still answers after SIGTERM, see `Draining`: longer than a proxy in front of it keeps an
   * idle connection.
   */
  DRAIN_SECONDS: configTypes.nonNegative.max(600).default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  INSTANCE_ID: z.string().default(() => `${hostname()}-${process.pid}`),
  /** Parts of the service that this process runs, comma-separated; empty = all. */
  ROLES: list.default([]),
  /** How this process calls itself when organisations are assigned to releases; default: its version. */
  RELEASE: z
    .string()
    .max(64)
    .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'is lower-case letters and digits, with single dots and hyphens between')
    .optional(),
  /** File of the secret by which services, and the edge, ask which release serves whom. */
  RELEASES_TOKEN_FILE: z.string().min(1).optional(),
  DATABASE_API_URL: url,
  DATABASE_WORKER_URL: url,
  DATABASE_OWNER_URL: configTypes.notForServices,
  ...streamConfig,
  /**
   * Seconds between two heads of a shard that moves, see `SourceHeads`; 0: none are stated. A source counts as silent
   * after three hours.
   */
  SOURCE_HEADS_SECONDS: configTypes.nonNegative.max(3600).default(60),
  JWT_ISSUER: z.string().min(1),
  JWT_AUDIENCE: z.string().min(1),
  JWKS_URL: url,
  /** Seconds that the issuer's clock and ours may differ. */
  JWT_CLOCK_LEEWAY_SECONDS: configTypes.nonNegative.max(600).default(clockLeewaySeconds),
  /** Whether a line of the log is written for every request, see `RequestLog`. */
  REQUEST_LOG: flag.default(true),
  /**
   * Seconds after which numbers of requests are written to the database, so that a process that is killed loses no
   * more; 0: half hours are not recorded.
   */
  REQUEST_COUNTS_SECONDS: configTypes.nonNegative.max(300).default(15),
  /** In whose audit log the numbers are of requests that belong to no organisation. */
  INSTALLATION_ORG: z.string().refine(isOrganisation, 'is no id of an organisation').default('everchart-installation'),
  /** Shows the series of /metrics that name organisations, too: `Authorization: Bearer …`. */
  METRICS_TOKEN: z.string().min(16).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
} as const;

export const keyringConfig = {
  KEYRING_DATABASE_URL: url,
  KEYRING_KEK_FILE: z.string().min(1),
} as const;

/** Additional configuration of a service that follows which release serves whom. */
export const releasesConfig = {
  /** Of ingest. Unset: every release serves all callers. */
  RELEASES_URL: url.optional(),
} as const;

/** Additional configuration of a service that records accesses. */
export const accessLogConfig = {
  ...keyringConfig,
  /** Milliseconds after which the keyring counts as unreachable for access keys, and until it is tried again. */
  KEYRING_TIMEOUT_MS: configTypes.positive.default(1000),
  KEYRING_PAUSE_MS: configTypes.positive.default(5000),
} as const;

export type StreamConfig = z.infer<z.ZodObject<typeof streamConfig>>;
export type BaseConfig = z.infer<z.ZodObject<typeof baseConfig>>;
export type AccessLogConfig = z.infer<z.ZodObject<typeof accessLogConfig>>;
export type ReleasesConfig = z.infer<z.ZodObject<typeof releasesConfig>>;
export type KeyringConfig = z.infer<z.ZodObject<typeof keyringConfig>>;

/**
 * Reads the configuration once: checked, typed, frozen. Database URLs without a password are completed from
 * `PASSWORDS_DIRECTORY`.
 * @throws ConfigError naming every fault at once
 */
export function loadConfig<S extends z.ZodObject>(schema: S, environment = processEnvironment()): Readonly<z.infer<S>> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const faults = completeUrls(given, Object.keys(schema.shape), environment.PASSWORDS_DIRECTORY);
  const result = schema.safeParse(given);
  if (!result.success) faults.push(...result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  if (result.success) faults.push(...contradictions(result.data));
  if (!result.success || faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(result.data);
}

/** @returns the faults: variables with a login that has no file */
function completeUrls(given: Record<string, unknown>, names: readonly string[], directory: string | undefined): string[] {
  if (!directory) return [];
  return names.flatMap((name) => {
    const text = given[name];
    if (typeof text !== 'string') return [];
    const { value, missing } = withPasswords(text, directory);
    given[name] = value;
    return missing.map((login) => `${name}: PASSWORDS_DIRECTORY has no file ${login} that can be read`);
  });
}

/** What no single variable shows. */
function contradictions(config: Record<string, unknown>): string[] {
  const faults: string[] = [];
  if (config.STREAM_KIND === 'kafka' && (config.KAFKA_BROKERS as string[]).length === 0)
    faults.push('KAFKA_BROKERS: required with STREAM_KIND=kafka');
  faults.push(...kafkaContradictions(config));
  if (config.RELEASES_URL !== undefined && config.RELEASES_TOKEN_FILE === undefined)
    faults.push('RELEASES_TOKEN_FILE: required with RELEASES_URL');
  if ('STREAM_KIND' in config && (config.STREAM_KEYS === undefined) === (config.STREAM_KEYS_FILE === undefined))
    faults.push('STREAM_KEYS_FILE: one of it and STREAM_KEYS is required');
  if (config.STREAM_KIND === 'postgres' && config.STREAM_DATABASE_URL === undefined)
    faults.push('STREAM_DATABASE_URL: required with STREAM_KIND=postgres');
  return faults;
}

/** Whether this process runs a part: `ROLES` empty means all parts. */
export function hasRole(config: { ROLES: readonly string[] }, role: string): boolean {
  return config.ROLES.length === 0 || config.ROLES.includes(role);
}
