import type { Pool } from '@everchart/postgres';
import type { ReadModels } from '../consumers/read-model.js';
import type { LiveCursor, LiveEntry } from '../domain/live.js';
import { organisation, servedConsumer } from './record.store.js';

/** On which sessions are notified that something was taken, whichever version of the projection has it. */
export const liveChannel = 'timeline_live';

/** What lies between two places of a stream, or the first part of it. */
export interface LiveStep {
  /** Where the reader is who was sent it. */
  cursor: LiveCursor;
  /** Those that came late, then the others by shard, in the order in which they are sent. */
  entries: LiveEntry[];
  /** There is more up to the bound. */
  more: boolean;
  /** Late entries that there are. */
  late: number;
}

interface EntryColumns {
  event_id: string | null;
  patient: string;
  shard: number;
  position: number;
  type: string;
  stream_version: number;
  occurred_at: string;
  recorded_at: string;
  colour: string | null;
  root: string | null;
  unreadable: boolean;
}

interface StepColumns extends EntryColumns {
  store_id: string | null;
  epoch: number;
  of_shard: number;
  taken: number;
  late: number | null;
}

const entryColumns = `e.event_id, e.patient, e.shard, e.position, e.type, e.stream_version, e.entry->>'occurredAt' AS occurred_at,
  e.entry->>'recordedAt' AS recorded_at, e.root, e.unreadable,
  CASE WHEN e.type IN ('flag.raised', 'flag.changed') THEN e.entry->'data'->>'colour' END AS colour`;

/** Reads of live streams, as `timeline_api`: the entries by their places. One statement each, see `RecordStore`. */
export class LiveStore {
  readonly statements: Record<'step' | 'late', { name: string; text: string }>;

  constructor(
    private readonly pool: Pool,
    private readonly projection: ReadModels,
  ) {
    const { schema } = projection.models.find(({ model }) => model.name === 'timeline')!;
    this.statements = {
      // Progress and entries are of one snapshot. Where the scan of the index begins and ends is worked out before it:
      // see the timeline's statement.
      step: {
        name: 'read-live-step',
        text: `SELECT p.store_id, p.epoch, p.shard AS of_shard, p.taken, p.late, e.*
          FROM ${organisation} LEFT JOIN LATERAL (
            SELECT p.store_id::uuid AS store_id, (p.epochs -> -1 ->> 0)::integer AS epoch, p.shard, p.position AS taken,
                (SELECT c.number FROM live.late_counts c WHERE c.org = o.org AND c.consumer = p.consumer AND c.store_id = p.store_id::uuid) AS late,
                coalesce((SELECT k.after FROM unnest($2::integer[], $3::bigint[]) AS k (shard, after) WHERE k.shard = p.shard), 0) AS after,
                least(p.position, coalesce((SELECT k.until FROM unnest($4::integer[], $5::bigint[]) AS k (shard, until) WHERE k.shard = p.shard), p.position))
                  AS until
              FROM stream_consumer.shard_progress p
             WHERE p.org = o.org AND p.consumer = ${servedConsumer} AND p.epochs <> '[]' AND p.store_id = coalesce($7::text, p.store_id) OFFSET 0) p ON true
          LEFT JOIN LATERAL (
            SELECT ${entryColumns} FROM ${schema}.timeline_entries e
              JOIN ${schema}.patients h ON h.org = e.org AND h.patient = e.patient AND h.store_id = p.store_id
             WHERE e.org = o.org AND e.shard = p.shard AND e.position > p.after AND e.position <= p.until AND e.epoch = p.epoch
             ORDER BY e.position LIMIT $6) e ON true
          ORDER BY p.store_id, p.shard, e.position`,
      },
      late: {
        name: 'read-live-late',
        text: `SELECT l.number, ${entryColumns}
          FROM ${organisation} CROSS JOIN LATERAL (SELECT * FROM live.late_entries l
            WHERE l.org = o.org AND l.consumer = ${servedConsumer} AND l.store_id = $2 AND l.number > $3 AND l.number <= $4 ORDER BY l.number LIMIT $5) l
          JOIN LATERAL (SELECT * FROM ${schema}.timeline_entries e WHERE e.org = o.org AND e.patient = l.patient AND e.event_id = l.event_id LIMIT 1) e
            ON true ORDER BY l.number`,
      },
    };
  }

  /**
   * What comes behind a place, up to a bound: by default up to what is in.
   * @param from undefined: the entries are not read, only where the streams are
   * @returns undefined when the organisation has no event
   */
  async step(org: string, from: LiveCursor | undefined, limit: number, until?: LiveCursor): Promise<LiveStep | 'restored' | undefined> {
    const shardsOf = (cursor: LiveCursor | undefined): number[] => Object.keys(cursor?.positions ?? {}).map(Number);
    const placesOf = (cursor: LiveCursor | undefined): number[] => Object.values(cursor?.positions ?? {});
    const { rows } = await this.pool.query<StepColumns>({
      ...this.statements.step,
      values: [org, shardsOf(from), placesOf(from), shardsOf(until), placesOf(until), from ? limit : 0, from?.storeId],
    });
    const shards = [...Map.groupBy(rows, ({ store_id: storeId, of_shard: shard }) => `${storeId}/${shard}`).values()];
    const [first] = rows as [StepColumns];
    if (first.store_id === null) return from ? 'restored' : undefined;
    const storeId = from?.storeId ?? (await this.#storeOf(org, rows));
    const ofStore = shards.filter(([row]) => row!.store_id === storeId);
    const epoch = Math.max(...ofStore.map(([row]) => row!.epoch));
    if (from && from.epoch !== epoch) return 'restored';
    const counted = Math.max(...ofStore.map(([row]) => row!.late ?? 0));
    const positions: Record<number, number> = { ...from?.positions };
    const entries: LiveEntry[] = [];
    let more = false;
    if (from && counted > from.late) {
      const late = await this.#late(org, storeId, from.late, counted, limit);
      more = late.length === limit;
      // What lies ahead of the reader comes in its place.
      entries.push(...late.filter(({ shard, position }) => position <= (from.positions[shard] ?? 0)));
      if (more) return { cursor: { ...from, late: late.at(-1)!.late! }, entries, more, late: counted };
    }
    for (const [row, ...others] of ofStore as [StepColumns, ...StepColumns[]][]) {
      const own = [row, ...others].filter(({ event_id: id }) => id !== null);
      const isFull = from !== undefined && own.length === limit;
      more ||= isFull;
      const { of_shard: shard, taken } = row;
      const end = Math.min(taken, until?.positions[shard] ?? taken);
      if (row.epoch !== epoch) continue;
      entries.push(...own.map(entryOf));
      positions[shard] = Math.max(positions[shard] ?? 0, isFull ? own.at(-1)!.position : end);
    }
    return { cursor: { storeId, epoch, positions, late: counted }, entries, more, late: counted };
  }

  async #late(org: string, storeId: string, after: number, until: number, limit: number): Promise<LiveEntry[]> {
    const values = [org, storeId, after, until, limit];
    const { rows } = await this.pool.query<EntryColumns & { number: number }>({ ...this.statements.late, values });
    return rows.map(({ number, ...row }) => ({ ...entryOf(row), late: number }));
  }

  /** Of a store that was put in the place of another one, without its history: the one that was written last. */
  async #storeOf(org: string, rows: readonly StepColumns[]): Promise<string> {
    const stores = new Set(rows.map(({ store_id: storeId }) => storeId!));
    if (stores.size === 1) return [...stores][0]!;
    const { schema } = this.projection.models.find(({ model }) => model.name === 'timeline')!;
    const { rows: found } = await this.pool.query<{ store_id: string }>(
      `SELECT p.store_id FROM ${organisation} CROSS JOIN LATERAL (
         SELECT p.store_id FROM ${schema}.patients p WHERE p.org = o.org ORDER BY p.last_recorded_at DESC LIMIT 1) p`,
      [org],
    );
    return found[0]?.store_id ?? [...stores].at(-1)!;
  }
}

function entryOf(row: EntryColumns): LiveEntry {
  return {
    entryId: row.event_id!,
    patientId: row.patient,
    type: row.type,
    streamVersion: row.stream_version,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    shard: row.shard,
    position: row.position,
    ...(row.colour === null ? {} : { colour: row.colour }),
    ...(row.root === null ? {} : { about: row.root }),
    ...(row.unreadable ? { unreadable: true as const } : {}),
  };
}
