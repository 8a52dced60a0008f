import { trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/**
 * Fields that may be logged. Anything else is dropped: a payload, a name or a raw URL cannot slip in by a spread
 * object. Identifiers here are opaque (UUIDs, organisation ids, codes).
 */
export const allowedLogFields: ReadonlySet<string> = new Set([
  'event', 'code', 'status', 'method', 'route', 'durationMs', 'correlationId', 'org', 'shard', 'position', 'stream', 'eventId', 'type',
  'actor', 'role', 'reason', 'count', 'attempt', 'topic', 'partition', 'offset', 'group', 'consumer', 'lag', 'seconds', 'bytes', 'part', 'phase',
  'signal', 'exitCode', 'port', 'host', 'version', 'kind', 'destination', 'delivery', 'state', 'ackCode', 'controlId', 'size', 'published', 'origin', 'index',
  'instance', 'roles', 'migrations', 'retryInMs', 'errorName', 'errorCode', 'errorAt', 'stack', 'fence', 'owner', 'streamVersion', 'storeId', 'epoch',
  'messageType', 'name', 'faults', 'nextOffset', 'member', 'generation', 'partitions', 'expected', 'found', 'from', 'to', 'topics', 'cluster',
  'applied', 'stopped', 'events', 'records', 'restart', 'unreadable', 'accepted', 'destructionId', 'destroyedBy', 'keys',
]); // prettier-ignore

/**
 * JSON lines with one event name each; see {@link allowedLogFields}. A line that is written while a span is active
 * names its trace and span.
 */
export function createLogger(options: { service: string; instance: string; level: string; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level,
    base: { service: options.service, instance: options.instance },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => ({
        ...Object.fromEntries(Object.entries(fields).filter(([name]) => allowedLogFields.has(name))),
        ...activeTrace(),
      }),
    },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** Names as OpenTelemetry has them for logs. Nothing while tracing is off. */
function activeTrace(): { trace_id: string; span_id: string } | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  return context && { trace_id: context.traceId, span_id: context.spanId };
}

/**
 * What may be logged of an error: its name, code and frames, never its message. Messages of drivers and parsers quote
 * values, and values are patient data.
 */
export function errorFields(error: unknown): { errorName: string; errorCode?: string; stack?: string } {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim()); // prettier-ignore
  const cause = error.cause === undefined ? [] : [`caused by ${errorFields(error.cause).errorName}`, errorFields(error.cause).stack ?? ''];
  return {
    errorName: error.name,
    ...(typeof code === 'string' ? { errorCode: code } : {}),
    stack: [...frames, ...cause].join('\n'),
  };
}
