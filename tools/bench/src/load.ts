import { Agent, request } from 'undici';

export interface Latencies {
  /** Calls per second over the whole run. */
  rate: number;
  p50: number;
  p99: number;
  p999: number;
  calls: number;
  errors: number;
}

/**
 * Keeps `connections` calls in flight until `durationMs` has passed (after a warm-up that is not counted).
 * `call` does one request and answers how many things it recorded or read.
 */
export async function drive(options: {
  connections: number;
  durationMs: number;
  warmUpMs: number;
  call: () => Promise<number>;
}): Promise<Latencies> {
  const latencies: number[] = [];
  let things = 0;
  let errors = 0;
  let lastError: unknown;
  const started = performance.now();
  const countFrom = started + options.warmUpMs;
  const end = countFrom + options.durationMs;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      const from = performance.now();
      try {
        const count = await options.call();
        const to = performance.now();
        if (from >= countFrom && to <= end) {
          latencies.push(to - from);
          things += count;
        }
      } catch (error) {
        errors += 1;
        lastError = error;
        if (errors > 50) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: options.connections }, worker));
  if (latencies.length === 0) throw new Error('no call succeeded', { cause: lastError });
  latencies.sort((a, b) => a - b);
  return {
    rate: things / (options.durationMs / 1000),
    p50: rank(latencies, 0.5),
    p99: rank(latencies, 0.99),
    p999: rank(latencies, 0.999),
    calls: latencies.length,
    errors,
  };
}

/** Nearest-rank percentile of ascending values. */
export function rank(sorted: readonly number[], fraction: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * fraction) - 1)] ?? Number.NaN;
}

export class ApiClient {
  private readonly agent: Agent;

  constructor(
    private readonly token: string,
    connections: number,
  ) {
    this.agent = new Agent({ connections, pipelining: 1, keepAliveTimeout: 30_000 });
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string; position: string | undefined }> {
    return this.send('GET', url, undefined, headers);
  }

  async post(
    url: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: string; position: string | undefined }> {
    return this.send('POST', url, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  close(): Promise<void> {
    return this.agent.close();
  }

  private async send(method: 'GET' | 'POST', url: string, body: string | undefined, headers: Record<string, string>) {
    const response = await request(url, {
      method,
      dispatcher: this.agent,
      headers: { authorization: `Bearer ${this.token}`, ...headers },
      body: body ?? null,
    });
    const text = await response.body.text();
    const position = response.headers['everchart-position'];
    return { status: response.statusCode, body: text, position: typeof position === 'string' ? position : undefined };
  }
}

/** @throws when the status is not one of `expected`; the text of the answer is part of the message */
export function expectStatus(answer: { status: number; body: string }, ...expected: number[]): void {
  if (!expected.includes(answer.status)) throw new Error(`answered ${answer.status}: ${answer.body.slice(0, 300)}`);
}
