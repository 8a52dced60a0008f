import { lifeOf, type Life, type StayPlace } from '@everchart/clinical-facts';
import { valueAt, type Dated as DatedValue, type Facility, type PlaceIndex, type Places } from '@everchart/contracts-organisation';
import type { RetentionEventData, Trigger } from '@everchart/contracts-retention';
import { instantMs } from '@everchart/primitives';
import type { CircumstanceFact, Dated, Place, RetentionSubject, TriggerFact } from '@everchart/retention-rules';
import type { KnownRecord } from './known-record.js';

/** What an officer has stated of a record, and not withdrawn. */
export interface StatedFact extends Pick<RetentionEventData['fact.stated'], 'fact' | 'on' | 'until'> {
  eventId: string;
}

/** What the organisation states of its facilities. */
export interface KnownPlaces {
  places: Places;
  index: PlaceIndex;
}

/**
 * What rules of retention see of the records of one person: the record itself, and those that were merged with it, as
 * one. While a stay is open, its end, the last contact and the last entry are still to come. An entry whose facts are
 * not known may say anything: then nothing is known.
 * @param records one at least
 * @param isWhole false: there are further records of the person
 */
export function subjectOf(
  records: readonly KnownRecord[],
  facts: readonly StatedFact[],
  known: KnownPlaces,
  now: string,
  isWhole = true,
): RetentionSubject {
  const lives = records.map(({ entries }) => lifeOf(entries));
  const stays = lives.flatMap((life) => life.stays);
  const pending = stays.some(({ state }) => state === 'open');
  const discharges = stays.flatMap(({ discharged }) => (discharged ? [dated(discharged.at, discharged.entryId)] : []));
  const triggers: Partial<Record<Trigger, TriggerFact>> = {
    birth: { times: datesOf(lives, 'birth') },
    death: { times: datesOf(lives, 'death') },
    'last-entry': { times: records.map(({ recordedAt, recordedBy }) => dated(recordedAt, recordedBy)), pending },
    'last-contact': { times: [...discharges, ...records.map(({ occurredAt, occurredBy }) => dated(occurredAt, occurredBy))], pending },
    discharge: { times: discharges, pending },
    'end-of-care-process': { times: discharges, pending },
  };
  for (const { fact, on, eventId } of facts) {
    if (fact.trigger === undefined || on === undefined) continue;
    const times = triggers[fact.trigger]?.times ?? [];
    triggers[fact.trigger] = { times: [...times, dated(on, eventId)] };
  }
  const isUnread = !isWhole || records.some(({ unread }) => unread > 0);
  return {
    recordKinds: ['patient-record', ...facts.flatMap(({ fact }) => fact.recordKind ?? [])],
    places: placesOf(records, stays.flatMap(({ places }) => places), known, now), // prettier-ignore
    triggers: isUnread ? Object.fromEntries(Object.keys(triggers).map((name) => [name, { times: [], pending: true }])) : triggers,
    circumstances: circumstancesOf(facts),
  };
}

/**
 * What rules see of a record that is of no patient: accesses of a year, events of retention, what the organisation
 * states of itself. It is a record of every facility, and where the organisation has none, of the organisation alone.
 */
export function subjectOfClass(retentionClass: string, facts: readonly StatedFact[], known: KnownPlaces, now: string): RetentionSubject {
  const triggers: Partial<Record<Trigger, TriggerFact>> = {};
  for (const { fact, on, eventId } of facts) {
    if (fact.trigger === undefined || on === undefined) continue;
    triggers[fact.trigger] = { times: [...(triggers[fact.trigger]?.times ?? []), dated(on, eventId)] };
  }
  const [, year] = /^access-(\d{4})$/.exec(retentionClass) ?? [];
  // The last line that the year may have: no event says it.
  if (year !== undefined) triggers['log-line'] = { times: [{ at: `${year}-12-31`, eventIds: [] }] };
  return {
    recordKinds: [year === undefined ? (kindsOfClasses[retentionClass] ?? retentionClass) : 'access-log'],
    places: placesOfOrganisation(known, now),
    triggers,
    circumstances: circumstancesOf(facts),
  };
}

const kindsOfClasses: Readonly<Record<string, string>> = { retention: 'retention-events', organisation: 'organisation-record' };

/** Ids of the facilities, each once, in order. */
export function facilitiesOf({ places }: Pick<RetentionSubject, 'places'>): string[] {
  return [...new Set(places.flatMap(({ facilityId }) => facilityId ?? []))].sort();
}

function dated(at: string, eventId: string): Dated {
  return { at, eventIds: [eventId] };
}

function datesOf(lives: readonly Life[], name: 'birth' | 'death'): Dated[] {
  return lives.flatMap((life) => (life[name] ? [dated(life[name].at, life[name].entryId)] : []));
}

function circumstancesOf(facts: readonly StatedFact[]): CircumstanceFact[] {
  return facts.flatMap(({ fact: { circumstance }, on, until, eventId }) =>
    // A circumstance without its beginning was always there.
    circumstance === undefined
      ? []
      : [{ circumstance, from: on ?? '0001-01-01', ...(until === undefined ? {} : { until }), eventIds: [eventId] }],
  );
}

/** Without a facility that an entry names, every facility of the organisation may be meant. */
function placesOf(records: readonly KnownRecord[], stays: readonly StayPlace[], known: KnownPlaces, now: string): Place[] {
  const named = [
    ...stays.flatMap(({ facility, from, until = now }) => (facility === undefined ? [] : [{ facility, from, until }])),
    ...records.flatMap(({ facilities }) => facilities.map(({ facility, firstAt, lastAt }) => ({ facility, from: firstAt, until: lastAt }))),
  ];
  const places = named.flatMap(({ facility, from, until }) => {
    const found = known.index.locate({ facility }, () => true).places.facility as Facility | undefined;
    return found ? placesIn(found, instantMs(from), instantMs(until)) : [{ timeZone: 'UTC' }];
  });
  const isElsewhere = stays.some(({ facility }) => facility === undefined) || named.length === 0;
  if (!isElsewhere) return places;
  return [...places, ...placesEverywhere(known, now)];
}

/** Every facility, under each law that it has had. A patient was in one, be it one that is not known. */
function placesEverywhere(known: KnownPlaces, now: string): Place[] {
  const places = placesOfFacilities(known, now);
  return places.length > 0 ? places : [{ timeZone: 'UTC' }];
}

function placesOfOrganisation(known: KnownPlaces, now: string): Place[] {
  const places = placesOfFacilities(known, now);
  return places.length > 0 ? places : [{ timeZone: 'UTC', isWithoutFacility: true }];
}

function placesOfFacilities(known: KnownPlaces, now: string): Place[] {
  const all = [...known.places.values()].filter((place): place is Facility => place.kind === 'facility');
  return all.flatMap((facility) => placesIn(facility, -Infinity, instantMs(now)));
}

/** A facility under each law, and of each kind, that held there in a time. */
function placesIn({ id, jurisdictions, kindsOfCare, timeZones }: Facility, fromMs: number, untilMs: number): Place[] {
  const changes = [...jurisdictions, ...kindsOfCare]
    .flatMap(({ from }: DatedValue<string>) => (from === undefined ? [] : [instantMs(from)]))
    .filter((ms) => ms > fromMs && ms <= untilMs);
  return [...new Set([fromMs, ...changes])].map((ms) => ({
    facilityId: id,
    jurisdiction: valueAt(jurisdictions, ms),
    kindOfCare: valueAt(kindsOfCare, ms),
    timeZone: valueAt(timeZones, untilMs),
  }));
}
