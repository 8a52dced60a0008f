import { randomUUID } from 'node:crypto';
import { EventStore } from '@everchart/event-store';
import { describeWithKafka, OwnKafka, ServiceProcess, until } from '@everchart/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AppliedEvents } from '../../test/applied-events.js';
import { Carers } from '../../test/carers.js';
import { IngestSuite } from '../../test/ingest-suite.js';

/** How long it is away: minutes where all cases are taken, so that queues, caches and time-outs have their turn. */
const awaySeconds = process.env.TEST_ALL === 'true' ? 180 : 3;

describeWithKafka('Kafka that goes away', () => {
  let kafka: OwnKafka;
  let suite: IngestSuite;
  let service: ServiceProcess;
  let applied: AppliedEvents;

  beforeAll(async () => {
    // A producer that was silent for a second is forgotten.
    kafka = await OwnKafka.start({ 'producer.id.expiration.ms': '1000', 'producer.id.expiration.check.interval.ms': '200' });
    suite = new IngestSuite('kafka', { brokers: kafka.brokers });
    suite.defer(() => kafka.stop());
    await suite.start();
    service = await ServiceProcess.start(new URL('../../dist/main.js', import.meta.url), suite.environmentWith());
    suite.defer(() => service.kill());
    suite.url = service.url;
    applied = await AppliedEvents.start(suite.transport);
    suite.defer(() => applied.close());
  }, 120_000);
  afterAll(() => suite.stop());

  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${suite.url}/metrics`)).text();
    return Number(new RegExp(`^${name}\\{[^}]*\\} (\\S+)$`, 'm').exec(text)![1]);
  };
  const backlog = (): Promise<number> => metric('everchart_relay_backlog_events');
  const oldestSeconds = (): Promise<number> => metric('everchart_relay_oldest_unpublished_seconds');

  async function everythingTookEffectInOrder({ org, recorded, count }: Carers): Promise<void> {
    await until(async () => (await applied.countOf(org)) >= count, { what: 'everything applied', timeoutMs: 40_000 + awaySeconds * 1000 });
    const events = await applied.of(org);
    expect(events).toHaveLength(count);
    for (const [patient, ids] of recorded) {
      expect(events.filter((event) => event.patient === patient).map(({ id, version }) => [id, version])).toEqual(
        ids.map((id, n) => [id, n + 1]),
      );
    }
    expect(await applied.stopped()).toBe(0);
  }

  it(
    'and comes back: recording goes on, the backlog is seen to rise and fall, and is published in order',
    async () => {
      const carers = new Carers(suite, `org-${randomUUID()}`, 4);
      await until(() => carers.count > 100, { what: 'carers at work' });
      await until(async () => (await applied.countOf(carers.org)) > 50, { what: 'a stream that works', timeoutMs: 30_000 });

      await kafka.goAway();
      const before = carers.count;
      await until(async () => (await backlog()) > 100 && (await oldestSeconds()) > awaySeconds, {
        what: 'a backlog',
        timeoutMs: 30_000 + awaySeconds * 1000,
      });
      expect((await fetch(`${suite.url}/health/ready`)).status).toBe(200);
      expect(carers.count).toBeGreaterThan(before + 100);
      expect(carers.refusals.size).toBe(0);
      const published = await applied.countOf(carers.org);
      expect(published).toBeLessThan(carers.count - 100);

      await kafka.comeBack();
      await until(async () => (await applied.countOf(carers.org)) > published, { what: 'the stream to work again', timeoutMs: 40_000 });
      await carers.stop();
      await everythingTookEffectInOrder(carers);
      await until(async () => (await backlog()) === 0 && (await oldestSeconds()) === 0, { what: 'no backlog' });
      const store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
      expect(await store.verifyShard(carers.org, 0)).toMatchObject({ ok: true, events: carers.count });
    },
    120_000 + 3000 * awaySeconds,
  );

  it('and comes back without what it knew of its producers: the relay goes on, in order', async () => {
    const first = new Carers(suite, `org-${randomUUID()}`, 4);
    await until(() => first.count > 40, { what: 'carers at work' });
    await first.stop();
    await everythingTookEffectInOrder(first);
    await until(async () => (await backlog()) === 0, { what: 'no backlog' });

    // Nothing is published meanwhile: the relay's producer lives on, and sends its next number to a broker that has
    // never heard of it.
    const failures = service.lines.filter((line) => line.includes('"relay.failed"')).length;
    await kafka.goAway();
    const forgotten = kafka.forgetProducers();
    await kafka.comeBack();
    expect(forgotten).toBeGreaterThan(0);
    expect(service.lines.filter((line) => line.includes('"relay.failed"'))).toHaveLength(failures);

    const second = new Carers(suite, `org-${randomUUID()}`, 4);
    await until(() => second.count > 40, { what: 'carers at work' });
    await second.stop();
    await everythingTookEffectInOrder(second);
  }, 120_000);
});
