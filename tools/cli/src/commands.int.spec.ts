import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatDataschema, sha256, writerBytes, type WriterHeader } from '@everchart/envelope';
import { EventStore, migrations, type AppendItem } from '@everchart/event-store';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { listSchemas, showEvent, tailEvents, verifyChain, type OnRecord } from './index.js';

/** That it is put on record is tested with the program. */
const onRecord: OnRecord = { event: () => Promise.resolve(), headers: () => Promise.resolve() };

describe('the commands', () => {
  const org = `org-${randomUUID()}`;
  let database: TestDatabase;
  let pool: Pool;
  let store: EventStore;
  let items: AppendItem[];

  beforeAll(async () => {
    database = await createTestDatabase([migrations]);
    pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test' }, () => undefined);
    store = new EventStore({ pool, service: 'ingest', notify: false });
    const stream = randomUUID();
    items = Array.from({ length: 3 }, () => itemOf(stream));
    await store.append(org, items);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  function itemOf(subject: string): AppendItem {
    const payload = randomBytes(50);
    const header: WriterHeader = {
      id: randomUUID(), source: `urn:everchart:ingest:${randomUUID()}/1`, type: 'note.written', subject, dataschema: formatDataschema('note.written', 1),
      occurredat: '2026-03-01T08:30:00+01:00', org, actor: 'carer-1', actorrole: 'carer', shard: 0, contentdigest: sha256(payload).toString('hex'), keyid: randomUUID(),
      retentionclass: 'clinical', correlationid: randomUUID(),
    }; // prettier-ignore
    return { header, writer: writerBytes(header), payload, commitment: randomBytes(32), expected: { kind: 'any' } };
  }

  async function tail(after: number, more?: AppendItem[]): Promise<string[]> {
    const ids: string[] = [];
    const follow = async (): Promise<boolean> => {
      const next = more?.shift();
      if (next) await store.append(org, [next]);
      return next !== undefined;
    };
    for await (const { id } of tailEvents(store, { org, shard: 0, after, record: onRecord, follow })) ids.push(id);
    return ids;
  }

  it('tails headers in order, from a position on, and what comes meanwhile', async () => {
    const ids = items.map(({ header }) => header.id);
    expect(await tail(0)).toEqual(ids);
    expect(await tail(1)).toEqual(ids.slice(1));
    const later = [itemOf(randomUUID()), itemOf(randomUUID())];
    const laterIds = later.map(({ header }) => header.id);
    expect(await tail(2, later)).toEqual([ids[2], ...laterIds]);
  });

  it('shows an event, and none of another organisation', async () => {
    const { id } = items[1]!.header;
    expect(await showEvent(store, { org, id, record: onRecord })).toMatchObject({ header: { id, position: 2, org } });
    expect(await showEvent(store, { org: 'another', id, record: onRecord })).toBeUndefined();
  });

  it('verifies a shard, and names the row that was tampered with', async () => {
    expect(await verifyChain(store, { org, shard: 0 })).toMatchObject({ ok: true });
    const client = await pool.connect();
    try {
      await client.query('ALTER TABLE event_store.events DISABLE TRIGGER events_append_only');
      await client.query(
        'UPDATE event_store.events SET recorded_at_us = recorded_at_us - 5 WHERE org_key = event_store.org_key($1) AND position = 2',
        [org],
      );
      await client.query('ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_append_only');
    } finally {
      client.release();
    }
    expect(await verifyChain(store, { org, shard: 0 })).toMatchObject({ ok: false, position: 2, id: items[1]!.header.id });
  });

  it('lists the event types', () => {
    expect(listSchemas()).toContainEqual(
      expect.objectContaining({ type: 'flag.raised', version: 1, dataschema: 'urn:everchart:schema:flag.raised:1' }),
    );
  });
});
