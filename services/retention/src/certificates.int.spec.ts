import { classesOfRecord } from '@everchart/destruction';
import type { KeyOfSubject } from '@everchart/keyring';
import { withTransaction, type Pool } from '@everchart/postgres';
import { openNote, parseVerifierKey } from '@everchart/transparency-log';
import { beginAnew } from '@everchart/stream';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { DestructionSuite, type Officer, type ShownDestruction } from '../test/destruction-suite.js';
import { Auditor, RetentionSuite } from '../test/retention-suite.js';
import { clinicalConsumer } from './application/organisation-directory.js';
import { KeyringReconciler } from './application/keyring.reconciler.js';
import { destructionConsumer } from './consumers/destruction.projector.js';
import type { CertificateDocument } from './domain/certificate.js';
import { DestructionMetrics } from './infrastructure/metrics.js';

describe('after a destruction', () => {
  const suite = new RetentionSuite();
  const destructions = new DestructionSuite(suite);
  let ruth: Officer;
  let omar: Officer;
  let auditor: Auditor;
  let owner: Pool;

  const destroyed = async (patient: string): Promise<string> => {
    const { destructionId, digest } = (await ruth.decide('destructions', { patientIds: [patient] })).body as unknown as ShownDestruction;
    await ruth.decide(`destructions/${destructionId}/approvals`, { digest, as: 'retention-officer' });
    await omar.decide(`destructions/${destructionId}/approvals`, { digest, as: 'data-protection-officer' });
    expect((await ruth.decide(`destructions/${destructionId}/begin`, { digest })).status).toBe(200);
    const found = async () => (await destructions.store.readShard('home', 0, 0, 100_000)).find(({ header }) => header.type === 'retention.destroyed' && header.subject === patient); // prettier-ignore
    await until(async () => (await ruth.show(destructionId)).items[0]!.state === 'destroyed', {
      what: 'the destruction',
      timeoutMs: 30_000,
    });
    return (await found())!.header.id;
  };

  const certificatesOf = async (patient: string): Promise<CertificateDocument[]> =>
    (await ruth.call('GET', `certificates?patient=${patient}`)).body.certificates as CertificateDocument[];

  beforeAll(async () => {
    await suite.start();
    const service = await suite.startService({
      ROLES: 'api,sequencer,relay,destroyer',
      DESTRUCTION_QUIET_DAYS: '0',
      DESTRUCTION_HOLDERS: 'patient-timeline,retention',
    });
    const url = `http://127.0.0.1:${service.port}`;
    await destructions.start();
    ruth = await destructions.officer(url, 'retention-officer', 'officer-ruth');
    omar = await destructions.officer(url, 'data-protection-officer', 'officer-omar');
    auditor = new Auditor(url, await suite.token());
    owner = suite.pool(suite.keyringOwnerUrl);
  });
  afterAll(() => suite.close());

  it('a holder is awaited, a certificate is issued when it has deleted, and is complete when no backup has a key', async () => {
    const [patient] = (await destructions.due(1)) as [string];
    const [before, after] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)].map((at) => at.toISOString());
    const declare = (generation: string, takenAt: string) =>
      ruth.decide('backups', { generation, place: 'vault-2', takenAt, until: '2036-04-01' });
    expect(await declare('weekly-1', before!)).toMatchObject({ status: 201, body: { generation: 'weekly-1', expiredAt: null } });
    expect((await declare('weekly-1', before!)).status).toBe(200);
    expect(await declare('weekly-1', after!)).toMatchObject({ status: 409, body: { code: 'backup-known' } });
    await declare('weekly-2', after!);
    const destroyedBy = await destroyed(patient);
    const unconfirmed = async () => (await ruth.call('GET', 'destructions/unconfirmed?minutes=0')).body.unconfirmed as unknown[];
    await until(async () => (await unconfirmed()).length === 1, { what: 'the deletion of retention itself', timeoutMs: 30_000 });
    expect(await unconfirmed()).toMatchObject([{ patientId: patient, destroyedBy, holder: 'patient-timeline' }]);
    // One holder does not speak for another.
    await destructions.confirm(patient, destroyedBy, 'integration');
    const deletion = await destructions.confirm(patient, destroyedBy);
    await until(async () => (await certificatesOf(patient)).length === 1, { what: 'the certificate', timeoutMs: 60_000 });
    expect(await unconfirmed()).toEqual([]);
    const [issued] = (await certificatesOf(patient)) as [CertificateDocument];
    expect(issued).toMatchObject({
      status: 'issued',
      patientId: patient,
      destroyedBy,
      scope: { retentionClasses: classesOfRecord, entries: 3 },
      rule: { ruleId: 'one-year' },
      holdSearch: { found: 0 },
      approvers: [
        { actor: 'officer-ruth', role: 'retention-officer' },
        { actor: 'officer-omar', role: 'data-protection-officer' },
      ],
      keys: [{ retentionClass: 'clinical' }, { retentionClass: 'retention-facts' }],
      holders: [
        { holder: 'patient-timeline', eventId: deletion, rows: 12 },
        { holder: 'retention', eventId: expect.any(String), rows: expect.any(Number) },
      ],
      backups: [{ generation: 'weekly-1', place: 'vault-2', until: '2036-04-01' }],
      exceptions: [],
    });
    expect(issued.after.size).toBeGreaterThan(issued.before.size);
    // Both points are checkpoints that the log has signed.
    for (const { size } of [issued.before, issued.after]) if (size > 0) await auditor.text(`/checkpoints/${size}`);
    const path = `/certificates/${issued.certificateId}`;
    const noteOf = async (): Promise<CertificateDocument> => {
      const text = openNote(await auditor.text(`${path}/note`), parseVerifierKey(await auditor.text('/log-key')));
      const [title, json] = text.split('\n');
      expect(title).toBe('everchart certificate of destruction v1');
      return JSON.parse(json!) as CertificateDocument;
    };
    await until(async () => (await auditor.get(`${path}/note`)).ok, { what: 'the signature' });
    expect(await noteOf()).toEqual(issued);
    // Restored to before it was recorded, and drafted again: what is on record is what is signed.
    const database = suite.pool(suite.database.ownerUrl);
    await database.query(
      `UPDATE retention.certificates SET recorded = false, note = NULL, issued_at = issued_at + interval '1 day',
         certificate = jsonb_set(certificate::jsonb, '{method}', '"another"') WHERE certificate_id = $1`,
      [issued.certificateId],
    );
    await withTransaction(suite.pool(suite.config().DATABASE_WORKER_URL), (tx) => beginAnew(tx, destructionConsumer));
    await until(async () => (await auditor.get(`${path}/note`)).ok, { what: 'the signature', timeoutMs: 60_000 });
    expect(await noteOf()).toEqual(issued);
    const page = await auditor.get(`${path}/page`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    for (const shown of [patient, 'officer-omar', 'weekly-1', 'Not complete', issued.keys[0]!.fingerprint]) expect(html).toContain(shown);
    expect(html).not.toMatch(/<script|1938-04|src=/);
    expect((await ruth.decide('backups/weekly-1/expiry', { expiredAt: new Date().toISOString() })).status).toBe(200);
    await until(async () => (await certificatesOf(patient))[0]!.status === 'complete', { what: 'the completion', timeoutMs: 30_000 });
    await until(async () => (await auditor.get(`${path}/note`)).ok, { what: 'the signature' });
    expect(await noteOf()).toMatchObject({ status: 'complete', completion: { completedOn: expect.any(String) } });
    expect(await (await auditor.get(`${path}/page`)).text()).toContain('Complete since');
  }, 180_000);

  it('nothing of the record is here any more, and a rebuild does not bring it back', async () => {
    const worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    const [patient, other] = (await destructions.due(2)) as [string, string];
    const rows = async (): Promise<number> => {
      let found = 0;
      for (const table of [
        'records',
        'record_facts',
        'record_facilities',
        'record_actors',
        'due_dates',
        'due_date_changes',
        'stated_facts',
      ])
        found += (await worker.query(`SELECT FROM retention.${table} WHERE subject = $1`, [patient])).rowCount!;
      return found;
    };
    expect(await rows()).toBeGreaterThan(4);
    await destroyed(patient);
    await until(async () => (await rows()) === 0, { what: 'the deletion', timeoutMs: 30_000 });
    await withTransaction(worker, async (tx) => {
      await beginAnew(tx, clinicalConsumer);
      await tx.query('DELETE FROM retention.records');
    });
    await destructions.due(1);
    const isBack = async (): Promise<boolean> =>
      (await worker.query('SELECT FROM retention.records WHERE subject = $1', [other])).rowCount! > 0;
    await until(isBack, { what: 'the rebuild', timeoutMs: 60_000 });
    expect(await rows()).toBe(0);
    expect((await auditor.completeness()).unreadableEvents).toEqual([]);
  }, 180_000);

  it('a keyring that was restored serves no key of a record before what was destroyed is destroyed again', async () => {
    const [patient, other] = (await destructions.due(2)) as [string, string];
    const rowsOf = async (subject: string) =>
      (await owner.query<{ key_id: string; wrapped: Buffer | null; kek_id: string }>(`SELECT key_id, wrapped, kek_id FROM keyring.data_keys WHERE subject = $1 AND retention_class = 'clinical'`, [subject])).rows[0]!; // prettier-ignore
    const [key, otherKey] = [await rowsOf(patient), await rowsOf(other)];
    await destroyed(patient);
    // As an older copy has it.
    await owner.query(`BEGIN; LOCK TABLE keyring.compared_as; ALTER TABLE keyring.data_keys DISABLE TRIGGER destroyed_for_ever; COMMIT`);
    await owner.query(`UPDATE keyring.data_keys SET wrapped = $2, kek_id = $3, destroyed_at = NULL, fingerprint = NULL WHERE key_id = $1`, [
      key.key_id,
      key.wrapped,
      key.kek_id,
    ]);
    await owner.query('ALTER TABLE keyring.data_keys ENABLE ALWAYS TRIGGER destroyed_for_ever');
    await owner.query(`UPDATE keyring.compared_as SET identity = 'another database'`);
    const seen = new Set<string>();
    await until(
      async () => {
        const answer = await (await suite.keyringOf('keyring_reader')).keysOrReasons('home', [key.key_id, otherKey.key_id]).catch((error: { code: string }) => error.code); // prettier-ignore
        seen.add(typeof answer === 'string' ? answer : String(answer.get(key.key_id)));
        return typeof answer !== 'string';
      },
      { what: 'the keyring', timeoutMs: 30_000 },
    );
    expect([...seen].filter((each) => each !== 'keyring-unavailable')).toEqual(['key-destroyed']);
    expect((await rowsOf(patient)).wrapped).toBeNull();
    expect((await rowsOf(other)).wrapped).not.toBeNull();
  }, 120_000);

  it('a keyring that was restored is compared and served, though a copy of it is away', async () => {
    const served: string[] = [];
    let asked = 0;
    const away = () => Promise.reject(new Error('away'));
    const restored = {
      standing: () => Promise.resolve({ served: served.length > 0, now: new Date() }),
      notDestroyed: (_: string, keys: readonly KeyOfSubject[]) => ((asked += 1), Promise.resolve([...keys])),
      destroy: (_: string, subject: string) => (served.push(subject), Promise.resolve([])),
      destroyClass: away,
      serve: () => (served.push('served'), Promise.resolve()),
    };
    const copy = { ...restored, standing: away };
    const pool = suite.pool(suite.config().DATABASE_WORKER_URL);
    const logger = { warn: () => undefined, error: () => undefined, info: () => undefined };
    const { store } = destructions;
    const reconciler = new KeyringReconciler({ pool, store, keyrings: [copy, restored], metrics: new DestructionMetrics(new Registry()), logger }); // prettier-ignore
    const { rows } = await pool.query<{ subject: string }>(
      'SELECT subject FROM retention.destroyed_subjects ORDER BY org, subject, event_id',
    );
    expect(rows.length).toBeGreaterThan(0);
    await until(
      async () => {
        await expect(reconciler.round()).rejects.toThrow();
        return served.length > 0;
      },
      { what: 'the keyring' },
    );
    expect(served).toEqual([...rows.map(({ subject }) => subject), 'served']);
    // One organisation: however many records were destroyed.
    expect([rows.length > 1, asked]).toEqual([true, 1]);
  }, 60_000);
});
