import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@everchart/testing';
import { fetchLog, verifyLogDirectory, type VerificationReport } from '@everchart/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newMark, textsWith, whereIs } from '../test/person-search.js';
import { Site, type Reading } from '../test/site.js';

const org = 'sunrise-care';
const [ruth, hugo] = ['retention-officer', 'data-protection-officer'] as const;
const stayId = randomUUID();
const at = '2018-03-01T08:00:00+01:00';
const event = (type: string, data: object, schemaVersion = 1) => ({ id: randomUUID(), type, schemaVersion, occurredAt: at, data });
const weighed = (note: string) => ({ code: { text: 'Body weight', coding: [{ system: 'http://loinc.org', code: '29463-7' }] }, category: 'weight', valueQuantity: { value: 61.4, unit: 'kg', code: 'kg' }, note }); // prettier-ignore
const rule = { version: 1, jurisdiction: 'DE', recordKinds: ['patient-record'], binding: 'recommendation', acts: ['destroy'], source: { citation: 'of our house', basis: 'primary' }, verified: true }; // prettier-ignore
const rules = [
  { ...rule, ruleId: 'records', title: 'Records', minimum: { term: { after: 'last-contact', period: 'P30Y' } } },
  { ...rule, ruleId: 'results', title: 'Results', alone: ['observations'], minimum: { term: { after: 'last-contact', period: 'P5Y' } } },
];

/** The suite as a user starts it, and a record of which the observations are due, and the rest is not. */
describe('a kind of entries that is destroyed alone', () => {
  const site = new Site(undefined, 'auto', { archives: false, environment: { retention: { DESTRUCTION_QUIET_DAYS: '0' } } });
  const undo: (() => Promise<unknown> | void)[] = [];
  const [mark, keptMark] = [newMark(), newMark()];
  const [texts, keptTexts] = [textsWith(mark), textsWith(keptMark)];
  const patient = randomUUID();
  const measured = texts.map((text) => event('observation.recorded', weighed(text), 2));
  let folder: string;
  let before: VerificationReport;
  const retention = (path: string, client: string, body?: object): Promise<Reading> => site.call('retention', path, client, body);
  const decide = (path: string, client: string, data: object): Promise<Reading> =>
    retention(path, client, { id: randomUUID(), occurredAt: new Date().toISOString(), data });
  const verified = async (): Promise<VerificationReport> => {
    const { url, token } = { url: site.suite.run.urls.retention, token: site.suite.tokens.auditor! };
    const key = await fetch(`${url}/v1/orgs/${org}/log-key`, { headers: { authorization: `Bearer ${token}` } });
    const directory = join(folder, 'log-at-home');
    await fetchLog({ url, org, token, directory });
    return verifyLogDirectory({ directory, verifierKey: (await key.text()).trim() });
  };
  const shown = async (path: string, headers = {}): Promise<string> => {
    const answer = await site.call('timeline', `patients/${patient}/${path}`, 'carer', undefined, headers);
    expect([path, answer.status]).toEqual([path, 200]);
    return JSON.stringify(answer.body);
  };
  /** All others are as they were, and in the place of each observation stands a note. */
  const isGone = async (): Promise<void> => {
    const timeline = await shown('timeline?limit=100');
    for (const text of keptTexts) expect(timeline).toContain(text);
    expect([timeline.includes(mark), timeline.split('"code":"destroyed"').length - 1]).toEqual([false, measured.length + 1]);
    const summary = await shown('summary');
    expect([summary.includes(mark), summary.includes('61.4'), summary.includes('"complete":true')]).toEqual([false, false, true]);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'everchart-destroyed-kind-'));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    undo.push(() => site.stop());
    await site.start();
    const home = { facilityId: 'home', name: 'Haus Linde', kind: 'nursing-home', timeZone: 'Europe/Berlin', jurisdiction: 'DE' };
    const opened = { ...event('facility.opened', home), occurredAt: '2000-01-01T00:00:00+01:00' };
    expect(await site.call('ingest', 'directory/events', 'administrator', opened)).toMatchObject({ status: 201 });
    expect(await decide('rule-sets', ruth, { ruleSetId: 'house', version: 1, title: 'Of our house', rules, reason: 'Reviewed' })).toMatchObject({ status: 201 }); // prettier-ignore
    const amendment = { entryId: measured[0]!.id, type: 'observation.recorded', schemaVersion: 2, data: weighed(texts[1]!), changeLog: { reason: 'mistake' } }; // prettier-ignore
    const events = [
      event('patient.registered', {
        identifiers: [],
        name: { family: keptTexts[0], given: ['Ida'] },
        birthDate: '1938-04-02',
        gender: 'female',
      }),
      event('stay.admitted', { stayId, class: 'residential', location: { facility: 'home' } }),
      ...measured,
      event('entry.amended', amendment),
      ...keptTexts.slice(1).map((text) => event('note.written', { kind: 'handover', text })),
      event('stay.discharged', { stayId }),
    ];
    let token = '';
    for (const each of events) {
      const answer = await site.record(patient, each);
      expect(answer).toMatchObject({ status: 201 });
      ({ token } = answer);
    }
    for (const path of ['summary', 'timeline?limit=100']) expect(await shown(path, { 'everchart-at-least': token })).toContain(path === 'summary' ? '61.4' : texts[2]); // prettier-ignore
    expect(await whereIs(site, mark)).toEqual(expect.arrayContaining(['timeline: timeline_v1.timeline_entries']));
    before = await verified();
  }, 600_000);
  afterAll(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  }, 120_000);

  it('is due by its rule, approved by its class, destroyed, confirmed by every holder and certified', async () => {
    const due = async (): Promise<object[]> => (await retention('due-dates?before=2030-01-01', ruth)).body.records;
    await until(async () => (await due()).length === 1, { what: 'the date', timeoutMs: 120_000 });
    expect(await due()).toMatchObject([
      { patientId: patient, retentionClass: 'observations', dueOn: '2023-03-02', rule: { ruleId: 'results' } },
    ]);
    const listed = await decide('destructions', ruth, { kinds: [{ patientId: patient, retentionClass: 'observations' }] });
    expect(listed).toMatchObject({ status: 201, body: { items: [{ patientId: patient, retentionClasses: ['observations'] }] } });
    const { destructionId, digest } = listed.body;
    for (const as of [ruth, hugo]) expect((await decide(`destructions/${destructionId}/approvals`, as, { digest, as })).status).toBe(200);
    expect((await decide(`destructions/${destructionId}/begin`, hugo, { digest })).status).toBe(200);
    const certificates = async () => (await retention('certificates', ruth)).body.certificates as { scope: object; holders: object[] }[];
    await until(async () => (await certificates()).length === 1, { what: 'the certificate', timeoutMs: 240_000 });
    const [certificate] = await certificates();
    expect(certificate).toMatchObject({ patientId: patient, scope: { retentionClasses: ['observations'] } });
    await isGone();
  }, 400_000);

  it('leaves nothing of itself in any row, file, topic, log or metric, once deleted rows were swept, and all of the rest', async () => {
    await site.everchart('sweep');
    expect(await whereIs(site, mark)).toEqual([]);
    expect((await whereIs(site, keptMark)).length).toBeGreaterThan(0);
    const { rows } = await site.pool('keyring').query<{ name: string }>('SELECT retention_class AS name FROM keyring.data_keys WHERE subject = $1 AND wrapped IS NOT NULL ORDER BY 1', [patient]); // prettier-ignore
    expect(rows.map(({ name }) => name).filter((name) => !name.startsWith('access-'))).toEqual([
      'clinical',
      'retention',
      'retention-facts',
    ]);
  }, 300_000);

  it('keeps nothing from being recorded, nor the log from being verified', async () => {
    const later = event('observation.recorded', weighed('of today'), 2);
    const answer = await site.record(patient, { ...later, occurredAt: new Date().toISOString() });
    expect(answer).toMatchObject({ status: 201 });
    expect(await shown('timeline?limit=100', { 'everchart-at-least': answer.token })).toContain('of today');
    const report = await verified();
    expect([before.faults, report.faults, report.size > before.size]).toEqual([[], [], true]);
  }, 120_000);

  it('is not undone by a rebuild, nor by a suite that was started again', async () => {
    await site.everchart('projections', 'rebuild');
    expect(await whereIs(site, mark)).toEqual([]);
    await site.whileStopped(() => Promise.resolve());
    const timeline = await shown('timeline?limit=100');
    expect([timeline.includes(mark), timeline.includes(keptTexts[3]!), timeline.includes('of today')]).toEqual([false, true, true]);
  }, 400_000);
});
