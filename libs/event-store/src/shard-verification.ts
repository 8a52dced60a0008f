import { chainDigest, chainGenesis, contentDigest, parseWriter, sha256, type WriterHeader } from '@everchart/envelope';
import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { storedEventColumns, storePartOf, writerOf, type StoredEventRow } from './stored-event.row.js';

/** What can be wrong with a row, a missing row, or the head. */
export type ShardFault =
  | 'position-missing'
  | 'header-unreadable'
  | 'header-contradicts-columns'
  | 'content-digest-wrong'
  | 'stream-version-wrong'
  | 'previous-wrong'
  | 'recorded-at-wrong'
  | 'chain-wrong'
  | 'head-wrong'
  | 'stream-head-wrong';

export type ShardVerification =
  /** `position` and `chain` (hex) are the verified head. */
  | { ok: true; events: number; position: number; chain: string }
  /** `events` were right before the first wrong row, which is the one at `position`. */
  | { ok: false; events: number; position: number; id?: string; fault: ShardFault; detail: string };

/** Where a stream stands. */
export interface StreamHead {
  version: number;
  /** Of its last event. */
  position: number;
}

/** How far a shard is known to be right: everything from its beginning, or up to a head that was checked before. */
export interface VerifiedHead {
  position: number;
  chain: Buffer;
  recordedAtUs: number;
  streams: Map<string, StreamHead>;
}

interface Head {
  position: number;
  chain: Buffer;
  recorded_at_us: number;
}

type RowFault = { fault: ShardFault; detail: string };

const rowsPerRead = 1000;

/**
 * Reads the whole shard in one snapshot and recomputes what can be recomputed without a key: content digest, chain,
 * positions, places in the streams, and the heads. (The commitment of an event's plain content is not covered by the
 * chain.)
 */
export function verifyShard(pool: Pool, org: string, shard: number): Promise<ShardVerification> {
  return withTransaction(pool, async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await tx.query("SELECT set_config('app.org', $1, true)", [org]);
    await tx.query('SELECT event_store.require_shard($1, $2)', [org, shard]);
    const head = await readHead(tx, org, shard);
    const state = new VerifiedState(org, shard);
    for (;;) {
      const { rows } = await tx.query<StoredEventRow>(
        `SELECT ${storedEventColumns} FROM event_store.events
           WHERE org_key = event_store.org_key($1) AND shard = $2 AND position > $3 AND position <= $4 ORDER BY position LIMIT $5`,
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
  readonly streams: Map<string, StreamHead>;

  constructor(
    readonly org: string,
    readonly shard: number,
    { position, chain, recordedAtUs, streams }: VerifiedHead = { position: 0, chain: chainGenesis, recordedAtUs: 0, streams: new Map() },
  ) {
    this.position = position;
    this.chain = chain;
    this.recordedAtUs = recordedAtUs;
    this.streams = streams;
  }

  /** Checks the next row; a right one becomes part of the state. */
  take(row: StoredEventRow): RowFault | undefined {
    const fault = this.#faultOf(row);
    if (fault) return fault;
    this.position = row.position;
    this.chain = row.chain;
    this.recordedAtUs = row.recorded_at_us;
    this.streams.set(row.stream, { version: row.stream_version, position: row.position });
    return undefined;
  }

  #faultOf(row: StoredEventRow): RowFault | undefined {
    if (row.position !== this.position + 1) {
      return { fault: 'position-missing', detail: `position ${this.position + 1} is missing; the next row is ${row.position}` };
    }
    const writer = readWriter(row);
    const header = writer && readHeader(writer);
    if (!header) return { fault: 'header-unreadable', detail: 'the header cannot be read' };
    if (contentDigest(row.payload).toString('hex') !== header.contentdigest) {
      return { fault: 'content-digest-wrong', detail: 'the payload has another digest than the header states' };
    }
    const contradiction = this.#contradictionOf(header, row);
    if (contradiction) return { fault: 'header-contradicts-columns', detail: `header and column ${contradiction} differ` };
    const stream = this.streams.get(row.stream) ?? { version: 0, position: 0 };
    if (row.stream_version !== stream.version + 1) {
      return { fault: 'stream-version-wrong', detail: `stream version is ${row.stream_version} instead of ${stream.version + 1}` };
    }
    if (row.previous !== stream.position) {
      return { fault: 'previous-wrong', detail: `the event before it in its stream is at ${stream.position}, not at ${row.previous}` };
    }
    if (row.recorded_at_us < this.recordedAtUs)
      return { fault: 'recorded-at-wrong', detail: 'recordedAt lies before that of the row before' };
    const chain = chainDigest(this.chain, sha256(writer), storePartOf(row));
    if (!chain.equals(row.chain)) {
      return { fault: 'chain-wrong', detail: 'the chain does not follow from the row before and this row' };
    }
    return undefined;
  }

  #contradictionOf(header: WriterHeader, row: StoredEventRow): string | undefined {
    if (header.org !== this.org) return 'org';
    if (header.shard !== row.shard || row.shard !== this.shard) return 'shard';
    // A column shows a UUID in lower case, however the writer wrote it.
    if (header.subject.toLowerCase() !== row.stream) return 'stream';
    if (header.id.toLowerCase() !== row.id) return 'id';
    return undefined;
  }
}

function readWriter(row: StoredEventRow): Buffer | undefined {
  try {
    return writerOf(row);
  } catch {
    return undefined; // reported by the caller as header-unreadable
  }
}

function readHeader(writer: Buffer): WriterHeader | undefined {
  try {
    return parseWriter(writer);
  } catch {
    return undefined; // reported by the caller as header-unreadable
  }
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
  const { rows: beyond } = await tx.query(
    'SELECT FROM event_store.events WHERE org_key = event_store.org_key($1) AND shard = $2 AND position > $3 LIMIT 1',
    [state.org, state.shard, state.position],
  );
  if (beyond.length > 0) return wrong('head-wrong', 'there are rows beyond the head');
  if (head && (!head.chain.equals(state.chain) || head.recorded_at_us !== state.recordedAtUs)) {
    return wrong('head-wrong', 'chain or recordedAt of the head is not that of the last row');
  }
  for (const { stream, version, position } of await readStreamHeads(tx, state)) {
    const seen = state.streams.get(stream)!;
    if (version !== seen.version || position !== seen.position)
      return wrong('stream-head-wrong', `stream ${stream} has version ${version ?? 0}, its last row ${seen.version}`);
  }
  return undefined;
}

async function readStreamHeads(
  tx: Transaction,
  state: VerifiedState,
): Promise<{ stream: string; version: number | null; position: number | null }[]> {
  const { rows } = await tx.query<{ stream: string; version: number | null; position: number | null }>(
    `SELECT u.stream, s.version, s.position FROM unnest($2::uuid[]) AS u(stream)
       LEFT JOIN event_store.streams s ON s.org_key = event_store.org_key($1) AND s.stream = u.stream`,
    [state.org, [...state.streams.keys()]],
  );
  return rows;
}
