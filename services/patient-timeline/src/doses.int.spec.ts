import { openAccesses } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import type { RunningService } from '@everchart/service-kit';
import { describeApi } from '@everchart/platform';
import { ApiDocument } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, read, registration, stated, TimelineSuite, type Draft } from '../test/timeline-suite.js';
import { api, createApp, type TimelineConfig } from './index.js';

const hourMs = 60 * 60_000;
const ramipril = { text: 'Ramipril 5 mg' };

describe('doses against the clock, as they are read', () => {
  const suite = new TimelineSuite('postgres');
  const document = new ApiDocument(describeApi(api) as unknown as ConstructorParameters<typeof ApiDocument>[0]);
  let service: RunningService;
  let config: TimelineConfig;
  let carer: string;

  beforeAll(async () => {
    await suite.start();
    config = suite.config({ AT_LEAST_WAIT_MS: '10000' });
    ({ service } = await createApp(config));
    carer = await suite.token();
  });
  afterAll(async () => {
    await service?.close();
    await suite.close();
  });

  const doses = (patient: string, query = '', headers: Record<string, string> = {}) =>
    read(`${service.url}/v1/orgs/home/patients/${patient}/doses${query}`, carer, headers);
  /** What was recorded is on show when this resolves. */
  const visibly = async (patient: string, query: string, ...drafts: Omit<Draft, 'patient'>[]) => {
    const recorded = await suite.record(...drafts.map((draft) => ({ patient, ...draft })));
    const answer = await doses(patient, query, { 'everchart-at-least': recorded.at(-1)!.token });
    expect(answer.status).toBe(200);
    expect(document.faultsOfValue(['components', 'schemas', 'PatientDoses'], answer.body)).toEqual([]);
    return { recorded, answer };
  };
  /** So many hours from now, to the minute. */
  const inHours = (hours: number): string => new Date(Math.floor((Date.now() + hours * hourMs) / 60_000) * 60_000).toISOString();
  const timeOf = (instant: string): string => instant.slice(11, 16);
  const window = (from: number, to: number): string => `?from=${inHours(from)}&to=${inHours(to)}`;

  it('say what was given, is overdue and is planned, for the instant that they name; corrections count', async () => {
    const patient = newPatient();
    const [early, late, coming] = [inHours(-5), inHours(-3), inHours(3)];
    const schedule = { times: [early, late, coming].map(timeOf), timeZone: 'UTC' };
    const { recorded, answer } = await visibly(
      patient,
      window(-6, 6),
      { type: 'patient.registered', data: registration },
      { type: 'medication.prescribed', data: { medication: ramipril, schedule }, occurredAt: inHours(-100) },
    );
    const prescriptionId = recorded[1]!.id;
    const statuses = (body: (typeof answer)['body']) =>
      body.doses.prescriptions[0].dueTimes.map(({ status }: { status: string }) => status);
    expect(statuses(answer.body)).toEqual(['skipped', 'overdue', 'planned']);
    expect(Math.abs(Date.parse(answer.body.doses.at) - Date.now())).toBeLessThan(60_000);
    expect(answer.body).toMatchObject({ patientId: patient, streamVersion: 2, stale: false, complete: true });
    expect(answer.headers.get('etag')).toBe('W/"2"');

    const given = { medication: ramipril, prescriptionId, scheduledAt: early };
    const { recorded: dose, answer: after } = await visibly(patient, window(-6, 6), { type: 'medication.administered', data: given, occurredAt: early }); // prettier-ignore
    expect(statuses(after.body)).toEqual(['given', 'overdue', 'planned']);
    const amendment = { entryId: dose[0]!.id, type: 'medication.administered', schemaVersion: 1, data: { ...given, scheduledAt: late }, occurredAt: late, changeLog: { reason: 'one line too high' } }; // prettier-ignore
    const { recorded: correction, answer: amended } = await visibly(patient, window(-6, 6), { type: 'entry.amended', data: amendment });
    expect(statuses(amended.body)).toEqual(['skipped', 'given', 'planned']);
    expect(amended.body.doses.prescriptions[0].dueTimes[1].doses).toMatchObject([
      { entryId: dose[0]!.id, occurredAt: late, minutesLate: 0 },
    ]);
    const strike = { entryId: correction[0]!.id, reason: 'entered-in-error' };
    const { answer: struck } = await visibly(patient, window(-6, 6), { type: 'entry.struck', data: strike });
    expect(statuses(struck.body)).toEqual(['given', 'overdue', 'planned']);
    const { answer: none } = await visibly(patient, window(-6, 6), { type: 'entry.struck', data: { ...strike, entryId: dose[0]!.id } });
    expect(statuses(none.body)).toEqual(['skipped', 'overdue', 'planned']);
  });

  it('know prescriptions that were stopped in the window, and none that was stopped before', async () => {
    const patient = newPatient();
    const schedule = { times: [timeOf(inHours(-5)), timeOf(inHours(3))], timeZone: 'UTC' };
    const { recorded } = await visibly(
      patient,
      '',
      { type: 'patient.registered', data: registration },
      { type: 'medication.prescribed', data: { medication: ramipril, schedule }, occurredAt: inHours(-100) },
      { type: 'medication.prescribed', data: { medication: { text: 'Aspirin' }, schedule }, occurredAt: inHours(-100) },
    );
    const { answer } = await visibly(
      patient,
      window(-12, 12),
      { type: 'medication.stopped', data: { prescriptionId: recorded[1]!.id, reason: 'cough' }, occurredAt: inHours(-1) },
      { type: 'medication.stopped', data: { prescriptionId: recorded[2]!.id, reason: 'bruises' }, occurredAt: inHours(-60) },
    );
    expect(answer.body.doses.prescriptions).toMatchObject([{ prescriptionId: recorded[1]!.id, state: 'stopped', dueTimes: [{ status: 'skipped', because: 'ended' }] }]); // prettier-ignore
    expect((await doses(patient, window(-90, -70))).body.doses.prescriptions).toHaveLength(2);
  });

  it('count doses of long ago where a limit goes as far back', async () => {
    const patient = newPatient();
    const schedule = { asNeeded: true, maximum: { count: 1, periodHours: 30 * 24 } };
    const { answer } = await visibly(
      patient,
      '',
      { type: 'patient.registered', data: registration },
      { type: 'medication.prescribed', data: { medication: ramipril, schedule }, occurredAt: inHours(-1000) },
      { type: 'medication.administered', data: { medication: ramipril }, occurredAt: inHours(-29 * 24) },
    );
    const { mayBeGiven, notBefore } = answer.body.doses.prescriptions[0].asNeeded;
    expect({ mayBeGiven, days: Math.round((Date.parse(notBefore) - Date.now()) / (24 * hourMs)) }).toEqual({ mayBeGiven: false, days: 1 });
  });

  it('know where a patient with a long record of visits lives', async () => {
    const patient = newPatient();
    const visits = Array.from({ length: 210 }, (_, n): Omit<Draft, 'patient'>[] => {
      const stayId = newPatient();
      return [
        { type: 'stay.admitted', data: { stayId, class: 'ambulatory' }, occurredAt: inHours(-900 + 4 * n) },
        { type: 'stay.discharged', data: { stayId }, occurredAt: inHours(-899 + 4 * n) },
      ];
    }).flat();
    const schedule = { times: [timeOf(inHours(-3))], timeZone: 'UTC' };
    const { answer } = await visibly(
      patient,
      window(-4, 1),
      { type: 'patient.registered', data: registration },
      { type: 'stay.admitted', data: { stayId: newPatient(), class: 'residential' }, occurredAt: inHours(-2000) },
      { type: 'stay.admitted', data: { stayId: newPatient(), class: 'emergency' }, occurredAt: inHours(-901) },
      { type: 'medication.prescribed', data: { medication: ramipril, schedule }, occurredAt: inHours(-1000) },
      ...visits,
    );
    expect(answer.body.doses.prescriptions).toMatchObject([{ dueTimes: [{ status: 'skipped', because: 'in-hospital' }] }]);
  });

  it('are counted by the days of the facility in which the patient stays, as the directory states its zone at each instant', async () => {
    const [patient, lost] = [newPatient(), newPatient()];
    const house = { facilityId: 'linden', name: 'House Linden', kind: 'nursing-home', timeZone: 'Asia/Kolkata', jurisdiction: 'IN' };
    const daily = { medication: ramipril, schedule: { frequency: { count: 1, period: 1, periodUnit: 'd' } } };
    const livesIn = (facility: string): Omit<Draft, 'patient'>[] => [
      { type: 'patient.registered', data: registration },
      { type: 'stay.admitted', data: { stayId: newPatient(), class: 'residential', location: { facility } }, occurredAt: inHours(-1000) },
      { type: 'medication.prescribed', data: daily, occurredAt: inHours(-500) },
    ];
    const zone = ({ body }: Awaited<ReturnType<typeof doses>>): string[] => {
      const [{ timeZone, timeZoneFrom, dueTimes }] = body.doses.prescriptions;
      return [timeZone, timeZoneFrom, ...new Set(dueTimes.map(({ dueAt }: { dueAt: string }) => dueAt.slice(11)))];
    };
    await suite.record(stated('home', 'facility.opened', house));
    const { answer } = await visibly(patient, window(-72, 72), ...livesIn('house  linden'));
    expect(zone(answer)).toEqual(['Asia/Kolkata', 'facility', '00:00:00+05:30']);
    const { answer: unknown } = await visibly(lost, window(-72, 72), ...livesIn('House of Commons'));
    expect(zone(unknown)).toEqual(['UTC', 'default', '00:00:00+00:00']);

    const moved = { facilityId: 'linden', effectiveFrom: inHours(24), timeZone: 'Asia/Kathmandu' };
    const [changed] = await suite.record(stated('home', 'facility.changed', moved));
    const after = await doses(patient, window(-72, 72), { 'everchart-at-least': changed!.token });
    expect(zone(after)).toEqual(['Asia/Kolkata', 'facility', '00:00:00+05:30', '00:00:00+05:45']);
  });

  it('are put on record, found or not, with the position that was served', async () => {
    const patient = newPatient();
    const { answer } = await visibly(patient, window(-1, 1), { type: 'patient.registered', data: registration });
    expect((await doses(newPatient())).status).toBe(404);
    const store = new EventStore({ pool: suite.pool(config.DATABASE_API_URL), service: 'patient-timeline' });
    const keyring = await suite.accessKeyring();
    const accesses = (await Promise.all((await store.readShard('home', 0, 0, 10_000)).map((event) => openAccesses(event, keyring)))).flat();
    const served = { position: answer.body.position, streamVersion: 1 };
    expect(accesses.at(-2)).toMatchObject({ operation: 'doses.read', status: 200, patient, served, detail: { prescriptions: 0 } });
    expect(accesses.at(-1)).toMatchObject({ operation: 'doses.read', status: 404 });
  });

  it('refuse a window that is none, or too long, and other roles', async () => {
    const patient = newPatient();
    for (const query of ['?from=yesterday', window(1, 0), window(0, 24 * 32), '?since=2026-01-01T00:00:00Z'])
      expect(await doses(patient, query)).toMatchObject({ status: 400, body: { type: 'urn:everchart:problem:parameter-invalid' } });
    const engineer = await suite.token({ roles: ['integration-engineer'] });
    expect((await read(`${service.url}/v1/orgs/home/patients/${patient}/doses`, engineer)).status).toBe(403);
  });

  it('take the whole calendar', async () => {
    const patient = newPatient();
    const schedule = { times: ['08:00'], timeZone: 'Europe/Rome' };
    const { answer } = await visibly(
      patient,
      '?from=9999-12-30T00:00:00Z',
      { type: 'patient.registered', data: registration },
      { type: 'medication.prescribed', data: { medication: ramipril, schedule, period: { end: '9999-12-31' } }, occurredAt: inHours(-100) },
    );
    expect(answer.body.doses.prescriptions[0].dueTimes).toMatchObject([
      { dueAt: '9999-12-30T08:00:00+01:00' },
      { dueAt: '9999-12-31T08:00:00+01:00' },
    ]);
    expect((await doses(patient, '?to=0001-01-02T00:00:00Z')).body.doses.prescriptions[0].dueTimes).toEqual([]);
  });
});
