import { randomUUID } from 'node:crypto';
import type { TransportOptions } from '@everchart/stream';
import { requireEnvironment, testKafkaBrokers } from './run-environment.js';

/** Transport options with topics and groups of their own, so that test files never meet on the shared broker. */
export function testStream(kind: 'kafka'): TransportOptions;
export function testStream(kind: 'postgres', connectionString: string): TransportOptions;
export function testStream(kind: 'kafka' | 'postgres', connectionString?: string): TransportOptions {
  const prefix = `t${randomUUID().slice(0, 8)}.`;
  const shared = { clientId: 'test', topicPrefix: prefix, groupPrefix: prefix };
  if (kind === 'postgres') return { kind, connectionString: connectionString!, ...shared };
  return { kind, brokers: testKafkaBrokers() ?? [requireEnvironment('TEST_KAFKA_BROKERS')], ...shared };
}
