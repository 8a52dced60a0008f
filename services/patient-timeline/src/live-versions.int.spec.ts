import type { Pool } from '@everchart/postgres';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newEventId } from 'uuid';
import { LiveReader } from '../test/live-reader.js';
import { newPatient, pulse, registration, TimelineSuite, type Draft } from '../test/timeline-suite.js';
import { createApp } from './index.js';
import { ProjectionVersions } from './infrastructure/projection.versions.js';
import { rebuildProjection } from './rebuild.js';

describe('a live stream of an organisation that is taken over to another version', () => {
  const suite = new TimelineSuite('postgres');
  const [anna, bert] = [newPatient(), newPatient()];
  const readers: LiveReader[] = [];
  let service: RunningService;
  let owner: Pool;
  let versions: ProjectionVersions;
  let auditor: string;

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    versions = new ProjectionVersions(owner, 'operator-emil');
    ({ service } = await createApp(suite.config({ LIVE_HEARTBEAT_MS: '500' })));
    auditor = await suite.token({ roles: ['auditor'], sub: 'auditor-eva' });
    await suite.record(...[anna, bert].map((patient): Draft => ({ patient, type: 'patient.registered', data: registration })));
    await sendOutOfOrder(pulses(anna, 2));
    await followed(1);
    await rebuildProjection(suite.config(), suite.operator);
    await followed(2);
  });
  afterAll(async () => {
    for (const reader of readers) reader.close();
    await service?.close();
    await suite.close();
  });

  const pulses = (patient: string, count: number): Draft[] =>
    Array.from({ length: count }, (_, n) => ({ id: newEventId(), patient, type: 'observation.recorded', data: pulse(60 + n) }));
  /** The first one comes last, when the others are in. */
  const sendOutOfOrder = async (drafts: Draft[], others: () => Promise<unknown> = () => Promise.resolve()): Promise<void> => {
    await suite.append(...drafts);
    const events = await suite.pending();
    await suite.passOver();
    await suite.send(events.slice(1));
    await others();
    await suite.send(events.slice(0, 1));
  };
  const followed = (version: number) =>
    until(
      async () => {
        const { rows } = await owner.query<{ behind: number }>(
          `SELECT count(*)::integer AS behind FROM stream_consumer.shard_progress WHERE consumer = $1 AND org = 'home' AND (position < $2 OR gaps <> '[]')`,
          [`timeline-v${version}`, (await suite.store.readShard('home', 0, 0, 10_000)).at(-1)!.header.position],
        );
        return rows[0]!.behind === 0 && (await versions.list()).some((each) => each.version === version && each.built);
      },
      { what: `version ${version} to catch up` },
    );
  const open = async (lastId?: string): Promise<LiveReader> => {
    const url = `${service.url}/v1/orgs/home/live/organisation`;
    const reader = await LiveReader.open(url, auditor, lastId === undefined ? {} : { 'last-event-id': lastId });
    if (!(reader instanceof LiveReader)) throw new Error(`refused: ${reader.status} ${reader.code}`);
    readers.push(reader);
    return reader.opened();
  };
  const idsOf = (reader: LiveReader): string[] => reader.entries.map(({ data }) => (data as { entryId: string }).entryId);
  const promote = async (version: number): Promise<void> => {
    await followed(version);
    expect(await versions.promote('home', version, { force: false })).toMatchObject({ to: version });
  };
  const lateNumbers = async (): Promise<number[]> => {
    const { rows } = await owner.query<{ number: number }>(
      `SELECT coalesce(max(c.number), 0)::integer AS number FROM unnest(ARRAY['timeline-v1', 'timeline-v2']) k (consumer)
         LEFT JOIN live.late_counts c ON c.consumer = k.consumer AND c.org = 'home' GROUP BY k.consumer ORDER BY k.consumer`,
    );
    return rows.map(({ number }) => number);
  };

  it.each([
    ['has counted fewer late entries', 0],
    ['has counted more', 7],
  ])('has each entry once, also when the other version %s', async (_, counted) => {
    await promote(1);
    await owner.query(`DELETE FROM live.late_entries WHERE consumer = 'timeline-v2'`);
    await owner.query(
      `INSERT INTO live.late_entries SELECT 'home', 'timeline-v2', store_id, n, patient, event_id FROM generate_series(1, $1::integer) n,
         LATERAL (SELECT l.store_id, l.patient, l.event_id FROM live.late_entries l WHERE l.consumer = 'timeline-v1' ORDER BY l.number LIMIT 1) l`,
      [counted],
    );
    await owner.query(`UPDATE live.late_counts SET number = $1 WHERE consumer = 'timeline-v2'`, [counted]);
    const reader = await open();
    const drafts = [...pulses(bert, 1), ...pulses(anna, 2), ...pulses(bert, 1), ...pulses(anna, 1)];
    await sendOutOfOrder(drafts.slice(0, 3), () => reader.has(2));
    await reader.has(3);
    const passed = reader.entries[1]!.id;
    await promote(2);
    await sendOutOfOrder(drafts.slice(3), () => reader.has(4));
    await reader.has(5);
    await promote(1);
    const last = pulses(anna, 1);
    await suite.record(...last);
    await reader.has(6);
    const again = await open(passed);
    await again.has(4);
    const inOrder = [drafts[1]!, drafts[2]!, drafts[0]!, drafts[4]!, drafts[3]!, ...last].map(({ id }) => id!);
    expect(idsOf(reader)).toEqual(inOrder);
    expect([...idsOf(again)].sort()).toEqual(inOrder.slice(2).sort());
    expect(new Set(await lateNumbers()).size).toBe(1);
  });

  it('has what the version before lacked, once, behind what its readers have passed', async () => {
    await promote(1);
    const reader = await open();
    const drafts = pulses(bert, 3);
    await suite.record(...drafts);
    await reader.has(3);
    const [gone] = await suite.store.readEvents('home', [drafts[1]!.id!]);
    const { position } = gone!.header;
    // As a version stands that a record of the topic never came to.
    await service.close();
    await owner.query(`DELETE FROM timeline_v1.timeline_entries WHERE position = $1 AND org = 'home'`, [position]);
    await owner.query(
      `UPDATE stream_consumer.shard_progress SET gaps = jsonb_build_array(jsonb_build_array($1::bigint, $1::bigint)), revision = revision + 1
        WHERE consumer = 'timeline-v1' AND org = 'home'`,
      [position],
    );
    expect(await versions.promote('home', 2, { force: false })).toMatchObject({ to: 2 });
    ({ service } = await createApp(suite.config({ LIVE_HEARTBEAT_MS: '500' })));
    const again = await open(reader.lastId);
    const next = pulses(anna, 1);
    await suite.record(...next);
    await again.has(2);
    expect(again.entries.map(({ data }) => [data.entryId, data.late])).toEqual([
      [drafts[1]!.id, true],
      [next[0]!.id, undefined],
    ]);
    // It has less, so it is not gone back to.
    expect(await versions.rollback('home', { force: false })).toMatchObject({ org: 'home', lag: 1 });
  });
});
