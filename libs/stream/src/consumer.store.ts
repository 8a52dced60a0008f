import { byteaArray, textArray, type Queryable, type Transaction } from '@everchart/postgres';
import {
  decodeRecord,
  recordKey,
  shardName,
  type ConsumerDelivery,
  type ForgedRecord,
  type MalformedRecord,
  type ShardIdentity,
} from './decode.js';
import { chainPrefixBytes, untouchedShard, type DeliveryPlan, type PositionRange, type ShardState } from './delivery.decider.js';
import type { Acceptance, StopReason, StreamChoice } from './consumer.types.js';
import type { TopicLoss } from './topic.loss.js';
import { partitionKey, type AssignedPartition, type InboundRecord } from './port.js';
import type { ReceivedMark } from './republished.js';

/** A loss that is noted, if the consumer still stands where it was seen. */
export interface NewLoss extends TopicLoss {
  id: string;
  nextOffset: bigint;
}

export interface CheckpointMove {
  partition: AssignedPartition;
  from: bigint;
  to: bigint;
}

/** A shard as it stands in the database. `revision` counts its changes; 0 = there is no row. */
export interface StoredShard {
  identity: ShardIdentity;
  revision: number;
  state: ShardState;
  /** Events are kept that could not be taken beside another history. */
  withheld: boolean;
}

export interface ShardMove {
  stored: StoredShard;
  next: ShardState;
  /** Positions that are taken by it. */
  taken: readonly ConsumerDelivery[];
}

export interface PlannedShard {
  stored: StoredShard;
  plan: DeliveryPlan<ConsumerDelivery>;
}

/** A stopped part of a stream; `stream` is a record's key for records that are no event. */
export interface StoppedPart {
  storeId: string;
  shard: number | null;
  stream: string;
  reason: StopReason;
  eventId: string | null;
}

interface StopRow {
  org: string;
  storeId: string;
  stream: string;
  shard?: number;
  reason: StopReason;
  code: string;
  event?: ConsumerDelivery;
  position?: number;
}

interface ParkedRow {
  topic: string;
  partition: number;
  record_offset: number;
  record_key: string;
  headers: Record<string, string>;
  value: Buffer;
  writer: string;
}

/** An event that could not be applied. */
export interface UnreadableRow {
  delivery: ConsumerDelivery;
  code: string;
  accepted?: Acceptance | undefined;
  /** The event never came: there is no record of it. */
  missing?: boolean;
}

/** What is wrong with a consumer, in numbers. */
export interface Faults {
  /** Streams by reason. */
  stopped: ReadonlyMap<string, number>;
  unreadable: number;
  missing: number;
  /** Shards of which two histories have come. */
  forked: number;
  /** Records by reason. */
  forged: ReadonlyMap<string, number>;
  /** Partitions by reason. */
  lost: ReadonlyMap<string, number>;
}

/** A request of an operator that is being worked on. */
export interface OpenRequest extends StreamChoice {
  id: string;
  action: 'retry' | 'skip';
  reason: string | null;
  actor: string;
}

const recordColumns = 'topic, partition, record_offset, record_key, headers, value, writer';

/** The `stream_consumer` tables of one consumer. */
export class ConsumerStore {
  constructor(
    private readonly consumer: string,
    private readonly notifies: string | false = false,
  ) {}

  /** Where to read partitions on; makes the checkpoints that are not there. */
  async checkpoints(database: Queryable, partitions: readonly AssignedPartition[]): Promise<Map<string, bigint>> {
    const { rows } = await database.query<AssignedPartition & { next_offset: number }>(
      `WITH k AS (SELECT * FROM unnest($2::text[], $3::int[]) AS k (topic, partition)),
         made AS (INSERT INTO stream_consumer.checkpoints (consumer, topic, partition) SELECT $1, topic, partition FROM k ON CONFLICT DO NOTHING)
       SELECT k.topic, k.partition, coalesce(c.next_offset, 0) AS next_offset
       FROM k LEFT JOIN stream_consumer.checkpoints c ON c.consumer = $1 AND c.topic = k.topic AND c.partition = k.partition`,
      [this.consumer, partitions.map(({ topic }) => topic), partitions.map(({ partition }) => partition)],
    );
    return new Map(rows.map((row) => [partitionKey(row), BigInt(row.next_offset)]));
  }

  /** The topic that the offsets of each partition count in. */
  async topicIds(database: Queryable, topic: string): Promise<Map<number, string>> {
    const { rows } = await database.query<{ partition: number; topic_id: string }>(
      'SELECT partition, topic_id FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic = $2 AND topic_id IS NOT NULL',
      [this.consumer, topic],
    );
    return new Map(rows.map((row) => [row.partition, row.topic_id]));
  }

  async nameTopic(tx: Transaction, topic: string, id: string, partitions: readonly number[]): Promise<void> {
    if (partitions.length === 0) return;
    await tx.query(
      'UPDATE stream_consumer.checkpoints SET topic_id = $4 WHERE consumer = $1 AND topic = $2 AND partition = ANY ($3) AND topic_id IS NULL',
      [this.consumer, topic, partitions, id],
    );
  }

  /** Everything that the partitions held so many milliseconds ago was taken. */
  async noteAsOf(database: Queryable, topic: string, partitions: readonly { partition: number; agoMs: number }[]): Promise<void> {
    await database.query(
      `UPDATE stream_consumer.checkpoints c SET as_of = clock_timestamp() - make_interval(secs => k.ago / 1000)
       FROM unnest($3::int[], $4::float8[]) AS k (partition, ago) WHERE c.consumer = $1 AND c.topic = $2 AND c.partition = k.partition`,
      [this.consumer, topic, partitions.map(({ partition }) => partition), partitions.map(({ agoMs }) => agoMs)],
    );
  }

  /** @returns false when the consumer stands elsewhere by now, or when the loss is known */
  async noteLoss(tx: Transaction, { topic, partition }: AssignedPartition, loss: NewLoss): Promise<boolean> {
    const { rowCount } = await tx.query(
      `UPDATE stream_consumer.checkpoints SET next_offset = $5, topic_id = $6, lost = $7, lost_at = now(), whole_from = $8
       WHERE consumer = $1 AND topic = $2 AND partition = $3 AND next_offset = $4`,
      [this.consumer, topic, partition, loss.nextOffset, loss.readFrom, loss.id, loss.reason, loss.wholeFrom],
    );
    return rowCount === 1;
  }

  /** A topic that was made again may have fewer partitions. */
  async forgetPartitionsFrom(tx: Transaction, topic: string, partition: number): Promise<void> {
    await tx.query('DELETE FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic = $2 AND partition >= $3', [
      this.consumer,
      topic,
      partition,
    ]);
  }

  /** Everything was published again before these records. @returns how many partitions lack nothing any more */
  async markWhole(tx: Transaction, marks: readonly ReceivedMark[]): Promise<number> {
    if (marks.length === 0) return 0;
    const { rowCount } = await tx.query(
      `UPDATE stream_consumer.checkpoints c SET lost = NULL, lost_at = NULL, whole_from = NULL
       FROM unnest($2::text[], $3::int[], $4::text[], $5::bigint[]) AS k (topic, partition, topic_id, until)
       WHERE c.consumer = $1 AND c.topic = k.topic AND c.partition = k.partition AND c.topic_id = k.topic_id AND c.whole_from <= k.until`,
      [
        this.consumer,
        marks.map(({ topic }) => topic),
        marks.map(({ partition }) => partition),
        marks.map(({ topicId }) => topicId),
        marks.map(({ end }) => end),
      ],
    );
    return rowCount ?? 0;
  }

  async shards(database: Queryable, identities: readonly ShardIdentity[]): Promise<StoredShard[]> {
    const { rows } = await database.query<{
      org: string;
      store_id: string;
      shard: number;
      position: number;
      gaps: ShardState['gaps'];
      epochs: ShardState['epochs'];
      chain: Buffer | null;
      revision: number;
      stopped: [stream: string, reason: StopReason, position: number][] | null;
      withheld: boolean;
    }>({
      name: 'stream-consumer-shards',
      text: `SELECT p.org, p.store_id, p.shard, p.position, p.gaps, p.epochs, p.chain, p.revision,
               (SELECT json_agg(json_build_array(s.stream, s.reason, s.position)) FROM stream_consumer.stopped_streams s
                WHERE s.org = p.org AND s.consumer = $1 AND s.store_id = p.store_id AND s.shard = p.shard) AS stopped,
               EXISTS (SELECT FROM stream_consumer.parked_events e WHERE e.org = p.org AND e.consumer = $1 AND e.store_id = p.store_id
                 AND e.stream = p.org || '/' || p.shard) AS withheld
             FROM unnest($2::text[], $3::text[], $4::int[]) AS k (org, store_id, shard)
             JOIN stream_consumer.shard_progress p ON p.org = k.org AND p.consumer = $1 AND p.store_id = k.store_id AND p.shard = k.shard`,
      values: [this.consumer, identities.map((i) => i.org), identities.map((i) => i.storeId), identities.map((i) => i.shard)],
    });
    const found = new Map(rows.map((row) => [shardName({ org: row.org, storeId: row.store_id, shard: row.shard }), row]));
    return identities.map((identity) => {
      const row = found.get(shardName(identity));
      if (!row) return { identity, revision: 0, state: untouchedShard, withheld: false };
      const { position, gaps, epochs, chain, revision, withheld } = row;
      const key = forkKey(identity);
      const stopped = row.stopped ?? [];
      const fork = stopped.find(([stream]) => stream === key)?.[2];
      const streams = new Map(stopped.filter(([stream]) => stream !== key).map(([stream, reason]) => [stream, reason]));
      return { identity, revision, state: { position, gaps, epochs, chain: chain ?? undefined, fork, stopped: streams }, withheld };
    });
  }

  /** Beginnings of the chain values at positions that were taken; those that are not known are left out. */
  async chainsAt(database: Queryable, { org, storeId, shard }: ShardIdentity, positions: readonly number[]): Promise<Map<number, Buffer>> {
    const { rows } = await database.query<{ block: number; chains: Buffer }>(
      `SELECT block, chains FROM stream_consumer.position_chains
       WHERE org = $1 AND consumer = $2 AND store_id = $3 AND shard = $4 AND block = ANY ($5::bigint[])`,
      [org, this.consumer, storeId, shard, [...new Set(positions.map(blockOf))]],
    );
    const blocks = new Map(rows.map(({ block, chains }) => [block, chains]));
    const known = positions.flatMap((position): [number, Buffer][] => {
      const at = (position % positionsPerBlock) * chainPrefixBytes;
      const chain = blocks.get(blockOf(position))?.subarray(at, at + chainPrefixBytes);
      return chain?.some((byte) => byte !== 0) ? [[position, chain]] : [];
    });
    return new Map(known);
  }

  /**
   * Moves checkpoints and shards by compare-and-swap: the first statement of every transaction, so that a member that
   * was overtaken does nothing.
   * @returns what was refused
   */
  async advance(
    tx: Transaction,
    moves: readonly CheckpointMove[],
    shards: readonly ShardMove[],
  ): Promise<'checkpoint' | 'shard' | undefined> {
    if (moves.length + shards.length === 0) return undefined;
    const [runs = [], ...others] = roundsOf(shards);
    const { rows } = await tx.query<{ moved: number; advanced: number }>({
      name: `stream-consumer-advance${this.notifies === false ? '' : `-notify-${this.notifies}`}`,
      text: `WITH moved AS (
         UPDATE stream_consumer.checkpoints c SET next_offset = k.next_offset
         FROM unnest($2::text[], $3::int[], $4::bigint[], $5::bigint[]) AS k (topic, partition, was, next_offset)
         WHERE c.consumer = $1 AND c.topic = k.topic AND c.partition = k.partition AND c.next_offset = k.was RETURNING c.topic
       ), advanced AS (
         INSERT INTO stream_consumer.shard_progress AS p (consumer, org, store_id, shard, position, gaps, epochs, chain, revision)
         SELECT $1, k.* FROM unnest($6::text[], $7::text[], $8::int[], $9::bigint[], $10::jsonb[], $11::jsonb[], $12::bytea[], $13::bigint[]) AS k
         ON CONFLICT (org, consumer, store_id, shard) DO UPDATE
         SET position = excluded.position, gaps = excluded.gaps, epochs = excluded.epochs, chain = excluded.chain, revision = excluded.revision
         WHERE p.revision = excluded.revision - 1 RETURNING p.shard
       ), ${keepChains(14)}
       SELECT (SELECT count(*) FROM moved) AS moved, (SELECT count(*) FROM advanced) AS advanced${this.notifies === false ? '' : notified(this.notifies)}`,
      values: [
        this.consumer,
        moves.map(({ partition }) => partition.topic),
        moves.map(({ partition }) => partition.partition),
        moves.map(({ from }) => from),
        moves.map(({ to }) => to),
        shards.map(({ stored }) => stored.identity.org),
        shards.map(({ stored }) => stored.identity.storeId),
        shards.map(({ stored }) => stored.identity.shard),
        shards.map(({ next }) => next.position),
        shards.map(({ next }) => JSON.stringify(next.gaps)),
        shards.map(({ next }) => JSON.stringify(next.epochs)),
        byteaArray(shards.map(({ next }) => next.chain ?? null)),
        shards.map(({ stored }) => stored.revision + 1),
        ...valuesOf(runs),
      ],
    });
    // Positions that were missing, and lie apart in one block.
    for (const round of others) await tx.query(`WITH ${keepChains(2)} SELECT`, [this.consumer, ...valuesOf(round)]);
    if (rows[0]!.moved < moves.length) return 'checkpoint';
    return rows[0]!.advanced < shards.length ? 'shard' : undefined;
  }

  /** Writes what waits by these plans, and what goes on. Almost always nothing. */
  async settle(tx: Transaction, planned: readonly PlannedShard[], malformed: readonly MalformedRecord[]): Promise<void> {
    const stops = planned.flatMap(({ stored: { identity }, plan }) =>
      plan.stops.map(({ stop, at }): StopRow => ({ ...identity, ...stop, stream: at.stream, event: at })),
    );
    const forks = planned.flatMap(({ stored: { identity }, plan: { fork } }): StopRow[] =>
      fork ? [{ ...identity, stream: forkKey(identity), reason: 'fork', code: fork.code, event: fork.at }] : [],
    );
    const unread = malformed.map(({ org, key, code }): StopRow => ({ org, storeId: '', stream: key, reason: 'poison', code }));
    await this.stop(tx, [...stops, ...forks, ...unread]);
    await this.#park(tx, planned, malformed);
    await this.unpark(
      tx,
      planned.flatMap(({ plan }) => plan.unpark.map(({ shard: { org }, event: { record } }) => ({ org, record }))),
    );
    for (const { stored, plan } of planned) for (const stream of plan.released) await this.release(tx, stored.identity, stream);
  }

  async stop(tx: Transaction, stops: readonly StopRow[]): Promise<void> {
    for (const { org, storeId, stream, shard, reason, code, event, position = event?.position } of stops) {
      await tx.query(
        `INSERT INTO stream_consumer.stopped_streams (org, consumer, store_id, stream, shard, reason, code, event_id, stream_version, position)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (org, consumer, store_id, stream) DO UPDATE SET reason = excluded.reason, code = excluded.code, event_id = excluded.event_id,
           stream_version = excluded.stream_version, position = excluded.position`,
        [org, this.consumer, storeId, stream, shard ?? null, reason, code, event?.id ?? null, event?.event.header.streamversion ?? null, position ?? null], // prettier-ignore
      );
    }
  }

  /** Lets a stream go on, unless events of it are parked. */
  async release(tx: Transaction, { org, storeId }: Pick<ShardIdentity, 'org' | 'storeId'>, stream: string): Promise<void> {
    await tx.query(
      `DELETE FROM stream_consumer.stopped_streams s WHERE org = $1 AND consumer = $2 AND store_id = $3 AND stream = $4 AND ${nothingParked}`,
      [org, this.consumer, storeId, stream],
    );
  }

  /**
   * What was parked of a range is void, and what was applied of it, in these streams, is contradicted. A newer epoch
   * says which of two histories the store goes on from: the shard goes on, and what was withheld is to be taken.
   */
  async rewind(
    tx: Transaction,
    { org, storeId, shard }: ShardIdentity,
    [from, to]: PositionRange,
    streams: readonly string[],
  ): Promise<void> {
    const values = [org, this.consumer, storeId, shard];
    const ofShard = 'org = $1 AND consumer = $2 AND store_id = $3 AND shard = $4';
    const key = recordKey(org, shard);
    for (const table of ['parked_events', 'unreadable_events'])
      await tx.query(`DELETE FROM stream_consumer.${table} WHERE ${ofShard} AND stream <> $5 AND position BETWEEN $6 AND $7`, [...values, key, from, to]); // prettier-ignore
    await tx.query(`DELETE FROM stream_consumer.stopped_streams WHERE ${ofShard} AND stream = $5`, [...values, key]);
    await tx.query(
      `DELETE FROM stream_consumer.stopped_streams s WHERE ${ofShard} AND reason IN ('gap', 'poison') AND ${nothingParked}`,
      values,
    );
    await this.stop(
      tx,
      streams.map((stream) => ({ org, storeId, shard, stream, reason: 'fork', code: 'position-reused', position: from })),
    );
  }

  /** In the order in which they are to be applied. */
  async parkedEvents(database: Queryable, { org, storeId }: ShardIdentity, stream: string): Promise<ConsumerDelivery[]> {
    const { rows } = await database.query<ParkedRow>(
      `SELECT ${recordColumns} FROM stream_consumer.parked_events
       WHERE org = $1 AND consumer = $2 AND store_id = $3 AND stream = $4 ORDER BY position`,
      [org, this.consumer, storeId, stream],
    );
    return rows.map(deliveryOf);
  }

  /**
   * Parked under a record's key: no events for the software that took them, or (of a store) withheld beside another
   * history. A page of them.
   * @param after the last record of the page before
   */
  async parkedRecords(
    database: Queryable,
    { org, storeId = '', key }: { org: string; storeId?: string; key: string },
    limit: number,
    after: InboundRecord | undefined,
  ): Promise<InboundRecord[]> {
    const { rows } = await database.query<ParkedRow>(
      `SELECT ${recordColumns} FROM stream_consumer.parked_events
       WHERE org = $1 AND consumer = $2 AND store_id = $8 AND stream = $3
         AND ($5::text IS NULL OR (topic, partition, record_offset) > ($5, $6::int, $7::bigint))
       ORDER BY topic, partition, record_offset LIMIT $4`,
      [org, this.consumer, key, limit, after?.topic ?? null, after?.partition ?? null, after?.offset ?? null, storeId],
    );
    return rows.map(recordOf);
  }

  /** Records under a key that are no events are not tried any more. @returns how many */
  async dropRecords(database: Queryable, org: string, key: string): Promise<number> {
    const { rows } = await database.query<{ dropped: number }>(
      `WITH dropped AS (DELETE FROM stream_consumer.parked_events WHERE org = $1 AND consumer = $2 AND store_id = '' AND stream = $3 RETURNING 1),
         released AS (DELETE FROM stream_consumer.stopped_streams WHERE org = $1 AND consumer = $2 AND store_id = '' AND stream = $3)
       SELECT count(*) AS dropped FROM dropped`,
      [org, this.consumer, key],
    );
    return rows[0]!.dropped;
  }

  /** Their streams go on without them. One that is known keeps its acceptance. */
  async noteUnreadable(tx: Transaction, events: readonly UnreadableRow[]): Promise<void> {
    for (const { delivery, code, accepted, missing = false } of events) {
      const { shard, stream, position, id, event } = delivery;
      const { record, header } = event;
      await tx.query(
        `INSERT INTO stream_consumer.unreadable_events AS u (org, consumer, store_id, shard, position, stream, event_id, event_type, stream_version,
           recorded_at, code, accepted_by, accepted_reason, accepted_at, ${recordColumns})
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text, $13, CASE WHEN $12::text IS NOT NULL THEN now() END, $14, $15, $16, $17, $18, $19, $20)
         ON CONFLICT (org, consumer, store_id, shard, position) DO UPDATE SET code = excluded.code, tried_at = excluded.tried_at,
           event_id = excluded.event_id, event_type = excluded.event_type, topic = excluded.topic, partition = excluded.partition,
           record_offset = excluded.record_offset, record_key = excluded.record_key, headers = excluded.headers, value = excluded.value, writer = excluded.writer`,
        [
          shard.org, this.consumer, shard.storeId, shard.shard, position, stream, textOf(id), textOf(header.type), header.streamversion,
          header.time, code, accepted?.by ?? null, accepted?.reason ?? null, record.topic, record.partition, record.offset, textOf(record.key),
          JSON.stringify(record.headers), missing ? null : record.value, record.writer,
        ],
      ); // prettier-ignore
    }
  }

  /** Of a stream, or one of it, by shard and position. Without those that never came. */
  async unreadableEvents(database: Queryable, { org, stream, eventId }: StreamChoice): Promise<ConsumerDelivery[]> {
    const { rows } = await database.query<ParkedRow>(
      `SELECT ${recordColumns} FROM stream_consumer.unreadable_events
       WHERE org = $1 AND consumer = $2 AND stream = $3 AND ($4::text IS NULL OR event_id = $4) AND value IS NOT NULL ORDER BY store_id, shard, position`,
      [org, this.consumer, stream, eventId ?? null],
    );
    return rows.map(deliveryOf);
  }

  /** Those of these deliveries that are unreadable, or missing, by what came before, and that now come otherwise. */
  async mendedAmong(database: Queryable, deliveries: readonly ConsumerDelivery[]): Promise<ConsumerDelivery[]> {
    const { rows } = await database.query<{ n: number; value: Buffer | null }>(
      `SELECT k.n::int AS n, u.value FROM unnest($2::text[], $3::text[], $4::int[], $5::bigint[]) WITH ORDINALITY AS k (org, store_id, shard, position, n)
       JOIN stream_consumer.unreadable_events u
         ON u.org = k.org AND u.consumer = $1 AND u.store_id = k.store_id AND u.shard = k.shard AND u.position = k.position ORDER BY n`,
      [
        this.consumer,
        deliveries.map(({ shard }) => shard.org),
        deliveries.map(({ shard }) => shard.storeId),
        deliveries.map(({ shard }) => shard.shard),
        deliveries.map(({ position }) => position),
      ],
    );
    const among = rows.map(({ n, value }) => ({ delivery: deliveries[n - 1]!, value }));
    return among.filter(({ delivery, value }) => !value?.equals(delivery.event.record.value)).map(({ delivery }) => delivery);
  }

  /** @param code why it is still unreadable; undefined: it has its effect now */
  async triedAgain(tx: Transaction, delivery: ConsumerDelivery, code: string | undefined): Promise<void> {
    const { shard, position } = delivery;
    if (code !== undefined) return this.noteUnreadable(tx, [{ delivery, code }]);
    await tx.query(
      'DELETE FROM stream_consumer.unreadable_events WHERE org = $1 AND consumer = $2 AND store_id = $3 AND shard = $4 AND position = $5',
      [shard.org, this.consumer, shard.storeId, shard.shard, position],
    );
  }

  /** @returns how many */
  async accept(database: Queryable, { org, stream, eventId }: StreamChoice, { by, reason }: Acceptance): Promise<number> {
    const { rowCount } = await database.query(
      `UPDATE stream_consumer.unreadable_events SET accepted_at = now(), accepted_by = $5, accepted_reason = $6
       WHERE org = $1 AND consumer = $2 AND stream = $3 AND ($4::text IS NULL OR event_id = $4) AND accepted_at IS NULL`,
      [org, this.consumer, stream, eventId ?? null, by, reason],
    );
    return rowCount ?? 0;
  }

  async unreadableCount(database: Queryable, { org, stream }: StreamChoice): Promise<number> {
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*) AS count FROM stream_consumer.unreadable_events WHERE org = $1 AND consumer = $2 AND stream = $3 AND accepted_at IS NULL`,
      [org, this.consumer, stream],
    );
    return rows[0]!.count;
  }

  async hasRequests(database: Queryable): Promise<boolean> {
    const { rowCount } = await database.query({
      name: 'stream-consumer-has-requests',
      text: 'SELECT FROM stream_consumer.operator_requests WHERE consumer = $1 AND done_at IS NULL LIMIT 1',
      values: [this.consumer],
    });
    return rowCount === 1;
  }

  /** The oldest request that no other member works on. It stays locked as long as the transaction lasts. */
  async openRequest(tx: Transaction): Promise<OpenRequest | undefined> {
    const { rows } = await tx.query<OpenRequest & { eventId: string | null }>({
      name: 'stream-consumer-open-request',
      text: `SELECT id, org, stream, event_id AS "eventId", action, reason, actor FROM stream_consumer.operator_requests
             WHERE consumer = $1 AND done_at IS NULL ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      values: [this.consumer],
    });
    return rows[0] && { ...rows[0], eventId: rows[0].eventId ?? undefined };
  }

  async closeRequest(tx: Transaction, { id }: OpenRequest, outcome: object): Promise<void> {
    await tx.query('UPDATE stream_consumer.operator_requests SET done_at = clock_timestamp(), outcome = $2 WHERE id = $1', [id, JSON.stringify(outcome)]); // prettier-ignore
  }

  async unpark(tx: Transaction, parked: readonly { org: string; record: InboundRecord }[]): Promise<void> {
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

  /** Where the parts of a stopped stream are kept. */
  async stoppedParts(database: Queryable, org: string, stream: string): Promise<StoppedPart[]> {
    const { rows } = await database.query<StoppedPart>(
      `SELECT store_id AS "storeId", shard, stream, reason, event_id AS "eventId" FROM stream_consumer.stopped_streams
       WHERE org = $1 AND consumer = $2 AND stream = $3 ORDER BY store_id`,
      [org, this.consumer, stream],
    );
    return rows;
  }

  /** Stopped streams by reason, events that are unreadable and not accepted, positions that are missing, and forks. */
  async faults(database: Queryable): Promise<Faults> {
    const { rows } = await database.query<{
      stopped: Record<string, number>;
      unreadable: number;
      missing: number;
      forked: number;
      forged: Record<string, number>;
      lost: Record<string, number>;
    }>(
      `SELECT (SELECT coalesce(json_object_agg(reason, streams), '{}') FROM (
                 SELECT reason, count(*) AS streams FROM stream_consumer.stopped_streams WHERE consumer = $1 GROUP BY reason) AS s) AS stopped,
              (SELECT count(*) FROM stream_consumer.unreadable_events WHERE consumer = $1 AND accepted_at IS NULL) AS unreadable,
              (SELECT coalesce(json_object_agg(lost, partitions), '{}') FROM (
                 SELECT lost, count(*) AS partitions FROM stream_consumer.checkpoints WHERE consumer = $1 AND lost IS NOT NULL GROUP BY lost) AS l) AS lost,
              (SELECT coalesce(sum((gap ->> 1)::bigint - (gap ->> 0)::bigint + 1), 0)::float8
                 FROM stream_consumer.shard_progress, jsonb_array_elements(gaps) AS gap WHERE consumer = $1 AND gaps <> '[]') AS missing,
              (SELECT count(*) FROM stream_consumer.stopped_streams WHERE consumer = $1 AND reason = 'fork' AND stream = org || '/' || shard) AS forked,
              (SELECT coalesce(json_object_agg(code, records), '{}') FROM (
                 SELECT code, sum(records)::float8 AS records FROM stream_consumer.forged_records WHERE consumer = $1 GROUP BY code) AS g) AS forged`,
      [this.consumer],
    );
    const { stopped, unreadable, missing, forked, forged, lost } = rows[0]!;
    const byReason = (counts: Record<string, number>) => new Map(Object.entries(counts));
    return { stopped: byReason(stopped), unreadable, missing, forked, forged: byReason(forged), lost: byReason(lost) };
  }

  /** One row for however many of a partition are forged in one way. What comes again is not counted again. */
  async noteForged(tx: Transaction, forged: readonly ForgedRecord[], keysName: string): Promise<void> {
    for (const of of Map.groupBy(forged, ({ topic, partition, code }) => `${topic}/${partition}/${code}`).values()) {
      const { topic, partition, code, offset } = of[0]!;
      await tx.query(
        `INSERT INTO stream_consumer.forged_records AS f (consumer, topic, partition, code, keys_name, records, first_offset, last_offset)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (consumer, topic, partition, code) DO UPDATE
         SET records = f.records + excluded.records, first_offset = least(f.first_offset, excluded.first_offset), last_offset = excluded.last_offset,
           last_at = excluded.last_at, keys_name = excluded.keys_name
         WHERE f.last_offset < excluded.first_offset OR excluded.first_offset < f.first_offset`,
        [this.consumer, topic, partition, code, keysName, of.length, offset, of.at(-1)!.offset],
      );
    }
  }

  /**
   * Other keys are here than when records were dropped for want of one: those are read again, and what was taken is
   * known by its position.
   */
  async readAgainWith(database: Queryable, keysName: string): Promise<void> {
    const { rowCount } = await database.query(
      `SELECT FROM stream_consumer.forged_records WHERE consumer = $1 AND code = 'key-unknown' AND keys_name <> $2 LIMIT 1`,
      [this.consumer, keysName],
    );
    if (rowCount === 0) return;
    await database.query(
      `WITH dropped AS (
         DELETE FROM stream_consumer.forged_records WHERE consumer = $1 AND code = 'key-unknown' AND keys_name <> $2 RETURNING topic, partition, first_offset)
       UPDATE stream_consumer.checkpoints c SET next_offset = least(c.next_offset, d.first_offset)
       FROM dropped d WHERE c.consumer = $1 AND c.topic = d.topic AND c.partition = d.partition`,
      [this.consumer, keysName],
    );
  }

  /** For readers that see one organisation only. */
  async noteForked(database: Queryable, forked: number): Promise<void> {
    await database.query(
      `INSERT INTO stream_consumer.consumers AS c (consumer, forked_shards) VALUES ($1, $2)
       ON CONFLICT (consumer) DO UPDATE SET forked_shards = excluded.forked_shards WHERE c.forked_shards <> excluded.forked_shards`,
      [this.consumer, forked],
    );
  }

  async #park(tx: Transaction, planned: readonly PlannedShard[], malformed: readonly MalformedRecord[]): Promise<void> {
    const rows = [
      ...planned.flatMap(({ stored: { identity }, plan }) =>
        plan.park.map(({ stream, position, event: { record } }) => ({ ...identity, stream, position, record })),
      ),
      ...planned.flatMap(({ stored: { identity }, plan }) =>
        plan.withheld.map(({ position, event: { record } }) => ({ ...identity, stream: forkKey(identity), position, record })),
      ),
      ...malformed.map(({ org, key, record }) => ({ org, storeId: '', shard: null, stream: key, position: null, record })),
    ];
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO stream_consumer.parked_events (consumer, org, store_id, shard, stream, position, ${recordColumns})
       SELECT $1, k.* FROM unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::bigint[], $7::text[], $8::int[], $9::bigint[], $10::text[], $11::json[],
         $12::bytea[], $13::text[]) AS k ON CONFLICT DO NOTHING`,
      [
        this.consumer,
        rows.map((r) => r.org),
        rows.map((r) => r.storeId),
        rows.map((r) => r.shard),
        rows.map((r) => r.stream),
        rows.map((r) => r.position),
        rows.map((r) => r.record.topic),
        rows.map((r) => r.record.partition),
        rows.map((r) => r.record.offset),
        textArray(rows.map((r) => textOf(r.record.key))),
        rows.map((r) => JSON.stringify(r.record.headers)),
        byteaArray(rows.map((r) => r.record.value)),
        rows.map((r) => r.record.writer),
      ],
    );
  }
}

/** Under this name a shard with two histories stands among the stopped streams. */
function forkKey({ org, shard }: ShardIdentity): string {
  return recordKey(org, shard);
}

const positionsPerBlock = 64;
const blockOf = (position: number): number => Math.floor(position / positionsPerBlock);

/** Chain values of neighbouring positions of one block. */
interface ChainRun {
  identity: ShardIdentity;
  block: number;
  /** Place in the block. */
  at: number;
  /** How many there are. */
  count: number;
  /** Their beginnings, one after the other; room for all up to the end of the block. */
  chains: Buffer;
}

/** A statement touches a row once: runs that lie apart in one block are in several rounds. */
function roundsOf(shards: readonly ShardMove[]): ChainRun[][] {
  const rounds: ChainRun[][] = [];
  for (const { stored, taken } of shards) {
    let run: ChainRun | undefined;
    let inBlock = 0;
    for (const { position, chain } of inOrder(taken)) {
      const block = blockOf(position);
      const at = position % positionsPerBlock;
      inBlock = run?.block === block ? inBlock : 0;
      if (run?.block !== block || at !== run.at + run.count) {
        const chains = Buffer.allocUnsafe((positionsPerBlock - at) * chainPrefixBytes);
        run = { identity: stored.identity, block, at, count: 0, chains };
        (rounds[inBlock] ??= []).push(run);
        inBlock += 1;
      }
      chain.copy(run.chains, run.count * chainPrefixBytes, 0, chainPrefixBytes);
      run.count += 1;
    }
  }
  return rounds;
}

/** They nearly always come in it. */
function inOrder(taken: readonly ConsumerDelivery[]): readonly ConsumerDelivery[] {
  const isSorted = taken.every(({ position }, at) => at === 0 || position > taken[at - 1]!.position);
  return isSorted ? taken : [...taken].sort((a, b) => a.position - b.position);
}

function valuesOf(runs: readonly ChainRun[]): unknown[] {
  return [
    runs.map(({ identity }) => identity.org),
    runs.map(({ identity }) => identity.storeId),
    runs.map(({ identity }) => identity.shard),
    runs.map(({ block }) => block),
    runs.map(({ at }) => at * chainPrefixBytes + 1),
    byteaArray(runs.map(({ chains, count }) => chains.subarray(0, count * chainPrefixBytes))),
  ];
}

/** Within the statement that moves shards: a statement of its own would be a round trip of each batch. */
const notified = (channel: string): string =>
  `, (SELECT count(pg_notify('${channel}', k.org)) FROM (SELECT DISTINCT unnest($6::text[]) AS org) k) AS notified`;

/** @param first number of the first of its six parameters; $1 is the consumer */
function keepChains(first: number): string {
  const [org, storeId, shard, block, at, chains] = Array.from({ length: 6 }, (_, n) => `$${first + n}`);
  const ofRun = 'c.org = k.org AND c.consumer = $1 AND c.store_id = k.store_id AND c.shard = k.shard AND c.block = k.block';
  return `k AS (
    SELECT * FROM unnest(${org}::text[], ${storeId}::text[], ${shard}::int[], ${block}::bigint[], ${at}::int[], ${chains}::bytea[])
      AS k (org, store_id, shard, block, at, chains)
  ), filled AS (
    UPDATE stream_consumer.position_chains c SET chains = overlay(c.chains PLACING k.chains FROM k.at) FROM k WHERE ${ofRun}
  ), begun AS (
    INSERT INTO stream_consumer.position_chains (consumer, org, store_id, shard, block, chains)
    SELECT $1, k.org, k.store_id, k.shard, k.block,
      overlay(decode(repeat('00', ${positionsPerBlock * chainPrefixBytes}), 'hex') PLACING k.chains FROM k.at)
    FROM k WHERE NOT EXISTS (SELECT FROM stream_consumer.position_chains c WHERE ${ofRun}) ON CONFLICT DO NOTHING
  )`;
}

const nothingParked = `NOT EXISTS (SELECT FROM stream_consumer.parked_events e
  WHERE e.org = s.org AND e.consumer = s.consumer AND e.store_id = s.store_id AND e.stream = s.stream)`;

function recordOf(row: ParkedRow): InboundRecord {
  const { topic, partition, record_offset, record_key: key, headers, value, writer } = row;
  return { topic, partition, offset: BigInt(record_offset), key, headers, value, writer };
}

function deliveryOf(row: ParkedRow): ConsumerDelivery {
  const decoded = decodeRecord(recordOf(row));
  if (decoded.kind !== 'event') throw new Error('an event that was kept can no longer be read as an event');
  return decoded.delivery;
}

/** PostgreSQL text holds no NUL. */
function textOf(text: string): string {
  return text.replaceAll('\0', '');
}
