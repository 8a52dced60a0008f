import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { LiveEnd } from '../domain/live.js';

/** Metrics of live streams. */
export class LiveMetrics {
  readonly open: Gauge;
  private readonly ends: Counter<'reason'>;
  private readonly refusals: Counter<'limit'>;
  private readonly entries: Counter;
  private readonly delay: Histogram;

  constructor(registry: Registry) {
    const registers = [registry];
    this.open = new Gauge({ name: 'everchart_timeline_live_streams', help: 'Live streams that are open', registers });
    this.ends = new Counter({ name: 'everchart_timeline_live_ends_total', help: 'Live streams that ended, by reason', labelNames: ['reason'], registers }); // prettier-ignore
    this.refusals = new Counter({ name: 'everchart_timeline_live_refusals_total', help: 'Live streams that were not opened, by the limit that was reached', labelNames: ['limit'], registers }); // prettier-ignore
    this.entries = new Counter({ name: 'everchart_timeline_live_entries_total', help: 'Entries that were sent to readers of live streams', registers }); // prettier-ignore
    this.delay = new Histogram({
      name: 'everchart_timeline_live_delay_seconds',
      help: 'From the recording of an event to its sending to the readers of this process, one observation per event',
      buckets: [0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
      registers,
    });
  }

  ended(reason: LiveEnd): void {
    this.ends.inc({ reason });
  }

  refused(limit: 'process' | 'organisation' | 'client'): void {
    this.refusals.inc({ limit });
  }

  sent(entries: number): void {
    this.entries.inc(entries);
  }

  delayed(recordedAt: string, now: number): void {
    this.delay.observe(Math.max(0, now - Date.parse(recordedAt)) / 1000);
  }
}
