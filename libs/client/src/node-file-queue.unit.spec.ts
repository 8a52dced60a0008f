import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { queueStorageContract } from '../test/queue-storage.contract.js';
import { openFileQueue } from './node-file-queue.js';

let directory: string;
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'everchart-queue-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

const file = (): string => join(directory, 'queue.ndjson');
const textsOf = async (): Promise<string[]> => {
  const storage = await openFileQueue(directory);
  const entries = await storage.peek('waiting', 100_000);
  await storage.close();
  return entries.map(({ text }) => text);
};

describe('a queue in a file', () => {
  queueStorageContract(() => Promise.resolve({ open: () => openFileQueue(join(directory, 'deeper', 'queue')), isDurable: true }));

  it('takes away a last line that was cut off, wherever that was, and nothing else', async () => {
    const storage = await openFileQueue(directory);
    await storage.append(['first ä']);
    await storage.append(['second €']);
    const kept = (await stat(file())).size;
    await storage.append(['third 😀', 'fourth']);
    await storage.close();
    const whole = await readFile(file());
    for (let length = kept; length < whole.length; length += 1) {
      await writeFile(file(), whole.subarray(0, length));
      expect(await textsOf()).toEqual(['first ä', 'second €']);
      expect((await stat(file())).size).toBe(kept);
    }
    // The blocks of one write need not come to the disk in their order: the end may be there, and what is before it
    // not.
    await writeFile(file(), Buffer.concat([whole.subarray(0, kept), Buffer.alloc(whole.length - kept - 1), Buffer.from('\n')]));
    expect(await textsOf()).toEqual(['first ä', 'second €']);
    const again = await openFileQueue(directory);
    await again.append(['fifth']);
    await again.close();
    expect(await textsOf()).toEqual(['first ä', 'second €', 'fifth']);
  });

  it('reports any other damage, and leaves it as it is', async () => {
    const storage = await openFileQueue(directory);
    await storage.append(['first']);
    await storage.close();
    await appendFile(file(), 'no change\n[{"remove":[1]}]\n');
    const damaged = await readFile(file());
    await expect(openFileQueue(directory)).rejects.toMatchObject({ code: 'damaged', message: 'line 2 of the queue file cannot be read' });
    expect(await readFile(file())).toEqual(damaged);
  });

  it('is readable by its owner only', async () => {
    await (await openFileQueue(directory)).close();
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('does not grow with what is gone', async () => {
    const storage = await openFileQueue(directory);
    await storage.append(['kept', 'refused']);
    const [, refused] = await storage.peek('waiting', 2);
    await storage.move('attention', [refused!]);
    const text = 'x'.repeat(10_000);
    let largest = 0;
    for (let round = 0; round < 100; round += 1) {
      await storage.append(Array.from({ length: 5 }, () => text));
      const sent = (await storage.peek('waiting', 9)).filter((entry) => entry.text === text);
      await storage.remove(sent.map(({ sequence }) => sequence));
      largest = Math.max(largest, (await stat(file())).size);
    }
    expect(largest).toBeLessThan(1024 * 1024 + 100_000);
    await storage.append(['last']);
    await storage.close();
    expect(await textsOf()).toEqual(['kept', 'last']);
    const again = await openFileQueue(directory);
    expect((await again.peek('attention', 9)).map((entry) => entry.text)).toEqual(['refused']);
    await again.append(['later']);
    expect((await again.peek('waiting', 9)).at(-1)!.sequence).toBe(504);
    await again.close();
  });

  it('serves on from the file when a compaction was cut off', async () => {
    const storage = await openFileQueue(directory);
    await storage.append(['a']);
    await storage.close();
    await writeFile(`${file()}.draft`, '[{"next":9}]\n[{"put":"wait');
    expect(await textsOf()).toEqual(['a']);
    await expect(stat(`${file()}.draft`)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuses a text for which there is no room on the disk, and keeps the rest', async () => {
    // A limit of the shell stands for the full disk: no file may grow beyond 8 KiB.
    const child = await runChild('full-disk', ['bash', '-c', `trap '' XFSZ; ulimit -f 8; exec "$@"`, '-']);
    expect(await child.line()).toEqual({ outcomes: ['kept', 'EFBIG', 'kept'], texts: ['small', 'small again'] });
    await child.ended;
    expect(await textsOf()).toEqual(['small', 'small again']);
  }, 20_000);

  it('belongs to one process at a time, and is free at once when that one is killed', async () => {
    const storage = await openFileQueue(directory);
    await expect(openFileQueue(directory)).rejects.toMatchObject({ code: 'in-use' });
    await storage.close();
    const child = await runChild('hold');
    expect(await child.line()).toBe('open');
    await expect(openFileQueue(directory)).rejects.toMatchObject({ code: 'in-use' });
    child.kill();
    await child.ended;
    expect(await textsOf()).toEqual(['from the child']);
  }, 20_000);
});

/** Another process on the same folder: see test/file-queue-child.mjs. */
async function runChild(task: string, prefix: string[] = []) {
  const script = fileURLToPath(new URL('../test/file-queue-child.mjs', import.meta.url));
  const [command, ...rest] = [...prefix, process.execPath, script, task, directory];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child, 'spawn');
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<unknown> => JSON.parse((await lines.next()).value as string);
  return { line, ended, kill: () => child.kill('SIGKILL') };
}
