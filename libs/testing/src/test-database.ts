import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, type MigrationSet } from '@everchart/postgres';
import pg from 'pg';
import { requireEnvironment } from './run-environment.js';

export interface TestDatabase {
  name: string;
  ownerUrl: string;
  /** Connection URL of a role, which is given LOGIN and a password for it. */
  url(role: string): string;
  drop(): Promise<void>;
}

const password = 'test';

/**
 * A database of its own, cloned from a template that is migrated once per run and set of migrations.
 * Roles belong to the whole cluster: each role of the migrations gets LOGIN with a test password.
 * @param adminUrl superuser URL of the cluster; without it the one that all test files share
 */
export async function createTestDatabase(
  sets: readonly MigrationSet[],
  adminUrl: string = requireEnvironment('TEST_POSTGRES_URL'),
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const template = await ensureTemplate(admin, adminUrl, sets);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await admin.end();
  }
  const ownerUrl = withDatabase(adminUrl, name);
  return {
    name,
    ownerUrl,
    url: (role) => {
      const url = new URL(ownerUrl);
      url.username = role;
      url.password = password;
      return url.href;
    },
    drop: async () => {
      const client = new pg.Client({ connectionString: adminUrl });
      await client.connect();
      try {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      } finally {
        await client.end();
      }
    },
  };
}

async function ensureTemplate(admin: pg.Client, adminUrl: string, sets: readonly MigrationSet[]): Promise<string> {
  const files = sets.flatMap(({ name, directory, roles }) =>
    readdirSync(directory)
      .sort()
      .map((file) => [name, roles, file, readFileSync(join(directory, file), 'utf8')]),
  );
  const key = createHash('sha256').update(JSON.stringify([requireEnvironment('TEST_RUN_ID'), files]));
  const template = `template_${key.digest('hex').slice(0, 24)}`;
  // One test file makes the template, the others wait: the lock is the session's and ends with it.
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', ['everchart test templates']);
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
  if (rowCount === 0) {
    const draft = `${template}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft}`);
    await migrate(withDatabase(adminUrl, draft), sets);
    const { rows } = await admin.query<{ rolname: string }>(
      "SELECT rolname FROM pg_roles WHERE NOT rolsuper AND rolname NOT LIKE 'pg\\_%'",
    );
    for (const { rolname } of rows)
      await admin.query(`ALTER ROLE ${pg.escapeIdentifier(rolname)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  }
  await admin.query('SELECT pg_advisory_unlock(hashtext($1))', ['everchart test templates']);
  return template;
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
