import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, readInput, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordReader, type ReadResult } from '../application/record.reader.js';
import { encodeSearchCursor } from '../application/search-cursor.js';
import { SearchReader, type FoundRow, type SearchResult } from '../application/search.reader.js';
import { isIdentifier } from '../domain/persons/match.js';
import { shownPlaces } from '../domain/places.js';
import type { Standing } from '../infrastructure/record.store.js';
import { CareRelations } from './care.relations.js';
import { fresheningOf } from './read-request.js';
import { orUnavailable, recordAnswer } from './record.answer.js';
import { searchPatients } from './search.operations.js';
import { Reads } from './shedding.js';

type SearchRow = Standing & SearchResult;
type SearchInput = InputOf<typeof searchPatients>;

/**
 * Finds patients. What was searched for is an access of its own, sealed under a key of the organisation; each patient
 * who is named is another one, which does not say the words: they may be the name of another person.
 */
@Controller('v1/orgs/:org/patients/search')
@Roles('carer', 'nurse', 'auditor', 'system')
export class SearchController {
  constructor(
    @Inject(SearchReader) private readonly reader: SearchReader,
    @Inject(RecordReader) private readonly records: RecordReader,
    @Inject(CareRelations) private readonly relations: CareRelations,
  ) {}

  @Described(searchPatients)
  @Post()
  @HttpCode(200)
  @Accesses('patients.search')
  @Reads('analysis')
  async search(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<string> {
    const { body, headers } = readInput(searchPatients, request);
    const { limit: _limit, cursor: _cursor, ...query } = body;
    shown.note({ detail: { query } });
    const result = await this.read(request, headers, async () => ({
      ...(await this.reader.search(context.org, body)),
      streamVersion: 0,
      last: undefined,
      unreadable: 0,
    }));
    const answer = recordAnswer(result, () => ({ body: '' }));
    if ('problem' in answer) throw answer.problem;
    if (result.outcome !== 'shown') throw new Error('an answer of a search shows it');
    const { row, position, stale, asOf, stopped } = result;
    const { etag: _, ...answered } = answer.headers;
    reply.headers(answered);
    const permitted = await this.relations.permitted(request, row.found.map(({ patient }) => patient)); // prettier-ignore
    const found = row.found.filter(({ patient }) => permitted.has(patient));
    // A cursor names the person at which a page ends: one whom the reader may see.
    const next = row.next && found.at(-1)?.at;
    const tooMany = row.tooMany || (row.next !== undefined && next === undefined);
    const said = { query, found: found.length, ...(tooMany ? { tooMany } : {}), ...(stale === undefined ? {} : { stale }) };
    shown.note({ position });
    shown.noteEach([
      { detail: said },
      ...found.map(({ patient, streamVersion }) => ({
        patient,
        patientKnown: true,
        streamVersion,
        detail: { searchedBy: Object.keys(query) },
      })),
    ]);
    return JSON.stringify({
      position,
      stale: stale !== undefined,
      ...(stale === undefined ? {} : { staleReason: stale }),
      ...(asOf ? { asOf } : {}),
      patients: found.map((each) => ({ ...personBody(each, query.identifier), ...standingOf(stopped.get(each.patient), each) })),
      next: next ? encodeSearchCursor(next) : null,
      tooMany,
    });
  }

  private async read(
    request: FastifyRequest,
    headers: SearchInput['headers'],
    load: () => Promise<SearchRow>,
  ): Promise<ReadResult<SearchRow>> {
    const { org } = request.everchartContext!;
    return orUnavailable(this.records.read(org, '', fresheningOf(headers, request), load), 'search-busy');
  }
}

/** As much of the person as it takes to know whether it is the one. */
function personBody({ patient, person, match }: FoundRow, wanted: SearchInput['body']['identifier']): Record<string, unknown> {
  const { name, birthDate, gender, identifiers, deceased, replacedBy } = person;
  const { score, formerName, stay, places } = match;
  return {
    patientId: patient,
    score: Math.round(score * 100) / 100,
    name: name ?? null,
    formerName,
    birthDate,
    gender,
    identifier: wanted && identifiers.find((each) => isIdentifier(each, wanted)),
    deceased: deceased === undefined ? undefined : true,
    replacedBy,
    stay: stay && { class: stay.class, location: stay.location, places: shownPlaces(places) },
  };
}

function standingOf(stoppedFor: string | undefined, { streamVersion, unreadable }: FoundRow): Record<string, unknown> {
  return {
    streamVersion,
    ...(unreadable > 0 ? { complete: false } : {}),
    ...(stoppedFor === undefined ? {} : { staleReason: `stopped:${stoppedFor}` }),
  };
}
