import { organisationStream, type Fault } from '@everchart/contracts';
import {
  retentionEventTypes,
  validateRetentionData,
  type RetentionEventData,
  type RetentionEventType,
} from '@everchart/contracts-retention';
import { shardOf, type AppendItem, type AppendOutcome, type EventStore } from '@everchart/event-store';
import { UnusableKeyError, type DataKey, type Keyring } from '@everchart/keyring';
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
    const sealing = await this.#sealing(org);
    const items: AppendItem[] = [];
    for (const statement of statements) {
      const faults = faultsOf(statement.type, statement.data);
      if (faults.length > 0) throw new RetentionDataError(faults);
      const { subject, retentionClass } = sealing.about(statement);
      const key = (await this.keyring.keysForSealing(org, retentionClass, [subject])).get(subject)!;
      items.push({ ...sealing.seal(statement, key), group: 0 });
    }
    return this.store.append(org, items);
  }

  /**
   * Records each by itself, in their order, all in a few round trips.
   * @returns what became of each; or why it cannot be recorded: RetentionDataError, KeyDestroyedError, KeyDamagedError
   * @throws EventStoreError; what the keyring fails with for all
   */
  async recordEach(org: string, statements: readonly RetentionStatement[]): Promise<(AppendOutcome | Error)[]> {
    const sealing = await this.#sealing(org);
    const results: (AppendOutcome | Error)[] = [];
    const wanted = statements.flatMap((statement, at) => {
      const faults = faultsOf(statement.type, statement.data);
      if (faults.length === 0) return { at, statement, ...sealing.about(statement) };
      results[at] = new RetentionDataError(faults);
      return [];
    });
    const items: { at: number; item: AppendItem }[] = [];
    for (const [retentionClass, ofClass] of Map.groupBy(wanted, (each) => each.retentionClass)) {
      const keys = await this.#keysOrFaults(org, retentionClass, [...new Set(ofClass.map(({ subject }) => subject))]);
      for (const { at, statement, subject } of ofClass) {
        const key = keys.get(subject)!;
        if (key instanceof Error) results[at] = key;
        else items.push({ at, item: sealing.seal(statement, key) });
      }
    }
    items.sort((a, b) => a.at - b.at);
    const outcomes = await this.store.append(org, items.map(({ item }) => item)); // prettier-ignore
    for (const [place, { at }] of items.entries()) results[at] = outcomes[place]!;
    return results;
  }

  /** Whether an event of this id is on record. */
  async knows(org: string, id: string): Promise<boolean> {
    return (await this.store.readEvents(org, [id])).length > 0;
  }

  async #sealing(org: string) {
    const [source, shards] = await Promise.all([this.store.source(), this.store.shardsOf(org)]);
    const about = ({ type, subject = organisationStream(org) }: RetentionStatement) => {
      const { version, retentionClass } = newestOf.get(type)!;
      return { subject, version, retentionClass };
    };
    const seal = (statement: RetentionStatement, key: DataKey): AppendItem => {
      const { id, type, data, occurredAt, actor, role, correlationId } = statement;
      const { subject, version, retentionClass } = about(statement);
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
      return { ...sealed, expected: { kind: 'any' } };
    };
    return { about, seal };
  }

  /** One key that cannot be used keeps no other from its use. */
  async #keysOrFaults(org: string, retentionClass: string, subjects: readonly string[]): Promise<Map<string, DataKey | Error>> {
    const found = new Map<string, DataKey | Error>();
    const left = () => subjects.filter((subject) => !found.has(subject));
    for (let wanted = left(); wanted.length > 0; wanted = left()) {
      try {
        for (const [subject, key] of await this.keyring.keysForSealing(org, retentionClass, wanted)) found.set(subject, key);
        return found;
      } catch (error) {
        if (!(error instanceof UnusableKeyError)) throw error;
        for (const subject of error.subjects) found.set(subject, error);
        if (left().length === wanted.length) throw error;
      }
    }
    return found;
  }
}
