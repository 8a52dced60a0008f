import { hash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Headers, Inject } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Public } from './authentication.js';
import { Rendered } from './rendered.js';
import { RequestCounter } from './request-counter.js';

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

@Controller('metrics')
export class MetricsController {
  private readonly whole: Rendered;
  /** Without the series that name organisations: for callers without the token. */
  private readonly nameless: Rendered;

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    @Inject(METRICS_TOKEN) private readonly token: string | undefined,
    @Inject(RequestCounter) requests: RequestCounter,
  ) {
    this.whole = new Rendered(() => registry.metrics());
    this.nameless = new Rendered(async () => {
      const metrics = registry.getMetricsAsArray() as unknown as { name: string; labelNames?: readonly string[] }[];
      const named = metrics.filter(({ labelNames }) => !labelNames?.includes('org'));
      const texts = await Promise.all([...named.map(({ name }) => registry.getSingleMetricAsString(name)), requests.nameless()]);
      return texts.join('\n\n') + '\n';
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
