import type { BatchItemResult, EverchartClient } from './client.js';
import { completeEvent, type BatchEventDraft, type CompleteEvent, type EventDraft } from './events.js';
import { NoAnswerError, ProblemError, type ProblemDocument } from './problem.error.js';
import type { QueueStorage, StoredEntry } from './queue.storage.js';
import { pauseBefore } from './retry.js';

/** An event that waits on the device. */
export interface QueuedEvent {
  patientId: string;
  event: CompleteEvent;
  /** Version of the record that the writer had seen. */
  ifMatch?: number;
}

/** What became of an event. `created` and `duplicate` are on record; with the others the event needs attention. */
export type QueueOutcome = QueuedEvent & { result: BatchItemResult };

/**
 * An event that was not recorded, kept until a person decides. `failed`: whenever it is sent alone the service, or what
 * stands before it, fails. The queue goes on trying such a one, ever less often.
 */
export interface AttentionItem extends QueuedEvent {
  /** Names it in {@link OfflineQueue.sendAgain} and {@link OfflineQueue.discard}. */
  sequence: number;
  outcome: 'conflict' | 'invalid' | 'refused' | 'failed';
  problem: ProblemDocument;
}

export type QueueState =
  /** Nothing waits that could be sent. */
  | { state: 'idle' }
  | { state: 'sending'; events: number }
  /**
   * The last attempt failed with `error`; the next is at `untilMs` (milliseconds since 1970), or at {@link
   * OfflineQueue.wake}. A {@link ProblemError} with status 401 or 403 asks for a new login, one with the code
   * `parameter-invalid` for the device's clock to be set right.
   */
  | { state: 'waiting'; error: unknown; untilMs: number }
  | { state: 'stopped' };

export interface OfflineQueueOptions {
  client: EverchartClient;
  /** Belongs to this queue from now on: it is closed with it. */
  storage: QueueStorage;
  /**
   * When an event was refused, later ones of the same patient wait until a person has decided about it. Only one event
   * per patient is then sent at a time, so a patient's backlog takes longer. Default: later ones go on.
   */
  holdPatientOnRefusal?: boolean;
  /** Milliseconds of the longest pause after the first failure; doubled after each, up to `longestPauseMs`. */
  firstPauseMs?: number;
  longestPauseMs?: number;
}

export type OutcomeListener = (outcome: QueueOutcome) => void | Promise<void>;
export type StateListener = (state: QueueState) => void;

/** The service's limits for one batch, the second with room for what is around the events. */
const batchEvents = 1000;
const batchBytes = 8 * 1024 * 1024 - 1024;

/** Events that get through in one request on the slowest line. */
const fewEvents = 16;

/** Entries that are read from the storage at a time. */
const pageSize = 200;

/** So often an event alone may make the service fail before a person learns of it, and its patient waits no longer. */
const failuresMax = 3;
/** The longest time for which an event, or a patient, is set aside after that. */
const setAsideMaxMs = 10 * 60_000;

/** The longest time that timers know. */
const longestTimerMs = 2 ** 31 - 1;

/** Refusals that are about who sends and where to, or (the code) the device's clock: not about what is sent. */
const aboutTheSender: ReadonlySet<number | string> = new Set([401, 403, 404, 421, 'parameter-invalid']);

interface Waiting extends QueuedEvent {
  sequence: number;
}

/**
 * Events that are safe on the device as soon as they are recorded, and sent when the service can be reached: in the
 * order in which they were recorded per patient, several patients together, again and again until there is an answer.
 * What the service refuses is kept with the reason until a person decides; nothing is dropped silently.
 */
export class OfflineQueue {
  readonly #client: EverchartClient;
  readonly #storage: QueueStorage;
  readonly #options: Required<Omit<OfflineQueueOptions, 'client' | 'storage'>>;
  readonly #outcomeListeners = new Set<OutcomeListener>();
  readonly #stateListeners = new Set<StateListener>();
  readonly #stopping = new AbortController();
  /** Patients that wait for a person's decision. */
  readonly #held = new Set<string>();
  /** Events that alone made the service fail since the start, by sequence. */
  readonly #failed = new Map<number, { failures: number; problem: ProblemDocument }>();
  /** Names of patients, and of events, that are set aside, and until when. */
  readonly #aside = new Map<string, { untilMs: number; error: unknown }>();
  readonly #encoder = new TextEncoder();
  #state: QueueState = { state: 'stopped' };
  #draining: Promise<void> | undefined;
  #eventsAtMost = batchEvents;
  #failures = 0;
  /** Something may have become sendable since the storage was last looked at. */
  #news = false;
  /** Whether the rest that is under way is over when there is news. */
  #endsOnNews = false;
  /** Ends the rest that is under way. */
  #ring: () => void = () => undefined;

  constructor({ client, storage, ...options }: OfflineQueueOptions) {
    this.#client = client;
    this.#storage = storage;
    this.#options = { holdPatientOnRefusal: false, firstPauseMs: 1000, longestPauseMs: 60_000, ...options };
  }

  get state(): QueueState {
    return this.#state;
  }

  /** Begins to send, also what an earlier process left behind. Register listeners before. */
  start(): void {
    if (this.#draining) return;
    browser.addEventListener?.('online', this.wake);
    this.#draining = this.#drain();
  }

  /**
   * Keeps an event. Resolves, at once, when it is on the device's durable storage: from then on it is not lost. Rejects
   * when it could not be stored, for example because the device is full: then only the caller has it.
   */
  async record(patientId: string, event: EventDraft, options: { ifMatch?: number } = {}): Promise<{ id: string }> {
    const { ids } = await this.recordAll([{ patientId, ...event, ...options }]);
    return { id: ids[0]! };
  }

  /** Keeps several events, all or none, in order. */
  async recordAll(events: readonly BatchEventDraft[]): Promise<{ ids: string[] }> {
    const items = events.map(({ patientId, ifMatch, ...event }): QueuedEvent => {
      return { patientId, event: completeEvent(event), ...(ifMatch === undefined ? {} : { ifMatch }) };
    });
    await this.#storage.append(items.map((item) => JSON.stringify(item)));
    this.#noteNews();
    return { ids: items.map(({ event }) => event.id) };
  }

  /**
   * Sends now what waits, without waiting for the next attempt's time: for example after a new login. In browsers the
   * `online` event triggers it.
   */
  readonly wake = (): void => {
    this.#news = true;
    this.#ring();
  };

  /** Each event counts once: one that {@link needsAttention} lists does not count as waiting. */
  async counts(): Promise<{ waiting: number; attention: number }> {
    const [waiting, attention] = await Promise.all([this.#storage.count('waiting'), this.#storage.count('attention')]);
    const failing = this.#failing.length;
    return { waiting: waiting - failing, attention: attention + failing };
  }

  /** Everything that was refused, or fails each time, and not yet decided about, oldest first. */
  async needsAttention(): Promise<AttentionItem[]> {
    const items: AttentionItem[] = [];
    for (let after: number | undefined; ;) {
      const page = await this.#storage.peek('attention', pageSize, after);
      items.push(...page.map((entry) => readEntry<AttentionItem>(entry)));
      if (page.length < pageSize) break;
      after = page.at(-1)!.sequence;
    }
    const failing = await Promise.all(this.#failing.map((sequence) => this.#failingItem(sequence)));
    return [...items, ...failing.flatMap((item) => item ?? [])].sort((a, b) => a.sequence - b.sequence);
  }

  /**
   * Sends a refused event again, at its old place in the order. What is to be different about it is given: the event
   * corrected (under another id after a `conflict`), another version of the record, or none.
   * @returns false when there is no such item any more
   */
  async sendAgain(sequence: number, change: { event?: EventDraft; ifMatch?: number | null } = {}): Promise<boolean> {
    const item = await this.#attentionItem(sequence);
    if (!item) return false;
    const ifMatch = change.ifMatch === undefined ? item.ifMatch : (change.ifMatch ?? undefined);
    const event = change.event === undefined ? item.event : completeEvent(change.event);
    const queued: QueuedEvent = { patientId: item.patientId, event, ...(ifMatch === undefined ? {} : { ifMatch }) };
    await this.#storage.move('waiting', [{ sequence, text: JSON.stringify(queued) }]);
    await this.#release(item);
    return true;
  }

  /** Gives a refused event up for good. @returns false when there is no such item any more */
  async discard(sequence: number): Promise<boolean> {
    const item = await this.#attentionItem(sequence);
    if (!item) return false;
    await this.#storage.remove([sequence]);
    await this.#release(item);
    return true;
  }

  /**
   * Called with every answer about an event before the event leaves the queue. If the device stops in between, it is
   * called again with `duplicate`. The queue waits for what the listener returns. @returns ends it
   */
  onOutcome(listener: OutcomeListener): () => void {
    this.#outcomeListeners.add(listener);
    return () => void this.#outcomeListeners.delete(listener);
  }

  /** Called at every change of {@link state}. @returns ends it */
  onState(listener: StateListener): () => void {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  }

  /**
   * Stops sending and closes the storage. What is on its way may or may not be recorded: it is sent again by the next
   * start, and counts once.
   */
  async close(): Promise<void> {
    browser.removeEventListener?.('online', this.wake);
    this.#stopping.abort(new Error('the queue was closed'));
    this.#ring();
    await this.#draining;
    this.#enter({ state: 'stopped' });
    await this.#storage.close();
  }

  async #drain(): Promise<void> {
    let isPrepared = false;
    while (!this.#stopping.signal.aborted) {
      let batch: Waiting[] = [];
      try {
        if (!isPrepared) {
          if (this.#options.holdPatientOnRefusal)
            for (const { patientId } of await this.needsAttention()) this.#held.add(nameOf(patientId));
          isPrepared = true;
        }
        this.#news = false;
        batch = await this.#nextBatch();
        if (batch.length === 0) await this.#restUntilNews();
        else {
          await this.#send(batch);
          this.#failures = 0;
          this.#eventsAtMost = Math.min(batchEvents, this.#eventsAtMost * 2);
        }
      } catch (error) {
        if (!this.#stopping.signal.aborted) await this.#dealWith(error, batch).catch((failure: unknown) => this.#backOff(failure));
      }
    }
  }

  /** The first events that may go: as many as the service takes at once. */
  async #nextBatch(): Promise<Waiting[]> {
    const batch: Waiting[] = [];
    const patients = new Set<string>();
    let bytes = 0;
    let after: number | undefined;
    for (;;) {
      const page = await this.#storage.peek('waiting', pageSize, after);
      for (const entry of page) {
        const item = { ...readEntry<QueuedEvent>(entry), sequence: entry.sequence };
        const patient = nameOf(item.patientId);
        if (this.#held.has(patient) || this.#isAside(patient) || this.#isAside(nameOf(entry.sequence))) continue;
        if (this.#options.holdPatientOnRefusal && patients.has(patient)) continue;
        bytes += this.#encoder.encode(entry.text).length + 1;
        if (batch.length > 0 && bytes > batchBytes) return batch;
        patients.add(patient);
        batch.push(item);
        if (batch.length === this.#eventsAtMost) return batch;
      }
      if (page.length < pageSize) return batch;
      after = page.at(-1)!.sequence;
    }
  }

  async #send(batch: readonly Waiting[]): Promise<void> {
    this.#enter({ state: 'sending', events: batch.length });
    const { results } = await this.#client.sendBatch(batch, { retry: false, signal: this.#stopping.signal });
    if (results.length !== batch.length) throw new NoAnswerError('the answer does not cover the batch');
    await this.#settle(batch, results);
  }

  async #settle(batch: readonly Waiting[], results: readonly BatchItemResult[]): Promise<void> {
    const done: number[] = [];
    const refused: StoredEntry[] = [];
    let busy: ProblemError | undefined;
    for (const [index, { sequence, ...queued }] of batch.entries()) {
      const result = results[index]!;
      if ('problem' in result && result.status >= 500) {
        // Not judged: it stays where it is, and goes again.
        const error = new ProblemError(result.problem);
        if (error.temporary) busy ??= error;
        else this.#setAside(queued.patientId, sequence, error);
        continue;
      }
      this.#failed.delete(sequence);
      for (const listener of this.#outcomeListeners) await tell(() => listener({ ...queued, result }));
      if ('problem' in result) {
        refused.push({ sequence, text: JSON.stringify({ ...queued, outcome: result.outcome, problem: result.problem }) });
        if (this.#options.holdPatientOnRefusal) this.#held.add(nameOf(queued.patientId));
      } else done.push(sequence);
    }
    if (refused.length > 0) await this.#storage.move('attention', refused);
    if (done.length > 0) await this.#storage.remove(done);
    if (busy) await this.#backOff(busy);
  }

  /** An event that alone makes the service fail waits, longer each time; at first its patient's events wait with it. */
  #setAside(patientId: string, sequence: number, error: ProblemError): void {
    const failures = (this.#failed.get(sequence)?.failures ?? 0) + 1;
    this.#failed.set(sequence, { failures, problem: error.problem });
    const waits = failures < failuresMax || this.#options.holdPatientOnRefusal ? nameOf(patientId) : nameOf(sequence);
    this.#aside.set(waits, { untilMs: Date.now() + Math.min(setAsideMaxMs, failures * this.#options.longestPauseMs), error });
  }

  /** Sequences of the events that a person learns of although they are still being sent. */
  get #failing(): number[] {
    return [...this.#failed].flatMap(([sequence, { failures }]) => (failures >= failuresMax ? [sequence] : []));
  }

  /**
   * A batch that was not answered item by item. A smaller one may get through, and shows in the end which event is at
   * fault.
   */
  async #dealWith(error: unknown, batch: readonly Waiting[]): Promise<void> {
    const isSenders = error instanceof ProblemError && (aboutTheSender.has(error.status) || aboutTheSender.has(error.code));
    const problem = error instanceof ProblemError && !error.temporary && !isSenders ? error : undefined;
    if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      this.#eventsAtMost = problem ? half : Math.max(half, Math.min(fewEvents, this.#eventsAtMost));
    }
    // Only the service itself can decide that an event is wrong; a proxy in between cannot.
    const blamed = problem !== undefined && problem.status < 500 && !problem.code.startsWith('http-');
    if (blamed && batch.length > 1) return;
    const [only] = batch.length === 1 ? batch : [];
    if (blamed && only) {
      const { patientId, event } = only;
      const { status } = problem;
      return this.#settle([only], [{ id: event.id, patientId, outcome: 'refused', status, problem: problem.problem }]);
    }
    if (problem && only) this.#setAside(only.patientId, only.sequence, problem);
    await this.#backOff(error);
  }

  async #backOff(error: unknown): Promise<void> {
    this.#failures += 1;
    const pauseMs = Math.min(longestTimerMs, pauseBefore(this.#failures, this.#options, error));
    this.#enter({ state: 'waiting', error, untilMs: Date.now() + pauseMs });
    await this.#rest(pauseMs);
  }

  async #restUntilNews(): Promise<void> {
    const [aside] = [...this.#aside.values()].sort((a, b) => a.untilMs - b.untilMs);
    this.#enter(aside ? { state: 'waiting', ...aside } : { state: 'idle' });
    if (this.#news) return;
    this.#endsOnNews = true;
    await this.#rest(aside && Math.max(0, aside.untilMs - Date.now()));
    this.#endsOnNews = false;
  }

  /** Until the time is over, or the bell rings. */
  #rest(durationMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = durationMs === undefined ? undefined : setTimeout(resolve, durationMs);
      this.#ring = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#stopping.signal.aborted) this.#ring();
    });
  }

  /** After a failure new events wait for the next attempt, too. */
  #noteNews(): void {
    this.#news = true;
    if (this.#endsOnNews) this.#ring();
  }

  #isAside(name: string): boolean {
    const aside = this.#aside.get(name);
    if (aside && aside.untilMs <= Date.now()) this.#aside.delete(name);
    return this.#aside.has(name);
  }

  async #attentionItem(sequence: number): Promise<AttentionItem | undefined> {
    const [entry] = await this.#storage.peek('attention', 1, sequence - 1);
    return entry?.sequence === sequence ? readEntry<AttentionItem>(entry) : this.#failingItem(sequence);
  }

  async #failingItem(sequence: number): Promise<AttentionItem | undefined> {
    const failed = this.#failed.get(sequence);
    const [entry] = failed ? await this.#storage.peek('waiting', 1, sequence - 1) : [];
    if (!failed || entry?.sequence !== sequence) return undefined;
    return { ...readEntry<QueuedEvent>(entry), sequence, outcome: 'failed', problem: failed.problem };
  }

  /** A person has decided about one of the patient's events: after the last decision the others may go. */
  async #release({ patientId, sequence }: AttentionItem): Promise<void> {
    const patient = nameOf(patientId);
    this.#failed.delete(sequence);
    for (const name of [patient, nameOf(sequence)]) this.#aside.delete(name);
    if (this.#held.has(patient)) {
      const open = await this.needsAttention();
      if (!open.some((item) => nameOf(item.patientId) === patient)) this.#held.delete(patient);
    }
    this.wake();
  }

  #enter(state: QueueState): void {
    if (state.state === 'idle' && this.#state.state === 'idle') return;
    this.#state = state;
    for (const listener of this.#stateListeners) void tell(() => listener(state));
  }
}

/** What only browsers have. */
const browser = globalThis as {
  addEventListener?: (type: 'online', listener: () => void) => void;
  removeEventListener?: (type: 'online', listener: () => void) => void;
  reportError?: (error: unknown) => void;
};

/** Of a patient, by id, or of an event, by sequence. */
function nameOf(named: string | number): string {
  return String(named).toLowerCase();
}

function readEntry<T extends QueuedEvent>({ sequence, text }: StoredEntry): T {
  return { ...(JSON.parse(text) as T), sequence };
}

/** A listener's fault is the app's: it is reported as an uncaught error, and stops nothing here. */
async function tell(listener: () => void | Promise<void>): Promise<void> {
  try {
    await listener();
  } catch (error) {
    if (browser.reportError) browser.reportError(error);
    else
      queueMicrotask(() => {
        throw error;
      });
  }
}
