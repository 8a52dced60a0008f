import { packageVersion, type ApiDefinition } from '@everchart/platform';
import { DeliveryModule } from '../delivery.module.js';

/** The API of this service for engineers of a hospital's interfaces. */
export const api: ApiDefinition = {
  name: 'integration',
  version: packageVersion(new URL('../../package.json', import.meta.url)),
  description:
    'Feeds clinical systems: what was recorded goes to each destination as HL7 v2 messages, in order per patient, until it is acknowledged.',
  module: DeliveryModule,
};
