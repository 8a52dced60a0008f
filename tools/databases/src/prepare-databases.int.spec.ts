import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startPostgres, type PostgresInstance } from '@everchart/dev-servers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { allLoginRoles, prepareDatabases, type Database } from './index.js';

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
