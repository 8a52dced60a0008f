import { decodeAccessReceipt, decodeList, encodeList, judgeReceipt, listRoot, type ParsedLogEntry } from '@everchart/envelope';
import type { AppendItem, AppendOutcome } from '@everchart/event-store';
import type { DataKey } from '@everchart/keyring';
import { createRegistry } from '@everchart/platform';
import { leafHash } from '@everchart/transparency-log';
import { until } from '@everchart/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AccessLog,
  AccessMetrics,
  AccessNotRecordedError,
  AccessSpool,
  openAccesses,
  type AccessLogOptions,
  type AccessToRecord,
  type SealedAccesses,
} from './index.js';

const chain = 'ab'.repeat(32);
const created = (item: AppendItem): AppendOutcome => ({
  outcome: 'created',
  id: item.header.id,
  streamVersion: 1,
  position: 1,
  shard: 0,
  chain,
  recordedAt: '2026-03-01T08:00:00.000000Z',
});

class Sample {
  constructor(
    private readonly gatherMs = 5,
    private readonly kept?: AccessLogOptions['kept'],
  ) {}

  readonly appended: AppendItem[] = [];
  readonly keys = new Map<string, DataKey>();
  answer: (item: AppendItem) => Promise<AppendOutcome> = (item) => Promise.resolve(created(item));
  readonly log = new AccessLog({
    service: 'sample',
    gatherMs: this.gatherMs,
    ...(this.kept && { kept: this.kept }),
    metrics: new AccessMetrics(createRegistry('sample')),
    keys: {
      keysFor: (org, year, subjects) =>
        Promise.resolve({
          organisation: this.keyOf(`${org}/${year}`),
          bySubject: new Map(subjects.map((subject) => [subject, this.keyOf(`${org}/${year}/${subject}`)])),
        }),
    },
    store: {
      append: (_org, items) => {
        this.appended.push(...items);
        return Promise.all(items.map((item) => this.answer(item)));
      },
      source: () => Promise.resolve(`urn:everchart:sample:${randomUUID()}/1`),
      shardsOf: () => Promise.resolve(1),
    },
  });

  keyOf(name: string): DataKey {
    let key = this.keys.get(name);
    if (!key) this.keys.set(name, (key = { keyId: randomUUID(), key: randomBytes(32) }));
    return key;
  }

  /** As a reader with all keys but those that are named. */
  open(item: AppendItem, without: readonly DataKey[] = []) {
    const held = [...this.keys.values()].filter((key) => !without.includes(key));
    const header = { ...item.header, time: '', streamversion: 1, position: 1, previous: 0, chain: '' } as Parameters<
      typeof openAccesses
    >[0]['header'];
    return openAccesses(
      { header, payload: item.payload },
      { keysForOpening: () => Promise.resolve(new Map(held.map(({ keyId, key }) => [keyId, key]))) },
    );
  }
}

const access = (more: Partial<AccessToRecord> = {}): AccessToRecord => ({
  operation: 'summary.read',
  outcome: 'granted',
  status: 200,
  purpose: 'TREAT',
  actor: 'nurse-benedikt',
  role: 'nurse',
  correlationId: randomUUID(),
  patient: randomUUID(),
  patientKnown: true,
  served: { position: 'token', streamVersion: 7 },
  ...more,
});

describe('the access log', () => {
  it('puts accesses that come together into one event, each sealed for itself, and says what was served', async () => {
    const sample = new Sample();
    const given = Array.from({ length: 5 }, () => access());
    await Promise.all(given.map((each) => sample.log.record('home', each)));
    expect(sample.appended).toHaveLength(1);
    const [event] = sample.appended;
    const year = new Date().getUTCFullYear();
    expect(event!.header).toMatchObject({ type: 'access.recorded', actor: 'sample', retentionclass: `access-${year}`, org: 'home' });
    expect(await sample.open(event!)).toEqual(
      given.map(({ patientKnown: _known, ...each }) => ({ ...each, at: event!.header.occurredat })),
    );
    expect(JSON.stringify(event!.header)).not.toContain('nurse');
    expect(event!.payload.includes(Buffer.from('nurse'))).toBe(false);
  });

  it('lets one access be proved without the others, by its receipt, and be forgotten without the others', async () => {
    const sample = new Sample();
    const given = Array.from({ length: 3 }, () => access());
    const recorded = await Promise.all(given.map((each) => sample.log.record('home', each)));
    const [event] = sample.appended;
    const leaves = decodeList(event!.payload);
    const root = Buffer.from(event!.header.contentdigest, 'hex');
    expect(root).toEqual(listRoot(leaves));
    const entry = { header: { ...event!.header, chain } } as ParsedLogEntry;
    recorded.forEach(({ receipt }, index) => {
      const read = decodeAccessReceipt(receipt!);
      expect(read).toMatchObject({ org: 'home', shard: 0, position: 1, index, leaves: 3, leaf: leafHash(leaves[index]!) });
      expect(judgeReceipt(read, entry, true)).toBe('included');
      expect(judgeReceipt({ ...read, leaf: leafHash(leaves[(index + 1) % 3]!) }, entry, true)).toBe('not-in-event');
    });
    expect(recorded[0]!.isWith(recorded[2]!)).toBe(true);
    const destroyed = sample.keyOf(`home/${new Date().getUTCFullYear()}/${given[1]!.patient}`);
    expect((await sample.open(event!, [destroyed])).map((each) => each?.patient)).toEqual([
      given[0]!.patient,
      undefined,
      given[2]!.patient,
    ]);
  });

  describe('of one look at several patients', () => {
    const look = (more: Partial<AccessToRecord> = {}): AccessToRecord => access({ operation: 'board.read', detail: { unit: 'Ward 3' }, served: { position: 'token' }, ...more }); // prettier-ignore
    const residents = (count: number, version = 7) => Array.from({ length: count }, () => ({ patient: randomUUID(), patientKnown: true, served: { streamVersion: version } })); // prettier-ignore
    const keyOfPatient = (sample: Sample, patient: string): DataKey => sample.keyOf(`home/${new Date().getUTCFullYear()}/${patient}`);

    it('makes one leaf, in which each patient has an access of their own', async () => {
      const sample = new Sample();
      const { patient: _, patientKnown: _known, ...common } = look();
      const parts = residents(60);
      const shown = parts.map((part, at) => (at === 0 ? { ...part, detail: { breakGlass: { id: 'e' } } } : part));
      expect(await sample.log.recordLook('home', common, shown)).toHaveLength(1);
      const [event] = sample.appended;
      expect(decodeList(event!.payload)).toHaveLength(1);
      const at = event!.header.occurredat;
      expect(await sample.open(event!)).toEqual(
        parts.map(({ patient }, index) => ({ ...common, at, patient, served: { position: 'token', streamVersion: 7 }, detail: { unit: 'Ward 3', ...(index === 0 && { breakGlass: { id: 'e' } }) } })), // prettier-ignore
      );
      for (const { patient } of parts) expect(event!.payload.includes(Buffer.from(patient))).toBe(false);
    });

    it.each<[string, object]>([
      ['a state', { served: { streamVersion: 4_000_000_000 } }],
      ['a place of its own', { served: { streamVersion: 7, position: 'another' } }],
      ['a place and no version', { served: { position: 'another' } }],
      ['a detail alone', { detail: { breakGlass: { id: 'e' } } }],
      ['no more than whom', {}],
    ])('says of a patient %s', async (_what, more) => {
      const sample = new Sample();
      const { patient: _, patientKnown: _known, served: _served, detail: _detail, ...common } = look();
      const parts = Array.from({ length: 2 }, () => ({ patient: randomUUID(), patientKnown: true, ...more }));
      await sample.log.recordLook('home', common, parts);
      const [event] = sample.appended;
      expect(await sample.open(event!)).toEqual(
        parts.map(({ patient }) => ({ ...common, at: event!.header.occurredat, patient, ...more })),
      );
    });

    it('of one of whom a key was destroyed nothing can be read, of the others all; without the key of the organisation nothing', async () => {
      const sample = new Sample();
      const { patient: _, patientKnown: _known, ...common } = look();
      const parts = residents(3);
      await sample.log.recordLook('home', common, parts);
      const [event] = sample.appended;
      const opened = await sample.open(event!, [keyOfPatient(sample, parts[1]!.patient)]);
      expect(opened.map((each) => each?.patient)).toEqual([parts[0]!.patient, undefined, parts[2]!.patient]);
      const organisation = sample.keyOf(`home/${new Date().getUTCFullYear()}`);
      expect(await sample.open(event!, [organisation])).toEqual([undefined, undefined, undefined]);
    });

    it('says in each look which state it showed, and shows to no one without keys whether it is the same as before', async () => {
      const sample = new Sample();
      const { patient: _, patientKnown: _known, ...common } = look();
      const parts = residents(3);
      const later = parts.map((part, at) => (at === 1 ? { ...part, served: { streamVersion: 8 } } : part));
      for (const each of [parts, later, later]) await sample.log.recordLook('home', common, each);
      const versions = await Promise.all(sample.appended.map(async (event) => (await sample.open(event)).map((each) => each?.served?.streamVersion))); // prettier-ignore
      expect(versions).toEqual([[7, 7, 7], [7, 8, 7], [7, 8, 7]]); // prettier-ignore
      const [, second, third] = sample.appended.map(({ payload }) => payload);
      const ids = 2 + 16 + 3 + 3 * 16;
      const runs = Array.from({ length: second!.length - 32 - ids }, (_unused, at) => second!.subarray(ids + at, ids + at + 32));
      expect(runs.filter((run) => run.length === 32 && third!.includes(run)).length).toBeLessThan(40); // the head of COSE, and the id of the key
    });

    it('is split where it is at more than one event holds, and is an ordinary access where it is at one', async () => {
      const sample = new Sample();
      const { patient: _, patientKnown: _known, ...common } = look();
      expect(await sample.log.recordLook('home', common, residents(1001))).toHaveLength(3);
      expect((await Promise.all(sample.appended.map((event) => sample.open(event)))).flat()).toHaveLength(1001);
      const alone = new Sample();
      await alone.log.recordLook('home', common, residents(1));
      expect((await alone.open(alone.appended[0]!, [alone.keyOf(`home/${new Date().getUTCFullYear()}`)])).map((each) => each?.detail)).toEqual([{ unit: 'Ward 3' }]); // prettier-ignore
    });

    it('is bound to its event, with all its parts', async () => {
      const sample = new Sample();
      const { patient: _, patientKnown: _known, ...common } = look();
      await sample.log.recordLook('home', common, residents(2));
      const [event] = sample.appended;
      await expect(sample.open({ ...event!, header: { ...event!.header, id: randomUUID() } })).rejects.toThrow('does not belong');
      const [leaf] = decodeList(event!.payload);
      const [ids, sealed] = decodeList(leaf!.subarray(16));
      const cut = Buffer.concat([leaf!.subarray(0, 16), encodeList([ids!.subarray(16), sealed!])]);
      await expect(sample.open({ ...event!, payload: encodeList([cut]) })).rejects.toThrow('as many parts as keys');
      const long = Buffer.concat([leaf!.subarray(0, 16), encodeList([ids!, sealed!, sealed!])]);
      await expect(sample.open({ ...event!, payload: encodeList([long]) })).rejects.toThrow('not a list of keys');
    });
  });

  it('binds an access to its event and place', async () => {
    const sample = new Sample();
    await Promise.all([access(), access()].map((each) => sample.log.record('home', each)));
    const [event] = sample.appended;
    const moved = { ...event!, header: { ...event!.header, id: randomUUID() } };
    await expect(sample.open(moved)).rejects.toThrow('does not belong');
  });

  it('seals what concerns no known patient under the key of the organisation', async () => {
    const sample = new Sample();
    await sample.log.record('home', access({ patientKnown: false }));
    await sample.log.record('home', access({ patient: undefined as never }));
    expect([...sample.keys.keys()]).toEqual([`home/${new Date().getUTCFullYear()}`]);
  });

  it('does not let an access wait that comes alone; gathers those that come while others are on their way', async () => {
    const sample = new Sample();
    let commit: () => void = () => undefined;
    sample.answer = (item) => new Promise((resolve) => (commit = () => resolve(created(item))));
    const first = sample.log.record('home', access());
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(sample.appended).toHaveLength(1);
    const others = Array.from({ length: 4 }, () => sample.log.record('home', access()));
    const finish = commit;
    sample.answer = (item) => Promise.resolve(created(item));
    await Promise.all(others);
    finish();
    await first;
    expect(sample.appended.map(({ payload }) => decodeList(payload).length)).toEqual([1, 4]);
  });

  it('commits what is urgent at once, with what was gathered before it', async () => {
    const sample = new Sample(60_000);
    let commit: () => void = () => undefined;
    sample.answer = (item) => new Promise((resolve) => (commit = () => resolve(created(item))));
    const first = sample.log.record('home', access());
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    const finish = commit;
    sample.answer = (item) => Promise.resolve(created(item));
    await Promise.all([sample.log.record('home', access()), sample.log.record('home', access({ urgent: true }))]);
    finish();
    await first;
    expect(sample.appended.map(({ payload }) => decodeList(payload).length)).toEqual([1, 2]);
    expect(await sample.open(sample.appended[1]!)).toEqual([expect.any(Object), expect.not.objectContaining({ urgent: true })]);
  });

  it('keeps organisations apart, and events within their bounds', async () => {
    const sample = new Sample();
    await Promise.all([
      ...Array.from({ length: 501 }, () => sample.log.record('home', access())),
      sample.log.record('other', access()),
      ...Array.from({ length: 3 }, () => sample.log.record('large', access({ detail: { text: 'x'.repeat(200_000) } }))),
    ]);
    const sizes = sample.appended.map(({ header, payload }) => `${header.org} ${decodeList(payload).length}`);
    expect(sizes.sort()).toEqual(['home 1', 'home 500', 'large 1', 'large 2', 'other 1']);
  });

  it('rejects every access of an event that could not be appended', async () => {
    const sample = new Sample();
    sample.answer = () => Promise.reject(new Error('connection lost'));
    const outcomes = await Promise.allSettled([access(), access()].map((each) => sample.log.record('home', each)));
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof AccessNotRecordedError)).toEqual([
      true,
      true,
    ]);
    sample.answer = (item) => Promise.resolve(created(item));
    await sample.log.record('home', access());
  });

  it('commits what it gathers before it closes', async () => {
    const sample = new Sample();
    const pending = [access(), access()].map((each) => sample.log.record('home', each));
    await sample.log.close();
    expect(sample.appended).toHaveLength(1);
    await Promise.all(pending);
  });

  describe('while the store is away', () => {
    let away: boolean;
    let sample: Sample;
    let directory: string;
    const inStore = new Map<string, AppendItem>();
    /** Events of which something was put down, and whether the store had them by then. */
    let told: [id: string, isInStore: boolean][];
    let refusals: number;

    beforeEach(async () => {
      directory = mkdtempSync(join(tmpdir(), 'kept-'));
      const spool = await AccessSpool.open({ directory, maxBytes: 20_000, onDamaged: (error) => { throw error; } }); // prettier-ignore
      inStore.clear();
      away = true;
      told = [];
      refusals = 0;
      const ofEmergency = {
        isTold: ({ detail }: AccessToRecord) => detail?.['tells'] === true,
        putDown: ({ header: { id } }: SealedAccesses) => {
          told.push([id, inStore.has(id)]);
          return (refusals -= 1) < 0 ? Promise.resolve() : Promise.reject(new Error('away'));
        },
      };
      sample = new Sample(5, {
        spool,
        vital: new Set(['summary.read']),
        storeTimeoutMs: 200,
        told: ofEmergency,
        onFailure: () => undefined,
      });
      sample.answer = (item) => {
        const before = inStore.get(item.header.id);
        const isSame = before?.commitment.equals(item.commitment);
        if (!before) inStore.set(item.header.id, item);
        // What was committed, and whose answer was lost.
        if (away) return Promise.reject(Object.assign(new Error('the connection ended'), { code: 'ECONNRESET' }));
        return Promise.resolve(before ? (isSame ? { ...created(item), outcome: 'duplicate' } : { outcome: 'id-conflict' }) : created(item)) as Promise<AppendOutcome>; // prettier-ignore
      };
    });
    afterEach(async () => {
      await sample.log.close();
      rmSync(directory, { recursive: true });
    });

    const accountsOf = async (): Promise<Record<string, unknown>[]> => {
      const opened = (await Promise.all([...inStore.values()].map((item) => sample.open(item)))).flat();
      return opened.flatMap((each) => (each?.operation === 'accesses.kept' ? [each.detail as Record<string, unknown>] : []));
    };

    it('they are on this disk, and come to the store once each, also those that it had taken', async () => {
      const recorded = [await sample.log.record('home', access()), await sample.log.record('home', access())];
      expect(recorded.map(({ receipt }) => receipt)).toEqual([undefined, undefined]);
      expect(inStore.size).toBe(1);
      away = false;
      await until(async () => (await accountsOf()).length > 0, { what: 'the account' });
      const ids = recorded.map(({ id }) => id.slice(0, 36));
      expect([...inStore.keys()].slice(0, 2)).toEqual(ids);
      expect(await accountsOf()).toMatchObject([{ from: 1, events: ids, total: 2 }]);
      await until(() => readdirSync(directory).length === 1, { what: 'nothing but the lock' });
      expect((await sample.log.record('home', access())).receipt).toBeDefined();
    });

    it('those that tell something are kept, also while it is there, until what they tell was put down', async () => {
      away = false;
      refusals = 1;
      const { id, receipt } = await sample.log.record('home', access({ detail: { tells: true } }));
      expect([receipt, told]).toEqual([undefined, []]);
      const event = id.slice(0, 36);
      await until(() => readdirSync(directory).length === 1, { what: 'nothing but the lock' });
      expect(told).toEqual([event, event].map((each) => [each, true]));
      expect([...inStore.keys()].filter((each) => each === event)).toHaveLength(1);
      expect((await sample.log.record('home', access())).receipt).toBeDefined();
      expect(told).toHaveLength(2);
    });

    it('a store that says nothing is away, too', async () => {
      sample.answer = () => new Promise(() => undefined);
      expect((await sample.log.record('home', access())).receipt).toBeUndefined();
    });

    it('a store that refuses is not away: nothing is answered', async () => {
      sample.answer = () => Promise.reject(Object.assign(new Error('permission denied'), { code: '42501' }));
      await expect(sample.log.record('home', access())).rejects.toBeInstanceOf(AccessNotRecordedError);
    });

    it('what has no room is not answered, the summary last', async () => {
      const untilFull = async (operation: string): Promise<number> => {
        for (let count = 0; ; count += 1) {
          const recorded = await sample.log.record('home', access({ operation })).catch((error: unknown) => error);
          if (recorded instanceof AccessNotRecordedError) return count;
        }
      };
      expect(await untilFull('board.read')).toBeGreaterThan(0);
      expect(await untilFull('summary.read')).toBeGreaterThan(0);
    });
  });
});
