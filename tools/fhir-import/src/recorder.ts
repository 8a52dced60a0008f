import { readFileSync } from 'node:fs';
import { EverchartClient, NoAnswerError, ProblemError, type BatchEventDraft, type BatchItemResult } from '@everchart/client';
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
const batchTimeoutMs = 60_000;

/**
 * Sends events in batches, one after the other, so that they are recorded in the order in which they are given.
 * Temporary refusals (429, 503, no connection) are tried again by the client: an event's id makes that safe.
 */
export class EventRecorder {
  /** Requests whose answer never came: what they recorded is answered as already recorded when they are sent again. */
  lostAnswers = 0;
  readonly #client: EverchartClient;
  #waiting: RecordableEvent[] = [];
  #bytes = 0;

  constructor(
    private readonly options: RecorderOptions,
    private readonly onOutcome: (event: RecordableEvent, outcome: EventOutcome) => void,
  ) {
    const { ingestUrl, org, tokenFile, patienceMs } = options;
    this.#client = new EverchartClient({
      ingestUrl,
      org,
      token: () => Promise.resolve(readFileSync(tokenFile, 'utf8').trim()),
      retry: { deadlineMs: patienceMs, batchTimeoutMs },
      onAttemptFailed: (error) => {
        if (error instanceof NoAnswerError) this.lostAnswers += 1;
      },
    });
  }

  /** @throws ImportError */
  async add(event: RecordableEvent): Promise<void> {
    const bytes = Buffer.byteLength(JSON.stringify(event)) + 1;
    if (this.#waiting.length === batchMaxEvents || this.#bytes + bytes > batchMaxBytes) await this.flush();
    this.#waiting.push(event);
    this.#bytes += bytes;
  }

  /** Sends what waits. @throws ImportError */
  async flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    if (batch.length === 0) return;
    const results = await this.#send(batch);
    if (results.length !== batch.length) throw new ImportError(`ingest answered ${results.length} results for ${batch.length} events`);
    batch.forEach((event, index) => this.onOutcome(event, outcomeOf(results[index]!)));
  }

  async #send(batch: readonly RecordableEvent[]): Promise<BatchItemResult[]> {
    const { ingestUrl, patienceMs, signal } = this.options;
    try {
      // Whether data fits its type is for the service to say.
      const { results } = await this.#client.recordBatch(batch as unknown as BatchEventDraft[], signal ? { signal } : {});
      return results;
    } catch (cause) {
      const inVain = `, for ${patienceMs / 1000} s`;
      if (cause instanceof NoAnswerError) throw new ImportError(`no answer from ${new URL(ingestUrl).origin}${inVain}`, { cause });
      if (!(cause instanceof ProblemError)) throw cause;
      const { title, detail } = cause.problem;
      const why = [title, detail].filter((each) => each !== undefined).join(': ');
      throw new ImportError(`ingest answered ${cause.status} ${why}${cause.temporary ? inVain : ''}`, { cause });
    }
  }
}

/** Reasons are counted, so they name places and rules: neither an id nor a place in a list. */
function outcomeOf(result: BatchItemResult): EventOutcome {
  if (!('problem' in result)) return { outcome: result.outcome === 'created' ? 'recorded' : 'already-recorded' };
  const { code, problem, faults } = new ProblemError(result.problem);
  const places = faults.map(({ pointer, message }) => `${pointer.replaceAll(/\/\d+/g, '/*')} ${message}`);
  return { outcome: 'refused', reason: `${[problem.title, ...new Set(places)].join('; ')} (${code})` };
}
