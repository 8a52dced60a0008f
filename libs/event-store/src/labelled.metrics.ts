import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Which of the parts that share a registry a series is of; a part that is the only one, or the first, has no label. */
export interface PartLabels {
  /** A second event store of the process. */
  store?: string | undefined;
  /** Name of the store's cluster, where it has several. */
  cluster?: string | undefined;
}

const labelNames = ['store', 'cluster'];

/**
 * Metrics of one part: the same metric of several parts is made once, and each part has its own series of it.
 * @param registry without it none are kept
 */
export class LabelledMetrics {
  readonly #registry: Registry;
  readonly #labels: Record<string, string>;

  constructor(registry = new Registry(), labels: PartLabels = {}) {
    this.#registry = registry;
    this.#labels = Object.fromEntries(Object.entries(labels).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  }

  counter(name: string, help: string): Counter.Internal {
    const counter = this.#shared(name, () => new Counter({ name, help, labelNames, registers: [this.#registry] })).labels(this.#labels);
    counter.inc(0);
    return counter;
  }

  /** With a label of its own. */
  counterBy<Name extends string>(by: Name, name: string, help: string): { inc: (value: string, count?: number) => void } {
    const counter = this.#shared(name, () => new Counter({ name, help, labelNames: [by, ...labelNames], registers: [this.#registry] }));
    return { inc: (value, count = 1) => counter.inc({ [by]: value, ...this.#labels }, count) };
  }

  gauge(name: string, help: string): Gauge.Internal<string> {
    const gauge = this.#shared(name, () => new Gauge({ name, help, labelNames, registers: [this.#registry] })).labels(this.#labels);
    gauge.set(0);
    return gauge;
  }

  histogram(name: string, help: string, buckets: number[]): Histogram.Internal<string> {
    const histogram = this.#shared(name, () => new Histogram({ name, help, buckets, labelNames, registers: [this.#registry] }));
    histogram.zero(this.#labels);
    return histogram.labels(this.#labels);
  }

  #shared<Metric>(name: string, make: () => Metric): Metric {
    return (this.#registry.getSingleMetric(name) as Metric | undefined) ?? make();
  }
}
