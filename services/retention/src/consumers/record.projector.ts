import { isKindClass } from '@everchart/contracts';
import { destroyedAmong } from '@everchart/destruction';
import { factMembers, isFactType } from '@everchart/contracts-retention';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { readUuid, utcOf } from '@everchart/primitives';
import { openFacts, type OpenedFacts } from '@everchart/sealed-events';
import { PoisonEventError, type EventHandler, type ReceivedEvent, type ShardPosition } from '@everchart/stream';
import { recordStore, type RecordEntry } from '../infrastructure/record.store.js';

const clinicalClass = 'clinical';

/** Facts by event id; undefined for an event without. */
export type PreparedFacts = ReadonlyMap<string, OpenedFacts | PoisonEventError | undefined>;

/**
 * Clinical events → what rules of retention need of each record. Times and places come from headers, births, deaths,
 * stays and merges from the facts beside the data: the data itself is never opened here, and no key of it is given.
 */
export class RecordProjector implements EventHandler<PreparedFacts> {
  constructor(private readonly keyring: Pick<Keyring, 'keysForOpening'>) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<PreparedFacts> {
    const readable = ofPatients(events).filter(({ unreadable, header }) => unreadable === undefined && isFactType(header.type));
    const opened = await openFacts(readable, this.keyring);
    return new Map(readable.map(({ header }, at) => [header.id, opened[at]]));
  }

  async handle(tx: Transaction, received: readonly ReceivedEvent[], prepared: PreparedFacts): Promise<void> {
    // Of a record that was destroyed nothing comes back, though its events come again.
    const destroyed = await destroyedAmong(tx, received);
    // That there was an entry is known, of a kind that is gone, too: its header says so.
    const known = received.filter((event) => destroyed.get(event) !== 'whole');
    const entries = ofPatients(known).flatMap(({ header, unreadable }): RecordEntry[] => {
      const subject = readUuid(header.subject);
      if (subject === undefined) {
        if (unreadable === undefined) throw new PoisonEventError(header.id, 'subject-malformed');
        return []; // no rule is about such a stream: operators see it among the unreadable events
      }
      const facts = prepared.get(header.id);
      if (unreadable === undefined && facts instanceof PoisonEventError) throw facts;
      return [{ header, subject, facts: factsOf(header.type, facts), occurredAt: occurredAt(header.occurredat, header.time) }];
    });
    await recordStore.save(tx, entries);
  }

  streamsApplied(tx: Transaction, from: ShardPosition): Promise<string[]> {
    return recordStore.appliedFrom(tx, from);
  }
}

/** `none`: the type has none. `unread`: it has some, and they are not known here. */
function factsOf(type: string, facts: OpenedFacts | PoisonEventError | undefined): RecordEntry['facts'] {
  if (facts !== undefined && !(facts instanceof PoisonEventError)) return facts;
  // An amendment of something else has none.
  return Object.hasOwn(factMembers, type) || facts instanceof PoisonEventError ? 'unread' : 'none';
}

function occurredAt(stated: string, recordedAt: string): string {
  try {
    return utcOf(stated);
  } catch (error) {
    if (error instanceof RangeError) return recordedAt;
    throw error;
  }
}

function ofPatients(events: readonly ReceivedEvent[]): ReceivedEvent[] {
  return events.filter(({ header: { retentionclass } }) => retentionclass === clinicalClass || isKindClass(retentionclass));
}
