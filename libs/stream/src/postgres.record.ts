import { recordLimits, type ReadRecord } from './record-seal.js';

export interface RecordRow {
  partition: number;
  record_offset: number;
  record_key: string | null;
  headers: unknown;
  value: Buffer | null;
}

const headersBytes = 2 * recordLimits.headers * recordLimits.headerBytes;

/** Of `streams.records r`: what is larger than it may be stays in the database. */
export const boundedColumns = `r.partition, r.record_offset,
  CASE WHEN octet_length(r.record_key) <= ${recordLimits.keyBytes} THEN r.record_key END AS record_key,
  CASE WHEN octet_length(r.headers::text) <= ${headersBytes} THEN r.headers END AS headers,
  CASE WHEN octet_length(r.value) <= ${recordLimits.valueBytes} THEN r.value END AS value`;

export function readRecord(topic: string, { partition, record_offset: offset, record_key: key, headers, value }: RecordRow): ReadRecord {
  return { topic, partition, offset: BigInt(offset), key: key ?? undefined, headers: isTexts(headers) ? headers : undefined, value: value ?? undefined }; // prettier-ignore
}

function isTexts(headers: unknown): headers is Record<string, string> {
  return typeof headers === 'object' && headers !== null && Object.values(headers).every((value) => typeof value === 'string');
}
