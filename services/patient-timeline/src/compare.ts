import { setTimeout as pause } from 'node:timers/promises';
import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import type { TimelineConfig } from './configuration.js';
import { sumUpDue } from './infrastructure/timeline.blocks.js';
import { ProjectionVersions } from './infrastructure/projection.versions.js';
import { projectionVersion } from './projections.js';
import { rebuildProjection, withOwner, type RebuildOptions } from './rebuild.js';

/** A row of a version of the projection that is not what another version has in its place. */
export interface ProjectionFault {
  fault: 'row-changed' | 'row-missing' | 'row-unexpected';
  table: string;
  org: string;
  patient: string;
  /** What names the row beside its patient. */
  key?: string;
  /** Those that differ. Their values are patient data. */
  columns?: string[];
}

/** Conditions on rows that are summed up later than they are written: due in one of both, they are no difference. */
const due: Readonly<Record<string, string | undefined>> = { timeline_blocks: 'facts IS NULL' };
const faultsMax = 1000;
const rounds = 20;
const betweenRoundsMs = 300;

/**
 * Builds a version from the events and the keyring alone, compares with it the one that organisations without a version
 * of their own read, and drops it. Readers and projectors go on.
 * @param version another one that is compared instead
 */
export function compareWithEvents(config: TimelineConfig, options: RebuildOptions, version?: number): Promise<ProjectionFault[]> {
  return withOwner(options, async (owner) => {
    const versions = new ProjectionVersions(owner, options.actor);
    const { version: rebuilt } = await rebuildProjection(config, options);
    try {
      return await compareVersions(owner, version ?? (await versions.served()), rebuilt);
    } finally {
      await versions.drop(rebuilt);
    }
  });
}

/**
 * Compares two versions, row by row, while projectors keep both up to date: patients of whom one has more than the
 * other are looked at again.
 * @param owner database `timeline`, as its owner
 * @param right the version whose rows are taken for right
 */
export async function compareVersions(owner: Pool, version: number, right: number): Promise<ProjectionFault[]> {
  for (let round = 1; ; round += 1) {
    for (const each of [version, right]) await sumUpDue(owner, projectionVersion(each));
    const { faults, moving } = await withTransaction(owner, async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const faults: ProjectionFault[] = [];
      const moving = new Set<string>();
      const models = projectionVersion(right).models.map((other, n) => [projectionVersion(version).models[n]!, other] as const);
      for (const [{ model, schema }, { schema: other }] of models) {
        const { rows } = await tx.query<{ name: string }>(
          `SELECT org || '/' || patient AS name FROM ${schema}.${model.heads} a FULL JOIN ${other}.${model.heads} b USING (org, patient)
           WHERE (a.position, a.epoch) IS DISTINCT FROM (b.position, b.epoch)`,
        );
        for (const { name } of rows) moving.add(name);
        for (const table of model.tables) if (faults.length < faultsMax) faults.push(...(await rowsThatDiffer(tx, table, schema, other)));
      }
      return { faults, moving };
    });
    const concerned = faults.some(({ org, patient }) => moving.has(`${org}/${patient}`));
    if (!concerned || round === rounds) return faults;
    await pause(betweenRoundsMs);
  }
}

async function rowsThatDiffer(tx: Transaction, table: string, schema: string, other: string): Promise<ProjectionFault[]> {
  const { rows: named } = await tx.query<{ key: string }>(
    `SELECT a.attname AS key FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary AND a.attname NOT IN ('org', 'patient') ORDER BY a.attnum`,
    [`${schema}.${table}`],
  );
  const keys = named.map(({ key }) => key);
  const isDue = due[table] ?? 'false';
  const name = ['org', 'patient', ...keys].join(', ');
  const { rows } = await tx.query<ProjectionFault>(
    `SELECT CASE WHEN a.row IS NULL THEN 'row-missing' WHEN b.row IS NULL THEN 'row-unexpected' ELSE 'row-changed' END AS fault,
       '${table}' AS "table", org, patient${keys.length === 0 ? '' : `, concat_ws('/', ${keys.join(', ')}) AS key`},
       (SELECT json_agg(x.key ORDER BY x.key) FROM jsonb_each_text(to_jsonb(a.row)) x JOIN jsonb_each_text(to_jsonb(b.row)) y USING (key)
         WHERE x.value IS DISTINCT FROM y.value) AS columns
     FROM (SELECT ${name}, t AS row, ${isDue} AS due FROM ${schema}.${table} t) a
     FULL JOIN (SELECT ${name}, t AS row, ${isDue} AS due FROM ${other}.${table} t) b USING (${name})
     WHERE a.row::text IS DISTINCT FROM b.row::text AND (a.due OR b.due) IS NOT TRUE ORDER BY ${name} LIMIT ${faultsMax}`,
  );
  return rows.map(({ columns, ...fault }) => (fault.fault === 'row-changed' ? { ...fault, columns: columns ?? [] } : fault));
}
