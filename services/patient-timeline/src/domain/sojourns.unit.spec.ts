import { gather, type StatedFact, type TopicFacts } from '@everchart/clinical-facts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amend, numbered, strike, told, type Told } from '../../test/patient-stream.js';
import { emptyRecord, standingsAfter } from './patient-record.js';
import { openPlaceIn, sojournChanges, sojournsIn, sojournSteps, type KnownSojourn } from './sojourns.js';
import { StayWindow } from './stay-window.js';

const admitted = told('a', 'stay.admitted', { stayId: 'S1', class: 'inpatient', location: { unit: 'Garden', room: '1' } }, 9);
const moved = (id: string, room: string, hour: number) => told(id, 'stay.transferred', { stayId: 'S1', location: { unit: 'Garden', room } }, hour); // prettier-ignore
const discharged = (id: string, hour: number) => told(id, 'stay.discharged', { stayId: 'S1' }, hour);
const cancelled = (id: string, cancels: string, hour: number) => told(id, 'stay.cancelled', { stayId: 'S1', cancels, reason: 'r' }, hour);

/** After each event: room, and the hours (UTC) from when until when. */
const stepsOf = (...events: Told[]): string[] => {
  const steps = sojournSteps(emptyRecord, standingsAfter([], numbered(events))).get('stay/s1') ?? [];
  const hour = (text: string | null): string => text?.slice(11, 13) ?? '';
  return steps.map(({ sojourns }) =>
    sojourns.map(({ location, from, until }) => `${location.room} ${hour(from)}-${hour(until)}`).join(', '),
  );
};

describe('where a stay has been', () => {
  it('is known step by step, late moves in their own places', () => {
    expect(stepsOf(admitted, moved('m', '3', 12), moved('l', '2', 10), discharged('d', 14))).toEqual([
      '1 08-',
      '1 08-11, 3 11-',
      '1 08-09, 2 09-11, 3 11-',
      '1 08-09, 2 09-11, 3 11-13',
    ]);
  });

  it('is one time while nothing of it changes', () => {
    expect(stepsOf(admitted, moved('m', '1', 12))).toEqual(['1 08-', '1 08-']);
  });

  it('goes on when the discharge is cancelled: until it was, it was over', () => {
    expect(stepsOf(admitted, discharged('d', 12), cancelled('c', 'discharge', 14)).at(-1)).toBe('1 08-11, 1 13-');
    expect(stepsOf(admitted, cancelled('c', 'admission', 10)).at(-1)).toBe('1 08-09');
  });

  it('is without what was struck, and as amended', () => {
    const move = moved('m', '3', 12);
    expect(stepsOf(admitted, move, strike('s', 'm'))).toEqual(['1 08-', '1 08-11, 3 11-', '1 08-']);
    expect(stepsOf(admitted, move, amend('x', move, { ...(move.data as object), location: { room: '4' } })).at(-1)).toBe('1 08-11, 4 11-');
  });
});

describe('where a stay has been, of any steps', () => {
  const kinds = ['admitted', 'transferred', 'discharged', 'cancelled-transfer', 'cancelled-discharge', 'cancelled-admission'] as const;
  const minute = (at: number): string => new Date(Date.UTC(2026, 2, 1) + at * 60_000).toISOString();
  const step = (streamVersion: number, kind: (typeof kinds)[number], at: number): StatedFact => {
    const entryId = `e${streamVersion}`;
    const value = kind === 'transferred' ? { location: { room: entryId } } : kind === 'admitted' ? { stayId: 's', class: 'inpatient', location: { room: entryId } } : {}; // prettier-ignore
    return { topic: '', slot: `${kind}/${entryId}`, fact: { entryId, occurredAt: minute(at), recordedAt: minute(at), streamVersion, value } }; // prettier-ignore
  };
  /** The slow model: at each instant, all that had happened by then. */
  const bySlowModel = (steps: readonly StatedFact[]): [room: string | undefined, from: string][] => {
    const instants = [...new Set(steps.map(({ fact }) => fact.occurredAt))].sort();
    const places = instants.map((instant): [string | undefined, string] => {
      const facts: Record<string, TopicFacts> = { '': {} };
      gather(facts, steps.filter(({ fact }) => fact.occurredAt <= instant)); // prettier-ignore
      const place = openPlaceIn(facts['']);
      return [place && `${place.location.room} since ${place.admittedAt}`, instant];
    });
    return places.filter(([room], at) => room !== (at === 0 ? undefined : places[at - 1]![0]));
  };
  const byWindow = (steps: readonly StatedFact[]): [room: string | undefined, from: string][] => {
    const ms = (utc: string): string => new Date(utc).toISOString();
    return sojournsIn(steps).flatMap(({ location, admittedAt, from, until }, at, all) => {
      const here: [string, string] = [`${location.room} since ${ms(admittedAt)}`, ms(from)];
      return until === null || all[at + 1]?.from === until ? [here] : [here, [undefined, ms(until)]];
    });
  };

  it('is what all that had happened by each instant says', () => {
    const often = fc.constantFrom<(typeof kinds)[number]>('transferred', 'transferred', 'transferred', 'cancelled-transfer', ...kinds);
    const drawn = fc.array(fc.tuple(often, fc.integer({ min: 0, max: 12 })), { maxLength: 30 });
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 12 }), (all, first) => {
        const steps = [step(1, 'admitted', first), ...all.map(([kind, at], index) => step(index + 2, kind, at))];
        expect(byWindow(steps)).toEqual(bySlowModel(steps));
      }),
      { numRuns: 2000 },
    );
  });

  it('looks at few of a thousand transfers beside a cancellation', () => {
    const steps = [
      step(1, 'admitted', 0),
      ...Array.from({ length: 1000 }, (_, at) => step(at + 2, 'transferred', at + 1)),
      step(1002, 'cancelled-transfer', 1500),
    ];
    const window = new StayWindow(steps);
    let most = 0;
    for (const each of steps) {
      window.add(each);
      most = Math.max(most, Object.keys(window.facts()).length);
    }
    expect(most).toBe(4);
    expect(sojournsIn(steps)).toHaveLength(1002);
    expect(sojournsIn(steps).at(-1)!.location).toEqual({ room: 'e1000' });
  });
});

describe('the rows of a stay', () => {
  it('change by when they end to be known alone', () => {
    const sojourn = (room: string, until: string | null) => ({ location: { room }, admittedAt: 'a', from: `from ${room}`, until });
    const step = (version: number, ...sojourns: ReturnType<typeof sojourn>[]) => ({ version, recordedAt: `at ${version}`, sojourns });
    const known: KnownSojourn[] = [{ id: 's/1/0', ...sojourn('1', null) }];
    const { added, ended } = sojournChanges('s', known, [step(2, sojourn('1', 'from 2'), sojourn('2', null)), step(3, sojourn('1', null))]);
    expect(ended).toEqual([{ id: 's/1/0', knownUntil: 'at 2' }]);
    expect(added.map(({ id, knownFrom, knownUntil }) => [id, knownFrom, knownUntil])).toEqual([
      ['s/2/0', 'at 2', 'at 3'],
      ['s/2/1', 'at 2', 'at 3'],
      ['s/3/0', 'at 3', null],
    ]);
  });
});
