import { organisationStream, type Fault } from '@everchart/contracts';
import {
  retentionEventTypes,
  validateRetentionData,
  type RetentionEventData,
  type RetentionEventType,
} from '@everchart/contracts-retention';
import { shardOf, type AppendItem, type AppendOutcome, type EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import { sealEvent } from '@everchart/sealed-events';

/** An event of retention, as an officer or the service itself states it. */
export interface RetentionStatement<Type extends RetentionEventType = RetentionEventType> {
  /** UUID: the same statement under the same id is recorded once. */
  id: string;
  type: Type;
  data: RetentionEventData[Type];
  /** The patient; absent: what concerns no single one. */
  subject?: string;
  /** RFC 3339. */
  occurredAt: string;
  actor: string;
  role: string;
  correlationId: string;
}

/** What was stated is not what its schema says: a fault of the caller. */
export class RetentionDataError extends Error {
  override readonly name = 'RetentionDataError';
  readonly code = 'event-data-invalid';
  constructor(readonly faults: readonly Fault[]) {
    super('the data is not what its schema says');
  }
}

const newestOf = new Map(retentionEventTypes.map((contract) => [contract.type, contract]));

/** What the data of an event of a type, in its newest version, is not as its schema says. */
export function faultsOf(type: RetentionEventType, data: unknown): Fault[] {
  return validateRetentionData(type, newestOf.get(type)!.version, data);
}

/** Records events of retention in their own event store, sealed: nothing else writes to it. */
export class RetentionRecorder {
  constructor(
    readonly store: EventStore,
    private readonly keyring: Pick<Keyring, 'keysForSealing'>,
  ) {}

  /**
   * Records them together or not at all.
   * @throws RetentionDataError; KeyDestroyedError for a subject whose record was destroyed; EventStoreError
   */
  async record(org: string, statements: readonly RetentionStatement[]): Promise<AppendOutcome[]> {
    const [source, shards] = await Promise.all([this.store.source(), this.store.shardsOf(org)]);
    const items: AppendItem[] = [];
    for (const { id, type, data, subject = organisationStream(org), occurredAt, actor, role, correlationId } of statements) {
      const { version, retentionClass } = newestOf.get(type)!;
      const faults = validateRetentionData(type, version, data);
      if (faults.length > 0) throw new RetentionDataError(faults);
      const key = (await this.keyring.keysForSealing(org, retentionClass, [subject])).get(subject)!;
      const sealed = sealEvent(
        {
          id,
          org,
          subject,
          type,
          schemaVersion: version,
          data,
          source,
          shard: shardOf(subject, shards),
          occurredat: occurredAt,
          actor,
          actorrole: role,
          retentionclass: retentionClass,
          correlationid: correlationId,
        },
        key,
      );
      items.push({ ...sealed, expected: { kind: 'any' }, group: 0 });
    }
    return this.store.append(org, items);
  }
}
