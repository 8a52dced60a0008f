import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Agent, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNginx, freePort, HostedProcess } from '@everchart/dev-servers';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { until } from './until.js';

const issuer = 'https://identity.example';
const audience = 'everchart';

/** Says loudly that tests are skipped, and why. @returns the folder with nginx, or undefined */
export async function nginxOrSkip(): Promise<string | undefined> {
  const { root, reason } = await findNginx();
  if (root === undefined) process.stderr.write(`\n!!! THE TESTS OF THE EDGE ARE SKIPPED: no nginx can be had here: ${reason}\n\n`);
  return root;
}

/** An HTTP server of this process, on a port of its own. */
export class LocalServer {
  private constructor(
    readonly server: Server,
    readonly url: string,
  ) {}

  static async start(listener: RequestListener): Promise<LocalServer> {
    const server = createServer({ keepAliveTimeout: 72_000 }, listener);
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new LocalServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Keys of an identity provider, and tokens signed with them. */
export class Identities {
  readonly #keys = new Map<string, { privateKey: CryptoKey; jwk: JWK }>();
  fetched = 0;

  async add(alg: 'ES256' | 'RS256' | 'PS256' | 'EdDSA', kid = alg as string): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    this.#keys.set(kid, { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } });
  }

  readonly listener: RequestListener = (_request, response) => {
    this.fetched += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [...this.#keys.values()].map(({ jwk }) => jwk) }));
  };

  token(claims: Record<string, unknown> = {}, kid = 'ES256'): Promise<string> {
    const { privateKey, jwk } = this.#keys.get(kid)!;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: issuer,
      aud: audience,
      sub: 'carer-anna',
      org: 'north',
      roles: ['carer'],
      iat: now,
      exp: now + 600,
      ...claims,
    })
      .setProtectedHeader({ alg: jwk.alg!, kid })
      .sign(privateKey);
  }
}

const upstreamsIn = (directory: string): string => join(directory, 'upstreams.json');

export interface EdgeAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface EdgeRequest {
  method?: string;
  token?: string | undefined;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** The address that it comes from, when it matters: one of 127.0.0.0/8. */
  from?: string;
  /** Keeps connections. */
  agent?: Agent;
}

/** The edge as it runs in production, before servers of a test. */
export class EdgeProcess {
  private constructor(
    readonly port: number,
    readonly adminUrl: string,
    readonly directory: string,
    private readonly host: HostedProcess,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Where services are: read again every two seconds. */
  get upstreamsFile(): string {
    return upstreamsIn(this.directory);
  }

  static async start(
    root: string,
    options: { upstreams: object; jwksUrl: string; environment?: Record<string, string>; ready?: boolean },
  ): Promise<EdgeProcess> {
    const directory = mkdtempSync(join(tmpdir(), 'everchart-edge-'));
    const [port, adminPort] = [await freePort(), await freePort()];
    const upstreamsFile = upstreamsIn(directory);
    writeFileSync(upstreamsFile, JSON.stringify(options.upstreams));
    const environment = {
      EDGE_ROOT: root,
      EDGE_ADDRESS: '127.0.0.1',
      EDGE_PORT: String(port),
      EDGE_ADMIN_PORT: String(adminPort),
      EDGE_DIRECTORY: join(directory, 'run'),
      EDGE_ACCESS_LOG: join(directory, 'access.log'),
      EDGE_UPSTREAMS_FILE: upstreamsFile,
      JWT_ISSUER: issuer,
      JWT_AUDIENCE: audience,
      JWKS_URL: options.jwksUrl,
      ...options.environment,
    };
    const host = await HostedProcess.start({
      command: process.execPath,
      args: [fileURLToPath(new URL('../../../services/edge/dist/main.js', import.meta.url))],
      environment,
      logFile: join(directory, 'process.log'),
      stopSignal: 'SIGTERM',
    });
    const edge = new EdgeProcess(port, `http://127.0.0.1:${adminPort}`, directory, host);
    try {
      const path = options.ready === false ? 'live' : 'ready';
      await until(
        async () =>
          host.ended ||
          (await fetch(`${edge.adminUrl}/edge/${path}`).then(
            ({ ok }) => ok,
            () => false,
          )),
        {
          what: 'the edge is ready',
        },
      );
      if (host.ended) throw new Error('the edge has ended');
    } catch (error) {
      const said = readFileSync(join(directory, 'process.log'), 'utf8');
      await host.stop();
      throw new Error(`the edge did not start: ${said}`, { cause: error });
    }
    return edge;
  }

  get pid(): number {
    return this.host.pid;
  }

  /** One request, on a connection of its own unless an agent is given. */
  ask(path: string, options: EdgeRequest = {}): Promise<EdgeAnswer> {
    const { method = 'GET', token, headers = {}, body, from, agent } = options;
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          host: '127.0.0.1',
          port: this.port,
          ...(from !== undefined && { localAddress: from }),
          agent: agent ?? false,
          path,
          method,
          headers: {
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            accept: '*/*',
            'user-agent': 'everchart-test',
            ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString() }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Whole lines of the access log so far. The line of a request is written behind its answer: wait for it. */
  log(): Record<string, unknown>[] {
    return readFileSync(join(this.directory, 'access.log'), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Everything that the edge has written anywhere, as one text. */
  everythingWritten(): string {
    return ['access.log', 'process.log'].map((name) => readFileSync(join(this.directory, name), 'utf8')).join('\n');
  }

  async metrics(): Promise<string> {
    return (await fetch(`${this.adminUrl}/metrics`)).text();
  }

  /** What the counters of requests say: a number for each set of labels. */
  async counted(): Promise<{ labels: Record<string, string>; requests: number }[]> {
    return [...(await this.metrics()).matchAll(/^everchart_edge_requests_total\{(.*)\} (\d+)$/gm)].map(([, labels, requests]) => ({
      labels: Object.fromEntries([...labels!.matchAll(/(\w+)="(.*?)"/g)].map(([, name, value]) => [name!, value!])),
      requests: Number(requests),
    }));
  }

  async stop(): Promise<void> {
    await this.host.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
