import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import { MllpError } from './errors.js';
import { encodeFrame, FrameDecoder } from './mllp.codec.js';

/** What to do after a message: answer it, stay silent, or drop the connection. */
export type MllpReply = { answer: Uint8Array } | 'no-answer' | 'drop';

export interface MllpServerOptions {
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  maxFrameBytes?: number;
  /**
   * PEM: speak TLS (1.2 or newer) as this receiver. With `clients`, only senders whose certificate leads to one of them
   * are let in.
   */
  tls?: { certificate: string; key: string; clients?: string };
  /**
   * Milliseconds without a byte after which a connection is closed; also ends frames that never end. Default 10
   * minutes.
   */
  idleTimeoutMs?: number;
  /** Called for one message at a time per connection, in order. */
  onMessage(content: Buffer): Promise<MllpReply>;
  /** A connection was ended by a fault. `code` is stable. */
  onFault?(code: string, error?: unknown): void;
}

export interface MllpServer {
  port: number;
  connections(): number;
  /** Stops listening and ends all connections. */
  close(): Promise<void>;
}

/** @throws when the port cannot be had */
export async function startMllpServer(options: MllpServerOptions): Promise<MllpServer> {
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, options);
  };
  const { tls } = options;
  const server = tls
    ? createSecureServer(
        {
          noDelay: true,
          minVersion: 'TLSv1.2',
          cert: tls.certificate,
          key: tls.key,
          ...(tls.clients === undefined ? {} : { ca: tls.clients, requestCert: true }),
        },
        accept,
      )
    : createServer({ noDelay: true }, accept);
  server.on('tlsClientError', (error) => options.onFault?.('handshake-failed', error));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => options.onFault?.('server-failed', error));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(socket: Socket, options: MllpServerOptions): void {
  const decoder = new FrameDecoder(options.maxFrameBytes === undefined ? {} : { maxFrameBytes: options.maxFrameBytes });
  const end = (code: string, error?: unknown): void => {
    options.onFault?.(code, error);
    socket.destroy();
  };
  socket.setTimeout(options.idleTimeoutMs ?? 600_000, () => end(decoder.partial ? 'frame-not-ended' : 'idle'));
  socket.on('error', (error) => end('connection-failed', error));
  // Messages of one connection are answered one after the other; while one is answered nothing more is read.
  socket.on('data', (chunk: Buffer) => {
    let messages: Buffer[];
    try {
      messages = decoder.push(chunk);
    } catch (error) {
      end(error instanceof MllpError ? error.code : 'frame-unreadable', error);
      return;
    }
    if (messages.length === 0) return;
    socket.pause();
    answerAll(socket, messages, options).then(
      () => socket.resume(),
      (error: unknown) => end('message-failed', error),
    );
  });
}

async function answerAll(socket: Socket, messages: readonly Buffer[], options: MllpServerOptions): Promise<void> {
  for (const message of messages) {
    const reply = await options.onMessage(message);
    if (reply === 'drop') {
      socket.destroy();
      return;
    }
    if (reply !== 'no-answer' && !socket.destroyed) socket.write(encodeFrame(reply.answer));
  }
}
