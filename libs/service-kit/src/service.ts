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
  /** Its databases, and what must be in them. It has no right to migrate them: that is a job of its own. */
  databases(config: Config): readonly { url: string; migrations: readonly MigrationSet[] }[];
  /** Makes the parts of a process by the kit, which starts them, and says what its HTTP side needs. */
  assemble(kit: ServiceKit<Config>): Promise<HttpOptions> | HttpOptions;
}
