import { EnvelopeError, fromCloudEventHeaders, parseSource } from '@everchart/envelope';
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
  /** When its headers tell that much: so that the shard's watermark can pass it. */
  taken?: TakenPosition;
}

export type Decoded = { kind: 'event'; delivery: ConsumerDelivery } | ({ kind: 'malformed' } & MalformedRecord);

/** Reads a record as an event. Never throws: what cannot be read is told with a stable code. */
export function decodeRecord(record: InboundRecord): Decoded {
  try {
    const header = fromCloudEventHeaders(record.headers);
    const { storeId, epoch } = parseSource(header.source);
    const { org, subject, shard, position } = header;
    if (header.streamversion < 1 || position < 1 || shard < 0) return malformed(record, 'attribute-malformed');
    if (org.includes('\n') || subject.includes('\n')) return malformed(record, 'attribute-malformed');
    // The key decides the partition, and so the order: another key than the stream's would break both.
    if (record.key !== subject) return malformed(record, 'key-mismatch');
    return {
      kind: 'event',
      delivery: {
        id: header.id,
        stream: streamKey(org, storeId, subject),
        version: header.streamversion,
        epoch,
        identity: { org, storeId, stream: subject },
        event: { header, payload: record.value, record },
        record,
        taken: { org, storeId, epoch, shard, position },
      },
    };
  } catch (error) {
    if (error instanceof EnvelopeError) return malformed(record, error.code);
    throw error;
  }
}

function malformed(record: InboundRecord, code: string): Decoded {
  const org = printable(record.headers['ce_org']);
  const taken = takenOf(record);
  return { kind: 'malformed', org, code, record, ...(taken ? { taken } : {}) };
}

function takenOf({ headers }: InboundRecord): TakenPosition | undefined {
  const source = /^urn:everchart:[a-z-]+:([0-9a-f-]{36})\/(\d{1,9})$/.exec(headers['ce_source'] ?? '');
  const shard = headers['ce_shard'] ?? '';
  const position = headers['ce_position'] ?? '';
  const org = printable(headers['ce_org']);
  if (!source || org === '' || !/^\d{1,9}$/.test(shard) || !/^[1-9]\d{0,14}$/.test(position)) return undefined;
  return { org, storeId: source[1]!, epoch: Number(source[2]), shard: Number(shard), position: Number(position) };
}

/** PostgreSQL text holds no NUL. */
function printable(text: string | undefined): string {
  return text === undefined || text.includes('\n') || text.includes('\0') ? '' : text;
}
