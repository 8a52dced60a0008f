/** What a topic holds of a partition. */
export interface PartitionExtent {
  /** Of the first record that is still there, or that will be the next one. */
  first: bigint;
  /** Of the next record to be written. */
  end: bigint;
}

/** Where a consumer stands in a partition. */
export interface PartitionPlace {
  /** The topic that its offsets count in; undefined before the first look. */
  topicId?: string | undefined;
  nextOffset: bigint;
}

export type LossReason =
  /** The topic is another one of the same name. */
  | 'topic-remade'
  /** The topic ends before what was read of it. */
  | 'records-lost'
  /** Records were deleted before they were read. */
  | 'records-deleted';

export interface TopicLoss {
  reason: LossReason;
  /** Where to read on: what comes again is known by its position. */
  readFrom: bigint;
  /** A mark from here on says that the topic holds everything again. */
  wholeFrom: bigint;
}

/** Whether records of a partition never come to a consumer; pure. */
export function lossOf({ topicId, nextOffset }: PartitionPlace, { first, end }: PartitionExtent, id: string): TopicLoss | undefined {
  if (topicId !== undefined && topicId !== id) return { reason: 'topic-remade', readFrom: first, wholeFrom: first };
  if (nextOffset > end) return { reason: 'records-lost', readFrom: first, wholeFrom: end };
  if (nextOffset < first) return { reason: 'records-deleted', readFrom: first, wholeFrom: end };
  return undefined;
}
