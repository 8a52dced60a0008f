import { openAccesses, type Access } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import { Directories } from '@everchart/organisation-directory';
import type { Keyring } from '@everchart/keyring';
import type { Logger } from '@everchart/platform';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Registry } from 'prom-client';
import { newPatient, read, registration, stated, TimelineSuite, type ReadAnswer } from '../test/timeline-suite.js';
import { DirectoryWatch } from './application/directory.watch.js';
import { compareWithEvents } from './compare.js';
import { createApp } from './index.js';
import { DirectoryMetrics } from './infrastructure/metrics.js';
import { shownProjection } from './projections.js';

const home = { facilityId: 'home', name: 'House Linden', kind: 'nursing-home', timeZone: 'Europe/Berlin', jurisdiction: 'DE-HH' };
const unit = { unitId: 'ground', facilityId: 'home', name: 'Ground floor' };
const room = (roomId: string, code: string) => ({ roomId, unitId: 'ground', code });
const bed = { bedId: 'bed-1', roomId: 'room-2', code: 'A' };

describe('the directory of an organisation', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let accessStore: EventStore;
  let keyring: Keyring;
  let count = 0;

  beforeAll(async () => {
    await suite.start();
    service = (await createApp(suite.config())).service;
    accessStore = new EventStore({ pool: suite.pool(suite.database.url('timeline_api')), service: 'patient-timeline' });
    keyring = await suite.accessKeyring();
    await until(async () => (await fetch(`${service.url}/health/ready`)).ok, { what: 'the read models' });
  });
  afterAll(async () => {
    await service.close();
    await suite.close();
  });

  const newOrg = (): string => `home-${(count += 1)}`;
  const get = async (org: string, path: string, headers: Record<string, string> = {}, role = 'administrator'): Promise<ReadAnswer> =>
    read(`${service.url}/v1/orgs/${org}/${path}`, await suite.token({ org, roles: [role], sub: role }), headers);
  /** Records, and answers the position of the last event as a reader sends it. */
  const record = async (...drafts: Parameters<typeof suite.record>): Promise<Record<string, string>> => ({
    'everchart-at-least': (await suite.record(...drafts)).at(-1)!.token,
  });
  const opened = (org: string): Promise<Record<string, string>> =>
    record(
      stated(org, 'facility.opened', home),
      stated(org, 'unit.opened', unit),
      stated(org, 'room.opened', room('room-12', '12')),
      stated(org, 'room.opened', room('room-2', '2')),
      stated(org, 'bed.opened', bed),
    );
  const admitted = async (org: string, location: object | undefined, patient = newPatient()): Promise<Record<string, string>> =>
    record(
      { org, patient, type: 'patient.registered', data: registration },
      { org, patient, type: 'stay.admitted', data: { stayId: randomUUID(), class: 'residential', ...(location && { location }) } },
    );
  const accesses = async (org: string): Promise<Access[]> => {
    const events = await accessStore.readShard(org, 0, 0, 100);
    return (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat().map((access) => access!);
  };

  it('is shown with its rooms in the order of a round, as fresh as what was just recorded, and the read is on record', async () => {
    const org = newOrg();
    const answer = await get(org, 'directory', await opened(org));
    expect(answer).toMatchObject({ status: 200, body: { streamVersion: 5, stale: false, complete: true } });
    expect(answer.headers.get('etag')).toBe('W/"5"');
    expect(answer.body.facilities).toMatchObject([
      {
        facilityId: 'home',
        name: 'House Linden',
        kindOfCare: 'nursing-home',
        timeZone: 'Europe/Berlin',
        jurisdiction: 'DE-HH',
        units: [
          {
            unitId: 'ground',
            rooms: [
              { roomId: 'room-2', code: '2', beds: [{ bedId: 'bed-1' }] },
              { roomId: 'room-12', beds: [] },
            ],
          },
        ],
      },
    ]);
    const [access] = await accesses(org);
    expect(access).toMatchObject({
      operation: 'directory.read',
      outcome: 'granted',
      role: 'administrator',
      served: { streamVersion: 5 },
      detail: { facilities: 1 },
    });
    expect(access!.served?.position).toBe(answer.headers.get('everchart-position'));
    expect(access).not.toHaveProperty('patient');
  });

  it('changes, and shows what was closed only where that is requested', async () => {
    const org = newOrg();
    await opened(org);
    const at = await record(
      stated(org, 'facility.changed', { facilityId: 'home', effectiveFrom: '2020-01-01T00:00:00Z', timeZone: 'Europe/Rome' }),
      stated(org, 'bed.closed', { bedId: 'bed-1', roomId: 'room-2' }),
    );
    const [facility] = (await get(org, 'directory', at)).body.facilities;
    expect(facility).toMatchObject({ timeZone: 'Europe/Rome', timeZones: [{ value: 'Europe/Berlin' }, { value: 'Europe/Rome' }] });
    expect(facility.units[0].rooms[0].beds).toEqual([]);
    const [whole] = (await get(org, 'directory?includeClosed=true')).body.facilities;
    expect(whole.units[0].rooms[0].beds).toMatchObject([{ bedId: 'bed-1', closed: {} }]);
    expect((await get(org, 'directory?includeClosed=yes')).status).toBe(400);
  });

  it('of an organisation that has stated nothing is empty', async () => {
    expect(await get(newOrg(), 'directory')).toMatchObject({ status: 200, body: { streamVersion: 0, facilities: [] } });
  });

  it('is no patient', async () => {
    const org = newOrg();
    const at = await opened(org);
    const { patient } = stated(org, '', {});
    expect((await get(org, `patients/${patient}/summary`, at, 'carer')).status).toBe(404);
  });

  it('lists a stay in a place that it does not have, until that is mended in the one way or the other', async () => {
    const org = newOrg();
    await opened(org);
    const [lost, fine, ill] = [newPatient(), newPatient(), newPatient()];
    await admitted(org, { facility: 'House Linden', unit: 'ground floor', room: '14' }, lost);
    await admitted(org, { facility: 'home', unit: 'ground', room: '2', bed: 'A' }, fine);
    await admitted(org, undefined);
    const at = await admitted(org, { facility: 'Hospital' }, ill);
    const answer = await get(org, 'directory/faults', at);
    expect(answer).toMatchObject({ status: 200, body: { count: 2, next: null } });
    expect(answer.body.faults).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          patientId: lost,
          member: 'room',
          fault: 'unknown',
          stated: '14',
          places: { facility: 'home', unit: 'ground' },
        }),
        expect.objectContaining({ patientId: ill, member: 'facility', fault: 'unknown', stated: 'Hospital', places: {} }),
      ]),
    );
    const shown = (await accesses(org)).filter(({ operation }) => operation === 'directory-faults.read');
    expect(new Set(shown.map(({ patient }) => patient))).toEqual(new Set([lost, ill]));
    // The version of the record of each of them, not that of the directory.
    expect(shown.map(({ served }) => served?.streamVersion)).toEqual([2, 2]);

    const mended = await record(stated(org, 'room.opened', room('room-14', '14')));
    expect((await get(org, 'directory/faults', mended)).body.faults).toMatchObject([{ patientId: ill }]);
    const entry = answer.body.faults.find(({ patientId }: { patientId: string }) => patientId === ill);
    const amended = {
      entryId: entry.entryId,
      type: 'stay.admitted',
      schemaVersion: 1,
      reason: 'Wrong house',
      data: { stayId: entry.stayId, class: 'residential', location: { facility: 'home' } },
    };
    expect(
      (await get(org, 'directory/faults', await record({ org, patient: ill, type: 'entry.amended', data: amended }))).body.faults,
    ).toEqual([]);

    const closed = await record(stated(org, 'bed.closed', { bedId: 'bed-1', roomId: 'room-2' }));
    expect((await get(org, 'directory/faults', closed)).body.faults).toMatchObject([
      { patientId: fine, member: 'bed', fault: 'closed', places: { bed: 'bed-1' } },
    ]);
  });

  it('shows the lists of the organisation and who may see whom, and lists reasons that the list does not have', async () => {
    const org = newOrg();
    const system = 'urn:everchart:list:home';
    const item = (code: string) => ({ list: 'reasons-not-given', system, code, display: code });
    const notGiven = (patient: string, reason: object, occurredAt?: string) =>
      record({
        org,
        patient,
        type: 'medication.not-given',
        occurredAt,
        data: { medication: { text: 'Paracetamol' }, kind: 'refused', reason },
      });
    const coded = (code: string) => ({ coding: [{ system, code }] });
    const [known, unknown] = [newPatient(), newPatient()];
    for (const patient of [known, unknown]) await record({ org, patient, type: 'patient.registered', data: registration });
    await notGiven(known, coded('asleep'));
    expect((await get(org, 'directory/faults', await notGiven(unknown, coded('slept')))).body.reasons).toEqual([]);

    const at = await record(
      stated(org, 'list-item.added', item('asleep')),
      stated(org, 'list-item.added', item('absent')),
      stated(org, 'list-item.retired', { list: 'reasons-not-given', system, code: 'absent' }),
      stated(org, 'access-rule.chosen', { rule: 'by-unit' }),
    );
    const { body } = await get(org, 'directory', at);
    expect(body).toMatchObject({ lists: { 'reasons-not-given': [{ code: 'asleep' }] }, accessRule: { rule: 'by-unit', afterDays: 7 } });
    expect((await get(org, 'directory?includeClosed=true')).body.lists['reasons-not-given']).toMatchObject([{ code: 'asleep' }, { code: 'absent', retired: {} }]); // prettier-ignore

    await notGiven(known, { text: 'In words' });
    await notGiven(known, coded('absent'));
    const late = await notGiven(known, coded('of long ago'), new Date(Date.now() - 31 * 86_400_000).toISOString());
    const faults = (await get(org, 'directory/faults', late)).body;
    expect(faults.reasons).toMatchObject([{ patientId: unknown, streamVersion: 2, stated: [{ system, code: 'slept' }] }]);
    expect((await accesses(org)).at(-1)).toMatchObject({ operation: 'directory-faults.read', patient: unknown });
    const mended = { entryId: faults.reasons[0].entryId, type: 'medication.not-given', schemaVersion: 1, reason: 'Slip', data: { medication: { text: 'Paracetamol' }, kind: 'refused', reason: coded('asleep') } }; // prettier-ignore
    expect((await get(org, 'directory/faults', await record({ org, patient: unknown, type: 'entry.amended', data: mended }))).body.reasons).toEqual([]); // prettier-ignore
  });

  it('says how soon flags are to be acknowledged, and the summary goes by it from when that was recorded', async () => {
    const org = newOrg();
    const patient = newPatient();
    const raised = new Date(Date.now() - 20 * 60_000).toISOString();
    const at = await record({ org, patient, type: 'patient.registered', data: registration }, { org, patient, type: 'flag.raised', data: { colour: 'orange', reason: 'Dizzy' }, occurredAt: raised }); // prettier-ignore
    // It is there, and no process keeps its summary.
    await get(org, 'directory', at);
    // The store records by its own clock: as if it had done so when the flag was raised.
    const owner = suite.pool(suite.database.ownerUrl);
    const ofFlag = `org = '${org}' AND topic LIKE 'flag/%'`;
    const { rows } = await owner.query<{ shown: string }>(`SELECT shown FROM timeline_v1.topics WHERE ${ofFlag}`);
    const show = (shown: string) => owner.query(`UPDATE timeline_v1.topics SET shown = $1 WHERE ${ofFlag}`, [shown]);
    await show(rows[0]!.shown.replaceAll(/"recordedAt":"[^"]+"/g, `"recordedAt":"${raised}"`));
    const alerts = async () => (await get(org, `patients/${patient}/summary`, {}, 'auditor')).body.clock.alerts;
    expect(await alerts()).toEqual([]);
    expect((await get(org, 'directory')).body.flagMinutes).toEqual({ red: 15, orange: 60, amber: 480 });
    const chosen = await record(stated(org, 'flag-times.chosen', { minutes: { red: 5, orange: 10 } }));
    expect((await get(org, 'directory', chosen)).body.flagMinutes).toEqual({ red: 5, orange: 10, amber: 480 });
    // A choice holds within a second.
    await until(async () => (await alerts()).length === 1, { what: 'the alert' });
    expect(await alerts()).toMatchObject([{ kind: 'flag-unacknowledged', dueAt: new Date(Date.parse(raised) + 600_000).toISOString() }]);
    await show(rows[0]!.shown);
  });

  it('stays what it is when a round is taken over', async () => {
    const org = newOrg();
    await get(org, 'directory', await opened(org));
    const directories = new Directories(suite.pool(suite.database.url('timeline_api')), 'directory_v1');
    const before = await directories.read(org);
    const slot = { from: '2026-03-01T18:00:00Z', to: '2026-03-01T20:00:00Z' };
    const rounds = await record(
      ...['Ground floor', 'West'].map((name) => stated(org, 'round.taken-over', { place: { unit: name }, ...slot })),
    );
    expect((await get(org, 'directory', rounds)).body.streamVersion).toBe(before.streamVersion! + 2);
    // Not folded again.
    expect((await directories.read(org)).places).toBe(before.places);
    expect((await directories.rounds(org, { from: '2026-03-01T19:59:59Z', to: '2026-03-01T21:00:00Z' })).map(({ place }) => place.unit)).toEqual(['West', 'Ground floor']); // prettier-ignore
    expect(await directories.rounds(org, { from: slot.to })).toEqual([]);
    expect(await directories.rounds(org, { to: slot.from })).toEqual([]);
    expect(await directories.rounds(org, { knownAt: slot.to, from: slot.from })).toEqual([]);
  });

  it('counts what is to be mended, for a gauge', async () => {
    const org = newOrg();
    await opened(org);
    await get(org, 'directory', await admitted(org, { facility: 'nowhere' }));
    const registry = new Registry();
    const watch = new DirectoryWatch({ worker: suite.pool(suite.database.url('timeline_worker')), api: suite.pool(suite.database.url('timeline_api')) }, shownProjection, new DirectoryMetrics(registry), { warn: (fault: unknown) => { throw new Error(JSON.stringify(fault)); } } as unknown as Logger); // prettier-ignore
    await watch.start();
    await until(async () => (await registry.metrics()).includes(`everchart_timeline_directory_faults{org="${org}",kind="stay"} 1`), { what: 'the count' }); // prettier-ignore
    await watch.stop();
  });

  it('lists faults page by page, all of a patient on one', async () => {
    const org = newOrg();
    for (let patient = 0; patient < 5; patient += 1) await admitted(org, { facility: `unknown ${patient}` });
    const at = await admitted(org, { facility: 'unknown' });
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { body } = await get(org, `directory/faults?limit=2${after}`, at);
      expect(body.count).toBe(6);
      seen.push(...body.faults.map(({ patientId }: { patientId: string }) => patientId));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(new Set(seen).size).toBe(6);
    expect(seen).toHaveLength(6);
  });

  it('goes on behind an event that cannot be read, and says that it is not complete', async () => {
    const org = newOrg();
    await opened(org);
    const at = await record(stated(org, 'room.opened', null), stated(org, 'room.opened', room('room-3', '3')));
    await until(async () => (await get(org, 'directory', at)).body.streamVersion === 7, { what: 'the events' });
    const answer = await get(org, 'directory', at);
    expect(answer).toMatchObject({ status: 200, body: { complete: false, staleReason: 'unreadable' } });
    expect(answer.headers.get('everchart-incomplete')).toBe('true');
    expect(answer.body.facilities[0].units[0].rooms).toHaveLength(3);
  });

  it('waits for a position that has not come, and tells other organisations nothing', async () => {
    const org = newOrg();
    await opened(org);
    const [later] = await suite.append(stated(org, 'room.opened', room('room-5', '5')));
    const waits = { 'everchart-at-least': later!.token, 'everchart-at-least-wait-ms': '50' };
    expect((await get(org, 'directory', waits)).status).toBe(503);
    await suite.carry(org);
    expect(await get(org, 'directory', { 'everchart-at-least': later!.token })).toMatchObject({ status: 200, body: { streamVersion: 6 } });
    const stranger = await suite.token({ org: 'another', roles: ['administrator'] });
    expect((await read(`${service.url}/v1/orgs/${org}/directory`, stranger)).status).toBe(403);
  });

  it('is shown to those who care and who look after it, and the faults to fewer', async () => {
    const org = newOrg();
    const status = async (path: string, role: string): Promise<number> => (await get(org, path, {}, role)).status;
    for (const role of ['carer', 'nurse', 'administrator', 'auditor', 'system'])
      expect([role, await status('directory', role)]).toEqual([role, 200]);
    for (const role of ['operator', 'integration-engineer']) expect([role, await status('directory', role)]).toEqual([role, 403]);
    for (const role of ['carer', 'operator']) expect([role, await status('directory/faults', role)]).toEqual([role, 403]);
    expect((await accesses(org)).filter(({ outcome }) => outcome === 'denied')).toHaveLength(4);
  });

  it('is the same after a rebuild', async () => {
    const org = newOrg();
    const at = await opened(org);
    const before = (await get(org, 'directory', at)).body;
    expect(before.facilities).toHaveLength(1);
    expect(await compareWithEvents(suite.config(), suite.operator)).toEqual([]);
  });
});
