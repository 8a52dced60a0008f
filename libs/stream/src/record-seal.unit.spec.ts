import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { accessTopic, clinicalTopic, newStreamKey, RecordSeal, StreamKeys } from './index.js';

const secret = randomBytes(32);
const line = `ingest ${secret.toString('base64')}`;
const keys = new StreamKeys([line, newStreamKey('retention')].join('\n'));
const seal = new RecordSeal(keys, 'ingest');
const record = { key: 'home/0', headers: { 'content-type': 'a/b', traceparent: '00-1-2-01' }, value: Buffer.from('value') };
const read = (sealed: { key: string; headers: Readonly<Record<string, string>>; value: Uint8Array }, topic = clinicalTopic) => ({
  topic,
  partition: 3,
  offset: 7n,
  ...sealed,
  value: Buffer.from(sealed.value),
});

describe('a sealed record', () => {
  it('has the HMAC-SHA-256 of its topic, key, headers and value, and is opened as it was', () => {
    const sealed = seal.seal(clinicalTopic, record);
    const mac = createHmac('sha256', secret).update(`${clinicalTopic}\nhome/0\na/b;\n00-1-2-01;\n\nvalue`).digest();
    const id = createHmac('sha256', secret).update('everchart stream key id').digest();
    expect(sealed.value).toEqual(Buffer.concat([id.subarray(0, 8), mac.subarray(0, 16), record.value]));
    expect(seal.open(read(sealed))).toEqual({ topic: clinicalTopic, partition: 3, offset: 7n, ...record, writer: 'ingest' });
    for (const length of [0, 1, 8191, 100_000]) {
      const value = randomBytes(length);
      expect(seal.open(read(seal.seal(clinicalTopic, { ...record, value })))).toMatchObject({ value, writer: 'ingest' });
    }
  });

  it('is taken with a former key of its writer, and signed with the first', () => {
    const changed = new StreamKeys([newStreamKey('ingest'), line].join(','));
    const next = new RecordSeal(changed, 'ingest');
    expect(next.open(read(seal.seal(clinicalTopic, record)))).toMatchObject({ writer: 'ingest' });
    expect(seal.open(read(next.seal(clinicalTopic, record)))).toMatchObject({ forged: 'key-unknown' });
    expect(changed.name).not.toBe(keys.name);
  });

  it('is signed by those only that write to its topic', () => {
    const retention = new RecordSeal(keys, 'retention');
    expect(retention.open(read(retention.seal(accessTopic, record), accessTopic))).toMatchObject({ writer: 'retention' });
    expect(() => retention.seal(clinicalTopic, record)).toThrow(expect.objectContaining({ code: 'no-key' }));
    expect(() => new RecordSeal(keys, 'integration').seal(accessTopic, record)).toThrow(expect.objectContaining({ code: 'no-key' }));
    expect(() => seal.seal(clinicalTopic, { ...record, key: 'home\n/0' })).toThrow(expect.objectContaining({ name: 'StreamError' }));
  });

  it('needs the keys of all writers of what is read', () => {
    expect(() => seal.requireKeys({ reads: [clinicalTopic], writes: [clinicalTopic] })).not.toThrow();
    expect(() => seal.requireKeys({ reads: [accessTopic], writes: [] })).toThrow(
      'keys of the stream are missing: patient-timeline, integration',
    );
    expect(() => new RecordSeal(keys, 'integration').requireKeys({ reads: [], writes: [accessTopic] })).toThrow(': integration');
  });

  it.each(['ingest', 'ingest c2hvcnQ=', `Ingest ${secret.toString('base64')}`, `${line} more`])(
    'is refused a malformed key without repeating it',
    (text) => {
      expect(() => new StreamKeys(`# keys\n${text}`)).toThrow(
        new RangeError('entry 2 is not the name of a service and 32 bytes in base64'),
      );
    },
  );
});
