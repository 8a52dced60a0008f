/** What was published of a log. */
export interface PublishedCheckpoint {
  size: number;
  root: Buffer;
}

/**
 * What was ever signed, by any process, outside the database of the logs: a restore of that does not take it along. The
 * contract is in `published-checkpoints.contract.ts`.
 */
export interface PublishedCheckpoints {
  /** The largest tree that was published of a log, also by another process a moment ago. */
  last(org: string): Promise<PublishedCheckpoint | undefined>;
  all(): Promise<ReadonlyMap<string, PublishedCheckpoint>>;
  /**
   * Resolves when it is on disk.
   * @param before what `last` has answered
   * @returns false when another process has published meanwhile: nothing was noted, and nothing may be signed
   */
  publish(org: string, checkpoint: PublishedCheckpoint, before: PublishedCheckpoint | undefined): Promise<boolean>;
  close(): Promise<void>;
}
