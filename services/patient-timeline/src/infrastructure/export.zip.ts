import { createHash } from 'node:crypto';
import { pipeline, Readable, Transform, type TransformCallback } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { ExportFile } from '../application/export.maker.js';

/** A file whose bytes have passed. */
interface Written {
  name: Buffer;
  crc: number;
  compressed: number;
  size: number;
  offset: number;
}

/** Names are in UTF-8, and sizes follow the bytes (APPNOTE.TXT 4.4.4). */
const flags = 0x0808;
const deflated = 8;
const versionNeeded = 20;
/** Made on Unix; read and written by its owner. */
const madeBy = (3 << 8) | versionNeeded;
const mode = (0o100600 << 16) >>> 0;
const sizeMax = 0xffffffff;

/**
 * The files as one ZIP (PKWARE APPNOTE.TXT 6.3.3, without ZIP64), each begun when the one before has been read: as fast
 * as the ZIP is read, and no faster. Destroying it ends the file that is being made.
 */
export function zipOf(files: Iterable<ExportFile>, mtime: Date): Readable {
  return Readable.from(zipped(files, mtime), { objectMode: false });
}

async function* zipped(files: Iterable<ExportFile>, mtime: Date): AsyncGenerator<Buffer, void, void> {
  const written: Written[] = [];
  let offset = 0;
  const passed = (bytes: Buffer): Buffer => {
    offset += bytes.length;
    if (offset > sizeMax) throw new RangeError('the copy is larger than a ZIP holds');
    return bytes;
  };
  for (const { name, content } of files) {
    const file: Written = { name: Buffer.from(name), crc: 0, compressed: 0, size: 0, offset };
    yield passed(localHeader(file, mtime));
    const deflate = createDeflateRaw();
    // Its error is that of the stream which is read.
    pipeline(Readable.from(counted(content, file), { objectMode: false }), deflate, () => undefined);
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      file.compressed += chunk.length;
      yield passed(chunk);
    }
    yield passed(sizesOf(file));
    written.push(file);
  }
  const begin = offset;
  for (const file of written) yield passed(centralHeader(file, mtime));
  yield passed(endOf(written.length, begin, offset - begin));
}

async function* counted(content: AsyncIterable<Buffer>, file: Written): AsyncGenerator<Buffer, void, void> {
  for await (const chunk of content) {
    file.crc = crc32(chunk, file.crc);
    file.size += chunk.length;
    if (file.size > sizeMax) throw new RangeError('a file is larger than a ZIP holds');
    yield chunk;
  }
}

function localHeader({ name }: Written, mtime: Date): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(versionNeeded, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(deflated, 8);
  header.writeUInt32LE(dosTime(mtime), 10);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function sizesOf({ crc, compressed, size }: Written): Buffer {
  const descriptor = Buffer.alloc(16);
  for (const [place, value] of [0x08074b50, crc, compressed, size].entries()) descriptor.writeUInt32LE(value, place * 4);
  return descriptor;
}

function centralHeader({ name, crc, compressed, size, offset }: Written, mtime: Date): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(madeBy, 4);
  header.writeUInt16LE(versionNeeded, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(deflated, 10);
  header.writeUInt32LE(dosTime(mtime), 12);
  for (const [place, value] of [crc, compressed, size].entries()) header.writeUInt32LE(value, 16 + place * 4);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(mode, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function endOf(files: number, offset: number, bytes: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** UTC, to two seconds. */
function dosTime(at: Date): number {
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}

/**
 * Passes bytes on, and holds the last of them back until `finish` is done: what has arrived whole was finished, and
 * what could not be finished does not arrive whole.
 */
export class HeldEnd extends Transform {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #held: Buffer | undefined;

  constructor(private readonly finish: (digest: string, bytes: number) => Promise<void>) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    const before = this.#held;
    this.#held = chunk;
    done(null, before);
  }

  override _flush(done: TransformCallback): void {
    this.finish(this.#hash.digest('hex'), this.#bytes).then(() => done(null, this.#held), done);
  }
}
