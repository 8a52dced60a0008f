import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Command line of a process; empty when there is no such process. */
export function commandLine(pid: number): string {
  if (!Number.isInteger(pid) || pid <= 1) return '';
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return ''; // both fail in one way only for us: the process is gone
  }
}

/**
 * Ends a server that an earlier, cut-off run left behind. Only a process whose command line names `mark` is ours: its
 * number may belong to another program now.
 * @throws when it does not end within half a minute, not even by force
 */
export async function endProcessLeftBehind(pid: number, mark: string, signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  const started = Date.now();
  let signalled = false;
  while (commandLine(pid).includes(mark)) {
    const waitedMs = Date.now() - started;
    if (waitedMs > 30_000) throw new Error(`process ${pid} of an earlier run holds ${mark} and does not end`);
    try {
      if (!signalled || waitedMs > 20_000) process.kill(pid, waitedMs > 20_000 ? 'SIGKILL' : signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // ended between the look and the signal
    }
    signalled = true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
