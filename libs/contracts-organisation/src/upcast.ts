import { Upcasting, type Upcaster } from '@everchart/contracts';
import { organisationEventTypes } from './event-types.js';
import type { OrganisationEventData, OrganisationEventType } from './generated/event-data.js';
import { validateReadOrganisationData } from './validate.js';

/** By `<type>:<version it takes>`. Every version but the newest of a type keeps one permanently. */
export const upcasters: ReadonlyMap<string, Upcaster> = new Map();

const versions = new Upcasting(organisationEventTypes, upcasters);

/**
 * Data of any released version, as the newest version says it.
 * @throws UnknownEventTypeError for a type or version that this release does not know
 */
export function upcastOrganisation<T extends OrganisationEventType>(type: T, version: number, data: unknown): OrganisationEventData[T];
export function upcastOrganisation(type: string, version: number, data: unknown): unknown;
export function upcastOrganisation(type: string, version: number, data: unknown): unknown {
  return versions.newest(type, version, data);
}

const known: ReadonlySet<string> = new Set(organisationEventTypes.map(({ type }) => type));

export function isOrganisationType(type: string): type is OrganisationEventType {
  return known.has(type);
}

/** Data on record that is not what its schema says. */
export class OrganisationDataError extends Error {
  override readonly name = 'OrganisationDataError';
  readonly code = 'event-data-invalid';
}

/**
 * Data of a recorded event as the fold takes it: checked against the reader's schema, at the newest version.
 * @throws OrganisationDataError, UnknownEventTypeError
 */
export function readOrganisationData(type: string, version: number, data: unknown): unknown {
  if (validateReadOrganisationData(type, version, data).length > 0) throw new OrganisationDataError('the data is not what its schema says');
  return upcastOrganisation(type, version, data);
}
