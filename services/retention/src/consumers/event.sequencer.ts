import { kindClasses } from '@everchart/contracts';
import { requestsClass } from '@everchart/contracts-access';
import { retentionFactsClass } from '@everchart/contracts-retention';
import { followsInChain, type ChainHead } from '@everchart/envelope';
import type { Transaction } from '@everchart/postgres';
import { PoisonEventError, type EventHandler, type ReceivedEvent, type ReceivedHead } from '@everchart/stream';
import { assertName, NoteError, tileHeight } from '@everchart/transparency-log';
import { followChain } from '../domain/chain.decider.js';
import { EntryRefusedError, headEntryOf, logEntryOf, type EventEntry, type HeadEntry } from '../domain/log-entry.js';
import {
  logWriter,
  type Followed,
  type IndexedHead,
  type IndexedLink,
  type ShardName,
  type TileHash,
} from '../infrastructure/log.writer.js';
import { dueDateStore } from '../infrastructure/due-date.store.js';
import type { SequencerMetrics } from '../infrastructure/metrics.js';

/** Of these each person has a record: dates are worked out for each. Numbers of requests are kept without an end. */
const withoutDate: ReadonlySet<string> = new Set(['clinical', ...kindClasses, retentionFactsClass, requestsClass]);

/** Entries by event, or why an event cannot become one. */
export type Prepared = ReadonlyMap<ReceivedEvent, EventEntry | PoisonEventError>;

/**
 * Clinical and access events → entries of their organisation's log, in one order. Entries, hashes and the consumer's
 * progress are committed together. Checkpoints are signed over what is committed, see `CheckpointSigner`.
 */
export class EventSequencer implements EventHandler<Prepared> {
  constructor(
    private readonly originPrefix: string,
    private readonly metrics: SequencerMetrics,
  ) {}

  // eslint-disable-next-line @typescript-eslint/require-await -- the port's form: hashing needs no waiting
  async prepare(events: readonly ReceivedEvent[]): Promise<Prepared> {
    return new Map(readable(events).map((event) => [event, prepareEntry(event)]));
  }

  async handle(tx: Transaction, events: readonly ReceivedEvent[], prepared: Prepared): Promise<void> {
    const received = readable(events);
    const byOrg = new Map<string, EventEntry[]>();
    for (const event of received) {
      const entry = prepared.get(event) ?? prepareEntry(event);
      if (entry instanceof PoisonEventError) throw entry;
      const { org } = event.header;
      const ofOrg = byOrg.get(org);
      if (ofOrg) ofOrg.push(entry);
      else byOrg.set(org, [entry]);
    }
    // In the order of their names: two sequencers never wait for each other in a circle.
    for (const [org, entries] of [...byOrg].sort(([a], [b]) => (a < b ? -1 : 1))) await this.#appendEvents(tx, org, entries);
    const classes = received.flatMap(({ header: { org, retentionclass } }) =>
      withoutDate.has(retentionclass) ? [] : [[`${org} ${retentionclass}`, { org, retentionClass: retentionclass }] as const],
    );
    if (classes.length > 0) await dueDateStore.addClasses(tx, [...new Map(classes).values()]);
    const now = Date.now() / 1000;
    for (const { store } of received) this.metrics.lag.observe(Math.max(0, now - store.recordedAtUs / 1_000_000));
  }

  /** Each head is an entry, and checked against what the log has, now or when it has come. */
  async takeHeads(tx: Transaction, heads: readonly ReceivedHead[], events: readonly ReceivedEvent[]): Promise<void> {
    const byOrg = Map.groupBy(heads, ({ org }) => org);
    const orgs = new Set([...byOrg.keys(), ...events.map(({ header }) => header.org)]);
    for (const org of [...orgs].sort()) {
      const ofOrg = byOrg.get(org);
      if (!isNamed(this.#originOf(org))) continue;
      if (ofOrg) await this.#appendHeads(tx, org, ofOrg.map(headEntryOf));
      // In the order of names, see above; its events follow.
      else await logWriter.lock(tx, org, this.#originOf(org));
    }
  }

  /**
   * None: what a store wrote before it was restored, and what it wrote instead, are entries, each of its epoch. The log
   * keeps both.
   */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }

  #originOf(org: string): string {
    return `${this.originPrefix}/${org}`;
  }

  /** @returns the index of the first */
  async #grow(tx: Transaction, org: string, entries: readonly (EventEntry | HeadEntry)[]): Promise<number> {
    const origin = this.#originOf(org);
    assertName(origin);
    const frontier = await logWriter.lock(tx, org, origin);
    const first = frontier.size;
    const tileHashes: TileHash[] = [];
    for (const { leaf } of entries) {
      frontier.append(leaf, (height, index, hash) => {
        if (height > 0 && height % tileHeight === 0) tileHashes.push({ level: height / tileHeight, index, hash });
      });
    }
    await logWriter.grow(tx, org, { first, entries, tileHashes, frontier });
    const services = Map.groupBy(entries, ({ service }) => service);
    for (const [service, { length }] of services) this.metrics.entries.inc({ service }, length);
    return first;
  }

  async #appendHeads(tx: Transaction, org: string, entries: readonly HeadEntry[]): Promise<void> {
    const first = await this.#grow(tx, org, entries);
    const indexed = entries.map((entry, place) => ({ entry, head: { ...entry.stated, index: first + place } }));
    const shards = Map.groupBy(indexed, ({ entry }) => `${entry.service}/${entry.storeId}/${entry.epoch}/${entry.shard}`);
    for (const ofShard of shards.values()) {
      const shard = ofShard[0]!.entry;
      const heads = ofShard.map(({ head }) => head);
      const { service, head } = await logWriter.followed(tx, org, shard);
      if (service !== shard.service) {
        // Nothing of the store is taken from it: neither how far it is, nor that it still speaks.
        await this.#addHeadFaults(tx, org, shard, heads);
        continue;
      }
      await logWriter.keepHeads(tx, org, shard, heads);
      const reached = heads.filter(({ position }) => position <= (head?.position ?? 0));
      if (reached.length > 0) await this.#holdTo(tx, org, shard, reached);
    }
  }

  /** The log has what the source has stated. */
  async #holdTo(tx: Transaction, org: string, shard: ShardName, heads: readonly IndexedHead[]): Promise<void> {
    const here = await logWriter.chainsAt(tx, org, shard, heads.map(({ position }) => position)); // prettier-ignore
    const faults = heads.filter(({ position, chain }) => here.get(position)?.equals(chain) !== true);
    if (faults.length > 0) await this.#addHeadFaults(tx, org, shard, faults);
  }

  async #addHeadFaults(tx: Transaction, org: string, shard: ShardName, heads: readonly IndexedHead[]): Promise<void> {
    await logWriter.addFaults(tx, org, shard, 'head', heads);
    this.metrics.headFaults.inc({ service: shard.service }, heads.length);
  }

  async #appendEvents(tx: Transaction, org: string, entries: readonly EventEntry[]): Promise<void> {
    const first = await this.#grow(tx, org, entries);
    const indexed = entries.map((entry, place) => ({ entry, link: { ...entry.link, index: first + place } }));
    const shards = Map.groupBy(indexed, ({ entry }) => `${entry.storeId}/${entry.epoch}/${entry.shard}`);
    for (const ofShard of shards.values()) {
      const links = ofShard.map(({ link }) => link).sort((a, b) => a.position - b.position);
      await this.#followShard(tx, org, ofShard[0]!.entry, links);
    }
  }

  /**
   * Checks the source's chain as far as there is no hole now: first over the new entries, which are at hand, then over
   * what waited behind them.
   */
  async #followShard(tx: Transaction, org: string, shard: ShardName, added: readonly IndexedLink[]): Promise<void> {
    const { head: before, stated }: Followed = await logWriter.followed(tx, org, shard);
    let head = before ?? (await this.#beginningOf(tx, org, shard));
    let heldTo = before?.position ?? 0;
    for (let links = added; head; links = await logWriter.linksAfter(tx, org, shard, head.position)) {
      const { position } = head;
      const behind = links.filter((link) => link.position > position);
      const progress = followChain(head, behind);
      if (progress.head.position > position) {
        const indexes = new Map(behind.map((link) => [link.position, link.index]));
        const faults = progress.faults.map((fault) => ({ position: fault, index: indexes.get(fault)! }));
        await logWriter.saveHead(tx, org, shard, { first: behind[0]!.position, head: progress.head });
        if (faults.length > 0) {
          await logWriter.addFaults(tx, org, shard, 'chain', faults);
          this.metrics.chainFaults.inc({ service: shard.service }, faults.length);
        }
        head = progress.head;
        const awaited = stated > heldTo ? await logWriter.headsWithin(tx, org, shard, heldTo, head.position) : [];
        if (awaited.length > 0) await this.#holdTo(tx, org, shard, awaited);
        heldTo = head.position;
      } else if (links !== added) return;
    }
  }

  /** A first epoch begins at position 1, independent of its event; a later one where its first event links to. */
  async #beginningOf(tx: Transaction, org: string, shard: ShardName): Promise<ChainHead | undefined> {
    for (const beginning of await logWriter.chainBeginnings(tx, org, shard)) {
      const [first] = await logWriter.linksAfter(tx, org, shard, beginning.position);
      if (first && (shard.epoch === 1 || followsInChain(beginning, first))) return beginning;
    }
    return undefined;
  }
}

/** An organisation that a log cannot be named after has none: its events are named as unreadable. */
function isNamed(origin: string): boolean {
  try {
    assertName(origin);
    return true;
  } catch (error) {
    if (error instanceof NoteError) return false;
    throw error;
  }
}

/** The others have no entry: the completeness report names them, and the positions that are missing. */
function readable(events: readonly ReceivedEvent[]): ReceivedEvent[] {
  return events.filter(({ unreadable }) => unreadable === undefined);
}

function prepareEntry(event: ReceivedEvent): EventEntry | PoisonEventError {
  try {
    return logEntryOf(event);
  } catch (cause) {
    if (cause instanceof EntryRefusedError) return new PoisonEventError(event.header.id, cause.code, { cause });
    throw cause;
  }
}
