import { lookup } from 'node:dns';
import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectSecure, TLSSocket } from 'node:tls';
import { MllpError, type MllpErrorCode } from './errors.js';
import { defaultMaxFrameBytes, encodeFrame, FrameDecoder } from './mllp.codec.js';

export interface MllpEndpoint {
  host: string;
  port: number;
  /** Speak TLS (1.2 or newer). The receiver's certificate must name the host and lead to a trusted root. */
  tls?: {
    /** PEM: certificates that are trusted instead of the roots that come with Node. */
    trusted?: string;
  };
}

/** PEM: who this side is, for receivers that require a certificate of their sender. */
export interface MllpIdentity {
  certificate: string;
  key: string;
}

export interface MllpClientOptions {
  /** Shown to receivers over TLS that ask for it. */
  identity?: MllpIdentity;
  /** Milliseconds until a connection attempt is given up. Default 5,000. */
  connectTimeoutMs?: number;
  /** Milliseconds from sending to the whole answer. Default 10,000. */
  answerTimeoutMs?: number;
  maxFrameBytes?: number;
  /**
   * Whether an IP address may be connected to. Of a name it judges each address that the name leads to, and these are
   * the ones that are connected to: a name that leads elsewhere a moment later changes nothing.
   */
  permits?: (address: string, endpoint: MllpEndpoint) => boolean;
  /**
   * Whether a frame is passed over instead of being the answer to the message in flight: an answer to an earlier one,
   * that came late or a second time. `waiting`: the message in flight is not answered yet.
   */
  isLate?: (content: Buffer, waiting: boolean) => boolean;
}

interface Exchange {
  resolve(answer: Buffer): void;
  reject(error: MllpError): void;
}

/**
 * One connection, one message in flight. After anything unexpected (no answer in time, bytes that were not requested, a
 * lost connection) the connection is closed: an answer that comes late can never be taken for the next message's. It is
 * passed over where `isLate` recognises it.
 */
export class MllpClient {
  #socket: Socket | undefined;
  #connectedTo: MllpEndpoint | undefined;
  #exchange: Exchange | undefined;
  readonly #connectTimeoutMs: number;
  readonly #answerTimeoutMs: number;
  readonly #maxFrameBytes: number;
  readonly #identity: MllpIdentity | undefined;
  readonly #permits: (address: string, endpoint: MllpEndpoint) => boolean;
  readonly #isLate: (content: Buffer, waiting: boolean) => boolean;
  #decoder: FrameDecoder | undefined;

  constructor(options: MllpClientOptions = {}) {
    this.#identity = options.identity;
    this.#permits = options.permits ?? (() => true);
    this.#isLate = options.isLate ?? (() => false);
    this.#connectTimeoutMs = options.connectTimeoutMs ?? 5000;
    this.#answerTimeoutMs = options.answerTimeoutMs ?? 10_000;
    this.#maxFrameBytes = options.maxFrameBytes ?? defaultMaxFrameBytes;
  }

  connectedTo({ host, port, tls }: MllpEndpoint): boolean {
    const to = this.#connectedTo;
    if (this.#socket === undefined || to === undefined) return false;
    return to.host === host && to.port === port && (to.tls === undefined) === (tls === undefined) && to.tls?.trusted === tls?.trusted;
  }

  /**
   * Connects, unless it is connected to there already.
   * @throws MllpError `connect-failed`, `connect-timeout`, `address-not-permitted`, `certificate-refused` (the
   * receiver's, by this side); nothing was sent
   */
  async connect(endpoint: MllpEndpoint): Promise<void> {
    if (this.connectedTo(endpoint)) return;
    this.close();
    // A name is judged when it has been looked up; an address is not looked up.
    if (isIP(endpoint.host) !== 0 && !this.#permits(endpoint.host, endpoint)) throw new MllpError('address-not-permitted', false);
    const socket = this.#open(endpoint);
    await new Promise<void>((resolve, reject) => {
      const fail = (code: MllpErrorCode, cause?: Error): void => {
        clearTimeout(timer);
        socket.destroy();
        reject(new MllpError(code, false, cause ? { cause } : {}));
      };
      const timer = setTimeout(() => fail('connect-timeout'), this.#connectTimeoutMs);
      socket.once('error', (error) => {
        if (error instanceof MllpError) fail(error.code);
        else fail(socket instanceof TLSSocket && socket.authorizationError ? 'certificate-refused' : 'connect-failed', error);
      });
      socket.once(endpoint.tls ? 'secureConnect' : 'connect', () => {
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

  #open(endpoint: MllpEndpoint): Socket {
    const { host, port, tls } = endpoint;
    const address = { host, port, lookup: this.#lookup(endpoint), noDelay: true, keepAlive: true, keepAliveInitialDelay: 15_000 };
    if (!tls) return connectPlain(address);
    return connectSecure({
      ...address,
      minVersion: 'TLSv1.2',
      // An IP address is no server name (RFC 6066, 3); it is compared with the certificate all the same.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(tls.trusted === undefined ? {} : { ca: tls.trusted }),
      ...(this.#identity === undefined ? {} : { cert: this.#identity.certificate, key: this.#identity.key }),
    });
  }

  #lookup(endpoint: MllpEndpoint): LookupFunction {
    return (host, options, done) => {
      lookup(host, { ...options, all: true }, (error, found) => {
        if (error) return done(error, '');
        const permitted = found.filter(({ address }) => this.#permits(address, endpoint));
        if (permitted.length === 0) return done(new MllpError('address-not-permitted', false), '');
        if (options.all) done(null, permitted);
        else done(null, permitted[0]!.address, permitted[0]!.family);
      });
    };
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    const decoder = new FrameDecoder({ maxFrameBytes: this.#maxFrameBytes, lenient: true });
    this.#decoder = decoder;
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
    if (this.#socket !== socket || this.#isLate(answer, this.#exchange !== undefined)) return;
    const exchange = this.#exchange;
    this.#exchange = undefined;
    // An unexpected answer: later bytes on this connection can no longer be assigned to a message.
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
    const incomplete = this.#decoder?.partial && code !== 'frame-too-large';
    exchange?.reject(new MllpError(incomplete ? 'answer-incomplete' : code, true, cause ? { cause } : {}));
  }
}
