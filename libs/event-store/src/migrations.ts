import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/**
 * Schema `event_store` and its generic roles: grant `event_store_append` (append and read one organisation at a time)
 * to the service's API role and `event_store_relay` (read every organisation, move relay checkpoints) to its worker
 * role.
 */
export const migrations: MigrationSet = {
  name: 'event-store',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
