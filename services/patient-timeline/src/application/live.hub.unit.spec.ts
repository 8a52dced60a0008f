import { PassThrough } from 'node:stream';
import type { ServerResponse } from 'node:http';
import type { AccessLog } from '@everchart/access-log';
import type { Logger } from '@everchart/platform';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Registry } from 'prom-client';
import type { LiveCursor } from '../domain/live.js';
import { KeptRecords } from '../infrastructure/kept.records.js';
import { LiveMetrics } from '../infrastructure/live.metrics.js';
import type { LiveRegistry } from '../infrastructure/live.registry.js';
import type { LiveStore } from '../infrastructure/live.store.js';
import { LiveHub, type Admission, type Opening } from './live.hub.js';
import type { UnitsReader } from './units.reader.js';

const cursor: LiveCursor = { storeId: '0b2e7c40-4a3f-4d55-9d18-6c0f4c2a7123', epoch: 1, positions: { 0: 1 }, late: 0 };
const reader = { actor: 'nurse-ben', role: 'nurse', purpose: 'TREAT', correlationId: 'c' };
const quiet = { cursor, entries: [], more: false, late: 0 };

describe('the streams of a process', () => {
  let step: jest.Mock<LiveStore['step']>;
  let renew: jest.Mock<LiveRegistry['renew']>;
  let takeLost: jest.Mock<LiveRegistry['takeLost']>;
  let warn: jest.Mock<Logger['warn']>;
  let lease: { isAlive: boolean };
  let hub: LiveHub;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance'] });
    step = jest.fn<LiveStore['step']>(() => Promise.resolve(quiet));
    renew = jest.fn<LiveRegistry['renew']>(() => Promise.resolve(true));
    takeLost = jest.fn<LiveRegistry['takeLost']>(() => Promise.resolve(undefined));
    warn = jest.fn<Logger['warn']>();
    const nothing = (): Promise<void> => Promise.resolve();
    lease = { isAlive: true };
    const registry = Object.assign(lease, { renew, takeLost, open: nothing, close: nothing, leave: nothing }) as unknown as LiveRegistry;
    hub = new LiveHub(
      {
        store: { step } as unknown as LiveStore,
        registry,
        metrics: new LiveMetrics(new Registry()),
        rule: { moment: () => Promise.reject(new Error('no reader is subject to a rule')) },
        settings: {
          // No one listens there: nothing is heard of commits.
          listen: { connectionString: 'postgresql://nobody:nothing@127.0.0.1:9/nowhere', applicationName: 'test', channel: 'test' },
          heartbeatMs: 3_600_000,
          bufferBytes: 65_536,
          streamsMax: 10,
          ofOrganisationMax: 10,
          ofClientMax: 10,
        },
        kept: new KeptRecords(),
      },
      {} as UnitsReader,
      { record: nothing } as unknown as AccessLog,
      { warn } as unknown as Logger,
      { committed: () => undefined },
    );
  });
  afterEach(async () => {
    await hub.onModuleDestroy();
    jest.useRealTimers();
  });

  const opening = async (): Promise<Opening> =>
    (await hub.prepare('home', {}, { until: Date.now() + 3_600_000, ends: 'token-expired' })) as Opening;
  async function follow(): Promise<PassThrough> {
    const opened = await opening();
    const response = new PassThrough();
    response.resume();
    const subscription = await hub.register(opened, {}, reader);
    await hub.follow(opened, subscription, response as unknown as ServerResponse, hub.admit('home', 'nurse-ben') as Admission);
    return response;
  }

  it('look for what they could not read at one pace, however long it takes', async () => {
    await hub.onModuleInit();
    await follow();
    step.mockImplementation(() => Promise.reject(new Error('away')));
    await jest.advanceTimersByTimeAsync(20_000);
    warn.mockClear();
    await jest.advanceTimersByTimeAsync(10_000);
    const failed = warn.mock.calls.filter(([fields]) => (fields as { event?: string }).event === 'live.look-failed').length;
    expect(failed).toBeGreaterThan(5);
    expect(failed).toBeLessThanOrEqual(20);
  });

  it('keep their lease while what dead processes have left is put on record', async () => {
    await hub.onModuleInit();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    takeLost.mockReturnValue(promise);
    await jest.advanceTimersByTimeAsync(30_000);
    resolve(undefined);
    expect(takeLost).toHaveBeenCalledTimes(1);
    expect(renew.mock.calls.length).toBeGreaterThanOrEqual(5);
  });

  it('send nothing when the token has expired, however late the timer is', async () => {
    await hub.onModuleInit();
    const response = await follow();
    let sent = '';
    response.on('data', (bytes: Buffer) => (sent += bytes.toString()));
    jest.setSystemTime(Date.now() + 3_600_000);
    const instant = new Date().toISOString();
    const entry = { entryId: 'e', patientId: 'p', type: 'note.written', streamVersion: 1, occurredAt: instant, recordedAt: instant, shard: 0, position: 2 }; // prettier-ignore
    step.mockResolvedValueOnce({ ...quiet, cursor: { ...cursor, positions: { 0: 2 } }, entries: [entry] });
    await jest.advanceTimersByTimeAsync(500);
    expect(sent).toContain('token-expired');
    expect(sent).not.toContain('event: entry');
  });

  it('end when their lease was taken away, also when one that is opened finds out', async () => {
    const first = await follow();
    lease.isAlive = false;
    renew.mockResolvedValueOnce(false);
    const second = await follow();
    expect([first.writableEnded, second.writableEnded]).toEqual([true, false]);
    // The lost lease, and the one under which the second is opened.
    expect(renew).toHaveBeenCalledTimes(2);
  });
});
