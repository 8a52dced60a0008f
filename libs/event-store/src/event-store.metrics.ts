import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AppendOutcome } from './event-store.types.js';
import { LabelledMetrics } from './labelled.metrics.js';

/** Metrics of the append path. Without a registry they are kept nowhere. */
export class EventStoreMetrics {
  readonly #transaction: Histogram.Internal<string>;
  readonly #wait: Histogram.Internal<string>;
  readonly #lockWait: Histogram.Internal<string>;
  readonly #batch: Histogram.Internal<string>;
  readonly #outcomes: { inc: (outcome: string, count: number) => void };
  readonly #failures: Counter.Internal;
  readonly #overloads: Counter.Internal;
  readonly #clockRefusals: Counter.Internal;
  readonly #queued: Gauge.Internal<string>;
  readonly #notifyFailures: Counter.Internal;
  readonly #decidedAgain: Counter.Internal;
  readonly #rebuilt: Counter.Internal;

  /** @param store label of a second store of the process */
  constructor(registry?: Registry, store?: string) {
    const metrics = new LabelledMetrics(registry, { store });
    const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
    this.#transaction = metrics.histogram(
      'everchart_event_store_append_seconds',
      'Duration of one append transaction, the wait for the lock of the shard included',
      seconds,
    );
    this.#wait = metrics.histogram(
      'everchart_event_store_append_wait_seconds',
      'Time that a call waited until its transaction began',
      seconds,
    );
    this.#lockWait = metrics.histogram(
      'everchart_event_store_lock_wait_seconds',
      'From the arrival of an append at the database until its shard was locked, by the clock of the database; of those that recorded something',
      [0.0001, 0.00025, 0.0005, ...seconds],
    );
    this.#batch = metrics.histogram(
      'everchart_event_store_append_items',
      'Items per append transaction (group commit)',
      [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    );
    this.#outcomes = metrics.counterBy(
      'outcome',
      'everchart_event_store_outcomes_total',
      'Outcomes of items: created, duplicate, id-conflict, version-conflict, refused, …; contended: not recorded because its states kept changing',
    );
    this.#failures = metrics.counter(
      'everchart_event_store_append_failures_total',
      'Append transactions that failed: their outcome is unknown to the callers',
    );
    this.#overloads = metrics.counter(
      'everchart_event_store_overloads_total',
      'Calls that were refused because too many items were waiting',
    );
    this.#clockRefusals = metrics.counter(
      'everchart_event_store_clock_refusals_total',
      'Append transactions that were refused because the clocks of database and process disagree: an alarm',
    );
    this.#queued = metrics.gauge('everchart_event_store_queued_items', 'Items that wait for their transaction');
    this.#notifyFailures = metrics.counter(
      'everchart_event_store_notify_failures_total',
      'Wake-ups of other processes that could not be sent; their polling finds the events',
    );
    this.#decidedAgain = metrics.counter(
      'everchart_event_store_decided_again_total',
      'Items that were decided again because the state they were decided under had changed',
    );
    this.#rebuilt = metrics.counter(
      'everchart_event_store_decisions_rebuilt_total',
      'Streams whose decision state was rebuilt from their events',
    );
  }

  decidedAgain(items: number): void {
    this.#decidedAgain.inc(items);
  }

  decisionsRebuilt(): void {
    this.#rebuilt.inc();
  }

  transactionBegan(items: number, oldestWaitSeconds: number): void {
    this.#batch.observe(items);
    this.#wait.observe(oldestWaitSeconds);
  }

  shardLocked(waitSeconds: number): void {
    this.#lockWait.observe(waitSeconds);
  }

  transactionEnded(seconds: number, outcomes: readonly (AppendOutcome | Error)[]): void {
    this.#transaction.observe(seconds);
    const counts = new Map<string, number>();
    for (const answer of outcomes) {
      const outcome = answer instanceof Error ? 'contended' : answer.outcome;
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    for (const [outcome, count] of counts) this.#outcomes.inc(outcome, count);
  }

  transactionFailed(seconds: number): void {
    this.#transaction.observe(seconds);
    this.#failures.inc();
  }

  queued(change: number): void {
    this.#queued.inc(change);
  }

  clockRefused(): void {
    this.#clockRefusals.inc();
  }

  overloaded(): void {
    this.#overloads.inc();
  }

  notifyFailed(): void {
    this.#notifyFailures.inc();
  }
}
