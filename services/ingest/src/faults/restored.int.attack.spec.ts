import { randomUUID } from 'node:crypto';
import { decodePositionToken } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import { createTransport, decodeRecord } from '@everchart/stream';
import { describeWithKafka, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppliedEvents } from '../../test/applied-events.js';
import { IngestSuite, note, registration } from '../../test/ingest-suite.js';
import { LogicalBackup } from '../../test/logical-backup.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const restored = (kind: 'postgres' | 'kafka') => () => {
  let suite: IngestSuite;
  let applied: AppliedEvents;

  beforeAll(async () => {
    suite = new IngestSuite(kind);
    await suite.start();
    applied = await AppliedEvents.start(suite.transport);
    suite.defer(() => applied.close());
  }, 60_000);
  afterAll(() => suite.stop());

  const record = async (org: string, patient: string, event: object) => suite.post(`/patients/${patient}/events`, event, { org });

  /** A patient with five events, and a backup that lacks the last two, which were published. */
  async function recordedPatient(): Promise<{ org: string; patient: string; setBack: () => Promise<void> }> {
    const [org, patient] = [`org-${randomUUID()}`, randomUUID()];
    for (const event of [registration(), note('a'), note('b')]) expect((await record(org, patient, event)).status).toBe(201);
    const backup = await LogicalBackup.take(suite.database.ownerUrl, 'event_store');
    suite.defer(() => Promise.resolve(backup.remove()));
    for (const event of [note('c'), note('d')]) expect((await record(org, patient, event)).status).toBe(201);
    await until(async () => (await applied.of(org)).length === 5, { what: 'everything published and applied', timeoutMs: 30_000 });
    const setBack = async (): Promise<void> => {
      const owner = suite.pool(suite.database.ownerUrl);
      await owner.query(
        `ALTER TABLE event_store.events DISABLE TRIGGER events_append_only;
         TRUNCATE event_store.identity, event_store.organisations, event_store.shards, event_store.streams, event_store.events,
           event_store.decisions, event_store.relays;
         ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_append_only`,
      );
      await backup.restore(suite.database.ownerUrl);
    };
    return { org, patient, setBack };
  }

  it('does not start in its old epoch, and says which command raises it; then it goes on, and nothing is dropped', async () => {
    const before = await suite.startService();
    const { org, patient, setBack } = await recordedPatient();
    await before.close();
    await setBack();
    const refused = { name: 'EventStoreHeldError', code: 'store-held', message: expect.stringMatching(/position 5 .* ends at 3.*epoch raise/) }; // prettier-ignore
    await expect(suite.startService()).rejects.toMatchObject(refused);
    // It stays so: a process that does not publish, and one that does not reach the stream, refuse it, too.
    await expect(suite.startService({ ROLES: 'api' })).rejects.toMatchObject(refused);
    await expect(suite.startService({ STREAM_DATABASE_URL: 'postgres://127.0.0.1:1/none', KAFKA_BROKERS: '127.0.0.1:1' })).rejects.toMatchObject(refused); // prettier-ignore

    const owner = suite.pool(suite.database.ownerUrl);
    // What the command does: above every epoch that was seen, also of a backup of before the last restore.
    expect((await owner.query('SELECT event_store.raise_epoch(4) AS epoch')).rows).toEqual([{ epoch: 5 }]);
    await suite.startService();
    const { status, headers } = await record(org, patient, note('e'));
    expect([status, decodePositionToken(headers.get('everchart-position')!).epoch]).toEqual([201, 5]);
    // Position 4 was taken of the old epoch: the patient stops, and others go on.
    await until(async () => (await applied.stopped()) === 1, { what: 'the fork of the patient', timeoutMs: 30_000 });
    const other = randomUUID();
    expect((await record(org, other, registration())).status).toBe(201);
    await until(async () => (await applied.of(org)).some((event) => event.patient === other), { what: 'the next one', timeoutMs: 30_000 });
  }, 120_000);

  it('is noticed by a process that lives through it: what it would acknowledge under a position that it gave before is not', async () => {
    const service = await suite.startService();
    const { org, patient, setBack } = await recordedPatient();
    await setBack();
    const answer = await record(org, patient, note('f'));
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:store-held' } });
    expect(await service.crashed).toMatchObject({ code: 'store-held', message: expect.stringContaining('epoch raise') });
    await service.close();
    await expect(suite.startService()).rejects.toMatchObject({ code: 'store-held' });
    const store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
    expect((await store.readShard(org, 0, 0, 10)).length).toBeLessThanOrEqual(4);
    const transport = createTransport(suite.transport, silent);
    suite.defer(() => transport.close());
    const records = (await transport.lastRecords('everchart.clinical.v1', 100)).filter(({ key }) => key === `${org}/0`);
    expect(records.filter((record) => decodeRecord(record).kind === 'event')).toHaveLength(5);
  }, 120_000);
};

describe('a store that was restored without raising its epoch', restored('postgres'));
describeWithKafka('a store that was restored without raising its epoch, with Kafka', restored('kafka'));
