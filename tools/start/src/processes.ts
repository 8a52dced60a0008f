import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import { createWriteStream, readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface ProcessSpecification {
  name: string;
  /** Compiled entry file. */
  entry: string;
  environment: Readonly<Record<string, string>>;
  logFile: string;
  /** Answers 200 when the process is ready to be used. */
  readyUrl: string;
  /** Yields the processor to the others: no carer waits for it. */
  background?: boolean;
}

/** A process that does one thing and ends. */
export type JobSpecification = Pick<ProcessSpecification, 'name' | 'entry' | 'environment'>;

export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Compiled also when this file itself runs from its source, as in tests. */
const parentWatch = fileURLToPath(new URL('../dist/parent-watch.js', import.meta.url));

/** A process that died this often within the window is given up. */
const restartLimit = 5;
const restartWindowMs = 60_000;
const stopDeadlineMs = 20_000;

/** @throws StartError with what the job said */
export async function runJob({ name, entry, environment }: JobSpecification): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [entry], { env: { PATH: process.env.PATH, ...environment } });
  } catch (error) {
    throw new StartError(`${name} failed: ${(error as { stderr?: string }).stderr || (error as Error).message}`);
  }
}

/**
 * Runs the suite's processes. One that ends by itself is started again, as a cluster would do, until it does so too
 * often.
 */
export class ProcessGroup {
  private readonly running = new Map<string, { child: ChildProcess; specification: ProcessSpecification }>();
  private readonly deaths = new Map<string, number[]>();
  private stopping = false;

  /** @param endlessly never gives a process up */
  constructor(
    private readonly onEvent: (line: string) => void,
    private readonly endlessly = false,
  ) {}

  /** Starts the process and waits until it is ready. @throws StartError with the last lines of its log */
  async start(specification: ProcessSpecification, deadlineMs = 180_000): Promise<void> {
    this.launch(specification);
    const deadline = performance.now() + deadlineMs;
    for (;;) {
      // In this order: where another program holds the port, it is that one which answers.
      const died = this.deaths.has(specification.name);
      if (!died && (await answers(specification.readyUrl))) return;
      if (died || performance.now() > deadline) {
        throw new StartError(
          `${specification.name} did not become ready. Its log (${specification.logFile}) ends with:\n${lastLines(specification.logFile)}`,
        );
      }
      await pause(50);
    }
  }

  pids(): Record<string, number> {
    return Object.fromEntries([...this.running].map(([name, { child }]) => [name, child.pid!]));
  }

  /** Stops all, the last started first; kills what does not end in time. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const { child } of [...this.running.values()].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
      await ended;
      clearTimeout(timer);
    }
    this.running.clear();
  }

  private launch(specification: ProcessSpecification): void {
    const log = this.logTo(specification);
    const child = spawn(process.execPath, ['--import', parentWatch, '--enable-source-maps', specification.entry], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', ...specification.environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C in a terminal goes to a whole process group. The launcher alone takes it, and ends the others in order.
      detached: true,
    });
    if (specification.background) yieldProcessor(child.pid);
    child.stdout!.pipe(log, { end: false });
    child.stderr!.pipe(log, { end: false });
    this.running.set(specification.name, { child, specification });
    child.once('exit', (code, signal) => {
      log.end();
      if (this.stopping || this.running.get(specification.name)?.child !== child) return;
      this.restart(specification, signal ?? `exit code ${code}`);
    });
  }

  /** A log that cannot be written (disk full, no permission) is said once; the process goes on, without it. */
  private logTo({ name, logFile }: ProcessSpecification): Writable {
    const log = new PassThrough();
    const file = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
    file.on('error', (error: NodeJS.ErrnoException) => {
      this.onEvent(`the log of ${name} cannot be written (${error.code ?? error.message}) to ${logFile}: what it logs from now on is lost`);
      log.unpipe(file);
      log.resume();
    });
    log.pipe(file);
    return log;
  }

  private restart(specification: ProcessSpecification, how: string): void {
    const now = Date.now();
    const deaths = [...(this.deaths.get(specification.name) ?? []), now].filter((at) => at > now - restartWindowMs);
    this.deaths.set(specification.name, deaths);
    if (deaths.length > restartLimit && !this.endlessly) {
      this.onEvent(
        `${specification.name} ended (${how}) ${deaths.length} times within a minute and is left alone; see ${specification.logFile}`,
      );
      return;
    }
    this.onEvent(`${specification.name} ended (${how}); starting it again`);
    setTimeout(
      () => {
        if (!this.stopping) this.launch(specification);
      },
      250 * Math.min(deaths.length, restartLimit),
    );
  }
}

/** Best effort: a failed spawn is seen by the exit. */
function yieldProcessor(pid: number | undefined): void {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // not listening yet: tried again until the deadline
  }
}

function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  } catch (error) {
    return `(it cannot be read: ${(error as NodeJS.ErrnoException).code})`;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
