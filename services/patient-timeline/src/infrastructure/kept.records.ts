import { Kept } from './kept.js';

/** Destroyed records that are known here at most: what of one of before these comes to be kept goes within the hour. */
const goneMax = 10_000;

/**
 * What a process keeps of records in memory. Of one that was destroyed it keeps nothing from then on, also when a read
 * that began before ends afterwards.
 */
export class KeptRecords {
  readonly #all: Pick<Kept<{ bytes: number }>, 'bytes' | 'forget' | 'clear'>[] = [];
  readonly #ofOrganisations: Pick<Kept<{ bytes: number }>, 'bytes' | 'forget' | 'clear'>[] = [];
  readonly #gone = new Set<string>();
  #forgotten = 0;

  /** Keys begin as {@link recordName} has it. */
  add<Value extends { bytes: number }>(most: { values: number; bytes: number }): Kept<Value> {
    const kept = new Kept<Value>(most, { isGone: (key) => this.#gone.has(key.split('/', 2).join('/')) });
    this.#all.push(kept);
    return kept;
  }

  /**
   * Of several records of an organisation: its id is the first part of the key. With each record that is destroyed all
   * that is kept of its organisation goes. A value that was read before is not to be added: see {@link forgotten}.
   */
  addOfOrganisations<Value extends { bytes: number }>(most: { values: number; bytes: number }): Kept<Value> {
    const kept = new Kept<Value>(most);
    this.#ofOrganisations.push(kept);
    return kept;
  }

  /** Of all that is kept. */
  get bytes(): number {
    return [...this.#all, ...this.#ofOrganisations].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Another number when a record may have been destroyed meanwhile. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** The record was destroyed. */
  forget(org: string, patient: string): void {
    const name = recordName(org, patient);
    this.#forgotten += 1;
    this.#gone.add(name);
    if (this.#gone.size > goneMax) this.#gone.delete(this.#gone.values().next().value!);
    for (const kept of this.#all) kept.forget(name);
    for (const kept of this.#ofOrganisations) kept.forget(org);
  }

  /** Which records were destroyed may have been missed. */
  forgetAll(): void {
    this.#forgotten += 1;
    for (const kept of [...this.#all, ...this.#ofOrganisations]) kept.clear();
  }
}

export function recordName(org: string, patient: string): string {
  return `${org}/${patient}`;
}
