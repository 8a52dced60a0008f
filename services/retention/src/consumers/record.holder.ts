import { accessClass } from '@everchart/access-log';
import { accessYearsOf, deleteUnreadable, kindsAlone, type Destruction, type Holder } from '@everchart/destruction';
import type { Transaction } from '@everchart/postgres';
import { clinicalClass } from '../application/due-dates.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const copiesConsumer = 'retention-copies-v1';

const tables = ['due_date_changes', 'due_dates', 'stated_facts', 'record_actors', 'record_facilities', 'record_facts', 'records'];

/** What rules of retention need of a record: dates, places and people, and what was worked out of them. */
export class RecordHolder implements Holder {
  readonly name = 'retention';

  async delete(tx: Transaction, destruction: Destruction): Promise<number> {
    const { org, subject, retentionClasses } = destruction;
    const parts = [...accessYearsOf(destruction).map(accessClass), ...kindsAlone(destruction)];
    if (parts.length > 0) return deleteDates(tx, org, subject, parts);
    if (!retentionClasses.includes(clinicalClass)) return 0;
    // A keeper that has the record ends first, and writes no date of it afterwards.
    await tx.query('SELECT FROM retention.records WHERE org = $1 AND subject = $2 FOR UPDATE', [org, subject]);
    let deleted = await deleteUnreadable(tx, destruction);
    for (const table of tables) {
      const { rowCount } = await tx.query(`DELETE FROM retention.${table} WHERE org = $1 AND subject = $2`, [org, subject]);
      deleted += rowCount ?? 0;
    }
    return deleted;
  }
}

/** Dates of classes of which there is nothing any more. */
async function deleteDates(tx: Transaction, org: string, subject: string, classes: readonly string[]): Promise<number> {
  let deleted = 0;
  for (const table of ['due_date_changes', 'due_dates']) {
    const { rowCount } = await tx.query(
      `DELETE FROM retention.${table} WHERE org = $1 AND subject = $2 AND retention_class = ANY ($3::text[])`,
      [org, subject, classes],
    );
    deleted += rowCount ?? 0;
  }
  return deleted;
}
