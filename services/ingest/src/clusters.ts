import { firstCluster, joinClusters, type OwnedCluster } from '@everchart/event-store';
import { createPool, migrate } from '@everchart/postgres';
import type { z } from 'zod';
import type { ownerConfig } from './configuration.js';
import { migrationSets } from './migrations.js';

/** Connection strings of the owner, by cluster. */
export type OwnerUrls = ReadonlyMap<string, string>;

export function ownerUrls(config: z.infer<z.ZodObject<typeof ownerConfig>>): OwnerUrls {
  return new Map([[firstCluster, config.DATABASE_OWNER_URL], ...Object.entries(config.DATABASE_CLUSTER_OWNERS)]);
}

/** Runs the work with connections of the owner to every cluster. */
export async function withOwnedClusters<T>(owners: OwnerUrls, work: (clusters: readonly OwnedCluster[]) => Promise<T>): Promise<T> {
  const clusters = [...owners].map(([name, connectionString]) => ({
    name,
    // A connection that is lost is reported by the statement that needs it.
    pool: createPool({ connectionString, applicationName: 'ingest owner', max: 3, byKeysOnly: true }, () => undefined),
  }));
  try {
    return await work(clusters);
  } finally {
    await Promise.all(clusters.map(({ pool }) => pool.end()));
  }
}

/** Brings the schema of every cluster up to date; several become one store. @returns the applied files */
export async function migrateClusters(owners: OwnerUrls): Promise<string[]> {
  const applied: string[] = [];
  for (const [name, url] of owners)
    applied.push(...(await migrate(url, migrationSets)).map((file) => (owners.size === 1 ? file : `${name}: ${file}`)));
  if (owners.size > 1) await withOwnedClusters(owners, joinClusters);
  return applied;
}
