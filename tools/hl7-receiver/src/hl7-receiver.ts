import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  buildAcknowledgement,
  decodeMessage,
  encodeText,
  Hl7Error,
  serialiseMessage,
  startMllpServer,
  type AcknowledgementDraft,
  type Message,
  type MllpReply,
  type MllpServerOptions,
} from '@everchart/hl7v2';

/** How to answer one message. Default: AA. */
export type ReceiverAnswer =
  | { code: 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR'; errorCode?: string }
  /** Says nothing and keeps the connection. */
  | 'no-answer'
  /** AA for another control id. */
  | 'wrong-control-id'
  /** A frame that is no message. */
  | 'garbage'
  /** Closes the connection without an answer. */
  | 'drop';

/** A message as it came, for tests. */
export interface ReceivedMessage {
  text: string;
  message: Message;
  type: string;
  controlId: string;
}

export interface ReceiverOptions {
  /** 0 = any free port. */
  port: number;
  /** Port of `GET /`; without it there is none. */
  statsPort?: number;
  host?: string;
  /** Speaks TLS; see `startMllpServer`. */
  tls?: NonNullable<MllpServerOptions['tls']>;
  /** Keeps every message in `received`; off by default, they are patient data. */
  keepMessages?: boolean;
  /** Called for every message; a promise holds the answer back. */
  answer?: (received: ReceivedMessage) => ReceiverAnswer | Promise<ReceiverAnswer>;
  /** One line per noteworthy thing; no patient data. */
  log?: (line: string) => void;
}

export interface ReceiverStats {
  startedAt: string;
  connections: number;
  messages: number;
  byType: Record<string, number>;
  byAnswer: Record<string, number>;
  /** Messages whose control id was seen before (among the last 100,000): sent again by the sender. */
  repeated: number;
  unreadable: number;
  /** MSH-10 of the last messages, newest first: opaque. */
  lastControlIds: readonly string[];
}

export interface Hl7Receiver {
  port: number;
  statsPort: number | undefined;
  /** With `keepMessages`. */
  readonly received: readonly ReceivedMessage[];
  stats(): ReceiverStats;
  /** Another answer from now on. */
  answerWith(answer: NonNullable<ReceiverOptions['answer']>): void;
  close(): Promise<void>;
}

const keptControlIds = 20;
const knownControlIdsMax = 100_000;
/** Distinct message types that are counted by name: they come from the sender. */
const countedTypes = 100;

/** A receiver for development and tests: takes HL7 v2 messages over MLLP, keeps nothing, and acknowledges. */
export async function createHl7Receiver(options: ReceiverOptions): Promise<Hl7Receiver> {
  const log = options.log ?? (() => undefined);
  const received: ReceivedMessage[] = [];
  const known = new Set<string>();
  const counts = { messages: 0, repeated: 0, unreadable: 0, byType: {} as Record<string, number>, byAnswer: {} as Record<string, number> };
  const lastControlIds: string[] = [];
  const startedAt = new Date().toISOString();
  let answer = options.answer ?? (() => ({ code: 'AA' }) as const);

  const register = (message: ReceivedMessage): void => {
    counts.messages += 1;
    const type = message.type in counts.byType || Object.keys(counts.byType).length < countedTypes ? message.type : 'other';
    counts.byType[type] = (counts.byType[type] ?? 0) + 1;
    if (known.has(message.controlId)) counts.repeated += 1;
    known.add(message.controlId);
    if (known.size > knownControlIdsMax) known.delete(known.values().next().value!);
    lastControlIds.unshift(message.controlId);
    lastControlIds.splice(keptControlIds);
    if (options.keepMessages) received.push(message);
  };

  const server = await startMllpServer({
    port: options.port,
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    onFault: (code) => code !== 'idle' && log(`hl7-receiver: a connection ended: ${code}`),
    onMessage: async (content): Promise<MllpReply> => {
      let message: ReceivedMessage;
      try {
        message = read(content);
      } catch (error) {
        if (!(error instanceof Hl7Error)) throw error;
        counts.unreadable += 1;
        log(`hl7-receiver: a message could not be read: ${error.code}`);
        return 'drop';
      }
      register(message);
      const chosen = await answer(message);
      const name = typeof chosen === 'string' ? chosen : chosen.code;
      counts.byAnswer[name] = (counts.byAnswer[name] ?? 0) + 1;
      return replyOf(message, chosen);
    },
  });

  const stats = (): ReceiverStats => ({
    startedAt,
    connections: server.connections(),
    ...structuredClone(counts),
    lastControlIds: [...lastControlIds],
  });
  let web: Server | undefined;
  try {
    web = options.statsPort === undefined ? undefined : await serveStats(options.statsPort, options.host ?? '127.0.0.1', stats);
  } catch (error) {
    await server.close();
    throw error;
  }
  return {
    port: server.port,
    statsPort: web === undefined ? undefined : (web.address() as AddressInfo).port,
    received,
    stats,
    answerWith: (next) => void (answer = next),
    close: async () => {
      await Promise.all([server.close(), web && new Promise((resolve) => web.close(resolve))]);
    },
  };
}

function read(content: Buffer): ReceivedMessage {
  const message = decodeMessage(content);
  return { text: serialiseMessage(message), message, type: message.type, controlId: message.controlId };
}

let answered = 0;

function replyOf({ message }: ReceivedMessage, answer: ReceiverAnswer): MllpReply {
  if (answer === 'drop' || answer === 'no-answer') return answer;
  if (answer === 'garbage') return { answer: Buffer.from('this is no message') };
  answered += 1;
  const draft: AcknowledgementDraft = {
    code: 'AA',
    controlId: `R${String(answered).padStart(10, '0')}`,
    at: new Date().toISOString(),
    ...(answer === 'wrong-control-id' ? { answeredControlId: 'ANOTHER-MESSAGE' } : answer),
  };
  const text = serialiseMessage(buildAcknowledgement(message, draft));
  return { answer: encodeText(text, message.header.text(18)) };
}

async function serveStats(port: number, host: string, stats: () => ReceiverStats): Promise<Server> {
  const web = createServer((request, response) => {
    const found = request.method === 'GET' && request.url === '/';
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json', connection: 'close' });
    response.end(`${JSON.stringify(found ? stats() : { title: 'There is nothing here', status: 404 })}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    web.once('error', reject);
    web.listen(port, host, resolve);
  });
  return web;
}
