import { foldPlaces, PlaceIndex, type Places } from '@everchart/contracts-organisation';
import { Injectable } from '@nestjs/common';
import { faultsOf, type StayFault } from '../domain/directory-faults.js';
import type { KnownPlaces } from '../domain/places.js';
import { DirectoryStore } from '../infrastructure/directory.store.js';
import type { Standing } from '../infrastructure/record.store.js';

/** The directory of an organisation as it stands. */
export type Directory = Standing & KnownPlaces;

interface Folded {
  state: string;
  places: Places;
  index?: PlaceIndex;
}

/** Organisations whose directory is kept in memory: those that were read last. */
const keptMax = 50;

/** What each organisation states of itself, folded once for each state of it. */
@Injectable()
export class DirectoryReader {
  readonly #folded = new Map<string, Folded>();

  constructor(private readonly store: DirectoryStore) {}

  async read(org: string): Promise<Directory> {
    const known = this.#folded.get(org);
    const { state, events, ...standing } = await this.store.directory(org, known?.state);
    const folded = events === undefined ? known! : { state, places: foldPlaces(events) };
    this.#keep(org, folded);
    return {
      ...standing,
      places: folded.places,
      get index() {
        return (folded.index ??= new PlaceIndex(folded.places));
      },
    };
  }

  /** The open stays in places that the directory does not have, by patient. */
  async faults(org: string): Promise<Directory & { faults: StayFault[] }> {
    const directory = await this.read(org);
    return Object.assign(directory, { faults: faultsOf(await this.store.openStays(org), directory.index) });
  }

  /** The one that was read last is the last one in the map. */
  #keep(org: string, folded: Folded): void {
    this.#folded.delete(org);
    this.#folded.set(org, folded);
    if (this.#folded.size > keptMax) this.#folded.delete(this.#folded.keys().next().value!);
  }
}
