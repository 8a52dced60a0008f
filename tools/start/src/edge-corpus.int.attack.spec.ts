import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { buildCareHome, planCareDay } from '@everchart/care-day';
import { EdgeProcess, Identities, LocalServer, nginxOrSkip, sampled } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attacks, type Attack } from '../test/attacks.js';
import { careNotes, fullResources } from '../test/clinical-bodies.js';

const root = await nginxOrSkip();
const describeWithNginx = root === undefined ? describe.skip : describe;
const patient = '0d9f3c0e-6a3c-4a59-9a2a-0f6f5c1f0001';
const one = `/v1/orgs/north/patients/${patient}/events`;
const batch = '/v1/orgs/north/events';
const fhir = '/v1/orgs/north/fhir/R4';

interface Sent {
  path: string;
  body: string;
  type?: string;
}

/** Several requests at once, as clients do; the results in the order of what was sent. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!);
    }),
  );
  return results;
}

describeWithNginx('the firewall of the edge', () => {
  const identities = new Identities();
  let edge: EdgeProcess;
  let servers: LocalServer[] = [];
  let token: string;
  let passed = 0;

  beforeAll(async () => {
    await identities.add('ES256');
    const keys = await LocalServer.start(identities.listener);
    const echo = await LocalServer.start((request, response) => {
      passed += 1;
      request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    });
    servers = [keys, echo];
    const everywhere = { default: echo.url };
    edge = await EdgeProcess.start(root!, {
      upstreams: { ingest: everywhere, 'patient-timeline': everywhere, integration: everywhere, retention: everywhere },
      jwksUrl: keys.url,
      environment: { EDGE_CLIENT_REQUESTS_PER_SECOND: '100000', EDGE_ADDRESS_REQUESTS_PER_SECOND: '100000' },
    });
    token = await identities.token({ exp: Math.floor(Date.now() / 1000) + 7200 });
  });

  afterAll(async () => {
    await edge?.stop();
    for (const server of servers) await server.stop();
  });

  const send = async ({ path, body, type = 'application/json' }: Sent): Promise<number> =>
    (await edge.ask(path, { method: 'POST', token, headers: { 'content-type': type }, body })).status;

  /** The class that the access log has for each of those that were blocked; the bodies themselves are nowhere. */
  const blockedOf = async (sent: readonly Sent[]): Promise<Sent[]> => {
    const statuses = await inTurns(sent, send);
    expect(new Set(statuses)).not.toContain(503);
    return sent.filter((_, at) => statuses[at] !== 200);
  };

  it('blocks the families of attacks of the OWASP Top 10, wherever they stand in a request', async () => {
    const all = attacks();
    expect(all.length).toBeGreaterThanOrEqual(300);
    const before = passed;
    const statuses = await inTurns(all, async ({ path, method = 'GET', headers = {}, body }: Attack) => {
      const answer = await edge.ask(path, { method, token, headers, ...(body !== undefined && { body }) });
      if (answer.status === 403) expect(JSON.parse(answer.body)).toMatchObject({ type: 'urn:everchart:problem:request-blocked' });
      return answer.status;
    });
    const missed = all.filter((_, at) => statuses[at] !== 403).map(({ name }) => name);
    expect(missed).toEqual([]);
    expect(passed).toBe(before);
  });

  it('lets pass what is recorded on a care day, one by one, and as batches and lines', async () => {
    const home = buildCareHome({ seed: 'edge', residents: 60, units: 4 });
    const { opening, rounds } = planCareDay(home, { seed: 'edge', until: new Date('2026-03-01T18:00:00Z') });
    const entries = [...opening, ...rounds.flatMap((round) => round.entries)];
    const events = sampled('entries of a care day, for the edge', entries, 600).map(({ body }) => JSON.stringify(body));
    expect(events.length).toBeGreaterThan(500);
    const sent: Sent[] = events.map((body) => ({ path: one, body }));
    for (let at = 0; at < events.length; at += 100) {
      const some = events.slice(at, at + 100);
      sent.push(
        { path: batch, body: `{"events":[${some.join(',')}]}` },
        { path: batch, body: some.join('\n'), type: 'application/x-ndjson' },
      );
    }
    expect(await blockedOf(sent)).toEqual([]);
  });

  it('lets pass notes as carers write them, in each field that has text', async () => {
    const notes = careNotes();
    expect(notes.length).toBeGreaterThanOrEqual(1000);
    const sent = sampled('notes for the edge', notes, 1000).map((text, at): Sent => {
      const data = [{ kind: 'progress', text }, { colour: 'amber', reason: text }, { category: 'vital-signs', code: { text: 'Pulse' }, note: text }][at % 3]; // prettier-ignore
      return {
        path: one,
        body: JSON.stringify({
          id: `7d3a52c0-3b5e-4f62-8c39-${String(at).padStart(12, '0')}`,
          type: 'note.written',
          occurredAt: '2026-03-01T08:00:00+01:00',
          data,
        }),
      };
    });
    expect(await blockedOf(sent)).toEqual([]);
    for (const word of ['vein', 'slept', 'Lovelace', 'catheter']) expect(edge.everythingWritten()).not.toContain(word);
  });

  it('lets pass FHIR resources with narratives and extensions', async () => {
    const sent = fullResources().map((resource): Sent => ({
      path: `${fhir}/${resource.resourceType}`,
      type: 'application/fhir+json',
      body: JSON.stringify(resource),
    }));
    expect(await blockedOf(sent)).toEqual([]);
  });

  it('lets pass bundles of synthetic patients, and HL7 text within notes', async () => {
    const shared = process.env.EVERCHART_SHARED_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
    if (!existsSync(shared)) {
      process.stderr.write(
        `\n!!! SKIPPED: there is no data at ${shared} (set EVERCHART_SHARED_DATA): no bundle was sent through the edge\n\n`,
      );
      return;
    }
    const files = readdirSync(join(shared, 'synthea')).filter((name) => name.endsWith('.json.gz'));
    const sent = sampled('bundles for the edge', files, 3).flatMap((name): Sent[] => {
      const { entry } = JSON.parse(gunzipSync(readFileSync(join(shared, 'synthea', name))).toString()) as {
        entry: { resource: { resourceType: string } }[];
      };
      const bundles: Sent[] = [];
      for (let at = 0; at < entry.length; at += 50)
        bundles.push({
          path: fhir,
          type: 'application/fhir+json',
          body: JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry: entry.slice(at, at + 50) }),
        });
      return bundles;
    });
    const messages = readdirSync(join(shared, 'hl7v2')).map((name): Sent => ({ path: one, body: JSON.stringify({ type: 'note.written', data: { kind: 'progress', text: readFileSync(join(shared, 'hl7v2', name), 'utf8') } }) })); // prettier-ignore
    const blocked = await blockedOf([...sent, ...messages]);
    expect(blocked.map(({ body }) => body.slice(0, 200))).toEqual([]);
  });
});
