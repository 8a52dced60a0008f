import { readFileSync } from 'node:fs';

/** A fault of the call or of the surroundings: said in one line. */
export class CommandError extends Error {}

/** How the suite that runs here is reached. */
export interface RunFile {
  streamKeysFile?: string;
  keyFile?: string;
  stream?: { brokers?: string[]; topicPrefix: string };
  org: string;
  databases: Record<string, string>;
  urls?: Record<string, string>;
  tokenFiles?: Record<string, string>;
}

export function readRunFile(file: string): RunFile | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // no suite runs here
    // What JSON.parse says would quote the file, which holds credentials.
    throw new CommandError(`${file} cannot be read${error instanceof SyntaxError ? ': it is not JSON' : `: ${(error as Error).message}`}`);
  }
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** Exit code 1, and why. */
export function fail(why: string): void {
  console.error(why);
  process.exitCode = 1;
}

export function count(text: string, option: string, from = 0): number {
  if (!/^\d{1,15}$/.test(text) || Number(text) < from) throw new CommandError(`${option} is a number from ${from}`);
  return Number(text);
}
