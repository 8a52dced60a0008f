import { LRUCache } from 'lru-cache';
import type { AggregateState, ItemDecision, RebuiltDecisions } from './event-store.types.js';
import type { ShardMap } from './shard-map.js';

/** State of an aggregate, and the stream version that wrote it (0: there is none). */
export interface KnownAggregate {
  version: number;
  state: AggregateState | undefined;
}

/** An aggregate that an item looks at. */
export interface AggregateName {
  stream: string;
  key: Buffer;
}

interface DecisionRow {
  decided: boolean;
  version: number;
  state: Buffer | null;
}

/** Aggregates kept in memory at most, of all organisations. */
const cacheMax = 20_000;
/** Of the states of all of them, which are lists: some hundred bytes each. */
const partsMax = 400_000;

/**
 * Decision state in the database, and what this process remembers of it. A remembered state may be out of date: the
 * append finds out under the lock, and then it is {@link forget forgotten}.
 */
export class DecisionStore {
  readonly #map: ShardMap;
  readonly #known = new LRUCache<string, KnownAggregate>({
    max: cacheMax,
    maxSize: partsMax,
    sizeCalculation: ({ state }) => (Array.isArray(state) ? state.length : 0) + 1,
  });

  constructor(map: ShardMap) {
    this.#map = map;
  }

  static nameOf(org: string, { stream, key }: AggregateName): string {
    // The length of the key tells where it ends, independent of its bytes.
    return `${stream}/${key.length}/${key.toString('latin1')}${org}`;
  }

  known(name: string): KnownAggregate | undefined {
    return this.#known.get(name);
  }

  remember(name: string, known: KnownAggregate): void {
    this.#known.set(name, known);
  }

  forget(name: string): void {
    this.#known.delete(name);
  }

  /**
   * Reads the requested aggregates in one round trip.
   * @returns streams whose state is missing, behind or of other rules than `rules`: nothing of them is remembered
   */
  async read(
    org: string,
    shard: number,
    rules: number,
    asked: readonly (AggregateName & Pick<ItemDecision, 'open'>)[],
  ): Promise<Set<string>> {
    const { rows } = await this.#map.at(org, shard, ({ pool }) =>
      pool.query<DecisionRow>({
        name: 'event-store-read-decisions',
        text: 'SELECT decided, version, state FROM event_store.read_decisions($1, $2, $3::uuid[], $4::bytea[])',
        values: [org, rules, asked.map(({ stream }) => stream), asked.map(({ key }) => key)],
      }),
    );
    const undecided = new Set<string>();
    asked.forEach((aggregate, index) => {
      const { decided, version, state } = rows[index]!;
      if (!decided) undecided.add(aggregate.stream);
      else {
        this.remember(DecisionStore.nameOf(org, aggregate), {
          version,
          state: state === null ? undefined : aggregate.open(state, aggregate.key),
        });
      }
    });
    return undecided;
  }

  /** All aggregates of a stream, sealed, by key. */
  async ofStream(org: string, shard: number, stream: string): Promise<{ key: Buffer; version: number; sealed: Buffer }[]> {
    const { rows } = await this.#map.at(org, shard, ({ pool }) =>
      pool.query<{ key: Buffer; version: number; state: Buffer }>(
        'SELECT key, version, state FROM event_store.read_stream_decisions($1, $2, $3)',
        [org, shard, stream],
      ),
    );
    return rows.map(({ key, version, state }) => ({ key, version, sealed: state }));
  }

  /** This process remembers nothing of the stream. */
  forgetStream(org: string, stream: string): void {
    for (const name of this.#known.keys()) if (name.startsWith(`${stream}/`) && name.endsWith(org)) this.#known.delete(name);
  }

  /** @returns false when the stream went on meanwhile */
  async install(org: string, shard: number, stream: string, rules: number, rebuilt: RebuiltDecisions): Promise<boolean> {
    const { rows } = await this.#map.at(org, shard, ({ pool }) =>
      pool.query<{ installed: boolean }>(
        'SELECT event_store.install_decisions($1, $2, $3, $4, $5, $6::bytea[], $7::integer[], $8::bytea[]) AS installed',
        [
          org,
          shard,
          stream,
          rules,
          rebuilt.version,
          rebuilt.aggregates.map(({ key }) => key),
          rebuilt.aggregates.map(({ version }) => version),
          rebuilt.aggregates.map(({ sealed }) => sealed),
        ],
      ),
    );
    return rows[0]!.installed;
  }
}
