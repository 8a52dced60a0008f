/** How far the projection has taken a shard: every position up to the watermark is in. Of each (store, shard) the latest epoch. */
export interface Progress {
  storeId: string;
  epoch: number;
  shard: number;
  watermark: number;
}

/** A place in a source: of a patient's last applied event, of a state shown, or what a reader asks for. */
export interface Place {
  storeId: string;
  epoch: number;
  shard: number;
  position: number;
}

export type Freshness =
  | 'reached'
  | 'behind'
  /** No event of that store has ever come to this organisation. */
  | 'store-unknown'
  /** The store was restored since: the position may name another event now, or none. */
  | 'epoch-passed';

/**
 * Does a patient's state include everything up to the place asked for? Yes when the whole shard is in up to there, or when the patient's
 * own last event is at or beyond it: events of one patient are applied in order.
 * @param last place of the patient's last applied event; undefined when there is none
 */
export function freshnessOf(progress: readonly Progress[], last: Place | undefined, asked: Place): Freshness {
  // Before the organisation's first event there is nothing to tell a wrong store from one that has not been heard of yet: wait.
  if (progress.length === 0) return 'behind';
  const ofStore = progress.filter((each) => each.storeId === asked.storeId);
  if (ofStore.length === 0) return 'store-unknown';
  const ofShard = ofStore.find((each) => each.shard === asked.shard);
  if (!ofShard || asked.epoch > ofShard.epoch) return 'behind';
  if (asked.epoch < ofShard.epoch) return 'epoch-passed';
  const reached = Math.max(ofShard.watermark, last && isSameShard(last, asked) ? last.position : 0);
  return reached >= asked.position ? 'reached' : 'behind';
}

/**
 * The place a shown state stands for: whoever asks for at least this place sees no older state of the patient.
 * A patient's last event may be ahead of the watermark (other partitions are behind): then it decides.
 */
export function placeShown(progress: readonly Progress[], last: Place | undefined): Place | undefined {
  const candidates = last ? progress.filter((each) => each.storeId === last.storeId && each.shard === last.shard) : progress;
  const only = candidates.length === 1 ? candidates[0] : undefined;
  if (!last) return only && placeOf(only);
  if (!only || only.epoch < last.epoch) return last;
  if (only.epoch > last.epoch) return placeOf(only);
  return { ...last, position: Math.max(only.watermark, last.position) };
}

function placeOf({ storeId, epoch, shard, watermark }: Progress): Place {
  return { storeId, epoch, shard, position: watermark };
}

function isSameShard(a: Place, b: Place): boolean {
  return a.storeId === b.storeId && a.epoch === b.epoch && a.shard === b.shard;
}
