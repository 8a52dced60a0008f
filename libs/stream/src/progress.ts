import type { Queryable, Transaction } from '@everchart/postgres';
import type { Forgery } from './record-seal.js';
import type { TopicExtent } from './port.js';
import type { LossReason } from './topic.loss.js';
import type { OrganisationProgress, ShardProgress, StoppedStream, UnreadableEvent } from './consumer.types.js';

/**
 * Progress of a consumer over one organisation. Needs the group role `stream_consumer` or `stream_consumer_read`; for
 * the rest of a transaction it sees this organisation only.
 */
export async function organisationProgress(database: Queryable, consumer: string, org: string): Promise<OrganisationProgress> {
  const { rows } = await database.query<ProgressRow>({
    name: 'stream-consumer-progress',
    text: 'SELECT shards, stopped, lost, as_of, age FROM stream_consumer.progress($1, $2)',
    values: [consumer, org],
  });
  return progressIn(rows[0]!);
}

/** What the function `stream_consumer.progress` answers. */
export interface ProgressRow {
  shards: ShardProgress[];
  stopped: Record<string, string>;
  lost: LossReason | null;
  as_of: Date | null;
  age: number | null;
}

export function progressIn({ shards, stopped, lost, as_of: at, age }: ProgressRow): OrganisationProgress {
  const asOf = at === null ? undefined : { at, ageSeconds: age! };
  return { shards, stopped: new Map(Object.entries(stopped)), lost: lost ?? undefined, asOf };
}

/** Organisations of which progress is kept. */
const organisationsKept = 1000;

/**
 * Progress for many readers: it is read at most once per `shareMs` and organisation. Ask for it BEFORE reading what was
 * applied: then it never claims more than what is read.
 */
export class ProgressReader {
  readonly #shared = new Map<string, { progress: Promise<OrganisationProgress>; until: number }>();
  readonly #shareMs: number;

  constructor(
    private readonly read: (org: string) => Promise<OrganisationProgress>,
    { shareMs = 5 }: { shareMs?: number } = {},
  ) {
    this.#shareMs = shareMs;
  }

  /** What was read before is not given to those who come from now on. */
  changed(org: string): void {
    this.#shared.delete(org);
  }

  of(org: string): Promise<OrganisationProgress> {
    const known = this.#shared.get(org);
    if (known && performance.now() < known.until) return known.progress;
    const shared = { progress: this.read(org), until: Infinity };
    // Counted from the answer: those that come meanwhile take it, too.
    shared.progress.then(
      () => (shared.until = performance.now() + this.#shareMs),
      () => (shared.until = 0),
    );
    this.#shared.delete(org);
    this.#shared.set(org, shared);
    if (this.#shared.size > organisationsKept) this.#shared.delete(this.#shared.keys().next().value!);
    return shared.progress;
  }
}

/**
 * A consumer that has taken nothing yet, and knows what another one knows of the epochs of stores: what a restore has
 * taken back it does not apply.
 */
export async function beginBeside(tx: Transaction, consumer: string, other: string): Promise<void> {
  await tx.query(
    `INSERT INTO stream_consumer.shard_progress (org, consumer, store_id, shard, position, epochs, revision)
     SELECT org, $1, store_id, shard, 0, epochs, 1 FROM stream_consumer.shard_progress WHERE consumer = $2`,
    [consumer, other],
  );
}

/**
 * What the topic does not hold any more was supplied: the consumer begins where the topic does, and lacks nothing.
 */
export async function beginBehind(tx: Transaction, consumer: string, topic: string, { id, partitions }: TopicExtent): Promise<void> {
  await tx.query(
    `INSERT INTO stream_consumer.checkpoints AS c (consumer, topic, partition, next_offset, topic_id)
       SELECT $1, $2, k.partition, k.first, $5 FROM unnest($3::int[], $4::bigint[]) AS k (partition, first)
     ON CONFLICT (consumer, topic, partition) DO UPDATE SET lost = NULL, lost_at = NULL, whole_from = NULL, topic_id = excluded.topic_id,
       next_offset = CASE WHEN c.topic_id = excluded.topic_id THEN greatest(c.next_offset, excluded.next_offset) ELSE excluded.next_offset END`,
    [consumer, topic, [...partitions.keys()], [...partitions.values()].map(({ first }) => first), id],
  );
}

/** Nothing is left of a consumer. */
export async function forgetConsumer(tx: Transaction, consumer: string): Promise<void> {
  await beginAnew(tx, consumer);
  for (const table of ['shard_progress', 'consumers', 'operator_requests'])
    await tx.query(`DELETE FROM stream_consumer.${table} WHERE consumer = $1`, [consumer]);
}

/** Everything is to be applied again. Running consumers start again at their next commit, or within seconds. */
export async function beginAnew(tx: Transaction, consumer: string): Promise<void> {
  await tx.query('SELECT stream_consumer.begin_anew($1)', [consumer]);
}

/** Whether the consumer has taken everything up to these offsets of a topic. */
export async function hasReached(database: Queryable, consumer: string, topic: string, end: ReadonlyMap<number, bigint>): Promise<boolean> {
  const { rows } = await database.query<{ partition: number; next_offset: number }>(
    'SELECT partition, next_offset FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic = $2',
    [consumer, topic],
  );
  const next = new Map(rows.map((row) => [row.partition, BigInt(row.next_offset)]));
  return [...end].every(([partition, offset]) => (next.get(partition) ?? 0n) >= offset);
}

/**
 * The stopped parts of a stream: none means that it is running. Same roles as {@link organisationProgress}, with
 * `app.org` set to the organisation.
 */
export function stoppedStream(database: Queryable, consumer: string, org: string, stream: string): Promise<StoppedStream[]> {
  return select(database, consumer, org, stream, 100);
}

/** All stopped streams of an organisation, oldest first. */
export function stoppedStreams(database: Queryable, consumer: string, org: string, limit = 100): Promise<StoppedStream[]> {
  return select(database, consumer, org, null, limit);
}

async function select(database: Queryable, consumer: string, org: string, stream: string | null, limit: number): Promise<StoppedStream[]> {
  const { rows } = await database.query<{ [Name in keyof StoppedStream]: StoppedStream[Name] | null }>(
    `SELECT s.org, s.store_id AS "storeId", s.stream, s.reason, s.code, s.since, s.event_id AS "eventId", s.stream_version AS "streamVersion", s.position,
       (SELECT count(*) FROM stream_consumer.parked_events e
        WHERE e.org = s.org AND e.consumer = s.consumer AND e.store_id = s.store_id AND e.stream = s.stream) AS "parkedEvents"
     FROM stream_consumer.stopped_streams s
     WHERE s.org = $1 AND s.consumer = $2 AND ($3::text IS NULL OR s.stream = $3)
     ORDER BY s.since, s.store_id, s.stream LIMIT $4`,
    [org, consumer, stream, limit],
  );
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as StoppedStream);
}

/**
 * Events of an organisation, or of a stream of it, that could not be applied: the newest first. Roles and `app.org` as
 * for {@link stoppedStream}.
 * @param accepted whether to name those, too, that an operator has accepted
 */
export async function unreadableEvents(
  database: Queryable,
  consumer: string,
  org: string,
  { stream, limit = 100, accepted = true }: { stream?: string; limit?: number; accepted?: boolean } = {},
): Promise<UnreadableEvent[]> {
  const { rows } = await database.query<Omit<UnreadableEvent, 'accepted'> & { at: Date | null; by: string; why: string }>(
    `SELECT store_id AS "storeId", shard, position, stream, event_id AS "eventId", event_type AS "eventType", stream_version AS "streamVersion",
       recorded_at AS "recordedAt", code, since, tried_at AS "triedAt", accepted_at AS at, accepted_by AS by, accepted_reason AS why
     FROM stream_consumer.unreadable_events
     WHERE org = $1 AND consumer = $2 AND ($3::text IS NULL OR stream = $3) AND ($5 OR accepted_at IS NULL)
     ORDER BY since DESC, store_id, shard, position DESC LIMIT $4`,
    [org, consumer, stream ?? null, limit, accepted],
  );
  return rows.map(({ at, by, why: reason, ...event }) => ({ ...event, ...(at === null ? {} : { accepted: { at, by, reason } }) }));
}

/** Those of an organisation that no operator has accepted. */
export async function unreadableCount(database: Queryable, consumer: string, org: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*) AS count FROM stream_consumer.unreadable_events WHERE org = $1 AND consumer = $2 AND accepted_at IS NULL',
    [org, consumer],
  );
  return rows[0]!.count;
}

/** Why the stream lacks records that a consumer has not taken, if it does: needs no organisation. */
export async function lostOf(database: Queryable, consumer: string): Promise<LossReason | undefined> {
  const { rows } = await database.query<{ lost: LossReason | null }>(
    'SELECT min(lost) AS lost FROM stream_consumer.checkpoints WHERE consumer = $1',
    [consumer],
  );
  return rows[0]!.lost ?? undefined;
}

/** Shards of which two histories have come to a consumer: needs no organisation. */
export async function forkedShards(database: Queryable, consumer: string): Promise<number> {
  const { rows } = await database.query<{ forked: number }>(
    'SELECT coalesce(max(forked_shards), 0)::bigint AS forked FROM stream_consumer.consumers WHERE consumer = $1',
    [consumer],
  );
  return rows[0]!.forked;
}

/** Records of a partition that no writer of the topic has signed: they were dropped, and hide nothing. */
export interface ForgedRecords {
  topic: string;
  partition: number;
  code: Forgery;
  records: number;
  firstOffset: number;
  lastOffset: number;
  since: Date;
  lastAt: Date;
}

/** Those of the last day, or all: the newest first. Needs no organisation. */
export async function forgedRecords(database: Queryable, consumer: string, { all = false } = {}): Promise<ForgedRecords[]> {
  const { rows } = await database.query<ForgedRecords>(
    `SELECT topic, partition, code, records, first_offset AS "firstOffset", last_offset AS "lastOffset", since, last_at AS "lastAt"
     FROM stream_consumer.forged_records WHERE consumer = $1 AND ($2 OR last_at > now() - interval '1 day') ORDER BY last_at DESC, topic, partition, code`,
    [consumer, all],
  );
  return rows;
}
