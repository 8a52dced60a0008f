import { canonicalJson, chainDigest, chainGenesis, sha256, type WriterHeader } from '@everchart/envelope';
import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { writerHeaderOfRow, type StoredEventRow } from './stored-event.row.js';

/** What can be wrong with a row, a missing row, or the head. */
export type ShardFault =
  | 'position-missing'
  | 'header-unreadable'
  | 'header-contradicts-columns'
  | 'content-digest-wrong'
  | 'writer-digest-wrong'
  | 'stream-version-wrong'
  | 'recorded-at-wrong'
  | 'chain-wrong'
  | 'head-wrong'
  | 'stream-head-wrong';

export type ShardVerification =
  /** `position` and `chain` (hex) are the verified head. */
  | { ok: true; events: number; position: number; chain: string }
  /** `events` were right before the first wrong row, which is the one at `position`. */
  | { ok: false; events: number; position: number; id?: string; fault: ShardFault; detail: string };

/** What is checked of a row. */
export interface VerifiedRow extends StoredEventRow {
  writer_digest: Buffer;
}

/** How far a shard is known to be right: everything from its beginning, or up to a head that was checked before. */
export interface VerifiedHead {
  position: number;
  chain: Buffer;
  recordedAtUs: number;
  /** By stream. */
  versions: Map<string, number>;
}

interface Head {
  position: number;
  chain: Buffer;
  recorded_at_us: number;
}

type RowFault = { fault: ShardFault; detail: string };

const rowsPerRead = 1000;

/**
 * Reads the whole shard in one snapshot and recomputes what can be recomputed without a key: content digest, writer digest, chain, positions,
 * stream versions, and the heads. (The commitment of an event's plain content is not covered by the chain.)
 */
export function verifyShard(pool: Pool, org: string, shard: number): Promise<ShardVerification> {
  return withTransaction(pool, async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await tx.query("SELECT set_config('app.org', $1, true)", [org]);
    await tx.query('SELECT event_store.require_shard($1, $2)', [org, shard]);
    const head = await readHead(tx, org, shard);
    const state = new VerifiedState(org, shard);
    for (;;) {
      const { rows } = await tx.query<VerifiedRow>(
        `SELECT org, shard, position, stream, stream_version, id, header, attributes, writer_digest, payload, recorded_at_us, chain
           FROM event_store.events WHERE org = $1 AND shard = $2 AND position > $3 AND position <= $4 ORDER BY position LIMIT $5`,
        [org, shard, state.position, head?.position ?? 0, rowsPerRead],
      );
      for (const row of rows) {
        const fault = state.take(row);
        if (fault) return { ok: false, events: state.position, position: state.position + 1, id: row.id, ...fault };
      }
      if (rows.length < rowsPerRead) break;
    }
    return (
      (await wrongHead(tx, state, head)) ?? {
        ok: true,
        events: state.position,
        position: state.position,
        chain: state.chain.toString('hex'),
      }
    );
  });
}

async function readHead(tx: Transaction, org: string, shard: number): Promise<Head | undefined> {
  const { rows } = await tx.query<Head>('SELECT position, chain, recorded_at_us FROM event_store.shards WHERE org = $1 AND shard = $2', [
    org,
    shard,
  ]);
  return rows[0];
}

/** Checks the rows of a shard one after the other. */
export class VerifiedState implements VerifiedHead {
  position: number;
  chain: Buffer;
  recordedAtUs: number;
  readonly versions: Map<string, number>;

  constructor(
    readonly org: string,
    readonly shard: number,
    { position, chain, recordedAtUs, versions }: VerifiedHead = { position: 0, chain: chainGenesis, recordedAtUs: 0, versions: new Map() },
  ) {
    this.position = position;
    this.chain = chain;
    this.recordedAtUs = recordedAtUs;
    this.versions = versions;
  }

  /** Checks the next row; a right one becomes part of the state. */
  take(row: VerifiedRow): RowFault | undefined {
    const fault = this.#faultOf(row);
    if (fault) return fault;
    this.position = row.position;
    this.chain = row.chain;
    this.recordedAtUs = row.recorded_at_us;
    this.versions.set(row.stream, row.stream_version);
    return undefined;
  }

  #faultOf(row: VerifiedRow): RowFault | undefined {
    if (row.position !== this.position + 1) {
      return { fault: 'position-missing', detail: `position ${this.position + 1} is missing; the next row is ${row.position}` };
    }
    const header = readHeader(row);
    if (!header) return { fault: 'header-unreadable', detail: 'the header cannot be read' };
    if (sha256(row.payload).toString('hex') !== header.contentdigest) {
      return { fault: 'content-digest-wrong', detail: 'the payload has another digest than the header states' };
    }
    const contradiction = contradictionOf(header, row);
    if (contradiction) return { fault: 'header-contradicts-columns', detail: `header and column ${contradiction} differ` };
    if (!sha256(canonicalJson(header)).equals(row.writer_digest)) {
      return { fault: 'writer-digest-wrong', detail: 'header and payload have another digest than the row states' };
    }
    const version = (this.versions.get(row.stream) ?? 0) + 1;
    if (row.stream_version !== version) {
      return { fault: 'stream-version-wrong', detail: `stream version is ${row.stream_version} instead of ${version}` };
    }
    if (row.recorded_at_us < this.recordedAtUs)
      return { fault: 'recorded-at-wrong', detail: 'recordedAt lies before that of the row before' };
    const chain = chainDigest(this.chain, row.writer_digest, row.position, row.stream_version, BigInt(row.recorded_at_us));
    if (!chain.equals(row.chain)) {
      return { fault: 'chain-wrong', detail: 'the chain does not follow from the row before and this row' };
    }
    return undefined;
  }
}

function readHeader(row: VerifiedRow): WriterHeader | undefined {
  try {
    return writerHeaderOfRow(row);
  } catch {
    return undefined; // reported by the caller as header-unreadable
  }
}

function contradictionOf(header: WriterHeader, row: VerifiedRow): string | undefined {
  if (header.org !== row.org) return 'org';
  if (header.shard !== row.shard) return 'shard';
  // A column shows a UUID in lower case, however the writer wrote it.
  if (header.subject.toLowerCase() !== row.stream) return 'stream';
  if (header.id.toLowerCase() !== row.id) return 'id';
  return undefined;
}

async function wrongHead(tx: Transaction, state: VerifiedState, head: Head | undefined): Promise<ShardVerification | undefined> {
  const wrong = (fault: ShardFault, detail: string): ShardVerification => ({
    ok: false,
    events: state.position,
    position: state.position + 1,
    fault,
    detail,
  });
  if ((head?.position ?? 0) !== state.position) {
    return wrong('position-missing', `the head is at ${head?.position ?? 0}, the last row at ${state.position}`);
  }
  const { rows: beyond } = await tx.query('SELECT FROM event_store.events WHERE org = $1 AND shard = $2 AND position > $3 LIMIT 1', [
    state.org,
    state.shard,
    state.position,
  ]);
  if (beyond.length > 0) return wrong('head-wrong', 'there are rows beyond the head');
  if (head && (!head.chain.equals(state.chain) || head.recorded_at_us !== state.recordedAtUs)) {
    return wrong('head-wrong', 'chain or recordedAt of the head is not that of the last row');
  }
  for (const { stream, version } of await readStreamHeads(tx, state)) {
    const seen = state.versions.get(stream);
    if (version !== seen) return wrong('stream-head-wrong', `stream ${stream} has version ${version ?? 0}, its last row ${seen}`);
  }
  return undefined;
}

async function readStreamHeads(tx: Transaction, state: VerifiedState): Promise<{ stream: string; version: number | null }[]> {
  const { rows } = await tx.query<{ stream: string; version: number | null }>(
    `SELECT u.stream, s.version FROM unnest($2::uuid[]) AS u(stream)
       LEFT JOIN event_store.streams s ON s.org = $1 AND s.stream = u.stream`,
    [state.org, [...state.versions.keys()]],
  );
  return rows;
}
