import type { Queryable } from '@everchart/postgres';

/** The shards that a store holds, of all organisations, with the position of the last event. As its owner. */
export async function shardsHeld(owner: Queryable): Promise<{ org: string; shard: number; position: number }[]> {
  const { rows } = await owner.query<{ org: string; shard: number; position: number }>(
    'SELECT org, shard, position FROM event_store.shards WHERE moved_to IS NULL AND position > 0 ORDER BY org, shard',
  );
  return rows;
}
