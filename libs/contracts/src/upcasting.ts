import type { EventContract } from './event-contract.js';
import { UnknownEventTypeError } from './schema-validation.js';

/** Rewrites the data of one version as the next one says it. Pure; never loses what was stated. */
export type Upcaster = (data: Record<string, unknown>) => Record<string, unknown>;

/** The next version says it in the same words. */
export function unchanged(data: Record<string, unknown>): Record<string, unknown> {
  return data;
}

/** Data of any released version of a contract package, as the newest version says it. */
export class Upcasting {
  readonly #newest = new Map<string, number>();

  /** @param upcasters by `<type>:<version it takes>` */
  constructor(
    contracts: readonly Pick<EventContract, 'type' | 'version'>[],
    private readonly upcasters: ReadonlyMap<string, Upcaster>,
  ) {
    for (const { type, version } of contracts) this.#newest.set(type, Math.max(this.#newest.get(type) ?? 0, version));
  }

  knows(type: string): boolean {
    return this.#newest.has(type);
  }

  /** @throws UnknownEventTypeError for a type or version that this release does not know */
  newest(type: string, version: number, data: unknown): Record<string, unknown> {
    const newest = this.#newest.get(type);
    if (newest === undefined || version > newest || version < 1) throw new UnknownEventTypeError('no schema of this type and version');
    let current = data as Record<string, unknown>;
    for (let at = version; at < newest; at += 1) {
      const upcaster = this.upcasters.get(`${type}:${at}`);
      if (!upcaster) throw new UnknownEventTypeError('no upcaster from this version');
      current = upcaster(current);
    }
    return current;
  }
}
