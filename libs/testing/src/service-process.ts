import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A service as an operator runs it: a process of its own, which can be killed. */
export class ServiceProcess {
  /** Everything it logged, one JSON text per line. */
  readonly lines: string[] = [];
  #url = '';

  private constructor(private readonly child: ChildProcess) {}

  /**
   * @param entry the built `dist/main.js`
   * @param environment the whole environment of the process; its log is read, so the level is `info`
   * @returns when it has said that it is started
   */
  static async start(entry: URL, environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const file = fileURLToPath(entry);
    if (!existsSync(file)) throw new Error(`${file} is not built: npm run build`);
    const child = spawn(process.execPath, [file], {
      env: { PATH: process.env.PATH, ...environment, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const started = new ServiceProcess(child);
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the service ended with ${code} instead of starting: ${started.lines.at(-1)}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        started.lines.push(line);
        const fields = JSON.parse(line) as { event?: string; port?: number };
        if (fields.event !== 'service.started') return;
        started.#url = `http://127.0.0.1:${fields.port}`;
        resolve();
      });
    });
    return started;
  }

  get url(): string {
    return this.#url;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** The process has ended, for any reason. */
  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Stops its time, between one instruction and the next, until {@link resume}. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** Ends it without any warning. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** @returns its exit code */
  async stop(): Promise<number | null> {
    await this.#end('SIGTERM');
    return this.child.exitCode;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.ended) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }
}
