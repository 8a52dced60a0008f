import { Context, ProblemError, Roles, type RequestContext } from '@everchart/platform';
import { isUnavailable } from '@everchart/postgres';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessNotRecordedError } from '../application/access.recorder.js';
import { AuditedAnswers, type Asked } from '../application/audited-answer.js';
import { RecordReader } from '../application/record.reader.js';
import { encodeTimelineCursor } from '../application/timeline-cursor.js';
import { RecordStore, type SummaryRow, type TimelinePage } from '../infrastructure/record.store.js';
import { DescribePatients, DescribeSummary, DescribeTimeline } from './patients.openapi.js';
import { fresheningOf, patientIdOf, timelineQueryOf, type TimelineParameters } from './read-request.js';
import { recordAnswer, type RecordAnswer } from './record.answer.js';

const noPatient: RecordAnswer = recordAnswer({ outcome: 'patient-unknown', position: undefined }, () => ({ body: '' }));

@DescribePatients()
@Controller('v1/orgs/:org/patients/:patientId')
@Roles('carer', 'nurse', 'auditor', 'system')
export class PatientsController {
  constructor(
    @Inject(RecordStore) private readonly store: RecordStore,
    @Inject(RecordReader) private readonly reader: RecordReader,
    @Inject(AuditedAnswers) private readonly audited: AuditedAnswers,
  ) {}

  @DescribeSummary()
  @Get('summary')
  summary(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Headers() headers: Record<string, string | undefined>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const patient = patientIdOf(patientId);
    return this.answer(context, { operation: 'summary.read', patient }, reply, async () => {
      if (patient === undefined) return noPatient;
      const result = await this.reader.read(context.org, patient, freshening(headers), () => this.store.summary(context.org, patient));
      const stale = result.outcome === 'shown' ? result.stale : undefined;
      return recordAnswer(result, (row, position) => ({ body: summaryBody(patient, row, position, stale) }));
    });
  }

  @DescribeTimeline()
  @Get('timeline')
  timeline(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Query() parameters: TimelineParameters,
    @Headers() headers: Record<string, string | undefined>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const patient = patientIdOf(patientId);
    return this.answer(context, { operation: 'timeline.read', patient }, reply, async () => {
      const query = queryOf(parameters);
      if (query instanceof ProblemError)
        return { status: query.status, outcome: 'invalid', patientKnown: false, headers: {}, problem: query };
      if (patient === undefined) return noPatient;
      const result = await this.reader.read(context.org, patient, freshening(headers), () =>
        this.store.timeline(context.org, patient, query),
      );
      const stale = result.outcome === 'shown' ? result.stale : undefined;
      return recordAnswer(result, (row, position) => ({
        body: timelineBody(patient, row, position, stale),
        detail: { entries: row.shown },
      }));
    });
  }

  private async answer(context: RequestContext, asked: Asked, reply: FastifyReply, produce: () => Promise<RecordAnswer>): Promise<string> {
    try {
      const answer = await this.audited.answer(context, asked, () => produce().catch(unavailable));
      if ('problem' in answer) throw answer.problem;
      reply.headers(answer.headers);
      return answer.body;
    } catch (error) {
      if (error instanceof AccessNotRecordedError) throw accessNotRecorded(error);
      throw error;
    }
  }
}

/** What is put on record, too, when the database comes back between the read and its entry. */
function unavailable(cause: unknown): RecordAnswer {
  if (!isUnavailable(cause)) throw cause;
  const headers = { 'retry-after': '1' };
  const problem = new ProblemError({
    code: 'record-unavailable',
    status: 503,
    title: 'The record cannot be read right now',
    headers,
    cause,
  });
  return { status: 503, outcome: 'failed', patientKnown: false, headers, problem };
}

export function accessNotRecorded(cause: unknown): ProblemError {
  return new ProblemError({
    code: 'access-not-recorded',
    status: 503,
    title: 'The access cannot be put on record',
    detail: 'No record is shown without its access being on record. Try again.',
    headers: { 'retry-after': '1' },
    cause,
  });
}

function queryOf(parameters: TimelineParameters): ReturnType<typeof timelineQueryOf> | ProblemError {
  try {
    return timelineQueryOf(parameters);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

function freshening(headers: Record<string, string | undefined>) {
  return fresheningOf({
    atLeast: headers['everchart-at-least'],
    allowStale: headers['everchart-allow-stale'],
    waitMs: headers['everchart-at-least-wait-ms'],
  });
}

/** The stored JSON text goes into the body as it is: parsing it to print it again would cost more than the read. */
function summaryBody(patient: string, row: SummaryRow, position: string | undefined, stale: string | undefined): string {
  return `${frame(patient, row.streamVersion, position, stale)},"lastRecordedAt":"${row.lastRecordedAt}","summary":${row.summary}}`;
}

function timelineBody(patient: string, row: TimelinePage, position: string | undefined, stale: string | undefined): string {
  const next = row.next ? `"${encodeTimelineCursor(row.next)}"` : 'null';
  return `${frame(patient, row.streamVersion, position, stale)},"entries":${row.entries},"next":${next}}`;
}

function frame(patient: string, streamVersion: number | undefined, position: string | undefined, stale: string | undefined): string {
  const standing = {
    patientId: patient,
    streamVersion,
    position,
    stale: stale !== undefined,
    ...(stale === undefined ? {} : { staleReason: stale }),
  };
  return JSON.stringify(standing).slice(0, -1);
}
