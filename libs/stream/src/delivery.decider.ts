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
  /** Streams that wait. */
  stopped: ReadonlyMap<string, StopReason>;
}

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
  contradiction?: { range: PositionRange; epoch: number };
}

/**
 * Decides what happens to deliveries of one shard that arrive in this order.
 * @param poison ids of events that the handler can neither apply nor note as unreadable, with the code
 */
export function decideDelivery<D extends Delivery>(
  state: ShardState,
  deliveries: readonly D[],
  poison: ReadonlyMap<string, string>,
): DeliveryPlan<D> {
  const plan = emptyPlan<D>(state);
  const shard = { ...state, gaps: [...state.gaps], epochs: [...state.epochs], stopped: new Map(state.stopped) };
  for (const delivery of deliveries) {
    const { stream, position, epoch } = delivery;
    if (shard.epochs.some(([later, from]) => later > epoch && position >= from)) {
      plan.void.push(delivery);
      continue;
    }
    const range = contradicted(shard, position, epoch);
    if (range) {
      plan.contradiction = { range, epoch };
      break;
    }
    const late = position <= shard.position;
    if (late && !isMissing(shard.gaps, position)) {
      plan.duplicates.push(delivery);
      continue;
    }
    plan.changed = true;
    if (late) shard.gaps = without(shard.gaps, [position, position]);
    else if (position > shard.position + 1) shard.gaps.push([shard.position + 1, position - 1]);
    if (!late) shard.position = position;
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

/** The shard without what was taken of a range, as another epoch begins there. */
export function rewound(state: ShardState, [from, to]: PositionRange, epoch: number): ShardState {
  const epochs = state.epochs.filter(([known, start]) => known > epoch || start < from || start > to);
  const outside = without(state.gaps, [from, to]);
  return {
    ...state,
    // Nothing is known of the new epoch behind the range: it comes as what follows.
    ...(to === state.position ? { position: from - 1, gaps: outside } : { gaps: sorted([...outside, [from, to]]) }),
    epochs: withEpoch(epochs, [epoch, from]),
  };
}

/** Before the first event. */
export const untouchedShard: ShardState = { position: 0, gaps: [], epochs: [], stopped: new Map() };

function emptyPlan<D extends Delivery>(state: ShardState): DeliveryPlan<D> {
  return { next: state, changed: false, apply: [], duplicates: [], void: [], park: [], unpark: [], stops: [], released: [], retry: new Set() }; // prettier-ignore
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
