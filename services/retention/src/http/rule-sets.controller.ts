import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { API_POOL } from '@everchart/service-kit';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { withOrganisation, type Pool } from '@everchart/postgres';
import { readRuleFile, repeatedIds, ruleFileNames } from '@everchart/retention-rules';
import { Controller, Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RetentionRecorder } from '../application/retention.recorder.js';
import { dueDateReader } from '../infrastructure/due-date.reader.js';
import { recordDecision, statementOf } from './decision.recording.js';
import { answered } from './due-dates.controller.js';
import { adoptRuleSet, listOfferedSets, listRuleSets, showOfferedSet, withdrawRuleSet } from './due-dates.operations.js';
import { problems } from './problems.js';

/** Sets of rules: those that come with Everchart, and those that the organisation has adopted. */
@Controller('v1/orgs/:org/rule-sets')
@Roles('retention-officer', 'data-protection-officer')
export class RuleSetsController {
  constructor(
    @Inject(API_POOL) private readonly pool: Pool,
    @Inject(RetentionRecorder) private readonly recorder: RetentionRecorder,
  ) {}

  @Described(listRuleSets)
  @Accesses('rule-sets.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor')
  @Get()
  async list(@Context() { org }: RequestContext, @WhatIsShown() shown: Shown) {
    const { sets, workingOut } = await withOrganisation(this.pool, org, async (tx) => ({
      sets: await dueDateReader.ruleSets(tx, org),
      workingOut: await dueDateReader.isWorkingOut(tx, org),
    }));
    shown.note({ detail: { sets: sets.length } });
    return { workingOut, ruleSets: sets.map(({ ruleSet: { reason, ...ruleSet }, eventId }) => ({ adoptedBy: eventId, reason, ruleSet })) };
  }

  @Described(listOfferedSets)
  @Accesses('rule-sets.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor')
  @Get('offered')
  offered() {
    const sets = ruleFileNames.map((name) => ({ name, ...readRuleFile(name) }));
    return {
      ruleSets: sets.map(({ name, ruleSetId, version, title, rules }) => ({ name, ruleSetId, version, title, rules: rules.length })),
    };
  }

  @Described(showOfferedSet)
  @Accesses('rule-sets.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor')
  @Get('offered/:name')
  offeredSet(@Input() { params: { name } }: InputOf<typeof showOfferedSet>) {
    if (!ruleFileNames.includes(name)) throw new ProblemError(problems['rule-set-unknown']);
    return readRuleFile(name);
  }

  @Described(adoptRuleSet)
  @Accesses('rule-set.adopted')
  @Post()
  async adopt(
    @Context() context: RequestContext,
    @Input() { body }: InputOf<typeof adoptRuleSet>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const statement = statementOf(context, { type: 'rule-set.adopted', body, more: repeatedIds });
    const { ruleSetId, version } = statement.data;
    shown.note({ detail: { ruleSet: ruleSetId, version } });
    await shown.putOnRecord(201);
    return answered(reply, statement.id, await recordDecision(this.recorder, context.org, statement));
  }

  @Described(withdrawRuleSet)
  @Accesses('rule-set.withdrawn')
  @Post(':ruleSetId/withdraw')
  async withdraw(
    @Context() context: RequestContext,
    @Input() { params: { ruleSetId }, body }: InputOf<typeof withdrawRuleSet>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { org } = context;
    shown.note({ detail: { ruleSet: ruleSetId } });
    const sets = await withOrganisation(this.pool, org, (tx) => dueDateReader.ruleSets(tx, org));
    const isAdopted = sets.some(({ ruleSet }) => ruleSet.ruleSetId === ruleSetId);
    // Sent again, it was withdrawn before: the recorder knows its id.
    if (!isAdopted && !(await this.recorder.knows(org, body.id))) throw new ProblemError(problems['rule-set-unknown']);
    const statement = statementOf(context, { type: 'rule-set.withdrawn', body, inPath: { ruleSetId } });
    await shown.putOnRecord(201);
    return answered(reply, statement.id, await recordDecision(this.recorder, org, statement));
  }
}
