import { readContracts, type EventContract } from '@everchart/contracts';
import { catalogue, packageFolder } from './catalogue.js';
import type { AccessEventType } from './generated/event-data.js';

/** Of numbers of requests: they concern no person, and end with no year of accesses. */
export const requestsClass = 'requests';

/**
 * One version of an access event type. The class `access` is followed by the year of the access: `access-2026`.
 */
export type AccessEventContract = EventContract<AccessEventType, 'access' | typeof requestsClass>;

/** Every version of every access event type, by type and version. */
export const accessEventTypes: readonly AccessEventContract[] = readContracts(packageFolder, catalogue, (type) =>
  type === 'requests.counted' ? requestsClass : 'access',
);
