import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { migrate, type MigrationSet } from '@everchart/postgres';
import { startPostgres, type PostgresInstance } from '@everchart/dev-servers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { allLoginRoles, databases, loginRoles, ownerRole, prepareDatabases, type Database } from './index.js';

/** Packages of the services that migrate a database, and what they export for it. */
const services = {
  ingest: ['ingest', 'migrationSets'],
  ingest_accesses: ['ingest', 'accessMigrationSets'],
  timeline: ['patient-timeline', 'migrationSets'],
  integration: ['integration', 'migrationSets'],
  retention: ['retention', 'migrationSets'],
} as const;
const passwordsWith = (end: string) => Object.fromEntries(allLoginRoles.map((role) => [role, `p@ss:${role}/${end}`]));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('databases and login roles in an empty cluster', () => {
  let directory: string;
  let postgres: PostgresInstance;
  let urlOf: (database: Database, role: string) => string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'everchart-databases-'));
    postgres = await startPostgres({ directory: join(directory, 'cluster'), fsync: false });
    ({ urlOf } = await prepareDatabases(postgres.url, passwordsWith('1')));
  });
  afterAll(async () => {
    await postgres?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('the owner migrates every database, without being a superuser', async () => {
    const [owner] = await query(
      postgres.url,
      `SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = '${ownerRole}'`,
    );
    expect(owner).toEqual({ rolsuper: false, rolcreaterole: true, rolcreatedb: false, rolbypassrls: true });
    for (const [database, [name, sets]] of Object.entries(services)) {
      const service = (await import(`@everchart/${name}`)) as Record<string, readonly MigrationSet[]>;
      expect((await migrate(urlOf(database as Database, ownerRole), service[sets]!)).length).toBeGreaterThan(0);
    }
  });

  it('each role logs in to its own database, and to no other', async () => {
    for (const database of databases) {
      for (const role of loginRoles[database]) expect(await query(urlOf(database, role), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      const [foreign] = loginRoles[database === 'ingest' ? 'retention' : 'ingest'];
      await expect(query(urlOf(database, foreign), 'SELECT 1')).rejects.toThrow(/permission denied for database/);
    }
  });

  it('can be run again, at the same time too, and sets other passwords', async () => {
    await Promise.all([prepareDatabases(postgres.url, passwordsWith('2')), prepareDatabases(postgres.url, passwordsWith('2'))]);
    await expect(query(urlOf('ingest', 'ingest_api'), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    const changed = await prepareDatabases(postgres.url, passwordsWith('1'));
    expect(await query(changed.urlOf('ingest', 'ingest_api'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('as a command: from a folder of secrets', async () => {
    const secrets = join(directory, 'secrets');
    await mkdir(secrets);
    const run = () =>
      new Promise<{ code: number; output: string }>((resolve) =>
        execFile(
          process.execPath,
          [fileURLToPath(new URL('../dist/main.js', import.meta.url))],
          { env: { ...process.env, ADMIN_DATABASE_URL: postgres.url, PASSWORDS_DIRECTORY: secrets } },
          (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
        ),
      );
    expect(await run()).toMatchObject({ code: 2, output: expect.stringContaining('ingest_api') });
    for (const role of allLoginRoles) await writeFile(join(secrets, role), `p@ss:${role}/1\n`);
    const answer = await run();
    expect(answer).toMatchObject({ code: 0, output: expect.stringContaining('retention') });
    expect(answer.output).not.toContain('p@ss');
    expect(await query(urlOf('ingest', 'ingest_api'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
