export type KeyringErrorCode = 'kek-file-unreadable' | 'kek-file-exposed' | 'kek-file-malformed' | 'kek-unknown' | 'key-not-authentic';

export class KeyringError extends Error {
  override readonly name = 'KeyringError';
  constructor(
    readonly code: KeyringErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The database of the keys cannot be reached, or broke off. A later attempt may succeed. */
export class KeyringUnavailableError extends Error {
  override readonly name = 'KeyringUnavailableError';
  readonly code = 'keyring-unavailable';
  readonly retryAfterSeconds = 1;
}

/** The keys of these subjects and retention class were destroyed: nothing can be sealed for them ever again. */
export class KeyDestroyedError extends Error {
  override readonly name = 'KeyDestroyedError';
  readonly code = 'key-destroyed';
  constructor(
    readonly retentionClass: string,
    readonly subjects: readonly string[],
  ) {
    super(`keys of class ${retentionClass} were destroyed for ${subjects.length} subject(s)`);
  }
}
