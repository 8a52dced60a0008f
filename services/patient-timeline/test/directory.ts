import { foldPlaces, PlaceIndex, type OrganisationEvent } from '@everchart/contracts-organisation';
import type { KnownPlaces } from '../src/domain/places.js';

/** What an organisation states of itself, in the order in which it states it. */
export type Statement = [type: string, data: object];

export function directoryOf(statements: readonly Statement[]): KnownPlaces {
  const places = foldPlaces(
    statements.map(([type, data], n) => ({ id: `o${n}`, type, occurredAt: '2020-01-01T00:00:00Z', data }) as unknown as OrganisationEvent),
  );
  return { places, index: new PlaceIndex(places) };
}

export const inHouse = { location: { facility: 'House Linden' } };

export function houseIn(timeZone: string, facilityId = 'house', name = 'House Linden'): Statement[] {
  return [['facility.opened', { facilityId, name, kind: 'nursing-home', timeZone, jurisdiction: 'DE' }]];
}
