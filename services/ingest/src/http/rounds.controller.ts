import { AccessesWhenRefused } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import { Context, Described, Roles, type RequestContext } from '@everchart/platform';
import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordRounds } from '../application/record-events.handler.js';
import { recordRoundEvent } from './directory.operations.js';
import { EventRates } from './event-rates.js';
import { EventRecorder, type RecordedBody } from './event-recorder.js';
import { readRoundEvent } from './record-request.js';
import { RecordingMetrics } from './recording.metrics.js';
import { ShownAccesses } from './shown.accesses.js';

/** Who does which round of a unit. */
@Controller('v1/orgs/:org/rounds')
@Roles('carer', 'nurse')
export class RoundsController {
  readonly #recorder: EventRecorder;

  constructor(
    @Inject(RecordRounds) recordRounds: RecordRounds,
    @Inject(EventStore) store: EventStore,
    @Inject(EventRates) rates: EventRates,
    @Inject(RecordingMetrics) metrics: RecordingMetrics,
    @Inject(ShownAccesses) accesses: ShownAccesses,
  ) {
    this.#recorder = new EventRecorder(recordRounds, store, rates, metrics, accesses);
  }

  @Described(recordRoundEvent)
  @AccessesWhenRefused('round-event.recorded')
  @Post('events')
  recordOne(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedBody> {
    return this.#recorder.one(context, request, reply, readRoundEvent(request));
  }
}
