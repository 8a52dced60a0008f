import type { ApiDefinition, HttpOptions } from '@everchart/platform';
import type { MigrationSet } from '@everchart/postgres';
import type { z } from 'zod';
import type { KitConfig, ServiceKit } from './service-kit.js';

/** What a service is; nothing runs yet. */
export interface ServiceDefinition<Config extends KitConfig> {
  /** Its name, its version, and what it offers over HTTP. */
  api: ApiDefinition;
  /** Of the environment. */
  configSchema: z.ZodObject & z.ZodType<Config>;
  /** Schemas of its database, in order. */
  migrations: readonly MigrationSet[];
  /** Where the service has more than one database. @returns the files that were applied */
  migrate?(config: Config): Promise<string[]>;
  /** Makes the parts of a process by the kit, which starts them, and says what its HTTP side needs. */
  assemble(kit: ServiceKit<Config>): Promise<HttpOptions> | HttpOptions;
}
