import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { encodeFrame, FrameDecoder, MllpClient, MllpError, startMllpServer, type MllpReply, type MllpServer } from './index.js';

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
});
