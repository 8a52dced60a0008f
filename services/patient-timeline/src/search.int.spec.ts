import { openAccesses, type Access } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import { describeApi } from '@everchart/platform';
import type { RunningService } from '@everchart/service-kit';
import { ApiDocument } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { newPatient, registration, stated, TimelineSuite, type Draft, type ReadAnswer } from '../test/timeline-suite.js';
import { compareWithEvents } from './compare.js';
import { api, createApp, type TimelineConfig } from './index.js';

interface Found {
  patientId: string;
  [member: string]: unknown;
}

describe('a search for patients', () => {
  const suite = new TimelineSuite('postgres');
  const document = new ApiDocument(describeApi(api) as unknown as ConstructorParameters<typeof ApiDocument>[0]);
  let service: RunningService;
  let config: TimelineConfig;
  let orgs = 0;

  beforeAll(async () => {
    await suite.start();
    config = suite.config({ AT_LEAST_WAIT_MS: '10000' });
    ({ service } = await createApp(config));
  });
  afterAll(async () => {
    await service?.close();
    await suite.close();
  });

  const newOrg = (): string => `search-${(orgs += 1)}`;
  const registered = (org: string, patient: string, more: object = {}): Draft => ({
    org,
    patient,
    type: 'patient.registered',
    data: { ...registration, ...more },
  });
  const renamed = (org: string, patient: string, name: object): Draft => ({
    org,
    patient,
    type: 'patient.details-amended',
    schemaVersion: 2,
    data: { name },
  });
  const admitted = (org: string, patient: string, location: object, stayId = randomUUID()): Draft => ({
    org,
    patient,
    type: 'stay.admitted',
    data: { stayId, class: 'residential', location },
  });
  const strike = (org: string, patient: string, entryId: string): Draft => ({
    org,
    patient,
    type: 'entry.struck',
    schemaVersion: 2,
    data: { entryId, reason: 'entered-in-error' },
  });

  const post = async (org: string, query: object, atLeast?: string, token?: string): Promise<ReadAnswer> => {
    const response = await fetch(`${service.url}/v1/orgs/${org}/patients/search`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token ?? (await suite.token({ org, roles: ['nurse'], sub: 'nurse-ben' }))}`,
        'content-type': 'application/json',
        ...(atLeast === undefined ? {} : { 'everchart-at-least': atLeast }),
      },
      body: JSON.stringify(query),
    });
    const body: unknown = await response.json();
    if (response.status === 200) expect(document.faultsOfValue(['components', 'schemas', 'FoundPatients'], body)).toEqual([]);
    return { status: response.status, headers: response.headers, body };
  };
  const record = async (...drafts: Draft[]): Promise<string> => (await suite.record(...drafts)).at(-1)!.token;
  const ids = ({ body }: ReadAnswer): string[] => (body.patients as Found[]).map(({ patientId }) => patientId);
  const accesses = async (org: string): Promise<Access[]> => {
    const store = new EventStore({ pool: suite.pool(config.DATABASE_API_URL), service: 'patient-timeline' });
    const keyring = await suite.accessKeyring();
    const events = await store.readShard(org, 0, 0, 1000);
    return (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat().map((access) => access!);
  };

  it('finds by name with accents, slips, beginnings and any order, by birth date, identifier and place; all have to be met', async () => {
    const org = newOrg();
    const [anna, berta, carl] = [newPatient(), newPatient(), newPatient()];
    const token = await record(
      registered(org, anna, {
        name: { family: 'Müller-Keller', given: ['Anna', 'Sofía'] },
        birthDate: '1941-03-05',
        identifiers: [{ system: 'urn:mrn', value: 'A-12 34' }],
      }),
      admitted(org, anna, { facility: 'House Linden', unit: 'Garden', room: '12' }),
      registered(org, berta, { name: { family: 'Mueller', given: ['Berta'] }, birthDate: '1941-04' }),
      admitted(org, berta, { unit: 'Garden', room: '14' }),
      registered(org, carl, { name: { family: 'Huber', given: ['Carl'] }, birthDate: '1950', gender: 'male' }),
    );
    expect(ids(await post(org, { name: 'muller' }, token)).sort()).toEqual([anna, berta].sort());
    for (const [query, found] of [
      [{ name: 'anna muelelr' }, [anna]],
      [{ name: 'Keller, Sofia' }, [anna]],
      [{ name: 'hub' }, [carl]],
      [{ name: 'Müller', birthDate: '1941-03' }, [anna]],
      [{ birthDate: '1941-04-07' }, [berta]],
      [{ birthDate: '1950' }, [carl]],
      [{ identifier: { value: 'a1234' } }, [anna]],
      [{ identifier: { system: 'urn:other', value: 'a1234' } }, []],
      [{ unit: 'Garden', room: '14' }, [berta]],
      [{ facility: 'House Linden' }, [anna]],
      [{ name: 'huber', unit: 'Garden' }, []],
      [{ name: 'nobody' }, []],
    ] as const)
      expect({ query, found: ids(await post(org, query)) }).toEqual({ query, found });
    expect((await post(org, { name: 'carl' })).body.patients[0]).toEqual({
      patientId: carl,
      score: 4,
      name: { family: 'Huber', given: ['Carl'] },
      birthDate: '1950',
      gender: 'male',
      streamVersion: 1,
    });
    expect((await post(org, { identifier: { value: 'a1234' } })).body.patients[0]).toMatchObject({
      identifier: { system: 'urn:mrn', value: 'A-12 34' },
      stay: { location: { room: '12' } },
    });
  });

  it('follows corrections: a former name finds, a struck one does not', async () => {
    const org = newOrg();
    const anna = newPatient();
    await record(registered(org, anna, { name: { family: 'Lang', given: ['Anna'] } }));
    const [wrong] = await suite.record(renamed(org, anna, { family: 'Zorn', given: ['Anna'] }));
    const token = await record(strike(org, anna, wrong!.id), renamed(org, anna, { family: 'Keller', given: ['Anna'] }));
    const former = await post(org, { name: 'lang' }, token);
    expect(former.body.patients).toMatchObject([{ patientId: anna, name: { family: 'Keller' }, formerName: { family: 'Lang' } }]);
    expect(ids(await post(org, { name: 'Zorn' }))).toEqual([]);
    expect(ids(await post(org, { name: 'Keller' }))).toEqual([anna]);

    const [note] = await suite.record({ org, patient: anna, type: 'note.written', data: { kind: 'progress', text: 'Slept' } });
    await record(strike(org, anna, note!.id));
    expect(await compareWithEvents(config, suite.operator)).toEqual([]);
  });

  it('shows who died, and records that ended as what they are; a discharge takes the place away', async () => {
    const org = newOrg();
    const [old, anna, stayId] = [newPatient(), newPatient(), randomUUID()];
    await record(registered(org, old), registered(org, anna), admitted(org, anna, { unit: 'Garden' }, stayId));
    const token = await record(
      { org, patient: old, type: 'patient.merged', schemaVersion: 2, data: { link: 'replaced-by', otherPatientId: anna, reason: 'twice' } },
      { org, patient: anna, type: 'stay.discharged', data: { stayId } },
      { org, patient: anna, type: 'patient.deceased', data: { deceasedAt: '2026-03-01' } },
    );
    const found = await post(org, { name: 'keller' }, token);
    const byId = Object.fromEntries((found.body.patients as Found[]).map((each) => [each.patientId, each]));
    expect(byId).toMatchObject({ [old]: { replacedBy: anna }, [anna]: { deceased: true, streamVersion: 4 } });
    expect(byId[anna]).not.toHaveProperty('stay');
    expect(ids(await post(org, { unit: 'Garden' }))).toEqual([]);
  });

  it('puts the query on record once, and the access to each patient who is named without its words', async () => {
    const org = newOrg();
    const [anna, hanna] = [newPatient(), newPatient()];
    const token = await record(
      registered(org, anna, { name: { family: 'Keller' } }),
      registered(org, hanna, { name: { family: 'Kelter' } }),
    );
    const { body, headers } = await post(org, { name: 'Keller' }, token);
    expect(headers.get('everchart-access')).toBeTruthy();
    expect(headers.get('etag')).toBeNull();
    const common = { operation: 'patients.search', status: 200, outcome: 'granted', actor: 'nurse-ben' };
    const on = await accesses(org);
    expect(on).toEqual([
      expect.objectContaining({ ...common, served: { position: body.position }, detail: { query: { name: 'Keller' }, found: 2 } }),
      expect.objectContaining({
        ...common,
        patient: anna,
        served: { position: body.position, streamVersion: 1 },
        detail: { searchedBy: ['name'] },
      }),
      expect.objectContaining({ ...common, patient: hanna, detail: { searchedBy: ['name'] } }),
    ]);
    expect(new Set(on.map(({ correlationId }) => correlationId)).size).toBe(1);
    await post(org, { name: 'Nobody' });
    expect((await accesses(org)).at(-1)).toMatchObject({ detail: { query: { name: 'Nobody' }, found: 0 } });
    await post(org, { name: 'x', color: 'red' });
    expect((await accesses(org)).at(-1)).toMatchObject({ status: 422 });
  });

  it('has pages with a place to go on from, in which each patient is once', async () => {
    const org = newOrg();
    const patients = Array.from({ length: 7 }, newPatient);
    const token = await record(
      ...patients.map((patient, n) => registered(org, patient, { name: { family: 'Keller', given: [`N${n % 3}`] } })),
    );
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { body }: ReadAnswer = await post(org, { name: 'keller', limit: 3, ...(cursor === undefined ? {} : { cursor }) }, token);
      seen.push(...ids({ body } as ReadAnswer));
      cursor = body.next;
    }
    expect(seen.toSorted()).toEqual(patients.toSorted());
  });

  it.each([
    [{}, ''],
    [{ limit: 5 }, ''],
    [{ name: '...' }, '/name'],
    [{ name: 'a b c d e f g h i' }, '/name'],
    [{ birthDate: '5.3.1941' }, '/birthDate'],
    [{ identifier: { value: ' - ' } }, '/identifier/value'],
    [{ identifier: { system: 'urn:\u0000', value: '1' } }, '/identifier/system'],
    [{ identifier: { value: '1\u0000' } }, '/identifier/value'],
    [{ name: 'Keller', room: '\u0000' }, '/room'],
    [{ name: 'Keller', limit: 51 }, '/limit'],
    [{ name: 'Keller', cursor: 'x' }, '/cursor'],
    [{ name: 'Keller', soundex: true }, '/soundex'],
  ])('refuses %j and says what is wrong', async (query, pointer) => {
    const { status, body } = await post(newOrg(), query);
    expect({ status, pointers: body.faults.map((fault: { pointer: string }) => fault.pointer) }).toEqual({
      status: 422,
      pointers: [pointer],
    });
    expect(JSON.stringify(body)).not.toContain('Keller');
  });

  it('finds by long texts, of which the index keeps the beginning, and cuts no letter in two', async () => {
    const [org, anna, room] = [newOrg(), newPatient(), `${'x'.repeat(79)}😀${'y'.repeat(10)}`];
    const token = await record(registered(org, anna), admitted(org, anna, { room }));
    const { family } = registration.name;
    expect(ids(await post(org, { name: family, room }, token))).toEqual([anna]);
    expect(ids(await post(org, { name: family, room: `${room}y` }))).toEqual([]);
  });

  it('shows no one of another organisation', async () => {
    const [org, other] = [newOrg(), newOrg()];
    const anna = newPatient();
    await record(registered(other, newPatient(), { name: { family: 'Keller' } }));
    const token = await record(registered(org, anna, { name: { family: 'Keller' } }));
    expect(ids(await post(org, { name: 'keller' }, token))).toEqual([anna]);
    expect((await post(org, { name: 'keller' }, undefined, await suite.token({ org: other, roles: ['nurse'] }))).status).toBe(403);
    expect((await post(org, { name: 'keller' }, undefined, await suite.token({ org, roles: ['administrator'] }))).status).toBe(403);
  });

  it('finds a facility by its name in the directory, and a stay that names a unit of it alone', async () => {
    const org = newOrg();
    const [anna, berta, carl] = [newPatient(), newPatient(), newPatient()];
    const facility = (facilityId: string, name: string) => stated(org, 'facility.opened', { facilityId, name, kind: 'nursing-home', timeZone: 'Europe/Berlin', jurisdiction: 'DE-HH' }); // prettier-ignore
    const token = await record(
      facility('linden', 'House Linden'),
      facility('birke', 'House Birke'),
      stated(org, 'unit.opened', { unitId: 'birke.lake', facilityId: 'birke', name: 'Lake' }),
      ...[anna, berta, carl].map((patient) => registered(org, patient)),
      admitted(org, anna, { facility: 'house  linden' }),
      admitted(org, berta, { unit: 'Lake' }),
    );
    expect(ids(await post(org, { facility: 'linden' }, token))).toEqual([anna]);
    expect(ids(await post(org, { facility: 'House Birke' }))).toEqual([berta]);
    expect(ids(await post(org, { facility: 'unknown' }))).toEqual([]);
  });
});
