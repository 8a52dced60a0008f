import { foldPlaces, PlaceIndex, type Places } from '@everchart/contracts-organisation';
import { Turn } from '@everchart/platform';
import { Injectable } from '@nestjs/common';
import { faultsOf, type StayFault } from '../domain/directory-faults.js';
import type { KnownPlaces } from '../domain/places.js';
import { DirectoryStore } from '../infrastructure/directory.store.js';
import type { Standing } from '../infrastructure/record.store.js';

/** The directory of an organisation as it stands. */
export type Directory = Standing & KnownPlaces;

export interface FaultPage {
  /** Of all faults. */
  count: number;
  faults: StayFault[];
  /** The last patient of this page; null on the last one. */
  next: string | null;
}

interface Folded {
  state: string;
  places: Places;
  index?: PlaceIndex;
}

/** Organisations whose directory is kept in memory: those that were read last. */
const keptMax = 50;
/** Faults beyond the limit of a page at most: of the last patient on it. */
const ofPatientMax = 500;

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

  /**
   * The open stays in places that the directory does not have, by patient: how many there are, and a page of them. All
   * of a patient are on one page, as far as there is room.
   */
  async faults(org: string, { index }: Directory, { limit, after }: { limit: number; after?: string | undefined }): Promise<FaultPage> {
    const page: FaultPage = { count: 0, faults: [], next: null };
    const turn = new Turn(org);
    for await (const stays of this.store.openStays(org)) {
      for (const fault of faultsOf(stays, index)) {
        page.count += 1;
        if (page.next !== null || (after !== undefined && fault.patientId <= after)) continue;
        const last = page.faults.at(-1)?.patientId;
        if (page.faults.length < limit) page.faults.push(fault);
        else if (fault.patientId !== last) page.next = last!;
        else if (page.faults.length < limit + ofPatientMax) page.faults.push(fault);
      }
      if (turn.isOver()) await turn.next();
    }
    return page;
  }

  /** The one that was read last is the last one in the map. */
  #keep(org: string, folded: Folded): void {
    this.#folded.delete(org);
    this.#folded.set(org, folded);
    if (this.#folded.size > keptMax) this.#folded.delete(this.#folded.keys().next().value!);
  }
}
