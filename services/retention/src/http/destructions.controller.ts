import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { Context, Described, Input, ProblemError, Roles, sharedProblems, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DestructionRefusedError, Destructions, type Decision, type DestructionView, type Refusal } from '../application/destructions.js';
import { classNamed, kindNamed, namedIn, nameIn, nameOf } from '../domain/destruction.js';
import type { Destruction } from '../infrastructure/destruction.store.js';
import { problemOfRecording, statementOf } from './decision.recording.js';
import {
  approveDestruction,
  beginDestruction,
  listDestructions,
  proposeDestruction,
  rejectDestruction,
  showDestruction,
  unconfirmedDeletions,
} from './destructions.operations.js';
import { problems } from './problems.js';

/** Lists of what is to be destroyed, and the decisions on them. Each call is on record before it has an effect. */
@Controller('v1/orgs/:org/destructions')
@Roles('retention-officer', 'data-protection-officer')
export class DestructionsController {
  constructor(@Inject(Destructions) private readonly destructions: Destructions) {}

  @Described(proposeDestruction)
  @Accesses('destruction.proposed')
  @Post()
  async propose(
    @Context() context: RequestContext,
    @Input() { body }: InputOf<typeof proposeDestruction>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { id, occurredAt, data } = body;
    const isNew = (await this.destructions.view(context.org, id)) === undefined;
    shown.note({ detail: { destruction: id, ...(data.patientIds && { patients: data.patientIds.length }), ...(data.kinds && { kinds: data.kinds.length }) } }); // prettier-ignore
    await shown.putOnRecord(isNew ? 201 : 200);
    const decision = { ...decisionIn(context), id, occurredAt };
    const { patientIds, retentionClasses, kinds, limit } = data;
    const isNamed = patientIds ?? retentionClasses ?? kinds;
    const subjects = isNamed && [...(retentionClasses ?? []), ...(patientIds ?? []), ...(kinds ?? []).map(nameIn)];
    const view = await refusing(this.destructions.propose(context.org, decision, { subjects, limit }));
    void reply.status(isNew ? 201 : 200);
    return destructionShown(view);
  }

  @Described(approveDestruction)
  @Accesses('destruction.approved')
  @Roles('retention-officer', 'data-protection-officer', 'director', 'physician', 'archives')
  @Post(':destructionId/approvals')
  @HttpCode(200)
  async approve(
    @Context() context: RequestContext,
    @Input() { params, body }: InputOf<typeof approveDestruction>,
    @WhatIsShown() shown: Shown,
  ) {
    const { destructionId } = params;
    const { data, ...decision } = statementOf(context, { type: 'destruction.approved', body, inPath: { destructionId } });
    if (!context.roles.includes(data.as)) throw new ProblemError({ ...sharedProblems['body-invalid'], faults: [{ pointer: '/data/as', message: 'is not a role of yours' }] }); // prettier-ignore
    await note(shown, destructionId);
    return destructionShown(await refusing(this.destructions.approve(context.org, decision, destructionId, data)));
  }

  @Described(rejectDestruction)
  @Accesses('destruction.rejected')
  @Post(':destructionId/rejection')
  @HttpCode(200)
  async reject(
    @Context() context: RequestContext,
    @Input() { params, body }: InputOf<typeof rejectDestruction>,
    @WhatIsShown() shown: Shown,
  ) {
    const { destructionId } = params;
    const { data, ...decision } = statementOf(context, { type: 'destruction.rejected', body, inPath: { destructionId } });
    await note(shown, destructionId);
    return destructionShown(await refusing(this.destructions.reject(context.org, decision, destructionId, data)));
  }

  @Described(beginDestruction)
  @Accesses('destruction.begun')
  @Post(':destructionId/begin')
  @HttpCode(200)
  async begin(
    @Context() context: RequestContext,
    @Input() { params, body }: InputOf<typeof beginDestruction>,
    @WhatIsShown() shown: Shown,
  ) {
    const { destructionId } = params;
    const { data, ...decision } = statementOf(context, { type: 'destruction.begun', body, inPath: { destructionId } });
    await note(shown, destructionId);
    return destructionShown(await refusing(this.destructions.begin(context.org, decision, destructionId, data)));
  }

  @Described(listDestructions)
  @Accesses('destructions.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor')
  @Get()
  async list(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listDestructions>, @WhatIsShown() shown: Shown) {
    const found = await this.destructions.list(org, { limit: query.limit + 1, before: query.before });
    const page = found.slice(0, query.limit);
    shown.note({ detail: { destructions: page.length } });
    return {
      destructions: page.map(({ items, ...destruction }) => ({ ...headShown(destruction), items })),
      next: found.length > query.limit ? page.at(-1)!.destructionId : null,
    };
  }

  @Described(unconfirmedDeletions)
  @Accesses('unconfirmed-deletions.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor', 'operator')
  @Get('unconfirmed')
  async unconfirmed(
    @Context() { org }: RequestContext,
    @Input() { query }: InputOf<typeof unconfirmedDeletions>,
    @WhatIsShown() shown: Shown,
  ) {
    const { minutes, limit, after } = query;
    const found = await this.destructions.unconfirmed(org, minutes * 60, { limit: limit + 1, after: placeIn(after) });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    shown.note({ detail: { unconfirmed: page.length } });
    return {
      unconfirmed: page.map(({ subject, retentionClass, destroyedBy, holder, since }) => ({
        ...(subject === organisationStream(org) ? { retentionClass } : { patientId: subject }),
        destroyedBy,
        holder,
        since,
      })),
      next: last ? `${last.destroyedBy}.${last.holder}` : null,
    };
  }

  @Described(showDestruction)
  @Accesses('destruction.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor', 'director', 'physician', 'archives')
  @Get(':destructionId')
  async show(@Context() { org }: RequestContext, @Input() { params }: InputOf<typeof showDestruction>, @WhatIsShown() shown: Shown) {
    const view = await this.destructions.view(org, params.destructionId);
    if (!view) throw new ProblemError(problems['destruction-unknown']);
    shown.note({ detail: { destruction: view.destructionId, patients: view.items.length } });
    return destructionShown(view);
  }
}

const decisionIn = ({ actor, role, correlationId }: RequestContext): Omit<Decision, 'id' | 'occurredAt'> => ({
  actor,
  role,
  correlationId,
});

function placeIn(next: string | undefined) {
  if (next === undefined) return undefined;
  const [destroyedBy, holder] = next.split('.') as [string, string];
  return { destroyedBy, holder };
}

async function note(shown: Shown, destruction: string): Promise<void> {
  shown.note({ detail: { destruction } });
  await shown.putOnRecord();
}

/** @throws ProblemError */
function refusing<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof DestructionRefusedError ? problemOf(error.refusal, error) : (problemOfRecording(error) ?? error);
  });
}

function problemOf(refusal: Refusal, cause: unknown): ProblemError {
  const kind = problems[refusal.code];
  if ('reasons' in refusal) {
    const faults = refusal.reasons.slice(0, 100).map(({ subject, reason }) => ({
      pointer: `/${classNamed(subject) === undefined ? (kindNamed(subject) ? 'kinds' : 'patients') : 'classes'}/${subject}`,
      message: reason,
    }));
    return new ProblemError({ ...kind, faults, cause });
  }
  if ('lack' in refusal) return new ProblemError({ ...kind, headers: { 'retry-after': '2' }, cause });
  if (refusal.code === 'approvals-missing') {
    const roles = refusal.roles.length > 0 ? ` Roles that rules ask for: ${refusal.roles.join(', ')}.` : '';
    return new ProblemError({ ...kind, detail: `Approvals of other people that are missing: ${refusal.people}.${roles}`, cause });
  }
  return new ProblemError({ ...kind, cause });
}

function headShown({ destructionId, state, digest, proposedBy, approvals, ended }: Omit<Destruction, 'proposal'>) {
  return {
    destructionId,
    state,
    digest,
    proposed: { by: proposedBy.actor, role: proposedBy.role, at: proposedBy.at },
    approvals: approvals.map(({ actor, role, approvedAt, eventId, note: text = null }) => ({
      by: actor,
      role,
      at: approvedAt,
      eventId,
      note: text,
    })),
    ended: ended && { by: ended.actor, role: ended.role, at: ended.at, reason: ended.reason ?? null },
  };
}

function destructionShown(view: DestructionView) {
  const standings = new Map(view.items.map((item) => [item.subject, item]));
  return {
    ...headShown(view),
    act: view.proposal.act,
    items: view.proposal.items.map((item) => {
      const { state, reason, waitsFor } = standings.get(nameOf(item))!;
      return { ...item, state, reason, waitsFor };
    }),
    missing: view.missing,
    changed: view.changed.map(({ subject, reason }) => ({ ...namedIn(subject), reason })),
  };
}
