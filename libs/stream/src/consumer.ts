import { setTimeout as pause } from 'node:timers/promises';
import { Attempts } from './consumer.attempts.js';
import { Findings } from './consumer.findings.js';
import { Gathering, type Batch, type Position } from './consumer.gathering.js';
import { ConsumerMetrics } from './consumer.metrics.js';
import { StreamOperator } from './consumer.operator.js';
import { ConsumerStore } from './consumer.store.js';
import { ShardTaker } from './consumer.taker.js';
import { TopicWatch } from './consumer.topic-watch.js';
import type {
  Acceptance,
  Consumer,
  ConsumerSettings,
  ConsumerStatus,
  StreamChoice,
  StreamOutcome,
  SuppliedRecord,
} from './consumer.types.js';
import { arrivalOf } from './decode.js';
import { FencedError, StreamError } from './errors.js';
import { describeError } from './logger.js';
import { partitionKey, type AssignedPartition, type BatchContext, type InboundRecord, type Subscription } from './port.js';
import { RecentRate, restOf } from './rest.js';

const heartbeatMs = 2000;
const lookMs = 3000;
const lookForRequestsMs = 1000;
const lookForTopicsMs = 1000;

/** No topic has it: records that came by another way are kept under it. */
const suppliedPartition = -1;

/** One member of a consumer: its life, its partitions, and what it shows of itself. */
export class DatabaseConsumer<Prepared> implements Consumer {
  readonly crashed: Promise<Error>;
  readonly #store: ConsumerStore;
  readonly #metrics: ConsumerMetrics;
  readonly #positions = new Map<string, Position>();
  readonly #gathering: Gathering;
  readonly #attempts: Attempts;
  readonly #taker: ShardTaker<Prepared>;
  readonly #operator: StreamOperator;
  readonly #watch: TopicWatch;
  #resolveCrashed!: (error: Error) => void;
  #state: ConsumerStatus['state'] = 'stopped';
  #connected = false;
  #stoppedStreams = 0;
  #unreadableEvents = 0;
  #forgedRecords = 0;
  #lagRecords = 0;
  readonly #rate = new RecentRate();
  /** From the beginning of the last transaction to the next question for records. */
  #restMs = 0;
  readonly #stopping = new AbortController();
  #opening: Promise<void> | undefined;
  #subscription: Subscription | undefined;
  #looking: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;
  #answering: Promise<void> | undefined;

  constructor(private readonly options: ConsumerSettings<Prepared>) {
    this.#store = new ConsumerStore(options.group, options.notifies);
    this.#metrics = new ConsumerMetrics(options.registry, options.group);
    this.#attempts = new Attempts(options, this.#metrics, () => this.#state === 'running');
    this.#taker = new ShardTaker(options, this.#store, this.#attempts, this.#metrics);
    this.#operator = new StreamOperator(this.#taker, this.#store, options);
    this.#watch = new TopicWatch(options, this.#store);
    this.#gathering = new Gathering(options.maxBatch, (together) => this.#persist(together));
    this.crashed = new Promise((resolve) => (this.#resolveCrashed = resolve));
  }

  async start(): Promise<void> {
    this.options.transport.seal.requireKeys({ reads: this.options.topics, writes: [] });
    await this.#lookAtFaults();
    this.#state = 'running';
    this.#metrics.connected(false);
    this.#opening = this.#open(this.#stopping.signal);
    this.#lookLater();
    this.#answering = this.#answerRequests(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    if (this.#state === 'running') this.#state = 'stopped';
    this.#stopping.abort();
    await this.#opening;
    clearTimeout(this.#looking);
    await this.#look;
    await this.#answering;
    await this.#subscription?.stop();
    this.#subscription = undefined;
    this.#positions.clear();
  }

  async supply(records: readonly SuppliedRecord[]): Promise<void> {
    const [topic] = this.options.topics as [string];
    const inbound = records.map(({ position, ...record }) => ({
      ...record,
      topic,
      partition: suppliedPartition,
      offset: BigInt(position),
    }));
    const { shards, malformed, forged } = arrivalOf(inbound);
    const [fault] = [...malformed, ...forged];
    if (fault) throw new StreamError('refused', `a record that was supplied is no event: ${fault.code}`);
    await this.#taker.take(shards, {});
  }

  retry(choice: StreamChoice): Promise<StreamOutcome> {
    return this.#operator.retry(choice);
  }

  skip(choice: StreamChoice, acceptance: Acceptance): Promise<StreamOutcome> {
    return this.#operator.skip(choice, acceptance);
  }

  status(): ConsumerStatus {
    return {
      state: this.#state,
      connected: this.#connected,
      partitions: [...this.#positions.values()].map(({ partition, nextOffset }) => ({ ...partition, nextOffset })),
      stoppedStreams: this.#stoppedStreams,
      unreadableEvents: this.#unreadableEvents,
      lagRecords: this.#lagRecords,
    };
  }

  /** The services that write to topics create them: until they are there, there is nothing to read. */
  async #open(signal: AbortSignal): Promise<void> {
    const { transport, group, topics, logger } = this.options;
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    for (let said = false; !signal.aborted; await pause(lookForTopicsMs, undefined, { signal }).catch(() => undefined)) {
      try {
        const missing = await Promise.race([transport.missingTopics(topics), stopped]);
        if (missing === undefined) return;
        if (missing.length === 0) {
          this.#subscription = await this.#subscribe();
          return;
        }
        if (!said) logger.warn({ event: 'consumer.topics-missing', consumer: group, topics: missing });
        said = true;
      } catch (error) {
        logger.warn({ event: 'consumer.unreachable', consumer: group, ...describeError(error) });
      }
    }
  }

  #subscribe(): Promise<Subscription> {
    const { transport, group, topics, maxBatch } = this.options;
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
    const { pool, transport } = this.options;
    const offsets = await this.#attempts.untilDone(new Findings(), async () => {
      await this.#store.readAgainWith(pool, transport.seal.keysName);
      return this.#store.checkpoints(pool, partitions);
    });
    for (const partition of partitions) {
      const key = partitionKey(partition);
      this.#positions.set(key, { partition, nextOffset: offsets.get(key)! });
    }
    this.#taker.forget();
    this.options.logger.info({ event: 'consumer.assigned', consumer: this.options.group, partitions: partitions.length });
    return offsets;
  }

  /** Nothing holds the records during the rest: they would outlive the collector's next round. */
  #batch(records: readonly InboundRecord[], context: BatchContext): Promise<void> {
    return this.#take(records, context).then((restMs) => (restMs > 0 ? pause(restMs) : undefined));
  }

  /** @returns how long to rest */
  async #take(records: readonly InboundRecord[], { heartbeat, more }: BatchContext): Promise<number> {
    const { topic, partition } = records[0]!;
    const position = this.#positions.get(partitionKey({ topic, partition }));
    if (!position) throw new FencedError(topic, partition);
    const fresh = records.filter(({ offset }) => offset >= position.nextOffset);
    if (fresh.length === 0) return 0;
    const beating = setInterval(() => {
      // The transport reports a failed one again after the batch.
      heartbeat().catch((error: unknown) => this.options.logger.debug({ event: 'consumer.heartbeat-failed', ...describeError(error) }));
    }, heartbeatMs);
    const began = performance.now();
    try {
      await this.#gathering.commit({ position, records: fresh });
    } finally {
      clearInterval(beating);
    }
    // A backlog is worked off without rest.
    return more ? 0 : this.#restMs - (performance.now() - began);
  }

  /** Applies records of owned partitions, again after what may pass. */
  async #persist(together: readonly Batch[]): Promise<void> {
    const { shards, malformed, marks, heads, forged } = arrivalOf(together.flatMap(({ records }) => records));
    const moves = together.map(({ position, records }) => ({
      partition: position.partition,
      from: position.nextOffset,
      to: records.at(-1)!.offset + 1n,
    }));
    const began = performance.now();
    const { restMs, longRestMs, fullRestFrom } = this.options;
    const records = together.reduce((sum, each) => sum + each.records.length, 0);
    const inLastSecond = this.#rate.add(records, began);
    this.#restMs = Math.max(restMs, restOf({ restMs: longRestMs, fullRestFrom, power: 4 }, inLastSecond, 1000));
    await this.#taker.take(shards, { moves, malformed, marks, heads, forged });
    together.forEach(({ position }, at) => (position.nextOffset = moves[at]!.to));
    this.#metrics.counted('malformed', malformed.length);
    this.#metrics.counted('forged', forged.length);
    this.#metrics.batch((performance.now() - began) / 1000);
  }

  async #answerRequests(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(lookForRequestsMs, undefined, { signal }).catch(() => undefined);
      try {
        if (!signal.aborted) await this.#operator.answerRequests();
      } catch (error) {
        this.options.logger.debug({ event: 'consumer.requests-unread', consumer: this.options.group, ...describeError(error) });
      }
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
      await this.#lookAtFaults();
      const { lag, lost } = await this.#watch.look([...this.#positions.values()].map((position) => ({ ...position })));
      this.#lagRecords = Number(lag);
      await this.#rejoinWhenEmptied(lost);
      this.#metrics.lag(this.#lagRecords);
    } catch (error) {
      this.options.logger.debug({ event: 'consumer.look-failed', consumer: this.options.group, ...describeError(error) });
    }
  }

  /**
   * Progress was emptied to have everything applied again, or set back as the topic lost records: start again, also
   * when no record arrives that would be refused.
   */
  async #rejoinWhenEmptied(lost: boolean): Promise<void> {
    const held = [...this.#positions].map(([key, { partition, nextOffset }]) => ({ key, partition, nextOffset }));
    const checkpoints = await this.#store.checkpoints(
      this.options.pool,
      held.map(({ partition }) => partition),
    );
    const gone = held.filter(({ key, nextOffset }) => checkpoints.get(key)! < nextOffset && this.#positions.has(key));
    if ((gone.length === 0 && !lost) || this.#state !== 'running') return;
    this.options.logger.warn({ event: 'consumer.progress-emptied', consumer: this.options.group, partitions: gone.length });
    await this.#subscription?.stop();
    this.#positions.clear();
    this.#subscription = await this.#subscribe();
  }

  async #lookAtFaults(): Promise<void> {
    const { stopped, unreadable, missing, forked, forged, lost } = await this.#store.faults(this.options.pool);
    await this.#store.noteForked(this.options.pool, forked);
    this.#stoppedStreams = [...stopped.values()].reduce((sum, count) => sum + count, 0);
    this.#unreadableEvents = unreadable;
    this.#metrics.stopped(stopped);
    this.#metrics.unreadable(unreadable);
    this.#metrics.lost(lost);
    this.#metrics.missing(missing);
    this.#metrics.forked(forked);
    this.#metrics.forged(forged);
    const records = [...forged.values()].reduce((sum, count) => sum + count, 0);
    if (records > this.#forgedRecords)
      this.options.logger.error({ event: 'consumer.forged-records', consumer: this.options.group, count: records });
    this.#forgedRecords = records;
  }

  #crash(error: Error): void {
    if (this.#state !== 'running') return;
    this.#state = 'crashed';
    this.options.logger.error({ event: 'consumer.crashed', consumer: this.options.group, ...describeError(error) });
    this.#resolveCrashed(error);
  }
}
