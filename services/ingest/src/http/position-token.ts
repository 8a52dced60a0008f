import { encodePositionToken } from '@everchart/envelope';
import type { EventStore, Recorded } from '@everchart/event-store';

/** Handed on to a read, it shows what was recorded here. */
export async function positionTokenOf(store: EventStore, org: string, { shard, position }: Recorded): Promise<string> {
  return encodePositionToken({ ...(await store.identity()), org, shard, position });
}

export function highestOf(recorded: readonly Recorded[]): Recorded | undefined {
  return recorded.reduce<Recorded | undefined>((high, each) => (high && high.position >= each.position ? high : each), undefined);
}
