import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNginx, freePort, HostedProcess } from '@everchart/dev-servers';
import { StartError } from './processes.js';

export interface RunningEdge {
  url: string;
  port: number;
  /** Where its metrics are. */
  adminPort: number;
  pid: number;
  logFile: string;
  stop(): Promise<void>;
}

interface EdgeOptions {
  directory: string;
  /** Of the services, by their names outside: where each is, and how its release is called. */
  upstreams: Readonly<Record<string, { url: string; release: string }>>;
  /** There it reads which release serves whom, by the secret in the file. */
  releases: { url: string; tokenFile: string };
  /** Who issues tokens: as the services have it. */
  identity: Readonly<Record<'JWT_ISSUER' | 'JWT_AUDIENCE' | 'JWKS_URL', string>>;
  logs: string;
  /** Instead of 8080. */
  port?: number;
  environment?: Readonly<Record<string, string>> | undefined;
  say: (line: string) => void;
}

const readyWithinMs = 60_000;

/**
 * The edge before the services, as it is in production but for TLS and the rates of clients: here all of them are one.
 * @throws StartError where no nginx can be had
 */
export async function startEdge(options: EdgeOptions): Promise<RunningEdge> {
  const { root, reason } = await findNginx((line) => options.say(`edge         ${line}`));
  if (root === undefined) throw new StartError(`--edge: no nginx can be had here: ${reason}`);
  const [port, adminPort] = [await freePort(options.port ?? 8080), await freePort()];
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const upstreamsFile = join(options.directory, 'upstreams.json');
  const upstreams = Object.fromEntries(
    Object.entries(options.upstreams).map(([name, { url, release }]) => [name, { default: url, releases: { [release]: url } }]),
  );
  writeFileSync(upstreamsFile, JSON.stringify(upstreams));
  const logFile = join(options.logs, 'edge.log');
  const host = await HostedProcess.start({
    command: process.execPath,
    args: [fileURLToPath(new URL('../../../services/edge/dist/main.js', import.meta.url))],
    environment: {
      EDGE_ROOT: root,
      EDGE_ADDRESS: '127.0.0.1',
      EDGE_PORT: String(port),
      EDGE_ADMIN_PORT: String(adminPort),
      EDGE_DIRECTORY: options.directory,
      EDGE_ACCESS_LOG: join(options.logs, 'edge-access.log'),
      EDGE_UPSTREAMS_FILE: upstreamsFile,
      EDGE_RELEASES_URL: options.releases.url,
      EDGE_RELEASES_TOKEN_FILE: options.releases.tokenFile,
      EDGE_ORG_REQUESTS_PER_SECOND: '100000',
      EDGE_CLIENT_REQUESTS_PER_SECOND: '100000',
      EDGE_ADDRESS_REQUESTS_PER_SECOND: '100000',
      ...options.identity,
      ...options.environment,
    },
    logFile,
    stopSignal: 'SIGTERM',
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + readyWithinMs;
  const isReady = () =>
    fetch(`http://127.0.0.1:${adminPort}/edge/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (host.ended || performance.now() > deadline) {
      await host.stop();
      throw new StartError(`the edge did not become ready; its log is ${logFile}:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, port, adminPort, pid: host.pid, logFile, stop: () => host.stop() };
}
