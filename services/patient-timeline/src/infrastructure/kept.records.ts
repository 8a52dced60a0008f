import { Kept } from './kept.js';

/** Destroyed records that are known here at most: what of one of before these comes to be kept goes within the hour. */
const goneMax = 10_000;

/**
 * What a process keeps of records in memory. Of one that was destroyed it keeps nothing from then on, also when a read
 * that began before ends afterwards.
 */
export class KeptRecords {
  readonly #all: Pick<Kept<{ bytes: number }>, 'bytes' | 'forget' | 'clear'>[] = [];
  readonly #gone = new Set<string>();

  /** Keys begin as {@link recordName} has it. */
  add<Value extends { bytes: number }>(most: { values: number; bytes: number }): Kept<Value> {
    const kept = new Kept<Value>(most, { isGone: (key) => this.#gone.has(key.split('/', 2).join('/')) });
    this.#all.push(kept);
    return kept;
  }

  /** Of all that is kept. */
  get bytes(): number {
    return this.#all.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The record was destroyed. */
  forget(org: string, patient: string): void {
    const name = recordName(org, patient);
    this.#gone.add(name);
    if (this.#gone.size > goneMax) this.#gone.delete(this.#gone.values().next().value!);
    for (const kept of this.#all) kept.forget(name);
  }

  /** Which records were destroyed may have been missed. */
  forgetAll(): void {
    for (const kept of this.#all) kept.clear();
  }
}

export function recordName(org: string, patient: string): string {
  return `${org}/${patient}`;
}
