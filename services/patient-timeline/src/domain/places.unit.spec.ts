import { normalName } from '@everchart/contracts-organisation';
import { describe, expect, it } from '@jest/globals';
import { directoryOf, houseIn, type Statement } from '../../test/directory.js';
import { isIn, placeOrderOf, placesOf, shownPlaces, textsOfUnit, wantedUnit, type UnitName } from './places.js';
import { byRoom, type Residence } from './units.js';

const room = (roomId: string, unitId: string, code: string, order?: number): Statement => ['room.opened', { roomId, unitId, code, order }];
const directory = directoryOf([
  ...houseIn('Europe/Berlin'),
  ...houseIn('Europe/Lisbon', 'casa', 'Casa Tília'),
  ['unit.opened', { unitId: 'garden', facilityId: 'house', name: 'Garden' }],
  ['unit.opened', { unitId: 'lake', facilityId: 'house', name: 'Lake', order: 1 }],
  ['unit.opened', { unitId: 'jardim', facilityId: 'casa', name: 'Jardim', code: 'J1' }],
  ['unit.opened', { unitId: 'horta', facilityId: 'casa', name: 'Garden' }],
  room('r-9', 'garden', '9'),
  room('r-12', 'garden', '12'),
  room('r-chapel', 'garden', '40', 1),
  ['bed.opened', { bedId: 'b-2', roomId: 'r-9', code: 'window' }],
  ['unit.closed', { unitId: 'lake', facilityId: 'house' }],
]);
type Stated = Residence['location'];

describe('a stay', () => {
  const isFound = (name: UnitName, stated: Stated): boolean => isIn(wantedUnit(name, directory), stated, placesOf(stated, directory));

  it.each<[UnitName, Stated, boolean]>([
    [{ facility: 'house' }, { facility: 'house  LINDEN' }, true],
    [{ facility: 'House Linden' }, { facility: 'house' }, true],
    [{ facility: 'house' }, { facility: 'house', unit: 'no unit of it' }, true],
    [{ facility: 'house' }, { unit: 'lake' }, true],
    [{ facility: 'house' }, { facility: 'casa' }, false],
    [{ facility: 'house' }, {}, false],
    [{ unit: 'garden' }, { facility: 'House Linden', unit: 'Garden' }, true],
    [{ unit: 'garden' }, { facility: 'casa', unit: 'Garden' }, false],
    [{ unit: 'jardim' }, { unit: 'J1' }, true],
    [{ facility: 'casa', unit: 'horta' }, { facility: 'Casa Tília', unit: 'garden' }, true],
    [{ facility: 'house', unit: 'Lake' }, { facility: 'House Linden', unit: 'lake' }, true],
    // What the directory does not know.
    [{ facility: 'house', unit: 'West' }, { facility: 'House Linden', unit: 'West' }, true],
    [{ facility: 'house', unit: 'West' }, { facility: 'House Linden', unit: 'Garden' }, false],
    [{ facility: 'Villa' }, { facility: 'Villa' }, true],
    [{ facility: 'Villa' }, { facility: 'villa' }, false],
    [{ unit: 'garden' }, { facility: 'Villa', unit: 'garden' }, true],
    // Two units have that name: all of them, as their stays state it.
    [{ unit: 'Garden' }, { facility: 'casa', unit: 'Garden' }, true],
    [{ unit: 'Garden' }, { facility: 'house', unit: 'Garden' }, true],
  ])('that is looked for as %j and states %j is in it: %j', (name, stated, expected) => {
    expect(isFound(name, stated)).toBe(expected);
    const { facilities, units, unitsAlone } = textsOfUnit(wantedUnit(name, directory), directory);
    const has = (texts: string[] | undefined, text: string | undefined): boolean =>
      texts === undefined || (text !== undefined && texts.includes(normalName(text)));
    const isRead =
      (has(facilities, stated.facility) && has(units, stated.unit)) || (stated.facility === undefined && has(unitsAlone, stated.unit));
    if (expected) expect(isRead).toBe(true);
  });

  it('is shown with the ids and names of its places, and of those around them', () => {
    expect(shownPlaces(placesOf({ unit: 'J1', room: 'none' }, directory))).toEqual({
      facility: { id: 'casa', name: 'Casa Tília' },
      unit: { id: 'jardim', name: 'Jardim', code: 'J1' },
    });
  });
});

describe('residents', () => {
  it('are in the order of the directory, then in that of the texts that it does not know', () => {
    const stated: Stated[] = [
      { facility: 'Villa', room: '2' },
      { facility: 'Villa', room: '10' },
      { facility: 'house', unit: 'garden' },
      { facility: 'house', unit: 'garden', room: '13' },
      { facility: 'house', unit: 'garden', room: '7' },
      { facility: 'house', unit: 'West', room: '1' },
      { facility: 'house', unit: 'garden', room: 'r-12' },
      { facility: 'house', unit: 'garden', room: '9' },
      { facility: 'house', unit: 'garden', room: '9', bed: 'window' },
      { facility: 'house', unit: 'garden', room: '40' },
      { facility: 'casa', unit: 'Jardim', room: '1' },
    ];
    const residences = stated.map((location, n): Residence => ({ patientId: `p${n}`, stayId: 's', location, places: placesOf(location, directory) })); // prettier-ignore
    const inOrder = residences.sort(byRoom(placeOrderOf(directory.places)));
    expect(inOrder.map(({ location: { facility, unit, room: of, bed } }) => [facility, unit, of, bed].filter(Boolean).join(' '))).toEqual([
      'casa Jardim 1',
      'house garden 40',
      'house garden 9 window',
      'house garden 9',
      'house garden r-12',
      'house garden 7',
      'house garden 13',
      'house garden',
      'house West 1',
      'Villa 2',
      'Villa 10',
    ]);
  });
});
