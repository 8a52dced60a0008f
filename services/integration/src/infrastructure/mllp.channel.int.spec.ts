import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Hl7Receiver } from '@everchart/hl7-receiver';
import { decodeMessage, FrameDecoder } from '@everchart/hl7v2';
import { testCertificates, until } from '@everchart/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { describeDeliveryChannel, keepingReceiver, messageOf } from '../../test/delivery-channel.contract.js';
import type { DeliveryChannel, Endpoint } from '../application/delivery.channel.js';
import { mllpChannels } from './mllp.channel.js';

const { authority, receiver, otherHost, stranger, sender } = testCertificates;
const plain = (port: number): Endpoint => ({ transport: 'mllp', host: '127.0.0.1', port, trustedCertificates: null });
const secure = (port: number): Endpoint => ({ transport: 'mllp-tls', host: '127.0.0.1', port, trustedCertificates: authority });

describeDeliveryChannel('MLLP', {
  open: (answerTimeoutMs) => mllpChannels({ connectTimeoutMs: 5000, answerTimeoutMs }).mllp(),
  receiver: (port) => keepingReceiver(port),
  endpoint: plain,
});

describeDeliveryChannel('MLLP over TLS, both sides with a certificate', {
  open: (answerTimeoutMs) => mllpChannels({ connectTimeoutMs: 5000, answerTimeoutMs, identity: sender })['mllp-tls'](),
  receiver: (port) => keepingReceiver(port, { ...receiver, clients: authority }),
  endpoint: secure,
});

describe('answers over MLLP', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  type Write = Buffer | 'end';
  /** A receiver that writes what the test wants when message after message arrives. */
  async function answering(onMessage: (controlId: string, number: number) => readonly Write[]): Promise<DeliveryChannel> {
    const sockets: Socket[] = [];
    let number = 0;
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      const decoder = new FrameDecoder();
      socket.on('data', (chunk: Buffer) => {
        for (const content of decoder.push(chunk))
          for (const write of onMessage(decodeMessage(content).controlId, (number += 1)))
            if (write === 'end') socket.end();
            else socket.write(write);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({
      close: () => {
        for (const socket of sockets) socket.destroy();
        return new Promise((resolve) => server.close(resolve));
      },
    });
    const made = mllpChannels({ connectTimeoutMs: 1000, answerTimeoutMs: 500 }).mllp();
    open.push(made);
    await made.connect(plain((server.address() as AddressInfo).port));
    return made;
  }
  const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
  const msh = 'MSH|^~\\&|EHR|CITY|EVERCHART|HOME|20260301||ACK|R1|P|2.5.1';
  const ack = (id: string, code = 'AA', more = ''): string => `${msh}\rMSA|${code}|${id}\r${more}`;
  const frame = (text: string): Buffer => bytes(`\u000b${text}\u001c\r`);
  const accepted = { answered: true, answer: { verdict: 'accepted', code: 'AA' } };
  const unusable = (reason: string) => ({ answered: false, sent: true, unusable: true, reason });
  const unanswered = (reason: string) => ({ answered: false, sent: true, reason });

  it.each<[string, (id: string) => readonly Write[], object]>([
    ['CR LF line ends', (id) => [frame(ack(id).replaceAll('\r', '\r\n'))], accepted],
    ['bytes between frames', (id) => [bytes('\r\n\u0000?'), frame(ack(id))], accepted],
    ['a frame without VT', (id) => [frame(ack(id)).subarray(1)], accepted],
    ['a frame that ends with FS alone', (id) => [frame(ack(id)).subarray(0, -1)], accepted],
    ['an answer byte by byte', (id) => [...frame(ack(id))].map((byte) => Buffer.of(byte)), accepted],
    ['closed after the answer', (id) => [frame(ack(id)), 'end'], accepted],
    ['two answers in one frame, the first to another message', (id) => [frame(ack('OTHER') + ack(id))], accepted],
    [
      'CA and AE in one frame',
      (id) => [frame(ack(id, 'CA') + ack(id, 'AE', 'ERR|||101|E\r'))],
      { answered: true, answer: { verdict: 'content-refused', reason: 'refused-AE-101' } },
    ],
    [
      'CA, then AA, in two frames',
      (id) => [frame(ack(id, 'CA')), frame(ack(id))],
      { answered: true, answer: { verdict: 'accepted', code: 'CA' } },
    ],
    ['lower case', (id) => [frame(ack(id, 'aa'))], accepted],
    ['an unknown code', (id) => [frame(ack(id, 'OK'))], unusable('answer-unreadable')],
    ['no MSA', () => [frame(`${msh}\r`)], unusable('answer-unreadable')],
    ['no control id', () => [frame(ack(''))], unusable('answer-unreadable')],
    ['half the control id', (id) => [frame(ack(id.slice(0, 10)))], unusable('answer-for-another-message')],
    ['another control id', () => [frame(ack('SOMETHING-ELSE'))], unusable('answer-for-another-message')],
    ['the control id in lower case', (id) => [frame(ack(id.toLowerCase()))], unusable('answer-for-another-message')],
    ['half an answer, then closed', (id) => [frame(ack(id)).subarray(0, -2), 'end'], unanswered('answer-incomplete')],
    ['half an answer, then nothing', (id) => [frame(ack(id)).subarray(0, 60)], unanswered('answer-incomplete')],
    ['half an answer, then a whole one', (id) => [frame(ack(id)).subarray(0, 60), frame(ack(id))], accepted],
    ['closed without an answer', () => ['end'], unanswered('connection-lost')],
    ['an empty frame, then nothing', () => [frame('')], unanswered('answer-timeout')],
    ['an empty frame, then the answer', (id) => [frame(''), frame(ack(id))], accepted],
  ])('%s', async (_what, answer, expected) => {
    const made = await answering((id) => (id === 'A7QK2M9X4T1B8VZC03DN' ? answer(id) : [frame(ack(id))]));
    expect(await made.exchange(messageOf('A7QK2M9X4T1B8VZC03DN'))).toMatchObject(expected);
    // The next message gets its own answer; one that crosses with the closing of the connection is repeated.
    await until(async () => (await made.exchange(messageOf('B'))).answered, { what: 'the next message to be answered' });
    expect(await made.exchange(messageOf('C'))).toMatchObject(accepted);
  });

  it.each<[string, (id: string, number: number) => readonly Write[], string[]]>([
    [
      'the answer to the message before, once more',
      (id, number) => [...(number === 2 ? [frame(ack('A', 'AE'))] : []), frame(ack(id))],
      ['AE'],
    ],
    ['a late one in the same frame', (id, number) => [frame((number === 2 ? ack('A') : '') + ack(id))], []],
    ['a second answer (AA after CA)', (id) => [frame(ack(id, id === 'A' ? 'CA' : 'AA')), ...(id === 'A' ? [frame(ack(id))] : [])], ['AA']],
  ])('to an earlier message are passed over and noted: %s', async (_what, answer, late) => {
    const made = await answering(answer);
    expect(await made.exchange(messageOf('A'))).toMatchObject({ answered: true });
    expect(await made.exchange(messageOf('B'))).toMatchObject(accepted);
    expect(await made.exchange(messageOf('C'))).toMatchObject(accepted);
    expect(made.takeLateAnswers().map(({ controlId, code }) => [controlId, code])).toEqual(late.map((code) => ['A', code]));
    expect(made.takeLateAnswers()).toEqual([]);
  });

  it('to the first attempt count for the second: they name the same message', async () => {
    const made = await answering((id, number) => (number === 1 ? [] : [frame(ack(id)), frame(ack(id))]));
    expect(await made.exchange(messageOf('A'))).toEqual(unanswered('answer-timeout'));
    expect(await made.exchange(messageOf('A'))).toMatchObject(accepted);
    expect(await made.exchange(messageOf('B'))).toMatchObject(accepted);
  });
});

describe('MLLP over TLS', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });
  async function started(tls?: Parameters<typeof keepingReceiver>[1]): Promise<Hl7Receiver> {
    const made = await keepingReceiver(0, tls);
    open.push(made);
    return made;
  }
  function channel(): DeliveryChannel {
    const made = mllpChannels({ connectTimeoutMs: 1000, answerTimeoutMs: 1000 })['mllp-tls']();
    open.push(made);
    return made;
  }
  const refused = { connected: false, reason: 'certificate-refused' };

  it('sends nothing to a receiver of an authority that is not trusted', async () => {
    const { port, received } = await started(stranger);
    expect(await channel().connect(secure(port))).toEqual(refused);
    expect(await channel().connect({ ...secure(port), trustedCertificates: null })).toEqual(refused);
    expect(received).toEqual([]);
  });

  it('sends nothing to a receiver whose certificate names another host', async () => {
    const { port } = await started(otherHost);
    expect(await channel().connect(secure(port))).toEqual(refused);
    expect(await channel().connect({ ...secure(port), host: 'localhost' })).toEqual(refused);
  });

  it('finds the receiver by its host name, too', async () => {
    const { port } = await started(receiver);
    const made = channel();
    expect(await made.connect({ ...secure(port), host: 'localhost' })).toEqual({ connected: true });
    expect(await made.exchange(messageOf('A'))).toMatchObject({ answered: true });
  });

  it('sends nothing to a receiver that speaks no TLS', async () => {
    const { port, received } = await started();
    expect(await channel().connect(secure(port))).toMatchObject({ connected: false });
    expect(received).toEqual([]);
  });

  it('nothing arrives at a receiver that requires a certificate, without one', async () => {
    const { port, received } = await started({ ...receiver, clients: authority });
    const made = channel();
    const connected = await made.connect(secure(port));
    // In TLS 1.3 the receiver refuses after the handshake: this side learns of it with the exchange, and cannot know.
    if (connected.connected) expect(await made.exchange(messageOf('A'))).toMatchObject({ answered: false });
    expect(received).toEqual([]);
  });

  it('other certificates are trusted from now on: it connects anew', async () => {
    const { port } = await started(receiver);
    const made = channel();
    expect(await made.connect(secure(port))).toEqual({ connected: true });
    expect(await made.connect({ ...secure(port), trustedCertificates: stranger.certificate })).toEqual(refused);
  });
});

describe('an address that is not permitted', () => {
  it('gets no connection, as an address or by a name that leads to it', async () => {
    let connections = 0;
    const server = createServer(() => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const judged: string[] = [];
    const made = mllpChannels({ connectTimeoutMs: 1000, answerTimeoutMs: 500, permits: (address) => judged.push(address) < 0 });
    for (const transport of ['mllp', 'mllp-tls'] as const) {
      for (const host of ['127.0.0.1', 'localhost', '127.1']) {
        const channel = made[transport]();
        const refused = { connected: false, reason: 'address-not-permitted' };
        expect(await channel.connect({ ...plain(port), transport, host })).toEqual(refused);
        channel.close();
      }
    }
    expect(new Set(judged)).toContain('127.0.0.1');
    expect(connections).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });

  it('is not reached by a name that leads elsewhere when it is connected to: what was judged is connected to', async () => {
    let connections = 0;
    const server = createServer(() => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // Of the addresses that the name leads to only one is permitted, and nothing listens there.
    const channel = mllpChannels({ connectTimeoutMs: 1000, answerTimeoutMs: 500, permits: (address) => address === '::1' }).mllp();
    expect(await channel.connect({ ...plain(port), host: 'localhost' })).toMatchObject({ connected: false });
    channel.close();
    expect(connections).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });
});
