import { withTransaction, type Transaction } from '@everchart/postgres';
import { hostname } from 'node:os';
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

const defaultMaxBatch = 500;
const defaultRetryForMs = 60_000;
const heartbeatMs = 2000;
const lookMs = 3000;

/** What arrived, read. */
interface Arrival {
  deliveries: ConsumerDelivery[];
  malformed: MalformedRecord[];
  taken: TakenPosition[];
}

interface Position extends Checkpoint {
  partition: AssignedPartition;
}

/** Plans made before another session changed the partition's streams are made again. */
class RevisedError extends Error {}

/**
 * Applies each event once: its effects, the version of its stream, the positions taken and the partition's checkpoint are one transaction. The checkpoint
 * moves by compare-and-swap, so a member that lost the partition cannot commit anything.
 */
export class DatabaseConsumer<Prepared> implements Consumer {
  readonly crashed: Promise<Error>;
  readonly #store: ConsumerStore;
  readonly #metrics: ConsumerMetrics;
  readonly #positions = new Map<string, Position>();
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
    const { transport, pool, group, topics, maxBatch } = this.options;
    this.#setStopped(await this.#store.countStopped(pool));
    this.#state = 'running';
    this.#subscription = await transport.subscribe({
      group,
      topics,
      maxBatch: maxBatch ?? defaultMaxBatch,
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

  async #assigned(partitions: readonly AssignedPartition[]): Promise<Map<string, bigint>> {
    const offsets = new Map<string, bigint>();
    for (const partition of partitions) {
      const key = partitionKey(partition);
      const checkpoint = await this.#store.claim(this.options.pool, partition.topic, partition.partition, this.#member);
      this.#positions.set(key, { ...checkpoint, partition });
      for (const identity of await this.#store.healable(this.options.pool, partition.topic, partition.partition)) {
        await this.#retryStream(partition.topic, partition.partition, identity);
      }
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
    const began = performance.now();
    const beating = setInterval(() => {
      // A failed one is told again by the transport after the batch.
      heartbeat().catch((error: unknown) => this.options.logger.debug({ event: 'consumer.heartbeat-failed', ...describeError(error) }));
    }, heartbeatMs);
    try {
      const plan = await this.#persist(position, fresh);
      for (const key of plan.unfinished) {
        const [org, storeId, stream] = key.split('\n') as [string, string, string];
        await this.#retryStream(topic, partition, { org, storeId, stream });
      }
    } finally {
      clearInterval(beating);
    }
    this.#metrics.batch((performance.now() - began) / 1000);
  }

  /** Applies records of an owned partition, again after what may pass. */
  async #persist(position: Position, records: readonly InboundRecord[]): Promise<DeliveryPlan<ConsumerDelivery>> {
    const arrival = arrivalOf(records);
    const nextOffset = records.at(-1)!.offset + 1n;
    const { topic, partition } = position.partition;
    const poison = new Map<string, string>();
    return this.#untilDone(poison, async () => {
      const states = await this.#store.streamStates(this.options.pool, arrival.deliveries);
      const plan = decideDelivery(arrival.deliveries, states, poison);
      const prepared = await this.#prepare(plan);
      await withTransaction(this.options.pool, async (tx) => {
        if (!(await this.#store.advance(tx, topic, partition, position, nextOffset))) await this.#lost(position);
        await this.#handle(tx, plan, prepared, poison);
        await this.#store.record(tx, plan, arrival.malformed, arrival.taken);
      });
      position.nextOffset = nextOffset;
      this.#count(plan, arrival.malformed.length);
      return plan;
    });
  }

  /** Why the checkpoint did not move: another member has the partition, or its streams were changed beside us. */
  async #lost(position: Position): Promise<never> {
    const { topic, partition } = position.partition;
    const now = await this.#store.checkpoint(this.options.pool, topic, partition);
    if (now?.claim !== position.claim || now.nextOffset !== position.nextOffset) throw new FencedError(topic, partition);
    position.revision = now.revision;
    throw new RevisedError('the streams of the partition were changed');
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
