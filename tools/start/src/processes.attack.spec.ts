import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@everchart/dev-servers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ProcessGroup } from './processes.js';

describe('a process whose log cannot be written', () => {
  const directory = mkdtempSync(join(tmpdir(), 'everchart-processes-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  const folder = join(directory, 'folder.log');
  mkdirSync(folder);
  it.each([
    ['a full disk', '/dev/full', 'ENOSPC'],
    ['a file that cannot be opened', folder, 'EISDIR'],
  ])('%s: it runs, what it writes is read, and it is said once', async (_what, logFile, code) => {
    const port = await freePort();
    const entry = join(directory, 'main.mjs');
    writeFileSync(
      entry,
      // More than a pipe holds: a process that no one reads would stand still.
      `import { createServer } from 'node:http';
       for (let line = 0; line < 2000; line += 1) process.stdout.write('x'.repeat(999) + '\\n');
       createServer((_, response) => response.end('{}')).listen(${port}, '127.0.0.1');`,
    );
    const said: string[] = [];
    const group = new ProcessGroup((line) => said.push(line));
    await group.start({ name: 'sample', entry, environment: {}, logFile, readyUrl: `http://127.0.0.1:${port}/` });
    await group.stop();
    expect(said).toEqual([expect.stringContaining(`the log of sample cannot be written (${code}) to ${logFile}`)]);
  });
});
