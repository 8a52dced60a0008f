import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import { TokenVerifier, type TokenSettings } from './index.js';

interface Key {
  privateKey: CryptoKey;
  jwk: JWK;
}

async function makeKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } };
}

describe('a token', () => {
  let issuer: Server;
  let jwksUrl: string;
  let first: Key;
  let second: Key;
  let published: Key[];
  let answer: { status: number; body?: string };
  let fetches: number;

  beforeAll(async () => {
    first = await makeKey('first');
    second = await makeKey('second');
    issuer = createServer((_request, response) => {
      fetches += 1;
      response.writeHead(answer.status).end(answer.body ?? JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    jwksUrl = `http://127.0.0.1:${(issuer.address() as { port: number }).port}/`;
  });
  afterAll(() => void issuer.close());
  beforeEach(() => {
    published = [first];
    answer = { status: 200 };
    fetches = 0;
  });

  const verifierOf = (settings: Partial<TokenSettings> = {}): TokenVerifier =>
    new TokenVerifier({ issuer: 'issuer', audience: 'everchart', jwksUrl, clockLeewaySeconds: 60, ...settings });
  const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
  const claims = () => ({ iss: 'issuer', aud: 'everchart', sub: 'carer-1', org: 'home', roles: ['carer'], exp: inSeconds(600) });
  const sign = async (payload: object, { privateKey, jwk }: Key = first, header: object = { kid: jwk.kid }): Promise<string> =>
    `Bearer ${await new SignJWT({ ...payload }).setProtectedHeader({ alg: 'ES256', ...header }).sign(privateKey)}`;
  const outcome = (verifier: TokenVerifier, authorization: string | undefined): Promise<unknown> =>
    verifier
      .verify(authorization)
      .catch(({ status, code, headers }: { status: number; code: string; headers: Record<string, string> }) => ({
        status,
        code,
        retryAfter: headers['retry-after'],
      }));
  const refused = { status: 401, code: 'not-authenticated' };

  it('names the caller', async () => {
    const verifier = verifierOf();
    const token = await sign({ ...claims(), aud: ['other', 'everchart'] });
    expect(verifier.known(token)).toBeUndefined();
    const caller = { actor: 'carer-1', org: 'home', roles: ['carer'], expiresAt: expect.any(Number) };
    expect(await outcome(verifier, token)).toEqual(caller);
    expect(verifier.known(token)).toEqual(caller);
  });

  it('names where the caller cares for patients', async () => {
    const places = { facilities: ['house-linden'], units: ['house-linden.ground'] };
    expect(await outcome(verifierOf(), await sign({ ...claims(), ...places }))).toMatchObject(places);
  });

  it.each<[string, () => Promise<string> | string | undefined]>([
    ['none', () => undefined],
    ['another scheme', () => 'Basic Y2FyZXI6c2VjcmV0'],
    ['another audience', () => sign({ ...claims(), aud: 'elsewhere' })],
    ['no audience', () => sign({ ...claims(), aud: undefined })],
    ['another issuer', () => sign({ ...claims(), iss: 'https://elsewhere.example' })],
    ['no issuer', () => sign({ ...claims(), iss: undefined })],
    ['no subject', () => sign({ ...claims(), sub: undefined })],
    ['no end', () => sign({ ...claims(), exp: undefined })],
    ['no organisation', () => sign({ ...claims(), org: undefined })],
    ['an organisation that is no text', () => sign({ ...claims(), org: ['home'] })],
    ['an organisation that cannot be named', () => sign({ ...claims(), org: 'zzz home' })],
    ['an organisation without a name', () => sign({ ...claims(), org: '' })],
    ['a subject without a name', () => sign({ ...claims(), sub: '' })],
    ['a subject that cannot be stored', () => sign({ ...claims(), sub: 'carer\u0000' })],
    ['a role that cannot be logged', () => sign({ ...claims(), roles: ['carer\n'] })],
    ['more roles than a person has', () => sign({ ...claims(), roles: Array.from({ length: 101 }, (_, n) => `role-${n}`) })],
    ['no roles', () => sign({ ...claims(), roles: undefined })],
    ['roles as a text', () => sign({ ...claims(), roles: 'carer' })],
    ['roles that are no texts', () => sign({ ...claims(), roles: ['carer', 7] })],
    ['its end before the leeway', () => sign({ ...claims(), exp: inSeconds(-120) })],
    ['its begin after the leeway', () => sign({ ...claims(), nbf: inSeconds(120) })],
    ['another signature', async () => (await sign(claims())).replace(/\.[^.]+$/, (await sign({}, second)).match(/\.[^.]+$/)![0])],
    ['a key of another with a known name', () => sign(claims(), second, { kid: 'first' })],
    ['no signature', () => `Bearer ${new UnsecuredJWT(claims()).encode()}`],
    ['a secret for a signature', async () => `Bearer ${await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(Buffer.from(JSON.stringify(first.jwk)))}`], // prettier-ignore
  ])('is refused with %s', async (_, make) => {
    expect(await outcome(verifierOf(), await make())).toMatchObject(refused);
  });

  it('is taken when the clock of its issuer is ahead or behind by less than the leeway', async () => {
    for (const times of [{ nbf: inSeconds(30), iat: inSeconds(30) }, { exp: inSeconds(-30) }]) {
      expect(await outcome(verifierOf(), await sign({ ...claims(), ...times }))).toMatchObject({ actor: 'carer-1' });
      expect(await outcome(verifierOf({ clockLeewaySeconds: 5 }), await sign({ ...claims(), ...times }))).toMatchObject(refused);
    }
  });

  it('that was verified before ends nevertheless', async () => {
    const verifier = verifierOf({ clockLeewaySeconds: 0 });
    const exp = inSeconds(3);
    const token = await sign({ ...claims(), exp });
    expect(await outcome(verifier, token)).toMatchObject({ actor: 'carer-1' });
    await new Promise((resolve) => setTimeout(resolve, exp * 1000 - Date.now() + 1));
    expect(verifier.known(token)).toBeUndefined();
    expect(await outcome(verifier, token)).toMatchObject(refused);
  });

  it('with a long header is refused before the header is read', async () => {
    const header = { kid: 'first', note: 'x'.repeat(800) };
    expect(await outcome(verifierOf(), await sign(claims(), first, { ...header, note: '' }))).toMatchObject({ actor: 'carer-1' });
    expect(await outcome(verifierOf(), await sign(claims(), first, header))).toMatchObject(refused);
    // Read again and again, this one ended the process.
    const nested = Buffer.from(`${`[1,${'['.repeat(10)}`.repeat(900)}"x`).toString('base64url');
    for (let times = 0; times < 100; times += 1) expect(await outcome(verifierOf(), `Bearer ${nested}.e30.AAAA`)).toMatchObject(refused);
  });

  it('need not name its key', async () => {
    expect(await outcome(verifierOf(), await sign(claims(), first, {}))).toMatchObject({ actor: 'carer-1' });
    published = [first, second];
    for (const key of published) expect(await outcome(verifierOf(), await sign(claims(), key, {}))).toMatchObject({ actor: 'carer-1' });
    expect(await outcome(verifierOf({ keysCooldownMs: 0 }), await sign(claims(), await makeKey('third'), {}))).toMatchObject(refused);
  });

  it.each([{}, { kid: 'second' }])('is taken with a key that was published after the others were fetched (%j)', async (header) => {
    const verifier = verifierOf({ keysCooldownMs: 0 });
    await verifier.verify(await sign(claims()));
    const token = await sign(claims(), second, header);
    expect(await outcome(verifier, token)).toMatchObject(refused);
    published = [first, second];
    expect(await outcome(verifier, token)).toMatchObject({ actor: 'carer-1' });
  });

  it.each([{}, { kid: 'second' }])(
    'is neither taken nor refused while its key may have been published a moment ago (%j)',
    async (header) => {
      const verifier = verifierOf({ keysCooldownMs: 60_000 });
      await verifier.verify(await sign(claims()));
      const before = fetches;
      expect(await outcome(verifier, await sign(claims(), second, header))).toEqual({
        status: 503,
        code: 'token-key-unknown',
        retryAfter: '1',
      });
      expect(fetches).toBe(before);
    },
  );

  it.each([
    ['answers an error', { status: 500 }],
    ['answers no JSON', { status: 200, body: '<html>' }],
    ['answers no keys', { status: 200, body: '{"keys":1}' }],
  ])('is neither taken nor refused while the issuer %s', async (_, fault) => {
    answer = fault;
    const verifier = verifierOf();
    const token = await sign(claims());
    expect(await outcome(verifier, token)).toEqual({ status: 503, code: 'identity-provider-unreachable', retryAfter: '2' });
    answer = { status: 200 };
    expect(await outcome(verifier, token)).toMatchObject({ actor: 'carer-1' });
  });

  it('with a known key is taken while the issuer does not answer, and the operator learns of it', async () => {
    const { promise: told, resolve } = Promise.withResolvers<unknown>();
    const verifier = verifierOf({ keysRefreshMs: 0, onKeysNotRefreshed: resolve });
    await verifier.verify(await sign(claims()));
    answer = { status: 500 };
    expect(await outcome(verifier, await sign({ ...claims(), sub: 'carer-2' }))).toMatchObject({ actor: 'carer-2' });
    expect(await told).toBeInstanceOf(Error);
    expect(await outcome(verifier, await sign({ ...claims(), sub: 'carer-3' }))).toMatchObject({ actor: 'carer-3' });
  });
});
