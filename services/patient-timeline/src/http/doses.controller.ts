import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, ProblemError, readInput, Roles, type RequestContext } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DosesReader, type DosesRow } from '../application/doses.reader.js';
import { RecordReader, type Currency } from '../application/record.reader.js';
import { answered, currencyOf, frame, noPatient } from './patients.controller.js';
import { readDoses } from './patients.operations.js';
import { problems } from './problems.js';
import { fresheningOf, windowOf } from './read-request.js';
import { orUnavailable, recordAnswer, type JsonText } from './record.answer.js';
import { Reads } from './shedding.js';

/** What is due for a patient. */
@Controller('v1/orgs/:org/patients/:patientId/doses')
@Roles('carer', 'nurse', 'auditor', 'system')
export class DosesController {
  constructor(
    @Inject(DosesReader) private readonly doses: DosesReader,
    @Inject(RecordReader) private readonly reader: RecordReader,
  ) {}

  @Described(readDoses)
  @Get()
  @Accesses('doses.read')
  @Reads('care')
  async read(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const patient = readUuid(patientId);
    const { query, headers } = readInput(readDoses, request);
    if (patient === undefined) return answered(noPatient, reply, shown);
    const asked = windowOf(query, Date.now());
    const load = (): Promise<DosesRow> => this.doses.read(context.org, patient, asked);
    const result = await orUnavailable(this.reader.read(context.org, patient, fresheningOf(headers, request), load));
    const answer = recordAnswer(result, (row, position) => ({
      body: dosesBody(patient, row, position, currencyOf(result)),
      detail: { from: asked.from, to: asked.to, prescriptions: row.doses!.prescriptions.length },
    }));
    return answered(answer, reply, shown, patient);
  }
}

/** @throws ProblemError when what is due cannot be said */
function dosesBody(patient: string, row: DosesRow, position: string | undefined, currency: Currency): string {
  if (row.doses === undefined) throw new ProblemError(problems['doses-too-many']);
  return `${frame(patient, row, { position, streamVersion: row.streamVersion! }, currency)},"doses":${JSON.stringify(row.doses)}}`;
}
