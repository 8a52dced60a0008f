import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { until } from '@everchart/testing';
import {
  createTransport,
  FencedError,
  partitionKey,
  type AssignedPartition,
  type BatchContext,
  type InboundRecord,
  type StreamProducer,
  type StreamTransport,
  type Subscription,
  type SubscriptionHandler,
  type TransportOptions,
} from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const topic = 'contract.v1';
const partitions = 6;

/** A member of a group that keeps what it gets. */
class Member implements SubscriptionHandler {
  readonly records: InboundRecord[] = [];
  readonly owned = new Set<string>();
  readonly batches: number[] = [];
  /** Of each batch: whether records behind it were known to wait. */
  readonly waiting: boolean[] = [];
  crash: Error | undefined;
  connections: boolean[] = [];
  /** Called before a batch is kept. */
  before: (records: readonly InboundRecord[], heartbeat: () => Promise<void>) => Promise<void> = () => Promise.resolve();
  #under = new Set<string>();

  /** @param checkpoints shared by the members of a group, as a database would be */
  constructor(private readonly checkpoints: Map<string, bigint>) {}

  onAssigned(assigned: readonly AssignedPartition[]): Promise<ReadonlyMap<string, bigint>> {
    for (const partition of assigned) this.owned.add(partitionKey(partition));
    return Promise.resolve(new Map(this.checkpoints));
  }

  async onBatch(records: readonly InboundRecord[], { heartbeat, more }: BatchContext): Promise<void> {
    const key = partitionKey(records[0]!);
    if (this.#under.has(key)) throw new Error('two batches of one partition at once');
    this.#under.add(key);
    try {
      await this.before(records, heartbeat);
      this.batches.push(records.length);
      this.waiting.push(more);
      this.records.push(...records);
      this.checkpoints.set(key, records.at(-1)!.offset + 1n);
    } finally {
      this.#under.delete(key);
    }
  }

  onRevoked(revoked: readonly AssignedPartition[]): Promise<void> {
    for (const partition of revoked) this.owned.delete(partitionKey(partition));
    return Promise.resolve();
  }

  onConnection(connected: boolean): void {
    this.connections.push(connected);
  }

  onCrash(error: Error): void {
    this.crash = error;
  }
}

/** What every stream adapter promises. */
export function transportContract(options: () => TransportOptions): void {
  let transport: StreamTransport;
  let producer: StreamProducer;
  let checkpoints: Map<string, bigint>;
  const subscriptions: Subscription[] = [];
  let group = 0;

  beforeEach(async () => {
    transport = createTransport({ ...freshNames(options()), writer: 'ingest' }, silent);
    await transport.ensureTopics([{ topic, partitions }]);
    producer = await transport.createProducer();
    checkpoints = new Map();
    group += 1;
  });

  afterEach(async () => {
    for (const subscription of subscriptions.splice(0)) await subscription.stop();
    await producer.close();
    await transport.close();
  });

  const join = async (member = new Member(checkpoints), maxBatch?: number): Promise<{ member: Member; subscription: Subscription }> => {
    const subscription = await transport.subscribe({
      group: `g${group}`,
      topics: [topic],
      handler: member,
      ...(maxBatch ? { maxBatch } : {}),
    });
    subscriptions.push(subscription);
    return { member, subscription };
  };
  const send = (from: number, to: number, keys: readonly string[], by = producer): Promise<void> =>
    by.send(
      topic,
      Array.from({ length: to - from }, (_, at) => ({ key: keys[(from + at) % keys.length]!, headers: {}, value: Buffer.from(String(from + at)) })), // prettier-ignore
    );
  const numbersOf = (records: readonly InboundRecord[], key?: string): number[] =>
    records.filter((record) => key === undefined || record.key === key).map(({ value }) => Number(value.toString()));
  const keys = Array.from({ length: 20 }, (_, at) => `key-${at}`);

  it('brings every record once, as it was sent, and those of a key in order', async () => {
    const { member } = await join();
    await producer.send(topic, [
      { key: 'key-x', headers: { 'content-type': 'a/b', traceparent: '' }, value: Buffer.from([0, 255, 10, 13]) },
    ]);
    for (let from = 0; from < 1000; from += 100) await send(from, from + 100, keys);
    await until(() => member.records.length === 1001, { what: 'all records' });
    const first = member.records.find(({ key }) => key === 'key-x')!;
    expect([first.headers, [...first.value]]).toEqual([{ 'content-type': 'a/b', traceparent: '' }, [0, 255, 10, 13]]);
    for (const key of keys)
      expect(numbersOf(member.records, key)).toEqual(Array.from({ length: 50 }, (_, at) => at * 20 + Number(key.slice(4))));
    const places = new Map<string, bigint>();
    for (const record of member.records) {
      const place = partitionKey(record);
      expect(record.offset).toBe(places.get(place) ?? 0n);
      places.set(place, record.offset + 1n);
    }
    expect(new Set(member.records.map(({ key, partition }) => `${key} ${partition}`)).size).toBe(21);
    expect(await transport.endOffsets(topic)).toEqual(
      new Map(Array.from({ length: partitions }, (_, partition) => [partition, places.get(`${topic}/${partition}`) ?? 0n])),
    );
  });

  it('keeps the order of a key over several producers that take turns', async () => {
    const other = await transport.createProducer();
    const { member } = await join();
    for (let from = 0; from < 40; from += 1) await send(from, from + 1, ['one'], from % 2 === 0 ? producer : other);
    await until(() => member.records.length === 40, { what: 'all records' });
    expect(numbersOf(member.records)).toEqual(Array.from({ length: 40 }, (_, at) => at));
    await other.close();
  });

  it('hands over no more records at once than were asked for', async () => {
    await send(0, 300, ['one']);
    const { member } = await join(new Member(checkpoints), 50);
    await until(() => member.records.length === 300, { what: 'all records' });
    expect(Math.max(...member.batches)).toBe(50);
    // Only the last batch of all has nothing behind it.
    expect(member.waiting.indexOf(false)).toBe(member.waiting.length - 1);
  });

  it("begins where the consumer's own checkpoint is, and from the beginning without one", async () => {
    await send(0, 100, ['one']);
    const { member, subscription } = await join();
    await until(() => member.records.length === 100, { what: 'all records' });
    await subscription.stop();
    const [key] = checkpoints.keys();
    checkpoints.set(key!, 60n);
    const { member: second } = await join();
    await until(() => second.records.length === 40, { what: 'the records behind the checkpoint' });
    expect(numbersOf(second.records)[0]).toBe(60);
  });

  it('brings a batch again whose handling failed: the member ends and says so, the next one gets it', async () => {
    const failing = new Member(checkpoints);
    failing.before = () => Promise.reject(new Error('the disk is full'));
    const { member, subscription } = await join(failing);
    await send(0, 10, ['one']);
    await until(() => member.crash !== undefined, { what: 'the crash' });
    expect(member.crash!.message).toBe('the disk is full');
    expect(member.records).toEqual([]);
    await subscription.stop();
    const { member: next } = await join();
    await until(() => next.records.length === 10, { what: 'the same records again', timeoutMs: 30_000 });
  }, 60_000);

  it('shares the partitions among two members and hands them over when one leaves', async () => {
    const { member: first, subscription } = await join();
    await until(() => first.owned.size === partitions, { what: 'all partitions with the first', timeoutMs: 30_000 });
    const { member: second } = await join();
    await until(() => first.owned.size === 3 && second.owned.size === 3, { what: 'a half for each', timeoutMs: 30_000 });
    expect([...first.owned].filter((key) => second.owned.has(key))).toEqual([]);
    await send(0, 200, keys);
    await until(() => first.records.length + second.records.length >= 200, { what: 'all records' });
    expect(first.records.length).toBeGreaterThan(0);
    expect(second.records.length).toBeGreaterThan(0);
    await subscription.stop();
    await until(() => second.owned.size === partitions, { what: 'all partitions with the second', timeoutMs: 30_000 });
    await send(200, 400, keys);
    const seen = () => new Set(numbersOf([...first.records, ...second.records]));
    await until(() => seen().size === 400, { what: 'all records' });
    for (const key of keys) {
      const numbers = numbersOf([...first.records, ...second.records], key);
      // All was handled when the members changed: nothing is read again, in no partition.
      expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => at * 20 + Number(key.slice(4))));
    }
  }, 90_000);

  it('leaves a member its partitions while a batch takes longer than its lease, as long as it gives a sign', async () => {
    const slow = new Member(checkpoints);
    const began = performance.now();
    slow.before = async (_records, heartbeat) => {
      // Longer than the session of either adapter (10 s, 6 s).
      while (performance.now() - began < 13_000) {
        await heartbeat();
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    };
    const { member } = await join(slow);
    await send(0, 10, ['one']);
    await until(() => member.records.length >= 10, { what: 'the slow batch', timeoutMs: 40_000 });
    expect(numbersOf(member.records)).toEqual(Array.from({ length: 10 }, (_, at) => at));
    expect(member.crash).toBeUndefined();
    expect(member.owned.size).toBe(partitions);
  }, 90_000);

  it('lets a member that was overtaken join again from the checkpoint', async () => {
    const overtaken = new Member(checkpoints);
    let fenced = 0;
    overtaken.before = (records) =>
      fenced++ === 0 ? Promise.reject(new FencedError(records[0]!.topic, records[0]!.partition)) : Promise.resolve();
    const { member } = await join(overtaken);
    await send(0, 10, ['one']);
    await until(() => member.records.length >= 10, { what: 'the records after it joined again', timeoutMs: 40_000 });
    expect([numbersOf(member.records), member.crash]).toEqual([Array.from({ length: 10 }, (_, at) => at), undefined]);
  }, 60_000);

  it('gives every group all records', async () => {
    const { member } = await join();
    const second = new Member(new Map());
    subscriptions.push(await transport.subscribe({ group: 'another', topics: [topic], handler: second }));
    await send(0, 20, keys);
    await until(() => member.records.length === 20 && second.records.length === 20, {
      what: 'the records in both groups',
      timeoutMs: 30_000,
    });
  }, 60_000);

  it('says what it cannot take, and takes the next', async () => {
    await expect(producer.send('no-such-topic', [{ key: 'a', headers: {}, value: Buffer.from('x') }])).rejects.toMatchObject({ name: 'StreamError', code: 'topic-unknown' }); // prettier-ignore
    await expect(producer.send(topic, [{ key: 'a', headers: {}, value: Buffer.alloc(2 * 1024 * 1024) }])).rejects.toMatchObject({ name: 'StreamError', code: 'record-too-large' }); // prettier-ignore
    await send(0, 1, ['one']);
    const { member } = await join();
    await until(() => member.records.length === 1, { what: 'the record that was taken' });
  }, 60_000);

  it('says which topics are not there, and creates none', async () => {
    const asked = [topic, 'late.v1'];
    expect(await transport.missingTopics(asked)).toEqual(['late.v1']);
    await expect(transport.endOffsets('late.v1')).rejects.toMatchObject({ name: 'StreamError', code: 'topic-unknown' });
    expect(await transport.missingTopics(asked)).toEqual(['late.v1']);
    await transport.ensureTopics([{ topic: 'late.v1', partitions: 2 }]);
    expect(await transport.missingTopics(asked)).toEqual([]);
    expect(await transport.endOffsets('late.v1')).toEqual(new Map([[0, 0n], [1, 0n]])); // prettier-ignore
  }, 60_000);

  it('says what a topic is and holds; another one of the same name is another topic', async () => {
    const extent = await transport.extentOf(topic);
    expect([...extent.partitions.values()]).toEqual(Array.from({ length: partitions }, () => ({ first: 0n, end: 0n })));
    await send(0, 12, keys);
    const after = await transport.extentOf(topic);
    expect(after.id).toBe(extent.id);
    expect([...after.partitions.values()].reduce((sum, { end }) => sum + end, 0n)).toBe(12n);
    await transport.ensureTopics([{ topic: 'late.v1', partitions: 1 }]);
    // Its leader may not be elected yet.
    let late: string | undefined;
    await until(() => transport.extentOf('late.v1').then(({ id }) => Boolean((late = id)), () => false), { what: 'another topic' }); // prettier-ignore
    expect(late).not.toBe(extent.id);
    await expect(transport.extentOf('never.v1')).rejects.toMatchObject({ name: 'StreamError', code: 'topic-unknown' });
    // Into a partition that the key does not lead to.
    await producer.send(
      topic,
      Array.from({ length: partitions }, (_, partition) => ({ partition, key: 'one', headers: {}, value: Buffer.from('x') })),
    );
    const last = await transport.extentOf(topic);
    for (const [partition, { end }] of after.partitions) expect(last.partitions.get(partition)).toEqual({ first: 0n, end: end + 1n });
  }, 60_000);

  it('tells the last records of each partition, of those that are there', async () => {
    expect(await transport.lastRecords('nothing.v1', 3)).toEqual([]);
    // A topic that has just been made may be without a leader for a moment.
    await until(async () => (await transport.lastRecords(topic, 3).catch(() => undefined))?.length === 0, { what: 'the empty topic' });
    const sent = Array.from({ length: 8 }, (_, n) => ({
      key: 'k',
      headers: { traceparent: `${n}` },
      value: Buffer.from(`${n}`),
      partition: n < 2 ? 1 : 4,
    }));
    await producer.send(topic, sent);
    const last = await transport.lastRecords(topic, 3);
    expect(last.map(({ partition, headers, value }) => [partition, headers.traceparent, value.toString()])).toEqual([
      [1, '0', '0'],
      [1, '1', '1'],
      [4, '5', '5'],
      [4, '6', '6'],
      [4, '7', '7'],
    ]);
  }, 60_000);

  it('takes more at once than fits one request', async () => {
    const large = Array.from({ length: 30 }, (_, at) => ({
      key: 'one',
      headers: { traceparent: String(at) },
      value: Buffer.alloc(100 * 1024, at),
    }));
    await producer.send(topic, large);
    const { member } = await join();
    await until(() => member.records.length === 30, { what: 'all records' });
    expect(member.records.map(({ headers }) => Number(headers.traceparent))).toEqual(large.map((_, at) => at));
  }, 60_000);

  it('says when it cannot be reached', async () => {
    const nowhere = createTransport(unreachable(options()), silent);
    await expect(nowhere.ping()).rejects.toMatchObject({ name: 'StreamError', code: 'unreachable' });
    await expect(nowhere.createProducer()).rejects.toMatchObject({ name: 'StreamError', code: 'unreachable' });
    await nowhere.close();
  }, 60_000);

  it('tells a member that it is connected, and answers a ping', async () => {
    const { member } = await join();
    await until(() => member.connections.at(-1) === true, { what: 'the connection', timeoutMs: 30_000 });
    await transport.ping();
  }, 60_000);

  it('tells a member that it is connected before it hands it a batch', async () => {
    await send(0, 20, keys);
    const member = new Member(checkpoints);
    const atBatch: (boolean | undefined)[] = [];
    member.before = () => Promise.resolve(void atBatch.push(member.connections.at(-1)));
    await join(member);
    await until(() => member.records.length === 20, { what: 'all records', timeoutMs: 30_000 });
    expect(new Set(atBatch)).toEqual(new Set([true]));
  }, 60_000);
}

let turn = 0;

/** Topics and groups of its own for each test. */
function freshNames(options: TransportOptions): TransportOptions {
  const prefix = `${options.topicPrefix}${(turn += 1)}.`;
  return { ...options, topicPrefix: prefix, groupPrefix: prefix };
}

function unreachable(options: TransportOptions): TransportOptions {
  return options.kind === 'kafka'
    ? { ...options, brokers: ['127.0.0.1:9'] }
    : { ...options, connectionString: 'postgresql://streams_user:x@127.0.0.1:9/none' };
}
