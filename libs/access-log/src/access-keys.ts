import { UnusableKeyError, type DataKey, type KeyProvider, type Keyring } from '@everchart/keyring';
import { withOrganisation, type Pool } from '@everchart/postgres';
import { organisationStream } from '@everchart/contracts';

export interface AccessKeysOptions {
  keyring: Pick<Keyring, 'keysForSealing'>;
  provider: KeyProvider;
  /** Connections of the login that may record. */
  pool: Pool;
  /** Milliseconds after which the keyring counts as unreachable. */
  timeoutMs: number;
  /** Milliseconds until an unreachable keyring is tried again. */
  pauseMs: number;
  /** The keyring cannot be reached. */
  onFallback: (error: unknown) => void;
  now?: () => number;
}

export interface SealingKeys {
  /** Of the organisation itself. */
  organisation: DataKey;
  /** Of those subjects that have a key of their own. */
  bySubject: ReadonlyMap<string, DataKey>;
}

/**
 * Class of the keys of one year's accesses: their retention period is counted from the access, so a year's keys end
 * together.
 */
export const accessClass = (year: number): string => `access-${year}`;

/** The year of a class of accesses; undefined: it is another class. */
export function yearOfAccessClass(name: string): number | undefined {
  const [, year] = /^access-(\d{4})$/.exec(name) ?? [];
  return year === undefined ? undefined : Number(year);
}

const december = 11;

/**
 * Keys of accesses: of the subjects while the keyring answers; of the organisation when it does not, or when a
 * subject's key was destroyed or is damaged. The organisation's key is fetched with its first access of the year (in
 * December also that of the next year) and kept, in memory and wrapped in this service's database: an emergency read,
 * also after a restart, needs no keyring.
 */
export class AccessKeys {
  readonly #options: AccessKeysOptions;
  readonly #now: () => number;
  readonly #kept = new Map<string, DataKey>();
  /** By organisation: a fault of one is not one of its neighbours. */
  readonly #askAgainAt = new Map<string, number>();

  constructor(options: AccessKeysOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** @throws Error when neither the keyring nor a kept key is there: nothing can be put on record then */
  async keysFor(org: string, year: number, subjects: readonly string[]): Promise<SealingKeys> {
    if (this.#now() >= (this.#askAgainAt.get(org) ?? 0)) {
      this.#askAgainAt.delete(org);
      try {
        const organisation = await this.#keep(org, year);
        if (new Date(this.#now()).getUTCMonth() === december) await this.#keep(org, year + 1);
        return { organisation, bySubject: await this.#askUsable(org, year, subjects) };
      } catch (error) {
        this.#askAgainAt.set(org, this.#now() + this.#options.pauseMs);
        this.#options.onFallback(error);
      }
    }
    return { organisation: await this.#keptKey(org, year), bySubject: new Map() };
  }

  async #askUsable(org: string, year: number, subjects: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    if (subjects.length === 0) return new Map();
    try {
      return await this.#ask(org, year, subjects);
    } catch (error) {
      if (!(error instanceof UnusableKeyError)) throw error;
      const unusable = new Set(error.subjects);
      return this.#askUsable(
        org,
        year,
        subjects.filter((subject) => !unusable.has(subject)),
      );
    }
  }

  async #keep(org: string, year: number): Promise<DataKey> {
    const held = this.#kept.get(nameOf(org, year));
    if (held) return held;
    const stream = organisationStream(org);
    const key = (await this.#ask(org, year, [stream])).get(stream);
    if (!key) throw new Error('the keyring gave no key for the organisation');
    const wrapped = await this.#options.provider.wrap(key.key, contextOf(org, key.keyId));
    await withOrganisation(this.#options.pool, org, (tx) =>
      tx.query(
        `INSERT INTO access_log.organisation_keys AS k (org, year, key_id, kek_id, wrapped) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (org, year) DO UPDATE SET key_id = excluded.key_id, kek_id = excluded.kek_id, wrapped = excluded.wrapped
           WHERE (k.key_id, k.kek_id) IS DISTINCT FROM (excluded.key_id, excluded.kek_id)`,
        [org, year, key.keyId, wrapped.kekId, wrapped.bytes],
      ),
    );
    this.#kept.set(nameOf(org, year), key);
    this.#kept.delete(nameOf(org, year - 2));
    return key;
  }

  async #keptKey(org: string, year: number): Promise<DataKey> {
    const held = this.#kept.get(nameOf(org, year));
    if (held) return held;
    const { rows } = await withOrganisation(this.#options.pool, org, (tx) =>
      tx.query<{ keyId: string; kekId: string; wrapped: Buffer }>(
        'SELECT key_id AS "keyId", kek_id AS "kekId", wrapped FROM access_log.organisation_keys WHERE org = $1 AND year = $2',
        [org, year],
      ),
    );
    const row = rows[0];
    if (!row) throw new Error('the keyring cannot be reached and no key of the organisation is kept here');
    const key = await this.#options.provider.unwrap({ kekId: row.kekId, bytes: row.wrapped }, contextOf(org, row.keyId));
    const dataKey = { keyId: row.keyId, key };
    this.#kept.set(nameOf(org, year), dataKey);
    return dataKey;
  }

  async #ask(org: string, year: number, subjects: readonly string[]): Promise<Map<string, DataKey>> {
    const asked = this.#options.keyring.keysForSealing(org, accessClass(year), subjects);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the keyring did not answer in time')), this.#options.timeoutMs);
    });
    try {
      return await Promise.race([asked, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const nameOf = (org: string, year: number): string => `${year}/${org}`;
const contextOf = (org: string, keyId: string): string => `access-log/${org}/${keyId}`;
