import { encodePositionToken, type PositionToken } from '@everchart/envelope';
import { EventStore, type Recorded } from '@everchart/event-store';
import { Context, problemDocument, ProblemError, Roles, type RequestContext } from '@everchart/platform';
import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RecordEvents, type RecordResult } from '../application/record-events.handler.js';
import { readUuid } from '../domain/uuid.js';
import { DescribeRecordBatch, DescribeRecordEvents, DescribeRecordOne } from './record-events.openapi.js';
import { entityTag, problemOf, unavailableOf } from './result.problem.js';

/** Events per batch at most. */
export const batchMax = 1000;

interface RecordedBody {
  id: string;
  streamVersion: number;
  position: number;
  recordedAt: string;
}

interface BatchItemBody extends Partial<RecordedBody> {
  outcome: 'created' | 'duplicate' | 'conflict' | 'invalid' | 'refused';
  status: number;
  problem?: Record<string, unknown>;
}

@DescribeRecordEvents()
@Controller('v1/orgs/:org')
@Roles('carer', 'nurse', 'system')
export class RecordEventsController {
  constructor(
    @Inject(RecordEvents) private readonly recordEvents: RecordEvents,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  @DescribeRecordOne()
  @Post('patients/:patientId/events')
  async recordOne(
    @Context() context: RequestContext,
    @Param('patientId') patientParameter: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedBody> {
    const patientId = readUuid(patientParameter);
    if (patientId === undefined) {
      throw new ProblemError({ code: 'patient-id-malformed', status: 400, title: 'The patient id in the path is not a UUID' });
    }
    const [result] = await this.record(context, [singleEvent(body, patientId, ifMatch)]);
    if (!('recorded' in result!)) throw new ProblemError(problemOf(result!));
    void reply
      .status(result.outcome === 'created' ? 201 : 200)
      .header('etag', entityTag(result.recorded.streamVersion))
      .header('everchart-position', await this.tokenOf(context, result.recorded));
    return recordedBody(result.recorded);
  }

  @DescribeRecordBatch()
  @Post('events')
  @HttpCode(200)
  async recordBatch(
    @Context() context: RequestContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ results: BatchItemBody[] }> {
    const events = eventsOf(body);
    const results = await this.record(context, events);
    const highest = results
      .flatMap((result) => ('recorded' in result ? [result.recorded] : []))
      .reduce<Recorded | undefined>((high, recorded) => (high && high.position >= recorded.position ? high : recorded), undefined);
    if (highest) void reply.header('everchart-position', await this.tokenOf(context, highest));
    return { results: results.map((result, index) => itemBody(result, events[index])) };
  }

  private async record(context: RequestContext, events: readonly unknown[]): Promise<RecordResult[]> {
    try {
      return await this.recordEvents.record(context, events);
    } catch (error) {
      throw unavailableOf(error) ?? error;
    }
  }

  private async tokenOf(context: RequestContext, { shard, position }: Recorded): Promise<string> {
    const token: PositionToken = { ...(await this.store.identity()), org: context.org, shard, position };
    return encodePositionToken(token);
  }
}

/** The path names the patient and the header the version: neither belongs into the body as well. */
function singleEvent(body: unknown, patientId: string, ifMatch: string | undefined): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const faults = ['patientId', 'ifMatch']
    .filter((name) => name in body)
    .map((name) => ({ pointer: `/${name}`, message: 'is not known here' }));
  if (faults.length > 0) throw new ProblemError(problemOf({ outcome: 'invalid', faults }));
  return { ...body, patientId, ...(ifMatch === undefined ? {} : { ifMatch }) };
}

function eventsOf(body: unknown): unknown[] {
  const events = (body as { events?: unknown } | null)?.events;
  if (Array.isArray(events) && events.length >= 1 && events.length <= batchMax) return events;
  const message = Array.isArray(events) ? `must hold 1 to ${batchMax} events` : 'must be an array of events';
  throw new ProblemError({ code: 'batch-invalid', status: 422, title: 'The batch has faults', faults: [{ pointer: '/events', message }] });
}

function recordedBody({ id, streamVersion, position, recordedAt }: Recorded): RecordedBody {
  return { id, streamVersion, position, recordedAt };
}

function itemBody(result: RecordResult, event: unknown): BatchItemBody {
  if ('recorded' in result)
    return { ...recordedBody(result.recorded), outcome: result.outcome, status: result.outcome === 'created' ? 201 : 200 };
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
