import { withTransaction } from '@everchart/postgres';
import type { ConsumerStore } from './consumer.store.js';
import type { ConsumerSettings } from './consumer.types.js';
import { partitionKey, type AssignedPartition } from './port.js';
import { lossOf, type TopicLoss } from './topic.loss.js';

interface HeldPartition {
  partition: AssignedPartition;
  nextOffset: bigint;
}

/** Compares what a member has read of its partitions with what their topics hold. */
export class TopicWatch {
  /** Found at the last look: a leader that has just been elected may say too little for a moment. */
  #suspected = new Set<string>();
  /** Ends of partitions that were not reached when they were seen, and when that was. */
  readonly #ahead = new Map<string, { end: bigint; seenAt: number }>();

  constructor(
    private readonly options: Pick<ConsumerSettings, 'group' | 'pool' | 'logger' | 'transport'>,
    private readonly store: ConsumerStore,
  ) {}

  /**
   * @param held as they stood before the call
   * @returns how many records were not read yet, and whether checkpoints were set back
   */
  async look(held: readonly HeldPartition[]): Promise<{ lag: bigint; lost: boolean }> {
    const { transport, pool, logger, group } = this.options;
    const suspected = new Set<string>();
    let lag = 0n;
    let lost = false;
    for (const [topic, ofTopic] of Map.groupBy(held, ({ partition }) => partition.topic)) {
      const began = performance.now();
      const { id, partitions } = await transport.extentOf(topic);
      const reached: { partition: number; agoMs: number }[] = [];
      const known = await this.store.topicIds(pool, topic);
      const losses: { at: HeldPartition; loss: TopicLoss }[] = [];
      const named: HeldPartition[] = [];
      for (const at of ofTopic) {
        const extent = partitions.get(at.partition.partition) ?? { first: 0n, end: 0n };
        lag += extent.end > at.nextOffset ? extent.end - at.nextOffset : 0n;
        const seenAt = this.#reachedEndOf(at, extent.end, began);
        if (seenAt !== undefined) reached.push({ partition: at.partition.partition, agoMs: performance.now() - seenAt });
        const topicId = known.get(at.partition.partition);
        const loss = lossOf({ topicId, nextOffset: at.nextOffset }, extent, id);
        if (!loss) {
          if (topicId === undefined) named.push(at);
          continue;
        }
        const key = `${partitionKey(at.partition)} ${loss.reason}`;
        suspected.add(key);
        if (loss.reason !== 'records-lost' || this.#suspected.has(key)) losses.push({ at, loss });
      }
      if (losses.length === 0 && reached.length > 0) await this.store.noteAsOf(pool, topic, reached);
      await withTransaction(pool, async (tx) => {
        await this.store.nameTopic(tx, topic, id, named.map(({ partition }) => partition.partition)); // prettier-ignore
        for (const { at, loss } of losses) {
          if (!(await this.store.noteLoss(tx, at.partition, { ...loss, id, nextOffset: at.nextOffset }))) continue;
          lost = true;
          logger.error({
            event: 'consumer.topic-lost',
            consumer: group,
            topic,
            partition: at.partition.partition,
            reason: loss.reason,
            nextOffset: String(at.nextOffset),
          });
        }
        if (losses.length > 0) await this.store.forgetPartitionsFrom(tx, topic, partitions.size);
      });
    }
    this.#suspected = suspected;
    return { lag, lost };
  }

  /**
   * Under load a partition grows between any two looks: then the end of an earlier look counts.
   * @returns when the end was seen that is reached now; undefined: none is
   */
  #reachedEndOf({ partition, nextOffset }: HeldPartition, end: bigint, seenAt: number): number | undefined {
    const key = partitionKey(partition);
    const ahead = this.#ahead.get(key);
    if (nextOffset >= end) {
      this.#ahead.delete(key);
      return seenAt;
    }
    if (ahead && nextOffset < ahead.end) return undefined;
    this.#ahead.set(key, { end, seenAt });
    return ahead?.seenAt;
  }
}
