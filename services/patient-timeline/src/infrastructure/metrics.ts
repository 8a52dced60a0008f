import type { EventHeader } from '@everchart/envelope';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Metrics of copies of records. */
export class ExportMetrics {
  readonly #ended: Counter<'outcome'>;

  constructor(registry: Registry) {
    this.#ended = new Counter({
      name: 'everchart_timeline_exports_total',
      help: 'Copies of records for requests of persons: made, or failed',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  ended(outcome: 'made' | 'failed'): void {
    this.#ended.inc({ outcome });
  }
}

/** Metrics of the projection. */
export class ProjectionMetrics {
  private readonly lag: Histogram;
  private readonly lastLag: Gauge;
  private readonly unreadEntries: Counter<'type'>;

  constructor(
    registry: Registry,
    private readonly now: () => number = Date.now,
  ) {
    this.lag = new Histogram({
      name: 'everchart_timeline_projection_lag_seconds',
      help: 'From the recording of an event to its projection, one observation per event',
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600],
      registers: [registry],
    });
    this.lastLag = new Gauge({
      name: 'everchart_timeline_projection_last_lag_seconds',
      help: 'Lag of the newest event of the last batch',
      registers: [registry],
    });
    this.unreadEntries = new Counter({
      name: 'everchart_timeline_unread_entries_total',
      help: 'Entries of a type that this version cannot read: shown in the timeline, not covered by the summary',
      labelNames: ['type'],
      registers: [registry],
    });
  }

  /** Called within the transaction that applies them: the commit follows at once. */
  applied(headers: readonly EventHeader[]): void {
    const now = this.now();
    let newest = 0;
    for (const { time } of headers) {
      const recorded = Date.parse(time);
      newest = Math.max(newest, recorded);
      this.lag.observe(Math.max(0, now - recorded) / 1000);
    }
    this.lastLag.set(Math.max(0, now - newest) / 1000);
  }

  unread(type: string): void {
    this.unreadEntries.inc({ type });
  }
}

/** Metrics of the reads, in addition to those of the access log. */
export class ReadMetrics {
  private readonly waits: Histogram<'outcome'>;
  private readonly refusals: Counter<'importance'>;

  constructor(private readonly registry: Registry) {
    this.waits = new Histogram({
      name: 'everchart_timeline_at_least_wait_seconds',
      help: 'Time that reads with Everchart-At-Least waited for the projection',
      labelNames: ['outcome'],
      buckets: [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
      registers: [registry],
    });
    this.refusals = new Counter({
      name: 'everchart_timeline_overload_refusals_total',
      help: 'Reads that were refused so that more important ones are answered',
      labelNames: ['importance'],
      registers: [registry],
    });
  }

  /** @param bytes now */
  keeps(bytes: () => number): void {
    new Gauge({
      name: 'everchart_timeline_kept_bytes',
      help: 'Of records that this process keeps in memory, as text',
      registers: [this.registry],
      collect() {
        this.set(bytes());
      },
    });
  }

  waited(seconds: number, outcome: 'reached' | 'gave-up'): void {
    this.waits.observe({ outcome }, seconds);
  }

  refused(importance: string): void {
    this.refusals.inc({ importance });
  }
}

/** What is to be mended in the directories, or in entries. */
export class DirectoryMetrics {
  private readonly faults: Gauge<'org' | 'kind'>;

  constructor(registry: Registry) {
    this.faults = new Gauge({
      name: 'everchart_timeline_directory_faults',
      help: 'Open stays in places that the directory of the organisation does not have, and reasons that its list does not have',
      labelNames: ['org', 'kind'],
      registers: [registry],
    });
  }

  counted(org: string, { stays, reasons }: { stays: number; reasons: number }): void {
    this.faults.set({ org, kind: 'stay' }, stays);
    this.faults.set({ org, kind: 'reason' }, reasons);
  }
}
