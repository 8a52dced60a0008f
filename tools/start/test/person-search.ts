import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from './site.js';

/** All texts of one person begin with the same letters, which occur nowhere else on this machine. */
export const newMark = (): string => `Q${randomBytes(7).toString('hex')}`;
export const textsWith = (mark: string): string[] => Array.from({ length: 20 }, () => `${mark}${randomBytes(4).toString('hex')}`);

/** Letters as they stand in bytes: as they are, folded, in two bytes each, in hexadecimal digits, or in base64. */
export function formsOf(mark: string): Buffer[] {
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.from(`${'x'.repeat(shift)}${mark}`);
    // Of groups that have no letter before or behind it.
    return whole.toString('base64').slice(shift === 0 ? 0 : 4, Math.floor(whole.length / 3) * 4);
  });
  const hex = Buffer.from(mark).toString('hex');
  return [...[mark, mark.toLowerCase(), mark.toUpperCase(), hex, ...base64].map((form) => Buffer.from(form)), Buffer.from(mark, 'utf16le')];
}

/** A file that a running server has removed meanwhile has nothing. */
async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

export function isOf(mark: string, bytes: Buffer): boolean {
  return formsOf(mark).some((form) => bytes.includes(form));
}

/** Places where the person is: rows of every table, and files of databases, topics and logs, and metrics. */
export async function whereIs(site: Site, mark: string): Promise<string[]> {
  const found = new Set<string>();
  for (const database of Object.keys(site.databases)) {
    const pool = site.pool(database);
    const { rows: tables } = await pool.query<{ name: string }>("SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname <> 'information_schema'"); // prettier-ignore
    for (const { name } of tables) {
      const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      if (rows.some(({ row }) => isOf(mark, Buffer.from(row)))) found.add(`${database}: ${name}`);
    }
  }
  // What is in the server's memory comes into its files.
  await site.pool('timeline').query('CHECKPOINT');
  for (const place of await inFilesOf(site.directory, mark)) found.add(`file: ${place}`);
  for (const service of ['ingest', 'timeline', 'integration', 'retention'] as const)
    if (isOf(mark, Buffer.from(await (await fetch(`${site.suite.run.urls[service]}/metrics`)).text()))) found.add(`metrics of ${service}`);
  return [...found].sort();
}

/** One after the other, and not at once: while this process reads, connections that a service closes are to be seen. */
export async function inFilesOf(directory: string, mark: string): Promise<string[]> {
  const found: string[] = [];
  for (const each of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const file = join(each.parentPath, each.name);
    if (each.isFile() && isOf(mark, await bytesOf(file))) found.push(file.slice(directory.length));
  }
  return found;
}
