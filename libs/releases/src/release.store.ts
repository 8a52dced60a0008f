import type { OrganisationReleases } from '@everchart/contracts-organisation';
import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { organisationsOf, type ByOrganisation, type ReleaseDocument } from './release.document.js';

/** Processes of one service tell each other of a new revision. */
export const releasesChannel = 'everchart_releases';

/** The tables of {@link releasesMigrations}, as their keeper. */
export class ReleaseStore {
  constructor(private readonly pool: Pool) {}

  /** All of one moment; undefined: nothing was ever kept here. */
  async read(): Promise<{ revision: number; organisations: ByOrganisation } | undefined> {
    const { rows } = await this.pool.query<{ revision: number; all: Record<string, OrganisationReleases> | null }>({
      name: 'releases-read',
      text: `SELECT d.revision, (SELECT json_object_agg(o.org, o.releases) FROM releases.organisations o WHERE o.epoch > 0) AS all FROM releases.directory d`,
    });
    return rows[0] && { revision: rows[0].revision, organisations: new Map(Object.entries(rows[0].all ?? {})) };
  }

  async revision(): Promise<number | undefined> {
    const { rows } = await this.pool.query<{ revision: number }>({
      name: 'releases-revision',
      text: 'SELECT revision FROM releases.directory',
    });
    return rows[0]?.revision;
  }

  /**
   * An event is going to be recorded: should this process end before {@link keep}, another one keeps what came of it.
   */
  async begin(org: string): Promise<void> {
    await this.pool.query(
      `INSERT INTO releases.organisations AS o (org, epoch, releases, recording) VALUES ($1, 0, '{}', 1)
       ON CONFLICT (org) DO UPDATE SET recording = o.recording + 1, recording_at = now()`,
      [org],
    );
  }

  /** What is on record by now. An older state than is known changes nothing. */
  keep(org: string, releases: OrganisationReleases | undefined): Promise<void> {
    return withTransaction(this.pool, async (tx) => {
      // The lock comes first, so that revisions are committed in their order.
      if (releases) await nextRevision(tx);
      await tx.query(`UPDATE releases.organisations SET recording = greatest(recording - 1, 0) WHERE org = $1`, [org]);
      if (releases)
        await tx.query('UPDATE releases.organisations SET epoch = $2, releases = $3 WHERE org = $1 AND epoch <= $2', [
          org,
          releases.epoch,
          JSON.stringify(releases),
        ]);
    });
  }

  /** Organisations in which recording was cut off. */
  async leftOver(olderThanMs: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ org: string }>(
      `SELECT org FROM releases.organisations WHERE recording > 0 AND recording_at < now() - $1 * interval '1 millisecond'`,
      [olderThanMs],
    );
    return rows.map(({ org }) => org);
  }

  /** A copy of what ingest answered. */
  replace(document: ReleaseDocument): Promise<void> {
    return withTransaction(this.pool, async (tx) => {
      await tx.query(`INSERT INTO releases.directory (revision) VALUES ($1) ON CONFLICT (one) DO UPDATE SET revision = excluded.revision`, [
        document.revision,
      ]);
      await tx.query('DELETE FROM releases.organisations');
      const all = [...organisationsOf(document)];
      await tx.query(
        `INSERT INTO releases.organisations (org, epoch, releases) SELECT * FROM unnest($1::text[], $2::integer[], $3::json[])`,
        [all.map(([org]) => org), all.map(([, { epoch }]) => epoch), all.map(([, releases]) => JSON.stringify(releases))],
      );
    });
  }
}

async function nextRevision(tx: Transaction): Promise<void> {
  await tx.query(`INSERT INTO releases.directory AS d (revision) VALUES (1) ON CONFLICT (one) DO UPDATE SET revision = d.revision + 1`);
  await tx.query(`SELECT pg_notify('${releasesChannel}', '')`);
}
