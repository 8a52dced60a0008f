import { randomUUID } from 'node:crypto';
import { RawConnection, until, type RawAnswer } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration, type EventDraft } from '../../test/ingest-suite.js';

const mebibyte = 1024 * 1024;

/** A batch of about that many bytes. */
function batchOf(events: readonly EventDraft[], bytes: number): string {
  const batch = JSON.stringify({ events });
  return batch + ' '.repeat(bytes - Buffer.byteLength(batch));
}

describe('what one client may ask of ingest', () => {
  const suite = new IngestSuite();
  const connections: RawConnection[] = [];
  const urls = { roomy: '', limited: '' };
  let org: string;
  let patient: string;

  beforeAll(async () => {
    await suite.start();
    const shared = { ROLES: 'api', BODIES_IN_FLIGHT_MAX_BYTES: String(16 * mebibyte), BODY_GRACE_SECONDS: '3' };
    await suite.startService({ ...shared, RATE_LIMIT_CLIENT: '0', RATE_LIMIT_ORGANISATION: '0' });
    urls.roomy = suite.url;
    await suite.startService({ ...shared, RATE_LIMIT_CLIENT: '10', RATE_LIMIT_ORGANISATION: '15', RATE_LIMIT_BURST_SECONDS: '10' });
    urls.limited = suite.url;
  });
  afterAll(() => suite.stop());
  beforeEach(() => {
    suite.url = urls.roomy;
    org = `org-${randomUUID()}`;
    patient = randomUUID();
  });
  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.end();
    await until(async () => (await metric('everchart_ingest_body_bytes_in_flight')) === 0, { what: 'no body in flight' });
  });

  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${suite.url}/metrics`)).text();
    const line = text.split('\n').find((each) => each.startsWith(name.replace('}', ',')) || each.startsWith(`${name}{`));
    return Number(line?.slice(line.lastIndexOf(' ')) ?? 0);
  };
  const rejected = (reason: string): Promise<number> => metric(`everchart_ingest_rejected_total{reason="${reason}"}`);
  const request = async (path: string, headers: Record<string, string>): Promise<RawConnection> => {
    const connection = await RawConnection.open(suite.url);
    connections.push(connection);
    const authorization = `Bearer ${await suite.token(org)}`;
    connection.request('POST', `/v1/orgs/${org}${path}`, { authorization, 'content-type': 'application/json', ...headers });
    return connection;
  };
  const codeOf = ({ body, headers }: RawAnswer): string => {
    expect(headers.get('content-type')).toContain('application/problem+json');
    return (JSON.parse(body) as { type: string }).type.replace('urn:everchart:problem:', '');
  };
  const post = (event: EventDraft, sub = 'carer-1', of = patient) =>
    suite.token(org, ['carer'], sub).then((token) => suite.post(`/patients/${of}/events`, event, { org, token }));
  const of = (event: EventDraft): EventDraft => ({ patientId: patient, ...event });

  it('a batch may have 8 MiB, one event 1 MiB', async () => {
    const batch = batchOf([of(registration())], 8 * mebibyte);
    const taken = await request('/events', { 'content-length': String(batch.length) });
    taken.write(batch);
    expect((await taken.answer()).status).toBe(200);
    const before = await rejected('body-too-large');
    const larger = await request('/events', { 'content-length': String(8 * mebibyte + 1) });
    const answer = await larger.answer();
    expect([answer.status, codeOf(answer)]).toEqual([413, 'body-too-large']);
    expect(answer.body).toContain('8388608 bytes');
    const single = await request(`/patients/${patient}/events`, { 'content-length': String(mebibyte + 1) });
    expect((await single.answer()).status).toBe(413);
    expect(await rejected('body-too-large')).toBe(before + 2);
  });

  it('chunks end at 8 MiB as well', async () => {
    const connection = await request('/events', { 'transfer-encoding': 'chunked' });
    const chunk = Buffer.concat([Buffer.from('40000\r\n'), Buffer.alloc(0x40000, ' '), Buffer.from('\r\n')]);
    for (let sent = 0; sent < 40; sent += 1) {
      connection.write(chunk);
      await connection.writable();
    }
    const answer = await connection.answer();
    expect([answer.status, codeOf(answer)]).toEqual([413, 'body-too-large']);
  });

  it('a body that trickles is answered 408 within seconds, and what it held is free again', async () => {
    const connection = await request('/events', { 'content-length': String(4 * mebibyte) });
    const trickle = setInterval(() => connection.write(' '), 20);
    await until(async () => (await metric('everchart_ingest_body_bytes_in_flight')) > 10, { what: 'its first bytes' });
    const answer = await connection.answer();
    clearInterval(trickle);
    expect([answer.status, codeOf(answer)]).toEqual([408, 'request-timeout']);
    await until(() => connection.closed, { what: 'a closed connection' });
    expect(await rejected('request-timeout')).toBeGreaterThanOrEqual(1);
  });

  it('bodies wait outside while memory is full: 503 unread, and the bedside goes on', async () => {
    await post(registration());
    const batch = batchOf([of(note('a'))], 8 * mebibyte);
    const first = await request('/events', { 'content-length': String(batch.length) });
    first.write(batch.slice(0, -100));
    await until(async () => (await metric('everchart_ingest_body_bytes_in_flight')) === batch.length - 100, { what: 'its bytes' });
    const before = await rejected('recording-overloaded');
    const second = await request('/events', { 'content-length': String(batch.length) });
    const refused = await second.answer();
    expect([refused.status, codeOf(refused), refused.headers.get('retry-after')]).toEqual([503, 'recording-overloaded', '1']);
    expect(await rejected('recording-overloaded')).toBe(before + 1);
    // Without a stated length: as far as there is room.
    const chunked = await request('/events', { 'transfer-encoding': 'chunked' });
    const chunk = Buffer.concat([Buffer.from('40000\r\n'), Buffer.alloc(0x40000, ' '), Buffer.from('\r\n')]);
    for (let sent = 0; sent < 20; sent += 1) {
      chunked.write(chunk);
      await chunked.writable();
    }
    expect((await chunked.answer()).status).toBe(503);
    expect((await post(note('at the bedside'))).status).toBe(201);
    first.write(batch.slice(-100));
    expect((await first.answer()).status).toBe(200);
    const again = await request('/events', { 'content-length': String(batch.length) });
    again.write(batch);
    expect((await again.answer()).body).toContain('"duplicate"');
  });

  it('an upload that breaks off leaves nothing behind', async () => {
    const connection = await request('/events', { 'content-length': String(8 * mebibyte) });
    connection.write(Buffer.alloc(mebibyte, ' '));
    await until(async () => (await metric('everchart_ingest_body_bytes_in_flight')) === mebibyte, { what: 'what has come' });
    connection.cut();
    await until(async () => (await metric('everchart_ingest_body_bytes_in_flight')) === 0, { what: 'no body in flight' });
  });

  it('a client that sends more than it may waits; others of its organisation go on until that has sent enough', async () => {
    suite.url = urls.limited;
    await post(registration());
    const events = Array.from({ length: 110 }, (_, at) => of(note(`entry ${at}`)));
    expect((await suite.post('/events', { events }, { org })).status).toBe(200);
    const waits = await post(note('too soon'));
    expect(waits).toMatchObject({ status: 429, body: { type: 'urn:everchart:problem:rate-limited', limit: 'client' } });
    const retryAfter = Number(waits.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(retryAfter).toBeLessThanOrEqual(2);
    expect(await metric('everchart_ingest_rate_limited_total{limit="client"}')).toBeGreaterThanOrEqual(1);
    // The length of a batch is known when it was read, the debt before.
    const unread = await request('/events', { 'content-length': '1000' });
    expect((await unread.answer()).status).toBe(429);
    expect((await post(note('another carer'), 'carer-2')).status).toBe(201);
    expect((await suite.post('/events', { events }, { org, token: await suite.token(org, ['carer'], 'carer-2') })).status).toBe(200);
    expect(await post(note('a third'), 'carer-3')).toMatchObject({ status: 429, body: { limit: 'organisation' } });
    const own = `org-${randomUUID()}`;
    expect((await suite.post(`/patients/${randomUUID()}/events`, registration(), { org: own })).status).toBe(201);
    await until(async () => (await post(note('in time'), 'carer-2')).status === 201, { what: 'the debt to be paid', timeoutMs: 30_000 });
  });

  it('counts what was refused, by its reason', async () => {
    const before = { invalid: await rejected('event-invalid'), unknown: await rejected('patient-unknown') };
    await suite.post('/events', { events: [of(note('a')), of(note('b')), { id: 1 }] }, { org });
    await post(note('c'));
    expect(await rejected('event-invalid')).toBe(before.invalid + 1);
    expect(await rejected('patient-unknown')).toBe(before.unknown + 3);
  });
});
