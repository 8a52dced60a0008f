import {
  createLogger,
  createRegistry,
  hasRole,
  startService,
  type LifecyclePart,
  type Logger,
  type RunningService,
} from '@everchart/platform';
import { migrate } from '@everchart/postgres';
import { CompletenessReporter } from './application/completeness.reporter.js';
import { LogProver } from './application/log.prover.js';
import type { RetentionConfig } from './configuration.js';
import { LogController } from './http/log.controller.js';
import { logSchemas } from './http/log.openapi.js';
import { ProofsController } from './http/proofs.controller.js';
import { LogReader } from './infrastructure/log.reader.js';
import { migrationSets } from './migrations.js';
import { layFoundations, sequencerConsumer, sequencerPart } from './parts.js';

export const serviceName = 'retention';
const version = '1.0.0';

export interface CreatedApp {
  service: RunningService;
  logger: Logger;
}

/** Starts the service in this process. Order: database, sequencer, port; it stops the other way round. */
export async function createApp(config: RetentionConfig): Promise<CreatedApp> {
  const logger = createLogger({ service: serviceName, instance: config.INSTANCE_ID, level: config.LOG_LEVEL });
  const registry = createRegistry(serviceName);
  if (config.MIGRATE_ON_START) {
    const migrations = await migrate(config.DATABASE_OWNER_URL!, migrationSets);
    logger.info({ event: 'database.migrated', migrations });
  }
  const foundations = layFoundations(config, logger);
  const lifecycle: LifecyclePart[] = [foundations.part];
  if (hasRole(config, 'sequencer')) lifecycle.push(await sequencerPart(config, foundations, logger, registry));
  const serves = hasRole(config, 'api');
  const reader = new LogReader(foundations.apiPool);
  const service = await startService({
    name: serviceName,
    version,
    description: 'The audit log: every clinical and access event in a Merkle tree per organisation, with proofs that anybody can check.',
    config,
    logger,
    registry,
    controllers: serves ? [LogController, ProofsController] : [],
    providers: serves
      ? [
          { provide: LogReader, useValue: reader },
          { provide: LogProver, useValue: new LogProver(reader) },
          { provide: CompletenessReporter, useValue: new CompletenessReporter(reader, foundations.apiPool, sequencerConsumer) },
        ]
      : [],
    schemas: logSchemas,
    lifecycle,
    readiness: [{ name: 'database', check: async () => void (await foundations.apiPool.query('SELECT')) }],
  });
  return { service, logger };
}
