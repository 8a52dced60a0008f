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

/** These subjects have no key that can be used; those of others are as they were. */
export abstract class UnusableKeyError extends Error {
  abstract readonly code: 'key-destroyed' | 'key-damaged';
  constructor(
    readonly retentionClass: string,
    readonly subjects: readonly string[],
    whatHappened: string,
  ) {
    super(`keys of class ${retentionClass} ${whatHappened} for ${subjects.length} subject(s)`);
  }
}

/** The keys of these subjects and retention class were destroyed: nothing can be sealed for them ever again. */
export class KeyDestroyedError extends UnusableKeyError {
  override readonly name = 'KeyDestroyedError';
  readonly code = 'key-destroyed';
  constructor(retentionClass: string, subjects: readonly string[]) {
    super(retentionClass, subjects, 'were destroyed');
  }
}

/**
 * What the keyring holds for these subjects cannot be unwrapped: nothing can be sealed for them until it is restored
 * from a backup.
 */
export class KeyDamagedError extends UnusableKeyError {
  override readonly name = 'KeyDamagedError';
  readonly code = 'key-damaged';
  constructor(retentionClass: string, subjects: readonly string[]) {
    super(retentionClass, subjects, 'are damaged');
  }
}
