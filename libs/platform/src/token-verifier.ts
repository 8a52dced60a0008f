import { hash } from 'node:crypto';
import { isOrganisation, isSubject } from '@everchart/primitives';
import { sharedProblems } from '@everchart/problems';
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { LRUCache } from 'lru-cache';
import { ProblemError } from './problem.js';
import type { Principal } from './request-context.js';

export interface TokenSettings {
  issuer: string;
  audience: string;
  jwksUrl: string;
  /** Seconds that the clocks of the issuer and of this machine may differ: of `nbf` and of `exp`. */
  clockLeewaySeconds: number;
  /** Tokens with unknown keys make the keys be fetched so often at most; default 1000. */
  keysCooldownMs?: number;
  /** After so long known keys are fetched again in the background; default 600,000. */
  keysRefreshMs?: number;
  /** Called when the issuer's keys could not be fetched again; those that are known go on. */
  onKeysNotRefreshed?: (error: unknown) => void;
}

/** Signatures cost 0.1 ms and more: a token is verified once, and its header known by its digest until it expires. */
const verifiedTokensKept = 10_000;
/** Of the claims of all of them: one token may name many roles. */
const verifiedCharactersMax = 10_000_000;
const verifiedTtlMs = 300_000;

/** While the issuer does not answer known keys go on for a day. */
const keysKeptMs = 24 * 60 * 60_000;
const keysTimeoutMs = 3000;

/**
 * A token whose header (algorithm and key id) is short. The header is read as JSON before the signature is checked, so
 * anyone can write it: `parseJson` of primitives says what text of thousands of levels does to V8.
 */
const bearerToken = /^Bearer ([\w-]{1,1024}\.[\w-]+\.[\w-]+)$/i;

/** Of a token, each. */
const rolesMax = 100;
const placesMax = 200;

const requiredClaims = ['sub', 'exp', 'org', 'roles'];

/**
 * Verifies bearer tokens against the issuer's published keys. What cannot be decided now is a 503: the keys cannot be
 * fetched, or were fetched a moment ago and a newer one may be there. A 401 would send a carer to a needless login.
 */
export class TokenVerifier {
  readonly #settings: Required<Omit<TokenSettings, 'onKeysNotRefreshed'>> & TokenSettings;
  readonly #keys: ReturnType<typeof createRemoteJWKSet>;
  readonly #verified = new LRUCache<string, Principal>({
    max: verifiedTokensKept,
    ttl: verifiedTtlMs,
    maxSize: verifiedCharactersMax,
    sizeCalculation: ({ actor, org, roles, facilities = [], units = [] }) =>
      [...roles, ...facilities, ...units].reduce((sum, name) => sum + name.length, actor.length + org.length) + 1,
  });
  /** When the keys that are known were requested, and when the last request for them began; by the monotonic clock. */
  #fetchedAt = -Infinity;
  #requestedAt = -Infinity;

  constructor(settings: TokenSettings) {
    this.#settings = { keysCooldownMs: 1000, keysRefreshMs: 600_000, ...settings };
    this.#keys = createRemoteJWKSet(new URL(settings.jwksUrl), {
      timeoutDuration: keysTimeoutMs,
      cooldownDuration: this.#settings.keysCooldownMs,
      cacheMaxAge: keysKeptMs,
      [customFetch]: async (url, options) => {
        const since = performance.now();
        this.#requestedAt = since;
        const response = await fetch(url, options);
        if (response.status === 200) this.#fetchedAt = since;
        return response;
      },
    });
  }

  /** The caller, when the same header was verified lately. */
  known(authorization: string | undefined): Principal | undefined {
    if (authorization === undefined) return undefined;
    const known = this.#verified.get(hash('sha256', authorization, 'base64'));
    return known && known.expiresAt > Date.now() ? known : undefined;
  }

  /** @throws ProblemError 401 (not a valid token), 503 (whether it is valid cannot be decided now) */
  async verify(authorization: string | undefined): Promise<Principal> {
    const known = this.known(authorization);
    if (known) return known;
    const token = bearerToken.exec(authorization ?? '')?.[1];
    if (token === undefined) throw notAuthenticated();
    const fresh = await this.#verifyToken(token);
    this.#verified.set(hash('sha256', authorization!, 'base64'), fresh);
    return fresh;
  }

  async #verifyToken(token: string): Promise<Principal> {
    try {
      const { sub, org, roles, facilities, units, exp } = await this.#payloadOf(token);
      if (!isSubject(sub)) throw notAuthenticated('The claim "sub" is not 1 to 255 printable ASCII characters without blanks.');
      if (!isOrganisation(org)) throw notAuthenticated('The claim "org" is not 1 to 63 lower-case letters, digits and hyphens.');
      if (!Array.isArray(roles) || roles.length > rolesMax || !roles.every(isSubject))
        throw notAuthenticated(`The claim "roles" is not a list of at most ${rolesMax} names.`);
      for (const [name, places] of Object.entries({ facilities, units })) {
        if (places !== undefined && !(Array.isArray(places) && places.length <= placesMax && places.every(isSubject)))
          throw notAuthenticated(`The claim "${name}" is not a list of at most ${placesMax} ids of the directory.`);
      }
      const places = { ...(facilities !== undefined && { facilities }), ...(units !== undefined && { units }) } as Pick<Principal, 'facilities' | 'units'>; // prettier-ignore
      return { actor: sub, org, roles, ...places, expiresAt: (exp! + this.#settings.clockLeewaySeconds) * 1000 };
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      if (error instanceof errors.JWTExpired) throw notAuthenticated('The token has expired.');
      if (isRefusal(error)) throw notAuthenticated('The token is not valid here.');
      throw new ProblemError({ ...sharedProblems['identity-provider-unreachable'], headers: { 'retry-after': '2' }, cause: error });
    }
  }

  /**
   * @throws ProblemError 503: no known key fits, and the keys were fetched too short a while ago to be fetched again
   * @throws jose's error for what is wrong, or for keys that cannot be fetched
   */
  async #payloadOf(token: string): Promise<JWTPayload> {
    this.#refreshKeys();
    const since = performance.now();
    try {
      return await this.#signedPayloadOf(token);
    } catch (error) {
      if (!this.#mayHaveNewKey(token, error) || this.#fetchedAt >= since) throw error;
      if (since - this.#fetchedAt < this.#settings.keysCooldownMs)
        throw new ProblemError({ ...sharedProblems['token-key-unknown'], headers: { 'retry-after': '1' }, cause: error });
    }
    await this.#keys.reload();
    return this.#signedPayloadOf(token);
  }

  /** A token need not name its key: each that fits its algorithm is then tried. */
  async #signedPayloadOf(token: string): Promise<JWTPayload> {
    const options: JWTVerifyOptions = {
      issuer: this.#settings.issuer,
      audience: this.#settings.audience,
      algorithms: ['EdDSA', 'ES256', 'RS256', 'PS256'],
      requiredClaims,
      clockTolerance: this.#settings.clockLeewaySeconds,
    };
    try {
      return (await jwtVerify(token, this.#keys, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      for await (const key of error) {
        try {
          return (await jwtVerify(token, key, options)).payload;
        } catch (failure) {
          if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure;
        }
      }
      throw new errors.JWSSignatureVerificationFailed();
    }
  }

  #mayHaveNewKey(token: string, error: unknown): boolean {
    if (error instanceof errors.JWKSNoMatchingKey) return true;
    return error instanceof errors.JWSSignatureVerificationFailed && decodeProtectedHeader(token).kid === undefined;
  }

  /** In the background: a request does not wait for keys that it probably does not need. */
  #refreshKeys(): void {
    const now = performance.now();
    const { keysRefreshMs } = this.#settings;
    if (this.#fetchedAt === -Infinity || now - this.#fetchedAt < keysRefreshMs || this.#keys.reloading) return;
    if (now - this.#requestedAt < Math.min(keysRefreshMs, keysTimeoutMs)) return;
    this.#keys.reload().catch((error: unknown) => this.#settings.onKeysNotRefreshed?.(error));
  }
}

const notAuthenticated = (detail?: string): ProblemError =>
  new ProblemError({
    ...sharedProblems['not-authenticated'],
    ...(detail === undefined ? {} : { detail }),
    headers: { 'www-authenticate': 'Bearer' },
  });

/** The token's own fault, as opposed to a fault on the way to the keys. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}
