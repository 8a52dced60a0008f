import { AccessesWhenRefused } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import { BodyLimit, Context, Described, Roles, type RequestContext } from '@everchart/platform';
import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordEvents } from '../application/record-events.handler.js';
import { EventRates } from './event-rates.js';
import { EventRecorder, type BatchItemBody, type RecordedBody } from './event-recorder.js';
import { batchBytesMax, recordBatch, recordOne } from './record.operations.js';
import { readBatch, readSingle } from './record-request.js';
import { RecordingMetrics } from './recording.metrics.js';
import { ShownAccesses } from './shown.accesses.js';

@Controller('v1/orgs/:org')
@Roles('carer', 'nurse', 'system')
export class RecordEventsController {
  readonly #recorder: EventRecorder;

  constructor(
    @Inject(RecordEvents) recordEvents: RecordEvents,
    @Inject(EventStore) store: EventStore,
    @Inject(EventRates) rates: EventRates,
    @Inject(RecordingMetrics) metrics: RecordingMetrics,
    @Inject(ShownAccesses) accesses: ShownAccesses,
  ) {
    this.#recorder = new EventRecorder(recordEvents, store, rates, metrics, accesses);
  }

  @Described(recordOne)
  @AccessesWhenRefused('event.recorded')
  @Post('patients/:patientId/events')
  recordOne(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedBody> {
    return this.#recorder.one(context, request, reply, readSingle(request));
  }

  @Described(recordBatch)
  @AccessesWhenRefused('events.recorded')
  @Post('events')
  @HttpCode(200)
  @BodyLimit(batchBytesMax)
  recordBatch(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ results: BatchItemBody[] } | string> {
    return this.#recorder.batch(context, request, reply, readBatch(request));
  }
}
