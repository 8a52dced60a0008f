import { clinicalClass } from '@everchart/contracts-clinical';
import { deleteRowsOf, deleteUnreadable, type Destruction, type Holder } from '@everchart/destruction';
import type { Transaction } from '@everchart/postgres';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const destructionConsumer = 'integration-destructions-v1';

/**
 * Deliveries in every state, with their sealed messages, and the facts about the person. What a hospital has received
 * is its own; to whom it was sent is on record as accesses.
 */
export class DeliveryHolder implements Holder {
  readonly name = 'integration';

  async delete(tx: Transaction, destruction: Destruction): Promise<number> {
    if (!destruction.retentionClasses.includes(clinicalClass)) return 0;
    // Who settles a message, or decides about one, locks its lane first: what is under way settles nothing after this.
    await tx.query('SELECT FROM integration.lanes WHERE org = $1 AND patient = $2 ORDER BY destination FOR UPDATE', [
      destruction.org,
      destruction.subject,
    ]);
    return (await deleteRowsOf(tx, destruction)) + (await deleteUnreadable(tx, destruction));
  }
}
