import { Described, EveryRelease, ProblemError, Public, readInput, sharedProblems } from '@everchart/platform';
import { bearsToken, type ReleaseStanding } from '@everchart/releases';
import { Controller, Get, Headers, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readStanding } from './release.operations.js';

/** How this release stands, and who may know it. */
export interface StandingParts {
  token: string | undefined;
  of(org: string): Promise<ReleaseStanding>;
}

/** Injects {@link StandingParts}. */
export const STANDING = Symbol('Standing');

/** For ingest, before it switches an organisation. */
@Controller('internal/releases/standing')
@EveryRelease()
export class ReleaseController {
  constructor(@Inject(STANDING) private readonly standing: StandingParts) {}

  @Described(readStanding)
  @Get()
  @Public()
  read(@Headers('authorization') authorization: string | undefined, @Req() request: FastifyRequest): Promise<ReleaseStanding> {
    if (!bearsToken(authorization, this.standing.token))
      throw new ProblemError({ ...sharedProblems['not-authenticated'], headers: { 'www-authenticate': 'Bearer' } });
    return this.standing.of(readInput(readStanding, request).query.org);
  }
}
