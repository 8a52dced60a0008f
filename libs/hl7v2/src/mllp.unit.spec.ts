import { testCertificates, until } from '@everchart/testing';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  encodeFrame,
  FrameDecoder,
  MllpClient,
  MllpError,
  startMllpServer,
  type MllpEndpoint,
  type MllpReply,
  type MllpServer,
  type MllpServerOptions,
} from './index.js';

const frame = (text: string): Buffer => encodeFrame(Buffer.from(text));
const texts = (frames: Buffer[]): string[] => frames.map(String);

async function faultOf(work: Promise<unknown>): Promise<{ code: string; sent: boolean }> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MllpError)) throw new Error('no MLLP error', { cause: error });
  return { code: error.code, sent: error.sent };
}

describe('frames', () => {
  it('are found however the bytes are split', () => {
    const stream = Buffer.concat([frame('one'), frame(''), frame('two\rlines'), frame('ünïcode')]);
    for (let size = 1; size <= stream.length; size += 1) {
      const decoder = new FrameDecoder();
      const frames: Buffer[] = [];
      for (let at = 0; at < stream.length; at += size) frames.push(...decoder.push(stream.subarray(at, at + size)));
      expect(texts(frames)).toEqual(['one', '', 'two\rlines', 'ünïcode']);
      expect(decoder.partial).toBe(false);
    }
  });

  it('are found between garbage, which is counted', () => {
    const decoder = new FrameDecoder();
    expect(texts(decoder.push(Buffer.concat([Buffer.from('GET / \r\n'), frame('one'), Buffer.from('\n??'), frame('two')])))).toEqual([
      'one',
      'two',
    ]);
    expect(decoder.garbageBytes).toBe(8);
    expect(decoder.push(Buffer.from('\r\n'))).toEqual([]);
    expect(decoder.garbageBytes).toBe(8);
    expect(decoder.push(Buffer.from('xyz'))).toEqual([]);
    expect(decoder.garbageBytes).toBe(11);
    expect(decoder.truncatedFrames).toBe(0);
  });

  it('are VT, the content, FS and CR', () => {
    expect(frame('ab')).toEqual(Buffer.from([0x0b, 0x61, 0x62, 0x1c, 0x0d]));
  });

  it('begun anew before their end are dropped and counted', () => {
    const decoder = new FrameDecoder();
    expect(texts(decoder.push(Buffer.concat([Buffer.from('\u000bhalf'), frame('whole')])))).toEqual(['whole']);
    expect(decoder.truncatedFrames).toBe(1);
  });

  it('end with FS CR, not with FS alone', () => {
    const decoder = new FrameDecoder();
    expect(decoder.push(Buffer.from('\u000ba\u001c'))).toEqual([]);
    expect(decoder.partial).toBe(true);
    expect(texts(decoder.push(Buffer.from('b\u001c\r')))).toEqual(['a\u001cb']);
  });

  it('have a limit', () => {
    const decoder = new FrameDecoder({ maxFrameBytes: 10 });
    expect(texts(decoder.push(frame('0123456789')))).toEqual(['0123456789']);
    decoder.push(Buffer.from('\u000b01234'));
    expect(() => decoder.push(Buffer.from('567890'))).toThrow(expect.objectContaining({ code: 'frame-too-large', sent: true }));
  });

  it.each<[string, string[]]>([
    ['\u000bone\u001c\u000btwo\u001c\n', ['one', 'two']],
    ['one\u001c\rtwo\u001c\r', ['one', 'two']],
    ['\r\n \u0000\u000bone\u001c\u001c\r\n?!\u000btwo\u001c\r', ['one', 'two']],
    ['\u000bhalf\u000bwhole\u001c\r', ['whole']],
    ['\u000b\u001c\r\u000b \r\u001c\r\u000bone\u001c\r', ['one']],
  ])('of answers are taken as they come: %j', (bytes, expected) => {
    for (let size = 1; size <= bytes.length; size += 1) {
      const decoder = new FrameDecoder({ lenient: true });
      const frames: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) frames.push(...decoder.push(Buffer.from(bytes.slice(at, at + size))));
      expect(texts(frames)).toEqual(expected);
      expect(decoder.partial).toBe(false);
    }
  });

  it('never hold framing bytes', () => {
    for (const text of ['a\u001cb', 'a\u000bb'])
      expect(() => encodeFrame(Buffer.from(text))).toThrow(
        expect.objectContaining({ name: 'MllpError', code: 'frame-content-forbidden', sent: false }),
      );
  });
});

describe('client and server', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function server(onMessage: (text: string) => Promise<MllpReply> | MllpReply): Promise<MllpServer> {
    const started = await startMllpServer({ port: 0, onMessage: async (content) => onMessage(content.toString()) });
    open.push(started);
    return started;
  }
  /** A peer that does with the connection what the test wants. */
  async function rawServer(onConnection: (socket: Socket) => void): Promise<number> {
    const sockets: Socket[] = [];
    const raw: Server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      onConnection(socket);
    });
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    open.push({
      close: () => {
        for (const socket of sockets) socket.destroy();
        return new Promise((resolve) => raw.close(resolve));
      },
    });
    return (raw.address() as AddressInfo).port;
  }
  async function connected(port: number, answerTimeoutMs = 5000): Promise<MllpClient> {
    const client = new MllpClient({ answerTimeoutMs, maxFrameBytes: 1000 });
    open.push(client);
    await client.connect({ host: '127.0.0.1', port });
    return client;
  }

  it('exchange messages over one connection', async () => {
    const { port, connections } = await server((text) => ({ answer: Buffer.from(`re: ${text}`) }));
    const client = await connected(port);
    for (const text of ['a', 'b', 'c']) expect(String(await client.exchange(Buffer.from(text)))).toBe(`re: ${text}`);
    expect(connections()).toBe(1);
  });

  it('keep a connection whose message was answered in time, also when that time is over', async () => {
    const { port, connections } = await server((text) => ({ answer: Buffer.from(text) }));
    const client = new MllpClient({ connectTimeoutMs: 1000, answerTimeoutMs: 1000 });
    open.push(client);
    await client.connect({ host: '127.0.0.1', port });
    expect(String(await client.exchange(Buffer.from('a')))).toBe('a');
    const answered = performance.now();
    await until(() => performance.now() - answered > 1050, { what: 'the time to be over' });
    expect(String(await client.exchange(Buffer.from('b')))).toBe('b');
    expect(connections()).toBe(1);
  });

  it('connect once to one place, and leave it for another', async () => {
    const accepted: number[] = [];
    const ports = await Promise.all([1, 2].map((name) => rawServer(() => accepted.push(name))));
    const [here, there] = ports.map((port) => ({ host: '127.0.0.1', port })) as [MllpEndpoint, MllpEndpoint];
    const client = new MllpClient();
    open.push(client);
    expect(client.connectedTo(here)).toBe(false);
    await client.connect(here);
    await client.connect({ ...here });
    await until(() => accepted.length > 0, { what: 'the connection to be seen' });
    expect(client.connectedTo({ ...here })).toBe(true);
    for (const other of [there, { ...here, host: 'localhost' }, { ...here, tls: {} }]) expect(client.connectedTo(other)).toBe(false);
    await client.connect(there);
    await until(() => accepted.length > 1, { what: 'the second connection to be seen' });
    expect([client.connectedTo(here), client.connectedTo(there)]).toEqual([false, true]);
    expect(accepted).toEqual([1, 2]);
    client.close();
    expect(client.connectedTo(there)).toBe(false);
  });

  it('leave the first place when they connect to another', async () => {
    const first = await server(() => 'no-answer');
    const second = await server(() => 'no-answer');
    const client = await connected(first.port);
    await client.connect({ host: '127.0.0.1', port: second.port });
    await until(() => first.connections() === 0, { what: 'the first connection to end' });
    expect(second.connections()).toBe(1);
  });

  it('answers messages that came in one packet, in order', async () => {
    const { port } = await server((text) => ({ answer: Buffer.from(text.toUpperCase()) }));
    const socket = connect(port, '127.0.0.1');
    open.push({ close: () => socket.destroy() });
    const decoder = new FrameDecoder();
    const answers: string[] = [];
    const all = new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        answers.push(...texts(decoder.push(chunk)));
        if (answers.length === 3) resolve();
      });
    });
    socket.write(Buffer.concat([frame('a'), frame('b'), frame('c')]));
    await all;
    expect(answers).toEqual(['A', 'B', 'C']);
  });

  it('a receiver that breaks the connection, or whose work fails, leaves the answer unknown', async () => {
    const faults: unknown[] = [];
    const broken = await startMllpServer({
      port: 0,
      onMessage: () => Promise.reject(new Error('no room')),
      onFault: (code, error) => faults.push([code, (error as Error).message]),
    });
    open.push(broken);
    expect(await faultOf((await connected(broken.port)).exchange(Buffer.from('a')))).toEqual({ code: 'connection-lost', sent: true });
    expect(faults).toEqual([['message-failed', 'no room']]);
    const port = await rawServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
    expect(await faultOf((await connected(port)).exchange(Buffer.from('a')))).toEqual({ code: 'connection-lost', sent: true });
  });

  it('a sender that says nothing, or breaks the connection, is named', async () => {
    const faults: string[] = [];
    const limited = await startMllpServer({ port: 0, idleTimeoutMs: 50, onMessage: () => Promise.resolve('no-answer'), onFault: (code) => faults.push(code) }); // prettier-ignore
    open.push(limited);
    const silent = connect(limited.port, '127.0.0.1');
    await new Promise((resolve) => silent.once('close', resolve));
    expect(faults).toEqual(['idle']);
    const broken = connect(limited.port, '127.0.0.1', () => broken.write('x', () => broken.resetAndDestroy()));
    await until(() => faults.length > 1, { what: 'the fault' });
    expect(faults[1]).toBe('connection-failed');
    await until(() => limited.connections() === 0, { what: 'the connections to end' });
  });

  it('only one message is in flight', async () => {
    const { port } = await server(() => 'no-answer');
    const client = await connected(port);
    const first = client.exchange(Buffer.from('a'));
    expect(await faultOf(client.exchange(Buffer.from('b')))).toEqual({ code: 'busy', sent: false });
    client.close();
    expect(await faultOf(first)).toEqual({ code: 'connection-lost', sent: true });
  });

  it('nobody listens: nothing was sent', async () => {
    const { port, close } = await startMllpServer({ port: 0, onMessage: () => Promise.resolve('drop') });
    await close();
    expect(await faultOf(new MllpClient().connect({ host: '127.0.0.1', port }))).toEqual({ code: 'connect-failed', sent: false });
    expect(await faultOf(new MllpClient().exchange(Buffer.from('a')))).toEqual({ code: 'not-connected', sent: false });
  });

  it('no answer in time: the connection is closed, so that a late answer cannot be taken for the next', async () => {
    const { port, connections } = await server(() => 'no-answer');
    const client = await connected(port, 30);
    expect(await faultOf(client.exchange(Buffer.from('a')))).toEqual({ code: 'answer-timeout', sent: true });
    expect(client.connectedTo({ host: '127.0.0.1', port })).toBe(false);
    await client.connect({ host: '127.0.0.1', port });
    expect(connections()).toBeGreaterThan(0);
  });

  it('a connection that is dropped leaves the answer unknown at once', async () => {
    const { port } = await server(() => 'drop');
    const client = await connected(port);
    expect(await faultOf(client.exchange(Buffer.from('a')))).toEqual({ code: 'connection-lost', sent: true });
  });

  it('an answer that nobody asked for closes the connection', async () => {
    const closed = new Promise<void>((resolve) => {
      void rawServer((socket) => {
        socket.write(frame('surprise'));
        socket.once('close', () => resolve());
      }).then((port) => connected(port));
    });
    await closed;
  });

  it.each([
    ['an answer that ends in the middle', '\u000bMSH|^~\\&|', true],
    ['an answer whose end does not come', '\u000bMSH|^~\\&|', false],
    ['an answer without a frame', 'MSH|^~\\&|', true],
  ])('%s is incomplete', async (_what, bytes, ends) => {
    const port = await rawServer((socket) => {
      socket.on('data', () => (ends ? socket.end(bytes) : socket.write(bytes)));
    });
    const client = await connected(port, ends ? 5000 : 100);
    expect(await faultOf(client.exchange(Buffer.from('a')))).toEqual({ code: 'answer-incomplete', sent: true });
  });

  it('an answer that is known to be late is passed over, also before there is a message in flight', async () => {
    const port = await rawServer((socket) => {
      socket.write(frame('late 1'));
      socket.on('data', () => socket.write(Buffer.concat([frame('late 2'), frame('answer'), frame('late 3')])));
    });
    const seen: string[] = [];
    const client = new MllpClient({
      answerTimeoutMs: 5000,
      isLate: (content) => (seen.push(String(content)), String(content).startsWith('late')),
    });
    open.push(client);
    await client.connect({ host: '127.0.0.1', port });
    expect(String(await client.exchange(Buffer.from('a')))).toBe('answer');
    expect(String(await client.exchange(Buffer.from('b')))).toBe('answer');
    expect(seen).toEqual(['late 1', 'late 2', 'answer', 'late 3', 'late 2', 'answer', 'late 3']);
  });

  it('an answer beyond the limit is not read', async () => {
    const port = await rawServer((socket) => {
      socket.on('data', () => socket.write(`\u000b${'x'.repeat(2000)}`));
    });
    const client = await connected(port);
    expect(await faultOf(client.exchange(Buffer.from('a')))).toEqual({ code: 'frame-too-large', sent: true });
  });

  it('ends a connection whose frame is too large or never ends', async () => {
    const faults: string[] = [];
    const limited = await startMllpServer({
      port: 0,
      maxFrameBytes: 10,
      idleTimeoutMs: 30,
      onMessage: () => Promise.resolve('no-answer'),
      onFault: (code) => faults.push(code),
    });
    open.push(limited);
    const ended = async (bytes: string): Promise<void> => {
      const socket = connect(limited.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(bytes);
      await new Promise((resolve) => socket.once('close', resolve));
    };
    await ended(`\u000b${'x'.repeat(50)}`);
    await ended('\u000bxx');
    expect(faults).toEqual(['frame-too-large', 'frame-not-ended']);
  });

  describe('over TLS', () => {
    const { authority, receiver, otherHost, stranger, sender } = testCertificates;
    async function secure(tls: MllpServerOptions['tls'], faults: string[] = []): Promise<number> {
      const started = await startMllpServer({
        port: 0,
        ...(tls && { tls }),
        onMessage: (content) => Promise.resolve({ answer: content }),
        onFault: (code) => faults.push(code),
      });
      open.push(started);
      return started.port;
    }
    function client(options: ConstructorParameters<typeof MllpClient>[0] = {}): MllpClient {
      const made = new MllpClient({ connectTimeoutMs: 2000, answerTimeoutMs: 2000, ...options });
      open.push(made);
      return made;
    }
    const at = (port: number, host = '127.0.0.1', trusted: string | undefined = authority): MllpEndpoint => ({
      host,
      port,
      tls: trusted === undefined ? {} : { trusted },
    });

    it.each(['127.0.0.1', 'localhost'])('exchange messages with a receiver that proves to be %s', async (host) => {
      const port = await secure(receiver);
      const made = client();
      await made.connect(at(port, host));
      expect(String(await made.exchange(Buffer.from('a')))).toBe('a');
      expect(made.connectedTo(at(port, host))).toBe(true);
      const others: MllpEndpoint[] = [{ host, port }, { host, port, tls: {} }, at(port, host, stranger.certificate)];
      for (const other of others) expect(made.connectedTo(other)).toBe(false);
    });

    it('speak to no receiver that cannot prove who it is', async () => {
      const refused = { code: 'certificate-refused', sent: false };
      expect(await faultOf(client().connect(at(await secure(stranger))))).toEqual(refused);
      const port = await secure(otherHost);
      for (const host of ['127.0.0.1', 'localhost']) expect(await faultOf(client().connect(at(port, host)))).toEqual(refused);
      expect(await faultOf(client().connect({ host: '127.0.0.1', port: await secure(receiver), tls: {} }))).toEqual(refused);
    });

    it('show who they are to a receiver that asks for it', async () => {
      const faults: string[] = [];
      const port = await secure({ ...receiver, clients: authority }, faults);
      const known = client({ identity: sender });
      await known.connect(at(port));
      expect(String(await known.exchange(Buffer.from('a')))).toBe('a');
      const unknown = client();
      // In TLS 1.3 the receiver refuses after the handshake.
      const outcome = unknown.connect(at(port)).then(() => unknown.exchange(Buffer.from('a')));
      await expect(outcome).rejects.toBeInstanceOf(MllpError);
      await until(() => faults.length > 0, { what: 'the fault' });
      expect(faults[0]).toBe('handshake-failed');
    });

    it('wait no longer than they should for a receiver that does not take part', async () => {
      let ended = false;
      const silent = await rawServer((socket) => {
        socket.resume();
        socket.once('close', () => (ended = true));
      });
      expect(await faultOf(client({ connectTimeoutMs: 50 }).connect(at(silent)))).toEqual({ code: 'connect-timeout', sent: false });
      await until(() => ended, { what: 'the connection to be given up' });
      expect(await faultOf(client({ connectTimeoutMs: 50 }).connect(at(await secure(undefined))))).toMatchObject({ sent: false });
    });
  });
});
