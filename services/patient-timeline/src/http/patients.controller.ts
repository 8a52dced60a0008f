import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, ProblemError, readInput, Roles, type RequestContext } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { isUnavailable } from '@everchart/postgres';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DosesReader, type DosesRow } from '../application/doses.reader.js';
import { RecordReader, type Currency, type ReadResult } from '../application/record.reader.js';
import { encodeTimelineCursor } from '../application/timeline-cursor.js';
import { RecordStore, type Standing, type SummaryRow, type TimelinePage } from '../infrastructure/record.store.js';
import { readDoses, readSummary, readTimeline } from './patients.operations.js';
import { problems } from './problems.js';
import { fresheningOf, windowOf } from './read-request.js';
import { isComplete, recordAnswer, type RecordAnswer } from './record.answer.js';

const noPatient: RecordAnswer = recordAnswer(
  { outcome: 'patient-unknown', position: undefined, stale: undefined, asOf: undefined },
  () => ({ body: '' }),
);

@Controller('v1/orgs/:org/patients/:patientId')
@Roles('carer', 'nurse', 'auditor', 'system')
export class PatientsController {
  constructor(
    @Inject(RecordStore) private readonly store: RecordStore,
    @Inject(RecordReader) private readonly reader: RecordReader,
    @Inject(DosesReader) private readonly doses: DosesReader,
  ) {}

  @Described(readSummary)
  @Get('summary')
  @Accesses('summary.read')
  async summary(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<string> {
    const patient = readUuid(patientId);
    if (patient === undefined) return answered(noPatient, reply, shown);
    const { headers } = readInput(readSummary, request);
    const result = await this.read(context, patient, headers, () => this.store.summary(context.org, patient));
    const answer = recordAnswer(result, (row, position) => ({
      body: summaryBody(patient, row, position, currencyOf(result)),
      ...(Object.keys(row.more).length > 0 && { detail: { more: row.more } }),
    }));
    return answered(answer, reply, shown, patient);
  }

  @Described(readTimeline)
  @Get('timeline')
  @Accesses('timeline.read')
  async timeline(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<string> {
    const patient = readUuid(patientId);
    const { query, headers } = readInput(readTimeline, request);
    if (patient === undefined) return answered(noPatient, reply, shown);
    const { cursor: before, type: types, ...others } = query;
    const wanted = { ...others, before, types };
    const result = await this.read(context, patient, headers, () => this.store.timeline(context.org, patient, wanted));
    const answer = recordAnswer(result, (row, position) => ({
      body: timelineBody(patient, row, position, currencyOf(result)),
      detail: { entries: row.shown },
    }));
    return answered(answer, reply, shown, patient);
  }

  @Described(readDoses)
  @Get('doses')
  @Accesses('doses.read')
  async dosesDue(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<string> {
    const patient = readUuid(patientId);
    const { query, headers } = readInput(readDoses, request);
    if (patient === undefined) return answered(noPatient, reply, shown);
    const asked = windowOf(query, Date.now());
    const result = await this.read(context, patient, headers, () => this.doses.read(context.org, patient, asked));
    const answer = recordAnswer(result, (row, position) => ({
      body: dosesBody(patient, row, position, currencyOf(result)),
      detail: { from: asked.from, to: asked.to, prescriptions: row.doses!.prescriptions.length },
    }));
    return answered(answer, reply, shown, patient);
  }

  private async read<Row extends Standing>(
    context: RequestContext,
    patient: string,
    headers: Parameters<typeof fresheningOf>[0],
    load: () => Promise<Row>,
  ): Promise<ReadResult<Row>> {
    try {
      return await this.reader.read(context.org, patient, fresheningOf(headers, context), load);
    } catch (cause) {
      if (!isUnavailable(cause)) throw cause;
      throw new ProblemError({ ...problems['record-unavailable'], headers: { 'retry-after': '1' }, cause });
    }
  }
}

function currencyOf<Row extends Standing>(result: ReadResult<Row>): Currency {
  return result.outcome === 'shown' ? result : { stale: undefined, asOf: undefined };
}

/** @throws ProblemError for an answer that is one */
function answered(answer: RecordAnswer, reply: FastifyReply, shown: Shown, patient?: string): string {
  if ('problem' in answer) throw answer.problem;
  const { position, streamVersion, detail } = answer;
  shown.note({ patient, patientKnown: true, position, streamVersion, detail });
  reply.headers(answer.headers);
  return answer.body;
}

/** The stored JSON text goes into the body as it is: parsing it to print it again would cost more than the read. */
function summaryBody(patient: string, row: SummaryRow, position: string | undefined, currency: Currency): string {
  return `${frame(patient, row, position, currency)},"lastRecordedAt":"${row.lastRecordedAt}","summary":${row.summary}}`;
}

function timelineBody(patient: string, row: TimelinePage, position: string | undefined, currency: Currency): string {
  const next = row.next ? `"${encodeTimelineCursor(row.next)}"` : 'null';
  return `${frame(patient, row, position, currency)},"entries":${row.entries},"next":${next}}`;
}

/** @throws ProblemError when what is due cannot be said */
function dosesBody(patient: string, row: DosesRow, position: string | undefined, currency: Currency): string {
  if (row.doses === undefined) throw new ProblemError(problems['doses-too-many']);
  return `${frame(patient, row, position, currency)},"doses":${JSON.stringify(row.doses)}}`;
}

function frame(patient: string, row: Standing, position: string | undefined, { stale, asOf }: Currency): string {
  const standing = {
    patientId: patient,
    streamVersion: row.streamVersion,
    position,
    stale: stale !== undefined,
    ...(stale === undefined ? {} : { staleReason: stale }),
    ...(asOf === undefined ? {} : { asOf }),
    complete: isComplete(row),
  };
  return JSON.stringify(standing).slice(0, -1);
}
