import { organisationStream } from '@everchart/contracts';
import { upcastRetention, type RetentionEventData, type RetentionEventType } from '@everchart/contracts-retention';
import type { EventHeader } from '@everchart/envelope';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import { PoisonEventError, type EventHandler, type ReceivedEvent } from '@everchart/stream';
import type { RetentionStatement } from '../application/retention.recorder.js';
import { requestStore, type Closed, type ExportApproved, type Extended, type Received } from '../infrastructure/request.store.js';
import { holdStore, keepingTypes, withDestructionLock, type HoldLifted, type HoldPlaced } from '../infrastructure/hold.store.js';

export type OpenedCases = ReadonlyMap<string, OpenedEvent | PoisonEventError>;

type Apply = (tx: Transaction, org: string, statement: RetentionStatement, recordedAt: string) => Promise<void>;

/** What becomes of each type here. */
const effects: Partial<Record<RetentionEventType, Apply>> = {
  'hold.placed': async (tx, org, statement, recordedAt) => {
    await withDestructionLock(tx, org);
    await holdStore.apply(tx, org, statement as HoldPlaced, recordedAt);
  },
  'hold.lifted': (tx, org, statement, recordedAt) => holdStore.lift(tx, org, statement as HoldLifted, recordedAt),
  'request.received': async (tx, org, statement, recordedAt) => {
    await requestStore.receive(tx, org, statement as Received, recordedAt);
    await holdStore.unhold(tx, org, statement.id);
  },
  'request.extended': (tx, org, statement) => requestStore.extend(tx, org, statement as Extended),
  'export.approved': (tx, org, statement, recordedAt) => requestStore.approveExport(tx, org, statement as ExportApproved, recordedAt),
  'request.answered': (tx, org, statement, recordedAt) => requestStore.close(tx, org, statement as Closed, recordedAt),
  'request.withdrawn': (tx, org, statement, recordedAt) => requestStore.close(tx, org, statement as Closed, recordedAt),
};

/**
 * Events of retention → holds and requests. What was decided here is known before; what this adds is what a decision
 * that broke off has left out, and all of it after the database was restored or made again.
 */
export class CaseProjector implements EventHandler<OpenedCases> {
  constructor(private readonly keyring: Pick<Keyring, 'keysForOpening'>) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<OpenedCases> {
    const readable = events.filter(({ unreadable, header }) => unreadable === undefined && header.type in effects);
    const opened = await openEvents(readable, this.keyring, upcastRetention);
    return new Map(readable.map(({ header }, at) => [header.id, opened[at]!]));
  }

  async handle(tx: Transaction, events: readonly ReceivedEvent[], prepared: OpenedCases): Promise<void> {
    for (const { header, unreadable } of events) {
      const { org, time } = header;
      if (unreadable !== undefined) {
        if (!keepingTypes.includes(header.type)) continue;
        // Before an operator lets it pass: nothing that is kept must vanish with it.
        await withDestructionLock(tx, org);
        await holdStore.holdUnread(tx, org, saidBy(header), time);
        continue;
      }
      const opened = prepared.get(header.id);
      if (!opened) continue;
      if (opened instanceof PoisonEventError) throw opened;
      const type = header.type as RetentionEventType;
      const statement = { ...saidBy(header), type, data: opened.data as RetentionEventData[RetentionEventType] };
      await effects[type]!(tx, org, statement, time);
    }
  }

  /** None: what was decided is decided again after a restore, or holds. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

/** What is in clear. */
function saidBy({ org, id, subject, occurredat: occurredAt, actor, actorrole: role, correlationid: correlationId }: EventHeader) {
  return { id, ...(subject !== organisationStream(org) && { subject }), occurredAt, actor, role, correlationId };
}
