import { organisationStream } from '@everchart/contracts';
import { withoutDestroyed } from '@everchart/destruction';
import { upcastAccess, type AccessEventData, type AccessEventType } from '@everchart/contracts-access';
import { parseSource, type EventHeader } from '@everchart/envelope';
import { KeyringUnavailableError, UnusableKeyError, type Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { openEvent } from '@everchart/sealed-events';
import { PoisonEventError, TransientError, type EventHandler, type ReceivedEvent } from '@everchart/stream';
import { destructionStore } from '../infrastructure/destruction.store.js';
import { addCounts } from '../infrastructure/request-count.reader.js';
import { requestStore } from '../infrastructure/request.store.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const confirmationConsumer = 'retention-confirmations-v1';

type Confirmed = Exclude<AccessEventType, 'access.recorded'>;
type Apply = (tx: Transaction) => Promise<void>;

/** The service that has the records, and makes copies of them. */
const maker = 'patient-timeline';

/** What becomes of each type here: each service speaks for itself. */
const effects: { [Type in Confirmed]: (data: AccessEventData[Type], header: EventHeader, service: string) => Apply | undefined } = {
  'copies.deleted': ({ destroyedBy, holder, rows, deletedAt }, { org, id: eventId }, service) =>
    service === holder ? (tx) => destructionStore.confirm(tx, org, destroyedBy, { holder, eventId, rows, deletedAt }) : undefined,
  'export.made': (data, { org, id: eventId }, service) =>
    service === maker ? (tx) => requestStore.addExport(tx, org, { ...data, eventId }) : undefined,
  'requests.counted':
    ({ from, to, counts }, { org, id: eventId }, service) =>
    (tx) =>
      addCounts(tx, org, { eventId, service, from, to, counts }),
};

/** Effects by event id, or why an event cannot be read. */
export type OpenedConfirmations = ReadonlyMap<string, Apply | PoisonEventError>;

/**
 * `copies.deleted` → which holders have deleted what they had of a destroyed record; `export.made` → which copies were
 * made for requests; `requests.counted` → how many requests the services have answered. Accesses pass by unopened: the
 * keys are the organisation's own of the year, and of numbers of requests, which this service seals with, too.
 */
export class ConfirmationProjector implements EventHandler<OpenedConfirmations> {
  constructor(private readonly keyring: Pick<Keyring, 'keysForSealing'>) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<OpenedConfirmations> {
    const opened = new Map<string, Apply | PoisonEventError>();
    for (const event of events)
      if (event.unreadable === undefined && event.header.type in effects) opened.set(event.header.id, await this.#open(event));
    return opened;
  }

  async handle(tx: Transaction, events: readonly ReceivedEvent[], prepared: OpenedConfirmations): Promise<void> {
    // Nearly all are accesses, which have no effect here.
    const effective = events.filter(({ header, unreadable }) => unreadable === undefined && prepared.has(header.id));
    if (effective.length === 0) return;
    // Confirmations of a year whose accesses were destroyed are in their certificates.
    for (const { header } of await withoutDestroyed(tx, effective)) {
      const effect = prepared.get(header.id)!;
      if (effect instanceof PoisonEventError) throw effect;
      await effect(tx);
    }
  }

  /** None: what was deleted is deleted, and what was handed out is handed out. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }

  async #open(event: ReceivedEvent): Promise<Apply | PoisonEventError> {
    const { header } = event;
    try {
      const { data } = openEvent(event, await this.#keyOf(event), upcastAccess);
      const effectOf = effects[header.type as Confirmed] as (data: unknown, header: EventHeader, service: string) => Apply | undefined;
      return effectOf(data, header, parseSource(header.source).service) ?? new PoisonEventError(header.id, 'holder-differs');
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
