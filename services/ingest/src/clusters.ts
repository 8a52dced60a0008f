import { firstCluster, joinClusters, type OwnedCluster } from '@everchart/event-store';
import { createPool, migrate } from '@everchart/postgres';
import type { IngestConfig } from './configuration.js';
import { migrationSets } from './migrations.js';

/** Connection strings of the owner, by cluster. */
export type OwnerUrls = ReadonlyMap<string, string>;

interface OwnerConfig {
  DATABASE_OWNER_URL?: string | undefined;
  DATABASE_CLUSTERS: IngestConfig['DATABASE_CLUSTERS'];
}

/** @throws RangeError naming the first cluster whose owner is not configured */
export function ownerUrls(config: OwnerConfig): OwnerUrls {
  const urls = [
    [firstCluster, config.DATABASE_OWNER_URL] as const,
    ...Object.entries(config.DATABASE_CLUSTERS).map(([name, { owner }]) => [name, owner] as const),
  ];
  return new Map(
    urls.map(([name, url]) => {
      if (url === undefined) throw new RangeError(`the owner's connection string of cluster ${name} is not configured`);
      return [name, url];
    }),
  );
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
