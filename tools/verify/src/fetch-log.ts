import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tilePath, tilesOf, tileWidth } from '@everchart/transparency-log';

export interface FetchOptions {
  /** Of the retention service, without path. */
  url: string;
  org: string;
  /** Bearer token of an auditor. */
  token: string;
  /** Where the files go. What is there already and cannot have changed is not fetched again. */
  directory: string;
  onProgress?: (files: number) => void;
}

export class FetchLogError extends Error {
  override readonly name = 'FetchLogError';
}

const atOnce = 8;

/**
 * Takes a log home: its newest checkpoint and every tile under it, as plain files.
 * @throws FetchLogError with the status and the problem of the answer
 */
export async function fetchLog(options: FetchOptions): Promise<{ size: number; files: number }> {
  const base = `${options.url}/v1/orgs/${encodeURIComponent(options.org)}`;
  const checkpoint = await get(`${base}/checkpoint`, options.token);
  const size = Number(checkpoint.toString('utf8').split('\n')[1]);
  if (!Number.isSafeInteger(size)) throw new FetchLogError('the checkpoint has no size on its second line');
  const tiles = tilesOf(size);
  let files = 0;
  const worker = async (): Promise<void> => {
    for (const tile of tiles) {
      const path = tilePath(tile);
      const file = join(options.directory, path);
      // A full tile never changes.
      if (tile.width < tileWidth || !existsSync(file)) await write(file, await get(`${base}/${path}`, options.token));
      files += 1;
      options.onProgress?.(files);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  // Last: a directory with a checkpoint has every file under it.
  await write(join(options.directory, 'checkpoint'), checkpoint);
  return { size, files };
}

async function get(url: string, token: string): Promise<Buffer> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new FetchLogError(`${new URL(url).pathname} was answered ${response.status}: ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

async function write(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}
