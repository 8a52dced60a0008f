import { encodePositionToken } from '@everchart/envelope';

/** Where the event of a message stands in its source, and in its patient's stream. */
export interface EventPlace {
  storeId: string;
  epoch: number;
  shard: number;
  position: number | bigint;
  streamVersion: number;
}

/** What a message, or what is shown of it, tells: the state after its event. */
export function servedState(org: string, { storeId, epoch, shard, position, streamVersion }: EventPlace) {
  return { position: encodePositionToken({ storeId, epoch, org, positions: { [shard]: Number(position) } }), streamVersion };
}
