import { upcastRetention, type RetentionEventData } from '@everchart/contracts-retention';
import { withoutDestroyed } from '@everchart/destruction';
import type { EventHeader } from '@everchart/envelope';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import { PoisonEventError, type EventHandler, type ReceivedEvent } from '@everchart/stream';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const exportConsumer = 'timeline-exports-v1';

type Apply = (tx: Transaction, header: EventHeader, data: unknown) => Promise<void>;

const close: Apply = async (tx, { org, subject }, data) => {
  const { requestId } = data as RetentionEventData['request.answered' | 'request.withdrawn'];
  await tx.query('INSERT INTO exports.closed_requests (org, request_id, patient) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    org,
    requestId,
    subject,
  ]);
};

const effects: Readonly<Record<string, Apply>> = {
  'export.approved': async (tx, { org, id, subject, actor }, data) => {
    const { requestId, validUntil } = data as RetentionEventData['export.approved'];
    await tx.query(
      `INSERT INTO exports.approvals (org, export_id, patient, request_id, approved, approved_by, valid_until) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT DO NOTHING`,
      [org, id, subject, requestId, JSON.stringify(data), actor, validUntil],
    );
  },
  'request.answered': close,
  'request.withdrawn': close,
};

/** Events of retention → which copies of records may be made. */
export class ExportApprovals implements EventHandler<ReadonlyMap<string, OpenedEvent | PoisonEventError>> {
  constructor(private readonly keyring: Pick<Keyring, 'keysForOpening'>) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<ReadonlyMap<string, OpenedEvent | PoisonEventError>> {
    const wanted = events.filter(({ unreadable, header }) => unreadable === undefined && header.type in effects);
    const opened = await openEvents(wanted, this.keyring, upcastRetention);
    return new Map(wanted.map(({ header }, at) => [header.id, opened[at]!]));
  }

  async handle(
    tx: Transaction,
    events: readonly ReceivedEvent[],
    prepared: ReadonlyMap<string, OpenedEvent | PoisonEventError>,
  ): Promise<void> {
    const concerned = events.filter(({ header }) => prepared.has(header.id));
    if (concerned.length === 0) return;
    for (const { header, unreadable } of await withoutDestroyed(tx, concerned)) {
      const opened = prepared.get(header.id)!;
      if (unreadable !== undefined) continue;
      if (opened instanceof PoisonEventError) throw opened;
      await effects[header.type]!(tx, header, opened.data);
    }
  }

  /** None: what was decided has been decided. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }
}
