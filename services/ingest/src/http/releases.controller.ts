import { Accesses, AccessesWhenRefused } from '@everchart/access-log';
import { noReleases, type OrganisationReleases } from '@everchart/contracts-organisation';
import { EventStore } from '@everchart/event-store';
import { Context, Described, EveryRelease, readInput, Roles, type RequestContext } from '@everchart/platform';
import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordReleases } from '../application/record-releases.handler.js';
import { EventRates } from './event-rates.js';
import { EventRecorder, type RecordedBody } from './event-recorder.js';
import { readReleaseEvent } from './record-request.js';
import { RecordingMetrics } from './recording.metrics.js';
import { readReleases, recordReleaseEvent } from './releases.operations.js';
import { storeProblemOf } from './result.problem.js';
import { ShownAccesses } from './shown.accesses.js';

/** Which release serves whom: recorded and shown by every release, so that there is always a way back. */
@Controller('v1/orgs/:org/releases')
@Roles('operator')
@EveryRelease()
export class ReleasesController {
  readonly #recorder: EventRecorder;

  constructor(
    @Inject(RecordReleases) private readonly recordReleases: RecordReleases,
    @Inject(EventStore) store: EventStore,
    @Inject(EventRates) rates: EventRates,
    @Inject(RecordingMetrics) metrics: RecordingMetrics,
    @Inject(ShownAccesses) accesses: ShownAccesses,
  ) {
    this.#recorder = new EventRecorder(recordReleases, store, rates, metrics, accesses);
  }

  @Described(recordReleaseEvent)
  @AccessesWhenRefused('release-event.recorded')
  @Post('events')
  recordOne(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedBody> {
    return this.#recorder.one(context, request, reply, readReleaseEvent(request));
  }

  @Described(readReleases)
  @Accesses('releases.read')
  @Get()
  async read(@Context() { org }: RequestContext, @Req() request: FastifyRequest): Promise<OrganisationReleases> {
    readInput(readReleases, request);
    try {
      return (await this.recordReleases.onRecord(org)) ?? noReleases;
    } catch (error) {
      throw storeProblemOf(error) ?? error;
    }
  }
}
