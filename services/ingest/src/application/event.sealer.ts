import type { AppendItem } from '@everchart/event-store';
import type { DataKey } from '@everchart/keyring';
import type { RequestContext } from '@everchart/platform';
import { sealEvent, type SealableFacts } from '@everchart/sealed-events';
import type { RecordCommand } from '../domain/record.command.js';

/** What all events of a request have in common. */
export interface Sealing {
  context: RequestContext;
  /** `source` of the store. */
  source: string;
  /** Shards of the organisation. */
  shards: number;
  /** Device clock minus ours, in milliseconds; undefined when the device did not say its time. */
  deviceOffsetMs: number | undefined;
}

/** Header, sealed payload and commitment of one event. */
export function sealCommand(
  { context, source, deviceOffsetMs }: Sealing,
  shard: number,
  command: RecordCommand,
  dataKey: DataKey,
  facts?: SealableFacts,
): Pick<AppendItem, 'header' | 'writer' | 'payload' | 'commitment' | 'traceparent'> {
  const draft = {
    id: command.id,
    org: context.org,
    subject: command.patientId,
    type: command.type,
    schemaVersion: command.schemaVersion,
    data: command.data,
    source,
    shard,
    occurredat: command.occurredAt,
    ...(deviceOffsetMs === undefined ? undefined : { deviceoffsetms: String(deviceOffsetMs) }),
    ...(command.facility === undefined ? undefined : { facility: command.facility }),
    actor: context.actor,
    actorrole: context.role,
    retentionclass: command.retentionClass,
    correlationid: command.correlationId ?? context.correlationId,
    ...(command.causationId === undefined ? undefined : { causationid: command.causationId }),
  };
  return { ...sealEvent(draft, dataKey, facts), traceparent: context.traceparent };
}
