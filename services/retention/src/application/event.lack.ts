import type { EventStore } from '@everchart/event-store';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { organisationProgress, unreadableCount, unreadableEvents } from '@everchart/stream';

const eventsPerRead = 500;
const acceptedMax = 10_000;

export type EventLack = 'stream-lost' | 'stream-stopped' | 'unreadable' | 'behind';

interface Known {
  consumer: string;
  types: readonly string[];
  /** Of the ids of events those that are not known. Absent: none is, before the consumer has taken it. */
  missing?: (tx: Transaction, ids: readonly string[]) => Promise<string[]>;
  /** Those that it is about. Absent: all of the organisation. */
  streams?: readonly string[];
  /** Also those that cannot be read, or never came, and that an operator has accepted as such: by `missing`. */
  withAccepted?: boolean;
}

/**
 * Why events of retention of some types may be on record that are not known in this database: it was restored, or a
 * stream waits. Undefined: all that were recorded before the call are known.
 * @param pool as the login of the API or of the workers
 */
export async function lackOf(
  pool: Pool,
  store: EventStore,
  org: string,
  { consumer, types, missing = (_, ids) => Promise.resolve([...ids]), streams, withAccepted = false }: Known,
): Promise<EventLack | undefined> {
  const { shards, stopped, lost } = await organisationProgress(pool, consumer, org);
  if (lost !== undefined) return 'stream-lost';
  // A stop that is of no single stream, a fork or a record that is no event, may be of any.
  if ([...stopped.keys()].some((stream) => !streams || streams.includes(stream) || stream.startsWith(`${org}/`))) return 'stream-stopped';
  const { storeId } = await store.identity();
  const recorded: string[] = [];
  for (let shard = 0; shard < (await store.shardsToRead(org)); shard += 1) {
    let after = shards.find((each) => each.storeId === storeId && each.shard === shard)?.position ?? 0;
    for (;;) {
      const events = await store.readShard(org, shard, after, eventsPerRead);
      recorded.push(...events.flatMap(({ header }) => (types.includes(header.type) && (streams?.includes(header.subject) ?? true) ? header.id : []))); // prettier-ignore
      if (events.length < eventsPerRead) break;
      after = events.at(-1)!.header.position;
    }
  }
  return withOrganisation(pool, org, async (tx) => {
    if (await hasUnreadable(tx, consumer, org, streams)) return 'unreadable';
    if (withAccepted && (await missing(tx, await acceptedIn(tx, store, consumer, org, types))).length > 0) return 'unreadable';
    return recorded.length > 0 && (await missing(tx, recorded)).length > 0 ? 'behind' : undefined;
  });
}

async function hasUnreadable(tx: Transaction, consumer: string, org: string, streams: readonly string[] | undefined): Promise<boolean> {
  if (!streams) return (await unreadableCount(tx, consumer, org)) > 0;
  for (const stream of streams)
    if ((await unreadableEvents(tx, consumer, org, { stream, limit: 1, accepted: false })).length > 0) return true;
  return false;
}

/** Of these types, those that an operator has accepted as unreadable; the store has the type of one that never came. */
async function acceptedIn(tx: Transaction, store: EventStore, consumer: string, org: string, types: readonly string[]): Promise<string[]> {
  const { storeId } = await store.identity();
  const ids: string[] = [];
  for (let event of await unreadableEvents(tx, consumer, org, { limit: acceptedMax })) {
    if (event.code === 'event-missing' && event.storeId === storeId) {
      const [stored] = await store.readShard(org, event.shard, event.position - 1, 1);
      if (stored?.header.position === event.position) event = { ...event, eventId: stored.header.id, eventType: stored.header.type };
    }
    if (types.includes(event.eventType)) ids.push(event.eventId);
  }
  return ids;
}
