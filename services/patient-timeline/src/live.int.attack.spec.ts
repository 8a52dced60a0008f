import { openAccesses, type Access } from '@everchart/access-log';
import { decodePositionToken, encodePositionToken } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import type { RunningService } from '@everchart/service-kit';
import { ServiceProcess, until } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newEventId } from 'uuid';
import { LiveReader } from '../test/live-reader.js';
import { newPatient, pulse, read, registration, TimelineSuite, type Draft } from '../test/timeline-suite.js';
import { createApp } from './index.js';

const colours = ['red', 'amber', 'yellow'] as const;

describe('live streams', () => {
  const suite = new TimelineSuite('postgres');
  const readers: LiveReader[] = [];
  const processes = new Set<ServiceProcess>();
  let service: RunningService;
  let worker: ReturnType<TimelineSuite['pool']>;
  let nurse: string;
  let auditor: string;

  beforeAll(async () => {
    await suite.start();
    worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    ({ service } = await createApp(
      suite.config({
        AT_LEAST_WAIT_MS: '2000',
        LIVE_HEARTBEAT_MS: '500',
        LIVE_STREAMS_MAX: '12',
        LIVE_STREAMS_OF_ORGANISATION_MAX: '8',
        LIVE_STREAMS_OF_CLIENT_MAX: '3',
        LIVE_BUFFER_BYTES: '65536',
      }),
    ));
    nurse = await suite.token({ roles: ['nurse'], sub: 'nurse-ben' });
    auditor = await suite.token({ roles: ['auditor'], sub: 'auditor-eva' });
  }, 60_000);
  afterEach(async () => {
    for (const reader of readers.splice(0)) reader.close();
    await until(async () => (await openSubscriptions()) === 0, { what: 'all streams to be on record' });
  });
  afterAll(async () => {
    for (const each of processes) await each.kill();
    await service?.close();
    await suite.close();
  });

  const openSubscriptions = async (): Promise<number> => (await worker.query('SELECT FROM live.subscriptions')).rows.length;
  const start = async (more: Record<string, string> = {}): Promise<ServiceProcess> => {
    const started = await ServiceProcess.start(
      new URL('../dist/main.js', import.meta.url),
      suite.environmentWith({ LIVE_HEARTBEAT_MS: '1000', ...more }),
    );
    processes.add(started);
    return started;
  };
  const attempt = (
    path: string,
    token: string,
    { lastId, url = service.url, org = 'home' }: { lastId?: string; url?: string; org?: string } = {},
  ) => LiveReader.open(`${url}/v1/orgs/${org}/${path}`, token, lastId === undefined ? {} : { 'last-event-id': lastId });
  const open = async (...given: Parameters<typeof attempt>): Promise<LiveReader> => {
    const reader = await attempt(...given);
    if (!(reader instanceof LiveReader)) throw new Error(`refused: ${reader.status} ${reader.code}`);
    readers.push(reader);
    return reader.opened();
  };
  const register = async (org = 'home'): Promise<string> => {
    const patient = newPatient();
    const { token } = (await suite.record({ org, patient, type: 'patient.registered', data: registration }))[0]!;
    const own = await suite.token({ org, roles: ['nurse'] });
    expect(await read(`${service.url}/v1/orgs/${org}/patients/${patient}/summary`, own, { 'everchart-at-least': token })).toMatchObject({
      status: 200,
    });
    return patient;
  };
  const pulses = (patient: string, count: number): Draft[] =>
    Array.from({ length: count }, (_, n) => ({ id: newEventId(), patient, type: 'observation.recorded', data: pulse(60 + (n % 100)) }));
  const accesses = async (): Promise<Access[]> => {
    const store = new EventStore({ pool: suite.pool(suite.config().DATABASE_API_URL), service: 'test' });
    const keyring = await suite.accessKeyring();
    const events = await store.readShard('home', 0, 0, 10_000);
    await store.close();
    return (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat().flatMap((access) => access ?? []);
  };

  it('are opened by whom the roles allow, in the own organisation, of a patient who is known', async () => {
    const patient = await register();
    const foreign = await suite.token({ org: 'hospital', roles: ['nurse', 'auditor'] });
    expect(await attempt(`patients/${patient}/live`, foreign)).toEqual({ status: 403, code: 'organisation-forbidden' });
    expect(await attempt('live/organisation', nurse)).toEqual({ status: 403, code: 'role-missing' });
    expect(await attempt('live', nurse)).toEqual({ status: 400, code: 'parameter-invalid' });
    expect(await attempt(`patients/${newPatient()}/live`, nurse)).toEqual({ status: 404, code: 'patient-unknown' });
    expect(await attempt('patients/none/live', nurse)).toEqual({ status: 404, code: 'patient-unknown' });
    const denied = (await accesses()).filter(({ operation, outcome }) => operation === 'live.opened' && outcome === 'denied');
    expect(denied).toMatchObject([{ actor: 'nurse-ben', status: 403 }]);
  });

  it('go on from no id that the service has not given', async () => {
    const patient = await register();
    const reader = await open(`patients/${patient}/live`, nurse);
    const id = reader.lastId;
    const { storeId, epoch, positions } = decodePositionToken(id);
    const token = (more: object) => encodePositionToken({ storeId, epoch, org: 'home', positions, ...more });
    const forged: [string, number, string][] = [
      ['%00', 400, 'position-malformed'],
      [`${id}~`, 400, 'position-malformed'],
      [`${id}~-1`, 400, 'position-malformed'],
      [`${id}~1~1`, 400, 'position-malformed'],
      [token({ late: 999_999_999 }), 503, 'not-yet-fresh'],
      ['x'.repeat(9000), 400, 'parameter-invalid'],
      [token({ org: 'hospital' }), 400, 'position-of-other-organisation'],
      [token({ storeId: newPatient() }), 400, 'position-unknown'],
      [token({ epoch: epoch - 1 }), 409, 'position-from-before-restore'],
      [token({ positions: { 0: positions[0]! + 1_000_000_000 } }), 503, 'not-yet-fresh'],
      [token({ positions: { 0: Number.MAX_SAFE_INTEGER } }), 503, 'not-yet-fresh'],
    ];
    for (const [lastId, status, code] of forged)
      expect([lastId.slice(0, 300), await attempt(`patients/${patient}/live`, nurse, { lastId })]).toEqual([
        lastId.slice(0, 300),
        { status, code },
      ]);
    // A shard that there is not hides nothing, and shows nothing.
    const odd = await open(`patients/${patient}/live`, nurse, { lastId: token({ positions: { ...positions, 7: 0 } }) });
    const [draft] = pulses(patient, 1);
    await suite.record(draft!);
    expect((await odd.has(1))[0]!.data.entryId).toBe(draft!.id);
  });

  it('go on from no id that is more than 24 hours old, whatever came late since, and say what to do', async () => {
    const patient = await register();
    const reader = await open(`patients/${patient}/live`, nurse);
    const lastId = reader.ids[0]!;
    const [missing, ...next] = pulses(patient, 3);
    await suite.append(missing!, ...next);
    const events = await suite.pending();
    await suite.passOver();
    await suite.send(events.slice(1));
    const passed = events.at(-1)!.header.position;
    await until(() => decodePositionToken(reader.lastId).positions[0]! >= passed, { what: 'the gap to be passed' });
    await suite.send(events.slice(0, 1));
    await reader.has(3);
    const recordedAgo = (hours: number) =>
      suite.pool(suite.database.ownerUrl).query(
        `UPDATE timeline_v1.timeline_entries SET entry = jsonb_set(entry::jsonb, '{recordedAt}', to_jsonb(to_char(
           now() AT TIME ZONE 'UTC' - $2 * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))::json WHERE patient = $1`,
        [patient, hours],
      ); // prettier-ignore
    await recordedAgo(23);
    await (await open(`patients/${patient}/live`, nurse, { lastId })).has(3);
    await recordedAgo(25);
    const path = `${service.url}/v1/orgs/home/patients/${patient}`;
    expect(await read(`${path}/live`, nurse, { 'last-event-id': lastId })).toMatchObject({
      status: 410,
      body: { type: 'urn:everchart:problem:resume-too-old', detail: expect.stringContaining('follow from the position of that answer') as unknown },
    }); // prettier-ignore
    const { position } = (await read(`${path}/summary`, nurse)).body as { position: string };
    const again = await open(`patients/${patient}/live`, nurse, { lastId: position });
    const [draft] = pulses(patient, 1);
    await suite.record(draft!);
    // The position of an answer says which late ones it shows.
    expect((await again.has(1)).map(({ data }) => data.entryId as string)).toEqual([draft!.id]);
  });

  it('of an organisation tell nothing of another one, whatever id they go on from', async () => {
    const [own, foreign] = [await register(), await register('hospital')];
    const reader = await open('live/organisation', auditor);
    await suite.record(...pulses(foreign, 3).map((draft) => ({ ...draft, org: 'hospital' })), ...pulses(own, 1));
    const again = await open('live/organisation', auditor, { lastId: reader.ids[0]! });
    for (const each of [reader, again]) {
      await each.has(1);
      expect(each.entries.map(({ data }) => data.patientId)).toEqual([own]);
    }
  });

  it('have a number, of a caller, an organisation and a process; the place of one that ends is free', async () => {
    const patient = await register();
    const elsewhere = await register('hospital');
    const tokenOf = (sub: string, org = 'home') => suite.token({ org, roles: ['nurse'], sub });
    const path = `patients/${patient}/live`;
    for (let n = 0; n < 3; n += 1) await open(path, await tokenOf('greedy'));
    expect(await attempt(path, await tokenOf('greedy'))).toEqual({ status: 429, code: 'live-streams-too-many' });
    for (let n = 0; n < 5; n += 1) await open(path, await tokenOf(`other-${n}`));
    expect(await attempt(path, await tokenOf('one-more'))).toEqual({ status: 429, code: 'live-streams-too-many' });
    // Another organisation has room.
    for (let n = 0; n < 4; n += 1) await open(`patients/${elsewhere}/live`, await tokenOf(`their-${n}`, 'hospital'), { org: 'hospital' });
    expect(await attempt(`patients/${elsewhere}/live`, await tokenOf('their-last', 'hospital'), { org: 'hospital' })).toMatchObject({
      status: 429,
    });
    readers.shift()!.close();
    await until(async () => {
      const reader = await attempt(path, await tokenOf('greedy'));
      if (reader instanceof LiveReader) readers.push(reader);
      return reader instanceof LiveReader;
    }, { what: 'the place of a stream that ended' }); // prettier-ignore
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    for (const limit of ['client', 'organisation', 'process'])
      expect(Number(new RegExp(`live_refusals_total\\{.*limit="${limit}".*\\} (\\d+)`).exec(metrics)?.[1])).toBeGreaterThan(0);
  });

  it('of a reader who takes nothing are cut off, others go on, and it can go on where it stopped', async () => {
    const patient = await register();
    const [slow, other] = [await open(`patients/${patient}/live`, nurse), await open(`patients/${patient}/live`, auditor)];
    slow.pause();
    const drafts = pulses(patient, 30_000);
    for (let from = 0; from < drafts.length && !slow.closed; from += 500) {
      await suite.recordMany(drafts.slice(from, from + 500));
      await other.has(from + 500);
      const metrics = await (await fetch(`${service.url}/metrics`)).text();
      if (/live_ends_total\{.*reason="too-slow".*\} 1/.test(metrics)) {
        slow.resume();
        await until(() => slow.closed, { what: 'the end of what the reader takes' });
      }
    }
    expect(slow.closed).toBe(true);
    const more = pulses(patient, 1);
    const before = other.entries.length;
    await suite.record(...more);
    await other.has(before + 1);
    const seen = slow.entries.length;
    const sent = other.entries.length;
    expect(seen).toBeLessThan(sent);
    const again = await open(`patients/${patient}/live`, nurse, { lastId: slow.entries.at(-1)?.id ?? slow.ids[0]! });
    await again.has(sent - seen);
    expect([...slow.entries, ...again.entries].map(({ data }) => data.entryId)).toEqual(other.entries.map(({ data }) => data.entryId));
  }, 120_000);

  it('of a process that is killed leave on record what may have been disclosed', async () => {
    const [patient, bystander] = [await register(), await register()];
    const killed = await start({ ROLES: 'api' });
    const reader = await open(`patients/${patient}/live`, nurse, { url: killed.url });
    await suite.record(...pulses(patient, 2), ...pulses(bystander, 2));
    await reader.has(2);
    const from = reader.ids[0]!;
    const lastSeen = reader.entries.at(-1)!.id;
    await killed.kill();
    expect(await openSubscriptions()).toBe(1);
    await until(async () => (await openSubscriptions()) === 0, { what: 'another process to put it on record', timeoutMs: 45_000 });
    const own = (await accesses()).filter(({ detail }) => (detail as { from?: string } | undefined)?.from === from);
    expect(own.map(({ operation, patient: of }) => [operation, of])).toEqual([
      ['live.read', patient],
      ['live.ended', patient],
    ]);
    expect(own[0]).toMatchObject({ actor: 'nurse-ben', served: { streamVersion: 3 }, detail: { atMost: true, entries: 2 } });
    expect(own[1]).toMatchObject({ detail: { reason: 'process-lost', atMost: true } });
    const until_ = decodePositionToken(own[1]!.served!.position!).positions[0]!;
    expect(until_).toBeGreaterThanOrEqual(decodePositionToken(lastSeen).positions[0]!);
  }, 90_000);

  it('of dead processes are put on record, whatever is wrong with one of them', async () => {
    const patient = await register();
    const since = { storeId: newPatient(), epoch: 1, positions: {}, late: 0 };
    const [damaged, sound] = ['00000000-0000-4000-8000-000000000001', 'ffffffff-ffff-4fff-bfff-ffffffffffff'];
    for (const [id, place] of [[damaged, { ...since, storeId: 'damaged' }], [sound, since]] as const)
      await worker.query('INSERT INTO live.subscriptions (id, process, org, reader, scope, since) VALUES ($1, $2, $3, $4, $5, $6)', [
        id, newPatient(), 'home', { actor: 'nurse-ben', role: 'nurse', purpose: 'TREAT', correlationId: newPatient() }, { patient }, place,
      ]); // prettier-ignore
    await until(async () => (await openSubscriptions()) === 1, { what: 'the sound one to be on record' });
    const { rows } = await worker.query<{ id: string }>('DELETE FROM live.subscriptions RETURNING id');
    expect(rows).toEqual([{ id: damaged }]);
    const ended = (await accesses()).filter(({ detail }) => (detail as { subscription?: string } | undefined)?.subscription === sound);
    expect(ended).toMatchObject([{ operation: 'live.ended', patient, detail: { reason: 'process-lost', atMost: true } }]);
  }, 30_000);

  it('show 200 readers one colour for each position, in time, while processes are killed and replaced', async () => {
    const patient = await register();
    const limits = { ROLES: 'api', LIVE_STREAMS_OF_CLIENT_MAX: '1000', LIVE_STREAMS_OF_ORGANISATION_MAX: '1000' };
    const serving = await Promise.all([start(limits), start(limits)]);
    const seen = new Map<string, string>();
    const clients = Array.from({ length: 200 }, () => ({
      entries: [] as string[],
      at: [] as number[],
      lastId: undefined as string | undefined,
    }));
    let contradictions = 0;
    let over = false;
    const follow = async (client: (typeof clients)[number], n: number): Promise<void> => {
      while (!over) {
        const url = serving[n % 2]!.url;
        const reader = await attempt(`patients/${patient}/live`, nurse, {
          url,
          ...(client.lastId === undefined ? {} : { lastId: client.lastId }),
        }).catch(() => undefined);
        if (!(reader instanceof LiveReader)) {
          n += 1;
          await new Promise((resolve) => setTimeout(resolve, 50));
          continue;
        }
        readers.push(reader);
        let taken = 0;
        await until(() => {
          for (; taken < reader.entries.length; taken += 1) {
            const { id, data } = reader.entries[taken]!;
            client.entries.push(data.entryId as string);
            client.at.push(performance.now());
            const before = seen.get(id);
            if (before !== undefined && before !== data.colour) contradictions += 1;
            seen.set(id, data.colour as string);
          }
          client.lastId = reader.lastId ?? client.lastId;
          return reader.closed || over;
        }, { what: 'a stream to end', timeoutMs: 120_000 }); // prettier-ignore
        n += 1;
      }
    };
    const following = clients.map(follow);
    await until(() => clients.every(({ lastId }) => lastId !== undefined), { what: 'all to follow', timeoutMs: 60_000 });
    const flag = newEventId();
    const drafts: Draft[] = Array.from({ length: 24 }, (_, n) => ({
      id: n === 0 ? flag : newEventId(),
      patient,
      type: n === 0 ? 'flag.raised' : 'flag.changed',
      data: { ...(n === 0 ? {} : { flagId: flag }), colour: colours[n % 3], reason: 'Fell' },
    }));
    const recordedAt: number[] = [];
    for (const [n, draft] of drafts.entries()) {
      recordedAt.push(performance.now());
      await suite.record(draft);
      if (n % 8 === 4) {
        const which = Math.floor(Math.random() * 2);
        await serving[which]!.kill();
        serving[which] = await start(limits);
      } else
        await until(() => clients.filter(({ entries }) => entries.length > n).length >= 100, { what: 'half of the readers to see it' });
    }
    await until(() => clients.every(({ entries }) => entries.length >= drafts.length), { what: 'all to see all', timeoutMs: 60_000 });
    over = true;
    await Promise.all(following);
    for (const { entries } of clients) expect(entries).toEqual(drafts.map(({ id }) => id));
    expect(contradictions).toBe(0);
    // Of changes that no process was killed in, every connected reader knows within a second.
    const undisturbed = drafts.flatMap((_, n) => (n < 4 ? clients.map(({ at }) => at[n]! - recordedAt[n]!) : []));
    expect(Math.max(...undisturbed)).toBeLessThan(1000);
    for (const each of serving) await each.stop();
  }, 240_000);
});
