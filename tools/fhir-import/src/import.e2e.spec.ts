import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSuite, type Suite } from '@everchart/start';
import { until } from '@everchart/testing';
import { activePrescriptions, countResources, syntheaFolder } from '../test/synthea.js';

const command = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const synthea = syntheaFolder();
const org = 'sunrise-care';

interface Entry {
  id: string;
  type: string;
  occurredAt: string;
  // A record of any shape: facts are looked up in it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
}

let directory: string;
let suite: Suite;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'everchart-import-'));
  suite = await startSuite({ directory, org, stream: 'postgres', fsync: false, anyPorts: true, ingestProcesses: 1 });
}, 120_000);

afterAll(async () => {
  await suite?.stop();
  rmSync(directory, { recursive: true, force: true });
}, 60_000);

/** The command as a person runs it, without a terminal. */
async function runImport(args: readonly string[], onOutput?: (text: string) => void): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [command, ...args, '--directory', directory], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      output += text.toString();
      onOutput?.(text.toString());
    });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output };
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(`${suite.run.urls.timeline}/v1/orgs/${org}/patients/${path}`, {
    headers: { authorization: `Bearer ${suite.tokens.carer}` },
  });
  if (response.status === 404) return {} as T;
  if (!response.ok) throw new Error(`the timeline answered ${response.status}`);
  return (await response.json()) as T;
}

const summaryOf = async (patientId: string) =>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  (await read<{ summary?: any }>(`${patientId}/summary`)).summary;

/** All entries of a type, newest first. */
async function entriesOf(patientId: string, type: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = new URLSearchParams({ type, limit: '100', ...(cursor === undefined ? {} : { cursor }) });
    const page = await read<{ entries: Entry[]; next: string | null }>(`${patientId}/timeline?${query.toString()}`);
    entries.push(...page.entries);
    cursor = page.next;
  }
  return entries;
}

async function entryAt(
  patientId: string,
  type: string,
  occurredAt: string,
  holds: (data: Entry['data']) => boolean,
): Promise<Entry['data']> {
  const found = (await entriesOf(patientId, type)).filter((entry) => entry.occurredAt === occurredAt && holds(entry.data));
  expect(found).toHaveLength(1);
  return found[0]!.data;
}

async function storedIds(): Promise<string[]> {
  const patients = [...countResources().keys()];
  const types = ['patient.registered', 'stay.admitted', 'stay.discharged', 'medication.administered', 'medication.prescribed', 'note.written', 'allergy.recorded', 'problem.recorded', 'plan.instruction-given']; // prettier-ignore
  const ids: string[] = [];
  for (const patient of patients) for (const type of types) ids.push(...(await entriesOf(patient, type)).map(({ id }) => id));
  return ids.sort();
}

// prettier-ignore
(synthea === undefined ? describe.skip : describe)('14 synthetic patients', () => {
  let first: { code: number | null; output: string };

  beforeAll(async () => {
    first = await runImport([synthea!, '--time-zone', 'America/New_York']);
    const counts = countResources();
    await until(
      async () => {
        for (const [patient, ofPatient] of counts) {
          const summary = await summaryOf(patient);
          if ((summary?.counts.byType['observation.recorded'] ?? 0) < (ofPatient.Observation ?? 0)) return false;
        }
        return true;
      },
      { what: 'every observation in the timeline', timeoutMs: 60_000 },
    );
  }, 180_000);

  it('are imported whole, and what has no event is said', () => {
    expect(first.output).toContain('16 read');
    expect(first.output).toMatch(/patients +14\n/);
    // Two of them have died: the visit that certified it, and the cause, are from after the death.
    expect(first.output).toContain('7,664 recorded, 0 already there, 0 refused');
    expect(first.output).toContain('33 opened in the directory, 0 already there');
    expect(first.output).toContain('10 items added to lists that the organisation did not have');
    expect(first.output).toMatch(/482 {2}Claim\n/);
    expect(first.output).toMatch(/201 {2}medication\.prescribed\n/);
    expect(first.output).toMatch(/281 {2}Encounter\.type\n/);
    expect(first.output).toContain('Everything that has a place in the record is recorded.');
    expect(first.code).toBe(0);
  });

  it('have in the record what the files have, patient by patient and type by type', async () => {
    const counts = countResources();
    expect(counts.size).toBe(14);
    for (const [patient, ofPatient] of counts) {
      const { Patient, Encounter, Observation, MedicationAdministration, MedicationRequest, AllergyIntolerance, Condition, CarePlan } = ofPatient;
      const notes = ['Procedure', 'Immunization', 'DiagnosticReport', 'DocumentReference'].reduce((sum, type) => sum + (ofPatient[type] ?? 0), 0);
      const expected = {
        'medication.prescribed': MedicationRequest,
        'note.written': notes,
        'patient.registered': Patient,
        'stay.admitted': Encounter,
        'stay.discharged': Encounter,
        'observation.recorded': Observation,
        'medication.administered': MedicationAdministration,
        'allergy.recorded': AllergyIntolerance,
        'problem.recorded': Condition,
        'plan.instruction-given': CarePlan,
      };
      const present = Object.fromEntries(Object.entries(expected).filter(([, count]) => count !== undefined));
      expect({ patient, ...(await summaryOf(patient)).counts }).toEqual({ patient, byType: present, struck: 0, unread: 0, unreadable: 0 });
    }
  });

  it('are to take what the files say, and nothing that has ended', async () => {
    const active = activePrescriptions();
    expect([...active.values()].flat()).toHaveLength(58);
    for (const patient of countResources().keys()) {
      const { prescriptions } = await summaryOf(patient);
      const shown = (prescriptions as Entry['data'][]).map(({ medication }) => medication.text as string);
      const expected = active.get(patient) ?? [];
      expect([patient, shown.length]).toEqual([patient, expected.length]);
      // Where the medicine is another resource, the file has no name beside the prescription.
      expect(shown).toEqual(expect.arrayContaining(expected.filter((name) => name !== '')));
    }
    expect([...active.values()].flat().some((text) => /warfarin/i.test(text))).toBe(true);
  });

  // Looked up by hand in the files.
  const cormier = '057aa36e-b892-9964-75b9-ffb46b097e34';
  const jakubowski = '1ae8d602-4b41-4571-8c49-b460a22892c2';
  const shields = '53eac4c0-8d6b-72da-2768-a6d08e687f48';
  const thompson = '5d2a2d08-cf2e-b7ad-a0db-77551a2777ec';
  const little = '9fa1e332-a3eb-52e2-d79a-62042a485967';
  const barton = 'a8376487-72d8-ac29-a654-91f3622cc7a4';
  const leon = 'ab5537a3-8608-5f56-53f5-d10b00eb4680';
  const russel = 'b9590b16-804d-3d9f-0de0-b80b794f1017';
  const bauch = 'e1dbcb04-9c64-e94c-2bd0-d7b199d369e5';

  it('1: Chi716 Cormier289, born 1929, official and not maiden name, died on 25 March 2020', async () => {
    expect((await summaryOf(cormier)).identity).toMatchObject({
      name: { family: 'Cormier289', given: ['Chi716'], prefix: ['Mrs.'] },
      birthDate: '1929-03-21',
      gender: 'female',
      deceased: '2020-03-25T17:39:15+01:00',
      address: { lines: ['310 Daugherty Path'], city: 'East Douglas', state: 'MA', postalCode: '01516', country: 'US' },
    });
  });

  it('2: Lucas404 León820 keeps the accent of his name', async () => {
    expect((await summaryOf(leon)).identity.name).toEqual({ use: 'official', family: 'León820', given: ['Lucas404'], prefix: ['Mr.'] });
  });

  it('3: Yuriko393 Jakubowski832 is allergic to wheat and five other things', async () => {
    const { allergies } = await summaryOf(jakubowski);
    expect(allergies.map(({ substance }: { substance: { text: string } }) => substance.text).sort()).toEqual([
      'Allergy to grass pollen', 'Allergy to mould', 'Allergy to tree pollen', 'Allergy to wheat', 'Dander (animal) allergy', 'House dust mite allergy',
    ]);
    expect(allergies[0]).toMatchObject({ criticality: 'low', clinicalStatus: 'active', verification: 'confirmed', occurredAt: '2011-08-26T22:20:24+02:00' });
  });

  it('4: Chi716 Cormier289 had a blood pressure of 104 over 70 on 16 September 2010', async () => {
    const { components, stayId } = await entryAt(cormier, 'observation.recorded', '2010-09-16T12:21:06+02:00', ({ code }) => code.coding[0].code === '85354-9');
    expect(components).toMatchObject([
      { code: { coding: [{ code: '8462-4' }] }, valueQuantity: { value: 70, unit: 'mm[Hg]', code: 'mm[Hg]' } },
      { code: { coding: [{ code: '8480-6' }] }, valueQuantity: { value: 104, unit: 'mm[Hg]', code: 'mm[Hg]' } },
    ]);
    expect(stayId).toBe('81cae753-0a21-1b89-cadb-e82844f952e8');
  });

  it('5: Jacinto644 Bauch723 last weighed 102 kg', async () => {
    const weight = (await summaryOf(bauch)).vitalSigns.find((sign: Entry['data']) => sign.code.coding[0].code === '29463-7');
    expect(weight).toMatchObject({ valueQuantity: { value: 102, unit: 'kg', code: 'kg' }, occurredAt: '2021-02-13T09:59:57+01:00' });
  });

  it('6: a mean blood pressure without a unit is kept as it is stated', async () => {
    const { valueString, valueQuantity } = await entryAt(shields, 'observation.recorded', '1991-03-29T01:50:32+01:00', ({ code }) => code.coding[0].code === '8478-0');
    expect([valueString, valueQuantity]).toEqual(['88.094 (no unit stated)', undefined]);
  });

  it('7: Roselia779 Thompson596 came as an emergency with sepsis in 1972, stayed 17 days and went home', async () => {
    const stayId = 'c6411348-0400-0779-481c-eed142a5b36d';
    expect(await entryAt(thompson, 'stay.admitted', '1972-11-09T06:47:47+01:00', (data) => data.stayId === stayId)).toMatchObject({
      class: 'emergency',
      location: { facility: 'GOOD SAMARITAN MEDICAL CENTER' },
      attending: { name: 'Dr. Hal307 Renner328' },
      reason: [{ coding: [{ system: 'http://snomed.info/sct', code: '91302008' }] }],
    });
    expect((await entryAt(thompson, 'stay.discharged', '1972-11-26T11:17:47+01:00', (data) => data.stayId === stayId)).disposition.text).toBe('Discharge to home');
  });

  it('8: Louis204 Little434 was given chloroquine, the dose without a unit in words', async () => {
    const given = await entryAt(little, 'medication.administered', '2020-03-13T07:43:49+01:00', ({ medication }) => medication.text.startsWith('chloroquine'));
    expect(given).toMatchObject({ medication: { text: 'chloroquine phosphate 500 MG Oral Tablet' }, note: 'Dose 1 (no unit stated), Rate 2 (no unit stated)' });
    expect(given.dose).toBeUndefined();
  });

  it('9: Stevie682 Russel238 still has three problems of sixteen', async () => {
    const { problems } = await summaryOf(russel);
    expect(problems.map(({ code }: Entry['data']) => code.text).sort()).toEqual(['Body mass index 30+ - obesity (finding)', 'Hypoxemia (disorder)', 'Osteoarthritis of knee']);
    const bronchitis = await entryAt(russel, 'problem.recorded', '2015-03-13T09:24:01+01:00', () => true);
    expect(bronchitis).toMatchObject({ code: { text: 'Acute bronchitis (disorder)' }, clinicalStatus: 'resolved', abatement: '2015-03-22T09:24:01+01:00' });
  });

  it('10: Chi716 Cormier289 has a plan of diet and exercise; Numbers230 Barton704 is in no stay', async () => {
    expect((await summaryOf(cormier)).plan).toMatchObject([
      { title: 'Diabetes self management plan', status: 'active', period: { start: '1969-03-27T11:21:06+01:00' }, activities: [{ code: { text: 'Diabetic diet' }, status: 'in-progress' }, { code: { text: 'Exercise therapy' }, status: 'in-progress' }] },
    ]);
    expect((await summaryOf(barton)).currentStay).toBeNull();
  });

  it('a second run adds nothing', async () => {
    const before = await storedIds();
    const second = await runImport([synthea!, '--time-zone', 'America/New_York']);
    expect(second.output).toContain('0 opened in the directory, 33 already there');
    expect(second.output).not.toContain('items added');
    expect(second.output).toContain('0 recorded, 7,664 already there, 0 refused');
    expect(second.code).toBe(0);
    expect(await storedIds()).toEqual(before);
  }, 120_000);
});

describe('the command', () => {
  const bundle = (...resources: object[]): string =>
    JSON.stringify({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) });
  const patient = (id: string) => ({
    resourceType: 'Patient',
    id,
    name: [{ family: 'Abel', given: ['Edith'] }],
    gender: 'female',
    birthDate: '1938-04-02',
  });
  const pulse = (id: string, patientId: string, more: object = {}) => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { text: 'Heart rate' },
    subject: { reference: `Patient/${patientId}` },
    effectiveDateTime: '2020-03-02T11:49:03+01:00',
    valueQuantity: { value: 72, unit: '/min', code: '/min' },
    ...more,
  });

  it('records a patient whose registration stands in a later file than the entries', async () => {
    const folder = mkdtempSync(join(directory, 'files-'));
    writeFileSync(join(folder, 'a.json'), bundle(pulse('a1', 'p1')));
    writeFileSync(join(folder, 'b.json'), bundle(patient('p1')));
    expect((await runImport([folder])).output).toContain('its id is not a UUID');
    const { code, output } = await runImport([folder, '--source', 'https://ehr.example']);
    expect(output).toContain('2 recorded, 0 already there, 0 refused');
    expect(code).toBe(0);
  }, 60_000);

  it('opens the facilities that stays name, once, and says what it needs to know for that', async () => {
    const folder = mkdtempSync(join(directory, 'files-'));
    const [patientId, stayId] = ['0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0011', '0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0012'];
    const stay = {
      resourceType: 'Encounter',
      id: stayId,
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      subject: { reference: `Patient/${patientId}` },
      period: { start: '2026-03-02T11:49:03+01:00' },
      serviceProvider: { display: 'House Linden' },
    };
    const home = { resourceType: 'Organization', id: 'o1', name: 'HOUSE  LINDEN', address: [{ country: 'DE', state: 'HH' }] };
    writeFileSync(join(folder, 'a.json'), bundle(patient(patientId), stay, home));
    const ofDirectory = async <T>(path = ''): Promise<T> => {
      const headers = { authorization: `Bearer ${suite.tokens.administrator}` };
      return (await (await fetch(`${suite.run.urls.timeline}/v1/orgs/${org}/directory${path}`, { headers })).json()) as T;
    };
    const faults = async () => (await ofDirectory<{ faults: object[] }>('/faults')).faults;

    const without = await runImport([folder]);
    expect(without).toMatchObject({ code: 0, output: expect.stringContaining('1 not opened: their time zone is not known (--time-zone)') });
    await until(async () => (await faults()).length === 1, { what: 'the stay as a fault of the directory' });
    expect(await faults()).toMatchObject([{ stayId, member: 'facility', fault: 'unknown', stated: 'House Linden' }]);

    const given = ['--time-zone', 'Europe/Berlin', '--kind', 'nursing-home'];
    expect((await runImport([folder, ...given])).output).toContain('1 opened in the directory, 0 already there');
    expect((await runImport([folder, ...given, '--time-zone', 'Europe/Rome'])).output).toContain(
      '0 opened in the directory, 1 already there',
    );
    await until(async () => (await faults()).length === 0, { what: 'no fault' });
    const { facilities } = await ofDirectory<{ facilities: { name: string }[] }>();
    const ours = facilities.filter(({ name }) => name === 'House Linden');
    expect(ours).toMatchObject([{ kindOfCare: 'nursing-home', timeZone: 'Europe/Berlin', jurisdiction: 'DE-HH' }]);

    const away = await runImport([folder, ...given, '--timeline-url', 'http://127.0.0.1:9']);
    expect(away).toMatchObject({ code: 1, output: expect.stringContaining('2 already there, 0 refused') });
    expect(away.output).toContain('the directory could not be completed: no answer from the timeline');
    expect((await runImport([folder, '--time-zone', 'Europe/Atlantis'])).code).toBe(2);
    expect((await runImport([folder, '--jurisdiction', 'XX'])).code).toBe(2);
  }, 120_000);

  it('says what was refused, by whom and why, and that the rest is there', async () => {
    const folder = mkdtempSync(join(directory, 'files-'));
    const [known, unknown] = ['0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0001', '0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0002'];
    const id = (last: number): string => `0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f100${last}`;
    writeFileSync(join(folder, 'broken.json'), '{"resourceType":');
    writeFileSync(
      join(folder, 'mixed.json'),
      bundle(patient(known), pulse(id(1), known), pulse(id(2), known, { status: 'registered' }), pulse(id(3), unknown), pulse(id(4), known, { effectiveDateTime: '2999-01-01T00:00:00Z' })), // prettier-ignore
    );
    const { code, output } = await runImport([folder]);
    expect(code).toBe(1);
    expect(output).toContain(`not read: ${join(folder, 'broken.json')}: this is not JSON`);
    expect(output).toContain('2 recorded, 0 already there, 2 refused');
    expect(output).toContain('There is no such patient in this organisation (patient-unknown); first: observation.recorded');
    expect(output).toContain('/occurredAt must not lie in the future (event-invalid)');
    expect(output).toContain('Observation: the status is not one of a result that is there; first: mixed.json /entry/2');
    expect(output).not.toMatch(/Abel|Edith|2999/);
  }, 60_000);

  it('goes on when ingest dies under it', async () => {
    const folder = mkdtempSync(join(directory, 'files-'));
    const id = 'c1b0e8a0-66f1-4b1e-8a3c-3c9f7a6f0001';
    const observations = Array.from({ length: 10_000 }, (_, index) =>
      pulse(`c1b0e8a0-66f1-4b1e-8a3c-${String(index).padStart(12, '0')}`, id),
    );
    writeFileSync(join(folder, 'long.json'), bundle(patient(id), ...observations));
    let killed = false;
    const { code, output } = await runImport([folder], (text) => {
      if (!killed && text.includes('10 %') && text.includes('events')) killed = process.kill(suite.pidOf('ingest'), 'SIGKILL');
    });
    expect(output).toMatch(/[1-9] times an answer did not come/);
    expect(output).toContain(' 0 refused');
    expect(code).toBe(0);
    await until(async () => (await summaryOf(id))?.counts.byType['observation.recorded'] === 10_000, { what: 'all of them, once', timeoutMs: 60_000 }); // prettier-ignore
  }, 180_000);

  it('ends with 1 when nobody answers, and says that it can be run again', async () => {
    const folder = mkdtempSync(join(directory, 'files-'));
    writeFileSync(join(folder, 'a.json'), bundle(patient('0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0009')));
    const { code, output } = await runImport([folder, '--ingest-url', 'http://127.0.0.1:9', '--patience', '1']);
    expect(output).toContain('The import ended early: no answer from http://127.0.0.1:9, for 1 s. Run it again');
    expect(code).toBe(1);
  }, 60_000);

  it('ends with 2 when it is called in a wrong way', async () => {
    expect((await runImport([])).code).toBe(2);
    expect((await runImport([join(directory, 'nothing-here')])).code).toBe(2);
  }, 60_000);
});
