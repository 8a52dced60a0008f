import { hash } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { ProblemError } from './problem.js';
import { sharedProblems } from './problem.table.js';
import { buildContext, type Principal } from './request-context.js';

export const rolesKey = 'everchart:roles';
export const publicKey = 'everchart:public';

/** Roles of which the caller needs one. A route without `@Roles` and `@Public` is refused. */
export const Roles = (...roles: string[]): MethodDecorator & ClassDecorator => SetMetadata(rolesKey, roles);

/** A route that needs no token, unless the request has a body: bodies are read from identified callers only. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(publicKey, true);

export interface TokenSettings {
  issuer: string;
  audience: string;
  jwksUrl: string;
}

const notAuthenticated = (detail?: string): ProblemError =>
  new ProblemError({
    ...sharedProblems['not-authenticated'],
    ...(detail === undefined ? {} : { detail }),
    headers: { 'www-authenticate': 'Bearer' },
  });

/** Signatures cost 0.1 ms and more: a token is verified once, and its header known by its digest until it expires. */
const verifiedTokensKept = 10_000;
const verifiedTtlMs = 300_000;

/** Verifies bearer tokens against the issuer's published keys. */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;
  private readonly verified = new LRUCache<string, { principal: Principal; expiresAt: number }>({
    max: verifiedTokensKept,
    ttl: verifiedTtlMs,
  });

  constructor(private readonly settings: TokenSettings) {
    this.keys = createRemoteJWKSet(new URL(settings.jwksUrl), { timeoutDuration: 3000, cooldownDuration: 5000 });
  }

  /** The caller, when the same header was verified lately. */
  known(authorization: string | undefined): Principal | undefined {
    if (authorization === undefined) return undefined;
    const known = this.verified.get(hash('sha256', authorization, 'base64'));
    return known && known.expiresAt > Date.now() ? known.principal : undefined;
  }

  /** @throws ProblemError 401 (not a valid token), 503 (the issuer's keys cannot be fetched) */
  async verify(authorization: string | undefined): Promise<Principal> {
    const known = this.known(authorization);
    if (known) return known;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw notAuthenticated();
    const fresh = await this.verifySignature(token);
    this.verified.set(hash('sha256', authorization!, 'base64'), fresh);
    return fresh.principal;
  }

  private async verifySignature(token: string): Promise<{ principal: Principal; expiresAt: number }> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.settings.issuer,
        audience: this.settings.audience,
        algorithms: ['EdDSA', 'ES256', 'RS256', 'PS256'],
        requiredClaims: ['sub', 'exp', 'org', 'roles'],
        clockTolerance: 5,
      });
      const { sub, org, roles, exp } = payload;
      if (typeof org !== 'string' || !Array.isArray(roles) || !roles.every((role) => typeof role === 'string')) {
        throw notAuthenticated('The token lacks the claims "org" and "roles".');
      }
      return { principal: { actor: sub!, org, roles }, expiresAt: exp! * 1000 };
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      if (error instanceof errors.JWTExpired) throw notAuthenticated('The token has expired.');
      if (isRefusal(error)) throw notAuthenticated('The token is not valid here.');
      throw new ProblemError({
        ...sharedProblems['identity-provider-unreachable'],
        headers: { 'retry-after': '2' },
        cause: error,
      });
    }
  }
}

/** The token's own fault, as opposed to a fault on the way to the keys. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}

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
interface RouteAccess {
  isPublic: boolean;
  roles: readonly string[];
}

/** One guard for all routes: identity, organisation, role. */
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
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const { isPublic, roles: allowed } = this.accessOf(execution);
    if (isPublic) return true;
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const principal = request.everchartPrincipal ?? (await this.verifier.verify(request.headers.authorization));
    const role = allowed.find((candidate) => principal.roles.includes(candidate));
    request.everchartContext = buildContext(request, principal, role ?? principal.roles[0] ?? 'none');
    const { org } = request.params as { org?: string };
    if (org !== undefined && org !== principal.org) {
      throw new ProblemError(sharedProblems['organisation-forbidden']);
    }
    if (role === undefined) {
      throw new ProblemError({
        ...sharedProblems['role-missing'],
        detail: allowed.length > 0 ? `One of these roles is needed: ${allowed.join(', ')}.` : 'No role may use this route.',
      });
    }
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
      };
      ofController.set(handler, access);
    }
    return access;
  }
}
