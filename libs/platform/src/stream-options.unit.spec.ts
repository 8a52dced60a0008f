import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { streamOptionsOf, type ConfigError } from './index.js';

const directory = mkdtempSync(join(tmpdir(), 'everchart-stream-options-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(directory, name), text);
  return join(directory, name);
};
const kafka = { STREAM_KIND: 'kafka', KAFKA_BROKERS: 'b1:9093, b2:9093', STREAM_KEYS: 'keys' };

describe('how a service reaches Kafka', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  const faultsOf = (environment: Record<string, string>): readonly string[] => {
    try {
      streamOptionsOf({ ...kafka, ...environment }, 'test');
    } catch (error) {
      expect((error as Error).message).not.toContain('secret');
      return (error as ConfigError).faults;
    }
    return [];
  };

  it('is read from files, or from the environment', () => {
    const shared = { kind: 'kafka', clientId: 'test', topicPrefix: '', groupPrefix: '', keys: 'keys', brokers: ['b1:9093', 'b2:9093'] };
    expect(streamOptionsOf(kafka, 'test')).toEqual(shared);
    expect(
      streamOptionsOf(
        {
          ...kafka,
          KAFKA_CA_FILE: file('ca', 'authorities'),
          KAFKA_CERTIFICATE_FILE: file('certificate', 'certificate'),
          KAFKA_KEY_FILE: file('key', 'key'),
          KAFKA_USERNAME: 'ingest',
          KAFKA_PASSWORD_FILE: file('password', 'secret\n'),
        },
        'test',
      ),
    ).toEqual({
      ...shared,
      tls: { authorities: 'authorities', certificate: 'certificate', key: 'key' },
      scram: { username: 'ingest', password: 'secret' },
    });
    expect(streamOptionsOf({ ...kafka, KAFKA_TLS: 'true', KAFKA_USERNAME: 'ingest', KAFKA_PASSWORD: 'secret' }, 'test')).toEqual({
      ...shared,
      tls: {},
      scram: { username: 'ingest', password: 'secret' },
    });
  });

  it('is refused where it would be less than was meant', () => {
    expect(faultsOf({ KAFKA_USERNAME: 'ingest', KAFKA_PASSWORD: 'secret' })).toEqual([
      'KAFKA_USERNAME: only with KAFKA_TLS=true or KAFKA_CA_FILE',
    ]);
    expect(faultsOf({ KAFKA_TLS: 'true', KAFKA_USERNAME: 'ingest' })).toEqual(['KAFKA_USERNAME: needs KAFKA_PASSWORD or its file']);
    expect(faultsOf({ KAFKA_TLS: 'true', KAFKA_PASSWORD: 'secret' })).toEqual(['KAFKA_PASSWORD: needs KAFKA_USERNAME']);
    expect(faultsOf({ KAFKA_TLS: 'true', KAFKA_USERNAME: 'ingest', KAFKA_PASSWORD: 'secret', KAFKA_PASSWORD_FILE: 'secret-too' })).toEqual([
      'KAFKA_PASSWORD_FILE: instead of KAFKA_PASSWORD, not beside it',
    ]);
    expect(faultsOf({ KAFKA_CERTIFICATE_FILE: '/certificate' })).toEqual([
      'KAFKA_CERTIFICATE_FILE: needs KAFKA_KEY_FILE',
      'KAFKA_CERTIFICATE_FILE: only with KAFKA_TLS=true or KAFKA_CA_FILE',
    ]);
    expect(faultsOf({ STREAM_KEYS: '' })).toEqual(['STREAM_KEYS_FILE: one of it and STREAM_KEYS is required']);
    expect(faultsOf({ STREAM_KEYS_FILE: '/nowhere/secret' })).toEqual(['STREAM_KEYS_FILE: one of it and STREAM_KEYS is required']);
    expect(faultsOf({ STREAM_KEYS: '', STREAM_KEYS_FILE: '/nowhere/secret' })).toEqual([
      'STREAM_KEYS_FILE: the file cannot be read (ENOENT)',
    ]);
    expect(faultsOf({ KAFKA_TLS: 'yes' })).toEqual([expect.stringMatching(/^KAFKA_TLS: /)]);
    expect(faultsOf({ KAFKA_CA_FILE: '/nowhere/secret' })).toEqual(['KAFKA_CA_FILE: the file cannot be read (ENOENT)']);
  });
});
