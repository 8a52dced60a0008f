import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { encodeEntryBundle, parseTilePath } from '@everchart/transparency-log';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CompletenessReporter, type CompletenessReport } from '../application/completeness.reporter.js';
import { LogReader, type SignedCheckpoint } from '../infrastructure/log.reader.js';
import { checkpointAt, completenessReport, entryTile, hashTile, listCheckpoints, logKey, newestCheckpoint } from './log.operations.js';
import { problems } from './problems.js';

const text = 'text/plain; charset=utf-8';
/** What is under a signed checkpoint never changes. */
const forEver = 'private, max-age=31536000, immutable';

/** The log as plain files, in the layout of C2SP tlog-tiles. */
@Controller('v1/orgs/:org')
@Roles('auditor', 'operator', 'system')
export class LogController {
  constructor(
    @Inject(LogReader) private readonly reader: LogReader,
    @Inject(CompletenessReporter) private readonly completeness: CompletenessReporter,
  ) {}

  @Described(newestCheckpoint)
  @Accesses('log-checkpoint.read')
  @Get('checkpoint')
  async checkpoint(
    @Context() { org }: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<string> {
    const { note, size } = found(await this.reader.newestCheckpoint(org));
    shown.note({ detail: { size } });
    reply.headers({ 'content-type': text, 'cache-control': 'no-cache' });
    return note;
  }

  @Described(listCheckpoints)
  @Accesses('log-checkpoints.read')
  @Get('checkpoints')
  async checkpoints(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listCheckpoints>, @WhatIsShown() shown: Shown) {
    const { before = Number.MAX_SAFE_INTEGER, limit } = query;
    const rows = await this.reader.checkpointsBefore(org, before, limit + 1);
    const page = rows.slice(0, limit);
    shown.note({ detail: { checkpoints: page.length, size: page[0]?.size } });
    return {
      checkpoints: page.map(({ size, signedAt }) => ({ size, signedAt: signedAt.toISOString() })),
      next: rows.length > limit ? page.at(-1)!.size : null,
    };
  }

  @Described(checkpointAt)
  @Accesses('log-checkpoint.read')
  @Get('checkpoints/:size')
  async checkpointAt(
    @Context() { org }: RequestContext,
    @Input() { params }: InputOf<typeof checkpointAt>,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<string> {
    shown.note({ detail: { size: params.size } });
    const { note } = found(await this.reader.checkpointAt(org, params.size));
    reply.headers({ 'content-type': text, 'cache-control': forEver });
    return note;
  }

  @Described(logKey)
  @Accesses('log-key.read')
  @Get('log-key')
  async logKey(@Context() { org }: RequestContext, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const [newest] = await this.reader.verifierKeys(org);
    if (newest === undefined) throw new ProblemError(problems['log-empty']);
    reply.headers({ 'content-type': text, 'cache-control': 'no-cache' });
    return `${newest}\n`;
  }

  @Described(entryTile)
  @Accesses('log-entries.read')
  @Get('tile/entries/*')
  entryTile(
    @Context() { org }: RequestContext,
    @Input() { params }: InputOf<typeof entryTile>,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<Buffer> {
    shown.note({ detail: { tile: params.path } });
    return this.#tile(org, `tile/entries/${params.path}`, reply);
  }

  @Described(hashTile)
  @Accesses('log-hashes.read')
  @Get('tile/:level/*')
  hashTile(
    @Context() { org }: RequestContext,
    @Input() { params }: InputOf<typeof hashTile>,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<Buffer> {
    shown.note({ detail: { tile: `${params.level}/${params.path}` } });
    return this.#tile(org, `tile/${params.level}/${params.path}`, reply);
  }

  @Described(completenessReport)
  @Accesses('log-completeness.read')
  @Get('completeness')
  async report(@Context() { org }: RequestContext, @WhatIsShown() shown: Shown): Promise<CompletenessReport> {
    const report = await this.completeness.report(org);
    shown.note({ detail: { entries: report.entries } });
    return report;
  }

  async #tile(org: string, path: string, reply: FastifyReply): Promise<Buffer> {
    const tile = parseTilePath(path);
    const parts =
      tile === undefined
        ? []
        : tile.kind === 'entries'
          ? (await this.reader.entries(org, tile)).map((entry) => Buffer.from(entry))
          : await this.reader.hashes(org, tile);
    if (tile === undefined || parts.length < tile.width) {
      throw new ProblemError(problems['tile-unknown']);
    }
    reply.headers({ 'content-type': 'application/octet-stream', 'cache-control': forEver });
    return tile.kind === 'entries' ? encodeEntryBundle(parts) : Buffer.concat(parts);
  }
}

function found(checkpoint: SignedCheckpoint | undefined): SignedCheckpoint {
  if (checkpoint) return checkpoint;
  throw new ProblemError(problems['checkpoint-unknown']);
}
