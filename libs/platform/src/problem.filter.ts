import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DENIAL_HOOK, type DenialHook } from './authentication.js';
import { errorFields, type Logger } from './logger.js';
import { internalError, ProblemError, problemOfStatus } from './problem.js';
import { correlationIdOf } from './request-context.js';

export const LOGGER = Symbol('Logger');
export const PROBLEM_HOOK = Symbol('ProblemHook');

export const PROBLEM_FORMAT = Symbol('ProblemFormat');

/**
 * Another form of a problem than `application/problem+json`, for the routes that speak another language; undefined for
 * all others.
 */
export type ProblemFormat = (problem: ProblemError, request: FastifyRequest) => { mediaType: string; body: unknown } | undefined;

/** Called with every problem that a request is answered with. */
export type ProblemHook = (code: string, request: FastifyRequest) => void;

/**
 * Turns every error that a route throws, and what Fastify refuses before a route is reached, into
 * `application/problem+json`, or the form that the service has for it; an unexpected error is logged, and hidden from
 * the caller.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DENIAL_HOOK) private readonly onDenied: DenialHook,
    @Inject(PROBLEM_HOOK) private readonly onProblem: ProblemHook,
    @Inject(PROBLEM_FORMAT) private readonly format: ProblemFormat,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    let problem = problemOf(error);
    if (problem.status === 401 || problem.status === 403) {
      try {
        const context = request.everchartContext;
        const principal = context
          ? { actor: context.actor, org: context.org, roles: context.roles, expiresAt: context.expiresAt }
          : undefined;
        await this.onDenied({ principal, request, status: problem.status, code: problem.code });
      } catch (hookError) {
        problem = problemOf(hookError);
      }
    }
    if (problem.status >= 500) this.log(problem, request);
    this.onProblem(problem.code, request);
    await sendProblem(problem, request, reply, this.format);
  }

  private log(problem: ProblemError, request: FastifyRequest): void {
    const fields = { event: 'request.failed', code: problem.code, status: problem.status, method: request.method, route: request.routeOptions.url, correlationId: correlationIdOf(request), ...(problem.cause === undefined ? {} : errorFields(problem.cause)) }; // prettier-ignore
    if (problem.status === 500) this.logger.error(fields);
    else this.logger.warn(fields);
  }
}

export function sendProblem(problem: ProblemError, request: FastifyRequest, reply: FastifyReply, format: ProblemFormat | undefined) {
  const { mediaType, body } = format?.(problem, request) ?? {
    mediaType: 'application/problem+json',
    body: { ...problem.document(), correlationId: correlationIdOf(request) },
  };
  return reply
    .status(problem.status)
    .headers(problem.headers)
    .header('content-type', `${mediaType}; charset=utf-8`)
    .send(JSON.stringify(body));
}

/** What an error is answered as. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof HttpException) return problemOfStatus(error.getStatus());
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) return problemOfStatus(status);
  return internalError(error);
}
