import { canonicalJson } from '@everchart/envelope';
import { instantMs } from '@everchart/primitives';
import { withOrganisation, type Pool } from '@everchart/postgres';
import { destructionStore, type Backup } from '../infrastructure/destruction.store.js';
import type { RetentionRecorder, RetentionStatement } from './retention.recorder.js';

export type BackupRefusal = 'backup-unknown' | 'backup-known' | 'backup-expired' | 'id-conflict';

/** Generations of backups of the keyring: a certificate is complete when none that may hold a key is kept any more. */
export class Backups {
  /** @param pool as the login of the API: it sees one organisation */
  constructor(
    private readonly pool: Pool,
    private readonly recorder: Pick<RetentionRecorder, 'record'>,
  ) {}

  /** The newest first. */
  /** The newest first. */
  list(org: string, page: { limit: number; before?: string | undefined }): Promise<Backup[]> {
    return withOrganisation(this.pool, org, (tx) => destructionStore.backups(tx, org, page));
  }

  async declare(
    org: string,
    statement: RetentionStatement<'backup.declared'>,
  ): Promise<{ backup: Backup; isNew: boolean } | BackupRefusal> {
    const { generation } = statement.data;
    const known = await this.#find(org, generation);
    if (known) return isSame(known, statement.data) ? { backup: known, isNew: false } : 'backup-known';
    if ((await this.#record(org, statement)) === 'id-conflict') return 'id-conflict';
    await withOrganisation(this.pool, org, (tx) => destructionStore.declareBackup(tx, org, statement.data));
    return { backup: (await this.#find(org, generation))!, isNew: true };
  }

  async expire(org: string, statement: RetentionStatement<'backup.expired'>): Promise<{ backup: Backup; isNew: boolean } | BackupRefusal> {
    const { generation, expiredAt } = statement.data;
    const known = await this.#find(org, generation);
    if (!known) return 'backup-unknown';
    if (known.expiredAt !== null)
      return instantMs(known.expiredAt) === Math.trunc(instantMs(expiredAt)) ? { backup: known, isNew: false } : 'backup-expired';
    if ((await this.#record(org, statement)) === 'id-conflict') return 'id-conflict';
    await withOrganisation(this.pool, org, (tx) => destructionStore.expireBackup(tx, org, statement.data));
    return { backup: (await this.#find(org, generation))!, isNew: true };
  }

  #find(org: string, generation: string): Promise<Backup | undefined> {
    return withOrganisation(this.pool, org, (tx) => destructionStore.backup(tx, org, generation));
  }

  async #record(org: string, statement: RetentionStatement): Promise<'recorded' | 'id-conflict'> {
    const [result] = await this.recorder.record(org, [statement]);
    if (result!.outcome === 'id-conflict') return 'id-conflict';
    if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`not recorded: ${result!.outcome}`);
    return 'recorded';
  }
}

function isSame({ place, takenAt, until }: Backup, data: RetentionStatement<'backup.declared'>['data']): boolean {
  const said = (where: string | null | undefined, taken: string, kept: string): string =>
    canonicalJson([where ?? null, Math.trunc(instantMs(taken)), kept]);
  return said(place, takenAt, until) === said(data.place, data.takenAt, data.until);
}
