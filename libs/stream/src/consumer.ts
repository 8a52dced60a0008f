import { withTransaction, type Transaction } from '@everchart/postgres';
import { SpanKind, trace } from '@opentelemetry/api';
import { hostname } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ConsumerMetrics } from './consumer.metrics.js';
import { ConsumerStore, type Checkpoint, type StreamIdentity } from './consumer.store.js';
import type { Consumer, ConsumerOptions, ConsumerStatus, ResumeOutcome } from './consumer.types.js';
import { decodeRecord, type ConsumerDelivery, type MalformedRecord, type TakenPosition } from './decode.js';
import { decideDelivery, streamKey, type DeliveryPlan } from './delivery.decider.js';
import { FencedError, PoisonEventError } from './errors.js';
import { faultOf } from './faults.js';
import { describeError } from './logger.js';
import { partitionKey, type AssignedPartition, type InboundRecord, type Subscription } from './port.js';
import { stoppedStream } from './progress.js';
import { topics as declaredTopics } from './topics.js';
import { traceContextOf } from './trace-context.js';

const defaultMaxBatch = 500;
const defaultRetryForMs = 60_000;
const defaultRestMs = 20;
/** A backlog is worked off without rest. */
const fewRecords = 100;
const heartbeatMs = 2000;
const lookMs = 3000;

const tracer = trace.getTracer('@everchart/stream');

/** What arrived, read. */
interface Arrival {
  deliveries: ConsumerDelivery[];
  malformed: MalformedRecord[];
  taken: TakenPosition[];
}

interface Position extends Checkpoint {
  partition: AssignedPartition;
}

/** Records of one partition that wait for their transaction. */
interface Gathered {
  position: Position;
  records: readonly InboundRecord[];
  done: (plan: DeliveryPlan<ConsumerDelivery>) => void;
  failed: (error: unknown) => void;
}

/** Plans made before another session changed the partition's streams are made again. */
class RevisedError extends Error {}

/**
 * Applies each event once: its effects, the version of its stream, the positions taken and the partition's checkpoint are one transaction. The checkpoint
 * moves by compare-and-swap, so a member that lost the partition cannot commit anything. While one transaction is under way the other partitions gather,
 * and the next one takes them all: the busier the stream, the fewer commits per event, and no timer makes a quiet one wait.
 */
export class DatabaseConsumer<Prepared> implements Consumer {
  readonly crashed: Promise<Error>;
  readonly #store: ConsumerStore;
  readonly #metrics: ConsumerMetrics;
  readonly #positions = new Map<string, Position>();
  #gathered: Gathered[] = [];
  #committing = false;
  readonly #member = `${hostname()}-${process.pid}`;
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
    this.#setStopped(await this.#store.countStopped(this.options.pool));
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
    for (const { storeId, topic, partition } of await this.#store.stoppedParts(this.options.pool, org, stream)) {
      const identity = { org, storeId, stream };
      applied +=
        storeId === '' ? await this.#retryMalformed(topic, partition, org, stream) : await this.#retryStream(topic, partition, identity);
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

  /** Topics of the suite are made by whoever comes first; a reader must not depend on a writer that has not started yet. */
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
        onBatch: (records, heartbeat) => this.#batch(records, heartbeat),
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
    const offsets = new Map<string, bigint>();
    const { pool } = this.options;
    for (const partition of partitions) {
      const key = partitionKey(partition);
      // A database that is away for a moment is waited for here as it is in the middle of a batch.
      const checkpoint = await this.#untilDone(new Map(), () =>
        this.#store.claim(pool, partition.topic, partition.partition, this.#member),
      );
      this.#positions.set(key, { ...checkpoint, partition });
      const healable = await this.#untilDone(new Map(), () => this.#store.healable(pool, partition.topic, partition.partition));
      for (const identity of healable) await this.#retryStream(partition.topic, partition.partition, identity);
      offsets.set(key, checkpoint.nextOffset);
    }
    this.options.logger.info({ event: 'consumer.assigned', consumer: this.options.group, partitions: partitions.length });
    return offsets;
  }

  async #batch(records: readonly InboundRecord[], heartbeat: () => Promise<void>): Promise<void> {
    const { topic, partition } = records[0]!;
    const position = this.#positions.get(partitionKey({ topic, partition }));
    if (!position) throw new FencedError(topic, partition);
    const fresh = records.filter(({ offset }) => offset >= position.nextOffset);
    if (fresh.length === 0) return;
    const beating = setInterval(() => {
      // A failed one is told again by the transport after the batch.
      heartbeat().catch((error: unknown) => this.options.logger.debug({ event: 'consumer.heartbeat-failed', ...describeError(error) }));
    }, heartbeatMs);
    const taken = performance.now();
    try {
      await new Promise<DeliveryPlan<ConsumerDelivery>>((done, failed) => {
        this.#gathered.push({ position, records: fresh, done, failed });
        if (!this.#committing) void this.#commitGathered();
      });
    } finally {
      clearInterval(beating);
    }
    const rest = (this.options.restMs ?? defaultRestMs) - (performance.now() - taken);
    if (fresh.length < fewRecords && rest > 0) await pause(rest);
  }

  /** Never rejects: every outcome goes to the batch that waits for it. */
  async #commitGathered(): Promise<void> {
    this.#committing = true;
    // Partitions that were fetched together are handed over one after the other within this turn.
    await nextTurn();
    while (this.#gathered.length > 0) {
      const together = this.#takeGathered();
      try {
        const plan = await this.#persist(together);
        for (const { done } of together) done(plan);
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
  async #persist(together: readonly Gathered[]): Promise<DeliveryPlan<ConsumerDelivery>> {
    const arrival = arrivalOf(together.flatMap(({ records }) => records));
    const moves = together.map(({ position, records }) => ({
      ...position.partition,
      from: position,
      nextOffset: records.at(-1)!.offset + 1n,
    }));
    const poison = new Map<string, string>();
    const began = Date.now();
    const plan = await this.#untilDone(poison, async () => {
      const states = await this.#store.streamStates(this.options.pool, arrival.deliveries);
      const decided = decideDelivery(arrival.deliveries, states, poison);
      const prepared = await this.#prepare(decided);
      await withTransaction(this.options.pool, async (tx) => {
        if (!(await this.#store.advance(tx, moves))) await this.#lost(together.map(({ position }) => position));
        await this.#handle(tx, decided, prepared, poison);
        await this.#store.record(tx, decided, arrival.malformed, arrival.taken);
      });
      return decided;
    });
    together.forEach(({ position }, at) => (position.nextOffset = moves[at]!.nextOffset));
    this.#count(plan, arrival.malformed.length);
    this.#trace(plan, began);
    this.#metrics.batch((Date.now() - began) / 1000);
    for (const key of plan.unfinished) {
      const { record, identity } = arrival.deliveries.find(({ stream }) => stream === key)!;
      await this.#retryStream(record.topic, record.partition, identity);
    }
    return plan;
  }

  /** Why a checkpoint did not move: another member has the partition, or its streams were changed beside us. */
  async #lost(positions: readonly Position[]): Promise<never> {
    for (const position of positions) {
      const { topic, partition } = position.partition;
      const now = await this.#store.checkpoint(this.options.pool, topic, partition);
      if (now?.claim !== position.claim || now.nextOffset !== position.nextOffset) throw new FencedError(topic, partition);
      position.revision = now.revision;
    }
    throw new RevisedError('the streams of a partition were changed');
  }

  /** Tries the parked events of a stopped stream, in transactions of a bounded size. @returns how many were applied */
  async #retryStream(topic: string, partition: number, identity: StreamIdentity): Promise<number> {
    const key = streamKey(identity.org, identity.storeId, identity.stream);
    let applied = 0;
    for (let more = true; more;) {
      const poison = new Map<string, string>();
      const plan = await this.#untilDone(poison, () =>
        withTransaction(this.options.pool, async (tx) => {
          await this.#store.revise(tx, topic, partition);
          const states = await this.#store.streamStates(tx, [], [identity]);
          const decided = decideDelivery([], states, poison, [key]);
          await this.#handle(tx, decided, await this.#prepare(decided), poison);
          await this.#store.record(tx, decided, [], []);
          return decided;
        }),
      );
      this.#count(plan, 0);
      applied += plan.apply.length;
      more = plan.unfinished.length > 0;
    }
    return applied;
  }

  /** Records that were no event for the software that took them: newer software may read them. */
  async #retryMalformed(topic: string, partition: number, org: string, key: string): Promise<number> {
    const poison = new Map<string, string>();
    const plan = await this.#untilDone(poison, () =>
      withTransaction(this.options.pool, async (tx) => {
        await this.#store.revise(tx, topic, partition);
        const { deliveries, taken } = arrivalOf(await this.#store.malformedRecords(tx, org, key));
        const states = await this.#store.streamStates(tx, deliveries);
        const decided = decideDelivery(deliveries, states, poison);
        await this.#store.removeParked(
          tx,
          deliveries.map(({ record }) => ({ org, record })),
        );
        await this.#handle(tx, decided, await this.#prepare(decided), poison);
        await this.#store.record(tx, decided, [], deliveries.length > 0 ? taken : []);
        await this.#store.releaseMalformed(tx, org, key);
        return decided;
      }),
    );
    this.#count(plan, 0);
    return plan.apply.length;
  }

  async #prepare(plan: DeliveryPlan<ConsumerDelivery>): Promise<Prepared> {
    const { handler } = this.options;
    if (!handler.prepare || plan.apply.length === 0) return undefined as Prepared;
    return handler.prepare(plan.apply.map(({ event }) => event));
  }

  /** Runs the handler. When it fails for the data's sake, finds out which events fail: they become poison, and the plan is made again. */
  async #handle(tx: Transaction, plan: DeliveryPlan<ConsumerDelivery>, prepared: Prepared, poison: Map<string, string>): Promise<void> {
    if (plan.apply.length === 0) return;
    try {
      await this.options.handler.handle(
        tx,
        plan.apply.map(({ event }) => event),
        prepared,
      );
    } catch (error) {
      if (error instanceof PoisonEventError || faultOf(error) === 'transient') throw error;
      this.options.logger.warn({
        event: 'consumer.handler-failed',
        consumer: this.options.group,
        events: plan.apply.length,
        ...describeError(error),
      });
      const failing = await this.#probe(plan, prepared);
      if (failing.size === 0) throw error;
      for (const [id, code] of failing) poison.set(id, code);
      const [first] = failing;
      throw new PoisonEventError(first![0], first![1], { cause: error });
    }
  }

  /** Applies the events one by one in a transaction that is always rolled back. @returns those that fail, with the code */
  async #probe(plan: DeliveryPlan<ConsumerDelivery>, prepared: Prepared): Promise<Map<string, string>> {
    const failing = new Map<string, string>();
    const failedStreams = new Set<string>();
    const rolledBack = new Error('the probe is over');
    await withTransaction(this.options.pool, async (tx) => {
      for (const { id, stream, event } of plan.apply) {
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

  /** One span per event that took effect, in the trace of the request that recorded it. */
  #trace(plan: DeliveryPlan<ConsumerDelivery>, began: number): void {
    for (const {
      event,
      id,
      record: { topic },
    } of plan.apply) {
      const attributes = {
        'messaging.operation.type': 'process',
        'messaging.destination.name': topic,
        'messaging.consumer.group.name': this.options.group,
        'everchart.event.id': id,
      };
      const options = { kind: SpanKind.CONSUMER, startTime: began, attributes };
      tracer.startSpan(`process ${topic}`, options, traceContextOf(event.traceparent ?? '')).end();
    }
  }

  #count(plan: DeliveryPlan<ConsumerDelivery>, malformed: number): void {
    this.#metrics.counted('applied', plan.apply.length);
    this.#metrics.counted('duplicate', plan.duplicates.length);
    this.#metrics.counted('parked', plan.park.length);
    this.#metrics.counted('malformed', malformed);
    for (const [key, { stop }] of plan.streams) {
      if (typeof stop === 'string') continue;
      const [org, , stream] = key.split('\n') as [string, string, string];
      this.options.logger.error({
        event: 'stream.stopped',
        consumer: this.options.group,
        org,
        stream,
        reason: stop.reason,
        code: stop.code,
        eventId: stop.at.id,
      });
    }
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
      this.#setStopped(await this.#store.countStopped(this.options.pool));
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
   * Somebody emptied the progress to have everything applied again: begin anew, also when no record arrives that would tell. A checkpoint that another
   * member has claimed is not looked at: that is a hand-over, and the stream tells of it.
   */
  async #rejoinWhenEmptied(): Promise<void> {
    const held = [...this.#positions.values()].map(({ partition }) => partition);
    const kept = new Set((await this.#store.keptCheckpoints(this.options.pool, held)).map(partitionKey));
    const gone = held.filter((partition) => !kept.has(partitionKey(partition)) && this.#positions.has(partitionKey(partition)));
    if (gone.length === 0 || this.#state !== 'running') return;
    this.options.logger.warn({ event: 'consumer.progress-emptied', consumer: this.options.group, partitions: gone.length });
    await this.#subscription?.stop();
    this.#positions.clear();
    this.#subscription = await this.#subscribe();
  }

  #setStopped(byReason: ReadonlyMap<string, number>): void {
    this.#stoppedStreams = [...byReason.values()].reduce((sum, count) => sum + count, 0);
    this.#metrics.stopped(byReason);
  }

  #crash(error: Error): void {
    if (this.#state !== 'running') return;
    this.#state = 'crashed';
    this.options.logger.error({ event: 'consumer.crashed', consumer: this.options.group, ...describeError(error) });
    this.#resolveCrashed(error);
  }
}

function arrivalOf(records: readonly InboundRecord[]): Arrival {
  const arrival: Arrival = { deliveries: [], malformed: [], taken: [] };
  for (const record of records) {
    const decoded = decodeRecord(record);
    if (decoded.kind === 'event') {
      arrival.deliveries.push(decoded.delivery);
      arrival.taken.push(decoded.delivery.taken);
    } else {
      arrival.malformed.push(decoded);
      if (decoded.taken) arrival.taken.push(decoded.taken);
    }
  }
  return arrival;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
