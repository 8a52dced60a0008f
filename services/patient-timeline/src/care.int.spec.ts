import type { Access } from '@everchart/access-log';
import { openAccesses } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import { declaredRoutes } from '@everchart/platform';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LiveReader } from '../test/live-reader.js';
import { newPatient, pulse, read, registration, stated, TimelineSuite, type ReadAnswer } from '../test/timeline-suite.js';
import { api, createApp } from './index.js';

const dayMs = 86_400_000;
const ago = (days: number): string => new Date(Date.now() - days * dayMs).toISOString();
const inUnit = (unit: string) => ({ facility: 'home', unit });

/** Routes that name no patient in their path: how they are tried. Null: others are not for carers, or tried below. */
const others: Readonly<Record<string, ((unit: string) => string) | null>> = {
  'get /v1/orgs/{org}/board': (unit) => `board?facility=home&unit=${unit}`,
  'get /v1/orgs/{org}/round': (unit) => `round?facility=home&unit=${unit}`,
  'get /v1/orgs/{org}/handover': (unit) => `handover?facility=home&unit=${unit}&since=${ago(60)}`,
  // What it lists is withheld one by one, see below.
  'get /v1/orgs/{org}/live': (unit) => `live?facility=home&unit=${unit}`,
  'get /v1/orgs/{org}/live/organisation': null,
  'get /v1/orgs/{org}/directory/faults': null,
  'post /v1/orgs/{org}/patients/search': null,
  'get /v1/orgs/{org}/directory': null,
  'get /v1/orgs/{org}/emergencies': null,
  'get /v1/orgs/{org}/streams': null,
  'get /v1/orgs/{org}/streams/{stream}': null,
};
const routes = declaredRoutes(api).filter(({ method, config }) => method === 'get' && config.access !== undefined);
const ofPatient = routes.filter(({ path }) => path.includes('{patientId}'));
const showing = declaredRoutes(api).filter(
  ({ method, path, config }) => config.access !== undefined && (method === 'get' || path.endsWith('/search')),
);
const withoutPatient = showing.filter(({ path }) => !path.includes('{patientId}'));

describe('who may see whom', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let store: EventStore;
  let keyring: Keyring;
  let count = 0;

  beforeAll(async () => {
    await suite.start();
    service = (await createApp(suite.config({ LIVE_HEARTBEAT_MS: '500' }))).service;
    store = new EventStore({ pool: suite.pool(suite.database.url('timeline_api')), service: 'patient-timeline' });
    keyring = await suite.accessKeyring();
    await until(async () => (await fetch(`${service.url}/health/ready`)).ok, { what: 'the read models' });
  });
  afterAll(async () => {
    await service.close();
    await store.close();
    await suite.close();
  });

  type Claims = Parameters<TimelineSuite['token']>[0];
  const get = async (org: string, path: string, claims: Claims, headers: Record<string, string> = {}): Promise<ReadAnswer> =>
    read(`${service.url}/v1/orgs/${org}/${path}`, await suite.token({ org, ...claims }), headers);
  const post = async (org: string, path: string, claims: Claims, body: object) => {
    const headers = { authorization: `Bearer ${await suite.token({ org, ...claims })}`, 'content-type': 'application/json' };
    const answer = await fetch(`${service.url}/v1/orgs/${org}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  /** Of a stream, too, which has no end. */
  const statusOf = async (org: string, path: string, claims: Claims): Promise<number> => {
    const headers = { authorization: `Bearer ${await suite.token({ org, ...claims })}` };
    const answer = await fetch(`${service.url}/v1/orgs/${org}/${path}`, { headers });
    if (answer.status === 403) expect(await answer.json()).toMatchObject({ type: 'urn:everchart:problem:care-relation-missing' });
    else await answer.body?.cancel();
    return answer.status;
  };
  const accesses = async (org: string): Promise<Access[]> => {
    const events = await store.readShard(org, 0, 0, 1000);
    return (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat().map((access) => access!);
  };
  const ofUnitA: Claims = { roles: ['nurse'], sub: 'nurse-a', units: ['a'] };
  const auditor: Claims = { roles: ['auditor'], sub: 'auditor-dora' };

  /** A home with two units, and patients of each relationship to unit a. */
  async function home(rule: object = { rule: 'by-unit', afterDays: 7 }) {
    const org = `home-${(count += 1)}`;
    const facility = { facilityId: 'home', name: 'Home', kind: 'nursing-home', timeZone: 'UTC', jurisdiction: 'DE' };
    const unit = (unitId: string) => stated(org, 'unit.opened', { unitId, facilityId: 'home', name: `Unit ${unitId}` });
    const step = (patient: string, type: string, data: object, occurredAt: string) => ({ org, patient, type, data, occurredAt });
    const [here, there, nowhere, left, gone, moved, lost, roomless] = Array.from({ length: 8 }, newPatient) as [string, string, string, string, string, string, string, string]; // prettier-ignore
    const [stayLeft, stayGone, stayMoved] = [randomUUID(), randomUUID(), randomUUID()];
    const admitted = (patient: string, location: object | undefined, stayId: string = randomUUID()) =>
      step(patient, 'stay.admitted', { stayId, class: 'residential', ...(location && { location }) }, ago(50));
    const recorded = await suite.record(
      stated(org, 'facility.opened', facility), unit('a'), unit('b'), stated(org, 'access-rule.chosen', rule),
      ...[here, there, nowhere, left, gone, moved, lost, roomless].map((patient) => step(patient, 'patient.registered', registration, ago(51))),
      admitted(here, inUnit('a')), admitted(there, inUnit('b')), admitted(left, inUnit('a'), stayLeft), admitted(gone, inUnit('a'), stayGone),
      admitted(moved, inUnit('b'), stayMoved), admitted(lost, { facility: 'not in the directory' }), admitted(roomless, { facility: 'home' }),
      step(left, 'stay.discharged', { stayId: stayLeft }, ago(3)), step(gone, 'stay.discharged', { stayId: stayGone }, ago(30)),
      step(moved, 'stay.transferred', { stayId: stayMoved, location: inUnit('a') }, ago(0)),
    ); // prettier-ignore
    const headers = { 'everchart-at-least': recorded.at(-1)!.token };
    expect((await get(org, `patients/${moved}/summary`, auditor, headers)).status).toBe(200);
    return { org, headers, patients: { here, there, nowhere, left, gone, moved, lost, roomless } };
  }

  it('is said of every route that shows something of a person', () => {
    expect(withoutPatient.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(Object.keys(others).toSorted());
    expect(ofPatient.length).toBeGreaterThan(3);
  });

  it('is decided by unit: role × route × relationship', async () => {
    const { org, patients } = await home();
    const seen = { here: true, there: false, nowhere: true, left: true, gone: false, moved: true, lost: true, roomless: true };
    for (const { path, roles } of ofPatient) {
      for (const role of ['carer', 'nurse', 'auditor', 'system'].filter((name) => roles.includes(name))) {
        const answers = Object.entries(patients).map(async ([relation, patient]) => {
          const status = await statusOf(org, path.replace('/v1/orgs/{org}/', '').replace('{patientId}', patient), { ...ofUnitA, roles: [role] }); // prettier-ignore
          return [relation, status !== 403] as const;
        });
        const isRuled = ['carer', 'nurse'].includes(role);
        expect([path, role, Object.fromEntries(await Promise.all(answers))]).toEqual([path, role, isRuled ? seen : Object.fromEntries(Object.keys(seen).map((name) => [name, true]))]); // prettier-ignore
      }
    }
    for (const [name, pathOf] of Object.entries(others)) {
      if (!pathOf) continue;
      for (const role of ['carer', 'nurse', 'auditor'])
        for (const unit of ['a', 'b'])
          expect([name, role, unit, await statusOf(org, pathOf(unit), { ...ofUnitA, roles: [role] })]).toEqual([name, role, unit, role === 'auditor' || unit === 'a' ? 200 : 403]); // prettier-ignore
    }
    // Each refusal is on record, of the patient.
    const denied = (await accesses(org)).filter(({ outcome }) => outcome === 'denied');
    expect(denied.filter(({ patient }) => patient === patients.there).map(({ operation }) => operation)).toContain('summary.read');
  });

  it('leaves out of a facility whom the reader may not see, and says how many', async () => {
    const { org, patients } = await home();
    const { status, body } = await get(org, 'board?facility=home', ofUnitA);
    expect([status, body.withheld, body.residents.map(({ patientId }: { patientId: string }) => patientId).toSorted()]).toEqual([200, 1, [patients.here, patients.moved, patients.roomless].toSorted()]); // prettier-ignore
    const whole = await get(org, 'board?facility=home', { ...ofUnitA, units: [], facilities: ['home'] });
    expect([whole.body.withheld, whole.body.residents.length]).toEqual([undefined, 4]);
  });

  it('names no one in the list of faults whom the reader may not see', async () => {
    const { org } = await home();
    const gone = newPatient();
    const [{ token }] = (await suite.record({ org, patient: gone, type: 'patient.registered', data: registration }, { org, patient: gone, type: 'stay.admitted', data: { stayId: randomUUID(), class: 'residential', location: { facility: 'home', unit: 'b', room: '99' } } })).slice(-1) as unknown as [{ token: string }]; // prettier-ignore
    const { status, body } = await get(org, 'directory/faults', ofUnitA, { 'everchart-at-least': token });
    expect([status, body.count, body.faults.some(({ patientId }: { patientId: string }) => patientId === gone)]).toEqual([200, 2, false]);
  });

  it('lets no one be found whom the reader may not see, nor their name in a cursor', async () => {
    const { org, patients } = await home();
    const found: string[] = [];
    let cursor: string | null | undefined;
    do {
      const { body } = await post(org, 'patients/search', ofUnitA, { name: 'Keller', limit: 2, ...(cursor ? { cursor } : {}) });
      found.push(...(body.patients as { patientId: string }[]).map(({ patientId }) => patientId));
      cursor = body.next as string | null;
    } while (cursor);
    for (const patient of [patients.there, patients.gone]) expect(found).not.toContain(patient);
    expect(found.length).toBeGreaterThan(0);
    const all = (await post(org, 'patients/search', auditor, { name: 'Keller' })).body.patients as unknown[];
    expect(all).toHaveLength(8);
  });

  it('is everyone of the organisation where it has chosen so, or nothing', async () => {
    const { org, patients } = await home({ rule: 'open' });
    for (const patient of Object.values(patients))
      expect((await get(org, `patients/${patient}/summary`, { sub: 'carer-x' })).status).toBe(200);
  });

  it('lets a record be opened in an emergency at once, for a limited time, marked, and judged by another person', async () => {
    const { org, patients } = await home();
    await suite.record(stated(org, 'list-item.added', { list: 'break-glass-reasons', system: 'urn:x', code: 'fall', display: 'Fall' }));
    const path = `patients/${patients.there}/summary`;
    expect((await get(org, path, ofUnitA)).body.detail).toContain('Everchart-Break-Glass');
    const reason = 'fall; found on the floor, B\u00fcro';
    expect((await get(org, path, ofUnitA, { 'everchart-break-glass': encodeURIComponent(reason) })).status).toBe(200);
    // What follows is open, too, also on other routes; to this person alone.
    expect((await get(org, `patients/${patients.there}/timeline`, ofUnitA)).status).toBe(200);
    expect((await get(org, path, { ...ofUnitA, sub: 'nurse-x' })).status).toBe(403);
    expect((await get(org, `patients/${patients.gone}/summary`, ofUnitA)).status).toBe(403);
    const marked = (await accesses(org)).filter(({ detail }) => detail?.breakGlass);
    expect(marked.map(({ operation, patient }) => [operation, patient])).toEqual([['summary.read', patients.there], ['timeline.read', patients.there]]); // prettier-ignore

    const list = await get(org, 'emergencies', auditor);
    expect(list.body.emergencies).toMatchObject([{ patientId: patients.there, actor: 'nurse-a', reason: { text: reason }, reviews: [] }]);
    const [{ emergencyId, openedAt, until: ends }] = list.body.emergencies;
    expect(Date.parse(ends) - Date.parse(openedAt)).toBe(3_600_000);
    expect(marked[0]!.detail).toMatchObject({ breakGlass: { id: emergencyId, until: ends } });
    const review = (claims: Claims, outcome: string) => post(org, `emergencies/${emergencyId}/reviews`, claims, { outcome });
    expect((await review({ roles: ['auditor'], sub: 'nurse-a' }, 'justified')).status).toBe(403);
    expect((await review(ofUnitA, 'justified')).status).toBe(403);
    expect((await review(auditor, 'to-be-clarified')).status).toBe(201);
    expect((await get(org, 'emergencies', auditor)).body.emergencies).toHaveLength(1);
    expect((await review({ roles: ['data-protection-officer'], sub: 'dpo' }, 'justified')).status).toBe(201);
    expect((await get(org, 'emergencies', auditor)).body.emergencies).toEqual([]);
    expect((await get(org, 'emergencies?all=true', auditor)).body.emergencies[0].reviews).toMatchObject([{ outcome: 'to-be-clarified' }, { by: 'dpo', outcome: 'justified' }]); // prettier-ignore
    expect((await post('home-none', `emergencies/${emergencyId}/reviews`, auditor, { outcome: 'justified' })).status).toBe(404);
    expect((await accesses(org)).filter(({ operation }) => operation === 'emergency.reviewed').map(({ outcome, patient }) => [outcome, patient])).toEqual([['denied', patients.there], ['denied', undefined], ['granted', patients.there], ['granted', patients.there]]); // prettier-ignore
  });

  it('opens a unit in an emergency, and one that is over is closed again', async () => {
    const { org, patients } = await home();
    const opened = await get(org, 'board?facility=home&unit=b', ofUnitA, { 'everchart-break-glass': 'x' });
    expect([opened.status, opened.body.residents.length]).toEqual([200, 1]);
    expect((await get(org, `patients/${patients.there}/summary`, ofUnitA)).status).toBe(200);
    await suite.pool(suite.database.ownerUrl).query('UPDATE emergencies.openings SET until = now() WHERE org = $1', [org]);
    expect((await get(org, `patients/${patients.there}/summary`, ofUnitA)).status).toBe(403);
  });

  it('marks what a live stream sends that was opened in an emergency, and ends it with the emergency', async () => {
    const { org, patients } = await home();
    const path = `patients/${patients.there}`;
    expect((await get(org, `${path}/summary`, ofUnitA, { 'everchart-break-glass': 'x' })).status).toBe(200);
    const token = await suite.token({ org, ...ofUnitA });
    const open = async (): Promise<LiveReader> => {
      const reader = await LiveReader.open(`${service.url}/v1/orgs/${org}/${path}/live`, token);
      if (!(reader instanceof LiveReader)) throw new Error(`refused: ${reader.code}`);
      return reader.opened();
    };
    const first = await open();
    await suite.record({ org, patient: patients.there, type: 'observation.recorded', data: pulse(70) });
    await first.has(1);
    first.close();
    const soon = `UPDATE emergencies.openings SET until = now() + interval '1 second' WHERE org = $1`;
    await suite.pool(suite.database.ownerUrl).query(soon, [org]);
    expect((await (await open()).ended())?.data.reason).toBe('emergency-over');
    const followed = async () => (await accesses(org)).filter(({ operation }) => operation.startsWith('live.'));
    await until(async () => (await followed()).filter(({ operation }) => operation === 'live.ended').length === 2, { what: 'both ends' });
    const isMarked = ({ detail }: Access) => (detail as { breakGlass?: { reason: { text: string } } }).breakGlass?.reason.text === 'x';
    expect((await followed()).map((access) => [access.operation, isMarked(access)]).toSorted()).toEqual([
      ['live.ended', true],
      ['live.ended', true],
      ['live.opened', true],
      ['live.opened', true],
      ['live.read', true],
    ]);
  });

  describe('while a stream is open', () => {
    const streamOf = async (org: string, path: string, claims: Claims): Promise<LiveReader> => {
      const reader = await LiveReader.open(`${service.url}/v1/orgs/${org}/${path}`, await suite.token({ org, ...claims }));
      if (!(reader instanceof LiveReader)) throw new Error(`refused: ${reader.code}`);
      return reader.opened();
    };
    const typesOn = (reader: LiveReader): string[] => reader.entries.map(({ data }) => data.type as string);
    const endsOnRecord = async (org: string, count: number): Promise<[string, string][]> => {
      const ends = async () => (await accesses(org)).filter(({ operation }) => operation === 'live.ended');
      await until(async () => (await ends()).length === count, { what: 'the ends on record' });
      return (await ends()).map(({ actor, detail }) => [actor, (detail as { reason: string }).reason] as [string, string]);
    };
    const measured = (org: string, patient: string) => ({ org, patient, type: 'observation.recorded', data: pulse(70) });

    it('nothing more comes of a patient who leaves, from the very step on', async () => {
      const { org, patients } = await home({ rule: 'by-unit', afterDays: 0 });
      const [patient, stayId] = [newPatient(), randomUUID()];
      const step = (type: string, place: string) => ({
        org,
        patient,
        type,
        data: { stayId, class: 'residential', location: inUnit(place) },
      });
      const admitted = (
        await suite.record({ org, patient, type: 'patient.registered', data: registration }, step('stay.admitted', 'a'))
      ).at(-1)!;
      expect((await get(org, `patients/${patient}/summary`, ofUnitA, { 'everchart-at-least': admitted.token })).status).toBe(200);
      const alone = await streamOf(org, `patients/${patient}/live`, ofUnitA);
      const ofUnit = await streamOf(org, 'live?facility=home&unit=a', ofUnitA);
      const ofAuditor = await streamOf(org, `patients/${patient}/live`, auditor);
      await suite.record(measured(org, patient));
      await alone.has(1);
      await suite.record(step('stay.transferred', 'b'), measured(org, patient), measured(org, patients.here));
      expect((await alone.ended())?.data.reason).toBe('care-relation-lost');
      await ofUnit.has(2);
      await ofAuditor.has(3);
      expect(alone.entries).toHaveLength(1);
      expect(ofUnit.entries.map(({ data }) => data.patientId as string)).toEqual([patient, patients.here]);
      expect(ofUnit.messages.map(({ event }) => event)).toContain('residents');
      ofUnit.close();
      ofAuditor.close();
      expect(await endsOnRecord(org, 3)).toEqual(expect.arrayContaining([['nurse-a', 'care-relation-lost']]));
      expect((await get(org, `patients/${patient}/summary`, ofUnitA)).status).toBe(403);
    });

    it('it ends for those whom another rule of the organisation excludes, at once, though nothing is recorded', async () => {
      const { org, patients } = await home({ rule: 'open' });
      const ofUnitB: Claims = { roles: ['nurse'], sub: 'nurse-b', units: ['b'] };
      const paths = [`patients/${patients.here}/live`, 'live?facility=home&unit=a'];
      const [mine, theirs] = await Promise.all([ofUnitA, ofUnitB].map((claims) => Promise.all(paths.map((path) => streamOf(org, path, claims))))) as [LiveReader[], LiveReader[]]; // prettier-ignore
      await suite.record(stated(org, 'access-rule.chosen', { rule: 'by-unit', afterDays: 7 }));
      for (const reader of theirs) expect((await reader.ended())?.data.reason).toBe('care-relation-lost');
      await suite.record(measured(org, patients.here));
      for (const reader of mine) await reader.has(1);
      expect(theirs.flatMap(typesOn)).toEqual([]);
      for (const reader of mine) reader.close();
      expect((await endsOnRecord(org, 4)).filter(([actor]) => actor === 'nurse-b')).toEqual([
        ['nurse-b', 'care-relation-lost'],
        ['nurse-b', 'care-relation-lost'],
      ]);
    });

    it('nothing more comes by an emergency that has ended', async () => {
      const { org, patients } = await home();
      expect((await get(org, `patients/${patients.there}/summary`, ofUnitA, { 'everchart-break-glass': 'x' })).status).toBe(200);
      const reader = await streamOf(org, `patients/${patients.there}/live`, ofUnitA);
      await suite.record(measured(org, patients.there));
      await reader.has(1);
      await suite.pool(suite.database.ownerUrl).query('UPDATE emergencies.openings SET until = now() WHERE org = $1', [org]);
      await suite.record(measured(org, patients.there));
      expect((await reader.ended())?.data.reason).toBe('emergency-over');
      expect(reader.entries).toHaveLength(1);
      expect(await endsOnRecord(org, 1)).toEqual([['nurse-a', 'emergency-over']]);
    });

    it('what the clock ends is found without an entry', async () => {
      const { org, patients } = await home({ rule: 'by-unit', afterDays: 3 });
      const stayId = randomUUID();
      const step = (type: string, ms: number) => ({ org, patient: patients.nowhere, type, data: { stayId, class: 'residential', location: inUnit('a') }, occurredAt: new Date(Date.now() + ms).toISOString() }); // prettier-ignore
      const left = (await suite.record(step('stay.admitted', -50 * dayMs), step('stay.discharged', -3 * dayMs + 6000))).at(-1)!;
      expect((await get(org, `patients/${patients.nowhere}/summary`, ofUnitA, { 'everchart-at-least': left.token })).status).toBe(200);
      const reader = await streamOf(org, `patients/${patients.nowhere}/live`, ofUnitA);
      expect((await reader.ended())?.data.reason).toBe('care-relation-lost');
    });
  });

  it('takes any reason that is not empty: no one is kept off by its form', async () => {
    const { org, patients } = await home();
    const stated: string[] = ['', '   ', '%zz', 'x'.repeat(5000), ';'];
    const statuses: number[] = [];
    for (const [at, reason] of stated.entries()) statuses.push((await get(org, `patients/${patients.gone}/summary`, { ...ofUnitA, sub: `nurse-${at}` }, { 'everchart-break-glass': reason })).status); // prettier-ignore
    expect(statuses).toEqual([403, 403, 200, 200, 200]);
  });

  it('answers who looked at a record, in words, page by page, and shows what was served to a person', async () => {
    const { org, patients } = await home();
    const [{ token }] = (await suite.record({ org, patient: patients.here, type: 'observation.recorded', data: pulse(70) })) as unknown as [
      { token: string },
    ];
    const path = `patients/${patients.here}/summary`;
    const then = await get(org, path, ofUnitA, { 'everchart-at-least': token });
    const [later] = (await suite.record({ org, patient: patients.here, type: 'observation.recorded', data: pulse(120) })) as unknown as [
      { token: string },
    ];
    const now = await get(org, path, { sub: 'carer-of-a', units: ['a'] }, { 'everchart-at-least': later.token });
    expect(JSON.stringify(now.body.summary)).not.toBe(JSON.stringify(then.body.summary));
    await get(org, path, { sub: 'stranger', units: ['b'] });

    const receipt = then.headers.get('everchart-access')!;
    const served = await get(org, `${path}?asServed=${receipt}`, auditor);
    expect([served.status, JSON.stringify(served.body.summary)]).toEqual([200, JSON.stringify(then.body.summary)]);
    expect(served.body).toMatchObject({ streamVersion: then.body.streamVersion, past: { asServed: receipt } });

    const list = `patients/${patients.here}/accesses`;
    let answer!: ReadAnswer;
    await until(async () => (answer = await get(org, list, auditor)).body.accesses.length >= 4, { what: 'the accesses' });
    const { accesses: found } = answer.body;
    const mine = found.find(({ actor }: { actor: string }) => actor === 'nurse-a');
    expect(mine).toMatchObject({
      service: 'patient-timeline',
      operation: 'summary.read',
      outcome: 'granted',
      served: { streamVersion: then.body.streamVersion },
    });
    expect(mine.words).toMatch(
      /^On \d{4}-\d\d-\d\d at \d\d:\d\d \(UTC\): A nurse \(nurse-a\) read the summary of the record, for treatment and care\. /,
    );
    expect(found.find(({ actor }: { actor: string }) => actor === 'stranger')).toMatchObject({ outcome: 'denied', words: expect.stringContaining('was refused. Nothing was shown.') }); // prettier-ignore
    expect(JSON.stringify((await get(org, `${path}?asServed=${mine.accessId}`, auditor)).body.summary)).toBe(
      JSON.stringify(then.body.summary),
    );
    const first = await get(org, `${list}?limit=1`, auditor);
    expect((await get(org, `${list}?limit=1&before=${first.body.next}`, auditor)).body.accesses[0].accessId).not.toBe(
      first.body.accesses[0].accessId,
    );
    // The reads of the list are accesses, too.
    await until(async () => (await get(org, list, auditor)).body.accesses.some(({ operation }: { operation: string }) => operation === 'accesses.read'), { what: 'its own access' }); // prettier-ignore

    for (const [claims, patient, named, status] of [
      [ofUnitA, patients.here, receipt, 403],
      [auditor, patients.there, receipt, 404],
      [auditor, patients.here, `${randomUUID()}.0`, 404],
      [auditor, patients.here, 'no-receipt', 404],
      [auditor, patients.here, `${receipt}&atVersion=1`, 400],
      [auditor, patients.here, found.find(({ actor }: { actor: string }) => actor === 'stranger').accessId, 404],
    ] as const)
      expect([named, (await get(org, `patients/${patient}/summary?asServed=${named}`, claims)).status]).toEqual([named, status]);
    expect((await get(org, list, ofUnitA)).status).toBe(403);
    // Of another organisation.
    expect((await get('home-none', `${path}?asServed=${receipt}`, auditor)).status).toBe(404);
  });

  it('finds a look at a unit for each who was in it, with the state that each look showed', async () => {
    const { org, patients, headers } = await home();
    const system: Claims = { roles: ['system'], sub: 'system-board' };
    const pages = { here: `patients/${patients.here}`, moved: `patients/${patients.moved}` };
    const board = await get(org, 'board?unit=a', system, headers);
    await suite.record({ org, patient: patients.here, type: 'observation.recorded', data: pulse(131) });
    await until(async () => (await get(org, 'board?unit=a', system)).body.residents.some(({ patientId, streamVersion }: { patientId: string; streamVersion: number }) => patientId === patients.here && streamVersion === 3), { what: 'the entry' }); // prettier-ignore

    const ofBoard = async (page: string) => (await get(org, `${page}/accesses`, auditor)).body.accesses.filter(({ operation }: { operation: string }) => operation === 'board.read'); // prettier-ignore
    await until(async () => (await ofBoard(pages.here))[0]?.served.streamVersion === 3, { what: 'the looks' });
    const looks = { here: await ofBoard(pages.here), moved: await ofBoard(pages.moved) };
    expect(looks.here.map(({ accessId }: { accessId: string }) => accessId)).toEqual(looks.moved.map(({ accessId }: { accessId: string }) => accessId)); // prettier-ignore
    expect([looks.here.at(-1), looks.moved.at(-1)]).toMatchObject([
      { actor: 'system-board', served: { streamVersion: 2, position: board.headers.get('everchart-position') } },
      { actor: 'system-board', served: { streamVersion: 3 } },
    ]);
    expect(looks.here[0].words).toContain('looked at the overview of a house or unit in which the person was named');
    expect(await ofBoard(`patients/${patients.there}`)).toEqual([]);

    // Page by page, and as served to each of them: by the access, and by the receipt of the answer.
    const first = await get(org, `${pages.here}/accesses?limit=1`, auditor);
    expect((await get(org, `${pages.here}/accesses?limit=1&before=${first.body.next}`, auditor)).body.accesses[0].accessId).not.toBe(first.body.accesses[0].accessId); // prettier-ignore
    for (const [page, version] of [
      [pages.here, 2],
      [pages.moved, 3],
    ] as const)
      // prettier-ignore
      for (const named of [looks.here.at(-1).accessId, board.headers.get('everchart-access')])
        expect((await get(org, `${page}/summary?asServed=${named}`, auditor)).body).toMatchObject({ streamVersion: version });
    expect((await get(org, `patients/${patients.there}/summary?asServed=${looks.here[0].accessId}`, auditor)).status).toBe(404);
  });

  it('forgets accesses with their key, and says so', async () => {
    const { org, patients } = await home();
    const list = `patients/${patients.here}/accesses`;
    await get(org, `patients/${patients.here}/summary`, ofUnitA);
    await until(async () => (await get(org, list, auditor)).body.accesses.length > 0, { what: 'the access' });
    const year = new Date().getUTCFullYear();
    const keyrings = suite.pool(suite.keyringDatabase.url('keyring_destroyer'));
    await keyrings.query('SELECT keyring.destroy_keys($1, $2, $3)', [org, patients.here, [`access-${year}`]]);
    // A key may stay in memory for a minute: another process has none.
    const fresh = (await createApp(suite.config({ ROLES: 'api' }))).service;
    const answer = await read(`${fresh.url}/v1/orgs/${org}/${list}`, await suite.token({ org, ...auditor }));
    await fresh.close();
    expect([answer.body.accesses, answer.body.destroyedYears]).toEqual([[], [{ year }]]);
  });
});
