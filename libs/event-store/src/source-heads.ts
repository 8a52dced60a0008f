import { setTimeout as pause } from 'node:timers/promises';
import { headContentType, headEntryBytes } from '@everchart/envelope';
import { describeError, recordKey, type OutboundRecord, type StreamProducer } from '@everchart/stream';
import type { Committed } from './event-store.js';
import type { ClaimedShard } from './relay.store.js';
import type { RelayLogger } from './relay.js';

export interface SourceHeadsOptions {
  /** `source` attribute of the store's events. */
  source: () => Promise<string>;
  createProducer: () => Promise<StreamProducer>;
  /** Of the store's events. */
  topic: string;
  logger: RelayLogger;
  /** Milliseconds between two heads of a shard that moves, at least. Default 60,000. */
  everyMs?: number;
  /** Milliseconds between two heads of a shard at rest. Default an hour. */
  restMs?: number;
}

interface Shard {
  org: string;
  shard: number;
  position: number;
  chain: Buffer;
  /** Last position that was stated; 0: none. */
  stated: number;
  /** By the monotonic clock. */
  statedAtMs: number;
}

const recordsPerSend = 500;
const settleMs = 1000;
/** The stream may be away when the process ends. */
const lastWordsMs = 2000;

/**
 * States on the stream how far the shards of a store are, from what this process has committed: past the database, and
 * past the relay, whose lease and events the owner of the database can take. A shard that moves is stated once per
 * `everyMs`, and one at rest, by the process that relays it, once per `restMs`: a source that says nothing any more
 * has stopped.
 */
export class SourceHeads {
  readonly #options: SourceHeadsOptions;
  readonly #everyMs: number;
  readonly #restMs: number;
  readonly #shards = new Map<string, Shard>();
  /** By the relay's cluster. */
  readonly #held = new Map<string, ReadonlySet<string>>();
  #timer: NodeJS.Timeout | undefined;
  readonly #stopping = new AbortController();
  #stating: Promise<void> = Promise.resolve();
  #producer: Promise<StreamProducer> | undefined;

  constructor(options: SourceHeadsOptions) {
    this.#options = options;
    this.#everyMs = options.everyMs ?? 60_000;
    this.#restMs = options.restMs ?? 3_600_000;
  }

  start(): Promise<void> {
    this.#timer = setInterval(() => void this.state(), this.#everyMs).unref();
    return Promise.resolve();
  }

  /** States what has moved since, if the stream can be reached at once. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    const ended = new AbortController();
    const late = pause(lastWordsMs, 'late', { signal: ended.signal }).catch(() => undefined);
    const close = async (): Promise<void> => (await this.#producer)?.close();
    // One that is still being made is closed when it is there.
    if ((await Promise.race([this.state(), late])) === 'late') close().catch(() => undefined);
    else await close();
    ended.abort();
  }

  /** What this process has committed. */
  committed({ org, shard, events }: Pick<Committed, 'org' | 'shard' | 'events'>): void {
    const { position, chain } = events.at(-1)!.store;
    this.#note({ org, shard, position, chain });
  }

  /** Shards that this process relays, as the database has them. What it knows better stays. */
  held(cluster: string, shards: readonly ClaimedShard[]): void {
    this.#held.set(cluster, new Set(shards.map(({ org, shard }) => recordKey(org, shard))));
    for (const { org, shard, head: position, chain } of shards) this.#note({ org, shard, position, chain });
  }

  /** States what is due, now. Never rejects: what could not be stated is stated at the next time. */
  state(): Promise<void> {
    this.#stating = this.#stating
      .then(() => this.#stateDue())
      .catch(async (error: unknown) => {
        this.#options.logger.warn({ event: 'heads.not-stated', topic: this.#options.topic, ...describeError(error) });
        const producer = this.#producer;
        this.#producer = undefined;
        // One that failed may also fail to close.
        await producer?.then((made) => made.close()).catch(() => undefined);
      });
    return this.#stating;
  }

  #note({ org, shard, position, chain }: Pick<Shard, 'org' | 'shard' | 'position' | 'chain'>): void {
    // A shard whose first events were all refused: there is nothing to state.
    if (position === 0) return;
    const key = recordKey(org, shard);
    const known = this.#shards.get(key);
    if (!known) this.#shards.set(key, { org, shard, position, chain, stated: 0, statedAtMs: performance.now() });
    else if (position > known.position) Object.assign(known, { position, chain });
  }

  async #stateDue(): Promise<void> {
    const now = performance.now();
    const isHeld = (key: string): boolean => [...this.#held.values()].some((held) => held.has(key));
    const due = [...this.#shards].flatMap(([key, shard]) =>
      shard.position > shard.stated || (now - shard.statedAtMs >= this.#restMs && isHeld(key)) ? [{ ...shard, key }] : [],
    );
    if (due.length === 0) return;
    // What was committed a moment ago is published first: a head that is ahead of its events says that they are gone.
    const { signal } = this.#stopping;
    await pause(Math.min(settleMs, this.#everyMs / 2), undefined, { signal }).catch(() => undefined);
    const { source, topic, createProducer } = this.#options;
    const [name, producer] = await Promise.all([source(), (this.#producer ??= createProducer())]);
    for (let from = 0; from < due.length; from += recordsPerSend) {
      const part = due.slice(from, from + recordsPerSend);
      const statedAtUs = Date.now() * 1000;
      await producer.send(
        topic,
        part.map(({ org, shard, position, chain, key }): OutboundRecord => ({
          key,
          headers: { 'content-type': headContentType },
          value: headEntryBytes({ org, shard, source: name, position, chain, statedAtUs }),
        })),
      );
      for (const { key, position } of part) Object.assign(this.#shards.get(key)!, { stated: position, statedAtMs: now });
    }
  }
}
