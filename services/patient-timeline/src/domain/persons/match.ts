import { normalName, textsOf, type Place } from '@everchart/contracts-organisation';
import { isIn, placesOf, textsOfUnit, wantedUnit, type KnownPlaces, type PlacesByKind, type WantedUnit } from '../places.js';
import type { FoundPerson, PersonName } from './person.js';
import { plainValue, weights, wordsOfName, type PersonQuery, type PlaceTexts } from './terms.js';
import { areSimilar, wantedWords } from './words.js';

export interface PlaceQuery {
  facility?: string | undefined;
  unit?: string | undefined;
  room?: string | undefined;
}

/** Where the persons are that are looked for. */
export interface WantedPlaces {
  unit: WantedUnit | undefined;
  room: { text: string; texts: ReadonlySet<string> } | undefined;
  directory: KnownPlaces;
}

export function wantedPlaces({ facility, unit, room }: PlaceQuery, directory: KnownPlaces): WantedPlaces {
  return {
    unit: facility === undefined && unit === undefined ? undefined : wantedUnit({ facility, unit }, directory),
    room: room === undefined ? undefined : { text: normalName(room), texts: new Set(roomTexts(normalName(room), directory)) },
    directory,
  };
}

/** Every text that may state a room which the given text names. */
function roomTexts(text: string, { places }: KnownPlaces): string[] {
  const named = [...places.values()].filter((place) => place.kind === 'room' && textsOf(place).includes(text));
  return [text, ...named.flatMap(textsOf)];
}

/** By the index: a text may name several places, so each stay is looked at again. */
export function placeTexts({ unit, room, directory }: WantedPlaces): PlaceTexts[] {
  const texts: PlaceTexts[] = [];
  if (unit) {
    const { facilities, units, unitsAlone } = textsOfUnit(unit, directory);
    texts.push({ ...(facilities && { facilities, unitsAlone }), ...(units && { units }) });
  }
  if (room) texts.push({ rooms: [...room.texts] });
  return texts;
}

export interface Match {
  /** 0 to 4: how well the parts of the query are met on average. */
  score: number;
  /** A name that the person had before, when the query is met by that one only. */
  formerName?: PersonName;
  /** The open stay in the wanted place, else the one that began last. */
  stay?: FoundPerson['stays'][number];
  places: PlacesByKind;
}

/** How a person meets the query; undefined: they do not. */
export function matchOf(person: FoundPerson, query: PersonQuery, wanted: WantedPlaces): Match | undefined {
  const stays = person.stays.map((stay) => ({ stay, places: placesOf(stay.location, wanted.directory) }));
  const inPlace = stays.find(({ stay, places }) => isWantedPlace(wanted, stay.location, places));
  if ((wanted.unit || wanted.room) && !inPlace) return undefined;
  const shown = inPlace ?? stays[0];
  const scores: number[] = [];
  const { name, birthDate, identifier } = query;
  const words = wantedWords(name ?? '');
  let formerName: PersonName | undefined;
  if (words.length > 0) {
    const own = wordScores(words, person.name ? [person.name] : []);
    const all = wordScores(words, [...(person.name ? [person.name] : []), ...person.formerNames]);
    if (all.includes(0)) return undefined;
    if (own.includes(0)) formerName = formerThatMeets(words, own, person.formerNames);
    scores.push(...all.map((score, index) => (own[index]! < score ? score - 0.5 : score)));
  }
  if (birthDate !== undefined) {
    const stated = person.birthDate ?? '';
    if (stated === birthDate || stated.startsWith(`${birthDate}-`)) scores.push(weights.exact);
    else if (stated !== '' && birthDate.startsWith(`${stated}-`)) scores.push(weights.similar);
    else return undefined;
  }
  if (identifier) {
    if (!person.identifiers.some((each) => isIdentifier(each, identifier))) return undefined;
    scores.push(weights.exact);
  }
  const score = scores.length === 0 ? weights.exact : scores.reduce((sum, each) => sum + each, 0) / scores.length;
  return { score, ...(formerName && { formerName }), ...(shown && { stay: shown.stay }), places: shown?.places ?? {} };
}

export function isIdentifier(
  { system, value }: { system: string; value: string },
  wanted: { system?: string | undefined; value: string },
): boolean {
  return (wanted.system === undefined || wanted.system === system) && plainValue(value) === plainValue(wanted.value);
}

function isWantedPlace({ unit, room }: WantedPlaces, location: FoundPerson['stays'][number]['location'], places: PlacesByKind): boolean {
  return (unit === undefined || isIn(unit, location, places)) && (room === undefined || isRoom(room, location.room, places.room));
}

function isRoom({ text, texts }: NonNullable<WantedPlaces['room']>, stated: string | undefined, place: Place | undefined): boolean {
  if (place) return textsOf(place).includes(text) || (stated !== undefined && normalName(stated) === text);
  return stated !== undefined && texts.has(normalName(stated));
}

/** Of each wanted word, how well the best word of the names meets it; 0: none does. */
function wordScores(wanted: readonly string[], names: readonly PersonName[]): number[] {
  const words = names.flatMap(wordsOfName);
  return wanted.map((want) => {
    let best = 0;
    for (const word of words) {
      if (word === want) return weights.exact;
      if (word.startsWith(want)) best = weights.begins;
      else if (best === 0 && areSimilar(word, want)) best = weights.similar;
    }
    return best;
  });
}

/** The newest of these that meets what the present name does not. */
function formerThatMeets(words: readonly string[], own: readonly number[], formerNames: readonly PersonName[]): PersonName | undefined {
  const missing = words.filter((_, index) => own[index] === 0);
  return formerNames.find((name) => wordScores(missing, [name]).some((score) => score > 0));
}
