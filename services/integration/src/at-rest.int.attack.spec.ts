import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hl7Receiver, ReceivedMessage } from '@everchart/hl7-receiver';
import type { RequestContext } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { until } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, registration } from '../test/clinical-source.js';
import { IntegrationSuite } from '../test/integration-suite.js';
import { DeliveryRepository } from './infrastructure/delivery.repository.js';

/** Texts that occur nowhere else on this machine. */
const mark = (): string => `Q${randomBytes(7).toString('hex')}`;

/** A text as it stands in a dump or a file: by itself, in the hexadecimal form of bytes, or in base64. */
function formsOf(text: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.from(`${'x'.repeat(shift)}${text}`).toString('base64');
    return whole.slice(shift === 0 ? 0 : 4, whole.length - 4);
  });
  return [text, text.toUpperCase(), Buffer.from(text).toString('hex'), ...base64];
}

describe('what waits for hospitals', () => {
  const suite = new IntegrationSuite();
  let deliveries: DeliveryRepository;
  let owner: Pool;
  let receiver: Hl7Receiver;
  let destination: string;
  const home = { org: 'home' } as RequestContext;

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    deliveries = new DeliveryRepository(suite.apiDatabase());
  });
  afterAll(() => suite.close());
  beforeEach(async () => ({ destination, receiver } = await suite.newDestination()));
  afterEach(() => suite.endDelivering());

  async function record(patients: readonly string[]): Promise<void> {
    await suite.source.append(...patients.map((patient) => ({ patient, type: 'patient.registered', data: registration })));
    await suite.source.append(...patients.map((patient) => ({ patient, type: 'observation.recorded', data: pulse(60) })));
    await suite.export();
  }

  const patientOf = ({ message }: ReceivedMessage): string => message.first('PID')!.text(3);
  const of = async (patient: string) => (await suite.deliveries(destination)).filter((row) => row.patient === patient);
  const settled = async (): Promise<boolean> =>
    (await suite.states(destination)).every((state) => ['delivered', 'held', 'dead'].includes(state));

  /** Where any of the texts stands: in a row of any table, in the files of the database, or in its log. */
  async function whereIs(texts: readonly string[], fromSegment: string): Promise<string[]> {
    const forms = texts.flatMap(formsOf);
    const found = new Set<string>();
    const { rows: tables } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const { rows } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      for (const { row } of rows) if (forms.some((form) => row.includes(form))) found.add(name);
    }
    await owner.query('CHECKPOINT');
    const { rows } = await owner.query<{ directory: string; database: string }>(
      `SELECT current_setting('data_directory') AS directory, oid::text AS database FROM pg_database WHERE datname = current_database()`,
    );
    const { directory, database } = rows[0]!;
    for (const [name, only] of [
      [`base/${database}`, ''],
      ['pg_wal', fromSegment],
    ] as const) {
      for (const file of await readdir(join(directory, name), { withFileTypes: true })) {
        if (!file.isFile() || file.name < only) continue;
        const bytes = await readFile(join(directory, name, file.name));
        if (forms.some((form) => bytes.includes(form))) found.add(`file in ${name}`);
      }
    }
    return [...found].sort();
  }

  it('is nowhere in the database in clear: not in rows, not in what rows left behind, not in the log, while it waits and after', async () => {
    const { rows } = await owner.query<{ segment: string }>('SELECT pg_walfile_name(pg_current_wal_lsn()) AS segment');
    const { segment } = rows[0]!;
    const [family, given, number, room, note, answered, probe] = Array.from({ length: 7 }, mark) as [string, ...string[]];
    const marks = [family, given!, number!, room!, note!, answered!];
    const patient = newPatient();
    const stayId = newPatient();
    receiver.answerWith(({ message }) => (message.first('OBX') ? { code: 'AE', errorCode: answered! } : { code: 'AA' }));
    await suite.connect(`${destination}-away`, { port: 1 });
    const [, , , struck] = await suite.source.append(
      { patient, type: 'patient.registered', data: { ...registration, name: { family, given: [given] }, identifiers: [{ system: 'urn:oid:1.2', value: number }] } },
      { patient, type: 'stay.admitted', data: { stayId, class: 'inpatient', location: { room } } },
      { patient, type: 'observation.recorded', data: { ...pulse(70), note } },
      { patient, type: 'patient.details-amended', data: { name: { family: `${family}2`, given: [given] } } },
      { patient, type: 'observation.recorded', data: { ...pulse(71), note } },
    ); // prettier-ignore
    await suite.export();
    await suite.source.append({ patient, type: 'entry.struck', data: { entryId: struck, reason: 'wrong-patient' } });
    await suite.export();
    expect((await of(patient)).map(({ message }) => message!.includes(family))).toEqual([true, true, true, true]);
    expect(await whereIs(marks, segment)).toEqual([]);
    await suite.startSender();
    await until(async () => (await suite.states(destination)).join() === 'delivered,delivered,held,queued', { what: 'the answers' });
    await deliveries.decide(home, { destination, controlId: (await of(patient))[2]!.control_id, decision: 'discard' });
    await until(settled, { what: 'the rest to be settled' });
    expect((await of(patient))[2]).toMatchObject({ state: 'dead', reason: 'discarded', answer_code: 'AE' });
    expect(receiver.received.map(({ text }) => text).join()).toContain(note);
    expect(await whereIs(marks, segment)).toEqual([]);
    // The search finds what is there.
    await owner.query('UPDATE integration.destinations SET receiving_facility = $1 WHERE id = $2', [probe, destination]);
    expect(await whereIs([probe!], segment)).toEqual([`file in base/${await oid()}`, 'file in pg_wal', 'integration.destinations']);
  });

  const oid = async (): Promise<string> => {
    const { rows } = await owner.query<{ oid: string }>('SELECT oid::text FROM pg_database WHERE datname = current_database()');
    return rows[0]!.oid;
  };

  it('is opened for its own place only: a message that was moved, or changed, is held and never sent', async () => {
    const [one, other] = [newPatient(), newPatient()];
    await suite.connect(`${destination}-away`, { port: 1 });
    await record([one, other]);
    const [, observation] = await of(one);
    const put = (from: string, values: string[]) =>
      suite.workerPool.query(
        `UPDATE integration.deliveries SET message = ${from} WHERE destination = $1 AND control_id = $2`,
        [destination, ...values], // prettier-ignore
      );
    const ofOther = (await of(other)).map(({ control_id }) => control_id);
    // Another message of the patient; a message of another patient; the same message of another destination; bytes.
    await put(`(SELECT message FROM integration.deliveries WHERE destination = $1 AND control_id = $3)`, [
      ofOther[0]!,
      observation!.control_id,
    ]);
    await put(`(SELECT message FROM integration.deliveries WHERE destination = $3 AND event_id = $4)`, [
      observation!.control_id,
      `${destination}-away`,
      observation!.event_id,
    ]);
    await suite.startSender();
    await until(async () => (await suite.states(destination)).filter((state) => state === 'held').length === 2, {
      what: 'both to be held',
    });
    expect((await of(one)).map(({ state, reason }) => [state, reason])).toEqual([['delivered', null], ['held', 'message-not-authentic']]); // prettier-ignore
    expect((await of(other)).map(({ state, reason }) => [state, reason])).toEqual([['held', 'message-not-authentic'], ['queued', null]]); // prettier-ignore
    expect(receiver.received.map(patientOf)).toEqual([one]);
    const { rows } = await suite.workerPool.query('SELECT maybe_received, refusals, unanswered FROM integration.deliveries WHERE state = $1', ['held']); // prettier-ignore
    expect(rows).toEqual(Array.from({ length: 2 }, () => ({ maybe_received: false, refusals: 0, unanswered: 0 })));
  });

  it('holds up nothing when it is too short to name its key', async () => {
    const [damaged, other] = [newPatient(), newPatient()];
    await record([damaged, other]);
    await suite.workerPool.query("UPDATE integration.deliveries SET message = '\\x00' WHERE destination = $1 AND patient = $2", [destination, damaged]); // prettier-ignore
    await suite.startSender();
    await until(async () => (await suite.states(destination)).join() === 'held,delivered,queued,delivered', { what: 'the others' });
    const { rows } = await suite.workerPool.query('SELECT reason, attempts, maybe_received FROM integration.deliveries WHERE state = $1', ['held']); // prettier-ignore
    expect(rows).toEqual([{ reason: 'message-not-authentic', attempts: 1, maybe_received: false }]);
    expect(receiver.received.map(patientOf)).toEqual([other, other]);
  });

  it('waits while the keyring is away, says so, and is sent in order when it is back', async () => {
    const patients = [newPatient(), newPatient()];
    await record(patients);
    await suite.keyringOwner.query('REVOKE USAGE ON SCHEMA keyring FROM keyring_access_writer');
    try {
      await suite.startSender();
      const status = async () =>
        (await suite.workerPool.query<{ fault: string }>('SELECT fault FROM integration.destination_status WHERE destination = $1', [destination])).rows[0]?.fault; // prettier-ignore
      await until(async () => (await status()) === 'keyring-unreachable', { what: 'the fault to be known' });
      await until(async () => (await suite.states(destination)).every((state) => state === 'queued'), { what: 'everything to wait' });
      expect((await suite.deliveries(destination))[0]).toMatchObject({ reason: 'keyring-unreachable' });
      expect(receiver.received).toEqual([]);
    } finally {
      await suite.keyringOwner.query('GRANT USAGE ON SCHEMA keyring TO keyring_access_writer');
    }
    await until(async () => (await suite.states(destination)).every((state) => state === 'delivered'), {
      what: 'everything to be delivered',
    });
    expect(receiver.received.map(patientOf)).toEqual([...patients, ...patients]);
  });

  it('ends with the key of its patient: it is given up, its text is removed, and others go on', async () => {
    const [forgotten, other] = [newPatient(), newPatient()];
    await record([forgotten, other]);
    await suite.destroyer.destroy('home', forgotten, ['clinical']);
    await suite.startSender();
    await until(settled, { what: 'everything to be settled' });
    expect((await of(other)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect((await of(forgotten)).map(({ state, reason }) => [state, reason])).toEqual(Array.from({ length: 2 }, () => ['dead', 'key-destroyed'])); // prettier-ignore
    const { rows } = await suite.workerPool.query('SELECT FROM integration.deliveries WHERE message IS NOT NULL');
    expect(rows).toEqual([]);
    expect(receiver.received.map(patientOf)).toEqual([other, other]);
    const { control_id: controlId } = (await of(forgotten))[0]!;
    expect(await deliveries.decide(home, { destination, controlId, decision: 'retry' })).toMatchObject({ done: false, state: 'dead' });
  });

  it('waits for a person while the row of its key is damaged, and is sent when that is restored', async () => {
    const [damaged, other] = [newPatient(), newPatient()];
    await record([damaged, other]);
    const { rows } = await suite.keyringOwner.query<{ wrapped: Buffer }>('SELECT wrapped FROM keyring.data_keys WHERE subject = $1 AND retention_class = $2', [damaged, 'clinical']); // prettier-ignore
    const write = (wrapped: Buffer) =>
      suite.keyringOwner.query('UPDATE keyring.data_keys SET wrapped = $2 WHERE subject = $1 AND retention_class = $3', [damaged, wrapped, 'clinical']); // prettier-ignore
    await write(Buffer.from(rows[0]!.wrapped).fill(0, 20));
    await suite.startSender();
    await until(async () => (await suite.states(destination)).join() === 'held,delivered,queued,delivered', { what: 'the others' });
    const [held] = await of(damaged);
    expect(held).toMatchObject({ state: 'held', reason: 'key-damaged' });
    await write(rows[0]!.wrapped);
    await deliveries.decide(home, { destination, controlId: held!.control_id, decision: 'retry' });
    await until(async () => (await suite.states(destination)).every((state) => state === 'delivered'), {
      what: 'everything to be delivered',
    });
    expect(receiver.received.map(patientOf)).toEqual([other, other, damaged, damaged]);
  });
});
