import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importJWK, SignJWT, type JWK } from 'jose';
import type { RunFile } from '../src/index.js';

/** A token of any subject, signed with the key of a suite's identity provider. @param directory of the suite */
export async function tokenOf(
  directory: string,
  run: RunFile,
  claims: { sub: string; org: string; roles: readonly string[] },
): Promise<string> {
  const jwk = JSON.parse(readFileSync(join(directory, 'data', 'identity-key.json'), 'utf8')) as JWK;
  return new SignJWT({ org: claims.org, roles: [...claims.roles] })
    .setProtectedHeader({ alg: 'ES256', kid: jwk.kid! })
    .setIssuer(run.urls.identityProvider)
    .setAudience('everchart')
    .setSubject(claims.sub)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(await importJWK(jwk, 'ES256'));
}
