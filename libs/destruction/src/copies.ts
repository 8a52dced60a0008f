import { yearOfAccessClass } from '@everchart/access-log';
import { isKindClass, kindClasses, organisationStream, type KindClass } from '@everchart/contracts';
import type { Transaction } from '@everchart/postgres';
import type { SubjectKey } from './tombstones.js';

/**
 * Deletes every row of a subject that the login may delete: of all tables with the columns `org` and `patient`, found
 * in the catalogue, so that no version of a read model and no new table is forgotten.
 * @returns how many
 */
export async function deleteRowsOf(tx: Transaction, { org, subject }: SubjectKey): Promise<number> {
  const { rows: tables } = await tx.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND has_table_privilege(c.oid, 'DELETE')
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org' AND a.atttypid = 'text'::regtype)
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'patient' AND a.atttypid = 'uuid'::regtype)
     ORDER BY name`,
  );
  let deleted = 0;
  for (const { name } of tables) {
    const { rowCount } = await tx.query(`DELETE FROM ${name} WHERE org = $1 AND patient = $2`, [org, subject]);
    deleted += rowCount ?? 0;
  }
  return deleted;
}

/**
 * Deletes what a consumer keeps of a subject's events that it could not apply.
 * @param types only of these
 * @returns how many rows
 */
export async function deleteUnreadable(tx: Transaction, { org, subject }: SubjectKey, types?: readonly string[]): Promise<number> {
  const { rowCount } = await tx.query(
    'DELETE FROM stream_consumer.unreadable_events WHERE org = $1 AND stream = $2 AND ($3::text[] IS NULL OR event_type = ANY ($3))',
    [org, subject, types ?? null],
  );
  return rowCount ?? 0;
}

/** Classes of the keys that are destroyed with a record. */
export const classesOfRecord = ['clinical', 'retention-facts', ...kindClasses];

/** Kinds of entries whose keys were destroyed, while the rest of the record is kept; none where the record was. */
export function kindsAlone({ retentionClasses }: { retentionClasses: readonly string[] }): KindClass[] {
  return retentionClasses.includes('clinical') ? [] : retentionClasses.filter(isKindClass);
}

/** Years whose accesses were destroyed, those to all patients; none where keys of one record were destroyed. */
export function accessYearsOf({ org, subject, retentionClasses }: SubjectKey & { retentionClasses: readonly string[] }): number[] {
  if (subject !== organisationStream(org)) return [];
  return retentionClasses.flatMap((name) => yearOfAccessClass(name) ?? []);
}

/**
 * Deletes the organisation's own keys of these years, which are kept beside the accesses.
 * @returns how many rows
 */
export async function deleteAccessKeys(tx: Transaction, org: string, years: readonly number[]): Promise<number> {
  const { rows } = await tx.query<{ deleted: number }>(
    'SELECT coalesce(sum(destruction.forget_access_key($1, year)), 0)::integer AS deleted FROM unnest($2::integer[]) AS y (year)',
    [org, years],
  );
  return rows[0]!.deleted;
}
