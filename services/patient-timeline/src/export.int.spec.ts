import { openAccesses, type Access } from '@everchart/access-log';
import { clinicalEventTypes, validateClinicalData } from '@everchart/contracts-clinical';
import { upcastAccess, type AccessEventData } from '@everchart/contracts-access';
import type { DestroyedRecords } from '@everchart/destruction/destroyed-records';
import { EventStore } from '@everchart/event-store';
import { eventsOfBundle, parseBundle } from '@everchart/fhir';
import type { Keyring } from '@everchart/keyring';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { everyType } from '../test/every-type.js';
import { newPatient, penicillin, pulse, registration, TimelineSuite, type Draft } from '../test/timeline-suite.js';
import { sha256, unzipped } from '../test/zip.js';
import { createApp } from './index.js';

const officer = { roles: ['data-protection-officer'], sub: 'officer-hugo' };
const problem = (code: string): string => `urn:everchart:problem:${code}`;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const rule = { ruleSetId: 'everchart-seed', ruleSetVersion: 1, ruleId: 'de-patient-record', version: 1 };
const periods = [{ retentionClass: 'clinical', status: 'due-on', keptThrough: '2036-03-01', dueOn: '2036-03-02', rule, title: 'Record of treatment', citation: '§ 630f(3) BGB' }]; // prettier-ignore

interface Answer {
  status: number;
  headers: Headers;
  bytes: Buffer;
  problem: Record<string, unknown>;
}

interface Exported {
  files: Map<string, Buffer>;
  // Tests read members freely.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  manifest: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  events: any[];
  page: string;
}

describe('a copy of a record', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let store: EventStore;
  let keyring: Keyring;
  let retention: DestroyedRecords;

  beforeAll(async () => {
    await suite.start();
    store = new EventStore({ pool: suite.pool(suite.database.url('timeline_api')), service: 'patient-timeline' });
    keyring = await suite.accessKeyring();
    retention = await suite.destroyedRecords();
    service = (await createApp(suite.config())).service;
    await until(async () => (await fetch(`${service.url}/health/ready`)).ok, { what: 'the read models' });
  });
  afterAll(async () => {
    await service.close();
    await store.close();
    await suite.close();
  });

  const get = async (path: string, claims: Parameters<TimelineSuite['token']>[0] = officer, org = 'home'): Promise<Answer> => {
    const answer = await fetch(`${service.url}/v1/orgs/${org}/${path}`, {
      headers: { authorization: `Bearer ${await suite.token(claims)}` },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return {
      status: answer.status,
      headers: answer.headers,
      bytes,
      problem: isJson ? (JSON.parse(bytes.toString()) as Answer['problem']) : {},
    };
  };
  const approve = async (
    patient: string,
    kind: 'access' | 'portability',
    more: object = {},
  ): Promise<{ id: string; requestId: string }> => {
    const requestId = randomUUID();
    const data = { requestId, kind, validUntil: inDays(7), periods, ...more };
    const id = await retention.state('export.approved', patient, data, { actor: officer.sub });
    await retention.carry(suite.transport);
    return { id, requestId };
  };
  /** Once the approval has come here. */
  const made = async (patient: string, id: string): Promise<Answer> => {
    let answer!: Answer;
    await until(async () => (answer = await get(`patients/${patient}/exports/${id}`)).status !== 404, { what: 'the approval' });
    return answer;
  };
  const exported = ({ status, bytes, problem: refused }: Answer): Exported => {
    expect([status, refused]).toEqual([200, {}]);
    const files = unzipped(bytes);
    const textOf = (name: string): string => files.get(name)!.toString();
    return {
      files,
      manifest: JSON.parse(textOf('manifest.json')),
      events: textOf('events.ndjson').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown),
      page: textOf('record.html'),
    }; // prettier-ignore
  };
  const recordOf = async (...drafts: Draft[]): Promise<string[]> => {
    const recorded = await suite.record(...drafts);
    const { patient } = drafts.at(-1)!;
    const headers = { authorization: `Bearer ${await suite.token()}`, 'everchart-at-least': recorded.at(-1)!.token };
    expect((await fetch(`${service.url}/v1/orgs/home/patients/${patient}/summary`, { headers })).status).toBe(200);
    return recorded.map(({ id }) => id);
  };
  const ownEvents = async () => store.readShard('home', 0, 0, 10_000);
  const accessesTo = async (patient: string, operation: string): Promise<Access[]> => {
    const events = (await ownEvents()).filter(({ header }) => header.type === 'access.recorded');
    const all = (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat();
    return all.flatMap((access) => (access && access.patient === patient && access.operation === operation ? access : []));
  };
  const madeOf = async (patient: string): Promise<AccessEventData['export.made'][]> => {
    const events = (await ownEvents()).filter(({ header }) => header.type === 'export.made' && header.subject === patient);
    return (await openEvents(events, keyring, upcastAccess)).map((event) => (event as OpenedEvent).data as AccessEventData['export.made']);
  };

  it('has every entry of every type once, and its digest is on record with what is in it', async () => {
    const patient = newPatient();
    const drafts = everyType(patient);
    await recordOf(...drafts);
    const { id, requestId } = await approve(patient, 'access');
    const answer = await made(patient, id);
    const { files, manifest, events, page } = exported(answer);
    expect([...files.keys()]).toEqual(['fhir/bundle.json', 'events.ndjson', 'accesses.ndjson', 'record.html', 'manifest.json']);
    expect(answer.headers.get('everchart-export-entries')).toBe(String(drafts.length));
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="record-${requestId}.zip"`);

    expect(events.map((event) => event.id).sort()).toEqual(drafts.map((draft) => draft.id!).sort());
    const newest = new Map(clinicalEventTypes.map(({ type, version }) => [type as string, version]));
    for (const event of events) {
      expect(event).toMatchObject({ specversion: '1.0', subject: patient, actor: 'carer-anna', actorrole: 'carer' });
      expect(event.dataschema).toBe(`urn:everchart:schema:${event.type}:${newest.get(event.type)}`);
      expect(page).toContain(`id="e-${event.id}"`);
    }
    const { counts } = manifest;
    expect(counts).toMatchObject({ records: 1, entries: drafts.length, withheld: 0, unreadable: 0 });
    expect(counts.entriesInFhir + counts.eventsOnly).toBe(drafts.length);
    expect(counts.amended * counts.struck * counts.entriesInFhir * counts.eventsOnly).toBeGreaterThan(0);
    expect(events.filter(({ infhir }) => infhir !== undefined)).toHaveLength(counts.entriesInFhir);
    expect(manifest).toMatchObject({ kind: 'access', requestId, exportId: id, organisation: 'home', periods });
    expect(page).toContain('§ 630f(3) BGB');

    // What is named as being in FHIR is there.
    const bundle = JSON.parse(files.get('fhir/bundle.json')!.toString()) as {
      entry: { fullUrl: string; resource: { resourceType: string; id: string } }[];
    };
    const names = bundle.entry.map(({ resource }) => `${resource.resourceType}/${resource.id}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(counts.fhirResources);
    for (const { infhir } of events) if (infhir !== undefined) expect(names).toContain(infhir);

    for (const [name, content] of files) {
      if (name === 'manifest.json') continue;
      expect(manifest.parts).toContainEqual({ name, digest: sha256(content), bytes: content.length });
    }
    const [onRecord, ...more] = await madeOf(patient);
    expect(more).toEqual([]);
    expect(onRecord).toMatchObject({
      approvedBy: id,
      requestId,
      kind: 'access',
      digest: sha256(answer.bytes),
      bytes: answer.bytes.length,
      counts,
    });
    expect(onRecord!.parts).toHaveLength(5);
    const granted = (await accessesTo(patient, 'record.exported')).filter(({ status }) => status === 200);
    expect(granted).toMatchObject([{ actor: 'officer-hugo', role: 'data-protection-officer', detail: { request: requestId, export: id, kind: 'access', entries: drafts.length } }]); // prettier-ignore
    expect(granted[0]!.served).toMatchObject({ streamVersion: drafts.length });
  }, 120_000);

  it('is in FHIR what our own import reads back, as it stands after all corrections', async () => {
    const patient = newPatient();
    const [stayId, struck, amended, ended, refuted] = Array.from({ length: 5 }, () => randomUUID()) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const at = (hour: number): string => `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`;
    await recordOf(
      { patient, type: 'patient.registered', data: registration, occurredAt: at(1) },
      { patient, type: 'patient.details-amended', data: { address: { city: 'Sampleton' } }, occurredAt: at(2) },
      { patient, type: 'stay.admitted', data: { stayId, class: 'inpatient' }, occurredAt: at(2) },
      { patient, id: struck, type: 'observation.recorded', data: pulse(300), occurredAt: at(3) },
      { patient, type: 'entry.struck', data: { entryId: struck, reason: 'entered-in-error' }, occurredAt: at(4) },
      { patient, id: amended, type: 'observation.recorded', data: pulse(27), occurredAt: at(4) },
      { patient, type: 'entry.amended', data: { entryId: amended, type: 'observation.recorded', schemaVersion: 1, data: pulse(72), changeLog: { reason: 'Typed 27 for 72' } }, occurredAt: at(5) },
      { patient, id: ended, type: 'medication.prescribed', data: { medication: { text: 'Paracetamol' }, dose: { value: 1, unit: 'tablet', code: '{tbl}' } }, occurredAt: at(5) },
      { patient, type: 'medication.stopped', data: { prescriptionId: ended, reason: 'Rash' }, occurredAt: at(6) },
      { patient, id: refuted, type: 'allergy.recorded', data: penicillin, occurredAt: at(6) },
      { patient, type: 'allergy.refuted', data: { allergyId: refuted, reason: 'Tolerated' }, occurredAt: at(7) },
      { patient, type: 'stay.discharged', data: { stayId }, occurredAt: at(8) },
    ); // prettier-ignore
    const { id } = await approve(patient, 'portability');
    const { files, manifest, events } = exported(await made(patient, id));
    expect([...files.keys()]).toEqual(['fhir/bundle.json', 'events.ndjson', 'record.html', 'manifest.json']);
    const read = eventsOfBundle(parseBundle(files.get('fhir/bundle.json')!));
    expect(read.refused).toEqual([]);
    expect(read.mapped).toEqual({ Patient: 1, Encounter: 1, Observation: 1, MedicationRequest: 1, AllergyIntolerance: 1 });
    expect(read.registrations).toMatchObject([{ patientId: patient, data: { ...registration, address: { city: 'Sampleton' } } }]);
    const dataOf = Object.fromEntries(read.events.map(({ type, data, occurredAt }) => [type, { data, occurredAt }]));
    expect(dataOf).toMatchObject({
      'stay.admitted': { data: { stayId, class: 'inpatient' }, occurredAt: at(2) },
      'stay.discharged': { data: { stayId }, occurredAt: at(8) },
      'observation.recorded': { data: pulse(72), occurredAt: at(4) },
      'medication.prescribed': { data: { medication: { text: 'Paracetamol' }, status: 'stopped' } },
      'allergy.recorded': { data: { substance: { text: 'Penicillin' }, verification: 'refuted', clinicalStatus: 'inactive' } },
    });
    for (const { type, schemaVersion, data } of [...read.registrations, ...read.events])
      expect([type, validateClinicalData(type, schemaVersion, data)]).toEqual([type, []]);
    const byId = new Map(events.map((event) => [event.id, event]));
    expect(byId.get(struck)).toMatchObject({ struckby: events.find(({ type }) => type === 'entry.struck').id, data: pulse(300) });
    expect(byId.get(struck)).not.toHaveProperty('infhir');
    expect(byId.get(amended)).toMatchObject({ data: pulse(27), infhir: `Observation/${amended}` });
    expect(manifest.byType['observation.recorded']).toEqual({ entries: 2, inFhir: 1 });
  });

  it('is of all records of a merged person, whichever is named', async () => {
    const [kept, ended] = [newPatient(), newPatient()];
    await recordOf(
      { patient: ended, type: 'patient.registered', data: registration },
      { patient: ended, type: 'observation.recorded', data: pulse(61) },
      { patient: kept, type: 'patient.registered', data: registration },
      { patient: ended, type: 'patient.merged', schemaVersion: 2, data: { link: 'replaced-by', otherPatientId: kept } },
      { patient: kept, type: 'patient.merged', schemaVersion: 2, data: { link: 'replaces', otherPatientId: ended } },
    );
    for (const patient of [kept, ended]) {
      const { id } = await approve(patient, 'access');
      const { manifest, events } = exported(await made(patient, id));
      expect(manifest.records.map(({ patientId }: { patientId: string }) => patientId).sort()).toEqual([kept, ended].sort());
      expect([events.length, manifest.counts.records]).toEqual([5, 2]);
      for (const each of [kept, ended]) expect((await accessesTo(each, 'record.exported')).length).toBeGreaterThan(0);
    }
  });

  it('says who looked and to whom it was sent, in words', async () => {
    const patient = newPatient();
    await recordOf({ patient, type: 'patient.registered', data: registration });
    await until(async () => (await get(`patients/${patient}/accesses`)).bytes.includes('summary.read'), { what: 'the index of accesses' });
    const { id } = await approve(patient, 'access');
    const { files, manifest, page } = exported(await made(patient, id));
    const lines = files.get('accesses.ndjson')!.toString().trimEnd().split('\n').map((line) => JSON.parse(line) as { words: string }); // prettier-ignore
    expect(lines).toHaveLength(manifest.counts.accesses);
    expect(lines.some(({ words }) => words.includes('A carer (carer-anna) read the summary of the record'))).toBe(true);
    expect(page).toContain('A carer (carer-anna) read the summary of the record');
    expect(manifest.purposes.TREAT).toBeGreaterThan(0);
    expect([manifest.recipients, page.includes('Nothing was sent to other systems')]).toEqual([[], true]);
  });

  it('leaves out what an officer withheld, and says so in its place', async () => {
    const patient = newPatient();
    const [secret, note] = [randomUUID(), { kind: 'progress', text: 'Her daughter drinks' }];
    await recordOf(
      { patient, type: 'patient.registered', data: registration },
      { patient, id: secret, type: 'note.written', data: note },
      { patient, type: 'entry.amended', data: { entryId: secret, type: 'note.written', schemaVersion: 1, data: { ...note, text: 'Her daughter drinks a lot' }, changeLog: { reason: 'x' } } },
    ); // prettier-ignore
    const { id } = await approve(patient, 'access', { withheld: [{ eventId: secret, ground: 'rights-of-others' }] });
    const { files, manifest, events, page } = exported(await made(patient, id));
    for (const content of files.values()) expect(content.toString()).not.toContain('daughter');
    expect(events.filter(({ withheld }) => withheld === 'rights-of-others')).toHaveLength(2);
    expect(manifest.counts).toMatchObject({ entries: 3, withheld: 2 });
    expect(page).toContain('it would touch the rights of another person');
  });

  it('leaves what an officer withheld out of the FHIR resources of earlier entries, too', async () => {
    const patient = newPatient();
    const [prescription, changed, moved] = [randomUUID(), randomUUID(), randomUUID()] as const;
    const medication = { text: 'Paracetamol' };
    const dose = { value: 1, unit: 'tablet', code: '{tbl}' };
    await recordOf(
      { patient, type: 'patient.registered', data: registration },
      { patient, id: moved, type: 'patient.details-amended', data: { address: { city: 'Hidden-on-Sea' } } },
      { patient, id: prescription, type: 'medication.prescribed', data: { medication, dose, note: 'With water' } },
      {
        patient,
        id: changed,
        type: 'medication.changed',
        data: { prescriptionId: prescription, note: 'Not when her daughter drinks', changeLog: { reason: 'Asked for' } },
      },
    );
    const { id } = await approve(patient, 'access', {
      withheld: [changed, moved].map((eventId) => ({ eventId, ground: 'rights-of-others' })),
    });
    const { files, manifest } = exported(await made(patient, id));
    for (const content of files.values()) expect(content.toString()).not.toMatch(/daughter|Hidden-on-Sea/);
    expect(files.get('fhir/bundle.json')!.toString()).toContain('With water');
    expect(manifest.counts).toMatchObject({ entries: 4, withheld: 2 });
  });

  it('runs nothing that was written in a note', async () => {
    const patient = newPatient();
    const hostile = `</dd><script>alert(1)</script><img src=x onerror="alert(2)">'"&{{1}}\n=cmd|' /C calc'!A0`;
    await recordOf(
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'note.written', data: { kind: 'other', title: hostile, text: hostile }, actor: '<b>mallory</b>' },
    );
    const { id } = await approve(patient, 'access');
    const { files, page } = exported(await made(patient, id));
    expect(page).not.toMatch(/<(script|img|b)\b/);
    expect(page).toContain('&#60;script&#62;alert(1)');
    expect(page).toContain("default-src 'none'; style-src 'sha256-");
    for (const name of files.keys()) expect(name).toMatch(/^[a-z]+(\/[a-z]+)?\.(json|ndjson|html)$/);
  });

  it('is made for the person, the organisation, the role and the time of the approval only', async () => {
    const [patient, other] = [newPatient(), newPatient()];
    await recordOf(
      { patient: other, type: 'patient.registered', data: registration },
      { patient, type: 'patient.registered', data: registration },
    );
    const { id, requestId } = await approve(patient, 'access');
    expect((await made(patient, id)).status).toBe(200);
    const path = `patients/${patient}/exports/${id}`;
    for (const role of ['carer', 'nurse', 'auditor', 'system', 'operator', 'administrator', 'retention-officer'])
      expect([role, (await get(path, { roles: [role] })).status]).toEqual([role, 403]);
    expect((await get(path, { ...officer, org: 'elsewhere' })).problem).toMatchObject({ type: problem('organisation-forbidden') });
    expect((await get(path, { ...officer, org: 'elsewhere' }, 'elsewhere')).status).toBe(404);
    for (const tried of [`patients/${other}/exports/${id}`, `patients/${patient}/exports/${randomUUID()}`, `patients/${patient}/exports/x`, `patients/${patient}/exports/..%2f..%2fetc%2fpasswd`]) {
      const answer = await get(tried);
      expect([tried, answer.status, answer.problem.type]).toEqual([tried, 404, problem('export-unknown')]);
    } // prettier-ignore
    expect((await get(`patients/${newPatient()}/exports/${id}`)).problem).toMatchObject({ type: problem('patient-unknown') });
    const { id: late } = await approve(patient, 'access', { validUntil: inDays(-1) });
    expect((await made(patient, late)).problem).toMatchObject({ type: problem('export-closed') });
    await retention.state('request.answered', patient, { requestId, answer: 'granted', reason: 'Handed out' });
    await retention.carry(suite.transport);
    const owner = suite.pool(suite.database.ownerUrl);
    await until(async () => (await owner.query('SELECT FROM exports.closed_requests WHERE request_id = $1', [requestId])).rowCount === 1, { what: 'the end of the request' }); // prettier-ignore
    expect((await get(path)).problem).toMatchObject({ type: problem('export-closed') });
    const refused = await accessesTo(patient, 'record.exported');
    expect(refused.filter(({ outcome }) => outcome === 'denied').length).toBeGreaterThanOrEqual(1);
    expect(await madeOf(patient)).toHaveLength(1);
  });

  it('of a destroyed record is answered with when and why', async () => {
    const patient = newPatient();
    await recordOf({ patient, type: 'patient.registered', data: registration });
    const { id } = await approve(patient, 'access');
    expect((await made(patient, id)).status).toBe(200);
    await retention.destroy(patient, { classes: ['clinical', 'retention-facts'] });
    await retention.carry(suite.transport);
    await until(async () => (await get(`patients/${patient}/exports/${id}`)).status === 410, { what: 'the destruction' });
    const owner = suite.pool(suite.database.ownerUrl);
    expect((await owner.query('SELECT FROM exports.approvals WHERE patient = $1', [patient])).rowCount).toBe(0);
  });

  it('that cannot be put on record does not arrive whole', async () => {
    const patient = newPatient();
    await recordOf({ patient, type: 'patient.registered', data: registration });
    const { id } = await approve(patient, 'portability');
    await until(async () => (await suite.pool(suite.database.ownerUrl).query('SELECT FROM exports.approvals WHERE export_id = $1', [id])).rowCount === 1, { what: 'the approval' }); // prettier-ignore
    const owner = suite.pool(suite.database.ownerUrl);
    // The access goes on record, and the export itself does not.
    await owner.query(`CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF position(convert_to('export.made', 'UTF8') IN NEW.header) > 0 THEN RAISE 'refused'; END IF; RETURN NEW; END $$`); // prettier-ignore
    await owner.query('CREATE TRIGGER refused BEFORE INSERT ON event_store.events FOR EACH ROW EXECUTE FUNCTION public.refuse()');
    try {
      await expect(get(`patients/${patient}/exports/${id}`)).rejects.toThrow();
      expect(await accessesTo(patient, 'record.exported')).toHaveLength(1);
      expect(await madeOf(patient)).toEqual([]);
    } finally {
      await owner.query('DROP TRIGGER refused ON event_store.events');
    }
    expect((await get(`patients/${patient}/exports/${id}`)).status).toBe(200);
  });
});
