import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { checkAnswer } from './api-answers.js';
import { until } from './until.js';

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** One TCP connection, written by hand: for clients that are slow, broken or vanish. */
export class RawConnection {
  #received = Buffer.alloc(0);
  #closed = false;
  readonly #asked: { method: string; path: string }[] = [];

  private constructor(
    private readonly socket: Socket,
    private readonly origin: string,
  ) {
    socket.on('data', (bytes: Buffer) => (this.#received = Buffer.concat([this.#received, bytes])));
    socket.on('error', () => undefined); // reported by `closed`
    socket.on('close', () => (this.#closed = true));
  }

  static async open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawConnection(socket, new URL(url).origin);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Sends the head of a request; what follows is the caller's. */
  request(method: string, path: string, headers: Readonly<Record<string, string>>): void {
    const lines = Object.entries({ host: 'service', ...headers }).map(([name, value]) => `${name}: ${value}`);
    this.#asked.push({ method, path: path.split('?', 1)[0]! });
    this.write(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  }

  /** @returns whether the connection takes more at once; when not, wait for {@link writable} */
  write(bytes: string | Uint8Array): boolean {
    return !this.socket.destroyed && this.socket.write(bytes);
  }

  async writable(): Promise<void> {
    if (this.socket.writableNeedDrain) await Promise.race([once(this.socket, 'drain'), once(this.socket, 'close')]);
  }

  /** Vanishes without a word. */
  cut(): void {
    this.socket.resetAndDestroy();
  }

  end(): void {
    this.socket.destroy();
  }

  /** Waits until the peer has said that it reads the body (`Expect: 100-continue`). */
  async continued(): Promise<void> {
    await until(() => this.#received.includes('100 Continue'), { what: '100 Continue' });
  }

  /** Waits until an answer has begun, of any length. */
  async begun(): Promise<void> {
    await until(() => this.#received.includes('\r\n\r\n') || this.#closed, { what: 'the beginning of an answer' });
  }

  /** Waits for the next whole answer (of a stated length). */
  async answer(timeoutMs = 30_000): Promise<RawAnswer> {
    await until(() => this.#whole() !== undefined || this.#closed, { what: 'an answer', timeoutMs });
    const whole = this.#whole();
    if (!whole) throw new Error(`the connection was closed after ${this.#received.length} bytes of an answer`);
    const { bodyAt, length, head } = whole;
    const body = this.#received.subarray(bodyAt, bodyAt + length).toString();
    this.#received = this.#received.subarray(bodyAt + length);
    const [statusLine, ...lines] = head.split('\r\n');
    const headers = new Headers(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    const answer = { status: Number(statusLine!.split(' ')[1]), headers, body };
    const asked = this.#asked.shift();
    if (asked) checkAnswer(this.origin, { ...asked, ...answer });
    return answer;
  }

  #whole(): { head: string; bodyAt: number; length: number } | undefined {
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return undefined;
    const head = this.#received.subarray(0, headEnd).toString('latin1');
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    const bodyAt = headEnd + 4;
    return this.#received.length >= bodyAt + length ? { head, bodyAt, length } : undefined;
  }
}
