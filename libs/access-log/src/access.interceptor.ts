import { Around, problemOf, replyIn, requestIn, sharedProblems } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { Inject, Injectable, Optional, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RequestAccesses } from './request-accesses.js';
import { shownOf } from './shown.js';

/** Of a service in which not all may see all: by the organisation's rule. */
export interface Permission {
  /** @throws ProblemError 403: the caller may not see all of these patients */
  check(request: FastifyRequest, patients: readonly string[]): Promise<void>;
}

/** Injects the {@link Permission}, where there is one. */
export const PERMISSION = Symbol('Permission');

/**
 * Between the handler and its answer: the handler works first, because the record says what is answered; the answer, or
 * the handler's error, goes on when the access is on record. A handler that changes something puts that on record
 * itself, before it commits (`Shown.putOnRecord`). What guards refuse does not come here: the filter puts
 * that on record.
 */
@Injectable()
export class AccessInterceptor extends Around {
  constructor(
    private readonly accesses: RequestAccesses,
    @Optional() @Inject(PERMISSION) private readonly permission?: Permission,
  ) {
    super();
  }

  async around(execution: ExecutionContext, next: () => Promise<unknown>): Promise<unknown> {
    const request = requestIn(execution);
    const reply = replyIn(execution);
    const shown = shownOf(request);
    shown.recordBy((status) => this.accesses.answered(request, reply, status));
    const named = readUuid((request.params as { patientId?: string }).patientId);
    if (named !== undefined) await this.permission?.check(request, [named]);
    let body: unknown;
    try {
      body = await next();
    } catch (error) {
      const { status, code } = problemOf(error);
      // What there was no time to look at has shown nothing, and its record would take the time that is missing.
      if (code !== sharedProblems.overloaded.code) await this.accesses.answered(request, reply, status, code);
      throw error;
    }
    // Of whom nothing may be shown, nothing is: also when the handler has not looked.
    const patients = shown.patients.filter((patient) => patient !== named);
    if (patients.length > 0) await this.permission?.check(request, patients);
    await this.accesses.answered(request, reply, reply.statusCode);
    return body;
  }
}
