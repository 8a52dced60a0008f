import { randomUUID } from 'node:crypto';
import { EventStore } from '@everchart/event-store';
import { RawConnection, until } from '@everchart/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration, type EventDraft } from '../../test/ingest-suite.js';

interface Sent {
  status: number;
  headers: Headers;
  text: string;
}
interface Item {
  id?: string;
  outcome: string;
  status: number;
  position?: number;
  streamVersion?: number;
  late?: boolean;
  problem?: { type: string; faults?: { pointer: string; message: string }[] };
}
interface Problem {
  type: string;
  faults?: { pointer: string; message: string }[];
  problems?: { index: number; id?: string; status: number; problem: { type: string } }[];
}

const ndjson = 'application/x-ndjson';
const lines = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n');
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

describe('devices that come and go', () => {
  const suite = new IngestSuite();
  let store: EventStore;
  let org: string;
  let patient: string;

  beforeAll(async () => {
    await suite.start();
    await suite.startService({ ROLES: 'api' });
    store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest', notify: false });
  });
  afterAll(() => suite.stop());
  beforeEach(() => {
    org = `org-${randomUUID()}`;
    patient = randomUUID();
  });

  const send = async (path: string, body: string, headers: Record<string, string> = {}): Promise<Sent> => {
    const response = await fetch(`${suite.url}/v1/orgs/${org}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await suite.token(org)}`, 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const itemsOf = ({ status, text }: Sent): Item[] => {
    expect(status).toBe(200);
    return (JSON.parse(text) as { results: Item[] }).results;
  };
  const problemOf = ({ headers, text }: Sent): Problem & { code: string } => {
    expect(headers.get('content-type')).toContain('application/problem+json');
    const problem = JSON.parse(text) as Problem;
    return { ...problem, code: problem.type.replace('urn:everchart:problem:', '') };
  };
  const of = (event: EventDraft, patientId = patient): EventDraft => ({ patientId, ...event });
  const stored = () => store.readShard(org, 0, 0, 5000);
  const register = async (): Promise<void> => expect((await send('/events', JSON.stringify([of(registration())]))).status).toBe(200);

  describe('a batch', () => {
    it('is an array as well, and has the same outcomes', async () => {
      const twin = note('twice');
      const events = [of(registration()), of(twin), of(twin), of({ ...twin, facility: 'x' }), of(note('x'), randomUUID()), 7];
      expect(itemsOf(await send('/events', JSON.stringify(events)))).toMatchObject([
        { outcome: 'created', streamVersion: 1 },
        { outcome: 'created', streamVersion: 2 },
        { outcome: 'duplicate', streamVersion: 2 },
        { outcome: 'conflict', status: 409 },
        { outcome: 'refused', status: 404 },
        { outcome: 'invalid', status: 422, problem: { faults: [{ pointer: '' }] } },
      ]);
    });

    it('is one event per line: a line that is not JSON is its own outcome, and the others go on', async () => {
      const body = `${JSON.stringify(of(registration()))}\r\n\n{"id":"Edith\n${JSON.stringify(of(note('a')))}\n  \n${JSON.stringify({ id: 1 })}`;
      const answer = await send('/events', body, { 'content-type': ndjson });
      expect(itemsOf(answer)).toMatchObject([
        { outcome: 'created', streamVersion: 1 },
        { outcome: 'invalid', status: 422, problem: { faults: [{ pointer: '', message: 'is not JSON (line 3)' }] } },
        { outcome: 'created', streamVersion: 2 },
        { outcome: 'invalid', status: 422, problem: { faults: expect.arrayContaining([expect.objectContaining({ pointer: '/id' })]) } },
      ]);
      expect(answer.text).not.toContain('Edith');
    });

    it.each([
      ['a member that is there twice', (text: string) => text.replace('"type"', '"id":"Edith","type"'), '/id'],
      ['a number that a double does not hold', (text: string) => text.replace('"data":{', '"data":{"x":9007199254740993,'), '/data/x'],
      [
        '3,000 levels',
        (text: string) => text.replace('"data":{', `"data":{"x":${'['.repeat(3000)}${']'.repeat(3000)},`),
        `/data/x${'/0'.repeat(62)}`,
      ],
    ])('with %s: the line is refused alone, the array as a whole, and never by its value', async (_what, spoil, pointer) => {
      await register();
      const bad = spoil(JSON.stringify(of(note('a'))));
      const byLine = await send('/events', `\uFEFF${bad}\n${JSON.stringify(of(note('b')))}`, { 'content-type': ndjson });
      expect(itemsOf(byLine)).toMatchObject([{ outcome: 'invalid', problem: { faults: [{ pointer }] } }, { outcome: 'created' }]);
      const asArray = await send('/events', `\uFEFF[${bad}]`);
      expect([asArray.status, problemOf(asArray).code, problemOf(asArray).faults![0]!.pointer]).toEqual([
        400,
        'json-ambiguous',
        `/0${pointer}`.split('/').slice(0, 65).join('/'),
      ]);
      const alone = await send(`/patients/${patient}/events`, bad);
      expect([alone.status, problemOf(alone).code]).toEqual([400, 'json-ambiguous']);
      expect(byLine.text + asArray.text + alone.text).not.toContain('Edith');
      expect(await stored()).toHaveLength(2);
    });

    it('is answered one result per line when that is asked for; a problem stays a problem', async () => {
      const answer = await send('/events', lines([of(registration()), of(note('a'))]), { 'content-type': ndjson, accept: ndjson });
      expect(answer.headers.get('content-type')).toContain(ndjson);
      expect(answer.headers.get('everchart-position')).not.toBeNull();
      const results = answer.text.trimEnd().split('\n').map((line) => JSON.parse(line) as Item); // prettier-ignore
      expect(results).toMatchObject([{ outcome: 'created' }, { outcome: 'created', streamVersion: 2 }]);
      const empty = await send('/events', '\n', { 'content-type': ndjson, accept: ndjson });
      expect([empty.status, problemOf(empty).code]).toEqual([422, 'batch-invalid']);
    });

    it.each<[string, unknown, string]>([
      ['no events', [], ''],
      ['too many events', Array.from({ length: 1001 }, () => 0), ''],
      ['no array', { events: {} }, '/events'],
      ['a text', 'events', ''],
      ['what is meant for the query', { events: [1], atomic: true }, '/atomic'],
    ])('of %s is refused as a whole', async (_what, body, pointer) => {
      const answer = await send('/events', JSON.stringify(body));
      expect([answer.status, problemOf(answer).code, problemOf(answer).faults!.map((fault) => fault.pointer)]).toEqual([422, 'batch-invalid', [pointer]]); // prettier-ignore
    });

    it('of too many lines is refused as a whole', async () => {
      const answer = await send('/events', '{}\n'.repeat(1001), { 'content-type': ndjson });
      expect([answer.status, problemOf(answer).faults]).toEqual([422, [{ pointer: '', message: 'must hold 1 to 1000 events' }]]);
    });

    it('is not one event of a patient', async () => {
      const answer = await send(`/patients/${patient}/events`, lines([registration()]), { 'content-type': ndjson });
      expect([answer.status, problemOf(answer).code]).toEqual([415, 'media-type-unsupported']);
    });

    it('names every parameter that is not known or not understood', async () => {
      await register();
      const answer = await send('/events?atomic=yes&dryRun=1', JSON.stringify([of(note('a'))]), { 'everchart-device-time': 'noon' });
      expect(answer.status).toBe(400);
      const { code, faults } = problemOf(answer);
      expect([code, faults!.map(({ pointer }) => pointer)]).toEqual([
        'parameter-invalid',
        ['/query/atomic', '/query/dryRun', '/headers/everchart-device-time'],
      ]);
      expect((await send('/events?atomic=true&atomic=false', '[]')).status).toBe(400);
      expect((await send(`/patients/${patient}/events?atomic=true`, JSON.stringify(note('a')))).status).toBe(400);
      expect(await stored()).toHaveLength(1);
    });
  });

  describe('all or none', () => {
    const atomic = (events: unknown[], headers: Record<string, string> = {}): Promise<Sent> =>
      send('/events?atomic=true', headers['content-type'] === ndjson ? (events as string[]).join('\n') : JSON.stringify(events), headers);

    it('records all, and answers all as duplicates when it is sent again', async () => {
      const events = [of(registration()), of(note('a')), of(note('b'))];
      expect(itemsOf(await atomic(events)).map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
      expect(itemsOf(await atomic(events)).map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate']);
      expect(itemsOf(await atomic([...events, of(note('c'))])).map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate', 'created']); // prettier-ignore
      expect(await stored()).toHaveLength(4);
    });

    it('records none when an event is invalid, and lists each by its place', async () => {
      await register();
      const bad = of(note('x', { data: { kind: 'progress' } }));
      const answer = await atomic([of(note('a')), bad, of(note('b')), 'nothing']);
      expect(answer.status).toBe(422);
      expect(problemOf(answer)).toMatchObject({
        code: 'batch-refused',
        problems: [
          {
            index: 1,
            id: bad.id,
            status: 422,
            problem: { type: 'urn:everchart:problem:event-invalid', faults: [{ pointer: '/data/text', message: 'is required' }] },
          },
          { index: 3, status: 422 },
        ],
      });
      expect(await stored()).toHaveLength(1);
    });

    it('records none when the record does not allow an event, and lists all that it does not allow', async () => {
      await register();
      const known = note('known');
      await send('/events', JSON.stringify([of(known)]));
      const used = of({ ...known, facility: 'other' });
      const answer = await atomic([of(note('a')), used, of(note('b')), { ...of(note('c')), ifMatch: 'W/"99"' }]);
      expect(answer.status).toBe(422);
      expect(problemOf(answer)).toMatchObject({
        code: 'batch-refused',
        problems: [
          { index: 1, id: used.id, status: 409, problem: { type: 'urn:everchart:problem:id-conflict' } },
          { index: 3, status: 412, problem: { type: 'urn:everchart:problem:version-conflict' } },
        ],
      });
      expect(await stored()).toHaveLength(2);
    });

    it('lists what is refused beside a registration that is there already', async () => {
      const begun = of(registration());
      await send('/events', JSON.stringify([begun]));
      const late = of(note('a', { id: begun.id }));
      const answer = await atomic([begun, late, of(note('b'))]);
      expect(problemOf(answer)).toMatchObject({ code: 'batch-refused', problems: [{ index: 1, status: 409 }] });
      expect(await stored()).toHaveLength(1);
    });

    it('lists invalid events and those that the record does not allow together, but none for the sake of another', async () => {
      await register();
      const strike = (entryId: string): EventDraft =>
        of({ id: randomUUID(), type: 'entry.struck', occurredAt: ago(1), data: { entryId, reason: 'entered-in-error' } });
      const known = of(note('known'));
      const twice = [strike(known.id), strike(known.id)];
      expect(itemsOf(await send('/events', JSON.stringify([known, twice[0]])))).toHaveLength(2);
      const [invalid, newcomer] = [of(note('x', { data: { kind: 'progress' } })), randomUUID()];
      const struckToo = strike(invalid.id);
      const events = [
        invalid, // 0: refused
        struckToo, // strikes what is refused
        strike(struckToo.id), // strikes what strikes it
        of(note('a')),
        twice[1], // 4: struck already
        of(registration()), // 5: registered already
        of(note('b')), // the record is there all the same, but the batch said otherwise
        of({ ...registration(), facility: 'not one' }, newcomer), // 7: refused
        of(note('c'), newcomer), // has no record then
        of(note('d'), randomUUID()), // 9: has none at all
        of(strike(randomUUID())), // 10: strikes nothing
        of(note('e')),
      ];
      const answer = await atomic(events);
      expect(answer.status).toBe(422);
      expect(problemOf(answer).problems!.map(({ index, problem }) => [index, problem.type.split(':').at(-1)])).toEqual([
        [0, 'event-invalid'],
        [4, 'entry-struck'],
        [5, 'patient-already-registered'],
        [7, 'event-invalid'],
        [9, 'patient-unknown'],
        [10, 'reference-missing'],
      ]);
      expect(await stored()).toHaveLength(3);
      // What was only tried has left nothing behind: the same ids are free.
      expect(itemsOf(await atomic([events[3], events[11]])).map(({ outcome }) => outcome)).toEqual(['created', 'created']);
      expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true });
    });

    it('lists all that the record does not allow of 1000 events', async () => {
      await register();
      const known = Array.from({ length: 30 }, (_, n) => note(`known ${n}`));
      expect(itemsOf(await send('/events', JSON.stringify(known.map((event) => of(event)))))).toHaveLength(30);
      const used = known.map((event) => of({ ...event, facility: 'other' }));
      const answer = await atomic([...used, ...Array.from({ length: 970 }, (_, n) => of(note(`${n}`)))]);
      expect(problemOf(answer).problems!.map(({ index }) => index)).toEqual(Array.from({ length: 30 }, (_, n) => n));
      expect(await stored()).toHaveLength(31);
    });

    it('records none when a line is not JSON', async () => {
      await register();
      const answer = await atomic([JSON.stringify(of(note('a'))), '{"id"'], { 'content-type': ndjson });
      expect([answer.status, problemOf(answer).problems!.map(({ index }) => index)]).toEqual([422, [1]]);
      expect(await stored()).toHaveLength(1);
    });
  });

  describe('the clock of the device', () => {
    const offsetOf = async (id: string): Promise<number> =>
      Number((await stored()).find(({ header }) => header.id === id)!.header.deviceoffsetms);

    it.each([-90, 0, 200])('%i s ahead is recorded with the event, and corrects nothing', async (seconds) => {
      await register();
      const event = note('a', { occurredAt: '2026-03-01T08:30:00+01:00' });
      const deviceTime = new Date(Date.now() + seconds * 1000).toISOString();
      const path = `/patients/${patient}/events`;
      expect((await send(path, JSON.stringify(event), { 'everchart-device-time': deviceTime })).status).toBe(201);
      const [, { header }] = (await stored()) as [unknown, Awaited<ReturnType<typeof stored>>[number]];
      expect(header.occurredat).toBe('2026-03-01T08:30:00+01:00');
      expect(header.deviceoffsetms).toMatch(/^-?\d+$/);
      expect(Math.abs((await offsetOf(event.id)) - seconds * 1000)).toBeLessThan(5000);
      // The same event by a clock that was set meanwhile is the same event.
      const again = await send(path, JSON.stringify(event), { 'everchart-device-time': new Date().toISOString() });
      expect(again.status).toBe(200);
      expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 2 });
    });

    it('is not recorded when the device does not state it', async () => {
      await register();
      expect((await stored())[0]!.header).not.toHaveProperty('deviceoffsetms');
    });

    it('judges what lies in the future', async () => {
      await register();
      const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
      const post = async (occurredAt: string, deviceTime?: string): Promise<number> =>
        (await send(`/patients/${patient}/events`, JSON.stringify(note('a', { occurredAt })), deviceTime === undefined ? {} : { 'everchart-device-time': deviceTime })).status; // prettier-ignore
      expect(await post(at(12))).toBe(422);
      expect(await post(at(12), at(10))).toBe(201);
      expect(await post(at(16), at(10))).toBe(422);
      // By a clock that is behind, this has not happened yet.
      expect(await post(at(-1), at(-10))).toBe(422);
      expect(await post(at(-7), at(-10))).toBe(201);
    });

    it('that is off by more than a day must be set right first', async () => {
      await register();
      const headers = { 'everchart-device-time': ago(25 * 60) };
      for (const path of ['/events', `/patients/${patient}/events`]) {
        const answer = await send(path, JSON.stringify(path === '/events' ? [of(note('a'))] : note('a')), headers);
        expect(answer.status).toBe(400);
        expect(problemOf(answer)).toMatchObject({
          code: 'parameter-invalid',
          faults: [{ pointer: '/headers/everchart-device-time', message: expect.stringMatching(/off by 1500 minutes \(behind\)/) }],
        });
      }
      expect(await stored()).toHaveLength(1);
    });

    it('is compared when the request arrives, not when its body is there', async () => {
      await register();
      const event = note('over a slow line');
      const body = JSON.stringify(event);
      const connection = await RawConnection.open(suite.url);
      connection.request('POST', `/v1/orgs/${org}/patients/${patient}/events`, {
        authorization: `Bearer ${await suite.token(org)}`,
        'content-type': 'application/json',
        'content-length': String(body.length),
        'everchart-device-time': new Date().toISOString(),
      });
      const began = performance.now();
      await until(() => performance.now() - began > 2500, { what: 'time to pass' });
      connection.write(body);
      expect((await connection.answer()).status).toBe(201);
      connection.end();
      expect(Math.abs(await offsetOf(event.id))).toBeLessThan(2000);
    });
  });

  it('says what is late: more than an hour after it happened', async () => {
    const events = [of(registration({ occurredAt: ago(61) })), of(note('a', { occurredAt: ago(58) })), of(note('b', { occurredAt: '1999-01-01T00:00:00Z' }))]; // prettier-ignore
    const items = itemsOf(await send('/events', JSON.stringify(events)));
    expect(items.map(({ outcome, late }) => [outcome, late])).toEqual([['created', true], ['created', undefined], ['created', true]]); // prettier-ignore
    const single = await send(`/patients/${patient}/events`, JSON.stringify(note('c', { occurredAt: ago(62) })));
    expect(JSON.parse(single.text)).toMatchObject({ late: true });
    const again = itemsOf(await send('/events', JSON.stringify(events)));
    expect(again.map(({ late }) => late)).toEqual([true, undefined, true]);
  });

  it('takes the queue of an app that was offline for a week, and the same queue again', async () => {
    const patients = Array.from({ length: 20 }, () => randomUUID());
    const weekAgo = Date.now() - 7 * 24 * 3_600_000;
    const queue = Array.from({ length: 1000 }, (_, at) => {
      const occurredAt = new Date(weekAgo + at * 60_000).toISOString();
      const event = at < 20 ? registration({ occurredAt }) : note(`entry ${at}`, { occurredAt });
      return of(event, patients[at % 20]);
    });
    const headers = { 'everchart-device-time': new Date(Date.now() - 180_000).toISOString() };
    const first = itemsOf(await send('/events', JSON.stringify({ events: queue }), headers));
    expect(new Set(first.map(({ outcome, late }) => `${outcome} ${late}`))).toEqual(new Set(['created true']));
    // In the order of the queue: each patient's versions go up one by one.
    expect(first.map(({ streamVersion }) => streamVersion)).toEqual(queue.map((_, at) => Math.floor(at / 20) + 1));
    const second = itemsOf(await send('/events', lines(queue), { ...headers, 'content-type': ndjson }));
    expect(new Set(second.map(({ outcome }) => outcome))).toEqual(new Set(['duplicate']));
    expect(second.map(({ position }) => position)).toEqual(first.map(({ position }) => position));
    const events = await stored();
    for (const each of patients) {
      const ids = events.filter(({ header }) => header.subject === each).map(({ header }) => header.id);
      expect(ids).toEqual(queue.filter(({ patientId }) => patientId === each).map(({ id }) => id));
    }
    expect(events).toHaveLength(1000);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 1000 });
  });

  it('records a batch whose answer was lost once', async () => {
    const queue = [of(registration()), ...Array.from({ length: 300 }, (_, at) => of(note(`entry ${at}`)))];
    const body = JSON.stringify(queue);
    const connection = await RawConnection.open(suite.url);
    connection.request('POST', `/v1/orgs/${org}/events`, {
      authorization: `Bearer ${await suite.token(org)}`,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    });
    connection.write(body);
    // The device waits no longer, at some moment before the answer or while it is on its way, and sends all of it
    // again.
    await until(async () => (await stored()).length > 0, { what: 'the first of it recorded' });
    connection.cut();
    const again = itemsOf(await send('/events', body));
    expect(new Set(again.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
    expect(again.every(({ outcome }) => outcome === 'created' || outcome === 'duplicate')).toBe(true);
    expect(again.some(({ outcome }) => outcome === 'duplicate')).toBe(true);
    expect((await stored()).map(({ header }) => header.id)).toEqual(queue.map(({ id }) => id));
  });

  it('records a batch that was sent five times at once, once and in order', async () => {
    const queue = [of(registration()), ...Array.from({ length: 200 }, (_, at) => of(note(`entry ${at}`)))];
    const answers = await Promise.all(Array.from({ length: 5 }, () => send('/events', JSON.stringify(queue))));
    const created = answers.map((answer) => itemsOf(answer).filter(({ outcome }) => outcome === 'created').length);
    expect(created.reduce((sum, count) => sum + count, 0)).toBe(queue.length);
    expect((await stored()).map(({ header }) => header.id)).toEqual(queue.map(({ id }) => id));
  });

  it('describes all of it', async () => {
    const document = (await (await fetch(`${suite.url}/openapi.json`)).json()) as {
      paths: Record<string, { post: { requestBody: { content: Record<string, unknown> }; parameters: { name: string }[]; responses: Record<string, { content: Record<string, unknown> }> } }>; // prettier-ignore
    };
    const { requestBody, parameters, responses } = document.paths['/v1/orgs/{org}/events']!.post;
    expect(Object.keys(requestBody.content)).toEqual(['application/json', ndjson]);
    expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['org', 'atomic', 'Everchart-Device-Time', 'Accept']));
    expect(Object.keys(responses).sort()).toEqual(['200', '400', '401', '403', '408', '413', '415', '421', '422', '429', '500', '503']);
    expect(Object.keys(responses['200']!.content)).toEqual(['application/json', ndjson]);
    const single = document.paths['/v1/orgs/{org}/patients/{patientId}/events']!.post;
    expect(Object.keys(single.requestBody.content)).toEqual(['application/json']);
    expect(single.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['If-Match', 'Everchart-Device-Time', 'patientId']));
  });
});
