import { yearOfAccessClass } from '@everchart/access-log';
import { isKindClass, organisationStream } from '@everchart/contracts';
import type { RetentionEventData } from '@everchart/contracts-retention';
import { textArray, uuidArray, withOrganisation, withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { readUuid } from '@everchart/primitives';
import type { ReceivedEvent } from '@everchart/stream';

type DestroyedData = RetentionEventData['retention.destroyed'];

/** A destruction, as `retention.destroyed` says it. */
export interface Destruction {
  retentionClasses: string[];
  /** Null, and the day, too: the event cannot be read here, as its key is missing. */
  rule: DestroyedData['rule'] | null;
  dueOn: string | null;
  /** That are gone, as the keyring says: those that the event names may be others. */
  keys: DestroyedData['keys'];
  org: string;
  /** Lower case. */
  subject: string;
  /** Of the event. */
  eventId: string;
  /** When it was recorded: RFC 3339. */
  destroyedAt: string;
  /** When the first of its keys was gone, by the clock of the keyring. */
  keysGoneAt: string;
}

/** What a holder keeps of it. */
export interface Tombstone extends Pick<Destruction, 'eventId' | 'destroyedAt' | 'retentionClasses' | 'rule' | 'dueOn'> {
  /** Of the certificate, when one was issued. */
  certificateId: string | null;
}

/** That a certificate of a destruction was issued. */
export interface IssuedCertificate extends SubjectKey {
  certificateId: string;
  /** The event `retention.destroyed`. */
  destroyedBy: string;
}

export interface SubjectKey {
  org: string;
  subject: string;
}

/**
 * The events but those whose keys were destroyed: of their subject and class, or of their class as a whole. Of them
 * nothing may be added, whether an event is late, or comes by a rebuild. In the transaction that adds, before it does:
 * a destruction that is noted meanwhile waits for its end, and deletes what it added.
 */
export async function withoutDestroyed(tx: Transaction, events: readonly ReceivedEvent[]): Promise<readonly ReceivedEvent[]> {
  const destroyed = await destroyedAmong(tx, events);
  return destroyed.size === 0 ? events : events.filter((event) => !destroyed.has(event));
}

/** Of what was destroyed: the record, or the year; or, of a record that is kept, a kind of entries. */
export type DestroyedAs = 'whole' | 'kind';

/** Those of the events whose keys were destroyed: see {@link withoutDestroyed}. */
export async function destroyedAmong(tx: Transaction, events: readonly ReceivedEvent[]): Promise<ReadonlyMap<ReceivedEvent, DestroyedAs>> {
  const subjects = new Map(events.flatMap(({ header }) => subjectsOf(header)).map((subject) => [nameOf(subject), subject]));
  const { rows } = await tx.query<SubjectKey & { retentionClass: string }>({
    name: 'destruction-among',
    text: `SELECT s.org, s.subject, unnest(s.retention_classes) AS "retentionClass"
             FROM (SELECT count(*) FROM destruction.gate) AS gate, unnest($1::text[], $2::uuid[]) AS k (org, subject)
             JOIN destruction.subjects s ON s.org = k.org AND s.subject = k.subject`,
    values: [textArray([...subjects.values()].map(({ org }) => org)), uuidArray([...subjects.values()].map(({ subject }) => subject))],
  });
  if (rows.length === 0) return new Map();
  const names = new Set(rows.map((row) => `${nameOf(row)}/${row.retentionClass}`));
  const isGone = (subject: SubjectKey, retentionClass: string): boolean => names.has(`${nameOf(subject)}/${retentionClass}`);
  const destroyed = new Map<ReceivedEvent, DestroyedAs>();
  for (const event of events) {
    const { retentionclass } = event.header;
    const subject = subjectsOf(event.header).find((each) => isGone(each, retentionclass));
    if (subject) destroyed.set(event, isKindClass(retentionclass) && !isGone(subject, 'clinical') ? 'kind' : 'whole');
  }
  return destroyed;
}

/** The first destruction of a subject's keys of a class, as the reader's login; undefined: they were not destroyed. */
export function tombstoneOf(pool: Pool, { org, subject }: SubjectKey, retentionClass: string): Promise<Tombstone | undefined> {
  return withOrganisation(pool, org, async (tx) => {
    const { rows } = await tx.query<Omit<Tombstone, 'destroyedAt'> & { destroyedAt: Date }>({
      name: 'destruction-of',
      text: `SELECT event_id AS "eventId", destroyed_at AS "destroyedAt", retention_classes AS "retentionClasses", rule, due_on AS "dueOn",
               certificate_id AS "certificateId"
             FROM destruction.subjects WHERE org = $1 AND subject = $2 AND $3 = ANY (retention_classes) ORDER BY destroyed_at LIMIT 1`,
      values: [org, subject, retentionClass],
    });
    return rows[0] && { ...rows[0], destroyedAt: rows[0].destroyedAt.toISOString() };
  });
}

/** Notes destructions, and waits for what was adding copies when they were noted. */
export async function noteDestructions(pool: Pool, destructions: readonly Destruction[]): Promise<void> {
  for (const { org, subject, eventId, retentionClasses, destroyedAt, dueOn, rule } of destructions)
    await pool.query(
      `INSERT INTO destruction.subjects (org, subject, event_id, retention_classes, destroyed_at, due_on, rule)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [org, subject, eventId, retentionClasses, destroyedAt, dueOn, rule && JSON.stringify(rule)],
    );
  if (destructions.length > 0)
    await withTransaction(pool, async (tx) => void (await tx.query('LOCK TABLE destruction.gate IN ACCESS EXCLUSIVE MODE')));
}

export async function noteCertificate(tx: Transaction, { org, subject, certificateId, destroyedBy }: IssuedCertificate): Promise<void> {
  await tx.query('UPDATE destruction.subjects SET certificate_id = $4 WHERE org = $1 AND subject = $2 AND event_id = $3', [
    org,
    subject,
    destroyedBy,
    certificateId,
  ]);
}

/** Whether a destruction that was noted is still to be done. Its row stays locked. */
export async function isDue(tx: Transaction, { org, subject, eventId }: Destruction): Promise<boolean> {
  const { rows } = await tx.query<{ rows: number | null }>(
    'SELECT rows FROM destruction.subjects WHERE org = $1 AND subject = $2 AND event_id = $3 FOR UPDATE',
    [org, subject, eventId],
  );
  return rows[0]?.rows === null;
}

export async function noteDeleted(tx: Transaction, { org, subject, eventId }: Destruction, deleted: number): Promise<void> {
  await tx.query('UPDATE destruction.subjects SET rows = $4 WHERE org = $1 AND subject = $2 AND event_id = $3', [
    org,
    subject,
    eventId,
    deleted,
  ]);
}

function nameOf({ org, subject }: SubjectKey): string {
  return `${org}/${subject}`;
}

/** By whose destruction an event may be gone: of its subject; or, an access, of the organisation with its year. */
function subjectsOf({ org, subject: named, retentionclass }: ReceivedEvent['header']): SubjectKey[] {
  const subject = readUuid(named);
  const own = yearOfAccessClass(retentionclass) === undefined ? [] : [{ org, subject: organisationStream(org) }];
  return subject === undefined ? own : [{ org, subject }, ...own];
}
