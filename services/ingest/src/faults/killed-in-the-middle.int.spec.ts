import { randomUUID } from 'node:crypto';
import { EventStore } from '@everchart/event-store';
import type { Pool } from '@everchart/postgres';
import { describeWithKafka, ServiceProcess, until } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { AppliedEvents } from '../../test/applied-events.js';
import { IngestSuite, note, registration, type EventDraft } from '../../test/ingest-suite.js';
import { TcpGate } from '../../test/tcp-gate.js';

/** Processes that are stopped at a certain instruction: a gate on the way to the database makes the moment last. */
describeWithKafka('ingest that is stopped in the middle', () => {
  const suite = new IngestSuite('kafka');
  const running = new Set<ServiceProcess>();
  let gate: TcpGate;
  let owner: Pool;
  let store: EventStore;
  let applied: AppliedEvents;
  let org: string;
  let patient: string;

  const start = async (environment: Record<string, string>): Promise<ServiceProcess> => {
    const started = await ServiceProcess.start(new URL('../../dist/main.js', import.meta.url), suite.environmentWith(environment));
    running.add(started);
    return started;
  };

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
    applied = await AppliedEvents.start(suite.transport);
    suite.defer(() => applied.close());
  });
  afterAll(() => suite.stop());

  beforeEach(() => {
    org = `org-${randomUUID()}`;
    patient = randomUUID();
  });
  afterEach(async () => {
    for (const each of running) await each.kill();
    running.clear();
    await gate.close();
  });

  const post = (event: EventDraft) => suite.post(`/patients/${patient}/events`, event, { org });
  const record = async (events: readonly EventDraft[]): Promise<string[]> => {
    for (const event of events) expect((await post(event)).status).toBe(201);
    return events.map(({ id }) => id);
  };
  const notes = (count: number): EventDraft[] => Array.from({ length: count }, () => note('slept well'));
  const relayed = async (): Promise<{ position: number; fence: number }> => {
    const { rows } = await owner.query<{ position: number; fence: number }>(
      'SELECT position, fence FROM event_store.relays WHERE org = $1',
      [org],
    );
    return rows[0] ?? { position: 0, fence: 0 };
  };
  const leasesEnd = () => owner.query("UPDATE event_store.relays SET leased_until = '-infinity'");
  const takesEffect = (count: number): Promise<void> =>
    until(async () => (await applied.of(org)).length >= count, { what: `${count} events applied`, timeoutMs: 30_000 });

  it('killed between the commit and the answer: sent again, the same ids have one effect', async () => {
    gate = await TcpGate.open(suite.database.url('ingest_api'));
    const first = await start({ ROLES: 'api', DATABASE_API_URL: gate.url });
    suite.url = first.url;
    await record([registration()]);

    gate.shutBehind('event-store-append');
    const committed = note('slept well');
    const waiting = { events: notes(3).map((event) => ({ patientId: patient, ...event })) };
    const unanswered = [expect(post(committed)).rejects.toThrow()];
    await until(() => gate.shut, { what: 'the transaction of the first' });
    // The second waits for it, and never begins.
    unanswered.push(expect(suite.post('/events', waiting, { org })).rejects.toThrow());
    await until(async () => (await store.readShard(org, 0, 1, 10)).length === 1, { what: 'the commit' });
    await first.kill();
    await Promise.all(unanswered);

    gate.open();
    suite.url = (await start({ ROLES: 'api', DATABASE_API_URL: gate.url })).url;
    const [recorded] = await store.readShard(org, 0, 1, 1);
    expect(await post(committed)).toMatchObject({
      status: 200,
      body: { id: committed.id, position: 2, streamVersion: 2, recordedAt: recorded!.header.time },
    });
    const outcomes = async () =>
      (await suite.post('/events', waiting, { org })).body.results!.map(({ outcome, position }) => [outcome, position]);
    expect(await outcomes()).toEqual([3, 4, 5].map((position) => ['created', position]));
    expect(await outcomes()).toEqual([3, 4, 5].map((position) => ['duplicate', position]));
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 5 });
  }, 60_000);

  it('its relay killed between publication and checkpoint: published again, applied once, in order', async () => {
    gate = await TcpGate.open(suite.database.url('ingest_worker'));
    const [api, killed] = await Promise.all([start({ ROLES: 'api' }), start({ ROLES: 'relay', DATABASE_WORKER_URL: gate.url })]);
    suite.url = api.url;
    const ids = await record([registration()]);
    // Of the other tests' organisations, too: the gate is to shut on this one's checkpoint.
    await until(async () => (await owner.query('SELECT events FROM event_store.relay_backlog()')).rows[0].events === 0, {
      what: 'everything published that there was',
      timeoutMs: 30_000,
    });
    gate.shutBefore('event-store-relay-advance');
    ids.push(...(await record(notes(4))));
    await until(() => gate.shut, { what: 'a publication' });
    await takesEffect(2);
    expect(await relayed()).toMatchObject({ position: 1 });
    const duplicates = await applied.duplicates();
    await killed.kill();

    await leasesEnd();
    await start({ ROLES: 'relay' });
    ids.push(...(await record(notes(5))));
    await takesEffect(10);
    expect((await applied.of(org)).map(({ id, version }) => [id, version])).toEqual(ids.map((id, n) => [id, n + 1]));
    expect(await applied.duplicates()).toBeGreaterThan(duplicates);
    expect(await applied.stopped()).toBe(0);
    await until(async () => (await relayed()).position === 10, { what: 'the checkpoint' });
  }, 60_000);

  it('its relay paused and replaced: woken, it publishes what it held, is fenced, and consumers keep the order', async () => {
    gate = await TcpGate.open(suite.database.url('ingest_worker'));
    const [api, paused] = await Promise.all([start({ ROLES: 'api' }), start({ ROLES: 'relay', DATABASE_WORKER_URL: gate.url })]);
    suite.url = api.url;
    const ids = await record([registration(), ...notes(2)]);
    await takesEffect(3);
    await until(async () => (await relayed()).position === 3, { what: 'the checkpoint' });
    gate.shutBeforeAnswer(patient); // with rows: the relay looks again when it has published all
    ids.push(...(await record(notes(5))));
    await until(() => gate.shut, { what: 'the relay to read' });
    const { fence } = await relayed();
    paused.pause();

    await leasesEnd();
    await start({ ROLES: 'relay' });
    await takesEffect(8);
    ids.push(...(await record(notes(5))));
    await takesEffect(13);
    await until(async () => (await relayed()).position === 13, { what: "the heir's checkpoint" });
    const duplicates = await applied.duplicates();

    gate.open();
    paused.resume();
    await until(() => paused.lines.some((line) => line.includes('"relay.shard-lost"')), { what: 'the old relay to be fenced' });
    ids.push(...(await record(notes(5))));
    await takesEffect(18);
    await until(async () => (await applied.duplicates()) > duplicates, { what: 'what the old relay published' });
    expect((await applied.of(org)).map(({ id, version }) => [id, version])).toEqual(ids.map((id, n) => [id, n + 1]));
    expect(await applied.stopped()).toBe(0);
    await until(async () => (await relayed()).position === 18, { what: 'the checkpoint' });
    expect((await relayed()).fence).toBe(fence + 1);
  }, 60_000);
});
