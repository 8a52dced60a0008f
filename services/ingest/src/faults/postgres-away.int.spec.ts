import { randomUUID } from 'node:crypto';
import { EventStore } from '@everchart/event-store';
import { ServiceProcess, until } from '@everchart/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppliedEvents } from '../../test/applied-events.js';
import { Carers } from '../../test/carers.js';
import { IngestSuite, note, registration } from '../../test/ingest-suite.js';
import { OwnCluster } from '../../test/own-cluster.js';
import { SmallDisk } from '../../test/small-disk.js';

describe('PostgreSQL', () => {
  let cluster: OwnCluster;
  let suite: IngestSuite;
  let service: ServiceProcess;
  let applied: AppliedEvents;
  let org: string;
  const disks: SmallDisk[] = [];

  const storeOf = (): EventStore => new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
  const isReady = async (): Promise<boolean> => (await fetch(`${suite.url}/health/ready`)).ok;
  const startService = async (): Promise<void> => {
    service = await ServiceProcess.start(new URL('../../dist/main.js', import.meta.url), suite.environmentWith());
    suite.defer(() => service.kill());
    suite.url = service.url;
    applied = await AppliedEvents.start(suite.transport);
    suite.defer(() => applied.close());
  };

  beforeEach(async () => {
    org = `org-${randomUUID()}`;
    cluster = await OwnCluster.start();
    suite = new IngestSuite('postgres', { cluster: cluster.url });
    suite.defer(() => cluster.stop());
    await suite.start();
  }, 60_000);
  afterEach(async () => {
    await suite.stop();
    for (const disk of disks.splice(0)) disk.unmake();
  });

  it('restarted under load, by a crash and in order: refusals are clear, nothing is lost or doubled, the process lives through it', async () => {
    await startService();
    const carers = new Carers(suite, org, 8);
    for (const end of [() => cluster.crash(), () => cluster.goAway()]) {
      const before = carers.count;
      await until(() => carers.count > before + 200, { what: 'carers at work', timeoutMs: 30_000 });
      const refused = carers.refusals.get('store-unavailable') ?? 0;
      await end();
      await until(async () => (carers.refusals.get('store-unavailable') ?? 0) > refused + 20, { what: 'clear refusals' });
      expect(await isReady()).toBe(false);
      await cluster.comeBack();
      await until(isReady, { what: 'the service to be ready again' });
    }
    const before = carers.count;
    await until(() => carers.count > before + 100, { what: 'carers at work' });
    await carers.stop();
    expect([...carers.refusals.keys()]).toEqual(['store-unavailable']);
    expect(service.lines.filter((line) => line.includes('"service.started"'))).toHaveLength(1);
    expect(service.lines.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);

    const store = storeOf();
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: carers.count });
    await until(async () => (await applied.of(org)).length >= carers.count, { what: 'everything applied', timeoutMs: 30_000 });
    const events = await applied.of(org);
    for (const [patient, ids] of carers.recorded) {
      expect(events.filter((event) => event.patient === patient).map(({ id, version }) => [id, version])).toEqual(
        ids.map((id, n) => [id, n + 1]),
      );
    }
    expect(events).toHaveLength(carers.count);
  }, 90_000);

  const canFillDisk = SmallDisk.canBeMade();
  if (!canFillDisk)
    process.stderr.write('\n!!! SKIPPED, because no small file system can be made here (root may mount one): a full disk\n\n');
  (canFillDisk ? it : it.skip)(
    'without room on its disk: what is refused leaves nothing behind, and it goes on when there is room',
    async () => {
      const disk = SmallDisk.make(64);
      disks.push(disk);
      await disk.hold(cluster.url, suite.database.name);
      await startService();
      const patient = randomUUID();
      const long = () => note(Buffer.from(crypto.getRandomValues(new Uint8Array(6000))).toString('base64'));
      const post = (event: ReturnType<typeof note>) => suite.post(`/patients/${patient}/events`, event, { org });
      const recorded = [registration(), ...Array.from({ length: 10 }, long)];
      for (const event of recorded) expect((await post(event)).status).toBe(201);

      disk.fill();
      const refused: ReturnType<typeof note>[] = [];
      while (refused.length < 20) {
        const event = long();
        const { status, headers, body } = await post(event);
        if (status === 201) recorded.push(event);
        else {
          expect({ status, type: body.type }).toEqual({ status: 503, type: 'urn:everchart:problem:store-full' });
          expect(headers.get('content-type')).toContain('application/problem+json');
          expect(headers.get('retry-after')).toBe('10');
          refused.push(event);
        }
      }
      const batch = { events: Array.from({ length: 50 }, () => ({ patientId: patient, ...long() })) };
      expect(await suite.post('/events', batch, { org })).toMatchObject({
        status: 503,
        body: { type: 'urn:everchart:problem:store-full' },
      });
      const store = storeOf();
      const stored = async (): Promise<string[]> => (await store.readShard(org, 0, 0, 10_000)).map(({ header }) => header.id);
      expect(await stored()).toEqual(recorded.map(({ id }) => id));
      expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: recorded.length });

      disk.makeRoom();
      for (const event of refused) expect((await post(event)).status).toBe(201);
      const { results } = (await suite.post('/events', batch, { org })).body;
      expect(new Set(results!.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
      const all = [...recorded, ...refused, ...batch.events].map(({ id }) => id);
      expect(await stored()).toEqual(all);
      expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: all.length });
      await until(async () => (await applied.of(org)).length >= all.length, { what: 'everything applied', timeoutMs: 30_000 });
      expect((await applied.of(org)).map(({ id }) => id)).toEqual(all);
    },
    90_000,
  );
});
