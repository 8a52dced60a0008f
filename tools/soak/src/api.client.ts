import { Agent, request } from 'undici';

export interface Answer {
  status: number;
  /** Of the problem, without its prefix; empty for other answers. */
  problem: string;
  body: Record<string, unknown>;
  position: string | undefined;
}

/** Requests as the apps of an organisation send them: no answer within some seconds is no answer. */
export class ApiClient {
  readonly #agent = new Agent({ connections: 64, pipelining: 1 });

  constructor(
    private readonly token: string,
    private readonly timeoutMs = 5000,
  ) {}

  /** @returns undefined when there was no answer: the outcome is unknown */
  async ask(method: 'GET' | 'POST', url: string, more: { body?: unknown; headers?: Record<string, string>; patienceMs?: number } = {}) {
    try {
      const response = await request(url, {
        method,
        dispatcher: this.#agent,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...more.headers,
        },
        body: more.body === undefined ? null : JSON.stringify(more.body),
        signal: AbortSignal.timeout(more.patienceMs ?? this.timeoutMs),
      });
      const body = (await response.body.json()) as Record<string, unknown>;
      const position = response.headers['everchart-position'];
      return {
        status: response.statusCode,
        problem: problemOf(body),
        body,
        position: typeof position === 'string' ? position : undefined,
      } satisfies Answer;
    } catch {
      return undefined; // no connection, a broken one, or no answer
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

/** As problem+json says it, or an OperationOutcome. */
function problemOf({ type, issue }: Record<string, unknown>): string {
  if (typeof type === 'string') return type.replace('urn:everchart:problem:', '');
  const [first] = (issue ?? []) as { details: { coding?: { code: string }[] } }[];
  return first?.details.coding?.[0]?.code ?? '';
}
