import { randomUUID } from 'node:crypto';
import { describeWithKafka, testStream } from '@everchart/testing';
import { expect, it } from '@jest/globals';
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { createTransport } from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describeWithKafka('the producer on Kafka', () => {
  it('is idempotent: the broker knows a record that is sent a second time', async () => {
    const options = { ...testStream('kafka'), writer: 'ingest' };
    const transport = createTransport(options, silent);
    const topic = `idempotent-${randomUUID()}`;
    await transport.ensureTopics([{ topic, partitions: 1 }]);
    const producer = await transport.createProducer();
    await producer.send(topic, [{ key: 'home/0', headers: {}, value: Buffer.from('one') }]);
    const kafka = new Kafka({ brokers: options.brokers, logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: randomUUID() });
    try {
      await consumer.subscribe({ topic: `${options.topicPrefix}${topic}`, fromBeginning: true });
      const { promise, resolve } = Promise.withResolvers<KafkaMessage>();
      await consumer.run({ eachMessage: ({ message }) => Promise.resolve(resolve(message)) });
      // What the record batch says of its producer: -1 without idempotence.
      expect(await promise).toMatchObject({
        value: expect.any(Buffer),
        batchContext: { producerId: expect.stringMatching(/^\d+$/), firstSequence: 0 },
      });
    } finally {
      await consumer.disconnect();
      await producer.close();
      await transport.close();
    }
  });
});
