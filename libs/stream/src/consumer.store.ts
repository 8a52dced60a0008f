import type { Pool, Queryable, Transaction } from '@everchart/postgres';
import type { ConsumerDelivery } from './decode.js';
import { decodeRecord } from './decode.js';
import type { DeliveryPlan, StreamState } from './delivery.decider.js';
import { streamKey } from './delivery.decider.js';
import type { MalformedRecord, TakenPosition } from './decode.js';
import type { StopReason } from './consumer.types.js';
import type { AssignedPartition, InboundRecord } from './port.js';

export interface Checkpoint {
  nextOffset: bigint;
  /** Rises with every assignment of the partition. */
  claim: number;
  /** Rises when another session changes the partition's streams. */
  revision: number;
}

export interface CheckpointMove {
  topic: string;
  partition: number;
  from: Checkpoint;
  nextOffset: bigint;
}

export interface StreamIdentity {
  org: string;
  storeId: string;
  stream: string;
}

interface ParkedRow {
  topic: string;
  partition: number;
  record_offset: number;
  record_key: string;
  headers: Record<string, string>;
  value: Buffer;
}

/** Parked events of one stream that are taken up in one transaction. */
const parkedLimit = 1000;

/** The `stream_consumer` tables of one consumer. */
export class ConsumerStore {
  constructor(private readonly consumer: string) {}

  /** Makes the partition this member's: every older claim can no longer move the checkpoint. */
  async claim(database: Queryable, topic: string, partition: number, member: string): Promise<Checkpoint> {
    const { rows } = await database.query<{ next_offset: number; claim: number; revision: number }>(
      `INSERT INTO stream_consumer.checkpoints AS c (consumer, topic, partition, claimed_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (consumer, topic, partition) DO UPDATE SET claim = c.claim + 1, claimed_by = $4, claimed_at = now()
       RETURNING next_offset, claim, revision`,
      [this.consumer, topic, partition, member],
    );
    return checkpointOf(rows[0]!);
  }

  async checkpoint(database: Queryable, topic: string, partition: number): Promise<Checkpoint | undefined> {
    const { rows } = await database.query<{ next_offset: number; claim: number; revision: number }>(
      'SELECT next_offset, claim, revision FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic = $2 AND partition = $3',
      [this.consumer, topic, partition],
    );
    return rows[0] && checkpointOf(rows[0]);
  }

  /** Which of these partitions have a checkpoint. */
  async keptCheckpoints(database: Queryable, partitions: readonly AssignedPartition[]): Promise<AssignedPartition[]> {
    const { rows } = await database.query<AssignedPartition>(
      `SELECT topic, partition FROM stream_consumer.checkpoints c JOIN unnest($2::text[], $3::int[]) AS k (topic, partition) USING (topic, partition)
       WHERE c.consumer = $1`,
      [this.consumer, partitions.map(({ topic }) => topic), partitions.map(({ partition }) => partition)],
    );
    return rows;
  }

  /** The compare-and-swap, all partitions or none. Takes the rows' locks in one order: a transaction with an older claim waits here and then fails. */
  async advance(tx: Transaction, moves: readonly CheckpointMove[]): Promise<boolean> {
    const { rowCount } = await tx.query({
      name: 'stream-consumer-advance',
      text: `WITH held AS (
         SELECT c.topic, c.partition FROM stream_consumer.checkpoints c
         JOIN unnest($2::text[], $3::int[]) AS k (topic, partition) ON c.topic = k.topic AND c.partition = k.partition
         WHERE c.consumer = $1 ORDER BY c.topic, c.partition FOR UPDATE OF c
       )
       UPDATE stream_consumer.checkpoints c SET next_offset = k.next_offset
       FROM held, unnest($2::text[], $3::int[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[]) AS k (topic, partition, was, claim, revision, next_offset)
       WHERE c.consumer = $1 AND c.topic = k.topic AND c.partition = k.partition AND held.topic = k.topic AND held.partition = k.partition
         AND c.next_offset = k.was AND c.claim = k.claim AND c.revision = k.revision`,
      values: [
        this.consumer,
        moves.map(({ topic }) => topic),
        moves.map(({ partition }) => partition),
        moves.map(({ from }) => from.nextOffset),
        moves.map(({ from }) => from.claim),
        moves.map(({ from }) => from.revision),
        moves.map(({ nextOffset }) => nextOffset),
      ],
    });
    return rowCount === moves.length;
  }

  /** Locks the partition against its owner and makes the owner plan anew. */
  async revise(tx: Transaction, topic: string, partition: number): Promise<Checkpoint> {
    const { rows } = await tx.query<{ next_offset: number; claim: number; revision: number }>(
      `UPDATE stream_consumer.checkpoints SET revision = revision + 1 WHERE consumer = $1 AND topic = $2 AND partition = $3
       RETURNING next_offset, claim, revision`,
      [this.consumer, topic, partition],
    );
    return checkpointOf(rows[0]!);
  }

  /**
   * States of the deliveries' streams. Parked events are loaded only where they can follow: when the missing version is among the
   * deliveries, and for `retry`.
   */
  async streamStates(
    database: Queryable,
    deliveries: readonly ConsumerDelivery[],
    retry: readonly StreamIdentity[] = [],
  ): Promise<Map<string, StreamState<ConsumerDelivery>>> {
    const identities = new Map<string, StreamIdentity>();
    for (const { stream, identity } of deliveries) if (!identities.has(stream)) identities.set(stream, identity);
    for (const identity of retry) identities.set(streamKey(identity.org, identity.storeId, identity.stream), identity);
    const states = new Map<string, StreamState<ConsumerDelivery>>();
    if (identities.size === 0) return states;
    const list = [...identities.values()];
    const { rows } = await database.query<{
      org: string;
      store_id: string;
      stream: string;
      version: number | null;
      epoch: number | null;
      reason: StopReason | null;
      code: string | null;
    }>({
      name: 'stream-consumer-states',
      text: `SELECT k.org, k.store_id, k.stream, v.version, v.epoch, s.reason, s.code
       FROM unnest($2::text[], $3::text[], $4::text[]) AS k (org, store_id, stream)
       LEFT JOIN stream_consumer.stream_versions v ON v.org = k.org AND v.consumer = $1 AND v.store_id = k.store_id AND v.stream = k.stream
       LEFT JOIN stream_consumer.stopped_streams s ON s.org = k.org AND s.consumer = $1 AND s.store_id = k.store_id AND s.stream = k.stream
       WHERE v.org IS NOT NULL OR s.org IS NOT NULL`,
      values: [this.consumer, list.map((k) => k.org), list.map((k) => k.storeId), list.map((k) => k.stream)],
    });
    for (const row of rows) {
      const stop = row.reason === null ? {} : { stop: { reason: row.reason, code: row.code! } };
      states.set(streamKey(row.org, row.store_id, row.stream), { version: row.version ?? 0, epoch: row.epoch ?? 0, parked: [], ...stop });
    }
    const wanted = new Map<string, StreamIdentity>();
    for (const identity of retry) wanted.set(streamKey(identity.org, identity.storeId, identity.stream), identity);
    for (const { stream, identity, version } of deliveries) {
      const state = states.get(stream);
      if (state?.stop?.reason === 'gap' && version === state.version + 1) wanted.set(stream, identity);
    }
    for (const [key, identity] of wanted) {
      const parked = await this.parkedEvents(database, identity);
      const state = states.get(key) ?? { version: 0, epoch: 0, parked: [] };
      states.set(key, { ...state, parked, moreParked: parked.length === parkedLimit });
    }
    return states;
  }

  private async parkedEvents(database: Queryable, identity: StreamIdentity): Promise<ConsumerDelivery[]> {
    const { rows } = await database.query<ParkedRow>(
      `SELECT topic, partition, record_offset, record_key, headers, value FROM stream_consumer.parked_events
       WHERE org = $1 AND consumer = $2 AND store_id = $3 AND stream = $4 AND stream_version IS NOT NULL
       ORDER BY stream_version, epoch LIMIT $5`,
      [identity.org, this.consumer, identity.storeId, identity.stream, parkedLimit],
    );
    return rows.map((row) => {
      const decoded = decodeRecord(recordOf(row));
      if (decoded.kind === 'malformed') throw new Error('a parked event can no longer be read as an event');
      return decoded.delivery;
    });
  }

  /** Records of a key that are no event; newest software may read them. */
  async malformedRecords(database: Queryable, org: string, key: string): Promise<InboundRecord[]> {
    const { rows } = await database.query<ParkedRow>(
      `SELECT topic, partition, record_offset, record_key, headers, value FROM stream_consumer.parked_events
       WHERE org = $1 AND consumer = $2 AND store_id = '' AND stream = $3 AND stream_version IS NULL
       ORDER BY topic, partition, record_offset LIMIT $4`,
      [org, this.consumer, key, parkedLimit],
    );
    return rows.map(recordOf);
  }

  /** Writes what the plan says. The last step of the transaction, so that the shared row of a shard is locked for the shortest time. */
  async record(
    tx: Transaction,
    plan: DeliveryPlan<ConsumerDelivery>,
    malformed: readonly MalformedRecord[],
    taken: readonly TakenPosition[],
  ): Promise<void> {
    await this.recordStops(tx, plan);
    await this.recordParked(tx, plan, malformed);
    await this.recordProgress(tx, plan, taken);
  }

  private async recordProgress(tx: Transaction, plan: DeliveryPlan<ConsumerDelivery>, taken: readonly TakenPosition[]): Promise<void> {
    const moved = [...plan.streams].filter(([, change]) => change.moved);
    const identities = new Map(plan.apply.map((delivery) => [delivery.stream, delivery.identity]));
    const versions: [string[], string[], string[], number[], number[]] = [[], [], [], [], []];
    for (const [key, change] of moved) {
      const identity = identities.get(key)!;
      versions[0].push(identity.org);
      versions[1].push(identity.storeId);
      versions[2].push(identity.stream);
      versions[3].push(change.version);
      versions[4].push(change.epoch);
    }
    const shards = takenRanges(taken);
    if (moved.length === 0 && shards.length === 0) return;
    // Both inserts in the order of their keys: two members never wait for each other in a circle.
    await tx.query({
      name: 'stream-consumer-progress',
      text: `WITH versions AS (
         INSERT INTO stream_consumer.stream_versions (consumer, org, store_id, stream, version, epoch)
         SELECT $1, k.* FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::int[]) AS k (org, store_id, stream, version, epoch)
         ON CONFLICT (org, consumer, store_id, stream) DO UPDATE SET version = excluded.version, epoch = excluded.epoch
       )
       INSERT INTO stream_consumer.shard_progress AS p (consumer, org, store_id, epoch, shard, taken)
       SELECT $1, k.org, k.store_id, k.epoch, k.shard, k.taken::int8multirange
       FROM unnest($7::text[], $8::text[], $9::int[], $10::int[], $11::text[]) AS k (org, store_id, epoch, shard, taken)
       ORDER BY k.org, k.store_id, k.epoch, k.shard
       ON CONFLICT (org, consumer, store_id, epoch, shard) DO UPDATE SET taken = p.taken + excluded.taken`,
      values: [
        this.consumer,
        ...versions,
        shards.map((s) => s.org),
        shards.map((s) => s.storeId),
        shards.map((s) => s.epoch),
        shards.map((s) => s.shard),
        shards.map((s) => s.ranges),
      ],
    });
  }

  private async recordStops(tx: Transaction, plan: DeliveryPlan<ConsumerDelivery>): Promise<void> {
    for (const [key, change] of plan.streams) {
      if (change.stop === 'keep') continue;
      const [org, storeId, stream] = key.split('\n') as [string, string, string];
      if (change.stop === 'release') {
        await tx.query('DELETE FROM stream_consumer.stopped_streams WHERE org = $1 AND consumer = $2 AND store_id = $3 AND stream = $4', [
          org,
          this.consumer,
          storeId,
          stream,
        ]);
        continue;
      }
      const { at, reason, code } = change.stop;
      await this.insertStop(tx, { org, storeId, stream }, { record: at.record, reason, code, event: at });
    }
  }

  private async insertStop(
    tx: Transaction,
    identity: StreamIdentity,
    stop: { record: InboundRecord; reason: StopReason; code: string; event?: ConsumerDelivery },
  ): Promise<void> {
    const { record, reason, code, event } = stop;
    await tx.query(
      `INSERT INTO stream_consumer.stopped_streams (org, consumer, store_id, stream, reason, code, topic, partition, event_id, stream_version, position)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (org, consumer, store_id, stream) DO UPDATE
       SET reason = excluded.reason, code = excluded.code, topic = excluded.topic, partition = excluded.partition, event_id = excluded.event_id,
         stream_version = excluded.stream_version, position = excluded.position`,
      [
        identity.org,
        this.consumer,
        identity.storeId,
        identity.stream,
        reason,
        code,
        record.topic,
        record.partition,
        event?.id ?? null,
        event?.version ?? null,
        event?.event.header.position ?? null,
      ],
    );
  }

  private async recordParked(tx: Transaction, plan: DeliveryPlan<ConsumerDelivery>, malformed: readonly MalformedRecord[]): Promise<void> {
    for (const { org, code, record } of malformed) {
      await this.insertStop(tx, { org, storeId: '', stream: record.key }, { record, reason: 'poison', code });
    }
    const rows = [
      ...plan.park.map(({ identity, version, epoch, record, stream }) => {
        const stop = plan.streams.get(stream)!.stop;
        return {
          ...identity,
          version,
          epoch,
          record,
          code: typeof stop === 'string' ? 'stream-stopped' : stop.code,
        };
      }),
      ...malformed.map(({ org, code, record }) => ({ org, storeId: '', stream: record.key, version: null, epoch: 0, record, code })),
    ];
    if (rows.length > 0) {
      await tx.query(
        `INSERT INTO stream_consumer.parked_events
           (consumer, org, store_id, stream, stream_version, epoch, code, topic, partition, record_offset, record_key, headers, value)
         SELECT $1, k.org, k.store_id, k.stream, k.stream_version, k.epoch, k.code, k.topic, k.partition, k.record_offset, k.record_key,
           k.headers::json, k.value
         FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::text[], $9::int[], $10::bigint[], $11::text[],
           $12::text[], $13::bytea[])
           AS k (org, store_id, stream, stream_version, epoch, code, topic, partition, record_offset, record_key, headers, value)
         ON CONFLICT DO NOTHING`,
        [
          this.consumer,
          rows.map((r) => r.org),
          rows.map((r) => r.storeId),
          rows.map((r) => r.stream),
          rows.map((r) => r.version),
          rows.map((r) => r.epoch),
          rows.map((r) => r.code),
          rows.map((r) => r.record.topic),
          rows.map((r) => r.record.partition),
          rows.map((r) => r.record.offset),
          rows.map((r) => r.record.key),
          rows.map((r) => JSON.stringify(r.record.headers)),
          rows.map((r) => r.record.value),
        ],
      );
    }
    await this.removeParked(
      tx,
      plan.unpark.map((delivery) => ({ org: delivery.identity.org, record: delivery.record })),
    );
  }

  async removeParked(tx: Transaction, parked: readonly { org: string; record: InboundRecord }[]): Promise<void> {
    if (parked.length === 0) return;
    await tx.query(
      `DELETE FROM stream_consumer.parked_events e
       USING unnest($2::text[], $3::text[], $4::int[], $5::bigint[]) AS k (org, topic, partition, record_offset)
       WHERE e.org = k.org AND e.consumer = $1 AND e.topic = k.topic AND e.partition = k.partition AND e.record_offset = k.record_offset`,
      [
        this.consumer,
        parked.map((p) => p.org),
        parked.map((p) => p.record.topic),
        parked.map((p) => p.record.partition),
        parked.map((p) => p.record.offset),
      ],
    );
  }

  /** The stop of a key's malformed records, once none is left. */
  async releaseMalformed(tx: Transaction, org: string, key: string): Promise<void> {
    await tx.query(
      `DELETE FROM stream_consumer.stopped_streams s WHERE s.org = $1 AND s.consumer = $2 AND s.store_id = '' AND s.stream = $3
       AND NOT EXISTS (SELECT FROM stream_consumer.parked_events e
         WHERE e.org = $1 AND e.consumer = $2 AND e.store_id = '' AND e.stream = $3)`,
      [org, this.consumer, key],
    );
  }

  /** Stopped streams of a partition whose next version is parked: a process ended between the heal and the rest. */
  async healable(pool: Pool, topic: string, partition: number): Promise<StreamIdentity[]> {
    const { rows } = await pool.query<{ org: string; store_id: string; stream: string }>(
      `SELECT s.org, s.store_id, s.stream FROM stream_consumer.stopped_streams s
       LEFT JOIN stream_consumer.stream_versions v ON v.org = s.org AND v.consumer = s.consumer AND v.store_id = s.store_id AND v.stream = s.stream
       WHERE s.consumer = $1 AND s.topic = $2 AND s.partition = $3 AND s.reason = 'gap'
         AND EXISTS (SELECT FROM stream_consumer.parked_events e WHERE e.org = s.org AND e.consumer = s.consumer AND e.store_id = s.store_id
           AND e.stream = s.stream AND e.stream_version = coalesce(v.version, 0) + 1)`,
      [this.consumer, topic, partition],
    );
    return rows.map((row) => ({ org: row.org, storeId: row.store_id, stream: row.stream }));
  }

  /** Where the parts of a stopped stream are kept. */
  async stoppedParts(database: Queryable, org: string, stream: string): Promise<{ storeId: string; topic: string; partition: number }[]> {
    const { rows } = await database.query<{ store_id: string; topic: string; partition: number }>(
      'SELECT store_id, topic, partition FROM stream_consumer.stopped_streams WHERE org = $1 AND consumer = $2 AND stream = $3 ORDER BY store_id',
      [org, this.consumer, stream],
    );
    return rows.map((row) => ({ storeId: row.store_id, topic: row.topic, partition: row.partition }));
  }

  async countStopped(database: Queryable): Promise<Map<string, number>> {
    const { rows } = await database.query<{ reason: string; streams: number }>(
      'SELECT reason, count(*) AS streams FROM stream_consumer.stopped_streams WHERE consumer = $1 GROUP BY reason',
      [this.consumer],
    );
    return new Map(rows.map((row) => [row.reason, row.streams]));
  }
}

function checkpointOf(row: { next_offset: number; claim: number; revision: number }): Checkpoint {
  return { nextOffset: BigInt(row.next_offset), claim: row.claim, revision: row.revision };
}

function recordOf(row: ParkedRow): InboundRecord {
  return {
    topic: row.topic,
    partition: row.partition,
    offset: BigInt(row.record_offset),
    key: row.record_key,
    headers: row.headers,
    value: row.value,
  };
}

/** Positions per (org, store, epoch, shard) as the text of a multirange. */
function takenRanges(taken: readonly TakenPosition[]): { org: string; storeId: string; epoch: number; shard: number; ranges: string }[] {
  const shards = new Map<string, { first: TakenPosition; positions: number[] }>();
  for (const position of taken) {
    const key = `${position.org}\n${position.storeId}\n${position.epoch}\n${position.shard}`;
    const shard = shards.get(key);
    if (shard) shard.positions.push(position.position);
    else shards.set(key, { first: position, positions: [position.position] });
  }
  return [...shards.values()].map(({ first, positions }) => {
    positions.sort((a, b) => a - b);
    const ranges: string[] = [];
    let start = positions[0]!;
    let end = start;
    for (const position of positions) {
      if (position > end + 1) {
        ranges.push(`[${start},${end}]`);
        start = position;
      }
      end = position;
    }
    ranges.push(`[${start},${end}]`);
    return { org: first.org, storeId: first.storeId, epoch: first.epoch, shard: first.shard, ranges: `{${ranges.join(',')}}` };
  });
}
