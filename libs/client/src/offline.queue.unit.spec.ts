import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultyService, problem } from '../test/faulty-service.js';
import {
  EverchartClient,
  memoryQueue,
  newEventId,
  OfflineQueue,
  type EventDraft,
  type EverchartClientOptions,
  type OfflineQueueOptions,
  type QueueOutcome,
} from './index.js';
import { openFileQueue } from './node-file-queue.js';

const note = (text: string): EventDraft<'note.written'> => ({
  type: 'note.written',
  occurredAt: '2026-03-01T08:30:00+01:00',
  data: { kind: 'progress', text },
});
const textOf = (event: object): string => (event as { data: { text: string } }).data.text;

/** Resolves when the condition holds; looks again at every change of the queue, and in between. */
async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

let service: FaultyService;
let directory: string;
let open: OfflineQueue[];
beforeEach(async () => {
  service = new FaultyService();
  await service.start();
  directory = await mkdtemp(join(tmpdir(), 'everchart-queue-'));
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((queue) => queue.close()));
  await service.stop();
  await rm(directory, { recursive: true, force: true });
});

function queueOf(options: Partial<OfflineQueueOptions> = {}, clientOptions: Partial<EverchartClientOptions> = {}) {
  const client = new EverchartClient(service.clientOptions(clientOptions));
  const queue = new OfflineQueue({ client, storage: memoryQueue(), firstPauseMs: 5, longestPauseMs: 20, ...options });
  const outcomes: QueueOutcome[] = [];
  queue.onOutcome((outcome) => void outcomes.push(outcome));
  open.push(queue);
  return { queue, outcomes };
}

const sent = (queue: OfflineQueue) =>
  until('an empty queue', async () => queue.state.state === 'idle' && (await queue.counts()).waiting === 0);
const recordedTexts = (patientId?: string): string[] =>
  service.recorded.filter((event) => patientId === undefined || event.patientId === patientId).map(textOf);

describe('the offline queue', () => {
  it('keeps events while nobody can be reached, and sends them in order afterwards', async () => {
    await service.stop();
    const { queue, outcomes } = queueOf();
    queue.start();
    const patients = [randomUUID(), randomUUID(), randomUUID()];
    const expected = Array.from({ length: 60 }, (_, index) => `note ${index}`);
    for (const [index, text] of expected.entries()) await queue.record(patients[index % 3]!, note(text));
    await until('a failed attempt', () => queue.state.state === 'waiting');
    expect(queue.state).toMatchObject({ error: { name: 'NoAnswerError' } });
    expect(await queue.counts()).toEqual({ waiting: 60, attention: 0 });
    await service.start();
    await sent(queue);
    expect(recordedTexts()).toEqual(expected);
    expect(outcomes.map(({ result }) => result.outcome)).toEqual(expected.map(() => 'created'));
    expect(outcomes.map(({ event }) => textOf(event))).toEqual(expected);
  });

  it('sends at most 1,000 events, of several patients, and at most 8 MiB at a time', async () => {
    const { queue } = queueOf();
    const patients = Array.from({ length: 7 }, () => randomUUID());
    await queue.recordAll(Array.from({ length: 2300 }, (_, index) => ({ patientId: patients[index % 7]!, ...note(`${index}`) })));
    queue.start();
    await sent(queue);
    expect(service.requests.map(({ body }) => (body.events as object[]).length)).toEqual([1000, 1000, 300]);
    await queue.recordAll(
      Array.from({ length: 50 }, (_, index) => ({ patientId: patients[0]!, ...note(`${index} ${'ä'.repeat(100_000)}`) })),
    );
    await sent(queue);
    const large = service.requests.slice(3);
    expect(Math.max(...large.map(({ bytes }) => bytes))).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(large.length).toBe(2);
    expect(service.recorded).toHaveLength(2350);
  });

  it('counts every event once when answers are lost and lines are cut', async () => {
    const { queue, outcomes } = queueOf();
    const patientId = randomUUID();
    service.faults.push('answer-lost', { status: 503 }, 'answer-torn', { status: 429, headers: { 'retry-after': '0' } }, 'answer-lost');
    const expected = Array.from({ length: 40 }, (_, index) => `note ${index}`);
    for (const text of expected) await queue.record(patientId, note(text));
    queue.start();
    await sent(queue);
    expect(recordedTexts()).toEqual(expected);
    expect(outcomes.filter(({ result }) => result.outcome === 'duplicate')).toHaveLength(40);
  });

  it('sends an event again that could not be answered while others of its batch were', async () => {
    let withheld = 1;
    service.refuse = (event) =>
      textOf(event) === 'b' && withheld-- > 0
        ? { outcome: 'refused', status: 503, problem: problem('access-not-recorded', 503) }
        : undefined;
    const { queue, outcomes } = queueOf();
    for (const text of ['a', 'b', 'c']) await queue.record(randomUUID(), note(text));
    queue.start();
    await sent(queue);
    expect(recordedTexts()).toEqual(['a', 'c', 'b']);
    expect(await queue.needsAttention()).toEqual([]);
    expect(outcomes.map(({ result }) => result.outcome)).toEqual(['created', 'created', 'created']);
  });

  it('does not come back before Retry-After says so', async () => {
    service.faults.push({ status: 503, headers: { 'retry-after': '1' } });
    const { queue } = queueOf();
    await queue.record(randomUUID(), note('a'));
    queue.start();
    await sent(queue);
    expect(service.requests[1]!.atMs - service.requests[0]!.atMs).toBeGreaterThanOrEqual(1000);
  });

  it('goes on in another process where one ended, with what was refused as well', async () => {
    const patientId = randomUUID();
    service.refuse = (event) => (textOf(event) === 'b' ? { outcome: 'invalid', problem: problem('event-invalid', 422) } : undefined);
    const first = queueOf({ storage: await openFileQueue(directory) });
    for (const text of ['a', 'b', 'c']) await first.queue.record(patientId, note(text));
    first.queue.start();
    await sent(first.queue);
    await service.stop();
    await first.queue.record(patientId, note('d'));
    await first.queue.close();
    expect(first.queue.state).toEqual({ state: 'stopped' });
    await service.start();
    const second = queueOf({ storage: await openFileQueue(directory) });
    second.queue.start();
    await sent(second.queue);
    expect(recordedTexts()).toEqual(['a', 'c', 'd']);
    expect((await second.queue.needsAttention()).map(({ event }) => textOf(event))).toEqual(['b']);
  });

  it('ends while it is sending, and counts what was on its way once', async () => {
    service.faults.push('silence');
    const storage = await openFileQueue(directory);
    const { queue } = queueOf({ storage });
    await queue.record(randomUUID(), note('a'));
    queue.start();
    await until('the request', () => service.requests.length === 1);
    await queue.close();
    const again = queueOf({ storage: await openFileQueue(directory) });
    again.queue.start();
    await sent(again.queue);
    expect(recordedTexts()).toEqual(['a']);
  });

  it('rejects when the device cannot keep the event', async () => {
    const storage = memoryQueue();
    storage.append = () => Promise.reject(new Error('the disk is full'));
    const { queue } = queueOf({ storage });
    await expect(queue.record(randomUUID(), note('a'))).rejects.toThrow('the disk is full');
  });

  it('keeps all events when the login is no longer good, and sends them after a new one', async () => {
    let token = 'old';
    const { queue } = queueOf({ firstPauseMs: 60_000, longestPauseMs: 60_000 }, { token: () => Promise.resolve(token) });
    service.refuseBatch = () => {
      const { authorization } = service.requests.at(-1)!.headers;
      return authorization === 'Bearer new' ? undefined : { status: 401, problem: problem('not-authenticated', 401) };
    };
    for (const text of ['a', 'b']) await queue.record(randomUUID(), note(text));
    queue.start();
    await until('the refusal', () => queue.state.state === 'waiting');
    expect(queue.state).toMatchObject({ error: { name: 'ProblemError', status: 401 } });
    expect(await queue.counts()).toEqual({ waiting: 2, attention: 0 });
    token = 'new';
    queue.wake();
    await sent(queue);
    expect(recordedTexts()).toEqual(['a', 'b']);
  });

  it('keeps all events while the service does not take them from a device whose clock is wrong', async () => {
    let now = 0;
    const { queue } = queueOf({ firstPauseMs: 60_000, longestPauseMs: 60_000 }, { clock: () => now });
    const faults = [{ pointer: '/headers/everchart-device-time', message: 'says that the clock is off' }];
    service.refuseBatch = () => (now === 0 ? { status: 422, problem: problem('parameter-invalid', 422, { faults }) } : undefined);
    await queue.record(randomUUID(), note('a'));
    queue.start();
    await until('the refusal', () => queue.state.state === 'waiting');
    expect(queue.state).toMatchObject({ error: { code: 'parameter-invalid' } });
    expect(await queue.counts()).toEqual({ waiting: 1, attention: 0 });
    now = Date.now();
    queue.wake();
    await sent(queue);
    expect(recordedTexts()).toEqual(['a']);
  });

  it('survives listeners that fail, and reports it', async () => {
    const reported: unknown[] = [];
    (globalThis as { reportError?: (error: unknown) => void }).reportError = (error) => void reported.push(error);
    const { queue } = queueOf();
    queue.onOutcome(() => Promise.reject(new Error('the app has a fault')));
    await queue.record(randomUUID(), note('a'));
    queue.start();
    await sent(queue);
    delete (globalThis as { reportError?: unknown }).reportError;
    expect(reported).toMatchObject([{ message: 'the app has a fault' }]);
  });
});

describe('an event that is refused', () => {
  const patientId = randomUUID();
  const other = randomUUID();
  const invalid = {
    outcome: 'invalid',
    problem: problem('event-invalid', 422, { faults: [{ pointer: '/data/text', message: 'is wrong' }] }),
  } as const;

  it('is kept with the reason, and the others go on', async () => {
    service.refuse = (event) => (textOf(event) === 'wrong' ? invalid : undefined);
    const { queue, outcomes } = queueOf();
    queue.start();
    for (const text of ['a', 'wrong', 'c']) await queue.record(patientId, note(text), { ifMatch: 4 });
    await sent(queue);
    expect(recordedTexts()).toEqual(['a', 'c']);
    expect(outcomes.map(({ result }) => result.outcome)).toEqual(['created', 'invalid', 'created']);
    const [item, ...more] = await queue.needsAttention();
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      patientId,
      ifMatch: 4,
      event: note('wrong'),
      outcome: 'invalid',
      problem: { faults: [{ pointer: '/data/text' }] },
    });
    expect(await queue.counts()).toEqual({ waiting: 0, attention: 1 });
  });

  it('is sent again as it is changed, or given up', async () => {
    service.refuse = (event) => (textOf(event).startsWith('wrong') ? invalid : undefined);
    const { queue } = queueOf();
    queue.start();
    for (const text of ['wrong 1', 'wrong 2', 'wrong 3']) await queue.record(patientId, note(text), { ifMatch: 4 });
    await sent(queue);
    const [one, two, three] = await queue.needsAttention();
    expect(await queue.sendAgain(one!.sequence, { event: { ...note('right 1'), id: one!.event.id }, ifMatch: null })).toBe(true);
    expect(await queue.sendAgain(two!.sequence)).toBe(true);
    expect(await queue.discard(three!.sequence)).toBe(true);
    expect(await queue.discard(three!.sequence)).toBe(false);
    await until('the end of both', async () => (await queue.counts()).waiting === 0 && service.recorded.length === 1);
    expect(service.recorded).toEqual([{ patientId, ...note('right 1'), id: one!.event.id, schemaVersion: 1 }]);
    await until('the second refusal', async () => (await queue.counts()).attention === 1);
    expect((await queue.needsAttention()).map(({ event, ifMatch }) => [textOf(event), ifMatch])).toEqual([['wrong 2', 4]]);
  });

  it('holds the later ones of its patient where the app wants that, also after a restart, until somebody decides', async () => {
    service.refuse = (event) => (textOf(event) === 'wrong' ? invalid : undefined);
    const options = { holdPatientOnRefusal: true };
    const first = queueOf({ ...options, storage: await openFileQueue(directory) });
    for (const text of ['a', 'wrong', 'c', 'd']) {
      await first.queue.record(patientId, note(text));
      await first.queue.record(other, note(`other ${text}`));
    }
    first.queue.start();
    await until('the refusal', async () => (await first.queue.counts()).attention === 1 && first.queue.state.state === 'idle');
    expect(recordedTexts(patientId)).toEqual(['a']);
    expect(recordedTexts(other)).toEqual(['other a', 'other wrong', 'other c', 'other d']);
    await first.queue.close();

    const { queue } = queueOf({ ...options, storage: await openFileQueue(directory) });
    queue.start();
    await queue.record(patientId.toUpperCase(), note('e'));
    await queue.record(other, note('other e'));
    await until('the other patient', () => recordedTexts(other).includes('other e'));
    expect(recordedTexts(patientId)).toEqual(['a']);
    const [item] = await queue.needsAttention();
    await queue.sendAgain(item!.sequence, { event: note('b') });
    await sent(queue);
    expect(service.recorded.filter((event) => event.patientId.toLowerCase() === patientId).map(textOf)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('is found when the service refuses the batch for it as a whole', async () => {
    service.refuseBatch = (events) =>
      events.some((event) => textOf(event) === 'poison') ? { status: 413, problem: problem('body-too-large', 413) } : undefined;
    const { queue } = queueOf({ firstPauseMs: 60_000, longestPauseMs: 60_000 });
    const expected = Array.from({ length: 100 }, (_, index) => (index === 63 ? 'poison' : `note ${index}`));
    for (const text of expected) await queue.record(patientId, note(text));
    queue.start();
    await sent(queue);
    expect(recordedTexts()).toEqual(expected.filter((text) => text !== 'poison'));
    expect(await queue.needsAttention()).toMatchObject([{ event: note('poison'), outcome: 'refused', problem: { status: 413 } }]);
  });

  it('is not taken for wrong when it makes the service fail, or something else answers: its patient waits, the others go on', async () => {
    const { queue } = queueOf({ longestPauseMs: 60_000 });
    for (const fault of [
      { status: 500, problem: problem('internal-error', 500) },
      { status: 405, html: 'no' },
    ] as const) {
      service.refuseBatch = (events) => (events.some((event) => textOf(event) === 'poison') ? fault : undefined);
      const patient = randomUUID();
      const fine = randomUUID();
      for (const text of ['a', 'poison', 'c']) await queue.record(patient, note(text));
      for (const text of ['d', 'e']) await queue.record(fine, note(text));
      queue.start();
      await until('the other patient', () => recordedTexts(fine).length === 2);
      expect(recordedTexts(patient)).toEqual(['a']);
      await until('rest', () => queue.state.state === 'waiting');
      expect((await queue.counts()).attention).toBe(0);
    }
    expect((await queue.counts()).waiting).toBe(4);
  });

  it.each([
    ['as an item', { item: { outcome: 'failed', status: 500, problem: problem('internal-error', 500) } }],
    ['by the service as a whole', { whole: { status: 500, problem: problem('internal-error', 500) } }],
    ['by something in between', { whole: { status: 405, html: 'no' } }],
  ] as const)('that fails alone each time (%s) is told to a person; the patient goes on, and it is tried again', async (_, fault) => {
    let broken = true;
    const isPoison = (event: object): boolean => broken && textOf(event) === 'poison';
    if ('item' in fault) service.refuse = (event) => (isPoison(event) ? fault.item : undefined);
    else service.refuseBatch = (events) => (events.some(isPoison) ? fault.whole : undefined);
    const { queue, outcomes } = queueOf();
    for (const text of ['a', 'poison', 'c']) await queue.record(patientId, note(text));
    queue.start();
    await until('the others, and a person who is told', async () => {
      // The phone learns what was recorded a moment after it was.
      const { waiting, attention } = await queue.counts();
      return recordedTexts(patientId).length === 2 && waiting === 0 && attention === 1;
    });
    const status = 'item' in fault ? 500 : fault.whole.status;
    expect(await queue.needsAttention()).toMatchObject([{ event: note('poison'), outcome: 'failed', problem: { status } }]);
    broken = false;
    await sent(queue);
    expect(recordedTexts(patientId).toSorted()).toEqual(['a', 'c', 'poison']);
    expect(outcomes.map(({ result }) => result.outcome)).toEqual(['created', 'created', 'created']);
    expect(await queue.needsAttention()).toEqual([]);
  });

  it('that fails alone each time can be sent otherwise, or given up', async () => {
    service.refuse = (event) =>
      textOf(event).startsWith('poison') ? { outcome: 'failed', status: 500, problem: problem('internal-error', 500) } : undefined;
    const { queue } = queueOf();
    for (const text of ['poison 1', 'poison 2']) await queue.record(randomUUID(), note(text));
    queue.start();
    await until('both', async () => (await queue.counts()).attention === 2);
    const [first, second] = await queue.needsAttention();
    expect(await queue.sendAgain(first!.sequence, { event: note('fine') })).toBe(true);
    expect(await queue.discard(second!.sequence)).toBe(true);
    await sent(queue);
    expect(recordedTexts()).toEqual(['fine']);
    expect(await queue.counts()).toEqual({ waiting: 0, attention: 0 });
  });

  it('does not send at once again what could not be answered', async () => {
    let busy = 3;
    service.refuse = () => (busy-- > 0 ? { outcome: 'refused', status: 503, problem: problem('access-not-recorded', 503) } : undefined);
    const { queue } = queueOf({ firstPauseMs: 30, longestPauseMs: 30 });
    const states: string[] = [];
    queue.onState(({ state }) => void states.push(state));
    await queue.record(patientId, note('a'));
    queue.start();
    await sent(queue);
    expect(states.filter((state) => state === 'waiting')).toHaveLength(3);
  });

  it('with a used id is sent under another', async () => {
    const id = newEventId();
    service.refuse = (event) => (event.id === id ? { outcome: 'conflict', problem: problem('id-conflict', 409) } : undefined);
    const { queue, outcomes } = queueOf();
    queue.start();
    expect(await queue.record(patientId, { ...note('a'), id })).toEqual({ id });
    await until('the conflict', async () => (await queue.counts()).attention === 1);
    expect(outcomes).toMatchObject([{ result: { outcome: 'conflict', status: 422, problem: { status: 409 } } }]);
    const [item] = await queue.needsAttention();
    await queue.sendAgain(item!.sequence, { event: note('a') });
    await sent(queue);
    expect(recordedTexts()).toEqual(['a']);
  });
});
