import { randomUUID } from 'node:crypto';
import { SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { NotificationListener, type Pool } from '@everchart/postgres';
import { describeError, isTracing, recordKey, restOf, traceContextOf, type StreamProducer } from '@everchart/stream';
import type { Registry } from 'prom-client';
import { committedChannel } from './commit-notifier.js';
import { EventStoreHeldError, RelayFencedError } from './event-store.errors.js';
import { wentBack, type Committed } from './event-store.js';
import { bytesOf, MemoryBudget, RelayMemory, type PublishableEvent } from './relay.memory.js';
import { RelayMetrics, type RelayStage } from './relay.metrics.js';
import { RelayStore, type ClaimedShard } from './relay.store.js';
import { recordOf } from './stored-event.row.js';

/** Where a relay says what it does: one `event` name per line, no patient data. */
export interface RelayLogger {
  info(fields: Record<string, unknown>): void;
  warn(fields: Record<string, unknown>): void;
  error(fields: Record<string, unknown>): void;
}

export interface RelayOptions {
  /** Connections of the login that may publish. */
  pool: Pool;
  /** Makes a producer; called when the first is needed and again after a failure. */
  createProducer: () => Promise<StreamProducer>;
  topic: string;
  /** Name of this process in the lease rows (INSTANCE_ID); a random part is added. */
  owner: string;
  logger: RelayLogger;
  registry?: Registry;
  /** Name of the cluster that it publishes, where the store has several: a label of its metrics. */
  cluster?: string | undefined;
  /** Label of its metrics, where the process has a second event store. */
  storeLabel?: string | undefined;
  /** Connection string of the same role for LISTEN; without it only `wake` and polling are used. */
  listenConnectionString?: string;
  /** A relay that did not renew for so long may be replaced. Default 10,000. */
  leaseMs?: number;
  /** Pause between two looks at the database without a wake-up. Default 250. */
  pollMs?: number;
  /** Events per publication at most. Default 500. */
  maxBatch?: number;
  /** Bytes of headers and payloads per publication at most: a broker takes batches up to 1 MiB. Default 600,000. */
  maxBatchBytes?: number;
  /**
   * Bytes of events at most that this process has committed and not yet published; beyond that they are read from the
   * database. Default 16 MiB.
   */
  maxMemoryBytes?: number;
  /**
   * Milliseconds from the beginning of a shard's publication to that of the next one at least, unless it is full:
   * events gather meanwhile, and one that comes after a rest does not wait. Default 0.
   */
  restMs?: number;
  /**
   * So many events a second of a shard, and more, gather for all of `restMs`; fewer gather for less: {@link restOf}.
   * Default 0: events gather for `restMs` at any rate.
   */
  fullRestFrom?: number;
  /** Called with the shards that it holds, as the database has them, whenever it renews its leases. */
  onHeld?: ((shards: readonly ClaimedShard[]) => void) | undefined;
  /** First and longest pause after a failure; it doubles in between. Default 100 and 5,000. */
  retryMs?: { first: number; longest: number };
}

interface HeldShard extends ClaimedShard {
  memory: RelayMemory;
  /** The database may have events that are not in `memory`. */
  unread: boolean;
  /** By this process' monotonic clock, taken before the lease was requested: never later than the database's. */
  leasedUntilMs: number;
  draining: Promise<void> | undefined;
  again: boolean;
  retryAtMs: number;
  restUntilMs: number;
  /** Of the last publication. */
  beganMs: number;
  /** Ends the rest, where there is something to publish after it. */
  restTimer: NodeJS.Timeout | undefined;
  failures: number;
}

class StageError extends Error {
  constructor(
    readonly stage: RelayStage,
    cause: unknown,
  ) {
    super(`relay: ${stage} failed`, { cause });
  }
}

const tracer = trace.getTracer('@everchart/event-store');
/** Pause between looks after wake-ups. */
const wakeGapMs = 20;
const backlogIntervalMs = 1000;

/**
 * Publishes a store's events: in the order of positions, each at least once. One relay per shard is active, by a lease
 * with a fencing number that the checkpoint's update compares; a relay that was overtaken cannot move the checkpoint
 * (what it still published are duplicates, which consumers recognise by stream version). When the stream is down it
 * retries without limit, with growing pauses; recording goes on meanwhile.
 */
export class Relay {
  readonly #options: RelayOptions;
  readonly #store: RelayStore;
  readonly #metrics: RelayMetrics;
  readonly #leaseMs: number;
  readonly #held = new Map<string, HeldShard>();
  readonly #budget: MemoryBudget;
  readonly #listener: NotificationListener | undefined;
  #producer: Promise<StreamProducer> | undefined;
  #running = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #lookTimer: NodeJS.Timeout | undefined;
  #lookAtMs = Infinity;
  #lastLookMs = -Infinity;
  #lastClaimMs = -Infinity;
  #lastBacklogMs = -Infinity;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? 10_000;
    this.#budget = new MemoryBudget(options.maxMemoryBytes ?? 16 * 1024 * 1024);
    this.#store = new RelayStore(options.pool, `${options.owner}#${randomUUID()}`, this.#leaseMs);
    this.#metrics = new RelayMetrics(options.registry, { cluster: options.cluster, store: options.storeLabel });
    if (options.listenConnectionString !== undefined) {
      this.#listener = new NotificationListener({
        connectionString: options.listenConnectionString,
        applicationName: 'everchart-relay-listen',
        channel: committedChannel,
        onNotification: () => this.wake(),
        onListening: () => this.wake(),
        onFailure: (error) => this.#failed('listen', error),
      });
    }
  }

  /** Begins to publish. Does not wait for the stream or the database to be there. */
  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#options.logger.info({ event: 'relay.started', topic: this.#options.topic, cluster: this.#options.cluster });
    this.#lookIn(0);
    await this.#listener?.start();
  }

  /** Ends the batches under way, gives the leases back, closes the producer. */
  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    clearTimeout(this.#lookTimer);
    await this.#listener?.stop();
    await this.#looking;
    await Promise.all([...this.#held.values()].flatMap((shard) => shard.draining ?? []));
    for (const { memory, restTimer } of this.#held.values()) {
      clearTimeout(restTimer);
      memory.clear();
    }
    this.#held.clear();
    this.#metrics.held.set(0);
    await this.#discardProducer();
    try {
      await this.#store.release();
    } catch (error) {
      this.#failed('claim', error); // the leases run out by themselves
    }
    this.#options.logger.info({ event: 'relay.stopped', topic: this.#options.topic });
  }

  /** There is something new. */
  wake(): void {
    if (this.#running) this.#lookIn(Math.max(0, this.#lastLookMs + wakeGapMs - performance.now()));
  }

  /**
   * What this process has just committed: published from memory when this relay holds the shard and has all of what
   * comes before.
   * @returns whether it holds the shard; else another relay must be notified
   */
  committed({ org, shard, events }: Pick<Committed, 'org' | 'shard' | 'events'>): boolean {
    if (!this.#running) return false;
    const held = this.#held.get(recordKey(org, shard));
    if (!held || performance.now() >= held.leasedUntilMs) {
      this.wake();
      return false;
    }
    if (!held.memory.add(events)) held.unread = true;
    this.#drain(held);
    return true;
  }

  /** Events of all shards that are not yet published, and the age of the oldest. */
  lag(): Promise<{ events: number; oldestSeconds: number }> {
    return this.#store.backlog();
  }

  /** Shards that this process publishes now, and how many of them wait after a failure. */
  status(): { held: number; failing: number } {
    const shards = [...this.#held.values()];
    return { held: shards.length, failing: shards.filter((shard) => shard.failures > 0).length };
  }

  #lookIn(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (!this.#running || at >= this.#lookAtMs) return;
    clearTimeout(this.#lookTimer);
    this.#lookAtMs = at;
    this.#lookTimer = setTimeout(() => this.#look(), delayMs);
  }

  #look(): void {
    this.#lookAtMs = Infinity;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#lookOnce()
      .catch((error: unknown) => this.#failed(error instanceof StageError ? error.stage : 'claim', error))
      .finally(() => {
        this.#looking = undefined;
        this.#lookIn(this.#lookAgain ? wakeGapMs : (this.#options.pollMs ?? 250));
        this.#lookAgain = false;
      });
  }

  async #lookOnce(): Promise<void> {
    this.#lastLookMs = performance.now();
    if (this.#lastLookMs - this.#lastClaimMs > this.#leaseMs / 3) await this.#claim();
    const shards = await this.#store.shardsToPublish();
    if (shards.some((shard) => !shard.held || !this.#held.has(recordKey(shard.org, shard.shard)))) await this.#claim();
    for (const { org, shard } of shards) {
      const held = this.#held.get(recordKey(org, shard));
      // One that is at work looks by itself whether there is more, and one that rests when its rest is over.
      if (!held || held.draining || performance.now() < held.retryAtMs) continue;
      held.unread = true;
      this.#drain(held);
    }
    if (performance.now() - this.#lastBacklogMs > backlogIntervalMs) {
      this.#lastBacklogMs = performance.now();
      const backlog = await this.#store.backlog();
      this.#metrics.backlogEvents.set(backlog.events);
      this.#metrics.oldestSeconds.set(backlog.oldestSeconds);
    }
  }

  async #claim(): Promise<void> {
    const requestedAtMs = performance.now();
    // Meanwhile shards are published: the answer may be older than where they stand when it comes.
    const published = new Map([...this.#held].map(([key, { position }]) => [key, position]));
    const claimed = await this.#store.claim();
    this.#lastClaimMs = requestedAtMs;
    const keys = new Set<string>();
    for (const shard of claimed) {
      const key = recordKey(shard.org, shard.shard);
      keys.add(key);
      const held = this.#held.get(key);
      if (held?.epoch === shard.epoch && shard.head < (published.get(key) ?? 0)) {
        await this.#store.hold(shard.epoch, wentBack);
        throw new EventStoreHeldError(wentBack);
      }
      if (held?.fence === shard.fence) {
        held.leasedUntilMs = requestedAtMs + this.#leaseMs;
        continue;
      }
      held?.memory.clear();
      this.#held.set(key, {
        ...shard,
        memory: new RelayMemory(this.#budget),
        unread: true,
        leasedUntilMs: requestedAtMs + this.#leaseMs,
        draining: undefined,
        again: false,
        retryAtMs: 0,
        restUntilMs: 0,
        beganMs: -Infinity,
        restTimer: undefined,
        failures: 0,
      });
      this.#options.logger.info({
        event: 'relay.shard-taken',
        org: shard.org,
        shard: shard.shard,
        fence: shard.fence,
        position: shard.position,
      });
    }
    for (const [key, held] of this.#held) if (!keys.has(key)) this.#lost(held);
    this.#options.onHeld?.(claimed);
    this.#metrics.held.set(this.#held.size);
  }

  #lost(shard: HeldShard): void {
    const key = recordKey(shard.org, shard.shard);
    if (this.#held.get(key) === shard) this.#held.delete(key);
    clearTimeout(shard.restTimer);
    shard.memory.clear();
    this.#metrics.held.set(this.#held.size);
    this.#metrics.fenced.inc();
    this.#options.logger.warn({ event: 'relay.shard-lost', org: shard.org, shard: shard.shard, fence: shard.fence });
  }

  /** Starts publishing a shard, or notes that there is more when it is under way. */
  #drain(shard: HeldShard): void {
    if (shard.draining) {
      shard.again = true;
      return;
    }
    const now = performance.now();
    if (!this.#running || now < shard.retryAtMs) return;
    if (now < shard.restUntilMs) {
      shard.restTimer ??= setTimeout(() => {
        shard.restTimer = undefined;
        this.#drain(shard);
      }, shard.restUntilMs - now);
      return;
    }
    shard.draining = this.#publishAll(shard)
      .then(
        () => (shard.failures = 0),
        (error: unknown) => this.#drainFailed(shard, error),
      )
      .then(() => {
        shard.draining = undefined;
        if (shard.again && this.#held.get(recordKey(shard.org, shard.shard)) === shard) this.#drain(shard);
      });
  }

  async #publishAll(shard: HeldShard): Promise<void> {
    const { maxBatch = 500, maxBatchBytes = 600_000, restMs = 0, fullRestFrom = 0 } = this.#options;
    while (this.#running) {
      shard.again = false;
      if (performance.now() >= shard.leasedUntilMs) return this.#lookIn(0); // the lease may be another's by now: ask first
      const events = await this.#next(shard, maxBatch, maxBatchBytes);
      if (events.length === 0) return;
      const began = performance.now();
      const sinceLastMs = began - shard.beganMs;
      shard.beganMs = began;
      await inStage('publish', () => this.#publish(shard, events));
      const last = events.at(-1)!.store.position;
      const requestedAtMs = performance.now();
      if (!(await inStage('checkpoint', () => this.#store.advance(shard, last))))
        throw new RelayFencedError('another relay holds the shard');
      shard.leasedUntilMs = requestedAtMs + this.#leaseMs;
      shard.position = last;
      shard.failures = 0;
      this.#metrics.published.inc(events.length);
      // Half of the bytes: the next event may be one that found no room.
      if (restMs === 0 || events.length === maxBatch || bytesOf(events) > maxBatchBytes / 2) continue;
      shard.restUntilMs = began + restOf({ restMs, fullRestFrom }, events.length, sinceLastMs);
      shard.again ||= shard.unread || !shard.memory.isEmpty;
      return;
    }
  }

  /** The next events behind the checkpoint: from memory as far as they are there. */
  async #next(shard: HeldShard, limit: number, maxBytes: number): Promise<PublishableEvent[]> {
    const remembered = shard.memory.takeAfter(shard.position, limit, maxBytes);
    if (remembered.length > 0) return remembered;
    // What is remembered stands behind events of other processes.
    if (!shard.unread && shard.memory.isEmpty) return [];
    const events = await inStage('read', () => this.#store.read(shard, limit, maxBytes));
    if (events.length === 0) shard.unread = false;
    events.forEach(({ store }, index) => {
      const expected = shard.position + 1 + index;
      if (store.position !== expected) throw new StageError('read', new Error(`position ${expected} of the shard is missing`));
    });
    return events;
  }

  async #publish({ org, shard }: HeldShard, events: readonly PublishableEvent[]): Promise<void> {
    const spans = events.flatMap((event) => publishSpan(this.#options.topic, event));
    const began = performance.now();
    try {
      const records = events.map((event) => recordOf({ ...event, header: { org, shard } }, event.traceparent));
      const producer = await this.#getProducer();
      await producer.send(this.#options.topic, records);
    } catch (error) {
      for (const span of spans) span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      for (const span of spans) span.end();
    }
    this.#metrics.batch.observe(events.length);
    this.#metrics.publishSeconds.observe((performance.now() - began) / 1000);
    this.#metrics.delaySeconds.observe(Math.max(0, Date.now() / 1000 - events[0]!.store.recordedAtUs / 1_000_000));
  }

  async #drainFailed(shard: HeldShard, error: unknown): Promise<void> {
    if (error instanceof RelayFencedError) {
      this.#lost(shard);
      this.#lastClaimMs = -Infinity; // after an absence in which one shard was lost, others may be lost, too
      this.#lookIn(0);
      return;
    }
    const { first, longest } = this.#options.retryMs ?? { first: 100, longest: 5000 };
    const pauseMs = Math.min(longest, first * 2 ** Math.min(shard.failures, 16));
    shard.failures += 1;
    shard.retryAtMs = performance.now() + pauseMs;
    shard.again = false;
    shard.unread = true; // what was taken from memory is read again
    const stage = error instanceof StageError ? error.stage : 'publish';
    this.#failed(stage, error, { org: shard.org, shard: shard.shard, attempt: shard.failures, retryInMs: pauseMs });
    if (stage === 'publish') await this.#discardProducer();
    this.#lookIn(pauseMs);
  }

  #failed(stage: RelayStage, error: unknown, fields: Record<string, unknown> = {}): void {
    this.#metrics.failed(stage);
    const cause = error instanceof StageError ? error.cause : error;
    this.#options.logger.warn({ event: 'relay.failed', phase: stage, ...describeError(cause), ...fields });
  }

  #getProducer(): Promise<StreamProducer> {
    this.#producer ??= this.#options.createProducer();
    return this.#producer;
  }

  async #discardProducer(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    try {
      await (await producer)?.close();
    } catch (error) {
      // A producer that failed may also fail to close; the next publication makes a new one.
      this.#options.logger.warn({ event: 'relay.producer-not-closed', ...describeError(error) });
    }
  }
}

async function inStage<T>(stage: RelayStage, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StageError ? error : new StageError(stage, error);
  }
}

/** In the trace of the request that recorded the event. */
function publishSpan(topic: string, { store, traceparent }: PublishableEvent): Span[] {
  if (traceparent === undefined || !isTracing()) return [];
  const attributes = { 'messaging.operation.type': 'send', 'messaging.destination.name': topic, 'everchart.position': store.position };
  return [tracer.startSpan(`publish ${topic}`, { kind: SpanKind.PRODUCER, attributes }, traceContextOf(traceparent))];
}
