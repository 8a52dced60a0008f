import { createHmac, hash, randomBytes } from 'node:crypto';

/** A key of a writer, as HMAC (RFC 2104) uses it: padded, and combined with the two constants. */
export interface WriterKey {
  writer: string;
  /** Made of the key, stands in each record, and says nothing of the key. */
  id: Buffer;
  inner: Buffer;
  outer: Buffer;
}

const keyBytes = 32;
const blockBytes = 64;
const idBytes = 8;

/**
 * The keys that records are signed and checked with. A writer has several while they change: it signs with its first,
 * and records of all of them are taken.
 */
export class StreamKeys {
  readonly #byId = new Map<string, WriterKey>();
  readonly #first = new Map<string, WriterKey>();
  /** Another set of keys has another name. It says nothing of them. */
  readonly name: string;

  /** @throws RangeError that names the line, never the key */
  constructor(text: string) {
    const lines = text.split(/[\n,]/).map((line) => line.trim());
    lines.forEach((line, at) => {
      if (line === '' || line.startsWith('#')) return;
      const [writer, encoded, ...more] = line.split(/\s+/);
      const key = Buffer.from(encoded ?? '', 'base64');
      if (more.length > 0 || !/^[a-z][a-z-]{0,62}$/.test(writer!) || key.length !== keyBytes)
        throw new RangeError(`entry ${at + 1} is not the name of a service and ${keyBytes} bytes in base64`);
      const made = writerKey(writer!, key);
      this.#byId.set(made.id.toString('latin1'), made);
      if (!this.#first.has(writer!)) this.#first.set(writer!, made);
    });
    this.name = hash('sha256', [...this.#byId.keys()].sort().join(''), 'hex').slice(0, 16);
  }

  /** The key that a writer signs with. */
  of(writer: string): WriterKey | undefined {
    return this.#first.get(writer);
  }

  /** @param id as latin1 */
  byId(id: string): WriterKey | undefined {
    return this.#byId.get(id);
  }
}

/** One line for {@link StreamKeys}. */
export function newStreamKey(writer: string): string {
  return `${writer} ${randomBytes(keyBytes).toString('base64')}`;
}

function writerKey(writer: string, key: Buffer): WriterKey {
  const padded = (constant: number): Buffer => Buffer.from(Array.from({ length: blockBytes }, (_, at) => (key[at] ?? 0) ^ constant));
  const id = createHmac('sha256', key).update('everchart stream key id').digest().subarray(0, idBytes);
  return { writer, id, inner: padded(0x36), outer: padded(0x5c) };
}
