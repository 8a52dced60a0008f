import {
  contentDigest,
  encodeEnvelope,
  envelopeContentType,
  headerOf,
  parseWriter,
  type EventHeader,
  type StorePart,
} from '@everchart/envelope';
import { recordKey, type OutboundRecord } from '@everchart/stream';
import type { StoredEvent } from './event-store.types.js';
import { unpackHeader } from './packed-header.js';

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
  /** The writer header as the row keeps it. */
  header: Buffer;
  payload: Buffer;
  traceparent: string | null;
}

export const storedEventColumns =
  'position, previous, recorded_at_us, shard, stream_version, stream, id, chain, header, payload, traceparent';

export function storePartOf(row: Omit<StoredEventRow, 'header' | 'payload' | 'traceparent'>): StorePart {
  const { position, previous, stream_version: streamVersion, recorded_at_us: recordedAtUs, chain } = row;
  return { position, previous, streamVersion, recordedAtUs, chain };
}

/** Canonical bytes of the writer header. @throws RangeError for a row that was tampered with */
export function writerOf({ header, payload, id, stream }: StoredEventRow): Buffer {
  return unpackHeader(header, { id, stream, payloadDigest: contentDigest(payload).toString('hex') });
}

/** @throws EnvelopeError or RangeError for a row that was tampered with */
export function storedEventOf(row: StoredEventRow): StoredEvent {
  const store = storePartOf(row);
  const writer = writerOf(row);
  return { header: headerOf(parseWriter(writer), store), store, writer, payload: row.payload };
}

/**
 * An event as the relay publishes it: keyed by its shard, so that the events of a shard are in one partition, in the
 * order of their positions.
 */
export function recordOf(
  event: Omit<StoredEvent, 'header'> & { header: Pick<EventHeader, 'org' | 'shard'> },
  traceparent?: string,
): OutboundRecord {
  return {
    key: recordKey(event.header.org, event.header.shard),
    headers: { 'content-type': envelopeContentType, ...(traceparent === undefined ? {} : { traceparent }) },
    value: encodeEnvelope(event.writer, event.store, event.payload),
  };
}
