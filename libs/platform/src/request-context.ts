import { randomFillSync, randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { readUuid } from '@everchart/primitives';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { purposeOf, type Purpose, type unknownPurpose } from './purpose.js';

/** Who asks, for which organisation, and why: the first argument of every handler and repository. */
export interface RequestContext {
  org: string;
  /** Opaque id of the person or system (JWT `sub`). */
  actor: string;
  /** The role that the route requires, or the actor's first. */
  role: string;
  roles: readonly string[];
  /** When the caller's token is not taken any more, in milliseconds since 1970. */
  expiresAt: number;
  /** Of the token, see {@link Principal}. */
  facilities?: readonly string[];
  units?: readonly string[];
  /** Purpose of use; `unknown` only in refusals. */
  purpose: Purpose | typeof unknownPurpose;
  correlationId: string;
  /** W3C trace context. */
  traceparent: string;
}

export interface Principal {
  actor: string;
  org: string;
  roles: readonly string[];
  /** When the token is not taken any more, in milliseconds since 1970. */
  expiresAt: number;
  /** Ids of the directory: where the person cares for patients. A facility stands for all of its units. */
  facilities?: readonly string[];
  units?: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    correlationId?: string;
    /** Who sent the body, known before it was read. */
    everchartPrincipal?: Principal;
    everchartContext?: RequestContext;
    startedAt?: number;
    spanTraceparent?: string;
  }
}

const traceparentForm = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** What `switchToHttp` gives, without the object that it makes for each call. */
export const requestIn = (execution: ExecutionContext): FastifyRequest => execution.getArgByIndex<FastifyRequest>(0);
export const replyIn = (execution: ExecutionContext): FastifyReply => execution.getArgByIndex<FastifyReply>(1);

export function correlationIdOf(request: FastifyRequest): string {
  return (request.correlationId ??= readUuid(request.headers['x-correlation-id']) ?? randomUUID());
}

export function incomingTraceparent(request: FastifyRequest): string | undefined {
  const value = request.headers.traceparent;
  return typeof value === 'string' && traceparentForm.test(value) ? value : undefined;
}

/** The trace that this request belongs to: its span's, the caller's, or a new one. */
export function traceparentOf(request: FastifyRequest): string {
  return request.spanTraceparent ?? activeTraceparent() ?? incomingTraceparent(request) ?? newTraceparent();
}

const traceIdBytes = 24;
const randomBytes = Buffer.allocUnsafe(traceIdBytes * 256);
let randomUsed = randomBytes.length;

/** The system's source of random bytes is read for 256 of them at once. */
function newTraceparent(): string {
  if (randomUsed === randomBytes.length) {
    randomFillSync(randomBytes);
    randomUsed = 0;
  }
  const digits = randomBytes.toString('hex', randomUsed, (randomUsed += traceIdBytes));
  return `00-${digits.slice(0, 32)}-${digits.slice(32)}-00`;
}

export function activeTraceparent(): string | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  return context ? `00-${context.traceId}-${context.spanId}-0${context.traceFlags & 1}` : undefined;
}

export function buildContext(request: FastifyRequest, principal: Principal, role: string): RequestContext {
  return {
    org: principal.org,
    actor: principal.actor,
    role,
    roles: principal.roles,
    expiresAt: principal.expiresAt,
    ...(principal.facilities && { facilities: principal.facilities }),
    ...(principal.units && { units: principal.units }),
    purpose: purposeOf(request, role),
    correlationId: correlationIdOf(request),
    traceparent: traceparentOf(request),
  };
}

/** Parameter decorator: the verified context. A route without one is `@Public()`. */
export const Context = createParamDecorator((_data: unknown, execution: ExecutionContext): RequestContext => {
  const context = requestIn(execution).everchartContext;
  if (!context) throw new Error('the route is public: it has no request context');
  return context;
});
