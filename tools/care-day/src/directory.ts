import type { DirectoryEvent } from '@everchart/client';
import {
  firstItems,
  firstItemsOf,
  type ListName,
  type OrganisationEventData,
  type OrganisationEventType,
} from '@everchart/contracts-organisation';
import { v7 as uuidv7 } from 'uuid';
import { homeTimeZone, observationRoom, type CareHome } from './care-home.js';
import { SeededRandom } from './seeded-random.js';

const facilityId = 'demonstration-home';
/** Before the first admission. */
const openedAt = new Date('2025-12-01T09:00:00Z');

/**
 * The facility, its units, rooms and beds, in an order in which they can be opened. The event of a place follows from
 * the place alone, so a home with more residents adds places and changes none.
 */
export function openingsOf({ facility, units, residents }: CareHome): DirectoryEvent[] {
  const roomsOf = (unit: string): string[] => {
    const inUnit = residents.filter((resident) => resident.unit === unit);
    return [...new Set(inUnit.map(({ admission }) => admission.location!.room!)), observationRoom];
  };
  return [
    opening('facility.opened', facilityId, {
      facilityId,
      name: facility,
      kind: 'nursing-home',
      timeZone: homeTimeZone,
      jurisdiction: 'IS',
    }),
    ...statements(),
    ...units.flatMap((name, index) => {
      const unitId = within(facilityId, name);
      const unit = opening('unit.opened', unitId, { unitId, facilityId, name, order: index + 1 });
      return [unit, ...roomsOf(name).flatMap((code) => roomWithBeds(unitId, code))];
    }),
  ];
}

const listSystem = 'urn:everchart:list:demonstration';

/** A reason why a dose was not given, of those that the home offers to choose from. */
export function reasonNotGiven(code: keyof (typeof firstItems)['reasons-not-given']) {
  const text = firstItems['reasons-not-given'][code];
  return { text, coding: [{ system: listSystem, code, display: text }] };
}

/** The lists of the home, and who may see whom. */
function statements(): DirectoryEvent[] {
  const items = (Object.keys(firstItems) as ListName[]).flatMap((list) =>
    firstItemsOf(list, listSystem).map((item) => opening('list-item.added', `${list} ${item.code}`, item)),
  );
  return [...items, opening('access-rule.chosen', 'access-rule', { rule: 'open' })];
}

function roomWithBeds(unitId: string, code: string): DirectoryEvent[] {
  const roomId = within(unitId, code);
  const beds = ['A', 'B'].map((bed) => {
    const bedId = within(roomId, bed);
    return opening('bed.opened', bedId, { bedId, roomId, code: bed });
  });
  return [opening('room.opened', roomId, { roomId, unitId, code }), ...beds];
}

function within(placeId: string, name: string): string {
  return `${placeId}.${name.toLowerCase().replaceAll(' ', '-')}`;
}

function opening<T extends OrganisationEventType & DirectoryEvent['type']>(
  type: T,
  placeId: string,
  data: OrganisationEventData[T],
): DirectoryEvent {
  const id = uuidv7({ msecs: openedAt.getTime(), random: new SeededRandom(`place ${placeId}`).bytes(16) });
  return { id, type, occurredAt: openedAt.toISOString(), data: { ...data } };
}
