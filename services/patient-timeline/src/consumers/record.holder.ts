import { clinicalClass } from '@everchart/contracts-clinical';
import { accessYearsOf, deleteRowsOf, deleteUnreadable, type Destruction, type Holder } from '@everchart/destruction';
import type { Transaction } from '@everchart/postgres';
import { destroyedNotice } from '../domain/live.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const destructionConsumer = 'timeline-destructions-v1';

/**
 * Read models of every version, what was opened in emergencies, and, with the keys of accesses, the index of these.
 * Live streams that are open on the person are ended by those who serve them.
 */
export class RecordHolder implements Holder {
  readonly name = 'patient-timeline';

  /** @param channel on which live streams hear of commits */
  constructor(private readonly channel: string) {}

  async delete(tx: Transaction, destruction: Destruction): Promise<number> {
    const { org, subject, retentionClasses, keys } = destruction;
    let rows = (await deleteAccesses(tx, org, keys)) + (await deleteYears(tx, org, accessYearsOf(destruction)));
    if (!retentionClasses.includes(clinicalClass)) return rows;
    rows += await deleteRowsOf(tx, destruction);
    rows += await deleteUnreadable(tx, destruction);
    await tx.query('SELECT pg_notify($1, $2)', [this.channel, destroyedNotice(org, subject)]);
    return rows;
  }
}

const accessKeys = /^access-\d{4}$/;

async function deleteAccesses(tx: Transaction, org: string, keys: Destruction['keys']): Promise<number> {
  const ids = keys.filter(({ retentionClass }) => accessKeys.test(retentionClass)).map(({ keyId }) => keyId);
  if (ids.length === 0) return 0;
  const { rowCount } = await tx.query('DELETE FROM access_index.leaves WHERE org = $1 AND key_id = ANY ($2::uuid[])', [org, ids]);
  return rowCount ?? 0;
}

async function deleteYears(tx: Transaction, org: string, years: readonly number[]): Promise<number> {
  if (years.length === 0) return 0;
  const { rowCount } = await tx.query('DELETE FROM access_index.leaves WHERE org = $1 AND year = ANY ($2::integer[])', [org, years]);
  return rowCount ?? 0;
}
