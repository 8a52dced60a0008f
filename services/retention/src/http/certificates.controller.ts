import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Backups, type BackupRefusal } from '../application/backups.js';
import { Certificates } from '../application/certificates.js';
import { pageOf } from '../domain/certificate.js';
import {
  certificateNote,
  certificatePage,
  declareBackup,
  expireBackup,
  listBackups,
  listCertificates,
  showCertificate,
} from './certificates.operations.js';
import { problemOfRecording, statementOf } from './decision.recording.js';
import { problems } from './problems.js';

/** What is left of a record that was destroyed, and until when backups hold a key of it. */
@Controller('v1/orgs/:org')
@Roles('retention-officer', 'data-protection-officer', 'auditor')
export class CertificatesController {
  constructor(
    @Inject(Certificates) private readonly certificates: Certificates,
    @Inject(Backups) private readonly backups: Backups,
  ) {}

  @Described(listCertificates)
  @Accesses('certificates.read')
  @Get('certificates')
  async list(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listCertificates>, @WhatIsShown() shown: Shown) {
    const { limit, before, patient } = query;
    const found = await this.certificates.list(org, { limit: limit + 1, before, patientId: patient });
    const page = found.slice(0, limit);
    shown.note({ patient, detail: { certificates: page.length } });
    return { certificates: page, next: found.length > limit ? page.at(-1)!.certificateId : null };
  }

  @Described(showCertificate)
  @Accesses('certificate.read')
  @Get('certificates/:certificateId')
  async show(@Context() { org }: RequestContext, @Input() { params }: InputOf<typeof showCertificate>, @WhatIsShown() shown: Shown) {
    return (await this.#find(org, params.certificateId, shown)).document;
  }

  @Described(certificateNote)
  @Accesses('certificate.read')
  @Get('certificates/:certificateId/note')
  async note(
    @Context() { org }: RequestContext,
    @Input() { params }: InputOf<typeof certificateNote>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { note } = await this.#find(org, params.certificateId, shown);
    if (note === null) throw new ProblemError({ ...problems['certificate-not-signed'], headers: { 'retry-after': '2' } });
    reply.headers({ 'content-type': 'text/plain; charset=utf-8' });
    return note;
  }

  @Described(certificatePage)
  @Accesses('certificate.read')
  @Get('certificates/:certificateId/page')
  async page(
    @Context() { org }: RequestContext,
    @Input() { params }: InputOf<typeof certificatePage>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { document } = await this.#find(org, params.certificateId, shown);
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
    return pageOf(document);
  }

  @Described(listBackups)
  @Accesses('backups.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor', 'operator')
  @Get('backups')
  async listBackups(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listBackups>, @WhatIsShown() shown: Shown) {
    const found = await this.backups.list(org, { limit: query.limit + 1, before: query.before });
    const backups = found.slice(0, query.limit);
    shown.note({ detail: { backups: backups.length } });
    return { backups, next: found.length > query.limit ? backups.at(-1)!.generation : null };
  }

  @Described(declareBackup)
  @Accesses('backup.declared')
  @Roles('retention-officer', 'data-protection-officer', 'operator')
  @Post('backups')
  async declare(
    @Context() context: RequestContext,
    @Input() { body }: InputOf<typeof declareBackup>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const statement = statementOf(context, { type: 'backup.declared', body });
    shown.note({ detail: { generation: statement.data.generation } });
    await shown.putOnRecord(201);
    const { backup, isNew } = orRefused(await recorded(this.backups.declare(context.org, statement)));
    void reply.status(isNew ? 201 : 200);
    return backup;
  }

  @Described(expireBackup)
  @Accesses('backup.expired')
  @Roles('retention-officer', 'data-protection-officer', 'operator')
  @Post('backups/:generation/expiry')
  @HttpCode(200)
  async expire(@Context() context: RequestContext, @Input() { params, body }: InputOf<typeof expireBackup>, @WhatIsShown() shown: Shown) {
    const statement = statementOf(context, { type: 'backup.expired', body, inPath: { generation: params.generation } });
    shown.note({ detail: { generation: params.generation } });
    await shown.putOnRecord();
    return orRefused(await recorded(this.backups.expire(context.org, statement))).backup;
  }

  async #find(org: string, certificateId: string, shown: Shown) {
    const found = await this.certificates.find(org, certificateId);
    if (!found) throw new ProblemError(problems['certificate-unknown']);
    shown.note({
      ...(found.document.patientId !== undefined && { patient: found.document.patientId }),
      detail: { certificate: certificateId },
    });
    return found;
  }
}

function recorded<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw problemOfRecording(error) ?? error;
  });
}

function orRefused<T>(outcome: T | BackupRefusal): T {
  if (typeof outcome === 'string') throw new ProblemError(problems[outcome as BackupRefusal]);
  return outcome;
}
