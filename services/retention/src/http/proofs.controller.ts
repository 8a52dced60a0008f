import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { decodeAccessReceipt, EnvelopeError, type AccessReceipt } from '@everchart/envelope';
import {
  Context,
  Described,
  Input,
  ProblemError,
  Roles,
  sharedProblems,
  type Fault,
  type InputOf,
  type RequestContext,
} from '@everchart/platform';
import { Controller, Get, Inject } from '@nestjs/common';
import { LogProver } from '../application/log.prover.js';
import { LogReader } from '../infrastructure/log.reader.js';
import { judgesAccess, provesConsistency, provesInclusion } from './log.operations.js';
import { problems } from './problems.js';

const base64 = (bytes: Buffer): string => bytes.toString('base64');

@Controller('v1/orgs/:org/proofs')
@Roles('auditor', 'operator', 'system')
export class ProofsController {
  constructor(
    @Inject(LogProver) private readonly prover: LogProver,
    @Inject(LogReader) private readonly reader: LogReader,
  ) {}

  @Described(provesInclusion)
  @Accesses('log-inclusion.prove')
  @Get('inclusion')
  async inclusion(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof provesInclusion>, @WhatIsShown() shown: Shown) {
    const { event, size } = query;
    shown.note({ detail: { event } });
    const found = await this.prover.inclusion(org, event, size);
    if (typeof found === 'string') throw new ProblemError(problems[found]);
    shown.note({ detail: { event, size: found.checkpoint.size } });
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

  @Described(judgesAccess)
  @Accesses('log-access.prove')
  @Get('access')
  async access(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof judgesAccess>, @WhatIsShown() shown: Shown) {
    const receipt = readReceipt(query.receipt, org);
    const { storeId, epoch, shard, position, recordedAt } = receipt;
    const { verdict, event } = await this.prover.access(receipt);
    shown.note({ detail: { storeId, shard, accessPosition: position, verdict } });
    return { verdict, recordedAt, source: { storeId, epoch, shard, position }, event: event ?? null };
  }

  @Described(provesConsistency)
  @Accesses('log-consistency.prove')
  @Get('consistency')
  async consistency(
    @Context() { org }: RequestContext,
    @Input() { query }: InputOf<typeof provesConsistency>,
    @WhatIsShown() shown: Shown,
  ) {
    const { from, to } = query;
    shown.note({ detail: { from, to } });
    const logSize = await this.reader.logSize(org);
    if (logSize === 0) throw new ProblemError(problems['log-empty']);
    const faults: Fault[] = [];
    if (to > logSize) faults.push({ pointer: '/query/to', message: `must be an integer from 1 to ${logSize}` });
    if (from > Math.min(to, logSize)) faults.push({ pointer: '/query/from', message: 'must not be greater than "to", nor than the log' });
    if (faults.length > 0) throw new ProblemError({ ...sharedProblems['parameter-invalid'], faults });
    const { fromRoot, toRoot, proof } = await this.prover.consistency(org, from, to);
    return { from, to, fromRoot: base64(fromRoot), toRoot: base64(toRoot), proof: proof.map(base64) };
  }
}

function readReceipt(text: string, org: string): AccessReceipt {
  const refused = (message: string, cause?: unknown): ProblemError =>
    new ProblemError({ ...sharedProblems['parameter-invalid'], faults: [{ pointer: '/query/receipt', message }], cause });
  let receipt: AccessReceipt;
  try {
    receipt = decodeAccessReceipt(text);
  } catch (cause) {
    if (!(cause instanceof EnvelopeError)) throw cause;
    throw refused('must be a receipt', cause);
  }
  if (receipt.org !== org) throw refused('is of another organisation');
  return receipt;
}
