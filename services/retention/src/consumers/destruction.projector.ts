import { upcastRetention, type RetentionEventData, type RetentionEventType } from '@everchart/contracts-retention';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import { PoisonEventError, type EventHandler, type ReceivedEvent } from '@everchart/stream';
import { actStore } from '../infrastructure/act.store.js';
import { nameIn } from '../domain/destruction.js';
import { certificateStore } from '../infrastructure/certificate.store.js';
import { destructionStore, type Decided } from '../infrastructure/destruction.store.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const destructionConsumer = 'retention-destructions-v1';

export type OpenedDecisions = ReadonlyMap<string, OpenedEvent | PoisonEventError>;

type Applied = Extract<
  RetentionEventType,
  'act.completed' | `destruction.${string}` | `certificate.${string}` | `backup.${string}` | 'retention.destroyed'
>;
type Apply<Type extends Applied> = (tx: Transaction, event: ReceivedEvent['header'], data: RetentionEventData[Type]) => Promise<void>;

/** What each type says; what was noted when it was recorded stays as it is. */
const effects: { readonly [Type in Applied]: Apply<Type> } = {
  'act.completed': (tx, { org, subject, id: eventId, actor, time: at }, data) =>
    actStore.complete(tx, org, { ...data, subject, eventId, actor, at }),
  'destruction.proposed': (tx, { org, id, ...header }, data) => destructionStore.propose(tx, org, id, data, decidedBy(header)),
  'destruction.approved': (tx, { org, id, actor, time }, { destructionId, as, note }) =>
    destructionStore.approve(tx, org, destructionId, {
      actor,
      role: as,
      eventId: id,
      approvedAt: time,
      ...(note !== undefined && { note }),
    }),
  'destruction.rejected': (tx, { org, id, ...header }, { destructionId, reason }) =>
    destructionStore.end(tx, org, destructionId, 'rejected', { ...decidedBy(header), eventId: id, reason }),
  'destruction.begun': (tx, { org, id, ...header }, { destructionId }) =>
    destructionStore.end(tx, org, destructionId, 'begun', { ...decidedBy(header), eventId: id }),
  'destruction.left': (tx, { org }, { destructionId, reason, ...of }) => destructionStore.left(tx, org, destructionId, nameIn(of), reason),
  'retention.destroyed': (tx, { org, subject, id }, data) =>
    destructionStore.destroyed(tx, { org, subject, eventId: id, destroyedAt: data.destroyedAt, destroyed: data }),
  'certificate.issued': (tx, { org, subject, id, occurredat }, data) =>
    certificateStore.issued(tx, org, { certificateId: id, subject, issuedAt: occurredat, certificate: data }),
  'certificate.completed': (tx, { org }, data) => certificateStore.completed(tx, org, data),
  'backup.declared': (tx, { org }, data) => destructionStore.declareBackup(tx, org, data),
  'backup.expired': (tx, { org }, data) => destructionStore.expireBackup(tx, org, data),
};

const isApplied = (type: string): type is Applied => Object.hasOwn(effects, type);

/**
 * Events of retention → destructions, what was destroyed, backups and certificates. All of it is written when it is
 * recorded; it comes from here after a process was killed in between, and after a restore.
 */
export class DestructionProjector implements EventHandler<OpenedDecisions> {
  constructor(private readonly keyring: Pick<Keyring, 'keysForOpening'>) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<OpenedDecisions> {
    const readable = events.filter(({ unreadable, header }) => unreadable === undefined && isApplied(header.type));
    const opened = await openEvents(readable, this.keyring, upcastRetention);
    return new Map(readable.map(({ header }, at) => [header.id, opened[at]!]));
  }

  async handle(tx: Transaction, events: readonly ReceivedEvent[], prepared: OpenedDecisions): Promise<void> {
    for (const { header, unreadable } of events) {
      const opened = prepared.get(header.id);
      if (!opened || unreadable !== undefined || !isApplied(header.type)) continue;
      if (opened instanceof PoisonEventError) throw opened;
      await (effects[header.type] as Apply<Applied>)(tx, header, opened.data as RetentionEventData[Applied]);
    }
  }

  /** None: what was decided is decided again after a restore, or holds. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

function decidedBy({ actor, actorrole: role, time: at }: Pick<ReceivedEvent['header'], 'actor' | 'actorrole' | 'time'>): Decided {
  return { actor, role, at };
}
