import type { Pool } from '@everchart/postgres';
import { API_POOL } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Place, Progress } from '../domain/freshness.js';

/** What every read tells beside its data. */
export interface Standing {
  /** Version of the patient's stream that is applied; undefined when no event of the patient is. */
  streamVersion: number | undefined;
  /** Place of the patient's last applied event. */
  last: Place | undefined;
  progress: readonly Progress[];
  /** `<reason>:<code>` when the patient's stream waits. */
  stopped: string | undefined;
  /** Whether this version of the projection has reached the end of the stream once: until then records are missing, or parts of them. */
  built: boolean;
}

export interface SummaryRow extends Standing {
  lastRecordedAt: string;
  /** JSON text. */
  summary: string;
}

export interface TimelinePage extends Standing {
  /** JSON text: an array. */
  entries: string;
  shown: number;
  /** Where the next page begins; undefined on the last page. */
  next: TimelineCursor | undefined;
}

export interface TimelineCursor {
  /** RFC 3339 UTC with six fractional digits. */
  occurredAt: string;
  streamVersion: number;
}

export interface TimelineQuery {
  limit: number;
  types?: readonly string[];
  from?: string;
  to?: string;
  before?: TimelineCursor;
}

interface StandingRow {
  stream_version: number | null;
  store_id: string;
  epoch: number;
  shard: number;
  position: number;
  progress: Progress[];
  stopped: string | null;
  built: boolean;
}

/** Reads of the projection, as `timeline_api`: one round trip each. */
@Injectable()
export class RecordStore {
  constructor(@Inject(API_POOL) private readonly pool: Pool) {}

  async summary(org: string, patient: string): Promise<SummaryRow> {
    const { rows } = await this.pool.query<StandingRow & { last_recorded_at: string; summary: string }>({
      name: 'read-summary',
      text: 'SELECT * FROM timeline_v2.read_summary($1, $2)',
      values: [org, patient],
    });
    const row = rows[0]!;
    return { ...standingOf(row), lastRecordedAt: row.last_recorded_at, summary: row.summary };
  }

  async timeline(org: string, patient: string, { limit, types, from, to, before }: TimelineQuery): Promise<TimelinePage> {
    const { rows } = await this.pool.query<
      StandingRow & { entries: string; shown: number; more: boolean; last_occurred_at: string; last_version: number }
    >({
      name: 'read-timeline',
      text: 'SELECT * FROM timeline_v2.read_timeline($1, $2, $3, $4, $5, $6, $7, $8)',
      values: [org, patient, types ?? null, from ?? null, to ?? null, before?.occurredAt ?? null, before?.streamVersion ?? null, limit],
    });
    const row = rows[0]!;
    return {
      ...standingOf(row),
      entries: row.entries,
      shown: row.shown,
      next: row.more ? { occurredAt: row.last_occurred_at, streamVersion: row.last_version } : undefined,
    };
  }

  /** See {@link Standing.built}. */
  async isBuilt(): Promise<boolean> {
    const { rows } = await this.pool.query<{ built: boolean }>('SELECT timeline_v2.is_built() AS built');
    return rows[0]!.built;
  }

  /** Progress of an organisation and the places of some of its patients. */
  async progress(org: string, patients: readonly string[]): Promise<{ progress: Progress[]; places: Record<string, Place> }> {
    const { rows } = await this.pool.query<{ progress: Progress[]; places: Record<string, Place> }>({
      name: 'read-progress',
      text: 'SELECT * FROM timeline_v2.read_progress($1, $2)',
      values: [org, patients],
    });
    return rows[0]!;
  }
}

function standingOf(row: StandingRow): Standing {
  const known = row.stream_version !== null;
  return {
    streamVersion: row.stream_version ?? undefined,
    last: known ? { storeId: row.store_id, epoch: row.epoch, shard: row.shard, position: row.position } : undefined,
    progress: row.progress,
    stopped: row.stopped ?? undefined,
    built: row.built,
  };
}
