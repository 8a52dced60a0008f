import { randomUUID } from 'node:crypto';
import { organisationStream } from '@everchart/contracts';
import type { DueDate, Rule } from '@everchart/contracts-retention';
import type { AppendOutcome } from '@everchart/event-store';
import { Directories, directorySchema } from '@everchart/organisation-directory';
import { createPool, withTransaction, type Pool } from '@everchart/postgres';
import { readRuleFile } from '@everchart/retention-rules';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DueDateKeeper } from './application/due-date.keeper.js';
import type { RetentionStatement } from './application/retention.recorder.js';
import { standingsOf } from './application/record.standings.js';
import { dueDateReader, type ListPlace } from './infrastructure/due-date.reader.js';
import { dueDateStore } from './infrastructure/due-date.store.js';
import { migrationSets } from './migrations.js';

type Recorded = RetentionStatement<'due-date.changed'>;

describe('the keeper of due dates', () => {
  let database: TestDatabase;
  let pool: Pool;
  const warnings: unknown[] = [];
  const counted: [string, number][] = [];
  const metrics = { faults: (reason: string, records: number) => void counted.push([reason, records]) };
  const logger = { warn: (fields: unknown) => void warnings.push(fields) };
  const keeperWith = (record: (statement: Recorded) => void, options?: { clock?: () => Date; restAfterManyMs?: number }) => {
    const recordEach = (_org: string, statements: readonly RetentionStatement[]) =>
      Promise.resolve(
        statements.map((statement) => {
          try {
            record(statement as Recorded);
            return { outcome: 'created' } as AppendOutcome;
          } catch (error) {
            return error as Error;
          }
        }),
      );
    return new DueDateKeeper(pool, new Directories(pool, directorySchema), { recordEach }, { metrics, logger }, options);
  };
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
    await pool.query("INSERT INTO directory_v1.events (org, patient, stream_version, position, event, about) VALUES ($1, $2, 1, 1, $3, 'directory')", [org, stream, JSON.stringify(event)]); // prettier-ignore
    await pool.query('INSERT INTO directory_v1.organisations (org, patient, stream_version, store_id, epoch, shard, position, unreadable) VALUES ($1, $2, 1, $3, 1, 0, 1, 0)', [org, stream, randomUUID()]); // prettier-ignore
  }

  async function keepRecord(org: string, subject: string, merges: readonly ['replaces' | 'replaced-by', string][] = []): Promise<void> {
    await pool.query(
      `INSERT INTO retention.records (org, subject, stream_version, store_id, epoch, shard, position, first_at, recorded_at, recorded_by, occurred_at, occurred_by)
       VALUES ($1, $2, 1, $3, 1, 0, 1, '2010-06-01T10:00Z', '2010-06-01T10:00Z', $4, '2010-06-01T10:00Z', $4)`,
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

  it('rests after many single changes of an organisation, and does not let others wait', async () => {
    const [busy, other] = [await organisation(), await organisation()];
    const records = Array.from({ length: 120 }, () => randomUUID());
    for (const subject of records) await keepRecord(busy, subject);
    await keepRecord(other, randomUUID());
    const waiting = async (org: string): Promise<number> =>
      (await pool.query<{ waiting: number }>('SELECT count(changed_at) AS waiting FROM retention.records WHERE org = $1', [org])).rows[0]!.waiting; // prettier-ignore
    const touch = (org: string) => pool.query('UPDATE retention.records SET changed_at = clock_timestamp() WHERE org = $1', [org]);
    const keeper = keeperWith(() => undefined, { restAfterManyMs: 3_600_000 });
    await keeperWith(() => undefined).round();
    await keeper.start();
    try {
      await touch(busy);
      await until(async () => (await waiting(busy)) === 0, { what: 'the dates of many' });
      await touch(busy);
      for (let turn = 0; turn < 3; turn += 1) {
        await touch(other);
        await until(async () => (await waiting(other)) === 0, { what: 'the date of another organisation' });
      }
      expect(await waiting(busy)).toBe(records.length);
    } finally {
      await keeper.stop();
    }
    await keeperWith(() => undefined).round();
    expect(await waiting(busy)).toBe(0);
    expect(await dueOf(records[0]!)).toMatchObject({ status: 'due-on', keptThrough: '2020-06-01' });
  });

  const fact = (subject: string, org: string, entry: object | null, version = 1) =>
    pool.query('INSERT INTO retention.record_facts (org, subject, stream_version, entry) VALUES ($1, $2, $3, $4)', [org, subject, version, JSON.stringify({ eventId: randomUUID(), streamVersion: version, actor: '', occurredAt: '2010-06-01T10:00:00Z', recordedAt: '2010-06-01T10:00:00Z', ...entry })]); // prettier-ignore
  const badFact = { fact: { trigger: 'act' }, on: '2010-02-31', reason: 'no such day' } as const;
  const touchAll = (org: string) => pool.query('UPDATE retention.records SET changed_at = clock_timestamp() WHERE org = $1', [org]);

  describe.each(['all dates', 'single changes'])('of records on which reading or rules fail, among %s', (loop) => {
    let org: string;
    let [well, unread, failing]: string[] = [];
    const recorded: string[] = [];
    const work = async () => {
      if (loop === 'single changes') await touchAll(org);
      else await adopt(org, 'ten', 'P10Y');
      await keeperWith(
        ({ subject, data: { due } }) => void recorded.push(`${subject} ${due.keptThrough ?? due.missing[0]!.trigger}`),
      ).round();
    };

    beforeAll(async () => {
      org = await organisation();
      if (loop === 'single changes') await keeperWith(() => undefined).round();
      [well, unread, failing] = Array.from({ length: 3 }, () => randomUUID());
      for (const subject of [well!, unread!, failing!]) await keepRecord(org, subject);
      await fact(unread!, org, { type: 'stay.admitted', data: {} });
      await withTransaction(pool, (tx) => dueDateStore.state(tx, org, failing!, randomUUID(), badFact));
      await withTransaction(pool, async (tx) => {
        const { rules, ...set } = ruleSet('acts', 'P5Y');
        const minimum: Rule['minimum'] = { term: { after: 'act', period: 'P5Y', otherwise: { after: 'last-entry', period: 'P5Y' } } };
        await dueDateStore.adopt(tx, org, randomUUID(), { ...set, rules: [{ ...rules[0]!, minimum }] });
        if (loop === 'single changes') await tx.query('DELETE FROM retention.spans WHERE org = $1', [org]);
      });
      warnings.length = counted.length = 0;
      await work();
    });

    it('the others have their dates, and all is done', async () => {
      expect(await dueOf(well!)).toMatchObject({ status: 'due-on', keptThrough: '2020-06-01' });
      expect(await dueDateStore.spansIn(pool)).toEqual([]);
      expect(await dueDateStore.changedIn(pool)).toEqual([]);
      expect(recorded.sort()).toEqual([`${well} 2020-06-01`, `${unread} readable-facts`, `${failing} rule-outcome`].sort());
    });

    it('theirs are unknown for a reason, on the work list, counted and logged by ids', async () => {
      expect(await dueOf(unread!)).toMatchObject({ status: 'unknown', missing: [{ trigger: 'readable-facts' }] });
      expect(await dueOf(failing!)).toMatchObject({ status: 'unknown', missing: [{ trigger: 'rule-outcome' }] });
      const { rows: listed } = await withTransaction(pool, (tx) => dueDateReader.list(tx, org, { status: 'unknown' }, undefined, 10));
      expect(listed.map(({ subject }) => subject).sort()).toEqual([unread, failing].sort());
      expect(counted).toEqual(expect.arrayContaining([['readable-facts', 1], ['rule-outcome', 1]])); // prettier-ignore
      const line = { event: 'due-dates.not-worked-out', org, kind: 'clinical', count: 1 };
      expect(warnings).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ ...line, reason: 'readable-facts', records: [unread] }),
          expect.objectContaining({ ...line, reason: 'rule-outcome', records: [failing] }),
        ]),
      );
      expect(JSON.stringify(warnings)).not.toContain('2010-02-31');
    });

    it('they have a date once nothing fails any more', async () => {
      await pool.query('DELETE FROM retention.record_facts WHERE org = $1', [org]);
      await pool.query('DELETE FROM retention.stated_facts WHERE org = $1', [org]);
      await work();
      for (const subject of [unread!, failing!])
        expect(await dueOf(subject)).toMatchObject({ status: 'due-on', keptThrough: '2020-06-01' });
    });
  });

  it('knows no date of records that one names whose merges cannot be read, and goes on with records of the organisation', async () => {
    const [org, one, other] = [await organisation(), randomUUID(), randomUUID()];
    await keepRecord(org, one);
    await keepRecord(org, other, [['replaces', one]]);
    await fact(other, org, { type: 'patient.merged', data: { link: 'replaces', otherPatientId: 'no id' } }, 2);
    await fact(other, org, { type: 'stay.admitted', data: {} }, 3);
    await withTransaction(pool, async (tx) => {
      await dueDateStore.addClasses(tx, [{ org, retentionClass: 'retention' }]);
      await dueDateStore.state(tx, org, organisationStream(org), randomUUID(), { ...badFact, fact: { trigger: 'completion' } });
      await dueDateStore.adopt(tx, org, randomUUID(), { ...readRuleFile('own'), reason: 'reviewed' });
    });
    await keeperWith(() => undefined).round();
    for (const subject of [one, other])
      expect(await dueOf(subject)).toMatchObject({ status: 'unknown', missing: [{ trigger: 'readable-facts' }] });
    expect(await dueOf(organisationStream(org))).toMatchObject({ status: 'unknown', missing: [{ trigger: 'rule-outcome' }] });
    // One that fails is held, and its stays may be open: it stops the destruction of no other record.
    const standings = await withTransaction(pool, (tx) =>
      standingsOf(tx, org, [one, other], { now: new Date(), quietDays: 30, keyring: { classesOf: () => Promise.resolve([]) } }),
    );
    expect([...standings.values()].map(({ obstacles }) => obstacles)).toEqual([
      ['due-date', 'stay-open'],
      ['due-date', 'stay-open'],
    ]);
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
    // Then only the one that does not know it has an entry.
    await pool.query("UPDATE retention.records SET recorded_at = '2015-06-01T10:00Z', changed_at = now() WHERE org = $1 AND subject = $2", [
      org,
      one,
    ]);
    await keeperWith(() => undefined).round();
    expect(await dueOf(one)).toMatchObject({ status: 'due-on', keptThrough: '2025-06-01' });
    expect(await dueOf(other)).toEqual(await dueOf(one));
  });

  it('goes by a rule from its day on, without an event, in the zone of the place, and by one that ends no longer than to its last day', async () => {
    const [org, subject] = [await organisation(), randomUUID()];
    await keepRecord(org, subject);
    const { rules, ...set } = ruleSet('later', 'P30Y');
    const later = { ...set, rules: [{ ...rules[0]!, validFrom: '2030-01-01', validTo: '2030-06-30' }] };
    await withTransaction(pool, (tx) => dueDateStore.adopt(tx, org, randomUUID(), later));
    let now = '2029-12-31T22:00:00Z';
    const recorded: (string | undefined)[] = [];
    const keeper = keeperWith(({ subject: of, data }) => void (of === subject && recorded.push(data.due.keptThrough)), { clock: () => new Date(now) }); // prettier-ignore
    for (now of ['2029-12-31T22:59:59Z', '2029-12-31T23:02:00Z', '2030-06-30T21:59:00Z', '2030-06-30T22:02:00Z']) {
      await keeper.round();
      await keeper.round();
    }
    expect(recorded).toEqual(['2020-06-01', '2040-06-01', '2020-06-01']);
    expect(await dueDateStore.spansIn(pool)).toEqual([]);
  });

  it('follows the law of a facility from the day on that the organisation has stated before', async () => {
    const [org, subject] = [await organisation(), randomUUID()];
    await keepRecord(org, subject);
    const changed = { facilityId: 'linden', jurisdiction: 'FR', effectiveFrom: '2031-01-01T00:00:00Z' };
    const event = { id: randomUUID(), type: 'facility.changed', occurredAt: '2026-01-01T00:00:00Z', recordedAt: '2026-01-01T00:00:00Z', data: changed }; // prettier-ignore
    await pool.query("INSERT INTO directory_v1.events (org, patient, stream_version, position, event, about) VALUES ($1, $2, 2, 2, $3, 'directory')", [org, organisationStream(org), JSON.stringify(event)]); // prettier-ignore
    await pool.query('UPDATE directory_v1.organisations SET stream_version = 2 WHERE org = $1', [org]);
    let now = '2030-12-31T23:59:00Z';
    const keeper = keeperWith(() => undefined, { clock: () => new Date(now) }); // prettier-ignore
    await keeper.round();
    expect(await dueOf(subject)).toMatchObject({ status: 'due-on' });
    now = '2031-01-01T00:02:00Z';
    await keeper.round();
    // It may have been made in the facility as it is now: no rule of that law is there.
    expect(await dueOf(subject)).toMatchObject({ status: 'unknown', missing: [{ trigger: 'rule' }] });
  });

  it('works out a single change while all others wait, and puts it on record before them', async () => {
    const [org, one, other] = [await organisation(), randomUUID(), randomUUID()];
    await keepRecord(org, one);
    await keepRecord(org, other);
    const recorded: string[] = [];
    await keeperWith(() => {
      throw new Error('broken');
    }).round();
    await pool.query("UPDATE retention.records SET recorded_at = '2015-06-01T10:00Z', changed_at = now() WHERE org = $1 AND subject = $2", [org, other]); // prettier-ignore
    // Its span is in the hands of another keeper.
    await withTransaction(pool, (tx) => dueDateStore.adopt(tx, org, randomUUID(), ruleSet('twenty', 'P20Y')));
    await withTransaction(pool, async (tx) => {
      expect(await dueDateStore.cutSpan(tx, org, 500)).toMatchObject({ org });
      await keeperWith(({ subject, data }) => void recorded.push(`${subject === one ? 'one' : 'other'} ${data.due.keptThrough}`)).round();
      expect(await dueOf(other)).toMatchObject({ keptThrough: '2035-06-01' });
      expect(await dueOf(one)).toMatchObject({ keptThrough: '2020-06-01' });
      expect(recorded).toEqual(['other 2020-06-01', 'other 2035-06-01']);
    });
    await keeperWith(({ subject, data }) => void recorded.push(`${subject === one ? 'one' : 'other'} ${data.due.keptThrough}`)).round();
    expect(recorded.slice(2)).toEqual(['one 2020-06-01', 'one 2030-06-01']);
  });

  it('writes nothing of a record whose explanation is as it was', async () => {
    const [org, subject] = [await organisation(), randomUUID()];
    await keepRecord(org, subject);
    await keeperWith(() => undefined).round();
    const rows = async () =>
      (
        await pool.query<{ place: string }>(
          `SELECT ctid || xmin::text AS place FROM retention.due_dates WHERE org = $1 UNION ALL SELECT ctid::text FROM retention.records WHERE org = $1`,
          [org],
        )
      ).rows;
    const before = await rows();
    await withTransaction(pool, (tx) => dueDateStore.recompute(tx, [org]));
    await keeperWith(() => undefined).round();
    expect(await dueDateStore.spansIn(pool)).toEqual([]);
    expect(await rows()).toEqual(before);
  });

  it('knows the dates of accesses by their year, and keeps what the organisation states of itself', async () => {
    const org = await organisation();
    const own = readRuleFile('own');
    await withTransaction(pool, (tx) => dueDateStore.adopt(tx, org, randomUUID(), { ...own, reason: 'reviewed' }));
    await withTransaction(
      pool,
      (tx) =>
      dueDateStore.addClasses(tx, ['access-2024', 'retention', 'organisation', 'access-2024'].map((retentionClass) => ({ org, retentionClass }))), // prettier-ignore
    );
    const recorded: string[] = [];
    await keeperWith(({ data }) => void recorded.push(`${data.retentionClass} ${data.due.keptThrough ?? data.due.status}`)).round();
    expect(recorded).toEqual(['access-2024 2027-12-31', 'organisation forever', 'retention unknown']);
    const fact = { fact: { trigger: 'completion' }, on: '2026-01-01', reason: 'it closed' } as const;
    await withTransaction(pool, (tx) => dueDateStore.state(tx, org, organisationStream(org), randomUUID(), fact));
    await keeperWith(({ data }) => void recorded.push(`${data.retentionClass} ${data.due.keptThrough ?? data.due.status}`)).round();
    expect(recorded.slice(3)).toEqual(['retention 2036-01-01']);
  });

  it('looks at 10,000 records at most for a page of the list, and says where to go on', async () => {
    const org = await organisation();
    const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    await pool.query(
      `INSERT INTO retention.due_dates (org, subject, retention_class, status, due_on, rule_id, facilities, in_conflict, may_destroy, due, revision)
       SELECT $1, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'clinical', 'due-on', '2030-01-01'::date + n / 100,
         CASE WHEN n % 10003 = 0 THEN 'rare' ELSE 'often' END, CASE WHEN n % 10003 = 0 THEN '{park}' ELSE '{linden}' END::text[], false, true, '{}', 1
         FROM generate_series(1, 20008) AS n`,
      [org],
    );
    for (const filter of [
      { rule: 'rare' },
      { facility: 'park' },
      { facility: 'park', status: 'due' },
      { rule: 'rare', before: '2090-01-01' },
    ] as const) {
      const pages: (string | undefined)[][] = [];
      let after: ListPlace | undefined;
      do {
        const page = await withTransaction(pool, (tx) => dueDateReader.list(tx, org, filter, after, 10));
        pages.push([...page.rows.map(({ subject }) => subject), page.isCutShort ? page.next?.subject : 'end']);
        after = page.next;
      } while (after);
      expect(pages).toEqual([[id(10_000)], [id(10_003), id(20_000)], [id(20_006), 'end']]);
    }
    const often = await withTransaction(pool, (tx) => dueDateReader.list(tx, org, { facility: 'linden' }, undefined, 10));
    expect([often.rows.length, often.isCutShort, often.next?.subject]).toEqual([10, false, id(10)]);
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
    const keeper = keeperWith(({ data: { was, due } }) => void recorded.push([was?.keptThrough, due.keptThrough]));
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
    const keeper = keeperWith(({ subject }) => {
      calls.push(subject!);
      if (subject === subjects[0]) throw new Error('refused');
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
