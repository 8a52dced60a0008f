import type { DueDate, RetentionEventData } from '@everchart/contracts-retention';
import type { Pool, Transaction } from '@everchart/postgres';
import type { RuleSet } from '@everchart/retention-rules';
import type { StatedFact } from '../domain/subject.js';

type Change = RetentionEventData['due-date.changed'];

/** A change whose event is not recorded yet. */
export interface UnrecordedChange {
  org: string;
  subject: string;
  revision: number;
  change: { at: string; data: Change };
}

export interface KnownDueDate {
  due: DueDate;
  revision: number;
  /** Whether its last change is not recorded yet. */
  unrecorded: boolean;
}

/** Rules, stated facts and due dates, in the schema `retention`. */
export const dueDateStore = {
  async adopt(tx: Transaction, org: string, eventId: string, set: RetentionEventData['rule-set.adopted']): Promise<void> {
    await tx.query(
      `INSERT INTO retention.rule_sets (org, rule_set_id, rule_set, event_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (org, rule_set_id) DO UPDATE SET rule_set = excluded.rule_set, event_id = excluded.event_id`,
      [org, set.ruleSetId, JSON.stringify(set), eventId],
    );
    await this.touch(tx, [org]);
  },

  async withdrawRules(tx: Transaction, org: string, ruleSetId: string): Promise<void> {
    await tx.query('DELETE FROM retention.rule_sets WHERE org = $1 AND rule_set_id = $2', [org, ruleSetId]);
    await this.touch(tx, [org]);
  },

  async state(tx: Transaction, org: string, subject: string, eventId: string, fact: RetentionEventData['fact.stated']): Promise<void> {
    await tx.query(
      'INSERT INTO retention.stated_facts (org, subject, event_id, fact) VALUES ($1, $2, $3, $4) ON CONFLICT (org, subject, event_id) DO NOTHING',
      [org, subject, eventId, JSON.stringify({ ...fact, eventId })],
    );
    await this.touch(tx, [org], subject);
  },

  async withdrawFact(tx: Transaction, org: string, subject: string, factId: string): Promise<void> {
    await tx.query('DELETE FROM retention.stated_facts WHERE org = $1 AND subject = $2 AND event_id = $3', [org, subject, factId]);
    await this.touch(tx, [org], subject);
  },

  /**
   * No keeper works for the organisations until the transaction ends: it would work out dates by what was, of records
   * that count as worked out then.
   */
  async hold(tx: Transaction, orgs: readonly string[]): Promise<void> {
    await tx.query('INSERT INTO retention.keepers (org) SELECT DISTINCT unnest($1::text[]) ORDER BY 1 ON CONFLICT (org) DO NOTHING', [
      orgs,
    ]);
    await tx.query('SELECT FROM retention.keepers WHERE org = ANY ($1) ORDER BY org FOR UPDATE', [orgs]);
  },

  /** Dates of these records are worked out again. */
  async touch(tx: Transaction, orgs: readonly string[], subject?: string): Promise<void> {
    await this.hold(tx, orgs);
    await tx.query(
      `UPDATE retention.records SET changed_at = clock_timestamp()
        WHERE org = ANY ($1) AND changed_at IS NULL AND ($2::uuid IS NULL OR subject = $2)`,
      [orgs, subject ?? null],
    );
  },

  /** Organisations that have records whose dates are to be worked out again, or changes that are not recorded. */
  async waiting(pool: Pool): Promise<string[]> {
    const { rows } = await pool.query<{ org: string }>(
      `SELECT DISTINCT org FROM retention.records WHERE changed_at IS NOT NULL
       UNION SELECT DISTINCT org FROM retention.due_dates WHERE change IS NOT NULL ORDER BY org`,
    );
    return rows.map(({ org }) => org);
  },

  /**
   * Takes records whose dates are to be worked out again. No other keeper works for the organisation meanwhile. What
   * others hold is taken later: other organisations do not wait for it.
   */
  async takeChanged(tx: Transaction, org: string, max: number): Promise<string[]> {
    await tx.query('INSERT INTO retention.keepers (org) VALUES ($1) ON CONFLICT (org) DO NOTHING', [org]);
    const { rowCount } = await tx.query('SELECT FROM retention.keepers WHERE org = $1 FOR UPDATE SKIP LOCKED', [org]);
    if (rowCount === 0) return [];
    const { rows } = await tx.query<{ subject: string }>(
      `UPDATE retention.records r SET changed_at = NULL FROM (
         SELECT subject FROM retention.records WHERE org = $1 AND changed_at IS NOT NULL ORDER BY changed_at LIMIT $2
           FOR UPDATE SKIP LOCKED) c
        WHERE r.org = $1 AND r.subject = c.subject RETURNING r.subject`,
      [org, max],
    );
    return rows.map(({ subject }) => subject);
  },

  /** Dates of records that were taken are worked out once more, after those that wait already. */
  async putBack(tx: Transaction, org: string, subjects: readonly string[]): Promise<void> {
    await tx.query('UPDATE retention.records SET changed_at = clock_timestamp() WHERE org = $1 AND subject = ANY ($2::uuid[])', [
      org,
      subjects,
    ]);
  },

  async rulesOf(tx: Transaction, org: string): Promise<RuleSet[]> {
    const { rows } = await tx.query<{ rule_set: RuleSet }>('SELECT rule_set FROM retention.rule_sets WHERE org = $1 ORDER BY rule_set_id', [
      org,
    ]);
    return rows.map(({ rule_set: set }) => set);
  },

  async factsOf(tx: Transaction, org: string, subjects: readonly string[]): Promise<(StatedFact & { subject: string })[]> {
    const { rows } = await tx.query<{ subject: string; fact: StatedFact }>(
      'SELECT subject, fact FROM retention.stated_facts WHERE org = $1 AND subject = ANY ($2::uuid[]) ORDER BY event_id',
      [org, subjects],
    );
    return rows.map(({ subject, fact }) => ({ ...fact, subject }));
  },

  async dueDates(tx: Transaction, org: string, subjects: readonly string[]): Promise<Map<string, KnownDueDate>> {
    const { rows } = await tx.query<KnownDueDate & { subject: string }>(
      'SELECT subject, due, revision, change IS NOT NULL AS unrecorded FROM retention.due_dates WHERE org = $1 AND subject = ANY ($2::uuid[])',
      [org, subjects],
    );
    return new Map(rows.map((row) => [row.subject, row]));
  },

  async save(tx: Transaction, changes: readonly UnrecordedChange[]): Promise<void> {
    await tx.query(
      `INSERT INTO retention.due_dates (org, subject, status, kept_through, due_on, due, revision, change)
       SELECT org, subject, due->>'status', (due->>'keptThrough')::date, (due->>'dueOn')::date, due, revision, change
         FROM unnest($1::text[], $2::uuid[], $3::integer[], $4::json[]) AS n (org, subject, revision, change),
              LATERAL (SELECT change->'data'->'due' AS due) d
       ON CONFLICT (org, subject) DO UPDATE SET status = excluded.status, kept_through = excluded.kept_through, due_on = excluded.due_on,
         due = excluded.due, revision = excluded.revision, change = excluded.change`,
      [
        changes.map(({ org }) => org),
        changes.map(({ subject }) => subject),
        changes.map(({ revision }) => revision),
        changes.map(({ change }) => JSON.stringify(change)),
      ],
    );
  },

  async unrecorded(pool: Pool, org: string, max: number): Promise<UnrecordedChange[]> {
    const { rows } = await pool.query<UnrecordedChange>(
      'SELECT org, subject, revision, change FROM retention.due_dates WHERE org = $1 AND change IS NOT NULL ORDER BY subject LIMIT $2',
      [org, max],
    );
    return rows;
  },

  async recorded(pool: Pool, { org, subject, revision }: UnrecordedChange): Promise<void> {
    await pool.query('UPDATE retention.due_dates SET change = NULL WHERE org = $1 AND subject = $2 AND revision = $3', [
      org,
      subject,
      revision,
    ]);
  },
};
