import type { Queryable, Transaction } from '@everchart/postgres';
import type { RetentionStatement } from '../application/retention.recorder.js';

export type HoldPlaced = RetentionStatement<'hold.placed'>;
export type HoldLifted = RetentionStatement<'hold.lifted'>;

export interface Hold {
  holdId: string;
  statement: HoldPlaced;
  /** Whether its event is recorded. It is in force before. */
  recorded: boolean;
  placedAt: Date;
  lift: HoldLifted | null;
  liftedAt: Date | null;
}

/** Events by which something is kept. */
export const keepingTypes: readonly string[] = ['hold.placed', 'request.received'];

const columns = 'hold_id AS "holdId", statement, recorded, placed_at AS "placedAt", lift, lifted_at AS "liftedAt"';

/**
 * Until the transaction ends no hold of the organisation is placed, and nothing of it is destroyed by others: what
 * `holdsOf` finds then is what holds. A row: what is held by it can be seen, and two
 * organisations never share it.
 */
export async function withDestructionLock(tx: Transaction, org: string): Promise<void> {
  await tx.query('INSERT INTO retention.destruction_locks (org) VALUES ($1) ON CONFLICT (org) DO NOTHING', [org]);
  await tx.query('SELECT FROM retention.destruction_locks WHERE org = $1 FOR UPDATE', [org]);
}

/** Holds, in the schema `retention`. */
export const holdStore = {
  /** Of the organisation, independent of whom they are on. */
  async allInForce(tx: Transaction, org: string): Promise<Hold[]> {
    const { rows } = await tx.query<Hold>(
      `SELECT ${columns} FROM retention.holds WHERE org = $1 AND lift IS NULL ORDER BY placed_at, hold_id`,
      [org],
    );
    return rows;
  },

  /** But for those that name other patients, in the order in which they were placed. */
  async inForce(tx: Transaction, org: string, patients: readonly string[]): Promise<Hold[]> {
    const { rows } = await tx.query<Hold>(
      `SELECT ${columns} FROM retention.holds WHERE org = $1 AND lift IS NULL AND (patients IS NULL OR patients && $2::text[])
        ORDER BY placed_at, hold_id`,
      [org, patients],
    );
    return rows;
  },

  /**
   * The hold is in force when the transaction is committed.
   * @returns the hold that has the id already, if one does
   */
  async begin(tx: Transaction, org: string, statement: HoldPlaced): Promise<Hold | undefined> {
    const { rowCount } = await tx.query(
      `INSERT INTO retention.holds (org, hold_id, statement, patients, recorded) VALUES ($1, $2, $3, $4, false)
       ON CONFLICT (org, hold_id) DO NOTHING`,
      [org, statement.id, JSON.stringify(statement), patientsOf(statement)],
    );
    return rowCount === 1 ? undefined : this.find(tx, org, statement.id);
  },

  /** Its event is recorded. */
  async recorded(db: Queryable, org: string, holdId: string): Promise<void> {
    await db.query('UPDATE retention.holds SET recorded = true WHERE org = $1 AND hold_id = $2', [org, holdId]);
  },

  /** Its id is that of another event: it was never placed. */
  async forget(tx: Transaction, org: string, holdId: string): Promise<void> {
    await tx.query('DELETE FROM retention.holds WHERE org = $1 AND hold_id = $2 AND NOT recorded', [org, holdId]);
  },

  /** As its event says, which may have come here before. */
  async apply(tx: Transaction, org: string, statement: HoldPlaced, placedAt: string): Promise<void> {
    await tx.query(
      `INSERT INTO retention.holds (org, hold_id, statement, patients, recorded, placed_at) VALUES ($1, $2, $3, $4, true, $5)
       ON CONFLICT (org, hold_id) DO UPDATE SET statement = excluded.statement, patients = excluded.patients, recorded = true`,
      [org, statement.id, JSON.stringify(statement), patientsOf(statement), placedAt],
    );
  },

  /** What an event says cannot be read, and something is kept by it. One that is known stays what it is. */
  async holdUnread(tx: Transaction, org: string, { id, subject, ...said }: Omit<HoldPlaced, 'type' | 'data'>, at: string): Promise<void> {
    if (!(await this.find(tx, org, id)))
      await this.apply(tx, org, { ...said, id, ...(subject !== undefined && { subject }), type: 'hold.placed', data: unread(subject) }, at);
  },

  /** What was held because it could not be read is known now, and is no hold. */
  async unhold(tx: Transaction, org: string, eventId: string): Promise<void> {
    await tx.query('DELETE FROM retention.holds WHERE org = $1 AND hold_id = $2', [org, eventId]);
  },

  async lift(tx: Transaction, org: string, lift: HoldLifted, at: string): Promise<void> {
    await tx.query('UPDATE retention.holds SET lift = $3, lifted_at = $4 WHERE org = $1 AND hold_id = $2 AND lift IS NULL', [
      org,
      lift.data.holdId,
      JSON.stringify(lift),
      at,
    ]);
  },

  /** @param lock whether no other one changes it until the transaction ends */
  async find(tx: Transaction, org: string, holdId: string, { lock = false } = {}): Promise<Hold | undefined> {
    const { rows } = await tx.query<Hold>(
      `SELECT ${columns} FROM retention.holds WHERE org = $1 AND hold_id = $2 ${lock ? 'FOR UPDATE' : ''}`,
      [org, holdId],
    );
    return rows[0];
  },

  /** The newest first. */
  async list(
    tx: Transaction,
    org: string,
    { limit, before, lifted }: { limit: number; before?: string | undefined; lifted: boolean },
  ): Promise<Hold[]> {
    const { rows } = await tx.query<Hold>(
      `SELECT ${columns} FROM retention.holds h WHERE org = $1 AND ($2 OR lift IS NULL)
          AND ($3::uuid IS NULL OR (placed_at, hold_id) < (SELECT b.placed_at, b.hold_id FROM retention.holds b WHERE b.org = $1 AND b.hold_id = $3))
        ORDER BY placed_at DESC, hold_id DESC LIMIT $4`,
      [org, lifted, before ?? null, limit],
    );
    return rows;
  },

  /**
   * Those whose events are not recorded, except those that are being placed just now: of each organisation its oldest
   * first, so that one with many leaves room for the others.
   */
  async unrecorded(db: Queryable, limit: number): Promise<{ org: string; statement: HoldPlaced }[]> {
    const { rows } = await db.query<{ org: string; statement: HoldPlaced }>(
      `SELECT org, statement FROM retention.holds WHERE NOT recorded AND placed_at < clock_timestamp() - interval '2 seconds'
        ORDER BY row_number() OVER (PARTITION BY org ORDER BY placed_at), placed_at LIMIT $1`,
      [limit],
    );
    return rows;
  },

  /** Of events `hold.placed` those of which there is no hold here. */
  async missing(tx: Transaction, org: string, holdIds: readonly string[]): Promise<string[]> {
    const { rows } = await tx.query<{ id: string }>(
      `SELECT id FROM unnest($2::uuid[]) AS u (id) WHERE NOT EXISTS (SELECT FROM retention.holds h WHERE h.org = $1 AND h.hold_id = u.id)`,
      [org, holdIds],
    );
    return rows.map(({ id }) => id);
  },
};

/** Null: any may be meant. */
function patientsOf({ data: { scope } }: HoldPlaced): string[] | null {
  return scope.patientIds?.map((id) => id.toLowerCase()) ?? null;
}

/** An event of a patient's stream is of no other one. */
function unread(subject: string | undefined): HoldPlaced['data'] {
  const scope = subject === undefined ? {} : { patientIds: [subject] };
  return { scope, reason: 'What was placed, or requested, is on record and cannot be read: whatever it may be on is held' };
}
