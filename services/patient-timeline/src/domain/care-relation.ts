import { openAccess, type AccessRule } from '@everchart/contracts-organisation';
import { instantMs } from '@everchart/primitives';
import type { EntryInForce } from './doses/course.js';
import { staysOf } from './doses/stays.js';
import { placesOf, wantedUnit, type KnownPlaces, type PlacesByKind, type UnitName } from './places.js';

/** Where a person cares for patients, by ids of the directory. */
export interface CarePlaces {
  facilities: ReadonlySet<string>;
  units: ReadonlySet<string>;
}

/** A part of a stay in one place. */
export interface Sojourn {
  /** As far as the directory has them. */
  places: PlacesByKind;
  /** Milliseconds since 1970; Infinity while it lasts. */
  until: number;
}

/** Why a person may see a patient. */
export type Relation =
  /** The patient is, or was until a few days ago, where the person cares for patients. */
  | 'cares'
  /** No stay is on record: no one is nearer than all others. */
  | 'nowhere'
  /** The patient is in a place that the directory does not have: no one could see them otherwise. */
  | 'place-unknown';

const dayMs = 24 * 60 * 60_000;

/** Where the patient was and is, by the entries of the stays. */
export function sojournsOf(entries: readonly EntryInForce[], directory: KnownPlaces): Sojourn[] {
  return staysOf(entries).flatMap(({ moves, discharged }) =>
    moves.map(({ data }, at) => {
      const next = moves[at + 1] ?? discharged;
      return { places: placesOf(data.location ?? {}, directory), until: next ? instantMs(next.occurredAt) : Infinity };
    }),
  );
}

/**
 * Who may see a patient where the organisation chose `by-unit`.
 * @param now milliseconds since 1970
 * @returns undefined: only in an emergency
 */
export function relationOf(
  cares: CarePlaces,
  sojourns: readonly Sojourn[],
  { afterDays }: Pick<AccessRule, 'afterDays'>,
  { places }: Pick<KnownPlaces, 'places'>,
  now: number,
): Relation | undefined {
  if (sojourns.length === 0) return 'nowhere';
  const facilitiesOfUnits = new Set([...cares.units].flatMap((id) => places.get(`unit/${id}`)?.within ?? []));
  const counts = sojourns.filter(({ until }) => until > now - afterDays * dayMs);
  if (counts.some(({ places: { facility, unit } }) => isOf(facility?.id, unit?.id))) return 'cares';
  return counts.some((sojourn) => sojourn.until === Infinity && !sojourn.places.facility) ? 'place-unknown' : undefined;

  /** In a facility of which no unit is known, the patient is everyone's there. */
  function isOf(facility: string | undefined, unit: string | undefined): boolean {
    if (facility !== undefined && cares.facilities.has(facility)) return true;
    if (unit !== undefined) return cares.units.has(unit);
    return facility !== undefined && facilitiesOfUnits.has(facility);
  }
}

/** What the organisation states that decides who may see whom. */
export interface StatedRule extends KnownPlaces {
  accessRule?: AccessRule | undefined;
}

/** Of those who follow a unit: who will come into it is not known yet. */
export function mayFollow({ facilities, units }: CarePlaces, name: UnitName, stated: StatedRule): boolean {
  if ((stated.accessRule ?? openAccess).rule === 'open') return true;
  const { facility, unit } = wantedUnit(name, stated).places;
  return (facility !== undefined && facilities.has(facility.id)) || (unit !== undefined && units.has(unit.id));
}

/** Who may see whom at one moment: for readers who go on reading. */
export class CareMoment {
  readonly #sojourns: ReadonlyMap<string, readonly Sojourn[]>;

  /**
   * @param stays the entries of the stays of the patients who are looked at
   * @param emergencies whether those that are looked at last, by id
   * @param now milliseconds since 1970
   */
  constructor(
    readonly stated: StatedRule,
    stays: ReadonlyMap<string, readonly EntryInForce[]>,
    private readonly emergencies: ReadonlyMap<string, boolean>,
    readonly now: number,
  ) {
    this.#sojourns = new Map([...stays].map(([patient, entries]) => [patient, sojournsOf(entries, stated)]));
  }

  /** @returns undefined for a patient who was not looked at */
  sees(cares: CarePlaces, patient: string): boolean | undefined {
    const rule = this.stated.accessRule ?? openAccess;
    if (rule.rule === 'open') return true;
    const sojourns = this.#sojourns.get(patient);
    return sojourns && relationOf(cares, sojourns, rule, this.stated, this.now) !== undefined;
  }

  /** @returns undefined for one that was not looked at */
  lasts(emergency: string): boolean | undefined {
    return this.emergencies.get(emergency);
  }
}
