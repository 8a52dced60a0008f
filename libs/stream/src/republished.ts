import type { InboundRecord, OutboundRecord } from './port.js';

const header = 'everchart-republished';

/**
 * A mark in a partition: everything that the stores say has been published again before it. A consumer that has lost
 * records of the partition, and comes to a mark, has missed nothing any more.
 */
export function republishedMark(partition: number): OutboundRecord {
  return { partition, key: header, headers: { [header]: 'all' }, value: Buffer.alloc(0) };
}

export function isRepublishedMark({ key, headers }: InboundRecord): boolean {
  return key === header && headers[header] === 'all';
}
