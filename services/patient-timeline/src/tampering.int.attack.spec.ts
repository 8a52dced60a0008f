import type { Pool } from '@everchart/postgres';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, penicillin, pulse, read, registration, TimelineSuite } from '../test/timeline-suite.js';
import { compareWithEvents } from './compare.js';
import { createApp } from './index.js';

/** What the owner of the database of the read model can do, and by what name the comparison finds it. */
describe('as the owner of the database of the read model', () => {
  const suite = new TimelineSuite('postgres');
  const patient = newPatient();
  let service: RunningService;
  let owner: Pool;

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    ({ service } = await createApp(suite.config()));
    const recorded = await suite.record(
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'allergy.recorded', data: penicillin },
      { patient, type: 'observation.recorded', data: pulse(70) },
    );
    const token = await suite.token();
    const url = `${service.url}/v1/orgs/home/patients/${patient}/summary`;
    const { token: atLeast } = recorded.at(-1)!;
    await until(async () => (await read(url, token, { 'everchart-at-least': atLeast })).status === 200, { what: 'the projection' });
  });
  afterAll(async () => {
    await service.close();
    await suite.close();
  });

  const compare = () => compareWithEvents(suite.config(), suite.operator);
  const of = (table: string) => ({ table, org: 'home', patient });

  it('what is whole is whole, and nothing is left of the comparison', async () => {
    expect(await compare()).toEqual([]);
    const { rows } = await owner.query("SELECT nspname FROM pg_namespace WHERE nspname ~ '_v[0-9]+$' AND nspname !~ '_v1$'");
    expect(rows).toEqual([]);
  });

  it.each([
    ['an allergy that is hidden', `UPDATE timeline_v1.topics SET shown = NULL WHERE topic LIKE 'allerg%'`, ['row-changed', 'topics']],
    ['a value that is changed', `UPDATE timeline_v1.timeline_entries SET entry = replace(entry::text, '70', '71')::json WHERE type = 'observation.recorded'`, ['row-changed', 'timeline_entries']], // prettier-ignore
    ['an entry that is gone', `DELETE FROM timeline_v1.timeline_entries WHERE type = 'observation.recorded'`, ['row-missing', 'timeline_entries']], // prettier-ignore
    ['counts that are changed', `UPDATE timeline_v1.patients SET counts = '{}'`, ['row-changed', 'patients']],
    ['a version that is set back', `UPDATE timeline_v1.patients SET stream_version = 2, position = 2`, ['row-changed', 'patients']],
    ['a topic that no event speaks of', `INSERT INTO timeline_v1.topics (org, patient, topic, facts, shown) SELECT org, patient, 'allergies/made-up', facts, shown FROM timeline_v1.topics WHERE topic LIKE 'allerg%' LIMIT 1`, ['row-unexpected', 'topics']], // prettier-ignore
  ])(
    '%s is named',
    async (_, sql, [fault, table]) => {
      await owner.query('CREATE SCHEMA kept');
      for (const name of ['patients', 'topics', 'timeline_entries'])
        await owner.query(`CREATE TABLE kept.${name} AS SELECT * FROM timeline_v1.${name}`);
      expect((await owner.query(sql)).rowCount).toBe(1);
      expect(await compare()).toEqual([expect.objectContaining({ fault, ...of(table!) })]);
      await owner.query('DELETE FROM timeline_v1.patients; DELETE FROM timeline_v1.topics; DELETE FROM timeline_v1.timeline_entries');
      await owner.query(
        `INSERT INTO timeline_v1.patients SELECT * FROM kept.patients;
       INSERT INTO timeline_v1.topics (org, patient, topic, facts, shown) SELECT org, patient, topic, facts, shown FROM kept.topics;
       INSERT INTO timeline_v1.timeline_entries
         (code_key, org, patient, event_id, stream_version, epoch, shard, position, type, entry, root, topics, struck_by, amended_by, corrected_at, occurred_at, unreadable)
         SELECT code_key, org, patient, event_id, stream_version, epoch, shard, position, type, entry, root, topics, struck_by, amended_by, corrected_at, occurred_at, unreadable
         FROM kept.timeline_entries;
       DROP SCHEMA kept CASCADE`,
      );
    },
    60_000,
  );
});
