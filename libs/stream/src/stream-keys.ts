import { hash, randomBytes } from 'node:crypto';
import { hmacHex, hmacKey, type HmacKey } from '@everchart/envelope';

/** A key of a writer. */
export interface WriterKey extends HmacKey {
  writer: string;
  /** Made of the key, stands in each record, and says nothing of the key. */
  id: Buffer;
}

const keyBytes = 32;
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
  const made = hmacKey(key);
  return { writer, id: Buffer.from(hmacHex(made, 'everchart stream key id').slice(0, 2 * idBytes), 'hex'), ...made };
}
