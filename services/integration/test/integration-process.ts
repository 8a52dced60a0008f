import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The service as an operator runs it: a process of its own, which can be killed. */
export class IntegrationProcess {
  /** Everything it logged. */
  readonly lines: string[] = [];

  private constructor(private readonly child: ChildProcess) {}

  static async start(environment: Record<string, string>): Promise<IntegrationProcess> {
    if (!existsSync(entry)) throw new Error('the service is not built: npm run build');
    const child = spawn(process.execPath, [entry], {
      env: { PATH: process.env.PATH, ...environment, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const started = new IntegrationProcess(child);
    const lines = createInterface({ input: child.stdout });
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the service ended with ${code} instead of starting: ${started.lines.at(-1)}`)));
      lines.on('line', (line) => {
        started.lines.push(line);
        if ((JSON.parse(line) as { event?: string }).event === 'service.started') resolve();
      });
    });
    return started;
  }

  /** Ends it without any warning. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<number | null> {
    await this.end('SIGTERM');
    return this.child.exitCode;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }
}
