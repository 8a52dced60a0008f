import type { AssignedPartition, InboundRecord, OutboundRecord } from './port.js';

const header = 'everchart-republished';

/** A mark as it was written. */
export interface RepublishedMark {
  /** Of the topic that holds everything: a mark that is brought to another one says nothing there. */
  topicId: string;
  partition: number;
  /** Where the partition ended when the mark was written: one that comes again says nothing of what is behind. */
  end: bigint;
}

/** A mark that came in its own partition. */
export interface ReceivedMark extends AssignedPartition {
  topicId: string;
  end: bigint;
}

/**
 * A mark in a partition: everything that the stores say has been published again before it. A consumer that has lost
 * records of the partition, and comes to a mark, has missed nothing any more.
 */
export function republishedMark({ topicId, partition, end }: RepublishedMark): OutboundRecord {
  return { partition, key: header, headers: { [header]: 'all' }, value: Buffer.from(`${topicId}/${partition}/${end}`) };
}

export function isMark({ key, headers }: InboundRecord): boolean {
  return key === header && headers[header] === 'all';
}

/** @returns undefined for a mark that was written for another place */
export function receivedMark({ topic, partition, offset, value }: InboundRecord): ReceivedMark | undefined {
  const [, topicId, of, end] = /^([0-9a-f-]{1,64})\/(\d{1,9})\/(\d{1,18})$/.exec(value.toString('latin1')) ?? [];
  if (topicId === undefined || Number(of) !== partition || BigInt(end!) > offset) return undefined;
  return { topic, partition, topicId, end: BigInt(end!) };
}
