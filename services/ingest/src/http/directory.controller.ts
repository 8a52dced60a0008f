import { AccessesWhenRefused } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import { BodyLimit, Context, Described, Roles, type RequestContext } from '@everchart/platform';
import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordDirectory } from '../application/record-events.handler.js';
import { recordDirectoryBatch, recordDirectoryEvent } from './directory.operations.js';
import { EventRates } from './event-rates.js';
import { EventRecorder, type BatchItemBody, type RecordedBody } from './event-recorder.js';
import { batchBytesMax } from './record.operations.js';
import { readDirectoryBatch, readDirectoryEvent } from './record-request.js';
import { RecordingMetrics } from './recording.metrics.js';
import { ShownAccesses } from './shown.accesses.js';

/** What the organisation states of itself. */
@Controller('v1/orgs/:org/directory')
@Roles('administrator')
export class DirectoryController {
  readonly #recorder: EventRecorder;

  constructor(
    @Inject(RecordDirectory) recordDirectory: RecordDirectory,
    @Inject(EventStore) store: EventStore,
    @Inject(EventRates) rates: EventRates,
    @Inject(RecordingMetrics) metrics: RecordingMetrics,
    @Inject(ShownAccesses) accesses: ShownAccesses,
  ) {
    this.#recorder = new EventRecorder(recordDirectory, store, rates, metrics, accesses);
  }

  @Described(recordDirectoryEvent)
  @AccessesWhenRefused('directory-event.recorded')
  @Post('events')
  recordOne(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedBody> {
    return this.#recorder.one(context, request, reply, readDirectoryEvent(request));
  }

  @Described(recordDirectoryBatch)
  @AccessesWhenRefused('directory-events.recorded')
  @Post('batch')
  @HttpCode(200)
  @BodyLimit(batchBytesMax)
  recordBatch(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ results: BatchItemBody[] } | string> {
    return this.#recorder.batch(context, request, reply, readDirectoryBatch(request));
  }
}
