import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type PostgresInstance } from '@everchart/dev-servers';
import { migrate, type MigrationSet } from '@everchart/postgres';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { allLoginRoles, databases, loginRoles, ownerOf, prepareDatabases, type Database } from './index.js';

/** Packages of the services that migrate a database, and what they export for it. */
const services = {
  ingest: ['ingest', 'migrationSets'],
  ingest_accesses: ['ingest', 'accessMigrationSets'],
  timeline: ['patient-timeline', 'migrationSets'],
  integration: ['integration', 'migrationSets'],
  retention: ['retention', 'migrationSets'],
  retention_events: ['retention', 'eventMigrationSets'],
} as const;
const passwords = Object.fromEntries(allLoginRoles.map((role) => [role, `p-${role}`]));
/** Of each login: the database that it is for. */
const homes = databases.flatMap((database) => loginRoles[database].map((role) => ({ role, database })));
const foreign = ['postgres', 'template1'];
const systemSchemas = `('pg_catalog', 'information_schema', 'pg_toast')`;

/** Statements that no login may run in its own database. `$role` is the login, `$owner` the owner of the database. */
const dangerous = [
  'CREATE SCHEMA mine',
  'CREATE TABLE public.mine (a int)',
  'CREATE TEMPORARY TABLE mine (a int)',
  'CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
  'CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
  'DO $$ BEGIN PERFORM 1; END $$',
  'CREATE EXTENSION dblink',
  'CREATE EXTENSION pgcrypto',
  'CREATE PUBLICATION everything FOR ALL TABLES',
  "CREATE SUBSCRIPTION mine CONNECTION 'host=127.0.0.1' PUBLICATION everything",
  'CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION mine()',
  "CREATE TABLESPACE mine LOCATION '/tmp'",
  'CREATE ROLE mine',
  'CREATE DATABASE mine',
  'DROP DATABASE postgres',
  'ALTER DATABASE $database SET log_statement = 0',
  'ALTER DATABASE $database OWNER TO $role',
  'ALTER ROLE $role SUPERUSER',
  'ALTER ROLE $role BYPASSRLS',
  'ALTER ROLE $role CREATEROLE',
  "ALTER ROLE $owner PASSWORD 'mine'",
  "ALTER ROLE postgres PASSWORD 'mine'",
  'GRANT $owner TO $role',
  'GRANT pg_read_all_data TO $role',
  'GRANT pg_execute_server_program TO $role',
  'SET ROLE $owner',
  'SET ROLE pg_read_all_data',
  'SET SESSION AUTHORIZATION postgres',
  'SET session_replication_role = replica',
  "SET log_statement = 'all'",
  'ALTER SYSTEM SET fsync = off',
  'CHECKPOINT',
  "COPY (SELECT 1) TO PROGRAM 'true'",
  "COPY (SELECT 1) TO '/tmp/everchart-attack'",
  "SELECT pg_read_file('PG_VERSION')",
  "SELECT pg_ls_dir('.')",
  'SELECT pg_ls_waldir()',
  'SELECT pg_reload_conf()',
  'SELECT pg_switch_wal()',
  'SELECT pg_stat_reset()',
  "SELECT pg_create_physical_replication_slot('mine')",
  "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')",
  "SELECT pg_logical_emit_message(true, 'a', 'b')",
  "SELECT lo_import('/etc/hostname')",
  "SELECT lo_from_bytea(0, 'a')",
  'SELECT lo_create(0)',
  'SELECT pg_advisory_lock(7220114001)',
  'SELECT pg_try_advisory_xact_lock(7220114001)',
  'SELECT rolpassword FROM pg_authid',
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
  "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
  'DELETE FROM public.applied_migrations',
  "INSERT INTO public.applied_migrations (set_name, file, sha256) VALUES ('a', 'b', 'c')",
];

describe('a login of one service', () => {
  let directory: string;
  let postgres: PostgresInstance;
  let urlOf: (database: Database, role: string) => string;
  const clients: pg.Client[] = [];

  const open = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    clients.push(client);
    return client;
  };
  const superuserUrl = (database: string): string => Object.assign(new URL(postgres.url), { pathname: `/${database}` }).href;
  /** What each role may enter, as PostgreSQL answers an attempt. */
  const entered = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const { role } of homes) {
      for (const database of [...databases, ...foreign]) {
        const client = new pg.Client({ connectionString: urlOf(database as Database, role) });
        try {
          await client.connect();
          found.push(`${role} in ${database}`);
        } catch (error) {
          expect((error as { code?: string }).code).toBe('42501');
        } finally {
          await client.end();
        }
      }
    }
    return found;
  };
  const own = homes.map(({ role, database }) => `${role} in ${database}`);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'everchart-walls-'));
    postgres = await startPostgres({ directory: join(directory, 'cluster'), fsync: false });
    ({ urlOf } = await prepareDatabases(postgres.url, passwords));
    for (const [database, [name, sets]] of Object.entries(services)) {
      const service = (await import(`@everchart/${name}`)) as Record<string, readonly MigrationSet[]>;
      // As the owner, who is no superuser and makes no roles.
      await migrate(urlOf(database as Database, ownerOf(database as Database)), service[sets]!);
    }
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await postgres?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('enters its own database and no other', async () => {
    expect(await entered()).toEqual(own);
  });

  it('has no attribute, no membership and no rights in the cluster beside these', async () => {
    const admin = await open(postgres.url);
    const { rows: roles } = await admin.query(
      'SELECT rolname FROM pg_roles WHERE rolname = ANY ($1) AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)',
      [homes.map(({ role }) => role)],
    );
    expect(roles).toEqual([]);
    const { rows: owners } = await admin.query(
      'SELECT DISTINCT rolsuper, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = ANY ($1)',
      [databases.map(ownerOf)],
    );
    expect(owners).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false }]);
    const { rows: memberships } = await admin.query<{ membership: string }>(
      `SELECT member::regrole || ' in ' || roleid::regrole AS membership FROM pg_auth_members WHERE member::regrole::text = ANY ($1) ORDER BY 1`,
      [allLoginRoles],
    );
    expect(memberships.map(({ membership }) => membership)).toEqual([
      'destroyer_keyring in keyring_destroyer',
      'ingest_accesses_keyring in keyring_access_recorder',
      'ingest_keyring in keyring_writer',
      'ingest_streams in streams_user',
      'integration_keyring in keyring_access_writer',
      'integration_streams in streams_user',
      'retention_keyring in keyring_access_recorder',
      'retention_keyring in keyring_retention',
      'retention_streams in streams_user',
      'timeline_keyring in keyring_access_writer',
      'timeline_streams in streams_user',
      'tools_keyring in keyring_access_writer',
    ]);
  });

  it('may do nothing in another database, also where the door of that one stands open', async () => {
    for (const database of databases) {
      const admin = await open(superuserUrl(database));
      const strangers = homes.filter((home) => home.database !== database).map(({ role }) => role);
      const { rows } = await admin.query(
        `SELECT role, c.oid::regclass::text AS object FROM unnest($1::text[]) AS role, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname NOT IN ${systemSchemas} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.oid <> 'public.applied_migrations'::regclass
             AND (has_any_column_privilege(role, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') OR has_table_privilege(role, c.oid, 'DELETE, TRUNCATE, TRIGGER'))
         UNION ALL
         SELECT role, c.oid::regclass::text FROM unnest($1::text[]) AS role, pg_class c WHERE c.relkind = 'S' AND has_sequence_privilege(role, c.oid, 'USAGE, SELECT, UPDATE')
         UNION ALL
         SELECT role, p.oid::regprocedure::text FROM unnest($1::text[]) AS role, pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname NOT IN ${systemSchemas} AND has_function_privilege(role, p.oid, 'EXECUTE')
         UNION ALL
         SELECT role, n.nspname FROM unnest($1::text[]) AS role, pg_namespace n
           WHERE has_schema_privilege(role, n.oid, 'CREATE') OR (n.nspname NOT IN ('pg_catalog', 'information_schema', 'public') AND has_schema_privilege(role, n.oid, 'USAGE'))`,
        [strangers],
      );
      expect({ database, rows }).toEqual({ database, rows: [] });
    }
    await (await open(postgres.url)).query('GRANT CONNECT, TEMPORARY ON DATABASE ingest TO PUBLIC');
    const forger = await open(urlOf('ingest', 'timeline_api'));
    await expect(forger.query('SELECT * FROM event_store.events')).rejects.toThrow('permission denied for schema event_store');
    await expect(forger.query("SELECT event_store.begin_organisation('home', 1)")).rejects.toThrow(
      'permission denied for schema event_store',
    );
    await prepareDatabases(postgres.url, passwords);
    expect(await entered()).toEqual(own);
  });

  it('gets nothing as PUBLIC: no function, no table, no schema', async () => {
    for (const database of databases) {
      const admin = await open(superuserUrl(database));
      const { rows } = await admin.query(
        `SELECT p.oid::regprocedure::text AS object FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
             aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a WHERE n.nspname NOT IN ${systemSchemas} AND a.grantee = 0
         UNION ALL
         SELECT c.oid::regclass || ' ' || a.privilege_type FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
             aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS a WHERE n.nspname NOT IN ${systemSchemas} AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND a.grantee = 0
         UNION ALL
         SELECT n.nspname || ' ' || a.privilege_type FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS a
           WHERE n.nspname NOT IN ${systemSchemas} AND a.grantee = 0`,
      );
      expect(rows.map(({ object }: { object: string }) => object)).toEqual(['applied_migrations SELECT', 'public USAGE']);
    }
  });

  it('runs no dangerous statement in its own database', async () => {
    const done: string[] = [];
    for (const { role, database } of homes) {
      const client = await open(urlOf(database, role));
      for (const template of dangerous) {
        const statement = template.replaceAll('$role', role).replaceAll('$owner', ownerOf(database)).replaceAll('$database', database);
        try {
          await client.query(statement);
          done.push(`${role}: ${statement}`);
        } catch (error) {
          const { code, message } = error as { code: string; message: string };
          if (code !== '42501') done.push(`${role}: ${statement}: refused for another reason: ${code} ${message}`);
        }
      }
    }
    expect(done).toEqual([]);
  });

  it('turns no row-level security off, and reads no row without the name of an organisation', async () => {
    for (const { role, database } of homes.filter(({ role }) => role.endsWith('_api'))) {
      const client = await open(urlOf(database, role));
      const { rows: tables } = await client.query<{ name: string }>(
        `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relrowsecurity AND n.nspname NOT IN ${systemSchemas} AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')`,
      );
      expect(tables.length).toBeGreaterThan(0);
      for (const { name } of tables) {
        // The version of the projection that holds for all organisations without one of their own names none.
        const others = name === 'projections.served' ? " WHERE org <> ''" : '';
        expect({ role, name, rows: (await client.query(`SELECT FROM ${name}${others} LIMIT 1`)).rowCount }).toEqual({
          role,
          name,
          rows: 0,
        });
        await client.query('SET row_security = off');
        await expect(client.query(`SELECT FROM ${name}`)).rejects.toThrow('row-level security');
        await client.query('SET row_security = on');
      }
    }
  });
});
