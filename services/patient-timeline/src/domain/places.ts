import {
  parentKey,
  type Place,
  type PlaceIndex,
  type PlaceKind,
  type Places,
  type StatedLocation,
} from '@everchart/contracts-organisation';

/** The directory of an organisation, as it stands. */
export interface KnownPlaces {
  places: Places;
  /** Finds the places that entries name. */
  index: PlaceIndex;
}

/** Places of one stay, or of a question, by kind. */
export type PlacesByKind = Readonly<Partial<Record<PlaceKind, Place>>>;

/** The places that are stated, as far as the directory has them, closed ones too; with those around them. */
export function placesOf(location: StatedLocation, { places, index }: KnownPlaces): PlacesByKind {
  const found: Partial<Record<PlaceKind, Place>> = { ...index.locate(location).places };
  for (const place of Object.values(found)) {
    for (let around = aroundOf(place, places); around && !found[around.kind]; around = aroundOf(around, places))
      found[around.kind] = around;
  }
  return found;
}

function aroundOf(place: Place, places: Places): Place | undefined {
  const key = parentKey(place);
  return key === undefined ? undefined : places.get(key);
}
