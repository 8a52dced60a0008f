import type { ReleasedService } from '@everchart/contracts-organisation';
import { openFence, startHttp, type ApiDefinition, type HttpOptions, type HttpService, type Logger } from '@everchart/platform';
import { createPool, isUnavailable, requireMigrated, type MigrationSet } from '@everchart/postgres';
import { ServiceKit, type KitConfig } from './service-kit.js';
import type { ServiceDefinition } from './service.js';

export interface RunningService extends HttpService {
  /** Resolves with the error of the first part that failed for good. */
  crashed: Promise<Error>;
  /** Closes the port, then stops the parts in reverse order. Safe to call twice. */
  close(): Promise<void>;
}

export interface BootedService {
  service: RunningService;
  logger: Logger;
}

/**
 * Starts a service in this process: its parts in the order of `phases`, then its port. When something cannot start,
 * what runs already is stopped and the error is thrown.
 * @throws MigrationError when a database lacks what this version needs
 */
export async function bootService<Config extends KitConfig>(definition: ServiceDefinition<Config>, config: Config): Promise<BootedService> {
  const { api } = definition;
  const kit = new ServiceKit<Config>(api.name, config, api.version);
  const { lifecycle, logger, registry } = kit;
  try {
    for (const database of definition.databases(config)) await checkSchema(database);
    const options = await atRelease(kit, api, await definition.assemble(kit));
    await lifecycle.start();
    const http = await startHttp({ ...options, ...api, config, logger, registry, requests: kit.requests, serves: kit.runs('api') });
    logger.info({ event: 'service.started', port: http.port, version: api.version });
    const close = (): Promise<void> => http.close().then(() => lifecycle.stop());
    return { service: { ...http, crashed: lifecycle.crashed, close }, logger };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
}

/** A service that does not keep itself which release serves whom follows ingest, where it is named. */
async function atRelease<Config extends KitConfig>(
  kit: ServiceKit<Config>,
  { name, version }: ApiDefinition,
  options: HttpOptions,
): Promise<HttpOptions> {
  if (options.fence) return options;
  const followed = await kit.followReleases();
  if (!followed) return { ...options, fence: openFence(kit.config.RELEASE ?? version) };
  const fence = kit.fenceOf(name as ReleasedService, version, followed);
  return { ...options, fence, readiness: [...(options.readiness ?? []), followed.check] };
}

/** A database that is away is no fault of the start: readiness says it. */
async function checkSchema({ url, migrations }: { url: string; migrations: readonly MigrationSet[] }): Promise<void> {
  const pool = createPool({ connectionString: url, applicationName: 'schema check', max: 1 }, () => undefined);
  try {
    await requireMigrated(pool, migrations);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
  } finally {
    await pool.end();
  }
}

/**
 * Runs a side program of a service: with its configuration and parts made by the same kit, without its port. What was
 * made is stopped at the end.
 */
export async function withServiceKit<Config extends KitConfig, Result>(
  name: string,
  config: Config,
  work: (kit: ServiceKit<Config>) => Promise<Result>,
): Promise<Result> {
  const kit = new ServiceKit<Config>(name, config);
  try {
    return await work(kit);
  } finally {
    await kit.lifecycle.stop();
  }
}
