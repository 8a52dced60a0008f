import { connect, type Socket } from 'node:net';
import { MllpError, type MllpErrorCode } from './errors.js';
import { defaultMaxFrameBytes, encodeFrame, FrameDecoder } from './mllp.codec.js';

export interface MllpEndpoint {
  host: string;
  port: number;
}

export interface MllpClientOptions {
  /** Milliseconds until a connection attempt is given up. Default 5,000. */
  connectTimeoutMs?: number;
  /** Milliseconds from sending to the whole answer. Default 10,000. */
  answerTimeoutMs?: number;
  maxFrameBytes?: number;
}

interface Exchange {
  resolve(answer: Buffer): void;
  reject(error: MllpError): void;
}

/**
 * One connection, one message in flight. After anything unexpected (no answer in time, bytes that nobody asked for, a lost connection) the connection is
 * closed: an answer that comes late can never be taken for the next message's.
 */
export class MllpClient {
  #socket: Socket | undefined;
  #connectedTo: MllpEndpoint | undefined;
  #exchange: Exchange | undefined;
  readonly #connectTimeoutMs: number;
  readonly #answerTimeoutMs: number;
  readonly #maxFrameBytes: number;

  constructor(options: MllpClientOptions = {}) {
    this.#connectTimeoutMs = options.connectTimeoutMs ?? 5000;
    this.#answerTimeoutMs = options.answerTimeoutMs ?? 10_000;
    this.#maxFrameBytes = options.maxFrameBytes ?? defaultMaxFrameBytes;
  }

  connectedTo({ host, port }: MllpEndpoint): boolean {
    return this.#socket !== undefined && this.#connectedTo?.host === host && this.#connectedTo.port === port;
  }

  /** Connects, unless it is connected to there already. @throws MllpError `connect-failed`, `connect-timeout`; nothing was sent */
  async connect(endpoint: MllpEndpoint): Promise<void> {
    if (this.connectedTo(endpoint)) return;
    this.close();
    const socket = connect({ host: endpoint.host, port: endpoint.port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 15_000 });
    await new Promise<void>((resolve, reject) => {
      const fail = (code: MllpErrorCode, cause?: Error): void => {
        clearTimeout(timer);
        socket.destroy();
        reject(new MllpError(code, false, cause ? { cause } : {}));
      };
      const timer = setTimeout(() => fail('connect-timeout'), this.#connectTimeoutMs);
      socket.once('error', (error) => fail('connect-failed', error));
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.removeAllListeners('error');
        resolve();
      });
    });
    this.#attach(socket);
    this.#connectedTo = endpoint;
  }

  /**
   * Sends one message and waits for its answer.
   * @returns the content of the answer's frame
   * @throws MllpError; its `sent` says whether the receiver may have the message. The connection is closed then.
   */
  async exchange(content: Uint8Array): Promise<Buffer> {
    if (this.#exchange) throw new MllpError('busy', false);
    const frame = encodeFrame(content);
    const socket = this.#socket;
    if (!socket?.writable) {
      this.close();
      throw new MllpError('not-connected', false);
    }
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        this.#exchange = { resolve, reject };
        timer = setTimeout(() => this.#fail(socket, 'answer-timeout'), this.#answerTimeoutMs);
        socket.write(frame);
      });
    } finally {
      clearTimeout(timer);
      this.#exchange = undefined;
    }
  }

  /** Closes the connection; an exchange under way fails with `connection-lost`. */
  close(): void {
    if (this.#socket) this.#fail(this.#socket, 'connection-lost');
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    const decoder = new FrameDecoder(this.#maxFrameBytes);
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const answer of decoder.push(chunk)) this.#answered(socket, answer);
      } catch (cause) {
        this.#fail(socket, 'frame-too-large', cause as Error);
      }
    });
    socket.on('error', (error) => this.#fail(socket, 'connection-lost', error));
    // A receiver that closes its side takes no more: what is not answered by then will not be.
    socket.on('end', () => this.#fail(socket, 'connection-lost'));
    socket.on('close', () => this.#fail(socket, 'connection-lost'));
  }

  #answered(socket: Socket, answer: Buffer): void {
    if (this.#socket !== socket) return;
    const exchange = this.#exchange;
    this.#exchange = undefined;
    // An answer that nobody waits for: whatever comes on this connection can no longer be told apart.
    if (exchange) exchange.resolve(answer);
    else this.#fail(socket, 'connection-lost');
  }

  #fail(socket: Socket, code: MllpErrorCode, cause?: Error): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#connectedTo = undefined;
    socket.destroy();
    const exchange = this.#exchange;
    this.#exchange = undefined;
    exchange?.reject(new MllpError(code, true, cause ? { cause } : {}));
  }
}
