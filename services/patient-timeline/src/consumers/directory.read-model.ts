import { parseSource, type EventHeader } from '@everchart/envelope';
import type { Transaction } from '@everchart/postgres';
import { fileURLToPath } from 'node:url';
import type { PatientRun, ReadModel } from './read-model.js';

interface EventRow {
  org: string;
  patient: string;
  header: EventHeader;
  /** JSON text; null when the event cannot be read. */
  event: string | null;
}

/** What each organisation states of itself: its events, in the order of its stream. */
export const directory: ReadModel<undefined, readonly EventRow[]> = {
  name: 'directory',
  version: 1,
  of: 'organisation',
  migrations: { name: 'directory-v1', directory: fileURLToPath(new URL('../../migrations/directory-v1', import.meta.url)) },
  tables: ['events', 'organisations'],
  heads: 'organisations',

  load: () => Promise.resolve(undefined),

  fold: (runs) => runs.flatMap(rowsOf),

  async save(tx, schema, rows) {
    if (rows.length === 0) return;
    await writeEvents(tx, schema, rows);
    await writeHeads(tx, schema, rows);
  },

  async appliedFrom(tx, schema, { org, storeId, shard, position }) {
    const { rows } = await tx.query<{ patient: string }>(
      `SELECT patient FROM ${schema}.organisations o
        WHERE o.org = $1 AND o.store_id = $2 AND o.shard = $3 AND o.position >= $4`,
      [org, storeId, shard, position],
    );
    return rows.map(({ patient }) => patient);
  },
};

function rowsOf({ org, patient, opened }: PatientRun): EventRow[] {
  return opened.map(({ header, event: { eventId, type, occurredAt, recordedAt, data, unreadable } }) => ({
    org,
    patient,
    header,
    event: unreadable ? null : JSON.stringify({ id: eventId, type, occurredAt, recordedAt, data }),
  }));
}

/** An event that was unreadable takes its own place when it is applied later. */
async function writeEvents(tx: Transaction, schema: string, rows: readonly EventRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO ${schema}.events (org, patient, stream_version, position, event)
     SELECT org, patient, version, position, event::json FROM unnest($1::text[], $2::uuid[], $3::integer[], $4::bigint[], $5::text[])
       AS n (org, patient, version, position, event)
     ON CONFLICT (org, patient, stream_version) DO UPDATE SET position = excluded.position, event = excluded.event`,
    [
      rows.map(({ org }) => org),
      rows.map(({ patient }) => patient),
      rows.map(({ header }) => header.streamversion),
      rows.map(({ header }) => header.position),
      rows.map(({ event }) => event),
    ],
  );
}

async function writeHeads(tx: Transaction, schema: string, rows: readonly EventRow[]): Promise<void> {
  const last = [...new Map(rows.map((row) => [`${row.org}/${row.patient}`, row])).values()];
  const sources = last.map(({ header }) => parseSource(header.source));
  await tx.query(
    `INSERT INTO ${schema}.organisations AS o (org, patient, stream_version, store_id, epoch, shard, position, unreadable)
     SELECT n.*, (SELECT count(*) FROM ${schema}.events e WHERE e.org = n.org AND e.patient = n.patient AND e.event IS NULL)
       FROM unnest($1::text[], $2::uuid[], $3::integer[], $4::uuid[], $5::integer[], $6::integer[], $7::bigint[])
         AS n (org, patient, stream_version, store_id, epoch, shard, position)
     ON CONFLICT (org, patient) DO UPDATE SET unreadable = excluded.unreadable,
       (stream_version, store_id, epoch, shard, position) = (SELECT
         CASE WHEN later THEN excluded.stream_version ELSE o.stream_version END, CASE WHEN later THEN excluded.store_id ELSE o.store_id END,
         CASE WHEN later THEN excluded.epoch ELSE o.epoch END, CASE WHEN later THEN excluded.shard ELSE o.shard END,
         CASE WHEN later THEN excluded.position ELSE o.position END
         FROM (SELECT excluded.store_id <> o.store_id OR excluded.stream_version > o.stream_version AS later) l)`,
    [
      last.map(({ org }) => org),
      last.map(({ patient }) => patient),
      last.map(({ header }) => header.streamversion),
      sources.map(({ storeId }) => storeId),
      sources.map(({ epoch }) => epoch),
      last.map(({ header }) => header.shard),
      last.map(({ header }) => header.position),
    ],
  );
}
