import { isKindClass, organisationStream } from '@everchart/contracts';
import type { DueDate, RetentionEventData } from '@everchart/contracts-retention';
import type { Pool, Queryable, Transaction } from '@everchart/postgres';
import type { RuleSet } from '@everchart/retention-rules';
import { mayDestroy } from '../domain/destruction.js';
import type { StatedFact } from '../domain/subject.js';

type Change = RetentionEventData['due-date.changed'];

/** A change as it waits for its event. */
export interface NotedChange {
  at: string;
  data: Omit<Change, 'due' | 'retentionClass'>;
}

/** A change whose event is not recorded yet. */
export interface UnrecordedChange {
  subject: string;
  retentionClass: string;
  revision: number;
  change: NotedChange;
  due: DueDate;
}

export interface KnownDueDate {
  /** JSON of `DueDate`. */
  due: string;
  facilities: string[];
  revision: number;
  /** Whether its last change is not recorded yet. */
  unrecorded: boolean;
}

export interface SavedDueDate {
  subject: string;
  due: DueDate;
  /** JSON of it. */
  text: string;
  facilities: readonly string[];
  revision: number;
  /** Absent: the date is as it was. */
  change?: NotedChange;
}

/** Records of an organisation, in the order of their subjects. */
export interface Span {
  org: string;
  since: string;
  /** Null: to the end. */
  before: string | null;
}

export interface WorkedOut {
  org: string;
  retentionClass: string;
  /** All dates of the organisation are worked out: single changes are recorded before these. */
  isMass: boolean;
}

/** Place of a change among those that wait. */
export interface ChangePlace {
  subject: string;
  retentionClass: string;
  revision: number;
}

const [nil, end] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
/** Spaces of advisory locks, the second key is that of the organisation. */
const [rulesLock, singlesLock, recordingLock] = [722_011_402, 722_011_403, 722_011_404];

/** Rules, stated facts and due dates, in the schema `retention`. */
export const dueDateStore = {
  async adopt(tx: Transaction, org: string, eventId: string, set: RetentionEventData['rule-set.adopted']): Promise<void> {
    await tx.query(
      `INSERT INTO retention.rule_sets (org, rule_set_id, rule_set, event_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (org, rule_set_id) DO UPDATE SET rule_set = excluded.rule_set, event_id = excluded.event_id`,
      [org, set.ruleSetId, JSON.stringify(set), eventId],
    );
    await this.recompute(tx, [org]);
  },

  async withdrawRules(tx: Transaction, org: string, ruleSetId: string): Promise<void> {
    await tx.query('DELETE FROM retention.rule_sets WHERE org = $1 AND rule_set_id = $2', [org, ruleSetId]);
    await this.recompute(tx, [org]);
  },

  async state(tx: Transaction, org: string, subject: string, eventId: string, fact: RetentionEventData['fact.stated']): Promise<void> {
    await tx.query(
      'INSERT INTO retention.stated_facts (org, subject, event_id, fact) VALUES ($1, $2, $3, $4) ON CONFLICT (org, subject, event_id) DO NOTHING',
      [org, subject, eventId, JSON.stringify({ ...fact, eventId })],
    );
    await touch(tx, org, subject);
  },

  async withdrawFact(tx: Transaction, org: string, subject: string, factId: string): Promise<void> {
    await tx.query('DELETE FROM retention.stated_facts WHERE org = $1 AND subject = $2 AND event_id = $3', [org, subject, factId]);
    await touch(tx, org, subject);
  },

  /** Records of the organisation itself that are not known yet. */
  async addClasses(tx: Transaction, classes: readonly { org: string; retentionClass: string }[]): Promise<void> {
    await tx.query(
      `INSERT INTO retention.record_classes (org, retention_class) SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) ORDER BY 1, 2
       ON CONFLICT DO NOTHING`,
      [classes.map(({ org }) => org), classes.map(({ retentionClass }) => retentionClass)],
    );
  },

  /**
   * No keeper works for the organisations until the transaction ends: it would work out dates by what was, of records
   * that count as worked out then.
   */
  async hold(tx: Transaction, orgs: readonly string[]): Promise<void> {
    await tx.query(
      'SELECT pg_advisory_xact_lock($2, key) FROM (SELECT DISTINCT hashtext(org) AS key FROM unnest($1::text[]) AS o (org) ORDER BY key) k',
      [orgs, rulesLock],
    );
  },

  /**
   * All dates of the organisations are worked out again. It costs the same for one record and for a million: what is to
   * be done is one span.
   */
  async recompute(tx: Transaction, orgs: readonly string[], now = new Date()): Promise<void> {
    await this.hold(tx, orgs);
    await tx.query('DELETE FROM retention.spans WHERE org = ANY ($1)', [orgs]);
    await tx.query('INSERT INTO retention.spans (org, since) SELECT DISTINCT org, $2::uuid FROM unnest($1::text[]) AS o (org)', [
      orgs,
      nil,
    ]);
    await tx.query(
      `INSERT INTO retention.recomputations AS r (org, looked_at) SELECT DISTINCT org, $2::timestamptz FROM unnest($1::text[]) AS o (org)
       ON CONFLICT (org) DO UPDATE SET looked_at = greatest(r.looked_at, excluded.looked_at)`,
      [orgs, now],
    );
    await tx.query('UPDATE retention.record_classes SET changed_at = clock_timestamp() WHERE org = ANY ($1)', [orgs]);
  },

  /** Organisations all of whose dates were worked out at some time. */
  async recomputed(pool: Pool): Promise<string[]> {
    const { rows } = await pool.query<{ org: string }>('SELECT org FROM retention.recomputations ORDER BY org');
    return rows.map(({ org }) => org);
  },

  /** Until when days were looked at. @returns milliseconds since 1970 */
  async lookedAt(tx: Transaction, org: string): Promise<number> {
    const { rows } = await tx.query<{ looked_at: Date }>('SELECT looked_at FROM retention.recomputations WHERE org = $1', [org]);
    return rows[0]!.looked_at.getTime();
  },

  /** Organisations that have records whose dates are to be worked out again. */
  async changedIn(pool: Pool): Promise<string[]> {
    const { rows } = await pool.query<{ org: string }>(
      `SELECT DISTINCT org FROM retention.records WHERE changed_at IS NOT NULL
       UNION SELECT DISTINCT org FROM retention.record_classes WHERE changed_at IS NOT NULL ORDER BY org`,
    );
    return rows.map(({ org }) => org);
  },

  /** Of these records those whose dates are to be worked out again, by themselves or with all others. */
  async unsettled(db: Queryable, org: string, subjects: readonly string[]): Promise<Set<string>> {
    const { rows } = await db.query<{ subject: string }>(
      `SELECT subject FROM retention.records r WHERE org = $1 AND subject = ANY ($2::uuid[]) AND (changed_at IS NOT NULL
         OR EXISTS (SELECT FROM retention.spans s WHERE s.org = r.org AND s.since <= r.subject AND (s.before IS NULL OR r.subject < s.before)))`,
      [org, subjects],
    );
    return new Set(rows.map(({ subject }) => subject));
  },

  /** Of these classes of the organisation those whose dates are to be worked out again. */
  async unsettledClasses(db: Queryable, org: string, classes: readonly string[]): Promise<Set<string>> {
    const { rows } = await db.query<{ name: string }>(
      'SELECT retention_class AS name FROM retention.record_classes WHERE org = $1 AND retention_class = ANY ($2::text[]) AND changed_at IS NOT NULL',
      [org, classes],
    );
    return new Set(rows.map(({ name }) => name));
  },

  /** Organisations all of whose dates are worked out again. */
  async spansIn(pool: Pool): Promise<string[]> {
    const { rows } = await pool.query<{ org: string }>('SELECT DISTINCT org FROM retention.spans ORDER BY org');
    return rows.map(({ org }) => org);
  },

  /** Whether all dates of the organisation are being worked out. */
  async isWorkingOut(pool: Pool, org: string): Promise<boolean> {
    return (await pool.query('SELECT FROM retention.spans WHERE org = $1 LIMIT 1', [org])).rowCount === 1;
  },

  /** Organisations that have changes which are not recorded. */
  async unrecordedIn(pool: Pool): Promise<string[]> {
    const { rows } = await pool.query<{ org: string }>(
      // Their names one after the other: there may be a million changes.
      `WITH RECURSIVE orgs AS (
         (SELECT org FROM retention.due_date_changes ORDER BY org LIMIT 1)
         UNION ALL SELECT (SELECT c.org FROM retention.due_date_changes c WHERE c.org > o.org ORDER BY c.org LIMIT 1) FROM orgs o WHERE o.org IS NOT NULL)
       SELECT org FROM orgs WHERE org IS NOT NULL`,
    );
    return rows.map(({ org }) => org);
  },

  /** Whether rules and facilities stay as they are until the transaction ends; they change at this moment otherwise. */
  async share(tx: Transaction, org: string): Promise<boolean> {
    const { rows } = await tx.query<{ got: boolean }>('SELECT pg_try_advisory_xact_lock_shared($2, hashtext($1)) AS got', [org, rulesLock]);
    return rows[0]!.got;
  },

  /** Whether no other keeper works on single changes of the organisation until the transaction ends. */
  async takeSingles(tx: Transaction, org: string): Promise<boolean> {
    return tryLock(tx, singlesLock, org);
  },

  /** Takes records whose dates are to be worked out again. What others hold is taken later. */
  async takeChanged(tx: Transaction, org: string, max: number): Promise<string[]> {
    const { rows } = await tx.query<{ subject: string }>(
      `UPDATE retention.records r SET changed_at = NULL FROM (
         SELECT subject FROM retention.records WHERE org = $1 AND changed_at IS NOT NULL ORDER BY changed_at LIMIT $2
           FOR UPDATE SKIP LOCKED) c
        WHERE r.org = $1 AND r.subject = c.subject RETURNING r.subject`,
      [org, max],
    );
    return rows.map(({ subject }) => subject);
  },

  async takeChangedClasses(tx: Transaction, org: string): Promise<string[]> {
    const { rows } = await tx.query<{ retention_class: string }>(
      'UPDATE retention.record_classes SET changed_at = NULL WHERE org = $1 AND changed_at IS NOT NULL RETURNING retention_class',
      [org],
    );
    return rows.map(({ retention_class: name }) => name);
  },

  /** Dates of records that were taken are worked out once more, after those that wait already. */
  async putBack(tx: Transaction, org: string, subjects: readonly string[]): Promise<void> {
    await tx.query('UPDATE retention.records SET changed_at = clock_timestamp() WHERE org = $1 AND subject = ANY ($2::uuid[])', [
      org,
      subjects,
    ]);
  },

  /** Cuts a span of so many records from the first one that no other keeper has. */
  async cutSpan(tx: Transaction, org: string, records: number): Promise<Span | undefined> {
    const { rows } = await tx.query<Span>(
      'SELECT org, since, before FROM retention.spans WHERE org = $1 ORDER BY since LIMIT 1 FOR UPDATE SKIP LOCKED',
      [org],
    );
    const [span] = rows;
    if (!span) return undefined;
    const { rows: cuts } = await tx.query<{ subject: string }>(
      `SELECT subject FROM retention.records WHERE ${within(span)} ORDER BY subject OFFSET $4 LIMIT 1`,
      [org, span.since, span.before ?? end, records],
    );
    const [cut] = cuts;
    if (!cut) return span;
    await tx.query('UPDATE retention.spans SET before = $3 WHERE org = $1 AND since = $2', [org, span.since, cut.subject]);
    await tx.query('INSERT INTO retention.spans (org, since, before) VALUES ($1, $2, $3)', [org, cut.subject, span.before]);
    return { ...span, before: cut.subject };
  },

  /** Whether the span is still to be worked out, and no other keeper has it until the transaction ends. */
  async takeSpan(tx: Transaction, { org, since, before }: Span): Promise<boolean> {
    const { rowCount } = await tx.query(
      `DELETE FROM retention.spans WHERE ctid IN (
         SELECT ctid FROM retention.spans WHERE org = $1 AND since = $2 AND before IS NOT DISTINCT FROM $3::uuid FOR UPDATE SKIP LOCKED)`,
      [org, since, before],
    );
    return rowCount === 1;
  },

  /** Its records, which stay as they are until the transaction ends. */
  async lockSpan(tx: Transaction, span: Span): Promise<string[]> {
    const { rows } = await tx.query<{ subject: string }>(
      `SELECT subject FROM retention.records WHERE ${within(span)} ORDER BY subject FOR NO KEY UPDATE`,
      [span.org, span.since, span.before ?? end],
    );
    return rows.map(({ subject }) => subject);
  },

  async rulesOf(tx: Transaction, org: string): Promise<RuleSet[]> {
    const { rows } = await tx.query<{ rule_set: RuleSet }>('SELECT rule_set FROM retention.rule_sets WHERE org = $1 ORDER BY rule_set_id', [
      org,
    ]);
    return rows.map(({ rule_set: set }) => set);
  },

  async factsOf(db: Queryable, org: string, subjects: readonly string[]): Promise<(StatedFact & { subject: string })[]> {
    const { rows } = await db.query<{ subject: string; fact: StatedFact }>({
      name: 'retention-facts-read',
      text: 'SELECT subject, fact FROM retention.stated_facts WHERE org = $1 AND subject = ANY ($2::uuid[]) ORDER BY event_id',
      values: [org, subjects],
    });
    return rows.map(({ subject, fact }) => ({ ...fact, subject }));
  },

  async dueDates(db: Queryable, org: string, retentionClass: string, subjects: readonly string[]): Promise<Map<string, KnownDueDate>> {
    const { rows } = await db.query<KnownDueDate & { subject: string }>({
      name: 'retention-due-dates-read',
      text: `SELECT subject, due::text AS due, facilities, revision, EXISTS (SELECT FROM retention.due_date_changes c
               WHERE c.org = d.org AND c.subject = d.subject AND c.retention_class = d.retention_class) AS unrecorded
          FROM retention.due_dates d WHERE org = $1 AND subject = ANY ($2::uuid[]) AND retention_class = $3`,
      values: [org, subjects, retentionClass],
    });
    return new Map(rows.map((row) => [row.subject, row]));
  },

  /** Of these classes those that one of the subjects has a date of. */
  async classesAmong(db: Queryable, org: string, subjects: readonly string[], classes: readonly string[]): Promise<Set<string>> {
    const { rows } = await db.query<{ name: string }>({
      name: 'retention-due-dates-classes',
      text: `SELECT DISTINCT retention_class AS name FROM retention.due_dates
              WHERE org = $1 AND subject = ANY ($2::uuid[]) AND retention_class = ANY ($3::text[])`,
      values: [org, subjects, classes],
    });
    return new Set(rows.map(({ name }) => name));
  },

  /** Dates alone, as an organisation sees its own. */
  async keptDates(db: Queryable, org: string, retentionClass: string, subjects: readonly string[]): Promise<Map<string, DueDate>> {
    const { rows } = await db.query<{ subject: string; due: DueDate }>(
      'SELECT subject, due FROM retention.due_dates WHERE org = $1 AND subject = ANY ($2::uuid[]) AND retention_class = $3',
      [org, subjects, retentionClass],
    );
    return new Map(rows.map(({ subject, due }) => [subject, due]));
  },

  /** @param replaced subjects among them whose last change is not recorded yet */
  async save(
    tx: Transaction,
    { org, retentionClass, isMass }: WorkedOut,
    rows: readonly SavedDueDate[],
    replaced: readonly string[],
  ): Promise<void> {
    if (replaced.length > 0) {
      // What waits keeps the date that it is the change to; before a single change goes what it follows.
      await tx.query(
        `UPDATE retention.due_date_changes c SET due = coalesce(c.due, d.due), is_mass = c.is_mass AND $4 FROM retention.due_dates d
          WHERE c.org = $1 AND c.subject = ANY ($2::uuid[]) AND c.retention_class = $3
            AND d.org = c.org AND d.subject = c.subject AND d.retention_class = c.retention_class`,
        [org, replaced, retentionClass, isMass],
      );
    }
    if (rows.length === 0) return;
    await tx.query({
      name: 'retention-due-dates-save',
      text: `INSERT INTO retention.due_dates (org, subject, retention_class, status, kept_through, due_on, rule_id, facilities, in_conflict, due, revision, may_destroy)
       SELECT $1, n.subject, $2, n.status, n.kept_through, n.due_on, n.rule_id, n.facilities::text[], n.in_conflict, n.due::json, n.revision, n.may_destroy
         FROM unnest($3::uuid[], $4::text[], $5::date[], $6::date[], $7::text[], $8::text[], $9::boolean[], $10::text[], $11::integer[], $12::boolean[])
           AS n (subject, status, kept_through, due_on, rule_id, facilities, in_conflict, due, revision, may_destroy)
       ON CONFLICT (org, subject, retention_class) DO UPDATE SET status = excluded.status, kept_through = excluded.kept_through,
         due_on = excluded.due_on, rule_id = excluded.rule_id, facilities = excluded.facilities, in_conflict = excluded.in_conflict,
         due = excluded.due, revision = excluded.revision, may_destroy = excluded.may_destroy`,
      values: [
        org,
        retentionClass,
        rows.map(({ subject }) => subject),
        rows.map(({ due }) => due.status),
        rows.map(({ due }) => due.keptThrough ?? null),
        rows.map(({ due }) => due.dueOn ?? 'infinity'),
        rows.map(({ due }) => due.rule?.ruleId ?? null),
        rows.map(({ facilities }) => `{${facilities.map((id) => JSON.stringify(id)).join(',')}}`),
        rows.map(({ due }) => due.conflicts.length > 0),
        rows.map(({ text }) => text),
        rows.map(({ revision }) => revision),
        // A kind of entries that is not destroyed alone goes with the record: an officer has nothing to do about it.
        rows.map(({ due }) => isKindClass(retentionClass) || mayDestroy(retentionClass, due)),
      ],
    });
    const changed = rows.filter(({ change }) => change !== undefined);
    if (changed.length === 0) return;
    await tx.query({
      name: 'retention-due-date-changes-save',
      text: `INSERT INTO retention.due_date_changes (org, subject, retention_class, revision, is_mass, change)
       SELECT $1, n.subject, $2, n.revision, $3, n.change::json FROM unnest($4::uuid[], $5::integer[], $6::text[]) AS n (subject, revision, change)`,
      values: [
        org,
        retentionClass,
        isMass,
        changed.map(({ subject }) => subject),
        changed.map(({ revision }) => revision),
        changed.map(({ change }) => JSON.stringify(change)),
      ],
    });
  },

  /** Whether no other keeper records changes of the organisation until the transaction ends: each has its order. */
  async takeRecording(tx: Transaction, org: string): Promise<boolean> {
    return tryLock(tx, recordingLock, org);
  },

  /** Changes that wait, in an order in which those of one record follow each other. @param after where to go on */
  async unrecorded(
    tx: Transaction,
    org: string,
    isMass: boolean,
    after: ChangePlace | undefined,
    max: number,
  ): Promise<UnrecordedChange[]> {
    const { rows } = await tx.query<UnrecordedChange>(
      `SELECT c.subject, c.retention_class AS "retentionClass", c.revision, c.change, coalesce(c.due, d.due) AS due
         FROM retention.due_date_changes c
         LEFT JOIN retention.due_dates d ON d.org = c.org AND d.subject = c.subject AND d.retention_class = c.retention_class
        WHERE c.org = $1 AND ${isMass ? 'c.is_mass' : 'NOT c.is_mass'} AND (c.subject, c.retention_class, c.revision) > ($2::uuid, $3::text, $4::integer)
        ORDER BY c.subject, c.retention_class, c.revision LIMIT $5`,
      [org, after?.subject ?? nil, after?.retentionClass ?? '', after?.revision ?? 0, max],
    );
    return rows;
  },

  async recorded(tx: Transaction, org: string, changes: readonly ChangePlace[]): Promise<void> {
    await tx.query(
      `DELETE FROM retention.due_date_changes c USING unnest($2::uuid[], $3::text[], $4::integer[]) AS n (subject, retention_class, revision)
        WHERE c.org = $1 AND c.subject = n.subject AND c.retention_class = n.retention_class AND c.revision = n.revision`,
      [
        org,
        changes.map(({ subject }) => subject),
        changes.map(({ retentionClass }) => retentionClass),
        changes.map(({ revision }) => revision),
      ],
    );
  },
};

/** With `$1` the organisation, `$2` and `$3` the ends. */
function within({ before }: Span): string {
  return `org = $1 AND subject >= $2 AND subject ${before === null ? '<=' : '<'} $3`;
}

/** The date of what is about this subject is worked out again. */
async function touch(tx: Transaction, org: string, subject: string): Promise<void> {
  // A keeper that has the record ends first: what it has read may not be all.
  await tx.query('UPDATE retention.records SET changed_at = coalesce(changed_at, clock_timestamp()) WHERE org = $1 AND subject = $2', [
    org,
    subject,
  ]);
  if (subject === organisationStream(org))
    await tx.query('UPDATE retention.record_classes SET changed_at = clock_timestamp() WHERE org = $1', [org]);
}

async function tryLock(tx: Transaction, space: number, org: string): Promise<boolean> {
  const { rows } = await tx.query<{ got: boolean }>('SELECT pg_try_advisory_xact_lock($2, hashtext($1)) AS got', [org, space]);
  return rows[0]!.got;
}
