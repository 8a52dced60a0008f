import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The service as an operator runs it: a process of its own, which can be killed. */
export class TimelineProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(environment: Record<string, string>): Promise<TimelineProcess> {
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
    return new TimelineProcess(child, `http://127.0.0.1:${port}`);
  }

  /** Ends it without any warning. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }
}
