import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The service as an operator runs it: a process of its own, which can be killed. */
export class IngestProcess {
  readonly #child: ChildProcess;

  private constructor(
    child: ChildProcess,
    readonly url: string,
  ) {
    this.#child = child;
  }

  static async start(environment: Record<string, string>): Promise<IngestProcess> {
    if (!existsSync(entry)) throw new Error('the service is not built: npm run build');
    const child = spawn(process.execPath, [entry], {
      env: { PATH: process.env.PATH, ...environment, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const port = await new Promise<number>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the service ended with ${code} instead of starting`)));
      lines.on('line', (line) => {
        const fields = JSON.parse(line) as { event?: string; port?: number };
        if (fields.event === 'service.started') resolve(fields.port!);
      });
    });
    return new IngestProcess(child, `http://127.0.0.1:${port}`);
  }

  /** Ends it without any warning. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill(signal);
    await ended;
  }
}
