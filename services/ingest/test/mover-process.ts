import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command that moves a shard, as an operator runs it: a process of its own, which can be killed. */
export class MoverProcess {
  stdout = '';
  stderr = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../dist/move-shard-main.js', import.meta.url)), ...args], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.on('data', (chunk) => (this.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (this.stderr += String(chunk)));
    this.#ended = new Promise((resolve) => child.once('close', resolve));
  }

  /** @returns its exit code; null when it was killed */
  get ended(): Promise<number | null> {
    return this.#ended;
  }

  /** Ends it without any warning. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Stops its time until {@link resume}. */
  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }
}
