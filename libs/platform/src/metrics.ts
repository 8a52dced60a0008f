import { Controller, Get, Header, Inject } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { Public } from './authentication.js';
import { Rendered } from './rendered.js';

export const METRICS_REGISTRY = Symbol('MetricsRegistry');

/** A registry per service (several may live in one process in tests), with the process's own metrics. */
export function createRegistry(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
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
  private readonly rendered: Rendered;

  constructor(@Inject(METRICS_REGISTRY) registry: Registry) {
    this.rendered = new Rendered(() => registry.metrics());
  }

  @Get()
  @Public()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  metrics(): Promise<string> {
    return this.rendered.text();
  }
}
