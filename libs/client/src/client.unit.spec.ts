import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultyService, problem, type Fault } from '../test/faulty-service.js';
import { completeEvent } from './events.js';
import { EverchartClient, isEntryOf, newEventId, type EventDraft, type ProblemError } from './index.js';

const patientId = randomUUID();
const note = (text = 'Slept well.'): EventDraft<'note.written'> => ({
  type: 'note.written',
  occurredAt: '2026-03-01T08:30:00+01:00',
  data: { kind: 'progress', text },
});

let service: FaultyService;
let client: EverchartClient;
beforeEach(async () => {
  service = new FaultyService();
  await service.start();
  client = new EverchartClient(service.clientOptions());
});
afterEach(() => service.stop());

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('recording one event', () => {
  it('sends it with its id, its version, the device clock and the token', async () => {
    const clock = () => Date.parse('2026-03-01T07:30:59.123Z');
    client = new EverchartClient(service.clientOptions({ clock }));
    const recorded = await client.record(patientId, note(), { ifMatch: 6 });
    expect(recorded).toEqual({
      id: service.recorded[0]!.id,
      streamVersion: 1,
      position: 1,
      recordedAt: '2026-03-01T07:31:12.482913Z',
      outcome: 'created',
      positionToken: 'p1',
    });
    const [{ url, headers, body }] = service.requests as [FaultyService['requests'][0]];
    expect(url).toBe(`/v1/orgs/home/patients/${patientId}/events`);
    expect(headers).toMatchObject({
      authorization: 'Bearer token',
      'content-type': 'application/json',
      'everchart-device-time': '2026-03-01T07:30:59.123Z',
      'if-match': 'W/"6"',
    });
    expect(body).toEqual({ ...note(), id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/), schemaVersion: 1 });
  });

  it('keeps an id that the app has made, and the version of the schema that it states', async () => {
    const id = newEventId();
    expect((await client.record(patientId, { ...note(), id, schemaVersion: 7 })).id).toBe(id);
    expect(service.requests[0]!.body.schemaVersion).toBe(7);
  });

  it('tells of attempts that failed', async () => {
    const failed: string[] = [];
    client = new EverchartClient(service.clientOptions({ onAttemptFailed: ({ code }) => void failed.push(code) }));
    service.faults.push('answer-lost', { status: 503, problem: problem('store-unavailable', 503) });
    await client.record(patientId, note());
    expect(failed).toEqual(['no-answer', 'store-unavailable']);
  });

  it.each<[string, Fault[]]>([
    ['the answer is lost after the commit', ['answer-lost']],
    ['the line is cut in the middle of the answer', ['answer-torn']],
    ['both happen, one after the other', ['answer-torn', 'answer-lost', 'answer-torn']],
  ])('counts once when %s', async (_what, faults) => {
    service.faults.push(...faults);
    const recorded = await client.record(patientId, note());
    expect(recorded.outcome).toBe('duplicate');
    expect(service.requests).toHaveLength(faults.length + 1);
    expect(new Set(service.requests.map(({ body }) => body.id))).toEqual(new Set([recorded.id]));
    expect(service.recorded).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['busy', { status: 429 }],
    ['overloaded', { status: 503 }],
    ['behind a gateway that cannot reach it', { status: 502, html: '<h1>Bad Gateway</h1>' }],
    ['behind a gateway that waited in vain', { status: 504, html: '' }],
    ['behind a portal that wants a login', { status: 200, html: '<h1>Welcome to our Wi-Fi</h1>' }],
  ])('tries again when the service is %s', async (_what, fault) => {
    service.faults.push(fault, fault);
    expect((await client.record(patientId, note())).outcome).toBe('created');
    expect(service.requests).toHaveLength(3);
  });

  it('waits as long as Retry-After says', async () => {
    service.faults.push({ status: 429, headers: { 'retry-after': '1' } });
    await client.record(patientId, note());
    const [first, second] = service.requests;
    expect(second!.atMs - first!.atMs).toBeGreaterThanOrEqual(1000);
  });

  it('asks for the token, and tells the time, anew at every attempt', async () => {
    let asked = 0;
    const token = () => Promise.resolve(`token-${(asked += 1)}`);
    client = new EverchartClient(service.clientOptions({ token, clock: () => asked * 1000 }));
    service.faults.push({ status: 503 });
    await client.record(patientId, note());
    expect(service.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(service.requests.map(({ headers }) => headers['everchart-device-time'])).toEqual([
      '1970-01-01T00:00:01.000Z',
      '1970-01-01T00:00:02.000Z',
    ]);
  });

  it.each([400, 401, 403, 404, 409, 410, 412, 422, 500])('does not repeat what was answered %i', async (status) => {
    const faults = [{ pointer: '/data/text', message: 'is required' }];
    service.faults.push({ status, problem: problem('some-reason', status, { faults, streamVersion: 7 }) });
    const error = (await failure(client.record(patientId, note()))) as ProblemError;
    expect(error).toMatchObject({ name: 'ProblemError', status, code: 'some-reason', faults, problem: { streamVersion: 7 } });
    expect(service.requests).toHaveLength(1);
  });

  it('gives up, with the last answer, when the next attempt would lie beyond the deadline', async () => {
    service.faults.push(...Array.from({ length: 9 }, (): Fault => ({ status: 503, headers: { 'retry-after': '1' } })));
    client = new EverchartClient(service.clientOptions({ retry: { deadlineMs: 1900, firstPauseMs: 5 } }));
    const begun = performance.now();
    expect(await failure(client.record(patientId, note()))).toMatchObject({ name: 'ProblemError', status: 503, retryAfterMs: 1000 });
    expect(performance.now() - begun).toBeLessThan(1900);
    expect(service.requests).toHaveLength(2);
  });

  it('gives up at the deadline when nobody answers, and when nobody is there', async () => {
    client = new EverchartClient(service.clientOptions({ retry: { deadlineMs: 1000, attemptTimeoutMs: 60, firstPauseMs: 1 } }));
    service.faults.push(...Array.from({ length: 50 }, (): Fault => 'silence'));
    expect(await failure(client.record(patientId, note()))).toMatchObject({ name: 'NoAnswerError' });
    expect(service.requests.length).toBeGreaterThan(1);
    await service.stop();
    expect(await failure(client.record(patientId, note()))).toMatchObject({ name: 'NoAnswerError' });
    await service.start();
  });

  it('waits for no time that lies beyond the deadline', async () => {
    service.faults.push({ status: 503, headers: { 'retry-after': '120' } });
    expect(await failure(client.record(patientId, note()))).toMatchObject({ status: 503, retryAfterMs: 120_000 });
  });

  it.each([
    [
      'a date, by the clock of the answer',
      { 'retry-after': 'Thu, 01 Jan 2026 08:02:00 GMT', date: 'Thu, 01 Jan 2026 08:00:00 GMT' },
      120_000,
    ],
    ['a date that is over', { 'retry-after': 'Thu, 01 Jan 2026 07:00:00 GMT', date: 'Thu, 01 Jan 2026 08:00:00 GMT' }, 0],
    ['a date of a wrong year', { 'retry-after': 'Fri, 01 Jan 2027 08:00:00 GMT', date: 'Thu, 01 Jan 2026 08:00:00 GMT' }, 900_000],
    ['a day', { 'retry-after': '86400' }, 900_000],
    ['no number and no date', { 'retry-after': 'soon' }, undefined],
  ])('is made to wait by Retry-After: %s', async (_, headers, retryAfterMs) => {
    service.faults.push({ status: 503, headers });
    const client = new EverchartClient(service.clientOptions({ clock: () => 0 }));
    const error = await failure(client.sendBatch([{ patientId, event: completeEvent(note()) }], { retry: false }));
    expect(error).toMatchObject({ name: 'ProblemError', status: 503, retryAfterMs });
  });

  it('ends when it is aborted: while it waits for the answer, and between two attempts', async () => {
    for (const fault of ['silence', { status: 503, headers: { 'retry-after': '20' } }] as const) {
      service.faults.push(fault);
      const before = service.requests.length;
      const controller = new AbortController();
      const recording = failure(client.record(patientId, note(), { signal: controller.signal }));
      while (service.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
      controller.abort(new Error('the carer changed her mind'));
      expect(await recording).toMatchObject({ message: 'the carer changed her mind' });
    }
  });

  it('hands on what the token is refused with', async () => {
    client = new EverchartClient(service.clientOptions({ token: () => Promise.reject(new Error('logged out')) }));
    expect(await failure(client.record(patientId, note()))).toMatchObject({ message: 'logged out' });
    expect(service.requests).toHaveLength(0);
  });
});

describe('recording a batch', () => {
  it('tells the outcome of each event', async () => {
    const refusals = {
      outcome: 'invalid',
      problem: problem('event-invalid', 422, { faults: [{ pointer: '/data/text', message: 'is required' }] }),
    } as const;
    service.refuse = ({ data }) => ((data as { text: string }).text === 'wrong' ? refusals : undefined);
    const id = newEventId();
    const { results, positionToken } = await client.recordBatch([
      { patientId, ...note(), id, ifMatch: 3 },
      { patientId, ...note('wrong') },
      { patientId, ...note(), id },
    ]);
    expect(results.map(({ outcome, status }) => [outcome, status])).toEqual([['created', 201], ['invalid', 422], ['duplicate', 200]]); // prettier-ignore
    expect(results[1]).toMatchObject({ patientId, problem: { faults: [{ pointer: '/data/text' }] } });
    expect(positionToken).toBe('p1');
    expect((service.requests[0]!.body.events as object[])[0]).toEqual({ patientId, ifMatch: 'W/"3"', ...note(), id, schemaVersion: 1 });
  });

  it('asks for all or none', async () => {
    await client.recordBatch([{ patientId, ...note() }], { atomic: true });
    expect(service.requests[0]!.url).toBe('/v1/orgs/home/events?atomic=true');
  });

  it('records what the organisation has, tries again, and shows later reads at least that', async () => {
    const data = { unitId: 'garden', facilityId: 'home', name: 'Garden' };
    const event = { id: newEventId(), type: 'unit.opened' as const, occurredAt: '2026-03-01T08:30:00+01:00', data };
    service.faults.push('answer-lost');
    const { results, positionToken } = await client.recordDirectory([event], { atomic: true });
    expect(service.requests.map(({ url }) => url)).toEqual(Array(2).fill('/v1/orgs/home/directory/batch?atomic=true'));
    expect(service.requests[1]!.body).toEqual({ events: [event] });
    expect(results).toMatchObject([{ id: event.id, outcome: 'duplicate' }]);
    expect([positionToken, client.positionToken]).toEqual(['p1', 'p1']);
  });

  it('has its ids before the first attempt', async () => {
    service.faults.push('answer-lost', { status: 503 });
    const { results } = await client.recordBatch([{ patientId, ...note() }, { patientId, ...note() }]); // prettier-ignore
    expect(results.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate']);
    expect(service.recorded.map(({ id }) => id)).toEqual(results.map(({ id }) => id));
  });
});

describe('reading', () => {
  const summaryPath = (patient: string): string => `/v1/orgs/home/patients/${patient}/summary`;
  const serveSummary = (patient: string, streamVersion: number, position: string): void =>
    void service.answers.set(summaryPath(patient), () => ({ patientId: patient, streamVersion, position, stale: false, summary: {} }));
  const askedFor = (): unknown => service.requests.at(-1)!.headers['everchart-at-least'];

  it('asks for at least what this client has written, and for what it has read', async () => {
    serveSummary(patientId, 4, 'p9');
    await client.summary(patientId);
    expect(askedFor()).toBeUndefined();
    await client.summary(patientId);
    expect(askedFor()).toBe('p9');
    service.recorded.push(...Array.from({ length: 11 }, () => ({ id: randomUUID(), patientId })));
    await client.record(patientId, note());
    await client.summary(patientId.toUpperCase(), { allowStale: true }).catch(() => undefined);
    expect(askedFor()).toBe('p12');
    expect(service.requests.at(-1)!.headers['everchart-allow-stale']).toBe('true');
    await client.summary(patientId, { atLeast: null });
    expect(askedFor()).toBeUndefined();
    await client.summary(patientId, { atLeast: 'p77' });
    expect(askedFor()).toBe('p77');
  });

  it('asks for the latest position of the organisation where it knows none of the patient', async () => {
    const other = randomUUID();
    serveSummary(other, 1, 'p1');
    await client.record(patientId, note());
    await client.summary(other);
    expect(askedFor()).toBe('p1');
    expect(client.positionToken).toBe('p1');
  });

  it('of the past names its instants, and forgets no newer position', async () => {
    serveSummary(patientId, 9, 'p9');
    await client.summary(patientId);
    const past = { knownAt: '2026-03-01T02:00:00+01:00' };
    service.answers.set(summaryPath(patientId), () => ({ patientId, streamVersion: 11, position: 'p3', past, summary: {} }));
    await client.summary(patientId, { ...past, happenedBy: '2026-03-01T01:00:00+01:00' });
    const asked = (): Record<string, string> => Object.fromEntries(new URL(service.requests.at(-1)!.url, service.url).searchParams);
    expect(asked()).toEqual({ ...past, happenedBy: '2026-03-01T01:00:00+01:00' });
    await client.summary(patientId, { atVersion: 3 });
    expect(asked()).toEqual({ atVersion: '3' });
    expect(askedFor()).toBe('p9');
    service.answers.set(`/v1/orgs/home/patients/${patientId}/difference`, () => ({
      patientId,
      streamVersion: 12,
      position: 'p4',
      clock: 'recorded',
    }));
    await client.difference(patientId, { from: past.knownAt, clock: 'happened' });
    expect(asked()).toEqual({ from: past.knownAt, clock: 'happened' });
    await client.summary(patientId);
    expect([asked(), askedFor()]).toEqual([{}, 'p9']);
  });

  it('is not misled by answers that overtake each other', async () => {
    serveSummary(patientId, 2, 'p2');
    await client.recordBatch([{ patientId, ...note() }, { patientId, ...note() }]); // prettier-ignore
    serveSummary(patientId, 1, 'p1');
    await client.summary(patientId, { atLeast: null });
    await client.summary(patientId);
    expect(askedFor()).toBe('p2');
  });

  it('forgets positions of a store that was restored, and says so once', async () => {
    await client.record(patientId, note());
    service.faults.push({ status: 409, problem: problem('position-from-before-restore', 409) });
    expect(await failure(client.summary(patientId))).toMatchObject({ code: 'position-from-before-restore' });
    serveSummary(patientId, 1, 'q1');
    await client.summary(patientId);
    expect(askedFor()).toBeUndefined();
  });

  it('tries again while the record is not yet fresh', async () => {
    serveSummary(patientId, 1, 'p1');
    service.faults.push({ status: 503, problem: problem('not-yet-fresh', 503), headers: { 'retry-after': '0' } });
    expect((await client.summary(patientId)).streamVersion).toBe(1);
  });

  it('pages through the timeline as far as it is asked to', async () => {
    service.answers.set(`/v1/orgs/home/patients/${patientId}/timeline`, (query) => {
      const page = Number(query.get('cursor') ?? 0);
      const entry = (text: string) => ({ type: 'note.written', data: { kind: 'progress', text } });
      return {
        patientId,
        streamVersion: 6,
        position: 'p6',
        stale: false,
        entries: [entry(`${page}a`), entry(`${page}b`)],
        next: page < 2 ? String(page + 1) : null,
      };
    });
    const texts: string[] = [];
    for await (const entry of client.timeline(patientId, {
      types: ['note.written', 'flag.raised'],
      from: '2026-03-01T00:00:00+01:00',
      pageSize: 2,
    })) {
      if (isEntryOf(entry, 'note.written')) texts.push(entry.data?.text ?? '(destroyed)');
    }
    expect(texts).toEqual(['0a', '0b', '1a', '1b', '2a', '2b']);
    const query = new URL(service.requests[1]!.url, service.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      limit: '2',
      cursor: '1',
      type: 'note.written,flag.raised',
      from: '2026-03-01T00:00:00+01:00',
    });
    expect(service.requests.map(({ headers }) => headers['everchart-at-least'])).toEqual([undefined, 'p6', 'p6']);
    for await (const entry of client.timeline(patientId)) {
      expect(entry.type).toBe('note.written');
      break;
    }
    expect(service.requests).toHaveLength(4);
  });
});
