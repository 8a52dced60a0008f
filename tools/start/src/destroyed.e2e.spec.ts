import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DestroyedRecords } from '@everchart/destruction/destroyed-records';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { createPool, type Pool } from '@everchart/postgres';
import { until } from '@everchart/testing';
import { fetchLog, verifyLogDirectory, type VerificationReport } from '@everchart/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSuite, type RunFile, type Suite } from './index.js';

const run = promisify(execFile);
const programOf = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const org = 'sunrise-care';
const at = '2026-03-01T08:00:00+01:00';

/** A text that occurs nowhere else on this machine. */
const newText = (): string => `Q${randomBytes(7).toString('hex')}`;

/** A text as it stands in a file: as it is, folded, in the hexadecimal form of bytes, or in base64. */
function formsOf(text: string): Buffer[] {
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.from(`${'x'.repeat(shift)}${text}`).toString('base64');
    return whole.slice(shift === 0 ? 0 : 4, whole.length - 4);
  });
  return [text, text.toLowerCase(), text.toUpperCase(), Buffer.from(text).toString('hex'), ...base64].map((form) => Buffer.from(form));
}

/** A file that a running server has removed meanwhile has nothing. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

const event = (type: string, data: object, schemaVersion = 1) => ({ id: randomUUID(), type, schemaVersion, occurredAt: at, data });

/** A record with 20 texts by which the person would be known again. */
function recordOf([
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
]: string[]) {
  return [
    event('patient.registered', { identifiers: [{ system: 'urn:oid:1.2', value: number }], name: { family, given: [given], preferred: called }, birthDate: '1938-04-02', gender: 'female' }),
    event('stay.admitted', { stayId: randomUUID(), class: 'residential', location: { facility: 'home', unit: 'a', room, bed } }),
    event('note.written', { kind: 'handover', text: `She slept well. ${note}` }),
    event('observation.recorded', { code: { text: 'Body weight', coding: [{ system: 'http://loinc.org', code: '29463-7' }] }, category: 'weight', valueQuantity: { value: 61.4, unit: 'kg', code: 'kg' }, method: { text: method }, note: remark }, 2),
    event('allergy.recorded', { substance: { text: substance }, type: 'allergy', categories: ['medication'], clinicalStatus: 'active', verification: 'confirmed' }),
    event('problem.recorded', { code: { text: problem }, clinicalStatus: 'active', verification: 'confirmed' }),
    event('medication.prescribed', { medication: { text: medicine }, dose: { value: 1, unit: 'tablet', code: '{tbl}' }, schedule: { times: ['08:00'], timeZone: 'Europe/Rome' }, period: { start: '2026-03-01' }, reasons: [{ text: pain }], prescriber }),
    event('flag.raised', { colour: 'amber', reason: fall }),
    event('incident.reported', { category: 'fall', description: story, severity: 'low', location: place, involved: [{ role: 'patient' }], injuries: [{ text: bruise }], witnesses: false }),
    event('preference.stated', { category: 'care-experience', text: wish }),
    event('plan.instruction-given', { title: plan, status: 'active', activities: [{ code: { text: 'Blood pressure' }, status: 'scheduled', schedule: { times: ['08:00'], timeZone: 'Europe/Rome' } }] }, 2),
  ]; // prettier-ignore
}

/** The suite as a user starts it, with a hospital that received all of the record. */
describe('after a destruction', () => {
  let directory: string;
  let suite: Suite;
  const pools = new Map<string, Pool>();
  const texts = Array.from({ length: 20 }, newText);
  const [patient, other] = [randomUUID(), randomUUID()];
  let eventId: string;
  let before: VerificationReport;

  const connect = (database: string): Pool => {
    let pool = pools.get(database);
    if (!pool) {
      pool = createPool({ connectionString: suite.run.databases[database]!, applicationName: 'test', max: 2 }, () => undefined);
      pools.set(database, pool);
    }
    return pool;
  };
  const call = async (
    service: keyof RunFile['urls'],
    path: string,
    client: string,
    body?: object,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`${suite.run.urls[service]}/v1/orgs/${org}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${suite.tokens[client]}`, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return {
      status: response.status,
      token: response.headers.get('everchart-position') ?? '',
      body: (await response.json()) as Record<string, unknown>,
    };
  };
  const everchart = (...args: string[]) =>
    run(process.execPath, [programOf('tools/cli/dist/main.js'), '--run-file', join(directory, 'run.json'), ...args]);
  /** Every checkpoint that was taken home stays: the log must still be what they say. */
  const verified = async (): Promise<VerificationReport> => {
    const log = join(directory, 'log-at-home');
    await fetchLog({ url: suite.run.urls.retention, org, token: suite.tokens.auditor!, directory: log });
    const headers = { authorization: `Bearer ${suite.tokens.auditor}` };
    const key = await (await fetch(`${suite.run.urls.retention}/v1/orgs/${org}/log-key`, { headers })).text();
    return verifyLogDirectory({ directory: log, verifierKey: key.trim() });
  };

  /** Places where a text stands: rows of every table, and files of databases, topics and logs, and metrics. */
  async function whereTextsAre(): Promise<string[]> {
    const forms = texts.flatMap(formsOf);
    const has = (bytes: Buffer): boolean => forms.some((form) => bytes.includes(form));
    const found = new Set<string>();
    for (const database of Object.keys(suite.run.databases)) {
      const pool = connect(database);
      const { rows: tables } = await pool.query<{ name: string }>("SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname <> 'information_schema'"); // prettier-ignore
      for (const { name } of tables) {
        const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
        if (rows.some(({ row }) => has(Buffer.from(row)))) found.add(`${database}: ${name}`);
      }
    }
    // What is in the server's memory comes into its files.
    await connect('timeline').query('CHECKPOINT');
    const { rows: servers } = await connect('timeline').query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    for (const [name, folder] of [
      ['suite', directory],
      ['postgres', servers[0]!.folder],
    ] as const) {
      // prettier-ignore
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const file = join(entry.parentPath, entry.name);
        if (entry.isFile() && has(bytesOf(file))) found.add(`${name}: ${entry.parentPath.slice(folder.length)}`);
      }
    }
    for (const service of ['ingest', 'timeline', 'integration', 'retention'] as const)
      if (has(Buffer.from(await (await fetch(`${suite.run.urls[service]}/metrics`)).text()))) found.add(`metrics of ${service}`);
    return [...found].sort();
  }

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'everchart-destroyed-'));
    suite = await startSuite({ directory, org, stream: 'auto', fsync: false, anyPorts: true, ingestProcesses: 2 });
    const hospital = { id: 'demo', host: '127.0.0.1', port: suite.run.ports.mllp, receivingApplication: 'EHR', receivingFacility: 'DEMO' };
    expect((await call('integration', 'destinations', 'operator', hospital)).status).toBe(201);
    let token = '';
    for (const each of recordOf(texts)) {
      const answer = await call('ingest', `patients/${patient}/events`, 'nurse', each);
      expect(answer).toMatchObject({ status: 201 });
      token = answer.token;
    }
    const own = Array.from({ length: 20 }, newText);
    for (const each of recordOf(own)) token = (await call('ingest', `patients/${other}/events`, 'nurse', each)).token;
    for (const each of [patient, other])
      for (const path of ['summary', 'timeline', 'doses'])
        expect((await call('timeline', `patients/${each}/${path}`, 'carer', undefined, { 'everchart-at-least': token })).status).toBe(200);
    expect((await call('timeline', 'patients/search', 'nurse', { name: texts[1] })).body).toMatchObject({
      patients: [{ patientId: patient }],
    });
    const settled = async (): Promise<boolean> => {
      const { rows } = await connect('integration').query<{ count: number }>(
        "SELECT count(*) FROM integration.deliveries WHERE state = 'delivered'",
      );
      return rows[0]!.count >= 6;
    };
    await until(settled, { what: 'the messages', timeoutMs: 60_000 });
    const signed = async (): Promise<boolean> =>
      (
        await fetch(`${suite.run.urls.retention}/v1/orgs/${org}/checkpoint`, {
          headers: { authorization: `Bearer ${suite.tokens.auditor}` },
        })
      ).ok;
    await until(signed, { what: 'a checkpoint', timeoutMs: 60_000 });
    before = await verified();
    // The search finds what is there.
    const places = await whereTextsAre();
    expect(places).toEqual(expect.arrayContaining(['timeline: persons_v1.terms', 'timeline: timeline_v1.timeline_entries']));
    expect(places.filter((place) => place.startsWith('postgres: /base'))).not.toEqual([]);

    const provider = await fileKeyProvider(suite.run.keyFile);
    const keyring = new Keyring({ pool: connect('keyring'), provider });
    const records = new DestroyedRecords(connect('retention_events'), keyring, keyring);
    eventId = await records.destroy(patient, { org, classes: ['clinical', 'retention-facts'] });
    const confirmed = async (): Promise<boolean> => {
      const all = await Promise.all(
        ['timeline', 'integration', 'ingest_accesses'].map((database) =>
          connect(database).query('SELECT FROM destruction.subjects WHERE event_id = $1 AND rows IS NOT NULL', [eventId]),
        ),
      );
      return all.every(({ rowCount }) => rowCount === 1);
    };
    await until(confirmed, { what: 'the confirmations', timeoutMs: 60_000 });
    await records.store.close();
  }, 400_000);

  afterAll(async () => {
    await Promise.all([...pools.values()].map((pool) => pool.end()));
    await suite?.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it('nothing of the person is in any row, file, topic, log or metric, once deleted rows were swept', async () => {
    await everchart('sweep');
    expect(await whereTextsAre()).toEqual([]);
  }, 300_000);

  it('recording and reading are answered with what became of the record', async () => {
    const gone = { status: 410, body: { type: 'urn:everchart:problem:record-destroyed' } };
    expect(
      await call('ingest', `patients/${patient}/events`, 'nurse', event('note.written', { kind: 'handover', text: 'x' })),
    ).toMatchObject(gone);
    for (const path of ['summary', 'timeline', `timeline?knownAt=${new Date().toISOString()}`])
      expect(await call('timeline', `patients/${patient}/${path}`, 'carer')).toMatchObject({
        ...gone,
        body: { ...gone.body, destroyedBy: eventId },
      });
    expect((await call('timeline', 'patients/search', 'nurse', { name: texts[1] })).body).toMatchObject({ patients: [] });
    expect((await call('timeline', `patients/${other}/summary`, 'carer')).status).toBe(200);
  });

  it('the log verifies as before, and has what every holder confirmed', async () => {
    await until(async () => {
      const { rows } = await connect('retention').query<{ count: number }>("SELECT count(*) FROM retention.entries WHERE entry LIKE '%copies.deleted%'"); // prettier-ignore
      // Of ingest, timeline, integration and retention.
      return rows[0]!.count === 4;
    }, { what: 'the confirmations in the log', timeoutMs: 60_000 }); // prettier-ignore
    const report = await verified();
    expect([before.faults, report.faults]).toEqual([[], []]);
    expect(report.size).toBeGreaterThan(before.size);
  }, 120_000);

  it('a rebuild does not bring it back', async () => {
    await everchart('projections', 'rebuild');
    const { rows } = await connect('timeline').query<{ patient: string }>('SELECT patient FROM timeline_v2.patients');
    expect(rows.map((row) => row.patient)).toEqual([other]);
    expect((await call('timeline', `patients/${patient}/summary`, 'carer')).status).toBe(410);
  }, 120_000);
});
