import { forgeries } from './record-seal.js';
import { Counter, Gauge, Histogram, type Metric, type Registry } from 'prom-client';

/** Metrics of all consumers of a registry, by `consumer`. */
export class ConsumerMetrics {
  readonly #events: Counter;
  readonly #batch: Histogram;
  readonly #retries: Counter;
  readonly #stopped: Gauge;
  readonly #unreadable: Gauge;
  readonly #missing: Gauge;
  readonly #forked: Gauge;
  readonly #forged: Gauge;
  readonly #lost: Gauge;
  readonly #lag: Gauge;
  readonly #connected: Gauge;

  constructor(
    registry: Registry,
    private readonly consumer: string,
  ) {
    const once = <T extends Metric>(name: string, make: () => T): T => (registry.getSingleMetric(name) as T | undefined) ?? make();
    const registers = [registry];
    this.#events = once('everchart_consumer_events_total', () => new Counter({ name: 'everchart_consumer_events_total', help: 'Events by outcome: applied, unreadable, duplicate, void, parked, malformed, forged', labelNames: ['consumer', 'outcome'], registers })); // prettier-ignore
    this.#batch = once('everchart_consumer_batch_seconds', () => new Histogram({ name: 'everchart_consumer_batch_seconds', help: 'From a batch taken up to its commit', labelNames: ['consumer'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30], registers })); // prettier-ignore
    this.#retries = once('everchart_consumer_retries_total', () => new Counter({ name: 'everchart_consumer_retries_total', help: 'Batches tried again: transient, fenced, revised, poison (an event of it cannot be applied)', labelNames: ['consumer', 'reason'], registers })); // prettier-ignore
    this.#stopped = once('everchart_consumer_stopped_streams', () => new Gauge({ name: 'everchart_consumer_stopped_streams', help: 'Streams that wait: gap, poison, fork', labelNames: ['consumer', 'reason'], registers })); // prettier-ignore
    this.#unreadable = once('everchart_consumer_unreadable_events', () => new Gauge({ name: 'everchart_consumer_unreadable_events', help: 'Events that could not be applied, and that no operator has accepted as unreadable', labelNames: ['consumer'], registers })); // prettier-ignore
    this.#missing = once('everchart_consumer_missing_positions', () => new Gauge({ name: 'everchart_consumer_missing_positions', help: 'Positions of shards that have not come, while later ones have', labelNames: ['consumer'], registers })); // prettier-ignore
    this.#forked = once('everchart_consumer_forked_shards', () => new Gauge({ name: 'everchart_consumer_forked_shards', help: 'Shards of which two histories of one epoch have come: nothing more of that epoch is taken', labelNames: ['consumer'], registers })); // prettier-ignore
    this.#forged = once('everchart_consumer_forged_records', () => new Gauge({ name: 'everchart_consumer_forged_records', help: 'Records of the topics that no writer of theirs has signed, by reason: they were dropped', labelNames: ['consumer', 'reason'], registers })); // prettier-ignore
    this.#lost = once('everchart_consumer_lost_partitions', () => new Gauge({ name: 'everchart_consumer_lost_partitions', help: 'Partitions of which records never came: topic-remade, records-lost, records-deleted', labelNames: ['consumer', 'reason'], registers })); // prettier-ignore
    this.#lag = once('everchart_consumer_lag_records', () => new Gauge({ name: 'everchart_consumer_lag_records', help: 'Records of the assigned partitions that are not applied yet', labelNames: ['consumer'], registers })); // prettier-ignore
    this.#connected = once('everchart_consumer_connected', () => new Gauge({ name: 'everchart_consumer_connected', help: '1 while the stream can be reached, and its topics are there', labelNames: ['consumer'], registers })); // prettier-ignore
  }

  counted(outcome: 'applied' | 'unreadable' | 'duplicate' | 'void' | 'parked' | 'malformed' | 'forged', count: number): void {
    if (count > 0) this.#events.inc({ consumer: this.consumer, outcome }, count);
  }

  batch(seconds: number): void {
    this.#batch.observe({ consumer: this.consumer }, seconds);
  }

  retried(reason: 'transient' | 'fenced' | 'revised' | 'poison'): void {
    this.#retries.inc({ consumer: this.consumer, reason });
  }

  stopped(byReason: ReadonlyMap<string, number>): void {
    for (const reason of ['gap', 'poison', 'fork']) this.#stopped.set({ consumer: this.consumer, reason }, byReason.get(reason) ?? 0);
  }

  unreadable(events: number): void {
    this.#unreadable.set({ consumer: this.consumer }, events);
  }

  missing(positions: number): void {
    this.#missing.set({ consumer: this.consumer }, positions);
  }

  forked(shards: number): void {
    this.#forked.set({ consumer: this.consumer }, shards);
  }

  forged(byReason: ReadonlyMap<string, number>): void {
    for (const reason of forgeries) this.#forged.set({ consumer: this.consumer, reason }, byReason.get(reason) ?? 0);
  }

  lost(byReason: ReadonlyMap<string, number>): void {
    for (const reason of ['topic-remade', 'records-lost', 'records-deleted'])
      this.#lost.set({ consumer: this.consumer, reason }, byReason.get(reason) ?? 0);
  }

  lag(records: number): void {
    this.#lag.set({ consumer: this.consumer }, records);
  }

  connected(connected: boolean): void {
    this.#connected.set({ consumer: this.consumer }, connected ? 1 : 0);
  }
}
