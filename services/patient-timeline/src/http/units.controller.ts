import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { KeyringUnavailableError } from '@everchart/keyring';
import { Context, Described, ProblemError, readInput, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HandoverReaders, handoverOperation, type HandoverReading } from '../application/handover.readers.js';
import type { UnitName } from '../domain/places.js';
import { RecordReader, type ReadResult } from '../application/record.reader.js';
import { UnitsReader, type AskedUnit, type UnitAnswer, type UnitResult } from '../application/units.reader.js';
import type { UnitViewpoint } from '../infrastructure/past.units.js';
import type { Standing } from '../infrastructure/record.store.js';
import { tokenOf } from './patients.controller.js';
import { problems } from './problems.js';
import { clockOf, fresheningOf, slotOf, viewpointOf } from './read-request.js';
import { orUnavailable, recordAnswer, type JsonText } from './record.answer.js';
import { CareRelations } from './care.relations.js';
import { readBoard, readHandover, readRound } from './units.operations.js';
import { Reads } from './shedding.js';

type UnitRow = Standing & { unit: UnitResult };

/**
 * Units: who is in one, what they need, and what happened. Each resident that an answer names finds the look among the
 * accesses to their record.
 */
@Controller('v1/orgs/:org')
@Roles('carer', 'nurse', 'auditor', 'system')
export class UnitsController {
  constructor(
    @Inject(UnitsReader) private readonly units: UnitsReader,
    @Inject(RecordReader) private readonly reader: RecordReader,
    @Inject(CareRelations) private readonly relations: CareRelations,
    @Inject(HandoverReaders) private readonly readers: HandoverReaders,
  ) {}

  @Described(readBoard)
  @Get('board')
  @Accesses('board.read')
  @Reads('care')
  async board(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const { query, headers } = readInput(readBoard, request);
    const now = clockOf(query, Date.now());
    const result = await this.read(request, headers, query, () => this.units.board(this.#of(request, query), now, query.since));
    return answered(context, result, { at: new Date(now).toISOString(), ...query }, { reply, shown });
  }

  @Described(readRound)
  @Get('round')
  @Accesses('round.read')
  @Reads('care')
  async round(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const { query, headers } = readInput(readRound, request);
    const slot = slotOf(query, clockOf(query, Date.now()));
    const result = await this.read(request, headers, query, () => this.units.round(this.#of(request, query), slot));
    return answered(context, result, { ...query, ...slot }, { reply, shown });
  }

  @Described(readHandover)
  @Get('handover')
  @Accesses(handoverOperation)
  @Reads('care')
  async handover(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const { query, headers } = readInput(readHandover, request);
    const now = clockOf(query, Date.now());
    const result = await this.read(request, headers, query, () => this.units.handover(this.#of(request, query), query.since, now));
    const readBy = result.outcome === 'shown' ? await this.readBy(context.org, query) : null;
    return answered(context, result, { at: new Date(now).toISOString(), ...query }, { reply, shown }, { readBy });
  }

  /** Null while the keyring is away: the handover does not wait for it. */
  private async readBy(org: string, query: UnitName & UnitViewpoint & { since: string }): Promise<HandoverReading[] | null> {
    try {
      return await orUnavailable(this.readers.since(org, query, query.since, query.knownAt ?? query.happenedBy));
    } catch (error) {
      if (error instanceof KeyringUnavailableError) return null;
      throw error;
    }
  }

  /** The unit, and of its residents those whom the caller may see. */
  #of(request: FastifyRequest, { facility, unit, knownAt, happenedBy }: UnitName & UnitViewpoint): AskedUnit {
    const permitted = (patients: readonly string[]): Promise<ReadonlySet<string>> => this.relations.permitted(request, patients);
    return { org: request.everchartContext!.org, name: { facility, unit }, permitted, viewpoint: viewpointOf({ knownAt, happenedBy }) };
  }

  private async read(
    request: FastifyRequest,
    headers: InputOf<typeof readBoard>['headers'],
    viewpoint: UnitViewpoint,
    load: () => Promise<UnitResult>,
  ): Promise<ReadResult<UnitRow>> {
    const standing = async (): Promise<UnitRow> => {
      const unit = await load();
      const built = typeof unit === 'string' || unit.built;
      return { streamVersion: 0, last: undefined, unreadable: 0, built, unit };
    };
    const { org } = request.everchartContext!;
    const freshening = fresheningOf(headers, request, viewpoint.knownAt);
    return orUnavailable(this.reader.read(org, '', freshening, standing), viewpointOf(viewpoint) ? 'past-busy' : 'overloaded');
  }
}

/**
 * @param own members of a handover: that it was read is an access of its own, too, of no single patient
 * @throws ProblemError for an answer that is one
 */
function answered(
  { org }: RequestContext,
  result: ReadResult<UnitRow>,
  named: Record<string, unknown> & UnitViewpoint,
  { reply, shown }: { reply: FastifyReply; shown: Shown },
  own?: object,
): JsonText {
  const isPast = viewpointOf(named) !== undefined;
  // A state of the past has no one place in the shards of now.
  const answer = recordAnswer(result, () => ({ body: '', ...(isPast && { shows: { position: undefined, streamVersion: 0 } }) }));
  if ('problem' in answer) throw answer.problem;
  if (result.outcome !== 'shown') throw new Error('an answer of a unit shows it');
  const { row, stale, asOf, stopped } = result;
  const position = isPast ? undefined : result.position;
  if (row.unit === 'unit-too-large') throw new ProblemError(problems['unit-too-large']);
  if (row.unit === 'unit-withheld') {
    shown.note({ detail: { ...named } });
    throw new ProblemError(problems['care-relation-missing']);
  }
  const { places, residents, lines, joined, withheld, takenOver }: UnitAnswer = row.unit;
  const { etag: _, ...headers } = answer.headers;
  reply.headers(headers);
  shown.note({
    position,
    detail: { ...named, residents: residents.length, ...(withheld > 0 && { withheld }), ...(stale === undefined ? {} : { stale }) },
  });
  const ofResidents = residents.map(({ patientId, streamVersion, place }) => ({
    patient: patientId,
    patientKnown: true,
    streamVersion,
    ...(place && { position: tokenOf(org, place) }),
  }));
  shown.noteEach(own ? [{}, ...ofResidents] : ofResidents);
  const frame = {
    ...named,
    places,
    position,
    ...(withheld > 0 && { withheld }),
    stale: stale !== undefined,
    ...(stale === undefined ? {} : { staleReason: stale }),
    ...(asOf ? { asOf } : {}),
    ...(takenOver && { takenOver }),
    ...own,
  };
  const head = `${JSON.stringify(frame).slice(0, -1)},"residents":[`;
  if (joined && stopped.size === 0) return Buffer.concat([Buffer.from(head), joined, Buffer.from(']}')]);
  const texts = residents.map(({ patientId }, index) => {
    const reason = stopped.get(patientId);
    return reason === undefined ? lines[index]! : `${lines[index]!.slice(0, -1)},"staleReason":${JSON.stringify(`stopped:${reason}`)}}`;
  });
  return `${head}${texts.join(',')}]}`;
}
