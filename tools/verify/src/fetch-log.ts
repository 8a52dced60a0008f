import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { longestEntry, tilePath, tilesOf, tileWidth, type Tile } from '@everchart/transparency-log';
import { parseJson } from '@everchart/primitives';
import { printable } from './printable.js';

export interface FetchOptions {
  /** Of the retention service, without path. */
  url: string;
  org: string;
  /** Bearer token of an auditor. */
  token: string;
  /** Where the files go. What is there already and cannot have changed is not fetched again. */
  directory: string;
  /** Entries at most; default 100 million. */
  entriesMax?: number;
  /** Milliseconds that one answer may take, and all of them; defaults 30 seconds and 6 hours. */
  answerWithinMs?: number;
  endWithinMs?: number;
  onProgress?: (files: number) => void;
}

export class FetchLogError extends Error {
  override readonly name = 'FetchLogError';
}

const atOnce = 8;
const noteBytesMax = 64 * 1024;
const pageBytesMax = 1024 * 1024;
/** Pages of 1,000 checkpoints: of more, the newest are listed. */
const pagesMax = 200;

/** Which checkpoints the log says it keeps: `checkpoints.json` of a log directory. */
export interface ListedCheckpoints {
  sizes: number[];
  /** All of them, and not only the newest. */
  whole: boolean;
}

/**
 * Takes a log home: its newest checkpoint and every tile under it, as plain files. Every checkpoint that was ever taken
 * home into the directory stays there (`checkpoints/<size>`): the log must still be what they say. Nothing that a
 * server sends is taken beyond its bounds.
 * @throws FetchLogError with the status and the problem of the answer
 */
export async function fetchLog(options: FetchOptions): Promise<{ size: number; files: number }> {
  const base = `${options.url}/v1/orgs/${encodeURIComponent(options.org)}`;
  const end = AbortSignal.timeout(options.endWithinMs ?? 6 * 60 * 60 * 1000);
  const get = (path: string, bytesMax: number): Promise<Buffer> =>
    answerOf(`${base}/${path}`, options.token, bytesMax, AbortSignal.any([end, AbortSignal.timeout(options.answerWithinMs ?? 30_000)]));
  const { directory } = options;
  // One that an earlier call has brought stays, also when it was written by a version that kept none.
  if (existsSync(join(directory, 'checkpoint'))) await keep(directory, await readFile(join(directory, 'checkpoint')));
  const checkpoint = await get('checkpoint', noteBytesMax);
  const size = sizeIn(checkpoint);
  if (size > (options.entriesMax ?? 100_000_000)) throw new FetchLogError(`the checkpoint is of ${size} entries: more than are taken`);
  await keep(directory, checkpoint);
  const tiles = tilesOf(size);
  let files = 0;
  const worker = async (): Promise<void> => {
    for (const tile of tiles) {
      const path = tilePath(tile);
      const file = join(directory, path);
      // A full tile never changes.
      if (tile.width < tileWidth || !existsSync(file)) await write(file, await get(path, bytesOf(tile)));
      files += 1;
      options.onProgress?.(files);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await write(join(directory, 'checkpoints.json'), Buffer.from(JSON.stringify(await listedCheckpoints(get))));
  // Last: a directory with a checkpoint has every file under it.
  await write(join(directory, 'checkpoint'), checkpoint);
  return { size, files };
}

async function listedCheckpoints(get: (path: string, bytesMax: number) => Promise<Buffer>): Promise<ListedCheckpoints> {
  const sizes: number[] = [];
  let before: number | null = null;
  for (let page = 0; page < pagesMax; page += 1) {
    const { checkpoints, next } = parseJson((await get(`checkpoints?limit=1000${before === null ? '' : `&before=${before}`}`, pageBytesMax)).toString()) as {
      checkpoints: { size: number }[];
      next: number | null;
    }; // prettier-ignore
    sizes.push(...checkpoints.map(({ size }) => size));
    if (next === null) return { sizes, whole: true };
    if (!Number.isSafeInteger(next) || (before !== null && next >= before)) throw new FetchLogError('the list of checkpoints does not end');
    before = next;
  }
  return { sizes, whole: false };
}

function sizeIn(checkpoint: Buffer): number {
  const size = Number(checkpoint.toString('utf8').split('\n')[1]);
  if (!Number.isSafeInteger(size) || size < 0) throw new FetchLogError('the checkpoint has no size on its second line');
  return size;
}

/** Another note of the same size is kept beside the first one: both are evidence. */
async function keep(directory: string, checkpoint: Buffer): Promise<void> {
  const file = join(directory, 'checkpoints', String(sizeIn(checkpoint)));
  if (!existsSync(file)) return write(file, checkpoint);
  if (checkpoint.equals(await readFile(file))) return;
  await write(`${file}.${createHash('sha256').update(checkpoint).digest('hex').slice(0, 12)}`, checkpoint);
}

function bytesOf({ kind, width }: Tile): number {
  return kind === 'entries' ? width * (2 + longestEntry) : width * 32;
}

async function answerOf(url: string, token: string, bytesMax: number, signal: AbortSignal): Promise<Buffer> {
  const path = new URL(url).pathname;
  try {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'error', signal });
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += part.length;
      if (bytes > bytesMax) throw new FetchLogError(`${path}: more than ${bytesMax} bytes came`);
      parts.push(part);
    }
    const body = Buffer.concat(parts);
    if (response.ok) return body;
    throw new FetchLogError(`${path} was answered ${response.status}: ${printable(body.toString('utf8', 0, 500))}`);
  } catch (error) {
    if (error instanceof FetchLogError) throw error;
    if (signal.aborted) throw new FetchLogError(`${path}: the answer took too long`, { cause: error });
    throw new FetchLogError(`${path}: ${printable(String((error as Error).cause ?? error)).slice(0, 300)}`, { cause: error });
  }
}

async function write(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}
