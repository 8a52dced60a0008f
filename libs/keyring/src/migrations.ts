import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/**
 * Schema `keyring` and its roles: `keyring_writer` (create and read), `keyring_access_writer` (read all, create only
 * for classes `access-<year>` and `requests`), `keyring_access_recorder` (these classes only, read none by id),
 * `keyring_retention` (read those of the classes `organisation`, `retention` and `retention-facts`, create the last
 * two), `keyring_reader` (read), `keyring_destroyer` (destroy).
 */
export const migrations: MigrationSet = {
  name: 'keyring',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
