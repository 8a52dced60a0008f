import { SpanKind, trace } from '@opentelemetry/api';
import type { Findings } from './consumer.findings.js';
import type { ConsumerMetrics } from './consumer.metrics.js';
import type { PlannedShard } from './consumer.store.js';
import type { ConsumerSettings } from './consumer.types.js';
import type { ConsumerDelivery } from './decode.js';
import { isTracing, traceContextOf } from './trace-context.js';

const tracer = trace.getTracer('@everchart/stream');

/** Counts, logs and traces what a transaction did. @returns how many events were applied */
export function reportTaken(
  planned: readonly PlannedShard[],
  began: number,
  { group, logger }: Pick<ConsumerSettings, 'group' | 'logger'>,
  metrics: ConsumerMetrics,
  { unreadable, passed }: Findings,
): number {
  let applied = 0;
  for (const { stored, plan } of planned) {
    const effective = plan.apply.filter(({ id }) => !unreadable.has(id) && !passed.has(id));
    applied += effective.length;
    metrics.counted('applied', effective.length);
    metrics.counted('unreadable', plan.apply.length - effective.length);
    metrics.counted('duplicate', plan.duplicates.length);
    metrics.counted('parked', plan.park.length + plan.withheld.length);
    metrics.counted('void', plan.void.length);
    const { org } = stored.identity;
    if (plan.void.length > 0) logger.warn({ event: 'events.void', consumer: group, org, eventId: plan.void[0]!.id });
    if (plan.fork) {
      const { at, code } = plan.fork;
      logger.error({ event: 'shard.forked', consumer: group, org, shard: at.shard.shard, position: at.position, code, eventId: at.id });
    }
    for (const { stop, at } of plan.stops)
      logger.error({
        event: 'stream.stopped',
        consumer: group,
        org,
        stream: at.stream,
        reason: stop.reason,
        code: stop.code,
        eventId: at.id,
      });
    for (const { id, stream } of plan.apply)
      if (unreadable.has(id))
        logger.error({ event: 'event.unreadable', consumer: group, org, stream, eventId: id, code: unreadable.get(id) });
    for (const delivery of effective) traceEffect(delivery, began, group);
  }
  return applied;
}

/** A span per event that took effect, in the trace of the request that recorded it. */
function traceEffect({ id, event: { record, traceparent } }: ConsumerDelivery, began: number, group: string): void {
  if (traceparent === undefined || !isTracing()) return;
  const attributes = {
    'messaging.operation.type': 'process',
    'messaging.destination.name': record.topic,
    'messaging.consumer.group.name': group,
    'everchart.event.id': id,
  };
  tracer.startSpan(`process ${record.topic}`, { kind: SpanKind.CONSUMER, startTime: began, attributes }, traceContextOf(traceparent)).end();
}
