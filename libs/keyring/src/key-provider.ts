/** Wraps data keys under a key-encryption key that never enters the database (a file, a KMS, Vault transit). */
export interface KeyProvider {
  /** Wraps 32 bytes. `context` is authenticated, not stored: unwrapping needs the same. */
  wrap(key: Buffer, context: string): Promise<WrappedKey>;
  /** @throws KeyringError `key-not-authentic` (other context or key-encryption key, changed bytes), `kek-unknown` */
  unwrap(wrapped: WrappedKey, context: string): Promise<Buffer>;
}

export interface WrappedKey {
  kekId: string;
  bytes: Buffer;
}
