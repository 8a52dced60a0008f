import { ConfigError, loadConfig } from '@everchart/platform';
import { describe, expect, it } from '@jest/globals';
import { configSchema } from './configuration.js';

const environment = {
  DATABASE_API_URL: 'postgresql://a@h/integration',
  DATABASE_WORKER_URL: 'postgresql://w@h/integration',
  KEYRING_DATABASE_URL: 'postgresql://k@h/keyring',
  KEYRING_KEK_FILE: '/kek',
  STREAM_KIND: 'kafka',
  STREAM_KEYS: 'integration key',
  KAFKA_BROKERS: 'h:9092',
  JWT_ISSUER: 'i',
  JWT_AUDIENCE: 'a',
  JWKS_URL: 'http://h/jwks.json',
};

function faultsOf(more: Record<string, string>): readonly string[] {
  try {
    loadConfig(configSchema, { ...environment, ...more });
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('has defaults that fit together', () => {
    expect(loadConfig(configSchema, environment)).toMatchObject({
      PORT: 8083,
      HL7_PROCESSING_ID: 'P',
      ANSWER_TIMEOUT_MS: 8000,
      SENDER_LEASE_MS: 15_000,
    });
  });

  it('refuses a lease that does not cover an exchange', () => {
    expect(faultsOf({ ANSWER_TIMEOUT_MS: '10000' })).toEqual([expect.stringMatching(/^SENDER_LEASE_MS: must be more than/)]);
    expect(faultsOf({ ANSWER_TIMEOUT_MS: '10000', SENDER_LEASE_MS: '20000' })).toEqual([]);
  });

  it('names every fault', () => {
    expect(
      faultsOf({ HL7_PROCESSING_ID: 'X', RETRY_FIRST_MS: '0', DATABASE_API_URL: '' })
        .map((fault) => fault.split(':')[0])
        .sort(),
    ).toEqual(['DATABASE_API_URL', 'HL7_PROCESSING_ID', 'RETRY_FIRST_MS']);
  });
});
