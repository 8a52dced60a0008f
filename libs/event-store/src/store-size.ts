import type { Queryable } from '@everchart/postgres';

/**
 * What a store holds, of all organisations, and what it takes on disk: events, streams and decision state with their
 * indexes.
 */
export async function storeSize(owner: Queryable): Promise<{ events: number; bytes: number }> {
  const { rows } = await owner.query<{ events: number; bytes: number }>(
    `SELECT (SELECT coalesce(sum(position), 0)::bigint FROM event_store.shards) AS events,
            (SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c
              WHERE c.relnamespace = 'event_store'::regnamespace AND c.relkind = 'r') AS bytes`,
  );
  return rows[0]!;
}
