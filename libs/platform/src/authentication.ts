import { sharedProblems } from '@everchart/problems';
import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { presence } from './presence.js';
import { ProblemError } from './problem.js';
import { purposes, unknownPurpose } from './purpose.js';
import { buildContext, replyIn, requestIn, type Principal } from './request-context.js';
import { everyReleaseKey, keepRelease, RELEASE_FENCE, type ReleaseFence } from './release-fence.js';
import type { TokenVerifier } from './token-verifier.js';

export const rolesKey = 'everchart:roles';
export const publicKey = 'everchart:public';

/** Roles of which the caller needs one. A route without `@Roles` and `@Public` is refused. */
export const Roles = (...roles: string[]): MethodDecorator & ClassDecorator => SetMetadata(rolesKey, roles);

/** A route that needs no token, unless the request has a body: bodies are read from identified callers only. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(publicKey, true);

export const TOKEN_VERIFIER = Symbol('TokenVerifier');
export const DENIAL_HOOK = Symbol('DenialHook');

export interface Denial {
  /** Undefined when no caller was identified. */
  principal: Principal | undefined;
  request: FastifyRequest;
  status: number;
  code: string;
}

/** Called with every refusal (401, 403) before its answer leaves; when it rejects, its error is answered instead. */
export type DenialHook = (denial: Denial) => Promise<void>;

/** Who may use a route. */
export interface RouteAccess {
  isPublic: boolean;
  roles: readonly string[];
  /** Whichever release is assigned. */
  everyRelease: boolean;
}

/**
 * Gives the request its context. Also called before a body is read.
 * @throws ProblemError 403: another organisation, or no role that may use the route; 400: a purpose of use that is none
 */
export function authorise(request: FastifyRequest, principal: Principal, allowed: readonly string[]): void {
  presence.noticed(principal.org);
  const role = allowed.find((candidate) => principal.roles.includes(candidate));
  const context = (request.everchartContext = buildContext(request, principal, role ?? principal.roles[0] ?? 'none'));
  const { org } = request.params as { org?: string };
  if (org !== undefined && org !== principal.org) throw new ProblemError(sharedProblems['organisation-forbidden']);
  if (role === undefined) {
    throw new ProblemError({
      ...sharedProblems['role-missing'],
      detail: allowed.length > 0 ? `One of these roles is needed: ${allowed.join(', ')}.` : 'No role may use this route.',
    });
  }
  // After the refusals, so that none of them can be kept off the record by a purpose that is none.
  if (context.purpose === unknownPurpose) {
    const faults = [{ pointer: '/headers/everchart-purpose', message: `must be one of: ${purposes.join(', ')}` }];
    throw new ProblemError({ ...sharedProblems['parameter-invalid'], faults });
  }
}

/** One guard for all routes: identity, release, organisation, role. */
@Injectable()
export class AuthGuard implements CanActivate {
  /**
   * By controller and handler: their decorators do not change, and looking them up costs more than all the rest of the
   * guard.
   */
  private readonly access = new Map<object, Map<object, RouteAccess>>();

  constructor(
    @Inject(TOKEN_VERIFIER) private readonly verifier: TokenVerifier,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(RELEASE_FENCE) private readonly fence: ReleaseFence,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const { isPublic, roles: allowed, everyRelease } = this.accessOf(execution);
    if (isPublic) return true;
    const request = requestIn(execution);
    const principal = request.everchartPrincipal ?? (await this.verifier.verify(request.headers.authorization));
    // Before refusals, too: it is the assigned release that judges.
    const fenced = everyRelease ? undefined : keepRelease(this.fence, request, principal, replyIn(execution));
    if (fenced) await fenced;
    authorise(request, principal, allowed);
    return true;
  }

  private accessOf(execution: ExecutionContext): RouteAccess {
    const [controller, handler] = [execution.getClass(), execution.getHandler()];
    let ofController = this.access.get(controller);
    if (!ofController) this.access.set(controller, (ofController = new Map<object, RouteAccess>()));
    let access = ofController.get(handler);
    if (!access) {
      const targets = [handler, controller];
      access = {
        isPublic: this.reflector.getAllAndOverride<boolean | undefined>(publicKey, targets) === true,
        roles: this.reflector.getAllAndOverride<string[] | undefined>(rolesKey, targets) ?? [],
        everyRelease: this.reflector.getAllAndOverride<boolean | undefined>(everyReleaseKey, targets) === true,
      };
      ofController.set(handler, access);
    }
    return access;
  }
}
