import { Counter, type Registry } from 'prom-client';

/** Metrics of the keys in memory. Without a registry they are kept nowhere. */
export class KeyringMetrics {
  readonly #cache: Counter<'result'>;

  constructor(registry?: Registry) {
    this.#cache = new Counter({
      name: 'everchart_keyring_cache_total',
      help: 'Keys that were asked for: in memory (hit), or to be asked of the database (miss), those that do not exist yet among them',
      labelNames: ['result'],
      registers: registry ? [registry] : [],
    });
  }

  asked(hits: number, misses: number): void {
    if (hits > 0) this.#cache.inc({ result: 'hit' }, hits);
    if (misses > 0) this.#cache.inc({ result: 'miss' }, misses);
  }
}
