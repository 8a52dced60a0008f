/** How far the projection has taken a shard of a store, in the latest epoch that it has seen of it. */
export interface Progress {
  storeId: string;
  epoch: number;
  shard: number;
  /** Everything up to here is in. */
  position: number;
  /** The last position that is in: another one while positions before it are missing. */
  taken: number;
  /** Chain value at `taken`, where it is known. */
  chain?: string | null;
  /** Entries of the store that were applied when readers had passed their positions. */
  late?: number;
}

/** Where a patient's last applied event stands in its source. */
export interface Place {
  storeId: string;
  epoch: number;
  shard: number;
  position: number;
}

/** Positions of shards in one epoch of one store: what a reader requests, or what a state includes. */
export interface Places {
  storeId: string;
  epoch: number;
  positions: Readonly<Record<number, number>>;
  /** Chain values at these positions, where they are known. */
  chains?: Readonly<Record<number, string>> | undefined;
  /** So many entries that came when readers had passed their positions are in. */
  late?: number | undefined;
}

export type Freshness =
  | 'reached'
  | 'behind'
  /** No event of that store has ever come to this organisation. */
  | 'store-unknown'
  /** The store was restored since: the position may name another event now, or none. */
  | 'epoch-passed'
  /** Another event stands at the position than the one that was acknowledged or shown. */
  | 'contradicted';

/**
 * Does a patient's state include everything up to the requested places? A patient lives in one shard: when the patient
 * is known, that one decides, and it is there when the shard is in up to the position, or when the patient's own last
 * event is at or beyond it: events of one patient are applied in order.
 * @param last place of the patient's last applied event; undefined when there is none
 */
export function freshnessOf(progress: readonly Progress[], last: Place | undefined, asked: Places): Freshness {
  const reached = (shard: Progress, position: number): boolean =>
    Math.max(shard.position, last && isOfShard(last, shard) ? last.position : 0) >= position;
  return compare(progress, last, asked, reached);
}

/**
 * Is there a point in waiting? As {@link freshnessOf}, but `behind` only while the requested positions may still come:
 * positions that are passed over are missing for longer than any reader waits.
 */
export function arrivalOf(progress: readonly Progress[], last: Place | undefined, asked: Places): Freshness {
  return compare(progress, last, asked, ({ taken }, position) => taken >= position);
}

/** More than a projection takes. */
const positionsPerSecondMax = 10_000;

/** Not when it lies so far ahead that no projection takes all that is before it in that time. */
export function mayArrive(progress: readonly Progress[], { storeId, epoch, positions }: Places, withinMs: number): boolean {
  const aheadMax = (withinMs * positionsPerSecondMax) / 1000;
  return progress
    .filter((each) => each.storeId === storeId && each.epoch === epoch)
    .every(({ shard, taken }) => (positions[shard] ?? 0) - taken <= aheadMax);
}

function compare(
  progress: readonly Progress[],
  last: Place | undefined,
  { storeId, epoch, positions, chains }: Places,
  reached: (shard: Progress, position: number) => boolean,
): Freshness {
  // Before the organisation's first event there is nothing to tell a wrong store from one whose events have not arrived
  // yet: wait.
  if (progress.length === 0) return 'behind';
  const ofStore = progress.filter((each) => each.storeId === storeId);
  if (ofStore.length === 0) return 'store-unknown';
  if (Math.max(...ofStore.map((each) => each.epoch), last?.storeId === storeId ? last.epoch : 0) > epoch) return 'epoch-passed';
  const shards = Object.keys(positions).map(Number);
  if (ofStore.some((each) => each.epoch === epoch && contradicts(each, positions, chains))) return 'contradicted';
  const concerned = last?.storeId === storeId ? shards.filter((shard) => shard === last.shard) : shards;
  const isReached = (number: number): boolean => {
    const shard = ofStore.find((each) => each.shard === number && each.epoch === epoch);
    return shard !== undefined && reached(shard, positions[number]!);
  };
  return concerned.every(isReached) ? 'reached' : 'behind';
}

/**
 * The places that a shown state includes: a reader that requests at least these sees no older state of anything in the
 * organisation. Requested positions of shards that the state does not depend on are returned as they are, so that a
 * reader can replace its token.
 */
export function placesShown(progress: readonly Progress[], last: Place | undefined, asked: Places | undefined): Places | undefined {
  const stores = new Set(progress.map((each) => each.storeId));
  const storeId = last?.storeId ?? (stores.size === 1 ? [...stores][0]! : undefined);
  if (storeId === undefined) return undefined;
  const ofStore = progress.filter((each) => each.storeId === storeId);
  const epoch = Math.max(...ofStore.map((each) => each.epoch), last?.epoch ?? 0);
  const positions: Record<number, number> = {};
  const chains: Record<number, string> = {};
  const include = (shard: number, position: number): void => void (positions[shard] = Math.max(positions[shard] ?? 0, position));
  // What another epoch counts says nothing in this one.
  for (const each of ofStore) if (each.epoch === epoch) include(each.shard, each.position);
  if (last?.epoch === epoch) include(last.shard, last.position);
  if (last?.storeId === asked?.storeId && asked?.epoch === epoch) {
    for (const [shard, position] of Object.entries(asked.positions)) if (Number(shard) !== last?.shard) include(Number(shard), position);
  }
  for (const { shard, epoch: of, taken, chain } of ofStore)
    if (of === epoch && positions[shard] === taken && typeof chain === 'string') chains[shard] = chain;
  for (const [shard, chain] of Object.entries(asked?.chains ?? {}))
    if (asked?.storeId === storeId && asked.epoch === epoch && positions[Number(shard)] === asked.positions[Number(shard)])
      chains[Number(shard)] ??= chain;
  // Who asks with the position of a live stream was sent so many.
  const sent = asked?.storeId === storeId && asked.epoch === epoch ? (asked.late ?? 0) : 0;
  const late = Math.max(sent, ...ofStore.map((each) => each.late ?? 0));
  return { storeId, epoch, positions, ...(Object.keys(chains).length > 0 && { chains }), ...(late > 0 && { late }) };
}

/** Whether the place is in what progress says of the shards: {@link placesShown} is the same without it then. */
export function includesPlace(progress: readonly Progress[], last: Place): boolean {
  const ofStore = progress.filter(({ storeId }) => storeId === last.storeId);
  const epoch = Math.max(...ofStore.map((each) => each.epoch));
  if (last.epoch !== epoch) return last.epoch < epoch;
  return ofStore.some((each) => each.epoch === epoch && each.shard === last.shard && each.position >= last.position);
}

/** Only where the requested position is the last one that is in: of others the chain value is not at hand. */
function contradicts({ shard, taken, chain }: Progress, positions: Places['positions'], chains: Places['chains'] = {}): boolean {
  return positions[shard] === taken && typeof chain === 'string' && chains[shard] !== undefined && chains[shard] !== chain;
}

function isOfShard(place: Place, { storeId, epoch, shard }: Progress): boolean {
  return place.storeId === storeId && place.epoch === epoch && place.shard === shard;
}
