import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processStart } from '@everchart/dev-servers';

/** Content of `.everchart/run.json` for scripts while the suite runs (mode 600: it holds credentials). */
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
  /** Key-encryption key of the keyring. */
  keyFile: string;
  stream: {
    kind: 'kafka' | 'postgres';
    provider: 'given' | 'container' | 'java' | 'postgres';
    why: string;
    brokers?: string[];
    topicPrefix: string;
  };
  /** Keys of all services that publish: for commands that publish again. */
  streamKeysFile: string;
  /** Verifier key of the organisation's log (C2SP vkey): there once a day was reported. */
  logKeyFile: string;
  processes: Record<string, { pid: number; started: string; logFile: string }>;
}

export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
}

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
    const claim = { pid: process.pid, started: processStart(process.pid) };
    for (;;) {
      try {
        writeFileSync(this.lockFile, JSON.stringify(claim), { flag: 'wx', mode: 0o600 });
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = readJson<typeof claim>(this.lockFile);
      if (owner?.started !== undefined && processStart(owner.pid) === owner.started) {
        throw new AlreadyRunningError(
          `Everchart is already running here (process ${owner.pid}); ${this.runFile} tells where. Stop it with Ctrl-C there.`,
        );
      }
      rmSync(this.lockFile, { force: true });
    }
  }

  /** Processes of an earlier launcher that died without stopping them. */
  leftovers(): { name: string; pid: number; started: string }[] {
    const run = readJson<RunFile>(this.runFile);
    return Object.entries(run?.processes ?? {})
      .map(([name, { pid, started }]) => ({ name, pid, started }))
      .filter(({ pid, started }) => processStart(pid) === started);
  }

  publish(run: RunFile): void {
    const draft = `${this.runFile}.draft`;
    writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, this.runFile);
  }

  release(): void {
    rmSync(this.runFile, { force: true });
    rmSync(this.lockFile, { force: true });
  }
}

/** Undefined when the file is missing, or was cut off by a crash while it was written. */
function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
