import { readFileSync } from 'node:fs';
import { ConfigError, loadConfig, streamConfig, type KafkaConfig, type StreamConfig } from '@everchart/configuration';
import { z } from 'zod';

/** As `createTransport` takes it. */
export interface KafkaSecurity {
  tls?: { authorities: string | undefined; certificate: string | undefined; key: string | undefined };
  scram?: { username: string; password: string };
}

interface SharedOptions {
  clientId: string;
  topicPrefix: string;
  groupPrefix: string;
  keys: string;
}

/** As `createTransport` of libs/stream takes them. */
export type StreamOptions = SharedOptions &
  (({ kind: 'kafka'; brokers: string[] } & KafkaSecurity) | { kind: 'postgres'; connectionString: string });

/**
 * Stream options for `createTransport`, with what the files hold that the configuration names.
 * @throws ConfigError for a file that cannot be read
 */
export function streamOptions(config: StreamConfig, clientId: string): StreamOptions {
  const keys = config.STREAM_KEYS ?? textOf('STREAM_KEYS_FILE', config.STREAM_KEYS_FILE!);
  const shared = { clientId, topicPrefix: config.STREAM_TOPIC_PREFIX, groupPrefix: config.STREAM_TOPIC_PREFIX, keys };
  return config.STREAM_KIND === 'kafka'
    ? { kind: 'kafka', brokers: config.KAFKA_BROKERS, ...kafkaSecurity(config), ...shared }
    : { kind: 'postgres', connectionString: config.STREAM_DATABASE_URL!, ...shared };
}

/** The same for a tool, from its environment. @throws ConfigError */
export function streamOptionsOf(environment: Readonly<Record<string, string | undefined>>, clientId: string): StreamOptions {
  return streamOptions(loadConfig(z.object(streamConfig), environment), clientId);
}

/**
 * Reads the files that the configuration names.
 * @throws ConfigError
 */
function kafkaSecurity(config: KafkaConfig): KafkaSecurity {
  const read = (name: 'KAFKA_CA_FILE' | 'KAFKA_CERTIFICATE_FILE' | 'KAFKA_KEY_FILE' | 'KAFKA_PASSWORD_FILE'): string | undefined =>
    config[name] === undefined ? undefined : textOf(name, config[name]);
  const password = config.KAFKA_PASSWORD ?? read('KAFKA_PASSWORD_FILE')?.trim();
  return {
    ...((config.KAFKA_TLS || config.KAFKA_CA_FILE !== undefined) && {
      tls: { authorities: read('KAFKA_CA_FILE'), certificate: read('KAFKA_CERTIFICATE_FILE'), key: read('KAFKA_KEY_FILE') },
    }),
    ...(config.KAFKA_USERNAME !== undefined && { scram: { username: config.KAFKA_USERNAME, password: password! } }),
  };
}

function textOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError([`${name}: the file cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}
