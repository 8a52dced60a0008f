import { Described, EveryRelease, ProblemError, Public, readInput, sharedProblems } from '@everchart/platform';
import { bearsToken, type ReleaseSource } from '@everchart/releases';
import { Controller, Get, Header, Headers, Inject, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { followReleases } from './releases.operations.js';

export const RELEASES = Symbol('Releases');
export const RELEASES_TOKEN = Symbol('ReleasesToken');

/** For the edge and the other services; the edge lets no one else come here. */
@Controller('internal/releases')
@EveryRelease()
export class ReleaseDirectoryController implements OnModuleDestroy {
  readonly #ending = new AbortController();

  constructor(
    @Inject(RELEASES) private readonly releases: ReleaseSource,
    @Inject(RELEASES_TOKEN) private readonly token: string | undefined,
  ) {}

  @Described(followReleases)
  @Get()
  @Public()
  @Header('content-type', 'application/json; charset=utf-8')
  async follow(
    @Headers('authorization') authorization: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!bearsToken(authorization, this.token))
      throw new ProblemError({ ...sharedProblems['not-authenticated'], headers: { 'www-authenticate': 'Bearer' } });
    const { query } = readInput(followReleases, request);
    const { directory } = this.releases;
    if (query.after === undefined) await this.releases.refresh();
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    await directory.otherThan(query.after, query.wait * 1000, AbortSignal.any([gone.signal, this.#ending.signal]));
    return directory.document();
  }

  /** Who waits is answered before the port closes. */
  onModuleDestroy(): void {
    this.#ending.abort();
  }
}
