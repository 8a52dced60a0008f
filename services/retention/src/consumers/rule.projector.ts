import { withoutDestroyed } from '@everchart/destruction';
import { upcastRetention, type RetentionEventData } from '@everchart/contracts-retention';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import { PoisonEventError, type EventHandler, type ReceivedEvent } from '@everchart/stream';
import { dueDateStore } from '../infrastructure/due-date.store.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const ruleConsumer = 'retention-rules-v1';

export type OpenedRules = ReadonlyMap<string, OpenedEvent | PoisonEventError>;

export const ruleTypes: readonly string[] = ['rule-set.adopted', 'rule-set.withdrawn', 'fact.stated', 'fact.withdrawn'];

/** Events of retention → the rules that an organisation has adopted, and the facts that its officers have stated. */
export class RuleProjector implements EventHandler<OpenedRules> {
  constructor(private readonly keyring: Pick<Keyring, 'keysForOpening'>) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<OpenedRules> {
    const readable = events.filter(({ unreadable, header }) => unreadable === undefined && ruleTypes.includes(header.type));
    const opened = await openEvents(readable, this.keyring, upcastRetention);
    return new Map(readable.map(({ header }, at) => [header.id, opened[at]!]));
  }

  async handle(tx: Transaction, events: readonly ReceivedEvent[], prepared: OpenedRules): Promise<void> {
    // Before any record is touched: a keeper that waits for one would never end.
    const ofRules = events.filter(({ header }) => prepared.has(header.id) && header.type.startsWith('rule-set.'));
    if (ofRules.length > 0) await dueDateStore.hold(tx, ofRules.map(({ header }) => header.org)); // prettier-ignore
    for (const { header, unreadable } of await withoutDestroyed(tx, events)) {
      const opened = prepared.get(header.id);
      if (!opened || unreadable !== undefined) continue;
      if (opened instanceof PoisonEventError) throw opened;
      const { org, subject, id, type } = header;
      if (type === 'rule-set.adopted') await dueDateStore.adopt(tx, org, id, opened.data as RetentionEventData['rule-set.adopted']);
      else if (type === 'rule-set.withdrawn')
        await dueDateStore.withdrawRules(tx, org, (opened.data as RetentionEventData['rule-set.withdrawn']).ruleSetId);
      else if (type === 'fact.stated') await dueDateStore.state(tx, org, subject, id, opened.data as RetentionEventData['fact.stated']);
      else await dueDateStore.withdrawFact(tx, org, subject, (opened.data as RetentionEventData['fact.withdrawn']).factId);
    }
  }

  /** None: what was stated is stated again after a restore, or holds. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }
}
