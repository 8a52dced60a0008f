import { chainGenesis } from '@everchart/envelope';
import { bigintArray, byteaArray, integerArray, uuidArray, withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { firstCluster } from './shard-map.js';
import { VerifiedState } from './shard-verification.js';
import { storedEventColumns, type StoredEventRow } from './stored-event.row.js';

/** A cluster of the store, with connections of the owner of its tables. */
export interface OwnedCluster {
  name: string;
  pool: Pool;
}

export interface ShardName {
  org: string;
  shard: number;
}

export type MoveStep =
  /** Events of one batch are in the target. */
  | { step: 'copied'; from: string; to: string; position: number; head: number }
  /** The source takes no appends any more, the target does not yet: writers wait. */
  | { step: 'left'; from: string; to: string; position: number }
  | { step: 'entered'; from: string; to: string; position: number };

export interface MoveResult {
  cluster: string;
  /** Clusters that the shard went through, in order, the last included: empty when it was there already. */
  path: string[];
  copied: number;
  /** Longest time for which writers had to wait, in milliseconds; 0 when they did not. */
  pausedMs: number;
}

/** The shard cannot be moved as things are; the message says what is wrong. */
export class ShardMoveError extends Error {
  override readonly name = 'ShardMoveError';
}

/** What a cluster knows of a shard: its head row. */
interface Placement {
  cluster: OwnedCluster;
  custody: number;
  movedTo: string | null;
}

interface Head {
  position: number;
  chain: Buffer;
  recorded_at_us: number;
  custody: number;
  moved_to: string | null;
}

interface EventRow extends StoredEventRow {
  commitment: Buffer;
}

interface StreamRow {
  stream: string;
  version: number;
  position: number;
  rules: number;
  decided_version: number;
}

interface DecisionRow {
  stream: string;
  rules: number;
  /** The target's state of the stream is of other rules and is replaced as a whole. */
  anew: boolean;
  key: Buffer | null;
  version: number | null;
  state: Buffer | null;
}

/** Rows and bytes of a batch at most. */
const batchRows = 1000;
const batchBytes = 4_000_000;
/** The source is left when no more than this is missing: so long do writers wait. */
const tailRows = 200;
const overtakenMax = 10;
/** Streams whose decision state is copied at once. */
const streamsPerCopy = 50;

/**
 * Moves a shard to another cluster while it is being written, also when an earlier move was interrupted. Events are
 * copied in batches, each checked against the chain; the head row of the target is all the progress there is. Then the
 * source refuses appends for good, the rest is copied, and the target takes over. A process that runs it again after it
 * was killed, or beside another one, goes on from what is there.
 * @param clusters all of the store
 * @throws ShardMoveError
 * @throws any error of a database: run it again
 */
export async function moveShard(
  clusters: readonly OwnedCluster[],
  name: ShardName,
  to: string,
  onStep: (step: MoveStep) => void = () => undefined,
): Promise<MoveResult> {
  const find = (wanted: string): OwnedCluster => {
    const found = clusters.find(({ name: own }) => own === wanted);
    if (!found) throw new ShardMoveError(`the store has no cluster ${wanted}`);
    return found;
  };
  const target = find(to);
  const result: MoveResult = { cluster: to, path: [], copied: 0, pausedMs: 0 };
  for (let overtaken = 0; overtaken < overtakenMax;) {
    const { cluster: source, custody, movedTo } = await placementOf(clusters, name);
    if (source === target && movedTo === null) {
      await forwardOthers(clusters, name, custody, to);
      return result;
    }
    // A move that is under way is finished first: its source takes no appends any more, and only its target can.
    const move = new ShardMove(name, source, movedTo === null ? target : find(movedTo), custody, onStep);
    if (movedTo === null) await move.copyMost();
    const entered = await move.finish();
    result.copied += move.copied;
    if (!entered) {
      overtaken += 1; // by another mover: look again
      continue;
    }
    result.path.push(entered.to);
    result.pausedMs = Math.max(result.pausedMs, entered.pausedMs);
    await forwardOthers(clusters, name, custody + 1, entered.to);
  }
  throw new ShardMoveError('another process keeps moving the shard');
}

/** The newest that any cluster knows; an unknown shard begins in the first one. */
async function placementOf(clusters: readonly OwnedCluster[], name: ShardName): Promise<Placement> {
  const all = (await Promise.all(clusters.map((cluster) => readPlacement(cluster, name)))).filter((placement) => placement !== undefined);
  const newest = all.reduce<Placement | undefined>((high, each) => (high && high.custody >= each.custody ? high : each), undefined);
  if (!newest || newest.custody === 0) {
    const first = clusters.find(({ name: own }) => own === firstCluster)!;
    await withOrganisation(first.pool, name.org, (tx) => beginHead(tx, name, 1, null));
    return placementOf(clusters, name);
  }
  const owners = all.filter(({ movedTo, custody }) => movedTo === null || custody === newest.custody);
  if (owners.some((owner) => owner !== newest)) {
    throw new ShardMoveError(
      `more than one cluster takes the shard for its own: ${owners.map(({ cluster }) => cluster.name).join(', ')}; has one been restored?`,
    );
  }
  return newest;
}

async function readPlacement(cluster: OwnedCluster, name: ShardName): Promise<Placement | undefined> {
  const head = await withOrganisation(cluster.pool, name.org, (tx) => readHead(tx, name));
  return head && { cluster, custody: head.custody, movedTo: head.moved_to };
}

async function forwardOthers(clusters: readonly OwnedCluster[], { org, shard }: ShardName, custody: number, to: string): Promise<void> {
  for (const { name, pool } of clusters) {
    if (name === to) continue;
    await withOrganisation(pool, org, (tx) => tx.query('SELECT event_store.forward_shard($1, $2, $3, $4)', [org, shard, custody, to]));
  }
}

/** One move from one cluster to another. */
class ShardMove {
  copied = 0;

  constructor(
    private readonly name: ShardName,
    private readonly source: OwnedCluster,
    private readonly target: OwnedCluster,
    private readonly custody: number,
    private readonly onStep: (step: MoveStep) => void,
  ) {}

  /** Until hardly anything is missing. */
  async copyMost(): Promise<void> {
    await copyOrganisation(this.source, this.target, this.name.org);
    for (;;) {
      const missing = await this.#copyBatch();
      if (missing <= tailRows) return;
    }
  }

  /** @returns undefined when the shard is not at the source any more */
  async finish(): Promise<{ to: string; pausedMs: number } | undefined> {
    const { org, shard } = this.name;
    const [from, to] = [this.source.name, this.target.name];
    const began = performance.now();
    const { rows } = await this.source.pool.query<{ position: number; chain: Buffer; published: number }>(
      'SELECT position, chain, published FROM event_store.leave_shard($1, $2, $3, $4)',
      [org, shard, this.custody, to],
    );
    const left = rows[0];
    if (!left) return undefined;
    this.onStep({ step: 'left', from, to, position: left.position });
    while ((await this.#copyBatch()) > 0);
    await this.#copyClosed();
    const { rows: answers } = await this.target.pool.query<{ entered: boolean }>(
      'SELECT event_store.enter_shard($1, $2, $3, $4, $5, $6) AS entered',
      [org, shard, this.custody, left.position, left.chain, left.published],
    );
    if (!answers[0]!.entered) return undefined;
    const pausedMs = performance.now() - began;
    this.onStep({ step: 'entered', from, to, position: left.position });
    return { to, pausedMs };
  }

  /**
   * The next events, with the state of their streams, in one transaction of the target. Only while the target takes no
   * appends: what is copied then is history that the source has committed, whichever process copies it, and however
   * late.
   * @returns how many events are missing behind them
   */
  async #copyBatch(): Promise<number> {
    const { org, shard } = this.name;
    const progress = await withOrganisation(this.target.pool, org, async (tx) => {
      // A mover that stands still must not keep the head from the one that is run in its place.
      await tx.query("SET LOCAL idle_in_transaction_session_timeout = '15s'");
      await beginHead(tx, this.name, 0, this.source.name);
      const head = (await readHead(tx, this.name, 'FOR UPDATE'))!;
      if (head.moved_to === null) return undefined;
      const { rows, end } = await this.#readSource(head);
      if (rows.length === 0) return { position: head.position, end };
      const streams = await this.#copyEvents(tx, head, rows);
      const last = rows.at(-1)!;
      await tx.query('UPDATE event_store.shards SET position = $3, chain = $4, recorded_at_us = $5 WHERE org = $1 AND shard = $2', [
        org,
        shard,
        last.position,
        last.chain,
        last.recorded_at_us,
      ]);
      await this.#copyDecisions(tx, streams);
      this.copied += rows.length;
      return { position: last.position, end };
    });
    if (!progress) return 0;
    const { position, end } = progress;
    this.onStep({ step: 'copied', from: this.source.name, to: this.target.name, position, head: end });
    return end - position;
  }

  /** What the source has behind the target's head, if the target's own events are those of the source. */
  async #readSource(head: Head): Promise<{ rows: EventRow[]; end: number }> {
    const { org, shard } = this.name;
    return withOrganisation(this.source.pool, org, async (tx) => {
      const end = (await readHead(tx, this.name))!.position;
      const { rows: known } = await tx.query<{ chain: Buffer }>(
        'SELECT chain FROM event_store.events WHERE org_key = event_store.org_key($1) AND shard = $2 AND position = $3',
        [org, shard, head.position],
      );
      const chain = head.position === 0 ? chainGenesis : known[0]?.chain;
      if (!chain?.equals(head.chain)) {
        throw new ShardMoveError(
          `cluster ${this.target.name} has events up to position ${head.position} that are not those of cluster ${this.source.name}`,
        );
      }
      const { rows } = await tx.query<EventRow>(
        `SELECT ${storedEventColumns}, commitment FROM event_store.relay_next($1, $2, $3, $4, $5)`,
        [org, shard, head.position, batchRows, batchBytes],
      );
      return { rows, end };
    });
  }

  /** A stream that was closed, or of which a class is gone, may have no event since it was copied. */
  async #copyClosed(): Promise<void> {
    const { org, shard } = this.name;
    const ofShard = 'org_key = event_store.org_key($1) AND shard = $2';
    const { rows } = await withOrganisation(this.source.pool, org, (source) =>
      source.query<{ stream: string; closed: boolean; gone: string[] | null }>(
        `SELECT stream, closed, gone_classes AS gone FROM event_store.streams WHERE ${ofShard} AND (closed OR gone_classes IS NOT NULL)`,
        [org, shard],
      ),
    );
    if (rows.length === 0) return;
    await withOrganisation(this.target.pool, org, async (tx) => {
      for (const { stream, closed, gone } of rows)
        await tx.query(
          `UPDATE event_store.streams SET closed = $4, gone_classes = $5, decided_version = 0 WHERE ${ofShard} AND stream = $3`,
          [org, shard, stream, closed, gone],
        );
      await tx.query('DELETE FROM event_store.decisions WHERE org_key = event_store.org_key($1) AND stream = ANY ($2::uuid[])', [
        org,
        rows.map(({ stream }) => stream),
      ]);
    });
  }

  /** @returns the streams that went on */
  async #copyEvents(tx: Transaction, head: Head, rows: readonly EventRow[]): Promise<string[]> {
    const { org, shard } = this.name;
    const streams = [...new Set(rows.map(({ stream }) => stream))];
    const { rows: known } = await tx.query<StreamRow>(
      'SELECT stream, version, position FROM event_store.streams WHERE org_key = event_store.org_key($1) AND stream = ANY ($2::uuid[])',
      [org, streams],
    );
    const state = new VerifiedState(org, shard, {
      position: head.position,
      chain: head.chain,
      recordedAtUs: head.recorded_at_us,
      streams: new Map(known.map(({ stream, version, position }) => [stream, { version, position }])),
    });
    for (const row of rows) {
      const fault = state.take(row);
      if (fault) throw new ShardMoveError(`position ${state.position + 1} of cluster ${this.source.name} is damaged: ${fault.detail}`);
    }
    await tx.query(
      `INSERT INTO event_store.events (org_key, shard, position, previous, recorded_at_us, stream_version, stream, id, chain, commitment, header, payload,
         traceparent)
         SELECT event_store.org_key($1), $2, u.* FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::integer[], $7::uuid[], $8::uuid[], $9::bytea[],
                                                             $10::bytea[], $11::bytea[], $12::bytea[], $13::text[]) AS u`,
      [
        org,
        shard,
        bigintArray(rows.map(({ position }) => position)),
        bigintArray(rows.map(({ previous }) => previous)),
        bigintArray(rows.map(({ recorded_at_us }) => recorded_at_us)),
        integerArray(rows.map(({ stream_version }) => stream_version)),
        uuidArray(rows.map(({ stream }) => stream)),
        uuidArray(rows.map(({ id }) => id)),
        byteaArray(rows.map(({ chain }) => chain)),
        byteaArray(rows.map(({ commitment }) => commitment)),
        byteaArray(rows.map(({ header }) => header)),
        byteaArray(rows.map(({ payload }) => payload)),
        rows.map(({ traceparent }) => traceparent),
      ],
    );
    const heads = streams.map((stream) => state.streams.get(stream)!);
    // `rules` and `decided_version` stay: they say how far the decision state in this cluster goes.
    await tx.query(
      `INSERT INTO event_store.streams (org_key, shard, stream, position, version)
         SELECT event_store.org_key($1), $2, u.* FROM unnest($3::uuid[], $4::bigint[], $5::integer[]) AS u
         ON CONFLICT (org_key, stream) DO UPDATE SET position = excluded.position, version = excluded.version`,
      [
        org,
        shard,
        uuidArray(streams),
        bigintArray(heads.map(({ position }) => position)),
        integerArray(heads.map(({ version }) => version)),
      ],
    );
    return streams;
  }

  /**
   * Decision state of the streams that are here as the source has them, as far as it is not here yet. What is left out
   * (the source went on meanwhile, or has none itself) comes with a later event, or is rebuilt by the next writer to
   * the stream next.
   */
  async #copyDecisions(tx: Transaction, streams: readonly string[]): Promise<void> {
    const { org } = this.name;
    for (let at = 0; at < streams.length; at += streamsPerCopy) {
      const { rows: here } = await tx.query<StreamRow>(
        'SELECT stream, version, rules, decided_version FROM event_store.streams WHERE org_key = event_store.org_key($1) AND stream = ANY ($2::uuid[])',
        [org, streams.slice(at, at + streamsPerCopy)],
      );
      const { rows } = await withOrganisation(this.source.pool, org, (source) =>
        // One statement, which sees a stream and its state as of one moment.
        source.query<DecisionRow>(
          `SELECT s.stream, s.rules, s.rules <> u.rules AS anew, d.key, d.version, d.state
             FROM unnest($2::uuid[], $3::integer[], $4::integer[], $5::integer[]) AS u(stream, version, rules, decided_version)
             JOIN event_store.streams s ON s.org_key = event_store.org_key($1) AND s.stream = u.stream AND s.version = u.version AND s.decided_version = s.version
             LEFT JOIN event_store.decisions d ON d.org_key = s.org_key AND d.stream = s.stream AND (s.rules <> u.rules OR d.version > u.decided_version)`,
          [
            org,
            here.map(({ stream }) => stream),
            here.map(({ version }) => version),
            here.map(({ rules }) => rules),
            here.map(({ decided_version }) => decided_version),
          ],
        ),
      );
      if (rows.length > 0) await installDecisions(tx, org, rows);
    }
  }
}

async function installDecisions(tx: Transaction, org: string, rows: readonly DecisionRow[]): Promise<void> {
  const anew = [...new Set(rows.flatMap(({ stream, anew }) => (anew ? [stream] : [])))];
  if (anew.length > 0)
    await tx.query('DELETE FROM event_store.decisions WHERE org_key = event_store.org_key($1) AND stream = ANY ($2::uuid[])', [org, anew]);
  const states = rows.filter(({ key }) => key !== null);
  await tx.query(
    `INSERT INTO event_store.decisions (org_key, stream, key, version, state)
       SELECT event_store.org_key($1), u.* FROM unnest($2::uuid[], $3::bytea[], $4::integer[], $5::bytea[]) AS u
       ON CONFLICT (org_key, stream, key) DO UPDATE SET version = excluded.version, state = excluded.state`,
    [
      org,
      states.map(({ stream }) => stream),
      byteaArray(states.map(({ key }) => key)),
      states.map(({ version }) => version),
      byteaArray(states.map(({ state }) => state)),
    ],
  );
  const rules = new Map(rows.map((row) => [row.stream, row.rules]));
  await tx.query(
    `UPDATE event_store.streams s SET rules = u.rules, decided_version = s.version
       FROM unnest($2::uuid[], $3::integer[]) AS u(stream, rules) WHERE s.org_key = event_store.org_key($1) AND s.stream = u.stream`,
    [org, [...rules.keys()], [...rules.values()]],
  );
}

async function readHead(tx: Transaction, { org, shard }: ShardName, lock: '' | 'FOR UPDATE' = ''): Promise<Head | undefined> {
  const { rows } = await tx.query<Head>(
    `SELECT position, chain, recorded_at_us, custody, moved_to FROM event_store.shards WHERE org = $1 AND shard = $2 ${lock}`,
    [org, shard],
  );
  return rows[0];
}

/** The number of an organisation's shards goes with them, so that it outlives the loss of the first cluster. */
export async function copyOrganisation(source: OwnedCluster, target: OwnedCluster, org: string): Promise<void> {
  const { rows } = await source.pool.query<{ shards: number }>('SELECT shards FROM event_store.organisations WHERE org = $1', [org]);
  if (rows[0]) await target.pool.query('SELECT event_store.begin_organisation($1, $2)', [org, rows[0].shards]);
}

async function beginHead(tx: Transaction, { org, shard }: ShardName, custody: number, movedTo: string | null): Promise<void> {
  await tx.query(
    `INSERT INTO event_store.shards (org, shard, position, chain, recorded_at_us, custody, moved_to) VALUES ($1, $2, 0, $3, 0, $4, $5)
       ON CONFLICT DO NOTHING`,
    [org, shard, chainGenesis, custody, movedTo],
  );
}
