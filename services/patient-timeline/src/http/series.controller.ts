import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, ProblemError, readInput, Roles, type RequestContext } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordReader, type Currency } from '../application/record.reader.js';
import { SeriesReader, type SeriesRow } from '../application/series.reader.js';
import { encodeTimelineCursor } from '../application/timeline-cursor.js';
import { answered, currencyOf, frame, noPatient } from './patients.controller.js';
import { problems } from './problems.js';
import { fresheningOf, seriesUnitName, seriesWindowOf } from './read-request.js';
import { orUnavailable, recordAnswer, type JsonText } from './record.answer.js';
import { listedMax, readSeries } from './series.operations.js';
import { Reads } from './shedding.js';

/** Values over time. */
@Controller('v1/orgs/:org/patients/:patientId')
@Roles('carer', 'nurse', 'auditor', 'system')
export class SeriesController {
  constructor(
    @Inject(RecordReader) private readonly reader: RecordReader,
    @Inject(SeriesReader) private readonly series: SeriesReader,
  ) {}

  @Described(readSeries)
  @Get('series')
  @Accesses('series.read')
  @Reads('analysis')
  async values(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const patient = readUuid(patientId);
    const { query, headers } = readInput(readSeries, request);
    if (patient === undefined) return answered(noPatient, reply, shown);
    const { cursor: before, code, unit = unitIn(before), ...others } = query;
    const wanted = { ...others, ...seriesWindowOf(query, Date.now()), code, unit, before };
    const result = await orUnavailable(
      this.reader.read(context.org, patient, fresheningOf(headers, request), () => this.series.read(context.org, patient, wanted)),
    );
    const answer = recordAnswer(result, (row, position) => ({
      body: seriesBody(patient, row, wanted, position, currencyOf(result)),
      detail: { code: code.text, from: wanted.from, to: wanted.to, values: row.points.length },
    }));
    return answered(answer, reply, shown, patient);
  }
}

function unitIn(cursor: { viewpoint?: string } | undefined): string | undefined {
  const start = seriesUnitName('');
  return cursor?.viewpoint?.startsWith(start) ? cursor.viewpoint.slice(start.length) : undefined;
}

/** @throws ProblemError when there are more values than buckets are made of */
function seriesBody(
  patient: string,
  row: SeriesRow,
  { code, from, to, bucket }: { code: { text: string }; from: string; to: string; bucket?: string | undefined },
  position: string | undefined,
  currency: Currency,
): string {
  const { unit, points, buckets, timeZone, apart, struck, next } = row;
  if (bucket !== undefined && !buckets) throw new ProblemError(problems['series-too-large']);
  const lists = {
    ...(bucket === undefined ? {} : { compared: points.filter(({ comparator }) => comparator !== undefined) }),
    apart,
    struck,
  };
  const most = bucket === undefined ? Infinity : listedMax;
  const more = Object.entries(lists).flatMap(([name, list]) => (list.length > most ? [[name, list.length - most] as const] : []));
  const shown = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.slice(0, most)]));
  const name = unit === undefined ? {} : { viewpoint: seriesUnitName(unit) };
  const body = {
    ...{ code: code.text, from, to, unit: unit ?? null, bucket, timeZone },
    ...(bucket === undefined ? { points } : { buckets }),
    ...shown,
    more: Object.fromEntries(more),
    next: next ? encodeTimelineCursor({ ...next, ...name }) : null,
  };
  return `${frame(patient, row, { position, streamVersion: row.streamVersion! }, currency)},${JSON.stringify(body).slice(1)}`;
}
