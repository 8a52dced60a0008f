import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface EmptyDatabase {
  ownerUrl: string;
  drop(): Promise<void>;
}

/** A database of the test's own. libs/testing has one with migrations, and applies them by what is tested here. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const adminUrl = process.env.TEST_POSTGRES_URL;
  if (!adminUrl) throw new Error('TEST_POSTGRES_URL is not set: integration tests run by "npm test"');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const asAdmin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await asAdmin(`CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { ownerUrl: url.href, drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`) };
}
