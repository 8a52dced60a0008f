import { readdirSync, readFileSync } from 'node:fs';
import type { Suite } from '@everchart/start';
import { createPool, type Pool } from '@everchart/postgres';

/** CPU µs (user and system) so far, by part of the suite. */
export type CpuUsage = ReadonlyMap<string, number>;

/**
 * Reads what every process of the suite has used: the services by their names (several processes of one service count
 * together), `postgres.<database>` for the backends of a database, `postgres.server` for the rest of the server,
 * `kafka` where it is a process of this machine, and `load` for this process. Needs /proc; the kernel counts in
 * hundredths of a second.
 */
export class CpuMeter {
  private readonly pool: Pool;
  private readonly databaseOf = new Map<number, string>();
  /** Children of the database server at the last look, with what they had used. */
  private readonly children = new Map<number, number>();
  /** What children have used that had ended at the last look. */
  private reaped: number | undefined;
  /** What children have used between looks, by part. */
  private readonly ofChildren = new Map<string, number>();

  constructor(private readonly suite: Suite) {
    this.pool = createPool({ connectionString: suite.run.databases.ingest!, applicationName: 'bench cpu', max: 1 }, () => undefined);
  }

  async read(): Promise<CpuUsage> {
    const usage = new Map<string, number>();
    const add = (name: string, us: number): void => void usage.set(name, (usage.get(name) ?? 0) + us);
    for (const name of Object.keys(this.suite.run.processes)) add(name.replace(/-\d+$/, ''), ownUs(this.suite.pidOf(name)));
    const kafka = this.kafkaPid();
    if (kafka !== undefined) add('kafka', ownUs(kafka));
    await this.addPostgres(add);
    const own = process.cpuUsage();
    add('load', own.user + own.system);
    return usage;
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async addPostgres(add: (name: string, us: number) => void): Promise<void> {
    const { rows } = await this.pool.query<{ pid: number; datname: string | null }>('SELECT pid, datname FROM pg_stat_activity');
    for (const { pid, datname } of rows) this.databaseOf.set(pid, datname ?? 'server');
    const postmaster = this.suite.pidOf('postgres');
    add('postgres.server', ownUs(postmaster));
    const use = (part: string, us: number): void => void this.ofChildren.set(part, (this.ofChildren.get(part) ?? 0) + us);
    const alive = new Map(childrenOf(postmaster).map((pid) => [pid, ownUs(pid)]));
    for (const [pid, us] of alive) use(`postgres.${this.databaseOf.get(pid) ?? 'server'}`, us - (this.children.get(pid) ?? 0));
    // A child that ends is counted by its parent, with all of its life: what was counted before is not new.
    const counted = [...this.children].reduce((sum, [pid, us]) => (alive.has(pid) ? sum : sum + us), 0);
    const reaped = reapedUs(postmaster);
    use('postgres.server', Math.max(0, reaped - (this.reaped ?? reaped) - counted));
    this.reaped = reaped;
    this.children.clear();
    for (const [pid, us] of alive) this.children.set(pid, us);
    for (const [part, us] of this.ofChildren) add(part, us);
  }

  private kafkaPid(): number | undefined {
    try {
      return this.suite.pidOf('kafka');
    } catch {
      return undefined; // carried by PostgreSQL, or not a process of this machine
    }
  }
}

/** What was used in between, by part; parts that used nothing are left out. */
export function usedBetween(before: CpuUsage, after: CpuUsage): Map<string, number> {
  const used = [...after].map(([name, us]) => [name, Math.max(0, us - (before.get(name) ?? 0))] as const);
  return new Map(used.filter(([, us]) => us > 0));
}

const tickUs = 10_000;

/** Fields of /proc/<pid>/stat from the third on; undefined when the process has ended. */
function statOf(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return undefined;
  }
}

/** What a process has used so far, 0 when it has ended. */
export function ownUs(pid: number): number {
  const stat = statOf(pid);
  return stat ? (Number(stat[11]) + Number(stat[12])) * tickUs : 0;
}

function reapedUs(pid: number): number {
  const stat = statOf(pid);
  return stat ? (Number(stat[13]) + Number(stat[14])) * tickUs : 0;
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => Number(statOf(pid)?.[1]) === parent);
}
