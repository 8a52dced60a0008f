import type { Pool } from '@everchart/postgres';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { FencedError } from './errors.js';
import { describeError, type StreamLogger } from './logger.js';
import { boundedColumns, readRecord, type RecordRow } from './postgres.record.js';
import {
  bytesAtOnce,
  defaultMaxBatch,
  partitionKey,
  type AssignedPartition,
  type InboundRecord,
  type SubscribeOptions,
  type Subscription,
} from './port.js';
import type { RecordSeal } from './record-seal.js';

export interface PostgresSubscribeOptions extends SubscribeOptions {
  topicPrefix: string;
  connectionString: string;
}

const leaseMs = 6000;
const tickMs = 1000;

interface Owned {
  partition: AssignedPartition;
  nextOffset: bigint;
}

/**
 * One member of a group. Every second it renews its lease, gives up partitions that are due to others and takes free
 * ones that are due to it; partitions are dealt out in the order of the members' ids. A member whose lease ran out
 * starts again; its unfinished work is fenced by the consumer's checkpoint.
 */
export class PostgresSubscription implements Subscription {
  readonly #owned = new Map<string, Owned>();
  #memberId = randomUUID();
  #state: 'running' | 'crashed' | 'stopped' = 'running';
  #connected: boolean | undefined;
  #listener: pg.Client | undefined;
  #loop: Promise<void> | undefined;
  #woken = false;
  #wake: (() => void) | undefined;
  #renewedAt = 0;
  #tickAt = 0;

  constructor(
    private readonly pool: Pool,
    private readonly options: PostgresSubscribeOptions,
    private readonly logger: StreamLogger,
    private readonly seal: RecordSeal,
  ) {}

  begin(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    const crashed = this.#state === 'crashed';
    this.#state = 'stopped';
    this.#signal();
    await this.#loop;
    await this.#listener?.end().catch(() => undefined); // the connection is gone already
    this.#listener = undefined;
    if (!crashed) await this.#leave();
  }

  async #run(): Promise<void> {
    while (this.#state === 'running') {
      try {
        await this.#listen();
        if (Date.now() >= this.#tickAt) await this.#tick();
        this.#setConnected(true);
        const more = await this.#drain();
        if (!more) await this.#pause(Math.max(1, this.#tickAt - Date.now()));
      } catch (error) {
        if (error instanceof FencedError) {
          this.logger.warn({ event: 'subscription.fenced', group: this.options.group, topic: error.topic, partition: error.partition });
          await this.#leave();
        } else if (error instanceof HandlerError) {
          this.#crash(error.cause);
          return;
        } else {
          this.#setConnected(false);
          this.logger.warn({ event: 'subscription.unreachable', group: this.options.group, ...describeError(error) });
          await this.#pause(tickMs);
        }
      }
    }
  }

  /** Appends wake the reader; the tick would find them, too, only later. */
  async #listen(): Promise<void> {
    if (this.#listener) return;
    const listener = new pg.Client({ connectionString: this.options.connectionString, application_name: 'stream listener' });
    const topics = new Set(this.options.topics.map((topic) => this.options.topicPrefix + topic));
    listener.on('notification', ({ payload }) => {
      if (payload !== undefined && topics.has(payload)) this.#signal();
    });
    listener.on('error', (error) => {
      this.logger.warn({ event: 'stream.listener-lost', ...describeError(error) });
      if (this.#listener === listener) this.#listener = undefined;
    });
    await listener.connect();
    await listener.query('LISTEN everchart_streams');
    this.#listener = listener;
  }

  /** Membership: lease, hand-over, take-over. */
  async #tick(): Promise<void> {
    const { group } = this.options;
    if (this.#renewedAt > 0 && Date.now() - this.#renewedAt > leaseMs) {
      this.logger.warn({ event: 'subscription.lease-lost', group });
      await this.#revoke([...this.#owned.keys()]);
      this.#memberId = randomUUID();
    }
    const members = await this.#renew();
    this.#renewedAt = Date.now();
    this.#tickAt = this.#renewedAt + tickMs;
    const { rows } = await this.pool.query<{ topic: string; partition: number; member_id: string | null }>(
      `SELECT p.topic, p.partition, o.member_id FROM streams.partitions p
       LEFT JOIN streams.ownership o ON o.group_name = $1 AND o.topic = p.topic AND o.partition = p.partition
       WHERE p.topic = ANY ($2) ORDER BY p.topic, p.partition`,
      [group, this.options.topics.map((topic) => this.options.topicPrefix + topic)],
    );
    const due = rows.filter((_, index) => members[index % members.length] === this.#memberId);
    const dueKeys = new Set(due.map((row) => partitionKey(this.#named(row))));
    const lost = rows.filter((row) => this.#owned.has(partitionKey(this.#named(row))) && row.member_id !== this.#memberId);
    await this.#revoke(lost.map((row) => partitionKey(this.#named(row))));
    await this.#release([...this.#owned.keys()].filter((key) => !dueKeys.has(key)));
    const alive = new Set(members);
    const free = due.filter((row) => row.member_id === null || row.member_id === this.#memberId || !alive.has(row.member_id));
    await this.#take(free.map((row) => this.#named(row)).filter((partition) => !this.#owned.has(partitionKey(partition))));
  }

  async #renew(): Promise<string[]> {
    const { rows } = await this.pool.query<{ member_id: string }>(
      // A lease that ends later than its duration from now was taken while the clock was ahead.
      `WITH gone AS (
           DELETE FROM streams.members WHERE group_name = $1 AND member_id <> $2
             AND lease_until NOT BETWEEN clock_timestamp() AND clock_timestamp() + make_interval(secs => $3)),
         mine AS (
           INSERT INTO streams.members (group_name, member_id, lease_until) VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
           ON CONFLICT (group_name, member_id) DO UPDATE SET lease_until = excluded.lease_until RETURNING member_id
         )
       SELECT member_id FROM streams.members
         WHERE group_name = $1 AND lease_until BETWEEN clock_timestamp() AND clock_timestamp() + make_interval(secs => $3)
       UNION SELECT member_id FROM mine ORDER BY member_id`,
      [this.options.group, this.#memberId, leaseMs / 1000],
    );
    return rows.map((row) => row.member_id);
  }

  async #take(partitions: readonly AssignedPartition[]): Promise<void> {
    if (partitions.length === 0) return;
    const { rows } = await this.pool.query<{ topic: string; partition: number }>(
      `INSERT INTO streams.ownership AS o (group_name, topic, partition, member_id, epoch)
       SELECT $1, k.topic, k.partition, $2, 1 FROM unnest($3::text[], $4::int[]) AS k (topic, partition) ORDER BY k.topic, k.partition
       ON CONFLICT (group_name, topic, partition) DO UPDATE SET member_id = $2, epoch = o.epoch + 1
       WHERE o.member_id IS NULL OR o.member_id = $2 OR NOT EXISTS (
         SELECT FROM streams.members m WHERE m.group_name = $1 AND m.member_id = o.member_id
           AND m.lease_until BETWEEN clock_timestamp() AND clock_timestamp() + make_interval(secs => ${leaseMs / 1000}))
       RETURNING topic, partition`,
      [
        this.options.group,
        this.#memberId,
        partitions.map(({ topic }) => this.options.topicPrefix + topic),
        partitions.map(({ partition }) => partition),
      ],
    );
    if (rows.length === 0) return;
    const taken = rows.map((row) => this.#named(row));
    const offsets = await asHandler(() => this.options.handler.onAssigned(taken));
    for (const partition of taken) {
      const key = partitionKey(partition);
      this.#owned.set(key, { partition, nextOffset: offsets.get(key) ?? 0n });
    }
  }

  /** Reads what was appended to the owned partitions. @returns whether there is more */
  async #drain(): Promise<boolean> {
    this.#woken = false;
    const owned = [...this.#owned.values()];
    if (owned.length === 0) return false;
    const { rows } = await this.pool.query<{ topic: string; partition: number; next_offset: number }>(
      'SELECT topic, partition, next_offset FROM streams.partitions WHERE topic = ANY ($1)',
      [[...new Set(owned.map(({ partition }) => this.options.topicPrefix + partition.topic))]],
    );
    const ends = new Map(rows.map((row) => [partitionKey(this.#named(row)), BigInt(row.next_offset)]));
    const behind = owned.filter((each) => each.nextOffset < (ends.get(partitionKey(each.partition)) ?? 0n));
    const batches = await this.#read(behind.map((each) => [each, ends.get(partitionKey(each.partition))!]));
    // All at once, so that the consumer can take them together. Every outcome is awaited before a failure is reported:
    // nothing is under way when partitions change hands.
    const outcomes = await Promise.allSettled(
      [...batches].map(([owned, records]) => this.#handOver(owned, records, ends.get(partitionKey(owned.partition))!)),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    // Behind without a record: they were deleted, and nothing is there to wait for.
    return this.#woken || batches.size > 0;
  }

  /**
   * @param owned each with the end of its partition: one that stands behind it hides none that is appended
   */
  async #read(owned: readonly (readonly [Owned, end: bigint])[]): Promise<Map<Owned, InboundRecord[]>> {
    const batches = new Map<Owned, InboundRecord[]>();
    if (owned.length === 0) return batches;
    const { rows } = await this.pool.query<RecordRow & { number: number }>(
      `SELECT k.number, ${boundedColumns}
       FROM unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS k (topic, partition, next_offset, end_offset, number)
       CROSS JOIN LATERAL (
         SELECT *, sum(octet_length(value)) OVER (ORDER BY record_offset) - octet_length(value) AS bytes_before FROM (
           SELECT partition, record_offset, record_key, headers, value FROM streams.records
           WHERE topic = k.topic AND partition = k.partition AND record_offset >= k.next_offset AND record_offset < k.end_offset
           ORDER BY record_offset LIMIT $5) next) r
       WHERE r.bytes_before < $6
       ORDER BY k.number, r.record_offset`,
      [
        owned.map(([{ partition }]) => this.options.topicPrefix + partition.topic),
        owned.map(([{ partition }]) => partition.partition),
        owned.map(([{ nextOffset }]) => nextOffset),
        owned.map(([, end]) => end),
        this.options.maxBatch ?? defaultMaxBatch,
        bytesAtOnce(this.options),
      ],
    );
    for (const row of rows) {
      const [each] = owned[row.number - 1]!;
      const records = batches.get(each) ?? [];
      batches.set(each, records);
      records.push(this.seal.open(readRecord(each.partition.topic, row)));
    }
    return batches;
  }

  async #handOver(owned: Owned, records: readonly InboundRecord[], end: bigint): Promise<void> {
    if (this.#state !== 'running') return;
    const nextOffset = records.at(-1)!.offset + 1n;
    await asHandler(() => this.options.handler.onBatch(records, { heartbeat: () => this.#heartbeat(), more: nextOffset < end }));
    owned.nextOffset = nextOffset;
  }

  async #heartbeat(): Promise<void> {
    if (Date.now() - this.#renewedAt < tickMs) return;
    await this.#renew();
    this.#renewedAt = Date.now();
  }

  /** Gives partitions back, so that those they are due to may take them. */
  async #release(keys: readonly string[]): Promise<void> {
    const partitions = keys.map((key) => this.#owned.get(key)!.partition);
    if (partitions.length === 0) return;
    await this.#revoke(keys);
    await this.pool.query(
      `UPDATE streams.ownership o SET member_id = NULL FROM unnest($3::text[], $4::int[]) AS k (topic, partition)
       WHERE o.group_name = $1 AND o.member_id = $2 AND o.topic = k.topic AND o.partition = k.partition`,
      [
        this.options.group,
        this.#memberId,
        partitions.map(({ topic }) => this.options.topicPrefix + topic),
        partitions.map(({ partition }) => partition),
      ],
    );
  }

  async #revoke(keys: readonly string[]): Promise<void> {
    const partitions = keys.flatMap((key) => this.#owned.get(key)?.partition ?? []);
    for (const key of keys) this.#owned.delete(key);
    if (partitions.length > 0) await asHandler(() => this.options.handler.onRevoked(partitions));
  }

  async #leave(): Promise<void> {
    try {
      await this.#release([...this.#owned.keys()]);
      await this.pool.query('DELETE FROM streams.members WHERE group_name = $1 AND member_id = $2', [this.options.group, this.#memberId]);
    } catch (error) {
      // The lease runs out by itself.
      this.logger.warn({ event: 'subscription.leave-failed', group: this.options.group, ...describeError(error) });
    }
    this.#memberId = randomUUID();
    this.#tickAt = 0;
  }

  #crash(error: unknown): void {
    if (this.#state !== 'running') return;
    this.#state = 'crashed';
    this.options.handler.onCrash(error instanceof Error ? error : new Error(String(error)));
  }

  #setConnected(connected: boolean): void {
    if (this.#connected === connected) return;
    this.#connected = connected;
    this.options.handler.onConnection?.(connected);
  }

  #named(row: { topic: string; partition: number }): AssignedPartition {
    return { topic: row.topic.slice(this.options.topicPrefix.length), partition: row.partition };
  }

  #signal(): void {
    this.#woken = true;
    this.#wake?.();
  }

  #pause(ms: number): Promise<void> {
    if (this.#woken) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** What the handler throws is its own matter, not the stream's. */
class HandlerError extends Error {}

async function asHandler<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof FencedError ? cause : new HandlerError('handler failed', { cause });
  }
}
