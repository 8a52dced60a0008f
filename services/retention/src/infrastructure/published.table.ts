import type { Pool } from '@everchart/postgres';
import type { PublishedCheckpoint, PublishedCheckpoints } from '../application/published-checkpoints.js';

/**
 * What was published, in a table of a database that is backed up, and restored, apart from that of the logs: for
 * processes that share no disk. A row is moved from what the process has read of it, so of two that sign at once, over
 * two databases, one does not.
 */
export class PublishedTable implements PublishedCheckpoints {
  constructor(private readonly pool: Pool) {}

  async last(org: string): Promise<PublishedCheckpoint | undefined> {
    const { rows } = await this.pool.query<PublishedCheckpoint>('SELECT size, root FROM published.checkpoints WHERE org = $1', [org]);
    return rows[0];
  }

  async all(): Promise<ReadonlyMap<string, PublishedCheckpoint>> {
    const { rows } = await this.pool.query<PublishedCheckpoint & { org: string }>('SELECT org, size, root FROM published.checkpoints');
    return new Map(rows.map(({ org, size, root }) => [org, { size, root }]));
  }

  async publish(org: string, { size, root }: PublishedCheckpoint, before: PublishedCheckpoint | undefined): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `INSERT INTO published.checkpoints AS c (org, size, root) VALUES ($1, $2, $3)
       ON CONFLICT (org) DO UPDATE SET size = excluded.size, root = excluded.root, published_at = clock_timestamp()
         WHERE c.size = $4 AND c.root = $5`,
      [org, size, root, before?.size ?? null, before?.root ?? null],
    );
    return rowCount === 1;
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
