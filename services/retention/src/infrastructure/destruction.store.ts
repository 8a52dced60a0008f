import { organisationStream } from '@everchart/contracts';
import type { DueDate, RetentionEventData } from '@everchart/contracts-retention';
import type { Pool, Queryable } from '@everchart/postgres';
import { nameOf, type Approval, type Destroyed, type LeftReason, type Proposal } from '../domain/destruction.js';
import { isNewestEpoch } from './log.writer.js';

export type DestructionState = 'proposed' | 'rejected' | 'begun';
export type ItemState = 'listed' | 'destroying' | 'destroyed' | 'left';

/** Of a person, who decided something. */
export interface Decided {
  actor: string;
  role: string;
  at: string;
}

export interface Destruction {
  destructionId: string;
  proposal: Proposal;
  digest: string;
  proposedBy: Decided;
  state: DestructionState;
  /** Who rejected or began it. */
  ended: (Decided & { eventId: string; reason?: string }) | null;
  approvals: (Approval & { note?: string })[];
}

/** `retention.destroyed` but for what is known only when the keys are gone. */
export type Draft = Omit<Destroyed, 'keys' | 'classKeys' | 'destroyedAt'>;

export interface ItemStanding {
  /** The patient, or the class of what is of no patient: see `nameOf`. */
  subject: string;
  state: ItemState;
  reason: LeftReason | null;
  draft: Draft | null;
  waitsFor: string | null;
}

/** A subject whose keys are gone. */
export interface DestroyedSubject {
  org: string;
  subject: string;
  eventId: string;
  destroyedAt: string;
  destroyed: Destroyed;
}

/** A holder that has deleted. */
export interface Deletion {
  holder: string;
  eventId: string;
  rows: number;
  deletedAt: string;
}

export interface Backup {
  generation: string;
  place: string | null;
  takenAt: string;
  until: string;
  expiredAt: string | null;
}

/** A place in the list of what is due, too. */
export interface DueRecord {
  subject: string;
  dueOn: string;
}

export interface UnconfirmedHolder {
  org: string;
  /** A patient, or the organisation itself. */
  subject: string;
  /** The first one that was destroyed. */
  retentionClass: string;
  destroyedBy: string;
  holder: string;
  since: string;
}

export interface UnconfirmedPage {
  limit: number;
  after?: Pick<UnconfirmedHolder, 'destroyedBy' | 'holder'> | undefined;
}

const destructionColumns = `d.destruction_id AS "destructionId", d.proposal, d.digest,
  json_build_object('actor', d.proposed_by, 'role', d.proposed_as, 'at', ${utc('d.proposed_at')}) AS "proposedBy", d.state, d.ended,
  coalesce((SELECT json_agg(json_strip_nulls(json_build_object('actor', a.actor, 'role', a.role, 'eventId', a.event_id,
      'approvedAt', ${utc('a.approved_at')}, 'note', a.note)) ORDER BY a.approved_at, a.actor)
    FROM retention.destruction_approvals a WHERE a.org = d.org AND a.destruction_id = d.destruction_id), '[]') AS approvals`;

/** Destructions and what they leave behind, in the schema `retention`. */
export const destructionStore = {
  async propose(db: Queryable, org: string, destructionId: string, proposal: Proposal, by: Decided): Promise<void> {
    await db.query(
      `WITH made AS (
         INSERT INTO retention.destructions (org, destruction_id, proposal, digest, proposed_by, proposed_as, proposed_at)
         VALUES ($1, $2, $3::json, $4, $5, $6, $7) ON CONFLICT (org, destruction_id) DO NOTHING RETURNING org)
       INSERT INTO retention.destruction_items (org, destruction_id, subject, place)
       SELECT made.org, $2, name, place FROM made, unnest($8::text[]) WITH ORDINALITY AS i (name, place)`,
      [org, destructionId, JSON.stringify(proposal), proposal.digest, by.actor, by.role, by.at, proposal.items.map(nameOf)],
    );
  },

  async approve(
    db: Queryable,
    org: string,
    destructionId: string,
    { actor, role, eventId, approvedAt, note }: Approval & { note?: string },
  ): Promise<void> {
    await db.query(
      `INSERT INTO retention.destruction_approvals (org, destruction_id, actor, role, event_id, approved_at, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (org, destruction_id, actor) DO NOTHING`,
      [org, destructionId, actor, role, eventId, approvedAt, note ?? null],
    );
  },

  /** What has begun is not rejected, and what is rejected does not begin. */
  async end(
    db: Queryable,
    org: string,
    destructionId: string,
    state: 'rejected' | 'begun',
    ended: NonNullable<Destruction['ended']>,
  ): Promise<void> {
    await db.query(
      `UPDATE retention.destructions SET state = $3, ended = $4 WHERE org = $1 AND destruction_id = $2 AND state = 'proposed'`,
      [org, destructionId, state, JSON.stringify(ended)],
    );
  },

  async find(db: Queryable, org: string, destructionId: string): Promise<Destruction | undefined> {
    const { rows } = await db.query<Destruction>(
      `SELECT ${destructionColumns} FROM retention.destructions d WHERE d.org = $1 AND d.destruction_id = $2`,
      [org, destructionId],
    );
    return rows[0];
  },

  /** The newest first. */
  async list(
    db: Queryable,
    org: string,
    { limit, before }: { limit: number; before?: string | undefined },
  ): Promise<(Omit<Destruction, 'proposal'> & { items: Record<ItemState, number> })[]> {
    const { rows } = await db.query<Destruction & { items: Record<ItemState, number> }>(
      `SELECT ${destructionColumns},
         (SELECT json_build_object('listed', count(*) FILTER (WHERE i.state = 'listed'), 'destroying', count(*) FILTER (WHERE i.state = 'destroying'),
            'destroyed', count(*) FILTER (WHERE i.state = 'destroyed'), 'left', count(*) FILTER (WHERE i.state = 'left'))
            FROM retention.destruction_items i WHERE i.org = d.org AND i.destruction_id = d.destruction_id) AS items
         FROM retention.destructions d
        WHERE d.org = $1 AND ($2::uuid IS NULL OR (d.proposed_at, d.destruction_id) <
          (SELECT b.proposed_at, b.destruction_id FROM retention.destructions b WHERE b.org = $1 AND b.destruction_id = $2))
        ORDER BY d.proposed_at DESC, d.destruction_id DESC LIMIT $3`,
      [org, before ?? null, limit],
    );
    return rows.map(({ proposal: _, ...rest }) => rest);
  },

  /** In the order of the list. */
  async items(db: Queryable, org: string, destructionId: string): Promise<ItemStanding[]> {
    const { rows } = await db.query<ItemStanding>(
      `SELECT subject, state, reason, draft, waits_for AS "waitsFor" FROM retention.destruction_items
        WHERE org = $1 AND destruction_id = $2 ORDER BY place`,
      [org, destructionId],
    );
    return rows;
  },

  /** Organisations and their lists of which records are still to be destroyed. */
  async begun(pool: Pool): Promise<{ org: string; destructionId: string }[]> {
    const { rows } = await pool.query<{ org: string; destructionId: string }>(
      `SELECT d.org, d.destruction_id AS "destructionId" FROM retention.destructions d WHERE d.state = 'begun' AND EXISTS (
         SELECT FROM retention.destruction_items i WHERE i.org = d.org AND i.destruction_id = d.destruction_id AND i.state IN ('listed', 'destroying'))
        ORDER BY d.org, d.destruction_id`,
    );
    return rows;
  },

  async openItems(db: Queryable, org: string, destructionId: string, limit: number): Promise<ItemStanding[]> {
    const { rows } = await db.query<ItemStanding>(
      `SELECT subject, state, reason, draft, waits_for AS "waitsFor" FROM retention.destruction_items
        WHERE org = $1 AND destruction_id = $2 AND state IN ('listed', 'destroying') ORDER BY waits_for IS NOT NULL, place LIMIT $3`,
      [org, destructionId, limit],
    );
    return rows;
  },

  async item(db: Queryable, org: string, destructionId: string, subject: string): Promise<ItemStanding | undefined> {
    const { rows } = await db.query<ItemStanding>(
      `SELECT subject, state, reason, draft, waits_for AS "waitsFor" FROM retention.destruction_items
        WHERE org = $1 AND destruction_id = $2 AND subject = $3`,
      [org, destructionId, subject],
    );
    return rows[0];
  },

  /** The checks are passed: the keys may be gone from here on. */
  async destroying(db: Queryable, org: string, draft: Draft, subject: string): Promise<void> {
    await db.query(
      `UPDATE retention.destruction_items SET state = 'destroying', draft = $4, waits_for = NULL
        WHERE org = $1 AND destruction_id = $2 AND subject = $3 AND state IN ('listed', 'destroying')`,
      [org, draft.destructionId, subject, JSON.stringify(draft)],
    );
  },

  async waits(db: Queryable, org: string, destructionId: string, subject: string, waitsFor: string): Promise<void> {
    await db.query(
      `UPDATE retention.destruction_items SET waits_for = $4
        WHERE org = $1 AND destruction_id = $2 AND subject = $3 AND state IN ('listed', 'destroying')`,
      [org, destructionId, subject, waitsFor],
    );
  },

  async left(db: Queryable, org: string, destructionId: string, subject: string, reason: LeftReason): Promise<void> {
    await db.query(
      `UPDATE retention.destruction_items SET state = 'left', reason = $4, draft = NULL, waits_for = NULL
        WHERE org = $1 AND destruction_id = $2 AND subject = $3 AND state IN ('listed', 'destroying')`,
      [org, destructionId, subject, reason],
    );
  },

  /** As its event says. What waits for it in lists goes on. */
  async destroyed(db: Queryable, { org, subject, eventId, destroyedAt, destroyed }: DestroyedSubject): Promise<void> {
    await db.query(
      `WITH item AS (
         UPDATE retention.destruction_items SET state = 'destroyed', reason = NULL, waits_for = NULL
          WHERE org = $1 AND destruction_id = ($5::json->>'destructionId')::uuid AND subject = $6)
       INSERT INTO retention.destroyed_subjects (org, subject, event_id, destroyed_at, destroyed) VALUES ($1, $2::uuid, $3, $4, $5)
       ON CONFLICT (org, subject, event_id) DO NOTHING`,
      [
        org,
        subject,
        eventId,
        destroyedAt,
        JSON.stringify(destroyed),
        nameOf({ ...(subject !== organisationStream(org) && { patientId: subject }), ...destroyed }),
      ],
    );
  },

  /** Subjects of which keys of one of the classes were destroyed. */
  async destroyedAmong(db: Queryable, org: string, subjects: readonly string[], retentionClass: string = 'clinical'): Promise<Set<string>> {
    const { rows } = await db.query<{ subject: string }>(
      `SELECT DISTINCT subject FROM retention.destroyed_subjects
        WHERE org = $1 AND subject = ANY ($2::uuid[]) AND destroyed::jsonb->'retentionClasses' ? $3`,
      [org, subjects, retentionClass],
    );
    return new Set(rows.map(({ subject }) => subject));
  },

  /** Those of a list that are not destroyed, though they were on it. */
  async leftAmong(db: Queryable, org: string, destructionId: string, subjects: readonly string[]): Promise<Set<string>> {
    const { rows } = await db.query<{ subject: string }>(
      `SELECT subject FROM retention.destruction_items WHERE org = $1 AND destruction_id = $2 AND subject = ANY ($3::text[]) AND state = 'left'`,
      [org, destructionId, subjects],
    );
    return new Set(rows.map(({ subject }) => subject));
  },

  /** What the due date of a class of the organisation follows from. */
  async inputsOfClass(db: Queryable, org: string, retentionClass: string): Promise<DueDate['inputs']> {
    const { rows } = await db.query<{ inputs: DueDate['inputs'] }>(
      `SELECT due->'inputs' AS inputs FROM retention.due_dates WHERE org = $1 AND subject = $2 AND retention_class = $3`,
      [org, organisationStream(org), retentionClass],
    );
    return rows[0]?.inputs ?? [];
  },

  /** What the due date of a record follows from, and the days of its first and its last entry. */
  async scopeOf(
    db: Queryable,
    org: string,
    subject: string,
    retentionClass: string,
  ): Promise<{ inputs: DueDate['inputs']; from: string; to: string }> {
    const { rows } = await db.query<{ inputs: DueDate['inputs']; from: string; to: string }>(
      `SELECT d.due->'inputs' AS inputs, (r.first_at AT TIME ZONE 'UTC')::date::text AS from, (r.recorded_at AT TIME ZONE 'UTC')::date::text AS to
         FROM retention.records r JOIN retention.due_dates d USING (org, subject)
        WHERE r.org = $1 AND r.subject = $2 AND d.retention_class = $3`,
      [org, subject, retentionClass],
    );
    return rows[0]!;
  },

  /** The clock of this database, and the newest time that another service has stated of itself. */
  async clocks(db: Queryable, org: string): Promise<{ database: Date; newest: Date | null }> {
    const { rows } = await db.query<{ database: Date; newest: Date | null }>(
      `SELECT clock_timestamp() AS database, (SELECT max(heard_at) FROM retention.shard_heads WHERE org = $1 AND service <> 'retention') AS newest`,
      [org],
    );
    return rows[0]!;
  },

  /** How far services had recorded in each shard by what they have stated so long ago: the newest epoch of a store. */
  async statedPositions(
    db: Queryable,
    org: string,
    services: readonly string[],
    seconds: number,
  ): Promise<{ storeId: string; shard: number; position: number }[]> {
    const { rows } = await db.query<{ storeId: string; shard: number; position: number }>(
      `SELECT h.store_id AS "storeId", h.shard, max(s.position) AS position FROM retention.shard_heads h
         JOIN retention.source_heads s USING (org, store_id, epoch, shard)
        WHERE h.org = $1 AND h.service = ANY ($2::text[]) AND s.heard_at < clock_timestamp() - make_interval(secs => $3) AND ${isNewestEpoch}
        GROUP BY h.store_id, h.shard`,
      [org, services, seconds],
    );
    return rows;
  },

  /** Records of lists that have begun, by what they wait for: `turn` is nothing but the others. */
  async counts(db: Queryable): Promise<Map<string, number>> {
    const { rows } = await db.query<{ waits: string; items: number }>(
      `SELECT coalesce(i.waits_for, 'turn') AS waits, count(*)::integer AS items
         FROM retention.destruction_items i JOIN retention.destructions d USING (org, destruction_id)
        WHERE d.state = 'begun' AND i.state IN ('listed', 'destroying') GROUP BY 1`,
    );
    return new Map(rows.map(({ waits, items }) => [waits, items]));
  },

  async destroyedBy(db: Queryable, org: string, eventId: string): Promise<DestroyedSubject | undefined> {
    const { rows } = await db.query<DestroyedSubject>(
      `SELECT org, subject, event_id AS "eventId", ${utc('destroyed_at')} AS "destroyedAt", destroyed FROM retention.destroyed_subjects
        WHERE org = $1 AND event_id = $2`,
      [org, eventId],
    );
    return rows[0];
  },

  /** Of events `retention.destroyed` those that are not known here. */
  async unknownEvents(db: Queryable, org: string, eventIds: readonly string[]): Promise<string[]> {
    const { rows } = await db.query<{ id: string }>(
      `SELECT id FROM unnest($2::uuid[]) AS u (id) WHERE NOT EXISTS (SELECT FROM retention.destroyed_subjects s WHERE s.org = $1 AND s.event_id = u.id)`,
      [org, eventIds],
    );
    return rows.map(({ id }) => id);
  },

  /** Of events `destruction.rejected` those that are not known here. */
  async unknownRejections(db: Queryable, org: string, eventIds: readonly string[]): Promise<string[]> {
    const { rows } = await db.query<{ id: string }>(
      `SELECT id FROM unnest($2::uuid[]) AS u (id)
        WHERE NOT EXISTS (SELECT FROM retention.destructions d WHERE d.org = $1 AND d.ended->>'eventId' = u.id::text)`,
      [org, eventIds],
    );
    return rows.map(({ id }) => id);
  },

  /** Those that have a log. */
  async organisations(pool: Pool): Promise<string[]> {
    const { rows } = await pool.query<{ org: string }>('SELECT org FROM retention.logs ORDER BY org');
    return rows.map(({ org }) => org);
  },

  /** A page of all that was destroyed, of all organisations, in the order of (organisation, subject, event). */
  async everythingDestroyed(pool: Pool, after: DestroyedSubject | undefined, limit: number): Promise<DestroyedSubject[]> {
    const { rows } = await pool.query<DestroyedSubject>(
      `SELECT org, subject, event_id AS "eventId", ${utc('destroyed_at')} AS "destroyedAt", destroyed FROM retention.destroyed_subjects
        WHERE $1::text IS NULL OR (org, subject, event_id) > ($1, $2::uuid, $3::uuid) ORDER BY org, subject, event_id LIMIT $4`,
      [after?.org ?? null, after?.subject ?? null, after?.eventId ?? null, limit],
    );
    return rows;
  },

  async confirm(db: Queryable, org: string, destroyedBy: string, { holder, eventId, rows: count, deletedAt }: Deletion): Promise<void> {
    await db.query(
      `INSERT INTO retention.deletions (org, destroyed_by, holder, event_id, deleted_rows, deleted_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (org, destroyed_by, holder) DO NOTHING`,
      [org, destroyedBy, holder, eventId, count, deletedAt],
    );
  },

  async deletionsOf(db: Queryable, org: string, destroyedBy: string): Promise<Deletion[]> {
    const { rows } = await db.query<Deletion>(
      `SELECT holder, event_id AS "eventId", deleted_rows AS rows, ${utc('deleted_at')} AS "deletedAt" FROM retention.deletions
        WHERE org = $1 AND destroyed_by = $2 ORDER BY holder`,
      [org, destroyedBy],
    );
    return rows;
  },

  /**
   * Holders that have not confirmed, the longest first.
   * @param org undefined: of all organisations
   * @param overdueSeconds since the destruction, at least
   */
  async unconfirmed(
    db: Queryable,
    org: string | undefined,
    overdueSeconds: number,
    { limit, after }: UnconfirmedPage,
  ): Promise<UnconfirmedHolder[]> {
    const { rows } = await db.query<UnconfirmedHolder>(
      `SELECT s.org, s.subject, s.destroyed->'retentionClasses'->>0 AS "retentionClass", s.event_id AS "destroyedBy", h.holder, ${utc('s.destroyed_at')} AS since
         FROM retention.destroyed_subjects s, json_array_elements_text(s.destroyed->'holders') AS h (holder)
        WHERE ($1::text IS NULL OR s.org = $1) AND s.destroyed_at <= clock_timestamp() - make_interval(secs => $2)
          AND NOT EXISTS (SELECT FROM retention.deletions c WHERE c.org = s.org AND c.destroyed_by = s.event_id AND c.holder = h.holder)
          AND ($4::uuid IS NULL OR (s.destroyed_at, s.event_id, h.holder) >
            (SELECT a.destroyed_at, a.event_id, $5::text FROM retention.destroyed_subjects a WHERE a.org = $1 AND a.event_id = $4))
        ORDER BY s.destroyed_at, s.event_id, h.holder LIMIT $3`,
      [org ?? null, overdueSeconds, limit, after?.destroyedBy ?? null, after?.holder ?? null],
    );
    return rows;
  },

  async declareBackup(
    db: Queryable,
    org: string,
    { generation, place, takenAt, until }: RetentionEventData['backup.declared'],
  ): Promise<void> {
    await db.query(
      `INSERT INTO retention.backups (org, generation, place, taken_at, kept_until) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (org, generation) DO NOTHING`,
      [org, generation, place ?? null, takenAt, until],
    );
  },

  async expireBackup(db: Queryable, org: string, { generation, expiredAt }: RetentionEventData['backup.expired']): Promise<void> {
    await db.query('UPDATE retention.backups SET expired_at = $3 WHERE org = $1 AND generation = $2 AND expired_at IS NULL', [
      org,
      generation,
      expiredAt,
    ]);
  },

  async backup(db: Queryable, org: string, generation: string): Promise<Backup | undefined> {
    const { rows } = await db.query<Backup>(`SELECT ${backupColumns} FROM retention.backups WHERE org = $1 AND generation = $2`, [
      org,
      generation,
    ]);
    return rows[0];
  },

  /** The newest first. @param before a generation */
  async backups(db: Queryable, org: string, { limit, before }: { limit: number; before?: string | undefined }): Promise<Backup[]> {
    const { rows } = await db.query<Backup>(
      `SELECT ${backupColumns} FROM retention.backups WHERE org = $1 AND ($2::text IS NULL OR (taken_at, generation) <
          (SELECT b.taken_at, b.generation FROM retention.backups b WHERE b.org = $1 AND b.generation = $2))
        ORDER BY taken_at DESC, generation DESC LIMIT $3`,
      [org, before ?? null, limit],
    );
    return rows;
  },

  /** Generations that were taken before an instant, and are still kept. */
  async backupsWith(db: Queryable, org: string, before: string): Promise<Backup[]> {
    const { rows } = await db.query<Backup>(
      `SELECT ${backupColumns} FROM retention.backups WHERE org = $1 AND taken_at <= $2 AND expired_at IS NULL ORDER BY kept_until, generation`,
      [org, before],
    );
    return rows;
  },

  /** Classes of the organisation that are due and can be destroyed, the oldest first. */
  async dueClasses(db: Queryable, org: string, day: string): Promise<string[]> {
    const { rows } = await db.query<{ name: string }>(
      `SELECT d.retention_class AS name FROM retention.due_dates d
        WHERE d.org = $1 AND d.subject = $2 AND d.status = 'due-on' AND d.due_on <= $3 AND d.may_destroy
          AND NOT EXISTS (SELECT FROM retention.destroyed_subjects s
            WHERE s.org = d.org AND s.subject = d.subject AND s.destroyed::jsonb->'retentionClasses' ? d.retention_class)
          AND NOT EXISTS (SELECT FROM retention.destruction_items i JOIN retention.destructions l USING (org, destruction_id)
            WHERE i.org = d.org AND i.subject = d.retention_class AND i.state IN ('listed', 'destroying') AND l.state <> 'rejected')
        ORDER BY d.due_on, d.retention_class`,
      [org, organisationStream(org), day],
    );
    return rows.map(({ name }) => name);
  },

  /** The due date of each record, as it was worked out last. */
  async dueOf(db: Queryable, org: string, subjects: readonly string[]): Promise<Map<string, DueDate>> {
    const { rows } = await db.query<{ subject: string; due: DueDate }>(
      `SELECT subject, due FROM retention.due_dates WHERE org = $1 AND subject = ANY ($2::uuid[]) AND retention_class = 'clinical'`,
      [org, subjects],
    );
    return new Map(rows.map(({ subject, due }) => [subject, due]));
  },

  /** Records that are due, and not on a list that is approved or begun: those that are due longest first. */
  async due(db: Queryable, org: string, day: string, after: DueRecord | undefined, limit: number): Promise<DueRecord[]> {
    const { rows } = await db.query<DueRecord>(
      `SELECT d.subject, d.due_on::text AS "dueOn" FROM retention.due_dates d
        WHERE d.org = $1 AND d.retention_class = 'clinical' AND d.status = 'due-on' AND d.due_on <= $2 AND (d.due_on, d.subject) > ($3::date, $4::uuid)
          AND (d.may_destroy OR EXISTS (SELECT FROM retention.completed_acts a WHERE a.org = d.org AND a.subject = d.subject
            AND a.retention_class = d.retention_class AND a.due_on = d.due_on AND a.rule_id = d.rule_id AND a.completion->>'copy' = 'to-be-destroyed'))
          AND NOT EXISTS (SELECT FROM retention.destroyed_subjects s WHERE s.org = d.org AND s.subject = d.subject)
          AND NOT EXISTS (SELECT FROM retention.destruction_items i JOIN retention.destructions l USING (org, destruction_id)
            WHERE i.org = d.org AND i.subject = d.subject::text AND i.state IN ('listed', 'destroying') AND l.state <> 'rejected')
        ORDER BY d.due_on, d.subject LIMIT $5`,
      [org, day, after?.dueOn ?? '-infinity', after?.subject ?? '00000000-0000-0000-0000-000000000000', limit],
    );
    return rows;
  },
};

const backupColumns = `generation, place, ${utc('taken_at')} AS "takenAt", kept_until::text AS until, ${utc('expired_at')} AS "expiredAt"`;

/** Milliseconds: as the events have them. */
function utc(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
