const perPage = 32;
const digestBytes = 32;

/**
 * Chain digests by position, in little more than their own 32 bytes each: a log of decades has more positions than a
 * `Map` can hold.
 */
export class ChainDigests {
  /** Per page a bit for each position that is there, and the digests. */
  readonly #pages = new Map<number, Buffer>();

  /** @param position from 1 */
  get(position: number): Buffer | undefined {
    const page = this.#pages.get(Math.floor(position / perPage));
    const slot = position % perPage;
    if (page === undefined || (page.readUInt32LE(0) & (1 << slot)) === 0) return undefined;
    return page.subarray(4 + slot * digestBytes, 4 + (slot + 1) * digestBytes);
  }

  set(position: number, digest: Buffer): void {
    const number = Math.floor(position / perPage);
    let page = this.#pages.get(number);
    if (page === undefined) this.#pages.set(number, (page = Buffer.alloc(4 + perPage * digestBytes)));
    const slot = position % perPage;
    page.writeUInt32LE((page.readUInt32LE(0) | (1 << slot)) >>> 0, 0);
    digest.copy(page, 4 + slot * digestBytes);
  }
}
