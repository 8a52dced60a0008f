import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import type { RetentionEventData } from '@everchart/contracts-retention';
import { API_POOL } from '@everchart/service-kit';
import { Context, Described, Input, ProblemError, Roles, type Fault, type InputOf, type RequestContext } from '@everchart/platform';
import { withOrganisation, type Pool } from '@everchart/postgres';
import { Controller, Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RetentionRecorder } from '../application/retention.recorder.js';
import { dueDateStore } from '../infrastructure/due-date.store.js';
import { recordStore } from '../infrastructure/record.store.js';
import { answered } from './due-dates.controller.js';
import { recordDecision, statementOf } from './decision.recording.js';
import { listFacts, listOwnFacts, stateFact, stateOwnFact, withdrawFact, withdrawOwnFact } from './due-dates.operations.js';
import { problems } from './problems.js';

/** What officers state of a record of a patient, or of the records of the organisation itself. */
@Controller('v1/orgs/:org')
@Roles('retention-officer', 'data-protection-officer')
export class StatedFactsController {
  constructor(
    @Inject(API_POOL) private readonly pool: Pool,
    @Inject(RetentionRecorder) private readonly recorder: RetentionRecorder,
  ) {}

  @Described(listFacts)
  @Accesses('stated-facts.read')
  @Get('patients/:patientId/stated-facts')
  async list(@Context() { org }: RequestContext, @Input() { params }: InputOf<typeof listFacts>, @WhatIsShown() shown: Shown) {
    const { patientId } = params;
    const facts = await this.#factsOf(org, patientId);
    shown.note({ patient: patientId, patientKnown: await this.#isKnown(org, patientId), detail: { facts: facts.length } });
    return { patientId, facts };
  }

  @Described(stateFact)
  @Accesses('fact.stated')
  @Post('patients/:patientId/stated-facts')
  async state(
    @Context() context: RequestContext,
    @Input() { params, body }: InputOf<typeof stateFact>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { patientId } = params;
    const isKnown = await this.#isKnown(context.org, patientId);
    shown.note({ patient: patientId, patientKnown: isKnown, detail: { fact: body.id } });
    if (!isKnown) throw new ProblemError(problems['patient-unknown']);
    const statement = statementOf(context, { type: 'fact.stated', body, subject: patientId, more: faultsOfFact });
    await shown.putOnRecord(201);
    return answered(reply, statement.id, await recordDecision(this.recorder, context.org, statement));
  }

  @Described(withdrawFact)
  @Accesses('fact.withdrawn')
  @Post('patients/:patientId/stated-facts/:factId/withdraw')
  async withdraw(
    @Context() context: RequestContext,
    @Input() { params, body }: InputOf<typeof withdrawFact>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { patientId, factId } = params;
    const isStated = await this.#isStated(context.org, patientId, factId);
    shown.note({ patient: patientId, patientKnown: isStated, detail: { fact: factId } });
    await this.#mayWithdraw(context.org, isStated, body.id);
    const statement = statementOf(context, { type: 'fact.withdrawn', body, inPath: { factId }, subject: patientId });
    await shown.putOnRecord(201);
    return answered(reply, statement.id, await recordDecision(this.recorder, context.org, statement));
  }

  @Described(listOwnFacts)
  @Accesses('stated-facts.read')
  @Get('stated-facts')
  async listOwn(@Context() { org }: RequestContext, @WhatIsShown() shown: Shown) {
    const facts = await this.#factsOf(org, organisationStream(org));
    shown.note({ detail: { facts: facts.length } });
    return { facts };
  }

  @Described(stateOwnFact)
  @Accesses('fact.stated')
  @Post('stated-facts')
  async stateOwn(
    @Context() context: RequestContext,
    @Input() { body }: InputOf<typeof stateOwnFact>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    shown.note({ detail: { fact: body.id } });
    const statement = statementOf(context, { type: 'fact.stated', body, more: faultsOfOwnFact });
    await shown.putOnRecord(201);
    return answered(reply, statement.id, await recordDecision(this.recorder, context.org, statement));
  }

  @Described(withdrawOwnFact)
  @Accesses('fact.withdrawn')
  @Post('stated-facts/:factId/withdraw')
  async withdrawOwn(
    @Context() context: RequestContext,
    @Input() { params, body }: InputOf<typeof withdrawOwnFact>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { factId } = params;
    shown.note({ detail: { fact: factId } });
    await this.#mayWithdraw(context.org, await this.#isStated(context.org, organisationStream(context.org), factId), body.id);
    const statement = statementOf(context, { type: 'fact.withdrawn', body, inPath: { factId } });
    await shown.putOnRecord(201);
    return answered(reply, statement.id, await recordDecision(this.recorder, context.org, statement));
  }

  async #factsOf(org: string, subject: string) {
    const facts = await withOrganisation(this.pool, org, (tx) => dueDateStore.factsOf(tx, org, [subject]));
    return facts.map(({ eventId: factId, subject: _, ...fact }) => ({ factId, ...fact }));
  }

  async #isKnown(org: string, patient: string): Promise<boolean> {
    return (await withOrganisation(this.pool, org, (tx) => recordStore.unknown(tx, org, [patient]))).length === 0;
  }

  async #isStated(org: string, subject: string, id: string): Promise<boolean> {
    return (await this.#factsOf(org, subject)).some(({ factId }) => factId === id);
  }

  /** Sent again, it was withdrawn before: the recorder knows its id. */
  async #mayWithdraw(org: string, isStated: boolean, decision: string): Promise<void> {
    if (!isStated && !(await this.recorder.knows(org, decision))) throw new ProblemError(problems['fact-unknown']);
  }
}

type Stated = RetentionEventData['fact.stated'];

function faultsOfFact({ fact, on, until }: Stated): Fault[] {
  if (fact.trigger !== undefined && on === undefined) return [{ pointer: '/on', message: 'is required of a trigger' }];
  if (on !== undefined && until !== undefined && until < on) return [{ pointer: '/until', message: 'is before its beginning' }];
  return [];
}

function faultsOfOwnFact(stated: Stated): Fault[] {
  const message = 'is of a record of a patient: those of the organisation have the kinds of their classes';
  return stated.fact.recordKind === undefined ? faultsOfFact(stated) : [{ pointer: '/fact/recordKind', message }];
}
