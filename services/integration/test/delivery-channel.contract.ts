import { createHl7Receiver, type Hl7Receiver, type ReceiverAnswer } from '@everchart/hl7-receiver';
import { buildMessage, components, segment, serialiseMessage } from '@everchart/hl7v2';
import { freePort } from '@everchart/dev-servers';
import { until } from '@everchart/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryChannel, Endpoint } from '../src/application/delivery.channel.js';

export interface ChannelUnderTest {
  /** A channel that waits so many milliseconds for an answer. */
  open(answerTimeoutMs: number): DeliveryChannel;
  /** A receiver that the channel can speak to, and where it is. */
  receiver(port: number): Promise<Hl7Receiver>;
  endpoint(port: number): Endpoint;
}

export const messageOf = (controlId: string) => ({
  controlId,
  message: serialiseMessage(
    buildMessage([segment('MSH', { 3: 'EVERCHART', 9: components('ADT', 'A04', 'ADT_A01'), 10: controlId, 11: 'P', 12: '2.5.1', 18: 'UNICODE UTF-8' })]), // prettier-ignore
  ),
});

/** What every implementation of `DeliveryChannel` keeps, against a real receiver. */
export function describeDeliveryChannel(name: string, under: ChannelUnderTest): void {
  describe(`a delivery channel: ${name}`, () => {
    const open: { close(): unknown }[] = [];
    let receiver: Hl7Receiver;
    beforeEach(async () => {
      receiver = await under.receiver(0);
      open.push(receiver);
    });
    afterEach(async () => {
      for (const each of open.splice(0).reverse()) await each.close();
    });

    function channel(answerTimeoutMs = 5000): DeliveryChannel {
      const made = under.open(answerTimeoutMs);
      open.push(made);
      return made;
    }
    async function connected(answerTimeoutMs = 5000): Promise<DeliveryChannel> {
      const made = channel(answerTimeoutMs);
      expect(await made.connect(under.endpoint(receiver.port))).toEqual({ connected: true });
      return made;
    }
    const controlIds = () => receiver.received.map(({ controlId }) => controlId);

    it('sends one message after the other over one connection', async () => {
      const made = await connected();
      for (const id of ['A', 'B', 'C'])
        expect(await made.exchange(messageOf(id))).toMatchObject({ answered: true, answer: { verdict: 'accepted' } });
      expect(controlIds()).toEqual(['A', 'B', 'C']);
      await made.connect(under.endpoint(receiver.port));
      expect(receiver.stats().connections).toBe(1);
    });

    it('hands over the bytes of the message as they are', async () => {
      const made = await connected();
      const message = messageOf('ÄÖ');
      await made.exchange(message);
      expect(receiver.received[0]!.text).toBe(message.message);
    });

    it.each<[ReceiverAnswer, object]>([
      [
        { code: 'AE', errorCode: '101' },
        { verdict: 'content-refused', duplicate: false, code: 'AE', reason: 'refused-AE-101' },
      ],
      [{ code: 'AR' }, { verdict: 'refused', code: 'AR', reason: 'refused-AR' }],
      [{ code: 'AE', errorCode: '207' }, { verdict: 'refused' }],
      [{ code: 'AR', errorCode: '200' }, { verdict: 'unsupported' }],
      [
        { code: 'AE', errorCode: '205' },
        { verdict: 'content-refused', duplicate: true },
      ],
    ])('says what %j means', async (answer, expected) => {
      receiver.answerWith(() => answer);
      expect(await (await connected()).exchange(messageOf('A'))).toMatchObject({ answered: true, answer: expected });
    });

    it('nobody listens: nothing was sent', async () => {
      const made = channel();
      const port = await freePort();
      expect(await made.connect(under.endpoint(port))).toEqual({ connected: false, reason: 'connect-failed' });
      expect(await made.exchange(messageOf('A'))).toEqual({ answered: false, sent: false, reason: 'connect-failed' });
    });

    it('sends nothing before it was connected once', async () => {
      expect(await channel().exchange(messageOf('A'))).toMatchObject({ answered: false, sent: false });
    });

    it.each<[ReceiverAnswer, string]>([
      ['no-answer', 'answer-timeout'],
      ['drop', 'connection-lost'],
      ['garbage', 'answer-unreadable'],
      ['wrong-control-id', 'answer-for-another-message'],
    ])('%s: the answer is unknown, and the next message is not confused with this one', async (answer, reason) => {
      receiver.answerWith(({ controlId }) => (controlId === 'A' ? answer : { code: 'AA' }));
      const made = await connected(reason === 'answer-timeout' ? 300 : 5000);
      const unusable = reason.startsWith('answer-') && reason !== 'answer-timeout';
      expect(await made.exchange(messageOf('A'))).toEqual({ answered: false, sent: true, reason, ...(unusable ? { unusable } : {}) });
      expect(await made.exchange(messageOf('B'))).toMatchObject({ answered: true, answer: { verdict: 'accepted' } });
      expect(controlIds()).toEqual(['A', 'B']);
    });

    it('an answer that comes late is not taken for the next', async () => {
      let answerNow: () => void = () => undefined;
      const late = new Promise<void>((resolve) => (answerNow = resolve));
      receiver.answerWith(async ({ controlId }) => {
        if (controlId === 'A') await late;
        return controlId === 'A' ? { code: 'AA' } : { code: 'AE' };
      });
      const made = await connected(300);
      expect(await made.exchange(messageOf('A'))).toMatchObject({ answered: false, sent: true });
      const next = made.exchange(messageOf('B'));
      answerNow();
      expect(await next).toMatchObject({ answered: true, answer: { code: 'AE' } });
    });

    it('connects again after the receiver was restarted', async () => {
      const { port } = receiver;
      const made = await connected();
      await made.exchange(messageOf('A'));
      await receiver.close();
      await until(async () => !(await made.exchange(messageOf('B'))).answered, { what: 'the channel to notice' });
      const back = await under.receiver(port);
      open.push(back);
      expect(await made.connect(under.endpoint(port))).toEqual({ connected: true });
      expect(await made.exchange(messageOf('C'))).toMatchObject({ answered: true });
      expect(back.received.map(({ controlId }) => controlId)).toEqual(['C']);
    });

    it('goes to the new address of a destination that moved', async () => {
      const made = await connected();
      await made.exchange(messageOf('A'));
      const moved = await under.receiver(0);
      open.push(moved);
      await made.connect(under.endpoint(moved.port));
      await made.exchange(messageOf('B'));
      expect([controlIds(), moved.received.map(({ controlId }) => controlId)]).toEqual([['A'], ['B']]);
    });

    it('an exchange under way ends when the channel is closed', async () => {
      receiver.answerWith(() => 'no-answer');
      const made = await connected();
      const under = made.exchange(messageOf('A'));
      await until(() => receiver.received.length === 1, { what: 'the message to arrive' });
      made.close();
      expect(await under).toEqual({ answered: false, sent: true, reason: 'connection-lost' });
    });
  });
}

/** A receiver as the tests of channels need it. */
export const keepingReceiver = (port: number, tls?: NonNullable<Parameters<typeof createHl7Receiver>[0]['tls']>): Promise<Hl7Receiver> =>
  createHl7Receiver({ port, keepMessages: true, ...(tls ? { tls } : {}) });
