import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/**
 * Schema `stream_consumer`: for every database that holds a consumer's effects. `consumer` writes it, `reader` reads
 * one organisation's. A service gives the names of its own logins; these are for tests.
 */
export const streamConsumerMigrations = {
  name: 'stream-consumer',
  directory: fileURLToPath(new URL('../migrations/stream-consumer', import.meta.url)),
  roles: { consumer: 'stream_consumer', reader: 'stream_consumer_read' },
} as const satisfies MigrationSet;

/** Schema `streams`: the database of the `postgres` stream adapter. Role `streams_user`. */
export const streamsTransportMigrations: MigrationSet = {
  name: 'streams-transport',
  directory: fileURLToPath(new URL('../migrations/streams-transport', import.meta.url)),
};
