import { randomUUID } from 'node:crypto';
import { organisationStream } from '@everchart/contracts';
import { upcastRetention } from '@everchart/contracts-retention';
import { EventStore } from '@everchart/event-store';
import { readRuleFile } from '@everchart/retention-rules';
import { openEvents } from '@everchart/sealed-events';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Auditor, RetentionSuite, type Completeness } from '../test/retention-suite.js';
import { RetentionRecorder, type RetentionStatement } from './application/retention.recorder.js';

describe('events of retention', () => {
  const suite = new RetentionSuite();
  let recorder: RetentionRecorder;
  let store: EventStore;
  let auditor: Auditor;
  const statement = (more: Partial<RetentionStatement>): RetentionStatement => ({
    id: randomUUID(),
    type: 'hold.placed',
    data: { scope: { patientIds: [randomUUID()] }, reason: 'Claim announced' },
    occurredAt: '2026-03-01T08:00:00+01:00',
    actor: 'officer-ruth',
    role: 'retention-officer',
    correlationId: randomUUID(),
    ...more,
  });

  beforeAll(async () => {
    await suite.start();
    const service = await suite.startService({ ROLES: 'api,sequencer,relay' });
    store = new EventStore({ pool: suite.pool(suite.events.url('retention_events_api')), service: 'retention' });
    suite.onClose(() => store.close());
    recorder = new RetentionRecorder(store, await suite.keyringOf('keyring_retention'));
    auditor = new Auditor(`http://127.0.0.1:${service.port}`, await suite.token());
  });
  afterAll(() => suite.close());

  it('are recorded sealed, published in order, and entries of the same log; completeness names their store', async () => {
    const patient = randomUUID();
    const adopted = statement({ type: 'rule-set.adopted', data: { ...readRuleFile('de'), reason: 'Reviewed by our counsel' } });
    const fact = statement({
      type: 'fact.stated',
      subject: patient,
      data: { fact: { circumstance: 'litigation' }, on: '2026-02-01', reason: 'Served on us' },
    });
    expect(await recorder.record('home', [adopted, fact])).toMatchObject([
      { outcome: 'created', position: 1 },
      { outcome: 'created', position: 2 },
    ]);
    expect(await recorder.record('home', [fact])).toMatchObject([{ outcome: 'duplicate', position: 2 }]);
    const events = await store.readShard('home', 0, 0, 100);
    expect(events.map(({ header }) => header)).toMatchObject([
      {
        type: 'rule-set.adopted',
        subject: organisationStream('home'),
        retentionclass: 'retention',
        actor: 'officer-ruth',
        actorrole: 'retention-officer',
      },
      { type: 'fact.stated', subject: patient, retentionclass: 'retention-facts' },
    ]);
    for (const { writer, payload } of events) for (const bytes of [writer, payload]) expect(bytes.includes('litigation')).toBe(false);
    const opened = await openEvents(events, await suite.keyringOf('keyring_retention'), upcastRetention);
    expect(opened).toMatchObject([{ data: adopted.data }, { data: fact.data }]);

    const sources = (): Promise<Completeness['shards']> => auditor.completeness().then(({ shards }) => shards);
    const { storeId } = await store.identity();
    const own = (shards: Completeness['shards']) => shards.find((shard) => (shard as unknown as { storeId: string }).storeId === storeId);
    await until(async () => own(await sources())?.to === 2, { what: 'the events in the log' });
    expect(own(await sources())).toMatchObject({ service: 'retention', from: 1, to: 2, followedTo: 2, gaps: [], chainFaults: [] });
    const path = `/proofs/inclusion?event=${adopted.id}`;
    // The next checkpoint covers them.
    await until(async () => (await auditor.get(path)).ok, { what: 'the proof' });
    const proof = await auditor.json<{ entry: string }>(path);
    expect(JSON.stringify(proof)).toContain('rule-set.adopted');
    expect(JSON.stringify(proof)).not.toContain('BGB');
  });

  it('are recorded together or not at all, and only as their schemas say', async () => {
    const good = statement({});
    const bad = statement({ data: { scope: {}, reason: ' ' } });
    await expect(recorder.record('second', [good, bad])).rejects.toMatchObject({
      code: 'event-data-invalid',
      faults: [{ pointer: '/scope' }, { pointer: '/reason' }],
    });
    await recorder.record('second', [good]);
    const other = statement({ id: good.id });
    const outcomes = await recorder.record('second', [statement({}), other]);
    expect(outcomes).toMatchObject([{ outcome: 'group-refused' }, { outcome: 'id-conflict' }]);
    expect(await store.readShard('second', 0, 0, 10)).toHaveLength(1);
  });

  it('are changed by no one, and removed by no one', async () => {
    await recorder.record('third', [statement({})]);
    for (const url of [suite.events.url('retention_events_api'), suite.events.url('retention_events_worker'), suite.events.ownerUrl])
      for (const text of ['DELETE FROM event_store.events', "UPDATE event_store.events SET payload = ''"])
        await expect(suite.pool(url).query(text)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|55000)$/) });
  });
});
