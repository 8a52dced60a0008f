import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a suite that runs here says of itself, as far as the comparison needs it. */
export interface RunningSuite {
  urls?: Record<string, string>;
  tokenFiles?: Record<string, string>;
  databases: Record<string, string>;
  keyFile?: string;
  stream?: { brokers?: string[]; topicPrefix: string };
  streamKeysFile?: string;
}

/**
 * What concerns projections is done by the timeline's own program, as the rules of its read models are its own.
 * @param program path of it
 * @param run undefined: the environment of this process is that of the service
 * @returns its exit code
 */
export async function runProjections(program: string, args: readonly string[], run: RunningSuite | undefined): Promise<number> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environmentOf(run) },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** Of one organisation the run has a token. */
function exportOf({ urls, tokenFiles }: RunningSuite): Record<string, string> {
  if (process.env.EVENT_EXPORT_URL !== undefined || urls?.ingest === undefined || tokenFiles?.importer === undefined) return {};
  return { EVENT_EXPORT_URL: urls.ingest, EVENT_EXPORT_TOKEN_FILE: tokenFiles.importer };
}

function environmentOf(run: RunningSuite | undefined): Record<string, string> {
  const timeline = run?.databases.timeline;
  if (!run || timeline === undefined) return {};
  const { brokers, topicPrefix = '' } = run.stream ?? {};
  return {
    DATABASE_OWNER_URL: timeline,
    DATABASE_API_URL: timeline,
    DATABASE_WORKER_URL: timeline,
    KEYRING_DATABASE_URL: run.databases.keyring ?? '',
    KEYRING_KEK_FILE: run.keyFile ?? '',
    STREAM_KIND: brokers ? 'kafka' : 'postgres',
    KAFKA_BROKERS: brokers?.join(',') ?? '',
    STREAM_DATABASE_URL: brokers ? '' : (run.databases.streams ?? ''),
    STREAM_TOPIC_PREFIX: topicPrefix,
    STREAM_KEYS_FILE: run.streamKeysFile ?? '',
    ...exportOf(run),
    LOG_LEVEL: 'silent',
    // It answers no requests.
    JWT_ISSUER: 'none',
    JWT_AUDIENCE: 'none',
    JWKS_URL: 'http://127.0.0.1:9/',
  };
}
