import { readContracts, type EventContract } from '@everchart/contracts';
import { catalogue, packageFolder } from './catalogue.js';
import type { AccessEventType } from './generated/event-data.js';

/** One version of an access event type. The class is followed by the year of the access: `access-2026`. */
export type AccessEventContract = EventContract<AccessEventType, 'access'>;

/** Every version of every access event type, by type and version. */
export const accessEventTypes: readonly AccessEventContract[] = readContracts(packageFolder, catalogue, 'access');
