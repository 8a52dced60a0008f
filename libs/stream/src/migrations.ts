import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/**
 * Schema `stream_consumer`: for every database that holds a consumer's effects. Group roles `stream_consumer`,
 * `stream_consumer_read`.
 */
export const streamConsumerMigrations: MigrationSet = {
  name: 'stream-consumer',
  directory: fileURLToPath(new URL('../migrations/stream-consumer', import.meta.url)),
};

/** Schema `streams`: the database of the `postgres` stream adapter. Role `streams_user`. */
export const streamsTransportMigrations: MigrationSet = {
  name: 'streams-transport',
  directory: fileURLToPath(new URL('../migrations/streams-transport', import.meta.url)),
};
