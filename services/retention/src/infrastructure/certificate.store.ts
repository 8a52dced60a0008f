import type { Pool, Queryable } from '@everchart/postgres';
import type { Completion, KnownCertificate } from '../domain/certificate.js';

export interface Certificate extends KnownCertificate {
  destroyedBy: string;
  /** Whether its event is recorded. */
  recorded: boolean;
  note: string | null;
}

export type IssuedCertificate = Pick<Certificate, 'certificateId' | 'subject' | 'issuedAt' | 'certificate'>;

export interface LogPoint {
  size: number;
  root: string;
}

const columns = `certificate_id AS "certificateId", destroyed_by AS "destroyedBy", subject,
  to_char(issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "issuedAt", certificate, recorded, completion, completed, note`;

/** Certificates of destruction, in the schema `retention`. */
export const certificateStore = {
  /** What it says, before its event is recorded: a second attempt records the same. */
  async draft(db: Queryable, org: string, certificate: IssuedCertificate): Promise<void> {
    await save(db, org, certificate, false);
  },

  async issued(db: Queryable, org: string, certificate: IssuedCertificate): Promise<void> {
    await save(db, org, certificate, true);
  },

  async draftCompletion(db: Queryable, org: string, completion: Completion): Promise<void> {
    await db.query('UPDATE retention.certificates SET completion = $3 WHERE org = $1 AND certificate_id = $2 AND completion IS NULL', [
      org,
      completion.certificateId,
      JSON.stringify(completion),
    ]);
  },

  async completed(db: Queryable, org: string, completion: Completion): Promise<void> {
    await db.query(
      `UPDATE retention.certificates SET completion = $3, completed = true, note = NULL WHERE org = $1 AND certificate_id = $2 AND NOT completed`,
      [org, completion.certificateId, JSON.stringify(completion)],
    );
  },

  async sign(db: Queryable, org: string, certificateId: string, note: string): Promise<void> {
    await db.query('UPDATE retention.certificates SET note = $3 WHERE org = $1 AND certificate_id = $2', [org, certificateId, note]);
  },

  async find(db: Queryable, org: string, certificateId: string): Promise<Certificate | undefined> {
    const { rows } = await db.query<Certificate>(
      `SELECT ${columns} FROM retention.certificates WHERE org = $1 AND certificate_id = $2 AND recorded`,
      [org, certificateId],
    );
    return rows[0];
  },

  /** The newest first. */
  async list(
    db: Queryable,
    org: string,
    { limit, before, patientId }: { limit: number; before?: string | undefined; patientId?: string | undefined },
  ): Promise<Certificate[]> {
    const { rows } = await db.query<Certificate>(
      `SELECT ${columns} FROM retention.certificates WHERE org = $1 AND recorded AND ($4::uuid IS NULL OR subject = $4)
          AND ($2::uuid IS NULL OR (issued_at, certificate_id) < (SELECT b.issued_at, b.certificate_id FROM retention.certificates b WHERE b.org = $1 AND b.certificate_id = $2))
        ORDER BY issued_at DESC, certificate_id DESC LIMIT $3`,
      [org, before ?? null, limit, patientId ?? null],
    );
    return rows;
  },

  /**
   * Those that are to be recorded, signed or completed: the last when no backup of before is kept any more. Of each
   * organisation its oldest first, so that one whose log is not signed leaves room for the others.
   */
  async open(pool: Pool, limit: number): Promise<(Certificate & { org: string })[]> {
    const { rows } = await pool.query<Certificate & { org: string }>(
      `SELECT org, ${columns} FROM retention.certificates c WHERE NOT recorded OR note IS NULL OR (NOT completed AND NOT EXISTS (
         SELECT FROM retention.backups b WHERE b.org = c.org AND b.expired_at IS NULL AND b.taken_at <= (c.certificate->>'destroyedAt')::timestamptz))
        ORDER BY row_number() OVER (PARTITION BY org ORDER BY issued_at, certificate_id), issued_at LIMIT $1`,
      [limit],
    );
    return rows;
  },

  /** What all holders have deleted, and no certificate says so; of each organisation its oldest first. */
  async confirmed(pool: Pool, limit: number): Promise<{ org: string; eventId: string }[]> {
    const { rows } = await pool.query<{ org: string; eventId: string }>(
      `SELECT s.org, s.event_id AS "eventId" FROM retention.destroyed_subjects s
        WHERE NOT EXISTS (SELECT FROM retention.certificates c WHERE c.org = s.org AND c.destroyed_by = s.event_id)
          AND NOT EXISTS (SELECT FROM json_array_elements_text(s.destroyed->'holders') AS h (holder)
            WHERE NOT EXISTS (SELECT FROM retention.deletions d WHERE d.org = s.org AND d.destroyed_by = s.event_id AND d.holder = h.holder))
        ORDER BY row_number() OVER (PARTITION BY s.org ORDER BY s.destroyed_at, s.event_id), s.destroyed_at LIMIT $1`,
      [limit],
    );
    return rows;
  },

  /** The newest checkpoint, as text. */
  async newestCheckpoint(db: Queryable, org: string): Promise<string | undefined> {
    const { rows } = await db.query<{ note: string }>('SELECT note FROM retention.checkpoints WHERE org = $1 ORDER BY size DESC LIMIT 1', [
      org,
    ]);
    return rows[0]?.note;
  },

  /** Of these events those that are entries below a size of the log. */
  async entriesBelow(db: Queryable, org: string, eventIds: readonly string[], size: number): Promise<number> {
    const { rows } = await db.query<{ found: number }>(
      `SELECT count(DISTINCT event_id)::integer AS found FROM retention.entries WHERE org = $1 AND event_id = ANY ($2::text[]) AND entry_index < $3`,
      [org, eventIds, size],
    );
    return rows[0]!.found;
  },
};

/** What is on record takes the place of a draft: one that was made again after a restore says other times. */
async function save(
  db: Queryable,
  org: string,
  { certificateId, subject, issuedAt, certificate }: IssuedCertificate,
  recorded: boolean,
): Promise<void> {
  await db.query(
    `INSERT INTO retention.certificates AS c (org, certificate_id, destroyed_by, subject, certificate, issued_at, recorded)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (org, certificate_id) DO UPDATE SET
       certificate = excluded.certificate, issued_at = excluded.issued_at, recorded = true WHERE excluded.recorded AND NOT c.recorded`,
    [org, certificateId, certificate.destroyedBy, subject, JSON.stringify(certificate), issuedAt, recorded],
  );
}
