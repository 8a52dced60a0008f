import type { SuppliedRecord } from '@everchart/stream';

/**
 * The events of the store as records of its topic: what a rebuild reads where the topic does not begin with the first
 * one any more.
 */
export interface EventExport {
  /** Some of a shard behind a position, in order; none behind the last one. */
  read(org: string, shard: number, after: number): Promise<readonly SuppliedRecord[]>;
}
