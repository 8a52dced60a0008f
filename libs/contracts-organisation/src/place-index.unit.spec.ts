import { describe, expect, it } from '@jest/globals';
import { foldPlaces, isOpenAt, PlaceIndex, type OrganisationEvent, type StatedLocation } from './index.js';

const event = (type: string, data: Record<string, unknown>, occurredAt = '2026-03-01T08:00:00Z'): OrganisationEvent => ({
  id: `${type} ${Object.values(data).join(' ')}`,
  type,
  occurredAt,
  data,
});
const facility = (facilityId: string, name: string): OrganisationEvent =>
  event('facility.opened', {
    facilityId,
    name,
    kind: 'hospital',
    timeZone: 'UTC',
    jurisdiction: 'CH',
    identifiers: [{ system: 'urn:gln', value: `gln-${facilityId}` }],
  });

const events = [
  facility('home-1', 'House Linden'),
  facility('home-2', 'House  Birke'),
  event('unit.opened', { unitId: 'u1', facilityId: 'home-1', name: 'Ground floor', code: 'G' }),
  event('unit.opened', { unitId: 'u2', facilityId: 'home-2', name: 'Ground floor' }),
  event('room.opened', { roomId: 'r1', unitId: 'u1', code: '12' }),
  event('room.opened', { roomId: 'r2', unitId: 'u2', code: '12' }),
  event('room.opened', { roomId: '12', unitId: 'u2', code: '7' }),
  event('bed.opened', { bedId: 'b1', roomId: 'r1', code: 'A' }),
  event('bed.opened', { bedId: 'b2', roomId: 'r1', code: 'B' }),
  event('bed.closed', { bedId: 'b2', roomId: 'r1' }, '2026-05-01T00:00:00Z'),
];
const index = new PlaceIndex(foldPlaces(events));
const found = (location: StatedLocation): unknown => {
  const { places, fault } = index.locate(location);
  return [
    Object.values(places)
      .map(({ id }) => id)
      .join(' '),
    ...(fault ? [`${fault.member} ${fault.fault}`] : []),
  ];
};

describe('a place that an entry names', () => {
  it.each<[string, StatedLocation, unknown]>([
    ['by ids', { facility: 'home-1', unit: 'u1', room: 'r1', bed: 'b1' }, ['home-1 u1 r1 b1']],
    ['by codes and identifiers', { facility: 'gln-home-1', unit: 'G', room: '12', bed: 'A' }, ['home-1 u1 r1 b1']],
    ['by names, regardless of case and spacing', { facility: ' house linden ', unit: 'GROUND   floor' }, ['home-1 u1']],
    ['by a bed, with its room left out', { facility: 'home-1', bed: 'A' }, ['home-1 b1']],
    ['by a name that only the facility makes clear', { unit: 'Ground floor' }, ['', 'unit ambiguous']],
    ['by an id before a code', { facility: 'home-2', room: '12' }, ['home-2 12']],
    ['by nothing', {}, ['']],
    ['that is not there', { facility: 'home-3', unit: 'u1' }, ['', 'facility unknown']],
    ['that is in another one', { facility: 'home-2', unit: 'u1' }, ['home-2', 'unit unknown']],
    ['that was closed', { facility: 'home-1', room: '12', bed: 'B' }, ['home-1 r1 b2', 'bed closed']],
    ['with a line feed in its name', { facility: 'home-1\n' }, ['', 'facility unknown']],
    ['named like a member of every object', { facility: 'constructor', unit: '__proto__' }, ['', 'facility unknown']],
  ])('%s', (_, location, expected) => {
    expect(found(location)).toEqual(expected);
  });

  it('is open or closed as of an instant', () => {
    const at = (ms: number): unknown => index.locate({ facility: 'home-1', bed: 'B' }, (place) => isOpenAt(place, ms)).fault;
    expect(at(Date.parse('2026-04-30T23:59:59Z'))).toBeUndefined();
    expect(at(Date.parse('2026-05-01T00:00:00Z'))).toEqual({ member: 'bed', fault: 'closed' });
  });
});
