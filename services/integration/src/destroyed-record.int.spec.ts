import { DestroyedRecords } from '@everchart/destruction/destroyed-records';
import { EventStore, migrations as eventStoreMigrations } from '@everchart/event-store';
import type { BootedService } from '@everchart/service-kit';
import { createTransport, topics, type StreamTransport } from '@everchart/stream';
import { createTestDatabase, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, registration } from '../test/clinical-source.js';
import { IntegrationSuite } from '../test/integration-suite.js';
import { createApp } from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe('what was to be sent of a destroyed record', () => {
  const suite = new IntegrationSuite();
  let transport: StreamTransport;
  let app: BootedService;
  let records: DestroyedRecords;
  let accesses: EventStore;

  beforeAll(async () => {
    await suite.start();
    transport = createTransport(suite.streamOptions, silent);
    suite.onClose(() => transport.close());
    await transport.ensureTopics(topics);
    const retention = await createTestDatabase([eventStoreMigrations]);
    suite.onClose(() => retention.drop());
    records = new DestroyedRecords(suite.pool(retention.url('event_store_append')), suite.keyringWriter, suite.destroyer);
    suite.onClose(() => records.store.close());
    accesses = new EventStore({ pool: suite.pool(suite.database.url('integration_api')), service: 'integration' });
    suite.onClose(() => accesses.close());
    app = await createApp(suite.config());
  });
  afterAll(async () => {
    await app?.service.close();
    await suite.close();
  });

  const confirmationsOf = async (patient: string) =>
    (await accesses.readShard('home', 0, 0, 1000)).filter(({ header }) => header.type === 'copies.deleted' && header.subject === patient);
  const rowsOf = async (patient: string): Promise<Record<string, number>> => {
    const { rows } = await suite.workerPool.query<Record<string, number>>(
      `SELECT ${['patients', 'entries', 'deliveries', 'lanes']
        .map((table) => `(SELECT count(*) FROM integration.${table} WHERE org = 'home' AND patient = $1) AS ${table}`)
        .join(', ')}`,
      [patient],
    );
    return rows[0]!;
  };
  const none = { patients: 0, entries: 0, deliveries: 0, lanes: 0 };

  it('is gone, whether it was delivered, refused or waits, and nothing of it is sent any more', async () => {
    const [patient, other, receiver] = [newPatient(), newPatient(), await suite.receiver()];
    let refuses = false;
    receiver.answerWith(() => ({ code: refuses ? 'AE' : 'AA' }));
    await suite.connect('city', receiver);
    for (const each of [patient, other]) {
      await suite.source.append(
        { patient: each, type: 'patient.registered', data: registration },
        ...[70, 71].map((value) => ({ patient: each, type: 'observation.recorded', data: pulse(value) })),
      );
    }
    await suite.source.carry(transport);
    await until(() => receiver.received.length === 6, { what: 'the messages' });
    refuses = true;
    await suite.source.append(...[72, 73].map((value) => ({ patient, type: 'observation.recorded', data: pulse(value) })));
    await suite.source.carry(transport);
    await until(async () => (await suite.states('city')).slice(-2).join() === 'held,queued', { what: 'what waits' });
    const before = await rowsOf(patient);
    expect(before).toEqual({ patients: 1, entries: 1, deliveries: 5, lanes: 1 });

    await suite.source.append({ patient, type: 'observation.recorded', data: pulse(74) });
    const eventId = await records.destroy(patient);
    await records.carry(transport);
    await until(async () => (await confirmationsOf(patient)).length === 1, { what: 'the confirmation' });
    expect((await confirmationsOf(patient))[0]!.header.causationid).toBe(eventId);
    expect(await rowsOf(patient)).toEqual(none);

    refuses = false;
    await suite.source.append({ patient: other, type: 'observation.recorded', data: pulse(75) });
    await suite.source.carry(transport);
    await until(async () => (await suite.states('city')).join() === 'delivered,delivered,delivered,delivered', {
      what: 'the other patient',
    });
    expect(await rowsOf(patient)).toEqual(none);
    expect(receiver.received.filter(({ message }) => ['73', '74'].includes(message.first('OBX')?.value(5) ?? ''))).toEqual([]);
  }, 60_000);

  it('is given up where a kind of entries is gone, and what waits behind it is sent', async () => {
    const [patient, receiver] = [newPatient(), await suite.receiver()];
    let refuses = false;
    receiver.answerWith(() => ({ code: refuses ? 'AE' : 'AA' }));
    await suite.connect('town', receiver);
    await suite.source.append({ patient, type: 'patient.registered', data: registration });
    await suite.source.carry(transport);
    await until(() => receiver.received.length === 1, { what: 'the registration' });
    refuses = true;
    await suite.source.append(...[90, 91].map((value) => ({ patient, type: 'observation.recorded', data: pulse(value), retentionClass: 'observations' })), { patient, type: 'stay.admitted', data: { stayId: newPatient(), class: 'inpatient', location: { facility: 'linden' } } }); // prettier-ignore
    await suite.source.carry(transport);
    await until(async () => (await suite.states('town')).join() === 'delivered,held,queued,queued', { what: 'what waits' });
    refuses = false;
    await records.destroy(patient, { classes: ['observations'] });
    await records.carry(transport);
    await until(async () => (await confirmationsOf(patient)).length === 1, { what: 'the confirmation' });
    await until(async () => (await suite.states('town')).join() === 'delivered,dead,dead,delivered', { what: 'the admission' });
    const { rows } = await suite.workerPool.query<{ reason: string; has: boolean }>(
      `SELECT DISTINCT reason, has_message AS has FROM integration.deliveries WHERE patient = $1 AND state = 'dead'`,
      [patient],
    );
    expect(rows).toEqual([{ reason: 'key-destroyed', has: false }]);
  }, 60_000);
});
