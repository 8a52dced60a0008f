import { encodePositionToken, latestOf } from '@everchart/envelope';
import type { EventStore, Recorded } from '@everchart/event-store';

/** Handed on to a read, it shows what was recorded here. Undefined when nothing was. */
export async function positionTokenOf(store: EventStore, org: string, recorded: readonly Recorded[]): Promise<string | undefined> {
  if (recorded.length === 0) return undefined;
  const positions = latestOf(...recorded.map(({ shard, position }) => ({ [shard]: position })));
  return encodePositionToken({ ...(await store.identity()), org, positions });
}
