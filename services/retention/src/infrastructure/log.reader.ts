import { formatMicroseconds, parseLogEntry, parseMicroseconds } from '@everchart/envelope';
import { API_POOL } from '@everchart/service-kit';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { tileWidth, type EntryTile, type HashReader, type HashTile } from '@everchart/transparency-log';
import { Inject, Injectable } from '@nestjs/common';
import { isNewestEpoch, olderEnd, silentAfterSeconds, type Refusal } from './log.writer.js';

export interface SignedCheckpoint {
  size: number;
  note: string;
  signedAt: Date;
}

/** A place in the sequence of a store. */
export interface StorePlace {
  storeId: string;
  epoch: number;
  shard: number;
  position: number;
  recordedAt: string;
}

/** What is recorded is published within moments: a head of a minute later stands behind it. */
const onItsWayUs = 60_000_000;

export interface FoundEntry {
  index: number;
  entry: string;
  leaf: Buffer;
}

/** One shard of a source, as the log has it. */
export interface ShardState {
  service: string;
  storeId: string;
  epoch: number;
  shard: number;
  from: number;
  to: number;
  entries: number;
  /** Up to here the chain was followed without a hole. */
  followedTo: number;
  /** The last event that is here, as its source states it; null: the entry is gone. */
  head: { position: number; chain: string; recordedAt: string } | null;
  gaps: { from: number; to: number }[];
  /** Positions that do not follow the one before them. */
  chainFaults: number[];
  /** The highest position that the source has stated, and its newest statement; null: it has stated none. */
  stated: { position: number; at: string } | null;
  /** What the source has stated has not come. */
  behind: boolean;
  /** Positions at which the source has stated another event than the log has. */
  contradicted: number[];
  /** The source states nothing any more. */
  silent: boolean;
}

export interface LogExtent {
  entries: number;
  /** As many as the log says it has, without a hole at its end. */
  whole: boolean;
  checkpoint: SignedCheckpoint | undefined;
  /** Checkpoints that are kept. */
  checkpoints: number;
  /** Why nothing more is signed, if so. */
  refused: Refusal | undefined;
  shards: ShardState[];
}

/** Gaps that are named; there may be more. */
const gapsNamed = 100;

/** Reads of one organisation's log, as `retention_api`: row-level security shows no other. */
@Injectable()
export class LogReader {
  constructor(@Inject(API_POOL) private readonly pool: Pool) {}

  newestCheckpoint(org: string): Promise<SignedCheckpoint | undefined> {
    return withOrganisation(this.pool, org, (tx) => readCheckpoint(tx, org, newest));
  }

  checkpointAt(org: string, size: number): Promise<SignedCheckpoint | undefined> {
    return withOrganisation(this.pool, org, (tx) => readCheckpoint(tx, org, { condition: 'AND size = $2', values: [size] }));
  }

  /** Sizes of kept checkpoints, newest first. */
  checkpointsBefore(org: string, before: number, limit: number): Promise<{ size: number; signedAt: Date }[]> {
    return withOrganisation(this.pool, org, async (tx) => {
      const { rows } = await tx.query<{ size: number; signed_at: Date }>(
        'SELECT size, signed_at FROM retention.checkpoints WHERE org = $1 AND size < $2 ORDER BY size DESC LIMIT $3',
        [org, before, limit],
      );
      return rows.map((row) => ({ size: row.size, signedAt: row.signed_at }));
    });
  }

  /** Newest first. */
  verifierKeys(org: string): Promise<string[]> {
    return withOrganisation(this.pool, org, async (tx) => {
      const { rows } = await tx.query<{ verifier_key: string }>(
        'SELECT verifier_key FROM retention.log_keys WHERE org = $1 ORDER BY first_size DESC, since DESC',
        [org],
      );
      return rows.map((row) => row.verifier_key);
    });
  }

  /** Fewer than requested where the log ends. */
  entries(org: string, tile: EntryTile): Promise<string[]> {
    return withOrganisation(this.pool, org, async (tx) => {
      const { rows } = await tx.query<{ entry: string }>(
        'SELECT entry FROM retention.entries WHERE org = $1 AND entry_index >= $2 AND entry_index < $2 + $3 ORDER BY entry_index',
        [org, tile.index * tileWidth, tile.width],
      );
      return rows.map((row) => row.entry);
    });
  }

  /** Fewer than requested where the log ends. */
  hashes(org: string, tile: HashTile): Promise<Buffer[]> {
    return withOrganisation(this.pool, org, (tx) =>
      readRun(tx, org, { level: tile.level, index: tile.index * tileWidth, count: tile.width }),
    );
  }

  /** The newest first. */
  entriesOf(org: string, eventId: string): Promise<FoundEntry[]> {
    return withOrganisation(this.pool, org, async (tx) => {
      const { rows } = await tx.query<{ entry_index: number; entry: string; leaf_hash: Buffer }>(
        'SELECT entry_index, entry, leaf_hash FROM retention.entries WHERE org = $1 AND event_id = $2 ORDER BY entry_index DESC',
        [org, eventId],
      );
      return rows.map((row) => ({ index: row.entry_index, entry: row.entry, leaf: row.leaf_hash }));
    });
  }

  /** What the log has at a place of a store, and whether it knows of something later of that shard. */
  entryAt(
    org: string,
    { storeId, epoch, shard, position, recordedAt }: StorePlace,
  ): Promise<{ entry: FoundEntry | undefined; passed: boolean }> {
    return withOrganisation(
      this.pool,
      org,
      async (tx) => {
        const { rows } = await tx.query<{ entry_index: number; entry: string; leaf_hash: Buffer }>(
          `SELECT entry_index, entry, leaf_hash FROM retention.entries
           WHERE org = $1 AND store_id = $2 AND epoch = $3 AND shard = $4 AND position = $5`,
          [org, storeId, epoch, shard, position],
        );
        const [row] = rows;
        if (row) return { entry: { index: row.entry_index, entry: row.entry, leaf: row.leaf_hash }, passed: true };
        const later = await tx.query<{ passed: boolean }>(
          `SELECT EXISTS (SELECT FROM retention.entries WHERE org = $1 AND store_id = $2 AND epoch = $3 AND shard = $4 AND position > $5)
             OR EXISTS (SELECT FROM retention.shard_heads WHERE org = $1 AND store_id = $2 AND shard = $4 AND (epoch > $3 OR stated_at_us > $6)) AS passed`,
          [org, storeId, epoch, shard, position, parseMicroseconds(recordedAt) + onItsWayUs],
        );
        return { entry: undefined, passed: later.rows[0]!.passed };
      },
      { snapshot: true },
    );
  }

  /** Runs `work` with a reader of the tree's hashes, in one transaction. */
  withHashes<T>(org: string, work: (read: HashReader) => Promise<T>): Promise<T> {
    return withOrganisation(this.pool, org, (tx) => work(hashReader(tx, org)));
  }

  /** How far the log reaches, all as of one moment: it grows meanwhile. */
  extent(org: string): Promise<LogExtent> {
    return withOrganisation(
      this.pool,
      org,
      async (tx) => ({
        ...(await readStanding(tx, org)),
        checkpoint: await readCheckpoint(tx, org, newest),
        shards: await readShards(tx, org),
      }),
      { snapshot: true },
    );
  }

  logSize(org: string): Promise<number> {
    return withOrganisation(this.pool, org, (tx) => readSize(tx, org));
  }
}

/** Reads hashes of a log's tree in a transaction. */
export function hashReader(tx: Transaction, org: string): HashReader {
  return async (runs) => {
    const hashes: Buffer[][] = [];
    for (const run of runs) {
      const found = await readRun(tx, org, run);
      if (found.length !== run.count) throw new Error('the log lacks hashes of its own tree');
      hashes.push(found);
    }
    return hashes;
  };
}

/** Which of an organisation's checkpoints. */
interface CheckpointChoice {
  condition: string;
  values: readonly unknown[];
}

const newest: CheckpointChoice = { condition: 'ORDER BY size DESC LIMIT 1', values: [] };

async function readCheckpoint(
  tx: Transaction,
  org: string,
  { condition, values }: CheckpointChoice,
): Promise<SignedCheckpoint | undefined> {
  const { rows } = await tx.query<{ size: number; note: string; signed_at: Date }>(
    `SELECT size, note, signed_at FROM retention.checkpoints WHERE org = $1 ${condition}`,
    [org, ...values],
  );
  return rows[0] && { size: rows[0].size, note: rows[0].note, signedAt: rows[0].signed_at };
}

async function readSize(tx: Transaction, org: string): Promise<number> {
  const { rows } = await tx.query<{ size: number }>('SELECT size FROM retention.logs WHERE org = $1', [org]);
  return rows[0]?.size ?? 0;
}

async function readStanding(tx: Transaction, org: string): Promise<Pick<LogExtent, 'entries' | 'whole' | 'checkpoints' | 'refused'>> {
  const { rows } = await tx.query<{ entries: number; last: number; checkpoints: number; refused: Refusal | null }>(
    `SELECT l.size AS entries, (SELECT coalesce(max(e.entry_index) + 1, 0) FROM retention.entries e WHERE e.org = $1) AS last, (SELECT count(*) FROM retention.checkpoints c WHERE c.org = $1) AS checkpoints, l.refused
     FROM retention.logs l WHERE l.org = $1`,
    [org],
  );
  const { entries, last, checkpoints, refused } = rows[0] ?? { entries: 0, last: 0, checkpoints: 0, refused: null };
  return { entries, whole: last === entries, checkpoints, refused: refused ?? undefined };
}

async function readShards(tx: Transaction, org: string): Promise<ShardState[]> {
  const { rows } = await tx.query<{
    service: string;
    store_id: string;
    epoch: number;
    shard: number;
    first: number;
    last: number;
    entries: number;
    followed_to: number;
    gaps: { from: number; to: number }[];
    faults: number[];
    stated: number | null;
    stated_at_us: number;
    behind: boolean;
    contradicted: number[];
    silent: boolean;
    head: string | null;
  }>(
    `SELECT h.service, h.store_id, h.epoch, h.shard, coalesce(h.first_position, b.first, 0) AS first, coalesce(greatest(h.position, b.last), 0) AS last,
           coalesce(h.position - h.first_position + 1, 0) + b.entries AS entries, coalesce(h.position, 0) AS followed_to, g.gaps, f.faults, f.contradicted,
           h.stated_position AS stated, h.stated_at_us, coalesce(h.stated_position > greatest(h.position, ${olderEnd}), false) AS behind,
           h.heard_at < now() - interval '${silentAfterSeconds} s' AND ${isNewestEpoch} AS silent,
           (SELECT e.entry FROM retention.entries e WHERE e.org = $1 AND e.store_id = h.store_id AND e.epoch = h.epoch AND e.shard = h.shard
             AND e.position = greatest(h.position, b.last)) AS head
         FROM retention.shard_heads h
         CROSS JOIN LATERAL (
           SELECT min(e.position) AS first, max(e.position) AS last, count(*) AS entries FROM retention.entries e
           WHERE e.org = $1 AND e.store_id = h.store_id AND e.epoch = h.epoch AND e.shard = h.shard AND e.position > coalesce(h.position, 0)) b
         CROSS JOIN LATERAL (
           SELECT coalesce(json_agg(json_build_object('from', gap.after + 1, 'to', gap.position - 1)), '[]') AS gaps FROM (
             SELECT e.position, lag(e.position, 1, coalesce(h.position, CASE WHEN h.epoch = 1 THEN 0 END)) OVER (ORDER BY e.position) AS after
             FROM retention.entries e
             WHERE e.org = $1 AND e.store_id = h.store_id AND e.epoch = h.epoch AND e.shard = h.shard AND e.position > coalesce(h.position, 0)
           ) gap WHERE gap.position > gap.after + 1 LIMIT $2) g
         CROSS JOIN LATERAL (
           SELECT coalesce(json_agg(c.position ORDER BY c.position) FILTER (WHERE c.kind = 'chain'), '[]') AS faults,
             coalesce(json_agg(DISTINCT c.position ORDER BY c.position) FILTER (WHERE c.kind = 'head'), '[]') AS contradicted
           FROM retention.shard_faults c
           WHERE c.org = $1 AND c.store_id = h.store_id AND c.epoch = h.epoch AND c.shard = h.shard) f
         WHERE h.org = $1
         ORDER BY h.service, h.store_id, h.epoch, h.shard`,
    [org, gapsNamed],
  );
  return rows.map((row) => ({
    service: row.service,
    storeId: row.store_id,
    epoch: row.epoch,
    shard: row.shard,
    from: row.first,
    to: row.last,
    entries: row.entries,
    followedTo: row.followed_to,
    head: row.head === null ? null : headOf(row.head),
    gaps: row.gaps,
    chainFaults: row.faults,
    stated: row.stated === null ? null : { position: row.stated, at: formatMicroseconds(row.stated_at_us) },
    behind: row.behind,
    contradicted: row.contradicted,
    silent: row.silent,
  }));
}

function headOf(entry: string): NonNullable<ShardState['head']> {
  const { header } = parseLogEntry(Buffer.from(entry));
  return { position: header.position, chain: header.chain, recordedAt: header.time };
}

async function readRun(tx: Transaction, org: string, run: { level: number; index: number; count: number }): Promise<Buffer[]> {
  const ofLeaves = {
    name: 'retention-leaf-hashes',
    text: 'SELECT leaf_hash AS hash FROM retention.entries WHERE org = $1 AND entry_index >= $2 AND entry_index < $2 + $3 ORDER BY entry_index',
    values: [org, run.index, run.count],
  };
  const ofTiles = {
    name: 'retention-tile-hashes',
    text: 'SELECT hash FROM retention.tile_hashes WHERE org = $1 AND level = $2 AND hash_index >= $3 AND hash_index < $3 + $4 ORDER BY hash_index',
    values: [org, run.level, run.index, run.count],
  };
  const { rows } = await tx.query<{ hash: Buffer }>(run.level === 0 ? ofLeaves : ofTiles);
  return rows.map((row) => row.hash);
}
