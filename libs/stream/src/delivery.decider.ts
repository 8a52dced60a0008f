import type { StopReason } from './consumer.types.js';

/** Order, duplicates and gaps are decided here and nowhere else; pure, so that every case can be stated as given/when/then. */

/** An event as far as delivery is concerned. `id` names it for poison; `stream` is the key of (org, store, stream), see {@link streamKey}. */
export interface Delivery {
  id: string;
  stream: string;
  version: number;
  epoch: number;
}

export interface Stop {
  reason: StopReason;
  code: string;
}

/** A stream as it stands in the database. */
export interface StreamState<D extends Delivery> {
  /** Last version applied; 0 = none. */
  version: number;
  /** Epoch of that version. */
  epoch: number;
  stop?: Stop;
  /** Parked events, ascending by version. May be left out unless the next version arrives or the stream is tried again. */
  parked: readonly D[];
  /** There are more parked events than `parked` holds. */
  moreParked?: boolean;
}

export interface StreamChange<D extends Delivery> {
  version: number;
  epoch: number;
  /** The version moved. */
  moved: boolean;
  /** `keep`: as it was. */
  stop: 'keep' | 'release' | (Stop & { at: D });
}

export interface DeliveryPlan<D extends Delivery> {
  /** For the handler, in order. */
  apply: D[];
  duplicates: D[];
  /** New events for the parked table. */
  park: D[];
  /** Events to take out of the parked table, because they are in `apply` or are duplicates by now. */
  unpark: D[];
  streams: Map<string, StreamChange<D>>;
  /** Streams whose known parked events are all applied while the database holds more: to be tried again at once. */
  unfinished: string[];
}

interface Working<D extends Delivery> {
  version: number;
  epoch: number;
  moved: boolean;
  stop: Stop | undefined;
  stoppedAt: D | undefined;
  released: boolean;
  more: boolean;
  waiting: D[];
  fromDatabase: ReadonlySet<D>;
}

/**
 * Decides what happens to deliveries that arrive in this order.
 * @param states of every stream in `deliveries` and `retry`
 * @param poison event ids that cannot be applied, with the code
 * @param retry streams whose stop is lifted: their parked events are tried again
 */
export function decideDelivery<D extends Delivery>(
  deliveries: readonly D[],
  states: ReadonlyMap<string, StreamState<D>>,
  poison: ReadonlyMap<string, string>,
  retry: readonly string[] = [],
): DeliveryPlan<D> {
  const plan: DeliveryPlan<D> = { apply: [], duplicates: [], park: [], unpark: [], streams: new Map(), unfinished: [] };
  const working = new Map<string, Working<D>>();
  const open = (key: string): Working<D> => {
    let stream = working.get(key);
    if (stream === undefined) {
      const state = states.get(key);
      stream = {
        version: state?.version ?? 0,
        epoch: state?.epoch ?? 0,
        moved: false,
        stop: state?.stop,
        stoppedAt: undefined,
        released: false,
        more: state?.moreParked ?? false,
        waiting: [...(state?.parked ?? [])],
        fromDatabase: new Set(state?.parked),
      };
      working.set(key, stream);
    }
    return stream;
  };

  for (const key of retry) {
    const stream = open(key);
    // A fork is no matter of trying again: what is applied contradicts the source.
    if (stream.stop?.reason === 'fork') continue;
    stream.stop = { reason: 'gap', code: 'version-missing' };
    drain(plan, stream, poison);
  }
  for (const delivery of deliveries) take(plan, open(delivery.stream), delivery, poison);

  for (const [key, stream] of working) {
    const stop = stream.stop !== undefined && stream.stoppedAt !== undefined ? { ...stream.stop, at: stream.stoppedAt } : undefined;
    plan.streams.set(key, {
      version: stream.version,
      epoch: stream.epoch,
      moved: stream.moved,
      stop: stop ?? (stream.released ? 'release' : 'keep'),
    });
    if (stream.more && stream.moved && stream.waiting.length === 0) plan.unfinished.push(key);
    for (const delivery of stream.waiting) if (!stream.fromDatabase.has(delivery)) plan.park.push(delivery);
  }
  return plan;
}

function take<D extends Delivery>(plan: DeliveryPlan<D>, stream: Working<D>, delivery: D, poison: ReadonlyMap<string, string>): void {
  if (delivery.version <= stream.version) {
    if (delivery.epoch > stream.epoch) fork(stream, delivery, 'version-reused');
    else plan.duplicates.push(delivery);
    return;
  }
  if (stream.waiting.some((parked) => parked.version === delivery.version && parked.epoch === delivery.epoch)) {
    plan.duplicates.push(delivery);
    return;
  }
  if (stream.stop !== undefined && stream.stop.reason !== 'gap') {
    wait(stream, delivery);
    return;
  }
  if (delivery.version > stream.version + 1) {
    if (stream.stop === undefined) stopAt(stream, { reason: 'gap', code: 'version-missing' }, delivery);
    wait(stream, delivery);
    return;
  }
  wait(stream, delivery);
  drain(plan, stream, poison);
}

/** Applies what waits, as far as it follows on. */
function drain<D extends Delivery>(plan: DeliveryPlan<D>, stream: Working<D>, poison: ReadonlyMap<string, string>): void {
  while (stream.waiting.length > 0) {
    const next = stream.waiting[0]!;
    if (next.version <= stream.version) {
      if (next.epoch > stream.epoch) {
        stopAt(stream, { reason: 'fork', code: 'version-reused' }, next);
        return;
      }
      stream.waiting.shift();
      plan.duplicates.push(next);
      if (stream.fromDatabase.has(next)) plan.unpark.push(next);
      continue;
    }
    if (next.version > stream.version + 1) {
      stopAt(stream, { reason: 'gap', code: 'version-missing' }, next);
      return;
    }
    if (next.epoch < stream.epoch) {
      stopAt(stream, { reason: 'fork', code: 'epoch-regressed' }, next);
      return;
    }
    const code = poison.get(next.id);
    if (code !== undefined) {
      stopAt(stream, { reason: 'poison', code }, next);
      return;
    }
    stream.waiting.shift();
    plan.apply.push(next);
    if (stream.fromDatabase.has(next)) plan.unpark.push(next);
    stream.version = next.version;
    stream.epoch = next.epoch;
    stream.moved = true;
  }
  if (stream.stop !== undefined && !stream.more) {
    stream.stop = undefined;
    stream.stoppedAt = undefined;
    stream.released = true;
  }
}

function fork<D extends Delivery>(stream: Working<D>, delivery: D, code: string): void {
  if (stream.waiting.some((parked) => parked.version === delivery.version && parked.epoch === delivery.epoch)) return;
  if (stream.stop?.reason !== 'fork') stopAt(stream, { reason: 'fork', code }, delivery);
  wait(stream, delivery);
}

function stopAt<D extends Delivery>(stream: Working<D>, stop: Stop, at: D): void {
  stream.stop = stop;
  stream.stoppedAt = at;
}

function wait<D extends Delivery>(stream: Working<D>, delivery: D): void {
  const after = stream.waiting.findIndex((parked) => parked.version > delivery.version);
  if (after === -1) stream.waiting.push(delivery);
  else stream.waiting.splice(after, 0, delivery);
}

/** One text for (org, store, stream). The parts hold no line feed: they are checked when a record is read. */
export function streamKey(org: string, storeId: string, stream: string): string {
  return `${org}\n${storeId}\n${stream}`;
}
