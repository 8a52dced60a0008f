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
import type { Provider } from '@nestjs/common';
import type { IntegrationConfig } from './configuration.js';
import { DeliveriesController } from './http/deliveries.controller.js';
import { deliverySchemas } from './http/deliveries.openapi.js';
import { DestinationsController } from './http/destinations.controller.js';
import { destinationSchemas } from './http/destinations.openapi.js';
import { DeliveryRepository } from './infrastructure/delivery.repository.js';
import { DestinationRepository } from './infrastructure/destination.repository.js';
import type { ApiDatabase } from './infrastructure/prisma.client.js';
import { migrationSets } from './migrations.js';
import { layFoundations, exporterPart, senderPart } from './parts.js';

export const serviceName = 'integration';
const version = '1.0.0';

export interface CreatedApp {
  service: RunningService;
  logger: Logger;
}

/**
 * Starts the service in this process. Order: database, senders, consumer, port; it stops the other way round, so that nothing new is queued while the
 * senders end their last exchange.
 */
export async function createApp(config: IntegrationConfig): Promise<CreatedApp> {
  const logger = createLogger({ service: serviceName, instance: config.INSTANCE_ID, level: config.LOG_LEVEL });
  const registry = createRegistry(serviceName);
  if (config.MIGRATE_ON_START) {
    const migrations = await migrate(config.DATABASE_OWNER_URL!, migrationSets);
    logger.info({ event: 'database.migrated', migrations });
  }
  const foundations = await layFoundations(config, logger);
  const lifecycle: LifecyclePart[] = [foundations.part];
  if (hasRole(config, 'sender')) lifecycle.push(await senderPart(config, foundations, logger, registry));
  if (hasRole(config, 'exporter')) lifecycle.push(exporterPart(config, foundations, logger, registry));
  const serves = hasRole(config, 'api');
  const service = await startService({
    name: serviceName,
    version,
    description:
      'Feeds clinical systems: what was recorded goes to each destination as HL7 v2 messages, in order per patient, until it is acknowledged.',
    config,
    logger,
    registry,
    controllers: serves ? [DestinationsController, DeliveriesController] : [],
    providers: serves ? apiProviders(foundations.api) : [],
    schemas: { ...destinationSchemas, ...deliverySchemas },
    lifecycle,
    readiness: [{ name: 'database', check: async () => void (await foundations.workerPool.query('SELECT')) }],
  });
  return { service, logger };
}

function apiProviders(database: ApiDatabase): Provider[] {
  return [
    { provide: DestinationRepository, useValue: new DestinationRepository(database) },
    { provide: DeliveryRepository, useValue: new DeliveryRepository(database) },
  ];
}
