import { valueAt, type Dated, type Facility, type Places } from '@everchart/contracts-organisation';
import { instantMs } from '@everchart/primitives';
import { daysAfter, startOfDay, type RuleSet } from '@everchart/retention-rules';

/**
 * Whether dates become others between two instants without an event: a rule begins or ceases to hold on a day of one of
 * the zones, or a facility has another law, kind or zone.
 * @param fromMs exclusive @param toMs inclusive
 */
export function turnsBetween(sets: readonly RuleSet[], places: Places, fromMs: number, toMs: number): boolean {
  const isBetween = (ms: number): boolean => ms > fromMs && ms <= toMs;
  const facilities = [...places.values()].filter((place): place is Facility => place.kind === 'facility');
  const dated: readonly Dated<unknown>[] = facilities.flatMap((facility): Dated<unknown>[] => [
    ...facility.jurisdictions,
    ...facility.kindsOfCare,
    ...facility.timeZones,
  ]);
  if (dated.some(({ from }) => from !== undefined && isBetween(instantMs(from)))) return true;
  const days = new Set(
    sets.flatMap(({ rules }) =>
      rules.flatMap(({ validFrom, validTo }) => [validFrom ?? [], validTo === undefined ? [] : daysAfter(validTo, 1)].flat()),
    ),
  );
  if (days.size === 0) return false;
  const zones = new Set(['UTC', ...facilities.flatMap(({ timeZones }) => valueAt(timeZones, toMs))]);
  return [...days].some((day) => [...zones].some((zone) => isBetween(startOfDay(day, zone))));
}
