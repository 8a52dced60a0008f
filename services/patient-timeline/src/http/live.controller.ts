import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, ProblemError, readInput, Roles, type RequestContext } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LiveHub, type Opening, type Terms } from '../application/live.hub.js';
import { RecordReader } from '../application/record.reader.js';
import { decodeLiveId, encodeLiveId, type LiveCursor, type LiveScope } from '../domain/live.js';
import type { Emergency } from '../infrastructure/care.store.js';
import { RecordStore, type Standing } from '../infrastructure/record.store.js';
import { CareRelations } from './care.relations.js';
import { followOrganisation, followPatient, followUnit } from './live.operations.js';
import { problems } from './problems.js';
import { orUnavailable, recordAnswer } from './record.answer.js';
import { Reads } from './shedding.js';

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Proxies pass on what comes, when it comes.
  'x-accel-buffering': 'no',
};

interface Wanted {
  scope: LiveScope;
  /** `Last-Event-ID`, as it came. */
  lastId: string | undefined;
  /** Whether it is there, as reads know it. */
  standing: () => Promise<Standing>;
  /** That opened the patient's record. */
  emergency?: Emergency | undefined;
}

/** What is recorded, as it is recorded: server-sent events. */
@Controller('v1/orgs/:org')
export class LiveController {
  constructor(
    @Inject(LiveHub) private readonly hub: LiveHub,
    @Inject(RecordReader) private readonly reader: RecordReader,
    @Inject(RecordStore) private readonly records: RecordStore,
    @Inject(CareRelations) private readonly relations: CareRelations,
  ) {}

  @Described(followPatient)
  @Get('patients/:patientId/live')
  @Roles('carer', 'nurse', 'auditor', 'system')
  @Accesses('live.opened')
  @Reads('care')
  async patient(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<void> {
    const patient = readUuid(patientId);
    const { headers } = readInput(followPatient, request);
    if (patient === undefined) throw new ProblemError(problems['patient-unknown']);
    const standing = (): Promise<Standing> => this.records.standing(context.org, patient);
    const emergency = this.relations.emergencyOf(request, patient);
    await this.follow(context, { scope: { patient }, lastId: headers['last-event-id'], standing, emergency }, reply, shown);
  }

  @Described(followUnit)
  @Get('live')
  @Roles('carer', 'nurse', 'auditor', 'system')
  @Accesses('live.opened')
  @Reads('care')
  async unit(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<void> {
    const { query, headers } = readInput(followUnit, request);
    await this.relations.checkUnit(context, query);
    await this.follow(context, { scope: query, lastId: headers['last-event-id'], standing: () => this.ofOrganisation() }, reply, shown);
  }

  @Described(followOrganisation)
  @Get('live/organisation')
  @Roles('auditor', 'system')
  @Accesses('live.opened')
  @Reads('care')
  async organisation(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<void> {
    const { headers } = readInput(followOrganisation, request);
    await this.follow(context, { scope: {}, lastId: headers['last-event-id'], standing: () => this.ofOrganisation() }, reply, shown);
  }

  private async ofOrganisation(): Promise<Standing> {
    return { streamVersion: 0, last: undefined, unreadable: 0, built: await this.records.isBuilt() };
  }

  private async follow(context: RequestContext, wanted: Wanted, reply: FastifyReply, shown: Shown): Promise<void> {
    const { scope, lastId, standing, emergency } = wanted;
    const { org, actor, role, purpose, correlationId } = context;
    const admission = this.hub.admit(org, actor);
    if (admission === 'draining') throw new ProblemError({ ...problems['live-draining'], headers: { 'retry-after': '1' } });
    if (typeof admission === 'string') throw new ProblemError({ ...problems['live-streams-too-many'], headers: { 'retry-after': '10' } });
    let opening: Opening | undefined;
    try {
      const after = lastId === undefined ? undefined : await this.placeOf(context, scope, lastId, standing);
      if (after === undefined) await this.isThere(context, scope, undefined, standing);
      opening = openingOf(await orUnavailable(this.hub.prepare(org, scope, this.termsOf(context, emergency), after)));
      const position = encodeLiveId(org, opening.from);
      shown.note({
        patient: scope.patient,
        patientKnown: scope.patient !== undefined,
        position,
        detail: { ...scope, resumed: after !== undefined },
      });
      const reader = { actor, role, purpose, correlationId, mark: shown.markOf(scope.patient) };
      const subscription = await orUnavailable(this.hub.register(opening, scope, reader));
      try {
        await shown.putOnRecord();
      } catch (error) {
        await this.hub.unregister(subscription);
        throw error;
      }
      reply.hijack();
      reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers });
      void this.hub.follow(opening, subscription, reply.raw, admission);
    } catch (error) {
      admission.release();
      if (opening) this.hub.abandon(opening);
      throw error;
    }
  }

  private termsOf(context: RequestContext, emergency: Emergency | undefined): Terms {
    const cares = this.relations.caresOf(context);
    const { expiresAt } = context;
    if (!emergency) return { until: expiresAt, ends: 'token-expired', cares };
    const over = emergency.until.getTime();
    return {
      until: Math.min(over, expiresAt),
      ends: over < expiresAt ? 'emergency-over' : 'token-expired',
      emergency: emergency.id,
      cares,
    };
  }

  /** @throws ProblemError for an id that cannot be gone on from, or not yet */
  private async placeOf(context: RequestContext, scope: LiveScope, id: string, standing: () => Promise<Standing>): Promise<LiveCursor> {
    await this.isThere(context, scope, id, standing);
    const place = decodeLiveId(context.org, id);
    if (!place) throw new ProblemError(problems['position-malformed']);
    return place;
  }

  private async isThere(
    { org, actor: reader }: RequestContext,
    { patient = '' }: LiveScope,
    atLeast: string | undefined,
    standing: () => Promise<Standing>,
  ): Promise<void> {
    const result = await orUnavailable(this.reader.read(org, patient, { lane: 'usual', reader, atLeast, allowStale: false }, standing));
    const answer = recordAnswer(result, () => ({ body: '' }));
    if ('problem' in answer) throw answer.problem;
  }
}

function openingOf(prepared: Awaited<ReturnType<LiveHub['prepare']>>): Opening {
  if (typeof prepared === 'object') return prepared;
  const retry = { headers: { 'retry-after': '1' } };
  switch (prepared) {
    case 'restored':
      throw new ProblemError(problems['position-from-before-restore']);
    case 'no-events':
    case 'ahead':
      throw new ProblemError({ ...problems['not-yet-fresh'], ...retry });
    case 'too-old':
      throw new ProblemError(problems['resume-too-old']);
    case 'unit-too-large':
      throw new ProblemError(problems['unit-too-large']);
  }
}
