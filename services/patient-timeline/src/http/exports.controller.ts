import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Exports } from '../application/exports.js';
import { RecordReader } from '../application/record.reader.js';
import { TooManyRecordsError, type ExportApproval } from '../infrastructure/export.store.js';
import { RecordStore } from '../infrastructure/record.store.js';
import { makeExport } from './exports.operations.js';
import { problems } from './problems.js';
import { orUnavailable, recordAnswer } from './record.answer.js';
import { Reads } from './shedding.js';

/** Copies of records for the persons themselves. */
@Controller('v1/orgs/:org/patients/:patientId')
@Roles('data-protection-officer')
export class ExportsController {
  constructor(
    @Inject(Exports) private readonly exports: Exports,
    @Inject(RecordReader) private readonly reader: RecordReader,
    @Inject(RecordStore) private readonly records: RecordStore,
  ) {}

  @Described(makeExport)
  @Get('exports/:exportId')
  @Accesses('record.exported')
  @Reads('analysis')
  async make(
    @Context() context: RequestContext,
    @Input() { params, headers }: InputOf<typeof makeExport>,
    @Res() reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<void> {
    const patient = readUuid(params.patientId);
    if (patient === undefined) throw new ProblemError(problems['patient-unknown']);
    await this.#isThere(context, patient, headers);
    const approval = await this.#approvalOf(context, patient, readUuid(params.exportId));
    const { requestId: name, kind } = approval.approved;
    const begin: Parameters<Exports['make']>[2] = async ({ records, entries }) => {
      const detail = { request: name, export: approval.exportId, kind, entries };
      shown.noteEach(
        records.map(({ patientId: of, position, streamVersion }) => ({ patient: of, patientKnown: true, position, streamVersion, detail })),
      );
      await shown.putOnRecord();
      reply.hijack();
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="record-${name}.zip"`,
        'cache-control': 'no-store',
        'everchart-export-entries': String(entries),
      });
      return reply.raw;
    };
    if (await orUnavailable(this.exports.make(context, approval, begin).catch(orTooLarge))) return;
    throw new ProblemError({ ...problems['export-busy'], headers: { 'retry-after': '10' } });
  }

  async #isThere({ org, actor: reader }: RequestContext, patient: string, headers: InputOf<typeof makeExport>['headers']): Promise<void> {
    const freshening = {
      lane: 'usual' as const,
      reader,
      atLeast: headers['everchart-at-least'],
      allowStale: false,
      waitAtMostMs: headers['everchart-at-least-wait-ms'],
    };
    const result = await orUnavailable(this.reader.read(org, patient, freshening, () => this.records.standing(org, patient)));
    const answer = recordAnswer(result, () => ({ body: '' }));
    if ('problem' in answer) throw answer.problem;
  }

  /** @throws ProblemError when none may be made */
  async #approvalOf({ org }: RequestContext, patient: string, exportId: string | undefined): Promise<ExportApproval> {
    const approval = exportId === undefined ? undefined : await orUnavailable(this.exports.approval(org, exportId));
    if (approval?.patient !== patient) throw new ProblemError({ ...problems['export-unknown'], headers: { 'retry-after': '1' } });
    if (approval.isClosed || approval.validUntil.getTime() < Date.now()) throw new ProblemError(problems['export-closed']);
    return approval;
  }
}

function orTooLarge(error: unknown): never {
  throw error instanceof TooManyRecordsError ? new ProblemError({ ...problems['export-too-large'], cause: error }) : error;
}
