import { migrations as keyringMigrations } from '@everchart/keyring';
import { migrate } from '@everchart/postgres';
import { streamsTransportMigrations } from '@everchart/stream';
import pg from 'pg';

/**
 * Databases of the suite, and the roles that log in to each. The migrations give the roles their rights; here they get
 * a name and a password.
 */
export const loginRoles = {
  ingest: ['ingest_api', 'ingest_worker'],
  ingest_accesses: ['ingest_accesses_api', 'ingest_accesses_worker'],
  timeline: ['timeline_api', 'timeline_worker'],
  integration: ['integration_api', 'integration_worker'],
  retention: ['retention_api', 'retention_worker'],
  keyring: ['keyring_writer', 'keyring_access_writer', 'keyring_access_recorder', 'keyring_reader', 'keyring_destroyer'],
  streams: ['streams_user'],
} as const;

export type Database = keyof typeof loginRoles;
export const databases = Object.keys(loginRoles) as Database[];

/**
 * Owns the databases and migrates them: no superuser, but it may make the roles that the migrations need, and row-level
 * security, which binds every other role and the owner of a table too, does not bind it.
 */
export const ownerRole = 'everchart_owner';
export const allLoginRoles: readonly string[] = [ownerRole, ...Object.values(loginRoles).flat()];

export class PrepareError extends Error {
  override readonly name = 'PrepareError';
}

/** Any constant: one preparation at a time per cluster. */
const advisoryLockKey = 7_220_114_002;

/**
 * Makes what is missing of databases and login roles in a cluster, sets the passwords, and migrates the two databases
 * that no service owns (keyring, streams). It may be run again at any time: what is there stays, passwords become those
 * given.
 * @param adminUrl of a superuser, or of a role that may make databases and roles
 * @param passwords by role, of all of {@link allLoginRoles}
 * @returns URLs of the databases by the name of a role
 * @throws PrepareError when a password is missing
 */
export async function prepareDatabases(
  adminUrl: string,
  passwords: Readonly<Record<string, string>>,
): Promise<{ urlOf: (database: Database, role: string) => string }> {
  const missing = allLoginRoles.filter((role) => !passwords[role]);
  if (missing.length > 0) throw new PrepareError(`passwords are missing: ${missing.join(', ')}`);
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'everchart-databases' });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [advisoryLockKey]);
    for (const role of allLoginRoles) await prepareRole(admin, role, passwords[role]!);
    for (const database of databases) await prepareDatabase(admin, database);
  } finally {
    await admin.end();
  }
  const urlOf = (database: Database, role: string): string => {
    const url = new URL(adminUrl);
    url.pathname = `/${database}`;
    url.username = role;
    url.password = encodeURIComponent(passwords[role]!);
    return url.href;
  };
  await migrate(urlOf('keyring', ownerRole), [keyringMigrations]);
  await migrate(urlOf('streams', ownerRole), [streamsTransportMigrations]);
  return { urlOf };
}

async function prepareRole(admin: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await admin.query(`CREATE ROLE ${role}`);
  await admin.query(`ALTER ROLE ${role} LOGIN${role === ownerRole ? ' CREATEROLE BYPASSRLS' : ''} PASSWORD ${pg.escapeLiteral(password)}`);
  // The migrations grant these roles what they need: from PostgreSQL 16 on only who administers a role may do so.
  if (role !== ownerRole) await admin.query(`GRANT ${role} TO ${ownerRole} WITH ADMIN OPTION`);
}

async function prepareDatabase(admin: pg.Client, database: Database): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (rowCount === 0) {
    // PostgreSQL before 16 wants the one who makes a database for another to be a member of that role; a superuser is
    // of every one.
    await admin.query(`CREATE DATABASE ${database} OWNER ${ownerRole}`);
    await admin.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
  }
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${loginRoles[database].join(', ')}`);
}
