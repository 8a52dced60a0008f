import { request, type IncomingMessage } from 'node:http';
import { until } from '@everchart/testing';

export interface LiveMessage {
  event: string;
  id: string;
  // Messages have any shape: tests read their members freely.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
}

/** Reads one connection of a live stream, byte by byte as it comes; and pauses, so that what is sent piles up. */
export class LiveReader {
  readonly messages: LiveMessage[] = [];
  /** Ids of all messages, of those without data too. */
  readonly ids: string[] = [];
  retry: number | undefined;
  closed = false;
  heartbeats = 0;
  #rest = '';

  private constructor(
    private readonly response: IncomingMessage,
    private readonly abort: () => void,
  ) {
    response.setEncoding('utf8');
    response.on('data', (text: string) => this.#take(text));
    response.on('close', () => (this.closed = true));
    response.on('error', () => undefined); // 'close' follows
  }

  /** @returns the answer when it is a refusal */
  static open(url: string, token: string, headers: Record<string, string> = {}): Promise<LiveReader | { status: number; code: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { headers: { authorization: `Bearer ${token}`, ...headers }, agent: false }, (response) => {
        if (response.statusCode === 200) return resolve(new LiveReader(response, () => sent.destroy()));
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => {
          const { type, status } = JSON.parse(text) as { type: string; status: number };
          resolve({ status, code: type.replace('urn:everchart:problem:', '') });
        });
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  get headers(): IncomingMessage['headers'] {
    return this.response.headers;
  }

  get entries(): LiveMessage[] {
    return this.messages.filter(({ event }) => event === 'entry');
  }

  get end(): LiveMessage | undefined {
    return this.messages.find(({ event }) => event === 'end');
  }

  get lastId(): string {
    return this.ids.at(-1)!;
  }

  pause(): void {
    this.response.pause();
  }

  resume(): void {
    this.response.resume();
  }

  /** Resolves when the stream has begun. */
  async opened(): Promise<this> {
    await until(() => this.ids.length > 0, { what: 'the stream to begin' });
    return this;
  }

  async has(entries: number): Promise<LiveMessage[]> {
    await until(() => this.entries.length >= entries, { what: `${entries} entries on the stream` });
    return this.entries;
  }

  async ended(): Promise<LiveMessage | undefined> {
    await until(() => this.closed, { what: 'the stream to end' });
    return this.end;
  }

  close(): void {
    this.abort();
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split('\n\n');
    this.#rest = parts.pop()!;
    for (const part of parts) {
      const message: LiveMessage = { event: 'message', id: '', data: undefined };
      for (const line of part.split('\n')) {
        const at = line.indexOf(': ');
        const [name, value] = [line.slice(0, at), line.slice(at + 2)];
        if (name === 'retry') this.retry = Number(value);
        else if (name === 'data') message.data = JSON.parse(value);
        else if (name === 'event' || name === 'id') message[name] = value;
        else this.heartbeats += 1;
      }
      if (message.id !== '') this.ids.push(message.id);
      if (message.data !== undefined) this.messages.push(message);
    }
  }
}
