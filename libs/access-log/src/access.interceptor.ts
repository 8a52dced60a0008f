import { problemOf } from '@everchart/platform';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, of, type Observable } from 'rxjs';
import { RequestAccesses } from './request-accesses.js';
import { shownOf } from './shown.js';

/**
 * Between the handler and its answer: the handler works first, because the record says what is answered; the answer, or
 * the handler's error, goes on when the access is on record. A handler that changes something puts that on record
 * itself, before it commits (`Shown.putOnRecord`). What guards refuse does not come here: the filter puts
 * that on record.
 */
@Injectable()
export class AccessInterceptor implements NestInterceptor {
  constructor(private readonly accesses: RequestAccesses) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = execution.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    shownOf(request).recordBy((status) => this.accesses.answered(request, reply, status));
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      const { status, code } = problemOf(error);
      await this.accesses.answered(request, reply, status, code);
      throw error;
    }
    await this.accesses.answered(request, reply, reply.statusCode);
    return of(body);
  }
}
