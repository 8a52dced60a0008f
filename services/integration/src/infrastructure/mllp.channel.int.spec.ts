import type { Hl7Receiver } from '@everchart/hl7-receiver';
import { testCertificates } from '@everchart/testing';
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
