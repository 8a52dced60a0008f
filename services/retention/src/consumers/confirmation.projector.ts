import { organisationStream } from '@everchart/contracts';
import { upcastAccess, type AccessEventData } from '@everchart/contracts-access';
import { parseSource } from '@everchart/envelope';
import { KeyringUnavailableError, UnusableKeyError, type Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { openEvent } from '@everchart/sealed-events';
import { PoisonEventError, TransientError, type EventHandler, type ReceivedEvent } from '@everchart/stream';
import { destructionStore, type Deletion } from '../infrastructure/destruction.store.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const confirmationConsumer = 'retention-confirmations-v1';

const confirmationType = 'copies.deleted';

/** Deletions by event id, or why one cannot be read. */
export type OpenedConfirmations = ReadonlyMap<string, { destroyedBy: string; deletion: Deletion } | PoisonEventError>;

/**
 * `copies.deleted` → which holders have deleted what they had of a destroyed record. Accesses pass by unopened: the key
 * of a confirmation is the organisation's own of the year, which this service seals its accesses with.
 */
export class ConfirmationProjector implements EventHandler<OpenedConfirmations> {
  constructor(private readonly keyring: Pick<Keyring, 'keysForSealing'>) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<OpenedConfirmations> {
    const opened = new Map<string, { destroyedBy: string; deletion: Deletion } | PoisonEventError>();
    for (const event of events)
      if (event.unreadable === undefined && event.header.type === confirmationType) opened.set(event.header.id, await this.#open(event));
    return opened;
  }

  async handle(tx: Transaction, events: readonly ReceivedEvent[], prepared: OpenedConfirmations): Promise<void> {
    for (const { header, unreadable } of events) {
      const opened = unreadable === undefined ? prepared.get(header.id) : undefined;
      if (opened instanceof PoisonEventError) throw opened;
      if (opened) await destructionStore.confirm(tx, header.org, opened.destroyedBy, opened.deletion);
    }
  }

  /** None: what was deleted is deleted. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }

  async #open(event: ReceivedEvent): Promise<{ destroyedBy: string; deletion: Deletion } | PoisonEventError> {
    const { header } = event;
    try {
      const { data } = openEvent(event, await this.#keyOf(event), upcastAccess);
      const { destroyedBy, holder, rows, deletedAt } = data as AccessEventData[typeof confirmationType];
      // Each holder speaks for itself.
      if (parseSource(header.source).service !== holder) return new PoisonEventError(header.id, 'holder-differs');
      return { destroyedBy, deletion: { holder, eventId: header.id, rows, deletedAt } };
    } catch (error) {
      if (error instanceof PoisonEventError) return error;
      throw error;
    }
  }

  async #keyOf({ header: { org, retentionclass, keyid } }: ReceivedEvent): Promise<Uint8Array | undefined> {
    const own = organisationStream(org);
    try {
      const key = (await this.keyring.keysForSealing(org, retentionclass, [own])).get(own);
      return key?.keyId === keyid ? key.key : undefined;
    } catch (cause) {
      if (cause instanceof UnusableKeyError) return undefined;
      throw cause instanceof KeyringUnavailableError ? new TransientError('keyring-unreachable', { cause }) : cause;
    }
  }
}
