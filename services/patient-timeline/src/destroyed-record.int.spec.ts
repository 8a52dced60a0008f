import { openAccesses } from '@everchart/access-log';
import { upcastAccess, type AccessEventData } from '@everchart/contracts-access';
import { organisationStream } from '@everchart/contracts';
import { type DestroyedRecords } from '@everchart/destruction/destroyed-records';
import { sha256 } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import type { Pool } from '@everchart/postgres';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { everyType } from '../test/every-type.js';
import { LiveReader } from '../test/live-reader.js';
import { newPatient, pulse, read, registration, TimelineSuite, type ReadAnswer } from '../test/timeline-suite.js';
import { createApp, rebuildProjection } from './index.js';
import { UnitStates } from './infrastructure/unit.states.js';

describe('a destroyed record', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let owner: Pool;
  let store: EventStore;
  let keyring: Keyring;
  let records: DestroyedRecords;

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    store = new EventStore({ pool: suite.pool(suite.database.url('timeline_api')), service: 'patient-timeline' });
    keyring = await suite.accessKeyring();
    records = await suite.destroyedRecords();
    service = (await createApp(suite.config())).service;
    await until(async () => (await fetch(`${service.url}/health/ready`)).ok, { what: 'the read models' });
  });
  afterAll(async () => {
    await service.close();
    await store.close();
    await suite.close();
  });

  const get = async (path: string, roles = ['carer'], headers: Record<string, string> = {}): Promise<ReadAnswer> =>
    read(`${service.url}/v1/orgs/home/${path}`, await suite.token({ roles }), headers);
  /** Tables of the database, with the rows of a patient in each, in any column. */
  const rowsOf = async (patient: string): Promise<Record<string, number>> => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'event_store', 'destruction')`,
    );
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await owner.query<{ count: number }>(`SELECT count(*) FROM ${name} AS t WHERE t::text LIKE '%' || $1 || '%'`, [
        patient,
      ]);
      if (rows[0]!.count > 0) found[name] = rows[0]!.count;
    }
    return found;
  };
  const confirmationsOf = async (patient: string): Promise<AccessEventData['copies.deleted'][]> => {
    const events = (await store.readShard('home', 0, 0, 1000)).filter(
      ({ header }) => header.type === 'copies.deleted' && header.subject === patient,
    );
    return (await openEvents(events, keyring, upcastAccess)).map(
      (event) => (event as OpenedEvent).data as AccessEventData['copies.deleted'],
    );
  };
  const destroy = async (patient: string, classes = ['clinical', 'retention-facts']): Promise<string> => {
    const id = await records.destroy(patient, { classes });
    await records.carry(suite.transport);
    await until(async () => (await confirmationsOf(patient)).some(({ destroyedBy }) => destroyedBy === id), { what: 'the confirmation' });
    return id;
  };

  it('is gone from every table, confirmed, and answered with when and why; others are as they were', async () => {
    const [patient, other] = [newPatient(), newPatient()];
    await suite.record(...everyType(patient));
    const [, last] = await suite.record(
      { patient: other, type: 'patient.registered', data: registration },
      { patient, type: 'observation.recorded', data: pulse(70) },
    );
    const at = { 'everchart-at-least': last!.token };
    expect((await get(`patients/${patient}/summary`, ['carer'], at)).status).toBe(200);
    const live = await LiveReader.open(`${service.url}/v1/orgs/home/patients/${patient}/live`, await suite.token());
    if (!(live instanceof LiveReader)) throw new Error(live.code);
    const before = await rowsOf(patient);
    expect(Object.keys(before).length).toBeGreaterThan(5);

    const eventId = await destroy(patient);
    // A row of an open stream goes when its end is on record.
    await until(async () => !('live.subscriptions' in (await rowsOf(patient))), { what: 'the end of the stream' });
    expect(await rowsOf(patient)).toEqual({});
    const [confirmation, ...more] = await confirmationsOf(patient);
    expect(more).toEqual([]);
    expect(confirmation).toMatchObject({
      destroyedBy: eventId,
      holder: 'patient-timeline',
      retentionClasses: ['clinical', 'retention-facts'],
    });
    expect(confirmation!.rows).toBeGreaterThan(everyType(patient).length);
    await until(() => live.end !== undefined, { what: 'the end of the live stream' });
    expect(live.end!.data).toMatchObject({ reason: 'record-destroyed' });

    for (const path of ['summary', 'timeline', 'doses', 'series?code=8867-4', `summary?knownAt=${new Date().toISOString()}`, 'live']) {
      expect([path, await get(`patients/${patient}/${path}`, ['carer'], at)]).toMatchObject([
        path,
        {
          status: 410,
          body: {
            type: 'urn:everchart:problem:record-destroyed',
            destroyedBy: eventId,
            dueOn: '2036-03-02',
            rule: { ruleId: 'de-patient-record' },
          },
        },
      ]);
    }
    const accesses = (await Promise.all((await store.readShard('home', 0, 0, 1000)).filter(({ header }) => header.type === 'access.recorded').map((event) => openAccesses(event, keyring)))).flat(); // prettier-ignore
    expect(accesses.filter((access) => access?.patient === patient && access.status === 410)).toHaveLength(6);
    expect((await get(`patients/${patient}/summary`)).body).not.toHaveProperty('certificateId');
    const certificateId = await records.certify(patient, eventId);
    await records.carry(suite.transport);
    const certified = async (): Promise<boolean> => (await get(`patients/${patient}/summary`)).body['certificateId'] === certificateId;
    await until(certified, { what: 'the certificate to be named' });
    expect((await get(`patients/${other}/summary`)).status).toBe(200);
  });

  it('is kept in the memory of no process, also of one that nobody reads from', async () => {
    const { service: other } = await createApp(suite.config({ ROLES: 'api' }));
    const keptBytes = async (): Promise<number> =>
      Number(/^everchart_timeline_kept_bytes\S* (\d+)/m.exec(await (await fetch(`${other.url}/metrics`)).text())![1]);
    const patient = newPatient();
    const location = { facility: 'Garden Home', unit: 'Garden' };
    const [, admitted] = await suite.record(
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'stay.admitted', data: { stayId: newPatient(), class: 'residential', location } },
    );
    const token = await suite.token();
    const at = { 'everchart-at-least': admitted!.token };
    for (const path of [`patients/${patient}/summary`, `patients/${patient}/timeline`, 'board?unit=Garden'])
      expect((await read(`${other.url}/v1/orgs/home/${path}`, token, at)).status).toBe(200);
    expect(await keptBytes()).toBeGreaterThan(0);
    await destroy(patient);
    await until(async () => (await keptBytes()) === 0, { what: 'nothing to be kept' });
    await other.close();
  });

  it('makes another state of its organisation, also for a process that has not heard of it: what it keeps of units is not shown', async () => {
    const states = new UnitStates(suite.pool(suite.database.url('timeline_api')), 'timeline');
    const destructions = async (): Promise<number> => Number((await states.of('home')).state.split('/')[2] ?? 0);
    const patient = newPatient();
    await suite.record({ patient, type: 'patient.registered', data: registration });
    const before = await destructions();
    await destroy(patient);
    expect(await destructions()).toBe(before + 1);
  });

  it('of accesses is a year of them: the index has those of other years only, and patients are told', async () => {
    const patient = newPatient();
    await suite.record({ patient, type: 'patient.registered', data: registration });
    const insert = `INSERT INTO access_index.leaves (org, key_id, recorded_at, event_id, index, service, leaf, year)
      SELECT org, gen_random_uuid(), '2021-01-01', gen_random_uuid(), 0, 'ingest', '', year FROM (VALUES ('home', 2020), ('home', 2021), ('elsewhere', 2020)) AS v (org, year)`;
    const worker = suite.pool(suite.database.url('timeline_worker'));
    await worker.query(insert);
    await worker.query(`INSERT INTO access_index.looks (org, members, recorded_at, event_id, index, service, leaf, year)
      SELECT 'home', convert_to(year::text, 'UTF8'), '2021-01-01', gen_random_uuid(), 0, 'ingest', '', year FROM (VALUES (2020), (2021)) AS v (year)`);
    await worker.query(
      'INSERT INTO access_index.members (org, key_id, members) SELECT org, gen_random_uuid(), members FROM access_index.looks WHERE year < 2022',
    );
    const eventId = await destroy(organisationStream('home'), ['access-2020']);
    const { rows } = await worker.query<{ org: string; year: number }>(
      'SELECT org, year FROM access_index.leaves WHERE year < 2022 ORDER BY year',
    );
    expect(rows).toEqual([{ org: 'elsewhere', year: 2020 }, { org: 'home', year: 2021 }]); // prettier-ignore
    const looks = `SELECT l.year, count(m) AS members FROM access_index.members m LEFT JOIN access_index.looks l USING (org, members)
      WHERE m.members IN ('2020', '2021') GROUP BY l.year`;
    expect((await worker.query(looks)).rows).toEqual([{ year: 2021, members: 1 }]);
    await worker.query('DELETE FROM access_index.leaves WHERE year < 2022');
    const auditor = await suite.token({ roles: ['auditor'] });
    expect((await read(`${service.url}/v1/orgs/home/patients/${patient}/accesses`, auditor)).body.destroyedYears).toEqual([
      { year: 2020, destroyedBy: eventId, destroyedAt: expect.any(String), dueOn: '2036-03-02', rule: expect.objectContaining({ ruleId: 'de-patient-record' }) }, // prettier-ignore
    ]);
  });

  it('does not come back: by an event that is late, a second delivery, or a rebuild', async () => {
    const patient = newPatient();
    const [registered] = await suite.record({ patient, type: 'patient.registered', data: registration });
    await get(`patients/${patient}/summary`, ['carer'], { 'everchart-at-least': registered!.token });
    const note = { patient, type: 'observation.recorded', data: pulse(72) };
    await suite.append(note);
    await destroy(patient);
    await suite.carry();
    await records.carryAgain(suite.transport);
    const other = newPatient();
    const [after] = await suite.record({ patient: other, type: 'patient.registered', data: registration });
    expect((await get(`patients/${other}/summary`, ['carer'], { 'everchart-at-least': after!.token })).status).toBe(200);
    expect([await rowsOf(patient), (await confirmationsOf(patient)).length]).toEqual([{}, 1]);

    const { version } = await rebuildProjection(suite.config(), { ownerUrl: suite.database.ownerUrl, actor: 'operator-emil' });
    expect([await rowsOf(patient), (await rowsOf(other))[`timeline_v${version}.patients`]]).toEqual([{}, 1]);
    expect((await get(`patients/${patient}/summary`)).status).toBe(410);
    expect((await get(`patients/${other}/summary`)).status).toBe(200);
  });

  it('is no longer among those whom a look was at; the look stays for the others, and ends with the last of them', async () => {
    const [one, two] = [newPatient(), newPatient()];
    const unit = randomUUID();
    const admission = { stayId: randomUUID(), class: 'long-term', location: { facility: 'Home', unit } };
    const recorded = await suite.record(
      ...[one, two].flatMap((patient) => [
        { patient, type: 'patient.registered', data: registration },
        { patient, type: 'stay.admitted', data: { ...admission, stayId: randomUUID() } },
      ]),
    );
    expect((await get(`board?unit=${unit}`, ['carer'], { 'everchart-at-least': recorded.at(-1)!.token })).body.residents).toHaveLength(2);
    const year = `access-${new Date().getUTCFullYear()}`;
    const keys = await keyring.keysForSealing('home', year, [one, two], []);
    const indexed = async (): Promise<object[]> =>
      (
        await owner.query<object>(
          `SELECT (SELECT count(*) FROM access_index.members m WHERE m.members = s.members) AS members,
             (SELECT count(*) FROM access_index.looks l WHERE l.members = s.members) AS looks
           FROM (SELECT $1::bytea AS members) s`,
          [sha256([...keys.values()].map(({ keyId }) => keyId).sort().join())], // prettier-ignore
        )
      ).rows;
    await until(async () => JSON.stringify(await indexed()) === JSON.stringify([{ members: 2, looks: 1 }]), { what: 'the look' });
    await destroy(one, ['clinical', year]);
    expect(await indexed()).toEqual([{ members: 1, looks: 1 }]);
    await destroy(two, ['clinical', year]);
    expect(await indexed()).toEqual([{ members: 0, looks: 0 }]);
  });

  it('stays where only its accesses, or facts, were destroyed', async () => {
    const patient = newPatient();
    const [registered] = await suite.record({ patient, type: 'patient.registered', data: registration });
    const summary = (): Promise<ReadAnswer> => get(`patients/${patient}/summary`, ['carer'], { 'everchart-at-least': registered!.token });
    expect((await summary()).status).toBe(200);
    const year = `access-${new Date().getUTCFullYear()}`;
    await destroy(patient, [year, 'retention-facts']);
    expect((await summary()).status).toBe(200);
  });

  describe('of a kind of entries', () => {
    const inKind = { retentionClass: 'observations' };
    const textOf = (name: string): string => `Q${randomUUID()} ${name}`;

    it('leaves a note in the place of each, and the rest of the record as it is without them; a rebuild has the same rows', async () => {
      const patient = newPatient();
      const [secret, corrected, kept] = [textOf('secret'), textOf('corrected'), textOf('kept')];
      const ids = Array.from({ length: 5 }, () => newPatient()) as [string, string, string, string, string];
      const weight = { code: { text: 'Body weight', coding: [{ system: 'http://loinc.org', code: '29463-7' }] }, category: 'weight', valueQuantity: { value: 61.4, unit: 'kg', code: 'kg' } }; // prettier-ignore
      const recorded = await suite.record(
        { patient, type: 'patient.registered', data: registration },
        { patient, id: ids[0], type: 'observation.recorded', schemaVersion: 2, data: { ...pulse(70), note: secret }, ...inKind },
        { patient, id: ids[1], type: 'note.written', data: { kind: 'handover', text: kept } },
        { patient, id: ids[2], type: 'entry.amended', data: { entryId: ids[0], type: 'observation.recorded', schemaVersion: 2, data: { ...pulse(71), note: corrected }, changeLog: { reason: 'mistake' } }, ...inKind }, // prettier-ignore
        { patient, id: ids[3], type: 'observation.recorded', data: weight, ...inKind },
        { patient, id: ids[4], type: 'entry.struck', data: { entryId: ids[3], reason: 'duplicate' }, ...inKind },
      );
      const at = { 'everchart-at-least': recorded.at(-1)!.token };
      const shown = async (path: string, headers = {}) => JSON.stringify((await get(`patients/${patient}/${path}`, ['carer'], headers)).body); // prettier-ignore
      for (const path of ['summary', 'timeline']) expect(await shown(path, at)).toContain(path === 'summary' ? '"value":71' : corrected);

      await destroy(patient, ['observations']);
      expect((await confirmationsOf(patient))[0]).toMatchObject({ retentionClasses: ['observations'], rows: expect.any(Number) });
      const everywhere = async (): Promise<string[]> => {
        const { rows: tables } = await owner.query<{ name: string }>(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname <> 'information_schema'`); // prettier-ignore
        const found: string[] = [];
        for (const { name } of tables)
          if ((await owner.query(`SELECT FROM ${name} AS t WHERE t::text LIKE ANY ($1)`, [[`%${secret}%`, `%${corrected}%`]])).rowCount! > 0) found.push(name); // prettier-ignore
        return found;
      };
      expect(await everywhere()).toEqual([]);
      const { body: timeline } = await get(`patients/${patient}/timeline`);
      const entries = timeline.entries as { id: string; type: string; data: unknown; unreadable?: { code: string; text: string } }[];
      expect(entries.map(({ id, unreadable }) => [id, unreadable?.code])).toEqual(
        expect.arrayContaining([[ids[1], undefined], ...[ids[0], ids[2], ids[3], ids[4]].map((id) => [id, 'destroyed'])]),
      );
      expect(entries.find(({ id }) => id === ids[0])).toMatchObject({ type: 'observation.recorded', data: null, unreadable: { text: expect.stringContaining('destroyed') } }); // prettier-ignore
      const summary = await get(`patients/${patient}/summary`);
      expect([summary.status, summary.headers.get('everchart-incomplete'), summary.body.complete]).toEqual([200, null, true]);
      expect(JSON.stringify(summary.body)).not.toContain('"value":71');
      expect(JSON.stringify(timeline)).toContain(kept);
      expect((await get(`patients/${patient}/series?code=8867-4`)).body).toMatchObject({ points: [] });

      // New ones are a part of the record, also those that are corrected.
      const [later] = await suite.record({ patient, type: 'observation.recorded', data: pulse(80) });
      const { body: after } = await get(`patients/${patient}/summary`, ['carer'], { 'everchart-at-least': later!.token });
      expect(JSON.stringify(after)).toContain('"value":80');

      const rowsIn = async (schema: string) =>
        Object.fromEntries(
          await Promise.all(
            ['timeline_entries', 'topics', 'patients'].map(async (table) => {
              const { rows } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM ${schema}.${table} t WHERE t.patient = $1 ORDER BY 1`, [patient]); // prettier-ignore
              return [table, rows.map(({ row }) => row)] as const;
            }),
          ),
        );
      const served = (await owner.query<{ version: number }>(`SELECT max(substring(nspname FROM 'timeline_v(\\d+)')::int) AS version FROM pg_namespace WHERE nspname ~ '^timeline_v'`)).rows[0]!.version; // prettier-ignore
      // The newest version need not be the one that answered.
      await until(async () => (await rowsIn(`timeline_v${served}`))['timeline_entries']!.some((row) => row.includes(later!.id)), {
        what: 'the newest version of the projection',
      });
      const live = await rowsIn(`timeline_v${served}`);
      const { version } = await rebuildProjection(suite.config(), { ownerUrl: suite.database.ownerUrl, actor: 'operator-emil' });
      expect(await rowsIn(`timeline_v${version}`)).toEqual(live);
      expect(await everywhere()).toEqual([]);
    }, 120_000);

    it('does not come back by an event that is late', async () => {
      const patient = newPatient();
      const [registered] = await suite.record({ patient, type: 'patient.registered', data: registration });
      await get(`patients/${patient}/summary`, ['carer'], { 'everchart-at-least': registered!.token });
      const secret = textOf('late');
      const [late] = await suite.append({
        patient,
        type: 'observation.recorded',
        schemaVersion: 2,
        data: { ...pulse(72), note: secret },
        ...inKind,
      });
      await destroy(patient, ['observations']);
      await suite.carry();
      const answer = await get(`patients/${patient}/timeline`, ['carer'], { 'everchart-at-least': late!.token });
      expect(answer.body.entries).toMatchObject([{ id: late!.id, unreadable: { code: 'destroyed' } }, { type: 'patient.registered' }]);
      expect(JSON.stringify(answer.body)).not.toContain(secret);
    });
  });
});
