import type { AccessEventData } from '@everchart/contracts-access';
import type { DueDate } from '@everchart/contracts-retention';
import type { Transaction } from '@everchart/postgres';
import type { RetentionStatement } from '../application/retention.recorder.js';
import type { RequestKind } from '../domain/request.assessment.js';

export type Received = RetentionStatement<'request.received'>;
export type Extended = RetentionStatement<'request.extended'>;
export type Closed = RetentionStatement<'request.answered'> | RetentionStatement<'request.withdrawn'>;
export type ExportApproved = RetentionStatement<'export.approved'>;

/** A copy of the record that was made, as its event says. */
export type ExportMade = AccessEventData['export.made'] & { eventId: string };

export interface PersonRequest {
  requestId: string;
  subject: string;
  received: Received;
  receivedAt: Date;
  extended: Extended | null;
  /** YYYY-MM-DD */
  answerBy: string;
  closed: Closed | null;
  closedAt: Date | null;
  /** Whether a copy of the record may be made, the newest decision first. */
  approvals: ExportApproved[];
  /** Copies that were made for it, the newest first. */
  exports: ExportMade[];
}

const columns = `r.request_id AS "requestId", r.subject, r.received, r.received_at AS "receivedAt", r.extended, r.answer_by::text AS "answerBy",
  r.closed, r.closed_at AS "closedAt",
  coalesce((SELECT json_agg(a.approved ORDER BY a.approved_at DESC, a.export_id) FROM retention.export_approvals a
    WHERE a.org = r.org AND a.request_id = r.request_id), '[]') AS approvals,
  coalesce((SELECT json_agg(e.made ORDER BY e.made_at DESC, e.event_id) FROM retention.exports e
    WHERE e.org = r.org AND e.request_id = r.request_id), '[]') AS exports`;

/** Requests of persons, in the schema `retention`. */
export const requestStore = {
  /** As its event says, which may have come here before. */
  async receive(tx: Transaction, org: string, received: Received, at: string): Promise<void> {
    const { kind, answerBy } = received.data;
    await tx.query(
      `INSERT INTO retention.requests (org, request_id, subject, kind, received, received_at, answer_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (org, request_id) DO NOTHING`,
      [org, received.id, received.subject, kind, JSON.stringify(received), at, answerBy],
    );
  },

  /** Of events `request.received` those of which there is no request here. */
  async missing(tx: Transaction, org: string, requestIds: readonly string[]): Promise<string[]> {
    const { rows } = await tx.query<{ id: string }>(
      `SELECT id FROM unnest($2::uuid[]) AS u (id) WHERE NOT EXISTS (SELECT FROM retention.requests r WHERE r.org = $1 AND r.request_id = u.id)`,
      [org, requestIds],
    );
    return rows.map(({ id }) => id);
  },

  async extend(tx: Transaction, org: string, extended: Extended): Promise<void> {
    const { requestId, answerBy } = extended.data;
    await tx.query('UPDATE retention.requests SET extended = $3, answer_by = $4 WHERE org = $1 AND request_id = $2 AND extended IS NULL', [
      org,
      requestId,
      JSON.stringify(extended),
      answerBy,
    ]);
  },

  async close(tx: Transaction, org: string, closed: Closed, at: string): Promise<void> {
    await tx.query('UPDATE retention.requests SET closed = $3, closed_at = $4 WHERE org = $1 AND request_id = $2 AND closed IS NULL', [
      org,
      closed.data.requestId,
      JSON.stringify(closed),
      at,
    ]);
  },

  async approveExport(tx: Transaction, org: string, approved: ExportApproved, at: string): Promise<void> {
    await tx.query(
      `INSERT INTO retention.export_approvals (org, export_id, request_id, approved, approved_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (org, export_id) DO NOTHING`,
      [org, approved.id, approved.data.requestId, JSON.stringify(approved), at],
    );
  },

  async addExport(tx: Transaction, org: string, made: ExportMade): Promise<void> {
    await tx.query(
      `INSERT INTO retention.exports (org, event_id, request_id, made, made_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (org, event_id) DO NOTHING`,
      [org, made.eventId, made.requestId, JSON.stringify(made), made.madeAt],
    );
  },

  /** @param lock whether no other one changes it until the transaction ends */
  async find(tx: Transaction, org: string, requestId: string, { lock = false } = {}): Promise<PersonRequest | undefined> {
    const { rows } = await tx.query<PersonRequest>(
      `SELECT ${columns} FROM retention.requests r WHERE r.org = $1 AND r.request_id = $2 ${lock ? 'FOR UPDATE' : ''}`,
      [org, requestId],
    );
    return rows[0];
  },

  /** Those that are open by their deadline, the one that has passed the longest first; of all the newest first. */
  async list(
    tx: Transaction,
    org: string,
    { limit, after, closed }: { limit: number; after?: string | undefined; closed: boolean },
  ): Promise<PersonRequest[]> {
    const order = closed ? ['received_at', '<', 'DESC'] : ['answer_by', '>', 'ASC'];
    const { rows } = await tx.query<PersonRequest>(
      `SELECT ${columns} FROM retention.requests r WHERE r.org = $1 AND ($2 OR r.closed IS NULL)
          AND ($3::uuid IS NULL OR (r.${order[0]}, r.request_id) ${order[1]} (SELECT b.${order[0]}, b.request_id FROM retention.requests b WHERE b.org = $1 AND b.request_id = $3))
        ORDER BY r.${order[0]} ${order[2]}, r.request_id ${order[2]} LIMIT $4`,
      [org, closed, after ?? null, limit],
    );
    return rows;
  },

  /**
   * Open requests for access or a copy: while there is one, the record is not destroyed. Those for erasure stop no
   * destruction that is due.
   */
  async awaitingExport(
    tx: Transaction,
    org: string,
    subjects: readonly string[],
  ): Promise<{ subject: string; requestId: string; kind: RequestKind }[]> {
    const { rows } = await tx.query<{ subject: string; requestId: string; kind: RequestKind }>(
      `SELECT subject, request_id AS "requestId", kind FROM retention.requests
        WHERE org = $1 AND subject = ANY ($2::uuid[]) AND closed IS NULL AND kind <> 'erasure' ORDER BY received_at, request_id`,
      [org, subjects],
    );
    return rows;
  },

  /** Subjects of open requests for access: their answers say who has looked at the record. */
  async awaitingAccess(tx: Transaction, org: string): Promise<string[]> {
    const { rows } = await tx.query<{ subject: string }>(
      `SELECT DISTINCT subject FROM retention.requests WHERE org = $1 AND closed IS NULL AND kind = 'access' ORDER BY subject`,
      [org],
    );
    return rows.map(({ subject }) => subject);
  },

  /** Requests for erasure that were granted, now or once the record is due: by subject the oldest. */
  async grantedErasures(tx: Transaction, org: string, subjects: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await tx.query<{ subject: string; requestId: string }>(
      `SELECT DISTINCT ON (subject) subject, request_id AS "requestId" FROM retention.requests
        WHERE org = $1 AND subject = ANY ($2::uuid[]) AND kind = 'erasure' AND closed->'data'->>'answer' LIKE 'granted%'
        ORDER BY subject, received_at, request_id`,
      [org, subjects],
    );
    return new Map(rows.map(({ subject, requestId }) => [subject, requestId]));
  },

  async dueOf(tx: Transaction, org: string, subject: string): Promise<DueDate | undefined> {
    const { rows } = await tx.query<{ due: DueDate }>(
      `SELECT due FROM retention.due_dates WHERE org = $1 AND subject = $2 AND retention_class = 'clinical'`,
      [org, subject],
    );
    return rows[0]?.due;
  },
};
