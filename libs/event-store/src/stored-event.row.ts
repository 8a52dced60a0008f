import { formatMicroseconds, type EventHeader, type WriterHeader } from '@everchart/envelope';
import { expandHeader, type HeaderColumns } from './compact-header.js';
import type { StoredEvent } from './event-store.types.js';

/** The columns that make an event whole. */
export interface StoredEventRow extends HeaderColumns {
  position: number;
  stream_version: number;
  /** Canonical JSON, in rows of the first release; since then `attributes`. */
  header: string | null;
  attributes: Buffer | null;
  payload: Buffer;
  recorded_at_us: number;
  chain: Buffer;
}

export const storedEventColumns = 'org, shard, position, stream, stream_version, id, header, attributes, payload, recorded_at_us, chain';

/** The header as its writer made it. @throws RangeError or SyntaxError for a row that was tampered with */
export function writerHeaderOfRow(row: HeaderColumns & Pick<StoredEventRow, 'header' | 'attributes'>): WriterHeader {
  return row.attributes === null ? (JSON.parse(row.header!) as WriterHeader) : expandHeader(row.attributes, row);
}

export function headerOf(row: StoredEventRow): EventHeader {
  return {
    ...writerHeaderOfRow(row),
    time: formatMicroseconds(BigInt(row.recorded_at_us)),
    streamversion: row.stream_version,
    position: row.position,
    chain: row.chain.toString('hex'),
  };
}

export function storedEventOf(row: StoredEventRow): StoredEvent {
  return { header: headerOf(row), payload: row.payload };
}
