import { randomUUID } from 'node:crypto';
import { DestroyedRecords } from '@everchart/destruction/destroyed-records';
import { EventStore, migrations as eventStoreMigrations } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { createTransport, topics, type StreamTransport } from '@everchart/stream';
import { createTestDatabase, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration } from '../test/ingest-suite.js';

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
});
