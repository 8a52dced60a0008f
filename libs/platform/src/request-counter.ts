import { Counter, Registry, type Metric } from 'prom-client';
import { durationSpans, spanOf } from './duration-sketch.js';

/** Of a request that no route takes. */
export const unmatched = 'unmatched';
/** Of what never became a request: header fields that are slow, too large, or no HTTP. */
export const unread = 'unread';
/** The client went before there was an answer. */
export const clientGone = 499;
/** The connection was cut off without an answer, see paced-refusals.ts. */
export const cutOff = 444;
/** Stands for the organisations that come when there are too many. */
export const otherOrganisations = 'other-organisations';

/** Requests are summed up in spans of this length, from midnight UTC. */
export const halfHourMs = 30 * 60 * 1000;

/**
 * Upper ends in seconds. The limits of the objectives are among them: 0.25 (read), 0.5 (record), 1 and 2.5 (visible,
 * sequenced).
 */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Answers of one kind in one half hour, as this process gave them. */
export interface RequestCount {
  /** Empty: no caller was identified. */
  org: string;
  operation: string;
  code: number;
  requests: number;
  maxUs: number;
  /** By span, see duration-sketch.ts. */
  durations: Uint32Array;
}

export interface HalfHour {
  /** When it began, in milliseconds since 1970. */
  from: number;
  counts: readonly RequestCount[];
}

interface Series {
  total: number;
  halfHour: number;
  count: RequestCount | undefined;
}

/** Answers of one operation: by class of status (1xx to 5xx), each bucket's own number, the sum, and the number. */
class Durations {
  readonly buckets = new Float64Array(buckets.length + 1);
  sum = 0;

  add(seconds: number): void {
    let at = 0;
    while (at < buckets.length && seconds > buckets[at]!) at += 1;
    this.buckets[at]! += 1;
    this.sum += seconds;
  }
}

interface OfOperation {
  byOrg: Map<string, Map<number, Series>>;
  byClass: Map<string, Durations>;
}

export interface RequestCounterOptions {
  registry: Registry;
  /** Of this process. */
  release: string;
  /** Whether someone takes the half hours. */
  sumsUp?: boolean;
  now?: () => number;
}

/** More organisations than one process serves. */
const organisationsMax = 5000;
/** Half hours that wait to be taken, and the counts in them: two days, while the database is away. */
const halfHoursMax = 96;

/**
 * Counts every request of a process: by operation, organisation, release and code, never by address. What is read by
 * Prometheus, and what is summed up by half hours, comes of the same numbers. A request costs two look-ups.
 */
export class RequestCounter {
  readonly release: string;
  readonly #operations = new Map<string, OfOperation>();
  readonly #organisations = new Set<string>();
  readonly #halfHours = new Map<number, RequestCount[]>();
  readonly #dropped: Counter;
  readonly #resets: Counter;
  readonly #now: () => number;
  readonly #sumsUp: boolean;
  /** The same series without their organisations: for callers without the token. */
  readonly #nameless = new Registry();

  constructor({ registry, release, sumsUp = false, now = Date.now }: RequestCounterOptions) {
    this.release = release;
    this.#now = now;
    this.#sumsUp = sumsUp;
    const service = (registry as unknown as { _defaultLabels: { service?: string } })._defaultLabels.service;
    if (service !== undefined) this.#nameless.setDefaultLabels({ service });
    registerRead(registry, { ...requests, labelNames: ['operation', 'org', 'release', 'code'], values: () => this.#totals(true) });
    registerRead(this.#nameless, { ...requests, labelNames: ['operation', 'release', 'code'], values: () => this.#totals(false) });
    registerRead(registry, { ...durations, labelNames: ['operation', 'release', 'class'], values: () => this.#durations() });
    this.#resets = new Counter({ name: 'everchart_http_resets_total', help: 'Connections that the client reset while no request was under way', registers: [registry] }); // prettier-ignore
    this.#dropped = new Counter({ name: 'everchart_request_counts_dropped_total', help: 'Requests that are in no half hour: the database was away for two days', registers: [registry] }); // prettier-ignore
  }

  /** @param org of the verified token; empty: no caller was identified */
  answered(operation: string, org: string, code: number, seconds: number | undefined): void {
    let ofOperation = this.#operations.get(operation);
    if (!ofOperation) this.#operations.set(operation, (ofOperation = { byOrg: new Map(), byClass: new Map() }));
    const series = this.#seriesOf(ofOperation, org, code);
    series.total += 1;
    if (seconds !== undefined) {
      const name = `${Math.floor(code / 100)}xx`;
      let durations = ofOperation.byClass.get(name);
      if (!durations) ofOperation.byClass.set(name, (durations = new Durations()));
      durations.add(seconds);
    }
    if (this.#sumsUp) this.#sumUp(series, operation, org, code, Math.round((seconds ?? 0) * 1_000_000));
  }

  /** A connection was reset while no request was under way on it. */
  reset(): void {
    this.#resets.inc();
  }

  /** Text of the series that name organisations, without those names. */
  nameless(): Promise<string> {
    return this.#nameless.metrics();
  }

  /** What was counted and is not forgotten, the oldest half hour first. The numbers go on. */
  halfHours(): HalfHour[] {
    return [...this.#halfHours].map(([index, counts]) => ({ from: index * halfHourMs, counts }));
  }

  /** Of half hours that are over: they are kept elsewhere. */
  forget(from: number): void {
    const index = from / halfHourMs;
    if (index < this.#halfHourNow()) this.#halfHours.delete(index);
  }

  #halfHourNow(): number {
    return Math.floor(this.#now() / halfHourMs);
  }

  #seriesOf({ byOrg }: OfOperation, given: string, code: number): Series {
    let org = given;
    let byCode = byOrg.get(org);
    if (!byCode) {
      if (org !== '' && !this.#organisations.has(org)) {
        if (this.#organisations.size < organisationsMax) this.#organisations.add(org);
        else org = otherOrganisations;
      }
      byCode = byOrg.get(org);
      if (!byCode) byOrg.set(org, (byCode = new Map<number, Series>()));
    }
    let series = byCode.get(code);
    if (!series) byCode.set(code, (series = { total: 0, halfHour: -1, count: undefined }));
    return series;
  }

  #sumUp(series: Series, operation: string, org: string, code: number, us: number): void {
    const halfHour = this.#halfHourNow();
    let { count } = series;
    if (series.halfHour !== halfHour || !count) {
      count = { org, operation, code, requests: 0, maxUs: 0, durations: new Uint32Array(durationSpans) };
      series.count = count;
      series.halfHour = halfHour;
      let counts = this.#halfHours.get(halfHour);
      if (!counts) {
        this.#halfHours.set(halfHour, (counts = []));
        this.#bound();
      }
      counts.push(count);
    }
    count.requests += 1;
    count.durations[spanOf(us)]! += 1;
    if (us > count.maxUs) count.maxUs = us;
  }

  #bound(): void {
    const [oldest] = this.#halfHours;
    if (this.#halfHours.size <= halfHoursMax || !oldest) return;
    this.#halfHours.delete(oldest[0]);
    for (const { requests } of oldest[1]) this.#dropped.inc(requests);
  }

  #totals(named: boolean): Value[] {
    const { release } = this;
    return [...this.#operations].flatMap(([operation, { byOrg }]) => {
      if (named)
        return [...byOrg].flatMap(([org, byCode]) =>
          [...byCode].map(([code, { total }]) => ({ labels: { operation, org, release, code: String(code) }, value: total })),
        );
      const sums = new Map<number, number>();
      for (const byCode of byOrg.values()) for (const [code, { total }] of byCode) sums.set(code, (sums.get(code) ?? 0) + total);
      return [...sums].map(([code, value]) => ({ labels: { operation, release, code: String(code) }, value }));
    });
  }

  #durations(): Value[] {
    const { release } = this;
    return [...this.#operations].flatMap(([operation, { byClass }]) =>
      [...byClass].flatMap(([of, ofClass]) => valuesOf({ operation, release, class: of }, ofClass)),
    );
  }
}

interface Value {
  metricName?: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

const requests = {
  name: 'everchart_http_requests_total',
  help: 'Requests by what they were answered; 499: the client went before, 444: cut off without an answer',
  type: 'counter',
};
const durations = {
  name: 'everchart_http_request_duration_seconds',
  help: 'Time from the request to the end of its answer, by operation and class of the status',
  type: 'histogram',
};

/** A metric whose values are made when they are read: a request touches no labels. */
function registerRead(
  registry: Registry,
  { values, ...about }: typeof requests & { labelNames: readonly string[]; values: () => Value[] },
): void {
  const metric = { ...about, get: () => Promise.resolve({ ...about, aggregator: 'sum', values: values() }), reset: () => undefined };
  registry.registerMetric(metric as unknown as Metric);
}

function valuesOf(labels: Record<string, string>, { buckets: counts, sum }: Durations): Value[] {
  let number = 0;
  const { name } = durations;
  const ofBuckets = [...buckets, '+Inf'].map((le, at) => ({
    metricName: `${name}_bucket`,
    labels: { le: String(le), ...labels },
    value: (number += counts[at]!),
  }));
  return [...ofBuckets, { metricName: `${name}_sum`, labels, value: sum }, { metricName: `${name}_count`, labels, value: number }];
}
