import { context, propagation, SpanKind, SpanStatusCode, trace, type Attributes, type Span, type Tracer } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';

export interface TelemetryOptions {
  service: string;
  /** OTLP over HTTP; without it and without processors nothing is recorded and spans cost next to nothing. */
  endpoint?: string | undefined;
  spanProcessors?: SpanProcessor[];
}

/**
 * Starts tracing for this process. The SDK is loaded only when there is somewhere to send spans: it takes 40 MB and
 * half a second. @returns flushes and stops it
 */
export async function startTelemetry(options: TelemetryOptions): Promise<() => Promise<void>> {
  if (options.endpoint === undefined && (options.spanProcessors ?? []).length === 0) return () => Promise.resolve();
  const { startSdk } = await import('./telemetry-sdk.js');
  return startSdk(options);
}

/**
 * Spans are made by hand: automatic instrumentation needs loader hooks that do not fit ES modules well, and would put
 * keys and URLs on spans.
 */
export const tracer = (): Tracer => trace.getTracer('everchart');

export interface SpanOptions {
  kind?: SpanKind;
  /** Parent from outside of this process; without it the active span. */
  traceparent?: string | undefined;
  /** Opaque identifiers and counts only. */
  attributes?: Attributes;
}

/**
 * Runs `work` in a span that is active while it runs and ends with it; an error marks the span by its name, not by its
 * message.
 */
export async function withSpan<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const parent =
    options.traceparent === undefined ? context.active() : propagation.extract(context.active(), { traceparent: options.traceparent });
  const span = tracer().startSpan(name, { kind: options.kind ?? SpanKind.INTERNAL, attributes: options.attributes ?? {} }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), () => work(span));
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
    throw error;
  } finally {
    span.end();
  }
}
