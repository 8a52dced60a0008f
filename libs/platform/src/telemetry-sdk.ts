import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { AlwaysOnSampler, BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import type { TelemetryOptions } from './telemetry.js';

/** Loaded by `startTelemetry` when it is needed. @returns flushes and stops it */
export function startSdk({ service, endpoint, spanProcessors = [] }: TelemetryOptions): () => Promise<void> {
  const exporters =
    endpoint === undefined ? [] : [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }) })];
  const sdk = new NodeSDK({
    resource: resourceFromAttributes({ 'service.name': `everchart-${service}` }),
    spanProcessors: [...spanProcessors, ...exporters],
    // Without it a caller that does not sample (`traceparent` ends with 00) would switch our spans off. What is kept is
    // decided when a trace is whole, by the collector.
    sampler: new AlwaysOnSampler(),
    contextManager: new AsyncLocalStorageContextManager(),
    textMapPropagator: new W3CTraceContextPropagator(),
    instrumentations: [],
  });
  sdk.start();
  return () => sdk.shutdown();
}
