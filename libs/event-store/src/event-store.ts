import { SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { formatSource, type StoreIdentity } from '@everchart/envelope';
import type { Pool } from '@everchart/postgres';
import { isTracing, traceContextOf } from '@everchart/stream';
import type { Registry } from 'prom-client';
import type { RecordedBatch } from './append.statement.js';
import { CommitNotifier } from './commit-notifier.js';
import { DecidingAppend, type GroupedItem } from './deciding.append.js';
import { DecisionStore } from './decision.store.js';
import {
  DecisionFailedError,
  EventStoreClockError,
  EventStoreEpochError,
  EventStoreHeldError,
  GroupAcrossShardsError,
  ItemConstraintError,
  ItemDataError,
  storeErrorOf,
  type DecisionContentionError,
} from './event-store.errors.js';
import { EventStoreMetrics } from './event-store.metrics.js';
import type { AppendItem, AppendOutcome, CommittedEvent, DecisionRules, Judgement, StoredEvent } from './event-store.types.js';
import { GroupCommitQueue } from './group-commit.queue.js';
import { verifyShard, type ShardVerification } from './shard-verification.js';
import { ShardMap } from './shard-map.js';
import { raiseEpochCommand } from './stream-end.js';
import { Sharding } from './sharding.js';
import { storedEventColumns, storedEventOf, type StoredEventRow } from './stored-event.row.js';

export interface EventStoreOptions {
  /** Connections of the login that may append, to the store's first cluster. */
  pool: Pool;
  /** The same to its further clusters, by name. */
  clusters?: ReadonlyMap<string, Pool>;
  /** Service part of `source`: `ingest`, `patient-timeline`. */
  service: string;
  /** Metrics go here (`everchart_event_store_*`); without it none are kept. */
  registry?: Registry;
  /** Label of its metrics, where the process has a second event store. */
  storeLabel?: string | undefined;
  /** Items per transaction at most; default 500. */
  maxBatch?: number;
  /** Items waiting per shard at most; beyond it `append` rejects with EventStoreOverloadedError. Default 10,000. */
  maxQueued?: number;
  /** Rules that items may come with; without them items must have no `decision`. */
  rules?: DecisionRules;
  /** Shards of an organisation that writes for the first time; those of the others stay as they are. Default 1. */
  shards?: number;
  /** Notify relays of other processes by NOTIFY (throttled, outside the append). Default true. */
  notify?: boolean;
}

export interface Committed {
  org: string;
  shard: number;
  /** What the transaction recorded, in the order of positions, which follow each other. */
  events: readonly CommittedEvent[];
  /** Name of the cluster that has the shard. */
  cluster: string;
}

/** Returns whether the publication of the events is ensured: then no other process is notified. */
export type CommittedListener = (committed: Committed) => boolean | void;

/** What a traced call waited for. A call may be recorded in several transactions. */
interface TracedWaits {
  since: number;
  /** Until the first of its transactions began. */
  queueMs?: number;
  /** For the lock of the shard, of all its transactions; none before something was recorded. */
  lockMs?: number;
}

interface QueuedItem extends GroupedItem {
  waits?: TracedWaits;
}

/** Bytes of headers and payloads per transaction at most. */
const maxBatchBytes = 8 * 1024 * 1024;

const tracer = trace.getTracer('@everchart/event-store');

/** Why an epoch is held of which a process knows more than the database. */
export const wentBack = `The database lacks what was recorded in it: it was restored without raising its epoch. Stop all processes of this service, run: ${raiseEpochCommand}; then start them`;

/**
 * Event store on PostgreSQL. An event is on disk before `append` answers, once per id, at the next position of its
 * shard and the next version of its stream; it is never changed afterwards. Positions are handed out under the lock
 * that also orders the commits, so a reader that continues after the last position it saw misses nothing.
 */
export class EventStore {
  readonly #pool: Pool;
  readonly #map: ShardMap;
  readonly #sharding: Sharding;
  readonly #service: string;
  readonly #metrics: EventStoreMetrics;
  readonly #maxBatch: number;
  readonly #maxQueued: number;
  readonly #notifiers: ReadonlyMap<string, CommitNotifier>;
  readonly #decisions: DecisionStore;
  readonly #appending: DecidingAppend;
  readonly #queues = new Map<string, GroupCommitQueue<QueuedItem, AppendOutcome>>();
  readonly #listeners = new Set<CommittedListener>();
  /** The last position that this process recorded, by shard. */
  readonly #recordedTo = new Map<string, number>();
  /**
   * Resolves when it turns out that the store was restored since this process learnt its identity: the process must be
   * started again.
   */
  readonly restored: Promise<EventStoreEpochError | EventStoreHeldError>;
  #foundRestored!: (error: EventStoreEpochError | EventStoreHeldError) => void;
  #identity: Promise<StoreIdentity> | undefined;
  #groups = 0;

  constructor(options: EventStoreOptions) {
    this.restored = new Promise((resolve) => (this.#foundRestored = resolve));
    this.#pool = options.pool;
    this.#map = new ShardMap(options.pool, options.clusters ?? new Map(), () => this.identity());
    this.#sharding = new Sharding(options.pool, options.shards ?? 1);
    this.#service = options.service;
    this.#metrics = new EventStoreMetrics(options.registry, options.storeLabel);
    this.#maxBatch = options.maxBatch ?? 500;
    this.#maxQueued = options.maxQueued ?? 10_000;
    this.#decisions = new DecisionStore(this.#map);
    this.#appending = new DecidingAppend({
      map: this.#map,
      decisions: this.#decisions,
      rules: options.rules,
      onDecidedAgain: (count) => this.#metrics.decidedAgain(count),
      onRebuilt: () => this.#metrics.decisionsRebuilt(),
    });
    const notified = options.notify === false ? [] : [...this.#map.clusters];
    this.#notifiers = new Map(notified.map(({ name, pool }) => [name, new CommitNotifier(pool, () => this.#metrics.notifyFailed())]));
  }

  /** Identity and epoch of this database's store, read once per process. */
  identity(): Promise<StoreIdentity> {
    this.#identity ??= this.#readIdentity().catch((error: unknown) => {
      this.#identity = undefined;
      throw error;
    });
    return this.#identity;
  }

  /** `source` attribute of events of this store: `urn:everchart:<service>:<storeId>/<epoch>`. */
  async source(): Promise<string> {
    return formatSource(this.#service, await this.identity());
  }

  /**
   * Number of shards of an organisation that is about to write; with {@link shardOf} a writer knows the shard of a
   * stream, which it puts in the header. The number is set when an organisation writes for the first time.
   */
  shardsOf(org: string): Promise<number> {
    return this.#sharding.ofWriter(org);
  }

  /** Number of shards in which events of an organisation may be found. */
  shardsToRead(org: string): Promise<number> {
    return this.#sharding.ofReader(org);
  }

  /**
   * Records events durably: resolves after the commit with one outcome per item, in order. One item's refusal does not
   * touch the others. A call of more items than one transaction takes is recorded in several; when it rejects, some of
   * them may have been recorded. Items of one group are in one shard.
   * @throws RangeError an item is of another organisation
   * @throws GroupAcrossShardsError nothing was recorded
   * @throws EventStoreOverloadedError nothing was recorded
   * @throws EventStoreEpochError nothing was recorded
   * @throws DecisionContentionError some items were not recorded
   * @throws EventStoreError any other failure of the database; its code says what became of the items
   */
  async append(org: string, items: readonly AppendItem[]): Promise<AppendOutcome[]> {
    const first = items[0];
    if (!first) return [];
    // The header is what the proofs cover, the column is what rows are found by: they must not contradict each other.
    if (items.some(({ header }) => header.org !== org)) throw new RangeError('the header names another organisation');
    refuseGroupsAcrossShards(items);
    if (!isTracing()) return this.#appendAll(org, items, undefined);
    const span = tracer.startSpan(
      'event-store append',
      { kind: SpanKind.CLIENT, attributes: { 'db.system.name': 'postgresql', 'everchart.items': items.length } },
      traceContextOf(first.traceparent ?? ''),
    );
    const waits: TracedWaits | undefined = span.isRecording() ? { since: performance.now() } : undefined;
    try {
      return await this.#appendAll(org, items, waits);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      if (waits) nameWaits(span, waits);
      span.end();
    }
  }

  /**
   * What `append` would refuse at this moment, and why, for every item, without recording anything. A refused item
   * leaves nothing behind for those after it, as in an append where each item, or each group, stands for itself. One
   * statement per pass and shard, eight passes at most.
   * @returns one judgement per item, in order
   * @throws RangeError an item is of another organisation
   * @throws EventStoreError what the database failed with
   */
  async judge(org: string, items: readonly AppendItem[]): Promise<Judgement[]> {
    if (items.some(({ header }) => header.org !== org)) throw new RangeError('the header names another organisation');
    const { epoch } = await this.identity();
    return this.#byShard(this.#grouped(items, undefined), (shard, ofShard) => this.#appending.judge({ org, shard, epoch }, ofShard));
  }

  /**
   * Ends a stream whose subject's keys were destroyed: nothing is appended after this, also by a writer that still has
   * a key, and the decision state goes.
   * @returns how many states there were
   */
  async closeStream(org: string, stream: string): Promise<number> {
    return this.#end(org, stream, { text: 'SELECT event_store.close_stream($1, $2, $3) AS deleted', more: [] });
  }

  /**
   * The keys of these classes of a stream were destroyed: nothing that is sealed in them is appended after this, also
   * by a writer that still has a key. The decision state is rebuilt from the other events.
   * @returns how many states there were
   */
  async endClasses(org: string, stream: string, retentionClasses: readonly string[]): Promise<number> {
    return this.#end(org, stream, { text: 'SELECT event_store.end_classes($1, $2, $3, $4) AS deleted', more: [retentionClasses] });
  }

  async #end(org: string, stream: string, { text, more }: { text: string; more: readonly unknown[] }): Promise<number> {
    const shard = await this.#sharding.shardOf(org, stream);
    const { rows } = await this.#map.at(org, shard, ({ pool }) => pool.query<{ deleted: number }>(text, [org, shard, stream, ...more]));
    this.#decisions.forgetStream(org, stream);
    return rows[0]!.deleted;
  }

  /** Called after each commit that recorded something. @returns a function that ends it */
  onCommitted(listener: CommittedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Events of a shard after a position, in order. */
  async readShard(org: string, shard: number, after: number, limit: number): Promise<StoredEvent[]> {
    return this.#read(org, shard, {
      name: 'event-store-read-shard',
      text: `SELECT ${storedEventColumns} FROM event_store.read_shard($1, $2, $3, $4)`,
      values: [org, shard, after, limit],
    });
  }

  /** Events of a stream after a version, in order. */
  async readStream(org: string, stream: string, afterVersion: number, limit: number): Promise<StoredEvent[]> {
    const shard = await this.#sharding.shardOf(org, stream);
    return this.#read(org, shard, {
      name: 'event-store-read-stream',
      text: `SELECT ${storedEventColumns} FROM event_store.read_stream($1, $2, $3, $4, $5)`,
      values: [org, shard, stream, afterVersion, limit],
    });
  }

  /** Events by id, of any stream; those that do not exist are left out. */
  async readEvents(org: string, ids: readonly string[]): Promise<StoredEvent[]> {
    if (ids.length === 0) return [];
    const shards = Array.from({ length: await this.#sharding.ofReader(org) }, (_, shard) => shard);
    const found = await Promise.all(
      shards.map((shard) =>
        this.#read(org, shard, {
          name: 'event-store-read-events',
          text: `SELECT ${storedEventColumns} FROM event_store.read_events($1, $2, $3::uuid[])`,
          values: [org, shard, ids],
        }),
      ),
    );
    return found.flat();
  }

  /** The decision state of a stream as the append keeps it, sealed, by key: to compare with a rebuilt one. */
  async decisionsOf(org: string, stream: string): Promise<{ key: Buffer; version: number; sealed: Buffer }[]> {
    return this.#decisions.ofStream(org, await this.#sharding.shardOf(org, stream), stream);
  }

  /** Recomputes every digest and the chain from the rows and compares them with the head; names the first wrong row. */
  verifyShard(org: string, shard: number): Promise<ShardVerification> {
    return this.#map.at(org, shard, ({ pool }) => verifyShard(pool, org, shard));
  }

  /** Waits for the appends under way and sends the last wake-up. The pool is the caller's to close. */
  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.drained()));
    await Promise.all([...this.#notifiers.values()].map((notifier) => notifier.close()));
  }

  async #readIdentity(): Promise<StoreIdentity> {
    const { rows } = await this.#pool
      .query<{ store_id: string; epoch: number }>('SELECT store_id, epoch FROM event_store.store_identity()')
      .catch((error: unknown) => {
        throw storeErrorOf(error);
      });
    return { storeId: rows[0]!.store_id, epoch: rows[0]!.epoch };
  }

  async #read(org: string, shard: number, statement: { name: string; text: string; values: unknown[] }): Promise<StoredEvent[]> {
    const { rows } = await this.#map.at(org, shard, ({ pool }) => pool.query<StoredEventRow>(statement));
    return rows.map(storedEventOf);
  }

  /** Ready for the append; groups get numbers that those of other calls do not have. */
  #grouped(items: readonly AppendItem[], waits: TracedWaits | undefined): QueuedItem[] {
    let previous: number | undefined;
    return items.map((item) => {
      if (item.group !== undefined && item.group !== previous) this.#groups = (this.#groups + 1) % 0x7fff_ffff;
      previous = item.group;
      return {
        item,
        group: item.group === undefined ? 0 : this.#groups + 1,
        ...(waits && { waits }),
      };
    });
  }

  #appendAll(org: string, items: readonly AppendItem[], waits: TracedWaits | undefined): Promise<AppendOutcome[]> {
    return this.#byShard(this.#grouped(items, waits), (shard, ofShard) => this.#queue(org, shard).append(ofShard));
  }

  /** Works on the items of each shard. @returns one answer per item, in order */
  async #byShard<T>(items: readonly QueuedItem[], work: (shard: number, ofShard: readonly QueuedItem[]) => Promise<T[]>): Promise<T[]> {
    const first = items[0]?.item.header.shard;
    if (first === undefined) return [];
    if (items.every(({ item }) => item.header.shard === first)) return work(first, items);
    const shards = Map.groupBy(items.keys(), (index) => items[index]!.item.header.shard);
    const answers = new Array<T>(items.length);
    await Promise.all(
      [...shards].map(async ([shard, indexes]) => {
        const ofShard = await work(
          shard,
          indexes.map((index) => items[index]!),
        );
        indexes.forEach((index, at) => (answers[index] = ofShard[at]!));
      }),
    );
    return answers;
  }

  #queue(org: string, shard: number): GroupCommitQueue<QueuedItem, AppendOutcome> {
    const key = `${shard}/${org}`;
    let queue = this.#queues.get(key);
    if (!queue) {
      queue = new GroupCommitQueue<QueuedItem, AppendOutcome>({
        commit: (items) => this.#commit(org, shard, items),
        mayBeOneItem: (error) =>
          error instanceof ItemDataError || error instanceof ItemConstraintError || error instanceof DecisionFailedError,
        bytesOf: ({ item }) => item.writer.length + item.payload.length,
        sameUnit: (item, next) => item.group !== 0 && item.group === next.group,
        maxBatchBytes,
        maxBatch: this.#maxBatch,
        maxQueued: this.#maxQueued,
        onQueued: (change) => this.#metrics.queued(change),
        onBegin: (count, wait) => this.#metrics.transactionBegan(count, wait),
        onOverload: () => this.#metrics.overloaded(),
      });
      this.#queues.set(key, queue);
    }
    return queue;
  }

  async #commit(org: string, shard: number, items: readonly QueuedItem[]): Promise<(AppendOutcome | DecisionContentionError)[]> {
    const { epoch } = await this.identity();
    const began = performance.now();
    const traced = new Set<TracedWaits>();
    for (const { waits } of items) if (waits) traced.add(waits);
    for (const waits of traced) waits.queueMs ??= began - waits.since;
    let outcomes: (AppendOutcome | DecisionContentionError)[];
    let lost = false;
    try {
      outcomes = await this.#appending.append({ org, shard, epoch }, items, (recorded) => {
        lost ||= this.#lacksWhatWasRecorded(org, shard, recorded);
        if (!lost) this.#committed(org, shard, recorded);
        for (const waits of traced) waits.lockMs = (waits.lockMs ?? 0) + recorded.lockWaitSeconds * 1000;
      });
    } catch (error) {
      this.#metrics.transactionFailed((performance.now() - began) / 1000);
      if (error instanceof EventStoreClockError) this.#metrics.clockRefused();
      if (error instanceof EventStoreEpochError || error instanceof EventStoreHeldError) this.#foundRestored(error);
      throw error;
    }
    if (lost) {
      await this.#map.at(org, shard, ({ pool }) => pool.query('SELECT event_store.hold($1, $2)', [epoch, wentBack]));
      const error = new EventStoreHeldError(wentBack);
      this.#foundRestored(error);
      throw error;
    }
    this.#metrics.transactionEnded((performance.now() - began) / 1000, outcomes);
    return outcomes;
  }

  /** The database was restored under this process: it gives positions out that it has given out before. */
  #lacksWhatWasRecorded(org: string, shard: number, { events }: RecordedBatch): boolean {
    const key = `${shard}/${org}`;
    const lost = events[0]!.store.position <= (this.#recordedTo.get(key) ?? 0);
    this.#recordedTo.set(key, events.at(-1)!.store.position);
    return lost;
  }

  /** Called between the commit and its answer: what goes wrong here must not make an append fail that was committed. */
  #committed(org: string, shard: number, { events, lockWaitSeconds }: RecordedBatch): void {
    this.#metrics.shardLocked(lockWaitSeconds);
    const cluster = this.#map.placeOf(org, shard);
    let seenTo = false;
    for (const listener of this.#listeners) if (listener({ org, shard, events, cluster }) === true) seenTo = true;
    if (!seenTo) this.#notifiers.get(cluster)?.committed();
  }
}

/** A group that other items of the call follow has another number, or none. */
function refuseGroupsAcrossShards(items: readonly AppendItem[]): void {
  items.forEach(({ group, header }, index) => {
    const before = items[index - 1];
    if (group !== undefined && before?.group === group && before.header.shard !== header.shard)
      throw new GroupAcrossShardsError('items that are recorded together or not at all are in several shards');
  });
}

function nameWaits(span: Span, { queueMs, lockMs }: TracedWaits): void {
  if (queueMs !== undefined) span.setAttribute('everchart.shard.queue_wait_ms', queueMs);
  if (lockMs !== undefined) span.setAttribute('everchart.shard.lock_wait_ms', lockMs);
}
