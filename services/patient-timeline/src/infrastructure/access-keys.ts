import { KeyDestroyedError, type DataKey, type KeyProvider, type Keyring } from '@everchart/keyring';
import { withOrganisation, type Pool } from '@everchart/postgres';

export interface SealingKey {
  /** The same object while it is held: what is derived from it is kept beside it. */
  dataKey: DataKey;
  of: 'subject' | 'organisation';
}

export interface AccessKeysOptions {
  keyring: Pick<Keyring, 'keysForSealing'>;
  provider: KeyProvider;
  /** Connections of `timeline_api`. */
  pool: Pool;
  /** Stream (and key subject) that stands for the organisation as a whole. */
  organisationStream: (org: string) => string;
  /** Milliseconds after which the keyring counts as unreachable. */
  timeoutMs: number;
  /** Milliseconds until an unreachable keyring is asked again. */
  pauseMs: number;
  onFallback: (error: unknown) => void;
}

const retentionClass = 'access';

/**
 * Keys for access events: of the subject while the keyring answers; of the organisation when it does not, or when the subject's key was destroyed.
 * The organisation's key is fetched with an organisation's first access and kept, in memory and wrapped in this service's database: an emergency
 * read, also after a restart, needs no keyring.
 */
export class AccessKeys {
  private readonly organisationKeys = new Map<string, DataKey>();
  private askAgainAt = 0;

  constructor(
    private readonly options: AccessKeysOptions,
    private readonly now: () => number = Date.now,
  ) {}

  /** @throws Error when neither the keyring nor a kept key is there: nothing can be put on record then */
  async forAccess(org: string, subject: string): Promise<SealingKey> {
    if (this.now() >= this.askAgainAt) {
      try {
        return await this.fromKeyring(org, subject);
      } catch (error) {
        if (!(error instanceof KeyDestroyedError)) {
          this.askAgainAt = this.now() + this.options.pauseMs;
          this.options.onFallback(error);
        }
      }
    }
    return { dataKey: await this.organisationKey(org), of: 'organisation' };
  }

  /** Makes sure that the organisation's key is kept, before it is needed. */
  async keepOrganisationKey(org: string): Promise<void> {
    if (this.organisationKeys.has(org)) return;
    const stream = this.options.organisationStream(org);
    const key = (await this.ask(org, [stream])).get(stream);
    if (!key) throw new Error('the keyring gave no key for the organisation');
    const wrapped = await this.options.provider.wrap(key.key, contextOf(org, key.keyId));
    await withOrganisation(this.options.pool, org, (tx) =>
      tx.query(
        `INSERT INTO timeline_access.organisation_keys AS k (org, key_id, kek_id, wrapped) VALUES ($1, $2, $3, $4)
         ON CONFLICT (org) DO UPDATE SET key_id = excluded.key_id, kek_id = excluded.kek_id, wrapped = excluded.wrapped
           WHERE (k.key_id, k.kek_id) IS DISTINCT FROM (excluded.key_id, excluded.kek_id)`,
        [org, key.keyId, wrapped.kekId, wrapped.bytes],
      ),
    );
    this.organisationKeys.set(org, key);
  }

  private async fromKeyring(org: string, subject: string): Promise<SealingKey> {
    await this.keepOrganisationKey(org);
    const key = (await this.ask(org, [subject])).get(subject);
    if (!key) throw new Error('the keyring gave no key for the subject');
    return { dataKey: key, of: subject === this.options.organisationStream(org) ? 'organisation' : 'subject' };
  }

  private async organisationKey(org: string): Promise<DataKey> {
    const held = this.organisationKeys.get(org);
    if (held) return held;
    const { rows } = await withOrganisation(this.options.pool, org, (tx) =>
      tx.query<{ keyId: string; kekId: string; wrapped: Buffer }>(
        'SELECT key_id AS "keyId", kek_id AS "kekId", wrapped FROM timeline_access.organisation_keys WHERE org = $1',
        [org],
      ),
    );
    const row = rows[0];
    if (!row) throw new Error('the keyring cannot be reached and no key of the organisation is kept here');
    const key = await this.options.provider.unwrap({ kekId: row.kekId, bytes: row.wrapped }, contextOf(org, row.keyId));
    const dataKey = { keyId: row.keyId, key };
    this.organisationKeys.set(org, dataKey);
    return dataKey;
  }

  private async ask(org: string, subjects: readonly string[]): Promise<Map<string, DataKey>> {
    const asked = this.options.keyring.keysForSealing(org, retentionClass, subjects);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the keyring did not answer in time')), this.options.timeoutMs);
    });
    try {
      return await Promise.race([asked, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function contextOf(org: string, keyId: string): string {
  return `timeline-access/${org}/${keyId}`;
}
