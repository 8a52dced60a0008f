import { Agent, request } from 'undici';

/** One request; answers how many things it recorded or read. */
export type Call = () => Promise<number>;

export interface Latencies {
  /** Things per second, by completion within the window. */
  rate: number;
  p50: number;
  p99: number;
  p999: number;
  calls: number;
  /** Length of the window. */
  seconds: number;
}

const failuresMax = 50;

/**
 * Keeps a number of calls in flight from `start` until `stop`. Windows are laid over the running load and count the
 * calls that are completed in them, so a call that crosses the edge of a window is counted once, where it ends.
 */
export class Load {
  /** Things completed since the start. */
  things = 0;
  private readonly workers: Promise<void>[] = [];
  private window: { latencies: number[]; things: number } | undefined;
  private running = true;
  private failures = 0;
  private lastError: unknown;

  private constructor(private readonly call: Call) {}

  static start(connections: number, call: Call): Load {
    const load = new Load(call);
    for (let index = 0; index < connections; index += 1) {
      const worker = load.work();
      worker.catch(() => (load.running = false)); // the window and `stop` report it
      load.workers.push(worker);
    }
    return load;
  }

  /** @throws what the calls failed with, when too many did or none succeeded */
  async measure(durationMs: number): Promise<Latencies> {
    const window = (this.window = { latencies: [] as number[], things: 0 });
    const from = performance.now();
    await Promise.race([pause(durationMs), Promise.all(this.workers)]);
    const seconds = (performance.now() - from) / 1000;
    this.window = undefined;
    if (window.latencies.length === 0) throw new Error('no call succeeded', { cause: this.lastError });
    const latencies = window.latencies.sort((a, b) => a - b);
    return {
      rate: window.things / seconds,
      p50: rank(latencies, 0.5),
      p99: rank(latencies, 0.99),
      p999: rank(latencies, 0.999),
      calls: latencies.length,
      seconds,
    };
  }

  /** Resolves when the calls in flight are done. */
  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.workers);
  }

  private async work(): Promise<void> {
    while (this.running) {
      const from = performance.now();
      try {
        const count = await this.call();
        this.things += count;
        this.window?.latencies.push(performance.now() - from);
        if (this.window) this.window.things += count;
      } catch (error) {
        this.failures += 1;
        this.lastError = error;
        if (this.failures > failuresMax) throw error;
      }
    }
  }
}

/** One window over a load of its own, after a warm-up. */
export async function drive(options: { connections: number; durationMs: number; warmUpMs: number; call: Call }): Promise<Latencies> {
  const load = Load.start(options.connections, options.call);
  try {
    if (options.warmUpMs > 0) await load.measure(options.warmUpMs);
    return await load.measure(options.durationMs);
  } finally {
    await load.stop();
  }
}

/** Nearest-rank percentile of ascending values. */
export function rank(sorted: readonly number[], fraction: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * fraction) - 1)] ?? Number.NaN;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
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
