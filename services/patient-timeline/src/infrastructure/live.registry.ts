import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { v4 as randomId } from 'uuid';
import type { LiveCursor, LiveScope } from '../domain/live.js';
import { projectionVersion } from '../projections.js';

/** Who follows, as it is put on record. */
export interface LiveReader {
  actor: string;
  role: string;
  purpose: string;
  correlationId: string;
  /** What marks each access to the patient who is followed: that it is one of an emergency. */
  mark?: Record<string, unknown> | undefined;
}

/** A stream that is open, or was. */
export interface Subscription {
  id: string;
  org: string;
  reader: LiveReader;
  scope: LiveScope;
  /** What was disclosed up to here is on record. */
  since: LiveCursor;
}

/** What of a patient was disclosed. */
export interface DisclosedPatient {
  patient: string;
  streamVersion: number;
  entries: number;
}

/** A stream of a process that died: at most this was sent. */
export interface LostSubscription extends Subscription {
  until: LiveCursor;
  patients: DisclosedPatient[];
}

/** A process that has not said for so long that it lives is taken to be dead. */
const leaseMs = 15_000;
export const renewEveryMs = leaseMs / 3;

/**
 * Which streams are open, in the database, so that what they disclosed is put on record also when their process ends
 * without a word: by the next process that looks. As `timeline_worker`.
 */
export class LiveRegistry {
  #process = randomId();
  #aliveUntil = -Infinity;
  #renewing: Promise<boolean> | undefined;

  constructor(private readonly pool: Pool) {}

  /** Whether the lease holds: others put on record, as of a dead process, what was open when it ran out. */
  get isAlive(): boolean {
    return performance.now() < this.#aliveUntil;
  }

  /** @returns false when the lease was taken away: others put on record what was open under it, and a new one begins */
  renew(): Promise<boolean> {
    return (this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined)));
  }

  /** While the lease holds. */
  async open({ id, org, reader, scope, since }: Subscription): Promise<void> {
    await this.pool.query({
      name: 'live-open',
      text: 'INSERT INTO live.subscriptions (id, process, org, reader, scope, since) VALUES ($1, $2, $3, $4, $5, $6)',
      values: [id, this.#process, org, JSON.stringify(reader), JSON.stringify(scope), JSON.stringify(since)],
    });
  }

  /** What was disclosed up to here is on record. */
  async recorded({ id, org, since }: Subscription): Promise<void> {
    await this.pool.query('UPDATE live.subscriptions SET since = $3 WHERE org = $1 AND id = $2', [org, id, JSON.stringify(since)]);
  }

  async close({ id, org }: Pick<Subscription, 'id' | 'org'>): Promise<void> {
    await this.pool.query({ name: 'live-close', text: 'DELETE FROM live.subscriptions WHERE org = $1 AND id = $2', values: [org, id] });
  }

  /** This process serves no streams any more. */
  async leave(): Promise<void> {
    await this.pool.query('DELETE FROM live.processes WHERE id = $1', [this.#process]);
  }

  /**
   * Takes the next stream of a dead process, and lets what it disclosed at most be put on record. Two that look at once
   * take different ones. One whose record fails is left for later: it keeps no other one waiting.
   * @param after the one that was taken last
   * @returns which one; undefined: there is none any more
   */
  async takeLost(
    after: string | undefined,
    record: (lost: LostSubscription) => Promise<void>,
    onFailure: (error: unknown) => void,
  ): Promise<string | undefined> {
    if (after === undefined) await this.pool.query('DELETE FROM live.processes WHERE alive_until < now()');
    let id: string | undefined;
    try {
      await withTransaction(this.pool, async (tx) => {
        const { rows } = await tx.query<Subscription>(
          `SELECT s.id, s.org, s.reader, s.scope, s.since FROM live.subscriptions s
            WHERE NOT EXISTS (SELECT FROM live.processes p WHERE p.id = s.process) AND ($1::uuid IS NULL OR s.id > $1)
            ORDER BY s.id LIMIT 1 FOR UPDATE OF s SKIP LOCKED`,
          [after],
        );
        const [subscription] = rows;
        if (!subscription) return;
        ({ id } = subscription);
        await record(await this.#atMost(tx, subscription));
        await tx.query('DELETE FROM live.subscriptions WHERE id = $1', [id]);
      });
    } catch (error) {
      if (id === undefined) throw error;
      onFailure(error);
    }
    return id;
  }

  async #renew(): Promise<boolean> {
    const from = performance.now();
    const known = this.#aliveUntil > -Infinity;
    const values = [this.#process, leaseMs];
    const until = `now() + $2::integer * interval '1 millisecond'`;
    const { rowCount } = known
      ? await this.pool.query({ name: 'live-renew', text: `UPDATE live.processes SET alive_until = ${until} WHERE id = $1`, values })
      : await this.pool.query(`INSERT INTO live.processes (id, alive_until) VALUES ($1, ${until})`, values);
    if (rowCount === 1) {
      this.#aliveUntil = from + leaseMs;
      return true;
    }
    this.#process = randomId();
    this.#aliveUntil = -Infinity;
    return false;
  }

  /**
   * All that lay in the scope. Who was in the unit is not known any more: patients who are there, and those of whom a
   * step of a stay came meanwhile.
   */
  async #atMost(tx: Transaction, subscription: Subscription): Promise<LostSubscription> {
    const { org, scope, since } = subscription;
    const { rows: served } = await tx.query<{ version: number }>(
      `SELECT version FROM projections.served WHERE org IN ($1, '') ORDER BY org DESC LIMIT 1`,
      [org],
    );
    const { consumer, models } = projectionVersion(served[0]!.version);
    const { schema } = models.find(({ model }) => model.name === 'timeline')!;
    const { rows: shards } = await tx.query<{ shard: number; position: number }>(
      `SELECT p.shard, p.position FROM stream_consumer.shard_progress p
        WHERE p.org = $1 AND p.consumer = $2 AND p.store_id = $3 AND (p.epochs -> -1 ->> 0)::integer = $4`,
      [org, consumer, since.storeId, since.epoch],
    );
    const { rows: counts } = await tx.query<{ number: number }>(
      'SELECT number FROM live.late_counts WHERE org = $1 AND consumer = $2 AND store_id = $3',
      [org, consumer, since.storeId],
    );
    const ofUnit = scope.facility !== undefined || scope.unit !== undefined;
    const { rows: patients } = await tx.query<DisclosedPatient>(
      `SELECT e.patient, max(e.stream_version) AS "streamVersion", count(*)::integer AS entries FROM (
          SELECT e.patient, e.stream_version, e.type FROM ${schema}.timeline_entries e
            JOIN unnest($2::integer[], $3::bigint[], $4::bigint[]) AS k (shard, after, until) ON e.shard = k.shard
           WHERE e.org = $1 AND e.position > k.after AND e.position <= k.until AND e.epoch = $5
          UNION ALL
          SELECT e.patient, e.stream_version, e.type FROM live.late_entries l
            JOIN ${schema}.timeline_entries e ON e.org = l.org AND e.patient = l.patient AND e.event_id = l.event_id
           WHERE l.org = $1 AND l.consumer = $6 AND l.store_id = $7 AND l.number > $8) e
        WHERE ($9::uuid IS NULL OR e.patient = $9)
        GROUP BY e.patient HAVING NOT $10 OR bool_or(e.type LIKE 'stay.%')
          OR EXISTS (SELECT FROM ${schema}.places s WHERE s.org = $1 AND s.patient = e.patient)`,
      [
        org,
        shards.map(({ shard }) => shard),
        shards.map(({ shard }) => since.positions[shard] ?? 0),
        shards.map(({ position }) => position),
        since.epoch,
        consumer,
        since.storeId,
        since.late,
        scope.patient ?? null,
        ofUnit,
      ],
    );
    const positions = Object.fromEntries(shards.map(({ shard, position }) => [shard, position]));
    return {
      ...subscription,
      until: { ...since, positions: { ...since.positions, ...positions }, late: counts[0]?.number ?? 0 },
      patients,
    };
  }
}
