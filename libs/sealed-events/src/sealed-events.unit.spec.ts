import { describe, expect, it } from '@jest/globals';
import { canonicalJson, contentDigest, decodeEnvelope, decodeList, encodeEnvelope, encodeList, sha256 } from '@everchart/envelope';
import type { DataKey } from '@everchart/keyring';
import { PoisonEventError, TransientError } from '@everchart/stream';
import { randomBytes, randomUUID } from 'node:crypto';
import { openEvent, openEvents, openFacts, sealEvent, type EventDraft, type SealedEvent, type SealedRecord } from './index.js';

const newKey = (): DataKey => ({ keyId: randomUUID(), key: randomBytes(32) });
const draftOf = (more: Partial<EventDraft> = {}): EventDraft => ({
  id: randomUUID(),
  source: `urn:everchart:ingest:${randomUUID()}/1`,
  type: 'note.written',
  subject: randomUUID(),
  schemaVersion: 1,
  data: { text: 'slept well', more: { b: [1, { d: 2, c: 3 }], a: null } },
  occurredat: '2026-03-01T08:30:00+01:00',
  org: 'home',
  actor: 'carer-anna',
  actorrole: 'carer',
  shard: 0,
  retentionclass: 'clinical',
  correlationid: randomUUID(),
  ...more,
});
const place = { position: 1, previous: 0, streamVersion: 1, recordedAtUs: 1, chain: Buffer.alloc(32) };
const recordOf = ({ writer, payload }: SealedEvent): SealedRecord => decodeEnvelope(encodeEnvelope(writer, place, payload));
const unchanged = (_type: string, _version: number, data: unknown): unknown => data;
const upcast = (type: string, version: number, data: unknown): unknown => ({ [`${type} ${version}`]: data });

describe('an event that is sealed', () => {
  const key = newKey();

  it('is opened to what was stated, at the newest version', () => {
    const draft = draftOf({ schemaVersion: 3, facility: 'south', causationid: 'x', deviceoffsetms: '-12' });
    const sealed = sealEvent(draft, key);
    const { schemaVersion: _, data, ...attributes } = draft;
    expect(sealed.header).toEqual({
      ...attributes,
      dataschema: 'urn:everchart:schema:note.written:3',
      keyid: key.keyId,
      contentdigest: sha256(sealed.payload).toString('hex'),
    });
    expect(openEvent(recordOf(sealed), key.key, upcast)).toEqual({
      type: 'note.written',
      version: 3,
      recorded: data,
      text: canonicalJson(data),
      data: { 'note.written 3': data },
    });
    for (const secret of [sealed.writer, sealed.payload, sealed.commitment]) expect(secret.includes('slept')).toBe(false);
  });

  it('has the same commitment for the same statement, and another one for any other', () => {
    const draft = draftOf();
    const commitment = (more: Partial<EventDraft> = {}, by = key): string =>
      sealEvent({ ...draft, ...more }, by).commitment.toString('hex');
    const same = commitment();
    const reordered = { more: { a: null, b: [1, { c: 3, d: 2 }] }, text: 'slept well' };
    for (const more of [{ data: reordered }, { correlationid: randomUUID() }, { deviceoffsetms: '5' }]) expect(commitment(more)).toBe(same);
    const others: Partial<EventDraft>[] = [
      { data: { text: 'slept badly' } }, { actor: 'carer-berta' }, { occurredat: '2026-03-01T08:31:00+01:00' }, { facility: 'south' },
      { subject: randomUUID() }, { schemaVersion: 2 }, { type: 'note.sung' },
    ]; // prettier-ignore
    const all = [same, commitment({}, newKey()), ...others.map((more) => commitment(more))];
    expect(new Set(all).size).toBe(all.length);
  });

  it.each<[string, string, (record: SealedRecord) => [SealedRecord, Buffer | undefined]]>([
    ['key-missing', 'there is no key', (record) => [record, undefined]],
    ['payload-not-authentic', 'the key is another', (record) => [record, randomBytes(32)]],
    [
      'payload-not-authentic',
      'it is of another patient',
      ({ header, payload }) => [{ header: { ...header, subject: randomUUID() }, payload }, key.key],
    ],
    ['payload-malformed', 'its payload is none', ({ header }) => [{ header, payload: Buffer.from('{}') }, key.key]],
    ['dataschema-malformed', 'its schema is none', ({ header, payload }) => [{ header: { ...header, dataschema: 'x' }, payload }, key.key]],
  ])('is poison (%s) when %s', (code, _, change) => {
    const sealed = sealEvent(draftOf(), key);
    const [record, by] = change(recordOf(sealed));
    expect(() => openEvent(record, by, unchanged)).toThrow(
      expect.objectContaining({ name: 'PoisonEventError', eventId: sealed.header.id, code }),
    );
  });

  it.each([
    [Object.assign(new Error('of Anna'), { code: 'event-type-unknown' }), 'event-type-unknown'],
    [Object.assign(new Error('of Anna'), { code: 'ERR_INVALID_ARG' }), 'event-unreadable'],
    [new TypeError('of Anna'), 'event-unreadable'],
  ])('is poison when it cannot be brought to the newest version: %s', (error, code) => {
    const opening = (): unknown =>
      openEvent(recordOf(sealEvent(draftOf(), key)), key.key, () => {
        throw error;
      });
    expect(opening).toThrow(expect.objectContaining({ code }));
    expect(opening).not.toThrow('Anna');
  });
});

describe('events of a batch', () => {
  it('are opened with the keys of their organisations, each asked for once; poison does not touch the others', async () => {
    const keys = [newKey(), newKey(), newKey()] as const;
    const records = [
      recordOf(sealEvent(draftOf({ org: 'a', data: 1 }), keys[0])),
      recordOf(sealEvent(draftOf({ org: 'b', data: 2 }), keys[1])),
      recordOf(sealEvent(draftOf({ org: 'a', data: 3 }), keys[2])),
      recordOf(sealEvent(draftOf({ org: 'a', data: 4 }), keys[0])),
    ];
    const asked: [string, readonly string[]][] = [];
    const keysForOpening = (org: string, ids: readonly string[]): Promise<Map<string, Buffer>> => {
      asked.push([org, ids]);
      const found = keys.slice(0, 2).filter(({ keyId }) => ids.includes(keyId));
      return Promise.resolve(new Map(found.map(({ keyId, key }) => [keyId, key])));
    };
    const opened = await openEvents(records, { keysForOpening }, unchanged);
    expect(asked).toEqual([['a', [keys[0].keyId, keys[2].keyId]], ['b', [keys[1].keyId]]]); // prettier-ignore
    expect(opened.map((event) => (event instanceof PoisonEventError ? event.code : event.data))).toEqual([1, 2, 'key-missing', 4]);
  });

  it('wait for a keyring that is away', async () => {
    const away = { keysForOpening: () => Promise.reject(new Error('ECONNREFUSED')) };
    await expect(openEvents([recordOf(sealEvent(draftOf(), newKey()))], away, unchanged)).rejects.toBeInstanceOf(TransientError);
  });
});

describe('an event with facts for retention', () => {
  const [key, factsKey] = [newKey(), newKey()];
  const facts = { birthDate: '1938-04' };
  const keyringOf = (...keys: DataKey[]) => ({
    keysForOpening: (_org: string, ids: readonly string[]) =>
      Promise.resolve(new Map(keys.filter(({ keyId }) => ids.includes(keyId)).map(({ keyId, key: bytes }) => [keyId, bytes]))),
  });
  const sealed = () => sealEvent(draftOf(), key, { data: facts, key: factsKey });

  it('has them beside its data: each is opened by its own key, and by no other', async () => {
    const event = recordOf(sealed());
    const { data } = draftOf();
    expect(openEvent(event, key.key, unchanged).data).toEqual(data);
    expect(await openFacts([event, recordOf(sealEvent(draftOf(), key))], keyringOf(factsKey))).toEqual([facts, undefined]);
    expect(() => openEvent(event, factsKey.key, unchanged)).toThrow(expect.objectContaining({ code: 'payload-not-authentic' }));
    expect(await openFacts([event], keyringOf(key))).toEqual([expect.objectContaining({ code: 'key-missing' })]);
    const swapped = keyringOf({ keyId: factsKey.keyId, key: key.key });
    expect(await openFacts([event], swapped)).toEqual([expect.objectContaining({ code: 'payload-not-authentic' })]);
  });

  it('has one digest over both, and the same commitment as without them', () => {
    const draft = draftOf();
    const [with_, without] = [sealEvent(draft, key, { data: facts, key: factsKey }), sealEvent(draft, key)];
    expect(with_.header.contentdigest).toBe(contentDigest(with_.payload).toString('hex'));
    expect(decodeList(with_.payload)).toHaveLength(2);
    expect(with_.commitment).toEqual(without.commitment);
    expect(with_.payload.includes('1938')).toBe(false);
  });

  it('does not take the facts of another event, nor a payload of another form', async () => {
    const [one, other] = [sealed(), sealed()];
    const moved = { ...recordOf(one), payload: encodeList([decodeList(one.payload)[0]!, decodeList(other.payload)[1]!]) };
    expect(await openFacts([moved], keyringOf(factsKey))).toEqual([expect.objectContaining({ code: 'payload-not-authentic' })]);
    for (const payload of [Buffer.from('nonsense'), Buffer.alloc(0), encodeList([Buffer.alloc(3), Buffer.alloc(3)])]) {
      const event = { ...recordOf(one), payload };
      expect(await openFacts([event], keyringOf(factsKey))).toEqual([expect.objectContaining({ code: 'payload-malformed' })]);
      expect(() => openEvent(event, key.key, unchanged)).toThrow(expect.objectContaining({ code: 'payload-malformed' }));
    }
    const three = { ...recordOf(one), payload: encodeList([...decodeList(one.payload), Buffer.alloc(3)]) };
    expect(() => openEvent(three, key.key, unchanged)).toThrow(expect.objectContaining({ code: 'payload-malformed' }));
  });
});
