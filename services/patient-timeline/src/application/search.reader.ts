import { Turn } from '@everchart/platform';
import { Injectable } from '@nestjs/common';
import { matchOf, placeTexts, wantedPlaces, type Match, type PlaceQuery } from '../domain/persons/match.js';
import type { PersonName } from '../domain/persons/person.js';
import { criteriaOf, type PersonQuery } from '../domain/persons/terms.js';
import { PersonsStore, type PersonRow } from '../infrastructure/persons.store.js';
import { DirectoryReader } from './directory.reader.js';

export interface SearchQuery extends PlaceQuery, Omit<PersonQuery, 'places'> {
  limit: number;
  cursor?: SearchCursor | undefined;
}

/** Where a page ends: in the order of the answer. */
export interface SearchCursor {
  score: number;
  name: string;
  patient: string;
}

export interface FoundRow extends PersonRow {
  match: Match;
  at: SearchCursor;
}

export interface SearchResult {
  built: boolean;
  found: FoundRow[];
  next: SearchCursor | undefined;
  /** More persons than are looked at may meet the query: what is missing may be the one that is looked for. */
  tooMany: boolean;
}

/** With so many who are named exactly so, or begin so, names with a slip are not looked for. */
const enoughExact = 20;

/** Finds persons: candidates by the index, then each by all that was requested. */
@Injectable()
export class SearchReader {
  constructor(
    private readonly store: PersonsStore,
    private readonly directories: DirectoryReader,
  ) {}

  /** @throws LaneFullError */
  async search(org: string, query: SearchQuery): Promise<SearchResult> {
    const directory = await this.directories.read(org);
    const wanted = wantedPlaces(query, directory);
    const places = placeTexts(wanted);
    const turn = new Turn(org);
    const find = async (withSlips: boolean) => {
      const { persons, ...candidates } = await this.store.find(org, criteriaOf({ ...query, places }, withSlips));
      const rows: FoundRow[] = [];
      for (const row of persons) {
        const match = matchOf(row.person, query, wanted);
        if (match) rows.push({ ...row, match, at: { score: match.score, name: sortName(row.person.name), patient: row.patient } });
        if (turn.isOver()) await turn.next();
      }
      return { ...candidates, rows: rows.sort((a, b) => compare(a.at, b.at)) };
    };
    const exact = await find(false);
    const isEnough = query.name === undefined || exact.rows.length >= enoughExact;
    const { built, rows, more } = isEnough ? exact : await find(true);
    const { cursor, limit } = query;
    const rest = cursor === undefined ? rows : rows.filter(({ at }) => compare(at, cursor) > 0);
    const found = rest.slice(0, limit);
    return { built, found, next: rest.length > limit ? found.at(-1)!.at : undefined, tooMany: more };
  }
}

function compare(a: SearchCursor, b: SearchCursor): number {
  return (
    b.score - a.score || (a.name === b.name ? (a.patient < b.patient ? -1 : Number(a.patient !== b.patient)) : a.name < b.name ? -1 : 1)
  );
}

function sortName(name: PersonName | undefined): string {
  return [name?.family, ...(name?.given ?? []), name?.text]
    .filter((part) => part !== undefined)
    .join(' ')
    .toLowerCase();
}
