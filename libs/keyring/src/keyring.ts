import type { Pool } from '@everchart/postgres';
import type { KeyProvider } from './key-provider.js';

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
  /** Milliseconds until a key in memory is asked for again: the longest time that a destroyed key stays usable in this process. Default 60,000. */
  cacheTtlMs?: number;
}

export declare class Keyring {
  constructor(options: KeyringOptions);
  /**
   * Keys to seal for subjects; makes what is missing, race-safe, in one round trip.
   * @throws KeyDestroyedError naming every subject whose key was destroyed (none of the call's keys is returned then)
   */
  keysForSealing(org: string, retentionClass: string, subjects: readonly string[]): Promise<Map<string, DataKey>>;
  /** Keys by id; unknown and destroyed ones are absent. */
  keysForOpening(org: string, keyIds: readonly string[]): Promise<Map<string, Buffer>>;
  /** Destroys the key of a subject and class for ever, also when there is none yet. Idempotent. @returns the destroyed key's id, if there was one */
  destroy(org: string, retentionClass: string, subject: string): Promise<{ keyId?: string; destroyedAt: Date }>;
  /** Forgets a subject's keys in memory at once (on news of a destruction). */
  forget(org: string, subject: string): void;
}

/** Key of the commitment HMAC: HKDF-SHA-256 of the data key, so that the commitment tells nothing once the key is destroyed. */
export declare function commitmentKey(dataKey: DataKey): Buffer;
