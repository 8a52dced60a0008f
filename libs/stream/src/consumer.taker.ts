import { withTransaction, type Transaction } from '@everchart/postgres';
import { RevisedError, type Attempts } from './consumer.attempts.js';
import { Findings } from './consumer.findings.js';
import { HandlerRunner } from './consumer.handler.js';
import type { ConsumerMetrics } from './consumer.metrics.js';
import { reportTaken } from './consumer.report.js';
import type { CheckpointMove, ConsumerStore, PlannedShard, ShardMove, StoredShard, UnreadableRow } from './consumer.store.js';
import type { Acceptance, ConsumerSettings } from './consumer.types.js';
import {
  arrivalOf,
  missingDelivery,
  recordKey,
  shardName,
  type ConsumerDelivery,
  type ForgedRecord,
  type MalformedRecord,
  type ReceivedHead,
  type ShardDeliveries,
  type ShardIdentity,
} from './decode.js';
import { decideDelivery, decideRetry, rewound, type DeliveryPlan } from './delivery.decider.js';
import { FencedError } from './errors.js';
import type { InboundRecord } from './port.js';
import type { ReceivedMark } from './republished.js';

/** What a transaction does beside its plans. */
interface Beside {
  moves: readonly CheckpointMove[];
  malformed: readonly MalformedRecord[];
  marks: readonly ReceivedMark[];
  heads: readonly ReceivedHead[];
  forged: readonly ForgedRecord[];
  unpark: readonly { org: string; record: InboundRecord }[];
}

const nothingBeside: Beside = { moves: [], malformed: [], marks: [], heads: [], forged: [], unpark: [] };

/**
 * Takes positions of shards, each once: an event's effects, the shard's position and the partition's checkpoint are one
 * transaction. Both move by compare-and-swap, so a member that lost the partition cannot commit anything, and a shard
 * that is known need not be read.
 */
export class ShardTaker<Prepared> {
  /** Shards as this member left them. */
  readonly #shards = new Map<string, StoredShard>();
  /**
   * Shards whose gaps were looked at since partitions changed hands: a process may have ended between a gap's end and
   * what waited for it.
   */
  readonly #healed = new Set<string>();
  readonly #handler: HandlerRunner<Prepared>;

  constructor(
    private readonly options: ConsumerSettings<Prepared>,
    private readonly store: ConsumerStore,
    private readonly attempts: Attempts,
    private readonly metrics: ConsumerMetrics,
  ) {
    this.#handler = new HandlerRunner(options);
  }

  /** Partitions changed hands: other members may have moved the shards. */
  forget(): void {
    this.#shards.clear();
    this.#healed.clear();
  }

  /** @returns how many events were applied */
  async take(shards: ReadonlyMap<string, ShardDeliveries>, more: Partial<Beside>): Promise<number> {
    const beside = { ...nothingBeside, ...more };
    const found = new Findings();
    const began = Date.now();
    let applied = 0;
    let { unpark } = beside;
    const released: ShardIdentity[] = [];
    for (let done = false; !done;) {
      const planned = await this.attempts.untilDone(found, async () => {
        const known = await this.#known([...shards.values()].map(({ identity }) => identity));
        const chains = await this.#chainsOf(known, shards);
        const planned = known.map((stored): PlannedShard => {
          const name = shardName(stored.identity);
          const { deliveries } = shards.get(name)!;
          const known = { at: chains.get(name) ?? new Map<number, Buffer>(), follow: this.options.followsChain };
          return { stored, plan: decideDelivery(stored.state, deliveries, found.refused, known) };
        });
        // First what came before a contradiction, and what may go on: who has a partition's checkpoint behind it finds
        // everything applied that can be.
        const first = planned.find(({ plan }) => plan.contradiction ?? plan.retry.size > 0);
        done = !first;
        if (!first) await this.#commit(planned, found, { ...beside, unpark });
        else if (first.plan.changed) {
          // A record that was parked under its key may be parked again, under its stream: one row is taken out before
          // the other is put in, and never later.
          const handled = recordsOf(first.plan);
          await this.#commit([first], found, { ...nothingBeside, unpark: unpark.filter(({ record }) => handled.has(record)) });
          unpark = unpark.filter(({ record }) => !handled.has(record));
        } else {
          await this.#rewind(first);
          if (first.stored.state.fork !== undefined) released.push(first.stored.identity);
        }
        return first ? (first.plan.changed ? [first] : []) : planned;
      });
      applied += reportTaken(planned, began, this.options, this.metrics, found);
      for (const { plan } of planned) applied += await this.#mend(plan.duplicates);
      for (const { stored, plan } of planned) for (const stream of plan.retry) applied += await this.retryStream(stored.identity, stream);
    }
    for (const identity of released) applied += await this.#takeWithheld(identity);
    return applied;
  }

  /** Events parked under a record's key, again: page by page. @returns how many were applied */
  async takeParked(of: { org: string; storeId?: string; key: string }): Promise<number> {
    const { pool, maxBatch } = this.options;
    let applied = 0;
    for (let last: InboundRecord | undefined; ;) {
      const page = await this.store.parkedRecords(pool, of, maxBatch, last);
      last = page.at(-1);
      if (!last) return applied;
      const { shards } = arrivalOf(page);
      const unpark = [...shards.values()].flatMap(({ deliveries }) => deliveries.map(({ event: { record } }) => ({ org: of.org, record })));
      if (unpark.length > 0) applied += await this.take(shards, { unpark });
    }
  }

  /** A newer epoch has said which history the store goes on from: what was withheld of it has its effect. */
  #takeWithheld({ org, storeId, shard }: ShardIdentity): Promise<number> {
    return this.takeParked({ org, storeId, key: recordKey(org, shard) });
  }

  /**
   * Tries the parked events of a stopped stream.
   * @param byOperator the shard is moved in any case
   * @param accepted what stops it is accepted: what is missing before the first event, or that event
   * @returns how many were applied
   */
  async retryStream(
    identity: ShardIdentity,
    stream: string,
    { byOperator = false, accepted }: { byOperator?: boolean; accepted?: Acceptance } = {},
  ): Promise<number> {
    const found = new Findings();
    const began = Date.now();
    const planned = await this.attempts.untilDone(found, async () => {
      const [stored] = (await this.store.shards(this.options.pool, [identity])) as [StoredShard];
      const parked = await this.store.parkedEvents(this.options.pool, identity, stream);
      const isGap = stored.state.stopped.get(stream) === 'gap';
      if (accepted && !isGap && parked[0]) found.passed.set(parked[0].id, accepted);
      const plan = decideRetry(stored.state, stream, parked, found.refused, accepted !== undefined && isGap);
      if (plan.passedOver !== undefined) {
        const missing = missingDelivery(parked[0]!, plan.passedOver);
        found.careful = true;
        found.unreadable.set(missing.id, 'event-missing');
        plan.apply.unshift(missing);
      }
      plan.changed ||= byOperator;
      if (plan.changed) await this.#commit([{ stored, plan }], found, nothingBeside, accepted);
      return [{ stored, plan }];
    });
    this.#shards.delete(shardName(identity));
    return reportTaken(planned, began, this.options, this.metrics, found);
  }

  /** Applies an event that was unreadable, after others that follow it. @returns whether it has its effect now */
  async retryEvent(delivery: ConsumerDelivery): Promise<boolean> {
    const identity = delivery.shard;
    const found = new Findings();
    const code = await this.attempts.untilDone(found, async () => {
      const [stored] = (await this.store.shards(this.options.pool, [identity])) as [StoredShard];
      return withTransaction(this.options.pool, async (tx) => {
        // Nothing else is applied to this stream meanwhile.
        await this.#advance(tx, [], [{ stored, next: stored.state, taken: [] }]);
        const code = await this.#handler.again(tx, late(delivery));
        await this.store.triedAgain(tx, delivery, code);
        return code;
      });
    });
    this.#shards.delete(shardName(identity));
    return code === undefined;
  }

  /** What comes again, and was unreadable or missing as it came before, may have its effect now. */
  async #mend(duplicates: readonly ConsumerDelivery[]): Promise<number> {
    if (duplicates.length === 0) return 0;
    let applied = 0;
    for (const delivery of await this.attempts.untilDone(new Findings(), () => this.store.mendedAmong(this.options.pool, duplicates))) {
      if (await this.retryEvent(delivery)) applied += 1;
    }
    return applied;
  }

  /** Shards as they stand; those that this member moved last are known. */
  async #known(identities: readonly ShardIdentity[]): Promise<StoredShard[]> {
    const unknown = identities.filter((identity) => !this.#shards.has(shardName(identity)));
    if (unknown.length === 0) return identities.map((identity) => this.#shards.get(shardName(identity))!);
    for (const stored of await this.store.shards(this.options.pool, unknown)) {
      const name = shardName(stored.identity);
      this.#shards.set(name, stored);
      if (this.#healed.has(name)) continue;
      this.#healed.add(name);
      for (const [stream, reason] of stored.state.stopped) if (reason === 'gap') await this.retryStream(stored.identity, stream);
      if (stored.withheld && stored.state.fork === undefined) await this.#takeWithheld(stored.identity);
    }
    return this.#known(identities);
  }

  /** What is known of positions that come again, by shard: almost always nothing is. */
  async #chainsOf(
    known: readonly StoredShard[],
    shards: ReadonlyMap<string, ShardDeliveries>,
  ): Promise<Map<string, ReadonlyMap<number, Buffer>>> {
    const chains = new Map<string, ReadonlyMap<number, Buffer>>();
    for (const { identity, state } of known) {
      const name = shardName(identity);
      const again = shards.get(name)!.deliveries.flatMap(({ position }) => (position <= state.position ? position : []));
      if (again.length > 0) chains.set(name, await this.store.chainsAt(this.options.pool, identity, again));
    }
    return chains;
  }

  /**
   * The store was restored: streams of which something was applied that it has taken back are stopped, before anything
   * of the new epoch is applied.
   */
  async #rewind({ stored, plan }: PlannedShard): Promise<void> {
    const { identity } = stored;
    const { range, epoch, from: begins } = plan.contradiction!;
    const [from, to] = range;
    const streams = await withTransaction(this.options.pool, async (tx) => {
      await this.#advance(tx, [], [{ stored, next: rewound(stored.state, range, epoch, begins), taken: [] }]);
      // Also of the new epoch, when its first events come last: they were applied on what is void.
      const applied = await this.options.handler.streamsApplied(tx, { ...identity, position: from });
      await this.store.rewind(tx, identity, range, applied);
      return applied.length;
    });
    this.#shards.delete(shardName(identity));
    // What a stream waited for may have been void.
    this.#healed.delete(shardName(identity));
    this.options.logger.error({ event: 'shard.rewound', consumer: this.options.group, org: identity.org, from, to, stopped: streams });
  }

  async #commit(
    planned: readonly PlannedShard[],
    found: Findings,
    { moves, malformed, marks, heads, forged, unpark }: Beside,
    accepted?: Acceptance,
  ): Promise<void> {
    const apply = planned.flatMap(({ stored: { state }, plan }) =>
      plan.apply.map((delivery) => (delivery.position <= state.position ? late(delivery) : delivery)),
    );
    const prepared = await this.#handler.prepare(apply, found);
    const changed = planned.filter(({ plan }) => plan.changed);
    const whole = await withTransaction(this.options.pool, async (tx) => {
      await this.#advance(
        tx,
        moves,
        changed.map(({ stored, plan }) => ({ stored, next: plan.next, taken: plan.taken })),
      );
      if (heads.length > 0) await this.options.handler.takeHeads?.(tx, heads, apply.map(({ event }) => event)); // prettier-ignore
      await this.#handler.run(tx, apply, prepared, found);
      await this.store.noteUnreadable(tx, unreadableOf(planned, found, accepted));
      await this.store.unpark(tx, unpark);
      await this.store.settle(tx, planned, malformed);
      await this.store.noteForged(tx, forged, this.options.transport.seal.keysName);
      return this.store.markWhole(tx, marks);
    });
    if (whole > 0) this.options.logger.warn({ event: 'consumer.topic-whole', consumer: this.options.group, partitions: whole });
    for (const { stored, plan } of changed) {
      this.#shards.set(shardName(stored.identity), { ...stored, revision: stored.revision + 1, state: plan.next });
    }
  }

  async #advance(tx: Transaction, moves: readonly CheckpointMove[], shards: readonly ShardMove[]): Promise<void> {
    const refused = await this.store.advance(tx, moves, shards);
    if (refused === undefined) return;
    this.#shards.clear();
    if (refused === 'checkpoint') throw new FencedError(moves[0]!.partition.topic, moves[0]!.partition.partition);
    throw new RevisedError('a shard was changed by another session');
  }
}

function late(delivery: ConsumerDelivery): ConsumerDelivery {
  return { ...delivery, event: { ...delivery.event, late: true } };
}

/** What a plan decides about, without what waited before. */
function recordsOf({ apply, park, withheld, duplicates, void: taken }: DeliveryPlan<ConsumerDelivery>): ReadonlySet<InboundRecord> {
  return new Set([...apply, ...duplicates, ...taken, ...park, ...withheld].map(({ event }) => event.record));
}

/** What is kept of a plan's events that have no effect. */
function unreadableOf(
  planned: readonly PlannedShard[],
  { unreadable, passed }: Findings,
  accepted: Acceptance | undefined,
): UnreadableRow[] {
  if (unreadable.size + passed.size === 0) return [];
  return planned.flatMap(({ plan }) =>
    plan.apply.flatMap((delivery): UnreadableRow[] => {
      const missing = delivery.position === plan.passedOver;
      if (passed.has(delivery.id)) return [{ delivery, code: 'passed-over', accepted: passed.get(delivery.id) }];
      const code = unreadable.get(delivery.id);
      return code === undefined ? [] : [{ delivery, code, missing, accepted: missing ? accepted : undefined }];
    }),
  );
}
