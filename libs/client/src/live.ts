import { NoAnswerError, ProblemError } from './problem.error.js';
import { pause, pauseBefore, type RetryPolicy } from './retry.js';

/** What is followed: a patient, a unit, a facility, or all of the organisation. */
export type LiveScope = { patientId: string } | { facility?: string; unit?: string } | { organisation: true };

/** An entry that was recorded: which one. What it says is read, at least at `position`. */
export interface LiveEntry {
  entryId: string;
  patientId: string;
  type: string;
  streamVersion: number;
  occurredAt: string;
  recordedAt: string;
  /** Of a flag that was raised or changed. */
  colour?: string;
  /** Of a strike or an amendment: the entry that it is about. */
  about?: string;
  unreadable?: true;
  /** Later entries came before. */
  late?: true;
  position: string;
}

/** `residents`: others are in the unit now, or who was there meanwhile is not known; read the board. */
export type LiveEvent = { event: 'entry'; id: string; data: LiveEntry } | { event: 'residents'; id: string; data: { position: string } };

export interface LiveOptions {
  /** Id of the last event that was received, or the position of an answer: what is behind it is sent. Default: now. */
  after?: string;
  signal?: AbortSignal;
  /** Called when the stream is open, also each time that it was opened again, with the place from which on it goes. */
  onOpen?: (id: string) => void;
}

interface Message {
  event: string;
  id: string;
  data: string;
  /** Milliseconds that the service wants a reader to wait who comes back. */
  retry?: number;
}

/** Two heartbeats and more. */
const silenceMaxMs = 45_000;

/**
 * What comes on a live stream, each event once and in order, across connections: a broken one is opened again where it
 * stopped. It ends when it is aborted, or by a refusal that does not pass.
 * @param connect opens the stream behind an id @throws ProblemError or NoAnswerError
 */
export async function* follow(
  connect: (after: string | undefined, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>,
  { after, signal, onOpen }: LiveOptions,
  policy: Pick<RetryPolicy, 'firstPauseMs' | 'longestPauseMs'>,
  onFailure: (error: ProblemError | NoAnswerError) => void = () => undefined,
): AsyncGenerator<LiveEvent, void, void> {
  let last = after;
  for (let failures = 0; ;) {
    signal?.throwIfAborted();
    const connection = new AbortController();
    const end = (): void => connection.abort(signal!.reason);
    signal?.addEventListener('abort', end, { once: true });
    let retry: number | undefined;
    let failure: ProblemError | NoAnswerError | undefined;
    try {
      const body = await connect(last, connection.signal);
      let isOpen = false;
      for await (const message of messagesOf(body, connection)) {
        if (message.id !== '') last = message.id;
        retry = message.retry ?? retry;
        if (!isOpen && last !== undefined) {
          isOpen = true;
          failures = 0;
          onOpen?.(last);
        }
        if (message.data === '') continue;
        if (message.event === 'end') break;
        yield { event: message.event, id: last!, data: JSON.parse(message.data) as unknown } as LiveEvent;
      }
    } catch (error) {
      signal?.throwIfAborted();
      failure = error instanceof ProblemError ? error : new NoAnswerError('the live stream broke off', { cause: error });
      if (failure instanceof ProblemError && !failure.temporary) throw failure;
      onFailure(failure);
    } finally {
      signal?.removeEventListener('abort', end);
      connection.abort();
    }
    failures += 1;
    await pause(failure === undefined && retry !== undefined ? retry : pauseBefore(failures, policy, failure), signal);
  }
}

/** The messages of a stream of server-sent events; the ones without data, too: their ids count. */
async function* messagesOf(body: ReadableStream<Uint8Array>, connection: AbortController): AsyncGenerator<Message, void, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  const silent = (): void => connection.abort(new NoAnswerError('nothing came on the live stream for too long'));
  let timer = setTimeout(silent, silenceMaxMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      clearTimeout(timer);
      if (done) return;
      const parts = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = parts.pop()!;
      for (const part of parts) yield messageOf(part);
      timer = setTimeout(silent, silenceMaxMs);
    }
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(text: string): Message {
  const message: Message = { event: 'message', id: '', data: '' };
  for (const line of text.split('\n')) {
    const [, name, value] = /^(event|id|data|retry): ?(.*)$/.exec(line) ?? [];
    if (name === 'retry') message.retry = Number(value);
    else if (name === 'event' || name === 'id' || name === 'data') message[name] = value!;
  }
  return message;
}
