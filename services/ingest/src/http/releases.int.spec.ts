import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, registration, type Answer } from '../../test/ingest-suite.js';

const secret = 'a-secret-of-the-tests';

interface Shown {
  revision: number;
  assignments: Record<string, Record<string, { release: string; epoch: number }>>;
  overrides: Record<string, Record<string, Record<string, { release: string; epoch: number }>>>;
}

describe('which release serves whom', () => {
  const suite = new IngestSuite();
  const urls: Record<string, string> = {};

  beforeAll(async () => {
    await suite.start();
    const file = join(tmpdir(), `everchart-releases-${randomUUID()}`);
    await writeFile(file, `${secret}\n`);
    for (const release of ['a', 'b'])
      urls[release] = (await suite.startService({ RELEASE: release, RELEASES_TOKEN_FILE: file, INSTANCE_ID: release })).url;
  });
  afterAll(() => suite.stop());

  const operator = (org: string) => suite.token(org, ['operator'], 'operator-1');
  const record = async (org: string, type: string, data: object, { url = urls.a, id = randomUUID() }: { url?: string | undefined; id?: string } = {}): Promise<Answer> =>
    suite.post('/releases/events', { id, type, occurredAt: '2026-03-01T08:00:00Z', data: { reason: 'a test', ...data } }, { org, token: await operator(org), url }); // prettier-ignore
  const assign = (org: string, release: string, epoch: number, more: { service?: string; url?: string | undefined; id?: string } = {}) =>
    record(org, 'release.assigned', { service: more.service ?? 'suite', release, epoch }, more);
  const shown = async (org: string) => {
    const answer = await fetch(`${urls.b}/v1/orgs/${org}/releases`, { headers: { authorization: `Bearer ${await operator(org)}` } });
    return (await answer.json()) as object;
  };
  const follow = async (query = '', token = secret): Promise<Shown> => {
    const answer = await fetch(`${urls.a}/internal/releases${query}`, { headers: { authorization: `Bearer ${token}` } });
    return { ...((await answer.json()) as Shown), ...(answer.ok ? {} : { revision: -answer.status }) };
  };
  const register = async (org: string, release: string, sub = 'carer-1') =>
    suite.post(`/patients/${randomUUID()}/events`, registration(), {
      org,
      url: urls[release],
      token: await suite.token(org, ['carer'], sub),
    });
  const releaseOf = ({ status, headers }: Answer) => [status, headers.get('everchart-release'), headers.get('everchart-release-epoch')];

  it('is nobody in particular until one is assigned; every answer names the release of its process', async () => {
    const org = `org-${randomUUID()}`;
    expect(releaseOf(await register(org, 'a'))).toEqual([201, 'a', '0']);
    expect(releaseOf(await register(org, 'b'))).toEqual([201, 'b', '0']);
    expect(await shown(org)).toEqual({ epoch: 0, assignments: {}, overrides: {} });
    const health = await fetch(`${urls.a}/health/live`);
    expect(health.headers.get('everchart-release')).toBe('a');
  });

  it('is the assigned one from the answer on, there and back; the other one refuses before it does anything', async () => {
    const org = `org-${randomUUID()}`;
    for (const [at, release] of ['a', 'b', 'a', 'b'].entries()) {
      const other = release === 'a' ? 'b' : 'a';
      // By the release that is not assigned, too.
      expect((await assign(org, release, at + 1, { url: urls[other] })).status).toBe(201);
      const refused = await register(org, other);
      expect(releaseOf(refused)).toEqual([421, release, String(at + 1)]);
      expect(refused.body.type).toBe('urn:everchart:problem:wrong-release');
      expect(releaseOf(await register(org, release))).toEqual([201, release, String(at + 1)]);
    }
    const refusedAgain = await suite.post('/events', { events: 'none' }, { org, url: urls.a, token: await suite.token(org, ['visitor']) });
    // Neither the body nor the role is looked at.
    expect(refusedAgain.status).toBe(421);
    expect(await shown(org)).toEqual({ epoch: 4, assignments: { suite: { release: 'b', epoch: 4 } }, overrides: {} });
  });

  it('is another one for one user, until that ends', async () => {
    const org = `org-${randomUUID()}`;
    expect((await assign(org, 'a', 1, { service: 'ingest' })).status).toBe(201);
    expect((await record(org, 'release.overridden', { service: 'suite', release: 'b', user: 'tester', epoch: 2 })).status).toBe(201);
    expect(releaseOf(await register(org, 'b', 'tester'))).toEqual([201, 'b', '2']);
    expect(releaseOf(await register(org, 'a', 'tester'))).toEqual([421, 'b', '2']);
    expect(releaseOf(await register(org, 'a', 'another'))).toEqual([201, 'a', '1']);
    expect((await record(org, 'release.override-ended', { user: 'tester', epoch: 3 })).status).toBe(201);
    expect(releaseOf(await register(org, 'a', 'tester'))).toEqual([201, 'a', '1']);
    const unknown = await record(org, 'release.override-ended', { user: 'tester', epoch: 4 });
    expect([unknown.status, unknown.body.type]).toEqual([409, 'urn:everchart:problem:release-override-unknown']);
  });

  it('is decided by one of two who decide at once, and a repetition changes nothing', async () => {
    const org = `org-${randomUUID()}`;
    const id: string = randomUUID();
    const both = await Promise.all([assign(org, 'a', 1, { id, url: urls.a }), assign(org, 'b', 1, { url: urls.b })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const refused = both.find(({ status }) => status === 409)!;
    expect(refused.body).toMatchObject({
      type: 'urn:everchart:problem:release-epoch-passed',
      epoch: 1,
      faults: [{ pointer: '/data/epoch' }],
    });
    if (both[0].status === 201) {
      expect((await assign(org, 'b', 2)).status).toBe(201);
      expect((await assign(org, 'a', 1, { id })).status).toBe(200);
      expect(await shown(org)).toMatchObject({ epoch: 2, assignments: { suite: { release: 'b', epoch: 2 } } });
    }
    expect((await assign(org, 'a', 5)).status).toBe(409);
    expect((await assign(org, 'Newest', 2)).status).toBe(422);
  });

  it('is for operators', async () => {
    const org = `org-${randomUUID()}`;
    const token = await suite.token(org, ['administrator', 'carer', 'auditor'], 'none');
    expect((await suite.post('/releases/events', {}, { org, token })).status).toBe(403);
    expect((await fetch(`${urls.a}/v1/orgs/${org}/releases`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
    // And no type of it is recorded as one of the directory.
    const event = { id: randomUUID(), type: 'release.assigned', occurredAt: '2026-03-01T08:00:00Z', data: { service: 'suite', release: 'a', epoch: 1, reason: 'x' } }; // prettier-ignore
    expect((await suite.post('/directory/events', event, { org, token })).status).toBe(422);
  });

  it('is followed by who knows the secret: at once when it changes', async () => {
    for (const token of ['', 'another-secret-of-the-tests', await operator('org-x')]) expect((await follow('', token)).revision).toBe(-401);
    const org = `org-${randomUUID()}`;
    const { revision } = await follow();
    const began = performance.now();
    const waiting = follow(`?after=${revision}&wait=30`);
    expect((await assign(org, 'b', 1, { url: urls.b })).status).toBe(201);
    const answer = await waiting;
    expect(performance.now() - began).toBeLessThan(25_000);
    expect(answer.revision).not.toBe(revision);
    expect(answer.assignments[org]).toEqual({ suite: { release: 'b', epoch: 1 } });
    // Of another revision than the present one, also a higher one, at once.
    expect(await follow(`?after=${answer.revision + 100}&wait=30`)).toEqual(answer);
    expect(await follow(`?after=${answer.revision}&wait=0`)).toEqual(answer);
    expect((await follow('?after=x&wait=31')).revision).toBe(-400);
  });

  it('is kept of what is on record, when a process was ended between the two', async () => {
    const org = `org-${randomUUID()}`;
    expect((await assign(org, 'b', 1)).status).toBe(201);
    const pool = suite.pool(suite.database.url('ingest_worker'));
    await pool.query(`UPDATE releases.organisations SET epoch = 0, releases = '{}', recording = 1, recording_at = now() - interval '1 minute' WHERE org = $1`, [org]); // prettier-ignore
    await pool.query('UPDATE releases.directory SET revision = revision + 1');
    await until(async () => (await follow()).assignments[org]?.suite?.release === 'b', { what: 'the assignment to be kept again' });
    const { rows } = await pool.query<{ recording: number }>('SELECT recording FROM releases.organisations WHERE org = $1', [org]);
    expect(rows).toEqual([{ recording: 0 }]);
  });

  it('is no release that is behind, or that does not run; a repetition of what is on record is one', async () => {
    const org = `org-${randomUUID()}`;
    const standing = { release: 'b', built: true, lag: 0, faults: 0 };
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`);
      response.end(JSON.stringify(standing));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/{release}`;
    const { url } = await suite.startService({ RELEASE: 'd', RELEASES_TOKEN_FILE: await secretFile(), INSTANCE_ID: 'd', RELEASES_STANDINGS: JSON.stringify({ 'patient-timeline': address }) }); // prettier-ignore
    const id = randomUUID();
    standing.lag = 500;
    const behind = await assign(org, 'b', 1, { url });
    expect([behind.status, behind.body.type, behind.body.lag]).toEqual([409, 'urn:everchart:problem:release-behind', 500]);
    expect(asked.filter((each) => each.includes('standing'))).toEqual([`/b/internal/releases/standing?org=${org} Bearer ${secret}`]);
    standing.lag = 3;
    expect((await assign(org, 'b', 1, { url, id })).status).toBe(201);
    standing.built = false;
    expect((await assign(org, 'b', 1, { url, id })).status).toBe(200);
    expect((await assign(org, 'b', 2, { url, service: 'patient-timeline' })).body.type).toBe('urn:everchart:problem:release-behind');
    // Another one answers there, then none; of another service nothing is looked up.
    expect((await assign(org, 'c', 2, { url })).body.type).toBe('urn:everchart:problem:release-not-running');
    // A name is one label of a host: it leads to no other domain.
    standing.release = '1.6.0';
    standing.built = true;
    expect((await assign(org, '1.6.0', 2, { url })).status).toBe(201);
    expect(asked.at(-1)).toMatch(/^\/1-6-0\/internal/);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect((await assign(org, 'b', 3, { url })).body.type).toBe('urn:everchart:problem:release-not-running');
    expect((await assign(org, 'b', 3, { url, service: 'retention' })).status).toBe(201);
  });

  it('ends with the process, though someone waits', async () => {
    const service = await suite.startService({ RELEASE: 'c', RELEASES_TOKEN_FILE: await secretFile(), INSTANCE_ID: 'c' });
    const { revision } = await follow();
    const ask = async () => (await fetch(`${service.url}/internal/releases?after=${revision}&wait=30`, { headers: { authorization: `Bearer ${secret}` } })).status; // prettier-ignore
    const answered = ask();
    // By then it has come.
    for (let at = 0; at < 3; at += 1) await fetch(`${service.url}/health/live`);
    const began = performance.now();
    await service.close();
    expect(await answered).toBe(200);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  const secretFile = async (): Promise<string> => {
    const file = join(tmpdir(), `everchart-releases-${randomUUID()}`);
    await writeFile(file, secret);
    return file;
  };
});
