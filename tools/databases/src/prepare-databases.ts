import { migrations as keyringMigrations } from '@everchart/keyring';
import { migrate } from '@everchart/postgres';
import { streamsTransportMigrations } from '@everchart/stream';
import pg from 'pg';

/**
 * Databases of the suite, and the logins of each: one per service and database, so that what a login opens is what its
 * own service needs there, and one service's password can be changed without the others. The migrations give the
 * rights.
 */
export const loginRoles = {
  ingest: ['ingest_api', 'ingest_worker'],
  ingest_accesses: ['ingest_accesses_api', 'ingest_accesses_worker'],
  timeline: ['timeline_api', 'timeline_worker'],
  integration: ['integration_api', 'integration_worker'],
  retention: ['retention_api', 'retention_worker'],
  retention_events: ['retention_events_api', 'retention_events_worker'],
  keyring: [
    'ingest_keyring',
    'ingest_accesses_keyring',
    'timeline_keyring',
    'integration_keyring',
    'retention_keyring',
    'tools_keyring',
    'destroyer_keyring',
  ],
  streams: ['ingest_streams', 'timeline_streams', 'integration_streams', 'retention_streams'],
} as const;

/** Groups that the migrations of the two databases without a service give rights to, and their members. */
const groups: Readonly<Record<string, readonly string[]>> = {
  keyring_writer: ['ingest_keyring'],
  keyring_access_recorder: ['ingest_accesses_keyring', 'retention_keyring'],
  keyring_access_writer: ['timeline_keyring', 'integration_keyring', 'tools_keyring'],
  keyring_retention: ['retention_keyring'],
  keyring_reader: [],
  keyring_destroyer: ['destroyer_keyring'],
  streams_user: loginRoles.streams,
};

export type Database = keyof typeof loginRoles;
export const databases = Object.keys(loginRoles) as Database[];

/**
 * Owns one database and migrates it: no superuser, makes no roles, enters no other database. Row-level security, which
 * binds every other role and the owner of a table too, does not bind it.
 */
export const ownerOf = (database: Database): string => `${database}_owner`;
export const allLoginRoles: readonly string[] = databases.flatMap((database) => [ownerOf(database), ...loginRoles[database]]);

export class PrepareError extends Error {
  override readonly name = 'PrepareError';
}

/** Any constant: one preparation at a time per cluster. */
const advisoryLockKey = 7_220_114_002;

/**
 * Makes what is missing of databases and login roles in a cluster, sets the passwords, and migrates the two databases
 * that no service owns (keyring, streams). It may be run again at any time: what is there stays, passwords become those
 * given, and rights to enter a database those of this list.
 * @param adminUrl of a superuser
 * @param passwords by role, of all of {@link allLoginRoles}
 * @returns URLs of the databases by the name of a role, and the databases of others that every role may enter
 * @throws PrepareError when a password is missing
 */
export async function prepareDatabases(
  adminUrl: string,
  passwords: Readonly<Record<string, string>>,
): Promise<{ urlOf: (database: Database, role: string) => string; open: string[] }> {
  const missing = allLoginRoles.filter((role) => !passwords[role]);
  if (missing.length > 0) throw new PrepareError(`passwords are missing: ${missing.join(', ')}`);
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'everchart-databases' });
  await admin.connect();
  let open: string[];
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [advisoryLockKey]);
    for (const group of Object.keys(groups)) await prepareRole(admin, group, 'NOLOGIN');
    for (const database of databases) {
      await prepareRole(admin, ownerOf(database), `LOGIN BYPASSRLS PASSWORD ${pg.escapeLiteral(passwords[ownerOf(database)]!)}`);
      for (const role of loginRoles[database]) await prepareRole(admin, role, `LOGIN PASSWORD ${pg.escapeLiteral(passwords[role]!)}`);
    }
    for (const database of databases) await prepareDatabase(admin, database);
    for (const [group, members] of Object.entries(groups)) for (const member of members) await admin.query(`GRANT ${group} TO ${member}`);
    open = await closeOthers(admin);
    for (const database of databases) await restrict(adminUrl, database);
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
  await migrate(urlOf('keyring', ownerOf('keyring')), [keyringMigrations]);
  await migrate(urlOf('streams', ownerOf('streams')), [streamsTransportMigrations]);
  return { urlOf, open };
}

/** What it could do beside, and every membership that is not of {@link groups}, is taken from it. */
async function prepareRole(admin: pg.Client, role: string, attributes: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await admin.query(`CREATE ROLE ${role}`);
  await admin.query(`ALTER ROLE ${role} NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS INHERIT`);
  await admin.query(`ALTER ROLE ${role} ${attributes}`);
  const { rows } = await admin.query<{ name: string }>(
    'SELECT roleid::regrole::text AS name FROM pg_auth_members WHERE member = $1::regrole AND NOT roleid::regrole::text = ANY ($2)',
    [role, Object.keys(groups).filter((group) => groups[group]!.includes(role))],
  );
  for (const { name } of rows) await admin.query(`REVOKE ${name} FROM ${role}`);
}

async function prepareDatabase(admin: pg.Client, database: Database): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  // No role enters before the rights are set.
  if (rowCount === 0) await admin.query(`CREATE DATABASE ${database} OWNER ${ownerOf(database)} ALLOW_CONNECTIONS false`);
  await admin.query(`ALTER DATABASE ${database} OWNER TO ${ownerOf(database)}`);
  // Every time: a database that was restored into a new one lets PUBLIC in.
  await admin.query(
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC, ${allLoginRoles.filter((role) => role !== ownerOf(database)).join(', ')}`,
  );
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${loginRoles[database].join(', ')}`);
  await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
}

/**
 * What PostgreSQL lets every role do in a database, and no service does: large objects and messages in the log of
 * changes (which fill the disk), locks of one key without a table (which a migration waits for; those of two keys are
 * others), code that is no stored function.
 */
async function restrict(adminUrl: string, database: Database): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const admin = new pg.Client({ connectionString: url.href, application_name: 'everchart-databases' });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ names: string }>(
      `SELECT string_agg(oid::regprocedure::text, ', ') AS names FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
         AND (proname ~ '^(lo_|lowrite$|pg_logical_emit_message$)' OR (proname ~ '^pg_(try_)?advisory_' AND proargtypes::text <> '23 23'))`,
    );
    await admin.query(`REVOKE EXECUTE ON FUNCTION ${rows[0]!.names} FROM PUBLIC; REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION pg_advisory_lock(bigint) TO ${ownerOf(database)}; GRANT USAGE ON LANGUAGE plpgsql TO ${ownerOf(database)}`);
  } finally {
    await admin.end();
  }
}

/**
 * Takes from PUBLIC the databases that every cluster has; those of others are theirs to close.
 * @returns databases that a login of the suite may enter although it is not its own
 */
async function closeOthers(admin: pg.Client): Promise<string[]> {
  await admin.query('REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC');
  const { rows } = await admin.query<{ datname: string }>(
    `SELECT datname FROM pg_database d WHERE datallowconn AND datname <> ALL ($1)
       AND EXISTS (SELECT FROM unnest($2::text[]) AS role WHERE has_database_privilege(role, d.oid, 'CONNECT, TEMPORARY')) ORDER BY datname`,
    [databases, allLoginRoles],
  );
  return rows.map(({ datname }) => datname);
}
