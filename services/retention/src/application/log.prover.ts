import { judgeReceipt, parseLogEntry, type AccessReceipt, type ReceiptVerdict } from '@everchart/envelope';
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

export interface JudgedAccess {
  verdict: ReceiptVerdict;
  /** The event that stands at the place of the access, and its index in the log. */
  event?: { id: string; index: number };
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

  /** Whether an access that was answered is in the log. */
  async access(receipt: AccessReceipt): Promise<JudgedAccess> {
    const { entry, passed } = await this.reader.entryAt(receipt.org, receipt);
    const parsed = entry && parseLogEntry(Buffer.from(entry.entry));
    const verdict = judgeReceipt(receipt, parsed, passed);
    return { verdict, ...(parsed && { event: { id: parsed.header.id, index: entry.index } }) };
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
