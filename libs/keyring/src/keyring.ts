import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { hmacKey, type HmacKey } from '@everchart/envelope';
import { isUnavailable, type Pool } from '@everchart/postgres';
import { LRUCache } from 'lru-cache';
import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { Registry } from 'prom-client';
import type { KeyProvider, WrappedKey } from './key-provider.js';
import { KeyDamagedError, KeyDestroyedError, KeyringError, KeyringUnavailableError } from './keyring.errors.js';
import { KeyringMetrics } from './keyring.metrics.js';

export interface DataKey {
  keyId: string;
  /** 32 bytes. */
  key: Buffer;
}

export interface KeyringOptions {
  /** Connections of a keyring role. */
  pool: Pool;
  provider: KeyProvider;
  /** Keys held in memory at most; default 10,000. */
  cacheMax?: number;
  /**
   * Milliseconds until a key in memory is read again: the longest time (± 1 %) that a destroyed key stays usable in
   * this process. Default 60,000.
   */
  cacheTtlMs?: number;
  /** Metrics go here (`everchart_keyring_*`); without it none are kept. */
  registry?: Registry;
}

interface EnsuredRow {
  subject: string;
  key_id: string | null;
  wrapped: Buffer | null;
  kek_id: string | null;
  destroyed: boolean;
}

interface ReadRow {
  subject: string;
  retention_class: string;
  key_id: string;
  /** Both null: it was destroyed. */
  wrapped: Buffer | null;
  kek_id: string | null;
}

interface KeyRow {
  retention_class: string;
  key_id: string | null;
  fingerprint: Buffer | null;
  /** Null: it was not. */
  destroyed_at: Date | null;
}

interface DestroyedKeyRow extends KeyRow {
  destroyed_at: Date;
}

export interface DestroyedKey {
  retentionClass: string;
  destroyedAt: Date;
  /** Absent: there was none. The fingerprint is SHA-256, in hex, of the wrapped key. */
  key?: { keyId: string; fingerprint: string };
}

export interface KeyOfSubject {
  subject: string;
  retentionClass: string;
}

/** A class whose keys are gone, those of all subjects. */
export interface DestroyedClass {
  destroyedAt: Date;
  /** Keys that there were. */
  count: number;
  /** SHA-256, in hex, of a line for each key, in the order of their ids: the id, a space, the fingerprint. */
  digest: string;
}

/** Why there is no key of an id: destroyed permanently; or its row is damaged, or missing, until it is restored. */
export type NoKey = 'key-destroyed' | 'key-damaged' | 'key-unknown';

/**
 * Data keys per (organisation, subject, retention class). Keys are made on first use, wrapped under the provider's
 * key-encryption key, and can be destroyed permanently. Which of the operations are allowed is decided by the role of
 * the pool.
 */
export class Keyring {
  readonly #pool: Pool;
  readonly #provider: KeyProvider;
  readonly #bySubject: LRUCache<string, DataKey>;
  readonly #byId: LRUCache<string, Buffer>;
  readonly #metrics: KeyringMetrics;
  #hasUnwrapped = false;

  constructor(options: KeyringOptions) {
    this.#pool = options.pool;
    this.#provider = options.provider;
    const ttl = options.cacheTtlMs ?? 60_000;
    // The clock is read a hundred times per lifetime, not at every look-up.
    const limits = { max: options.cacheMax ?? 10_000, ttl, ttlResolution: Math.ceil(ttl / 100) };
    this.#bySubject = new LRUCache(limits);
    this.#byId = new LRUCache(limits);
    this.#metrics = new KeyringMetrics(options.registry);
  }

  /** A key that is in memory. */
  known(org: string, subject: string, retentionClass: string): DataKey | undefined {
    const key = this.#bySubject.get(subjectKey(org, subject, retentionClass));
    if (key) this.#metrics.looked(1, 0);
    return key;
  }

  /**
   * Keys to seal for subjects; makes what is missing, race-safe, in one round trip for all.
   * @param create the subjects that may get a new key, by default all; of the others those without a key are absent
   * from the answer
   * @throws KeyDestroyedError, KeyDamagedError naming every subject whose key was destroyed, or cannot be unwrapped;
   * none of the call's keys is returned then
   */
  async keysForSealing(
    org: string,
    retentionClass: string,
    subjects: readonly string[],
    create: readonly string[] = subjects,
  ): Promise<Map<string, DataKey>> {
    const keys = new Map<string, DataKey>();
    const unknown: string[] = [];
    for (const subject of new Set(subjects)) {
      const known = this.#bySubject.get(subjectKey(org, subject, retentionClass));
      if (known) keys.set(subject, known);
      else unknown.push(subject);
    }
    this.#metrics.looked(keys.size, unknown.length);
    if (unknown.length === 0) return keys;
    const missing = new Set(unknown);
    const found = await this.#ensure(
      org,
      retentionClass,
      unknown,
      [...new Set(create)].filter((subject) => missing.has(subject)),
    );
    for (const [subject, key] of found) keys.set(subject, key);
    return keys;
  }

  /** Keys by id; unknown, destroyed and damaged ones are absent. */
  async keysForOpening(org: string, keyIds: readonly string[]): Promise<Map<string, Buffer>> {
    const found = await this.keysOrReasons(org, keyIds);
    return new Map([...found].filter((entry): entry is [string, Buffer] => typeof entry[1] !== 'string'));
  }

  /** Keys by id, each or why there is none. */
  async keysOrReasons(org: string, keyIds: readonly string[]): Promise<Map<string, Buffer | NoKey>> {
    const keys = new Map<string, Buffer | NoKey>();
    const missing: string[] = [];
    for (const keyId of new Set(keyIds)) {
      const known = this.#byId.get(`${org}|${keyId}`);
      if (!known) missing.push(keyId);
      keys.set(keyId, known ?? 'key-unknown');
    }
    this.#metrics.looked(keys.size - missing.length, missing.length);
    if (missing.length === 0) return keys;
    const { rows } = await this.#query<ReadRow>({
      name: 'keyring-read-keys',
      text: 'SELECT subject, retention_class, key_id, wrapped, kek_id FROM keyring.read_keys($1, $2::uuid[])',
      values: [org, missing],
    });
    await Promise.all(
      rows.map(async ({ subject, retention_class: retentionClass, key_id: keyId, wrapped, kek_id: kekId }) => {
        if (wrapped === null || kekId === null) return void keys.set(keyId, 'key-destroyed');
        const key = await this.#unwrap({ kekId, bytes: wrapped }, wrapContext(org, subject, retentionClass, keyId));
        if (key) this.#byId.set(`${org}|${keyId}`, key);
        keys.set(keyId, key ?? 'key-damaged');
      }),
    );
    return keys;
  }

  /**
   * Destroys the keys of a subject of some classes permanently, all or none, also of those that it has none of yet.
   * Repeating it answers the first destruction.
   * @param before by the clock of the database; later none is destroyed, and it fails
   */
  async destroy(org: string, subject: string, retentionClasses: readonly string[], before?: Date): Promise<DestroyedKey[]> {
    const { rows } = await this.#query<DestroyedKeyRow>({
      text: 'SELECT retention_class, key_id, fingerprint, destroyed_at FROM keyring.destroy_keys($1, $2, $3, $4)',
      values: [org, subject, retentionClasses, before ?? null],
    });
    this.forget(org, subject);
    return rows.map(destroyedKeyOf);
  }

  /**
   * Destroys the keys of a class of accesses, those of all subjects of the organisation or none, and forbids new ones.
   * Repeating it answers the first destruction.
   * @param own subject of the organisation itself: afterwards its key tells that the class is gone
   * @param before by the clock of the database; later none is destroyed, and it fails
   */
  async destroyClass(org: string, own: string, retentionClass: string, before?: Date): Promise<DestroyedClass> {
    const { rows } = await this.#query<{ keys: number; digest: Buffer; destroyed_at: Date }>({
      text: 'SELECT keys, digest, destroyed_at FROM keyring.destroy_class($1, $2, $3, $4)',
      values: [org, own, retentionClass, before ?? null],
    });
    this.forgetClass(org, retentionClass);
    const { keys: count, digest, destroyed_at: destroyedAt } = rows[0]!;
    return { count, digest: digest.toString('hex'), destroyedAt };
  }

  /** Which of the keys of a subject were destroyed; those that were not, and those that it has none of, are absent. */
  async destroyedOf(org: string, subject: string, retentionClasses: readonly string[]): Promise<DestroyedKey[]> {
    return (await this.#keysOf(org, subject, retentionClasses)).flatMap((row) => (isDestroyed(row) ? destroyedKeyOf(row) : []));
  }

  /** Of these classes those that the subject has a key of: one that was not destroyed. */
  async classesOf(org: string, subject: string, retentionClasses: readonly string[]): Promise<string[]> {
    return (await this.#keysOf(org, subject, retentionClasses)).flatMap((row) => (row.destroyed_at === null ? row.retention_class : []));
  }

  /** Of these keys those that are not destroyed, in one round trip. */
  async notDestroyed(org: string, keys: readonly KeyOfSubject[]): Promise<KeyOfSubject[]> {
    const { rows } = await this.#query<{ subject: string; retention_class: string }>({
      name: 'keyring-not-destroyed',
      text: 'SELECT subject, retention_class FROM keyring.not_destroyed($1, $2::uuid[], $3::text[])',
      values: [org, keys.map(({ subject }) => subject), keys.map(({ retentionClass }) => retentionClass)],
    });
    return rows.map(({ subject, retention_class: retentionClass }) => ({ subject, retentionClass }));
  }

  /** Not served: the database was restored, and what was destroyed is not destroyed in it yet. */
  async standing(): Promise<{ served: boolean; now: Date }> {
    const { rows } = await this.#query<{ served: boolean; now: Date }>({ text: 'SELECT served, now FROM keyring.standing()' });
    return rows[0]!;
  }

  /** What was destroyed is destroyed in this database: its keys are served. */
  async serve(): Promise<void> {
    await this.#query({ text: 'SELECT keyring.serve()' });
  }

  /** Forgets a subject's keys in memory at once (on news of a destruction). */
  forget(org: string, subject: string): void {
    this.#forget(org, (name) => name.startsWith(`${org}|${subject}|`));
  }

  /** The same of a class, of all subjects. */
  forgetClass(org: string, retentionClass: string): void {
    this.#forget(org, (name) => name.startsWith(`${org}|`) && name.endsWith(`|${retentionClass}`));
  }

  #forget(org: string, isGone: (name: string) => boolean): void {
    for (const [name, { keyId }] of this.#bySubject.entries()) {
      if (!isGone(name)) continue;
      this.#bySubject.delete(name);
      this.#byId.delete(`${org}|${keyId}`);
    }
    // A key that was only opened is known by its id alone: which subject it belongs to is not kept, so all of the
    // organisation's go.
    for (const name of this.#byId.keys()) if (name.startsWith(`${org}|`)) this.#byId.delete(name);
  }

  async #keysOf(org: string, subject: string, retentionClasses: readonly string[]): Promise<KeyRow[]> {
    const { rows } = await this.#query<KeyRow>({
      text: 'SELECT retention_class, key_id, fingerprint, destroyed_at FROM keyring.keys_of($1, $2, $3)',
      values: [org, subject, retentionClasses],
    });
    return rows;
  }

  async #query<Row extends QueryResultRow>(statement: QueryConfig): Promise<QueryResult<Row>> {
    try {
      return await this.#pool.query<Row>(statement);
    } catch (cause) {
      if ((cause as { constraint?: string }).constraint === 'compared') {
        this.#metrics.notServed();
        throw new KeyringUnavailableError('the keyring was restored, and serves no keys of records before retention has compared it', {
          cause,
        });
      }
      throw isUnavailable(cause) ? new KeyringUnavailableError('the database of the keys cannot be reached', { cause }) : cause;
    }
  }

  /** Candidates go along with the question: the database takes those that are needed, and answers the keys that won. */
  async #ensure(
    org: string,
    retentionClass: string,
    subjects: readonly string[],
    create: readonly string[],
  ): Promise<Map<string, DataKey>> {
    const candidates = await Promise.all(
      create.map(async (subject) => {
        const keyId = randomUUID();
        const key = randomBytes(32);
        return { subject, keyId, key, wrapped: await this.#provider.wrap(key, wrapContext(org, subject, retentionClass, keyId)) };
      }),
    );
    const { rows } = await this.#query<EnsuredRow>({
      name: 'keyring-ensure-keys',
      text: `SELECT subject, key_id, wrapped, kek_id, destroyed
               FROM keyring.ensure_keys($1, $2, $3::uuid[], $4::uuid[], $5::uuid[], $6::bytea[], $7::text[])`,
      values: [
        org,
        retentionClass,
        subjects,
        create,
        candidates.map(({ keyId }) => keyId),
        candidates.map(({ wrapped }) => wrapped.bytes),
        candidates.map(({ wrapped }) => wrapped.kekId),
      ],
    });
    const destroyed = rows.filter((row) => row.destroyed).map((row) => row.subject);
    if (destroyed.length > 0) throw new KeyDestroyedError(retentionClass, destroyed);
    const made = new Map<string, Buffer>(candidates.map((candidate) => [candidate.keyId, candidate.key]));
    const keys = new Map<string, DataKey>();
    const damaged: string[] = [];
    await Promise.all(
      rows.map(async (row) => {
        const wrapped: WrappedKey = { kekId: row.kek_id!, bytes: row.wrapped! };
        const context = wrapContext(org, row.subject, retentionClass, row.key_id!);
        const key = made.get(row.key_id!) ?? (await this.#unwrap(wrapped, context));
        if (!key) return void damaged.push(row.subject);
        const dataKey: DataKey = { keyId: row.key_id!, key };
        this.#bySubject.set(subjectKey(org, row.subject, retentionClass), dataKey);
        keys.set(row.subject, dataKey);
      }),
    );
    if (damaged.length > 0) throw new KeyDamagedError(retentionClass, damaged);
    return keys;
  }

  /**
   * One damaged row is not the end of all others. That the key-encryption key is the right one is known once any key
   * was unwrapped under it; before, another one's name in a row says that the wrong one was given to this process.
   * @returns undefined for a key that is damaged @throws what the provider fails with
   */
  async #unwrap(wrapped: WrappedKey, context: string): Promise<Buffer | undefined> {
    try {
      const key = await this.#provider.unwrap(wrapped, context);
      this.#hasUnwrapped = true;
      return key;
    } catch (error) {
      const code = error instanceof KeyringError ? error.code : undefined;
      if (code !== 'key-not-authentic' && !(code === 'kek-unknown' && this.#hasUnwrapped)) throw error;
      this.#metrics.damaged();
      return undefined;
    }
  }
}

const derivedKeys = new WeakMap<DataKey, Map<string, unknown>>();

/**
 * HKDF-SHA-256 (RFC 5869) of the data key: what is made with a derived key reveals nothing once the data key is
 * destroyed.
 */
function derivedKey<Key>(dataKey: DataKey, purpose: string, formOf: (bytes: Buffer) => Key): Key {
  let keys = derivedKeys.get(dataKey);
  if (!keys) derivedKeys.set(dataKey, (keys = new Map<string, unknown>()));
  let key = keys.get(purpose) as Key | undefined;
  if (!key) keys.set(purpose, (key = formOf(Buffer.from(hkdfSync('sha256', dataKey.key, '', purpose, 32)))));
  return key;
}

/** Key of the commitment HMAC. */
export function commitmentKey(dataKey: DataKey): HmacKey {
  return derivedKey(dataKey, 'everchart commitment v1', hmacKey);
}

/** Keys for the names and for the states of a record's decision state; the second one has 32 bytes. */
export function decisionKeys(dataKey: DataKey): { name: HmacKey; state: Buffer } {
  return {
    name: derivedKey(dataKey, 'everchart decision name v1', hmacKey),
    state: derivedKey(dataKey, 'everchart decision state v1', (bytes) => bytes),
  };
}

function isDestroyed(row: KeyRow): row is DestroyedKeyRow {
  return row.destroyed_at !== null;
}

function destroyedKeyOf({
  retention_class: retentionClass,
  key_id: keyId,
  fingerprint,
  destroyed_at: destroyedAt,
}: DestroyedKeyRow): DestroyedKey {
  return { retentionClass, destroyedAt, ...(keyId !== null && { key: { keyId, fingerprint: fingerprint!.toString('hex') } }) };
}

function subjectKey(org: string, subject: string, retentionClass: string): string {
  return `${org}|${subject}|${retentionClass}`;
}

function wrapContext(org: string, subject: string, retentionClass: string, keyId: string): string {
  return [org, subject, retentionClass, keyId].join('|');
}
