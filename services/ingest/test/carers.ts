import { randomUUID } from 'node:crypto';
import { note, registration, type Answer, type EventDraft, type IngestSuite } from './ingest-suite.js';

/**
 * Carers who go on recording at a steady rate, each for a patient of their own: the same event, with the same id, until
 * it is acknowledged.
 */
export class Carers {
  /** Ids by patient, in the order in which they were acknowledged. */
  readonly recorded = new Map<string, string[]>();
  /** What ended the work of a carer: an answer that no repetition cures. */
  fault: Error | undefined;
  /** How often an event was not acknowledged, by problem; `no-answer` when there was none. */
  readonly refusals = new Map<string, number>();
  readonly #working: Promise<void>[];
  #over = false;

  constructor(
    private readonly suite: IngestSuite,
    readonly org: string,
    count: number,
    /** Of the process that they record with; else the suite's. */
    private readonly url?: string,
  ) {
    this.#working = Array.from({ length: count }, () => this.#work());
    for (const each of this.#working) each.catch((error: unknown) => this.#ended(error));
  }

  get count(): number {
    return [...this.recorded.values()].reduce((sum, ids) => sum + ids.length, 0);
  }

  #ended(error: unknown): void {
    this.fault ??= error as Error;
    this.#over = true;
  }

  /** @throws what a carer was answered that no repetition cures */
  async stop(): Promise<void> {
    this.#over = true;
    await Promise.all(this.#working);
  }

  async #work(): Promise<void> {
    const patient = randomUUID();
    const ids: string[] = [];
    this.recorded.set(patient, ids);
    for (let event = registration(); !this.#over; event = note('slept well')) {
      while (!(await this.#isAcknowledged(patient, event))) await pause();
      ids.push(event.id);
      await pause();
    }
  }

  async #isAcknowledged(patient: string, event: EventDraft): Promise<boolean> {
    let answer: Answer;
    try {
      answer = await this.suite.post(`/patients/${patient}/events`, event, { org: this.org, url: this.url });
    } catch {
      this.#refused('no-answer');
      return false;
    }
    if (answer.status === 201 || answer.status === 200) return true;
    const problem = (answer.body.type ?? '').replace('urn:everchart:problem:', '');
    if (answer.status !== 503 || !answer.headers.has('retry-after')) throw new Error(`answered ${answer.status} ${problem}`);
    this.#refused(problem);
    return false;
  }

  #refused(problem: string): void {
    this.refusals.set(problem, (this.refusals.get(problem) ?? 0) + 1);
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 15));
}
