import { withTransaction, type Transaction } from '@everchart/postgres';
import { SpanKind, trace } from '@opentelemetry/api';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ConsumerMetrics } from './consumer.metrics.js';
import { ConsumerStore, type CheckpointMove, type PlannedShard, type ShardMove, type StoredShard } from './consumer.store.js';
import type { Consumer, ConsumerOptions, ConsumerStatus, ResumeOutcome } from './consumer.types.js';
import { decodeRecord, shardName, type ConsumerDelivery, type MalformedRecord, type ShardIdentity } from './decode.js';
import { decideDelivery, decideRetry, rewound, type DeliveryPlan } from './delivery.decider.js';
import { FencedError, PoisonEventError } from './errors.js';
import { faultOf } from './faults.js';
import { describeError } from './logger.js';
import { partitionKey, type AssignedPartition, type BatchContext, type InboundRecord, type Subscription } from './port.js';
import { stoppedStream } from './progress.js';
import { topics as declaredTopics } from './topics.js';
import { isTracing, traceContextOf } from './trace-context.js';

const defaultMaxBatch = 500;
const defaultRetryForMs = 60_000;
const defaultRestMs = 20;
const heartbeatMs = 2000;
const lookMs = 3000;

const tracer = trace.getTracer('@everchart/stream');

/** What arrived, read: deliveries by shard, in order. */
interface Arrival {
  shards: Map<string, { identity: ShardIdentity; deliveries: ConsumerDelivery[] }>;
  malformed: MalformedRecord[];
}

interface Position {
  partition: AssignedPartition;
  nextOffset: bigint;
}

/** Records of one partition that wait for their transaction. */
interface Gathered {
  position: Position;
  records: readonly InboundRecord[];
  done: () => void;
  failed: (error: unknown) => void;
}

/** What a transaction does beside its plans. */
interface Beside {
  moves: readonly CheckpointMove[];
  malformed: readonly MalformedRecord[];
  unpark: readonly { org: string; record: InboundRecord }[];
}

const nothingBeside: Beside = { moves: [], malformed: [], unpark: [] };

/** The plans were made of a shard as it was: they are made again. */
class RevisedError extends Error {}

/**
 * Applies each event once: its effects, the shard's position and the partition's checkpoint are one transaction. Both
 * move by compare-and-swap, so a member that lost the partition cannot commit anything, and a shard that is known need
 * not be read. While one transaction is under way the other partitions gather, and the next one takes them all: the
 * busier the stream, the fewer commits per event, and no timer makes a quiet one wait.
 */
export class DatabaseConsumer<Prepared> implements Consumer {
  readonly crashed: Promise<Error>;
  readonly #store: ConsumerStore;
  readonly #metrics: ConsumerMetrics;
  readonly #positions = new Map<string, Position>();
  /** Shards as this member left them. */
  readonly #shards = new Map<string, StoredShard>();
  /**
   * Shards whose gaps were looked at since partitions changed hands: a process may have ended between a gap's end and
   * what waited for it.
   */
  readonly #healed = new Set<string>();
  #gathered: Gathered[] = [];
  #committing = false;
  #resolveCrashed!: (error: Error) => void;
  #state: ConsumerStatus['state'] = 'stopped';
  #connected = false;
  #stoppedStreams = 0;
  #lagRecords = 0;
  #subscription: Subscription | undefined;
  #looking: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;

  constructor(private readonly options: ConsumerOptions<Prepared>) {
    this.#store = new ConsumerStore(options.group);
    this.#metrics = new ConsumerMetrics(options.registry, options.group);
    this.crashed = new Promise((resolve) => (this.#resolveCrashed = resolve));
  }

  async start(): Promise<void> {
    await this.#lookAtFaults();
    this.#state = 'running';
    this.#subscription = await this.#subscribe();
    void this.#declareTopics();
    this.#lookLater();
  }

  async stop(): Promise<void> {
    if (this.#state === 'running') this.#state = 'stopped';
    clearTimeout(this.#looking);
    await this.#look;
    await this.#subscription?.stop();
    this.#subscription = undefined;
    this.#positions.clear();
  }

  async resume(org: string, stream: string): Promise<ResumeOutcome> {
    let applied = 0;
    for (const part of await this.#store.stoppedParts(this.options.pool, org, stream)) {
      if (part.storeId === '') applied += await this.#retryRecords(org, stream);
      else if (part.reason !== 'fork') applied += await this.#retryStream({ org, storeId: part.storeId, shard: part.shard! }, stream, true);
    }
    const stillStopped = await stoppedStream(this.options.pool, this.options.group, org, stream);
    this.options.logger.info({ event: 'stream.resumed', consumer: this.options.group, org, stream, applied, stopped: stillStopped.length });
    return { applied, stillStopped };
  }

  status(): ConsumerStatus {
    return {
      state: this.#state,
      connected: this.#connected,
      partitions: [...this.#positions.values()].map(({ partition, nextOffset }) => ({ ...partition, nextOffset })),
      stoppedStreams: this.#stoppedStreams,
      lagRecords: this.#lagRecords,
    };
  }

  /**
   * Topics of the suite are made by the first process; a reader must not depend on a writer that has not started yet.
   */
  async #declareTopics(): Promise<void> {
    const mine = declaredTopics.filter(({ topic }) => this.options.topics.includes(topic));
    while (this.#state === 'running' && mine.length > 0) {
      try {
        await this.options.transport.ensureTopics(mine);
        return;
      } catch (error) {
        this.options.logger.debug({ event: 'consumer.topics-not-declared', consumer: this.options.group, ...describeError(error) });
        await pause(1000);
      }
    }
  }

  #subscribe(): Promise<Subscription> {
    const { transport, group, topics, maxBatch = defaultMaxBatch } = this.options;
    return transport.subscribe({
      group,
      topics,
      maxBatch,
      handler: {
        onAssigned: (partitions) => this.#assigned(partitions),
        onBatch: (records, context) => this.#batch(records, context),
        onRevoked: (partitions) => {
          for (const partition of partitions) this.#positions.delete(partitionKey(partition));
          return Promise.resolve();
        },
        onConnection: (connected) => {
          this.#connected = connected;
          this.#metrics.connected(connected);
          this.options.logger.info({ event: connected ? 'consumer.connected' : 'consumer.disconnected', consumer: group });
        },
        onCrash: (error) => this.#crash(error),
      },
    });
  }

  async #assigned(partitions: readonly AssignedPartition[]): Promise<Map<string, bigint>> {
    // A database that is away for a moment is waited for here as it is in the middle of a batch.
    const offsets = await this.#untilDone(new Map(), () => this.#store.checkpoints(this.options.pool, partitions));
    for (const partition of partitions) {
      const key = partitionKey(partition);
      this.#positions.set(key, { partition, nextOffset: offsets.get(key)! });
    }
    this.#shards.clear();
    this.#healed.clear();
    this.options.logger.info({ event: 'consumer.assigned', consumer: this.options.group, partitions: partitions.length });
    return offsets;
  }

  async #batch(records: readonly InboundRecord[], { heartbeat, more }: BatchContext): Promise<void> {
    const { topic, partition } = records[0]!;
    const position = this.#positions.get(partitionKey({ topic, partition }));
    if (!position) throw new FencedError(topic, partition);
    const fresh = records.filter(({ offset }) => offset >= position.nextOffset);
    if (fresh.length === 0) return;
    const beating = setInterval(() => {
      // The transport reports a failed one again after the batch.
      heartbeat().catch((error: unknown) => this.options.logger.debug({ event: 'consumer.heartbeat-failed', ...describeError(error) }));
    }, heartbeatMs);
    const taken = performance.now();
    try {
      await new Promise<void>((done, failed) => {
        this.#gathered.push({ position, records: fresh, done, failed });
        if (!this.#committing) void this.#commitGathered();
      });
    } finally {
      clearInterval(beating);
    }
    // A backlog is worked off without rest.
    const rest = (this.options.restMs ?? defaultRestMs) - (performance.now() - taken);
    if (!more && rest > 0) await pause(rest);
  }

  /** Never rejects: every outcome goes to the batch that waits for it. */
  async #commitGathered(): Promise<void> {
    this.#committing = true;
    // Partitions that were fetched together are handed over one after the other within this turn.
    await nextTurn();
    while (this.#gathered.length > 0) {
      const together = this.#takeGathered();
      try {
        await this.#persist(together);
        for (const { done } of together) done();
      } catch (error) {
        if (together.length === 1) together[0]!.failed(error);
        // One partition that was lost must not hold up the others.
        else for (const alone of together) await this.#persist([alone]).then(alone.done, alone.failed);
      }
    }
    this.#committing = false;
  }

  #takeGathered(): Gathered[] {
    const { maxBatch = defaultMaxBatch } = this.options;
    let records = 0;
    let count = 0;
    while (count < this.#gathered.length && (count === 0 || records + this.#gathered[count]!.records.length <= maxBatch)) {
      records += this.#gathered[count]!.records.length;
      count += 1;
    }
    return this.#gathered.splice(0, count);
  }

  /** Applies records of owned partitions, again after what may pass. */
  async #persist(together: readonly Gathered[]): Promise<void> {
    const { shards, malformed } = arrivalOf(together.flatMap(({ records }) => records));
    const moves = together.map(({ position, records }) => ({
      partition: position.partition,
      from: position.nextOffset,
      to: records.at(-1)!.offset + 1n,
    }));
    const began = performance.now();
    await this.#take(shards, { ...nothingBeside, moves, malformed });
    together.forEach(({ position }, at) => (position.nextOffset = moves[at]!.to));
    this.#metrics.counted('malformed', malformed.length);
    this.#metrics.batch((performance.now() - began) / 1000);
  }

  /** @returns how many events were applied */
  async #take(shards: Arrival['shards'], beside: Beside): Promise<number> {
    const poison = new Map<string, string>();
    const began = Date.now();
    let applied = 0;
    let { unpark } = beside;
    for (let done = false; !done;) {
      const planned = await this.#untilDone(poison, async () => {
        const planned = (await this.#known([...shards.values()].map(({ identity }) => identity))).map((stored): PlannedShard => {
          const { deliveries } = shards.get(shardName(stored.identity))!;
          return { stored, plan: decideDelivery(stored.state, deliveries, poison) };
        });
        // First what came before a contradiction, and what may go on: who has a partition's checkpoint behind it finds
        // everything applied that can be.
        const first = planned.find(({ plan }) => plan.contradiction ?? plan.retry.size > 0);
        done = !first;
        if (!first) await this.#commit(planned, poison, { ...beside, unpark });
        else if (first.plan.changed) {
          // A record that was parked under its key may be parked again, under its stream: one row is taken out before
          // the other is put in, and never later.
          const handled = recordsOf(first.plan);
          await this.#commit([first], poison, { ...nothingBeside, unpark: unpark.filter(({ record }) => handled.has(record)) });
          unpark = unpark.filter(({ record }) => !handled.has(record));
        } else await this.#rewind(first);
        return first ? (first.plan.changed ? [first] : []) : planned;
      });
      applied += this.#count(planned, began);
      for (const { stored, plan } of planned) for (const stream of plan.retry) applied += await this.#retryStream(stored.identity, stream);
    }
    return applied;
  }

  /** Shards as they stand; those that this member moved last are known. */
  async #known(identities: readonly ShardIdentity[]): Promise<StoredShard[]> {
    const unknown = identities.filter((identity) => !this.#shards.has(shardName(identity)));
    if (unknown.length === 0) return identities.map((identity) => this.#shards.get(shardName(identity))!);
    for (const stored of await this.#store.shards(this.options.pool, unknown)) {
      const name = shardName(stored.identity);
      this.#shards.set(name, stored);
      if (this.#healed.has(name)) continue;
      this.#healed.add(name);
      for (const [stream, reason] of stored.state.stopped) if (reason === 'gap') await this.#retryStream(stored.identity, stream);
    }
    return this.#known(identities);
  }

  /**
   * The store was restored: streams of which something was applied that it has taken back are stopped, before anything
   * of the new epoch is applied.
   */
  async #rewind({ stored, plan }: PlannedShard): Promise<void> {
    const { identity } = stored;
    const { range, epoch } = plan.contradiction!;
    const [from, to] = range;
    const streams = await withTransaction(this.options.pool, async (tx) => {
      await this.#advance(tx, [], [{ stored, next: rewound(stored.state, range, epoch) }]);
      // Also of the new epoch, when its first events come last: they were applied on what is void.
      const applied = await this.options.handler.streamsApplied(tx, { ...identity, position: from });
      await this.#store.rewind(tx, identity, range, applied);
      return applied.length;
    });
    this.#shards.delete(shardName(identity));
    // What a stream waited for may have been void.
    this.#healed.delete(shardName(identity));
    this.options.logger.error({ event: 'shard.rewound', consumer: this.options.group, org: identity.org, from, to, stopped: streams });
  }

  async #commit(planned: readonly PlannedShard[], poison: Map<string, string>, { moves, malformed, unpark }: Beside): Promise<void> {
    const apply = planned.flatMap(({ plan }) => plan.apply);
    const { handler, pool } = this.options;
    const prepared = (apply.length > 0 ? await handler.prepare?.(apply.map(({ event }) => event)) : undefined) as Prepared;
    const changed = planned.filter(({ plan }) => plan.changed);
    await withTransaction(pool, async (tx) => {
      await this.#advance(
        tx,
        moves,
        changed.map(({ stored, plan }) => ({ stored, next: plan.next })),
      );
      await this.#handle(tx, apply, prepared, poison);
      await this.#store.unpark(tx, unpark);
      await this.#store.settle(tx, planned, malformed);
    });
    for (const { stored, plan } of changed) {
      this.#shards.set(shardName(stored.identity), { ...stored, revision: stored.revision + 1, state: plan.next });
    }
  }

  async #advance(tx: Transaction, moves: readonly CheckpointMove[], shards: readonly ShardMove[]): Promise<void> {
    const refused = await this.#store.advance(tx, moves, shards);
    if (refused === undefined) return;
    this.#shards.clear();
    if (refused === 'checkpoint') throw new FencedError(moves[0]!.partition.topic, moves[0]!.partition.partition);
    throw new RevisedError('a shard was changed by another session');
  }

  /** Tries the parked events of a stopped stream. @returns how many were applied */
  async #retryStream(identity: ShardIdentity, stream: string, resumed = false): Promise<number> {
    const poison = new Map<string, string>();
    const began = Date.now();
    const planned = await this.#untilDone(poison, async () => {
      const [stored] = (await this.#store.shards(this.options.pool, [identity])) as [StoredShard];
      const plan = decideRetry(stored.state, stream, await this.#store.parkedEvents(this.options.pool, identity, stream), poison);
      plan.changed ||= resumed;
      if (plan.changed) await this.#commit([{ stored, plan }], poison, nothingBeside);
      return [{ stored, plan }];
    });
    this.#shards.delete(shardName(identity));
    return this.#count(planned, began);
  }

  /** Tries what is parked under a record's key: newer software may read it. */
  async #retryRecords(org: string, key: string): Promise<number> {
    const { maxBatch = defaultMaxBatch, pool } = this.options;
    let applied = 0;
    for (;;) {
      const { shards } = arrivalOf(await this.#store.parkedRecords(pool, org, key, maxBatch));
      const unpark = [...shards.values()].flatMap(({ deliveries }) => deliveries.map(({ event: { record } }) => ({ org, record })));
      if (unpark.length === 0) break;
      applied += await this.#take(shards, { ...nothingBeside, unpark });
    }
    await withTransaction(pool, (tx) => this.#store.release(tx, { org, storeId: '' }, key));
    return applied;
  }

  /**
   * Runs the handler. When it fails for the data's sake, finds out which events fail: they become poison, and the plan
   * is made again.
   */
  async #handle(tx: Transaction, apply: readonly ConsumerDelivery[], prepared: Prepared, poison: Map<string, string>): Promise<void> {
    const { handler, logger, group, maxBatch = defaultMaxBatch } = this.options;
    const events = apply.map(({ event }) => event);
    try {
      // A stream that goes on after long may bring many.
      for (let from = 0; from < events.length; from += maxBatch) await handler.handle(tx, events.slice(from, from + maxBatch), prepared);
    } catch (error) {
      if (error instanceof PoisonEventError || faultOf(error) === 'transient') throw error;
      logger.error({ event: 'consumer.handler-failed', consumer: group, events: events.length, ...describeError(error) });
      const failing = await this.#probe(apply, prepared);
      const [first] = failing;
      if (!first) throw error;
      for (const [id, code] of failing) poison.set(id, code);
      throw new PoisonEventError(first[0], first[1], { cause: error });
    }
  }

  /**
   * Applies the events one by one in a transaction that is always rolled back. @returns those that fail, with the code
   */
  async #probe(apply: readonly ConsumerDelivery[], prepared: Prepared): Promise<Map<string, string>> {
    const failing = new Map<string, string>();
    const failedStreams = new Set<string>();
    const rolledBack = new Error('the probe is over');
    await withTransaction(this.options.pool, async (tx) => {
      for (const { id, stream, event } of apply) {
        if (failedStreams.has(stream)) continue;
        await tx.query('SAVEPOINT probe');
        try {
          await this.options.handler.handle(tx, [event], prepared);
        } catch (error) {
          if (!(error instanceof PoisonEventError) && faultOf(error) === 'transient') throw error;
          failing.set(id, error instanceof PoisonEventError ? error.code : 'handler-failed');
          failedStreams.add(stream);
          await tx.query('ROLLBACK TO SAVEPOINT probe');
        }
      }
      throw rolledBack;
    }).catch((error: unknown) => {
      if (error !== rolledBack) throw error;
    });
    return failing;
  }

  /** Again after a transient fault (for a bounded time), a poison event (without it) or a revision. */
  async #untilDone<T>(poison: Map<string, string>, work: () => Promise<T>): Promise<T> {
    const { logger, group, retryForMs = defaultRetryForMs } = this.options;
    let failingSince: number | undefined;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof FencedError) {
          this.#metrics.retried('fenced');
          throw error;
        }
        if (error instanceof RevisedError) {
          this.#metrics.retried('revised');
          continue;
        }
        if (error instanceof PoisonEventError) {
          this.#metrics.retried('poison');
          logger.error({
            event: 'event.poisonous',
            consumer: group,
            eventId: error.eventId,
            code: poison.get(error.eventId) ?? error.code,
          });
          poison.set(error.eventId, poison.get(error.eventId) ?? error.code);
          continue;
        }
        const now = Date.now();
        failingSince ??= now;
        if (this.#state !== 'running' || now - failingSince > retryForMs) throw error;
        this.#metrics.retried('transient');
        logger.warn({ event: 'consumer.retrying', consumer: group, attempt, ...describeError(error) });
        await pause(Math.min(5000, 50 * 2 ** Math.min(attempt, 10)));
      }
    }
  }

  /** Counts, logs and traces what was done. @returns how many events were applied */
  #count(planned: readonly PlannedShard[], began: number): number {
    const { logger, group } = this.options;
    let applied = 0;
    for (const { stored, plan } of planned) {
      applied += plan.apply.length;
      this.#metrics.counted('applied', plan.apply.length);
      this.#metrics.counted('duplicate', plan.duplicates.length);
      this.#metrics.counted('parked', plan.park.length);
      this.#metrics.counted('void', plan.void.length);
      const { org } = stored.identity;
      if (plan.void.length > 0) logger.warn({ event: 'events.void', consumer: group, org, eventId: plan.void[0]!.id });
      for (const { stop, at } of plan.stops)
        logger.error({
          event: 'stream.stopped',
          consumer: group,
          org,
          stream: at.stream,
          reason: stop.reason,
          code: stop.code,
          eventId: at.id,
        });
      for (const delivery of plan.apply) this.#trace(delivery, began);
    }
    return applied;
  }

  /** A span per event that took effect, in the trace of the request that recorded it. */
  #trace({ id, event: { record, traceparent } }: ConsumerDelivery, began: number): void {
    if (traceparent === undefined || !isTracing()) return;
    const attributes = {
      'messaging.operation.type': 'process',
      'messaging.destination.name': record.topic,
      'messaging.consumer.group.name': this.options.group,
      'everchart.event.id': id,
    };
    tracer
      .startSpan(`process ${record.topic}`, { kind: SpanKind.CONSUMER, startTime: began, attributes }, traceContextOf(traceparent))
      .end();
  }

  #lookLater(): void {
    this.#looking = setTimeout(() => {
      this.#look = this.#lookNow().finally(() => {
        if (this.#state === 'running') this.#lookLater();
      });
    }, lookMs).unref();
  }

  async #lookNow(): Promise<void> {
    try {
      await this.#lookAtFaults();
      await this.#rejoinWhenEmptied();
      let lag = 0n;
      for (const topic of this.options.topics) {
        const ends = await this.options.transport.endOffsets(topic);
        for (const { partition, nextOffset } of this.#positions.values()) {
          if (partition.topic === topic) lag += (ends.get(partition.partition) ?? nextOffset) - nextOffset;
        }
      }
      this.#lagRecords = Number(lag);
      this.#metrics.lag(this.#lagRecords);
    } catch (error) {
      this.options.logger.debug({ event: 'consumer.look-failed', consumer: this.options.group, ...describeError(error) });
    }
  }

  /**
   * Progress was emptied to have everything applied again: start again, also when no record arrives that would be
   * refused.
   */
  async #rejoinWhenEmptied(): Promise<void> {
    const held = [...this.#positions].map(([key, { partition, nextOffset }]) => ({ key, partition, nextOffset }));
    const checkpoints = await this.#store.checkpoints(
      this.options.pool,
      held.map(({ partition }) => partition),
    );
    const gone = held.filter(({ key, nextOffset }) => checkpoints.get(key)! < nextOffset && this.#positions.has(key));
    if (gone.length === 0 || this.#state !== 'running') return;
    this.options.logger.warn({ event: 'consumer.progress-emptied', consumer: this.options.group, partitions: gone.length });
    await this.#subscription?.stop();
    this.#positions.clear();
    this.#subscription = await this.#subscribe();
  }

  async #lookAtFaults(): Promise<void> {
    const { stopped, missing } = await this.#store.faults(this.options.pool);
    this.#stoppedStreams = [...stopped.values()].reduce((sum, count) => sum + count, 0);
    this.#metrics.stopped(stopped);
    this.#metrics.missing(missing);
  }

  #crash(error: Error): void {
    if (this.#state !== 'running') return;
    this.#state = 'crashed';
    this.options.logger.error({ event: 'consumer.crashed', consumer: this.options.group, ...describeError(error) });
    this.#resolveCrashed(error);
  }
}

function arrivalOf(records: readonly InboundRecord[]): Arrival {
  const arrival: Arrival = { shards: new Map(), malformed: [] };
  for (const record of records) {
    const decoded = decodeRecord(record);
    if (decoded.kind === 'malformed') {
      arrival.malformed.push(decoded);
      continue;
    }
    const { delivery } = decoded;
    const name = shardName(delivery.shard);
    const shard = arrival.shards.get(name);
    if (shard) shard.deliveries.push(delivery);
    else arrival.shards.set(name, { identity: delivery.shard, deliveries: [delivery] });
  }
  return arrival;
}

/** What a plan decides about, without what waited before. */
function recordsOf({ apply, park, duplicates, void: taken }: DeliveryPlan<ConsumerDelivery>): ReadonlySet<InboundRecord> {
  return new Set([...apply, ...duplicates, ...taken, ...park].map(({ event }) => event.record));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
