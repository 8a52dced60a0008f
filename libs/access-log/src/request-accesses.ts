import { correlationIdOf, ProblemError, purposeOf, sharedProblems, type Denial } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessPart } from './access-parts.js';
import { AccessLog, AccessNotRecordedError, type AccessOnRecord, type AccessToRecord } from './access-log.js';
import { RepeatedRefusals } from './repeated-refusals.js';
import { shownOf, type ShownState } from './shown.js';

/** What a route declares by `@Accesses`. */
export interface AccessDeclaration {
  operation: string;
  /** Only answers that say that they show something, and refusals, are put on record. */
  onlyWhenShown: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: AccessDeclaration;
  }
  interface FastifyRequest {
    accessOnRecord?: boolean;
  }
}

interface Caller {
  org: string;
  actor: string;
  role: string;
}

interface Answer extends Pick<AccessDeclaration, 'operation'> {
  status: number;
  code: string | undefined;
}

const accessHeader = 'everchart-access';
const keptHeader = 'everchart-access-kept';

/** Of a refusal on a route that declares nothing. */
const undeclared: AccessDeclaration = { operation: 'undeclared.refused', onlyWhenShown: false };

/** Puts the answers to requests on record. Promise: an answer leaves after its access is committed, or not at all. */
@Injectable()
export class RequestAccesses {
  readonly #refusals: RepeatedRefusals<AccessOnRecord>;

  constructor(private readonly log: AccessLog) {
    this.#refusals = new RepeatedRefusals((org, access) => log.record(org, access));
  }

  /** Puts on record what was counted, and answers it. */
  close(): Promise<void> {
    return this.#refusals.flush();
  }

  /**
   * The answer gets a receipt (`Everchart-Access`): who keeps it can show afterwards that the access was on record.
   * While the store is away it gets the ids by which the accesses are found later (`Everchart-Access-Kept`).
   * @throws ProblemError 503 `access-not-recorded`
   */
  async answered(request: FastifyRequest, reply: FastifyReply, status: number, code?: string): Promise<void> {
    const context = request.everchartContext;
    const declared = declarationOf(request);
    if (!context || (declared.onlyWhenShown && !shownOf(request).something && !isRefusal(status))) return;
    // The handler has recorded it, before it changed something.
    if (request.accessOnRecord && status < 400) return;
    const recorded = await this.#record(request, context, { operation: declared.operation, status, code }, true);
    const [receipts, kept] = [receiptsOf(recorded), recorded.filter(({ isKept }) => isKept)];
    if (receipts !== '') void reply.header(accessHeader, receipts);
    if (kept.length > 0) void reply.header(keptHeader, kept.map(({ id }) => id).join(', '));
  }

  /**
   * A refusal, before it is answered: in the organisation of the caller. An organisation learns what its own people
   * tried, and nothing is written into an organisation by strangers. Without an identity there is no one to put on
   * record: that is counted.
   * @throws ProblemError 503 `access-not-recorded`
   */
  async denied({ principal, request, status, code }: Denial): Promise<void> {
    if (request.accessOnRecord) return;
    if (!principal) {
      this.log.metrics.unidentified.inc();
      return;
    }
    const { org } = request.params as { org?: string };
    const caller = { org: principal.org, actor: principal.actor, role: principal.roles[0] ?? 'none' };
    const answer = { operation: declarationOf(request).operation, status, code };
    await this.#record(request, caller, answer, org === undefined || org === principal.org);
  }

  async #record(
    request: FastifyRequest,
    caller: Caller,
    { operation, status, code }: Answer,
    ownOrganisation: boolean,
  ): Promise<AccessOnRecord[]> {
    const { patientId } = request.params as { patientId?: string };
    const named = readUuid(patientId);
    const common = {
      operation,
      outcome: isRefusal(status) ? ('denied' as const) : ('granted' as const),
      status,
      purpose: purposeOf(request, caller.role),
      actor: caller.actor,
      role: caller.role,
      correlationId: correlationIdOf(request),
    };
    const shown = shownOf(request);
    const { state = {}, each } = shown;
    const coded = code === undefined ? {} : { code };
    // A refusal is of each patient by itself: refusals are counted.
    const ofPatients = each.filter(({ patient }) => patient !== undefined);
    const isLook = common.outcome === 'granted' && ownOrganisation && ofPatients.length > 1;
    const apart = isLook ? each.filter(({ patient }) => patient === undefined) : each;
    const states = each.length === 0 ? [state] : apart.map((one) => ({ ...state, ...one }));
    const accesses = states.map((said) => {
      const patient = ownOrganisation ? (said.patient ?? named) : undefined;
      return { ...common, ...partOf(said, patient, { ...shown.markOf(patient), ...coded }), patientKnown: said.patientKnown ?? false };
    });
    const looked = isLook ? lookOf(state, ofPatients) : undefined;
    const look = { ...common, ...partOf(looked?.common ?? {}, undefined, coded) };
    const parts = (looked?.each ?? []).map((said) => {
      const patient = said.patient!;
      return { ...partOf(said, patient, shown.markOf(patient)), patient, patientKnown: said.patientKnown ?? false };
    });
    this.log.metrics.answers.inc({ operation, outcome: isRefusal(status) ? 'denied' : status < 400 ? 'granted' : 'failed' });
    try {
      const { org } = caller;
      const alone = parts.length === 0 && accesses.length === 1 ? accesses[0] : undefined;
      const recorded = alone
        ? [await this.#put(org, alone)]
        : (await Promise.all([...accesses.map((access) => this.#put(org, access)), this.log.recordLook(org, look, parts)])).flat();
      request.accessOnRecord = true;
      return recorded;
    } catch (error) {
      throw error instanceof AccessNotRecordedError ? accessNotRecorded(error) : error;
    }
  }

  #put(org: string, access: AccessToRecord): Promise<AccessOnRecord> {
    return access.outcome === 'granted' ? this.log.record(org, access) : this.#refusals.record(org, access);
  }
}

/** What is said of all, once. A detail of a patient stands instead of that of the answer, which may say more. */
function lookOf(state: ShownState, each: readonly ShownState[]): { common: ShownState; each: readonly ShownState[] } {
  const details = each.map(({ detail = state.detail }) => detail);
  const isSame = details.every((detail) => detail === details[0]) || new Set(details.map((detail) => JSON.stringify(detail))).size === 1;
  return { common: { ...state, detail: isSame ? details[0] : undefined }, each: each.map((one, at) => ({ ...one, detail: isSame ? undefined : details[at] })) }; // prettier-ignore
}

/** What is said of one patient, or of all. */
function partOf(
  { position, streamVersion, detail }: ShownState,
  patient: string | undefined,
  more: Record<string, unknown> | undefined,
): Partial<AccessPart> {
  const served = { ...(position !== undefined && { position }), ...(streamVersion !== undefined && { streamVersion }) };
  const details = { ...detail, ...more };
  return {
    ...(patient !== undefined && { patient }),
    ...(Object.keys(served).length > 0 && { served }),
    ...(Object.keys(details).length > 0 && { detail: details }),
  };
}

function declarationOf(request: FastifyRequest): AccessDeclaration {
  return request.routeOptions.config.access ?? undeclared;
}

/** One for each event: its chain value binds all accesses that are in it. */
function receiptsOf(recorded: readonly AccessOnRecord[]): string {
  if (recorded.length === 1) return recorded[0]!.receipt ?? '';
  const events = recorded.filter((access, at) => recorded.findIndex((other) => access.isWith(other)) === at);
  return events.flatMap(({ receipt }) => receipt ?? []).join(', ');
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}

function accessNotRecorded(cause: unknown): ProblemError {
  return new ProblemError({ ...sharedProblems['access-not-recorded'], headers: { 'retry-after': '1' }, cause });
}
