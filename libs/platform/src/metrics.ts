import { hash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Headers, Inject } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { Public } from './authentication.js';
import { Rendered } from './rendered.js';

export const METRICS_REGISTRY = Symbol('MetricsRegistry');
export const METRICS_TOKEN = Symbol('MetricsToken');

/** A registry per service (several may live in one process in tests), with the process's own metrics. */
export function createRegistry(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  // The delay of the event loop is sampled every 100 ms: every 10 ms, an idle process would wake up for nothing else.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  return registry;
}

/** Every request is counted, by route template: never by raw URL. */
export class RequestMetrics {
  private readonly total: Counter<'method' | 'route' | 'status'>;
  private readonly duration: Histogram<'method' | 'route'>;

  constructor(registry: Registry) {
    this.total = new Counter({
      name: 'everchart_http_requests_total',
      help: 'Requests answered',
      labelNames: ['method', 'route', 'status'],
      registers: [registry],
    });
    this.duration = new Histogram({
      name: 'everchart_http_request_duration_seconds',
      help: 'Time from the request to its answer',
      labelNames: ['method', 'route'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    });
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.total.inc({ method, route, status });
    this.duration.observe({ method, route }, seconds);
  }
}

@Controller('metrics')
export class MetricsController {
  private readonly whole: Rendered;
  /** Without the series that name organisations: for callers without the token. */
  private readonly nameless: Rendered;

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    @Inject(METRICS_TOKEN) private readonly token: string | undefined,
  ) {
    this.whole = new Rendered(() => registry.metrics());
    this.nameless = new Rendered(async () => {
      const metrics = registry.getMetricsAsArray() as unknown as { name: string; labelNames?: readonly string[] }[];
      const named = metrics.filter(({ labelNames }) => !labelNames?.includes('org'));
      return (await Promise.all(named.map(({ name }) => registry.getSingleMetricAsString(name)))).join('\n\n') + '\n';
    });
  }

  @Get()
  @Public()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  metrics(@Headers('authorization') authorization: string | undefined): Promise<string> {
    return this.token !== undefined && isSame(authorization, `Bearer ${this.token}`) ? this.whole.text() : this.nameless.text();
  }
}

/** In a time that says nothing of where they differ. */
function isSame(given: string | undefined, wanted: string): boolean {
  return given !== undefined && timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', wanted, 'buffer'));
}
