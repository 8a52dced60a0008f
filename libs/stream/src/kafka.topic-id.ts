import type { Kafka } from 'kafkajs';

/** The first version that tells ids is 10; 12 takes names with a zero id. Brokers have it since 2.8. */
const metadata = { apiKey: 3, apiVersion: 12, apiName: 'Metadata' };

/** What is used of a kafkajs cluster: its own types leave it out. */
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  brokerPool: { seedBroker: { connectionPool: { send(call: Call): Promise<string | undefined> } } };
}

interface Call {
  request: typeof metadata & { encode: () => Promise<{ buf: Buffer; buffer: Buffer; size: () => number }> };
  response: { decode: (answer: Buffer) => Promise<string | undefined>; parse: (id: string | undefined) => Promise<string | undefined> };
}

/**
 * Ids of topics: another topic of the same name has another one. kafkajs asks for metadata in a version that does not
 * tell them, so this one request is written here, and goes over a connection that kafkajs has made, as TLS and SASL are
 * its matter.
 */
export class KafkaTopicIds {
  #cluster: Promise<Cluster> | undefined;

  constructor(private readonly kafka: Kafka) {}

  /** @returns undefined when the topic is not there @throws Error when no broker answers */
  async of(topic: string): Promise<string | undefined> {
    const connecting = (this.#cluster ??= this.#connect());
    try {
      return await (await connecting).brokerPool.seedBroker.connectionPool.send(callFor(topic));
    } catch (error) {
      // Another broker may answer the next time.
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const cluster = this.#cluster;
    this.#cluster = undefined;
    await (await cluster?.catch(() => undefined))?.disconnect();
  }

  async #connect(): Promise<Cluster> {
    const name = Object.getOwnPropertySymbols(this.kafka).find(({ description }) => description === 'private:Kafka:createCluster')!;
    const cluster = (this.kafka as unknown as Record<symbol, (options: object) => Cluster>)[name]!({ allowAutoTopicCreation: false });
    await cluster.connect();
    return cluster;
  }
}

function callFor(topic: string): Call {
  const name = Buffer.from(topic);
  const body = Buffer.concat([
    Buffer.of(0), // tagged fields of the header
    Buffer.of(2), // one topic (compact arrays and strings count one more)
    Buffer.alloc(16), // by its name
    unsigned(name.length + 1),
    name,
    Buffer.of(0), // tagged fields of the topic
    Buffer.of(0, 0, 0), // create none, tell no rights, tagged fields
  ]);
  return {
    request: { ...metadata, encode: () => Promise.resolve({ buf: body, buffer: body, size: () => body.length }) },
    response: { decode: (answer) => Promise.resolve(idIn(answer)), parse: (id) => Promise.resolve(id) },
  };
}

function idIn(answer: Buffer): string | undefined {
  const reader = new Reader(answer);
  reader.tags(); // of the header
  reader.skip(4); // throttling
  for (let brokers = reader.unsigned() - 1; brokers > 0; brokers -= 1) {
    reader.skip(4);
    reader.text();
    reader.skip(4);
    reader.text();
    reader.tags();
  }
  reader.text(); // cluster
  reader.skip(4); // controller
  if (reader.unsigned() !== 2) throw new Error('the broker did not answer for one topic');
  const code = reader.bytes(2).readInt16BE(0);
  reader.text();
  const id = reader.bytes(16).toString('hex');
  if (code === 3) return undefined; // no such topic
  if (code !== 0) throw new Error(`the broker answered with code ${code}`);
  return id;
}

function unsigned(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.of(...bytes, rest);
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** Reads the compact forms of the protocol. @throws RangeError beyond the end */
class Reader {
  #at = 0;

  constructor(private readonly answer: Buffer) {}

  skip(bytes: number): void {
    this.bytes(bytes);
  }

  bytes(count: number): Buffer {
    if (this.#at + count > this.answer.length) throw new RangeError('the answer of the broker is too short');
    return this.answer.subarray(this.#at, (this.#at += count));
  }

  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes(1)[0]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  text(): void {
    this.skip(Math.max(0, this.unsigned() - 1));
  }

  tags(): void {
    for (let count = this.unsigned(); count > 0; count -= 1) {
      this.unsigned();
      this.skip(this.unsigned());
    }
  }
}
