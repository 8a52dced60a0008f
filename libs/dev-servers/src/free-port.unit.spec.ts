import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePort } from './free-port.js';

describe('a free port', () => {
  it('is not one that another process holds, although no server listens there now', async () => {
    const isFreeAfterwards = async (): Promise<boolean> => {
      const others = createSocket('udp4');
      others.bind({ port: 0, address: '127.0.0.1', exclusive: true });
      await once(others, 'listening');
      const { port } = others.address();
      expect(await freePort(port)).not.toBe(port);
      others.close();
      await once(others, 'close');
      return (await freePort(port)) === port;
    };
    // A connection of any other process may take a port of this range in between, but not each time.
    let attempts = 1;
    while (!(await isFreeAfterwards())) expect((attempts += 1)).toBeLessThan(10);
  });

  it('is held from then on, and is the own one when it is asked for again', async () => {
    const port = await freePort();
    const others = createSocket('udp4');
    others.bind({ port, address: '127.0.0.1', exclusive: true });
    expect(await once(others, 'error')).toMatchObject([{ code: 'EADDRINUSE' }]);
    others.close();
    expect(await freePort(port)).toBe(port);
    expect(new Set([port, ...(await Promise.all([freePort(), freePort()]))]).size).toBe(3);
  });

  it('is not one on which a server listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    expect(await freePort(port)).not.toBe(port);
    server.close();
  });
});
