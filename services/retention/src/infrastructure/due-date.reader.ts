import type { DueDate, RetentionEventData, RuleReference } from '@everchart/contracts-retention';
import type { Transaction } from '@everchart/postgres';
import type { CompletedAct } from '../domain/destruction.js';

export const statusFilters = ['due', 'forever', 'suspended', 'unknown', 'conflict', 'to-do'] as const;

/** A place in the list: by day, then by record. */
export interface ListPlace {
  /** `infinity`: no day is known. */
  dueOn: string;
  subject: string;
  retentionClass: string;
}

export interface DueDateFilter {
  /** Due on an earlier day. */
  before?: string | undefined;
  facility?: string | undefined;
  /** The rule that decides. */
  rule?: string | undefined;
  status?: (typeof statusFilters)[number] | undefined;
}

export interface Completed extends CompletedAct {
  eventId: string;
  actor: string;
  at: string;
}

export interface DueDateRow extends ListPlace {
  due: DueDate;
  /** What an officer has done, of the date and the rule that it has. */
  completed: Completed | null;
  facilities: string[];
  revision: number;
}

export type AdoptedSet = RetentionEventData['rule-set.adopted'];

/** A page of the list. */
export interface DueDatePage {
  rows: DueDateRow[];
  /** Where to go on, if there may be more. */
  next: ListPlace | undefined;
  /** It ended before its limit, as enough rows were looked at: all up to `next`. */
  isCutShort: boolean;
}

const lookedAtMax = 10_000;

/** Each has an index that is in the order of the list. */
const conditions: Readonly<Record<(typeof statusFilters)[number], string>> = {
  due: "due_on < 'infinity'",
  forever: "due_on = 'infinity'",
  suspended: "due_on = 'infinity'",
  unknown: "status IN ('unknown', 'no-rule')",
  conflict: 'in_conflict',
  'to-do': `NOT may_destroy AND due_on < 'infinity' AND due_on <= (clock_timestamp() AT TIME ZONE 'UTC' - interval '12 hours')::date AND completed IS NULL`,
};

const columns = 'due_on::text AS "dueOn", subject, retention_class AS "retentionClass", due, facilities, revision, completed';

/** The newest act of each date, as it is now. */
const dated = `(SELECT d.*, (SELECT a.completion FROM retention.completed_acts a
    WHERE a.org = d.org AND a.subject = d.subject AND a.retention_class = d.retention_class AND a.due_on = d.due_on AND a.rule_id = d.rule_id
    ORDER BY a.event_id DESC LIMIT 1) AS completed FROM retention.due_dates d) AS dated`;

/** Finds a rule among adopted sets. */
export function ruleIn(sets: readonly AdoptedSet[]) {
  return ({ ruleSetId, ruleSetVersion, ruleId }: RuleReference) =>
    sets.find((set) => set.ruleSetId === ruleSetId && set.version === ruleSetVersion)?.rules.find((rule) => rule.ruleId === ruleId);
}

/** Due dates as officers see them: of one organisation, see row-level security. */
export const dueDateReader = {
  /**
   * Those behind a place, in the order of their days. A page looks at so many rows at most: filters may let few of them
   * through, and no index has all filters in this order.
   */
  async list(tx: Transaction, org: string, filter: DueDateFilter, after: ListPlace | undefined, limit: number): Promise<DueDatePage> {
    const { before = null, facility = null, rule = null, status } = filter;
    const { rows } = await tx.query<DueDateRow & { fits: boolean; place: number }>(
      // The last row that is looked at is among those that come: the next page begins behind it.
      `SELECT ${columns}, fits, place FROM (
         SELECT *, row_number() OVER (ORDER BY due_on, subject, retention_class)::integer AS place,
             ($6::text IS NULL OR $6 = ANY (facilities)) AND ($7::text IS NULL OR rule_id IS NOT DISTINCT FROM $7)
               AND ($8::text IS NULL OR status = $8) AS fits
           FROM ${dated}
          WHERE org = $1 AND (due_on, subject, retention_class) > ($2::date, $3::uuid, $4::text)
            ${before === null ? 'AND $5::date IS NULL' : 'AND due_on < $5::date'} ${status === undefined ? '' : `AND ${conditions[status]}`}
          ORDER BY due_on, subject, retention_class LIMIT ${lookedAtMax}) looked_at
        WHERE fits OR place = ${lookedAtMax} ORDER BY due_on, subject, retention_class LIMIT $9`,
      [org, after?.dueOn ?? '-infinity', after?.subject ?? '00000000-0000-0000-0000-000000000000', after?.retentionClass ?? '', before, facility, rule, status === 'forever' || status === 'suspended' ? status : null, limit + 1],
    ); // prettier-ignore
    const fitting = rows.filter(({ fits }) => fits);
    const page = fitting.slice(0, limit);
    const last = rows.at(-1);
    const isCutShort = fitting.length <= limit && last?.place === lookedAtMax;
    return { rows: page, next: isCutShort ? last : fitting.length > limit ? page.at(-1) : undefined, isCutShort };
  },

  async find(tx: Transaction, org: string, subject: string, retentionClass: string): Promise<DueDateRow | undefined> {
    const { rows } = await tx.query<DueDateRow>(
      `SELECT ${columns} FROM ${dated} WHERE org = $1 AND subject = $2 AND retention_class = $3`,
      [org, subject, retentionClass],
    );
    return rows[0];
  },

  async ruleSets(tx: Transaction, org: string): Promise<{ ruleSet: AdoptedSet; eventId: string }[]> {
    const { rows } = await tx.query<{ ruleSet: AdoptedSet; eventId: string }>(
      'SELECT rule_set AS "ruleSet", event_id AS "eventId" FROM retention.rule_sets WHERE org = $1 ORDER BY rule_set_id',
      [org],
    );
    return rows;
  },

  async classes(tx: Transaction, org: string): Promise<string[]> {
    const { rows } = await tx.query<{ name: string }>(
      'SELECT retention_class AS name FROM retention.record_classes WHERE org = $1 ORDER BY retention_class',
      [org],
    );
    return rows.map(({ name }) => name);
  },

  /** Whether all dates of the organisation are being worked out again. */
  async isWorkingOut(tx: Transaction, org: string): Promise<boolean> {
    return (await tx.query('SELECT FROM retention.spans WHERE org = $1 LIMIT 1', [org])).rowCount === 1;
  },

  async countRecords(tx: Transaction, org: string): Promise<number> {
    const { rows } = await tx.query<{ count: number }>('SELECT count(*) FROM retention.records WHERE org = $1', [org]);
    return rows[0]!.count;
  },

  async subjectsAfter(tx: Transaction, org: string, after: string | undefined, limit: number): Promise<string[]> {
    const { rows } = await tx.query<{ subject: string }>(
      `SELECT subject FROM retention.records WHERE org = $1 ${after === undefined ? 'AND $2::uuid IS NULL' : 'AND subject > $2'} ORDER BY subject LIMIT $3`,
      [org, after ?? null, limit],
    );
    return rows.map(({ subject }) => subject);
  },
};
