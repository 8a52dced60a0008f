import { usualConnections } from '@everchart/postgres';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { newPatient, readOnce, registration, stated, TimelineSuite } from '../test/timeline-suite.js';
import { createApp } from './index.js';
import { dearReads } from './infrastructure/record.store.js';

const connections = 2;
const admission = {
  stayId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
  class: 'residential',
  location: { facility: 'Garden Home', unit: 'Garden', room: '12' },
};

describe('more reads than the database answers', () => {
  const suite = new TimelineSuite('postgres');
  const patient = newPatient();
  let service: RunningService;
  /** Of a role that the rule of who may see whom is not for. */
  let auditor: string;
  /** Of one for whom it is looked up before anything is read. */
  let nurse: string;
  const taken: Promise<void>[] = [];
  /** Statements wait for its locks. */
  let holder: pg.Client;

  beforeAll(async () => {
    await suite.start();
    auditor = await suite.token({ roles: ['auditor'] });
    nurse = await suite.token({ roles: ['nurse'], units: ['garden'] });
    ({ service } = await createApp(suite.config({ API_POOL_MAX: String(connections) })));
    await suite.record({ patient, type: 'patient.registered', data: registration });
    const home = { facilityId: 'home', name: 'Garden Home', kind: 'nursing-home', timeZone: 'UTC', jurisdiction: 'DE' };
    await suite.record(stated('home', 'facility.opened', home));
    await suite.record(stated('home', 'unit.opened', { unitId: 'garden', facilityId: 'home', name: 'Garden' }));
    await suite.record(stated('home', 'access-rule.chosen', { rule: 'by-unit', afterDays: 7 }));
    const [admitted] = await suite.record({ patient, type: 'stay.admitted', data: admission });
    expect(await get(`patients/${patient}/summary`, { 'everchart-at-least': admitted!.token })).toMatchObject({ status: 200 });
  });
  afterEach(() => holder.end());
  afterAll(async () => {
    await service.close();
    await suite.close();
  });

  const holding = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: suite.database.ownerUrl });
    await client.connect();
    return client;
  };
  const get = (path: string, headers: Record<string, string> = {}, { url } = service) =>
    readOnce(`${url}/v1/orgs/home/${path}`, auditor, headers);
  const reads = {
    summary: `patients/${patient}/summary`,
    timeline: `patients/${patient}/timeline`,
    board: 'board?facility=Garden%20Home',
    past: `patients/${patient}/summary?happenedBy=2020-01-01T00:00:00Z`,
    series: `patients/${patient}/series?code=8480-6`,
    difference: `patients/${patient}/difference?from=2020-01-01T00:00:00Z`,
  };
  /** Those that were taken before wait until the end. */
  const untilRefused = async (path: string, of = service): Promise<void> => {
    let isRefused = false;
    const look = async (): Promise<void> => {
      const { status, body } = await get(path, {}, of);
      isRefused ||= status === 503 && body.type === 'urn:everchart:problem:overloaded';
    };
    const looks: Promise<void>[] = [];
    await until(() => looks.push(look()) > 0 && isRefused, { what: `${path} to be refused` });
    taken.push(...looks);
  };

  it('refuse those first that others can do without, and answer the summary', async () => {
    holder = await holding();
    await holder.query('BEGIN; LOCK TABLE timeline_v1.timeline_entries IN ACCESS EXCLUSIVE MODE');
    const held = Array.from({ length: connections }, () => get(reads.timeline));
    await untilRefused(reads.difference);
    await untilRefused(reads.board);
    const refused = await get(reads.past);
    expect(refused).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:overloaded' } });
    expect(refused.headers.get('retry-after')).toBe('2');

    // What says who may see whom is not read for what is refused: there is no connection for it.
    for (const path of [reads.difference, reads.past, reads.timeline]) {
      const given = new AbortController();
      const late = pause(5000, 'no answer', { signal: given.signal }).catch(() => 'no answer');
      const answer = await Promise.race([readOnce(`${service.url}/v1/orgs/home/${path}`, nurse), late]);
      given.abort();
      expect([path, answer]).toMatchObject([path, { status: 503, body: { type: 'urn:everchart:problem:overloaded' } }]);
    }

    // It waits for none of them.
    expect(await get(reads.summary)).toMatchObject({ status: 200 });
    await holder.query('COMMIT');
    for (const answer of held) expect(await answer).toMatchObject({ status: 200 });
    await Promise.all(taken);
    for (const path of Object.values(reads)) await until(async () => (await get(path)).status === 200, { what: path });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/everchart_timeline_overload_refusals_total\{importance="analysis"[^}]*\} [1-9]/);
    expect(metrics).not.toContain('importance="emergency"');
  });

  it('are refused, too, when they wait in the queues of their organisation, with connections at hand', async () => {
    const { service: wide } = await createApp(suite.config({ API_POOL_MAX: '12' }));
    holder = await holding();
    await holder.query('BEGIN; LOCK TABLE timeline_v1.timeline_entries IN ACCESS EXCLUSIVE MODE');
    const held = Array.from({ length: dearReads.atOnce + 1 }, () => get(reads.timeline, {}, wide));
    await untilRefused(reads.series, wide);
    await untilRefused(reads.timeline, wide);
    // Pages wait, and nothing else does: two of the connections are taken.
    for (const path of [reads.series, reads.past, reads.board, reads.timeline])
      expect([path, await get(path, {}, wide)]).toMatchObject([path, { status: 503, body: { type: 'urn:everchart:problem:overloaded' } }]);
    expect(await get(reads.summary, {}, wide)).toMatchObject({ status: 200 });
    await holder.query('COMMIT');
    for (const answer of held) expect(await answer).toMatchObject({ status: 200 });
    await Promise.all(taken);
    for (const path of Object.values(reads)) await until(async () => (await get(path, {}, wide)).status === 200, { what: path });
    await wide.close();
  });

  it('are refused at a pace, and hold none off that is of more worth', async () => {
    holder = await holding();
    await holder.query('BEGIN; LOCK TABLE timeline_v1.timeline_entries IN ACCESS EXCLUSIVE MODE');
    const held = Array.from({ length: connections }, () => get(reads.timeline));
    await untilRefused(reads.difference);
    const began = performance.now();
    const refused = Array.from({ length: 400 }, () => get(reads.difference));
    expect(await get(reads.summary)).toMatchObject({ status: 200 });
    // All have their answer, as a connection that is cut off is one more to open; the last of them after a second.
    for (const answer of await Promise.all(refused)) expect(answer).toMatchObject({ status: 503 });
    expect(performance.now() - began).toBeGreaterThan(990);
    await holder.query('COMMIT');
    for (const answer of held) expect(await answer).toMatchObject({ status: 200 });
    await Promise.all(taken);
    for (const path of Object.values(reads)) await until(async () => (await get(path)).status === 200, { what: path });
  });

  it('leave connections to all that a summary needs, while searches hold theirs', async () => {
    holder = await holding();
    await holder.query('BEGIN; LOCK TABLE persons_v1.persons IN ACCESS EXCLUSIVE MODE');
    const ended: string[] = [];
    const search = async (): Promise<void> => {
      const headers = { authorization: `Bearer ${auditor}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ name: registration.name.family });
      const { status } = await fetch(`${service.url}/v1/orgs/home/patients/search`, { method: 'POST', headers, body });
      ended.push(`search ${status}`);
    };
    const searches = Array.from({ length: 2 * connections }, search);
    const waiting = `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const areHeld = async (): Promise<boolean> => (await holder.query<{ waiting: number }>(waiting)).rows[0]!.waiting === usualConnections(connections); // prettier-ignore
    await until(areHeld, { what: 'searches to hold the connections' });

    // Who may see whom is read, once an emergency is opened, and one who is not here is looked for among the destroyed.
    const stranger = await suite.token({ roles: ['nurse'], sub: 'nurse-emil', units: ['meadow'] });
    const summary = (token: string, of = patient, headers: Record<string, string> = {}) =>
      readOnce(`${service.url}/v1/orgs/home/patients/${of}/summary`, token, headers);
    expect(await summary(nurse)).toMatchObject({ status: 200 });
    expect(await summary(stranger)).toMatchObject({ status: 403 });
    expect(await summary(stranger, patient, { 'everchart-break-glass': 'unconscious' })).toMatchObject({ status: 200 });
    expect(await summary(auditor, newPatient())).toMatchObject({ status: 404 });
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    expect(ended).toEqual([]);

    await holder.query('COMMIT');
    await Promise.all(searches);
    expect(ended).toContain('search 200');
  });
});
