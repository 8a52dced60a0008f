import { isLate } from '@everchart/contracts-clinical';
import { EventStore, type Recorded } from '@everchart/event-store';
import { BodyLimit, Context, Described, problemDocument, ProblemError, Roles, type RequestContext } from '@everchart/platform';
import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordEvents, type RecordResult } from '../application/record-events.handler.js';
import { EventRates } from './event-rates.js';
import { formatNdjson, ndjsonType, wantsNdjson } from './ndjson.js';
import { positionTokenOf } from './position-token.js';
import { batchBytesMax, recordBatch, recordOne } from './record.operations.js';
import { readBatch, readSingle, type RecordRequest } from './record-request.js';
import { RecordingMetrics } from './recording.metrics.js';
import { batchRefused, entityTag, problemOf, storeProblemOf, type RefusedItem } from './result.problem.js';

interface RecordedBody {
  id: string;
  streamVersion: number;
  position: number;
  recordedAt: string;
  /** Only when it is. */
  late?: true;
}

interface BatchItemBody extends Partial<RecordedBody> {
  outcome: 'created' | 'duplicate' | 'conflict' | 'invalid' | 'refused';
  status: number;
  problem?: Record<string, unknown>;
}

@Controller('v1/orgs/:org')
@Roles('carer', 'nurse', 'system')
export class RecordEventsController {
  constructor(
    @Inject(RecordEvents) private readonly recordEvents: RecordEvents,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(EventRates) private readonly rates: EventRates,
    @Inject(RecordingMetrics) private readonly metrics: RecordingMetrics,
  ) {}

  @Described(recordOne)
  @Post('patients/:patientId/events')
  async recordOne(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedBody> {
    const asked = readSingle(request);
    const [result] = await this.record(context, asked);
    if (!('recorded' in result!)) throw new ProblemError(problemOf(result!));
    void reply
      .status(result.outcome === 'created' ? 201 : 200)
      .header('etag', entityTag(result.recorded.streamVersion))
      .header('everchart-position', await positionTokenOf(this.store, context.org, [result.recorded]));
    return recordedBody(result.recorded, asked.events[0]);
  }

  @Described(recordBatch)
  @Post('events')
  @HttpCode(200)
  @BodyLimit(batchBytesMax)
  async recordBatch(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ results: BatchItemBody[] } | string> {
    const asked = readBatch(request);
    const results = await this.record(context, asked);
    const items = results.map((result, index) => itemBody(result, asked.events[index]));
    for (const { problem } of items) if (problem) this.metrics.rejected(codeOf(problem));
    if (asked.options.atomic === true) refuseWhole(results, items);
    const recorded = results.flatMap((result) => ('recorded' in result ? [result.recorded] : []));
    const token = await positionTokenOf(this.store, context.org, recorded);
    if (token !== undefined) void reply.header('everchart-position', token);
    if (!wantsNdjson(request.headers.accept)) return { results: items };
    void reply.type(ndjsonType);
    return formatNdjson(items);
  }

  private async record(context: RequestContext, { events, options }: RecordRequest): Promise<RecordResult[]> {
    this.rates.charge(context, events.length);
    try {
      return await this.recordEvents.record(context, events, options);
    } catch (error) {
      throw storeProblemOf(error) ?? error;
    }
  }
}

/** @param event as it was sent: what was recorded has a valid `occurredAt` */
function recordedBody({ id, streamVersion, position, recordedAt }: Recorded, event: unknown): RecordedBody {
  const { occurredAt } = event as { occurredAt: string };
  return { id, streamVersion, position, recordedAt, ...(isLate(occurredAt, recordedAt) ? { late: true as const } : {}) };
}

function itemBody(result: RecordResult, event: unknown): BatchItemBody {
  if ('recorded' in result)
    return { ...recordedBody(result.recorded, event), outcome: result.outcome, status: result.outcome === 'created' ? 201 : 200 };
  const { headers: _, extensions, ...problem } = problemOf(result);
  const id = (event as { id?: unknown } | null)?.id;
  return {
    ...(typeof id === 'string' ? { id } : {}),
    outcome: result.outcome === 'invalid' ? 'invalid' : result.outcome === 'id-conflict' ? 'conflict' : 'refused',
    status: problem.status,
    ...('streamVersion' in result ? { streamVersion: result.streamVersion } : {}),
    problem: problemDocument({ ...problem, ...extensions }),
  };
}

/** Of a batch that is all or none: those that were kept back by others only are not listed. @throws ProblemError */
function refuseWhole(results: readonly RecordResult[], items: readonly BatchItemBody[]): void {
  const refused = items.flatMap(({ id, problem, status }, index): RefusedItem[] =>
    problem && results[index]!.outcome !== 'batch-refused' ? [{ index, ...(id === undefined ? {} : { id }), status, problem }] : [],
  );
  if (refused.length > 0) throw batchRefused(refused);
}

function codeOf(problem: Record<string, unknown>): string {
  return (problem.type as string).replace('urn:everchart:problem:', '');
}
