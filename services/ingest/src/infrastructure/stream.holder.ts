import { clinicalClass } from '@everchart/contracts-clinical';
import type { Destruction, Holder } from '@everchart/destruction';
import type { EventStore } from '@everchart/event-store';
import type { Transaction } from '@everchart/postgres';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const destructionConsumer = 'ingest-destructions-v1';

/**
 * What the rules know of a record, and its end: nothing is appended any more. Events, commitments and decision state
 * are sealed, or made, with the keys that are gone.
 */
export class StreamHolder implements Holder {
  readonly name = 'ingest';

  constructor(private readonly store: Pick<EventStore, 'closeStream'>) {}

  delete(_tx: Transaction, { org, subject, retentionClasses }: Destruction): Promise<number> {
    return retentionClasses.includes(clinicalClass) ? this.store.closeStream(org, subject) : Promise.resolve(0);
  }
}
