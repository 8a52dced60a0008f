import { Counter, type Registry } from 'prom-client';

/** Metrics of the keys in memory. Without a registry they are kept nowhere. */
export class KeyringMetrics {
  #hits = 0;
  #misses = 0;
  readonly #damaged: Counter;
  readonly #notServed: Counter;

  constructor(registry?: Registry) {
    this.#damaged = new Counter({
      name: 'everchart_keyring_damaged_keys_total',
      help: 'Keys that were read from the database and cannot be unwrapped, while others can: their rows are damaged',
      registers: registry ? [registry] : [],
    });
    this.#notServed = new Counter({
      name: 'everchart_keyring_not_served_total',
      help: 'Calls for keys that were refused: the keyring was restored, and retention has not compared it with what was destroyed. An alarm',
      registers: registry ? [registry] : [],
    });
    const counted = (): [hits: number, misses: number] => [this.#hits, this.#misses];
    new Counter({
      name: 'everchart_keyring_cache_total',
      help: 'Requested keys: in memory (hit), or read from the database (miss), including keys that do not exist yet',
      labelNames: ['result'],
      registers: registry ? [registry] : [],
      // Counted several times per event, looked at now and then.
      collect() {
        const [hits, misses] = counted();
        this.reset();
        this.inc({ result: 'hit' }, hits);
        this.inc({ result: 'miss' }, misses);
      },
    });
  }

  notServed(): void {
    this.#notServed.inc();
  }

  damaged(): void {
    this.#damaged.inc();
  }

  looked(hits: number, misses: number): void {
    this.#hits += hits;
    this.#misses += misses;
  }
}
