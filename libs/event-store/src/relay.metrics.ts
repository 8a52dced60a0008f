import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { LabelledMetrics, type PartLabels } from './labelled.metrics.js';

export type RelayStage = 'claim' | 'read' | 'publish' | 'checkpoint' | 'listen';

/** Metrics of a relay. Backlog and age are of its whole cluster, for every publishing process. */
export class RelayMetrics {
  readonly published: Counter.Internal;
  readonly batch: Histogram.Internal<string>;
  readonly publishSeconds: Histogram.Internal<string>;
  readonly delaySeconds: Histogram.Internal<string>;
  readonly backlogEvents: Gauge.Internal<string>;
  readonly oldestSeconds: Gauge.Internal<string>;
  readonly fenced: Counter.Internal;
  readonly held: Gauge.Internal<string>;
  readonly #failures: { inc: (phase: string) => void };

  /** @param registry without it none are kept; several relays share one, and differ by their labels */
  constructor(registry?: Registry, labels: PartLabels = {}) {
    const metrics = new LabelledMetrics(registry, labels);
    const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    this.published = metrics.counter('everchart_relay_published_total', 'Events published and checkpointed');
    this.batch = metrics.histogram('everchart_relay_batch_events', 'Events per publication', [1, 2, 5, 10, 20, 50, 100, 200, 500]);
    this.publishSeconds = metrics.histogram('everchart_relay_publish_seconds', 'Time until the stream acknowledged a batch', seconds);
    this.delaySeconds = metrics.histogram(
      'everchart_relay_delay_seconds',
      'From recordedAt to published, of the oldest event of each batch',
      seconds,
    );
    this.backlogEvents = metrics.gauge('everchart_relay_backlog_events', 'Events recorded and not yet published');
    this.oldestSeconds = metrics.gauge('everchart_relay_oldest_unpublished_seconds', 'Age of the oldest event that is not yet published');
    this.#failures = metrics.counterBy('phase', 'everchart_relay_failures_total', 'Failures by stage');
    this.fenced = metrics.counter(
      'everchart_relay_fenced_total',
      'Times that a shard was taken over by another relay, or moved to another cluster',
    );
    this.held = metrics.gauge('everchart_relay_held_shards', 'Shards that this process publishes');
  }

  failed(phase: RelayStage): void {
    this.#failures.inc(phase);
  }
}
