import { encodeEnvelope, envelopeContentType, headerOf, parseWriter, type EventHeader, type StorePart } from '@everchart/envelope';
import type { OutboundRecord } from '@everchart/stream';
import type { StoredEvent } from './event-store.types.js';

/** The columns that make an event whole. */
export interface StoredEventRow {
  position: number;
  previous: number;
  recorded_at_us: number;
  shard: number;
  stream_version: number;
  stream: string;
  id: string;
  chain: Buffer;
  /** Canonical bytes of the writer header. */
  writer: Buffer;
  payload: Buffer;
}

export const storedEventColumns = 'position, previous, recorded_at_us, shard, stream_version, stream, id, chain, writer, payload';

export function storePartOf(row: Omit<StoredEventRow, 'writer' | 'payload'>): StorePart {
  const { position, previous, stream_version: streamVersion, recorded_at_us: recordedAtUs, chain } = row;
  return { position, previous, streamVersion, recordedAtUs, chain };
}

/** @throws EnvelopeError for a row that was tampered with */
export function storedEventOf(row: StoredEventRow): StoredEvent {
  const store = storePartOf(row);
  return { header: headerOf(parseWriter(row.writer), store), store, writer: row.writer, payload: row.payload };
}

/** An event as the relay publishes it: keyed by its shard, so that the events of a shard are in one partition, in the order of their positions. */
export function recordOf(
  event: Omit<StoredEvent, 'header'> & { header: Pick<EventHeader, 'org' | 'shard'> },
  traceparent?: string,
): OutboundRecord {
  return {
    key: `${event.header.org}/${event.header.shard}`,
    headers: { 'content-type': envelopeContentType, ...(traceparent === undefined ? {} : { traceparent }) },
    value: encodeEnvelope(event.writer, event.store, event.payload),
  };
}
