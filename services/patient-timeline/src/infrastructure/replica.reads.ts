import type { Lane, Pool, PoolLanes } from '@everchart/postgres';
import { Counter, type Registry } from 'prom-client';
import type { Primary } from './primary.js';
import { organisation, servedConsumer } from './record.store.js';

/** Revisions of an organisation's shards: each commit of the projector raises one. */
type Revisions = ReadonlyMap<string, number>;

interface Statement {
  name?: string;
  text: string;
  values?: unknown[];
}

/** Organisations of which it is known how far the replica is. */
const organisationsKept = 1000;
/** A statement that took too long is not tried again elsewhere. */
const tooLong = '57014';

/**
 * Reads from a streaming replica that show no older state than the primary does. No reader can have seen more than the
 * primary held: so a statement goes to the replica when that has the revision of every shard of the organisation which
 * the primary had after the statement was wanted; else to the primary, as it does when the replica fails. While the
 * primary is away the replica answers alone, which the answers say.
 *
 * It is used as a pool by statements whose first value is the organisation; others, and transactions, go to the
 * primary.
 */
export class ReplicaReads {
  private readonly replicaHas = new Map<string, Revisions>();
  /** Looks at the primary that have not begun: those that want one together share it. */
  private readonly waiting = new Map<string, Promise<Revisions>>();
  private readonly looking = new Map<string, Promise<Revisions>>();
  private readonly reads: Counter<'outcome'>;

  constructor(
    private readonly primary: PoolLanes,
    private readonly replica: PoolLanes,
    private readonly state: Primary,
    registry: Registry,
  ) {
    this.reads = new Counter({
      name: 'everchart_timeline_replica_reads_total',
      help: 'Statements that the replica could have served, by outcome: served, behind, failed (the primary served both)',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  asLanes(): PoolLanes {
    const ofBoth = this.state.asLanes();
    return { vital: this.asPool('vital', ofBoth), usual: this.asPool('usual', ofBoth) };
  }

  private asPool(lane: Lane, ofBoth: PoolLanes): Pool {
    const query = (statement: Statement): Promise<unknown> =>
      this.state.or(
        () => this.query(lane, statement),
        () => this.replica[lane].query(statement),
      );
    return { query, connect: () => ofBoth[lane].connect() } as unknown as Pool;
  }

  private async query(lane: Lane, statement: Statement): Promise<unknown> {
    const [org] = statement.values ?? [];
    if (typeof org !== 'string') return this.primary[lane].query(statement);
    const outcome = await this.ofReplica(lane, org, statement);
    if (typeof outcome === 'object') return outcome.result;
    this.reads.inc({ outcome });
    return this.primary[lane].query(statement);
  }

  private async ofReplica(lane: Lane, org: string, statement: Statement): Promise<{ result: unknown } | 'behind' | 'failed'> {
    const wanted = await this.lookAtPrimary(org);
    try {
      if (!hasAll(this.replicaHas.get(org), wanted)) {
        const has = await this.revisions(this.replica, org);
        this.keep(org, has);
        if (!hasAll(has, wanted)) return 'behind';
      }
      const result = await this.replica[lane].query(statement);
      this.reads.inc({ outcome: 'served' });
      return { result };
    } catch (error) {
      if ((error as { code?: unknown }).code === tooLong) throw error;
      return 'failed';
    }
  }

  /** No read takes a look that was sent before it came: another reader may have been shown more since. */
  private lookAtPrimary(org: string): Promise<Revisions> {
    const waiting = this.waiting.get(org);
    if (waiting) return waiting;
    const begin = (): Promise<Revisions> => {
      this.waiting.delete(org);
      const look = this.revisions(this.primary, org).finally(() => this.looking.get(org) === look && this.looking.delete(org));
      this.looking.set(org, look);
      return look;
    };
    const looking = this.looking.get(org);
    const next = looking ? looking.then(begin, begin) : Promise.resolve().then(begin);
    this.waiting.set(org, next);
    return next;
  }

  /** Reads of both lanes share it. */
  private async revisions({ vital }: PoolLanes, org: string): Promise<Revisions> {
    const { rows } = await vital.query<{ shard: string; revision: number }>({
      name: 'read-revisions',
      text: `SELECT concat_ws('/', p.consumer, p.store_id, p.shard) AS shard, p.revision FROM ${organisation} JOIN LATERAL (
          SELECT p.consumer, p.store_id, p.shard, p.revision FROM stream_consumer.shard_progress p WHERE p.org = o.org AND p.consumer = ${servedConsumer} OFFSET 0) p ON true`,
      values: [org],
    });
    return new Map(rows.map(({ shard, revision }) => [shard, revision]));
  }

  private keep(org: string, has: Revisions): void {
    this.replicaHas.delete(org);
    this.replicaHas.set(org, has);
    if (this.replicaHas.size > organisationsKept) this.replicaHas.delete(this.replicaHas.keys().next().value!);
  }
}

function hasAll(has: Revisions | undefined, wanted: Revisions): boolean {
  return has !== undefined && [...wanted].every(([shard, revision]) => (has.get(shard) ?? -1) >= revision);
}
