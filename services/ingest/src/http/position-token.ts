import { encodePositionToken } from '@everchart/envelope';
import type { EventStore, Recorded } from '@everchart/event-store';

/** Handed on to a read, it shows what was recorded here. Undefined when nothing was. */
export async function positionTokenOf(store: EventStore, org: string, recorded: readonly Recorded[]): Promise<string | undefined> {
  if (recorded.length === 0) return undefined;
  const last = new Map<number, Recorded>();
  for (const event of recorded) if (event.position > (last.get(event.shard)?.position ?? 0)) last.set(event.shard, event);
  const positions = Object.fromEntries([...last].map(([shard, { position }]) => [shard, position]));
  const chains = Object.fromEntries([...last].map(([shard, { chain }]) => [shard, chain]));
  return encodePositionToken({ ...(await store.identity()), org, positions, chains });
}
