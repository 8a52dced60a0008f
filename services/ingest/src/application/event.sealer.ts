import { createHmac } from 'node:crypto';
import { canonicalJson, formatDataschema, sealPayload, sha256, type WriterHeader } from '@everchart/envelope';
import type { AppendItem } from '@everchart/event-store';
import { commitmentKey, type DataKey } from '@everchart/keyring';
import type { RequestContext } from '@everchart/platform';
import { contentOf, type RecordCommand } from '../domain/record.command.js';

/** What all events of a request have in common. */
export interface Sealing {
  context: RequestContext;
  /** `source` of the store. */
  source: string;
  /** Device clock minus ours, in milliseconds; undefined when the device did not say its time. */
  deviceOffsetMs: number | undefined;
}

/** Header, sealed payload and commitment of one event. */
export function sealEvent(
  { context, source, deviceOffsetMs }: Sealing,
  shard: number,
  command: RecordCommand,
  dataKey: DataKey,
): Pick<AppendItem, 'header' | 'payload' | 'commitment'> {
  const { org } = context;
  const { id, type, patientId: subject } = command;
  const dataschema = formatDataschema(type, command.schemaVersion);
  const payload = sealPayload(command.data, dataKey.key, { org, subject, id, type, dataschema, keyid: dataKey.keyId });
  // In the order of the canonical form, which is then quick to make.
  const header: WriterHeader = {
    actor: context.actor,
    actorrole: context.role,
    ...(command.causationId === undefined ? {} : { causationid: command.causationId }),
    contentdigest: sha256(payload).toString('hex'),
    correlationid: command.correlationId ?? context.correlationId,
    dataschema,
    ...(deviceOffsetMs === undefined ? {} : { deviceoffsetms: String(deviceOffsetMs) }),
    ...(command.facility === undefined ? {} : { facility: command.facility }),
    id,
    keyid: dataKey.keyId,
    occurredat: command.occurredAt,
    org,
    retentionclass: command.retentionClass,
    shard,
    source,
    specversion: '1.0',
    subject,
    traceparent: context.traceparent,
    type,
  };
  const content = canonicalJson(contentOf(command, context.actor));
  return { header, payload, commitment: createHmac('sha256', commitmentKey(dataKey)).update(content).digest() };
}
