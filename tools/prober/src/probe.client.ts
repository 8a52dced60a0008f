import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/**
 * What became of a request. `refused`: no connection; `reset`: it broke off; `timeout`: no whole answer in time;
 * `failed`: any other reason (name, certificate); `answered`: with a status, of any kind.
 */
export type Outcome = 'answered' | 'refused' | 'reset' | 'timeout' | 'failed';

export interface ProbeAnswer {
  outcome: Outcome;
  /** 0: none. */
  status: number;
  headers: IncomingHttpHeaders;
  seconds: number;
}

const resets: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'HPE_INVALID_EOF_STATE', 'ERR_STREAM_PREMATURE_CLOSE']);
const refusals: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

export function outcomeOf(error: unknown): Exclude<Outcome, 'answered'> {
  const { code, name } = error as { code?: string; name?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return 'timeout';
  if (code !== undefined && resets.has(code)) return 'reset';
  return code !== undefined && refusals.has(code) ? 'refused' : 'failed';
}

export interface ProbeClientOptions {
  /** Kept: all requests on one connection, as an app does; else each on its own. */
  keepAlive: boolean;
  timeoutMs: number;
  /** Certificates of the authorities that are trusted, PEM. */
  ca?: string | undefined;
}

/**
 * Sends requests and says what became of them. Nothing is sent again: a client would notice what a repetition hides.
 */
export class ProbeClient {
  readonly #options: ProbeClientOptions;
  readonly #plain: HttpAgent;
  readonly #secure: HttpsAgent;

  constructor(options: ProbeClientOptions) {
    this.#options = options;
    const { keepAlive, ca } = options;
    const agent = { keepAlive, maxSockets: 1 };
    this.#plain = new HttpAgent(agent);
    this.#secure = new HttpsAgent({ ...agent, ...(ca !== undefined && { ca }) });
  }

  send(method: string, url: string, headers: Readonly<Record<string, string>>, body?: string): Promise<ProbeAnswer> {
    const beganAt = performance.now();
    const seconds = (): number => (performance.now() - beganAt) / 1000;
    const secure = new URL(url).protocol === 'https:';
    const options = {
      method,
      agent: secure ? this.#secure : this.#plain,
      headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
      signal: AbortSignal.timeout(this.#options.timeoutMs),
    };
    return new Promise((resolve) => {
      const fail = (error: unknown): void => resolve({ outcome: outcomeOf(error), status: 0, headers: {}, seconds: seconds() });
      const sent = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
        response.on('error', fail).on('end', () => {
          const { statusCode: status = 0, headers: received, complete } = response;
          resolve({ outcome: complete ? 'answered' : 'reset', status, headers: received, seconds: seconds() });
        });
        response.resume();
      });
      sent.on('error', fail).end(body);
    });
  }

  close(): void {
    this.#plain.destroy();
    this.#secure.destroy();
  }
}
