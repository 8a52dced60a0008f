import { consistencyProof, inclusionProof, rootAt } from '@everchart/transparency-log';
import { Injectable } from '@nestjs/common';
import { LogReader, type FoundEntry, type SignedCheckpoint } from '../infrastructure/log.reader.js';

export interface InclusionProof {
  entry: FoundEntry;
  /** Other entries of the same event, if it was recorded again after a restore. */
  otherIndexes: number[];
  checkpoint: SignedCheckpoint;
  root: Buffer;
  proof: Buffer[];
}

export interface ConsistencyProof {
  from: number;
  to: number;
  fromRoot: Buffer;
  toRoot: Buffer;
  proof: Buffer[];
}

/** Proofs over what is under a signed checkpoint. */
@Injectable()
export class LogProver {
  constructor(private readonly reader: LogReader) {}

  /** @returns why there is none: the event is not in the log, or the checkpoint is not kept, or older than the entry */
  async inclusion(org: string, eventId: string, size?: number): Promise<InclusionProof | 'event-unknown' | 'checkpoint-unknown'> {
    const checkpoint = await (size === undefined ? this.reader.newestCheckpoint(org) : this.reader.checkpointAt(org, size));
    if (!checkpoint) return size === undefined ? 'event-unknown' : 'checkpoint-unknown';
    const [entry, ...others] = (await this.reader.entriesOf(org, eventId)).filter(({ index }) => index < checkpoint.size);
    if (!entry) return 'event-unknown';
    return this.reader.withHashes(org, async (read) => ({
      entry,
      otherIndexes: others.map(({ index }) => index),
      checkpoint,
      root: await rootAt(checkpoint.size, read),
      proof: await inclusionProof(entry.index, checkpoint.size, read),
    }));
  }

  /** @param to at most the log's size */
  async consistency(org: string, from: number, to: number): Promise<ConsistencyProof> {
    return this.reader.withHashes(org, async (read) => ({
      from,
      to,
      fromRoot: await rootAt(from, read),
      toRoot: await rootAt(to, read),
      proof: await consistencyProof(from, to, read),
    }));
  }
}
