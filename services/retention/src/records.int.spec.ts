import { randomUUID } from 'node:crypto';
import { lifeOf } from '@everchart/clinical-facts';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RetentionSuite } from '../test/retention-suite.js';
import type { KnownRecord } from './domain/known-record.js';
import { recordStore } from './infrastructure/record.store.js';

describe('what rules need of records, in retention', () => {
  const suite = new RetentionSuite();
  let worker: ReturnType<typeof suite.pool> | undefined;
  const known = async (subject: string, org = 'home'): Promise<KnownRecord | undefined> =>
    (await recordStore.read((worker ??= suite.pool(suite.config().DATABASE_WORKER_URL)), org, [subject]))[0];
  const at = async (subject: string, streamVersion: number): Promise<KnownRecord> => {
    await until(async () => (await known(subject))?.streamVersion === streamVersion, { what: `record at ${streamVersion}` });
    return (await known(subject))!;
  };

  beforeAll(async () => {
    await suite.start();
    await suite.startService();
  });
  afterAll(() => suite.close());

  it('are dates and places, from headers and from the facts beside the data', async () => {
    const [patient, stayId] = [randomUUID(), randomUUID()];
    await suite.recordPatient(patient, [
      ['patient.registered', { identifiers: [], name: { family: 'Abel' }, gender: 'female', birthDate: '1938-04' }],
      [
        'stay.admitted',
        { stayId, class: 'inpatient', location: { facility: 'linden', room: '12' } },
        { occurredat: '2026-01-02T09:00:00+01:00' },
      ],
      ['note.written', { kind: 'progress', text: 'slept well' }, { occurredat: '2026-05-02T09:00:00+02:00', facility: 'linden' }],
      ['stay.discharged', { stayId }, { occurredat: '2026-04-02T09:00:00+02:00' }],
      ['note.written', { kind: 'progress', text: 'late entry' }, { occurredat: '2026-03-02T09:00:00+01:00', facility: 'linden' }],
      ['note.written', { kind: 'progress', text: 'later entry' }, { occurredat: '2026-03-03T09:00:00+01:00', facility: 'linden' }],
    ]);
    const record = await at(patient, 6);
    expect(record).toMatchObject({
      unread: 0,
      occurredAt: '2026-05-02T07:00:00.000000Z',
      facilities: [{ facility: 'linden', firstAt: '2026-03-02T08:00:00.000000Z', lastAt: '2026-05-02T07:00:00.000000Z' }],
    });
    expect(lifeOf(record.entries)).toMatchObject({
      birth: { at: '1938-04' },
      stays: [{ state: 'closed', places: [{ facility: 'linden' }], discharged: { at: '2026-04-02T09:00:00+02:00' } }],
    });
    // No clinical content in any row, and none that the key of retention would open.
    const { rows } = await suite
      .pool(suite.database.ownerUrl)
      .query<{ text: string }>(
        `SELECT string_agg(r::text, ' ') AS text FROM (SELECT entry::text AS r FROM retention.record_facts UNION ALL SELECT to_jsonb(t)::text FROM retention.records t) x`,
      );
    for (const secret of ['Abel', 'slept', '"room"', 'inpatient']) expect(rows[0]!.text).not.toContain(secret);
  });

  it('say when facts are missing, and take them in their place when they can be read', async () => {
    const patient = randomUUID();
    await suite.recordPatient(patient, [
      ['patient.registered', { identifiers: [], gender: 'female', birthDate: '1938-04' }, { withoutFacts: true }],
    ]);
    const record = await at(patient, 1);
    expect(record.unread).toBe(1);
    expect(lifeOf(record.entries)).toEqual({ replaces: [], stays: [] });
  });

  it('are apart by organisation', async () => {
    const patient = randomUUID();
    await suite.recordPatient(patient, [['patient.registered', { identifiers: [], gender: 'female', birthDate: '1938' }]]);
    await at(patient, 1);
    expect(await known(patient, 'other')).toBeUndefined();
  });
});
