import { randomUUID } from 'node:crypto';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, ShiftedClock, type TestDatabase } from '@everchart/testing';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleItem } from '../test/sample-events.js';
import { EventStore, migrations } from './index.js';
import { RelayStore } from './relay.store.js';

const tenYears = 10 * 365 * 24 * 60 * 60;
const leaseMs = 10_000;

describe('a clock of the database that is ten years ahead for a moment', () => {
  let database: TestDatabase;
  let owner: Pool;
  let clock: ShiftedClock;
  const registry = new Registry();
  let store: EventStore;
  const org = `org-${randomUUID()}`;
  const stream = randomUUID();

  beforeAll(async () => {
    database = await createTestDatabase([migrations]);
    owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' }, () => undefined);
    clock = await ShiftedClock.of(owner, 'event_store');
    store = new EventStore({ pool: owner, service: 'test', registry, notify: false });
  });
  afterAll(async () => {
    await store.close();
    await owner.end();
    await database.drop();
  });

  const append = async () => (await store.append(org, [sampleItem({ org, stream })]))[0]!;
  const years = async (): Promise<number[]> =>
    (await store.readShard(org, 0, 0, 100)).map(({ header }) => new Date(header.time).getUTCFullYear());

  it.each([
    ['ahead', tenYears],
    ['behind', -tenYears],
    ['ahead by two minutes', 120],
  ])('%s: nothing is recorded, an alarm is raised, and afterwards recording goes on in the right year', async (_, seconds) => {
    expect(await append()).toMatchObject({ outcome: 'created' });
    const before = await years();
    await clock.set(seconds);
    await expect(append()).rejects.toMatchObject({ code: 'store-clock', retryAfterSeconds: 5 });
    await clock.set(0);
    expect(await years()).toEqual(before);
    expect(await append()).toMatchObject({ outcome: 'created' });
    expect(new Set(await years())).toEqual(new Set([new Date().getUTCFullYear()]));
    expect(await registry.metrics()).toMatch(/everchart_event_store_clock_refusals_total [1-9]/);
  });

  it('a last entry that lies ahead is not followed by others of its time', async () => {
    await owner.query('UPDATE event_store.shards SET recorded_at_us = recorded_at_us + $2 WHERE org = $1', [org, tenYears * 1_000_000]);
    await expect(append()).rejects.toMatchObject({ code: 'store-clock' });
    await owner.query('UPDATE event_store.shards SET recorded_at_us = recorded_at_us - $2 WHERE org = $1', [org, tenYears * 1_000_000]);
    expect(await append()).toMatchObject({ outcome: 'created' });
  });

  it('a lease of a relay that was taken meanwhile ends with it: another one publishes at once', async () => {
    const [crashed, heir] = [new RelayStore(owner, 'crashed', leaseMs), new RelayStore(owner, 'heir', leaseMs)];
    await clock.set(tenYears);
    const [taken] = await crashed.claim();
    expect(taken).toMatchObject({ org, position: 0 });
    expect(await heir.claim()).toEqual([]);
    await clock.set(0);
    expect(await heir.shardsToPublish()).toMatchObject([{ org, held: false }]);
    const [inherited] = await heir.claim();
    expect(inherited).toMatchObject({ org, fence: taken!.fence + 1 });
    // A lease of the right time holds, and the one that was overtaken moves nothing.
    expect(await crashed.claim()).toEqual([]);
    expect(await crashed.advance(taken!, 1)).toBe(false);
  });
});
