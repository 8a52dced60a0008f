import {
  chainGenesis,
  chainLinkOf,
  followsInChain,
  parseSource,
  type ChainHead,
  type ChainLink,
  type EventHeader,
} from '@everchart/envelope';
import type { FaultList } from './fault-list.js';
import type { ShardReport } from './report.types.js';

interface EpochChain {
  service: string;
  storeId: string;
  epoch: number;
  shard: number;
  /** Where the chain was followed to; undefined until the beginning is known. */
  head: ChainHead | undefined;
  /** Links that came before the one they follow. */
  waiting: Map<number, { link: ChainLink; entry: string }>;
  first: number;
  last: number;
  entries: number;
  /** Chain digests by position: what a later epoch may go on from. */
  chains: Map<number, Buffer>;
}

/**
 * The sources' own hash chains: each event follows the one before it in its shard, none is missing, none came twice. Entries of one shard may stand in
 * any order in the log, because the stream keeps the order per patient only.
 */
export class ShardChains {
  readonly #epochs = new Map<string, EpochChain>();
  /** Highest version and number of versions per stream. */
  readonly #streams = new Map<string, { highest: number; seen: number }>();

  constructor(private readonly faults: FaultList) {}

  /** @param entry how the entry is named in a fault */
  take(header: EventHeader, entry: string): void {
    const { service, storeId, epoch } = parseSource(header.source);
    const link = chainLinkOf(header);
    const key = `${storeId}/${header.shard}/${epoch}`;
    let chain = this.#epochs.get(key);
    if (!chain) {
      const head = epoch === 1 ? { position: 0, chain: chainGenesis } : undefined;
      chain = {
        service,
        storeId,
        epoch,
        shard: header.shard,
        head,
        waiting: new Map(),
        first: link.position,
        last: 0,
        entries: 0,
        chains: new Map(),
      };
      this.#epochs.set(key, chain);
    }
    if (chain.chains.has(link.position)) {
      this.faults.add(`${entry}: position ${link.position} of ${label(chain)} is in the log a second time`);
      return;
    }
    chain.entries += 1;
    chain.first = Math.min(chain.first, link.position);
    chain.last = Math.max(chain.last, link.position);
    chain.chains.set(link.position, link.chain);
    chain.waiting.set(link.position, { link, entry });
    if (chain.head) this.#follow(chain, chain.head);
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
    for (const chain of chains) if (!chain.head) this.#linkToOlder(chain, chains);
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

  #follow(chain: EpochChain, from: ChainHead): void {
    let head = from;
    for (;;) {
      const next = chain.waiting.get(head.position + 1);
      if (!next) break;
      if (!followsInChain(head, next.link)) {
        this.faults.add(
          `${next.entry}: does not follow position ${head.position} in the chain of ${label(chain)}: one of the two was changed`,
        );
      }
      chain.waiting.delete(next.link.position);
      head = next.link;
    }
    chain.head = { position: head.position, chain: head.chain };
  }

  /** A store that was restored goes on from where the restored backup stood. */
  #linkToOlder(chain: EpochChain, chains: readonly EpochChain[]): void {
    const first = chain.waiting.get(chain.first)!;
    const heads = chains
      .filter((older) => older.storeId === chain.storeId && older.shard === chain.shard && older.epoch < chain.epoch)
      .flatMap((older) => older.chains.get(chain.first - 1) ?? [])
      .map((digest) => ({ position: chain.first - 1, chain: digest }));
    if (chain.first === 1) heads.push({ position: 0, chain: chainGenesis });
    const head = heads.find((candidate) => followsInChain(candidate, first.link));
    if (!head) this.faults.add(`${first.entry}: nothing in the log is what ${label(chain)} goes on from`);
    // Without its beginning the rest can still be followed.
    chain.waiting.delete(chain.first);
    this.#follow(chain, first.link);
  }

  #nameGaps(chain: EpochChain): void {
    let expected = chain.epoch === 1 ? 1 : chain.first;
    const beyond = chain.head!.position;
    if (beyond >= expected) expected = beyond + 1;
    for (const position of [...chain.waiting.keys()].sort((a, b) => a - b)) {
      if (position > expected) {
        const span = position - 1 === expected ? `position ${expected} is` : `positions ${expected} to ${position - 1} are`;
        this.faults.add(`${label(chain)}: ${span} missing`);
      }
      expected = position + 1;
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
