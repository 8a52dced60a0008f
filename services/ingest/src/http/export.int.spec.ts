import { randomUUID } from 'node:crypto';
import { openAccesses } from '@everchart/access-log';
import { EventStore, recordOf } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration } from '../../test/ingest-suite.js';

describe('the export of events', () => {
  const suite = new IngestSuite();
  const org = `org-${randomUUID()}`;
  const patient = randomUUID();
  let store: EventStore;

  beforeAll(async () => {
    await suite.start();
    await suite.startService();
    store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
    expect(await suite.post(`/patients/${patient}/events`, registration(), { org })).toMatchObject({ status: 201 });
    // More than one page has.
    for (let batch = 0; batch < 2; batch += 1) {
      const texts = Array.from({ length: 200 }, () => Array.from({ length: 500 }, () => randomUUID()).join(''));
      const events = texts.map((text) => ({ patientId: patient, ...note(text) }));
      expect(await suite.post('/events', { events }, { org })).toMatchObject({ status: 200 });
    }
  });
  afterAll(() => suite.stop());

  const page = async (query: string, role = 'system') => {
    const token = await suite.token(org, [role], `${role}-1`);
    const answer = await fetch(`${suite.url}/v1/orgs/${org}/shards/0/events${query}`, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, body: (await answer.json()) as { events: { position: number; value: string }[] } };
  };

  it('has the records of a shard in order, a page at a time, as the topic has them', async () => {
    const found: { position: number; value: string }[] = [];
    let pages = 0;
    for (let after = 0; ;) {
      const { status, body } = await page(`?after=${after}`);
      expect(status).toBe(200);
      if (body.events.length === 0) break;
      expect(body.events.reduce((sum, { value }) => sum + value.length, 0)).toBeLessThan(4.5 * 1024 * 1024);
      found.push(...body.events);
      after = body.events.at(-1)!.position;
      pages += 1;
    }
    const stored = await store.readShard(org, 0, 0, 1000);
    expect(found).toEqual(
      stored.map((event) => ({ position: event.header.position, value: Buffer.from(recordOf(event).value).toString('base64') })),
    );
    expect(found.length).toBe(401);
    expect(pages).toBe(2);
    await store.close();
  });

  it('is for systems, and each page is on record', async () => {
    expect((await page('', 'nurse')).status).toBe(403);
    expect((await page('?after=-1')).status).toBe(400);
    expect((await page('?after=397')).body.events.map(({ position }) => position)).toEqual([398, 399, 400, 401]);
    const accesses = new EventStore({ pool: suite.pool(suite.accessDatabase.url('ingest_accesses_api')), service: 'ingest' });
    const keyring = new Keyring({
      pool: suite.pool(suite.keyringDatabase.url('keyring_reader')),
      provider: await fileKeyProvider(suite.kekFile),
    });
    const events = await accesses.readShard(org, 0, 0, 1000);
    const found = (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat();
    await accesses.close();
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'events.exported', outcome: 'denied', actor: 'nurse-1' }),
        expect.objectContaining({
          operation: 'events.exported',
          outcome: 'granted',
          actor: 'system-1',
          detail: { shard: 0, after: 397, events: 4 },
        }),
      ]),
    );
  });
});
