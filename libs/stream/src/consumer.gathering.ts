import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AssignedPartition, InboundRecord } from './port.js';

export interface Position {
  partition: AssignedPartition;
  nextOffset: bigint;
}

/** Records of one partition, from its position on. */
export interface Batch {
  position: Position;
  records: readonly InboundRecord[];
}

interface Gathered extends Batch {
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * While one transaction is under way the other partitions gather, and the next one takes them all: the busier the
 * stream, the fewer commits per event, and no timer makes a quiet one wait.
 */
export class Gathering {
  #gathered: Gathered[] = [];
  #committing = false;

  constructor(
    private readonly maxBatch: number,
    private readonly persist: (together: readonly Batch[]) => Promise<void>,
  ) {}

  /** Resolves when the batch is committed. */
  commit(batch: Batch): Promise<void> {
    return new Promise((done, failed) => {
      this.#gathered.push({ ...batch, done, failed });
      if (!this.#committing) void this.#commitGathered();
    });
  }

  /** Never rejects: every outcome goes to the batch that waits for it. */
  async #commitGathered(): Promise<void> {
    this.#committing = true;
    // Partitions that were fetched together are handed over one after the other within this turn.
    await nextTurn();
    while (this.#gathered.length > 0) {
      const together = this.#takeGathered();
      try {
        await this.persist(together);
        for (const { done } of together) done();
      } catch (error) {
        if (together.length === 1) together[0]!.failed(error);
        // One partition that was lost must not hold up the others.
        else for (const alone of together) await this.persist([alone]).then(() => alone.done(), alone.failed);
      }
    }
    this.#committing = false;
  }

  #takeGathered(): Gathered[] {
    let records = 0;
    let count = 0;
    while (count < this.#gathered.length && (count === 0 || records + this.#gathered[count]!.records.length <= this.maxBatch)) {
      records += this.#gathered[count]!.records.length;
      count += 1;
    }
    return this.#gathered.splice(0, count);
  }
}
