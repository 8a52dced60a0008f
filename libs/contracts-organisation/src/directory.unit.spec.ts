import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compareNaturally,
  foldPlaces,
  isOpenAt,
  isOrganisationType,
  OrganisationDataError,
  placeTree,
  readOrganisationData,
  valueAt,
  type Dated,
  type Facility,
  type OrganisationEvent,
  type PlaceNode,
} from './index.js';

let count = 0;
const event = (type: string, data: Record<string, unknown>, occurredAt = '2026-03-01T08:00:00Z'): OrganisationEvent => ({
  id: `event-${(count += 1)}`,
  type,
  occurredAt,
  data,
});
const opened = event('facility.opened', {
  facilityId: 'home',
  name: 'Home',
  kind: 'nursing-home',
  timeZone: 'Europe/Berlin',
  jurisdiction: 'DE',
});
const changed = (data: Record<string, unknown>): OrganisationEvent => event('facility.changed', { facilityId: 'home', ...data });
const homeAfter = (...events: OrganisationEvent[]): Facility => foldPlaces([opened, ...events]).get('facility/home') as Facility;
const at = (text: string): number => Date.parse(text);

describe('the directory', () => {
  it('has a facility with what was stated of it, and its changes from their instants on', () => {
    const moved = changed({ effectiveFrom: '2026-06-01T00:00:00Z', timeZone: 'Europe/Lisbon', jurisdiction: 'PT' });
    const home = homeAfter(changed({ name: 'House' }), moved);
    expect(home).toMatchObject({ id: 'home', name: 'House', kindsOfCare: [{ value: 'nursing-home' }], opened: { event: opened.id } });
    expect(valueAt(home.timeZones, at('2026-05-31T23:59:59Z'))).toBe('Europe/Berlin');
    expect(valueAt(home.timeZones, at('2026-06-01T00:00:00Z'))).toBe('Europe/Lisbon');
    expect(valueAt(home.jurisdictions, at('1990-01-01T00:00:00Z'))).toBe('DE');
    // A slip is mended by the same instant, stated in another zone.
    const mended = homeAfter(moved, changed({ effectiveFrom: '2026-06-01T02:00:00+02:00', timeZone: 'Atlantic/Madeira' }));
    expect(mended.timeZones).toEqual([{ value: 'Europe/Berlin' }, { from: '2026-06-01T02:00:00+02:00', value: 'Atlantic/Madeira' }]);
  });

  it('keeps a place that was closed, and says until when it was in use', () => {
    const home = homeAfter(event('facility.closed', { facilityId: 'home', reason: 'sold' }, '2027-01-01T00:00:00+01:00'));
    expect(home.closed).toMatchObject({ at: '2027-01-01T00:00:00+01:00', reason: 'sold' });
    expect(isOpenAt(home, at('2026-12-31T22:59:59Z'))).toBe(true);
    expect(isOpenAt(home, at('2026-12-31T23:00:00Z'))).toBe(false);
  });

  it('takes no harm from an event that is missing, or of a kind that it does not know', () => {
    const events = [
      event('unit.changed', { unitId: 'never', facilityId: 'home', name: 'x' }),
      event('room.closed', { roomId: 'never', unitId: 'x' }),
      event('room.opened', { roomId: 'r', unitId: 'unknown', code: '1' }),
      event('release.assigned', { release: 'blue' }),
      event('facility.moved', { facilityId: 'home' }),
    ];
    const places = foldPlaces([opened, ...events]);
    expect([...places.keys()]).toEqual(['facility/home', 'room/r']);
    expect(placeTree(places).map(({ place, holds }) => [place.id, holds])).toEqual([['home', []]]);
  });
});

/** Commands on few ids, in any order, as events: what the rules would refuse is among them. */
const ids = fc.constantFrom('a', 'b', 'c');
const instants = fc.integer({ min: 0, max: 20 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString());
const facilityData = fc.record(
  {
    name: fc.constantFrom('x', 'y'),
    kind: fc.constantFrom('hospital', 'hospice'),
    timeZone: fc.constantFrom('Europe/Rome', 'Asia/Tokyo'),
    jurisdiction: fc.constantFrom('IT', 'JP'),
    effectiveFrom: instants,
  },
  { requiredKeys: ['effectiveFrom'] },
);
const anyEvent = fc.oneof(
  fc.record({ facilityId: ids }).map((data) => ({
    type: 'facility.opened',
    data: { ...data, name: 'n', kind: 'other', timeZone: 'UTC', jurisdiction: 'CH' },
  })),
  fc.tuple(ids, facilityData).map(([facilityId, data]) => ({ type: 'facility.changed', data: { facilityId, ...data } })),
  ids.map((facilityId) => ({ type: 'facility.closed', data: { facilityId } })),
  fc
    .tuple(fc.constantFrom('opened', 'changed', 'closed'), ids, ids, fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }))
    .map(([verb, unitId, facilityId, order]) => ({
      type: `unit.${verb}`,
      data: { unitId, facilityId, name: `unit ${unitId}`, ...(order === undefined ? {} : { order }) },
    })),
);
const histories = fc.array(fc.tuple(anyEvent, instants), { maxLength: 40 }).map((drafts) => {
  count = 0;
  return drafts.map(([{ type, data }, occurredAt]) => event(type, data, occurredAt));
});

/** What holds at an instant by reading all events again: slow, and without a list that is kept. */
function slowZone(events: readonly OrganisationEvent[], facility: string, ms: number): string | undefined {
  const of = events.filter(({ data }) => (data as { facilityId?: string }).facilityId === facility);
  const start = of.findIndex(({ type }) => type === 'facility.opened');
  if (start < 0) return undefined;
  let zone = (of[start]!.data as { timeZone: string }).timeZone;
  const changes = of.slice(start + 1).flatMap(({ type, data }, order) => {
    const { timeZone, effectiveFrom } = data as { timeZone?: string; effectiveFrom?: string };
    return type === 'facility.changed' && timeZone !== undefined ? [{ timeZone, from: Date.parse(effectiveFrom!), order }] : [];
  });
  const last = changes.filter(({ from }) => from <= ms).sort((a, b) => b.from - a.from || b.order - a.order)[0];
  if (last) zone = last.timeZone;
  return zone;
}

describe('the fold, on random histories', () => {
  it('is the same in one go and step by step, from any point on', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (events, cut) => {
        const at = cut % (events.length + 1);
        const whole = foldPlaces(events);
        expect(foldPlaces(events.slice(at), foldPlaces(events.slice(0, at)))).toEqual(whole);
        // It changes nothing that it was given.
        expect(foldPlaces([], whole)).toEqual(whole);
      }),
    );
  });

  it('says of each instant what a slow model says', () => {
    fc.assert(
      fc.property(histories, instants, (events, instant) => {
        const ms = Date.parse(instant);
        const places = foldPlaces(events);
        for (const id of ['a', 'b', 'c']) {
          const facility = places.get(`facility/${id}`) as Facility | undefined;
          expect(facility && valueAt(facility.timeZones, ms)).toBe(slowZone(events, id, ms));
        }
      }),
    );
  });

  it('puts every place that has its place around it into the tree once, in one order', () => {
    fc.assert(
      fc.property(histories, fc.func(fc.integer()), (events, shuffle) => {
        const places = foldPlaces(events);
        const tree = placeTree(places);
        const shown = tree.flatMap(({ place, holds }) => [place, ...holds.map((node) => node.place)]);
        const expected = [...places.values()].filter(({ within }) => within === undefined || places.has(`facility/${within}`));
        expect(new Set(shown)).toEqual(new Set(expected));
        expect(shown).toHaveLength(expected.length);
        const others = new Map([...places].sort(([a], [b]) => shuffle(a) - shuffle(b)));
        expect(idsOf(placeTree(others))).toEqual(idsOf(tree));
      }),
    );
  });
});

function idsOf(nodes: readonly PlaceNode[]): unknown[] {
  return nodes.map(({ place, holds }) => [place.id, idsOf(holds)]);
}

describe('the order of a round', () => {
  it('is that of the codes as people count them, unless the organisation states another one', () => {
    const codes = ['12', '2', 'A10', 'a9', '02', '1', 'A'];
    expect([...codes].sort(compareNaturally)).toEqual(['1', '02', '2', '12', 'A', 'a9', 'A10']);
    const rooms = [
      { id: 'x', code: '3' },
      { id: 'y', code: '10' },
      { id: 'z', code: '99', order: 1 },
    ].map((room): OrganisationEvent => event('room.opened', { roomId: room.id, unitId: 'u', ...room }));
    const unit = event('unit.opened', { unitId: 'u', facilityId: 'home', name: 'U' });
    const [home] = placeTree(foldPlaces([opened, unit, ...rooms]));
    expect(home!.holds[0]!.holds.map(({ place }) => place.code)).toEqual(['99', '3', '10']);
  });

  it('is a total order', () => {
    const code = fc.string({ unit: fc.constantFrom('0', '1', '2', 'a', 'B', '-'), maxLength: 6 });
    fc.assert(
      fc.property(code, code, code, (a, b, c) => {
        expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
        if (compareNaturally(a, b) <= 0 && compareNaturally(b, c) <= 0) expect(compareNaturally(a, c)).toBeLessThanOrEqual(0);
        expect(compareNaturally(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe('a value that changes', () => {
  it('is that of the last change at or before the instant', () => {
    const dated: Dated<string>[] = [{ value: 'first' }, { from: '2026-01-01T00:00:00Z', value: 'second' }];
    expect([valueAt(dated, -1), valueAt(dated, at('2026-01-01T00:00:00Z'))]).toEqual(['first', 'second']);
  });
});

describe('a place', () => {
  it('that is named like a member of every object is a place like others', () => {
    const places = foldPlaces([event('unit.opened', { unitId: 'constructor', facilityId: 'toString', name: 'hasOwnProperty' })]);
    expect(places.get('unit/constructor')).toMatchObject({ id: 'constructor', within: 'toString' });
  });
});

it('data that is not what its schema says does not reach the fold', () => {
  expect(() => readOrganisationData('facility.opened', 1, null)).toThrow(OrganisationDataError);
  expect(() => readOrganisationData('facility.opened', 1, { facilityId: 'home' })).toThrow(OrganisationDataError);
  expect(readOrganisationData('facility.opened', 1, { ...opened.data, newer: true })).toMatchObject({ facilityId: 'home' });
  expect(['facility.opened', 'note.written'].map(isOrganisationType)).toEqual([true, false]);
});
