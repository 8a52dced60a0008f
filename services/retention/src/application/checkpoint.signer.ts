import type { KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { errorFields, type Logger } from '@everchart/platform';
import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { createSigner, formatCheckpoint, formatVerifierKey, rootAt, signNote, type Signer } from '@everchart/transparency-log';
import type { PublishedCheckpoint, PublishedCheckpoints } from './published-checkpoints.js';
import { hashReader } from '../infrastructure/log.reader.js';
import { logWriter, type Refusal } from '../infrastructure/log.writer.js';
import type { SequencerMetrics } from '../infrastructure/metrics.js';

/**
 * Milliseconds between two rounds: entries that come meanwhile are under one checkpoint, which costs ten round trips
 * and a file on disk independent of their number.
 */
const restMs = 250;
/** After a round of so many entries the next one is a second later: with that many a second each round is dear. */
const manyEntries = 250;
const restAfterManyMs = 1000;
const restAfterFailureMs = 1000;
/** Milliseconds between two looks at logs that have not grown: one may have been set back. */
const lookMs = 10_000;

/**
 * Signs checkpoints over what is committed. What is signed is written down outside the database first, so that a
 * database that was restored does not get a second tree signed: one that ends before what was published, or has another
 * root there, is refused for as long as that is so.
 */
export class CheckpointSigner {
  readonly name = 'signer';
  readonly #signers = new Map<string, Signer>();
  private readonly key: KeyObject;
  private readonly originPrefix: string;
  readonly #stopping = new AbortController();
  #lookedAt = -Infinity;
  #working: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    { key, originPrefix }: { key: KeyObject; originPrefix: string },
    private readonly published: PublishedCheckpoints,
    private readonly metrics: SequencerMetrics,
    private readonly logger: Logger,
  ) {
    this.key = key;
    this.originPrefix = originPrefix;
  }

  start(): Promise<void> {
    this.#working = this.#work();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
    await this.published.close();
  }

  /**
   * Every log that has grown, and at the first round and then every few seconds those that were set back.
   * @returns how many entries are under a checkpoint that were under none
   */
  async round(): Promise<number> {
    if (performance.now() - this.#lookedAt > lookMs) await this.#look();
    const grown = await logWriter.unsigned(this.pool);
    if (grown.length === 0) return 0;
    let entries = 0;
    for (const org of grown) entries += await withTransaction(this.pool, (tx) => this.#sign(tx, org));
    this.metrics.refused(await logWriter.refusedLogs(this.pool));
    return entries;
  }

  async #work(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failed = false; !signal.aborted;) {
      let entries = 0;
      try {
        entries = await this.round();
        failed = false;
      } catch (error) {
        if (!failed) this.logger.warn({ event: 'signer.failed', ...errorFields(error) });
        failed = true;
      }
      const rest = entries < manyEntries ? restMs : restAfterManyMs;
      await pause(failed ? restAfterFailureMs : rest, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The trees themselves are compared at the first look only. */
  async #look(): Promise<void> {
    const first = this.#lookedAt === -Infinity;
    const published = await this.published.all();
    const sizes = await logWriter.sizes(this.pool);
    for (const [org, last] of published) {
      const size = sizes.get(org) ?? 0;
      if (!first && size >= last.size) continue;
      await withTransaction(this.pool, async (tx) => {
        const refusal = await refusalOf(tx, org, size, last);
        if (refusal !== undefined) await this.#refuse(tx, org, refusal, { size, last });
      });
    }
    this.metrics.refused(await logWriter.refusedLogs(this.pool));
    this.metrics.sources(await logWriter.sourcesInTrouble(this.pool));
    this.#lookedAt = performance.now();
  }

  async #refuse(tx: Transaction, org: string, reason: Refusal, { size, last }: { size: number; last: PublishedCheckpoint }): Promise<void> {
    // One that is gone altogether is there again, empty: its report says so.
    if (await logWriter.refuse(tx, org, `${this.originPrefix}/${org}`, reason))
      this.logger.error({ event: 'checkpoint.refused', org, reason, size, published: last.size });
  }

  /** @returns how many entries are signed now */
  async #sign(tx: Transaction, org: string): Promise<number> {
    const { frontier, signed, checkpoints } = await logWriter.standing(tx, org);
    const { size } = frontier;
    if (size === signed) return 0;
    const last = await this.published.last(org);
    const refusal = last && (await refusalOf(tx, org, size, last));
    if (refusal !== undefined) {
      await this.#refuse(tx, org, refusal, { size, last: last! });
      return 0;
    }
    const signer = this.#signerOf(org);
    const root = frontier.root();
    // On disk first: a crash behind it leaves a promise that the committed entries keep.
    if (last?.size !== size && !(await this.published.publish(org, { size, root }, last)))
      throw new Error('another process has published the log meanwhile');
    const note = signNote(formatCheckpoint({ origin: signer.name, size, root, number: checkpoints + 1 }), signer);
    await logWriter.addCheckpoint(tx, org, { size, note, verifierKey: formatVerifierKey(signer) });
    this.metrics.checkpoints.inc();
    return size - signed;
  }

  #signerOf(org: string): Signer {
    let signer = this.#signers.get(org);
    if (!signer) this.#signers.set(org, (signer = createSigner(`${this.originPrefix}/${org}`, this.key)));
    return signer;
  }
}

async function refusalOf(tx: Transaction, org: string, size: number, last: PublishedCheckpoint): Promise<Refusal | undefined> {
  if (size < last.size) return 'below-published';
  const root = await rootAt(last.size, hashReader(tx, org));
  return root.equals(last.root) ? undefined : 'other-tree';
}
