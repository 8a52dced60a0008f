import type { LookupAddress, LookupOptions } from 'node:dns';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

/** What the name leads to, at each look-up in turn; the last one stays. */
let answers: string[][] = [];
const looked: string[] = [];
jest.unstable_mockModule('node:dns', () => ({
  lookup: (host: string, _options: LookupOptions, done: (error: Error | null, found: LookupAddress[]) => void) => {
    looked.push(host);
    const found = answers.length > 1 ? answers.shift()! : answers[0]!;
    done(null, found.map((address) => ({ address, family: 4 }))); // prettier-ignore
  },
}));
const { MllpClient } = await import('./mllp.client.js');

describe('a name whose addresses are judged when it is looked up', () => {
  let connections = 0;
  let server: Server;
  let port: number;
  beforeEach(async () => {
    connections = 0;
    looked.length = 0;
    server = createServer(() => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const client = (judged: string[], ...permitted: string[]) =>
    new MllpClient({
      connectTimeoutMs: 1000,
      permits: (address, endpoint) => {
        judged.push(`${endpoint.host} ${address}`);
        return permitted.includes(address);
      },
    });

  it.each([{}, { tls: {} }])('none of which is permitted gets no connection: address-not-permitted (%j)', async (more) => {
    answers = [['127.0.0.1', '127.0.0.2']];
    const judged: string[] = [];
    const endpoint = { host: 'hospital.test', port, ...more };
    const refused = { code: 'address-not-permitted', sent: false };
    await expect(client(judged, '127.0.0.3').connect(endpoint)).rejects.toMatchObject(refused);
    expect(judged).toEqual(['hospital.test 127.0.0.1', 'hospital.test 127.0.0.2']);
    expect(connections).toBe(0);
  });

  it('is connected to at the permitted ones only', async () => {
    // The receiver listens at the first, which is not permitted.
    answers = [['127.0.0.1', '127.0.0.2']];
    await expect(client([], '127.0.0.2').connect({ host: 'hospital.test', port })).rejects.toMatchObject({ code: 'connect-failed' });
    expect(connections).toBe(0);
    const permitted = client([], '127.0.0.1');
    await permitted.connect({ host: 'hospital.test', port });
    permitted.close();
    expect(connections).toBe(1);
  });

  it('is looked up once: what was judged is connected to, wherever the name leads a moment later', async () => {
    answers = [['127.0.0.2'], ['127.0.0.1']];
    await expect(client([], '127.0.0.2').connect({ host: 'hospital.test', port })).rejects.toMatchObject({ code: 'connect-failed' });
    expect(looked).toEqual(['hospital.test']);
    expect(connections).toBe(0);
    // The next connection is judged by where it leads then.
    await expect(client([], '127.0.0.2').connect({ host: 'hospital.test', port })).rejects.toMatchObject({ code: 'address-not-permitted' });
    expect(connections).toBe(0);
  });

  it('is not looked up when it is an address', async () => {
    answers = [['127.0.0.2']];
    await expect(client([], '127.0.0.2').connect({ host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'address-not-permitted' });
    expect(looked).toEqual([]);
  });
});
