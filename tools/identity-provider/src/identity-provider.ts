import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { timingSafeEqual } from 'node:crypto';
import { fastify } from 'fastify';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';

/** A client that may fetch tokens; stands for a person or a system. */
export interface IdentityClient {
  client_id: string;
  client_secret: string;
  org: string;
  /** Opaque id that becomes the actor of what is recorded. */
  sub: string;
  roles: readonly string[];
  facilities?: readonly string[];
  units?: readonly string[];
}

export interface IdentityProviderOptions {
  port: number;
  /** Where it listens. Default `127.0.0.1` */
  host?: string;
  /** What its tokens name as their issuer, where others reach it under another name than `http://127.0.0.1:<port>`. */
  issuer?: string;
  /**
   * File of the signing key (JWK, mode 600): made when absent, so that tokens survive a restart. Without it the key
   * lives in memory.
   */
  keyFile?: string;
  clients: readonly IdentityClient[];
  audience?: string;
  ttlSeconds?: number;
}

/** What a token says of a person. */
export interface Claims {
  sub: string;
  org: string;
  roles: readonly string[];
  /** Ids of the directory: where the person cares for patients. */
  facilities?: readonly string[] | undefined;
  units?: readonly string[] | undefined;
}

export interface IdentityProvider {
  issuer: string;
  jwksUrl: string;
  audience: string;
  /** Signs a token for a test. Claims override the usual ones. */
  sign(claims: Claims, options?: { ttlSeconds?: number }): Promise<string>;
  close(): Promise<void>;
}

const defaultTtlSeconds = 24 * 3600;

/**
 * Signs real JWTs (ES256) and publishes its keys, for development only: it has no users, no consent and no revocation.
 * Services cannot tell it from a full provider.
 */
export async function createIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { key, publicJwk } = await signingKey(options.keyFile);
  const audience = options.audience ?? 'everchart';
  const app = fastify({ logger: false });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
  let issuer = options.issuer ?? '';
  const sign: IdentityProvider['sign'] = (claims, { ttlSeconds = options.ttlSeconds ?? defaultTtlSeconds } = {}) =>
    new SignJWT({ org: claims.org, roles: [...claims.roles], facilities: claims.facilities, units: claims.units })
      .setProtectedHeader({ alg: 'ES256', kid: publicJwk.kid! })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(claims.sub)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + ttlSeconds)
      .sign(key);

  app.get('/jwks.json', () => ({ keys: [publicJwk] }));
  app.get('/.well-known/openid-configuration', () => ({
    issuer,
    jwks_uri: `${issuer}/jwks.json`,
    token_endpoint: `${issuer}/token`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    id_token_signing_alg_values_supported: ['ES256'],
    response_types_supported: [],
    subject_types_supported: ['public'],
  }));
  app.post('/token', async (request, reply) => {
    const { grant_type, client_id, client_secret } = (request.body ?? {}) as Record<string, unknown>;
    if (grant_type !== 'client_credentials') return reply.status(400).send({ error: 'unsupported_grant_type' });
    const client = findClient(options.clients, client_id, client_secret);
    if (!client) return reply.status(401).send({ error: 'invalid_client' });
    return { access_token: await sign(client), token_type: 'Bearer', expires_in: options.ttlSeconds ?? defaultTtlSeconds };
  });
  await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' }).catch((error: unknown) => {
    throw new Error(`the identity provider cannot listen on port ${options.port}`, { cause: error });
  });
  const address = app.server.address() as { port: number };
  issuer ||= `http://127.0.0.1:${address.port}`;
  return { issuer, jwksUrl: `${issuer}/jwks.json`, audience, sign, close: () => app.close() };
}

async function signingKey(file: string | undefined): Promise<{ key: CryptoKey; publicJwk: JWK }> {
  let jwk: JWK;
  if (file !== undefined && existsSync(file)) {
    jwk = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  } else {
    const pair = await generateKeyPair('ES256', { extractable: true });
    jwk = await exportJWK(pair.privateKey);
    jwk.kid = await calculateJwkThumbprint(jwk);
    if (file !== undefined) writeFileSync(file, JSON.stringify(jwk), { mode: 0o600 });
  }
  const { kty, crv, x, y, kid } = jwk;
  return { key: (await importJWK(jwk, 'ES256')) as CryptoKey, publicJwk: { kty: kty!, crv, x, y, kid, alg: 'ES256', use: 'sig' } };
}

export function findClient(clients: readonly IdentityClient[], id: unknown, secret: unknown): IdentityClient | undefined {
  if (typeof id !== 'string' || typeof secret !== 'string') return undefined;
  const client = clients.find(({ client_id }) => client_id === id);
  if (!client) return undefined;
  const expected = Buffer.from(client.client_secret);
  const given = Buffer.from(secret);
  return expected.length === given.length && timingSafeEqual(expected, given) ? client : undefined;
}
