import { readFileSync } from 'node:fs';
import type { RecordableEvent } from '@everchart/fhir';

export interface RecorderOptions {
  ingestUrl: string;
  org: string;
  tokenFile: string;
  /** How long temporary refusals, or no answer, are tried again before the import is given up. */
  patienceMs: number;
  signal?: AbortSignal;
}

/** What became of one event. */
export type EventOutcome = { outcome: 'recorded' } | { outcome: 'already-recorded' } | { outcome: 'refused'; reason: string };

/** The import cannot go on. What was acknowledged stays; the next run goes on from there. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/** What one batch of the recording API takes at most. */
export const batchMaxEvents = 1000;
/** Below the 1 MiB that a body may always have. */
const batchMaxBytes = 1_000_000;
const requestTimeoutMs = 60_000;
const longestPauseMs = 5000;

interface BatchResult {
  outcome: 'created' | 'duplicate' | 'conflict' | 'invalid' | 'refused';
  problem?: { type?: string; title?: string; faults?: { pointer: string; message: string }[] };
}

/**
 * Sends events in batches, one after the other, so that they are recorded in the order in which they are given. Temporary refusals (429, 503, no connection) are
 * tried again: an event's id makes that safe.
 */
export class EventRecorder {
  /** Requests whose answer never came: what they recorded is answered as already recorded when they are sent again. */
  lostAnswers = 0;
  #waiting: { event: RecordableEvent; json: string }[] = [];
  #bytes = 0;

  constructor(
    private readonly options: RecorderOptions,
    private readonly onOutcome: (event: RecordableEvent, outcome: EventOutcome) => void,
  ) {}

  /** @throws ImportError */
  async add(event: RecordableEvent): Promise<void> {
    const json = JSON.stringify(event);
    const bytes = Buffer.byteLength(json) + 1;
    if (this.#waiting.length === batchMaxEvents || this.#bytes + bytes > batchMaxBytes) await this.flush();
    this.#waiting.push({ event, json });
    this.#bytes += bytes;
  }

  /** Sends what waits. @throws ImportError */
  async flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    if (batch.length === 0) return;
    const results = await this.#post(`{"events":[${batch.map(({ json }) => json).join(',')}]}`);
    if (results.length !== batch.length) throw new ImportError(`ingest answered ${results.length} results for ${batch.length} events`);
    batch.forEach(({ event }, index) => this.onOutcome(event, outcomeOf(results[index]!)));
  }

  async #post(body: string): Promise<BatchResult[]> {
    const { ingestUrl, org, patienceMs, signal } = this.options;
    const deadline = performance.now() + patienceMs;
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      signal?.throwIfAborted();
      const answer = await this.#send(`${ingestUrl}/v1/orgs/${org}/events`, body);
      if ('results' in answer) return answer.results;
      if (performance.now() > deadline) throw new ImportError(`${answer.why}, for ${patienceMs / 1000} s`, { cause: answer.cause });
      await pause(answer.retryAfterMs ?? pauseMs, signal);
    }
  }

  async #send(url: string, body: string): Promise<{ results: BatchResult[] } | { why: string; retryAfterMs?: number; cause?: unknown }> {
    const token = readFileSync(this.options.tokenFile, 'utf8').trim();
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(requestTimeoutMs),
      });
      text = await response.text();
    } catch (cause) {
      this.lostAnswers += 1;
      return { why: `no answer from ${new URL(url).origin}`, cause };
    }
    if (response.status === 200) return JSON.parse(text) as { results: BatchResult[] };
    if (response.status !== 429 && response.status !== 503) {
      throw new ImportError(`ingest answered ${response.status} ${titleOf(text)}`);
    }
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      why: `ingest answered ${response.status} ${titleOf(text)}`,
      ...(seconds > 0 ? { retryAfterMs: Math.min(seconds * 1000, longestPauseMs) } : {}),
    };
  }
}

/** Reasons are counted, so they name places and rules: neither an id nor a place in a list. */
function outcomeOf({ outcome, problem }: BatchResult): EventOutcome {
  if (outcome === 'created') return { outcome: 'recorded' };
  if (outcome === 'duplicate') return { outcome: 'already-recorded' };
  const code = problem?.type?.split(':').at(-1) ?? outcome;
  const faults = problem?.faults?.map(({ pointer, message }) => `${pointer.replaceAll(/\/\d+/g, '/*')} ${message}`) ?? [];
  const title = [problem?.title ?? 'no reason was given', ...new Set(faults)].join('; ');
  return { outcome: 'refused', reason: `${title} (${code})` };
}

function titleOf(text: string): string {
  try {
    const { title, detail } = JSON.parse(text) as { title?: unknown; detail?: unknown };
    return [title, detail].filter((each) => typeof each === 'string').join(': ');
  } catch {
    return ''; // not one of ours: a proxy's page
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
