import { connect } from 'node:net';

const timeoutMs = 5000;
/** The first version that tells ids is 10; 12 takes names with a zero id. Brokers have it since 2.8. */
const metadata = { key: 3, version: 12 };

/**
 * The id that a topic got when it was created: another one of the same name has another id. kafkajs asks for metadata
 * in a version that does not tell it, so this one request is written here.
 * @returns undefined when the topic is not there
 * @throws Error when no broker answers
 */
export async function kafkaTopicId(brokers: readonly string[], clientId: string, topic: string): Promise<string | undefined> {
  let failure: unknown;
  for (const broker of brokers) {
    try {
      return idIn(await exchange(broker, requestFor(clientId, topic)));
    } catch (error) {
      failure = error;
    }
  }
  throw new Error('no broker says the id of a topic', { cause: failure });
}

function requestFor(clientId: string, topic: string): Buffer {
  const head = Buffer.alloc(10);
  head.writeInt16BE(metadata.key, 0);
  head.writeInt16BE(metadata.version, 2);
  head.writeInt32BE(1, 4); // correlation
  head.writeInt16BE(Buffer.byteLength(clientId), 8);
  const name = Buffer.from(topic);
  const body = Buffer.concat([
    head,
    Buffer.from(clientId),
    Buffer.of(0), // tagged fields of the header
    Buffer.of(2), // one topic (compact arrays and strings count one more)
    Buffer.alloc(16), // by its name
    unsigned(name.length + 1),
    name,
    Buffer.of(0), // tagged fields of the topic
    Buffer.of(0, 0, 0), // create none, tell no rights, tagged fields
  ]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, body]);
}

function idIn(answer: Buffer): string | undefined {
  const reader = new Reader(answer);
  reader.skip(4); // correlation
  reader.tags();
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

/** One request and its answer, each with its length before it. */
function exchange(broker: string, request: Buffer): Promise<Buffer> {
  const at = broker.lastIndexOf(':');
  return new Promise((resolve, reject) => {
    const socket = connect({ host: broker.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(broker.slice(at + 1)) });
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    let received = Buffer.alloc(0);
    socket.setTimeout(timeoutMs, () => fail(new Error('the broker did not answer in time')));
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the broker closed the connection')));
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      if (received.length < 4 || received.length < 4 + received.readInt32BE(0)) return;
      resolve(received.subarray(4));
      socket.destroy();
    });
    socket.write(request);
  });
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
