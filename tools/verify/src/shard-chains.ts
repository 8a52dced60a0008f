import { chainGenesis, followsInChain, parseSource, type ChainLink, type ParsedLogEntry } from '@everchart/envelope';
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
}

/**
 * The sources' own hash chains: each event follows the one before it in its shard, none is missing, none came twice.
 * Entries of one shard may stand in any order in the log, because the stream keeps the order per patient only, and an
 * event that was parked comes long after those behind it.
 */
export class ShardChains {
  readonly #epochs = new Map<string, EpochChain>();
  /** Highest version and number of versions per stream. */
  readonly #streams = new Map<string, { highest: number; seen: number }>();

  constructor(private readonly faults: FaultList) {}

  /** @param entry how the entry is named in a fault */
  take({ header, link }: Pick<ParsedLogEntry, 'header' | 'link'>, entry: string): void {
    const { service, storeId, epoch } = parseSource(header.source);
    if (link.position < 1) throw new RangeError('position is not an integer from 1');
    const key = `${storeId}/${header.shard}/${epoch}`;
    let chain = this.#epochs.get(key);
    if (!chain) {
      const [digests, ends] = [new ChainDigests(), new Set<number>()];
      chain = { service, storeId, epoch, shard: header.shard, first: link.position, last: 0, entries: 0, digests, starts: new Map(), ends };
      this.#epochs.set(key, chain);
    }
    if (chain.digests.get(link.position)) {
      this.faults.add(`${entry}: position ${link.position} of ${label(chain)} is in the log a second time`);
      return;
    }
    chain.entries += 1;
    chain.first = Math.min(chain.first, link.position);
    chain.last = Math.max(chain.last, link.position);
    this.#join(chain, link, entry);
    const stream = `${storeId}/${header.subject}/${epoch}`;
    const versions = this.#streams.get(stream);
    if (versions) {
      versions.highest = Math.max(versions.highest, link.streamVersion);
      versions.seen += 1;
    } else {
      this.#streams.set(stream, { highest: link.streamVersion, seen: 1 });
    }
  }

  /** Links later epochs to earlier ones, names what is missing. */
  finish(): ShardReport[] {
    const chains = [...this.#epochs.values()].sort((a, b) => (label(a) < label(b) ? -1 : 1) || a.epoch - b.epoch);
    for (const chain of chains) if (chain.epoch > 1) this.#linkToOlder(chain, chains);
    for (const chain of chains) this.#nameGaps(chain);
    this.#checkVersions(chains);
    return chains.map((chain) => ({
      label: label(chain),
      from: chain.first,
      to: chain.last,
      entries: chain.entries,
      gaps: (chain.epoch === 1 ? chain.last : chain.last - chain.first + 1) - chain.entries,
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
