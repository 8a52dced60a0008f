import { decodeEnvelope, EnvelopeError, parseSource } from '@everchart/envelope';
import type { StreamIdentity } from './consumer.store.js';
import type { ReceivedEvent } from './consumer.types.js';
import type { Delivery } from './delivery.decider.js';
import { streamKey } from './delivery.decider.js';
import type { InboundRecord } from './port.js';

export interface ConsumerDelivery extends Delivery {
  identity: StreamIdentity;
  event: ReceivedEvent;
  record: InboundRecord;
  taken: TakenPosition;
}

export interface TakenPosition {
  org: string;
  storeId: string;
  epoch: number;
  shard: number;
  position: number;
}

/** A record that is no event. */
export interface MalformedRecord {
  org: string;
  code: string;
  record: InboundRecord;
  /** When it tells that much: so that the shard's watermark can pass it. */
  taken?: TakenPosition;
}

export type Decoded = { kind: 'event'; delivery: ConsumerDelivery } | ({ kind: 'malformed' } & MalformedRecord);

/** Reads a record as an event. Never throws: what cannot be read is told with a stable code. */
export function decodeRecord(record: InboundRecord): Decoded {
  try {
    const { header, store, writer, payload } = decodeEnvelope(record.value);
    const { storeId, epoch } = parseSource(header.source);
    const { org, subject, shard, position } = header;
    const taken = { org, storeId, epoch, shard, position };
    if (org.includes('\n') || subject.includes('\n')) return malformed(record, 'attribute-malformed');
    // The key decides the partition, and so the order: another key than the shard's would break both.
    if (record.key !== `${org}/${shard}`) return malformed(record, 'key-mismatch', taken);
    const traceparent = record.headers['traceparent'];
    return {
      kind: 'event',
      delivery: {
        id: header.id,
        stream: streamKey(org, storeId, subject),
        version: header.streamversion,
        epoch,
        identity: { org, storeId, stream: subject },
        event: { header, store, writer, payload, record, ...(traceparent === undefined ? {} : { traceparent }) },
        record,
        taken,
      },
    };
  } catch (error) {
    if (error instanceof EnvelopeError) return malformed(record, error.code);
    throw error;
  }
}

function malformed(record: InboundRecord, code: string, taken?: TakenPosition): Decoded {
  const org = printable(/^(.*)\/\d+$/s.exec(record.key)?.[1]);
  return { kind: 'malformed', org, code, record, ...(taken ? { taken } : {}) };
}

/** PostgreSQL text holds no NUL. */
function printable(text: string | undefined): string {
  return text === undefined || text.includes('\n') || text.includes('\0') ? '' : text;
}
