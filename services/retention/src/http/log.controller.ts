import { Context, ProblemError, Roles, type RequestContext } from '@everchart/platform';
import { encodeEntryBundle, parseTilePath, tileWidth } from '@everchart/transparency-log';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CompletenessReporter, type CompletenessReport } from '../application/completeness.reporter.js';
import { LogReader, type SignedCheckpoint } from '../infrastructure/log.reader.js';
import {
  DescribeCheckpoint,
  DescribeCheckpointAt,
  DescribeCheckpoints,
  DescribeCompleteness,
  DescribeEntryTile,
  DescribeHashTile,
  DescribeLog,
  DescribeLogKey,
} from './log.openapi.js';
import { logEmpty, pageOf, sizeOf } from './requests.js';

const text = 'text/plain; charset=utf-8';
/** What is under a signed checkpoint never changes. */
const forEver = 'private, max-age=31536000, immutable';

/** The log as plain files, in the layout of C2SP tlog-tiles. */
@DescribeLog()
@Controller('v1/orgs/:org')
@Roles('auditor', 'operator', 'system')
export class LogController {
  constructor(
    @Inject(LogReader) private readonly reader: LogReader,
    @Inject(CompletenessReporter) private readonly completeness: CompletenessReporter,
  ) {}

  @DescribeCheckpoint()
  @Get('checkpoint')
  async checkpoint(@Context() { org }: RequestContext, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { note } = found(await this.reader.newestCheckpoint(org));
    reply.headers({ 'content-type': text, 'cache-control': 'no-cache' });
    return note;
  }

  @DescribeCheckpoints()
  @Get('checkpoints')
  async checkpoints(@Context() { org }: RequestContext, @Query() query: Record<string, string | string[]>) {
    const { before, limit } = pageOf(query);
    const rows = await this.reader.checkpointsBefore(org, before, limit + 1);
    const page = rows.slice(0, limit);
    return {
      checkpoints: page.map(({ size, signedAt }) => ({ size, signedAt: signedAt.toISOString() })),
      next: rows.length > limit ? page.at(-1)!.size : null,
    };
  }

  @DescribeCheckpointAt()
  @Get('checkpoints/:size')
  async checkpointAt(
    @Context() { org }: RequestContext,
    @Param('size') sizeText: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const size = sizeOf(sizeText);
    const { note } = found(size === undefined ? undefined : await this.reader.checkpointAt(org, size));
    reply.headers({ 'content-type': text, 'cache-control': forEver });
    return note;
  }

  @DescribeLogKey()
  @Get('log-key')
  async logKey(@Context() { org }: RequestContext, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const [newest] = await this.reader.verifierKeys(org);
    if (newest === undefined) throw logEmpty();
    reply.headers({ 'content-type': text, 'cache-control': 'no-cache' });
    return `${newest}\n`;
  }

  @DescribeEntryTile()
  @Get('tile/entries/*')
  entryTile(
    @Context() { org }: RequestContext,
    @Param('*') rest: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.#tile(org, `tile/entries/${rest}`, reply);
  }

  @DescribeHashTile()
  @Get('tile/:level/*')
  hashTile(
    @Context() { org }: RequestContext,
    @Param('level') level: string,
    @Param('*') rest: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.#tile(org, `tile/${level}/${rest}`, reply);
  }

  @DescribeCompleteness()
  @Get('completeness')
  report(@Context() { org }: RequestContext): Promise<CompletenessReport> {
    return this.completeness.report(org);
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
      throw new ProblemError({
        code: 'tile-unknown',
        status: 404,
        title: 'There is no such tile',
        detail: `A tile of fewer than ${tileWidth} is asked for with its width: .p/<width>. Which ones there are follows from the checkpoint's size.`,
      });
    }
    reply.headers({ 'content-type': 'application/octet-stream', 'cache-control': forEver });
    return tile.kind === 'entries' ? encodeEntryBundle(parts) : Buffer.concat(parts);
  }
}

function found(checkpoint: SignedCheckpoint | undefined): SignedCheckpoint {
  if (checkpoint) return checkpoint;
  throw new ProblemError({ code: 'checkpoint-unknown', status: 404, title: 'There is no such checkpoint' });
}
