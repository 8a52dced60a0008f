import { AccessesWhenRefused } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import { BodyLimit, Context, Described, Public, Roles, type RequestContext } from '@everchart/platform';
import { Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordResources, type ResourceResult } from '../application/record-resources.handler.js';
import { capabilityStatement } from './capability-statement.js';
import { EventRates } from './event-rates.js';
import { answerOf, bodyOf, entryOf, mapResources, preferenceOf, type Done, type Mapped } from './fhir-answer.js';
import { readBundle, readCreate, type BundleAsked } from './fhir-request.js';
import { createResource, readCapabilities, recordBundle } from './fhir.operations.js';
import { fhirContentType, refusalOf, refuse, type FhirRefusal } from './operation-outcome.js';
import { positionTokenOf } from './position-token.js';
import { batchBytesMax, batchMax } from './record.operations.js';
import { readDeviceClock } from './record-request.js';
import { fhirProblems } from './problems.js';
import { isWithheld, ShownAccesses, shownIn, withheld, type ShownByCode } from './shown.accesses.js';
import { RecordingMetrics } from './recording.metrics.js';
import { entityTag, storeProblemOf } from './result.problem.js';

/**
 * FHIR R4 for apps that speak it: what they create becomes events. Under the one FHIR base of the organisation (ADR
 * 0017).
 */
@Controller('v1/orgs/:org/fhir/R4')
@Roles('carer', 'nurse', 'system')
export class FhirController {
  constructor(
    @Inject(RecordResources) private readonly resources: RecordResources,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(EventRates) private readonly rates: EventRates,
    @Inject(RecordingMetrics) private readonly metrics: RecordingMetrics,
    @Inject(ShownAccesses) private readonly accesses: ShownAccesses,
  ) {}

  @Described(readCapabilities)
  @Get('metadata')
  @Public()
  @Header('content-type', fhirContentType)
  metadata(): object {
    return capabilityStatement;
  }

  @Described(recordBundle)
  @AccessesWhenRefused('bundle.recorded')
  @Post()
  @HttpCode(200)
  @BodyLimit(batchBytesMax)
  async recordBundle(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const asked = readBundle(request.body, context.org);
    const answers = await this.record(context, request, reply, asked);
    for (const answer of answers) if ('issues' in answer && !('recorded' in answer)) this.metrics.rejected(answer.code);
    const done = answers.filter((answer) => 'recorded' in answer);
    await this.answerHeaders(context, reply, done);
    const preference = preferenceOf(request);
    const type = asked.atomic ? 'transaction-response' : 'batch-response';
    // FHIR knows no empty lists.
    return { resourceType: 'Bundle', type, ...(answers.length > 0 ? { entry: answers.map((answer) => entryOf(answer, preference)) } : {}) };
  }

  @Described(createResource)
  @AccessesWhenRefused('resource.recorded')
  @Post(':type')
  async create(
    @Context() context: RequestContext,
    @Param('type') type: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | undefined> {
    const asked = readCreate(type, request.body, request.headers['if-none-exist'], context.org);
    // Of all or none: what is not done was thrown.
    const [done] = (await this.record(context, request, reply, { atomic: true, entries: [asked] })) as [Done];
    await this.answerHeaders(context, reply, [done]);
    // Relative to the address of the request, as it was written.
    const above = request.url.split('?', 1)[0]!.endsWith('/') ? '../' : '';
    void reply.status(done.status).header('location', `${above}${done.location}`).header('etag', entityTag(done.recorded.streamVersion));
    return bodyOf(done, preferenceOf(request));
  }

  /** @throws ProblemError when all or none was requested and something was not accepted */
  private async record(
    context: RequestContext,
    request: FastifyRequest,
    reply: FastifyReply,
    { atomic, entries }: BundleAsked,
  ): Promise<(Done | FhirRefusal)[]> {
    const mapped = await mapResources(context.org, entries);
    const recordable = mapped.filter((each) => 'events' in each);
    // The same answer names what the others would be refused for.
    const judgeOnly = atomic && recordable.length < mapped.length;
    const options = { ...readDeviceClock(request), atomic, judgeOnly };
    const events = recordable.reduce((sum, each) => sum + each.events.length, 0);
    this.rates.charge(context, Math.max(1, events));
    if (events > batchMax) refuse([refusalOf(tooManyEvents, 'Bundle.entry')]);
    let results: readonly ResourceResult[];
    try {
      results = await this.resources.record(context, recordable, options);
    } catch (error) {
      throw storeProblemOf(error) ?? error;
    }
    const next = results.values();
    const parts = mapped.map((each) => ('events' in each ? partOf(each, next.next().value!) : { answer: each, shown: [] }));
    const refusals = atomic ? parts.flatMap(({ answer }) => (answer && isRefusal(answer) ? [answer] : [])) : [];
    let mayShow = true;
    try {
      const shown = parts.flatMap((part) => part.shown);
      await this.accesses.record(context, request, reply, shown, refusals[0]?.status ?? 200);
    } catch (error) {
      const recorded = results.some((result) => 'recorded' in result && result.outcome !== 'existing');
      if (refusals.length > 0 || !isWithheld(error) || !recorded) throw error;
      // What was recorded is answered all the same.
      mayShow = false;
    }
    if (refusals.length > 0) refuse(refusals);
    return parts.flatMap(({ answer, shown }) => (!mayShow && shown.length > 0 ? refusalOf(withheld) : (answer ?? [])));
  }

  private async answerHeaders(context: RequestContext, reply: FastifyReply, done: readonly Done[]): Promise<void> {
    const token = await positionTokenOf(
      this.store,
      context.org,
      done.map(({ recorded }) => recorded),
    );
    if (token !== undefined) void reply.header('everchart-position', token);
    void reply.header('content-type', fhirContentType);
  }
}

const tooManyEvents = {
  ...fhirProblems['bundle-too-large'],
  detail: `It may become ${batchMax} events at most.`,
};

/** The answer to a resource, and what it shows of the record. */
function partOf(mapped: Mapped, result: ResourceResult): { answer: Done | FhirRefusal | undefined; shown: readonly ShownByCode[] } {
  const shown =
    result.outcome === 'refused'
      ? result.results.flatMap(shownIn)
      : result.outcome === 'existing'
        ? [{ ...result.shown, code: 'existing' }]
        : [];
  return { answer: answerOf(mapped, result), shown };
}

const isRefusal = (answer: Done | FhirRefusal): answer is FhirRefusal => !('recorded' in answer);
