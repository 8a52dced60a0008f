/** `waiting`: to be sent. `attention`: was refused, and waits for a person. */
export type QueueList = 'waiting' | 'attention';

export interface StoredEntry {
  /** Place in the order in which entries were appended, independent of their present list. */
  sequence: number;
  /** JSON with patient data. */
  text: string;
}

/**
 * Where the offline queue keeps what is not recorded yet. Each method resolves when what it did is on durable storage,
 * and does all of it or nothing, also when the process or the machine ends in the middle. Calls are carried out in the
 * order in which they were made.
 *
 * Texts are stored as they are given: an app that has to encrypt them wraps a storage and seals every text on its way
 * in.
 */
export interface QueueStorage {
  /** Puts texts at the end of `waiting`, in order. */
  append(texts: readonly string[]): Promise<void>;
  /** The first entries of a list, after `after` if given, in order of their sequence. */
  peek(list: QueueList, limit: number, after?: number): Promise<StoredEntry[]>;
  /** Entries that are gone already are no fault. */
  remove(sequences: readonly number[]): Promise<void>;
  /**
   * Puts entries into the list, each with its new text, at the place that its sequence gives it. Entries that are gone
   * stay gone.
   */
  move(list: QueueList, entries: readonly StoredEntry[]): Promise<void>;
  count(list: QueueList): Promise<number>;
  close(): Promise<void>;
}

/** The storage cannot be used. `code` is stable; no text that was to be stored is in the message. */
export class QueueStorageError extends Error {
  override readonly name = 'QueueStorageError';
  constructor(
    /** `in-use` by another process, `damaged`, `failed` (open it again), `closed` */
    readonly code: 'in-use' | 'damaged' | 'failed' | 'closed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
