import type { Transaction } from '@everchart/postgres';

/** An entry that was applied when readers had passed its position. */
export interface LateEntry {
  org: string;
  storeId: string;
  patient: string;
  eventId: string;
}

/** Numbers them in the order of commits: the count is locked until then. */
export async function noteLate(tx: Transaction, consumer: string, entries: readonly LateEntry[]): Promise<void> {
  for (const { org, storeId, patient, eventId } of entries)
    await tx.query({
      name: 'note-late',
      text: `WITH counted AS (
          INSERT INTO live.late_counts AS c (org, consumer, store_id, number) VALUES ($1, $2, $3, 1)
          ON CONFLICT (org, consumer, store_id) DO UPDATE SET number = c.number + 1 RETURNING number)
        INSERT INTO live.late_entries (org, consumer, store_id, number, patient, event_id) SELECT $1, $2, $3, number, $4, $5 FROM counted`,
      values: [org, consumer, storeId, patient, eventId],
    });
}
