import type { Queryable } from '@everchart/postgres';
import type { CompletedAct } from '../domain/destruction.js';
import type { Completed } from './due-date.reader.js';

/** An act as its event has it. */
export interface ActOfRecord extends Completed {
  /** A patient; or the organisation's own stream. */
  subject: string;
}

/** What officers have done with records that are due, in the schema `retention`. */
export const actStore = {
  /** As its event says. */
  async complete(db: Queryable, org: string, { subject, ...completion }: ActOfRecord): Promise<void> {
    const { retentionClass, eventId, dueOn, rule } = completion;
    await db.query(
      `INSERT INTO retention.completed_acts (org, subject, retention_class, event_id, due_on, rule_id, completion)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [org, subject, retentionClass, eventId, dueOn, rule.ruleId, JSON.stringify(completion)],
    );
  },

  /** Of each subject the acts whose copy is to be destroyed. */
  async toBeDestroyed(
    db: Queryable,
    org: string,
    subjects: readonly string[],
    retentionClass: string,
  ): Promise<Map<string, CompletedAct[]>> {
    const { rows } = await db.query<{ subject: string; completion: CompletedAct }>(
      `SELECT subject, completion FROM retention.completed_acts
        WHERE org = $1 AND subject = ANY ($2::uuid[]) AND retention_class = $3 AND completion->>'copy' = 'to-be-destroyed'`,
      [org, subjects, retentionClass],
    );
    return new Map(
      [...Map.groupBy(rows, ({ subject }) => subject)].map(([subject, each]) => [subject, each.map(({ completion }) => completion)]),
    );
  },
};
