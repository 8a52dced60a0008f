import { openAccesses } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import { describeApi } from '@everchart/platform';
import type { RunningService } from '@everchart/service-kit';
import { ApiDocument } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { newPatient, pulse, read, registration, stated, TimelineSuite, type Draft } from '../test/timeline-suite.js';
import { api, createApp, type TimelineConfig } from './index.js';

const loinc = (code: string) => ({ text: code, coding: [{ system: 'http://loinc.org', code }] });
const pressure = (systolic: number, unit = 'mm[Hg]') => ({
  code: loinc('85354-9'),
  category: 'vital-signs',
  components: [
    { code: loinc('8480-6'), valueQuantity: { value: systolic, unit, code: unit } },
    { code: loinc('8462-4'), valueQuantity: { value: 80, unit: 'mm[Hg]', code: 'mm[Hg]' } },
  ],
});

describe('values and entries of a record', () => {
  const suite = new TimelineSuite('postgres');
  const document = new ApiDocument(describeApi(api) as unknown as ConstructorParameters<typeof ApiDocument>[0]);
  let service: RunningService;
  let config: TimelineConfig;
  let nurse: string;

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

  const get = async (what: 'series' | 'timeline', patient: string, query: Record<string, string>, atLeast?: string) => {
    const url = `${service.url}/v1/orgs/home/patients/${patient}/${what}?${new URLSearchParams(query).toString()}`;
    const answer = await read(url, nurse, atLeast === undefined ? {} : { 'everchart-at-least': atLeast });
    const schema = what === 'series' ? 'PatientSeries' : 'TimelinePage';
    if (answer.status === 200) expect(document.faultsOfValue(['components', 'schemas', schema], answer.body)).toEqual([]);
    return answer;
  };
  const record = async (...drafts: Draft[]): Promise<string> => (await suite.record(...drafts)).at(-1)!.token;
  const observed = (patient: string, data: object, occurredAt: string, more: Partial<Draft> = {}): Draft => ({
    patient,
    type: 'observation.recorded',
    schemaVersion: 2,
    data,
    occurredAt,
    ...more,
  });
  const strike = (patient: string, entryId: string): Draft => ({
    patient,
    type: 'entry.struck',
    schemaVersion: 2,
    data: { entryId, reason: 'entered-in-error' },
  });
  const amend = (patient: string, entryId: string, data: object, occurredAt: string): Draft => ({
    patient,
    type: 'entry.amended',
    data: { entryId, type: 'observation.recorded', schemaVersion: 2, data, occurredAt, changeLog: { reason: 'misread' } },
  });
  const lastAccess = async () => {
    const store = new EventStore({ pool: suite.pool(config.DATABASE_API_URL), service: 'patient-timeline' });
    return (await openAccesses((await store.readShard('home', 0, 0, 10_000)).at(-1)!, await suite.accessKeyring())).at(-1)!;
  };

  it('has the values of a code: parts of blood pressures in one unit, as amended, without struck ones, and it is on record', async () => {
    const patient = newPatient();
    const [, , wrong, moved] = await suite.record(
      { patient, type: 'patient.registered', data: registration },
      observed(patient, pressure(120), '2026-01-10T08:00:00Z'),
      observed(patient, pressure(700), '2026-01-11T08:00:00Z'),
      observed(patient, pulse(60), '2026-01-12T08:00:00Z'),
      observed(
        patient,
        { code: loinc('8480-6'), category: 'vital-signs', valueQuantity: { value: 90, unit: 'mmHg', code: 'mm[Hg]', comparator: '<' } },
        '2026-01-13T08:00:00Z',
      ),
      observed(patient, pressure(16, 'kPa'), '2026-01-14T08:00:00Z'),
    );
    // The amendment makes a pulse of before a blood pressure.
    const token = await record(strike(patient, wrong!.id), amend(patient, moved!.id, pressure(130), '2026-01-09T08:00:00Z'));
    const window = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
    const { body, status } = await get('series', patient, { code: 'http://loinc.org|8480-6', unit: 'mm[Hg]', ...window }, token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ unit: 'mm[Hg]', apart: [], struck: [{ entryId: wrong!.id }], next: null, streamVersion: 8 });
    expect(
      body.points.map(({ value, comparator, component, amended }: Record<string, unknown>) => [value, comparator, component, amended]),
    ).toEqual([
      [expect.closeTo(120.01, 1), undefined, true, undefined],
      [90, '<', undefined, undefined],
      [120, undefined, true, undefined],
      [130, undefined, true, true],
    ]);
    expect(await lastAccess()).toMatchObject({
      operation: 'series.read',
      patient,
      served: { position: body.position, streamVersion: 8 },
      detail: { code: 'http://loinc.org|8480-6', values: 4 },
    });
    expect((await get('series', patient, { code: '8867-4', ...window })).body).toMatchObject({ points: [], unit: null });
    expect((await get('series', newPatient(), { code: '8867-4' })).status).toBe(404);

    const pages: number[] = [];
    let unit: string | undefined;
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await get('series', patient, { code: '8480-6', limit: '2', ...window, ...(cursor === undefined ? {} : { cursor }) });
      unit ??= page.body.unit;
      expect(page.body.unit).toBe(unit);
      pages.push(...page.body.points.map(({ value }: { value: number }) => value));
      cursor = page.body.next;
    }
    expect({ unit, pages: pages.length }).toEqual({ unit: 'kPa', pages: 4 });
  });

  it('has buckets in the zone of the facility, or the stated one', async () => {
    const patient = newPatient();
    await record(
      stated('home', 'facility.opened', {
        facilityId: 'auckland',
        name: 'House Kauri',
        kind: 'nursing-home',
        timeZone: 'Pacific/Auckland',
        jurisdiction: 'NZ',
      }),
    );
    const token = await record(
      { patient, type: 'patient.registered', data: registration },
      {
        patient,
        type: 'stay.admitted',
        data: { stayId: randomUUID(), class: 'residential', location: { facility: 'House Kauri' } },
        occurredAt: '2026-01-01T00:00:00Z',
      },
      observed(patient, pulse(60), '2026-01-10T10:00:00Z'),
      observed(patient, pulse(80), '2026-01-10T12:00:00Z'),
    );
    const window = { code: '8867-4', bucket: 'day', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
    const local = await get('series', patient, window, token);
    expect(local.body).toMatchObject({
      timeZone: { name: 'Pacific/Auckland', from: 'facility' },
      buckets: [
        { from: '2026-01-10T00:00:00+13:00', to: '2026-01-11T00:00:00+13:00', count: 1, mean: 60 },
        { from: '2026-01-11T00:00:00+13:00', count: 1, mean: 80 },
      ],
    });
    expect(local.body).not.toHaveProperty('points');
    expect((await get('series', patient, { ...window, timeZone: 'Europe/Berlin' })).body.buckets).toMatchObject([
      { count: 2, min: 60, max: 80, mean: 70 },
    ]);
    const other = newPatient();
    const registered = await record({ patient: other, type: 'patient.registered', data: registration });
    expect((await get('series', other, window, registered)).body).toMatchObject({
      timeZone: { name: 'UTC', from: 'default' },
      buckets: [],
    });
  });

  it.each([
    [{}, '/query/code'],
    [{ code: '|' }, '/query/code'],
    [{ code: 'x', unit: 'furlongs' }, '/query/unit'],
    [{ code: 'x', timeZone: 'Europe/Berlin' }, '/query/timeZone'],
    [{ code: 'x', bucket: 'day', timeZone: '+01:00' }, '/query/timeZone'],
    [{ code: 'x', bucket: 'minute' }, '/query/bucket'],
    [{ code: 'x', bucket: 'hour', from: '2025-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, '/query/bucket'],
    [{ code: 'x', from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, '/query/to'],
    [{ code: 'x', limit: '1001' }, '/query/limit'],
    [{ code: 'x', cursor: 'x' }, '/query/cursor'],
  ] as Record<string, string>[][])('refuses the series %j and says what is wrong', async (query, pointer) => {
    const { status, body } = await get('series', newPatient(), query);
    expect({ status, pointers: body.faults.map((fault: { pointer: string }) => fault.pointer) }).toEqual({
      status: 400,
      pointers: [pointer],
    });
  });

  it('refuses buckets of more values than it works out, and makes no part of them', async () => {
    const patient = newPatient();
    await record({ patient, type: 'patient.registered', data: registration });
    const owner = suite.pool(suite.database.ownerUrl);
    await owner.query(
      `INSERT INTO timeline_v1.timeline_entries (org, patient, event_id, stream_version, epoch, shard, position, type, entry, topics, occurred_at, unreadable)
       SELECT 'home', $1, gen_random_uuid(), n, 1, 0, n, 'observation.recorded', json_build_object('id', n, 'type', 'observation.recorded', 'recordedAt', '2026-03-01T12:00:00.000000Z',
         'data', json_build_object('code', json_build_object('coding', json_build_array(json_build_object('system', 'urn:x', 'code', 'many'))))), '{}', '2026-01-10T08:00:00Z', false
       FROM generate_series(2, 20002) n`,
      [patient],
    );
    const window = { code: 'many', bucket: 'day', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
    expect(await get('series', patient, window)).toMatchObject({ status: 422, body: { type: 'urn:everchart:problem:series-too-large' } });
  });

  it('has a timeline of the entries that meet all filters', async () => {
    const patient = newPatient();
    const ids = await suite.record(
      { patient, type: 'patient.registered', data: registration, occurredAt: '2026-01-01T00:00:00Z' },
      observed(patient, pulse(60), '2026-01-10T08:00:00Z', { actor: 'nurse-ben' }),
      {
        patient,
        type: 'note.written',
        data: { kind: 'progress', text: 'Hat gut geschlafen, Müsli gegessen' },
        occurredAt: '2026-01-11T08:00:00Z',
      },
      { patient, type: 'flag.raised', data: { colour: 'red', reason: 'Fell' }, occurredAt: '2026-01-12T08:00:00Z' },
      observed(patient, { ...pulse(61), note: 'nach dem Müsli' }, '2026-01-13T08:00:00Z'),
      observed(patient, pulse(600), '2026-01-14T08:00:00Z'),
    );
    const token = await record(
      { patient, type: 'flag.cleared', data: { flagId: ids[3]!.id, reason: 'Seen' }, occurredAt: '2026-01-15T08:00:00Z' },
      strike(patient, ids[5]!.id),
    );
    const found = async (query: Record<string, string>) => (await get('timeline', patient, query, token)).body.entries.map(({ id, type }: { id: string; type: string }) => ids.findIndex((each) => each.id === id) + 1 || type); // prettier-ignore
    for (const [query, expected] of [
      [{ concept: 'observation' }, [6, 5, 2]],
      [{ concept: 'observation,note', include: 'none' }, [5, 3, 2]],
      [{ concept: 'observation', include: 'struck' }, [6, 5, 2]],
      [{ concept: 'observation', type: 'note.written' }, []],
      [{ code: '8867-4', actor: 'nurse-ben' }, [2]],
      [{ code: 'urn:x|8867-4' }, []],
      [{ flag: ids[3]!.id.toUpperCase() }, ['flag.cleared', 4]],
      [{ flag: 'red' }, [4]],
      [{ text: 'musli' }, [5, 3]],
      [{ text: 'MÜSLI geschl' }, [3]],
      [{ text: 'musli', concept: 'note', from: '2026-01-12T00:00:00Z' }, []],
      [{ facility: 'house-1' }, []],
      [{ recordedTo: '2026-01-01T00:00:00Z' }, []],
    ] as [Record<string, string>, unknown[]][])
      expect({ query, found: await found(query) }).toEqual({ query, found: expected });
    await found({ text: 'musli', actor: 'carer-anna' });
    expect(await lastAccess()).toMatchObject({ operation: 'timeline.read', detail: { entries: 2, filters: ['actor', 'text'] } });
    expect((await get('timeline', patient, { atVersion: '5', code: '8867-4' })).body.entries).toHaveLength(2);
    expect((await get('timeline', patient, { happenedBy: '2026-01-11T00:00:00Z', code: '8867-4' })).body.entries).toHaveLength(1);
  });

  it.each([
    [{ concept: 'observations' }, '/query/concept'],
    [{ code: 'urn:x|' }, '/query/code'],
    [{ flag: 'pink' }, '/query/flag'],
    [{ actor: 'not an id' }, '/query/actor'],
    [{ facility: '' }, '/query/facility'],
    [{ text: ' ' }, '/query/text'],
    [{ include: 'all' }, '/query/include'],
    [{ recordedFrom: 'yesterday' }, '/query/recordedFrom'],
    [{ recordedFrom: '2026-01-02T00:00:00Z', recordedTo: '2026-01-01T00:00:00Z' }, '/query/recordedTo'],
  ] as Record<string, string>[][])('refuses the filter %j and says what is wrong', async (query, pointer) => {
    const { status, body } = await get('timeline', newPatient(), query);
    expect({ status, pointers: body.faults.map((fault: { pointer: string }) => fault.pointer) }).toEqual({
      status: 400,
      pointers: [pointer],
    });
  });
});
