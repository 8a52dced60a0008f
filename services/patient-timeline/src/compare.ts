import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createPool, withRoles, withTransaction, type Pool } from '@everchart/postgres';
import { withServiceKit } from '@everchart/service-kit';
import { beginAnew, clinicalTopic, hasReached } from '@everchart/stream';
import type { TimelineConfig } from './configuration.js';
import type { Projection } from './consumers/read-model.js';
import { addProjector } from './create-app.js';
import { declareWhenBuilt } from './infrastructure/projection.completion.js';
import { sumUpDue } from './infrastructure/timeline.blocks.js';
import { shownProjection } from './projections.js';

/** A row of the read model that is not what the events make it. */
export interface ProjectionFault {
  fault: 'row-changed' | 'row-missing' | 'row-unexpected';
  table: string;
  org: string;
  patient: string;
  /** What names the row beside its patient. */
  key?: string;
}

/** Tables by what names a row of theirs beside its patient. */
const keys: Readonly<Record<string, string | undefined>> = {
  patients: undefined,
  topics: 'topic',
  timeline_entries: 'event_id',
  timeline_blocks: 'block',
  places: 'stay_id',
  events: 'stream_version',
  persons: undefined,
  entries: 'event_id',
  terms: 'term',
};
/** Conditions on rows that are summed up later than they are written: due in one of both, they are no difference. */
const due: Readonly<Record<string, string | undefined>> = { timeline_blocks: 'facts IS NULL' };
const suffix = '_compared';
const rounds = 10;

/**
 * Builds the projection a second time, from the stream and the keyring alone, in schemas of its own, and compares it
 * with the one that is shown, row by row. Projector and readers go on meanwhile: patients of whom one of both has more
 * are looked at again.
 * @param ownerUrl database `timeline`, as its owner, who makes and drops the schemas
 */
export function compareProjection(config: TimelineConfig, ownerUrl: string): Promise<ProjectionFault[]> {
  const owner = createPool({ connectionString: ownerUrl, applicationName: 'patient-timeline-compare', max: 2 }, () => undefined);
  const compared: Projection = {
    consumer: `${shownProjection.consumer}${suffix}`,
    models: shownProjection.models.map(({ model, schema }) => ({ model, schema: `${schema}${suffix}` })),
  };
  return withServiceKit('patient-timeline-compare', config, async (kit) => {
    await dropCompared(owner, compared);
    await makeSchemas(owner);
    const { keyring } = await kit.openKeyring(config);
    addProjector(kit, keyring, compared);
    const given = new AbortController();
    try {
      await kit.lifecycle.start();
      const reachEnd = async (): Promise<void> => {
        const end = await kit.transport.endOffsets(clinicalTopic);
        await declareWhenBuilt(kit.workerPool, compared, end, given.signal);
        while (!(await hasReached(kit.workerPool, shownProjection.consumer, clinicalTopic, end))) await pause(50, undefined, given);
        for (const each of [compared, shownProjection]) await sumUpDue(kit.workerPool, each);
      };
      return await Promise.race([faultsOf(owner, reachEnd), kit.lifecycle.crashed.then((error) => Promise.reject(error))]);
    } finally {
      given.abort();
    }
  }).finally(async () => {
    await dropCompared(owner, compared);
    await owner.end();
  });
}

async function faultsOf(owner: Pool, reachEnd: () => Promise<void>): Promise<ProjectionFault[]> {
  for (let round = 1; ; round += 1) {
    await reachEnd();
    const { faults, moving } = await withTransaction(owner, async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const faults: ProjectionFault[] = [];
      const moving = new Set<string>();
      for (const { model, schema } of shownProjection.models) {
        const { rows } = await tx.query<{ name: string }>(
          `SELECT org || '/' || patient AS name FROM ${schema}.${model.heads} a FULL JOIN ${schema}${suffix}.${model.heads} b USING (org, patient)
           WHERE (a.position, a.epoch) IS DISTINCT FROM (b.position, b.epoch)`,
        );
        for (const { name } of rows) moving.add(name);
        for (const table of model.tables) faults.push(...(await rowsThatDiffer((sql) => tx.query(sql), schema, table)));
      }
      return { faults, moving };
    });
    const concerned = faults.some(({ org, patient }) => moving.has(`${org}/${patient}`));
    if (!concerned || round === rounds) return faults;
    await pause(300);
  }
}

async function rowsThatDiffer(
  query: (sql: string) => Promise<{ rows: ProjectionFault[] }>,
  schema: string,
  table: string,
): Promise<ProjectionFault[]> {
  const key = keys[table];
  const isDue = due[table] ?? 'false';
  const name = ['org', 'patient', ...(key === undefined ? [] : [key])].join(', ');
  const { rows } = await query(
    `SELECT CASE WHEN a.row IS NULL THEN 'row-missing' WHEN b.row IS NULL THEN 'row-unexpected' ELSE 'row-changed' END AS fault,
       '${table}' AS "table", org, patient${key === undefined ? '' : `, ${key}::text AS key`}
     FROM (SELECT ${name}, t::text AS row, ${isDue} AS due FROM ${schema}.${table} t) a
     FULL JOIN (SELECT ${name}, t::text AS row, ${isDue} AS due FROM ${schema}${suffix}.${table} t) b USING (${name})
     WHERE a.row IS DISTINCT FROM b.row AND (a.due OR b.due) IS NOT TRUE ORDER BY ${name} LIMIT 1000`,
  );
  return rows;
}

/** The migrations of the read models, under other names: only their first statements name the schema. */
async function makeSchemas(owner: Pool): Promise<void> {
  for (const { model, schema } of shownProjection.models)
    for (const file of (await readdir(model.migrations.directory)).sort()) {
      const text = (await readFile(join(model.migrations.directory, file), 'utf8')).replaceAll(schema, `${schema}${suffix}`);
      await withTransaction(owner, (tx) => tx.query(withRoles(text, model.migrations, file)));
    }
}

async function dropCompared(owner: Pool, { consumer, models }: Projection): Promise<void> {
  for (const { schema } of models) await owner.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await withTransaction(owner, async (tx) => {
    await beginAnew(tx, consumer);
    for (const table of ['shard_progress', 'consumers'])
      await tx.query(`DELETE FROM stream_consumer.${table} WHERE consumer = $1`, [consumer]);
  });
}
