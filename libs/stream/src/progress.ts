import type { Queryable } from '@everchart/postgres';
import type { ShardProgress, StoppedStream, StopReason } from './consumer.types.js';

/**
 * Progress of a consumer over one organisation's shards, the latest epoch of each (store, shard).
 * Needs the group role `stream_consumer` or, with `app.org` set to the organisation, `stream_consumer_read`.
 */
export async function shardProgress(database: Queryable, consumer: string, org: string): Promise<ShardProgress[]> {
  const { rows } = await database.query<{ store_id: string; epoch: number; shard: number; watermark: number }>(
    'SELECT store_id, epoch, shard, watermark FROM stream_consumer.watermarks($1, $2) ORDER BY store_id, shard',
    [consumer, org],
  );
  return rows.map((row) => ({ storeId: row.store_id, epoch: row.epoch, shard: row.shard, watermark: row.watermark }));
}

/** The stopped parts of a stream: none means that it is running. Same roles as {@link shardProgress}. */
export function stoppedStream(database: Queryable, consumer: string, org: string, stream: string): Promise<StoppedStream[]> {
  return select(database, consumer, org, stream, 100);
}

/** All stopped streams of an organisation, oldest first. */
export function stoppedStreams(database: Queryable, consumer: string, org: string, limit = 100): Promise<StoppedStream[]> {
  return select(database, consumer, org, null, limit);
}

async function select(database: Queryable, consumer: string, org: string, stream: string | null, limit: number): Promise<StoppedStream[]> {
  const { rows } = await database.query<{
    org: string;
    store_id: string;
    stream: string;
    reason: StopReason;
    code: string;
    since: Date;
    event_id: string | null;
    stream_version: number | null;
    position: number | null;
    parked_events: number;
  }>(
    `SELECT s.org, s.store_id, s.stream, s.reason, s.code, s.since, s.event_id, s.stream_version, s.position,
       (SELECT count(*) FROM stream_consumer.parked_events e
        WHERE e.org = s.org AND e.consumer = s.consumer AND e.store_id = s.store_id AND e.stream = s.stream) AS parked_events
     FROM stream_consumer.stopped_streams s
     WHERE s.org = $1 AND s.consumer = $2 AND ($3::text IS NULL OR s.stream = $3)
     ORDER BY s.since, s.store_id, s.stream LIMIT $4`,
    [org, consumer, stream, limit],
  );
  return rows.map((row) => ({
    org: row.org,
    storeId: row.store_id,
    stream: row.stream,
    reason: row.reason,
    code: row.code,
    since: row.since,
    ...(row.event_id === null ? {} : { eventId: row.event_id }),
    ...(row.stream_version === null ? {} : { streamVersion: row.stream_version }),
    ...(row.position === null ? {} : { position: row.position }),
    parkedEvents: row.parked_events,
  }));
}
