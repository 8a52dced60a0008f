import { isRoundType, type RoundTakenOver } from '@everchart/contracts-organisation';
import { parseSource, type EventHeader } from '@everchart/envelope';
import type { Transaction } from '@everchart/postgres';
import { utcOf } from '@everchart/primitives';
import type { ShardPosition } from '@everchart/stream';

/** An event of an organisation's own stream, as it is kept. */
export interface DirectoryEvent {
  org: string;
  /** Of the organisation's own stream. */
  subject: string;
  header: EventHeader;
  /** JSON text; null when the event cannot be read. */
  event: string | null;
}

/** What of an opened event is kept. */
export interface KeptEvent {
  id: string;
  type: string;
  occurredAt: string;
  recordedAt: string;
  data: unknown;
}

/** Who recorded it is kept of a round: that is who does it. */
export function keptText({ id, type, occurredAt, recordedAt, data }: KeptEvent, { actor, actorrole }: EventHeader): string {
  return JSON.stringify({ id, type, occurredAt, recordedAt, ...(isRoundType(type) ? { actor, actorRole: actorrole } : {}), data });
}

/** Adds events, of any organisations. Those of one are in the order of its stream. */
export async function saveDirectories(tx: Transaction, schema: string, events: readonly DirectoryEvent[]): Promise<void> {
  if (events.length === 0) return;
  await saveEvents(tx, schema, events);
  await saveHeads(tx, schema, events);
}

/** Subjects of the organisation of whose stream an event at or behind a position was added. */
export async function directoriesAppliedFrom(
  tx: Transaction,
  schema: string,
  { org, storeId, shard, position }: ShardPosition,
): Promise<string[]> {
  const { rows } = await tx.query<{ patient: string }>(
    `SELECT patient FROM ${schema}.organisations o
      WHERE o.org = $1 AND o.store_id = $2 AND o.shard = $3 AND o.position >= $4`,
    [org, storeId, shard, position],
  );
  return rows.map(({ patient }) => patient);
}

/** An event that was unreadable takes its own place when it is applied later. */
async function saveEvents(tx: Transaction, schema: string, events: readonly DirectoryEvent[]): Promise<void> {
  await tx.query(
    `INSERT INTO ${schema}.events (org, patient, stream_version, position, event, about, slot_from)
     SELECT org, patient, version, position, event::json, about, slot_from
       FROM unnest($1::text[], $2::uuid[], $3::integer[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[])
         AS n (org, patient, version, position, event, about, slot_from)
     ON CONFLICT (org, patient, stream_version) DO UPDATE SET position = excluded.position, event = excluded.event, slot_from = excluded.slot_from`,
    [
      events.map(({ org }) => org),
      events.map(({ subject }) => subject),
      events.map(({ header }) => header.streamversion),
      events.map(({ header }) => header.position),
      events.map(({ event }) => event),
      events.map(({ header }) => (isRoundType(header.type) ? 'rounds' : 'directory')),
      events.map(slotFrom),
    ],
  );
}

function slotFrom({ header, event }: DirectoryEvent): string | null {
  if (event === null || !isRoundType(header.type)) return null;
  return utcOf((JSON.parse(event) as { data: Pick<RoundTakenOver, 'from'> }).data.from);
}

async function saveHeads(tx: Transaction, schema: string, events: readonly DirectoryEvent[]): Promise<void> {
  const last = [...new Map(events.map((event) => [`${event.org}/${event.subject}`, event])).values()];
  const sources = last.map(({ header }) => parseSource(header.source));
  await tx.query(
    `INSERT INTO ${schema}.organisations AS o (org, patient, stream_version, store_id, epoch, shard, position, unreadable)
     SELECT n.*, (SELECT count(*) FROM ${schema}.events e WHERE e.org = n.org AND e.patient = n.patient AND e.about = 'directory' AND e.event IS NULL)
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
      last.map(({ subject }) => subject),
      last.map(({ header }) => header.streamversion),
      sources.map(({ storeId }) => storeId),
      sources.map(({ epoch }) => epoch),
      last.map(({ header }) => header.shard),
      last.map(({ header }) => header.position),
    ],
  );
}
