import { execFileSync } from 'node:child_process';
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A file system of a few MiB that a database is moved to. Only root may make one. */
export class SmallDisk {
  private constructor(private readonly place: string) {}

  /** Whether this machine lets us: tried, because root in a container may not. */
  static canBeMade(): boolean {
    try {
      SmallDisk.make(1).unmake();
      return true;
    } catch {
      return false;
    }
  }

  static make(mebibytes: number): SmallDisk {
    const place = mkdtempSync(join(tmpdir(), 'everchart-small-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=711`, 'everchart-test', place], { stdio: 'ignore' });
    } catch (error) {
      rmSync(place, { recursive: true });
      throw error;
    }
    return new SmallDisk(place);
  }

  /** Moves an unused database. @param clusterUrl of a superuser */
  async hold(clusterUrl: string, database: string): Promise<void> {
    const client = new pg.Client({ connectionString: clusterUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      const { uid, gid } = statSync(rows[0]!.data_directory);
      const location = join(this.place, 'tablespace');
      mkdirSync(location, { mode: 0o700 });
      chownSync(location, uid, gid);
      await client.query(`CREATE TABLESPACE small_disk LOCATION ${pg.escapeLiteral(location)}`);
      await client.query(`ALTER DATABASE ${pg.escapeIdentifier(database)} SET TABLESPACE small_disk`);
    } finally {
      await client.end();
    }
  }

  /** Writes until there is no room for another block. */
  fill(): void {
    const file = openSync(this.#ballast, 'w');
    try {
      for (const block of [Buffer.alloc(1024 * 1024), Buffer.alloc(4096)]) while (wrote(file, block));
    } finally {
      closeSync(file);
    }
  }

  makeRoom(): void {
    rmSync(this.#ballast, { force: true });
  }

  /** After the server that used it has stopped. */
  unmake(): void {
    execFileSync('umount', [this.place]);
    rmSync(this.place, { recursive: true });
  }

  get #ballast(): string {
    return join(this.place, 'ballast');
  }
}

function wrote(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) === block.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
