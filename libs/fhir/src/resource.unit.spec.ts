import { describe, expect, it } from '@jest/globals';
import { FhirError, parseBundle } from './resource.js';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('a bundle', () => {
  const bundle = (...entry: unknown[]) => parseBundle(bytesOf({ resourceType: 'Bundle', entry }));

  it('is read entry by entry, each with its place', () => {
    const { entries, entriesWithoutResource } = bundle(
      { request: { method: 'DELETE', url: 'Patient/1' } },
      { fullUrl: 'urn:uuid:a', resource: { resourceType: 'Patient', id: '1' } },
    );
    expect(entries).toEqual([{ pointer: '/entry/1', fullUrl: 'urn:uuid:a', resource: { resourceType: 'Patient', id: '1' } }]);
    expect(entriesWithoutResource).toBe(1);
  });

  it('gives a resource the id of its entry when it has none of its own', () => {
    const [entry] = bundle({ fullUrl: 'urn:uuid:0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0001', resource: { resourceType: 'Patient' } }).entries;
    expect(entry!.resource.id).toBe('0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0001');
  });

  it('may be empty', () =>
    expect(parseBundle(Buffer.from('{"resourceType":"Bundle"}'))).toEqual({ entries: [], entriesWithoutResource: 0 }));

  it.each(['', '{', '[]', 'null', '{"resourceType":"Patient"}'])('is not %p', (text) => {
    expect(() => parseBundle(Buffer.from(text))).toThrow(FhirError);
  });
});
