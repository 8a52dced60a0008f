import type { Queryable } from '@everchart/postgres';
import type { ShardProgress, StoppedStream } from './consumer.types.js';

/**
 * Progress of a consumer over one organisation's shards, the latest epoch of each (store, shard).
 * Needs the group role `stream_consumer` or, with `app.org` set to the organisation, `stream_consumer_read`.
 */
export function shardProgress(database: Queryable, consumer: string, org: string): Promise<ShardProgress[]> {
  throw new Error(`not built yet: ${typeof database} ${consumer} ${org}`);
}

/** The stopped parts of a stream: none means that it is running. Same roles as {@link shardProgress}. */
export function stoppedStream(database: Queryable, consumer: string, org: string, stream: string): Promise<StoppedStream[]> {
  throw new Error(`not built yet: ${typeof database} ${consumer} ${org} ${stream}`);
}

/** All stopped streams of an organisation, oldest first. */
export function stoppedStreams(database: Queryable, consumer: string, org: string, limit = 100): Promise<StoppedStream[]> {
  throw new Error(`not built yet: ${typeof database} ${consumer} ${org} ${limit}`);
}
