import type { Pool, Transaction } from '@everchart/postgres';
import { consumerPrefix } from '../projections.js';
import { GatheredReads } from './gathered-reads.js';
import { organisation, servedVersion } from './record.store.js';

/** All records and the directory of an organisation, as they stood when it was looked at. */
export interface OrganisationState {
  /** Another text when anything of them is another, as another version of the projection may make it. */
  state: string;
  /** Until then records come in that no revision tells of. */
  built: boolean;
}

/**
 * Whether anything of an organisation is another: each commit of the projector raises the revision of a shard, and each
 * destruction of a record its own number. Looks that are wanted together are one statement, and none joins one that was
 * sent before it was wanted: so what was read while the state was the same is what stands now. The positions tell apart
 * what has the same revision on both sides of the promotion of a replica that lacked the last commits.
 */
export class UnitStates {
  readonly statement: { name: string; text: string };
  readonly #gathered: GatheredReads<OrganisationState>;

  /** @param schema of the timeline */
  constructor(pool: Pool, schema: string) {
    this.statement = {
      name: 'read-organisation-state',
      text: `SELECT EXISTS (SELECT FROM ${schema}.built) AS built,
          concat_ws('/', v.version, s.revisions, (SELECT d.number FROM live.destructions d WHERE d.org = o.org)) AS state
        FROM ${organisation} CROSS JOIN LATERAL (SELECT ${servedVersion} AS version OFFSET 0) v
        CROSS JOIN LATERAL (SELECT string_agg(concat_ws(':', p.store_id, p.shard, p.revision, p.position), ',' ORDER BY p.store_id, p.shard) AS revisions
          FROM stream_consumer.shard_progress p WHERE p.org = o.org AND p.consumer = '${consumerPrefix}' || v.version) s`,
    };
    this.#gathered = new GatheredReads(async (org, wanted) => {
      const { rows } = await pool.query<OrganisationState>({ ...this.statement, values: [org] });
      return wanted.map(() => rows[0]!);
    });
  }

  of(org: string): Promise<OrganisationState> {
    return this.#gathered.read(org, org);
  }
}

/** Something of a record goes with this transaction: what was read of units before is not shown afterwards. */
export async function noteDestruction(tx: Transaction, org: string): Promise<void> {
  await tx.query('INSERT INTO live.destructions AS d (org, number) VALUES ($1, 1) ON CONFLICT (org) DO UPDATE SET number = d.number + 1', [
    org,
  ]);
}
