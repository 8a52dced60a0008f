import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Holds, type HoldRefusal } from '../application/holds.js';
import { scopeFaults } from '../domain/hold.scope.js';
import type { Hold } from '../infrastructure/hold.store.js';
import { problemOfRecording, statementOf } from './decision.recording.js';
import { holdsOfPatient, liftHold, listHolds, placeHold, showHold } from './holds.operations.js';
import { problems } from './problems.js';

/** Holds: what stops all destruction. Each call is on record before it has an effect or is answered. */
@Controller('v1/orgs/:org')
@Roles('retention-officer', 'data-protection-officer')
export class HoldsController {
  constructor(@Inject(Holds) private readonly holds: Holds) {}

  @Described(placeHold)
  @Accesses('hold.placed')
  @Post('holds')
  async place(
    @Context() context: RequestContext,
    @Input() { body }: InputOf<typeof placeHold>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { org } = context;
    // What the contract says of it is looked at below.
    const named: unknown = body.data.scope?.patientIds;
    const patients = [...new Set(Array.isArray(named) ? named.map((id) => String(id).toLowerCase()) : [])];
    // A hold of one patient is in the patient's stream.
    const subject = patients.length === 1 ? patients[0] : undefined;
    const statement = statementOf(context, { type: 'hold.placed', body, subject, more: ({ scope }) => scopeFaults(scope) });
    const unknown = await this.#note(shown, org, statement.id, patients);
    await shown.putOnRecord(201);
    const placed = await this.holds.place(org, statement).catch((error: unknown) => {
      const problem = problemOfRecording(error);
      throw problem?.code === 'decision-not-recorded' ? new ProblemError({ ...problems['hold-awaits-record'], headers: problem.headers, cause: error }) : (problem ?? error); // prettier-ignore
    });
    const { hold, isNew } = orRefused(placed);
    void reply.status(isNew ? 201 : 200);
    return { ...holdShown(hold), unknownPatientIds: unknown };
  }

  @Described(liftHold)
  @Accesses('hold.lifted')
  @Post('holds/:holdId/lift')
  @HttpCode(200)
  async lift(@Context() context: RequestContext, @Input() { params, body }: InputOf<typeof liftHold>, @WhatIsShown() shown: Shown) {
    const { org } = context;
    const known = await this.#find(org, params.holdId);
    const unknown = await this.#note(shown, org, params.holdId, patientsOf(known));
    const { subject } = known.statement;
    const lift = statementOf(context, { type: 'hold.lifted', body, inPath: { holdId: params.holdId }, subject });
    await shown.putOnRecord();
    const lifted = await this.holds.lift(org, lift).catch((error: unknown) => {
      throw problemOfRecording(error) ?? error;
    });
    return { ...holdShown(orRefused(lifted).hold), unknownPatientIds: unknown };
  }

  @Described(listHolds)
  @Accesses('holds.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor')
  @Get('holds')
  async list(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listHolds>, @WhatIsShown() shown: Shown) {
    const { limit, before, lifted } = query;
    const found = await this.holds.list(org, { limit: limit + 1, before, lifted });
    const page = found.slice(0, limit);
    shown.note({ detail: { holds: page.length } });
    return { holds: page.map(listedShown), next: found.length > limit ? page.at(-1)!.holdId : null };
  }

  @Described(showHold)
  @Accesses('hold.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor')
  @Get('holds/:holdId')
  async show(@Context() { org }: RequestContext, @Input() { params }: InputOf<typeof showHold>, @WhatIsShown() shown: Shown) {
    const hold = await this.#find(org, params.holdId);
    const unknown = await this.#note(shown, org, hold.holdId, patientsOf(hold));
    return { ...holdShown(hold), unknownPatientIds: unknown };
  }

  @Described(holdsOfPatient)
  @Accesses('patient-holds.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor')
  @Get('patients/:patientId/holds')
  async ofPatient(@Context() { org }: RequestContext, @Input() { params }: InputOf<typeof holdsOfPatient>, @WhatIsShown() shown: Shown) {
    const { patientId } = params;
    const holds = await this.holds.of(org, patientId);
    const unknown = await this.holds.unknown(org, [patientId]);
    shown.note({ patient: patientId, patientKnown: unknown.length === 0, detail: { holds: holds.length } });
    return { patientId, holds: holds.map(listedShown) };
  }

  async #find(org: string, holdId: string): Promise<Hold> {
    const hold = await this.holds.find(org, holdId);
    if (!hold) throw new ProblemError(problems['hold-unknown']);
    return hold;
  }

  /** An access to each patient whom it names. @returns those who are not known here */
  async #note(shown: Shown, org: string, hold: string, patients: readonly string[]): Promise<string[]> {
    const unknown = await this.holds.unknown(org, patients);
    shown.note({ detail: { hold } });
    shown.noteEach(patients.map((patient) => ({ patient, patientKnown: !unknown.includes(patient) })));
    return unknown;
  }
}

function orRefused<T>(outcome: T | HoldRefusal): T {
  const codes = { 'id-conflict': 'id-conflict', unknown: 'hold-unknown', lifted: 'hold-lifted' } as const;
  if (typeof outcome === 'string') throw new ProblemError(problems[codes[outcome as HoldRefusal]]);
  return outcome;
}

function patientsOf({ statement }: Hold): string[] {
  return [...new Set((statement.data.scope.patientIds ?? []).map((id) => id.toLowerCase()))];
}

function holdShown({ holdId, statement, recorded, placedAt, lift, liftedAt }: Hold) {
  const { scope, reason, matter = null, orderedBy = null, reviewOn = null } = statement.data;
  return {
    holdId,
    scope,
    reason,
    matter,
    orderedBy,
    reviewOn,
    placed: { by: statement.actor, role: statement.role, decidedAt: statement.occurredAt, at: placedAt.toISOString() },
    onRecord: recorded,
    lifted: lift && { by: lift.actor, role: lift.role, decidedAt: lift.occurredAt, at: liftedAt!.toISOString(), reason: lift.data.reason },
  };
}

function listedShown(hold: Hold) {
  const { scope, ...shown } = holdShown(hold);
  const { patientIds = [], stayIds = [], ...others } = scope;
  return { ...shown, scope: { ...others, patients: patientIds.length, stays: stayIds.length } };
}
