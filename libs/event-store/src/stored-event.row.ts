import { formatMicroseconds, type EventHeader, type WriterHeader } from '@everchart/envelope';
import type { StoredEvent } from './event-store.types.js';

/** The columns that make an event whole. */
export interface StoredEventRow {
  position: number;
  stream_version: number;
  header: string;
  payload: Buffer;
  recorded_at_us: number;
  chain: Buffer;
}

export const storedEventColumns = 'position, stream_version, header, payload, recorded_at_us, chain';

export function headerOf(row: StoredEventRow): EventHeader {
  return {
    ...(JSON.parse(row.header) as WriterHeader),
    time: formatMicroseconds(BigInt(row.recorded_at_us)),
    streamversion: row.stream_version,
    position: row.position,
    chain: row.chain.toString('hex'),
  };
}

export function storedEventOf(row: StoredEventRow): StoredEvent {
  return { header: headerOf(row), payload: row.payload };
}
