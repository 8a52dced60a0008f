import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/** The schema that {@link directoryMigrations} make. */
export const directorySchema = 'directory_v1';

/**
 * Tables of the directories, in the database of each service that projects them. The service gives the names of its
 * logins: `reader` sees the organisation that a statement names, `projector` writes and sees all.
 */
export const directoryMigrations: MigrationSet = {
  name: 'directory-v1',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
  roles: { reader: 'directory_reader', projector: 'directory_projector' },
};
