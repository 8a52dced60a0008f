import { decodeMessage, MllpClient, MllpError, readAcknowledgements } from '@everchart/hl7v2';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHl7Receiver, type Hl7Receiver } from './index.js';

const message = (controlId: string): Buffer =>
  Buffer.from(`MSH|^~\\&|A|B|C|D|20260301080000+0000||ADT^A04^ADT_A01|${controlId}|P|2.5.1||||||UNICODE UTF-8\rPID|1||x||Müller^Ann\r`);

describe('the receiver', () => {
  let receiver: Hl7Receiver;
  let client: MllpClient;
  beforeEach(async () => {
    receiver = await createHl7Receiver({ port: 0, statsPort: 0 });
    client = new MllpClient({ answerTimeoutMs: 5000 });
    await client.connect({ host: '127.0.0.1', port: receiver.port });
  });
  afterEach(async () => {
    client.close();
    await receiver.close();
  });

  it('acknowledges what it gets, and counts it without keeping it', async () => {
    for (const id of ['M1', 'M2', 'M2']) {
      const answer = await client.exchange(message(id));
      expect(readAcknowledgements(answer)).toEqual([{ code: 'AA', controlId: id, errorCodes: [] }]);
      expect(decodeMessage(answer).type).toBe('ACK^A04');
    }
    const response = await fetch(`http://127.0.0.1:${receiver.statsPort}/`);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      connections: 1,
      messages: 3,
      repeated: 1,
      unreadable: 0,
      byType: { 'ADT^A04': 3 },
      byAnswer: { AA: 3 },
      lastControlIds: ['M2', 'M2', 'M1'],
    });
    expect(text).not.toContain('ller');
    expect(receiver.received).toEqual([]);
    expect((await fetch(`http://127.0.0.1:${receiver.statsPort}/other`)).status).toBe(404);
  });

  it('answers as it is told to', async () => {
    receiver.answerWith(({ controlId }) => (controlId === 'bad' ? { code: 'AE', errorCode: '101' } : 'wrong-control-id'));
    const answers = [await client.exchange(message('bad')), await client.exchange(message('other'))].flatMap(readAcknowledgements);
    expect(answers).toEqual([
      { code: 'AE', controlId: 'bad', errorCodes: ['101'] },
      { code: 'AA', controlId: 'ANOTHER-MESSAGE', errorCodes: [] },
    ]);
    receiver.answerWith(() => 'drop');
    await expect(client.exchange(message('last'))).rejects.toBeInstanceOf(MllpError);
  });

  it('drops the connection of a sender that it cannot understand', async () => {
    await expect(client.exchange(Buffer.from('no message'))).rejects.toBeInstanceOf(MllpError);
    expect(receiver.stats()).toMatchObject({ messages: 0, unreadable: 1 });
  });
});
