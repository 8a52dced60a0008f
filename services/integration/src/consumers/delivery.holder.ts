import { clinicalClass, typesOfKinds } from '@everchart/contracts-clinical';
import { deleteRowsOf, deleteUnreadable, kindsAlone, type Destruction, type Holder } from '@everchart/destruction';
import type { Transaction } from '@everchart/postgres';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const destructionConsumer = 'integration-destructions-v1';

/**
 * Deliveries in every state, with their sealed messages, and the facts about the person. What a hospital has received
 * is its own; to whom it was sent is on record as accesses. Messages of a kind of entries that is gone are given up; a
 * correction of one has a message that no key opens any more, and is given up in its turn.
 */
export class DeliveryHolder implements Holder {
  readonly name = 'integration';

  async delete(tx: Transaction, destruction: Destruction): Promise<number> {
    const kinds = kindsAlone(destruction);
    if (kinds.length === 0 && !destruction.retentionClasses.includes(clinicalClass)) return 0;
    // Who settles a message, or decides about one, locks its lane first: what is under way settles nothing after this.
    await tx.query('SELECT FROM integration.lanes WHERE org = $1 AND patient = $2 ORDER BY destination FOR UPDATE', [
      destruction.org,
      destruction.subject,
    ]);
    if (kinds.length > 0) {
      const { rows } = await tx.query<{ given_up: number }>('SELECT integration.destroy_messages($1, $2, $3::text[], $4) AS given_up', [
        destruction.org,
        destruction.subject,
        typesOfKinds(kinds),
        destruction.keysGoneAt,
      ]);
      return rows[0]!.given_up;
    }
    return (await deleteRowsOf(tx, destruction)) + (await deleteUnreadable(tx, destruction));
  }
}
