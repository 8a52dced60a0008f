import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { isCalendarDate } from '@everchart/contracts-retention';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { instantMs } from '@everchart/primitives';
import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Holds } from '../application/holds.js';
import { PersonRequests, type RequestRefusal } from '../application/person.requests.js';
import { dayEverywhere } from '../domain/destruction.js';
import { answerBy, answerFaults, daysUntil, type Assessment } from '../domain/request.assessment.js';
import type { Closed, ExportMade, Extended, PersonRequest } from '../infrastructure/request.store.js';
import type { DecisionBody } from './decision.operations.js';
import { problemOfRecording, statementOf } from './decision.recording.js';
import { problems } from './problems.js';
import {
  answerRequest,
  approveExport,
  extendRequest,
  listRequests,
  receiveRequest,
  showRequest,
  withdrawRequest,
} from './requests.operations.js';

/** Days for which a copy may be made after it was approved. */
const exportDays = 7;

const receivedNever = '9999-12-31';

/** Requests of persons. Each call is on record before it has an effect or is answered. */
@Controller('v1/orgs/:org')
@Roles('retention-officer', 'data-protection-officer')
export class RequestsController {
  constructor(
    @Inject(PersonRequests) private readonly requests: PersonRequests,
    @Inject(Holds) private readonly holds: Holds,
  ) {}

  @Described(receiveRequest)
  @Accesses('person-request.received')
  @Post('patients/:patientId/requests')
  async receive(
    @Context() context: RequestContext,
    @Input() { params, body }: InputOf<typeof receiveRequest>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { org } = context;
    const { patientId: subject } = params;
    const { receivedOn } = body.data as { receivedOn?: unknown };
    // A day that is none is named with the other faults.
    const deadline = typeof receivedOn === 'string' && isCalendarDate(receivedOn) ? answerBy(receivedOn) : receivedNever;
    const received = statementOf(context, { type: 'request.received', body, inPath: { answerBy: deadline }, subject });
    await this.#note(shown, org, subject, received.id);
    await shown.putOnRecord(201);
    const { request, isNew } = orRefused(await this.requests.receive(org, received).catch(orProblem));
    void reply.status(isNew ? 201 : 200);
    return this.#whole(org, request.requestId);
  }

  @Described(extendRequest)
  @Accesses('person-request.extended')
  @Post('requests/:requestId/extend')
  @HttpCode(200)
  extend(@Context() context: RequestContext, @Input() { params, body }: InputOf<typeof extendRequest>, @WhatIsShown() shown: Shown) {
    const { requestId } = params;
    return this.#decide(context, shown, { requestId, type: 'request.extended', body }, ({ received, answerBy: before }) => {
      if (before < today()) throw new ProblemError(problems['request-overdue']);
      const deadline = answerBy(received.data.receivedOn, true);
      return statementOf(context, { type: 'request.extended', body, inPath: { requestId, answerBy: deadline }, subject: received.subject });
    });
  }

  @Described(answerRequest)
  @Accesses('person-request.answered')
  @Post('requests/:requestId/answer')
  @HttpCode(200)
  answer(@Context() context: RequestContext, @Input() { params, body }: InputOf<typeof answerRequest>, @WhatIsShown() shown: Shown) {
    const { requestId } = params;
    return this.#decide(context, shown, { requestId, type: 'request.answered', body }, ({ received, exports }, assessment) => {
      const { kind } = received.data;
      const { dueOn, rule } = kind === 'erasure' ? assessment : {};
      const inPath = { requestId, ...(dueOn !== undefined && { dueOn }), ...(rule && { rule }), ...handedOut(kind, body.data, exports) };
      const more = (data: Parameters<typeof answerFaults>[1]) => answerFaults(kind, data, assessment);
      return statementOf(context, { type: 'request.answered', body, inPath, subject: received.subject, more });
    });
  }

  @Described(approveExport)
  @Accesses('export.approved')
  @Post('requests/:requestId/exports')
  @HttpCode(200)
  async approveExport(
    @Context() context: RequestContext,
    @Input() { params, body }: InputOf<typeof approveExport>,
    @WhatIsShown() shown: Shown,
  ) {
    const { org } = context;
    const { requestId } = params;
    const known = await this.requests.find(org, requestId);
    if (!known) throw new ProblemError(problems['request-unknown']);
    await this.#note(shown, org, known.request.subject, requestId);
    await shown.putOnRecord();
    const outcome = await this.requests
      .approveExport(org, requestId, body, ({ received, subject }, periods) => {
        const { kind } = received.data as { kind: 'access' | 'portability' };
        const validUntil = new Date(instantMs(body.occurredAt) + exportDays * 24 * 3_600_000).toISOString();
        return statementOf(context, { type: 'export.approved', body, inPath: { requestId, kind, validUntil, periods }, subject });
      })
      .catch(orProblem);
    orRefused(outcome);
    return this.#whole(org, requestId);
  }

  @Described(withdrawRequest)
  @Accesses('person-request.withdrawn')
  @Post('requests/:requestId/withdraw')
  @HttpCode(200)
  withdraw(@Context() context: RequestContext, @Input() { params, body }: InputOf<typeof withdrawRequest>, @WhatIsShown() shown: Shown) {
    const { requestId } = params;
    return this.#decide(context, shown, { requestId, type: 'request.withdrawn', body }, ({ received }) =>
      statementOf(context, { type: 'request.withdrawn', body, inPath: { requestId }, subject: received.subject }),
    );
  }

  @Described(listRequests)
  @Accesses('person-requests.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor')
  @Get('requests')
  async list(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listRequests>, @WhatIsShown() shown: Shown) {
    const { limit, after, closed } = query;
    const found = await this.requests.list(org, { limit: limit + 1, after, closed });
    const page = found.slice(0, limit);
    const patients = [...new Set(page.map(({ subject }) => subject))];
    const unknown = await this.holds.unknown(org, patients);
    shown.note({ detail: { requests: page.length } });
    shown.noteEach(patients.map((patient) => ({ patient, patientKnown: !unknown.includes(patient) })));
    return { requests: page.map(requestShown), next: found.length > limit ? page.at(-1)!.requestId : null };
  }

  @Described(showRequest)
  @Accesses('person-request.read')
  @Roles('retention-officer', 'data-protection-officer', 'auditor')
  @Get('requests/:requestId')
  async show(@Context() { org }: RequestContext, @Input() { params }: InputOf<typeof showRequest>, @WhatIsShown() shown: Shown) {
    const found = await this.requests.find(org, params.requestId);
    if (!found) throw new ProblemError(problems['request-unknown']);
    await this.#note(shown, org, found.request.subject, params.requestId);
    return wholeShown(found);
  }

  async #decide(
    context: RequestContext,
    shown: Shown,
    { requestId, type, body }: { requestId: string; type: (Extended | Closed)['type']; body: DecisionBody<object> },
    decide: (request: PersonRequest, assessment: Assessment) => Extended | Closed,
  ) {
    const { org } = context;
    const known = await this.requests.find(org, requestId);
    if (!known) throw new ProblemError(problems['request-unknown']);
    await this.#note(shown, org, known.request.subject, requestId);
    await shown.putOnRecord();
    const stated = { id: body.id, type, data: body.data };
    orRefused(await this.requests.decide(org, requestId, stated, decide).catch(orProblem));
    return this.#whole(org, requestId);
  }

  async #whole(org: string, requestId: string) {
    return wholeShown((await this.requests.find(org, requestId))!);
  }

  async #note(shown: Shown, org: string, patient: string, request: string): Promise<void> {
    const unknown = await this.holds.unknown(org, [patient]);
    shown.note({ patient, patientKnown: unknown.length === 0, detail: { request } });
  }
}

function orProblem(error: unknown): never {
  throw problemOfRecording(error) ?? error;
}

function orRefused<T>(outcome: T | RequestRefusal): T {
  const codes = {
    'id-conflict': 'id-conflict',
    unknown: 'request-unknown',
    closed: 'request-closed',
    extended: 'request-extended',
    'no-copy': 'request-for-erasure',
  } as const;
  if (typeof outcome === 'string') throw new ProblemError(problems[codes[outcome as RequestRefusal]]);
  return outcome;
}

/** What the answer hands out: the copy that it names, or else the newest one that was made for the request. */
function handedOut(kind: string, data: object, exports: readonly ExportMade[]) {
  const { answer, exportDigest } = data as { answer?: unknown; exportDigest?: unknown };
  if (kind === 'erasure' || (answer !== 'granted' && answer !== 'granted-in-part')) return {};
  const made = exports.find(({ digest }) => exportDigest === undefined || exportDigest === digest);
  if (!made) return {};
  const { digest, eventId: madeBy, bytes, parts, counts } = made;
  return { exportDigest: digest, export: { madeBy, bytes, parts, counts } };
}

function today(): string {
  return dayEverywhere(new Date());
}

function decidedShown({ actor: by, role, occurredAt: decidedAt }: { actor: string; role: string; occurredAt: string }) {
  return { by, role, decidedAt };
}

function requestShown({ requestId, subject, received, receivedAt, extended, answerBy: deadline, closed }: PersonRequest) {
  const { kind, receivedOn, by = null, note = null, retentionClasses = null } = received.data;
  const daysLeft = daysUntil(deadline, today());
  const answer = closed?.type === 'request.answered' ? closed : undefined;
  const withdrawn = closed?.type === 'request.withdrawn' ? closed : undefined;
  const state = answer ? 'answered' : withdrawn ? 'withdrawn' : daysLeft < 0 ? 'overdue' : 'open';
  return {
    requestId,
    patientId: subject,
    kind,
    receivedOn,
    by,
    note,
    retentionClasses,
    received: { ...decidedShown(received), at: receivedAt.toISOString() },
    answerBy: deadline,
    daysLeft: closed ? null : daysLeft,
    state,
    extended: extended && { ...decidedShown(extended), reason: extended.data.reason },
    answer: answer ? { ...decidedShown(answer), ...answerShown(answer.data) } : null,
    withdrawn: withdrawn ? { ...decidedShown(withdrawn), reason: withdrawn.data.reason } : null,
  };
}

function answerShown(given: Parameters<typeof answerFaults>[1]) {
  const { answer, grounds = [], reason, dueOn = null, rule = null, exportDigest = null, export: made = null } = given;
  return { answer, grounds, reason, dueOn, rule, exportDigest, export: made };
}

function exportsShown({ approvals, exports }: PersonRequest) {
  return approvals.map((approval) => ({
    exportId: approval.id,
    ...decidedShown(approval),
    validUntil: approval.data.validUntil,
    withheld: approval.data.withheld ?? [],
    made: exports
      .filter(({ approvedBy }) => approvedBy === approval.id)
      .map(({ eventId, digest, bytes, parts, counts, madeAt }) => ({ eventId, digest, bytes, parts, counts, madeAt })),
  }));
}

function wholeShown({ request, assessment }: { request: PersonRequest; assessment: Assessment }) {
  return { ...requestShown(request), assessment, exports: exportsShown(request) };
}
