import type { Pool } from '@everchart/postgres';
import { progressIn, type OrganisationProgress, type ProgressRow } from '@everchart/stream';
import { consumerPrefix } from '../projections.js';
import { organisation, servedVersion } from './record.store.js';

/** Which version of the projection each organisation reads, and by which progress, as `timeline_api`. */
export class ServedVersions {
  constructor(private readonly pool: Pool) {}

  /**
   * Progress of the version that the organisation reads now. Of a read that is made afterwards it claims never too
   * much, also when the organisation reads another version by then: a version is taken into use when it is as far.
   */
  async progress(org: string): Promise<OrganisationProgress> {
    const { rows } = await this.pool.query<ProgressRow & { late: Record<string, number> | null }>({
      name: 'read-served-progress',
      text: `SELECT p.*, (SELECT json_object_agg(c.store_id, c.number) FROM live.late_counts c
            WHERE c.org = o.org AND c.consumer = '${consumerPrefix}' || s.version) AS late
        FROM ${organisation} CROSS JOIN LATERAL (SELECT ${servedVersion} AS version) s
        CROSS JOIN LATERAL stream_consumer.progress('${consumerPrefix}' || s.version, o.org) p`,
      values: [org],
    });
    const { late, ...row } = rows[0]!;
    // Of a snapshot before that of the progress: of late entries, too, an answer never claims too much.
    return progressIn({ ...row, shards: row.shards.map((shard) => ({ ...shard, late: late?.[shard.storeId] ?? 0 })) });
  }

  /** @param org by default: of those that have no version of their own */
  async consumerOf(org = ''): Promise<string> {
    const { rows } = await this.pool.query<{ version: number }>(`SELECT ${servedVersion} AS version FROM ${organisation}`, [org]);
    return `${consumerPrefix}${rows[0]!.version}`;
  }

  async hasConsumer(consumer: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ version: number }>('SELECT version FROM projections.versions');
    return rows.some(({ version }) => `${consumerPrefix}${version}` === consumer);
  }
}
