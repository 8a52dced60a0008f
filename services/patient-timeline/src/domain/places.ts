import {
  normalName,
  parentKey,
  placeKey,
  placeKinds,
  placeTree,
  textsOf,
  type Place,
  type PlaceIndex,
  type PlaceKind,
  type PlaceNode,
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

/** Id, and what people call it. */
export function shownPlaces(found: PlacesByKind): Partial<Record<PlaceKind, Pick<Place, 'id' | 'name' | 'code'>>> {
  return Object.fromEntries(
    placeKinds.flatMap((kind) => {
      const place = found[kind];
      if (!place) return [];
      const { id, name, code } = place;
      return [[kind, { id, ...(name === undefined ? {} : { name }), ...(code === undefined ? {} : { code }) }]];
    }),
  );
}

/** A facility, or a unit of it, by any text that names it. */
export interface UnitName {
  facility?: string | undefined;
  unit?: string | undefined;
}

/** As it is looked for. */
export interface WantedUnit {
  name: UnitName;
  /** What the directory knows of it. */
  places: PlacesByKind;
}

const unitKinds = ['facility', 'unit'] as const;

export function wantedUnit(name: UnitName, directory: KnownPlaces): WantedUnit {
  const stated = Object.fromEntries(unitKinds.flatMap((kind) => (name[kind] === undefined ? [] : [[kind, name[kind]]])));
  return { name, places: placesOf(stated, directory) };
}

/** Whether a stay is in it: by the directory, and where that does not know both, by the text that is stated. */
export function isIn({ name, places: wanted }: WantedUnit, stated: StatedLocation, places: PlacesByKind): boolean {
  return unitKinds.every((kind) => {
    const [one, other] = [wanted[kind], places[kind]];
    if (name[kind] === undefined) return true;
    return one && other ? one.id === other.id : stated[kind] === name[kind];
  });
}

/** Whether a place that is named like a unit holds all of one. */
export function covers(named: UnitName, { name, places }: WantedUnit, directory: KnownPlaces): boolean {
  return isIn(wantedUnit(named, directory), name, places);
}

/** Whether it holds a unit, or lies in it. */
export function concerns(named: UnitName, wanted: WantedUnit, directory: KnownPlaces): boolean {
  return covers(named, wanted, directory) || isIn(wanted, named, placesOf(named, directory));
}

/** Texts of which a stay in the unit states one, as `normalName` makes them. */
export interface UnitTexts {
  /** Undefined: any facility. */
  facilities: string[] | undefined;
  /** Undefined: any unit. */
  units: string[] | undefined;
  /** Of the unit of a stay that states no facility. */
  unitsAlone: string[];
}

export function textsOfUnit({ name, places: wanted }: WantedUnit, { places }: KnownPlaces): UnitTexts {
  const of = (kind: (typeof unitKinds)[number]): string[] | undefined => {
    const [text, place] = [name[kind], wanted[kind]];
    return text === undefined ? undefined : [normalName(text), ...(place ? textsOf(place) : [])];
  };
  const units = of('unit');
  const { facility } = wanted;
  const within = facility ? [...places.values()].filter((place) => parentKey(place) === placeKey(facility)).flatMap(textsOf) : [];
  return { facilities: of('facility'), units, unitsAlone: units ?? within };
}

const placeOrders = new WeakMap<Places, ReadonlyMap<Place, number>>();

/** The number of each place in the order of a round. */
export function placeOrderOf(places: Places): ReadonlyMap<Place, number> {
  let order = placeOrders.get(places);
  if (!order) {
    const numbers = new Map<Place, number>();
    const walk = ({ place, holds }: PlaceNode): void => {
      numbers.set(place, numbers.size);
      holds.forEach(walk);
    };
    placeTree(places).forEach(walk);
    placeOrders.set(places, (order = numbers));
  }
  return order;
}
