import { isKindClass } from '@everchart/contracts';
import { clinicalClass } from '@everchart/contracts-clinical';
import type { Destruction, Holder } from '@everchart/destruction';
import type { EventStore } from '@everchart/event-store';
import type { Transaction } from '@everchart/postgres';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const destructionConsumer = 'ingest-destructions-v1';

/**
 * What the rules know of a record, and its end: nothing is appended any more. Events, commitments and decision state
 * are sealed, or made, with the keys that are gone. Where a kind of entries is gone, the record goes on, and what the
 * rules know is made again of the others.
 */
export class StreamHolder implements Holder {
  readonly name = 'ingest';

  constructor(private readonly store: Pick<EventStore, 'closeStream' | 'endClasses'>) {}

  delete(_tx: Transaction, { org, subject, retentionClasses }: Destruction): Promise<number> {
    if (retentionClasses.includes(clinicalClass)) return this.store.closeStream(org, subject);
    const kinds = retentionClasses.filter(isKindClass);
    return kinds.length > 0 ? this.store.endClasses(org, subject, kinds) : Promise.resolve(0);
  }
}
