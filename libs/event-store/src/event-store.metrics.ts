import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { AppendOutcome } from './event-store.types.js';

/** Metrics of the append path. Without a registry they are kept nowhere. */
export class EventStoreMetrics {
  readonly #transaction: Histogram;
  readonly #wait: Histogram;
  readonly #lockWait: Histogram;
  readonly #batch: Histogram;
  readonly #outcomes: Counter<'outcome'>;
  readonly #failures: Counter;
  readonly #overloads: Counter;
  readonly #queued: Gauge;
  readonly #notifyFailures: Counter;
  readonly #decidedAgain: Counter;
  readonly #rebuilt: Counter;

  constructor(registry?: Registry) {
    const registers = registry ? [registry] : [];
    const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
    this.#transaction = new Histogram({
      name: 'everchart_event_store_append_seconds',
      help: 'Duration of one append transaction, the wait for the lock of the shard included',
      buckets: seconds,
      registers,
    });
    this.#wait = new Histogram({
      name: 'everchart_event_store_append_wait_seconds',
      help: 'Time that a call waited until its transaction began',
      buckets: seconds,
      registers,
    });
    this.#lockWait = new Histogram({
      name: 'everchart_event_store_lock_wait_seconds',
      help: 'From the arrival of an append at the database until its shard was locked, by the clock of the database; of those that recorded something',
      buckets: [0.0001, 0.00025, 0.0005, ...seconds],
      registers,
    });
    this.#batch = new Histogram({
      name: 'everchart_event_store_append_items',
      help: 'Items per append transaction (group commit)',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
      registers,
    });
    this.#outcomes = new Counter({
      name: 'everchart_event_store_outcomes_total',
      help: 'Outcomes of items: created, duplicate, id-conflict, version-conflict, refused, …; contended: not recorded because its states kept changing',
      labelNames: ['outcome'],
      registers,
    });
    this.#failures = new Counter({
      name: 'everchart_event_store_append_failures_total',
      help: 'Append transactions that failed: their outcome is unknown to the callers',
      registers,
    });
    this.#overloads = new Counter({
      name: 'everchart_event_store_overloads_total',
      help: 'Calls that were refused because too many items were waiting',
      registers,
    });
    this.#queued = new Gauge({ name: 'everchart_event_store_queued_items', help: 'Items that wait for their transaction', registers });
    this.#notifyFailures = new Counter({
      name: 'everchart_event_store_notify_failures_total',
      help: 'Wake-ups of other processes that could not be sent; their polling finds the events',
      registers,
    });
    this.#decidedAgain = new Counter({
      name: 'everchart_event_store_decided_again_total',
      help: 'Items that were decided again because the state they were decided under had changed',
      registers,
    });
    this.#rebuilt = new Counter({
      name: 'everchart_event_store_decisions_rebuilt_total',
      help: 'Streams whose decision state was rebuilt from their events',
      registers,
    });
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
    for (const [outcome, count] of counts) this.#outcomes.inc({ outcome }, count);
  }

  transactionFailed(seconds: number): void {
    this.#transaction.observe(seconds);
    this.#failures.inc();
  }

  queued(change: number): void {
    this.#queued.inc(change);
  }

  overloaded(): void {
    this.#overloads.inc();
  }

  notifyFailed(): void {
    this.#notifyFailures.inc();
  }
}
