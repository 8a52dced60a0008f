import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { ConfigError, configTypes, createLogger, createRegistry, loadConfig } from '@everchart/platform';
import { z } from 'zod';
import { ProbeMetrics } from './metrics.js';
import { Prober } from './prober.js';

const help = `Probes the suite from outside, as a carer's app would use it, and says by metrics what it saw.

  node tools/prober/dist/main.js

It records an entry and reads it again, on a connection that it keeps and on new ones, in an organisation of its own.

  PROBE_URL              address of the edge; both of the next ones instead of it:
  PROBE_INGEST_URL       of ingest
  PROBE_TIMELINE_URL     of patient-timeline
  PROBE_ORG              organisation (everchart-probe)
  PROBE_TOKEN_FILE       token of it with a role that records and reads (nurse); read anew for each round
  PROBE_CA_FILE          certificates of the authorities that are trusted, PEM; else those of the system
  PROBE_EVERY_SECONDS    from one round to the next (15)
  PROBE_TIMEOUT_MS       after which an answer counts as missing (10000)
  PORT, HOST             where /metrics, /health/live and /health/ready are (8080, 127.0.0.1)
  LOG_LEVEL              (info)
`;

const schema = z.object({
  PROBE_URL: configTypes.url.optional(),
  PROBE_INGEST_URL: configTypes.url.optional(),
  PROBE_TIMELINE_URL: configTypes.url.optional(),
  PROBE_ORG: z.string().regex(/^[\w.-]{1,64}$/, 'is no organisation').default('everchart-probe'),
  PROBE_TOKEN_FILE: z.string().min(1),
  PROBE_CA_FILE: z.string().min(1).optional(),
  PROBE_EVERY_SECONDS: configTypes.positive.default(15),
  PROBE_TIMEOUT_MS: configTypes.positive.default(10_000),
  PORT: configTypes.port.default(8080),
  HOST: z.string().default('127.0.0.1'),
  INSTANCE_ID: z.string().default(() => `${hostname()}-${process.pid}`),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
}); // prettier-ignore

function readConfig() {
  const config = loadConfig(schema);
  const { PROBE_URL: url, PROBE_INGEST_URL: ingestUrl = url, PROBE_TIMELINE_URL: timelineUrl = url } = config;
  if (ingestUrl === undefined || timelineUrl === undefined)
    throw new ConfigError(['PROBE_URL: is required, or PROBE_INGEST_URL and PROBE_TIMELINE_URL']);
  const ca = config.PROBE_CA_FILE === undefined ? undefined : readFileSync(config.PROBE_CA_FILE, 'utf8');
  return { ...config, ingestUrl: withoutSlash(ingestUrl), timelineUrl: withoutSlash(timelineUrl), ca };
}

const withoutSlash = (url: string): string => url.replace(/\/$/, '');

async function run(): Promise<void> {
  const config = readConfig();
  const logger = createLogger({ service: 'prober', instance: config.INSTANCE_ID, level: config.LOG_LEVEL });
  const registry = createRegistry('prober');
  const { PROBE_ORG: org, PROBE_TOKEN_FILE: tokenFile, PROBE_TIMEOUT_MS: timeoutMs, ingestUrl, timelineUrl, ca } = config;
  const prober = new Prober({ ingestUrl, timelineUrl, org, tokenFile, timeoutMs, ca, metrics: new ProbeMetrics(registry), logger });
  const server = createServer((request, response) => {
    if (request.url === '/health/live' || request.url === '/health/ready') return void response.end('ok\n');
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    void registry.metrics().then((text) => response.setHeader('content-type', registry.contentType).end(text));
  });
  await new Promise<void>((resolve) => server.listen(config.PORT, config.HOST, resolve));
  logger.info({ event: 'prober.started', port: (server.address() as { port: number }).port });
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
  while (!stopping.signal.aborted) {
    const beganAt = performance.now();
    await prober.round();
    const restMs = Math.max(0, config.PROBE_EVERY_SECONDS * 1000 - (performance.now() - beganAt));
    await pause(restMs, stopping.signal);
  }
  prober.close();
  server.closeAllConnections();
  server.close();
  logger.info({ event: 'prober.stopped' });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => (clearTimeout(timer), resolve());
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}

if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) process.stdout.write(help);
else {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`prober: ${(error as Error).message}\n`);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
  }
}
