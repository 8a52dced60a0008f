import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOurs } from './processes.js';

/** What `.everchart/run.json` tells scripts while the suite runs (mode 600: it holds credentials). */
export interface RunFile {
  /** The launcher. */
  pid: number;
  startedAt: string;
  org: string;
  urls: { ingest: string; timeline: string; integration: string; retention: string; identityProvider: string; hl7ReceiverStats: string };
  ports: Record<string, number>;
  /** A carer's token that may also read the log: for trying things out. */
  tokenFile: string;
  tokenFiles: Record<string, string>;
  /** Owner connection URLs by database. */
  databases: Record<string, string>;
  stream: {
    kind: 'kafka' | 'postgres';
    provider: 'given' | 'container' | 'java' | 'postgres';
    why: string;
    brokers?: string[];
    topicPrefix: string;
  };
  /** Verifier key of the organisation's log (C2SP vkey): there once a day was reported. */
  logKeyFile: string;
  processes: Record<string, { pid: number; logFile: string }>;
}

export const launcherNeedle = 'tools/start';

export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
}

/** Claims of this process: a lock file that names our pid may also be a dead launcher's that had the same number (containers reuse them). */
const claimedHere = new Set<string>();

/** The claim of one launcher on a directory, and the run file that it publishes there. */
export class RunDirectory {
  readonly runFile: string;
  private readonly lockFile: string;

  constructor(readonly directory: string) {
    this.runFile = join(directory, 'run.json');
    this.lockFile = join(directory, 'start.lock');
  }

  /** @throws AlreadyRunningError when another launcher that is alive has it. A dead one's claim is taken over. */
  claim(): void {
    mkdirSync(this.directory, { recursive: true, mode: 0o755 });
    for (;;) {
      try {
        const file = openSync(this.lockFile, 'wx', 0o600);
        writeFileSync(file, String(process.pid));
        closeSync(file);
        claimedHere.add(this.lockFile);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = Number(readFileSync(this.lockFile, 'utf8'));
      if (claimedHere.has(this.lockFile) || (owner !== process.pid && isOurs(owner, 'main.js'))) {
        throw new AlreadyRunningError(
          `Everchart is already running here (process ${owner}); ${this.runFile} tells where. Stop it with Ctrl-C there.`,
        );
      }
      rmSync(this.lockFile, { force: true });
    }
  }

  /** Processes of an earlier launcher that died without stopping them. */
  leftovers(): { name: string; pid: number }[] {
    let run: RunFile;
    try {
      run = JSON.parse(readFileSync(this.runFile, 'utf8')) as RunFile;
    } catch {
      return []; // no run file, or one cut off by a crash: children end with their launcher anyway
    }
    return Object.entries(run.processes)
      .map(([name, { pid }]) => ({ name, pid }))
      .filter(({ pid }) => isOurs(pid, 'main.js'));
  }

  publish(run: RunFile): void {
    const draft = `${this.runFile}.draft`;
    writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, this.runFile);
  }

  release(): void {
    rmSync(this.runFile, { force: true });
    rmSync(this.lockFile, { force: true });
    claimedHere.delete(this.lockFile);
  }
}
