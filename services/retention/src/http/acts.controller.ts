import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DueActs, type ActStatement } from '../application/due-acts.js';
import { completeAct, completeOwnAct } from './acts.operations.js';
import { problemOfRecording, statementOf } from './decision.recording.js';
import { answered } from './due-dates.controller.js';
import { problems } from './problems.js';

/** What officers have done with records that are due, where a rule asks for something else than their destruction. */
@Controller('v1/orgs/:org')
@Roles('retention-officer', 'data-protection-officer')
export class ActsController {
  constructor(@Inject(DueActs) private readonly acts: DueActs) {}

  @Described(completeAct)
  @Accesses('act.completed')
  @Post('patients/:patientId/acts')
  async complete(
    @Context() context: RequestContext,
    @Input() { params, body }: InputOf<typeof completeAct>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { patientId: subject } = params;
    shown.note({ patient: subject, detail: { act: body.id } });
    return this.#complete(context.org, statementOf(context, { type: 'act.completed', body, subject }), shown, reply);
  }

  @Described(completeOwnAct)
  @Accesses('act.completed')
  @Post('acts')
  async completeOwn(
    @Context() context: RequestContext,
    @Input() { body }: InputOf<typeof completeOwnAct>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    shown.note({ detail: { act: body.id } });
    return this.#complete(context.org, statementOf(context, { type: 'act.completed', body }), shown, reply);
  }

  async #complete(org: string, statement: ActStatement, shown: Shown, reply: FastifyReply) {
    await shown.putOnRecord(201);
    const completed = await this.acts.complete(org, statement).catch((error: unknown) => {
      throw problemOfRecording(error) ?? error;
    });
    if (typeof completed === 'string') throw new ProblemError(problems[completed]);
    return answered(reply, statement.id, completed);
  }
}
