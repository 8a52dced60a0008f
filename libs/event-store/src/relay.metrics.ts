import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export type RelayStage = 'claim' | 'read' | 'publish' | 'checkpoint' | 'listen';

/** Metrics of a relay. Backlog and age are of the whole store, whoever publishes. */
export class RelayMetrics {
  readonly published: Counter;
  readonly batch: Histogram;
  readonly publishSeconds: Histogram;
  readonly delaySeconds: Histogram;
  readonly backlogEvents: Gauge;
  readonly oldestSeconds: Gauge;
  readonly failures: Counter<'phase'>;
  readonly fenced: Counter;
  readonly held: Gauge;

  constructor(registry?: Registry) {
    const registers = registry ? [registry] : [];
    const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    this.published = new Counter({ name: 'everchart_relay_published_total', help: 'Events published and checkpointed', registers });
    this.batch = new Histogram({
      name: 'everchart_relay_batch_events',
      help: 'Events per publication',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    });
    this.publishSeconds = new Histogram({
      name: 'everchart_relay_publish_seconds',
      help: 'Time until the stream acknowledged a batch',
      buckets: seconds,
      registers,
    });
    this.delaySeconds = new Histogram({
      name: 'everchart_relay_delay_seconds',
      help: 'From recordedAt to published, of the oldest event of each batch',
      buckets: seconds,
      registers,
    });
    this.backlogEvents = new Gauge({ name: 'everchart_relay_backlog_events', help: 'Events recorded and not yet published', registers });
    this.oldestSeconds = new Gauge({
      name: 'everchart_relay_oldest_unpublished_seconds',
      help: 'Age of the oldest event that is not yet published',
      registers,
    });
    this.failures = new Counter({ name: 'everchart_relay_failures_total', help: 'Failures by stage', labelNames: ['phase'], registers });
    this.fenced = new Counter({ name: 'everchart_relay_fenced_total', help: 'Times that another relay had taken over a shard', registers });
    this.held = new Gauge({ name: 'everchart_relay_held_shards', help: 'Shards that this process publishes', registers });
  }
}
