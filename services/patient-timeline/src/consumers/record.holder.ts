import type { PatientEvent } from '@everchart/clinical-facts';
import type { KindClass } from '@everchart/contracts';
import { clinicalClass, typesOfKinds } from '@everchart/contracts-clinical';
import { accessYearsOf, deleteRowsOf, deleteUnreadable, kindsAlone, type Destruction, type Holder } from '@everchart/destruction';
import type { Transaction } from '@everchart/postgres';
import { compareInstants } from '@everchart/primitives';
import { destroyedNotice } from '../domain/live.js';
import { noteDestruction } from '../infrastructure/unit.states.js';
import { destroyEntries } from './timeline.read-model.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const destructionConsumer = 'timeline-destructions-v1';

/**
 * Read models of every version, what was opened in emergencies, and, with the keys of accesses, the index of these.
 * Live streams that are open on the person are ended by those who serve them.
 */
export class RecordHolder implements Holder {
  readonly name = 'patient-timeline';

  /** @param channel on which live streams hear of commits */
  constructor(private readonly channel: string) {}

  async delete(tx: Transaction, destruction: Destruction): Promise<number> {
    const { org, subject, retentionClasses, keys } = destruction;
    let rows = (await deleteAccesses(tx, org, keys)) + (await deleteYears(tx, org, accessYearsOf(destruction)));
    const kinds = kindsAlone(destruction);
    if (kinds.length > 0) rows += await destroyKinds(tx, destruction, kinds);
    if (retentionClasses.includes(clinicalClass)) {
      rows += await deleteRowsOf(tx, destruction);
      rows += await deleteUnreadable(tx, destruction);
    } else if (kinds.length === 0) return rows;
    await noteDestruction(tx, org);
    const notice = destroyedNotice({ org, patient: subject, isPart: kinds.length > 0 });
    await tx.query('SELECT pg_notify($1, $2)', [this.channel, notice]);
    return rows;
  }
}

/**
 * Entries of these kinds, in every version of the read model that there is. Nothing is applied meanwhile: what is under
 * way may have read what goes, and would write it again.
 */
async function destroyKinds(tx: Transaction, destruction: Destruction, kinds: readonly KindClass[]): Promise<number> {
  const { org, subject: patient, keysGoneAt } = destruction;
  await tx.query('LOCK TABLE destruction.gate IN ACCESS EXCLUSIVE MODE');
  const { rows: found } = await tx.query<{ schema: string }>(
    `SELECT c.relnamespace::regnamespace::text AS schema FROM pg_class c
      WHERE c.relname = 'timeline_entries' AND c.relkind IN ('r', 'p') AND has_table_privilege(c.oid, 'DELETE') ORDER BY schema`,
  );
  const types: ReadonlySet<string> = new Set(typesOfKinds(kinds));
  // What came later of the kind is a part of the record.
  const isDestroyed = ({ type, recordedAt }: PatientEvent): boolean => types.has(type) && compareInstants(recordedAt, keysGoneAt) < 0;
  let rows = await deleteUnreadable(tx, destruction, [...types]);
  for (const { schema } of found) rows += await destroyEntries(tx, schema, { org, patient }, isDestroyed);
  return rows;
}

const accessKeys = /^access-\d{4}$/;

async function deleteAccesses(tx: Transaction, org: string, keys: Destruction['keys']): Promise<number> {
  const ids = keys.filter(({ retentionClass }) => accessKeys.test(retentionClass)).map(({ keyId }) => keyId);
  if (ids.length === 0) return 0;
  const statements = [
    'DELETE FROM access_index.leaves WHERE org = $1 AND key_id = ANY ($2::uuid[])',
    // Looks at others, too, stay for these. What they hold of this one is sealed under a key that is destroyed.
    `DELETE FROM access_index.looks l USING access_index.members m
      WHERE m.org = $1 AND m.key_id = ANY ($2::uuid[]) AND l.org = m.org AND l.members = m.members
        AND NOT EXISTS (SELECT FROM access_index.members o WHERE o.org = m.org AND o.members = m.members AND o.key_id <> ALL ($2::uuid[]))`,
    'DELETE FROM access_index.members WHERE org = $1 AND key_id = ANY ($2::uuid[])',
  ];
  return deleteBy(tx, statements, [org, ids]);
}

async function deleteYears(tx: Transaction, org: string, years: readonly number[]): Promise<number> {
  if (years.length === 0) return 0;
  const statements = [
    'DELETE FROM access_index.leaves WHERE org = $1 AND year = ANY ($2::integer[])',
    // The keys of a set of patients are those of one year.
    `DELETE FROM access_index.members m USING access_index.looks l
      WHERE l.org = $1 AND l.year = ANY ($2::integer[]) AND m.org = l.org AND m.members = l.members`,
    'DELETE FROM access_index.looks WHERE org = $1 AND year = ANY ($2::integer[])',
  ];
  return deleteBy(tx, statements, [org, years]);
}

async function deleteBy(tx: Transaction, statements: readonly string[], values: unknown[]): Promise<number> {
  let rows = 0;
  for (const statement of statements) rows += (await tx.query(statement, values)).rowCount ?? 0;
  return rows;
}
