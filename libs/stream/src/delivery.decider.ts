import type { StopReason } from './consumer.types.js';

/**
 * Order, duplicates, gaps and epochs are decided here and nowhere else; pure, so that every case can be stated as
 * given/when/then.
 */

/** An event as far as delivery is concerned. */
export interface Delivery {
  /** Names it for poison. */
  id: string;
  stream: string;
  position: number;
  /** Position of the event before it in its stream; 0 = it is the first. */
  previous: number;
  epoch: number;
  /** The chain of its shard up to this event: another one at the same position is another history. */
  chain: Buffer;
  /** Whether the event stands directly behind the one at which the chain had this value. */
  follows(before: Buffer): boolean;
}

/** From one position to another, both included. */
export type PositionRange = readonly [from: number, to: number];
/** An epoch of a store and the first position seen of it. */
export type EpochStart = readonly [epoch: number, from: number];

export interface Stop {
  reason: StopReason;
  code: string;
}

/** A shard of a store as a consumer has taken it. */
export interface ShardState {
  /** The last position that was taken. Everything up to it was, except `gaps`. */
  position: number;
  /** Ascending. */
  gaps: readonly PositionRange[];
  /** Ascending by both. */
  epochs: readonly EpochStart[];
  /** Chain value of the event at `position`, where it is known. */
  chain?: Buffer | undefined;
  /** From this position on, two histories of the newest epoch have come: nothing more of it is taken. */
  fork?: number | undefined;
  /** Streams that wait. */
  stopped: ReadonlyMap<string, StopReason>;
}

/** What is known of the chain beside the shard's state. */
export interface KnownChain {
  /** Beginnings of the chain values at positions that were taken. */
  at: ReadonlyMap<number, Buffer>;
  /** False: the handler follows the chain itself, and keeps what does not follow as evidence. */
  follow: boolean;
}

/** Bytes that are kept of a chain value: enough to tell another event, for eight bytes per event and consumer. */
export const chainPrefixBytes = 8;

export interface DeliveryPlan<D extends Delivery> {
  /** The shard afterwards. */
  next: ShardState;
  /** False: the shard is as it was. */
  changed: boolean;
  /** For the handler, in order. */
  apply: D[];
  duplicates: D[];
  /** Events that a restore of the store has taken back. */
  void: D[];
  park: D[];
  /** Positions that count as taken now: applied or parked. */
  taken: D[];
  /** Of a shard with two histories: kept until a newer epoch says which of them the store goes on from. */
  withheld: D[];
  /** Two histories were found now. */
  fork?: { at: D; code: 'position-reused' | 'chain-broken' };
  /** Parked events that are in `apply`. */
  unpark: D[];
  stops: { stop: Stop; at: D }[];
  released: string[];
  /** A position that is missing and was accepted as such: the first of `apply` names it as the one before it. */
  passedOver?: number;
  /** Stopped streams that may go on, as a position of theirs has come that was missing. */
  retry: Set<string>;
  /**
   * The store was restored, and writes other events at positions that were taken. This delivery and those after it are
   * not in the plan: what was applied is to be looked at first, see {@link rewound}.
   */
  contradiction?: { range: PositionRange; epoch: number; from: number };
}

/**
 * Decides what happens to deliveries of one shard that arrive in this order.
 * @param poison ids of events that the handler can neither apply nor note as unreadable, with the code
 */
export function decideDelivery<D extends Delivery>(
  state: ShardState,
  deliveries: readonly D[],
  poison: ReadonlyMap<string, string>,
  known: KnownChain = { at: new Map(), follow: true },
): DeliveryPlan<D> {
  const plan = emptyPlan<D>(state);
  const shard = { ...state, gaps: [...state.gaps], epochs: [...state.epochs], stopped: new Map(state.stopped) };
  const takenNow = new Map<number, Buffer>();
  const fork = (at: D, code: 'position-reused' | 'chain-broken'): void => {
    plan.fork = { at, code };
    plan.changed = true;
    plan.withheld.push(at);
    shard.fork = at.position;
  };
  for (const delivery of deliveries) {
    const { stream, position, epoch } = delivery;
    if (shard.epochs.some(([later, from]) => later > epoch && position >= from)) {
      plan.void.push(delivery);
      continue;
    }
    const newest = shard.epochs.at(-1)?.[0] ?? 0;
    const range = shard.fork !== undefined && epoch > newest ? [Math.min(shard.fork, position), shard.position] as const : contradicted(shard, position, epoch); // prettier-ignore
    if (range) {
      plan.contradiction = { range, epoch, from: position };
      break;
    }
    const late = position <= shard.position;
    if (late && !isMissing(shard.gaps, position)) {
      const before = takenNow.get(position) ?? known.at.get(position);
      if (before === undefined || before.compare(delivery.chain, 0, before.length) === 0) plan.duplicates.push(delivery);
      else if (epoch < newest) plan.void.push(delivery);
      else if (shard.fork === undefined) fork(delivery, 'position-reused');
      else plan.withheld.push(delivery);
      continue;
    }
    if (shard.fork !== undefined) {
      plan.withheld.push(delivery);
      continue;
    }
    plan.changed = true;
    // Where one batch meets the next; within a batch the order is that of the topic, and two hashes per event are not
    // spent on it.
    const meets = known.follow && takenNow.size === 0 && position === shard.position + 1;
    if (meets && shard.chain !== undefined && !delivery.follows(shard.chain)) {
      fork(delivery, 'chain-broken');
      continue;
    }
    takenNow.set(position, delivery.chain);
    plan.taken.push(delivery);
    if (late) shard.gaps = without(shard.gaps, [position, position]);
    else if (position > shard.position + 1) shard.gaps.push([shard.position + 1, position - 1]);
    if (!late) {
      shard.position = position;
      shard.chain = delivery.chain;
    }
    if (!shard.epochs.some(([known, from]) => known === epoch && from <= position))
      shard.epochs = withEpoch(shard.epochs, [epoch, position]);
    const waiting = shard.stopped.get(stream);
    if (waiting !== undefined) {
      plan.park.push(delivery);
      if (late && waiting === 'gap') plan.retry.add(stream);
      continue;
    }
    const stop = reasonToStop(shard.gaps, delivery, poison);
    if (stop) {
      plan.park.push(delivery);
      plan.stops.push({ stop, at: delivery });
      shard.stopped.set(stream, stop.reason);
    } else plan.apply.push(delivery);
  }
  plan.next = shard;
  return plan;
}

/**
 * Decides how far a stopped stream goes on.
 * @param parked its parked events, ascending by position
 * @param passOver an operator accepts that what is missing before the first of them will not come
 */
export function decideRetry<D extends Delivery>(
  state: ShardState,
  stream: string,
  parked: readonly D[],
  poison: ReadonlyMap<string, string>,
  passOver = false,
): DeliveryPlan<D> {
  const plan = emptyPlan<D>(state);
  const missing = parked[0]?.previous ?? 0;
  if (passOver && isMissing(state.gaps, missing)) {
    plan.next = { ...state, gaps: without(state.gaps, [missing, missing]) };
    plan.passedOver = missing;
    plan.changed = true;
  }
  for (const delivery of parked) {
    const stop = reasonToStop(plan.next.gaps, delivery, poison);
    if (stop) {
      plan.stops.push({ stop, at: delivery });
      return plan;
    }
    plan.changed = true;
    plan.apply.push(delivery);
    plan.unpark.push(delivery);
  }
  plan.changed = true;
  plan.released.push(stream);
  return plan;
}

/** Position of a shard without what was taken of a range, as another epoch begins at `begins`. */
export function rewound(state: ShardState, [from, to]: PositionRange, epoch: number, begins = from): ShardState {
  const epochs = state.epochs.filter(([known, start]) => known > epoch || start < from || start > to);
  const outside = without(state.gaps, [from, to]);
  return {
    ...state,
    fork: undefined,
    // Nothing is known of the new epoch behind the range: it comes as what follows.
    ...(to === state.position ? { position: from - 1, gaps: outside, chain: undefined } : { gaps: sorted([...outside, [from, to]]) }),
    epochs: withEpoch(epochs, [epoch, begins]),
  };
}

/** Before the first event. */
export const untouchedShard: ShardState = { position: 0, gaps: [], epochs: [], stopped: new Map() };

function emptyPlan<D extends Delivery>(state: ShardState): DeliveryPlan<D> {
  return { next: state, changed: false, apply: [], duplicates: [], void: [], park: [], taken: [], withheld: [], unpark: [], stops: [], released: [], retry: new Set() }; // prettier-ignore
}

function reasonToStop(gaps: readonly PositionRange[], { id, previous }: Delivery, poison: ReadonlyMap<string, string>): Stop | undefined {
  if (isMissing(gaps, previous)) return { reason: 'gap', code: 'event-missing' };
  const code = poison.size === 0 ? undefined : poison.get(id);
  return code === undefined ? undefined : { reason: 'poison', code };
}

/**
 * The positions from this one on that were taken of an earlier epoch, and are now of this one: a range that may hold
 * gaps, too.
 */
function contradicted({ position, gaps, epochs }: ShardState, at: number, epoch: number): PositionRange | undefined {
  // Up to where its own epoch or a later one begins.
  const to = epochs.reduce((end, [known, from]) => (known >= epoch ? Math.min(end, from - 1) : end), position);
  if (to < at || epochs.length === 0) return undefined;
  const missing = gaps.reduce((sum, [first, last]) => sum + Math.max(0, Math.min(last, to) - Math.max(first, at) + 1), 0);
  return missing === to - at + 1 ? undefined : [at, to];
}

function isMissing(gaps: readonly PositionRange[], position: number): boolean {
  return gaps.some(([from, to]) => from <= position && position <= to);
}

function without(gaps: readonly PositionRange[], [from, to]: PositionRange): PositionRange[] {
  return gaps
    .flatMap(([first, last]): PositionRange[] => [
      [first, Math.min(last, from - 1)],
      [Math.max(first, to + 1), last],
    ])
    .filter(([first, last]) => first <= last);
}

function withEpoch(epochs: readonly EpochStart[], [epoch, from]: EpochStart): EpochStart[] {
  return [...epochs.filter(([known]) => known !== epoch), [epoch, from] as const].sort(([a], [b]) => a - b);
}

function sorted(ranges: PositionRange[]): PositionRange[] {
  return ranges.sort(([a], [b]) => a - b);
}
