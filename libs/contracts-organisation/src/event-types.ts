import { readContracts, StatedTimes, type EventContract, type StatedTime } from '@everchart/contracts';
import { catalogue, packageFolder } from './catalogue.js';
import type { OrganisationEventType } from './generated/event-data.js';

/** What an organisation states of itself: it is kept as long as the organisation is. */
export const organisationClass = 'organisation';

/** One version of an event type. A released one never changes; a new version is added. */
export type OrganisationEventContract = EventContract<OrganisationEventType, typeof organisationClass>;

/** Every version of every event type of an organisation, by type and version. */
export const organisationEventTypes: readonly OrganisationEventContract[] = readContracts(packageFolder, catalogue, organisationClass);

const times = new StatedTimes(organisationEventTypes);

/** The times that data states, with what each means. @param data valid under the schema of the type */
export function organisationTimes(type: string, version: number, data: unknown): StatedTime[] {
  return times.of(type, version, data);
}
