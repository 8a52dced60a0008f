import { openAccesses, type Access } from '@everchart/access-log';
import { decodePositionToken } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newEventId } from 'uuid';
import { LiveReader } from '../test/live-reader.js';
import { newPatient, pulse, read, registration, TimelineSuite, type Draft } from '../test/timeline-suite.js';
import { createApp } from './index.js';

describe('a live stream', () => {
  const suite = new TimelineSuite('postgres');
  const services = new Set<RunningService>();
  const readers: LiveReader[] = [];
  let service: RunningService;
  let nurse: string;
  let auditor: string;

  const start = async (more: Record<string, string> = {}): Promise<RunningService> => {
    const { service: started } = await createApp(
      suite.config({ AT_LEAST_WAIT_MS: '5000', LIVE_HEARTBEAT_MS: '500', JWT_CLOCK_LEEWAY_SECONDS: '0', ...more }),
    );
    services.add(started);
    return started;
  };
  const stop = async (stopped: RunningService): Promise<void> => {
    services.delete(stopped);
    await stopped.close();
  };
  beforeAll(async () => {
    await suite.start();
    service = await start();
    nurse = await suite.token({ roles: ['nurse'], sub: 'nurse-ben' });
    auditor = await suite.token({ roles: ['auditor'], sub: 'auditor-eva' });
  });
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });
  afterAll(async () => {
    for (const each of services) await each.close();
    await suite.close();
  });

  const urlOf = (path: string, of = service, org = 'home'): string => `${of.url}/v1/orgs/${org}/${path}`;
  const open = async (path: string, token: string, { lastId, of }: { lastId?: string; of?: RunningService } = {}): Promise<LiveReader> => {
    const reader = await LiveReader.open(urlOf(path, of), token, lastId === undefined ? {} : { 'last-event-id': lastId });
    if (!(reader instanceof LiveReader)) throw new Error(`refused: ${reader.status} ${reader.code}`);
    readers.push(reader);
    return reader.opened();
  };
  const register = async (): Promise<string> => {
    const patient = newPatient();
    const { token } = (await suite.record({ patient, type: 'patient.registered', data: registration }))[0]!;
    expect(await read(urlOf(`patients/${patient}/summary`), nurse, { 'everchart-at-least': token })).toMatchObject({ status: 200 });
    return patient;
  };
  const pulses = (patient: string, count: number): Draft[] =>
    Array.from({ length: count }, (_, n) => ({ id: newEventId(), patient, type: 'observation.recorded', data: pulse(60 + n) }));
  const idsOf = (reader: LiveReader): string[] => reader.entries.map(({ data }) => (data as { entryId: string }).entryId);
  const accesses = async (org = 'home'): Promise<Access[]> => {
    const store = new EventStore({ pool: suite.pool(suite.config().DATABASE_API_URL), service: 'test' });
    const keyring = await suite.accessKeyring();
    const events = await store.readShard(org, 0, 0, 10_000);
    await store.close();
    return (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat().flatMap((access) => access ?? []);
  };

  it('tells what is recorded of a patient, each entry once, with the place to go on from', async () => {
    const [patient, other] = [await register(), await register()];
    const reader = await open(`patients/${patient}/live`, nurse);
    expect(reader.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    expect(reader.headers['everchart-access']).toBeDefined();
    const flag = { id: newEventId(), patient, type: 'flag.raised', data: { colour: 'red', reason: 'Fell' } };
    const drafts = [...pulses(patient, 2), ...pulses(other, 2), flag];
    const recorded = await suite.record(...drafts);
    const entries = await reader.has(3);
    expect(idsOf(reader)).toEqual(drafts.filter((draft) => draft.patient === patient).map(({ id }) => id));
    expect(entries[2]!.data).toEqual({
      entryId: flag.id,
      patientId: patient,
      type: 'flag.raised',
      streamVersion: 4,
      occurredAt: expect.any(String),
      recordedAt: expect.any(String),
      colour: 'red',
      position: entries[2]!.id,
    });
    expect(decodePositionToken(entries[2]!.id).positions).toEqual({ 0: recorded.at(-1)!.position });
    const summary = await read(urlOf(`patients/${patient}/summary`), nurse, { 'everchart-at-least': entries[2]!.id });
    expect(summary.body.summary.flags).toMatchObject([{ colour: 'red' }]);
    await until(() => reader.heartbeats > 1, { what: 'a heartbeat' });
    expect(decodePositionToken(reader.lastId).positions[0]).toBeGreaterThanOrEqual(recorded.at(-1)!.position);
  });

  it('goes on where a reader stopped, in another process, without a gap and without a repetition', async () => {
    const patient = await register();
    const first = await open(`patients/${patient}/live`, nurse);
    const drafts = pulses(patient, 1300);
    await suite.record(...drafts.slice(0, 300));
    await first.has(100);
    first.close();
    const seen = first.entries.slice(0, 100);
    const from = seen.at(-1)!.id;
    // While this reader is away, more is recorded than one step holds.
    await suite.recordMany(drafts.slice(300, 1000));
    const second = await start();
    const reader = await open(`patients/${patient}/live`, nurse, { lastId: from, of: second });
    await suite.record(...drafts.slice(1000));
    await reader.has(1200);
    expect([...seen.map(({ data }) => (data as { entryId: string }).entryId), ...idsOf(reader)]).toEqual(drafts.map(({ id }) => id));
    await stop(second);
    expect(await reader.ended()).toMatchObject({ data: { reason: 'draining' } });
    expect(reader.retry).toBeGreaterThan(0);
  });

  it('begins at the position of an answer, so that nothing lies between what was read and what comes', async () => {
    const patient = await register();
    const [draft] = pulses(patient, 1);
    const summary = await read(urlOf(`patients/${patient}/summary`), nurse);
    await suite.record(draft!);
    const reader = await open(`patients/${patient}/live`, nurse, { lastId: summary.body.position });
    await reader.has(1);
    expect(idsOf(reader)).toEqual([draft!.id]);
  });

  it('is heard of all that is recorded in a unit, also of who comes and goes', async () => {
    const unit = { facility: `Home ${newPatient()}`, unit: 'Garden' };
    const admitted = (patient: string, location: object, stayId = newPatient()): Draft[] => [
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'stay.admitted', data: { stayId, class: 'residential', location } },
    ];
    const [anna, bert, carla] = [newPatient(), newPatient(), await register()];
    const stayId = newPatient();
    await suite.record(...admitted(anna, unit, stayId), ...admitted(bert, { ...unit, unit: 'Lake' }));
    const path = `live?${new URLSearchParams(unit).toString()}`;
    await read(urlOf(`board?${new URLSearchParams(unit).toString()}`), nurse, {
      'everchart-at-least': (await suite.record(...pulses(anna, 1)))[0]!.token,
    });
    const reader = await open(path, nurse);
    const facility = await open(`live?${new URLSearchParams({ facility: unit.facility }).toString()}`, nurse);
    await suite.record(...pulses(anna, 1), ...pulses(bert, 1), ...admitted(carla, unit).slice(1), ...pulses(carla, 1));
    await suite.record({ patient: anna, type: 'stay.discharged', data: { stayId, disposition: { text: 'home' } } });
    await reader.has(4);
    await suite.record(...pulses(anna, 1), ...pulses(carla, 1));
    await reader.has(5);
    await facility.has(6);
    const of = (each: LiveReader) =>
      each.entries.map(({ data }) => [data.patientId === anna ? 'anna' : data.patientId === bert ? 'bert' : 'carla', data.type]);
    expect(of(reader)).toEqual([
      ['anna', 'observation.recorded'],
      ['carla', 'stay.admitted'],
      ['carla', 'observation.recorded'],
      ['anna', 'stay.discharged'],
      ['carla', 'observation.recorded'],
    ]);
    expect(of(facility).filter(([who]) => who === 'bert')).toHaveLength(1);
    expect(reader.messages.filter(({ event }) => event === 'residents').length).toBeGreaterThan(0);
  });

  it('is put on record when it is opened, and what it disclosed when it ends', async () => {
    const [patient, other] = [await register(), await register()];
    const before = (await accesses()).length;
    const reader = await open('live/organisation', auditor);
    const opened = (await accesses()).slice(before);
    expect(opened).toMatchObject([
      { operation: 'live.opened', actor: 'auditor-eva', outcome: 'granted', served: { position: reader.ids[0] } },
    ]);
    await suite.record(...pulses(patient, 2), ...pulses(other, 1));
    await reader.has(3);
    const lastId = reader.entries.at(-1)!.id;
    reader.close();
    const ofEnd = async () => (await accesses()).slice(before + 1);
    await until(async () => (await ofEnd()).length >= 3, { what: 'the end on record' });
    const ended = await ofEnd();
    expect(ended.filter(({ operation }) => operation === 'live.read')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          patient,
          actor: 'auditor-eva',
          served: { position: expect.any(String), streamVersion: 3 },
          detail: expect.objectContaining({ entries: 2, from: reader.ids[0] }),
        }),
        expect.objectContaining({ patient: other, served: { position: expect.any(String), streamVersion: 2 } }),
      ]),
    );
    const [end] = ended.filter(({ operation }) => operation === 'live.ended');
    expect(end).toMatchObject({ detail: { reason: 'closed', patients: 2, from: reader.ids[0] } });
    expect(decodePositionToken(end!.served!.position!).positions[0]).toBeGreaterThanOrEqual(decodePositionToken(lastId).positions[0]!);
    const { rows } = await suite.pool(suite.config().DATABASE_WORKER_URL).query('SELECT FROM live.subscriptions');
    expect(rows).toEqual([]);
  });

  it('ends with the token of its reader, and says so', async () => {
    const patient = await register();
    const token = await suite.identity.sign({ org: 'home', roles: ['nurse'], sub: 'nurse-late' }, { ttlSeconds: 2 });
    const reader = await open(`patients/${patient}/live`, token);
    expect(await reader.ended()).toMatchObject({ event: 'end', data: { reason: 'token-expired', position: reader.lastId } });
    expect(await LiveReader.open(urlOf(`patients/${patient}/live`), token)).toEqual({ status: 401, code: 'not-authenticated' });
  });

  it('tells of an entry that was missing when it comes, behind those that readers have passed', async () => {
    const [patient, other] = [await register(), await register()];
    const reader = await open('live/organisation', auditor);
    const [missing, ...next] = [...pulses(patient, 2), ...pulses(other, 2)];
    await suite.append(missing!, ...next);
    const events = await suite.pending();
    await suite.passOver();
    await suite.send(events.slice(1));
    await reader.has(2);
    const passed = reader.lastId;
    await suite.send(events.slice(0, 1));
    await reader.has(4);
    // What is of the other patient did not wait.
    expect(idsOf(reader)).toEqual([next[1]!.id, next[2]!.id, missing!.id, next[0]!.id]);
    expect(reader.entries.map(({ data }) => data.late)).toEqual([undefined, undefined, true, true]);
    const again = await open('live/organisation', auditor, { lastId: passed });
    const half = await open('live/organisation', auditor, { lastId: reader.entries[2]!.id });
    const none = await open('live/organisation', auditor, { lastId: reader.entries[3]!.id });
    const early = await open('live/organisation', auditor, { lastId: reader.ids[0]! });
    await suite.record(...pulses(other, 1));
    for (const [each, count] of [[again, 3], [half, 2], [none, 1], [early, 5]] as const) await each.has(count); // prettier-ignore
    const last = idsOf(none);
    expect(idsOf(again)).toEqual([missing!.id, next[0]!.id, ...last]);
    expect(idsOf(half)).toEqual([next[0]!.id, ...last]);
    // Who has passed nothing gets each in its place.
    expect(idsOf(early)).toEqual([missing!.id, ...next.map(({ id }) => id), ...last]);
  });

  it('goes on from the position of any answer with what that does not show: late entries that it shows are not sent again', async () => {
    const patient = await register();
    const before = await open(`patients/${patient}/live`, nurse);
    const [missing, next] = pulses(patient, 2);
    await suite.append(missing!, next!);
    const events = await suite.pending();
    await suite.passOver();
    await register();
    const shown = await read(urlOf(`patients/${patient}/summary`), nurse);
    await suite.send(events);
    await before.has(2);
    expect(before.entries.map(({ data }) => data.late)).toEqual([true, true]);
    const answers = [
      await read(urlOf(`patients/${patient}/summary`), nurse),
      await read(urlOf(`patients/${patient}/timeline`), nurse, { 'everchart-at-least': before.lastId }),
    ];
    const after = await Promise.all(answers.map(({ headers }) => open(`patients/${patient}/live`, nurse, { lastId: headers.get('everchart-position')! }))); // prettier-ignore
    const from = await open(`patients/${patient}/live`, nurse, { lastId: shown.headers.get('everchart-position')! });
    const [last] = await suite.record(...pulses(patient, 1));
    for (const each of after) await each.has(1);
    for (const each of after) expect(idsOf(each)).toEqual([last!.id]);
    await from.has(3);
    expect(idsOf(from)).toEqual([missing!.id, next!.id, last!.id]);
  });
});
