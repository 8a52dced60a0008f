import { ROOT_CONTEXT, trace, type Context, type ProxyTracerProvider } from '@opentelemetry/api';

const traceparentForm = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * Whether spans of this process go anywhere. Where they do not, making one and reading its parent is work for nothing,
 * several times per event.
 */
export function isTracing(): boolean {
  const provider = trace.getTracerProvider() as Partial<Pick<ProxyTracerProvider, 'getDelegateTracer'>>;
  return provider.getDelegateTracer === undefined || provider.getDelegateTracer('everchart') !== undefined;
}

/** The context that a W3C `traceparent` stands for. */
export function traceContextOf(traceparent: string): Context {
  const match = traceparentForm.exec(traceparent);
  if (!match) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: match[1]!,
    spanId: match[2]!,
    traceFlags: Number.parseInt(match[3]!, 16),
    isRemote: true,
  });
}
