/** Services that apply events, as the run file names them. */
export const streamServices = ['timeline', 'integration', 'retention'] as const;
export type StreamService = (typeof streamServices)[number];

/** A service refused the call: its title and what to do, in one line. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** @param status of the answer; undefined: nothing was sent */
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }
}

export interface StoppedStream {
  stream: string;
  reason: string;
  code: string;
  since: string;
  position?: number;
  parkedEvents: number;
}

export interface UnreadableEvent {
  stream: string;
  eventId: string;
  eventType: string;
  position: number;
  code: string;
  since: string;
  accepted?: { by: string; reason: string };
}

export interface Troubles {
  consumer: string;
  stopped: StoppedStream[];
  unreadable: UnreadableEvent[];
  /** Those that no operator has accepted. */
  unreadableEvents: number;
  forged: ForgedRecords[];
}

/** Of no organisation: a topic has records that no writer has signed. */
export interface ForgedRecords {
  topic: string;
  partition: number;
  code: string;
  records: number;
  firstOffset: number;
  lastOffset: number;
  since: string;
}

export type Decision = { requested: true } | { applied: number; accepted: number; unreadable: number; stopped: StoppedStream[] };

/** The streams of one service, over its API: every call is on record there. */
export class StreamsApi {
  constructor(
    readonly service: StreamService,
    private readonly url: string,
    private readonly org: string,
    private readonly token: string,
    private readonly consumer?: string,
  ) {}

  /** Of one consumer of the service; without a name the one that its reads go by. */
  of(consumer: string | undefined): StreamsApi {
    return new StreamsApi(this.service, this.url, this.org, this.token, consumer);
  }

  list(accepted: boolean): Promise<Troubles> {
    return this.call('GET', '', { limit: '1000', accepted: `${accepted}` });
  }

  show(stream: string): Promise<object> {
    return this.call('GET', `/${encodeURIComponent(stream)}`);
  }

  retry(stream: string, event?: string): Promise<Decision> {
    return this.call('POST', `/${encodeURIComponent(stream)}/retry`, { event });
  }

  skip(stream: string, reason: string, event?: string): Promise<Decision> {
    return this.call('POST', `/${encodeURIComponent(stream)}/skip`, { event }, { reason });
  }

  /** @throws RefusedError */
  private async call<Answer>(method: string, path: string, query: Record<string, string | undefined> = {}, body?: object): Promise<Answer> {
    const address = new URL(`${this.url.replace(/\/$/, '')}/v1/orgs/${encodeURIComponent(this.org)}/streams${path}`);
    for (const [name, value] of Object.entries({ consumer: this.consumer, ...query }))
      if (value !== undefined) address.searchParams.set(name, value);
    const headers = { authorization: `Bearer ${this.token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const response = await fetch(address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }).catch((cause: unknown) => {
      throw new Error(`${this.service} cannot be reached at ${address.origin}`, { cause });
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as Answer;
    throw new RefusedError(`${this.service} answered ${response.status}: ${reasonIn(text)}`, response.status);
  }
}

/** Streams that are tried at the same time: each waits for the consumer, which looks for requests once in a second. */
const atOnce = 20;

/**
 * Tries all streams of which something is unreadable, each once: after a fault that many of them had.
 * @returns how many streams were tried, events that have their effects now, and those that are unreadable afterwards
 */
export async function retryAll(api: Pick<StreamsApi, 'list' | 'retry'>): Promise<{ streams: number; applied: number; unreadable: number }> {
  const tried = new Set<string>();
  let applied = 0;
  for (;;) {
    const { unreadable, unreadableEvents } = await api.list(false);
    const streams = [...new Set(unreadable.map(({ stream }) => stream))].filter((stream) => !tried.has(stream));
    if (streams.length === 0) return { streams: tried.size, applied, unreadable: unreadableEvents };
    for (let from = 0; from < streams.length; from += atOnce) {
      const decisions = await Promise.all(streams.slice(from, from + atOnce).map((stream) => api.retry(stream)));
      for (const decision of decisions) applied += 'applied' in decision ? decision.applied : 0;
    }
    for (const stream of streams) tried.add(stream);
  }
}

/** What a person reads; one line when nothing is wrong. */
export function troubleLines(service: string, { stopped, unreadable, unreadableEvents, forged }: Troubles): string[] {
  if (stopped.length + unreadable.length + forged.length === 0) return [`${service}: nothing waits, and nothing is unreadable`];
  return [
    ...stopped.map(
      ({ stream, reason, code, position, parkedEvents, since }) =>
        `${service}: ${stream} is stopped since ${since}: ${reason} (${code})${position === undefined ? '' : ` at position ${position}`}, ${parkedEvents} waiting`,
    ),
    ...unreadable.map(
      ({ stream, eventId, eventType, position, code, since, accepted }) =>
        `${service}: ${stream} has an unreadable ${eventType} at position ${position} since ${since}: ${code}, event ${eventId}` +
        (accepted ? `, accepted by ${accepted.by}: ${accepted.reason}` : ''),
    ),
    ...forged.map(
      ({ topic, partition, code, records, firstOffset, lastOffset, since }) =>
        `${service}: ${topic}/${partition} has ${records} forged records since ${since}, from offset ${firstOffset} to ${lastOffset}: ${code}; they were dropped`,
    ),
    ...(unreadableEvents > unreadable.length ? [`${service}: ${unreadableEvents} events are unreadable; the newest are shown`] : []),
  ];
}

/** Of a problem: its title, what to do about it, and the faults that it names. */
export function reasonIn(text: string): string {
  try {
    const {
      title,
      detail,
      faults = [],
    } = JSON.parse(text) as { title?: string; detail?: string; faults?: { pointer: string; message: string }[] };
    const named = faults.map(({ pointer, message }) => `${pointer} ${message}`);
    return [title, ...(detail === undefined ? [] : [detail]), ...named].map((each) => each?.replace(/\.$/, '')).join('. ');
  } catch {
    return 'no problem document';
  }
}
