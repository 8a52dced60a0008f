import { openAccesses } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import { describeApi } from '@everchart/platform';
import type { RunningService } from '@everchart/service-kit';
import { ApiDocument, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, read, registration, stated, TimelineSuite, type Draft } from '../test/timeline-suite.js';
import { api, createApp, type TimelineConfig } from './index.js';

const hourMs = 60 * 60_000;
const ramipril = { text: 'Ramipril 5 mg' };

describe('a unit', () => {
  const suite = new TimelineSuite('postgres');
  const document = new ApiDocument(describeApi(api) as unknown as ConstructorParameters<typeof ApiDocument>[0]);
  let service: RunningService;
  let config: TimelineConfig;
  let nurse: string;
  let facilities = 0;

  beforeAll(async () => {
    await suite.start();
    config = suite.config({ AT_LEAST_WAIT_MS: '10000' });
    ({ service } = await createApp(config));
    nurse = await suite.token({ roles: ['nurse'], sub: 'nurse-ben' });
  });
  afterAll(async () => {
    await service?.close();
    await suite.close();
  });

  const start = Math.floor(Date.now() / 60_000) * 60_000;
  /** So many hours after the minute in which this began. */
  const inHours = (hours: number): string => new Date(start + hours * hourMs).toISOString();
  const schedule = (...hours: number[]) => ({ times: hours.map((hour) => inHours(hour).slice(11, 16)), timeZone: 'UTC' });
  const unitOf = () => ({ facility: `Home ${(facilities += 1)}`, unit: 'Garden' });
  type Unit = ReturnType<typeof unitOf>;
  const livesIn = (patient: string, location: object, name = 'Keller', stayId = newPatient()): Draft[] => [
    { patient, type: 'patient.registered', data: { ...registration, name: { family: name } } },
    { patient, type: 'stay.admitted', data: { stayId, class: 'residential', location }, occurredAt: inHours(-1000) },
  ];
  const get = async (what: string, unit: Partial<Unit>, more: Record<string, string> = {}, atLeast?: string) => {
    const query = new URLSearchParams({ ...unit, ...more }).toString();
    const answer = await read(
      `${service.url}/v1/orgs/home/${what}?${query}`,
      nurse,
      atLeast === undefined ? {} : { 'everchart-at-least': atLeast },
    );
    if (answer.status === 200) {
      const schema = what[0]!.toUpperCase() + what.slice(1);
      expect(document.faultsOfValue(['components', 'schemas', schema], answer.body)).toEqual([]);
    }
    return answer;
  };
  /** Of the last event of accesses. */
  const lastAccesses = async () => {
    const store = new EventStore({ pool: suite.pool(config.DATABASE_API_URL), service: 'patient-timeline' });
    const last = (await store.readShard('home', 0, 0, 10_000)).at(-1)!;
    return { accesses: await openAccesses(last, await suite.accessKeyring()) };
  };
  const record = async (...drafts: Draft[]) => (await suite.record(...drafts)).at(-1)!.token;

  it('has a board: residents in the order of rooms, with their worst flag, doses and last check', async () => {
    const unit = unitOf();
    const [anna, bert, carla] = [newPatient(), newPatient(), newPatient()];
    const token = await record(
      ...livesIn(anna, { ...unit, room: '12' }, 'Anna'),
      ...livesIn(bert, { ...unit, room: '9' }, 'Bert'),
      ...livesIn(carla, { ...unit, unit: 'Lake', room: '1' }, 'Carla'),
      {
        patient: anna,
        type: 'medication.prescribed',
        data: { medication: ramipril, schedule: schedule(-3, 0) },
        occurredAt: inHours(-100),
      },
      { patient: anna, type: 'flag.raised', data: { colour: 'amber', reason: 'Dizzy' }, occurredAt: inHours(-2) },
      { patient: anna, type: 'flag.raised', data: { colour: 'red', reason: 'Fell' }, occurredAt: inHours(-1) },
      { patient: anna, type: 'observation.recorded', data: pulse(72), occurredAt: inHours(-1) },
    );
    const { body, headers } = await get('board', unit, {}, token);
    expect(headers.get('everchart-position')).toBe(body.position);
    expect(headers.get('etag')).toBeNull();
    expect(body.residents).toMatchObject([
      { patientId: bert, name: { family: 'Bert' }, location: { room: '9' }, flag: null, doses: { due: 0, overdue: 0 }, lastCheck: null },
      {
        patientId: anna,
        location: { room: '12' },
        flag: { colour: 'red', reason: 'Fell', unacknowledgedSince: inHours(-1) },
        flags: 2,
        unacknowledged: 2,
        doses: { due: 1, overdue: 0 },
        lastCheck: { occurredAt: inHours(-1) },
      },
    ]);
    expect((await get('board', { facility: unit.facility })).body.residents.map(({ patientId }: { patientId: string }) => patientId)).toEqual([bert, anna, carla]); // prettier-ignore
    const changed = await get('board', unit, { since: body.residents[0].lastRecordedAt });
    expect(changed.body.residents.map((line: { new: boolean }) => line.new)).toEqual([false, true]);
  });

  it('shows on its board what was recorded since, and who left', async () => {
    const unit = unitOf();
    const [anna, bert] = [newPatient(), newPatient()];
    const stayId = newPatient();
    const token = await record(...livesIn(anna, { ...unit, room: '1' }, 'Anna', stayId), ...livesIn(bert, { ...unit, room: '2' }));
    expect((await get('board', unit, {}, token)).body.residents).toMatchObject([{ flag: null }, { flag: null }]);
    const flagged = await record({ patient: bert, type: 'flag.raised', data: { colour: 'red', reason: 'Fell' } });
    expect((await get('board', unit, {}, flagged)).body.residents).toMatchObject([{ flag: null }, { flag: { colour: 'red' } }]);
    const moved = await record({ patient: bert, type: 'stay.admitted', data: { stayId: newPatient(), class: 'emergency', location: { facility: 'General' } } }); // prettier-ignore
    expect((await get('board', unit, {}, moved)).body.residents[1]).toMatchObject({ elsewhere: { class: 'emergency', location: { facility: 'General' } } }); // prettier-ignore
    const [left] = await suite.record({ patient: anna, type: 'stay.discharged', data: { stayId } });
    expect((await get('board', unit, {}, left!.token)).body.residents).toHaveLength(1);
    const back = await record({ patient: anna, type: 'entry.struck', data: { entryId: left!.id, reason: 'entered-in-error' } });
    expect((await get('board', unit, {}, back)).body.residents).toHaveLength(2);
    const other = await record({ patient: anna, type: 'stay.transferred', data: { stayId, location: { ...unit, room: '3' } } });
    expect((await get('board', unit, {}, other)).body.residents.map((line: { location: { room: string } }) => line.location.room)).toEqual(['2', '3']); // prettier-ignore
  });

  it('is found by its id in the directory however its stays name it, in the order of the directory', async () => {
    const [anna, bert, carla, dora, eva] = [newPatient(), newPatient(), newPatient(), newPatient(), newPatient()];
    const house = { facilityId: 'linden', name: 'House Linden', kind: 'nursing-home', timeZone: 'Asia/Kolkata', jurisdiction: 'IN' };
    const daily = { medication: ramipril, schedule: { frequency: { count: 1, period: 1, periodUnit: 'd' } } };
    const token = await record(
      stated('home', 'facility.opened', house),
      stated('home', 'unit.opened', { unitId: 'linden-1', facilityId: 'linden', name: 'First floor' }),
      stated('home', 'room.opened', { roomId: 'linden-101', unitId: 'linden-1', code: '101', order: 2 }),
      stated('home', 'room.opened', { roomId: 'linden-102', unitId: 'linden-1', code: '102', order: 1 }),
      ...livesIn(anna, { facility: 'House Linden', unit: 'first  FLOOR', room: '101' }, 'Anna'),
      ...livesIn(bert, { facility: 'linden', unit: 'linden-1', room: 'linden-102' }, 'Bert'),
      ...livesIn(carla, { unit: 'First floor', room: '99' }, 'Carla'),
      ...livesIn(dora, { facility: 'House Linden', unit: 'West' }, 'Dora'),
      ...livesIn(eva, { facility: 'Villa', unit: 'First floor' }, 'Eva'),
      { patient: anna, type: 'medication.prescribed', data: daily, occurredAt: inHours(-100) },
    );
    const people = async (what: string, query: Partial<Unit>, more: Record<string, string> = {}): Promise<string[]> =>
      (await get(what, query, more, token)).body.residents.map(({ patientId }: { patientId: string }) => patientId);
    for (const facility of ['linden', 'House Linden', 'house linden'])
      expect(await people('board', { facility })).toEqual([bert, anna, carla, dora]);
    expect(await people('board', { unit: 'linden-1' })).toEqual([bert, anna, carla]);
    expect(await people('round', { facility: 'linden', unit: 'First floor' })).toEqual([bert, anna, carla]);
    expect(await people('handover', { unit: 'linden-1' }, { since: '2020-01-01T00:00:00Z' })).toEqual([bert, anna, carla]);
    expect(await people('board', { facility: 'House Linden', unit: 'West' })).toEqual([dora]);
    expect(await people('board', { facility: 'Villa' })).toEqual([eva]);
    const { body } = await get('round', { unit: 'linden-1' });
    expect(body).toMatchObject({ unit: 'linden-1', places: { facility: { id: 'linden', name: 'House Linden' }, unit: { id: 'linden-1', name: 'First floor' } } }); // prettier-ignore
    expect(body.residents).toMatchObject([
      { places: { room: { id: 'linden-102', code: '102' } } },
      { location: { unit: 'first  FLOOR' }, places: { unit: { id: 'linden-1' }, room: { id: 'linden-101' } }, medication: [{ timeZone: 'Asia/Kolkata', timeZoneFrom: 'facility' }] },
      { location: { room: '99' }, places: { unit: { id: 'linden-1' } } },
    ]); // prettier-ignore

    // A board that is kept changes with the directory.
    const changed = await record(stated('home', 'room.changed', { roomId: 'linden-101', unitId: 'linden-1', order: 0 }));
    expect((await get('board', { unit: 'linden-1' }, {}, changed)).body.residents.map(({ patientId }: { patientId: string }) => patientId)).toEqual([anna, bert, carla]); // prettier-ignore
    const renamed = await record(stated('home', 'room.changed', { roomId: 'linden-101', unitId: 'linden-1', name: 'Rose' }));
    expect((await get('board', { unit: 'linden-1' }, {}, renamed)).body.residents[0].places.room).toEqual({ id: 'linden-101', code: '101', name: 'Rose' }); // prettier-ignore
  });

  it('has a round: what each resident needs in the slot, and what was done, by whom', async () => {
    const unit = unitOf();
    const anna = newPatient();
    const { id } = (await suite.record(
      ...livesIn(anna, { ...unit, room: '12' }),
      { patient: anna, type: 'medication.prescribed', data: { medication: ramipril, schedule: schedule(-6, 0, 6) }, occurredAt: inHours(-100) },
    )).at(-1)!; // prettier-ignore
    const needed = { medication: { text: 'Paracetamol' }, schedule: { asNeeded: true } };
    const token = await record(
      { patient: anna, type: 'medication.prescribed', data: needed, occurredAt: inHours(-100) },
      { patient: anna, type: 'medication.administered', data: { medication: ramipril, prescriptionId: id, scheduledAt: inHours(0) }, occurredAt: inHours(0), actor: 'nurse-eva' },
      { patient: anna, type: 'observation.recorded', data: pulse(72), occurredAt: inHours(0), actor: 'carer-tom' },
      { patient: anna, type: 'observation.recorded', data: pulse(71), occurredAt: inHours(-3) },
      { patient: anna, type: 'plan.instruction-given', data: { title: 'Turn every two hours', status: 'active' }, occurredAt: inHours(-50) },
      { patient: anna, type: 'plan.task-completed', data: { code: { text: 'Turned' } }, occurredAt: inHours(0) },
    ); // prettier-ignore
    const { body } = await get('round', unit, { from: inHours(-1), to: inHours(1) }, token);
    expect(body).toMatchObject({ from: inHours(-1), to: inHours(1), ...unit });
    const [line] = body.residents;
    expect(line.medication).toHaveLength(2);
    expect(line.medication).toMatchObject([
      { medication: { text: 'Paracetamol' }, timeZone: 'UTC', timeZoneFrom: 'default', dueTimes: [], asNeeded: { mayBeGiven: true } },
      { prescriptionId: id, timeZoneFrom: 'prescription', dueTimes: [{ status: 'given', doses: [{ by: 'nurse-eva' }] }] },
    ]);
    expect(line.counts).toMatchObject({ given: 1, due: 0 });
    expect(line.observations.plan).toMatchObject([{ title: 'Turn every two hours' }]);
    expect(line.observations.done.map(({ type, by }: { type: string; by: string }) => `${type} ${by}`).sort()).toEqual(['observation.recorded carer-tom', 'plan.task-completed carer-anna']); // prettier-ignore
    expect(line.observations.more).toBe(0);
    expect(line.observations.last).toMatchObject([{ valueQuantity: { value: 72 } }]);

    const { code, ...rest } = pulse(80);
    const [unread] = await suite.record({ patient: anna, type: 'observation.recorded', data: { ...rest, code: { text: 'Pulse\u0000' } } });
    const slot = { from: inHours(-1), to: inHours(1) };
    const done = async (atLeast: string) => (await get('round', unit, slot, atLeast)).body.residents[0].observations.done;
    expect(await done(unread!.token)).toHaveLength(2);
    const data = { ...rest, code };
    const as = { type: 'observation.recorded', schemaVersion: 1, occurredAt: inHours(0) };
    const mended = await record({
      patient: anna,
      type: 'entry.amended',
      data: { entryId: unread!.id, ...as, changeLog: { reason: 'transcription-error' }, data },
    });
    expect(await done(mended)).toContainEqual(expect.objectContaining({ entryId: unread!.id, data }));
  });

  it('has a handover: all that was recorded since, important first, late entries and corrections too', async () => {
    const unit = unitOf();
    const [anna, bert, carla] = [newPatient(), newPatient(), newPatient()];
    await record(
      ...livesIn(anna, { ...unit, room: '1' }),
      ...livesIn(bert, { ...unit, room: '2' }),
      ...livesIn(carla, { ...unit, room: '3' }),
    );
    const [wrong] = await suite.record({ patient: anna, type: 'observation.recorded', data: pulse(700), occurredAt: inHours(-30) });
    const since = new Date().toISOString();
    const token = await record(
      { patient: anna, type: 'note.written', data: { kind: 'progress', text: 'Slept well' }, occurredAt: inHours(-40) },
      { patient: anna, type: 'entry.struck', data: { entryId: wrong!.id, reason: 'entered-in-error' } },
      { patient: bert, type: 'observation.recorded', data: pulse(72) },
      { patient: bert, type: 'flag.raised', data: { colour: 'red', reason: 'Fell' } },
    );
    const { body } = await get('handover', unit, { since }, token);
    const told = body.residents.map(({ patientId, changes, more }: { patientId: string; changes: { type: string }[]; more: number }) => ({ patientId, more, types: changes.map(({ type }) => type) })); // prettier-ignore
    expect(told).toEqual([
      { patientId: bert, more: 0, types: ['flag.raised', 'observation.recorded'] },
      { patientId: anna, more: 0, types: ['entry.struck', 'note.written'] },
    ]);

    const unread = await record({ patient: carla, type: 'allergy.recorded', data: { substance: { text: 'Nuts\u0000' } } });
    const { residents } = (await get('handover', unit, { since }, unread)).body;
    expect(residents.find(({ patientId }: { patientId: string }) => patientId === carla)).toMatchObject({ complete: false, changes: [{ data: null, unreadable: {} }] }); // prettier-ignore
  });

  it('puts the access to each resident on record, in one event, with the version and the position served', async () => {
    const unit = unitOf();
    const [anna, bert] = [newPatient(), newPatient()];
    const token = await record(...livesIn(anna, { ...unit, room: '1' }), ...livesIn(bert, { ...unit, room: '2' }));
    const { body } = await get('board', unit, {}, token);
    const { accesses } = await lastAccesses();
    const served = { position: body.position, streamVersion: 2 };
    const common = { operation: 'board.read', status: 200, actor: 'nurse-ben', served, detail: { ...unit, residents: 2 } };
    expect(accesses).toMatchObject([
      { ...common, patient: anna },
      { ...common, patient: bert },
    ]);
  });

  it('says in round and handover who took a round of it over, from whom', async () => {
    const unit = unitOf();
    const anna = newPatient();
    await record(...livesIn(anna, { ...unit, room: '1' }));
    const since = new Date().toISOString();
    const slot = { from: inHours(-1), to: inHours(1) };
    const taken = (place: object, more: object, actor: string) =>
      stated('home', 'round.taken-over', { place, ...slot, ...more }, { actor });
    const token = await record(
      taken(unit, { round: 'medication', takenOverFrom: 'nurse-eva' }, 'nurse-ben'),
      taken({ facility: unit.facility }, {}, 'nurse-ina'),
      taken({ ...unit, unit: 'Lake' }, {}, 'nurse-tom'),
      taken({ ...unitOf(), unit: unit.unit }, {}, 'nurse-ute'),
      taken(unit, { from: inHours(3), to: inHours(4) }, 'nurse-kim'),
    );
    const who = ({ body }: Awaited<ReturnType<typeof get>>) => body.takenOver.map(({ by }: { by: string }) => by);
    const round = await get('round', unit, slot, token);
    expect(who(round)).toEqual(['nurse-ina', 'nurse-ben']);
    expect(round.body.takenOver[1]).toMatchObject({ role: 'carer', round: 'medication', takenOverFrom: 'nurse-eva', place: unit, ...slot });
    expect(who(await get('round', { facility: unit.facility }, slot))).toEqual(['nurse-tom', 'nurse-ina', 'nurse-ben']);
    expect(who(await get('handover', unit, { since }))).toEqual(['nurse-kim', 'nurse-ina', 'nurse-ben']);
    expect(who(await get('handover', unit, { since: new Date().toISOString() }))).toEqual([]);
  });

  it('says in its handover who has read it, by the accesses on record', async () => {
    const unit = unitOf();
    const since = new Date().toISOString();
    await record(...livesIn(newPatient(), { ...unit, room: '1' }));
    const readAs = async (sub: string, query: Record<string, string>) =>
      read(
        `${service.url}/v1/orgs/home/handover?${new URLSearchParams({ since, ...query }).toString()}`,
        await suite.token({ roles: ['nurse'], sub }),
      );
    const first = await readAs('nurse-eva', unit);
    expect(first.body.readBy).toEqual([]);
    await readAs('nurse-tom', { facility: unit.facility });
    await readAs('nurse-ute', { facility: unit.facility, unit: 'Lake' });
    const readers = async (query: Record<string, string>) =>
      (await readAs('auditor-ina', query)).body.readBy.map(({ by }: { by: string }) => by);
    const all = ['nurse-eva', 'nurse-tom', 'auditor-ina'];
    const areIn = async (): Promise<boolean> => {
      const found = await readers({ ...unit });
      return all.every((each) => found.includes(each));
    };
    await until(areIn, { what: 'the accesses to be in' });
    expect((await get('handover', unit, { since })).body.readBy).toMatchObject([
      { by: 'auditor-ina', role: 'nurse', since },
      { by: 'nurse-tom', role: 'nurse', since },
      { by: 'nurse-eva', role: 'nurse', since },
    ]);
    // Who has read of a part has not read of the whole.
    expect((await readers({ facility: unit.facility })).includes('nurse-eva')).toBe(false);
    expect((await get('handover', unit, { since: new Date().toISOString() })).body.readBy).toEqual([]);
  });

  it('is shown as it was: who was in it, and what was known of them, by either clock, and on record with the instant', async () => {
    const unit = unitOf();
    const [anna, bert] = [newPatient(), newPatient()];
    const stayId = newPatient();
    const token = await record(...livesIn(anna, { ...unit, room: '1' }, 'Anna', stayId), ...livesIn(bert, { ...unit, room: '2' }, 'Bert'));
    const names = ({ body }: Awaited<ReturnType<typeof get>>) =>
      body.residents.map(({ patientId }: { patientId: string }) => (patientId === anna ? 'Anna' : 'Bert'));
    const then = await get('board', unit, {}, token);
    const knownAt = then.body.residents[1].lastRecordedAt as string;
    const later = await record(
      {
        patient: anna,
        type: 'stay.transferred',
        data: { stayId, location: { ...unit, unit: 'Lake', room: '7' } },
        occurredAt: inHours(-500),
      },
      { patient: bert, type: 'flag.raised', data: { colour: 'red', reason: 'Fell' } },
    );
    const now = await get('board', unit, {}, later);
    expect(names(now)).toEqual(['Bert']);

    const was = await get('board', unit, { knownAt });
    expect(was.body).toMatchObject({ at: new Date(knownAt).toISOString(), knownAt, ...unit });
    expect(was.body).not.toHaveProperty('position');
    expect(was.headers.get('everchart-position')).toBeNull();
    expect(was.body.residents).toMatchObject([
      { location: { room: '1' }, streamVersion: 2 },
      { flag: null, streamVersion: 2 },
    ]);
    const { accesses } = await lastAccesses();
    expect(accesses).toMatchObject([
      {
        operation: 'board.read',
        patient: anna,
        served: { streamVersion: 2, position: expect.any(String) },
        detail: { knownAt, residents: 2 },
      },
      { patient: bert },
    ]);
    // By what is known now she was there until she moved.
    expect(names(await get('board', unit, { happenedBy: inHours(-501) }))).toEqual(['Anna', 'Bert']);
    expect(names(await get('board', unit, { happenedBy: inHours(-500) }))).toEqual(['Bert']);
    expect(names(await get('board', { facility: unit.facility, unit: 'Lake' }, { happenedBy: inHours(-499) }))).toEqual(['Anna']);
    expect(names(await get('board', unit, { knownAt, happenedBy: inHours(-500) }))).toEqual(['Anna', 'Bert']);
    expect(names(await get('board', unit, { happenedBy: inHours(-1001) }))).toEqual([]);

    const round = await get('round', unit, { knownAt });
    expect(Date.parse(round.body.to) - Date.parse(knownAt)).toBeGreaterThan(hourMs);
    expect(names(round)).toEqual(['Anna', 'Bert']);
    const told = ({ body }: Awaited<ReturnType<typeof get>>) => body.residents.flatMap(({ changes }: { changes: { type: string }[] }) => changes.map(({ type }) => type)); // prettier-ignore
    expect(told(await get('handover', unit, { since: knownAt, knownAt: now.body.residents[0].lastRecordedAt }))).toEqual(['flag.raised']);
    expect(told(await get('handover', unit, { since: knownAt, knownAt }))).toEqual([]);
    // As of now it is the unit as it is.
    const asOfNow = await get('board', unit, { knownAt: new Date().toISOString() });
    expect(asOfNow.body.residents).toEqual((await get('board', unit)).body.residents);
    for (const query of [{ knownAt: inHours(1) }, { happenedBy: 'yesterday' }])
      expect((await get('board', unit, query as never)).status).toBe(400);
  });

  it('with more residents than one answer shows is refused, and nobody is left out', async () => {
    const { facility, unit } = unitOf();
    const owner = suite.pool(suite.database.ownerUrl);
    const people = (count: number) =>
      `SELECT 'home' AS org, ('01980c60-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid AS patient FROM generate_series(1, ${count}) n`;
    await owner.query(
      `INSERT INTO timeline_v1.patients SELECT org, patient, 1, gen_random_uuid(), 1, 0, 1, now(), '{}', 0 FROM (${people(501)}) p`,
    );
    await owner.query(
      `INSERT INTO timeline_v1.places SELECT org, patient, 's1', 'residential', $1, $2, NULL, NULL, now(), lower($1), lower($2) FROM (${people(501)}) p`,
      [facility, unit],
    );
    expect(await get('board', { facility, unit })).toMatchObject({ status: 400, body: { type: 'urn:everchart:problem:unit-too-large' } });
    await owner.query(`DELETE FROM timeline_v1.places WHERE patient = (SELECT max(patient::text)::uuid FROM timeline_v1.places WHERE facility = $1)`, [facility]); // prettier-ignore
    expect((await get('board', { facility, unit })).body.residents).toHaveLength(500);
  });

  it('is named, and known to no other organisation', async () => {
    expect(await get('board', {})).toMatchObject({ status: 400, body: { type: 'urn:everchart:problem:parameter-invalid' } });
    expect(await get('handover', { unit: 'Garden' })).toMatchObject({ status: 400 });
    expect(await get('round', { unit: 'Garden' }, { from: inHours(0), to: inHours(25) })).toMatchObject({ status: 400 });
    const foreign = await suite.token({ org: 'other', roles: ['nurse'] });
    expect((await read(`${service.url}/v1/orgs/other/board?unit=Garden`, foreign)).body.residents).toEqual([]);
    const engineer = await suite.token({ roles: ['integration-engineer'] });
    expect((await read(`${service.url}/v1/orgs/home/board?unit=Garden`, engineer)).status).toBe(403);
  });
});
