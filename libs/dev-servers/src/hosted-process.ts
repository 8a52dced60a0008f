import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface HostedProcessOptions {
  command: string;
  args: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /** Runs as this user when the caller is root. */
  user?: { uid: number; gid: number } | undefined;
  logFile: string;
  /** Signal that ends the process; PostgreSQL: SIGINT = fast shutdown. */
  stopSignal: 'SIGINT' | 'SIGTERM';
}

/**
 * A foreign server process that never outlives this one: a small host in a process group of its own (so that Ctrl-C in
 * the terminal does not reach the server before its clients are done) holds a channel to us and stops the server when
 * the channel closes, even after our kill -9.
 */
export class HostedProcess {
  /** Resolves when the server has ended, for any reason. */
  readonly gone: Promise<void>;

  private constructor(
    private readonly host: ChildProcess,
    /** Process id of the server itself. */
    readonly pid: number,
  ) {
    this.gone = new Promise((resolve) => (this.ended ? resolve() : host.once('exit', () => resolve())));
  }

  static async start(options: HostedProcessOptions): Promise<HostedProcess> {
    const host = spawn(process.execPath, [fileURLToPath(new URL('../process-host.mjs', import.meta.url))], {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    host.send(options);
    const answer = await new Promise<{ pid?: number; error?: string }>((resolve, reject) => {
      host.once('message', (message) => resolve(message as { pid?: number; error?: string }));
      host.once('error', reject);
      host.once('exit', (code) => reject(new Error(`the host of ${options.command} ended with code ${code}`)));
    });
    if (answer.pid === undefined) throw new Error(`${options.command} could not be started: ${answer.error}`);
    // Neither the host nor the channel may keep a process alive that is otherwise done.
    host.unref();
    host.channel?.unref();
    return new HostedProcess(host, answer.pid);
  }

  get ended(): boolean {
    return this.host.exitCode !== null || this.host.signalCode !== null;
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const ended = once(this.host, 'exit');
    this.host.ref();
    this.host.disconnect();
    await ended;
  }
}
