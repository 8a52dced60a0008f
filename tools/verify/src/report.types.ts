/** One shard of a source: `positions a..b, gaps n`. */
export interface ShardReport {
  /** `<service> <first digits of the store's id>/<epoch> shard <n>`. */
  label: string;
  from: number;
  to: number;
  entries: number;
  /** Positions that are missing. */
  gaps: number;
  /** The highest position that the source has stated itself, and its newest statement. */
  stated: { position: number; at: string } | null;
}

/** What was found in a log directory. `faults` empty = everything holds. */
export interface VerificationReport {
  origin: string;
  /** Entries under the checkpoint. */
  size: number;
  /** Entries that were read. */
  entries: number;
  /** Base64 of the root that the entries give. */
  root: string;
  shards: ShardReport[];
  /** Receipts of accesses that are in the log, and those that may still be on their way. */
  receipts: { included: number; awaited: string[] };
  /** One line each, the first {@link VerificationReport.faultsFound} of them named. */
  faults: string[];
  faultsFound: number;
}
