import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresTools, until } from '@everchart/testing';
import { openNote, parseVerifierKey } from '@everchart/transparency-log';
import { fetchLog, verifyLogDirectory, type VerificationReport } from '@everchart/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isInMemory, withChildren } from '../test/memory.js';
import { formsOf, inFilesOf, isOf, newMark, textsWith, whereIs } from '../test/person-search.js';
import { Site, type Reading } from '../test/site.js';

const org = 'sunrise-care';

/** A record with 20 texts by which the person would be known again: of one stay in a year, which has ended. */
function recordOf(
  year: number,
  [
    number,
    family,
    given,
    called,
    room,
    bed,
    note,
    remark,
    method,
    substance,
    problem,
    medicine,
    pain,
    prescriber,
    fall,
    story,
    place,
    bruise,
    wish,
    plan,
  ]: string[],
) {
  const stayId = randomUUID();
  const at = `${year}-03-01T08:00:00+01:00`;
  const event = (type: string, data: object, schemaVersion = 1) => ({ id: randomUUID(), type, schemaVersion, occurredAt: at, data });
  return [
    event('patient.registered', { identifiers: [{ system: 'urn:oid:1.2', value: number }], name: { family, given: [given], preferred: called }, birthDate: '1938-04-02', gender: 'female' }),
    event('stay.admitted', { stayId, class: 'residential', location: { facility: 'home', unit: 'a', room, bed } }),
    event('note.written', { kind: 'handover', text: `She slept well. ${note}` }),
    event('observation.recorded', { code: { text: 'Body weight', coding: [{ system: 'http://loinc.org', code: '29463-7' }] }, category: 'weight', valueQuantity: { value: 61.4, unit: 'kg', code: 'kg' }, method: { text: method }, note: remark }, 2),
    event('allergy.recorded', { substance: { text: substance }, type: 'allergy', categories: ['medication'], clinicalStatus: 'active', verification: 'confirmed' }),
    event('problem.recorded', { code: { text: problem }, clinicalStatus: 'active', verification: 'confirmed' }),
    event('medication.prescribed', { medication: { text: medicine }, dose: { value: 1, unit: 'tablet', code: '{tbl}' }, schedule: { times: ['08:00'], timeZone: 'Europe/Rome' }, period: { start: `${year}-03-01` }, reasons: [{ text: pain }], prescriber }),
    event('flag.raised', { colour: 'amber', reason: fall }),
    event('incident.reported', { category: 'fall', description: story, severity: 'low', location: place, involved: [{ role: 'patient' }], injuries: [{ text: bruise }], witnesses: false }),
    event('preference.stated', { category: 'care-experience', text: wish }),
    event('plan.instruction-given', { title: plan, status: 'active', activities: [{ code: { text: 'Blood pressure' }, status: 'scheduled', schedule: { times: ['08:00'], timeZone: 'Europe/Rome' } }] }, 2),
    event('stay.discharged', { stayId }),
  ]; // prettier-ignore
}

/** The suite as a user starts it, with a hospital that received all of the record, and two officers who decide. */
describe('a destruction, from the day on which a record is due', () => {
  const programs = postgresTools();
  const itWithPrograms = programs === undefined ? it.skip : it;
  if (programs === undefined)
    process.stderr.write('\n!!! SKIPPED, because no PostgreSQL with pg_dump is installed here: dumps after a destruction\n\n');
  const site = new Site(programs, 'auto', {
    archives: false,
    environment: { retention: { DESTRUCTION_QUIET_DAYS: '0', DESTRUCTION_CONFIRM_SECONDS: '3' } },
  });
  const undo: (() => Promise<unknown> | void)[] = [];
  const mark = newMark();
  const othersMark = newMark();
  const texts = textsWith(mark);
  const [patient, other] = [randomUUID(), randomUUID()];
  const [ruth, hugo] = ['retention-officer', 'data-protection-officer'] as const;
  const isOfPerson = (bytes: Buffer): boolean => isOf(mark, bytes);
  let folder: string;
  /** Of before the destruction. */
  const dumps: string[] = [];
  let before: VerificationReport;
  let destroyedBy: string;

  const retention = (path: string, client: string, body?: object): Promise<Reading> => site.call('retention', path, client, body);
  const decide = (path: string, client: string, data: object): Promise<Reading> =>
    retention(path, client, { id: randomUUID(), occurredAt: new Date().toISOString(), data });
  const textOf = async (path: string): Promise<{ status: number; type: string; text: string }> => {
    const headers = { authorization: `Bearer ${site.suite.tokens[ruth]}` };
    const response = await fetch(`${site.suite.run.urls.retention}/v1/orgs/${org}/${path}`, { headers });
    return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
  };
  const verifierKey = async (): Promise<string> => (await textAs('log-key', 'auditor')).trim();
  const textAs = async (path: string, client: string): Promise<string> => {
    const headers = { authorization: `Bearer ${site.suite.tokens[client]}` };
    return (await fetch(`${site.suite.run.urls.retention}/v1/orgs/${org}/${path}`, { headers })).text();
  };
  /** Every checkpoint that was taken home stays: the log must still be what they say. */
  const verified = async (): Promise<VerificationReport> => {
    const log = join(folder, 'log-at-home');
    await fetchLog({ url: site.suite.run.urls.retention, org, token: site.suite.tokens.auditor!, directory: log });
    return verifyLogDirectory({ directory: log, verifierKey: await verifierKey() });
  };

  const whereThePersonIs = (): Promise<string[]> => whereIs(site, mark);
  const inFiles = (directory: string): Promise<string[]> => inFilesOf(directory, mark);
  const pids = (): [name: string, pid: number][] =>
    [...Object.keys(site.suite.run.processes), 'postgres', ...(site.suite.run.stream.provider === 'java' ? ['kafka'] : [])].map((name) => [name, site.suite.pidOf(name)]); // prettier-ignore
  const unconfirmed = async (): Promise<string[]> =>
    (await retention('destructions/unconfirmed?minutes=0', ruth)).body.unconfirmed.map(({ holder }: { holder: string }) => holder);
  const alarm = async (holder: string): Promise<boolean> =>
    (await (await fetch(`${site.suite.run.urls.retention}/metrics`)).text()).split('\n').some((line) => line.startsWith('everchart_retention_unconfirmed_holders') && line.includes(`holder="${holder}"`) && line.endsWith(' 1')); // prettier-ignore
  /**
   * @param isSearched the request of a search has the name, and so has the memory of those who take it
   * @param isReadable the keyring has the key of the event that says why
   */
  const isGone = async ({ isSearched = true, isReadable = true } = {}): Promise<void> => {
    const why = isReadable
      ? 'under rule de-patient-record, version 1, of everchart-de, version 1; '
      : 'under a rule that its certificate names';
    for (const path of ['summary', 'timeline', `timeline?knownAt=${new Date().toISOString()}`])
      expect(await site.call('timeline', `patients/${patient}/${path}`, 'carer')).toMatchObject({
        status: 410,
        body: {
          type: 'urn:everchart:problem:record-destroyed',
          detail: expect.stringMatching(new RegExp(`^Destroyed on \\d{4}-\\d\\d-\\d\\d ${why}`)),
          destroyedBy,
        },
      });
    if (isSearched)
      expect((await site.call('timeline', 'patients/search', 'nurse', { name: texts[1] })).body).toMatchObject({ patients: [] });
    expect((await site.call('timeline', `patients/${other}/summary`, 'carer')).status).toBe(200);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'everchart-destroyed-'));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    undo.push(() => site.stop());
    await site.start();
    const home = { facilityId: 'home', name: 'Haus Linde', kind: 'nursing-home', timeZone: 'Europe/Berlin', jurisdiction: 'DE' };
    const opened = { id: randomUUID(), type: 'facility.opened', schemaVersion: 1, occurredAt: '2000-01-01T00:00:00+01:00', data: home };
    expect(await site.call('ingest', 'directory/events', 'administrator', opened)).toMatchObject({ status: 201 });
    const offered = (await retention('rule-sets/offered/de', ruth)).body;
    expect(await decide('rule-sets', ruth, { ...(offered.ruleSet ?? offered), reason: 'Reviewed by our counsel' })).toMatchObject({
      status: 201,
    });
    let token = '';
    for (const [whose, year, own] of [
      [patient, 2005, texts],
      [other, 2026, textsWith(othersMark)],
    ] as const)
      for (const each of recordOf(year, own)) {
        const answer = await site.record(whose, each);
        expect(answer).toMatchObject({ status: 201 });
        ({ token } = answer);
      }
    for (const each of [patient, other])
      for (const path of ['summary', 'timeline', 'doses'])
        expect((await site.call('timeline', `patients/${each}/${path}`, 'carer', undefined, { 'everchart-at-least': token })).status).toBe(
          200,
        );
    expect((await site.call('timeline', 'patients/search', 'nurse', { name: texts[1] })).body).toMatchObject({
      patients: [{ patientId: patient }],
    });
    await until(() => new Set(site.controlIds).size >= 6, { what: 'the messages', timeoutMs: 120_000 });
    await until(async () => (await textAs('checkpoint', 'auditor')).startsWith('everchart'), { what: 'a checkpoint', timeoutMs: 120_000 });
    before = await verified();
    // The search finds what is there.
    const places = await whereThePersonIs();
    expect(places).toEqual(expect.arrayContaining(['timeline: persons_v1.terms', 'timeline: timeline_v1.timeline_entries']));
    expect(places.some((place) => place.startsWith('file: /data/postgres/base'))).toBe(true);
    if (programs === undefined) return;
    for (const database of ['timeline', 'keyring']) dumps.push(await site.dump(database, folder));
    const readable = mkdtempSync(join(folder, 'before-'));
    await site.dump('timeline', readable, 'plain');
    expect(await inFiles(readable)).toHaveLength(1);
  }, 600_000);

  afterAll(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  }, 120_000);

  it('is listed with its reasons, approved by two officers as it was shown, and carried out; a holder that is away is an alarm', async () => {
    const isDue = async (): Promise<boolean> => (await retention('due-dates?before=2026-01-01', ruth)).body.records.length === 1;
    await until(isDue, { what: 'the list of what is due', timeoutMs: 120_000 });
    const explained = (await retention(`patients/${patient}/due-date`, ruth)).body;
    expect(explained).toMatchObject({ due: { dueOn: '2015-03-02', rule: { ruleId: 'de-patient-record' } } });
    const listed = await decide('destructions', ruth, {});
    expect(listed).toMatchObject({ status: 201, body: { items: [{ patientId: patient, dueOn: '2015-03-02', entries: 12 }] } });
    const { destructionId, digest } = listed.body;
    const path = `destructions/${destructionId}`;
    expect(await decide(`${path}/approvals`, ruth, { digest, as: ruth })).toMatchObject({ status: 200, body: { missing: { people: 1 } } });
    expect((await decide(`${path}/begin`, ruth, { digest })).status).toBe(409);
    expect((await decide(`${path}/approvals`, hugo, { digest: '0'.repeat(64), as: hugo })).status).toBe(409);
    expect(await decide(`${path}/approvals`, hugo, { digest, as: hugo })).toMatchObject({ status: 200, body: { missing: { people: 0 } } });
    const away = site.suite.pidOf('integration');
    process.kill(away, 'SIGSTOP');
    try {
      expect(await decide(`${path}/begin`, hugo, { digest })).toMatchObject({ status: 200, body: { state: 'begun' } });
      const state = async () => (await retention(path, ruth)).body.items[0];
      await until(async () => (await state()).state === 'destroyed', { what: 'the destruction', timeoutMs: 120_000 });
      await until(async () => (await unconfirmed()).join() === 'integration', { what: 'the other holders', timeoutMs: 120_000 });
      await until(() => alarm('integration'), { what: 'the alarm', timeoutMs: 60_000 });
      expect((await retention('certificates', ruth)).body).toMatchObject({ certificates: [] });
    } finally {
      process.kill(away, 'SIGCONT');
    }
    const isIssued = async (): Promise<boolean> => (await retention('certificates', ruth)).body.certificates.length === 1;
    await until(isIssued, { what: 'the certificate', timeoutMs: 240_000 });
    expect(await unconfirmed()).toEqual([]);
    await until(async () => !(await alarm('integration')), { what: 'the end of the alarm', timeoutMs: 60_000 });
  }, 600_000);

  it('has a certificate: as JSON, as a note that the key of the log has signed, and as a page', async () => {
    const [{ certificateId }] = (await retention('certificates', ruth)).body.certificates;
    const shown = (await retention(`certificates/${certificateId}`, ruth)).body;
    expect(shown).toMatchObject({ patientId: patient, rule: { ruleId: 'de-patient-record' }, scope: { entries: 12 } });
    expect(shown.approvers.map(({ role }: { role: string }) => role).sort()).toEqual([hugo, ruth]);
    expect(shown.holders.map(({ holder }: { holder: string }) => holder).sort()).toEqual([
      'ingest',
      'integration',
      'patient-timeline',
      'retention',
    ]);
    ({ destroyedBy } = shown);
    const isSigned = async (): Promise<boolean> => (await textOf(`certificates/${certificateId}/note`)).status === 200;
    await until(isSigned, { what: 'the signature', timeoutMs: 60_000 });
    const { text: note } = await textOf(`certificates/${certificateId}/note`);
    expect(openNote(note, parseVerifierKey(await verifierKey()))).toBeDefined();
    expect(note).toContain(certificateId);
    const page = await textOf(`certificates/${certificateId}/page`);
    expect(page).toMatchObject({ status: 200, type: expect.stringContaining('text/html'), text: expect.stringContaining(patient) });
    for (const text of [JSON.stringify(shown), note, page.text]) expect(isOfPerson(Buffer.from(text))).toBe(false);
  }, 120_000);

  it('leaves nothing of the person in any row, file, topic, log or metric, once deleted rows were swept', async () => {
    await site.everchart('sweep');
    expect(await whereThePersonIs()).toEqual([]);
  }, 300_000);

  itWithPrograms(
    'leaves nothing of the person in a dump of any database',
    async () => {
      const later = mkdtempSync(join(folder, 'dumps-'));
      for (const database of Object.keys(site.databases)) await site.dump(database, later, 'plain');
      expect(readdirSync(later)).toHaveLength(Object.keys(site.databases).length);
      expect(await inFiles(later)).toEqual([]);
    },
    300_000,
  );

  it('is what reading and recording are answered with', async () => {
    const note = {
      id: randomUUID(),
      type: 'note.written',
      schemaVersion: 1,
      occurredAt: new Date().toISOString(),
      data: { kind: 'handover', text: 'x' },
    };
    expect(await site.record(patient, note)).toMatchObject({ status: 410, body: { type: 'urn:everchart:problem:record-destroyed' } });
    await isGone();
    // Who received something of the person is known still: an officer lets them know of an erasure.
    const { body } = await site.call('timeline', `patients/${patient}/accesses?limit=500`, hugo);
    const sent = (body.accesses as { operation: string; actor: string }[]).filter(({ operation }) => operation === 'hl7-message.sent');
    expect(new Set(sent.map(({ actor }) => actor)).size).toBe(1);
  }, 60_000);

  it('leaves nothing of the person in the memory of a suite that was started again', async () => {
    await site.whileStopped(() => Promise.resolve());
    await isGone({ isSearched: false });
    const has = (forms: readonly Buffer[]) => (bytes: Buffer) => forms.some((form) => bytes.includes(form));
    const inMemory = async (marked: string): Promise<string[]> => {
      const shared = new Set<string>();
      const found = new Set<string>();
      for (const [name, parent] of pids())
        for (const pid of await withChildren(parent)) if (await isInMemory(pid, has(formsOf(marked)), shared)) found.add(name);
      return [...found];
    };
    // The search finds the one whose summary was shown.
    expect(await inMemory(othersMark)).toEqual(expect.arrayContaining(['timeline', 'postgres']));
    expect(await inMemory(mark)).toEqual([]);
  }, 400_000);

  it('leaves a log that verifies as before, and has what every holder confirmed', async () => {
    const { rows } = await site.pool('retention').query<{ count: number }>("SELECT count(*) FROM retention.entries WHERE entry LIKE '%copies.deleted%'"); // prettier-ignore
    expect(rows[0]!.count).toBe(4);
    const report = await verified();
    expect([before.faults, report.faults]).toEqual([[], []]);
    expect(report.size).toBeGreaterThan(before.size);
  }, 120_000);

  it('is not undone by a rebuild', async () => {
    await site.everchart('projections', 'rebuild');
    const { rows } = await site.pool('timeline').query<{ patient: string }>('SELECT patient FROM timeline_v2.patients');
    expect(rows.map((row) => row.patient)).toEqual([other]);
    await isGone();
  }, 120_000);

  itWithPrograms(
    'is not undone by a restore of the read models and the keyring as they were before',
    async () => {
      await site.whileStopped(async () => {
        for (const dump of dumps) await site.restoreDump(dump);
        await site.raiseEpoch('timeline');
      });
      const isBack = async (): Promise<boolean> => (await site.call('timeline', `patients/${patient}/summary`, 'carer')).status === 410;
      await until(isBack, { what: 'the destruction, once more', timeoutMs: 240_000 });
      await isGone({ isReadable: false });
      const keys = `SELECT FROM keyring.data_keys WHERE subject = $1 AND retention_class IN ('clinical', 'retention-facts', 'observations', 'documents') AND wrapped IS NOT NULL`;
      expect((await site.pool('keyring').query(keys, [patient])).rowCount).toBe(0);
      await site.everchart('sweep');
      expect(await whereThePersonIs()).toEqual([]);
    },
    600_000,
  );
});
