import { randomUUID } from 'node:crypto';
import { DestroyedRecords } from '@everchart/destruction/destroyed-records';
import { EventStore, migrations as eventStoreMigrations } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { createTransport, topics, type StreamTransport } from '@everchart/stream';
import { createTestDatabase, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration } from '../test/ingest-suite.js';
import { DecisionReplay } from './application/decision.replay.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const org = 'home';

describe('a destroyed record', () => {
  const suite = new IngestSuite();
  let transport: StreamTransport;
  let records: DestroyedRecords;
  let accesses: EventStore;

  beforeAll(async () => {
    await suite.start();
    transport = createTransport(suite.transport, silent);
    suite.defer(() => transport.close());
    await transport.ensureTopics(topics);
    const retention = await createTestDatabase([eventStoreMigrations]);
    suite.defer(() => retention.drop());
    const provider = await fileKeyProvider(suite.kekFile);
    const keyringAs = (role: string): Keyring => new Keyring({ pool: suite.pool(suite.keyringDatabase.url(role)), provider });
    records = new DestroyedRecords(
      suite.pool(retention.url('event_store_append')),
      keyringAs('keyring_writer'),
      keyringAs('keyring_destroyer'),
    );
    suite.defer(() => records.store.close());
    accesses = new EventStore({ pool: suite.pool(suite.accessDatabase.url('ingest_accesses_api')), service: 'ingest' });
    suite.defer(() => accesses.close());
    await suite.startService();
  });
  afterAll(() => suite.stop());

  const post = (patient: string, event: object, url?: string) => suite.post(`/patients/${patient}/events`, event, { org, url });
  const confirmationsOf = async (patient: string) =>
    (await accesses.readShard(org, 0, 0, 1000)).filter(({ header }) => header.type === 'copies.deleted' && header.subject === patient);

  it('has no decision state, and nothing is recorded in it any more, by a process that still has its key in memory, too', async () => {
    const [patient, other] = [randomUUID(), randomUUID()];
    const first = suite.url;
    const second = (await suite.startService({ ROLES: 'api' })).url;
    for (const each of [patient, other]) expect((await post(each, registration(), first)).status).toBe(201);
    for (const url of [first, second]) expect((await post(patient, note('x'), url)).status).toBe(201);
    const owner = suite.pool(suite.database.ownerUrl);
    const states = async (stream: string): Promise<number> =>
      (await owner.query<{ count: number }>('SELECT count(*) FROM event_store.decisions WHERE stream = $1', [stream])).rows[0]!.count;
    expect(await states(patient)).toBeGreaterThan(0);

    const eventId = await records.destroy(patient, { org });
    await records.carry(transport, org);
    await until(async () => (await confirmationsOf(patient)).length === 1, { what: 'the confirmation' });
    expect((await confirmationsOf(patient))[0]!.header).toMatchObject({ causationid: eventId, actor: 'ingest' });
    expect([await states(patient), (await states(other)) > 0]).toEqual([0, true]);
    for (const url of [first, second]) {
      expect(await post(patient, note('y'), url)).toMatchObject({ status: 410, body: { type: 'urn:everchart:problem:record-destroyed' } });
      const batch = [patient, other].map((patientId) => ({ patientId, ...note('z') }));
      const { body } = await suite.post('/events', batch, { org, url });
      expect(body.results).toMatchObject([{ outcome: 'refused', status: 410 }, { outcome: 'created' }]);
    }
    expect(await states(patient)).toBe(0);
  });

  describe('of which a kind of entries is gone', () => {
    const pulse = (value: number) => ({ id: randomUUID(), type: 'observation.recorded', schemaVersion: 2, occurredAt: '2026-03-01T08:30:00+01:00', data: { code: { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4' }] }, category: 'vital-signs', valueQuantity: { value, unit: '/min', code: '/min' } } }); // prettier-ignore
    const amendmentOf = ({ id, type, schemaVersion, data }: ReturnType<typeof pulse>) => ({ id: randomUUID(), type: 'entry.amended', schemaVersion: 1, occurredAt: '2026-03-01T09:30:00+01:00', data: { entryId: id, type, schemaVersion, data: { ...data, note: 'corrected' }, changeLog: { reason: 'mistake' } } }); // prettier-ignore
    const strikeOf = ({ id }: { id: string }) => ({ id: randomUUID(), type: 'entry.struck', schemaVersion: 1, occurredAt: '2026-03-01T09:30:00+01:00', data: { entryId: id, reason: 'duplicate' } }); // prettier-ignore
    const classesOf = async (stream: string): Promise<string[]> => {
      const store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
      try {
        return (await store.readStream(org, stream, 0, 100)).map(({ header }) => header.retentionclass);
      } finally {
        await store.close();
      }
    };

    it('goes on: each entry and what corrects it is sealed in its class, and what comes new of the kind is of the record', async () => {
      const patient = randomUUID();
      const [first, second, text] = [pulse(70), pulse(71), note('x')];
      for (const event of [registration(), first, text, amendmentOf(first), second, strikeOf(second), strikeOf(text)])
        expect([event, await post(patient, event)]).toMatchObject([event, { status: 201 }]);
      const kind = 'observations';
      expect(await classesOf(patient)).toEqual(['clinical', kind, 'clinical', kind, kind, kind, 'clinical']);

      const eventId = await records.destroy(patient, { org, classes: [kind] });
      await records.carry(transport, org);
      await until(async () => (await confirmationsOf(patient)).length === 1, { what: 'the confirmation' });
      expect((await confirmationsOf(patient))[0]!.header).toMatchObject({ causationid: eventId });
      const [later, kept] = [pulse(72), note('y')];
      expect((await post(patient, later)).status).toBe(201);
      expect((await post(patient, kept)).status).toBe(201);
      expect((await post(patient, amendmentOf(later))).status).toBe(201);
      // What is gone cannot be corrected, nor is it known whether this is what was recorded.
      expect(await post(patient, amendmentOf(first))).toMatchObject({
        status: 422,
        body: { type: 'urn:everchart:problem:reference-missing' },
      });
      expect(await post(patient, first)).toMatchObject({ status: 409, body: { type: 'urn:everchart:problem:id-conflict' } });
      expect(await post(patient, strikeOf(kept))).toMatchObject({ status: 201 });
      expect(await post(patient, registration())).toMatchObject({ status: 409 });
      expect((await classesOf(patient)).slice(7)).toEqual(['clinical', 'clinical', 'clinical', 'clinical']);
      const store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
      suite.defer(() => store.close());
      const keyring = new Keyring({ pool: suite.pool(suite.keyringDatabase.url('keyring_writer')), provider: await fileKeyProvider(suite.kekFile) }); // prettier-ignore
      expect(await new DecisionReplay(store, keyring).compare(org, patient)).toMatchObject({ equal: true });
    });
  });
});
