import type { Keyring } from '@everchart/keyring';
import { DirectoryProjector, directorySchema, type OpenedTexts } from '@everchart/organisation-directory';
import type { Transaction } from '@everchart/postgres';
import type { EventHandler, ReceivedEvent, ShardPosition } from '@everchart/stream';
import { dueDateStore } from '../infrastructure/due-date.store.js';
import { RecordProjector, type PreparedFacts } from './record.projector.js';

const facilityTypes: ReadonlySet<string> = new Set(['facility.opened', 'facility.changed', 'facility.closed']);

interface Prepared {
  directory: OpenedTexts;
  records: PreparedFacts;
}

/**
 * What rules of retention need of the clinical topic: what organisations state of themselves, and what is known of each
 * record. One consumer for both: each takes few of the events, and to read them is most of the work.
 */
export class ClinicalProjector implements EventHandler<Prepared> {
  readonly #directory: DirectoryProjector;
  readonly #records: RecordProjector;

  constructor(keyring: Pick<Keyring, 'keysForOpening'>) {
    this.#directory = new DirectoryProjector(directorySchema, keyring);
    this.#records = new RecordProjector(keyring);
  }

  async prepare(events: readonly ReceivedEvent[]): Promise<Prepared> {
    const [directory, records] = await Promise.all([this.#directory.prepare(events), this.#records.prepare(events)]);
    return { directory, records };
  }

  async handle(tx: Transaction, received: readonly ReceivedEvent[], { directory, records }: Prepared): Promise<void> {
    await this.#directory.handle(tx, received, directory);
    // What an organisation states of its facilities may change the dates of all of its records. Before any record is
    // touched: a keeper that waits for one would never end.
    const orgs = new Set(received.filter(({ header }) => facilityTypes.has(header.type)).map(({ header }) => header.org));
    if (orgs.size > 0) await dueDateStore.recompute(tx, [...orgs]);
    await this.#records.handle(tx, received, records);
  }

  async streamsApplied(tx: Transaction, from: ShardPosition): Promise<string[]> {
    return [...(await this.#directory.streamsApplied(tx, from)), ...(await this.#records.streamsApplied(tx, from))];
  }
}
