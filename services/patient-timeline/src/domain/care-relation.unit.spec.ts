import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directoryOf } from '../../test/directory.js';
import { relationOf, sojournsOf } from './care-relation.js';
import type { EntryInForce } from './doses/course.js';

const directory = directoryOf([
  ...['f', 'g'].map((facilityId): [string, object] => ['facility.opened', { facilityId, name: `House ${facilityId}`, kind: 'hospice', timeZone: 'UTC', jurisdiction: 'DE' }]),
  ...['f', 'g'].flatMap((facilityId) => [1, 2].map((n): [string, object] => ['unit.opened', { unitId: `${facilityId}${n}`, facilityId, name: `Unit ${n}` }])),
]); // prettier-ignore

const dayMs = 86_400_000;
const begin = Date.parse('2026-01-01T00:00:00Z');
const locations = [undefined, {}, { facility: 'f' }, { facility: 'f', unit: 'f1' }, { facility: 'House g', unit: 'Unit 2' }, { facility: 'unknown' }, { facility: 'f', unit: 'unknown' }]; // prettier-ignore

/** Steps of one stay: where from which day on; the last one may end it. */
const stay = fc.record({ first: fc.integer({ min: 0, max: 40 }), moves: fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: locations.length - 1 })), { minLength: 1, maxLength: 4 }), ends: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }) }); // prettier-ignore
const stays = fc.array(stay, { maxLength: 3 });

interface History {
  first: number;
  moves: [number, number][];
  ends: number | undefined;
}

function entriesOf(history: readonly History[]): EntryInForce[] {
  let version = 0;
  const entry = (type: string, stayId: string, day: number, at: number | undefined): EntryInForce => {
    const location = at === undefined ? undefined : locations[at];
    version += 1;
    return { eventId: `e${version}`, type, streamVersion: version, actor: 'a', occurredAt: new Date(begin + day * dayMs).toISOString(), data: { stayId, class: 'residential', ...(location && { location }) } }; // prettier-ignore
  };
  return history.flatMap(({ first, moves, ends }, n) => {
    const stayId = `00000000-0000-4000-8000-00000000000${n}`;
    let day = first;
    const steps = moves.map(([days, at], step) => entry(step === 0 ? 'stay.admitted' : 'stay.transferred', stayId, (day += step === 0 ? 0 : days), at)); // prettier-ignore
    return ends === undefined ? steps : [...steps, entry('stay.discharged', stayId, day + ends, undefined)];
  });
}

/** Day by day: where the patient was on each of the last days, as a person would look it up. */
function slowly(facilities: string[], units: string[], history: readonly History[], afterDays: number, today: number): boolean {
  if (history.length === 0) return true;
  const known: Record<string, [string, string?] | undefined> = { 2: ['f'], 3: ['f', 'f1'], 4: ['g', 'g2'], 6: ['f'] };
  for (const { first, moves, ends } of history) {
    let from = first;
    for (const [step, [, at]] of moves.entries()) {
      const next = moves[step + 1];
      const until = next ? from + next[0] : ends === undefined ? Infinity : from + ends;
      const place = known[at];
      if (until > today - afterDays) {
        if (place && facilities.includes(place[0])) return true;
        if (place?.[1] !== undefined && units.includes(place[1])) return true;
        if (place && place[1] === undefined && units.some((unit) => unit.startsWith(place[0]))) return true;
      }
      if (!place && until === Infinity) return true;
      from = until;
    }
  }
  return false;
}

describe('the rule by unit', () => {
  it('is what one finds who looks it up stay by stay', () => {
    const outcomes = new Set<boolean>();
    fc.assert(
      fc.property(stays, fc.subarray(['f', 'g']), fc.subarray(['f1', 'f2', 'g1', 'g2']), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 120 }), (history, facilities, units, afterDays, today) => {
        const cares = { facilities: new Set(facilities), units: new Set(units) };
        const relation = relationOf(cares, sojournsOf(entriesOf(history), directory), { afterDays }, directory, begin + today * dayMs);
        outcomes.add(relation !== undefined);
        expect(relation !== undefined).toBe(slowly(facilities, units, history, afterDays, today));
      }),
      { numRuns: 2000 },
    ); // prettier-ignore
    expect(outcomes.size).toBe(2);
  });

  it('counts no stay that never was, nor one that was cancelled', () => {
    const cancelled: EntryInForce[] = [...entriesOf([{ first: 0, moves: [[1, 3]], ends: undefined }])];
    const cancel = { ...cancelled[0]!, eventId: 'c', type: 'stay.cancelled', streamVersion: 2, data: { stayId: (cancelled[0]!.data as { stayId: string }).stayId, cancels: 'admission' } } as EntryInForce; // prettier-ignore
    expect(relationOf({ facilities: new Set(), units: new Set() }, sojournsOf([...cancelled, cancel], directory), { afterDays: 7 }, directory, begin)).toBe('nowhere'); // prettier-ignore
  });
});
