import type { Pool } from '@everchart/postgres';

const guarded = ['entries', 'tile_hashes', 'checkpoints', 'log_keys', 'shard_faults', 'source_heads'];
const schemas = ['retention', 'stream_consumer'];

/** What the owner of the database of the log can do, grants and triggers or not. */
export class LogOwner {
  constructor(private readonly pool: Pool) {}

  async unguarded(work: string): Promise<void> {
    for (const table of guarded) await this.pool.query(`ALTER TABLE retention.${table} DISABLE TRIGGER append_only`);
    await this.pool.query(work);
    for (const table of guarded) await this.pool.query(`ALTER TABLE retention.${table} ENABLE ALWAYS TRIGGER append_only`);
  }

  /** As a backup: the rows of everything that the log and its consumer know. @returns what restores them */
  async backUp(): Promise<() => Promise<void>> {
    const { rows } = await this.pool.query<{ name: string }>(
      "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = ANY ($1::regnamespace[])",
      [schemas],
    );
    const copyOf = (name: string): string => `backup.${name.replace('.', '_')}`;
    await this.pool.query('DROP SCHEMA IF EXISTS backup CASCADE; CREATE SCHEMA backup');
    for (const { name } of rows) await this.pool.query(`CREATE TABLE ${copyOf(name)} AS SELECT * FROM ${name}`);
    return () =>
      this.unguarded(
        rows.map(({ name }) => `DELETE FROM ${name}; INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM ${copyOf(name)};`).join(''),
      );
  }
}
