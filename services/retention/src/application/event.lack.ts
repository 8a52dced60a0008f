import type { EventStore } from '@everchart/event-store';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { organisationProgress, unreadableCount } from '@everchart/stream';

const eventsPerRead = 500;

/**
 * Why events of retention of a type may be on record that are not known in this database: it was restored, or a stream
 * waits. Undefined: all that were recorded before the call are known.
 * @param pool as the login of the API or of the workers
 * @param missing of the ids of events those that are not known
 */
export async function lackOf(
  pool: Pool,
  store: EventStore,
  org: string,
  { consumer, type, missing }: { consumer: string; type: string; missing: (tx: Transaction, ids: readonly string[]) => Promise<string[]> },
): Promise<string | undefined> {
  const { shards, stopped, lost } = await organisationProgress(pool, consumer, org);
  if (lost !== undefined) return 'stream-lost';
  if (stopped.size > 0) return 'stream-stopped';
  const { storeId } = await store.identity();
  const recorded: string[] = [];
  for (let shard = 0; shard < (await store.shardsToRead(org)); shard += 1) {
    let after = shards.find((each) => each.storeId === storeId && each.shard === shard)?.position ?? 0;
    for (;;) {
      const events = await store.readShard(org, shard, after, eventsPerRead);
      recorded.push(...events.flatMap(({ header }) => (header.type === type ? header.id : [])));
      if (events.length < eventsPerRead) break;
      after = events.at(-1)!.header.position;
    }
  }
  return withOrganisation(pool, org, async (tx) => {
    if ((await unreadableCount(tx, consumer, org)) > 0) return 'unreadable';
    return recorded.length > 0 && (await missing(tx, recorded)).length > 0 ? 'behind' : undefined;
  });
}
