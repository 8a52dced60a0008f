import {
  chainPrefixBytes,
  decideDelivery,
  decideRetry,
  rewound,
  untouchedShard,
  type Delivery,
  type DeliveryPlan,
  type ShardState,
} from '../src/delivery.decider.js';

/** What a consumer has made of deliveries. */
export interface Outcome {
  /** Ids in order, by stream. */
  applied: Record<string, string[]>;
  forked: string[];
  /** Everything up to here was taken. */
  watermark: number;
}

/** The decider with everything around it that is kept in the database, in memory. */
export class DecidedShard {
  #state: ShardState = untouchedShard;
  readonly #applied = new Map<string, Delivery[]>();
  readonly #chains = new Map<number, Buffer>();
  #parked: Delivery[] = [];

  take(deliveries: readonly Delivery[], poison: ReadonlyMap<string, string>): void {
    for (;;) {
      const plan = decideDelivery(this.#state, deliveries, poison, { at: this.#chains, follow: true });
      this.#commit(plan);
      for (const stream of plan.retry) this.retry(stream, poison);
      if (!plan.contradiction) return;
      const { range, epoch, from: begins } = plan.contradiction;
      const [from, to] = range;
      const inside = ({ position }: Delivery): boolean => position >= from && position <= to;
      this.#state = rewound(this.#state, range, epoch, begins);
      this.#parked = this.#parked.filter((delivery) => !inside(delivery));
      const stopped = new Map(
        [...this.#state.stopped].filter(([stream, reason]) => reason === 'fork' || this.#parked.some((each) => each.stream === stream)),
      );
      for (const [stream, events] of this.#applied) if (events.some(({ position }) => position >= from)) stopped.set(stream, 'fork');
      this.#state = { ...this.#state, stopped };
      // What a stream waited for may have been void.
      for (const [stream, reason] of stopped) if (reason === 'gap') this.retry(stream, poison);
    }
  }

  /** An operator, or a gap that was closed. */
  retry(stream: string, poison: ReadonlyMap<string, string>): void {
    if (!this.#state.stopped.has(stream) || this.#state.stopped.get(stream) === 'fork') return;
    const parked = this.#parked.filter((each) => each.stream === stream).sort((x, y) => x.position - y.position);
    this.#commit(decideRetry(this.#state, stream, parked, poison));
  }

  outcome(): Outcome {
    return {
      applied: Object.fromEntries([...this.#applied].sort().map(([stream, events]) => [stream, events.map(({ id }) => id)])),
      forked: [...this.#state.stopped].filter(([, reason]) => reason === 'fork').map(([stream]) => stream).sort(),
      watermark: this.#state.gaps.length > 0 ? this.#state.gaps[0]![0] - 1 : this.#state.position,
    }; // prettier-ignore
  }

  #commit(plan: DeliveryPlan<Delivery>): void {
    for (const { position, chain } of plan.taken) this.#chains.set(position, chain.subarray(0, chainPrefixBytes));
    for (const delivery of plan.apply) this.#applied.set(delivery.stream, [...(this.#applied.get(delivery.stream) ?? []), delivery]);
    this.#parked = [...this.#parked, ...plan.park].filter((each) => !plan.unpark.includes(each));
    const stopped = new Map(plan.next.stopped);
    for (const { stop, at } of plan.stops) stopped.set(at.stream, stop.reason);
    for (const stream of plan.released) stopped.delete(stream);
    this.#state = { ...plan.next, stopped };
  }
}

/** The same by a map from positions to events, slowly, one delivery after the other. */
export class ModelShard {
  readonly #taken = new Map<number, Delivery>();
  readonly #starts = new Map<number, number>();
  readonly #applied = new Map<string, Delivery[]>();
  readonly #forked = new Set<string>();
  /** Streams that wait for an operator. */
  readonly #held = new Set<string>();

  take(delivery: Delivery, poison: ReadonlyMap<string, string>): void {
    const { position, epoch } = delivery;
    const later = [...this.#starts].filter(([known]) => known > epoch).map(([, from]) => from);
    if (later.some((from) => from <= position)) return;
    const end = Math.min(...later, this.#starts.get(epoch) ?? Infinity);
    const contradicted = [...this.#taken.values()].filter((each) => each.position >= position && each.position < end);
    if (contradicted.length > 0) {
      for (const each of contradicted) this.#taken.delete(each.position);
      for (const [stream, events] of this.#applied) if (events.some((each) => each.position >= position)) this.#forked.add(stream);
      for (const stream of this.#held) if (!this.#next(stream)) this.#held.delete(stream);
      for (const [known, from] of this.#starts) if (known < epoch && from >= position && from < end) this.#starts.delete(known);
    }
    this.#starts.set(epoch, Math.min(position, this.#starts.get(epoch) ?? Infinity));
    if (this.#taken.has(position)) return;
    this.#taken.set(position, delivery);
    this.#apply(delivery.stream, poison);
  }

  retry(stream: string, poison: ReadonlyMap<string, string>): void {
    this.#held.delete(stream);
    this.#apply(stream, poison);
  }

  outcome(): Outcome {
    let watermark = 0;
    while (this.#taken.has(watermark + 1)) watermark += 1;
    const applied = [...this.#applied].filter(([, events]) => events.length > 0).sort();
    const ids = Object.fromEntries(applied.map(([stream, events]) => [stream, events.map(({ id }) => id)]));
    return { applied: ids, forked: [...this.#forked].sort(), watermark };
  }

  #apply(stream: string, poison: ReadonlyMap<string, string>): void {
    if (this.#forked.has(stream) || this.#held.has(stream)) return;
    const applied = this.#applied.get(stream) ?? [];
    this.#applied.set(stream, applied);
    for (let next = this.#next(stream); next; next = this.#next(stream)) {
      if (next.previous > 0 && !this.#taken.has(next.previous)) return;
      if (poison.has(next.id)) return void this.#held.add(stream);
      applied.push(next);
    }
  }

  /** What was taken of a stream and is not applied, the first of it. */
  #next(stream: string): Delivery | undefined {
    const waiting = [...this.#taken.values()].filter((each) => each.stream === stream && !this.#applied.get(stream)?.includes(each));
    return waiting.sort((a, b) => a.position - b.position)[0];
  }
}
