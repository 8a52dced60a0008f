import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createInflateRaw } from 'node:zlib';
import { RefusedError } from './streams.js';

/** A file of an export, as its event names it. */
export interface ExportPart {
  name: string;
  digest: string;
  bytes: number;
}

export interface ExportMade {
  eventId: string;
  digest: string;
  bytes: number;
  parts: ExportPart[];
  counts: Record<string, number>;
}

/** Where a file stands in a ZIP. */
interface ZipEntry {
  name: string;
  compressed: number;
  size: number;
  offset: number;
}

/** Seconds that an approval, and what comes back of the copy, may take on their way. */
const onTheWaySeconds = 60;

/**
 * Repeats a call while what it needs is on its way.
 * @param attempt undefined: it is not there yet
 */
export async function arrived<T>(what: string, attempt: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + onTheWaySeconds * 1000; ;) {
    const found = await attempt();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} has not arrived in ${onTheWaySeconds} seconds: try again later`);
    await pause(500);
  }
}

/**
 * Writes an answer to a file that is not there yet, readable by its owner alone: under its name when it is whole.
 * @param onProgress bytes so far
 * @returns SHA-256 of the file
 */
export async function writeNew(file: string, answer: Response, onProgress: (bytes: number) => void): Promise<string> {
  const partial = `${file}.part`;
  const hash = createHash('sha256');
  // What is there is not replaced, and no other file is written through it.
  await (await open(file, 'wx', 0o600)).close();
  try {
    let bytes = 0;
    const passed = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        onProgress((bytes += chunk.length));
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(answer.body as never), passed, createWriteStream(partial, { flags: 'wx', mode: 0o600 }));
    await rename(partial, file);
  } catch {
    await Promise.all([rm(file, { force: true }), rm(partial, { force: true })]);
    throw new RefusedError('the copy broke off before its end: it is not on record as made, and can be made again', undefined);
  }
  return hash.digest('hex');
}

/** What is not as it is on record: of the file, or of one in it. Empty: all of it is. */
export async function exportFaults(file: string, made: Pick<ExportMade, 'digest' | 'parts'>): Promise<string[]> {
  const handle = await open(file, 'r');
  try {
    const whole = await digestOf(handle.createReadStream({ start: 0, autoClose: false }));
    const faults = whole.digest === made.digest ? [] : [`the file has the SHA-256 ${whole.digest}, and ${made.digest} is on record`];
    const entries = await directoryOf(handle).catch(() => []);
    const names = new Set(made.parts.map(({ name }) => name));
    for (const { name } of entries) if (!names.has(name)) faults.push(`${name} is in it, and not on record`);
    for (const { name, digest, bytes } of made.parts) {
      const entry = entries.find((each) => each.name === name);
      if (!entry) faults.push(`${name} is not in it`);
      else if (!(await isAsRecorded(handle, entry, { digest, bytes }))) faults.push(`${name} is not as it is on record`);
    }
    return faults;
  } finally {
    await handle.close();
  }
}

async function isAsRecorded(
  handle: FileHandle,
  { offset, compressed }: ZipEntry,
  { digest, bytes }: Pick<ExportPart, 'digest' | 'bytes'>,
): Promise<boolean> {
  const local = await readAt(handle, offset, 30);
  const start = offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const content = handle.createReadStream({ start, end: start + compressed - 1, autoClose: false });
  try {
    const found = await digestOf(content.pipe(createInflateRaw()));
    return found.digest === digest && found.bytes === bytes;
  } catch {
    return false;
  }
}

async function digestOf(content: AsyncIterable<Buffer>): Promise<{ digest: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { digest: hash.digest('hex'), bytes };
}

/** A ZIP without a comment, as copies are (PKWARE APPNOTE.TXT 4.3). @throws it is none */
async function directoryOf(handle: FileHandle): Promise<ZipEntry[]> {
  const { size } = await handle.stat();
  const end = await readAt(handle, size - 22, 22);
  if (end.readUInt32LE(0) !== 0x06054b50) throw new Error('no ZIP');
  const directory = await readAt(handle, end.readUInt32LE(16), end.readUInt32LE(12));
  const entries: ZipEntry[] = [];
  for (let at = 0; at < directory.length;) {
    const [compressed, bytes] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24)];
    const [name, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place)) as [number, number, number];
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + name),
      compressed,
      size: bytes,
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new Error('no ZIP');
  return buffer;
}
