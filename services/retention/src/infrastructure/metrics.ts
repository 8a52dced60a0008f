import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { DateFault } from '../domain/found-date.js';
import type { Refusal, SourceTrouble } from './log.writer.js';

/** Metrics of the sequencer. Sizes and gaps of each log are in the completeness report. */
export class SequencerMetrics {
  readonly entries: Counter<'service'>;
  readonly checkpoints: Counter;
  readonly chainFaults: Counter<'service'>;
  readonly headFaults: Counter<'service'>;
  readonly lag: Histogram;
  readonly #sources: Gauge<'trouble'>;
  readonly #refused: Gauge<'reason'>;

  constructor(registry: Registry) {
    this.entries = new Counter({
      name: 'everchart_retention_entries_total',
      help: 'Entries put into the logs, by the service they come from',
      labelNames: ['service'],
      registers: [registry],
    });
    this.checkpoints = new Counter({
      name: 'everchart_retention_checkpoints_total',
      help: 'Checkpoints signed',
      registers: [registry],
    });
    this.chainFaults = new Counter({
      name: 'everchart_retention_chain_faults_total',
      help: 'Events that do not follow the one before them in the chain of their store: an alarm',
      labelNames: ['service'],
      registers: [registry],
    });
    this.headFaults = new Counter({
      name: 'everchart_retention_head_faults_total',
      help: 'Heads of sources that name another event than the log has there: an alarm',
      labelNames: ['service'],
      registers: [registry],
    });
    this.#sources = new Gauge({
      name: 'everchart_retention_sources',
      help: 'Shards of sources, by what is wrong: behind (what the source stated has not come for a minute), silent (it states nothing any more). An alarm',
      labelNames: ['trouble'],
      registers: [registry],
    });
    this.sources({ behind: 0, silent: 0 });
    this.#refused = new Gauge({
      name: 'everchart_retention_refused_logs',
      help: 'Logs that are not signed any more, as another tree was published: below-published, other-tree. An alarm',
      labelNames: ['reason'],
      registers: [registry],
    });
    this.refused(new Map());
    this.lag = new Histogram({
      name: 'everchart_retention_sequencing_lag_seconds',
      help: 'From the recording of an event to its entry, one observation per event',
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600],
      registers: [registry],
    });
  }

  sources(inTrouble: Readonly<Record<SourceTrouble, number>>): void {
    for (const [trouble, count] of Object.entries(inTrouble)) this.#sources.set({ trouble }, count);
  }

  refused(logs: ReadonlyMap<Refusal, number>): void {
    for (const reason of ['below-published', 'other-tree'] as const) this.#refused.set({ reason }, logs.get(reason) ?? 0);
  }
}

/** Metrics of destructions. */
export class DestructionMetrics {
  readonly #items: Gauge<'waits_for'>;
  readonly #destroyed: Counter;
  readonly #unconfirmed: Gauge<'holder'>;
  readonly #revived: Counter;

  constructor(registry: Registry) {
    this.#items = new Gauge({
      name: 'everchart_retention_destruction_items',
      help: 'Records of lists that have begun and are not destroyed yet, by what they wait for',
      labelNames: ['waits_for'],
      registers: [registry],
    });
    this.#destroyed = new Counter({
      name: 'everchart_retention_destroyed_total',
      help: 'Records whose keys were destroyed',
      registers: [registry],
    });
    this.#unconfirmed = new Gauge({
      name: 'everchart_retention_unconfirmed_holders',
      help: 'Destroyed records of which a holder has not confirmed in time that it deleted its copies. An alarm',
      labelNames: ['holder'],
      registers: [registry],
    });
    this.#revived = new Counter({
      name: 'everchart_retention_revived_keys_total',
      help: 'Destroyed keys that were in the keyring again, and were destroyed once more. An alarm',
      registers: [registry],
    });
  }

  items(byWait: ReadonlyMap<string, number>): void {
    this.#items.reset();
    for (const [waits_for, items] of byWait) this.#items.set({ waits_for }, items);
  }

  destroyed(): void {
    this.#destroyed.inc();
  }

  unconfirmed(byHolder: ReadonlyMap<string, number>): void {
    this.#unconfirmed.reset();
    for (const [holder, records] of byHolder) this.#unconfirmed.set({ holder }, records);
  }

  revived(keys: number): void {
    this.#revived.inc(keys);
  }
}

/** Metrics of due dates. */
export class DueDateMetrics {
  readonly #faults: Counter<'reason'>;

  constructor(registry: Registry) {
    this.#faults = new Counter({
      name: 'everchart_retention_due_date_faults_total',
      help: 'Dates that could not be worked out, each time, by what fails: readable-facts, rule-outcome. An alarm',
      labelNames: ['reason'],
      registers: [registry],
    });
    for (const reason of ['readable-facts', 'rule-outcome'] as const) this.faults(reason, 0);
  }

  faults(reason: DateFault, records: number): void {
    this.#faults.inc({ reason }, records);
  }
}
