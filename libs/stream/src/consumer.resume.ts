import { withTransaction } from '@everchart/postgres';
import type { ConsumerStore } from './consumer.store.js';
import type { ShardTaker } from './consumer.taker.js';
import type { ConsumerSettings, ResumeOutcome } from './consumer.types.js';
import { arrivalOf } from './decode.js';
import { stoppedStream } from './progress.js';

type Options = Pick<ConsumerSettings, 'group' | 'pool' | 'logger' | 'maxBatch'>;
type Taker = Pick<ShardTaker<unknown>, 'take' | 'retryStream'>;

/** Tries again what waits of a stream, or under a record's key: an operator says that it can be applied now. */
export async function resumeStream(
  taker: Taker,
  store: ConsumerStore,
  options: Options,
  { org, stream }: { org: string; stream: string },
): Promise<ResumeOutcome> {
  const { pool, group, logger } = options;
  let applied = 0;
  for (const { storeId, shard, reason } of await store.stoppedParts(pool, org, stream)) {
    if (storeId === '') applied += await retryRecords(taker, store, options, { org, key: stream });
    else if (reason !== 'fork') applied += await taker.retryStream({ org, storeId, shard: shard! }, stream, true);
  }
  const stillStopped = await stoppedStream(pool, group, org, stream);
  logger.info({ event: 'stream.resumed', consumer: group, org, stream, applied, stopped: stillStopped.length });
  return { applied, stillStopped };
}

/** What was no event for the software that took it: newer software may read it. */
async function retryRecords(
  taker: Taker,
  store: ConsumerStore,
  { pool, maxBatch }: Options,
  { org, key }: { org: string; key: string },
): Promise<number> {
  let applied = 0;
  for (;;) {
    const { shards } = arrivalOf(await store.parkedRecords(pool, org, key, maxBatch));
    const unpark = [...shards.values()].flatMap(({ deliveries }) => deliveries.map(({ event: { record } }) => ({ org, record })));
    if (unpark.length === 0) break;
    applied += await taker.take(shards, { unpark });
  }
  await withTransaction(pool, (tx) => store.release(tx, { org, storeId: '' }, key));
  return applied;
}
