import { decodeAccessReceipt, EnvelopeError, judgeReceipt, parseMicroseconds, parseSource, type AccessReceipt, type ParsedLogEntry, type SourceHead } from '@everchart/envelope'; // prettier-ignore
import type { FaultList } from './fault-list.js';

/** An access is published within moments: one that is older than the newest entry by more than this should be there. */
const onItsWaySeconds = 60;

interface Expected {
  /** How it is named in a fault. */
  name: string;
  receipt: AccessReceipt;
  entry?: ParsedLogEntry;
}

/** Receipts of accesses (`Everchart-Access`) against the log: is what was answered on record there. */
export class ReceiptCheck {
  readonly #expected = new Map<string, Expected[]>();
  /** Highest position by store, epoch and shard; highest epoch by store and shard. */
  readonly #reached = new Map<string, number>();
  #newestUs = 0;

  constructor(
    receipts: readonly string[],
    private readonly faults: FaultList,
  ) {
    receipts.forEach((text, at) => {
      const name = `receipt ${at + 1}`;
      try {
        const receipt = decodeAccessReceipt(text);
        const place = placeOf(receipt, receipt.position);
        this.#expected.set(place, [...(this.#expected.get(place) ?? []), { name, receipt }]);
      } catch (error) {
        if (!(error instanceof EnvelopeError)) throw error;
        faults.add(`${name}: ${error.message}`);
      }
    });
  }

  take(entry: ParsedLogEntry): void {
    if (this.#expected.size === 0) return;
    const { source, org, shard, position } = entry.header;
    const { storeId, epoch } = parseSource(source);
    const shardKey = placeOf({ org, storeId, epoch, shard });
    const storeKey = placeOf({ org, storeId, epoch: 0, shard });
    this.#reached.set(shardKey, Math.max(this.#reached.get(shardKey) ?? 0, position));
    this.#reached.set(storeKey, Math.max(this.#reached.get(storeKey) ?? 0, epoch));
    this.#newestUs = Math.max(this.#newestUs, entry.link.recordedAtUs);
    for (const expected of this.#expected.get(placeOf({ org, storeId, epoch, shard }, position)) ?? []) expected.entry = entry;
  }

  /** A head says how far the log goes. */
  takeHead({ statedAtUs }: SourceHead): void {
    this.#newestUs = Math.max(this.#newestUs, statedAtUs);
  }

  /** @returns how many are included, and those that may still be on their way */
  finish(): { included: number; awaited: string[] } {
    let included = 0;
    const awaited: string[] = [];
    for (const { name, receipt, entry } of [...this.#expected.values()].flat()) {
      const { storeId, epoch, shard, position, recordedAt } = receipt;
      const passed =
        (this.#reached.get(placeOf(receipt)) ?? 0) > position || (this.#reached.get(placeOf({ ...receipt, epoch: 0 })) ?? 0) > epoch;
      const verdict = judgeReceipt(receipt, entry, passed);
      const where = `position ${position} of ${storeId.slice(0, 8)}/${epoch} shard ${shard}, recorded ${recordedAt}`;
      if (verdict === 'included') included += 1;
      else if (verdict === 'differs') this.faults.add(`${name}: access-differs: another event stands at ${where}: the access was removed`);
      else if (verdict === 'not-in-event') this.faults.add(`${name}: access-not-in-event: the event at ${where} holds another access`);
      else if (verdict === 'missing' || this.#newestUs - parseMicroseconds(recordedAt) > onItsWaySeconds * 1_000_000)
        this.faults.add(
          `${name}: access-missing: ${where} is not in the log: it was removed, its source was restored, or it is not published any more`,
        );
      else awaited.push(`${name}: ${where} is not in the log yet`);
    }
    return { included, awaited };
  }
}

function placeOf({ org, storeId, epoch, shard }: Pick<AccessReceipt, 'org' | 'storeId' | 'epoch' | 'shard'>, position?: number): string {
  return JSON.stringify([org, storeId, epoch, shard, position]);
}
