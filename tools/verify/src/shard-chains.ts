import { chainGenesis, followsInChain, formatMicroseconds, parseSource, type ChainLink, type ParsedLogEntry, type SourceHead } from '@everchart/envelope'; // prettier-ignore
import { ChainDigests } from './chain-digests.js';
import type { FaultList } from './fault-list.js';
import type { ShardReport } from './report.types.js';

interface EpochChain {
  service: string;
  storeId: string;
  epoch: number;
  shard: number;
  first: number;
  last: number;
  entries: number;
  digests: ChainDigests;
  /**
   * Events whose predecessor is not there (yet): where each run of positions begins, except for the very first of the
   * store.
   */
  starts: Map<number, { link: ChainLink; entry: string }>;
  /** Where each run ends. */
  ends: Set<number>;
  /** What the source has stated, of positions that are not there (yet). */
  awaited: Map<number, { head: SourceHead; entry: string }[]>;
  stated: { position: number; atUs: number } | undefined;
  /** When the source was heard of: its newest head, or its first event. */
  heardUs: number;
}

/** Three times what a source at rest lets pass between two heads. */
const silentAfterUs = 3 * 3600 * 1_000_000;

/**
 * The sources' own hash chains: each event follows the one before it in its shard, none is missing, none came twice.
 * Entries of one shard may stand in any order in the log, because the stream keeps the order per patient only, and an
 * event that was parked comes long after those behind it.
 */
export class ShardChains {
  readonly #epochs = new Map<string, EpochChain>();
  /** Highest version and number of versions per stream. */
  readonly #streams = new Map<string, { highest: number; seen: number }>();

  /** The newest time that a source states. */
  #newestUs = 0;

  constructor(private readonly faults: FaultList) {}

  /** @param entry how the entry is named in a fault */
  take({ header, link }: Pick<ParsedLogEntry, 'header' | 'link'>, entry: string): void {
    if (link.position < 1) throw new RangeError('position is not an integer from 1');
    const chain = this.#epochOf(header, link.recordedAtUs);
    const { storeId, epoch } = chain;
    if (chain.digests.get(link.position)) {
      this.faults.add(`${entry}: position ${link.position} of ${label(chain)} is in the log a second time`);
      return;
    }
    chain.entries += 1;
    chain.first = chain.entries === 1 ? link.position : Math.min(chain.first, link.position);
    chain.last = Math.max(chain.last, link.position);
    this.#join(chain, link, entry);
    for (const awaited of chain.awaited.get(link.position) ?? []) this.#holdTo(chain, link.chain, awaited);
    chain.awaited.delete(link.position);
    const stream = `${storeId}/${header.subject}/${epoch}`;
    const versions = this.#streams.get(stream);
    if (versions) {
      versions.highest = Math.max(versions.highest, link.streamVersion);
      versions.seen += 1;
    } else {
      this.#streams.set(stream, { highest: link.streamVersion, seen: 1 });
    }
  }

  /** What a source has stated: its events up to there are in the log, and chain to the value. */
  takeHead(head: SourceHead, entry: string): void {
    const chain = this.#epochOf(head, head.statedAtUs);
    const { service } = parseSource(head.source);
    if (service !== chain.service) {
      this.faults.add(`${entry}: source-head-foreign: ${service} states a head of ${label(chain)}`);
      return;
    }
    chain.heardUs = Math.max(chain.heardUs, head.statedAtUs);
    chain.stated = { position: Math.max(chain.stated?.position ?? 0, head.position), atUs: chain.heardUs };
    const digest = chain.digests.get(head.position);
    if (digest) this.#holdTo(chain, digest, { head, entry });
    else chain.awaited.set(head.position, [...(chain.awaited.get(head.position) ?? []), { head, entry }]);
  }

  #epochOf({ source, shard }: Pick<SourceHead, 'source' | 'shard'>, timeUs: number): EpochChain {
    this.#newestUs = Math.max(this.#newestUs, timeUs);
    const { service, storeId, epoch } = parseSource(source);
    const key = `${storeId}/${shard}/${epoch}`;
    let chain = this.#epochs.get(key);
    if (!chain) {
      const fresh = { digests: new ChainDigests(), starts: new Map(), ends: new Set<number>(), awaited: new Map() };
      chain = { service, storeId, epoch, shard, first: 0, last: 0, entries: 0, ...fresh, stated: undefined, heardUs: timeUs };
      this.#epochs.set(key, chain);
    }
    return chain;
  }

  #holdTo(chain: EpochChain, digest: Buffer, { head, entry }: { head: SourceHead; entry: string }): void {
    if (digest.equals(head.chain)) return;
    this.faults.add(
      `${entry}: source-head-differs: ${label(chain)} stated another event at position ${head.position} than the log has: what it had recorded was removed`,
    );
  }

  /** Links later epochs to earlier ones, names what is missing. */
  finish(): ShardReport[] {
    const chains = [...this.#epochs.values()].sort((a, b) => (label(a) < label(b) ? -1 : 1) || a.epoch - b.epoch);
    for (const chain of chains) if (chain.epoch > 1 && chain.entries > 0) this.#linkToOlder(chain, chains);
    for (const chain of chains) if (chain.entries > 0) this.#nameGaps(chain);
    for (const chain of chains) this.#nameTail(chain, chains);
    this.#checkVersions(chains);
    return chains.map((chain) => ({
      label: label(chain),
      from: chain.first,
      to: chain.last,
      entries: chain.entries,
      gaps: (chain.epoch === 1 ? chain.last : chain.last - chain.first + (chain.entries > 0 ? 1 : 0)) - chain.entries,
      stated: chain.stated ? { position: chain.stated.position, at: formatMicroseconds(chain.stated.atUs) } : null,
    }));
  }

  /** Checks the link with the event before it and the one after it, each as soon as both are there. */
  #join(chain: EpochChain, link: ChainLink, entry: string): void {
    const { position } = link;
    chain.digests.set(position, link.chain);
    const before = position === 1 && chain.epoch === 1 ? chainGenesis : chain.digests.get(position - 1);
    if (before) this.#check(chain, before, link, entry);
    else chain.starts.set(position, { link, entry });
    chain.ends.delete(position - 1);
    const after = chain.starts.get(position + 1);
    if (after) {
      this.#check(chain, link.chain, after.link, after.entry);
      chain.starts.delete(position + 1);
    } else chain.ends.add(position);
  }

  #check(chain: EpochChain, before: Buffer, link: ChainLink, entry: string): void {
    const position = link.position - 1;
    if (followsInChain({ position, chain: before }, link)) return;
    this.faults.add(`${entry}: does not follow position ${position} in the chain of ${label(chain)}: one of the two was changed`);
  }

  /** A store that was restored goes on from where the restored backup stood. */
  #linkToOlder(chain: EpochChain, chains: readonly EpochChain[]): void {
    const { link, entry } = chain.starts.get(chain.first)!;
    const heads = chains
      .filter((older) => older.storeId === chain.storeId && older.shard === chain.shard && older.epoch < chain.epoch)
      .flatMap((older) => older.digests.get(chain.first - 1) ?? []);
    if (chain.first === 1) heads.push(chainGenesis);
    if (heads.some((head) => followsInChain({ position: chain.first - 1, chain: head }, link))) return;
    this.faults.add(`${entry}: nothing in the log is what ${label(chain)} goes on from`);
  }

  #nameGaps(chain: EpochChain): void {
    const beginning = chain.epoch === 1 ? 1 : chain.first;
    const starts = [...new Set([...chain.starts.keys(), chain.first])].sort((a, b) => a - b);
    const ends = [beginning - 1, ...[...chain.ends].sort((a, b) => a - b)];
    for (const [run, start] of starts.entries()) {
      const [from, to] = [ends[run]! + 1, start - 1];
      if (from > to) continue;
      const span = from === to ? `position ${from} is` : `positions ${from} to ${to} are`;
      this.faults.add(`${label(chain)}: ${span} missing`);
    }
  }

  /** What was stated and has not come; and whether the source still states something. */
  #nameTail(chain: EpochChain, chains: readonly EpochChain[]): void {
    const older = chains.filter(({ storeId, shard, epoch }) => storeId === chain.storeId && shard === chain.shard && epoch < chain.epoch);
    // A restored store states where it stands before it has recorded something.
    const missing = [...chain.awaited.values()].flat().filter(({ head: { position, chain: value } }) =>
      !older.some(({ digests }) => digests.get(position)?.equals(value))); // prettier-ignore
    const [newest] = missing.sort((a, b) => b.head.position - a.head.position);
    if (newest) {
      const { position, statedAtUs } = newest.head;
      this.faults.add(
        `${newest.entry}: tail-missing: ${label(chain)} stated position ${position} at ${formatMicroseconds(statedAtUs)}, and the log has it up to ${chain.last}: what it had recorded was removed, or is not published`,
      );
    }
    const isNewest = !chains.some(({ storeId, shard, epoch }) => storeId === chain.storeId && shard === chain.shard && epoch > chain.epoch);
    if (isNewest && this.#newestUs - chain.heardUs > silentAfterUs)
      this.faults.add(
        `${label(chain)}: source-silent: it has stated nothing after ${formatMicroseconds(chain.heardUs)}, and the log goes on to ${formatMicroseconds(this.#newestUs)}: it did not run, or its publication has stopped`,
      );
  }

  /** Only where no restore brought the same versions a second time. */
  #checkVersions(chains: readonly EpochChain[]): void {
    const restored = new Set(chains.filter(({ epoch }) => epoch > 1).map(({ storeId }) => storeId));
    for (const [stream, { highest, seen }] of this.#streams) {
      const [storeId, subject] = stream.split('/') as [string, string];
      if (highest !== seen && !restored.has(storeId)) {
        this.faults.add(`stream ${subject}: has ${seen} entries, and its highest version is ${highest}`);
      }
    }
  }
}

function label({ service, storeId, epoch, shard }: EpochChain): string {
  return `${service} ${storeId.slice(0, 8)}/${epoch} shard ${shard}`;
}
