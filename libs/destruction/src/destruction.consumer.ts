import { accessClass } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { accessEventTypes, type AccessEventData } from '@everchart/contracts-access';
import { upcastRetention, type RetentionEventData } from '@everchart/contracts-retention';
import { formatSource, type EventHeader } from '@everchart/envelope';
import { packedHeader, shardOf, type AppendItem } from '@everchart/event-store';
import { KeyringUnavailableError, type DataKey, type Keyring } from '@everchart/keyring';
import { byteaArray, uuidArray, type Pool, type Transaction } from '@everchart/postgres';
import { readUuid } from '@everchart/primitives';
import { openEvents, sealEvent, type OpenedEvent } from '@everchart/sealed-events';
import { PoisonEventError, TransientError, type EventHandler, type ReceivedEvent } from '@everchart/stream';
import { Counter, Histogram, type Registry } from 'prom-client';
import { v5 as namedId } from 'uuid';
import { accessYearsOf, classesOfRecord, deleteAccessKeys } from './copies.js';
import { isDue, noteCertificate, noteDeleted, noteDestructions, type Destruction, type IssuedCertificate } from './tombstones.js';

/** Has copies of what is sealed under keys of subjects. */
export interface Holder {
  /** Name of the service, as confirmations name it. */
  readonly name: string;
  /**
   * Deletes what it has of the subject in these classes. Copies outside the database of `tx` are deleted for good when
   * it resolves; repeating it does no harm.
   * @returns how many rows
   */
  delete(tx: Transaction, destruction: Destruction): Promise<number>;
}

export interface DestructionConsumerOptions {
  holder: Holder;
  /** Database of the copies, of the consumer's progress and of the holder's accesses. */
  pool: Pool;
  keyring: Pick<Keyring, 'keysForOpening' | 'destroyedOf' | 'keysForSealing' | 'forget' | 'forgetClass'>;
  registry: Registry;
}

interface PreparedDestruction {
  destruction: Destruction;
  correlationId: string;
  /** Of the organisation, for the confirmation. */
  key: DataKey;
}

type Prepared = PreparedDestruction | IssuedCertificate | PoisonEventError;
type Stated = RetentionEventData['retention.destroyed'];

/** Destructions and certificates by event id, or why one cannot be applied. */
export type PreparedDestructions = ReadonlyMap<string, Prepared>;

const destroyedType = 'retention.destroyed';
const certificateType = 'certificate.issued';
const types: ReadonlySet<string> = new Set([destroyedType, certificateType]);
const { version: confirmationVersion } = accessEventTypes.findLast(({ type }) => type === 'copies.deleted')!;

/**
 * `retention.destroyed` → the holder's copies are deleted, and `copies.deleted` is recorded in the same transaction:
 * once, however often the event is delivered. The destruction is noted before, in `prepare`, so that what adds copies
 * (see `withoutDestroyed`) adds none from then on. `certificate.issued` → which certificate there is stands beside it.
 */
export class DestructionConsumer implements EventHandler<PreparedDestructions> {
  readonly #options: DestructionConsumerOptions;
  readonly #deleted: Counter;
  readonly #delay: Histogram;

  constructor(options: DestructionConsumerOptions) {
    this.#options = options;
    const registers = [options.registry];
    this.#deleted = new Counter({ name: 'everchart_destruction_deleted_rows_total', help: 'Rows of copies that were deleted', registers });
    this.#delay = new Histogram({
      name: 'everchart_destruction_confirmed_seconds',
      help: 'From the record of a destruction to its confirmation by this holder',
      buckets: [0.5, 1, 2, 5, 10, 30, 60, 600, 3600, 86_400],
      registers,
    });
  }

  async prepare(events: readonly ReceivedEvent[]): Promise<PreparedDestructions> {
    const { keyring, pool } = this.#options;
    const wanted = events.filter(({ unreadable, header }) => unreadable === undefined && types.has(header.type));
    const opened = await openEvents(wanted, keyring, upcastRetention);
    const prepared = new Map<string, Prepared>();
    for (const [at, { header }] of wanted.entries()) prepared.set(header.id, await this.#prepareOne(header, opened[at]!));
    await noteDestructions(pool, [...prepared.values()].flatMap((one) => ('destruction' in one ? one.destruction : []))); // prettier-ignore
    return prepared;
  }

  async handle(tx: Transaction, events: readonly ReceivedEvent[], prepared: PreparedDestructions): Promise<void> {
    const { holder } = this.#options;
    const confirmations = new Map<string, AppendItem[]>();
    for (const { header, unreadable } of events) {
      // One that cannot be read is not confirmed: retention shows which holder has not, and operators which event.
      const one = unreadable === undefined ? prepared.get(header.id) : undefined;
      if (one instanceof PoisonEventError) throw one;
      if (one && 'certificateId' in one) await noteCertificate(tx, one);
      if (!one || !('destruction' in one) || !(await isDue(tx, one.destruction))) continue;
      const ofAccesses = await deleteAccessKeys(tx, one.destruction.org, accessYearsOf(one.destruction));
      const rows = ofAccesses + (await holder.delete(tx, one.destruction));
      await noteDeleted(tx, one.destruction, rows);
      const item = await this.#confirmation(tx, one, rows);
      const place = JSON.stringify([item.header.org, item.header.shard]);
      confirmations.set(place, [...(confirmations.get(place) ?? []), item]);
      this.#deleted.inc(rows);
      this.#delay.observe(Math.max(0, Date.now() - Date.parse(one.destruction.destroyedAt)) / 1000);
    }
    // Last, and in one order: the lock of the shard is held until the commit.
    for (const [, items] of [...confirmations].sort(([a], [b]) => (a < b ? -1 : 1))) await append(tx, items);
  }

  /** None: a destruction that a restored store does not know has happened all the same. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }

  async #prepareOne(header: EventHeader, opened: OpenedEvent | PoisonEventError): Promise<Prepared> {
    const { org, id: eventId, type } = header;
    const subject = readUuid(header.subject);
    if (opened instanceof PoisonEventError) {
      // A keyring of before the destruction lacks the key of this event. The header says whose record it was.
      const isLost = opened.code === 'key-missing' && type === destroyedType && subject !== undefined;
      return isLost ? this.#destruction(header, subject, undefined) : opened;
    }
    if (subject === undefined) return new PoisonEventError(eventId, 'subject-malformed');
    if (type === destroyedType) return this.#destruction(header, subject, opened.data as Stated);
    const { destroyedBy } = opened.data as RetentionEventData[typeof certificateType];
    return { org, subject, certificateId: eventId, destroyedBy };
  }

  /** @param stated what the event says; undefined: its key is missing */
  #destruction(header: EventHeader, subject: string, stated: Stated | undefined): Promise<PreparedDestruction | PoisonEventError> {
    const { org, id: eventId, time: destroyedAt, correlationid: correlationId } = header;
    const { retentionClasses, rule, dueOn } = stated ?? { retentionClasses: classesOfRecord, rule: null, dueOn: null };
    const { keyring } = this.#options;
    keyring.forget(org, subject);
    for (const year of accessYearsOf({ org, subject, retentionClasses })) keyring.forgetClass(org, accessClass(year));
    return this.#reachable(async () => {
      // Nothing is deleted of a record that can still be read: the event is wrong, or the keyring was set back. The
      // keys that it names prove nothing: they may be none, or those of another record.
      const gone = await keyring.destroyedOf(org, subject, retentionClasses);
      if (gone.length < new Set(retentionClasses).size) return new PoisonEventError(eventId, stated ? 'key-not-destroyed' : 'key-missing');
      const keys = gone.flatMap(({ retentionClass, key }) => (key ? [{ ...key, retentionClass }] : []));
      const own = organisationStream(org);
      // The subject's own keys are gone.
      const key = (await keyring.keysForSealing(org, accessClass(new Date().getUTCFullYear()), [own])).get(own)!;
      const keysGoneAt = new Date(Math.min(...gone.map((each) => each.destroyedAt.getTime()))).toISOString();
      return { destruction: { org, subject, eventId, destroyedAt, keysGoneAt, retentionClasses, keys, rule, dueOn }, correlationId, key };
    });
  }

  async #reachable<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw cause instanceof KeyringUnavailableError ? new TransientError('keyring-unreachable', { cause }) : cause;
    }
  }

  async #confirmation(tx: Transaction, { destruction, correlationId, key }: PreparedDestruction, rows: number): Promise<AppendItem> {
    const { org, subject, eventId: destroyedBy, retentionClasses } = destruction;
    const { name: holder } = this.#options.holder;
    const { rows: places } = await tx.query<{ storeId: string; epoch: number; shards: number }>(
      'SELECT store_id AS "storeId", epoch, destruction.shards_of($1) AS shards FROM event_store.store_identity()',
      [org],
    );
    const { shards, ...identity } = places[0]!;
    const deletedAt = new Date().toISOString();
    const data: AccessEventData['copies.deleted'] = { destroyedBy, holder, retentionClasses, rows, deletedAt };
    const sealed = sealEvent(
      {
        id: namedId(holder, destroyedBy),
        org,
        subject,
        type: 'copies.deleted',
        schemaVersion: confirmationVersion,
        data,
        source: formatSource(holder, identity),
        shard: shardOf(subject, shards),
        occurredat: deletedAt,
        actor: holder,
        actorrole: 'service',
        retentionclass: accessClass(new Date(deletedAt).getUTCFullYear()),
        correlationid: correlationId,
        causationid: destroyedBy,
      },
      key,
    );
    return { ...sealed, expected: { kind: 'any' } };
  }
}

async function append(tx: Transaction, items: readonly AppendItem[]): Promise<void> {
  const { org, shard } = items[0]!.header;
  await tx.query(
    `SELECT destruction.confirm($1, $2, (SELECT epoch FROM event_store.store_identity()), $3::uuid[], $4::uuid[], $5::bytea[], $6::bytea[], $7::bytea[],
       $8::bytea[], $9)`,
    [
      org,
      shard,
      uuidArray(items.map(({ header }) => header.id)),
      uuidArray(items.map(({ header }) => header.subject)),
      byteaArray(items.map((item) => packedHeader(item).header)),
      byteaArray(items.map((item) => packedHeader(item).digest)),
      byteaArray(items.map(({ payload }) => payload)),
      byteaArray(items.map(({ commitment }) => commitment)),
      Date.now() * 1000,
    ],
  );
}
