import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { processStart } from './index.js';

describe('the start of a process', () => {
  it('stays the same while it lives, and is gone with it', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(child, 'spawn');
    const started = processStart(child.pid!);
    expect(started).toMatch(/\d/);
    expect(processStart(child.pid!)).toBe(started);
    expect(processStart(process.pid)).not.toBe(undefined);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(processStart(child.pid!)).toBe(undefined);
  });

  it('is none for what is no process number', () => {
    expect([0, -1, 1.5, Number.NaN].map(processStart)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
