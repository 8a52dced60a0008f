import { randomUUID } from 'node:crypto';
import { organisationStream } from '@everchart/contracts';
import type { DueDate, Rule } from '@everchart/contracts-retention';
import type { AppendOutcome } from '@everchart/event-store';
import { Directories, directorySchema } from '@everchart/organisation-directory';
import { createPool, withTransaction, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DueDateKeeper } from './application/due-date.keeper.js';
import type { RetentionRecorder } from './application/retention.recorder.js';
import { dueDateStore } from './infrastructure/due-date.store.js';
import { migrationSets } from './migrations.js';

type Recording = Parameters<RetentionRecorder['record']>;

describe('the keeper of due dates', () => {
  let database: TestDatabase;
  let pool: Pool;
  const warnings: unknown[] = [];
  const logger = { warn: (fields: unknown) => void warnings.push(fields) };
  const keeperWith = (record: (...call: Recording) => void) =>
    new DueDateKeeper(
      pool,
      new Directories(pool, directorySchema),
      {
        record: async (...call) => {
          record(...call);
          return call[1].map(() => ({ outcome: 'created' }) as AppendOutcome);
        },
      },
      logger,
    );
  const ruleSet = (ruleSetId: string, period: string) => {
    const rule: Rule = {
      ruleId: `${ruleSetId}-rule`, version: 1, title: ruleSetId, jurisdiction: 'DE', recordKinds: ['patient-record'], binding: 'law', acts: ['destroy'],
      source: { citation: 'test', basis: 'primary' }, verified: true, minimum: { term: { after: 'last-entry', period } },
    }; // prettier-ignore
    return { ruleSetId, version: 1, title: ruleSetId, rules: [rule], reason: 'reviewed' };
  };
  const adopt = (org: string, ruleSetId: string, period: string) =>
    withTransaction(pool, (tx) => dueDateStore.adopt(tx, org, randomUUID(), ruleSet(ruleSetId, period)));
  const dueOf = async (subject: string): Promise<DueDate | undefined> =>
    (await pool.query<{ due: DueDate }>('SELECT due FROM retention.due_dates WHERE subject = $1', [subject])).rows[0]?.due;

  async function openFacility(org: string): Promise<void> {
    const stream = organisationStream(org);
    const data = { facilityId: 'linden', name: 'House Linden', kind: 'hospital', timeZone: 'Europe/Berlin', jurisdiction: 'DE' };
    const event = {
      id: randomUUID(),
      type: 'facility.opened',
      occurredAt: '2000-01-01T00:00:00Z',
      recordedAt: '2000-01-01T00:00:00Z',
      data,
    };
    await pool.query('INSERT INTO directory_v1.events (org, patient, stream_version, position, event) VALUES ($1, $2, 1, 1, $3)', [org, stream, JSON.stringify(event)]); // prettier-ignore
    await pool.query('INSERT INTO directory_v1.organisations (org, patient, stream_version, store_id, epoch, shard, position, unreadable) VALUES ($1, $2, 1, $3, 1, 0, 1, 0)', [org, stream, randomUUID()]); // prettier-ignore
  }

  async function keepRecord(org: string, subject: string, merges: readonly ['replaces' | 'replaced-by', string][] = []): Promise<void> {
    await pool.query(
      `INSERT INTO retention.records (org, subject, stream_version, store_id, epoch, shard, position, recorded_at, recorded_by, occurred_at, occurred_by)
       VALUES ($1, $2, 1, $3, 1, 0, 1, '2010-06-01T10:00Z', $4, '2010-06-01T10:00Z', $4)`,
      [org, subject, randomUUID(), randomUUID()],
    );
    for (const [at, [link, otherPatientId]] of merges.entries()) {
      const entry = { eventId: randomUUID(), streamVersion: at + 1, type: 'patient.merged', actor: '', occurredAt: '2010-06-01T10:00:00Z', recordedAt: '2010-06-01T10:00:00Z', data: { link, otherPatientId } }; // prettier-ignore
      await pool.query('INSERT INTO retention.record_facts (org, subject, stream_version, entry) VALUES ($1, $2, $3, $4)', [org, subject, at + 1, JSON.stringify(entry)]); // prettier-ignore
    }
  }

  async function organisation(): Promise<string> {
    const org = `org-${randomUUID().slice(0, 8)}`;
    await openFacility(org);
    await adopt(org, 'ten', 'P10Y');
    return org;
  }

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    pool = createPool({ connectionString: database.url('retention_worker'), applicationName: 'test', max: 4 }, () => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('does not work out a date by rules that are being changed, nor waits for the change', async () => {
    const [org, subject] = [await organisation(), randomUUID()];
    await keepRecord(org, subject);
    const keeper = keeperWith(() => undefined);
    await withTransaction(pool, async (tx) => {
      await dueDateStore.adopt(tx, org, randomUUID(), ruleSet('thirty', 'P30Y'));
      await keeper.round();
    });
    await keeper.round();
    expect(await dueOf(subject)).toMatchObject({ status: 'due-on', keptThrough: '2040-06-01' });
  });

  it('takes records as one of which only one knows that they were merged', async () => {
    const [org, one, other] = [await organisation(), randomUUID(), randomUUID()];
    await keepRecord(org, one);
    await keepRecord(org, other, [['replaces', one]]);
    warnings.length = 0;
    await keeperWith(() => undefined).round();
    expect(warnings).toEqual([]);
    expect(await dueOf(one)).toMatchObject({ status: 'due-on', keptThrough: '2020-06-01' });
    expect(await dueOf(other)).toEqual(await dueOf(one));
  });

  it('knows no date of a person who has too many records', async () => {
    const org = await organisation();
    const chain = Array.from({ length: 60 }, () => randomUUID());
    for (const [at, subject] of chain.entries())
      await keepRecord(org, subject, [
        ...(at > 0 ? ([['replaces', chain[at - 1]!]] as const) : []),
        ...(at < 59 ? ([['replaced-by', chain[at + 1]!]] as const) : []),
      ].map(([link, id]) => [link, id])); // prettier-ignore
    warnings.length = 0;
    await keeperWith(() => undefined).round();
    expect(warnings).toEqual([]);
    for (const subject of chain) expect((await dueOf(subject))?.status).toBe('unknown');
  });

  it('puts every change on record, though one could not be recorded when the next one came', async () => {
    const [org, subject] = [await organisation(), randomUUID()];
    await keepRecord(org, subject);
    const broken = () => {
      throw new Error('broken');
    };
    await keeperWith(broken).round();
    await adopt(org, 'thirty', 'P30Y');
    await keeperWith(broken).round();
    const recorded: (string | undefined)[][] = [];
    const keeper = keeperWith((_org, [statement]) => {
      const { was, due } = statement!.data as { was?: DueDate; due: DueDate };
      recorded.push([was?.keptThrough, due.keptThrough]);
    });
    await keeper.round();
    await keeper.round();
    expect(recorded).toEqual([
      [undefined, '2020-06-01'],
      ['2020-06-01', '2040-06-01'],
    ]);
  });

  it('records what it can though one change is refused, and lets an organisation that fails rest without the others', async () => {
    const [sick, well] = [await organisation(), await organisation()];
    const subjects = Array.from({ length: 3 }, () => randomUUID()).sort();
    for (const subject of subjects) await keepRecord(sick, subject);
    const calls: string[] = [];
    const keeper = keeperWith((_org, [statement]) => {
      calls.push(statement!.subject!);
      if (statement!.subject === subjects[0]) throw new Error('refused');
    });
    await keeper.round();
    expect(calls).toEqual(subjects);
    calls.length = 0;
    const other = randomUUID();
    await keepRecord(well, other);
    await keeper.round();
    expect(calls).toEqual([other]);
  });
});
