import { Counter, Gauge, Histogram, Registry } from 'prom-client';

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
  readonly #failures: Counter;
  readonly #labels: Record<string, string>;

  /**
   * @param registry without it none are kept; the relays of several clusters share one
   * @param cluster a label, where the store has several
   */
  constructor(registry = new Registry(), cluster?: string) {
    const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    const labelNames = cluster === undefined ? [] : ['cluster'];
    const labels: Record<string, string> = cluster === undefined ? {} : { cluster };
    const registers = [registry];
    const shared = <Metric>(name: string, make: () => Metric): Metric => (registry.getSingleMetric(name) as Metric | undefined) ?? make();
    const counter = (name: string, help: string, more: string[] = []): Counter =>
      shared(name, () => new Counter({ name, help, labelNames: [...more, ...labelNames], registers }));
    const gauge = (name: string, help: string) => shared(name, () => new Gauge({ name, help, labelNames, registers })).labels(labels);
    const histogram = (name: string, help: string, buckets: number[]) =>
      shared(name, () => new Histogram({ name, help, buckets, labelNames, registers })).labels(labels);

    this.#labels = labels;
    this.published = counter('everchart_relay_published_total', 'Events published and checkpointed').labels(labels);
    this.batch = histogram('everchart_relay_batch_events', 'Events per publication', [1, 2, 5, 10, 20, 50, 100, 200, 500]);
    this.publishSeconds = histogram('everchart_relay_publish_seconds', 'Time until the stream acknowledged a batch', seconds);
    this.delaySeconds = histogram(
      'everchart_relay_delay_seconds',
      'From recordedAt to published, of the oldest event of each batch',
      seconds,
    );
    this.backlogEvents = gauge('everchart_relay_backlog_events', 'Events recorded and not yet published');
    this.oldestSeconds = gauge('everchart_relay_oldest_unpublished_seconds', 'Age of the oldest event that is not yet published');
    this.#failures = counter('everchart_relay_failures_total', 'Failures by stage', ['phase']);
    this.fenced = counter(
      'everchart_relay_fenced_total',
      'Times that a shard was taken over by another relay, or moved to another cluster',
    ).labels(labels);
    this.held = gauge('everchart_relay_held_shards', 'Shards that this process publishes');
  }

  failed(phase: RelayStage): void {
    this.#failures.inc({ phase, ...this.#labels });
  }
}
