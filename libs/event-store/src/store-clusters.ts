import type { Pool } from '@everchart/postgres';
import { firstCluster } from './shard-map.js';
import { copyOrganisation, type OwnedCluster } from './shard-mover.js';

interface Identity {
  store_id: string;
  epoch: number;
  cluster: string | null;
  joined: boolean;
}

interface ShardRow {
  org: string;
  shard: number;
  custody: number;
}

/**
 * Makes databases the clusters of one store, and brings one that was restored from a backup back into it: all then have
 * the identity of the first and the highest epoch, and what has moved away since the backup is known to be elsewhere.
 * Does nothing when they are that already. Processes that know a lower epoch end and are to be started again.
 * @param clusters all of the store, migrated
 * @throws Error a database belongs to another store, or is another cluster of this one; nothing of it was changed
 */
export async function joinClusters(clusters: readonly OwnedCluster[]): Promise<void> {
  const first = clusters.find(({ name }) => name === firstCluster);
  if (!first) throw new Error(`the store has no cluster ${firstCluster}`);
  if (!(await identityOf(first.pool))) await first.pool.query('SELECT FROM event_store.store_identity()');
  const identities = await Promise.all(clusters.map(({ pool }) => identityOf(pool)));
  const { store_id: storeId } = (await identityOf(first.pool))!;
  const epoch = Math.max(...identities.map((identity) => identity?.epoch ?? 1));
  const isJoined = (identity: Identity | undefined, index: number): boolean =>
    identity?.joined === true && identity.cluster === clusters[index]!.name && identity.epoch === epoch && identity.store_id === storeId;
  if (identities.every(isJoined)) return;
  await closeOldPlacements(clusters);
  await gatherOrganisations(clusters, first);
  // The first is the last: until then no process learns the new epoch.
  for (const { name, pool } of [...clusters.filter((cluster) => cluster !== first), first])
    await pool.query('SELECT event_store.join_store($1, $2, $3)', [name, storeId, epoch]);
}

/** The first cluster says how many shards an organisation has: also of those that it has learnt of since its backup. */
async function gatherOrganisations(clusters: readonly OwnedCluster[], first: OwnedCluster): Promise<void> {
  for (const cluster of clusters) {
    if (cluster === first) continue;
    const { rows } = await cluster.pool.query<{ org: string }>('SELECT org FROM event_store.organisations');
    for (const { org } of rows) await copyOrganisation(cluster, first, org);
  }
}

/** A shard that went on elsewhere since the backup takes no appends in the cluster that was restored. */
async function closeOldPlacements(clusters: readonly OwnedCluster[]): Promise<void> {
  const newest = new Map<string, ShardRow & { cluster: OwnedCluster }>();
  for (const cluster of clusters) {
    const { rows } = await cluster.pool.query<ShardRow>('SELECT org, shard, custody FROM event_store.shards WHERE custody > 0');
    for (const row of rows) {
      const key = `${row.shard}/${row.org}`;
      if ((newest.get(key)?.custody ?? 0) < row.custody) newest.set(key, { ...row, cluster });
    }
  }
  for (const { org, shard, custody, cluster } of newest.values()) {
    if (custody === 1) continue; // it never moved
    for (const { name, pool } of clusters)
      if (name !== cluster.name) await pool.query('SELECT event_store.forward_shard($1, $2, $3, $4)', [org, shard, custody, cluster.name]);
  }
}

async function identityOf(pool: Pool): Promise<Identity | undefined> {
  return (await pool.query<Identity>('SELECT store_id, epoch, cluster, joined FROM event_store.identity')).rows[0];
}
