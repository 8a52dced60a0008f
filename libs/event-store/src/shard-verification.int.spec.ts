import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sha256 } from '@everchart/envelope';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { sampleItem } from '../test/sample-events.js';
import { EventStore, migrations } from './index.js';

describe('verification of a shard', () => {
  let database: TestDatabase;
  let pool: Pool;
  let owner: Pool;
  let store: EventStore;
  let org: string;
  let ids: string[];

  beforeAll(async () => {
    database = await createTestDatabase([migrations]);
    pool = createPool({ connectionString: database.url('event_store_append'), applicationName: 'test' }, () => undefined);
    owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' }, () => undefined);
    store = new EventStore({ pool, service: 'test', notify: false });
  });

  afterAll(async () => {
    await store.close();
    await pool.end();
    await owner.end();
    await database.drop();
  });

  beforeEach(async () => {
    org = `org-${randomUUID()}`;
    const streams = [randomUUID(), randomUUID()];
    const items = Array.from({ length: 9 }, (_, n) => sampleItem({ org, stream: streams[n % 2]! }));
    ids = items.map(({ header }) => header.id);
    await store.append(org, items);
  });

  /** What the owner of the tables can do. */
  async function tamper(sql: string, values: unknown[] = []): Promise<void> {
    const client = await owner.connect();
    try {
      await client.query('ALTER TABLE event_store.events DISABLE TRIGGER events_append_only');
      await client.query(sql, [org, ...values]);
    } finally {
      await client.query('ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_append_only');
      client.release();
    }
  }

  const at = (position: number): string => `org_key = event_store.org_key($1) AND position = ${position}`;
  /** The same bytes with another carer. */
  const forged = "decode(replace(encode(header, 'hex'), encode('carer-1', 'hex'), encode('carer-2', 'hex')), 'hex')";
  const verify = () => store.verifyShard(org, 0);

  it('finds nothing wrong in what was recorded, nor in a shard that is empty', async () => {
    expect(await verify()).toMatchObject({ ok: true, events: 9, position: 9 });
    expect(await store.verifyShard('org-of-nobody', 0)).toMatchObject({ ok: true, events: 0, position: 0 });
  });

  it('names the row of which one byte of the payload was changed', async () => {
    await tamper(`UPDATE event_store.events SET payload = set_byte(payload, 3, (get_byte(payload, 3) + 1) % 256) WHERE ${at(5)}`);
    expect(await verify()).toMatchObject({ ok: false, events: 4, position: 5, id: ids[4], fault: 'chain-wrong' });
  });

  it('names the row whose header was changed', async () => {
    await tamper(`UPDATE event_store.events SET header = ${forged} WHERE ${at(4)}`);
    expect(await verify()).toMatchObject({ ok: false, position: 4, id: ids[3], fault: 'chain-wrong' });
  });

  it('names a row whose place in its stream was changed', async () => {
    await tamper(`UPDATE event_store.events SET previous = 2 WHERE ${at(5)}`);
    expect(await verify()).toMatchObject({ ok: false, position: 5, id: ids[4], fault: 'previous-wrong' });
  });

  it('names a row whose header cannot be read', async () => {
    await tamper(`UPDATE event_store.events SET header = '{}' WHERE ${at(4)}`);
    expect(await verify()).toMatchObject({ ok: false, position: 4, id: ids[3], fault: 'header-unreadable' });
  });

  it('names a time that was changed', async () => {
    await tamper(`UPDATE event_store.events SET recorded_at_us = recorded_at_us + 1 WHERE ${at(9)}`);
    expect(await verify()).toMatchObject({ ok: false, position: 9, fault: 'chain-wrong' });
    await tamper(`UPDATE event_store.events SET recorded_at_us = recorded_at_us - 2 WHERE ${at(9)}`);
    expect(await verify()).toMatchObject({ ok: false, position: 9, fault: 'recorded-at-wrong' });
  });

  it('names a row that is missing, in the middle and at the end', async () => {
    await tamper(`DELETE FROM event_store.events WHERE ${at(9)}`);
    expect(await verify()).toMatchObject({ ok: false, events: 8, position: 9, fault: 'position-missing' });
    await tamper(`DELETE FROM event_store.events WHERE ${at(3)}`);
    expect(await verify()).toMatchObject({ ok: false, events: 2, position: 3, fault: 'position-missing' });
  });

  it('names rows that were exchanged', async () => {
    await tamper('UPDATE event_store.events SET position = 100 WHERE org_key = event_store.org_key($1) AND position = 3');
    await tamper('UPDATE event_store.events SET position = 3 WHERE org_key = event_store.org_key($1) AND position = 5');
    await tamper('UPDATE event_store.events SET position = 5 WHERE org_key = event_store.org_key($1) AND position = 100');
    expect(await verify()).toMatchObject({ ok: false, position: 3, id: ids[4], fault: 'stream-version-wrong' });
  });

  it('names a row that was given to another stream or id', async () => {
    await tamper(`UPDATE event_store.events SET id = gen_random_uuid() WHERE ${at(6)}`);
    expect(await verify()).toMatchObject({
      ok: false,
      position: 6,
      fault: 'chain-wrong',
    });
  });

  it('names a row that was slipped in behind the head, and a head that was moved', async () => {
    await tamper(
      `INSERT INTO event_store.events SELECT org_key, 10, previous, recorded_at_us, shard, 100, stream, gen_random_uuid(), chain, commitment, header, payload
         FROM event_store.events WHERE ${at(9)}`,
    );
    expect(await verify()).toMatchObject({ ok: false, position: 10, fault: 'head-wrong' });
    await tamper('UPDATE event_store.shards SET position = 10 WHERE org = $1');
    expect(await verify()).toMatchObject({ ok: false, position: 10, fault: 'stream-version-wrong' });
    await tamper(`DELETE FROM event_store.events WHERE ${at(10)}`);
    await tamper('UPDATE event_store.shards SET position = 9, chain = $2 WHERE org = $1', [sha256('another past')]);
    expect(await verify()).toMatchObject({ ok: false, position: 10, fault: 'head-wrong' });
  });

  it('names a stream whose head is wrong', async () => {
    await tamper('UPDATE event_store.streams SET version = version + 1 WHERE org_key = event_store.org_key($1)');
    expect(await verify()).toMatchObject({ ok: false, fault: 'stream-head-wrong' });
  });
});
