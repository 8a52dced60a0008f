import { createSocket, type Socket } from 'node:dgram';
import { createServer } from 'node:net';

/** Ports that this process has given out: each is held by a UDP socket of the same number until the process ends. */
const held = new Map<number, Socket>();

/**
 * The preferred port when it is free, else any. The port stays this process's own until the process ends, also while
 * the server behind it is being started again: another process that asks here gets another one, and clients never speak
 * to the wrong server. This process gets it again when it names it.
 */
export async function freePort(preferred = 0): Promise<number> {
  for (;;) {
    const port = await unusedPort(preferred);
    if (held.has(port)) {
      if (port === preferred) return port;
      continue;
    }
    const socket = await hold(port);
    if (socket) {
      held.set(port, socket);
      return port;
    }
    preferred = 0;
  }
}

function unusedPort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (preferred !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) unusedPort(0).then(resolve, reject);
      else reject(error);
    });
    server.listen({ port: preferred, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** @returns undefined when another process holds it */
function hold(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      socket.unref();
      resolve(socket);
    });
  });
}
