import { randomUUID } from 'node:crypto';
import { RawConnection, until } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration } from '../../test/ingest-suite.js';

const mebibyte = 1024 * 1024;

describe('uploads that take the room of others', () => {
  const suite = new IngestSuite();
  const connections: RawConnection[] = [];
  let [hostile, home] = ['', ''];
  let patient: string;

  beforeAll(async () => {
    await suite.start();
    await suite.startService({ ROLES: 'api', BODIES_IN_FLIGHT_MAX_BYTES: String(16 * mebibyte) });
  });
  afterAll(() => suite.stop());
  beforeEach(() => {
    [hostile, home] = [`org-${randomUUID()}`, `org-${randomUUID()}`];
    patient = randomUUID();
  });
  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.end();
    await until(async () => (await inFlight()) === 0, { what: 'no body in flight' });
  });

  const inFlight = async (): Promise<number> => {
    const text = await (await fetch(`${suite.url}/metrics`)).text();
    return Number(/^everchart_ingest_body_bytes_in_flight\{.*\} (\d+)$/m.exec(text)?.[1]);
  };
  const upload = async (path: string, length: number, roles = ['carer'], sub = 'carer-1'): Promise<RawConnection> => {
    const connection = await RawConnection.open(suite.url);
    connections.push(connection);
    connection.request('POST', `/v1/orgs/${hostile}${path}`, {
      authorization: `Bearer ${await suite.token(hostile, roles, sub)}`,
      'content-type': 'application/json',
      'content-length': String(length),
    });
    return connection;
  };
  /** A single event, and a batch of the size of a queue that comes home. */
  const bedside = async (): Promise<void> => {
    expect((await suite.post(`/patients/${patient}/events`, registration(), { org: home })).status).toBe(201);
    const events = Array.from({ length: 500 }, (_, at) => ({ patientId: patient, ...note(`entry ${at}`) }));
    expect((await suite.post('/events', { events }, { org: home })).status).toBe(200);
  };

  it('300 that announce 8 MiB and send nothing take no room', async () => {
    for (let count = 0; count < 300; count += 1) await upload('/events', 8 * mebibyte, ['carer'], `carer-${count}`);
    expect(await inFlight()).toBe(0);
    await bedside();
    // Of their own organisation they take the share for large bodies, while they last.
    const events = Array.from({ length: 500 }, (_, at) => ({ patientId: patient, ...note(`entry ${at}`) }));
    const batch = () => suite.post('/events', { events }, { org: hostile });
    expect(await batch()).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:recording-overloaded' } });
    expect((await suite.post(`/patients/${patient}/events`, registration(), { org: hostile })).status).toBe(201);
    for (const connection of connections.splice(0)) connection.end();
    await until(async () => (await batch()).status === 200, { what: 'the share to be free again' });
  });

  it('that send nearly everything and stop take the share of their organisation, and no more', async () => {
    const almost = Buffer.alloc(2 * mebibyte - 1, ' ');
    for (let count = 0; count < 20; count += 1) (await upload('/events', 2 * mebibyte, ['carer'], `carer-${count}`)).write(almost);
    await until(async () => (await inFlight()) >= 5 * mebibyte, { what: 'the uploads' });
    await bedside();
    expect(await inFlight()).toBeLessThanOrEqual(8 * mebibyte);
  });

  it('without a role are refused before they are read, and their refusal is on record', async () => {
    for (const path of ['/events', `/patients/${patient}/events`, '/fhir/R4', '/fhir/R4/Patient']) {
      const answer = await (await upload(path, mebibyte, ['auditor'])).answer();
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect(await inFlight()).toBe(0);
  });
});
