import type { ClinicalEventData, ClinicalEventType } from './event-data.js';
import { completeEvent, type BatchEventDraft, type CompleteEvent, type EventDraft } from './events.js';
import type { components as ingest } from './generated/ingest.js';
import type { components as timeline, operations } from './generated/patient-timeline.js';
import { follow, type LiveEvent, type LiveOptions, type LiveScope } from './live.js';
import { PositionMemory } from './position.memory.js';
import { NoAnswerError, ProblemError, type ProblemDocument } from './problem.error.js';
import { withRetries, type RetryPolicy } from './retry.js';

export interface EverchartClientOptions {
  /** Base addresses of the two services, with or without a path. Who only records needs no timeline. */
  ingestUrl: string;
  timelineUrl?: string;
  /** Organisation of the token. */
  org: string;
  /**
   * A bearer token that is valid now. It is called before every attempt, so renew the token there. Its rejection is
   * passed on.
   */
  token: () => Promise<string>;
  /** Default: the platform's. */
  fetch?: typeof fetch;
  /**
   * The device's clock, in milliseconds since 1970, as it is sent to the service with every write. Default: `Date.now`.
   */
  clock?: () => number;
  retry?: Partial<RetryPolicy & { batchTimeoutMs: number }>;
  /** Called for every failed attempt that may be repeated, whether it is repeated or not: for logs and counters. */
  onAttemptFailed?: (error: ProblemError | NoAnswerError) => void;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Whether temporary failures are tried again until the deadline. Default: yes. */
  retry?: boolean;
}

export interface ReadOptions extends CallOptions {
  /**
   * A position token: what is shown includes it. Default: what this client has written and read last. `null`: any
   * state.
   */
  atLeast?: string | null;
  /** Rather an older state, marked as `stale`, than none. */
  allowStale?: boolean;
}

/** The record as it was. With `knownAt` and `happenedBy` both hold. */
export interface PastOptions extends ReadOptions {
  /** What was recorded up to here (RFC 3339 with zone), with what was corrected up to here. */
  knownAt?: string;
  /** What had happened by then, by the times that count in what is known. */
  happenedBy?: string;
  /** Instead of `knownAt`: the `streamVersion` that an answer, or an access on record, names as served. */
  atVersion?: number;
}

export interface DifferenceOptions extends ReadOptions {
  from: string;
  /** Default: the record as it is. */
  to?: string;
  /** Whether it is by what was recorded between them (default), or by what happened. */
  clock?: 'recorded' | 'happened';
}

export interface TimelineOptions extends PastOptions {
  /** Only entries of these types. */
  types?: readonly ClinicalEventType[];
  /** Happened at or after, and before (RFC 3339 with zone). */
  from?: string;
  to?: string;
  /** Entries that one request asks for. */
  pageSize?: number;
}

/** What was recorded, and where in the record. */
export type Recorded = ingest['schemas']['Recorded'] & {
  /** `duplicate`: the same event was recorded before, perhaps by an attempt whose answer was lost. */
  outcome: 'created' | 'duplicate';
  /** For a read elsewhere (`atLeast`) that is to show this event; this client's own reads do. */
  positionToken: string | undefined;
};

type Item<T extends { id?: string }> = T extends T ? Omit<T, 'id'> & { id: string; patientId: string } : never;

/** Outcome of one event of a batch. `conflict`, `invalid`, `refused` and `failed` carry the problem. */
export type BatchItemResult = Item<
  ingest['schemas']['RecordedItem'] | (Omit<ingest['schemas']['BatchRefusedItem'], 'problem'> & { problem: ProblemDocument })
>;

export interface BatchResult {
  /** One per event, in order. */
  results: BatchItemResult[];
  positionToken: string | undefined;
}

/** An event of the organisation itself: it opens, changes or closes a facility, unit, room or bed. */
export type DirectoryEvent = ingest['schemas']['DirectoryEvent'];
export type DirectoryBatchResult = ingest['schemas']['DirectoryBatchResults'] & Pick<BatchResult, 'positionToken'>;

export type PatientSummary = timeline['schemas']['PatientSummary'];
export type PatientDifference = timeline['schemas']['PatientDifference'];
export type TimelineEntry = timeline['schemas']['TimelineEntry'];
export type TimelinePage = timeline['schemas']['TimelinePage'];

type Shown = PatientSummary | TimelinePage | PatientDifference;

const defaultPolicy: RetryPolicy & { batchTimeoutMs: number } = {
  deadlineMs: 30_000,
  attemptTimeoutMs: 10_000,
  batchTimeoutMs: 30_000,
  firstPauseMs: 100,
  longestPauseMs: 5_000,
};

/** Refusals of a remembered position that no repetition cures: the store is another one than the position came from. */
const voidPositions: ReadonlySet<string> = new Set(['position-from-before-restore', 'position-unknown']);

interface Call {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string | undefined>;
  body?: string;
  timeoutMs: number;
}

interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/**
 * Records events and reads records of one organisation. Every event has its id before the first attempt, so that trying
 * again is safe, and a read shows at least what this client has recorded and seen.
 *
 * All methods reject with a {@link ProblemError} when the service refuses, a {@link NoAnswerError} when no answer came
 * in time, and the signal's reason when they are aborted.
 */
export class EverchartClient {
  readonly org: string;
  readonly #options: EverchartClientOptions;
  readonly #policy: RetryPolicy & { batchTimeoutMs: number };
  readonly #positions = new PositionMemory();

  constructor(options: EverchartClientOptions) {
    this.org = options.org;
    this.#options = options;
    this.#policy = { ...defaultPolicy, ...options.retry };
  }

  /** The latest position token that this client was given: for another reader who must see at least as much. */
  get positionToken(): string | undefined {
    return this.#positions.ofOrganisation;
  }

  /**
   * Records one event. Resolves when it is on the service's disk.
   * @param options.ifMatch version of the record (`streamVersion`) that the writer has seen; if it went on since, the
   * event is refused (412 `version-conflict`)
   */
  async record(patientId: string, event: EventDraft, options: CallOptions & { ifMatch?: number } = {}): Promise<Recorded> {
    const answer = await this.#exchange(
      {
        method: 'POST',
        url: `${this.#ofOrganisation('ingestUrl')}/patients/${encodeURIComponent(patientId)}/events`,
        headers: { 'if-match': options.ifMatch === undefined ? undefined : entityTag(options.ifMatch) },
        body: JSON.stringify(completeEvent(event)),
        timeoutMs: this.#policy.attemptTimeoutMs,
      },
      options,
    );
    const recorded = answer.body as ingest['schemas']['Recorded'];
    const positionToken = this.#note(patientId, recorded.streamVersion, answer);
    return { ...recorded, outcome: answer.status === 201 ? 'created' : 'duplicate', positionToken };
  }

  /**
   * Records up to 1,000 events of any patients, in order, in one request of at most 8 MiB. Each has its own outcome.
   * @param options.atomic all or none: where one is refused, none is recorded, and the call rejects (`batch-refused`,
   * with a list `problems`)
   */
  async recordBatch(events: readonly BatchEventDraft[], options: CallOptions & { atomic?: boolean } = {}): Promise<BatchResult> {
    const complete = events.map(({ patientId, ifMatch, ...event }) => ({ patientId, ifMatch, event: completeEvent(event) }));
    return this.sendBatch(complete, options);
  }

  /**
   * @internal As {@link recordBatch}, for events that have their id and version already: those of the offline queue.
   */
  async sendBatch(
    events: readonly { patientId: string; ifMatch?: number | undefined; event: CompleteEvent }[],
    options: CallOptions & { atomic?: boolean } = {},
  ): Promise<BatchResult> {
    const answer = await this.#postBatch('events', events.map(batchItem), options);
    const { results } = answer.body as ingest['schemas']['BatchResults'];
    const items = results.map((result, index): BatchItemResult => {
      const { patientId, event } = events[index]!;
      if ('position' in result) this.#note(patientId, result.streamVersion, answer);
      return { ...result, id: event.id, patientId };
    });
    return { results: items, positionToken: positionOf(answer) };
  }

  /**
   * Records up to 1,000 events of what the organisation has, in order; for the role `administrator`. Each has its own
   * outcome, as in {@link recordBatch}, and its id and all else as it is given.
   */
  async recordDirectory(
    events: readonly DirectoryEvent[],
    options: CallOptions & { atomic?: boolean } = {},
  ): Promise<DirectoryBatchResult> {
    const answer = await this.#postBatch('directory/batch', events, options);
    const positionToken = positionOf(answer);
    if (positionToken !== undefined) this.#positions.noteOrganisation(positionToken);
    return { ...(answer.body as ingest['schemas']['DirectoryBatchResults']), positionToken };
  }

  /** What a carer needs to know of a patient, on one page: as it is, or as it was. */
  async summary(patientId: string, options: PastOptions = {}): Promise<PatientSummary> {
    return (await this.#read(patientId, `summary${queryOf(pastOf(options))}`, options)) as PatientSummary;
  }

  /** What changed in a record between two instants. */
  async difference(patientId: string, { from, to, clock, ...options }: DifferenceOptions): Promise<PatientDifference> {
    return (await this.#read(patientId, `difference${queryOf({ from, to, clock })}`, options)) as PatientDifference;
  }

  /** The entries of a patient, newest first by when they happened, as many pages as are requested. */
  async *timeline(patientId: string, options: TimelineOptions = {}): AsyncGenerator<TimelineEntry, void, void> {
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await this.timelinePage(patientId, { ...options, ...(cursor === undefined ? {} : { cursor }) });
      yield* page.entries;
      cursor = page.next;
    }
  }

  /** One page of the timeline. @param options.cursor `next` of the page before; `next` is null on the last */
  async timelinePage(patientId: string, options: TimelineOptions & { cursor?: string } = {}): Promise<TimelinePage> {
    const query: Partial<NonNullable<operations['PatientsController_timeline']['parameters']['query']>> = {
      ...pastOf(options),
      limit: options.pageSize,
      cursor: options.cursor,
      type: options.types?.join(','),
      from: options.from,
      to: options.to,
    };
    return (await this.#read(patientId, `timeline${queryOf(query)}`, options)) as TimelinePage;
  }

  /**
   * What is recorded from now on, or behind an event or an answer: each entry once, in order, until the signal is
   * aborted. A connection that breaks is opened again where it stopped. What this client reads afterwards includes it.
   */
  async *live(scope: LiveScope, options: LiveOptions = {}): AsyncGenerator<LiveEvent, void, void> {
    const base = this.#ofOrganisation('timelineUrl');
    const url =
      'patientId' in scope
        ? `${base}/patients/${encodeURIComponent(scope.patientId)}/live`
        : 'organisation' in scope
          ? `${base}/live/organisation`
          : `${base}/live${queryOf(scope)}`;
    const connect = async (after: string | undefined, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> => {
      const headers = { accept: 'text/event-stream', 'last-event-id': after };
      const response = await this.#fetch({ method: 'GET', url, headers }, signal);
      if (!response.ok) throw await this.#refusalOf(response);
      return response.body!;
    };
    for await (const event of follow(connect, options, this.#policy, this.#options.onAttemptFailed)) {
      const { data } = event;
      if ('patientId' in data) this.#positions.note(data.patientId, data.streamVersion, data.position);
      else this.#positions.noteOrganisation(data.position);
      yield event;
    }
  }

  #postBatch(path: string, events: readonly object[], { atomic, ...options }: CallOptions & { atomic?: boolean }): Promise<Answer> {
    return this.#exchange(
      {
        method: 'POST',
        url: `${this.#ofOrganisation('ingestUrl')}/${path}${atomic === true ? '?atomic=true' : ''}`,
        headers: {},
        body: JSON.stringify({ events }),
        timeoutMs: this.#policy.batchTimeoutMs,
      },
      options,
    );
  }

  async #read(patientId: string, path: string, { atLeast, allowStale, ...options }: ReadOptions): Promise<Shown> {
    const position = atLeast === null ? undefined : (atLeast ?? this.#positions.of(patientId));
    try {
      const answer = await this.#exchange(
        {
          method: 'GET',
          url: `${this.#ofOrganisation('timelineUrl')}/patients/${encodeURIComponent(patientId)}/${path}`,
          headers: { 'everchart-at-least': position, 'everchart-allow-stale': allowStale === true ? 'true' : undefined },
          timeoutMs: this.#policy.attemptTimeoutMs,
        },
        options,
      );
      const shown = answer.body as Shown;
      // A state of the past is no newest one: the position of a later one is kept.
      if (shown.position !== undefined && shown.past === undefined && !('clock' in shown))
        this.#positions.note(patientId, shown.streamVersion, shown.position);
      return shown;
    } catch (error) {
      if (error instanceof ProblemError && voidPositions.has(error.code)) this.#positions.forget();
      throw error;
    }
  }

  #ofOrganisation(service: 'ingestUrl' | 'timelineUrl'): string {
    const base = this.#options[service];
    if (base === undefined) throw new Error(`the client was made without ${service}`);
    return `${base.replace(/\/+$/, '')}/v1/orgs/${encodeURIComponent(this.org)}`;
  }

  #note(patientId: string, streamVersion: number, answer: Answer): string | undefined {
    const token = positionOf(answer);
    if (token !== undefined) this.#positions.note(patientId, streamVersion, token);
    return token;
  }

  #exchange(call: Call, { signal, retry = true }: CallOptions): Promise<Answer> {
    const attempt = (attemptSignal: AbortSignal): Promise<Answer> => this.#attempt(call, attemptSignal);
    const policy = { ...this.#policy, attemptTimeoutMs: call.timeoutMs, ...(retry ? {} : { deadlineMs: 0 }) };
    return withRetries(attempt, policy, { signal, onFailure: this.#options.onAttemptFailed });
  }

  async #attempt(call: Call, signal: AbortSignal): Promise<Answer> {
    const response = await this.#fetch(call, signal);
    if (!response.ok) throw await this.#refusalOf(response);
    return { status: response.status, headers: response.headers, body: jsonOf(await textOf(response)) };
  }

  /** @throws NoAnswerError */
  async #fetch({ method, url, headers, body }: Omit<Call, 'timeoutMs'>, signal: AbortSignal): Promise<Response> {
    const { token, clock = Date.now, fetch = globalThis.fetch } = this.#options;
    const given = {
      ...headers,
      authorization: `Bearer ${await token()}`,
      // Never corrected on the way: what the device believes the time to be, at the time of sending.
      ...(method === 'POST' ? { 'content-type': 'application/json', 'everchart-device-time': new Date(clock()).toISOString() } : {}),
    };
    const sent = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
    try {
      return await fetch(url, { method, headers: sent, signal, ...(body === undefined ? {} : { body }) });
    } catch (cause) {
      throw new NoAnswerError('no answer', { cause });
    }
  }

  async #refusalOf(response: Response): Promise<ProblemError> {
    const { clock = Date.now } = this.#options;
    return new ProblemError(problemOf(response, await textOf(response)), retryAfterMsOf(response, clock()));
  }
}

/** @throws NoAnswerError for an answer that breaks off */
async function textOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw new NoAnswerError('no answer', { cause });
  }
}

function pastOf({ knownAt, happenedBy, atVersion }: PastOptions): Pick<PastOptions, 'knownAt' | 'happenedBy' | 'atVersion'> {
  return { knownAt, happenedBy, atVersion };
}

/** The parameters that say something. */
function queryOf(parameters: object): string {
  const stated = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return stated.length === 0 ? '' : `?${new URLSearchParams(stated.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** Narrows an entry of the timeline to its type, and its data with it. Null where the data was destroyed by law. */
export function isEntryOf<T extends ClinicalEventType>(
  entry: TimelineEntry,
  type: T,
): entry is TimelineEntry & { type: T; data: ClinicalEventData[T] | null } {
  return entry.type === type;
}

function batchItem({ patientId, ifMatch, event }: { patientId: string; ifMatch?: number | undefined; event: CompleteEvent }): object {
  return { patientId, ...(ifMatch === undefined ? {} : { ifMatch: entityTag(ifMatch) }), ...event };
}

function entityTag(streamVersion: number): string {
  return `W/"${streamVersion}"`;
}

function positionOf({ headers }: Answer): string | undefined {
  return headers.get('everchart-position') ?? undefined;
}

/** An answer that was cut off on its way is no answer. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NoAnswerError('the answer cannot be read', { cause });
  }
}

/** Proxies and gateways answer in their own words: those are not kept, the status is. */
function problemOf(response: Response, text: string): ProblemDocument {
  const { status } = response;
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  const problem = isProblem ? (jsonOf(text) as ProblemDocument) : undefined;
  return problem ?? { type: 'about:blank', title: `The answer was ${status}`, status };
}

/** The longest wait that a service, or a proxy, can demand: a mistake there must not silence devices for days. */
const retryAfterMaxMs = 15 * 60_000;

/**
 * `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3). A date counts from the answer's own
 * `Date`: the device's clock may be wrong.
 */
function retryAfterMsOf(response: Response, nowMs: number): number | undefined {
  const text = response.headers.get('retry-after');
  if (text === null) return undefined;
  const answeredAt = Date.parse(response.headers.get('date') ?? '');
  const since = Number.isNaN(answeredAt) ? nowMs : answeredAt;
  const durationMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - since;
  return Number.isNaN(durationMs) ? undefined : Math.min(retryAfterMaxMs, Math.max(0, durationMs));
}
