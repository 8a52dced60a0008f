import { chainGenesis, parseLogEntry, type ChainHead, type ChainLink } from '@everchart/envelope';
import { bigintArray, byteaArray, integerArray, textArray, type Queryable, type Transaction } from '@everchart/postgres';
import { Frontier } from '@everchart/transparency-log';
import type { EventEntry, HeadEntry } from '../domain/log-entry.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const sequencerConsumer = 'retention-v1';

/** A shard of a source, as the log names it. */
export interface ShardName {
  service: string;
  storeId: string;
  epoch: number;
  shard: number;
}

/** Hashes of the tile levels from 1. */
export interface TileHash {
  level: number;
  index: number;
  hash: Buffer;
}

export interface LogGrowth {
  /** Index of the first of the new entries. */
  first: number;
  entries: readonly (EventEntry | HeadEntry)[];
  tileHashes: readonly TileHash[];
  frontier: Frontier;
}

/** Why a log is not signed any more: it ends before what was published, or is another tree. */
export type Refusal = 'below-published' | 'other-tree';

export interface LogStanding {
  frontier: Frontier;
  /** Size of the newest checkpoint. */
  signed: number;
  checkpoints: number;
}

export interface SignedNote {
  size: number;
  note: string;
  verifierKey: string;
}

/** Where a shard's chain was followed to, and the highest position that its source has stated (0: none). */
export interface Followed {
  /** Whose store it is. */
  service: string;
  head: ChainHead | undefined;
  stated: number;
}

/** An event that does not follow the one before it; a head of another event than the log has, or of a foreign store. */
export type ShardFault = 'chain' | 'head';

/** A head's place in the log. */
export type IndexedHead = ChainHead & { index: number };
export type StatedHead = IndexedHead & { statedAtUs: number };

/** `behind`: what was stated has not come; `silent`: nothing was stated for {@link silentAfterSeconds}. */
export type SourceTrouble = 'behind' | 'silent';

/** Three times what a source at rest lets pass between two heads. */
export const silentAfterSeconds = 3 * 3600;

/** Only the newest epoch of a store still speaks. Of `retention.shard_heads h`. */
export const isNewestEpoch = `NOT EXISTS (SELECT FROM retention.shard_heads n
  WHERE n.org = h.org AND n.store_id = h.store_id AND n.shard = h.shard AND n.epoch > h.epoch)`;

/** Up to where an older epoch has come: a restored store states that position before it has recorded something. */
export const olderEnd = `(SELECT coalesce(max(o.position), 0) FROM retention.shard_heads o
  WHERE o.org = h.org AND o.store_id = h.store_id AND o.shard = h.shard AND o.epoch < h.epoch)`;

/** An entry's place in its shard's chain and in the log. */
export type IndexedLink = ChainLink & { index: number };

/** Links per look: a shard that had a hole catches up in pieces. */
const linksPerLook = 5000;

/** Writes of the sequencer, in its transaction, as `retention_worker`. */
export const logWriter = {
  /** Locks the organisation's log until the transaction ends; makes it when there is none. */
  async lock(tx: Transaction, org: string, origin: string): Promise<Frontier> {
    const select = { name: 'retention-lock', text: 'SELECT size, frontier FROM retention.logs WHERE org = $1 FOR UPDATE', values: [org] };
    let { rows } = await tx.query<{ size: number; frontier: Buffer[] }>(select);
    if (rows.length === 0) {
      await tx.query('INSERT INTO retention.logs (org, origin) VALUES ($1, $2) ON CONFLICT DO NOTHING', [org, origin]);
      ({ rows } = await tx.query<{ size: number; frontier: Buffer[] }>(select));
    }
    return new Frontier(rows[0]!.size, rows[0]!.frontier);
  },

  async grow(tx: Transaction, org: string, growth: LogGrowth): Promise<void> {
    const { entries, tileHashes, frontier } = growth;
    await tx.query({
      name: 'retention-grow',
      text: `WITH entries AS (
         INSERT INTO retention.entries (org, entry_index, entry, leaf_hash, event_id, service, store_id, epoch, shard, position)
         SELECT $1, $2::bigint + e.ordinal - 1, e.entry, e.leaf_hash, e.event_id, e.service, e.store_id, e.epoch, e.shard, nullif(e.position, 0)
         FROM unnest($3::text[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::int[], $9::int[], $10::bigint[]) WITH ORDINALITY
           AS e (entry, leaf_hash, event_id, service, store_id, epoch, shard, position, ordinal)
       ), hashes AS (
         INSERT INTO retention.tile_hashes (org, level, hash_index, hash)
         SELECT $1, h.* FROM unnest($11::smallint[], $12::bigint[], $13::bytea[]) AS h (level, hash_index, hash)
       )
       UPDATE retention.logs SET size = $14, frontier = $15 WHERE org = $1`,
      values: [
        org,
        growth.first,
        textArray(entries.map(({ bytes }) => bytes)),
        byteaArray(entries.map(({ leaf }) => leaf)),
        textArray(entries.map((entry) => ('link' in entry ? entry.eventId : null))),
        textArray(entries.map(({ service }) => service)),
        textArray(entries.map(({ storeId }) => storeId)),
        integerArray(entries.map(({ epoch }) => epoch)),
        integerArray(entries.map(({ shard }) => shard)),
        bigintArray(entries.map((entry) => ('link' in entry ? entry.link.position : 0))),
        tileHashes.map(({ level }) => level),
        tileHashes.map(({ index }) => index),
        byteaArray(tileHashes.map(({ hash }) => hash)),
        frontier.size,
        [...frontier.hashes],
      ],
    });
  },

  /** Organisations with entries that no checkpoint is over yet. */
  async unsigned(database: Queryable): Promise<string[]> {
    const text = 'SELECT org FROM retention.logs WHERE size <> signed ORDER BY org';
    const { rows } = await database.query<{ org: string }>({ name: 'retention-unsigned', text });
    return rows.map(({ org }) => org);
  },

  /** Locks the log: it does not grow until the transaction ends. */
  async standing(tx: Transaction, org: string): Promise<LogStanding> {
    const { rows } = await tx.query<{ size: number; frontier: Buffer[]; signed: number; checkpoints: number }>({
      name: 'retention-standing',
      text: 'SELECT size, frontier, signed, checkpoints FROM retention.logs WHERE org = $1 FOR UPDATE',
      values: [org],
    });
    const { size, frontier, signed, checkpoints } = rows[0]!;
    return { frontier: new Frontier(size, frontier), signed, checkpoints };
  },

  async addCheckpoint(tx: Transaction, org: string, { size, note, verifierKey }: SignedNote): Promise<void> {
    await tx.query({
      name: 'retention-add-checkpoint',
      text: `WITH note AS (
         INSERT INTO retention.checkpoints (org, size, note) VALUES ($1, $2, $3)
       ), key AS (
         INSERT INTO retention.log_keys (org, verifier_key, first_size) VALUES ($1, $4, $2) ON CONFLICT DO NOTHING
       )
       UPDATE retention.logs SET signed = $2, checkpoints = checkpoints + 1, refused = NULL WHERE org = $1`,
      values: [org, size, note, verifierKey],
    });
  },

  /** Makes the log when there is none. @returns whether it was not refused for this reason before */
  async refuse(tx: Transaction, org: string, origin: string, refused: Refusal): Promise<boolean> {
    const { rowCount } = await tx.query(
      `INSERT INTO retention.logs AS l (org, origin, refused) VALUES ($1, $2, $3)
       ON CONFLICT (org) DO UPDATE SET refused = excluded.refused WHERE l.refused IS DISTINCT FROM excluded.refused`,
      [org, origin, refused],
    );
    return rowCount === 1;
  },

  async sizes(database: Queryable): Promise<Map<string, number>> {
    const { rows } = await database.query<{ org: string; size: number }>('SELECT org, size FROM retention.logs');
    return new Map(rows.map(({ org, size }) => [org, size]));
  },

  async refusedLogs(database: Queryable): Promise<Map<Refusal, number>> {
    const { rows } = await database.query<{ refused: Refusal; logs: number }>(
      'SELECT refused, count(*) AS logs FROM retention.logs WHERE refused IS NOT NULL GROUP BY refused',
    );
    return new Map(rows.map(({ refused, logs }) => [refused, logs]));
  },

  /**
   * Where the shard's chain was followed to; no head while its beginning is not known. Notes that the shard is there.
   */
  async followed(tx: Transaction, org: string, { service, storeId, epoch, shard }: ShardName): Promise<Followed> {
    const select =
      'SELECT service, position, chain, stated_position AS stated FROM retention.shard_heads WHERE org = $1 AND store_id = $2 AND epoch = $3 AND shard = $4';
    const { rows } = await tx.query<{ service: string; position: number | null; chain: Buffer | null; stated: number | null }>({
      name: 'retention-chain-head',
      text: select,
      values: [org, storeId, epoch, shard],
    });
    const [row] = rows;
    if (row) {
      const head = row.position === null ? undefined : { position: row.position, chain: row.chain! };
      return { service: row.service, head, stated: row.stated ?? 0 };
    }
    await tx.query('INSERT INTO retention.shard_heads (org, store_id, epoch, shard, service) VALUES ($1, $2, $3, $4, $5)', [
      org,
      storeId,
      epoch,
      shard,
      service,
    ]);
    return { service, head: undefined, stated: 0 };
  },

  /** What a source has stated, in the order of the entries. */
  async keepHeads(tx: Transaction, org: string, { storeId, epoch, shard }: ShardName, heads: readonly StatedHead[]): Promise<void> {
    await tx.query(
      `WITH heads AS (
         INSERT INTO retention.source_heads (org, store_id, epoch, shard, position, chain, entry_index)
         SELECT $1, $2, $3, $4, h.* FROM unnest($5::bigint[], $6::bytea[], $7::bigint[]) AS h (position, chain, entry_index)
       )
       UPDATE retention.shard_heads SET stated_position = greatest(stated_position, $8), stated_at_us = greatest(stated_at_us, $9),
         heard_at = greatest(heard_at, least(clock_timestamp(), to_timestamp($9::bigint / 1000000::float8)))
       WHERE org = $1 AND store_id = $2 AND epoch = $3 AND shard = $4`,
      [
        org,
        storeId,
        epoch,
        shard,
        bigintArray(heads.map(({ position }) => position)),
        byteaArray(heads.map(({ chain }) => chain)),
        bigintArray(heads.map(({ index }) => index)),
        Math.max(...heads.map(({ position }) => position)),
        Math.max(...heads.map(({ statedAtUs }) => statedAtUs)),
      ],
    );
  },

  /** Heads behind a position, up to another one. */
  async headsWithin(tx: Transaction, org: string, { storeId, epoch, shard }: ShardName, after: number, to: number): Promise<IndexedHead[]> {
    const { rows } = await tx.query<IndexedHead>(
      `SELECT position, chain, entry_index AS index FROM retention.source_heads
       WHERE org = $1 AND store_id = $2 AND epoch = $3 AND shard = $4 AND position > $5 AND position <= $6`,
      [org, storeId, epoch, shard, after, to],
    );
    return rows;
  },

  /** Chain values at positions, as the log has them: of the epoch, or of the one before it that has the position. */
  async chainsAt(
    tx: Transaction,
    org: string,
    { storeId, epoch, shard }: ShardName,
    positions: readonly number[],
  ): Promise<Map<number, Buffer>> {
    const { rows } = await tx.query<{ entry: string }>(
      `SELECT DISTINCT ON (position) entry FROM retention.entries
       WHERE org = $1 AND store_id = $2 AND epoch <= $3 AND shard = $4 AND position = ANY ($5::bigint[]) ORDER BY position, epoch DESC`,
      [org, storeId, epoch, shard, positions],
    );
    return new Map(rows.map(({ entry }) => linkOfEntry(entry)).map(({ position, chain }) => [position, chain]));
  },

  async addFaults(
    tx: Transaction,
    org: string,
    { storeId, epoch, shard }: ShardName,
    kind: ShardFault,
    faults: readonly { position: number; index: number }[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO retention.shard_faults (org, store_id, epoch, shard, kind, position, entry_index)
       SELECT $1, $2, $3, $4, $5, f.* FROM unnest($6::bigint[], $7::bigint[]) AS f (position, entry_index)`,
      [
        org,
        storeId,
        epoch,
        shard,
        kind,
        bigintArray(faults.map(({ position }) => position)),
        bigintArray(faults.map(({ index }) => index)),
      ],
    );
  },

  /** Shards whose source has stated more than has come for a minute, and those that state nothing any more. */
  async sourcesInTrouble(database: Queryable): Promise<Record<SourceTrouble, number>> {
    const { rows } = await database.query<Record<SourceTrouble, number>>(
      `SELECT count(*) FILTER (WHERE h.stated_position > greatest(h.position, ${olderEnd}) AND ${isNewestEpoch} AND EXISTS (
           SELECT FROM retention.source_heads s WHERE s.org = h.org AND s.store_id = h.store_id AND s.epoch = h.epoch AND s.shard = h.shard
             AND s.position > greatest(h.position, ${olderEnd}) AND s.heard_at < now() - interval '1 minute')) AS behind,
         count(*) FILTER (WHERE h.heard_at < now() - interval '${silentAfterSeconds} s' AND ${isNewestEpoch}) AS silent
       FROM retention.shard_heads h`,
    );
    return rows[0]!;
  },

  /**
   * Where a chain may begin: at position 1, or, for the later epoch of a restored store, behind an event of an epoch
   * before.
   */
  async chainBeginnings(tx: Transaction, org: string, { storeId, epoch, shard }: ShardName): Promise<ChainHead[]> {
    const older = await tx.query<{ entry: string }>(
      `SELECT o.entry FROM retention.entries o
       WHERE o.org = $1 AND o.store_id = $2 AND o.shard = $4 AND o.epoch < $3 AND o.position = (
         SELECT min(e.position) FROM retention.entries e WHERE e.org = $1 AND e.store_id = $2 AND e.epoch = $3 AND e.shard = $4) - 1
       ORDER BY o.epoch DESC`,
      [org, storeId, epoch, shard],
    );
    return [...older.rows.map(({ entry }) => linkOfEntry(entry)), { position: 0, chain: chainGenesis }];
  },

  /** Entries behind a position, by position; neighbours of each other or not. */
  async linksAfter(tx: Transaction, org: string, { storeId, epoch, shard }: ShardName, position: number): Promise<IndexedLink[]> {
    const { rows } = await tx.query<{ entry: string; entry_index: number }>({
      name: 'retention-links-after',
      text: `SELECT entry, entry_index FROM retention.entries
       WHERE org = $1 AND store_id = $2 AND epoch = $3 AND shard = $4 AND position > $5
         AND EXISTS (SELECT FROM retention.entries WHERE org = $1 AND store_id = $2 AND epoch = $3 AND shard = $4 AND position = $5 + 1)
       ORDER BY position LIMIT $6`,
      values: [org, storeId, epoch, shard, position, linksPerLook],
    });
    return rows.map((row) => ({ ...linkOfEntry(row.entry), index: row.entry_index }));
  },

  async saveHead(
    tx: Transaction,
    org: string,
    { storeId, epoch, shard }: ShardName,
    { first, head }: { first: number; head: ChainHead },
  ): Promise<void> {
    await tx.query({
      name: 'retention-save-head',
      text: `UPDATE retention.shard_heads SET first_position = coalesce(first_position, $5), position = $6, chain = $7
       WHERE org = $1 AND store_id = $2 AND epoch = $3 AND shard = $4`,
      values: [org, storeId, epoch, shard, first, head.position, head.chain],
    });
  },
};

function linkOfEntry(entry: string): ChainLink {
  return parseLogEntry(Buffer.from(entry)).link;
}
