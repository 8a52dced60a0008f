import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withRoles, withTransaction, type Pool, type Queryable, type Transaction } from '@everchart/postgres';
import { beginAnew, beginBeside, forgetConsumer } from '@everchart/stream';
import { schemaOf, type Projection } from '../consumers/read-model.js';
import { consumerPrefix, projectionVersion, tablesOf } from '../projections.js';
import { liveChannel } from './live.store.js';
import { declareIfBuilt, isBuilt, type StreamEnd } from './projection.completion.js';

/** A call that cannot be done as things stand: what, and what to do instead. */
export class VersionRefusedError extends Error {
  override readonly name = 'VersionRefusedError';
}

export interface ListedVersion {
  version: number;
  /** building: a rebuild fills it. abandoned: its rebuild was broken off. following: it is kept up to date. */
  state: 'building' | 'abandoned' | 'following';
  begunAt: Date;
  begunBy: string;
  /** It has reached the end of the stream once. */
  built: boolean;
  /** Organisations that have this version for their own. */
  organisations: number;
  /** All organisations that have no version of their own read it. */
  forTheOthers: boolean;
  /** Positions that the furthest version has, and this one has not. */
  lag: number;
  /** Events that cannot be applied, and streams that wait. */
  unreadable: number;
  stopped: number;
}

/** What an organisation would lose by a switch. */
export interface Shortfall {
  org: string;
  /** Positions that the version which is read has, and the other one has not. */
  lag: number;
  /** Unreadable events and stopped streams that the other one has in addition. */
  faults: number;
}

/** What the version that is read had taken of a shard at some moment. */
export interface TakenShard {
  org: string;
  storeId: string;
  shard: number;
  epoch: number;
  position: number;
}

/** A shard of which a version lacks something, behind one position and up to another one. */
export interface LackingShard {
  org: string;
  shard: number;
  after: number;
  until: number;
}

export interface Switched {
  org: string;
  from: number;
  to: number;
}

/** Holds the version while it is being built: by session, so that it ends with the process. */
const buildingLock = 722_011_402;
/** Milliseconds in which the other version may catch up while the one that is read stands still. */
const catchUpMs = 1000;
const lookEveryMs = 10;

/** The versions of the projection, as the owner of database `timeline`. */
export class ProjectionVersions {
  constructor(
    private readonly owner: Pool,
    /** Who does it: goes on record. */
    private readonly actor: string,
  ) {}

  async list(): Promise<ListedVersion[]> {
    const { rows } = await this.owner.query<Omit<ListedVersion, 'built'>>(
      `WITH far AS (SELECT org, store_id, shard, max(position) AS position FROM stream_consumer.shard_progress
           WHERE consumer IN (SELECT '${consumerPrefix}' || version FROM projections.versions) GROUP BY 1, 2, 3)
       SELECT v.version, v.begun_at AS "begunAt", v.begun_by AS "begunBy",
         CASE WHEN v.state = 'building' AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted
             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND l.classid = ${buildingLock} AND l.objid = v.version) THEN 'abandoned' ELSE v.state END AS state,
         (SELECT count(*) FROM projections.served s WHERE s.version = v.version AND s.org <> '')::integer AS organisations,
         EXISTS (SELECT FROM projections.served s WHERE s.version = v.version AND s.org = '') AS "forTheOthers",
         (SELECT coalesce(sum(f.position - coalesce(p.position, 0)), 0) FROM far f LEFT JOIN stream_consumer.shard_progress p
            ON p.org = f.org AND p.store_id = f.store_id AND p.shard = f.shard AND p.consumer = '${consumerPrefix}' || v.version)::bigint AS lag,
         (SELECT count(*) FROM stream_consumer.unreadable_events u WHERE u.consumer = '${consumerPrefix}' || v.version AND u.accepted_at IS NULL) AS unreadable,
         (SELECT count(*) FROM stream_consumer.stopped_streams t WHERE t.consumer = '${consumerPrefix}' || v.version) AS stopped
       FROM projections.versions v ORDER BY v.version`,
    );
    const listed: ListedVersion[] = [];
    for (const row of rows) listed.push({ ...row, built: await isBuilt(this.owner, projectionVersion(row.version)) });
    return listed;
  }

  /** What organisations read that have no version of their own. */
  async served(): Promise<number> {
    return servedBy(this.owner, '');
  }

  /** Of all organisations, by the version that those read that have none of their own. */
  async taken(): Promise<TakenShard[]> {
    const { rows } = await this.owner.query<TakenShard>(
      `SELECT o.org, o.store_id AS "storeId", o.shard, ${epochOf('o')}::integer AS epoch, o.position FROM stream_consumer.shard_progress o
        WHERE o.consumer = $1`,
      [projectionVersion(await this.served()).consumer],
    );
    return rows;
  }

  /** Shards of which the version lacks something that another one had taken, and does not lack itself. */
  async lacking(version: number, had: readonly TakenShard[]): Promise<LackingShard[]> {
    const { rows } = await this.owner.query<LackingShard>(
      `SELECT k.org, k.shard, min(coalesce((n.gaps -> 0 ->> 0)::bigint - 1, n.position, 0)) AS after, max(k.position) AS until
       FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::bigint[]) AS k (org, store_id, shard, epoch, position)
       JOIN stream_consumer.shard_progress o ON o.org = k.org AND o.store_id = k.store_id AND o.shard = k.shard AND o.consumer = $6
       LEFT JOIN stream_consumer.shard_progress n ON n.org = k.org AND n.store_id = k.store_id AND n.shard = k.shard AND n.consumer = $7
       WHERE coalesce(n.position, 0) < k.position AND ${epochOf('n')} <= k.epoch
          OR NOT ${gapsOf('n')} * int8multirange(int8range(1, o.position, '[]')) <@ ${gapsOf('o')} AND ${epochOf('n')} = ${epochOf('o')}
       GROUP BY k.org, k.shard`,
      [
        had.map(({ org }) => org),
        had.map(({ storeId }) => storeId),
        had.map(({ shard }) => shard),
        had.map(({ epoch }) => epoch),
        had.map(({ position }) => position),
        projectionVersion(await this.served()).consumer,
        projectionVersion(version).consumer,
      ],
    );
    return rows;
  }

  /** A new version, empty, which no projector follows. Its tables are made for being filled fast. */
  async begin(): Promise<number> {
    return withTransaction(this.owner, async (tx) => {
      await lockVersions(tx);
      const { rows } = await tx.query<{ next: number; served: number }>(
        `SELECT 1 + greatest((SELECT max(version) FROM projections.versions), (SELECT max(version) FROM projections.changes)) AS next,
           (SELECT version FROM projections.served WHERE org = '') AS served`,
      );
      const { next, served } = rows[0]!;
      await tx.query(`INSERT INTO projections.versions (version, state, begun_by) VALUES ($1, 'building', $2)`, [next, this.actor]);
      await makeSchemas(tx, next);
      await beginBeside(tx, projectionVersion(next).consumer, projectionVersion(served).consumer);
      await this.#note(tx, 'build', next);
      return next;
    });
  }

  /**
   * Does the work while no other process builds this version. What an earlier one has built of it is gone on from,
   * unless the server of the database has broken down since: then its tables are empty, and so is its progress.
   * @throws VersionRefusedError
   */
  async building<Result>(version: number, work: () => Promise<Result>): Promise<Result> {
    const holder = await this.owner.connect();
    try {
      const { rows } = await holder.query<{ held: boolean; state: string | null }>(
        `SELECT pg_try_advisory_lock(${buildingLock}, $1::integer) AS held,
           (SELECT state FROM projections.versions WHERE version = $1) AS state`,
        [version],
      );
      const { held, state } = rows[0]!;
      if (!held) throw new VersionRefusedError(`version ${version} is being built by another process`);
      if (state !== 'building')
        throw new VersionRefusedError(state === null ? `there is no version ${version}` : `version ${version} is built`);
      await withTransaction(this.owner, (tx) => beginAnewWhenLost(tx, version));
      const result = await work();
      await holder.query('SELECT pg_advisory_unlock($1, $2)', [buildingLock, version]);
      return result;
    } finally {
      // When it failed, the lock ends with the session.
      holder.release(true);
    }
  }

  /**
   * Makes the version durable, with all of its indexes, and lets projectors follow it.
   * @param end what it has reached, so that it is declared built
   * @returns false: the server of the database has broken down, and what was built is lost; it begins again
   */
  async finish(version: number, end: StreamEnd): Promise<boolean> {
    const projection = projectionVersion(version);
    const whole = await withTransaction(this.owner, async (tx) => {
      if (await beginAnewWhenLost(tx, version)) return false;
      await tx.query(`DROP TABLE ${fillingTable(version)}`);
      for (const table of tablesOf(projection)) await tx.query(`ALTER TABLE ${table} SET LOGGED`);
      return true;
    });
    if (!whole) return false;
    for (;;) {
      const { rows } = await this.owner.query<{ definition: string }>(
        'SELECT definition FROM projections.indexes_to_make WHERE version = $1 LIMIT 1',
        [version],
      );
      if (!rows[0]) break;
      const { definition } = rows[0];
      await withTransaction(this.owner, async (tx) => {
        await tx.query(definition);
        await tx.query('DELETE FROM projections.indexes_to_make WHERE version = $1 AND definition = $2', [version, definition]);
      });
    }
    for (const table of tablesOf(projection)) await this.owner.query(`ANALYZE ${table}`);
    await withTransaction(this.owner, async (tx) => {
      await lockVersions(tx);
      if (!(await declareIfBuilt(tx, projection, end))) throw new Error(`version ${version} has not reached the end of the stream`);
      await tx.query(`UPDATE projections.versions SET state = 'following' WHERE version = $1`, [version]);
      await letRead(tx, projection);
      await showVersions(tx);
      await this.#note(tx, 'built', version);
    });
    return true;
  }

  /**
   * The organisation reads this version from now on, in all processes, and never an older state than before: the
   * version that it read stands still until this one is as far.
   * @param org undefined: all that have no version of their own
   * @returns what it lacks; nothing was changed then
   */
  async promote(org: string | undefined, version: number, { force }: { force: boolean }): Promise<Switched | Shortfall> {
    return this.#switch(org ?? '', () => Promise.resolve(version), 'promote', force);
  }

  /** Back to what the organisation read before, as {@link promote}. @throws VersionRefusedError */
  async rollback(org: string | undefined, { force }: { force: boolean }): Promise<Switched | Shortfall> {
    const previous = async (tx: Transaction): Promise<number> => {
      const { rows } = await tx.query<{ previous: number | null }>('SELECT previous FROM projections.served WHERE org = $1', [org ?? '']);
      const version = rows[0]?.previous ?? null;
      if (version === null) throw new VersionRefusedError('it read no other version before, or that one was dropped');
      return version;
    };
    return this.#switch(org ?? '', previous, 'rollback', force);
  }

  /** Organisations of which a version has something, or that have a version of their own. */
  async organisations(): Promise<string[]> {
    const { rows } = await this.owner.query<{ org: string }>(
      `SELECT org FROM stream_consumer.shard_progress WHERE consumer IN (SELECT '${consumerPrefix}' || version FROM projections.versions)
       UNION SELECT org FROM projections.served WHERE org <> '' ORDER BY org`,
    );
    return rows.map(({ org }) => org);
  }

  /** @throws VersionRefusedError when it is in use, or being built */
  async drop(version: number): Promise<void> {
    await withTransaction(this.owner, async (tx) => {
      await lockVersions(tx);
      const { rows } = await tx.query<{ held: boolean; known: boolean; readers: string[] | null }>(
        `SELECT pg_try_advisory_xact_lock(${buildingLock}, $1::integer) AS held,
           EXISTS (SELECT FROM projections.versions WHERE version = $1 FOR UPDATE) AS known,
           (SELECT array_agg(org ORDER BY org) FROM projections.served WHERE version = $1) AS readers`,
        [version],
      );
      const { held, known, readers } = rows[0]!;
      if (!known) throw new VersionRefusedError(`there is no version ${version}`);
      if (!held) throw new VersionRefusedError(`version ${version} is being built: end that process first`);
      if (readers) throw new VersionRefusedError(`version ${version} is in use by ${readers.map((org) => org || 'all others').join(', ')}`);
      await tx.query('DELETE FROM projections.versions WHERE version = $1', [version]);
      await showVersions(tx);
      const { consumer, models } = projectionVersion(version);
      for (const { schema } of models) await tx.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      await forgetConsumer(tx, consumer);
      for (const table of ['late_entries', 'late_counts']) await tx.query(`DELETE FROM live.${table} WHERE consumer = $1`, [consumer]);
      await this.#note(tx, 'drop', version);
    });
  }

  async #switch(
    org: string,
    choose: (tx: Transaction) => Promise<number>,
    action: 'promote' | 'rollback',
    force: boolean,
  ): Promise<Switched | Shortfall> {
    return withTransaction(this.owner, async (tx) => {
      await tx.query('LOCK TABLE projections.served IN SHARE ROW EXCLUSIVE MODE');
      const to = await choose(tx);
      const from = await servedBy(tx, org);
      const { rows } = await tx.query<{ state: string }>('SELECT state FROM projections.versions WHERE version = $1 FOR SHARE', [to]);
      if (!rows[0]) throw new VersionRefusedError(`there is no version ${to}`);
      if (rows[0].state !== 'following' || !(await isBuilt(tx, projectionVersion(to))))
        throw new VersionRefusedError(`version ${to} is not built yet`);
      if (from === to) return { org, from, to };
      const shortfall = await this.#shortfall(tx, org, from, to);
      if (shortfall && !force) return shortfall;
      await takeOverLate(tx, org, from, to);
      await tx.query(
        `INSERT INTO projections.served (org, version, previous) VALUES ($1, $2, $3)
         ON CONFLICT (org) DO UPDATE SET version = excluded.version, previous = excluded.previous`,
        [org, to, from],
      );
      await this.#note(tx, action, to, { org, forced: shortfall !== undefined });
      return { org, from, to };
    });
  }

  /** What the organisation would lose by a switch, once the version that is read stands still. */
  async #shortfall(tx: Transaction, org: string, from: number, to: number): Promise<Shortfall | undefined> {
    const before = await shortfallOf(tx, org, from, to);
    if (before && (before.faults > 0 || before.lag > positionsInAMoment)) return before;
    // The version that is read commits nothing from here on, neither what comes nor what is tried again. So the other
    // one comes up with it, and no reader sees more of it than was compared.
    const { consumer } = projectionVersion(from);
    await tx.query('SELECT FROM stream_consumer.checkpoints WHERE consumer = $1 FOR SHARE', [consumer]);
    await tx.query(`SELECT FROM stream_consumer.shard_progress p WHERE p.consumer = $2 AND ${ofOrg('p')} FOR SHARE`, [org, consumer]);
    let found = await shortfallOf(tx, org, from, to);
    for (
      const deadline = performance.now() + catchUpMs;
      found && performance.now() < deadline;
      found = await shortfallOf(tx, org, from, to)
    )
      await pause(lookEveryMs);
    return found;
  }

  #note(
    tx: Transaction,
    action: string,
    version: number,
    { org, forced = false }: { org?: string; forced?: boolean } = {},
  ): Promise<unknown> {
    return tx.query('INSERT INTO projections.changes (actor, action, version, org, forced) VALUES ($1, $2, $3, $4, $5)', [
      this.actor,
      action,
      version,
      org ?? null,
      forced,
    ]);
  }
}

/** The number of positions that a projector works off in far less than {@link catchUpMs}. */
const positionsInAMoment = 500;

async function servedBy(database: Queryable, org: string): Promise<number> {
  const { rows } = await database.query<{ version: number }>(
    `SELECT version FROM projections.served WHERE org IN ($1, '') ORDER BY org DESC LIMIT 1`,
    [org],
  );
  return rows[0]!.version;
}

/** Condition: a row of `table` is of organisation $1; empty: of one that has no version of its own. */
const ofOrg = (table: string): string => `(${table}.org = $1 OR $1 = '' AND ${table}.org NOT IN (SELECT s.org FROM projections.served s))`;

/** Condition: consumer `n` lacks positions of a shard that `o` has taken. */
const lacks = `n.org IS NULL OR CASE WHEN ${epochOf('n')} = ${epochOf('o')}
  THEN n.position < o.position OR NOT ${gapsOf('n')} * int8multirange(int8range(1, o.position, '[]')) <@ ${gapsOf('o')}
  ELSE ${epochOf('n')} < ${epochOf('o')} END`;

function epochOf(p: string): string {
  return `coalesce((${p}.epochs -> -1 ->> 0)::bigint, 0)`;
}

/**
 * What an organisation would lose by a release that reads this version: against each version that is kept up to date.
 * @param pool as `timeline_worker`
 */
export async function shortfallOfVersion(
  pool: Pool,
  org: string,
  version: number,
): Promise<{ built: boolean; lag: number; faults: number }> {
  const { rows } = await pool.query<{ version: number }>(`SELECT version FROM projections.versions WHERE state = 'following'`);
  const following = rows.map((row) => row.version);
  const built = following.includes(version) && (await isBuilt(pool, projectionVersion(version)));
  let [lag, faults] = [0, 0];
  for (const other of following.filter((each) => each !== version)) {
    const found = await shortfallOf(pool, org, other, version);
    lag = Math.max(lag, found?.lag ?? 0);
    faults = Math.max(faults, found?.faults ?? 0);
  }
  return { built, lag, faults };
}

/** The version that organisations read. @param pool as `timeline_worker` */
export function versionServedTo(pool: Pool, org: string): Promise<number> {
  return servedBy(pool, org);
}

/** Positions that were not taken although later ones were. */
function gapsOf(p: string): string {
  return `coalesce((SELECT range_agg(int8range((g ->> 0)::bigint, (g ->> 1)::bigint, '[]')) FROM jsonb_array_elements(${p}.gaps) g), '{}')`;
}

/** @param org empty: all that have no version of their own @returns undefined: nothing would be lost */
async function shortfallOf(tx: Queryable, org: string, from: number, to: number): Promise<Shortfall | undefined> {
  const { rows } = await tx.query<{ behind: number; lag: number; faults: number }>(
    `SELECT count(*)::integer AS behind, coalesce(sum(greatest(o.position - coalesce(n.position, 0), 1)), 0)::bigint AS lag,
       (SELECT count(*) FROM stream_consumer.unreadable_events u WHERE u.consumer = $3 AND ${ofOrg('u')}
          AND NOT EXISTS (SELECT FROM stream_consumer.unreadable_events k WHERE k.consumer = $2 AND k.org = u.org AND k.store_id = u.store_id
            AND k.shard = u.shard AND k.position = u.position))
       + (SELECT count(*) FROM stream_consumer.stopped_streams t WHERE t.consumer = $3 AND ${ofOrg('t')}
          AND NOT EXISTS (SELECT FROM stream_consumer.stopped_streams k WHERE k.consumer = $2 AND k.org = t.org AND k.store_id = t.store_id
            AND k.stream = t.stream AND coalesce(k.position, 0) <= coalesce(t.position, 0))) AS faults
     FROM stream_consumer.shard_progress o LEFT JOIN stream_consumer.shard_progress n
       ON n.org = o.org AND n.store_id = o.store_id AND n.shard = o.shard AND n.consumer = $3
     WHERE o.consumer = $2 AND ${ofOrg('o')} AND o.epochs <> '[]' AND (${lacks})`,
    [org, projectionVersion(from).consumer, projectionVersion(to).consumer],
  );
  const { behind, lag, faults } = rows[0]!;
  return behind === 0 && faults === 0 ? undefined : { org, lag, faults };
}

/**
 * Readers of live streams go on in another version where they are: it takes over which entries came late, with their
 * numbers, and what it has of what the version before had not is late for them. While a transaction of its consumer
 * numbers late entries this waits, and what comes afterwards is numbered behind.
 */
async function takeOverLate(tx: Transaction, org: string, from: number, to: number): Promise<void> {
  const [{ consumer: before }, { consumer: now }] = [projectionVersion(from), projectionVersion(to)];
  const [had, has] = [schemaIn(from), schemaIn(to)];
  await tx.query(
    `INSERT INTO live.late_counts AS c (org, consumer, store_id, number)
       SELECT DISTINCT p.org, $2::text, p.store_id::uuid, 0 FROM stream_consumer.shard_progress p WHERE p.consumer = $3 AND ${ofOrg('p')} ORDER BY 1, 3
     ON CONFLICT (org, consumer, store_id) DO UPDATE SET number = c.number`,
    [org, now, before],
  );
  await tx.query(`DELETE FROM live.late_entries l WHERE l.consumer = $2 AND ${ofOrg('l')}`, [org, now]);
  await tx.query(
    `INSERT INTO live.late_entries (org, consumer, store_id, number, patient, event_id)
       SELECT l.org, $2, l.store_id, l.number, l.patient, l.event_id FROM live.late_entries l WHERE l.consumer = $3 AND ${ofOrg('l')}`,
    [org, now, before],
  );
  const entry = `JOIN ${has}.timeline_entries e ON e.org = o.org AND e.shard = o.shard AND e.epoch = ${epochOf('o')} AND e.position <= o.position
       JOIN ${has}.patients h ON h.org = e.org AND h.patient = e.patient AND h.store_id = o.store_id::uuid`;
  const unknown = `NOT EXISTS (SELECT FROM ${had}.timeline_entries k WHERE k.org = e.org AND k.patient = e.patient AND k.event_id = e.event_id)`;
  await tx.query(
    `WITH o AS (SELECT o.* FROM stream_consumer.shard_progress o WHERE o.consumer = $3 AND ${ofOrg('o')}),
     found AS (
       SELECT e.org, o.store_id, e.shard, e.position, e.patient, e.event_id FROM o CROSS JOIN LATERAL jsonb_array_elements(o.gaps) g ${entry}
        WHERE e.position BETWEEN (g ->> 0)::bigint AND (g ->> 1)::bigint AND ${unknown}
       UNION
       SELECT e.org, o.store_id, e.shard, e.position, e.patient, e.event_id FROM o JOIN stream_consumer.stopped_streams t
           ON t.consumer = $3 AND t.org = o.org AND t.store_id = o.store_id ${entry}
        WHERE e.patient = CASE WHEN t.stream ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN t.stream::uuid END AND ${unknown}
       UNION
       SELECT e.org, o.store_id, e.shard, e.position, e.patient, e.event_id FROM o JOIN stream_consumer.unreadable_events u
           ON u.consumer = $3 AND u.org = o.org AND u.store_id = o.store_id AND u.shard = o.shard ${entry}
        WHERE e.position = u.position AND NOT e.unreadable)
     INSERT INTO live.late_entries (org, consumer, store_id, number, patient, event_id)
       SELECT f.org, $2, f.store_id::uuid, row_number() OVER (PARTITION BY f.org, f.store_id ORDER BY f.shard, f.position)
           + coalesce((SELECT c.number FROM live.late_counts c WHERE c.org = f.org AND c.consumer = $3 AND c.store_id = f.store_id::uuid), 0),
         f.patient, f.event_id FROM found f`,
    [org, now, before],
  );
  await tx.query(
    `UPDATE live.late_counts c SET number = coalesce((SELECT max(l.number) FROM live.late_entries l
         WHERE l.org = c.org AND l.consumer = c.consumer AND l.store_id = c.store_id), 0) WHERE c.consumer = $2 AND ${ofOrg('c')}`,
    [org, now],
  );
  // What the other version has in addition is sent at once.
  await tx.query(
    `SELECT pg_notify('${liveChannel}', p.org) FROM stream_consumer.shard_progress p WHERE p.consumer = $2 AND ${ofOrg('p')} GROUP BY p.org`,
    [org, now],
  );
}

function schemaIn(version: number): string {
  return projectionVersion(version).models.find(({ model }) => model.name === 'timeline')!.schema;
}

/** Two that make the views at once would meet. */
async function lockVersions(tx: Transaction): Promise<void> {
  await tx.query('LOCK TABLE projections.versions IN SHARE ROW EXCLUSIVE MODE');
}

async function showVersions(tx: Transaction): Promise<void> {
  await tx.query('SELECT projections.show_versions()');
}

/** Has one row until the server of the database breaks down: then it is emptied, like the tables that are filled. */
const fillingTable = (version: number): string => `${projectionVersion(version).models[0]!.schema}.filling`;

/** The role of reads. */
const reader = 'timeline_api';

/**
 * The schemas of a version, by the migrations of the read models: only their first statements name the schema. While
 * they are filled nothing is written to the log of the database, and indexes are left out that only reads use. Rows are
 * copied in, which PostgreSQL does to no table with row-level security: so until then no reader may look.
 */
async function makeSchemas(tx: Transaction, version: number): Promise<void> {
  for (const { model, schema } of projectionVersion(version).models) {
    const { directory } = model.migrations;
    for (const file of (await readdir(directory)).sort()) {
      const text = (await readFile(join(directory, file), 'utf8')).replaceAll(schemaOf(model), schema);
      await tx.query(withRoles(text, model.migrations, file));
    }
    for (const name of model.indexesOfReads ?? []) {
      await tx.query(`INSERT INTO projections.indexes_to_make SELECT $1, pg_get_indexdef($2::regclass)`, [version, `${schema}.${name}`]);
      await tx.query(`DROP INDEX ${schema}.${name}`);
    }
    for (const table of model.tables) {
      await tx.query(`ALTER TABLE ${schema}.${table} SET UNLOGGED`);
      await tx.query(`ALTER TABLE ${schema}.${table} DISABLE ROW LEVEL SECURITY`);
    }
    await tx.query(`REVOKE USAGE ON SCHEMA ${schema} FROM ${reader}`);
  }
  await tx.query(`RESET search_path`);
  await tx.query(`CREATE UNLOGGED TABLE ${fillingTable(version)} (whole boolean NOT NULL)`);
  await tx.query(`INSERT INTO ${fillingTable(version)} VALUES (true)`);
}

/** The end of what {@link makeSchemas} begins. */
async function letRead(tx: Transaction, { models }: Projection): Promise<void> {
  for (const { model, schema } of models) {
    for (const table of model.tables) await tx.query(`ALTER TABLE ${schema}.${table} ENABLE ROW LEVEL SECURITY`);
    await tx.query(`GRANT USAGE ON SCHEMA ${schema} TO ${reader}`);
  }
}

/** @returns whether what was built was lost: it is emptied then, and so is its progress */
async function beginAnewWhenLost(tx: Transaction, version: number): Promise<boolean> {
  const filling = fillingTable(version);
  const { rows } = await tx.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [filling]);
  // It is durable already.
  if (!rows[0]!.exists) return false;
  const { rowCount } = await tx.query(`SELECT FROM ${filling}`);
  if (rowCount === 1) return false;
  const projection = projectionVersion(version);
  await beginAnew(tx, projection.consumer);
  await tx.query(`TRUNCATE ${tablesOf(projection).join(', ')}`);
  await tx.query(`INSERT INTO ${filling} VALUES (true)`);
  return true;
}
