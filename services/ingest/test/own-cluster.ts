import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type PostgresInstance } from '@everchart/dev-servers';

/**
 * A PostgreSQL cluster of the test's own, which goes away and comes back with its data, where its clients look for it.
 */
export class OwnCluster {
  private constructor(
    private readonly directory: string,
    private running: PostgresInstance,
  ) {}

  static async start(port = 0): Promise<OwnCluster> {
    const directory = mkdtempSync(join(tmpdir(), 'everchart-own-cluster-'));
    chmodSync(directory, 0o711); // the user that PostgreSQL runs as must get through
    return new OwnCluster(directory, await startPostgres({ directory: join(directory, 'postgres'), port, fsync: false }));
  }

  /** Superuser URL. */
  get url(): string {
    return this.running.url;
  }

  get port(): number {
    return this.running.port;
  }

  /** Without any warning: what it had not written is to be recovered when it comes back. */
  async crash(): Promise<void> {
    process.kill(this.running.pid, 'SIGKILL');
    await this.running.gone;
  }

  /** In order, but without waiting for clients. */
  async goAway(): Promise<void> {
    await this.running.stop();
  }

  async comeBack(): Promise<void> {
    const { port } = this.running;
    this.running = await startPostgres({ directory: join(this.directory, 'postgres'), port, fsync: false });
    if (this.running.port !== port) throw new Error(`port ${port} was taken while the cluster was away`);
  }

  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
