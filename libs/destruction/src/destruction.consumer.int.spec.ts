import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DestroyedRecords } from '../test/destroyed-records.js';
import { accessLogMigrations } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { EventStore, migrations as eventStoreMigrations } from '@everchart/event-store';
import { createKeyFile, fileKeyProvider, Keyring, migrations as keyringMigrations } from '@everchart/keyring';
import { createPool, withOrganisation, withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { streamConsumerMigrations, type ReceivedEvent } from '@everchart/stream';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import {
  classesOfRecord,
  deleteRowsOf,
  destructionMigrations,
  DestructionConsumer,
  tombstoneOf,
  type Destruction,
  withoutDestroyed,
  type PreparedDestructions,
} from './index.js';
import { noteDestructions } from './tombstones.js';

const [appender, worker] = ['event_store_append', 'event_store_relay'];

describe('a holder of copies', () => {
  const undo: (() => Promise<unknown>)[] = [];
  let copies: TestDatabase;
  let keys: TestDatabase;
  let owner: Pool;
  let pool: Pool;
  let keyring: Keyring;
  let records: DestroyedRecords;
  let accesses: EventStore;
  let consumer: DestructionConsumer;

  const connect = (connectionString: string): Pool => {
    const made = createPool({ connectionString, applicationName: 'test', max: 5 }, () => undefined);
    undo.push(() => made.end());
    return made;
  };
  const databaseOf = async (sets: Parameters<typeof createTestDatabase>[0]): Promise<TestDatabase> => {
    const made = await createTestDatabase(sets);
    undo.push(() => made.drop());
    return made;
  };

  beforeAll(async () => {
    const directory = await mkdtemp(join(tmpdir(), 'destruction-'));
    undo.push(() => rm(directory, { recursive: true }));
    await createKeyFile(join(directory, 'kek'));
    const provider = await fileKeyProvider(join(directory, 'kek'));
    keys = await databaseOf([keyringMigrations]);
    const retention = await databaseOf([eventStoreMigrations]);
    copies = await databaseOf([
      eventStoreMigrations,
      { ...accessLogMigrations, roles: { recorder: appender, counter: appender } },
      { ...streamConsumerMigrations, roles: { consumer: worker, reader: appender } },
      { ...destructionMigrations, roles: { holder: worker, reader: appender } },
    ]);
    const keyringAs = (role: string): Keyring => new Keyring({ pool: connect(keys.url(role)), provider });
    keyring = keyringAs('keyring_writer');
    owner = connect(copies.ownerUrl);
    pool = connect(copies.url(worker));
    await owner.query(`CREATE TABLE copies (org text, patient uuid); GRANT SELECT, INSERT, DELETE ON copies TO ${worker}`);
    records = new DestroyedRecords(connect(retention.url(appender)), keyring, keyringAs('keyring_destroyer'));
    undo.push(() => records.store.close());
    accesses = new EventStore({ pool: connect(copies.url(appender)), service: 'sample' });
    undo.push(() => accesses.close());
    const holder = { name: 'sample', delete: deleteRowsOf };
    consumer = new DestructionConsumer({ holder, pool, keyring, registry: new Registry() });
  });
  afterAll(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  const addCopy = (database: Pool | Transaction, patient: string): Promise<unknown> =>
    database.query('INSERT INTO copies VALUES ($1, $2)', ['home', patient]);
  const copiesOf = async (patient: string): Promise<number> =>
    (await owner.query<{ count: number }>('SELECT count(*) FROM copies WHERE patient = $1', [patient])).rows[0]!.count;
  const handle = (events: readonly ReceivedEvent[], prepared: PreparedDestructions): Promise<void> =>
    withTransaction(pool, (tx) => consumer.handle(tx, events, prepared));
  const deliver = async (events: readonly ReceivedEvent[]): Promise<void> => handle(events, await consumer.prepare(events));
  /** As in a keyring that was restored from before the events: its owner is held back from deleting a key, too. */
  const loseKeyOfEvents = async (patient: string): Promise<void> => {
    await connect(keys.ownerUrl).query(
      `ALTER TABLE keyring.data_keys DISABLE TRIGGER USER;
       DELETE FROM keyring.data_keys WHERE subject = '${patient}' AND retention_class = 'retention';
       ALTER TABLE keyring.data_keys ENABLE TRIGGER USER`,
    );
    keyring.forget('home', patient);
  };
  const confirmed = () => accesses.readShard('home', 0, 0, 1000);
  const confirmationsOf = async (patient: string) => (await confirmed()).filter(({ header }) => header.subject === patient);

  it('deletes and confirms once, however often the event is delivered, and keeps what it was', async () => {
    const [patient, other] = [randomUUID(), randomUUID()];
    for (const each of [patient, patient, other]) await addCopy(pool, each);
    const eventId = await records.destroy(patient);
    const events = await records.received();
    await deliver(events);
    await addCopy(owner, patient);
    await deliver(events);
    expect([await copiesOf(patient), await copiesOf(other)]).toEqual([1, 1]);
    const [confirmation, ...more] = await confirmationsOf(patient);
    expect(more).toEqual([]);
    expect(confirmation!.header).toMatchObject({ type: 'copies.deleted', actor: 'sample', causationid: eventId });
    expect(await tombstoneOf(connect(copies.url(appender)), { org: 'home', subject: patient }, 'clinical')).toMatchObject({
      eventId,
      dueOn: '2036-03-02',
      rule: { ruleId: 'de-patient-record' },
      certificateId: null,
    });
    const certificateId = await records.certify(patient, eventId);
    await deliver(await records.received());
    expect(await tombstoneOf(connect(copies.url(appender)), { org: 'home', subject: patient }, 'clinical')).toMatchObject({ eventId, certificateId }); // prettier-ignore
    expect(await accesses.verifyShard('home', 0)).toMatchObject({ ok: true });
  });

  it('that ended before the commit has neither deleted nor confirmed, and does both the next time', async () => {
    const patient = randomUUID();
    await addCopy(pool, patient);
    await records.destroy(patient);
    const events = await records.received();
    const prepared = await consumer.prepare(events);
    const ended = withTransaction(pool, async (tx) => {
      await consumer.handle(tx, events, prepared);
      throw new Error('killed');
    });
    await expect(ended).rejects.toThrow('killed');
    expect([await copiesOf(patient), await confirmationsOf(patient)]).toEqual([1, []]);
    await deliver(events);
    expect([await copiesOf(patient), (await confirmationsOf(patient)).length]).toEqual([0, 1]);
  });

  it('deletes what was being added when the destruction was noted, and adds nothing afterwards', async () => {
    const patient = randomUUID();
    await records.destroy(patient);
    const events = await records.received();
    const ofPatient = events.map((event) => ({ ...event, header: { ...event.header, retentionclass: 'clinical' } }));
    const noted = { done: false };
    let preparing!: Promise<PreparedDestructions>;
    await withTransaction(pool, async (tx) => {
      expect(await withoutDestroyed(tx, ofPatient)).toHaveLength(1);
      preparing = consumer.prepare(events);
      void preparing.then(() => (noted.done = true));
      const waits = async (): Promise<boolean> =>
        (await owner.query("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'LOCK TABLE destruction.gate%'"))
          .rowCount === 1;
      await until(waits, { what: 'the destruction to wait' });
      await addCopy(tx, patient);
      expect(noted.done).toBe(false);
    });
    await handle(events, await preparing);
    expect(await copiesOf(patient)).toBe(0);
    await withTransaction(pool, async (tx) => {
      expect(await withoutDestroyed(tx, ofPatient)).toEqual([]);
      expect(await withoutDestroyed(tx, events)).toHaveLength(1);
    });
  });

  const others = [{ keyId: randomUUID(), fingerprint: 'b'.repeat(64), retentionClass: 'clinical' }];

  it('names the keys that are gone, as the keyring says, and not others that the event names', async () => {
    const patient = randomUUID();
    const named: Destruction[] = [];
    const holder = { name: 'naming', delete: (_: Transaction, destruction: Destruction) => (named.push(destruction), Promise.resolve(0)) };
    await records.destroy(patient, { named: others });
    const { keyId, fingerprint } = (await keyring.destroyedOf('home', patient, ['clinical']))[0]!.key!;
    const naming = new DestructionConsumer({ holder, pool, keyring, registry: new Registry() });
    const events = await records.received();
    const prepared = await naming.prepare(events);
    await withTransaction(pool, (tx) => naming.handle(tx, events, prepared));
    expect(named.map(({ keys }) => keys)).toEqual([[{ keyId, fingerprint, retentionClass: 'clinical' }]]);
  });

  it.each([
    ['', undefined],
    [', though the event names none', []],
    [', though the event names others, of which the keyring knows none', others],
  ])('deletes nothing of a record whose keys are there%s', async (_, named) => {
    const patient = randomUUID();
    await addCopy(pool, patient);
    await records.destroy(patient, { keepKeys: true, ...(named && { named }) });
    const events = await records.received();
    await expect(deliver(events)).rejects.toMatchObject({ code: 'key-not-destroyed' });
    await handle(events.map((event) => ({ ...event, unreadable: 'key-not-destroyed' })), new Map()); // prettier-ignore
    expect([await copiesOf(patient), await confirmationsOf(patient)]).toEqual([1, []]);
    expect(await tombstoneOf(connect(copies.url(appender)), { org: 'home', subject: patient }, 'clinical')).toBeUndefined();
  });

  it('acts by the header when the key of the event is missing, as a keyring restored from before it lacks it', async () => {
    const patient = randomUUID();
    await addCopy(pool, patient);
    const eventId = await records.destroy(patient, { classes: classesOfRecord });
    const events = await records.received();
    await loseKeyOfEvents(patient);
    await deliver(events);
    expect([await copiesOf(patient), (await confirmationsOf(patient)).length]).toEqual([0, 1]);
    const tombstone = await tombstoneOf(connect(copies.url(appender)), { org: 'home', subject: patient }, 'clinical');
    expect(tombstone).toMatchObject({ eventId, rule: null, dueOn: null });
  });

  it('deletes nothing when the key of the event is missing, and those of the record are there', async () => {
    const patient = randomUUID();
    await addCopy(pool, patient);
    await records.destroy(patient, { keepKeys: true });
    const events = await records.received();
    await loseKeyOfEvents(patient);
    await expect(deliver(events)).rejects.toMatchObject({ code: 'key-missing' });
    expect([await copiesOf(patient), await confirmationsOf(patient)]).toEqual([1, []]);
  });

  it('deletes the key that is kept of a year of accesses, adds none of its lines any more, and keeps other years', async () => {
    const own = organisationStream('home');
    const reader = connect(copies.url(appender));
    const kept = () =>
      withOrganisation(reader, 'home', async (tx) => (await tx.query<{ year: number }>('SELECT year FROM access_log.organisation_keys ORDER BY year')).rows.map(({ year }) => year)); // prettier-ignore
    await withOrganisation(reader, 'home', (tx) =>
      tx.query(`INSERT INTO access_log.organisation_keys (org, year, key_id, kek_id, wrapped)
                SELECT 'home', year, gen_random_uuid(), 'kek', 'x' FROM unnest('{2018,2019}'::integer[]) AS y (year)`),
    );
    await records.destroy(own, { classes: ['access-2018'] });
    const events = await records.received();
    await deliver(events);
    await deliver(events);
    expect([await kept(), (await confirmationsOf(own)).length]).toEqual([[2019], 1]);
    // Of all subjects: the class is gone as a whole.
    const lineOf = (retentionclass: string, org = 'home') => ({ ...events[0]!, header: { ...events[0]!.header, org, subject: randomUUID(), retentionclass } }); // prettier-ignore
    const lines = [lineOf('access-2018'), lineOf('access-2019'), lineOf('access-2018', 'elsewhere')];
    expect(await withTransaction(pool, (tx) => withoutDestroyed(tx, lines))).toEqual(lines.slice(1));
  });

  it('hides no entry of a patient by a destruction of the organisation itself', async () => {
    await records.destroy(randomUUID());
    const events = await records.received();
    const own = { org: 'home', subject: organisationStream('home'), retentionClasses: ['clinical'], keys: [], dueOn: null, rule: null };
    const at = new Date().toISOString();
    await noteDestructions(pool, [{ ...own, eventId: randomUUID(), destroyedAt: at, keysGoneAt: at }]);
    const entries = events.map((event) => ({ ...event, header: { ...event.header, subject: randomUUID(), retentionclass: 'clinical' } }));
    expect(await withTransaction(pool, (tx) => withoutDestroyed(tx, entries))).toEqual(entries);
  });
});
