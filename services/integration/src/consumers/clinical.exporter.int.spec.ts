import { personOf } from '@everchart/clinical-facts';
import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { buildSegments, parseMessage } from '@everchart/hl7v2';
import { withTransaction } from '@everchart/postgres';
import type { ReceivedEvent } from '@everchart/stream';
import { personStream } from '@everchart/testing/clinical-streams';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newPatient, pulse, registration } from '../../test/clinical-source.js';
import { IntegrationSuite } from '../../test/integration-suite.js';
import { stayOf } from '../domain/patient-facts.js';
import { noteSegments, Remarks } from '../domain/remarks.js';
import { patientSegment } from '../domain/segments/patient.segment.js';
import { visitSegment } from '../domain/segments/visit.segments.js';
import { exportStore } from '../infrastructure/export.store.js';

describe('queueing what was recorded', () => {
  const suite = new IntegrationSuite();
  beforeAll(async () => {
    await suite.start();
    await suite.connect('city', { port: 1 });
    await suite.connect('county', { port: 1 });
  });
  afterAll(() => suite.close());

  it('makes one delivery per event and destination, in order, with the facts as they were at the event', async () => {
    const patient = newPatient();
    const stayId = newPatient();
    const ids = await suite.source.append(
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'observation.recorded', data: pulse(70) },
      { patient, type: 'note.written', data: { kind: 'progress', text: 'no message' } },
      { patient, type: 'patient.details-amended', data: { name: { family: 'Roe', given: ['Anna'] } } },
      { patient, type: 'stay.admitted', data: { stayId, class: 'inpatient' } },
      { patient, type: 'observation.recorded', data: pulse(71) },
      { patient, type: 'medication.administered', data: { medication: { text: 'Paracetamol' } } },
    );
    await suite.export();
    const [city, county] = [await suite.deliveries('city'), await suite.deliveries('county')];
    const mapped = [ids[0], ids[1], ids[4], ids[5], ids[6]];
    for (const rows of [city, county]) {
      expect(rows.map(({ event_id }) => event_id)).toEqual(mapped);
      expect(rows.map(({ message }) => /\|(?:ADT|ORU|RAS)\^[A-Z]\d\d/.exec(message!)![0])).toEqual([
        '|ADT^A04',
        '|ORU^R01',
        '|ADT^A01',
        '|ORU^R01',
        '|RAS^O17',
      ]);
      expect(rows.map(({ message }) => /\|([^|^]+)\^Anna/.exec(message!)![1])).toEqual([
        'Keller-Secret',
        'Keller-Secret',
        'Roe',
        'Roe',
        'Roe',
      ]);
      expect(rows.map(({ message }) => message!.includes(stayId))).toEqual([false, false, true, true, true]);
      for (const { control_id, message } of rows) expect(message).toContain(`|${control_id}|P|2.5.1||||||UNICODE UTF-8\r`);
    }
    expect(new Set([...city, ...county].map(({ control_id }) => control_id)).size).toBe(10);
  });

  it('takes every version of every type, with or without a message for it', async () => {
    const patient = newPatient();
    const examples = clinicalEventTypes.map(({ type, version, example }) => ({ patient, type, schemaVersion: version, data: example }));
    await suite.source.append({ patient, type: 'patient.registered', data: registration }, ...examples, {
      patient,
      type: 'observation.recorded',
      data: pulse(73),
    });
    await suite.export();
    const own = (await suite.deliveries('city')).filter((row) => row.patient === patient);
    expect(own.filter(({ message }) => message!.includes('|ORU^R01'))).toHaveLength(3);
    expect(own.at(-1)!.message).toContain('|73|/min');
  });

  it('remembers the facts between batches', async () => {
    const patient = newPatient();
    const stayId = newPatient();
    await suite.source.append({ patient, type: 'patient.registered', data: registration }, { patient, type: 'stay.admitted', data: { stayId, class: 'inpatient' } }); // prettier-ignore
    await suite.export();
    await suite.source.append({ patient, type: 'stay.discharged', data: { stayId } }, { patient, type: 'observation.recorded', data: { ...pulse(60), stayId } }); // prettier-ignore
    await suite.export();
    await suite.source.append({ patient, type: 'observation.recorded', data: pulse(61) });
    await suite.export();
    const own = (await suite.deliveries('city')).filter((row) => row.patient === patient).map(({ message }) => message!);
    expect(own[2]).toContain('|ADT^A03^ADT_A03|');
    for (const message of [own[2], own[3]])
      expect(message).toContain(`${stayId}|||||||||||||||||||||||||20260301080000+0100|20260301080000+0100\r`);
    expect(own[4]).toContain('Keller-Secret');
    expect(own[4]).not.toContain(stayId);
  });

  it('sends who the patient is and where, by the entries in force: what was struck or amended is in no later message', async () => {
    const patient = newPatient();
    const [first, second] = [newPatient(), newPatient()];
    const [, , , moved, wrong] = await suite.source.append(
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'stay.admitted', data: { stayId: first, class: 'inpatient', location: { room: '1' } } },
      { patient, type: 'stay.admitted', data: { stayId: second, class: 'inpatient' }, occurredAt: '2026-03-01T07:00:00+01:00' },
      { patient, type: 'stay.transferred', data: { stayId: first, location: { room: '2' } } },
      {
        patient,
        type: 'patient.details-amended',
        data: { identifiers: [{ system: 'urn:oid:1.2', value: 'OF-ANOTHER' }], name: { family: 'Other-Secret', given: ['Bo'] } },
      },
    );
    const pictures: string[][] = [];
    const look = async (): Promise<void> => {
      await suite.source.append({ patient, type: 'observation.recorded', data: pulse(70) });
      await suite.export();
      const message = parseMessage((await suite.deliveries('city')).filter((row) => row.patient === patient).at(-1)!.message!);
      const [pid, visit] = [message.first('PID')!, message.first('PV1')];
      pictures.push([pid.value(3), pid.value(5), pid.value(30), visit?.value(3, { component: 2 })].map((text) => text ?? ''));
    };
    await look();
    await suite.source.append({ patient, type: 'entry.struck', data: { entryId: wrong, reason: 'wrong-patient' } });
    await look();
    await suite.source.append({ patient, type: 'entry.struck', data: { entryId: moved, reason: 'entered-in-error' } });
    await look();
    await suite.source.append({ patient, type: 'stay.cancelled', data: { stayId: first, cancels: 'admission', reason: 'wrong bed' } });
    await suite.source.append({ patient, type: 'patient.deceased', data: { deceasedAt: '2026-03-01' } });
    await look();
    expect(pictures).toEqual([
      ['OF-ANOTHER', 'Other-Secret', '', '2'],
      [patient, 'Keller-Secret', '', '2'],
      [patient, 'Keller-Secret', '', '1'],
      // In the other stay, which has no room.
      [patient, 'Keller-Secret', 'Y', ''],
    ]);
  });

  it('sends the person that the entries in force make, after any stream, however it comes in batches', async () => {
    for (const [run, sampled] of fc.sample(personStream, { numRuns: 12, seed: 21 }).entries()) {
      const patient = newPatient();
      const prefix = (0x1980c5e + run).toString(16).padStart(8, '0');
      const events = JSON.parse(JSON.stringify(sampled).replaceAll('01980c5e', prefix)) as typeof sampled;
      const last = {
        id: newPatient(),
        type: 'observation.recorded',
        schemaVersion: 2,
        occurredAt: '2026-03-01T12:00:00Z',
        data: pulse(70),
      };
      for (const [index, event] of [...events, last].entries()) {
        await suite.source.append({ ...event, patient });
        if (index % 5 === run % 5) await suite.export();
      }
      await suite.export();
      const person = personOf(
        events.map((event, index) => ({ ...event, eventId: event.id, streamVersion: index + 1, actor: '', recordedAt: last.occurredAt })),
      );
      const stay = stayOf(person, {});
      const remarks = new Remarks();
      const told = buildSegments([
        patientSegment(patient, 'home', person, remarks),
        ...noteSegments(remarks),
        ...(stay ? [visitSegment(stay, remarks)] : []),
      ]);
      expect((await suite.deliveries('city')).filter((row) => row.patient === patient).at(-1)!.message).toContain(`\r${told}OBR|`);
    }
  });

  it('queues nothing twice when its progress was set back', async () => {
    const patient = newPatient();
    await suite.source.append({ patient, type: 'patient.registered', data: registration }, { patient, type: 'observation.recorded', data: pulse(70) }); // prettier-ignore
    const events = await suite.source.received();
    await suite.apply(events);
    const before = await suite.deliveries('city');
    await suite.apply(events);
    expect(await suite.deliveries('city')).toEqual(before);
  });

  it('names the patients of events from a position on, by their facts and by their messages', async () => {
    const org = 'restored';
    const [fed, known] = [newPatient(), newPatient()];
    await suite.connect('city', { port: 1 }, org);
    await suite.source.append(
      { org, patient: fed, type: 'patient.registered', data: registration },
      { org, patient: known, type: 'patient.registered', data: registration },
      { org, patient: fed, type: 'observation.recorded', data: pulse(70) },
    );
    await suite.export(org);
    const { rows } = await suite.workerPool.query<{ storeId: string; shard: number }>(
      'SELECT DISTINCT store_id AS "storeId", shard FROM integration.patients WHERE org = $1',
      [org],
    );
    expect(rows).toHaveLength(1);
    const since = async (position: number, storeId = rows[0]!.storeId) =>
      (await withTransaction(suite.workerPool, (tx) => exportStore.patientsSince(tx, org, { ...rows[0]!, storeId, position }))).sort();
    expect(await since(1)).toEqual([fed, known].sort());
    expect(await since(2)).toEqual([fed, known].sort());
    expect(await since(3)).toEqual([fed]);
    expect(await since(4)).toEqual([]);
    expect(await since(1, newPatient())).toEqual([]);
  });

  it('two events never share a control id', async () => {
    const patient = newPatient();
    await suite.source.append({ patient, type: 'patient.registered', data: registration }, { patient, type: 'observation.recorded', data: pulse(70) }); // prettier-ignore
    const events = await suite.source.received();
    await suite.apply(events);
    await suite.workerPool.query('UPDATE integration.deliveries SET event_id = gen_random_uuid() WHERE event_id = $1', [
      events[1]!.header.id,
    ]);
    await expect(suite.apply(events)).rejects.toThrow(/null value in column "control_id"/);
  });

  describe('what cannot be read, or cannot become a message', () => {
    const unreadable = (events: readonly ReceivedEvent[], ids: readonly string[]): ReceivedEvent[] =>
      events.map((event) => (ids.includes(event.header.id) ? { ...event, unreadable: 'key-missing' } : event));
    const pidOf = (message: string | null | undefined): string => /\rPID\|[^\r]*/.exec(message ?? '')?.[0] ?? '';

    it('is put aside for each destination, and the later messages of the patient are sent; it is made when it comes again', async () => {
      const [org, patient] = ['aside', newPatient()];
      await suite.connect('city', { port: 1 }, org);
      await suite.connect('county', { port: 1 }, org);
      const ids = await suite.source.append(
        { org, patient, type: 'patient.registered', data: registration },
        { org, patient, type: 'observation.recorded', data: pulse(70) },
        { org, patient, type: 'note.written', data: { kind: 'progress', text: 'no message' } },
        { org, patient, type: 'observation.recorded', data: pulse(71) },
      );
      const events = await suite.source.received(org);
      await suite.apply(unreadable(events, [ids[1]!, ids[2]!]));
      for (const destination of ['city', 'county']) {
        const rows = await suite.deliveries(destination, org);
        expect(rows.map(({ event_id, state, reason }) => [event_id, state, reason])).toEqual([
          [ids[0], 'queued', null],
          [ids[1], 'unmade', 'key-missing'],
          [ids[3], 'queued', null],
        ]);
        expect(rows[1]!.message).toBeNull();
      }
      expect(await suite.misplacedLanes()).toEqual([]);
      await suite.apply(events.filter(({ header }) => header.id === ids[1]));
      const [, made] = await suite.deliveries('city', org);
      expect(made).toMatchObject({ event_id: ids[1], state: 'queued', reason: null });
      expect(made!.message).toContain('|70|/min');
      expect(await suite.misplacedLanes()).toEqual([]);
    });

    it('has its effect on the person as soon as it can be read, and an amendment of it at once', async () => {
      const [org, patient] = ['aside', newPatient()];
      const amended = { name: { family: 'Roe', given: ['Anna'] } };
      const ids = await suite.source.append(
        { org, patient, type: 'patient.registered', data: registration },
        { org, patient, type: 'patient.details-amended', data: amended },
        { org, patient, type: 'observation.recorded', data: pulse(70) },
      );
      const events = (await suite.source.received(org)).filter(({ header }) => header.subject === patient);
      await suite.apply(unreadable(events.slice(0, 2), [ids[0]!, ids[1]!]));
      const own = async () => (await suite.deliveries('city', org)).filter((row) => row.patient === patient);
      // No message goes out about a person of whom nothing can be read.
      const observation = events.filter(({ header }) => header.id === ids[2]);
      await expect(suite.apply(observation)).rejects.toMatchObject({ name: 'PoisonEventError', code: 'patient-not-registered' });
      await suite.apply(events.filter(({ header }) => header.id === ids[0]));
      await suite.apply(events.filter(({ header }) => header.id === ids[1]));
      const [later] = await suite.source.append({ org, patient, type: 'observation.recorded', data: pulse(72) });
      await suite.apply((await suite.source.received(org)).filter(({ header }) => header.id === later));
      expect(pidOf((await own()).at(-1)!.message)).toContain('Roe^Anna');
      expect((await own()).find(({ event_id }) => event_id === ids[0])).toMatchObject({ state: 'queued' });

      const other = newPatient();
      const [registered] = await suite.source.append({ org, patient: other, type: 'patient.registered', data: registration });
      await suite.source.append(
        { org, patient: other, type: 'entry.amended', data: { entryId: registered, type: 'patient.registered', schemaVersion: 1, data: { ...registration, name: { family: 'Doe', given: ['Eva'] } }, changeLog: { reason: 'misheard' } } },
        { org, patient: other, type: 'observation.recorded', data: pulse(73) },
      ); // prettier-ignore
      const ofOther = (await suite.source.received(org)).filter(({ header }) => header.subject === other);
      await suite.apply(unreadable(ofOther, [registered!]));
      const last = (await suite.deliveries('city', org)).filter((row) => row.patient === other).at(-1)!;
      expect(pidOf(last.message)).toContain('Doe^Eva');
    });
  });

  it('an organisation without destinations queues nothing, and nothing of it goes to those of others', async () => {
    await suite.source.append({ org: 'elsewhere', patient: newPatient(), type: 'patient.registered', data: registration });
    const before = (await suite.deliveries('city')).length;
    await suite.export('elsewhere');
    expect((await suite.deliveries('city')).length).toBe(before);
    const { rows } = await suite.workerPool.query("SELECT FROM integration.deliveries WHERE org = 'elsewhere'");
    expect(rows).toEqual([]);
  });

  it('an organisation that is connected later gets what is recorded from then on, with the facts from before', async () => {
    const org = 'connecting';
    const patient = newPatient();
    await suite.source.append({ org, patient, type: 'patient.registered', data: registration }, { org, patient, type: 'observation.recorded', data: pulse(70) }); // prettier-ignore
    await suite.export(org);
    await suite.connect('new', { port: 1 }, org);
    await suite.source.append({ org, patient, type: 'observation.recorded', data: pulse(71) });
    await suite.export(org);
    const [only, ...others] = await suite.deliveries('new', org);
    expect(others).toEqual([]);
    expect(only!.message).toContain('|71|/min');
    expect(only!.message).toContain('Keller-Secret^Anna');
  });

  it('the API role sees its organisation only, and no message of its own either', async () => {
    const api = suite.pool(suite.database.url('integration_api'));
    const countFor = (org: string) =>
      withTransaction(api, async (tx) => {
        await tx.query("SELECT set_config('app.org', $1, true)", [org]);
        const { rows } = await tx.query<{ count: number }>('SELECT count(control_id) AS count FROM integration.deliveries');
        return rows[0]!.count;
      });
    expect(await countFor('home')).toBeGreaterThan(0);
    expect(await countFor('elsewhere')).toBe(0);
    expect((await api.query('SELECT control_id FROM integration.deliveries')).rows).toEqual([]);
    for (const sql of [
      'SELECT message FROM integration.deliveries',
      'SELECT * FROM integration.patients',
      'DELETE FROM integration.deliveries',
    ])
      await expect(api.query(sql)).rejects.toThrow(/permission denied/);
  });
});
