import { Context, Described, ProblemError, readInput, Roles, type RequestContext } from '@everchart/platform';
import { isUnavailable } from '@everchart/postgres';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessNotRecordedError } from '../application/access.recorder.js';
import { AuditedAnswers, type Asked } from '../application/audited-answer.js';
import { RecordReader } from '../application/record.reader.js';
import { encodeTimelineCursor } from '../application/timeline-cursor.js';
import { RecordStore, type SummaryRow, type TimelinePage } from '../infrastructure/record.store.js';
import { readSummary, readTimeline } from './patients.operations.js';
import { problems } from './problems.js';
import { fresheningOf, patientIdOf } from './read-request.js';
import { recordAnswer, type RecordAnswer } from './record.answer.js';

const noPatient: RecordAnswer = recordAnswer({ outcome: 'patient-unknown', position: undefined }, () => ({ body: '' }));

@Controller('v1/orgs/:org/patients/:patientId')
@Roles('carer', 'nurse', 'auditor', 'system')
export class PatientsController {
  constructor(
    @Inject(RecordStore) private readonly store: RecordStore,
    @Inject(RecordReader) private readonly reader: RecordReader,
    @Inject(AuditedAnswers) private readonly audited: AuditedAnswers,
  ) {}

  @Described(readSummary)
  @Get('summary')
  summary(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const patient = patientIdOf(patientId);
    return this.answer(context, { operation: 'summary.read', patient }, reply, async () => {
      if (patient === undefined) return noPatient;
      const { headers } = readInput(readSummary, request);
      const result = await this.reader.read(context.org, patient, fresheningOf(headers), () => this.store.summary(context.org, patient));
      const stale = result.outcome === 'shown' ? result.stale : undefined;
      return recordAnswer(result, (row, position) => ({ body: summaryBody(patient, row, position, stale) }));
    });
  }

  @Described(readTimeline)
  @Get('timeline')
  timeline(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const patient = patientIdOf(patientId);
    return this.answer(context, { operation: 'timeline.read', patient }, reply, async () => {
      const { query, headers } = readInput(readTimeline, request);
      if (patient === undefined) return noPatient;
      const { cursor: before, type: types, ...others } = query;
      const wanted = { ...others, before, types };
      const result = await this.reader.read(context.org, patient, fresheningOf(headers), () =>
        this.store.timeline(context.org, patient, wanted),
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
      const answer = await this.audited.answer(context, asked, () => produce().catch(refusalOf));
      if ('problem' in answer) throw answer.problem;
      reply.headers(answer.headers);
      return answer.body;
    } catch (error) {
      if (error instanceof AccessNotRecordedError) throw accessNotRecorded(error);
      throw error;
    }
  }
}

/** What is put on record, too: a request with faults, and a database that is away and comes back between the read and its entry. */
function refusalOf(error: unknown): RecordAnswer {
  if (error instanceof ProblemError) return { status: error.status, outcome: 'invalid', patientKnown: false, headers: {}, problem: error };
  if (!isUnavailable(error)) throw error;
  const headers = { 'retry-after': '1' };
  const problem = new ProblemError({ ...problems['record-unavailable'], headers, cause: error });
  return { status: 503, outcome: 'failed', patientKnown: false, headers, problem };
}

export function accessNotRecorded(cause: unknown): ProblemError {
  return new ProblemError({ ...problems['access-not-recorded'], headers: { 'retry-after': '1' }, cause });
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
