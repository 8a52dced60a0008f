import { sha256 } from '@everchart/envelope';
import type { Pool } from '@everchart/postgres';
import { storeErrorOf } from './event-store.errors.js';

/** Shard of a stream in an organisation of `shards` shards: from its SHA-256, so that all writers agree. */
export function shardOf(stream: string, shards: number): number {
  return shards === 1 ? 0 : sha256(stream.toLowerCase()).readUInt32BE(0) % shards;
}

/** How many shards organisations have. The first cluster knows it; it never changes, so a process asks once. */
export class Sharding {
  readonly #pool: Pool;
  readonly #initial: number;
  readonly #known = new Map<string, Promise<number>>();

  /** @param initial shards of an organisation that writes for the first time */
  constructor(pool: Pool, initial: number) {
    this.#pool = pool;
    this.#initial = initial;
  }

  /** Of an organisation that is about to write: this is when the number is set. */
  ofWriter(org: string): Promise<number> {
    let known = this.#known.get(org);
    if (!known) {
      known = this.#ask('SELECT event_store.begin_organisation($1, $2) AS shards', [org, this.#initial]).then((shards) => shards!);
      this.#known.set(org, known);
      known.catch(() => this.#known.delete(org));
    }
    return known;
  }

  /** One that has never written has one shard, in which there is nothing. */
  async ofReader(org: string): Promise<number> {
    const known = this.#known.get(org);
    if (known) return known;
    const shards = await this.#ask('SELECT event_store.organisation_shards($1) AS shards', [org]);
    if (shards === null) return 1;
    this.#known.set(org, Promise.resolve(shards));
    return shards;
  }

  async shardOf(org: string, stream: string): Promise<number> {
    return shardOf(stream, await this.ofReader(org));
  }

  async #ask(text: string, values: unknown[]): Promise<number | null> {
    const { rows } = await this.#pool.query<{ shards: number | null }>(text, values).catch((error: unknown) => {
      throw storeErrorOf(error);
    });
    return rows[0]!.shards;
  }
}
