import { Context, ProblemError, Roles, type RequestContext } from '@everchart/platform';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { LogProver } from '../application/log.prover.js';
import { LogReader } from '../infrastructure/log.reader.js';
import { DescribeConsistency, DescribeInclusion, DescribeProofs } from './log.openapi.js';
import { consistencyQueryOf, inclusionQueryOf } from './requests.js';

const base64 = (bytes: Buffer): string => bytes.toString('base64');

@DescribeProofs()
@Controller('v1/orgs/:org/proofs')
@Roles('auditor', 'operator', 'system')
export class ProofsController {
  constructor(
    @Inject(LogProver) private readonly prover: LogProver,
    @Inject(LogReader) private readonly reader: LogReader,
  ) {}

  @DescribeInclusion()
  @Get('inclusion')
  async inclusion(@Context() { org }: RequestContext, @Query() query: Record<string, string | string[]>) {
    const { event, size } = inclusionQueryOf(query);
    const found = await this.prover.inclusion(org, event, size);
    if (found === 'checkpoint-unknown') throw new ProblemError({ code: found, status: 404, title: 'There is no checkpoint of this size' });
    if (found === 'event-unknown') {
      throw new ProblemError({
        code: found,
        status: 404,
        title: 'The event is not in the log',
        detail: 'An event that was recorded a moment ago may still be on its way: ask again, or look at the completeness report.',
      });
    }
    return {
      event,
      index: found.entry.index,
      otherIndexes: found.otherIndexes,
      entry: found.entry.entry,
      leafHash: base64(found.entry.leaf),
      size: found.checkpoint.size,
      root: base64(found.root),
      proof: found.proof.map(base64),
      checkpoint: found.checkpoint.note,
    };
  }

  @DescribeConsistency()
  @Get('consistency')
  async consistency(@Context() { org }: RequestContext, @Query() query: Record<string, string | string[]>) {
    const { from, to } = consistencyQueryOf(query, await this.reader.logSize(org));
    const { fromRoot, toRoot, proof } = await this.prover.consistency(org, from, to);
    return { from, to, fromRoot: base64(fromRoot), toRoot: base64(toRoot), proof: proof.map(base64) };
  }
}
