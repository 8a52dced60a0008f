import { valueAt, type Dated, type Facility } from '@everchart/contracts-organisation';
import { instantMs } from '@everchart/primitives';
import { placesOf, type KnownPlaces } from '../places.js';
import type { EntryInForce } from './course.js';
import { LocalTime } from './local-time.js';
import { residing } from './presence.js';
import { staysOf, type StayInSteps } from './stays.js';

/** Who says which zone it is: the schedule, the directory of the organisation, or none of both. */
export type ZoneSource = 'prescription' | 'facility' | 'default';

/** What holds from an instant on, until the next one begins; milliseconds since 1970. */
export interface Zone {
  from: number;
  local: LocalTime;
  source: ZoneSource;
}

/**
 * The zones of a patient over time, in order, the first one from the beginning of time: for what was prescribed in a
 * stay, or in none that is known.
 */
export type Zones = (stayId?: string) => readonly Zone[];

/** A time in one facility. */
interface Sojourn {
  stayId: string;
  class: string;
  admittedAt: number;
  from: number;
  to: number;
  zones: readonly Dated<string>[];
}

const utc: Zone = { from: -Infinity, local: LocalTime.in('UTC')!, source: 'default' };

/**
 * The zones of the facilities in which the patient stays, as the directory states them for each instant. Between two
 * stays the zone of the last one goes on, and before the first one that of the first. Without a facility that is known
 * it is UTC.
 */
export function zonesOf(entries: readonly EntryInForce[], directory: KnownPlaces | undefined): Zones {
  const sojourns = directory ? staysOf(entries).flatMap((stay) => sojournsIn(stay, directory)) : [];
  const known = new Map<string | undefined, readonly Zone[]>();
  return (stayId) => {
    const own = sojourns.some((sojourn) => sojourn.stayId === stayId) ? stayId : undefined;
    let zones = known.get(own);
    if (!zones) known.set(own, (zones = zonesIn(sojourns, own)));
    return zones;
  };
}

export function zoneAt(zones: readonly Zone[], ms: number): Zone {
  return zones.findLast(({ from }) => from <= ms)!;
}

/** From the admission, or a transfer, to the next transfer, or the discharge. */
function sojournsIn({ stayId, admitted, moves, discharged }: StayInSteps, directory: KnownPlaces): Sojourn[] {
  const admittedAt = instantMs(admitted.at);
  const end = discharged ? instantMs(discharged.at) : Infinity;
  return moves.flatMap(({ at, data: { location } }, move) => {
    const facility = placesOf(location ?? {}, directory).facility as Facility | undefined;
    if (!facility) return [];
    const next = moves[move + 1];
    const [from, to] = [Math.max(admittedAt, instantMs(at)), Math.min(end, next ? instantMs(next.at) : Infinity)];
    return from < to ? [{ stayId, class: admitted.data.class!, admittedAt, from, to, zones: facility.timeZones }] : [];
  });
}

function zonesIn(sojourns: readonly Sojourn[], own: string | undefined): readonly Zone[] {
  const nearestFirst = sojourns.toSorted(
    (a, b) => rankOf(a, own) - rankOf(b, own) || b.admittedAt - a.admittedAt || (a.stayId < b.stayId ? -1 : 1),
  );
  const zones: Zone[] = [];
  for (const instant of instantsOf(sojourns)) {
    const holding = nearestFirst.find(({ from, to }) => from <= instant && instant < to);
    if (!holding) continue;
    const local = LocalTime.in(valueAt(holding.zones, instant));
    const from = zones.length === 0 ? -Infinity : instant;
    const zone: Zone = local ? { from, local, source: 'facility' } : { ...utc, from };
    const last = zones.at(-1);
    if (last?.local !== zone.local || last.source !== zone.source) zones.push(zone);
  }
  return zones.length === 0 ? [utc] : zones;
}

/** First the stay of the prescription, then those that the patient lives or is nursed in; of these the last one. */
function rankOf({ stayId, class: kind }: Sojourn, own: string | undefined): number {
  if (stayId === own) return 0;
  return residing.has(kind) ? 1 : 2;
}

/** At which another zone may begin to hold. */
function instantsOf(sojourns: readonly Sojourn[]): number[] {
  const instants = sojourns.flatMap(({ from, to, zones }) => {
    const changes = zones.flatMap((dated) => (dated.from === undefined ? [] : [instantMs(dated.from)]));
    return [from, to, ...changes.filter((change) => from < change && change < to)];
  });
  return [...new Set(instants)].filter(Number.isFinite).sort((a, b) => a - b);
}
