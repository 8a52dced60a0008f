import { foldPlaces, placeTree } from '@everchart/contracts-organisation';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RuleEvent } from '../rules/index.js';
import { decidePlace, evolvePlace, placeKeysOf, type PlaceRefusal, type PlaceState } from './index.js';

/** The organisation's stream in memory: does with the rules what the append path does with them. */
class Directory {
  readonly events: RuleEvent[] = [];
  readonly states = new Map<string, PlaceState>();
  #count = 0;

  post(type: string, data: Record<string, unknown>, occurredAt = '2026-03-01T08:00:00Z'): PlaceRefusal | undefined {
    const event: RuleEvent = { patientId: 'org', id: `e${(this.#count += 1)}`, type, occurredAt, data };
    const decision = decidePlace(event, this.#statesOf(event));
    if (!decision.accepted) return decision.refusal;
    this.events.push(event);
    // States are kept as text.
    for (const [key, state] of decision.states) this.states.set(key, JSON.parse(JSON.stringify(state)) as PlaceState);
    return undefined;
  }

  #statesOf(event: RuleEvent): Map<string, PlaceState | undefined> {
    return new Map(placeKeysOf(event).map((key) => [key, this.states.get(key)]));
  }
}

const home = { facilityId: 'home', name: 'Home', kind: 'hospital', timeZone: 'UTC', jurisdiction: 'CH' };
const begun = (): Directory => {
  const directory = new Directory();
  for (const [type, data] of [
    ['facility.opened', home],
    ['unit.opened', { unitId: 'u', facilityId: 'home', name: 'U', code: 'U' }],
    ['room.opened', { roomId: 'r', unitId: 'u', code: '1' }],
    ['bed.opened', { bedId: 'b', roomId: 'r', code: 'A' }],
  ] as const)
    expect(directory.post(type, data)).toBeUndefined();
  return directory;
};

describe('the directory refuses', () => {
  it.each<[string, string, Record<string, unknown>, PlaceRefusal]>([
    [
      'a second place of an id',
      'unit.opened',
      { unitId: 'u', facilityId: 'home', name: 'V' },
      { code: 'place-exists', pointer: '/unitId', first: 'e2' },
    ],
    [
      'a unit of no facility',
      'unit.opened',
      { unitId: 'v', facilityId: 'none', name: 'V' },
      { code: 'place-unknown', pointer: '/facilityId' },
    ],
    [
      'a room in the unit of another kind of id',
      'room.opened',
      { roomId: 's', unitId: 'home', code: '2' },
      { code: 'place-unknown', pointer: '/unitId' },
    ],
    [
      'a second open bed of a code',
      'bed.opened',
      { bedId: 'c', roomId: 'r', code: 'A' },
      { code: 'place-code-used', pointer: '/code', first: 'e4' },
    ],
    [
      'a second open unit of a code',
      'unit.opened',
      { unitId: 'v', facilityId: 'home', name: 'V', code: 'U' },
      { code: 'place-code-used', pointer: '/code', first: 'e2' },
    ],
    ['a change of what is not there', 'bed.changed', { bedId: 'x', roomId: 'r', code: 'X' }, { code: 'place-unknown', pointer: '/bedId' }],
    ['the closing of what is not there', 'facility.closed', { facilityId: 'x' }, { code: 'place-unknown', pointer: '/facilityId' }],
    [
      'to close a facility with an open unit',
      'facility.closed',
      { facilityId: 'home' },
      { code: 'place-in-use', pointer: '/facilityId', first: 'e2' },
    ],
    [
      'to close a unit with an open room',
      'unit.closed',
      { unitId: 'u', facilityId: 'home' },
      { code: 'place-in-use', pointer: '/unitId', first: 'e3' },
    ],
    [
      'to close a room with an open bed',
      'room.closed',
      { roomId: 'r', unitId: 'u' },
      { code: 'place-in-use', pointer: '/roomId', first: 'e4' },
    ],
  ])('%s', (_, type, data, refusal) => {
    expect(begun().post(type, data)).toEqual(refusal);
  });

  it('to speak of a place as if it were in another one', () => {
    const directory = begun();
    directory.post('unit.opened', { unitId: 'v', facilityId: 'home', name: 'V' });
    const elsewhere = { code: 'place-elsewhere', pointer: '/unitId', first: 'e3' };
    expect(directory.post('room.changed', { roomId: 'r', unitId: 'v', code: '2' })).toEqual(elsewhere);
    expect(directory.post('room.closed', { roomId: 'r', unitId: 'v' })).toEqual(elsewhere);
  });

  it('to change, close or open again what was closed, and to open something in it', () => {
    const directory = begun();
    expect(directory.post('bed.closed', { bedId: 'b', roomId: 'r' })).toBeUndefined();
    expect(directory.post('bed.changed', { bedId: 'b', roomId: 'r', code: 'B' })).toEqual({
      code: 'place-closed',
      pointer: '/bedId',
      first: 'e5',
    });
    expect(directory.post('bed.closed', { bedId: 'b', roomId: 'r' })).toMatchObject({ code: 'place-closed' });
    expect(directory.post('bed.opened', { bedId: 'b', roomId: 'r', code: 'B' })).toMatchObject({ code: 'place-exists' });
    expect(directory.post('room.closed', { roomId: 'r', unitId: 'u' })).toBeUndefined();
    expect(directory.post('bed.opened', { bedId: 'c', roomId: 'r', code: 'B' })).toMatchObject({
      code: 'place-closed',
      pointer: '/roomId',
    });
  });

  it('steps that are out of order', () => {
    const directory = begun();
    expect(directory.post('unit.opened', { unitId: 'v', facilityId: 'home', name: 'V' }, '2026-02-28T08:00:00Z')).toEqual({
      code: 'place-order',
      first: 'e1',
    });
    expect(directory.post('bed.closed', { bedId: 'b', roomId: 'r' }, '2026-03-01T07:59:59Z')).toEqual({ code: 'place-order', first: 'e4' });
    expect(directory.post('bed.closed', { bedId: 'b', roomId: 'r' }, '2026-04-01T08:00:00+02:00')).toBeUndefined();
    expect(directory.post('room.closed', { roomId: 'r', unitId: 'u' }, '2026-04-01T05:59:00Z')).toEqual({ code: 'place-order' });
    expect(directory.post('room.closed', { roomId: 'r', unitId: 'u' }, '2026-04-01T06:00:00Z')).toBeUndefined();
  });

  it('more than 1,000 open places in one', () => {
    const directory = begun();
    for (let bed = 1; bed < 1000; bed += 1) directory.post('bed.opened', { bedId: `b${bed}`, roomId: 'r', code: `${bed}` });
    expect(directory.post('bed.opened', { bedId: 'more', roomId: 'r', code: 'more' })).toEqual({ code: 'place-full', pointer: '/roomId' });
    expect(directory.post('bed.closed', { bedId: 'b1', roomId: 'r' })).toBeUndefined();
    expect(directory.post('bed.opened', { bedId: 'more', roomId: 'r', code: 'more' })).toBeUndefined();
  });
});

describe('the directory takes', () => {
  it('the code of a bed that was closed or is called otherwise now, and a change that leaves the code as it is', () => {
    const directory = begun();
    expect(directory.post('bed.changed', { bedId: 'b', roomId: 'r', code: 'A', order: 2 })).toBeUndefined();
    expect(directory.post('bed.changed', { bedId: 'b', roomId: 'r', code: 'B' })).toBeUndefined();
    expect(directory.post('bed.opened', { bedId: 'c', roomId: 'r', code: 'A' })).toBeUndefined();
    expect(directory.post('bed.closed', { bedId: 'c', roomId: 'r' })).toBeUndefined();
    expect(directory.post('bed.changed', { bedId: 'b', roomId: 'r', code: 'A' })).toBeUndefined();
  });

  it('ids that are named like the members of every object', () => {
    const directory = begun();
    for (const id of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      expect(directory.post('bed.opened', { bedId: id, roomId: 'r', code: id })).toBeUndefined();
      expect(directory.post('bed.opened', { bedId: `${id}2`, roomId: 'r', code: id })).toMatchObject({ code: 'place-code-used' });
    }
    expect(directory.post('room.closed', { roomId: 'r', unitId: 'u' })).toMatchObject({ code: 'place-in-use' });
  });

  it('any event that is of no place', () => {
    expect(placeKeysOf({ patientId: 'org', id: 'e', type: 'release.assigned', occurredAt: '2026-03-01T08:00:00Z', data: {} })).toEqual([]);
  });
});

const ids = fc.constantFrom('a', 'b', 'c');
const drafts = fc.tuple(
  fc.constantFrom('facility', 'unit', 'room', 'bed'),
  fc.constantFrom('opened', 'opened', 'changed', 'closed'),
  ids,
  ids,
  fc.option(fc.constantFrom('1', '2'), { nil: undefined }),
);
const parents: Readonly<Record<string, string | undefined>> = { unit: 'facility', room: 'unit', bed: 'room' };

function posted(history: readonly [string, string, string, string, string | undefined][]): Directory {
  const directory = new Directory();
  for (const [kind, verb, id, parent, code] of history) {
    const within = parents[kind] === undefined ? {} : { [`${parents[kind]}Id`]: parent };
    directory.post(`${kind}.${verb}`, {
      [`${kind}Id`]: id,
      ...within,
      name: 'n',
      timeZone: 'UTC',
      kind: 'other',
      jurisdiction: 'CH',
      ...(code === undefined ? {} : { code }),
    });
  }
  return directory;
}

describe('whatever is posted', () => {
  it('leaves a directory in which all that is open is in something open, under a code of its own', () => {
    fc.assert(
      fc.property(fc.array(drafts, { maxLength: 60 }), (history) => {
        const directory = posted(history);
        const places = foldPlaces(directory.events);
        const open = [...places.values()].filter(({ closed }) => closed === undefined);
        const shown = (nodes: ReturnType<typeof placeTree>): number => nodes.reduce((sum, { holds }) => sum + 1 + shown(holds), 0);
        // In the tree of what is open there is all that is open.
        expect(shown(placeTree(places, ({ closed }) => closed === undefined))).toBe(open.length);
        const codes = open
          .filter(({ code, kind }) => code !== undefined && kind !== 'facility')
          .map(({ kind, within, code }) => `${kind} ${within} ${code}`);
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
  });

  it('is replayed to the states that were kept', () => {
    fc.assert(
      fc.property(fc.array(drafts, { maxLength: 60 }), (history) => {
        const directory = posted(history);
        const states = new Map<string, PlaceState>();
        for (const event of directory.events) {
          const own = new Map(placeKeysOf(event).map((key) => [key, states.get(key)]));
          for (const [key, state] of evolvePlace(event, own)) states.set(key, state);
        }
        expect(states).toEqual(directory.states);
      }),
    );
  });
});
