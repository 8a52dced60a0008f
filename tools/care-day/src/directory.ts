import type { DirectoryEvent } from '@everchart/client';
import type { OrganisationEventData, OrganisationEventType } from '@everchart/contracts-organisation';
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

/** Reasons why a dose was not given that the home offers to choose from. */
export const reasonsNotGiven = {
  refused: 'Did not want it',
  asleep: 'Asleep',
  nausea: 'Felt sick',
  absent: 'Not in the house',
  hospital: 'In hospital',
  fasting: 'Fasting',
  unavailable: 'Medicine not there',
} as const;

const breakGlassReasons = { emergency: 'Emergency', 'covering-shift': 'Stands in on another unit', call: 'Called by a relative' };

export function reasonNotGiven(code: keyof typeof reasonsNotGiven) {
  const text = reasonsNotGiven[code];
  return { text, coding: [{ system: listSystem, code, display: text }] };
}

/** The lists of the home, and who may see whom. */
function statements(): DirectoryEvent[] {
  const lists = { 'reasons-not-given': reasonsNotGiven, 'break-glass-reasons': breakGlassReasons };
  const items = Object.entries(lists).flatMap(([list, texts]) =>
    Object.entries(texts).map(([code, display], order) =>
      opening('list-item.added', `${list} ${code}`, { list: list as keyof typeof lists, system: listSystem, code, display, order }),
    ),
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
