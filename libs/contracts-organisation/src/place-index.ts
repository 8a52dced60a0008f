import { parentKey, placeKey, placeKinds, type Place, type PlaceKind, type Places } from './directory.js';

/** Where a person is, as an entry says it: ids of the directory, codes, or names as people write them. */
export type StatedLocation = Readonly<Partial<Record<PlaceKind, string>>>;

/**
 * Why a stated place is none of the directory: there is none of that id, code or name; several have it; or it is there,
 * but was closed.
 */
export type PlaceFault = 'unknown' | 'ambiguous' | 'closed';

export interface Located {
  /** As far as they are known, closed ones too. */
  places: Readonly<Partial<Record<PlaceKind, Place>>>;
  /** The outermost member that is at fault: what is within a place that is not known cannot be looked for. */
  fault?: { member: PlaceKind; fault: PlaceFault };
}

/** An id decides before what other systems call it, and that before a name. */
const ranks = ['id', 'code', 'name'] as const;
type Rank = (typeof ranks)[number];

/** Finds the places that entries name. Made once for a state of the directory. */
export class PlaceIndex {
  readonly #found = new Map<string, Place[]>();

  constructor(private readonly places: Places) {
    for (const place of places.values()) {
      const around = ['', ...this.#around(place)];
      for (const [rank, name] of namesOf(place)) for (const within of around) this.#add(indexKey(place.kind, within, rank, name), place);
    }
  }

  /**
   * A member that is not stated is passed over: a bed is then looked for in all rooms of the unit.
   * @param isOpen whether a place was in use then
   */
  locate(location: StatedLocation, isOpen: (place: Place) => boolean = ({ closed }) => closed === undefined): Located {
    const places: Partial<Record<PlaceKind, Place>> = {};
    let within = '';
    for (const kind of placeKinds) {
      const text = location[kind];
      if (text === undefined) continue;
      const found = this.#find(kind, within, text, isOpen);
      if (typeof found === 'string') return { places, fault: { member: kind, fault: found } };
      places[kind] = found;
      if (!isOpen(found)) return { places, fault: { member: kind, fault: 'closed' } };
      within = placeKey(found);
    }
    return { places };
  }

  #find(kind: PlaceKind, within: string, text: string, isOpen: (place: Place) => boolean): Place | PlaceFault {
    const candidates = ranks.map((rank) => this.#found.get(indexKey(kind, within, rank, rank === 'name' ? normalName(text) : text)) ?? []);
    for (const places of candidates) {
      const open = [...new Set(places.filter(isOpen))];
      if (open.length > 0) return open.length === 1 ? open[0]! : 'ambiguous';
    }
    return candidates.flat().at(-1) ?? 'unknown';
  }

  #around(place: Place): string[] {
    const keys: string[] = [];
    for (let key = parentKey(place); key !== undefined;) {
      keys.push(key);
      const parent = this.places.get(key);
      key = parent && parentKey(parent);
    }
    return keys;
  }

  #add(key: string, place: Place): void {
    const known = this.#found.get(key);
    if (known) known.push(place);
    else this.#found.set(key, [place]);
  }
}

function namesOf({ id, code, name, identifiers }: Place): [Rank, string][] {
  return [
    ['id', id],
    ...[...(code === undefined ? [] : [code]), ...identifiers.map(({ value }) => value)].map((text): [Rank, string] => ['code', text]),
    ...(name === undefined ? [] : [['name', normalName(name)] as [Rank, string]]),
  ];
}

/** Every text that may state a place, each as {@link normalName} makes it. */
export function textsOf(place: Place): string[] {
  return [...new Set(namesOf(place).map(([, text]) => normalName(text)))];
}

/** Of a key no part can be mistaken for another: kinds and ranks are fixed, and a place's key has no line feed. */
function indexKey(kind: PlaceKind, within: string, rank: Rank, name: string): string {
  return `${kind}\n${within}\n${rank}\n${name}`;
}

/** A name as people write it: regardless of case and spacing. */
export function normalName(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').toLowerCase();
}
