import { createHash, randomUUID } from 'node:crypto';
import { requireEnvironment, testKafkaBrokers } from './run-environment.js';

/** Keys of all services: the same in every test. */
export const testStreamKeys = ['ingest', 'patient-timeline', 'integration', 'retention']
  .map((service) => `${service} ${createHash('sha256').update(`test key of ${service}`).digest('base64')}`)
  .join(',');

interface Shared {
  clientId: string;
  topicPrefix: string;
  groupPrefix: string;
  keys: string;
}
/** As libs/stream takes them; its own tests use this library, so its types cannot be used here. */
export type TestKafkaStream = Shared & { kind: 'kafka'; brokers: string[] };
export type TestPostgresStream = Shared & { kind: 'postgres'; connectionString: string };

/** Transport options with topics and groups of their own, so that test files never meet on the shared broker. */
export function testStream(kind: 'kafka'): TestKafkaStream;
export function testStream(kind: 'postgres', connectionString: string): TestPostgresStream;
export function testStream(kind: 'kafka' | 'postgres', connectionString?: string): TestKafkaStream | TestPostgresStream {
  const prefix = `t${randomUUID().slice(0, 8)}.`;
  const shared = { clientId: 'test', topicPrefix: prefix, groupPrefix: prefix, keys: testStreamKeys };
  if (kind === 'postgres') return { kind, connectionString: connectionString!, ...shared };
  return { kind, brokers: testKafkaBrokers() ?? [requireEnvironment('TEST_KAFKA_BROKERS')], ...shared };
}
