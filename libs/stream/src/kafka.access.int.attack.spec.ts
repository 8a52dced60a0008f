import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '@everchart/dev-servers';
import { describeWithKafka, testCertificates, testStreamKeys, until } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import {
  accessTopic,
  applyKafkaRules,
  clinicalTopic,
  createTransport,
  kafkaRules,
  kafkaRulesScript,
  operatorAccess,
  retentionTopic,
  streamAccess,
  topics,
  type KafkaConnection,
  type KafkaTransportOptions,
  type OutboundRecord,
  type StreamAccess,
  type StreamTransport,
  type Subscription,
  type SubscriptionHandler,
} from './index.js';
import { connectionOf } from './kafka.connection.js';

const directory = mkdtempSync(join(tmpdir(), 'everchart-secure-kafka-'));
const principals: Readonly<Record<string, StreamAccess>> = { ...streamAccess, [operatorAccess.name]: operatorAccess };
const users = Object.fromEntries(['admin', 'stranger', ...Object.keys(principals)].map((name) => [name, `password-of-${name}`]));
const { authority, receiver, sender } = testCertificates;
const secure = { certificate: receiver.certificate, key: receiver.key, authority, users };
const kafka = await startKafka({ directory: join(directory, 'kafka'), port: 0, secure });
const describeSecured = kafka.kind === 'none' ? describe.skip : describeWithKafka;
if (kafka.kind === 'none') process.stderr.write(`\n!!! SKIPPED, because no Kafka can be secured here: ${kafka.reason}\n\n`);
const allTopics = topics.map(({ topic }) => topic);
const connection = (username: string): KafkaConnection => ({
  brokers: kafka.brokers,
  clientId: 'test',
  tls: { authorities: authority, ...sender },
  scram: { username, password: users[username]! },
});
const record: OutboundRecord = { key: 'home/0', headers: {}, value: Buffer.from('record') };

// A real broker as in operation: TLS, client certificates, SCRAM-SHA-512 and an authorizer.
describeSecured('a broker with an authorizer', () => {
  const logged: Record<string, unknown>[] = [];
  const log = (fields: object): void => void logged.push({ ...fields });
  const transports: StreamTransport[] = [];
  const subscriptions: Subscription[] = [];

  const as = (username: string, more: Partial<KafkaTransportOptions> = {}): StreamTransport => {
    const transport = createTransport(
      { kind: 'kafka', ...connection(username), keys: testStreamKeys, writer: 'ingest', ...more },
      { debug: log, info: log, warn: log, error: log },
    );
    transports.push(transport);
    return transport;
  };
  /** Signed by a service that writes to the topic: it is the broker that refuses. */
  const send = async (username: string, topic: string): Promise<void> => {
    const producer = await as(username, { writer: topic === retentionTopic ? 'retention' : 'ingest' }).createProducer();
    await producer.send(topic, [record]).finally(() => producer.close());
  };
  /** What a member of the group gets; it is known to be refused when the log says so. */
  const subscribe = async (transport: StreamTransport, group: string, from: readonly string[]) => {
    const got = new Set<string>();
    const handler: SubscriptionHandler = {
      onAssigned: () => Promise.resolve(new Map()),
      onBatch: (records) => Promise.resolve(void got.add(records[0]!.topic)),
      onRevoked: () => Promise.resolve(),
      onCrash: (error) => log({ event: 'crashed', errorName: error.name }),
    };
    logged.length = 0;
    subscriptions.push(await transport.subscribe({ group, topics: from, handler }));
    return { got };
  };

  const refused = (): boolean => logged.some(({ code }) => /^Not authorized to access (group|topics)/.test(String(code)));

  beforeAll(async () => {
    await applyKafkaRules(connection('admin'), kafkaRules());
    await as(operatorAccess.name).ensureTopics(topics);
    for (const topic of allTopics) await send(operatorAccess.name, topic);
  });

  afterEach(async () => {
    for (const subscription of subscriptions.splice(0)) await subscription.stop();
    for (const transport of transports.splice(0)) await transport.close();
  });

  afterAll(async () => {
    await kafka.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(Object.entries(principals))('lets %s do its work', async (name, { writes, reads, groups }) => {
    const transport = as(name);
    await transport.ping();
    await transport.ensureTopics(topics.filter(({ topic }) => writes.includes(topic)));
    expect(await transport.missingTopics([...writes, ...reads])).toEqual([]);
    for (const topic of writes) {
      await send(name, topic);
      expect(await transport.lastRecords(topic, 1)).not.toEqual([]);
    }
    for (const topic of [...writes, ...reads]) expect((await transport.extentOf(topic)).partitions.size).toBe(12);
    if (reads.length === 0) return;
    const member = await subscribe(transport, `${groups[0]}v1`, reads);
    await until(() => reads.every((topic) => member.got.has(topic)), { what: 'the records' });
  });

  it.each([...Object.entries(principals), ['stranger', { writes: [], reads: [], groups: [] }] as [string, StreamAccess]])(
    'refuses %s what is not its own',
    async (name, { writes, reads, groups }) => {
      const transport = as(name);
      const others = allTopics.filter((topic) => !writes.includes(topic));
      for (const topic of others) await expect(send(name, topic)).rejects.toMatchObject({ code: 'refused' });
      const unknown = others.filter((topic) => !reads.includes(topic));
      for (const topic of unknown) await expect(transport.extentOf(topic)).rejects.toMatchObject({ code: 'refused' });
      expect(await transport.missingTopics(unknown)).toEqual(unknown);
      await expect(transport.ensureTopics([{ topic: 'a-topic-of-its-own', partitions: 1 }])).rejects.toMatchObject({ code: 'refused' });
      for (const topic of unknown) {
        const member = await subscribe(transport, `${groups[0] ?? 'group-'}v1`, [topic]);
        await until(refused, { what: 'the refusal' });
        expect(member.got.size).toBe(0);
      }
    },
  );

  it('refuses a service the group of another, whose partitions it would take', async () => {
    const member = await subscribe(as('integration'), 'timeline-v1', [clinicalTopic]);
    await until(refused, { what: 'the refusal' });
    expect(member.got.size).toBe(0);
  });

  it('refuses transactions, which would hold up what comes after them', async () => {
    const open = async (username: string): Promise<void> => {
      const client = new Kafka({ ...connectionOf(connection(username)), logLevel: logLevel.NOTHING });
      const settings = { transactionalId: 'held', idempotent: true, maxInFlightRequests: 1, retry: { retries: 1 } };
      const producer = client.producer(settings);
      try {
        await producer.connect();
        await (await producer.transaction()).abort();
      } finally {
        await producer.disconnect();
      }
    };
    await expect(open('ingest')).rejects.toThrow('Failed to find group coordinator');
    await open('admin');
  });

  it.each([
    ['another password', { scram: { username: 'ingest', password: 'guessed' } }, 'refused'],
    ['the password of another', { scram: { username: 'ingest', password: users.retention! } }, 'refused'],
    ['no certificate', { tls: { authorities: authority } }, 'unreachable'],
    ['the certificate of an unknown authority', { tls: { authorities: authority, ...testCertificates.stranger } }, 'unreachable'],
    ['no encryption', { tls: undefined, scram: undefined }, 'unreachable'],
    [
      'trust in another authority than the broker has',
      { tls: { authorities: testCertificates.stranger.certificate, ...sender } },
      'unreachable',
    ],
  ])('refuses a client with %s', async (_what, more, code) => {
    logged.length = 0;
    await expect(as('ingest', more).ping()).rejects.toMatchObject({ code });
    expect(JSON.stringify(logged)).not.toMatch(/password-of|guessed|PRIVATE KEY/);
  });
});

it('the rules of the brokers are those of the table, for the tool of Kafka as well', () => {
  const rules = kafkaRules('home.');
  expect(rules.filter(({ principal }) => principal === 'patient-timeline')).toEqual([
    {
      principal: 'patient-timeline',
      resource: 'topic',
      name: `home.${accessTopic}`,
      pattern: 'literal',
      operations: ['Create', 'Read', 'Write'],
    },
    { principal: 'patient-timeline', resource: 'topic', name: `home.${clinicalTopic}`, pattern: 'literal', operations: ['Read'] },
    { principal: 'patient-timeline', resource: 'topic', name: `home.${retentionTopic}`, pattern: 'literal', operations: ['Read'] },
    { principal: 'patient-timeline', resource: 'group', name: 'home.timeline-', pattern: 'prefixed', operations: ['Read'] },
    { principal: 'patient-timeline', resource: 'group', name: 'home.last-records-', pattern: 'prefixed', operations: ['Delete', 'Read'] },
  ]);
  expect(kafkaRulesScript(rules)[0]).toBe(
    `kafka-acls.sh --bootstrap-server "$KAFKA_BROKERS" --command-config admin.properties --add --allow-principal 'User:ingest' --operation Create --operation Read --operation Write --topic 'home.${clinicalTopic}' --resource-pattern-type literal`,
  );
  expect(kafkaRulesScript(rules)).toHaveLength(rules.length);
});
