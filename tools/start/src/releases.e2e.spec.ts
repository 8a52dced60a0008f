import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '@everchart/dev-servers';
import { until } from '@everchart/testing';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProcessGroup } from './processes.js';
import { startSuite, type Suite } from './index.js';

const orgs = ['sunrise-care', 'north-clinic', 'south-home', 'west-house'];
const releases = ['a', 'b'] as const;
type Release = (typeof releases)[number];

interface Answered {
  org: string;
  by: Release;
  status: number;
  release: string | null;
  epoch: number;
  /** By `performance.now()`. */
  at: number;
}

/** Two releases of the timeline as processes, side by side, while organisations are switched at random. */
describe('two releases of a service', () => {
  let directory: string;
  let suite: Suite;
  let group: ProcessGroup;
  const urls = {} as Record<Release, string>;
  const patients = new Map<string, string>();

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'everchart-releases-'));
    const environment = { timeline: { RELEASE: 'a' } };
    suite = await startSuite({ directory, org: orgs[0]!, furtherOrgs: orgs.slice(1), stream: 'auto', fsync: false, anyPorts: true, ingestProcesses: 1, environment }); // prettier-ignore
    urls.a = suite.run.urls.timeline;
    const port = await freePort(0);
    urls.b = `http://127.0.0.1:${port}`;
    group = new ProcessGroup(() => undefined);
    await group.start({
      name: 'timeline-b',
      entry: fileURLToPath(new URL('../../../services/patient-timeline/dist/main.js', import.meta.url)),
      environment: { ...suite.environmentOf('timeline'), RELEASE: 'b', PORT: String(port), INSTANCE_ID: 'timeline-b' },
      logFile: join(directory, 'timeline-b.log'),
      readyUrl: `${urls.b}/health/ready`,
    });
    for (const org of orgs) {
      const patient = randomUUID();
      patients.set(org, patient);
      const data = { identifiers: [], name: { family: 'Lovelace', given: ['Ada'] }, birthDate: '1935-12-10', gender: 'female' };
      const { status, position } = await post(org, 'nurse', `patients/${patient}/events`, 'patient.registered', data);
      expect(status).toBe(201);
      await until(async () => (await ask(org, 'a', { 'everchart-at-least': position! })).status === 200, {
        what: 'the record to be shown',
      });
    }
  }, 400_000);
  afterAll(async () => {
    await group?.stop();
    await suite?.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 120_000);

  const bearer = (org: string, client: string) => ({
    authorization: `Bearer ${suite.tokensOf(org)[client]}`,
    'content-type': 'application/json',
  });
  const post = async (org: string, client: string, path: string, type: string, data: object) => {
    const body = JSON.stringify({ id: randomUUID(), type, occurredAt: new Date().toISOString(), data });
    const answer = await fetch(`${suite.run.urls.ingest}/v1/orgs/${org}/${path}`, { method: 'POST', headers: bearer(org, client), body });
    return { status: answer.status, position: answer.headers.get('everchart-position'), body: await answer.text() };
  };
  const assign = async (org: string, release: string, epoch: number): Promise<void> => {
    const data = { service: 'patient-timeline', release, epoch, reason: 'a test' };
    expect(await post(org, 'operator', 'releases/events', 'release.assigned', data)).toMatchObject({ status: 201 });
  };
  const ask = async (org: string, by: Release, headers: Record<string, string> = {}): Promise<Answered & { body: string }> => {
    const answer = await fetch(`${urls[by]}/v1/orgs/${org}/patients/${patients.get(org)}/summary`, {
      headers: { ...bearer(org, 'nurse'), ...headers },
    });
    const body = await answer.text();
    const epoch = Number(answer.headers.get('everchart-release-epoch'));
    return { org, by, status: answer.status, release: answer.headers.get('everchart-release'), epoch, at: performance.now(), body };
  };
  /** As the edge does: by what it knows, and once more where it is sent; again only when it was switched since. */
  const throughEdge = async (org: string, known: Release, headers: Record<string, string> = {}): Promise<Answered & { body: string }> => {
    let answer = await ask(org, known, headers);
    for (let epoch = 0; answer.status === 421 && answer.epoch > epoch;) {
      ({ epoch } = answer);
      answer = await ask(org, answer.release as Release, headers);
    }
    return answer;
  };

  it('serve an organisation one at a time: from the answer on the new one, in every epoch one, and no request fails', async () => {
    const answers: Answered[] = [];
    const acknowledged: { org: string; release: Release; epoch: number; at: number }[] = [];
    let over = false;
    const read = async (org: string): Promise<void> => {
      // What the edge of a moment ago knows.
      for (let known: Release = 'b'; !over;) {
        const { body: _, ...answer } = await throughEdge(org, known);
        answers.push(answer);
        known = answer.release as Release;
      }
    };
    for (const org of orgs) {
      await assign(org, 'a', 1);
      acknowledged.push({ org, release: 'a', epoch: 1, at: performance.now() });
    }
    const reading = orgs.flatMap((org) => [read(org), read(org)]);
    const epochs = new Map(orgs.map((org) => [org, 1]));
    for (let flip = 0; flip < 40; flip += 1) {
      const org = orgs[Math.floor(Math.random() * orgs.length)]!;
      const epoch = epochs.get(org)! + 1;
      const release = epoch % 2 === 1 ? 'a' : 'b';
      await assign(org, release, epoch);
      epochs.set(org, epoch);
      acknowledged.push({ org, release, epoch, at: performance.now() });
    }
    over = true;
    await Promise.all(reading);
    expect(answers.length).toBeGreaterThan(acknowledged.length);
    // None failed, and what answered is what was assigned in the epoch that it names.
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const inEpoch = new Map(acknowledged.map(({ org, epoch, release }) => [`${org}/${epoch}`, release]));
    expect(answers.filter(({ org, epoch, release }) => inEpoch.get(`${org}/${epoch}`) !== release)).toEqual([]);
    // Of an epoch that was ended nothing comes a second after the end was acknowledged.
    const late = answers.filter(({ org, epoch, at }) => acknowledged.some((later) => later.org === org && later.epoch > epoch && later.at + 1000 < at)); // prettier-ignore
    expect(late).toEqual([]);
  }, 120_000);

  it('read what was recorded while the other one served', async () => {
    const org = orgs[1]!;
    const present = JSON.parse(await (await fetch(`${suite.run.urls.ingest}/v1/orgs/${org}/releases`, { headers: bearer(org, 'operator') })).text()) as { epoch: number }; // prettier-ignore
    let { epoch } = present;
    for (const release of ['b', 'a', 'b', 'a'] as const) {
      await assign(org, release, (epoch += 1));
      const reason = `seen by ${release}`;
      const { position } = await post(org, 'nurse', `patients/${patients.get(org)}/events`, 'flag.raised', { colour: 'amber', reason });
      const other = release === 'a' ? 'b' : 'a';
      const shown = await throughEdge(org, other, { 'everchart-at-least': position! });
      expect([shown.status, shown.release, shown.epoch, shown.body.includes(reason)]).toEqual([200, release, epoch, true]);
    }
  }, 60_000);

  it('go on with what they know while ingest is away', async () => {
    const org = orgs[2]!;
    const { epoch } = JSON.parse(await (await fetch(`${suite.run.urls.ingest}/v1/orgs/${org}/releases`, { headers: bearer(org, 'operator') })).text()) as { epoch: number }; // prettier-ignore
    await assign(org, 'b', epoch + 1);
    expect((await throughEdge(org, 'a')).release).toBe('b');
    process.kill(suite.pidOf('ingest'), 'SIGKILL');
    for (const by of releases) {
      const answer = await ask(org, by);
      expect([answer.status, answer.release, answer.epoch]).toEqual([by === 'b' ? 200 : 421, 'b', epoch + 1]);
    }
  }, 60_000);
});
