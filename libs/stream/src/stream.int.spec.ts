import { afterAll, beforeAll, describe } from '@jest/globals';
import { createTestDatabase, describeWithKafka, testStream, type TestDatabase } from '@everchart/testing';
import { consumerContract } from './consumer.contract.js';
import { streamsTransportMigrations } from './index.js';
import { transportContract } from './transport.contract.js';

describe('on PostgreSQL', () => {
  let streams: TestDatabase;
  beforeAll(async () => {
    streams = await createTestDatabase([streamsTransportMigrations]);
  });
  afterAll(() => streams?.drop());

  const options = () => testStream('postgres', streams.url('streams_user'));
  describe('a stream', () => transportContract(options));
  describe('a consumer', () => consumerContract(options));
});

describeWithKafka('on Kafka', () => {
  describe('a stream', () => transportContract(() => testStream('kafka')));
  describe('a consumer', () => consumerContract(() => testStream('kafka')));
});
